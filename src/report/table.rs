//! Writing a table, row by row.

use super::cell::{Cell, Dialect};
use super::column::{Column, Field, Layout};
use super::sink::Sink;
use crate::error::Result;
use crate::limits::SHEET_ROWS;

/// A table as written: what `datapackage.json` and the warnings say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As in [`Layout::NAME`].
    pub name: &'static str,
    /// As in [`Layout::TITLE`].
    pub title: &'static str,
    /// As in [`Layout::DIALECT`].
    pub dialect: Dialect,
    /// As in [`Layout::KEY`].
    pub key: &'static [&'static str],
    /// The columns.
    pub fields: Vec<Field>,
    /// The files, more than one if the rows are more than a spreadsheet holds.
    pub paths: Vec<String>,
    /// Rows, headers not counted.
    pub rows: u64,
    /// Text cells that were cut.
    pub cut: u64,
    /// Text cells that were cut in another format than CSV.
    pub cut_elsewhere: u64,
}

impl Written {
    /// A table of which nothing is written yet.
    pub fn of<L: Layout>() -> Self {
        let fields = L::columns().into_iter().map(|column| column.field).collect();
        let (name, title, dialect, key) = (L::NAME, L::TITLE, L::DIALECT, L::KEY);
        Self { name, title, dialect, key, fields, paths: Vec::new(), rows: 0, cut: 0, cut_elsewhere: 0 }
    }
}

/// A table being written. Holds at most [`Table::BUFFER`] bytes and a row.
pub struct Table<L: Layout> {
    columns: Vec<Column<L>>,
    written: Written,
    stem: String,
    rows_in_file: u64,
    limit: u64,
    buffer: Vec<u8>,
}

impl<L: Layout> Table<L> {
    /// Bytes that are gathered before they go to the sink.
    pub const BUFFER: usize = 1 << 16;

    /// A table that will be `<stem>.csv`, and `<stem>.2.csv` and so on where a spreadsheet's rows run out.
    pub fn new(stem: impl Into<String>) -> Self {
        let limit = if L::DIALECT == Dialect::Spreadsheet { SHEET_ROWS - 1 } else { u64::MAX };
        let (columns, written, stem) = (L::columns(), Written::of::<L>(), stem.into());
        let mut table = Self { columns, written, stem, rows_in_file: 0, limit, buffer: Vec::new() };
        table.start_file();
        table
    }

    /// Adds a row.
    pub fn push(&mut self, row: &L::Row<'_>, sink: &mut dyn Sink) -> Result<()> {
        if self.rows_in_file == self.limit {
            self.flush(sink)?;
            self.start_file();
        }
        self.written.cut += line(&self.columns, row, &mut self.buffer);
        self.hand_on(row, sink)?;
        self.rows_in_file += 1;
        self.written.rows += 1;
        if self.buffer.len() >= Self::BUFFER { self.flush(sink) } else { Ok(()) }
    }

    /// Appends rows whose [`lines`] were made elsewhere; in a table with a limit of rows they are made again.
    pub fn push_lines<'r>(
        &mut self,
        lines: &[u8],
        rows: impl ExactSizeIterator<Item = L::Row<'r>>,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        if self.limit != u64::MAX {
            return rows.into_iter().try_for_each(|row| self.push(&row, sink));
        }
        self.buffer.extend_from_slice(lines);
        self.written.rows += rows.len() as u64;
        if sink.takes_rows() {
            for row in rows {
                self.hand_on(&row, sink)?;
            }
        }
        if self.buffer.len() >= Self::BUFFER { self.flush(sink) } else { Ok(()) }
    }

    /// Shows the cells of a row to who writes other formats.
    fn hand_on(&mut self, row: &L::Row<'_>, sink: &mut dyn Sink) -> Result<()> {
        if sink.takes_rows() {
            let cells: Vec<Cell<'_>> = self.columns.iter().map(|column| (column.cell)(row)).collect();
            self.written.cut_elsewhere += sink.row(&self.written, &cells)?;
        }
        Ok(())
    }

    /// Hands what waits to the sink.
    pub fn flush(&mut self, sink: &mut dyn Sink) -> Result<()> {
        if let (Some(path), false) = (self.written.paths.last(), self.buffer.is_empty()) {
            sink.append(path, &self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Writes the rest.
    pub fn finish(mut self, sink: &mut dyn Sink) -> Result<Written> {
        self.flush(sink)?;
        Ok(self.written)
    }

    fn start_file(&mut self) {
        let number = self.written.paths.len() + 1;
        let path = if number == 1 { format!("{}.csv", self.stem) } else { format!("{}.{number}.csv", self.stem) };
        self.written.paths.push(path);
        self.rows_in_file = 0;
        if L::DIALECT == Dialect::Spreadsheet {
            self.buffer.extend_from_slice("\u{feff}".as_bytes());
        }
        let names: Vec<&str> = self.written.fields.iter().map(|field| field.name).collect();
        self.buffer.extend_from_slice(names.join(",").as_bytes());
        end_line::<L>(&mut self.buffer);
    }
}

/// The lines of rows, for [`Table::push_lines`]. Cells of such tables are never cut.
pub fn lines<'r, L: Layout>(columns: &[Column<L>], rows: impl Iterator<Item = L::Row<'r>>) -> Vec<u8> {
    let mut lines = Vec::new();
    for row in rows {
        line(columns, &row, &mut lines);
    }
    lines
}

/// Appends a row; gives the cells that had to be cut.
fn line<L: Layout>(columns: &[Column<L>], row: &L::Row<'_>, buffer: &mut Vec<u8>) -> u64 {
    let mut cut = 0;
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            buffer.push(b',');
        }
        cut += u64::from((column.cell)(row).write(L::DIALECT, buffer));
    }
    end_line::<L>(buffer);
    cut
}

fn end_line<L: Layout>(buffer: &mut Vec<u8>) {
    let end: &[u8] = if L::DIALECT == Dialect::Spreadsheet { b"\r\n" } else { b"\n" };
    buffer.extend_from_slice(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    enum Words {}

    impl Layout for Words {
        type Row<'a> = &'a str;
        const NAME: &'static str = "words";
        const TITLE: &'static str = "A word";
        const DIALECT: Dialect = Dialect::Spreadsheet;
        const KEY: &'static [&'static str] = &["word"];

        fn columns() -> Vec<Column<Self>> {
            vec![
                Column::text("word", "A word", |word| Cell::text(word)),
                Column::text("none", "Nothing", |_| Cell::Empty),
            ]
        }
    }

    #[test]
    fn rows_beyond_a_sheet_go_on_in_another_file_with_its_header() {
        let mut files = BTreeMap::new();
        let mut table = Table::<Words>::new("words");
        table.limit = 2;
        for word in ["a", "-b", "c,d"] {
            table.push(&word, &mut files).unwrap();
        }
        let written = table.finish(&mut files).unwrap();
        assert_eq!((written.rows, written.paths.len()), (3, 2));
        let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
        assert_eq!(text("words.csv"), "\u{feff}word,none\r\na,\r\n'-b,\r\n");
        assert_eq!(text("words.2.csv"), "\u{feff}word,none\r\n\"c,d\",\r\n");
    }
}
