//! A JSON file: an array of objects, one object, or an object a line under a wrong name.
//!
//! An array is cut into its elements without being parsed as a whole, so that it may be of any length, and a bad element costs nothing
//! but itself. One whose own end is missing seems to go on to the end of the file: see `torn`.

use crate::ingest::decode::decode;
use crate::ingest::field::Fault;
use crate::ingest::record::Draft;
use crate::ingest::sink::Sink;
use crate::ingest::{json, lines, reason};
use crate::limits::RECORD_BYTES;
use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;

/// What ended an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Comma,
    Bracket,
    File,
}

/// An element: what ended it, and whether it was over the cap and passed over.
struct Element {
    end: End,
    too_large: bool,
    lines: u64,
}

/// Reads up to the next comma or bracket that is outside of strings, objects and inner arrays. `buffer` never holds more than `cap`.
fn next(reader: &mut dyn BufRead, buffer: &mut Vec<u8>, cap: usize) -> io::Result<Element> {
    buffer.clear();
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    let (mut too_large, mut lines) = (false, 0);
    loop {
        let ready = reader.fill_buf()?;
        if ready.is_empty() {
            return Ok(Element { end: End::File, too_large, lines });
        }
        let mut end = None;
        let mut length = 0;
        for &byte in ready {
            lines += u64::from(byte == b'\n');
            if in_string {
                (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            } else {
                match byte {
                    b'"' => in_string = true,
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' if depth > 0 => depth -= 1,
                    b']' => end = Some(End::Bracket),
                    b',' if depth == 0 => end = Some(End::Comma),
                    _ => {}
                }
                if end.is_some() {
                    break;
                }
            }
            length += 1;
        }
        if too_large || buffer.len() + length > cap {
            too_large = true;
            buffer.clear();
        } else {
            buffer.extend_from_slice(&ready[..length]);
        }
        reader.consume(length + usize::from(end.is_some()));
        if let Some(end) = end {
            return Ok(Element { end, too_large, lines });
        }
    }
}

/// Reads an array, element by element: a record each.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let mut line = 1;
    // Of a file without a byte there is no bracket to pass over.
    if !skip_blank(reader, &mut line)? {
        reader.consume(1);
    }
    let mut buffer = Vec::new();
    loop {
        let element = next(reader, &mut buffer, RECORD_BYTES)?;
        let blank = buffer.len() - buffer.trim_ascii_start().len();
        let start = line + buffer[..blank].iter().filter(|&&byte| byte == b'\n').count() as u64;
        line += element.lines;
        if element.end == End::File && blank < buffer.len() {
            return Ok(torn(&buffer[blank..], start, sink));
        }
        if element.too_large || blank < buffer.len() {
            let made = if element.too_large {
                Err(Fault::new(reason::TOO_LARGE, format!("an element of more than {RECORD_BYTES} bytes")))
            } else {
                draft(&buffer[blank..], sink)
            };
            if sink.record(made, Some(start), true).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        match element.end {
            End::Comma => {}
            End::File => return Ok(sink.whole(reason::DAMAGED, NOT_CLOSED)),
            End::Bracket if skip_blank(reader, &mut line)? => return Ok(ControlFlow::Continue(())),
            End::Bracket => {
                io::copy(reader, &mut io::sink())?;
                return Ok(sink.whole(reason::DAMAGED, format!("something stands behind the array, line {line}")));
            }
        }
    }
}

/// What is wrong with an array that ends with the file.
const NOT_CLOSED: &str = "the array is not closed";

/// The record of an element, or of a whole file.
fn draft(bytes: &[u8], sink: &mut Sink<'_>) -> Result<Draft, Fault> {
    let (text, encoding) = decode(bytes);
    sink.encoding = sink.encoding.joined(encoding);
    json::record(&text, sink.aliases).and_then(Draft::of)
}

/// Reads an element that seems to end with the file, which begins in line `line`. If others begin behind a comma in it as it does, by the
/// same key, then its end is missing, and they are elements, too.
fn torn(rest: &[u8], line: u64, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut starts = vec![0];
    if let Some(begin) = begin(rest) {
        let behind_comma = |at: &usize| rest[..*at].trim_ascii_end().ends_with(b",");
        starts.extend(memchr::memmem::find_iter(rest, begin).filter(behind_comma));
    }
    let closed = rest.trim_ascii_end().strip_suffix(b"]").filter(|_| starts.len() > 1);
    let rest = closed.unwrap_or(rest);
    let (mut line, mut ends) = (line, starts.iter().copied().skip(1));
    for &start in &starts {
        let piece = &rest[start..ends.next().unwrap_or(rest.len())];
        let element = piece.trim_ascii_end();
        let made = draft(element.strip_suffix(b",").unwrap_or(element), sink);
        sink.record(made, Some(line), true)?;
        line += piece.iter().filter(|&&byte| byte == b'\n').count() as u64;
    }
    if closed.is_some() { ControlFlow::Continue(()) } else { sink.whole(reason::DAMAGED, NOT_CLOSED) }
}

/// An object up to the end of its first key, as written.
fn begin(object: &[u8]) -> Option<&[u8]> {
    let blank = object.strip_prefix(b"{")?;
    let key = blank.trim_ascii_start().strip_prefix(b"\"")?;
    let end = object.len() - key.len() + memchr::memchr(b'"', key)?;
    Some(&object[..=end])
}

/// Reads a file that begins with an object. If its first line is whole and more follows, or is torn and one that is whole follows, it
/// holds an object a line.
pub fn read_object(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let mut line = 1;
    if skip_blank(reader, &mut line)? {
        return Ok(ControlFlow::Continue(()));
    }
    let mut first = Vec::new();
    let mut rest = Vec::new();
    let mut ended = lines::next(reader, &mut first, RECORD_BYTES)?;
    if ended == lines::Line::Whole {
        if json::is_whole(&decode(&first).0) {
            if !skip_blank(reader, &mut 0)? {
                first.push(b'\n');
                return lines::read(&mut Cursor::new(first).chain(reader), sink);
            }
        } else {
            let second = lines::next(reader, &mut rest, RECORD_BYTES)?;
            rest.push(b'\n');
            // Behind these an object goes on.
            let goes_on = first.trim_ascii_end().last().is_some_and(|last| b"[{:,".contains(last));
            if !goes_on && rest.trim_ascii_start().starts_with(b"{") && json::is_whole(&decode(&rest).0) {
                first.push(b'\n');
                return lines::read(&mut Cursor::new(first).chain(Cursor::new(rest)).chain(reader), sink);
            }
            let room = RECORD_BYTES.saturating_sub(first.len() + rest.len());
            let more = reader.take(room as u64 + 1).read_to_end(&mut rest)?;
            if second == lines::Line::TooLarge || more > room {
                ended = lines::Line::TooLarge;
            }
        }
    }
    if ended == lines::Line::TooLarge {
        return Ok(sink.refuse(reason::TOO_LARGE, format!("an object of more than {RECORD_BYTES} bytes")));
    }
    if !rest.is_empty() {
        first.push(b'\n');
        first.append(&mut rest);
    }
    let made = draft(&first, sink);
    Ok(sink.record(made, Some(line), false))
}

/// Steps over white space, counting lines; true at the end of the file.
fn skip_blank(reader: &mut dyn BufRead, line: &mut u64) -> io::Result<bool> {
    loop {
        let ready = reader.fill_buf()?;
        if ready.is_empty() {
            return Ok(true);
        }
        let blank = ready.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        *line += ready[..blank].iter().filter(|&&byte| byte == b'\n').count() as u64;
        let all = blank == ready.len();
        reader.consume(blank);
        if !all {
            return Ok(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn elements(json: &str, cap: usize) -> Vec<(String, End, bool)> {
        let mut reader = BufReader::with_capacity(2, json.as_bytes());
        let mut buffer = Vec::new();
        let mut all = Vec::new();
        loop {
            let element = next(&mut reader, &mut buffer, cap).unwrap();
            all.push((String::from_utf8(buffer.clone()).unwrap(), element.end, element.too_large));
            if element.end != End::Comma {
                return all;
            }
        }
    }

    #[test]
    fn marks_inside_strings_and_objects_do_not_cut() {
        let found = elements(r#"{"a":"],\"}","b":[1,2]}, "x\\",7]"#, 99);
        let words: Vec<_> = found.iter().map(|(text, ..)| text.as_str()).collect();
        assert_eq!(words, [r#"{"a":"],\"}","b":[1,2]}"#, r#" "x\\""#, "7"]);
        assert_eq!(found[2].1, End::Bracket);
    }

    #[test]
    fn an_element_over_the_cap_is_passed_over() {
        let found = elements(r#"1,{"long":"0123456789"},2"#, 6);
        assert_eq!(found[1], (String::new(), End::Comma, true));
        assert_eq!(found[2], ("2".into(), End::File, false));
    }
}
