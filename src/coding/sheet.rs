//! A table as a spreadsheet saves it: any of its encodings, separators and line ends.

use crate::config::{Mistakes, shown, suggestion};
use crate::ingest::decode::{Encoding, decode};
use encoding_rs::{UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// What may part cells.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// How workbooks begin, whatever they are called.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// A table that was read: its columns by the names asked for.
#[derive(Debug)]
pub struct Sheet {
    /// Where each of the columns asked for stands.
    places: Vec<usize>,
    rows: Vec<csv::StringRecord>,
    /// The line of each row.
    lines: Vec<u64>,
    /// True if every row could be read.
    pub whole: bool,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its line in the file, from 1.
    pub line: u64,
    places: &'a [usize],
    record: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// The cell in a column, by its place among those asked for, without white space at its ends and without the guard against formulas.
    pub fn cell(&self, column: usize) -> &'a str {
        let cell = self.places.get(column).and_then(|at| self.record.get(*at)).unwrap_or_default().trim();
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    /// A whole number; `1.0` and `1,00` are what spreadsheets and data frames make of one.
    pub fn number<T: std::str::FromStr>(&self, column: usize, name: &str, mistakes: &mut Mistakes) -> Option<T> {
        let cell = self.cell(column);
        let whole = match cell.split_once(['.', ',']) {
            Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|digit| digit == b'0') => whole,
            _ => cell,
        };
        let number = whole.parse().ok();
        if number.is_none() {
            let found = if cell.is_empty() { "an empty cell".to_owned() } else { shown(cell) };
            mistakes.add(self.line, format!("{name} must be a whole number, not {found}"));
        }
        number
    }
}

/// The text of a table, its lines ended by LF alone; none for bytes that are no text.
pub fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if bytes.starts_with(ARCHIVE) {
        return None;
    }
    let (encoding, mark) = Encoding::of_mark(bytes);
    let rest = bytes.get(mark..).unwrap_or_default();
    let text = match (encoding, rest) {
        (Encoding::Utf16Be, _) => UTF_16BE.decode_without_bom_handling(rest).0,
        // The header of a table is plain letters: without a mark, the zeros between them tell.
        (Encoding::Utf16Le, _) | (_, [1..=255, 0, 1..=255, 0, ..]) => UTF_16LE.decode_without_bom_handling(rest).0,
        (_, [0, 1..=255, 0, 1..=255, ..]) => UTF_16BE.decode_without_bom_handling(rest).0,
        _ => decode(rest).0,
    };
    if text.contains('\0') {
        return None;
    }
    Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text })
}

/// Reads a text as a table with these columns; others are let be. What cannot be read is among the mistakes.
pub fn read(text: &str, wanted: &[&str], mistakes: &mut Mistakes) -> Option<Sheet> {
    // What Excel puts above a table to tell itself the separator.
    let (text, skipped) = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("sep=") => (rest, 1),
        _ => (text, 0),
    };
    let header = text.lines().next().unwrap_or_default();
    let separator =
        SEPARATORS.into_iter().max_by_key(|separator| (header.matches(*separator).count(), *separator == ','))?;
    if let Some(line) = open_quote(text, separator) {
        let message = "a quotation mark opens here that nothing closes: the rest of the file is one cell. Take it out, or double it inside a cell";
        mistakes.add(line + skipped, message);
        return None;
    }
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(separator as u8).has_headers(false).flexible(true);
    let (mut places, mut rows, mut lines, mut width) = (None, Vec::new(), Vec::new(), 0);
    let mut whole = true;
    // Text that is in memory is always UTF-8, and rows of any length are taken: nothing is left to fail.
    for record in reader.from_reader(text.as_bytes()).records().map_while(Result::ok) {
        let line = record.position().map_or(1, csv::Position::line) + skipped;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if places.is_none() {
            width = record.len();
            places = Some(columns(&record, line, wanted, mistakes)?);
            continue;
        }
        if record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            let message =
                format!("{} cells where the header has {width}: a separator or quotation mark too many", record.len());
            mistakes.add(line, message);
            whole = false;
            continue;
        }
        rows.push(record);
        lines.push(line);
    }
    if places.is_none() {
        mistakes.add(1, "the file is empty");
    }
    Some(Sheet { places: places?, rows, lines, whole })
}

/// The places of the columns asked for, if all are there.
fn columns(header: &csv::StringRecord, line: u64, wanted: &[&str], mistakes: &mut Mistakes) -> Option<Vec<usize>> {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    if !names.iter().any(|name| wanted.contains(&name.as_str())) {
        let first = header.iter().collect::<Vec<_>>().join(" ");
        let message = format!(
            "no header: the first line must have the columns {}, parted by commas, semicolons or tabs, and it is {}. If this is no table of coders, move it out of the folder",
            wanted.join(", "),
            shown(first.trim())
        );
        mistakes.add(line, message);
        return None;
    }
    let mut places = Vec::new();
    for want in wanted {
        let mut found = names.iter().enumerate().filter(|(_, name)| name == want).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => places.push(at),
            (Some(_), Some(_)) => mistakes.add(line, format!("two columns are called {}", shown(want))),
            (None, _) => {
                let others = names.iter().map(String::as_str).filter(|name| !wanted.contains(name) && !name.is_empty());
                let near = others.clone().find(|name| !suggestion(name, [*want]).is_empty());
                let hint = near.map_or_else(String::new, |near| format!(": {} may be it, renamed", shown(near)));
                mistakes.add(line, format!("the column {} is missing{hint}", shown(want)));
            }
        }
    }
    (places.len() == wanted.len()).then_some(places)
}

/// The line of the quotation mark that is never closed.
fn open_quote(text: &str, separator: char) -> Option<u64> {
    let (mut line, mut opened, mut starts) = (1, None, true);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (opened, c) {
            (Some(_), '"') if rest.peek() == Some(&'"') => {
                rest.next();
            }
            (Some(_), '"') => opened = None,
            (None, '"') if starts => opened = Some(line),
            _ => {}
        }
        starts = opened.is_none() && (c == separator || c == '\n');
        line += u64::from(c == '\n');
    }
    opened
}

impl Sheet {
    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.rows.iter().zip(&self.lines);
        rows.map(|(record, line)| Row { line: *line, places: &self.places, record })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Path;

    /// The cells of two columns with their lines, or what is wrong.
    fn cells(bytes: &[u8]) -> Result<Vec<(u64, String, String)>, String> {
        let text = text(bytes).ok_or("no text")?;
        let mut mistakes = Mistakes::new(Path::new("f.csv"), &text);
        let sheet = read(&text, &["item", "tone"], &mut mistakes);
        mistakes.result().map_err(|error| error.to_string())?;
        let sheet = sheet.ok_or("no sheet")?;
        Ok(sheet.rows().map(|row| (row.line, row.cell(0).to_owned(), row.cell(1).to_owned())).collect())
    }

    fn one(tone: &str) -> Result<Vec<(u64, String, String)>, String> {
        Ok(vec![(2, "7".into(), tone.into())])
    }

    #[test]
    fn whatever_spreadsheet_saved_it_a_table_is_the_same() {
        let plain = "item,tone\n7,-1\n";
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let turned = plain.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for bytes in [
            plain.as_bytes().to_vec(),
            b"\xef\xbb\xbfitem,tone\r\n7,-1\r\n".to_vec(),
            b"item,tone\r7,-1".to_vec(),
            b"Tone;notes; ITEM \n-1;a;7\n;;\n".to_vec(),
            b"item\ttone\textra\n7\t'-1\n".to_vec(),
            b"\"item\",\"tone\"\n\"7\",\" -1 \",,,\n".to_vec(),
            [b"\xff\xfe".to_vec(), wide(&plain.replace(',', "\t"))].concat(),
            wide(plain),
            [b"\xfe\xff".to_vec(), turned.clone()].concat(),
            turned,
        ] {
            assert_eq!(cells(&bytes), one("-1"), "{}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(cells(b"sep=;\nitem;tone\n\"a\nb\";caf\xe9\n8;1").unwrap()[1], (5, "8".into(), "1".into()));
    }

    #[test]
    fn what_is_no_such_table_is_told_with_its_line() {
        for (bytes, expected) in [
            (&b""[..], "f.csv:1: the file is empty"),
            (b"PK\x03\x04\0\0", "no text"),
            (b"item,Tones\n7,1\n", "f.csv:1: the column `tone` is missing: `tones` may be it, renamed"),
            (b"item,tone,tone\n7,1,1\n", "f.csv:1: two columns are called `tone`"),
            (b"item,tone\n7,1\n8,\"1\n9,1\n", "f.csv:3: a quotation mark opens here"),
            (b"item,tone\n7,1\n8,1,2\n", "f.csv:3: 3 cells where the header has 2"),
        ] {
            let told = cells(bytes).unwrap_err();
            assert!(told.starts_with(expected), "{told}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(prop::sample::select(b"item,tone;\t\"\r\n\0\xff\xfe71-\xe9".to_vec()), 0..60)) {
            let _ = cells(&bytes);
        }
    }
}
