//! A table of text cut into its rows, which may span lines between quotation marks, without ever holding more than one.
//!
//! Where a row ends is decided here and not by the parser of its fields: that one takes what follows a mark that nobody closes for one
//! endless field, and what stands behind a closing mark for part of it, and so may swallow good rows in silence.

use std::io::{self, BufRead};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// It was read, with its newline.
    Whole,
    /// A quotation mark in it is never closed, or closed amid a field. Its first line was read; the next row begins behind it.
    Broken,
    /// It is over the cap and was passed over.
    TooLarge,
    /// There is none.
    End,
}

/// The rows of a table.
pub struct Rows<'r> {
    reader: &'r mut dyn BufRead,
    separator: u8,
    cap: usize,
    /// Lines that were taken for part of a broken row, to be read again from `at` on.
    again: Vec<u8>,
    at: usize,
    /// The line up to which a field stayed open that no mark closed: so does any other that is open at the end of a line before it.
    open_until: u64,
    /// The row, as written.
    pub raw: Vec<u8>,
    /// The line it begins in, from 1.
    pub line: u64,
    next_line: u64,
}

/// Where in a row a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a field.
    Begin,
    /// In a field without marks.
    Plain,
    /// Between marks.
    Quoted,
    /// Behind a mark that closes a field, or is the first of a doubled one.
    Closed,
}

/// What became of a line.
enum Line {
    Whole,
    Over,
    End,
}

impl<'r> Rows<'r> {
    /// The rows of what `reader` holds, which begins in line `line`; none of them takes more than `cap` bytes.
    pub fn new(reader: &'r mut dyn BufRead, separator: u8, cap: usize, line: u64) -> Self {
        let (again, raw) = (Vec::new(), Vec::new());
        Self { reader, separator, cap, again, at: 0, open_until: 0, raw, line, next_line: line }
    }

    /// Reads the next row into `raw`.
    pub fn advance(&mut self) -> io::Result<Row> {
        self.raw.clear();
        self.line = self.next_line;
        let (mut place, mut first) = (Place::Begin, 0);
        loop {
            let from = self.raw.len();
            match self.line_into_raw()? {
                Line::End if from == 0 => return Ok(Row::End),
                Line::Over if from == 0 => {
                    self.skip_line()?;
                    return Ok(Row::TooLarge);
                }
                Line::End | Line::Over => return Ok(self.broken(first)),
                Line::Whole => {}
            }
            if from == 0 {
                first = self.raw.len();
            }
            for &byte in &self.raw[from..] {
                place = match (place, byte) {
                    (Place::Begin, b'"') | (Place::Closed, b'"') => Place::Quoted,
                    (Place::Quoted, b'"') => Place::Closed,
                    (Place::Quoted, _) => Place::Quoted,
                    (_, b'\n') => Place::Begin,
                    (_, byte) if byte == self.separator => Place::Begin,
                    (Place::Closed, b'\r' | b' ') => Place::Closed,
                    (Place::Closed, _) => return Ok(self.broken(first)),
                    (Place::Begin | Place::Plain, _) => Place::Plain,
                };
            }
            self.next_line += 1;
            if place != Place::Quoted {
                return Ok(Row::Whole);
            }
            // Without this, rows that are all broken cost the square of their number.
            if self.next_line <= self.open_until {
                return Ok(self.broken(first));
            }
        }
    }

    /// Leaves the first line in `raw` and everything behind it to be read again.
    fn broken(&mut self, first: usize) -> Row {
        self.open_until = self.open_until.max(self.next_line);
        if self.raw.len() > first {
            let rest = self.again.split_off(self.at);
            self.again.clear();
            self.again.extend_from_slice(&self.raw[first..]);
            self.again.extend_from_slice(&rest);
            self.at = 0;
            self.raw.truncate(first);
        }
        self.next_line = self.line + 1;
        Row::Broken
    }

    /// Appends the next line to `raw`, up to the cap.
    fn line_into_raw(&mut self) -> io::Result<Line> {
        let mut any = false;
        loop {
            let room = self.cap.saturating_sub(self.raw.len());
            let again = self.at < self.again.len();
            let ready = if again { &self.again[self.at..] } else { self.reader.fill_buf()? };
            if ready.is_empty() {
                return Ok(if any { Line::Whole } else { Line::End });
            }
            any = true;
            let end = memchr::memchr(b'\n', ready).map(|end| end + 1);
            let length = end.unwrap_or(ready.len());
            if length > room {
                return Ok(Line::Over);
            }
            self.raw.extend_from_slice(&ready[..length]);
            self.consume(again, length);
            if end.is_some() {
                return Ok(Line::Whole);
            }
        }
    }

    /// Steps over what is left of a line.
    fn skip_line(&mut self) -> io::Result<()> {
        self.next_line += 1;
        loop {
            let again = self.at < self.again.len();
            let ready = if again { &self.again[self.at..] } else { self.reader.fill_buf()? };
            let end = memchr::memchr(b'\n', ready).map(|end| end + 1);
            let length = end.unwrap_or(ready.len());
            self.consume(again, length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }

    fn consume(&mut self, again: bool, length: usize) {
        if again {
            self.at += length;
        } else {
            self.reader.consume(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn rows(text: &str, cap: usize) -> Vec<(Row, u64, String)> {
        let mut reader = BufReader::with_capacity(3, text.as_bytes());
        let mut rows = Rows::new(&mut reader, b',', cap, 1);
        let mut all = Vec::new();
        loop {
            match rows.advance().unwrap() {
                Row::End => return all,
                row => all.push((row, rows.line, String::from_utf8_lossy(&rows.raw).into_owned())),
            }
        }
    }

    fn row(row: Row, line: u64, raw: &str) -> (Row, u64, String) {
        (row, line, raw.to_owned())
    }

    #[test]
    fn a_row_may_span_lines() {
        let found = rows("a,\"one\r\n\"\"two\"\",\n\nthree\"\r\nb,5\" tall\n\"c\" ,", 99);
        let expected = [
            row(Row::Whole, 1, "a,\"one\r\n\"\"two\"\",\n\nthree\"\r\n"),
            row(Row::Whole, 5, "b,5\" tall\n"),
            row(Row::Whole, 6, "\"c\" ,"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_mark_that_nobody_closes_costs_its_line_alone() {
        let found = rows("a,\"open\nb,x\nc,y\n", 99);
        let expected = [row(Row::Broken, 1, "a,\"open\n"), row(Row::Whole, 2, "b,x\n"), row(Row::Whole, 3, "c,y\n")];
        assert_eq!(found, expected);
        // The mark that opens the next field is not the one that closes this.
        let found = rows("a,\"open\nb,\"x\"\n", 99);
        assert_eq!(found, [row(Row::Broken, 1, "a,\"open\n"), row(Row::Whole, 2, "b,\"x\"\n")]);
        let twice = rows("\"a\"b\n\"c\"d\n\"e", 99);
        let expected = [row(Row::Broken, 1, "\"a\"b\n"), row(Row::Broken, 2, "\"c\"d\n"), row(Row::Broken, 3, "\"e")];
        assert_eq!(twice, expected);
    }

    #[test]
    fn rows_that_nobody_closes_are_scanned_once() {
        for end in ["", "q\"x\n"] {
            let text = "a\",\"x\n".repeat(50) + end + "b,y\n";
            let mut reader = text.as_bytes();
            let mut rows = Rows::new(&mut reader, b',', 1_000, 1);
            let (mut broken, mut put_back) = (0, 0);
            loop {
                let held = rows.again.len() - rows.at;
                match rows.advance().unwrap() {
                    Row::End => break,
                    row => broken += usize::from(row == Row::Broken),
                }
                put_back += usize::from(rows.again.len() - rows.at > held);
            }
            assert_eq!((broken, put_back), (50, 1), "{end}");
        }
    }

    #[test]
    fn a_row_over_the_cap_is_passed_over() {
        let found = rows("a,b\n0123456789\nc,d\n\"x\n01234567\n", 6);
        let rows: Vec<_> = found.iter().map(|(row, line, _)| (*row, *line)).collect();
        let expected = [(Row::Whole, 1), (Row::TooLarge, 2), (Row::Whole, 3), (Row::Broken, 4), (Row::TooLarge, 5)];
        assert_eq!(rows, expected);
    }

    proptest! {
        #[test]
        fn no_line_is_lost_or_read_twice(text in "[a,\"\n\r ]{0,60}", cap in 1usize..40) {
            let mut line = 1;
            for (row, at, raw) in rows(&text, cap) {
                prop_assert_eq!(at, line);
                prop_assert!(raw.len() <= cap);
                line += if row == Row::Whole { raw.lines().count().max(1) as u64 } else { 1 };
                if row == Row::Whole {
                    prop_assert!(text.contains(&raw));
                }
            }
            prop_assert_eq!(line - 1, text.lines().count() as u64);
        }
    }
}
