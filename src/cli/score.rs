//! `tone score`: one text a line in, the four figures out.

use super::args::ScoreArgs;
use super::exit::INCOMPLETE;
use super::say::say;
use crate::error::{Error, Result, Where};
use crate::ingest::decode::{Encoding, Narrowed};
use crate::limits::RECORD_BYTES;
use crate::tone::scorer::Scorer;
use memchr::{memchr, memchr_iter, memrchr};
use rayon::prelude::*;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Cursor, ErrorKind, Read, Write};

/// Bytes read at once.
const BLOCK: usize = 1 << 21;
/// Bytes of lines that one core scores at once, and the rest of the last line.
const PIECE: usize = 1 << 16;
/// Bytes that the longest byte order mark has.
const MARK: u64 = 4;

/// A line ends at LF; one CR before it is dropped. Every line gives a row, empty ones too; the row of one that is too long is empty.
pub fn score(args: &ScoreArgs) -> Result<u8> {
    let input: Box<dyn Read> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(&args.file).map_err(|e| unreadable(args, &e))?)
    };
    let mut lines = Lines::new(text(input).map_err(|e| unreadable(args, &e))?, RECORD_BYTES);
    let scorer = Scorer::new(args.profile.into());
    let failed = |e: io::Error| Error::output("standard output", &e);
    let mut out = io::stdout().lock();
    out.write_all(b"compound,positive,neutral,negative\n").map_err(failed)?;
    let (mut number, mut too_long) = (0, false);
    while let Some(block) = lines.next().map_err(|e| unreadable(args, &e))? {
        match block {
            Block::Lines(lines) => {
                number += memchr_iter(b'\n', lines).count();
                // On all cores, in order.
                let rows: Vec<_> = pieces(lines).par_iter().map(|lines| rows(lines, &scorer)).collect();
                rows.iter().try_for_each(|rows| out.write_all(rows)).map_err(failed)?;
            }
            Block::TooLong => {
                (number, too_long) = (number + 1, true);
                out.write_all(b",,,\n").map_err(failed)?;
                say(&format!("line {number}: more than {RECORD_BYTES} bytes, its row is empty"));
            }
        }
    }
    out.flush().map_err(failed)?;
    Ok(if too_long { INCOMPLETE } else { 0 })
}

/// The bytes as UTF-8, by their byte order mark, and without it.
fn text(mut bytes: Box<dyn Read>) -> io::Result<Box<dyn Read>> {
    let mut head = Vec::new();
    bytes.by_ref().take(MARK).read_to_end(&mut head)?;
    let (encoding, mark) = Encoding::of_mark(&head);
    let whole = Cursor::new(head.split_off(mark)).chain(bytes);
    Ok(if encoding.is_wide() {
        Box::new(Narrowed::new(BufReader::with_capacity(BLOCK, whole), encoding))
    } else {
        Box::new(whole)
    })
}

/// Lines of an input, many at a time.
struct Lines {
    input: Box<dyn Read>,
    /// What was read: lines that are done with, then others.
    bytes: Vec<u8>,
    done: usize,
    /// Bytes that a line may have.
    cap: usize,
    /// True within a line that is too long.
    passing: bool,
}

/// What is next.
enum Block<'a> {
    /// Whole lines; only the last of the input has no LF.
    Lines(&'a [u8]),
    /// A line that was passed over.
    TooLong,
}

impl Lines {
    fn new(input: Box<dyn Read>, cap: usize) -> Self {
        Self { input, bytes: Vec::new(), done: 0, cap, passing: false }
    }

    fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        self.bytes.drain(..self.done);
        self.done = 0;
        // Behind a line that was passed over, there may be others.
        let mut known = 0;
        loop {
            let read = self.input.by_ref().take(BLOCK as u64).read_to_end(&mut self.bytes)?;
            if self.passing {
                let end = memchr(b'\n', &self.bytes).map(|end| end + 1);
                self.done = end.unwrap_or(self.bytes.len());
                if end.is_some() || read == 0 {
                    self.passing = false;
                    return Ok(Some(Block::TooLong));
                }
                self.bytes.clear();
            } else if let Some(last) = memrchr(b'\n', &self.bytes[known..]).map(|last| known + last + 1) {
                self.done = last;
                return Ok(Some(Block::Lines(&self.bytes[..last])));
            } else if read == 0 {
                self.done = self.bytes.len();
                return Ok((self.done > 0).then_some(Block::Lines(&self.bytes)));
            } else if self.bytes.len() > self.cap {
                self.passing = true;
                self.bytes.clear();
            }
            known = self.bytes.len();
        }
    }
}

/// Cuts whole lines into pieces of whole lines.
fn pieces(mut lines: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while !lines.is_empty() {
        let rest = lines.get(PIECE..).unwrap_or_default();
        let (piece, behind) = lines.split_at(memchr(b'\n', rest).map_or(lines.len(), |end| PIECE + end + 1));
        pieces.push(piece);
        lines = behind;
    }
    pieces
}

/// The rows of whole lines.
fn rows(lines: &[u8], scorer: &Scorer) -> Vec<u8> {
    let text = text_of(lines);
    let mut rows = Vec::with_capacity(lines.len() / 4);
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain((!text.ends_with('\n')).then_some(text.len()));
    for end in ends {
        let line = &text[start..end];
        // Nothing fails that writes to memory.
        let _ = writeln!(rows, "{}", scorer.polarity(line.strip_suffix('\r').unwrap_or(line)));
        start = end + 1;
    }
    rows
}

/// Bytes that are no UTF-8 are replaced.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn unreadable(args: &ScoreArgs, error: &io::Error) -> Error {
    let text = args.file.to_str().filter(|text| error.kind() == ErrorKind::NotFound && text.contains(' '));
    if text.is_some() {
        let why = "no such file. If that is the text itself, pipe it: echo \"…\" | tone score -";
        return Error::usage(Where::file(&args.file), why);
    }
    Error::usage(Where::file(&args.file), format!("cannot read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = "x".repeat(9 * BLOCK);
        let input = format!("{long}\none\n{long}\n{long}\ntwo\n\nthree");
        let mut lines = Lines::new(Box::new(Cursor::new(input)), BLOCK);
        let mut found = Vec::new();
        while let Some(block) = lines.next().unwrap() {
            found.push(match block {
                Block::Lines(lines) => String::from_utf8(lines.to_vec()).unwrap(),
                Block::TooLong => "…".to_owned(),
            });
        }
        assert_eq!(found.concat(), "…one\n……two\n\nthree");
        assert!(lines.bytes.capacity() <= 4 * BLOCK, "{}", lines.bytes.capacity());
    }
}
