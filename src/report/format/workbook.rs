//! `report.xlsx`: all tables in one workbook.
//!
//! Rows wait on disk, in files without a name, until all are there; then they are bound into one file that is written front to back. So
//! memory does not grow with the corpus.

use super::contents::{Contents, lines};
use super::formats::WORKBOOK;
use super::sheet::{Looks, Sheet};
use crate::error::{Error, Kind, Result, Where};
use crate::fault::survived;
use crate::report::cell::{Cell, Dialect};
use crate::report::column::Layout;
use crate::report::sentence::Sentences;
use crate::report::sink::Sink;
use crate::report::statement::Statements;
use crate::report::table::Written;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Bytes that are gathered before they go to the sink.
const BUFFER: usize = 1 << 20;

/// A workbook that is being filled.
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    looks: Looks,
    sheets: BTreeMap<&'static str, Sheet>,
}

impl Workbook {
    /// An empty workbook whose rows wait in a folder.
    pub fn new(scratch: &Path) -> Result<Self> {
        guarded(|| {
            let mut book = rust_xlsxwriter::Workbook::new();
            book.set_tempdir(scratch)?;
            // No clock: the same report has the same bytes.
            let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
            book.set_properties(&DocProperties::new().set_title("tone report").set_creation_datetime(&made));
            Ok(Self { book, looks: Looks::default(), sheets: BTreeMap::new() })
        })
    }

    /// Adds a row to the sheet of its table; gives the number of texts that were cut.
    pub fn row(&mut self, table: &Written, cells: &[Cell<'_>]) -> Result<u64> {
        if table.name == Statements::NAME {
            return Ok(0);
        }
        guarded(|| self.sheet(table)?.push(cells))
    }

    /// Binds the sheets, a table without rows among them, and hands the file on.
    pub fn finish(mut self, tables: &[Written], sink: &mut dyn Sink) -> Result<()> {
        let mut tables: Vec<&Written> = tables.iter().filter(|table| table.name != Statements::NAME).collect();
        tables.sort_by_key(|table| (table.dialect == Dialect::Exact, table.name == Sentences::NAME));
        let mut out = BufWriter::with_capacity(BUFFER, Appending { sink, failed: None });
        let bound = guarded(|| {
            for table in &tables {
                self.sheet(table)?;
            }
            self.contents(&tables)?;
            self.book.use_zip_large_file(self.sheets.values().any(Sheet::is_large));
            for name in std::iter::once(Contents::NAME).chain(tables.iter().map(|table| table.name)) {
                let sheets = self.sheets.remove(name).map(Sheet::finish).transpose()?;
                sheets.into_iter().flatten().for_each(|sheet| self.book.push_worksheet(sheet));
            }
            self.book.save_to_writer(&mut out)?;
            Ok(out.flush()?)
        });
        out.into_parts().0.failed.map_or(bound, Err)
    }

    fn contents(&mut self, tables: &[&Written]) -> std::result::Result<(), XlsxError> {
        let names = |table: &Written| self.sheets.get(table.name).map(Sheet::names).unwrap_or_default();
        let (lines, columns) = (lines(tables, names), Contents::columns());
        let mut contents = self.sheet(&Written::of::<Contents>())?;
        for line in &lines {
            let cells: Vec<Cell<'_>> = columns.iter().map(|column| (column.cell)(line)).collect();
            contents.push(&cells)?;
            if let Some(sheet) = line.target() {
                contents.sheet.link(sheet)?;
            }
        }
        Ok(())
    }

    /// The sheet of a table, which is begun if there is none.
    fn sheet(&mut self, table: &Written) -> std::result::Result<Open<'_>, XlsxError> {
        let Self { book, looks, sheets } = self;
        let sheet = match sheets.entry(table.name) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => entry.insert(Sheet::new(table, looks, book)?),
        };
        Ok(Open { sheet, looks, book })
    }
}

/// A sheet with what is needed to write to it.
struct Open<'a> {
    sheet: &'a mut Sheet,
    looks: &'a Looks,
    book: &'a mut rust_xlsxwriter::Workbook,
}

impl Open<'_> {
    fn push(&mut self, cells: &[Cell<'_>]) -> std::result::Result<u64, XlsxError> {
        self.sheet.push(cells, self.looks, self.book)
    }
}

/// Work of the crate that writes workbooks. It gives up with a panic when rows cannot be written to disk, as when that is full: no fault of
/// this program.
fn guarded<T>(work: impl FnOnce() -> std::result::Result<T, XlsxError>) -> Result<T> {
    let failed = |why: &str| Error::new(Kind::Output, Where::file(WORKBOOK), format!("cannot write: {why}"));
    let full = || failed("no room for its rows. Make room on the disk of --out, or leave xlsx out of --format");
    survived(work).ok_or_else(full)?.map_err(|error| failed(&error.to_string()))
}

/// Bytes on their way into a sink; keeps why it did not take them.
struct Appending<'a> {
    sink: &'a mut dyn Sink,
    failed: Option<Error>,
}

impl Write for Appending<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.sink.append(WORKBOOK, bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                self.failed = Some(error);
                Err(io::Error::other("the file was not taken"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::CELL_CHARS;
    use crate::partial::decimal::Micro;
    use crate::report::column::{Column, Kind as Type};
    use crate::report::format::formats::{Formats, Formatted};
    use crate::report::table::Table;
    use crate::score::Score;

    type Files = BTreeMap<String, Vec<u8>>;

    /// A table of which every cell is given.
    enum Given {}

    impl Layout for Given {
        type Row<'a> = [Cell<'a>; 5];
        const NAME: &'static str = "given";
        const TITLE: &'static str = "Cells";
        const DIALECT: Dialect = Dialect::Exact;
        const KEY: &'static [&'static str] = &[];

        fn columns() -> Vec<Column<Self>> {
            vec![
                Column::text("text", "Any <text>", |row| row[0].clone()),
                Column::new("date", Type::Date, "", "A date", |row| row[1].clone()),
                Column::new("count", Type::Integer, "things", "A count", |row| row[2].clone()),
                Column::new("score", Type::Number, "tone", "A score", |row| row[3].clone()),
                Column::new("truth", Type::Boolean, "", "A truth", |row| row[4].clone()),
            ]
        }
    }

    fn text(text: &str) -> [Cell<'_>; 5] {
        [Cell::text(text), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]
    }

    /// The workbook of a table with these rows, and the table.
    fn bound(rows: &[[Cell<'_>; 5]]) -> (Vec<u8>, Written) {
        let (scratch, mut files) = (tempfile::tempdir().unwrap(), Files::new());
        let formats = Formats { xlsx: true, ..Formats::default() };
        let mut sink = Formatted::new(formats, scratch.path(), &mut files).unwrap();
        let mut table = Table::<Given>::new("data/given");
        rows.iter().for_each(|row| table.push(row, &mut sink).unwrap());
        let written = table.finish(&mut sink).unwrap();
        sink.end(std::slice::from_ref(&written)).unwrap();
        (files.remove(WORKBOOK).unwrap(), written)
    }

    /// A file of the workbook.
    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(io::Cursor::new(book)).unwrap();
        io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    }

    /// The second sheet: the first is the contents.
    fn sheet(rows: &[[Cell<'_>; 5]]) -> String {
        part(&bound(rows).0, "xl/worksheets/sheet2.xml")
    }

    #[test]
    fn cells_are_what_they_are() {
        let row = [
            Cell::text("plain"),
            Cell::text("2019-01-10"),
            Cell::Integer(7),
            Cell::Score(Score(-4215)),
            Cell::Boolean(true),
        ];
        let sheet = sheet(&[row]);
        let cell = |name: &str| {
            let start = sheet.find(&format!("<c r=\"{name}\"")).unwrap();
            let cell = &sheet[start..];
            &cell[cell.find('>').unwrap() + 1..cell.find("</c>").unwrap()]
        };
        assert_eq!(cell("A2"), "<is><t>plain</t></is>");
        assert_eq!([cell("B2"), cell("C2"), cell("D2")], ["<v>43475</v>", "<v>7</v>", "<v>-0.4215</v>"]);
        assert_eq!(cell("E2"), "<v>1</v>");
        assert!(sheet.contains("<autoFilter ref=\"A1:E2\"/>") && sheet.contains("state=\"frozen\""), "{sheet}");
    }

    #[test]
    fn numbers_are_shown_with_the_decimals_of_the_csv() {
        let row = [Cell::Empty, Cell::Empty, Cell::Integer(1), Cell::Micro(Micro(-1)), Cell::Empty];
        let (book, _) = bound(&[row]);
        let styles = part(&book, "xl/styles.xml");
        for format in ["\"0\"", "\"0.000000\""] {
            assert!(styles.contains(&format!("formatCode={format}")), "{styles}");
        }
        assert!(part(&book, "xl/worksheets/sheet2.xml").contains("<v>-0.000001</v>"));
    }

    #[test]
    fn a_date_that_a_spreadsheet_cannot_hold_stays_text() {
        let row = [Cell::Empty, Cell::text("1812-06-24"), Cell::Empty, Cell::Empty, Cell::Empty];
        assert!(sheet(&[row]).contains("<t>1812-06-24</t>"));
    }

    #[test]
    fn hostile_text_is_text_and_breaks_nothing() {
        let escaped = [
            ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
            ("<script>&", "&lt;script&gt;&amp;"),
            ("https://example.org", "https://example.org"),
            ("a\0b\u{1b}c\rd", "a_x0000_b_x001B_c_x000D_d"),
            ("_x0041_", "_x005F_x0041_"),
            ("\u{202e}gpj\u{fffe}\u{ffff}", "\u{202e}gpj_xFFFE__xFFFF_"),
            ("007", "007"),
            ("TRUE", "TRUE"),
        ];
        let (book, _) = bound(&escaped.map(|(given, _)| text(given)));
        let sheet = part(&book, "xl/worksheets/sheet2.xml");
        for (given, expected) in escaped {
            assert!(sheet.contains(&format!("<is><t>{expected}</t></is>")), "{given:?} in {sheet}");
        }
        assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"), "{sheet}");
        assert!(sheet.chars().all(|c| c >= ' ' || c == '\n'), "XML holds no such character");
    }

    #[test]
    fn text_beyond_a_cell_is_cut_and_counted() {
        let (fits, long) = ("a".repeat(CELL_CHARS), "𝄞".repeat(40_000));
        let (book, written) = bound(&[text(&fits), text(&long)]);
        assert_eq!((written.cut, written.cut_elsewhere), (0, 1));
        let sheet = part(&book, "xl/worksheets/sheet2.xml");
        assert!(sheet.contains(&format!("<t>{fits}</t>")) && sheet.contains("𝄞…</t>"));
    }

    #[test]
    fn contents_tell_of_every_sheet_and_column_and_headers_carry_their_notes() {
        let (book, _) = bound(&[]);
        let contents = part(&book, "xl/worksheets/sheet1.xml");
        for told in ["<t>given</t>", "<t>Cells</t>", "<t>count</t>", "<t>things</t>", "<t>A count</t>"] {
            assert!(contents.contains(told), "{told} in {contents}");
        }
        assert!(part(&book, "xl/comments2.xml").contains("Any &lt;text&gt;\n(string)"));
        assert!(part(&book, "xl/worksheets/sheet2.xml").contains("<t>truth</t>"), "a table without rows has a sheet");
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let rows = || [text("a"), text("b")];
        assert!(bound(&rows()).0 == bound(&rows()).0);
    }

    #[test]
    fn rows_that_cannot_be_written_are_an_error_and_no_crash() {
        let gone = tempfile::tempdir().unwrap().path().join("gone");
        let error = Workbook::new(&gone).err().unwrap();
        assert_eq!((error.kind, error.place), (Kind::Output, Where::file(WORKBOOK)));
        assert_eq!(guarded::<()>(|| panic!("a full disk")).unwrap_err().kind, Kind::Output);
    }
}
