//! The first sheet of the workbook: what the others hold, and what every column means.

use crate::report::cell::{Cell, Dialect};
use crate::report::column::{Column, Kind, Layout};
use crate::report::statement::Statements;
use crate::report::table::Written;

/// A line: of a sheet, or of a column of it.
#[derive(Debug)]
pub struct Line {
    sheet: String,
    column: &'static str,
    rows: Option<u64>,
    kind: &'static str,
    unit: &'static str,
    meaning: String,
}

/// The layout of the sheet.
pub enum Contents {}

impl Layout for Contents {
    type Row<'a> = Line;
    const NAME: &'static str = "contents";
    const TITLE: &'static str = "A sheet, or a column of a sheet.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["sheet", "column"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("sheet", "The sheet", |line| Cell::text(&line.sheet)),
            Column::text("column", "The column of the sheet; empty where the line is about the whole sheet", |line| {
                Cell::text(line.column)
            }),
            Column::new("rows", Kind::Integer, "rows", "Rows of the sheet, its header not counted", |line| {
                Cell::maybe(line.rows, Cell::Integer)
            }),
            Column::text("type", "Of the column: string, integer, number, boolean or date", |line| {
                Cell::text(line.kind)
            }),
            Column::text("unit", "What the column counts or measures", |line| Cell::text(line.unit)),
            Column::text("meaning", "What a row of the sheet is, or what the column means", |line| {
                Cell::text(&line.meaning)
            }),
        ]
    }
}

/// The lines: first the sheets, then the columns of each. `sheets` gives the names of the sheets of a table.
pub fn lines(tables: &[&Written], sheets: impl Fn(&Written) -> Vec<String>) -> Vec<Line> {
    let of_table = |table: &&Written| Line {
        sheet: sheets(table).join(", "),
        column: "",
        rows: Some(table.rows),
        kind: "",
        unit: "",
        meaning: table.title.to_owned(),
    };
    let mut lines: Vec<Line> = tables.iter().map(of_table).collect();
    lines.push(Line {
        sheet: Statements::NAME.to_owned(),
        rows: None,
        meaning: STATEMENTS.to_owned(),
        ..Line::empty()
    });
    for table in tables {
        lines.extend(table.fields.iter().map(|field| Line {
            sheet: table.name.to_owned(),
            column: field.name,
            kind: field.kind.as_str(),
            unit: field.unit,
            meaning: field.description.clone().into_owned(),
            rows: None,
        }));
    }
    lines
}

/// What stands for the sheets of single speakers.
const STATEMENTS: &str = "No sheets: the statements of a speaker are the rows of sentences with voice speech and counted yes that have the \
    speaker. As files of their own they are in the folder speakers, as CSV.";

impl Line {
    /// The sheet that the line is about, if it is one and a whole one.
    pub fn target(&self) -> Option<&str> {
        (self.rows.is_some() && !self.sheet.contains(',')).then_some(&self.sheet)
    }

    fn empty() -> Self {
        Self { sheet: String::new(), column: "", rows: None, kind: "", unit: "", meaning: String::new() }
    }
}
