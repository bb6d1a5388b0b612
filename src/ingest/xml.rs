//! XML as a stream of what matters in it: names that open and close, and the words between them.
//!
//! Nothing recurses here and no entity is expanded but the five of XML and numbered characters, so that neither depth nor a bomb of entities
//! costs anything. One word or tag is never larger than the cap on a record.

use crate::ingest::decode::{Narrowed, declared};
use crate::limits::{RECORD_BYTES, XML_DEPTH};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

/// A piece of a document. Names are without their prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `<name>`; `<name/>` opens and closes.
    Open(String),
    /// `</name>`.
    Close(String),
    /// Words, as much as stand between two marks.
    Words(String),
}

/// Why a document cannot be read on.
#[derive(Debug)]
pub enum Fault {
    /// The system fails to read it.
    Io(io::Error),
    /// It is no XML from here on, or a piece is over the cap: what, and at which byte.
    Damaged(String),
}

/// The pieces of a document.
pub struct Pieces<'a> {
    reader: Reader<Budget<Box<dyn BufRead + 'a>>>,
    budget: Rc<Cell<usize>>,
    buffer: Vec<u8>,
    /// Elements that are open.
    depth: usize,
    /// What an empty element closes after it opened.
    empty: Option<String>,
}

impl<'a> Pieces<'a> {
    /// The pieces of what `reader` holds. `decoded` says that its bytes are UTF-8 whatever they declare.
    pub fn new(reader: &'a mut dyn BufRead, decoded: bool) -> io::Result<Self> {
        let encoding = if decoded { None } else { declared(reader.fill_buf()?) };
        let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
        let plain: Box<dyn BufRead + 'a> = Box::new(BufReader::new(Narrowed::of(reader, encoding)));
        let budget = Rc::new(Cell::new(0));
        let mut reader = Reader::from_reader(Budget { inner: plain, left: Rc::clone(&budget) });
        reader.config_mut().allow_dangling_amp = true;
        Ok(Self { reader, budget, buffer: Vec::new(), depth: 0, empty: None })
    }

    /// The next piece; none at the end.
    pub fn piece(&mut self) -> Result<Option<Piece>, Fault> {
        if let Some(name) = self.empty.take() {
            return Ok(Some(Piece::Close(name)));
        }
        loop {
            self.buffer.clear();
            self.budget.set(RECORD_BYTES);
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) if error.kind() != io::ErrorKind::FileTooLarge => {
                    return Err(Fault::Io(io::Error::new(error.kind(), error.to_string())));
                }
                Err(error) => return Err(Fault::Damaged(format!("{error}, byte {}", self.reader.error_position()))),
            };
            let name = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
            return Ok(Some(match event {
                Event::Start(_) if self.depth == XML_DEPTH => {
                    return Err(Fault::Damaged(format!("elements more than {XML_DEPTH} deep in one another")));
                }
                Event::Start(tag) => {
                    self.depth += 1;
                    Piece::Open(name(tag.name().as_ref()))
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close(name(tag.name().as_ref()))
                }
                Event::Empty(tag) => {
                    self.empty = Some(name(tag.name().as_ref()));
                    Piece::Open(name(tag.name().as_ref()))
                }
                Event::Text(words) => Piece::Words(words.xml10_content().into_owned()),
                Event::CData(words) => Piece::Words(words.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Piece::Words(match entity.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    _ => {
                        let name = entity.into_inner();
                        resolve_xml_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
                    }
                }),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }
}

/// Bytes, no more at a time than are allowed.
struct Budget<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: BufRead> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Budget<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a piece over the cap on a record"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left.set(self.left.get().saturating_sub(amount));
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(mut bytes: &[u8]) -> String {
        let mut pieces = Pieces::new(&mut bytes, false).unwrap();
        let mut shown = String::new();
        loop {
            match pieces.piece() {
                Ok(Some(Piece::Open(name))) => shown += &format!("<{name}>"),
                Ok(Some(Piece::Close(name))) => shown += &format!("</{name}>"),
                Ok(Some(Piece::Words(words))) => shown += &words,
                Ok(None) => return shown,
                Err(Fault::Damaged(what)) => return format!("{shown}! {what}"),
                Err(Fault::Io(error)) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn names_and_words_come_in_order() {
        let xml = b"<?xml version='1.0'?><!DOCTYPE x><w:p a='1'>A &amp; B &#8220;x&#x201d; &other; &<br/><!-- no --><![CDATA[<c>]]></w:p>";
        assert_eq!(shown(xml), "<p>A & B “x” &other; &<br></br><c></p>");
    }

    #[test]
    fn the_declared_encoding_is_minded() {
        assert_eq!(shown(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\xe9</a>"), "<a>café</a>");
        assert_eq!(shown(b"<a>caf\xe9</a>"), "<a>caf\u{fffd}</a>");
    }

    #[test]
    fn what_is_no_xml_says_where() {
        assert!(shown(b"<a>x</b>").contains("byte 4"), "{}", shown(b"<a>x</b>"));
        assert!(shown(b"<a").contains("byte"));
    }

    #[test]
    fn no_depth_and_no_length_costs_more_than_itself() {
        let deep = "<a>".repeat(200_000);
        assert!(shown(deep.as_bytes()).ends_with("! elements more than 1000 deep in one another"));
        let long = format!("<a>{}", "x".repeat(RECORD_BYTES + (1 << 20)));
        assert!(shown(long.as_bytes()).contains("over the cap"));
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..80), text in "[<>/&;#x!?\\[\\]a\"= -]{0,60}") {
            shown(&bytes);
            shown(text.as_bytes());
        }
    }
}
