//! JSON, one object a line.

use crate::ingest::decode::decode;
use crate::ingest::field::Fault;
use crate::ingest::sink::Sink;
use crate::ingest::{json, reason, record};
use crate::limits::RECORD_BYTES;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It was read, without its newline.
    Whole,
    /// It is over the cap and was passed over.
    TooLarge,
    /// There is none.
    End,
}

/// Reads the next line into `buffer`, which never holds more than `cap` bytes.
pub fn next(reader: &mut dyn BufRead, buffer: &mut Vec<u8>, cap: usize) -> io::Result<Line> {
    buffer.clear();
    let (mut any, mut too_large) = (false, false);
    loop {
        let ready = reader.fill_buf()?;
        if ready.is_empty() {
            return Ok(if too_large {
                Line::TooLarge
            } else if any {
                Line::Whole
            } else {
                Line::End
            });
        }
        any = true;
        let end = memchr::memchr(b'\n', ready);
        let piece = &ready[..end.unwrap_or(ready.len())];
        if too_large || buffer.len() + piece.len() > cap {
            too_large = true;
            buffer.clear();
        } else {
            buffer.extend_from_slice(piece);
        }
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(if too_large { Line::TooLarge } else { Line::Whole });
        }
    }
}

/// Reads every line: a record each, blank ones left out. A bad line costs nothing but itself.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let mut buffer = Vec::new();
    for number in 1.. {
        let made = match next(reader, &mut buffer, RECORD_BYTES)? {
            Line::End => break,
            Line::TooLarge => Err(Fault::new(reason::TOO_LARGE, format!("a line of more than {RECORD_BYTES} bytes"))),
            Line::Whole if buffer.trim_ascii().is_empty() => continue,
            Line::Whole => {
                let (text, encoding) = decode(&buffer);
                sink.encoding = sink.encoding.joined(encoding);
                json::record(&text, sink.aliases).and_then(record::Draft::of)
            }
        };
        if sink.record(made, Some(number), true).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn a_line_over_the_cap_is_passed_over() {
        let mut reader = BufReader::with_capacity(3, b"short\n0123456789\n\nlast".as_slice());
        let mut buffer = Vec::new();
        let mut lines = Vec::new();
        loop {
            let line = next(&mut reader, &mut buffer, 6).unwrap();
            lines.push((line, String::from_utf8(buffer.clone()).unwrap()));
            if line == Line::End {
                break;
            }
        }
        let expected =
            [(Line::Whole, "short"), (Line::TooLarge, ""), (Line::Whole, ""), (Line::Whole, "last"), (Line::End, "")];
        assert_eq!(lines, expected.map(|(line, text)| (line, text.to_owned())));
        assert!(buffer.capacity() < 20);
    }
}
