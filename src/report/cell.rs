//! Values as cells: the one room where untrusted text enters a table.

use crate::limits::CELL_CHARS;
use crate::partial::decimal::Micro;
use crate::score::Score;
use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

/// For whom a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// For spreadsheets: UTF-8 with BOM, CRLF, text guarded against formulas and cut at a spreadsheet's limits.
    Spreadsheet,
    /// For programs: no BOM, LF, text exactly as it is.
    Exact,
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Missing.
    Empty,
    /// Any text; an empty one is missing.
    Text(Cow<'a, str>),
    /// A count or a number that identifies.
    Integer(u64),
    /// A score of a row: four decimals.
    Score(Score),
    /// A mean or a share: six decimals.
    Micro(Micro),
    /// `true` or `false`.
    Boolean(bool),
}

impl<'a> Cell<'a> {
    /// Text that is borrowed.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A list of names joined by `|`; the sign inside a name becomes `¦`.
    pub fn list(items: &[String]) -> Self {
        let items: Vec<String> = items.iter().map(|item| item.replace('|', "¦")).collect();
        Self::Text(Cow::Owned(items.join("|")))
    }

    /// A chain of relays joined by ` > `; the sign inside a name becomes `›`.
    pub fn chain<'b>(names: impl IntoIterator<Item = &'b str>) -> Self {
        let names: Vec<String> = names.into_iter().map(|name| name.replace('>', "›")).collect();
        Self::Text(Cow::Owned(names.join(" > ")))
    }

    /// A number of six decimals, missing where there is none.
    pub fn number(value: Option<f64>) -> Self {
        Self::maybe(value.and_then(Micro::nearest), Self::Micro)
    }

    /// A value that may be missing.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// Appends the cell to a line of CSV; true if text was cut.
    pub fn write(&self, dialect: Dialect, line: &mut Vec<u8>) -> bool {
        match self {
            Self::Empty => {}
            Self::Text(text) if dialect == Dialect::Exact => quote(text, line),
            Self::Text(text) => {
                let (text, cut) = fit(guard(text));
                quote(&text, line);
                return cut;
            }
            Self::Integer(number) => line.extend_from_slice(itoa::Buffer::new().format(*number).as_bytes()),
            Self::Score(score) => score.print(line),
            Self::Micro(number) => print(number, line),
            Self::Boolean(truth) => line.extend_from_slice(if *truth { b"true" } else { b"false" }),
        }
        false
    }
}

fn print(value: &dyn Display, line: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let _ = write!(line, "{value}");
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front; so does text that begins with one, so that taking one
/// apostrophe away gives every text back.
fn guard(text: &str) -> Cow<'_, str> {
    const FORMULA: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Cuts what a spreadsheet's cell cannot hold, counted as spreadsheets count: in UTF-16 units; true if something was cut.
pub fn fit(text: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    // No text has more UTF-16 units than bytes.
    if text.len() <= CELL_CHARS || text.encode_utf16().count() <= CELL_CHARS {
        return (text, false);
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_CHARS - 1
    });
    let kept = text.get(..end.map_or(0, |(at, _)| at)).unwrap_or_default();
    (Cow::Owned(format!("{kept}…")), true)
}

/// RFC 4180: quotation marks around text that holds a comma, a mark or a line break; marks inside doubled.
fn quote(text: &str, line: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if memchr::memchr3(b',', b'"', b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_none() {
        line.extend_from_slice(bytes);
        return;
    }
    line.push(b'"');
    let mut from = 0;
    for mark in memchr::memchr_iter(b'"', bytes) {
        line.extend_from_slice(&bytes[from..=mark]);
        from = mark;
    }
    line.extend_from_slice(&bytes[from..]);
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(cell: &Cell<'_>, dialect: Dialect) -> String {
        let mut line = Vec::new();
        cell.write(dialect, &mut line);
        String::from_utf8(line).unwrap()
    }

    fn read(line: &str) -> String {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        reader.records().next().map_or_else(String::new, |record| record.unwrap()[0].to_owned())
    }

    #[test]
    fn text_is_guarded_and_numbers_never() {
        assert_eq!(written(&Cell::text("=1+1"), Dialect::Spreadsheet), "'=1+1");
        assert_eq!(written(&Cell::text("＠SUM(1)"), Dialect::Spreadsheet), "'＠SUM(1)");
        assert_eq!(written(&Cell::text("=1+1"), Dialect::Exact), "=1+1");
        assert_eq!(written(&Cell::Score(Score(-4215)), Dialect::Spreadsheet), "-0.4215");
        assert_eq!(written(&Cell::Micro(Micro(-1)), Dialect::Spreadsheet), "-0.000001");
    }

    #[test]
    fn lists_and_chains_cannot_be_mistaken() {
        assert_eq!(written(&Cell::list(&["a|b".into(), "c".into()]), Dialect::Exact), "a¦b|c");
        assert_eq!(written(&Cell::chain(["a > b", "c"]), Dialect::Exact), "a › b > c");
        assert_eq!(written(&Cell::chain([]), Dialect::Exact), "");
    }

    #[test]
    fn a_text_longer_than_a_cell_is_cut_with_a_sign() {
        let fits = "é".repeat(CELL_CHARS);
        assert_eq!(fit(Cow::Borrowed(&fits)), (Cow::Borrowed(fits.as_str()), false));
        let (cut, was_cut) = fit(Cow::Owned("𝄞".repeat(CELL_CHARS)));
        assert!(was_cut && cut.ends_with("𝄞…") && cut.encode_utf16().count() <= CELL_CHARS);
    }

    proptest! {
        #[test]
        fn the_guard_can_be_undone(text in "[=+@\t\r\n'＝a,\"-]{0,8}|\\PC{0,20}") {
            let guarded = guard(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
            prop_assert_eq!(guarded.strip_prefix('\'').unwrap_or(&guarded), text.as_str());
        }

        #[test]
        fn what_is_written_is_read_back(text in "[=+@\t\r\n'＝a,\"-]{1,8}|\\PC{1,20}") {
            prop_assert_eq!(&read(&(written(&Cell::text(&text), Dialect::Exact) + ",\n")), &text);
            let guarded = read(&(written(&Cell::text(&text), Dialect::Spreadsheet) + ",\r\n"));
            prop_assert_eq!(guarded.strip_prefix('\'').unwrap_or(&guarded), text.as_str());
        }
    }
}
