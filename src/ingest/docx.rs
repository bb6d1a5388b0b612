//! A word processor's file (DOCX): an export of Nexis Uni with many articles, or one article of its own.
//!
//! Only `word/document.xml` is looked at, as a stream; nothing is unpacked to disk. An export begins with a list of what is in it, a section
//! without a `Body`, which goes. Of an article the date stands above the labels, the outlet above the date, the title above the outlet; its
//! text begins below `Body` and ends at `Classification`, `Load-Date:` or `End of Document`.

use crate::fault::survived;
use crate::ingest::field::Fault;
use crate::ingest::record::{Draft, one_line};
use crate::ingest::sink::Sink;
use crate::ingest::whole::whole;
use crate::ingest::xml::{self, Piece, Pieces};
use crate::ingest::{date, reason, txt};
use crate::limits::{DOCUMENT_BYTES, RECORD_BYTES};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use zip::ZipArchive;

/// Where the text is.
const TEXT: &str = "word/document.xml";
/// The line that ends an article of an export.
const END: &str = "End of Document";
/// The line above its text.
const BODY: &str = "Body";
/// Lines below its text.
const AFTER: [&str; 2] = ["Classification", "Graphic"];
/// Labels that may stand above its text.
const LABELS: [&str; 6] = ["Byline:", "Dateline:", "Highlight:", "Length:", "Section:", "Source:"];

/// Reads every article: a record each.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let Some(bytes) = whole(reader)? else {
        return Ok(sink.refuse(reason::TOO_LARGE, format!("a packed file of more than {RECORD_BYTES} bytes")));
    };
    if bytes.is_empty() {
        return Ok(ControlFlow::Continue(()));
    }
    Ok(unpack(bytes, DOCUMENT_BYTES, sink))
}

/// Reads the text of an archive, `room` bytes of it at most.
fn unpack(bytes: Vec<u8>, room: u64, sink: &mut Sink<'_>) -> ControlFlow<()> {
    // The crate trusts no table, but what it does with a hostile one is its own affair.
    let opened = survived(|| ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string()));
    let mut archive = match opened.unwrap_or_else(|| Err("its table of contents is broken".to_owned())) {
        Ok(archive) => archive,
        Err(error) => return sink.whole(reason::DAMAGED, format!("no DOCX file: {error}")),
    };
    let text = match archive.by_name(TEXT) {
        Ok(text) => text,
        Err(error) => return sink.whole(reason::DAMAGED, format!("no {TEXT} in it: {error}")),
    };
    let mut unpacked = BufReader::new(text.take(room));
    let mut articles = Articles::default();
    let read = Pieces::new(&mut unpacked, false)
        .map_err(xml::Fault::Io)
        .and_then(|mut pieces| articles.read(&mut pieces, sink));
    let large = unpacked.into_inner().limit() == 0;
    match read {
        Ok(ControlFlow::Break(())) => ControlFlow::Break(()),
        _ if large => sink.whole(reason::TOO_LARGE, format!("{TEXT} unpacks to more than {room} bytes")),
        Ok(ControlFlow::Continue(())) => articles.end(sink),
        // The bytes are in memory: what fails to be read is the archive.
        Err(xml::Fault::Io(error)) => sink.whole(reason::DAMAGED, format!("{TEXT}: {error}")),
        Err(xml::Fault::Damaged(what)) => sink.whole(reason::DAMAGED, format!("{TEXT}: {what}")),
    }
}

/// The paragraphs since the last article, and what is to be known of them; a file may have millions, so nothing looks through them again.
#[derive(Default)]
struct Gathered {
    lines: Vec<String>,
    bytes: usize,
    /// The line below the first `Body`.
    body: Option<usize>,
    /// The first line `Length: …`.
    length: Option<usize>,
    /// They are the list at the beginning of an export.
    is_list: bool,
    /// Any of them is not empty.
    has_words: bool,
}

impl Gathered {
    /// Takes a paragraph.
    fn line(&mut self, line: &str) {
        self.bytes += line.len() + size_of::<String>();
        if self.bytes > RECORD_BYTES {
            return;
        }
        let number = self.lines.len();
        self.lines.push(line.to_owned());
        if line == BODY {
            self.body = self.body.or(Some(number + 1));
        }
        if line.starts_with("Length:") {
            self.length = self.length.or(Some(number));
        }
        self.is_list |= line.starts_with("Documents (") || line.starts_with("Document (");
        self.has_words |= !line.is_empty();
    }

    /// True if what was gathered is the list at the beginning of an export, or nothing.
    fn lists(&self) -> bool {
        self.is_list || !self.has_words
    }

    /// True if the text of an article begins in it.
    fn has_body(&self) -> bool {
        self.body.is_some() || self.length.is_some()
    }

    /// The line where the text of an article begins, if one does.
    fn body(&self) -> Option<usize> {
        let labels = |line: &String| LABELS.iter().any(|label| line.starts_with(label));
        let below = |length| self.lines[length..].iter().take_while(|line| line.is_empty() || labels(line)).count();
        self.body.or_else(|| self.length.map(|length| length + below(length)))
    }
}

/// The articles of a file.
#[derive(Default)]
struct Articles {
    gathered: Gathered,
    /// True once an article of an export came out.
    exported: bool,
}

impl Articles {
    fn read(&mut self, pieces: &mut Pieces<'_>, sink: &mut Sink<'_>) -> Result<ControlFlow<()>, xml::Fault> {
        let (mut line, mut in_text, mut boxes, mut section) = (String::new(), false, 0usize, false);
        while let Some(piece) = pieces.piece()? {
            match piece {
                // A box beside the text holds paragraphs inside of a paragraph.
                Piece::Open(name) if name == "txbxContent" => boxes += 1,
                Piece::Close(name) if name == "txbxContent" => boxes = boxes.saturating_sub(1),
                _ if boxes > 0 => {}
                Piece::Open(name) => match name.as_str() {
                    "t" => in_text = true,
                    "br" | "cr" => line.push('\n'),
                    "tab" => line.push(' '),
                    "noBreakHyphen" => line.push('-'),
                    "sectPr" => section = true,
                    _ => {}
                },
                Piece::Words(words) if in_text && line.len() <= RECORD_BYTES => line.push_str(&words),
                Piece::Words(_) => {}
                Piece::Close(name) if name == "t" => in_text = false,
                Piece::Close(name) if name == "p" => {
                    if self.line(std::mem::take(&mut line), sink).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    if std::mem::take(&mut section) && !self.gathered.has_body() && self.gathered.lists() {
                        self.gathered = Gathered::default();
                    }
                }
                Piece::Close(_) => {}
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Takes a paragraph, which may end an article.
    fn line(&mut self, line: String, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let line = line.trim();
        if line == END && self.gathered.has_body() {
            self.exported = true;
            return self.article(sink);
        }
        self.gathered.line(line);
        ControlFlow::Continue(())
    }

    /// Hands on an article of an export.
    fn article(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let gathered = std::mem::take(&mut self.gathered);
        let body = gathered.body().unwrap_or(0);
        let made = if gathered.bytes > RECORD_BYTES { Err(too_large()) } else { export(&gathered.lines, body) };
        sink.record(made, None, true)
    }

    /// Hands on what no line ended: an article of an export that broke off, or the one article of another file.
    fn end(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let gathered = &self.gathered;
        if gathered.has_body() && (self.exported || gathered.lists()) {
            return self.article(sink);
        }
        if self.exported || !gathered.has_words {
            return ControlFlow::Continue(());
        }
        let made = if gathered.bytes > RECORD_BYTES {
            Err(too_large())
        } else {
            txt::parse(&gathered.lines.join("\n"), sink.boilerplate)
        };
        // A word processor breaks lines itself.
        sink.record(made.map(|draft| Draft { hard_wrapped: false, ..draft }), None, false)
    }
}

fn too_large() -> Fault {
    Fault::new(reason::TOO_LARGE, format!("an article of more than {RECORD_BYTES} bytes"))
}

/// An article of an export; its text begins at the line `body`.
fn export(lines: &[String], body: usize) -> Result<Draft, Fault> {
    let head: Vec<_> = lines[..body].iter().filter(|line| !line.is_empty()).collect();
    let mut draft = Draft::default();
    let dated = head.iter().rposition(|line| !date::iso(line).is_empty());
    if let Some(dated) = dated {
        draft.date = date::iso(head[dated]);
    }
    // Without a date the title comes first.
    let above = |lines| dated.map_or(Some(2 - lines), |dated| dated.checked_sub(lines)).and_then(|at| head.get(at));
    let named = |line: Option<&&String>| {
        let line = line.filter(|line| !LABELS.iter().any(|label| line.starts_with(label)) && line.as_str() != BODY);
        line.map(|line| one_line(line)).unwrap_or_default()
    };
    (draft.title, draft.outlet) = (named(above(2)), named(above(1)));
    let ends = |line: &String| AFTER.contains(&line.as_str()) || line.starts_with("Load-Date:");
    let text: Vec<_> = lines[body..].iter().take_while(|line| !ends(line)).filter(|line| !line.is_empty()).collect();
    draft.text = text.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n\n");
    if draft.text.is_empty() {
        return Err(Fault::new(reason::NO_TEXT, "nothing stands below Body"));
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::builtin;
    use crate::ingest::outlet::OutletIndex;
    use crate::ingest::reader::Item;
    use crate::ingest::source::{Kind, Origin, Source};
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Articles as `title|outlet|date|text`, omissions as their reason.
    fn of(bytes: &[u8]) -> Vec<String> {
        with_room(bytes, DOCUMENT_BYTES)
    }

    fn with_room(bytes: &[u8], room: u64) -> Vec<String> {
        let (input, origin) = ("a.docx".to_owned(), Origin::File);
        let source =
            Source { path: "a.docx".into(), place: input.clone(), input, bytes: 0, kind: Kind::Document, origin };
        let outlets = OutletIndex::new(&builtin()).unwrap();
        let mut out = Vec::new();
        let mut emit = |item| {
            out.push(match item {
                Item::Article(article) => [article.title, article.outlet, article.date, article.text].join("|"),
                Item::Omission(omission) => omission.reason,
                Item::Input(_) => unreachable!("a reader hands on records"),
            });
            ControlFlow::Continue(())
        };
        let mut sink = Sink::new(&source, &outlets, &mut emit);
        assert!(unpack(bytes.to_vec(), room, &mut sink).is_continue());
        out
    }

    fn document(paragraphs: &[&str]) -> Vec<u8> {
        let mut xml = String::from("<w:document xmlns:w=\"w\"><w:body>");
        for paragraph in paragraphs {
            xml += &match *paragraph {
                "§" => "<w:p><w:pPr><w:sectPr><w:type/></w:sectPr></w:pPr></w:p>".to_owned(),
                words => format!("<w:p><w:pPr/><w:r><wp:x>7</wp:x><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"),
            };
        }
        packed(&[("word/styles.xml", b"<x/>"), (TEXT, (xml + "</w:body></w:document>").as_bytes())])
    }

    #[test]
    fn an_export_is_cut_into_its_articles() {
        let export = document(&[
            "Date and Time: Friday, 5. July 2019 09:31:00 CEST",
            "Documents (2)",
            "1. Ferry fares to rise",
            "Client/Matter: -None-",
            "§",
            "Ferry fares to rise",
            "The Evening Sun (Harbour)",
            "March 3, 2019 Sunday 9:20 AM GMT",
            "",
            "Copyright 2019 The Sun",
            "Section:\u{a0}NEWS",
            "Length:\u{a0}12 words",
            "Byline:\u{a0}Mara Lin",
            "Body",
            "",
            "The fares &amp; fees rise.",
            "",
            "Nobody cheered.",
            "Load-Date:\u{a0}March 3, 2019",
            END,
            "§",
            "Bridge shut",
            "Hill Post",
            "4 mars 2019",
            "Length:\u{a0}3 words",
            "Byline: A",
            "Shut it is.",
            "Classification",
            "Language: ENGLISH",
            END,
            "§",
            "",
        ]);
        assert_eq!(
            of(&export),
            [
                "Ferry fares to rise|The Evening Sun (Harbour)|2019-03-03|The fares & fees rise.\n\nNobody cheered.",
                "Bridge shut|Hill Post|2019-03-04|Shut it is."
            ]
        );
    }

    #[test]
    fn an_article_that_breaks_off_is_read() {
        let broken = [
            "Documents (1)",
            "§",
            "Bridge shut",
            "Hill Post",
            "4 May 2019",
            "Body",
            "One.",
            END,
            "Late",
            "Post",
            "5 May 2019",
            "Body",
            "Two.",
        ];
        assert_eq!(of(&document(&broken)), ["Bridge shut|Hill Post|2019-05-04|One.", "Late|Post|2019-05-05|Two."]);
    }

    #[test]
    fn another_file_is_one_article() {
        let plain = document(&[
            "outlet: Hill Post",
            "date: 2019-03-03",
            "",
            "Bridge shut",
            "The bridge is shut.",
            "Nobody cheered.",
        ]);
        assert_eq!(of(&plain), ["Bridge shut|Hill Post|2019-03-03|The bridge is shut.\nNobody cheered."]);
        assert_eq!(of(&document(&["", ""])), [""; 0]);
    }

    #[test]
    fn what_is_no_document_is_damaged() {
        let boxed = "<w:p><w:r><w:t>Out</w:t><w:txbxContent><w:p><w:r><w:t>In</w:t></w:r></w:p></w:txbxContent><w:br/><w:t>side.</w:t></w:r></w:p>";
        assert_eq!(of(&packed(&[(TEXT, boxed.as_bytes())])), ["Out|||side."]);
        let hyphen = "<w:p><w:r><w:t>North</w:t><w:noBreakHyphen/><w:t>South talks.</w:t></w:r></w:p>";
        assert_eq!(of(&packed(&[(TEXT, hyphen.as_bytes())])), ["|||North-South talks."]);
        assert_eq!(of(b"no archive"), ["damaged"]);
        assert_eq!(of(&packed(&[("other.xml", b"<x/>")])), ["damaged"]);
        assert_eq!(of(&packed(&[(TEXT, b"<w:p></w:x>")])), ["damaged"]);
        let whole = document(&["Words."]);
        assert_eq!(of(&whole[..whole.len() / 2]), ["damaged"]);
    }

    #[test]
    fn a_bomb_is_too_large() {
        let bomb = document(&["Words."; 1_000]);
        assert!(bomb.len() < 10_000, "it is packed");
        assert_eq!(with_room(&bomb, 20_000), ["too_large"]);
    }
}
