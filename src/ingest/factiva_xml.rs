//! The XML export of Factiva: an `<article>` each, with `sourceName`, `publicationDate`, `headline`, `leadParagraph` and `tailParagraphs`.

use crate::ingest::decode::Encoding;
use crate::ingest::field::{self, Value};
use crate::ingest::reason;
use crate::ingest::record::{Draft, one_line};
use crate::ingest::sink::Sink;
use crate::ingest::xml::{Fault, Piece, Pieces};
use crate::limits::RECORD_BYTES;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// True if the beginning of a file is that of an export.
pub fn is_export(head: &[u8]) -> bool {
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    head.trim_ascii_start().starts_with(b"<") && (has(b"global.factiva.com/pps") || has(b"<ppsarticle"))
}

/// Reads every article: a record each.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let marked = sink.encoding != Encoding::Utf8;
    let flow = {
        let mut pieces = Pieces::new(reader, marked)?;
        articles(&mut pieces, sink)
    };
    match flow {
        Ok(flow) => Ok(flow),
        Err(Fault::Io(error)) => Err(error),
        Err(Fault::Damaged(what)) => {
            io::copy(reader, &mut io::sink())?;
            Ok(sink.whole(reason::DAMAGED, what))
        }
    }
}

fn articles(pieces: &mut Pieces<'_>, sink: &mut Sink<'_>) -> Result<ControlFlow<()>, Fault> {
    let mut open: Option<Article> = None;
    while let Some(piece) = pieces.piece()? {
        match (piece, open.as_mut()) {
            (Piece::Open(name), None) if name == "article" => open = Some(Article::default()),
            (Piece::Close(name), Some(_)) if name == "article" => {
                let made = open.take().unwrap_or_default().draft();
                if sink.record(made, None, true).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            (Piece::Open(name), Some(article)) => article.open(&name),
            (Piece::Close(name), Some(article)) => article.close(&name),
            (Piece::Words(words), Some(article)) => article.words(&words),
            _ => {}
        }
    }
    if open.is_some() {
        return Ok(sink.whole(reason::DAMAGED, "the file ends inside an article"));
    }
    Ok(ControlFlow::Continue(()))
}

/// The parts of an article that are used.
const PARTS: [&str; 6] =
    ["accessionNo", "sourceName", "publicationDate", "headline", "leadParagraph", "tailParagraphs"];
/// The first of these that is the body.
const BODY: usize = 4;

/// What was gathered of an article.
#[derive(Default)]
struct Article {
    /// The words of each part; those of the body are what stands outside of a `<paragraph>`.
    parts: [String; 6],
    /// The part that is open.
    part: Option<usize>,
    /// The paragraph that is open.
    paragraph: Option<String>,
    paragraphs: Vec<String>,
    bytes: usize,
}

impl Article {
    fn open(&mut self, name: &str) {
        match self.part {
            None => self.part = PARTS.iter().position(|part| *part == name),
            Some(part) if part >= BODY && name == "paragraph" => self.paragraph = Some(String::new()),
            Some(_) => {}
        }
    }

    fn close(&mut self, name: &str) {
        let Some(part) = self.part else { return };
        if name == "paragraph" {
            let paragraph = self.paragraph.take().map(|words| one_line(&words));
            self.paragraphs.extend(paragraph.filter(|words| !words.is_empty()));
        }
        if name == PARTS[part] {
            self.part = None;
            if part >= BODY {
                self.paragraphs.extend(loose(&std::mem::take(&mut self.parts[part])));
            }
        }
    }

    fn words(&mut self, words: &str) {
        let Some(part) = self.part else { return };
        self.bytes += words.len();
        if self.bytes <= RECORD_BYTES {
            self.paragraph.as_mut().unwrap_or(&mut self.parts[part]).push_str(words);
        }
    }

    fn draft(self) -> Result<Draft, field::Fault> {
        if self.bytes > RECORD_BYTES {
            return Err(field::Fault::new(reason::TOO_LARGE, format!("an article of more than {RECORD_BYTES} bytes")));
        }
        let Value::Text(text) = Value::text(self.paragraphs.join("\n\n")) else {
            return Err(field::Fault::new(reason::NO_TEXT, "no leadParagraph and no tailParagraphs"));
        };
        let [id, outlet, date, title, ..] = self.parts.map(|words| one_line(&words));
        Ok(Draft { id, outlet, date, title, text, ..Draft::default() })
    }
}

/// The paragraphs of words without `<paragraph>`: lines that are wrapped, where an indented or a blank one begins a paragraph.
fn loose(words: &str) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = || words.lines().filter(|line| !line.trim().is_empty());
    // The first line may stand right behind the tag.
    let least = lines().skip(1).map(indent).min().unwrap_or(0);
    let (mut paragraphs, mut blank) = (Vec::<String>::new(), true);
    for line in words.lines() {
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !blank && indent(line) <= least => {
                last.push(' ');
                last.push_str(&one_line(line));
            }
            _ => paragraphs.push(one_line(line)),
        }
        blank = false;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_become_paragraphs_by_their_indents() {
        assert_eq!(
            loose("\nThe ferry\nis late.\n    \"Again,\" he\nsaid.\n   "),
            ["The ferry is late.", "\"Again,\" he said."]
        );
        assert_eq!(loose("One.\n\n  Two\n  goes on.\n"), ["One.", "Two goes on."]);
        assert_eq!(loose(" \n "), Vec::<String>::new());
    }

    #[test]
    fn an_export_is_known_by_its_names() {
        assert!(is_export(b"<?xml version='1.0'?>\n<ppsArticleResponse xmlns=\"http://global.factiva.com/pps/2.0\">"));
        assert!(!is_export(b"<html><p>They use global.factiva.example.</p>"));
        assert!(!is_export(b"<ppsless"));
    }
}
