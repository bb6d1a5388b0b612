//! The text export of Nexis: many articles in one file, each below a line `1 of 10 DOCUMENTS`.
//!
//! Above the first such line stands what was asked of the database; it is dropped. Of an article the outlet stands above the date, the title
//! below it (in older exports behind `HEADLINE:`), and the body between `LENGTH:` or `BODY:` and the labels that follow it.

use crate::ingest::date;
use crate::ingest::decode::decode;
use crate::ingest::field::Fault;
use crate::ingest::lines::{self, Line};
use crate::ingest::reason;
use crate::ingest::record::{Draft, one_line};
use crate::ingest::sink::Sink;
use crate::limits::RECORD_BYTES;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// Labels that may stand between the title and the body.
const BEFORE: &[&str] =
    &["BODY", "BYLINE", "DATELINE", "DISTRIBUTION", "HEADLINE", "HIGHLIGHT", "LENGTH", "SECTION", "SERIES", "SOURCE"];
/// Labels that end the body.
const AFTER: &[&str] = &[
    "CITY",
    "COMPANY",
    "CORRECTION",
    "CORRECTION-DATE",
    "COUNTRY",
    "DOC-TYPE",
    "GEOGRAPHIC",
    "GRAPHIC",
    "INDUSTRY",
    "JOURNAL-CODE",
    "LANGUAGE",
    "LOAD-DATE",
    "ORGANIZATION",
    "PERSON",
    "PUBLICATION-TYPE",
    "STATE",
    "SUBJECT",
    "TICKER",
    "TYPE",
    "URL",
];
/// Blocks above the labels in which the date stands, or nowhere.
const DATED: usize = 6;
/// How a centred line begins: the edition below a date is one, a title is not.
const CENTRED: &str = "          ";

/// True if the beginning of a text holds the line that begins an article.
pub fn is_export(head: &[u8]) -> bool {
    head.split(|&byte| byte == b'\n').any(is_mark)
}

/// True for a line `1 of 10 DOCUMENTS`.
fn is_mark(line: &[u8]) -> bool {
    let number =
        |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(|byte| byte.is_ascii_digit() || *byte == b','));
    let mut words = line.trim_ascii().split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    number(words.next())
        && words.next() == Some(b"of")
        && number(words.next())
        && matches!(words.next(), Some(b"DOCUMENT" | b"DOCUMENTS"))
        && words.next().is_none()
}

/// Reads every article: a record each.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let (mut line, mut bytes) = (Vec::new(), Vec::new());
    // The line of the mark above what is gathered, and whether that is over the cap.
    let (mut start, mut too_large) = (None, false);
    for number in 1.. {
        let read = lines::next(reader, &mut line, RECORD_BYTES)?;
        let ends = read == Line::End || is_mark(&line);
        if let (true, Some(start)) = (ends, start) {
            let made = if too_large {
                Err(Fault::new(reason::TOO_LARGE, format!("an article of more than {RECORD_BYTES} bytes")))
            } else {
                let (text, encoding) = decode(&bytes);
                sink.encoding = sink.encoding.joined(encoding);
                article(&text)
            };
            if sink.record(made, Some(start), true).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        if read == Line::End {
            break;
        }
        if ends {
            (start, too_large) = (Some(number), false);
            bytes.clear();
        } else if start.is_some() {
            too_large |= read == Line::TooLarge || bytes.len() + line.len() >= RECORD_BYTES;
            if !too_large {
                bytes.extend_from_slice(&line);
                bytes.push(b'\n');
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Takes apart what stands between two marks.
fn article(text: &str) -> Result<Draft, Fault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut head, mut body, mut title, mut begun) = (Vec::new(), Vec::new(), None, false);
    let blocks = blocks(&text);
    for &block in &blocks[..below(&blocks)] {
        match label(block) {
            // A label among the paragraphs is a word of the text.
            Some(("BODY", rest)) if body.is_empty() => {
                begun = true;
                body.extend((!rest.is_empty()).then_some(rest));
            }
            Some((word, rest)) if body.is_empty() && BEFORE.contains(&word) => {
                begun |= word == "LENGTH";
                title = title.or((word == "HEADLINE").then_some(rest));
            }
            _ if begun => body.push(block),
            _ => head.push(block),
        }
    }
    let dated = head.iter().take(DATED).position(|block| !date_of(block).is_empty());
    let mut draft = Draft { hard_wrapped: true, ..Draft::default() };
    if let Some(dated) = dated {
        draft.date = date_of(head[dated]);
        draft.outlet =
            one_line(dated.checked_sub(1).and_then(|above| head[above].lines().next_back()).unwrap_or_default());
        head.drain(..=dated);
    }
    head.retain(|block| !block.starts_with(CENTRED));
    if title.is_none() && !head.is_empty() {
        title = Some(head.remove(0));
    }
    draft.title = one_line(title.unwrap_or_default());
    let paragraphs = if begun { body } else { head };
    draft.text = paragraphs.join("\n\n").trim().to_owned();
    if draft.text.is_empty() {
        return Err(Fault::new(reason::NO_TEXT, "no paragraph between LENGTH: and the labels below it"));
    }
    Ok(draft)
}

/// Runs of lines between blank ones.
fn blocks(text: &str) -> Vec<&str> {
    let (mut blocks, mut start, mut at) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        match (line.trim().is_empty(), start) {
            (true, Some(from)) => blocks.push(text[from..at].trim_end()),
            (false, None) => start = Some(at),
            _ => {}
        }
        at += line.len();
        if line.trim().is_empty() {
            start = None;
        }
    }
    blocks.extend(start.map(|from| text[from..].trim_end()));
    blocks
}

/// The first block of the labels below the body. A paragraph may begin as one of them does (`STATE: …`): they count where nothing but
/// labels and the note of the copyright follows, and from a label with a hyphen (`LOAD-DATE`) on, which begins no paragraph.
fn below(blocks: &[&str]) -> usize {
    let is_after = |block: &&str| label(block).is_some_and(|(word, _)| AFTER.contains(&word));
    let is_sure = |block: &&str| is_after(block) && label(block).is_some_and(|(word, _)| word.contains('-'));
    let is_note = |block: &str| block.starts_with(CENTRED) || block.trim_start().starts_with("Copyright");
    let sure = blocks.iter().position(is_sure).unwrap_or(blocks.len());
    let run = blocks[..sure].iter().rev().take_while(|block| label(block).is_some() || is_note(block)).count();
    let first = blocks[sure - run..].iter().position(is_after);
    first.map_or(blocks.len(), |first| sure - run + first)
}

/// The word in capitals before the colon that a block begins with, and the rest of the block.
fn label(block: &str) -> Option<(&str, &str)> {
    let (word, rest) = block.split_once(':')?;
    let is_label = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') && !word.is_empty();
    is_label.then_some((word, rest.trim()))
}

/// The date in the first line of a block, or nothing.
fn date_of(block: &str) -> String {
    date::iso(block.trim_start().lines().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "\n\n              The Evening Sun (Harbour)\n\n      March 3, 2019 Sunday\n        Late Edition;\n\nFerry fares\nto rise\n\n\
        BYLINE: Mara Lin\n\nLENGTH: 12 words\n\n\nThe council said on\nSunday that fares would rise.\n\n\"Why now?\" she asked.\n\n\
        LOAD-DATE: March 4, 2019\n\nLANGUAGE: ENGLISH\n\n          Copyright 2019 Sun\n";

    #[test]
    fn the_line_that_begins_an_article_is_known() {
        for (line, known) in [
            ("      1 of 10 DOCUMENTS\r", true),
            ("1 of 1 DOCUMENT", true),
            ("1,024 of 2,000 DOCUMENTS", true),
            ("1 of 10 documents", false),
            ("1 of 10 DOCUMENTS were lost", false),
            ("of 10 DOCUMENTS", false),
            ("", false),
        ] {
            assert_eq!(is_mark(line.as_bytes()), known, "{line}");
        }
        assert!(is_export(b"Terms: x\r\n\r\n   1 of 2 DOCUMENTS\r\n"));
    }

    #[test]
    fn outlet_date_title_and_text_have_their_places() {
        let draft = article(ONE).unwrap();
        assert_eq!((draft.outlet.as_str(), draft.date.as_str()), ("The Evening Sun (Harbour)", "2019-03-03"));
        assert_eq!(draft.title, "Ferry fares to rise");
        assert_eq!(draft.text, "The council said on\nSunday that fares would rise.\n\n\"Why now?\" she asked.");
        assert!(draft.hard_wrapped);
    }

    #[test]
    fn older_exports_label_title_and_body() {
        let old = "\n     Copyright 2001 The Star\n           The Star\n\n   January 2, 2001, Tuesday, Late Edition\n\nSECTION: A; Page 1\n\n\
            LENGTH: 9 words\n\nHEADLINE: Bridge\nshut\n\nDATELINE: HARBOUR\n\nBODY:\nThe bridge is shut.\n\nTYPE: a word in capitals\n";
        let draft = article(old).unwrap();
        assert_eq!((draft.outlet.as_str(), draft.date.as_str()), ("The Star", "2001-01-02"));
        assert_eq!((draft.title.as_str(), draft.text.as_str()), ("Bridge shut", "The bridge is shut."));
    }

    #[test]
    fn a_paragraph_may_begin_as_a_label_does() {
        let text = |text: &str| {
            article(&format!("The Star\n\nMay 2, 2001\n\nBridge\n\nLENGTH: 9 words\n\n{text}")).unwrap().text
        };
        let body = "Shut.\n\nCORRECTION: It opened.\n\nSTATE: We paid.\n\nIt is open.";
        assert_eq!(text(body), body);
        for labels in [
            "LOAD-DATE: x\n\nLANGUAGE: ENGLISH",
            "GRAPHIC: A bridge\n\nLOAD-DATE: x\n\nno label",
            "STATE: OHIO\n\nACC-NO: 7\n\n          Copyright 2001 Star",
            "TYPE: News\n\nCopyright 2001 Star\nAll Rights Reserved",
        ] {
            assert_eq!(text(&format!("{body}\n\n{labels}\n")), body, "{labels}");
        }
    }

    #[test]
    fn what_is_missing_stays_empty() {
        let bare = article("The Star\n\nBridge shut\n\nLENGTH: 2 words\n\nShut it is.").unwrap();
        assert_eq!((bare.outlet.as_str(), bare.date.as_str(), bare.text.as_str()), ("", "", "Shut it is."));
        let unlabelled = article("The Star\n\nMay 2, 2001\n\nBridge shut\n\nShut it is.\n\nStill.").unwrap();
        assert_eq!((unlabelled.title.as_str(), unlabelled.text.as_str()), ("Bridge shut", "Shut it is.\n\nStill."));
        for empty in ["", "The Star\n\nMay 2, 2001\n\nBridge shut\n\nLENGTH: 0 words\n\nLOAD-DATE: x"] {
            assert_eq!(article(empty).unwrap_err().reason, reason::NO_TEXT);
        }
    }
}
