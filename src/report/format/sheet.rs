//! The sheets of one table: typed cells, a header with notes, and more than one sheet where a sheet's rows run out.

use super::date::serial;
use crate::limits::SHEET_ROWS;
use crate::report::cell::{Cell, fit};
use crate::report::column::{Field, Kind};
use crate::report::table::Written;
use rust_xlsxwriter::{Format, FormatAlign, Note, ObjectMovement, Workbook, Worksheet, XlsxError};

/// Characters to which a column grows with its texts.
const WIDEST: usize = 50;
/// Characters of the narrowest column.
const NARROWEST: usize = 8;
/// Characters of a wrapped column.
const WRAPPED_WIDTH: usize = 100;
/// Characters that the button of the filter takes from a header.
const BUTTON: usize = 4;
/// Columns of prose that is to be read in its cell: their lines are broken.
const WRAPPED: [&str; 2] = ["message", "meaning"];

/// How cells look.
#[derive(Debug)]
pub struct Looks {
    header: Format,
    text: Format,
    integer: Format,
    score: Format,
    micro: Format,
    date: Format,
    wrapped: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let number = |format: &str| top().set_num_format(format);
        Self {
            header: top().set_bold(),
            text: top(),
            integer: number("0"),
            score: number("0.0000"),
            micro: number("0.000000"),
            date: number("yyyy-mm-dd"),
            wrapped: top().set_text_wrap(),
        }
    }
}

/// The sheets of a table. Their rows lie on disk.
pub struct Sheet {
    name: &'static str,
    fields: Vec<Field>,
    widths: Vec<usize>,
    full: Vec<Worksheet>,
    current: Worksheet,
    rows: u32,
    limit: u32,
    bytes: u64,
    is_large: bool,
    has_wrapped: bool,
}

impl Sheet {
    /// Begins with a header.
    pub fn new(table: &Written, looks: &Looks, book: &mut Workbook) -> Result<Self, XlsxError> {
        let widths = table.fields.iter().map(|field| NARROWEST.max(field.name.chars().count() + BUTTON)).collect();
        let limit = u32::try_from(SHEET_ROWS - 1).unwrap_or(u32::MAX);
        let current = headed(&name(table.name, 1), &table.fields, looks, book)?;
        let (name, fields, full) = (table.name, table.fields.clone(), Vec::new());
        let has_wrapped = fields.iter().any(|field| WRAPPED.contains(&field.name));
        Ok(Self { name, fields, widths, full, current, rows: 0, limit, bytes: 0, is_large: false, has_wrapped })
    }

    /// Adds a row; gives the number of texts that were cut.
    pub fn push(&mut self, cells: &[Cell<'_>], looks: &Looks, book: &mut Workbook) -> Result<u64, XlsxError> {
        if self.rows == self.limit {
            let next = headed(&name(self.name, self.full.len() + 2), &self.fields, looks, book)?;
            let full = std::mem::replace(&mut self.current, next);
            self.full.push(finished(full, self.rows, &self.widths)?);
            (self.rows, self.bytes) = (0, 0);
        }
        self.rows += 1;
        self.bytes += cells.iter().map(weight).sum::<u64>();
        self.is_large |= self.bytes > u64::from(u32::MAX);
        let mut cut = 0;
        for ((column, cell), field) in (0..).zip(cells).zip(&self.fields) {
            let is_wrapped = WRAPPED.contains(&field.name);
            if let Cell::Text(text) = cell {
                let widest = &mut self.widths[usize::from(column)];
                *widest = if is_wrapped { WRAPPED_WIDTH } else { text.chars().take(WIDEST).count().max(*widest) };
            }
            let look = if is_wrapped { &looks.wrapped } else { &looks.text };
            let look = self.has_wrapped.then_some(look);
            cut += u64::from(write(&mut self.current, (self.rows, column), cell, field.kind, look, looks)?);
        }
        Ok(cut)
    }

    /// Makes the first cell of the last row, which has the name of a sheet, a link to it.
    pub fn link(&mut self, target: &str) -> Result<(), XlsxError> {
        self.current.write_url_with_text(self.rows, 0, format!("internal:'{target}'!A1").as_str(), target)?;
        Ok(())
    }

    /// True if a sheet may be larger than a zip file holds without extensions, which not every program reads.
    pub fn is_large(&self) -> bool {
        self.is_large
    }

    /// The names of the sheets.
    pub fn names(&self) -> Vec<String> {
        (1..=self.full.len() + 1).map(|number| name(self.name, number)).collect()
    }

    /// The sheets, ready to be bound.
    pub fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        self.full.push(finished(self.current, self.rows, &self.widths)?);
        Ok(self.full)
    }
}

/// More bytes than a cell takes in the file of its sheet.
fn weight(cell: &Cell<'_>) -> u64 {
    /// Bytes around a text, or of any other value, the cell's place in the sheet and its look among them.
    const AROUND: usize = 80;
    /// Bytes that a character takes beyond its own where it is escaped.
    const ESCAPED: usize = 6;
    let text = match cell {
        Cell::Empty => return 0,
        Cell::Text(text) => text,
        _ => "",
    };
    let escaped = text.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'_' | 0..b' ' | 0xEF)).count();
    (AROUND + text.len() + ESCAPED * escaped) as u64
}

/// As tables' further files are named.
fn name(table: &str, number: usize) -> String {
    if number == 1 { table.to_owned() } else { format!("{table}.{number}") }
}

/// A sheet with its header, which stays in sight.
fn headed(name: &str, fields: &[Field], looks: &Looks, book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, field) in (0..).zip(fields) {
        sheet.write_string_with_format(0, column, field.name, &looks.header)?;
        sheet.insert_note(0, column, &note(field))?;
    }
    Ok(sheet)
}

/// The dictionary's entry of a column, for who rests on its header. What it is and how large is told, so that nobody's name or screen shows.
fn note(field: &Field) -> Note {
    /// Characters of a line of a note, and the measures of note and line in pixels.
    const LINE: usize = 48;
    const WIDTH: u32 = 300;
    const HEIGHT: u32 = 15;
    let unit = if field.unit.is_empty() { String::new() } else { format!(", {}", field.unit) };
    let text = format!("{}\n({}{unit})", field.description, field.kind.as_str());
    let lines: usize = text.lines().map(|line| line.chars().count() / LINE + 1).sum();
    Note::new(text)
        .set_author("tone")
        .add_author_prefix(false)
        .set_width(WIDTH)
        .set_height(HEIGHT * (lines as u32 + 1))
        .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
}

/// Sets what only the whole sheet tells.
fn finished(mut sheet: Worksheet, rows: u32, widths: &[usize]) -> Result<Worksheet, XlsxError> {
    for (column, &width) in (0..).zip(widths) {
        // Room for a character on each side.
        sheet.set_column_width(column, (width + 1) as f64)?;
    }
    let last = u16::try_from(widths.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(0, 0, rows, last)?;
    Ok(sheet)
}

/// Writes a cell as what it is; true if text was cut. Text is never looked at: it cannot become a formula, a link or a number.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    kind: Kind,
    look: Option<&Format>,
    looks: &Looks,
) -> Result<bool, XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Integer(number) => {
            sheet.write_number_with_format(row, column, *number as f64, &looks.integer)?;
        }
        Cell::Score(score) => {
            sheet.write_number_with_format(row, column, score.to_unit(), &looks.score)?;
        }
        Cell::Micro(number) => {
            sheet.write_number_with_format(row, column, number.to_unit(), &looks.micro)?;
        }
        Cell::Boolean(truth) => {
            sheet.write_boolean(row, column, *truth)?;
        }
        Cell::Text(text) => {
            if let Some(date) = Some(text).filter(|_| kind == Kind::Date).and_then(|text| serial(text)) {
                sheet.write_number_with_format(row, column, date, &looks.date)?;
                return Ok(false);
            }
            let (text, cut) = fit(text.as_ref().into());
            match look {
                Some(look) => sheet.write_string_with_format(row, column, text, look)?,
                None => sheet.write_string(row, column, text)?,
            };
            return Ok(cut);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::warning::table::Warnings;

    #[test]
    fn rows_beyond_a_sheet_go_on_in_another_with_its_header() {
        let (mut book, looks) = (Workbook::new(), Looks::default());
        let mut sheet = Sheet::new(&Written::of::<Warnings>(), &looks, &mut book).unwrap();
        sheet.limit = 2;
        for code in ["W01", "W02", "W03"] {
            sheet.push(&[Cell::text(code)], &looks, &mut book).unwrap();
        }
        assert_eq!(sheet.names(), ["warnings", "warnings.2"]);
        assert_eq!(sheet.finish().unwrap().len(), 2);
    }

    #[test]
    fn a_sheet_is_large_once_it_may_pass_four_gigabytes() {
        let (mut book, looks) = (Workbook::new(), Looks::default());
        let mut sheet = Sheet::new(&Written::of::<Warnings>(), &looks, &mut book).unwrap();
        sheet.bytes = u64::from(u32::MAX) - weight(&Cell::text("W01"));
        sheet.push(&[Cell::text("W01")], &looks, &mut book).unwrap();
        assert!(!sheet.is_large());
        sheet.push(&[Cell::text("W01")], &looks, &mut book).unwrap();
        assert!(sheet.is_large());
    }

    #[test]
    fn escaped_characters_weigh_what_they_take() {
        for (text, taken) in [("&", "&amp;"), ("\0", "_x0000_"), ("_x0041_", "_x005F_x0041_"), ("\u{fffe}", "_xFFFE_")]
        {
            assert!(weight(&Cell::text(text)) >= weight(&Cell::text("")) + taken.len() as u64, "{text:?}");
        }
        assert_eq!(weight(&Cell::Empty), 0);
    }
}
