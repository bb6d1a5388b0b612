//! `tone score`: one text a line in, the four figures out.

use super::args::ScoreArgs;
use crate::error::{Error, Result, Where};
use crate::tone::scorer::Scorer;
use memchr::{memchr, memchr_iter, memrchr};
use rayon::prelude::*;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

/// Bytes read at once.
const BLOCK: usize = 1 << 21;
/// Bytes of lines that one core scores at once, and the rest of the last line.
const PIECE: usize = 1 << 16;

/// A line ends at LF; one CR before it is dropped. Every line gives a row, empty ones too.
pub fn score(args: &ScoreArgs) -> Result<u8> {
    let mut input: Box<dyn Read> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(&args.file).map_err(|e| unreadable(args, &e))?)
    };
    let scorer = Scorer::new(args.profile.into());
    let failed = |e: io::Error| Error::output("standard output", &e);
    let mut out = io::stdout().lock();
    out.write_all(b"compound,positive,neutral,negative\n").map_err(failed)?;
    let mut block = Vec::new();
    while read_block(&mut input, &mut block).map_err(|e| unreadable(args, &e))? {
        // Only the last line of the input has no LF.
        let whole = memrchr(b'\n', &block).map_or(block.len(), |last| last + 1);
        // On all cores, in order.
        let rows: Vec<_> = pieces(&block[..whole]).par_iter().map(|lines| rows(lines, &scorer)).collect();
        rows.iter().try_for_each(|rows| out.write_all(rows)).map_err(failed)?;
        block.drain(..whole);
    }
    out.flush().map_err(failed)?;
    Ok(0)
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

/// Adds to the rest of the block before until a line ends or the input does; false if nothing is left.
fn read_block(input: &mut impl Read, block: &mut Vec<u8>) -> io::Result<bool> {
    loop {
        let known = block.len();
        let read = input.by_ref().take(BLOCK as u64).read_to_end(block)?;
        if read == 0 || memrchr(b'\n', &block[known..]).is_some() {
            return Ok(!block.is_empty());
        }
    }
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
