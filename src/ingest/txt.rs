//! Plain text: front matter, title, body.
//!
//! Front matter are `key: value` lines at the beginning, up to a blank line. Without a `title:` among them, the first paragraph that is
//! not boilerplate is the title if it looks like one. The body is what follows: boilerplate that stands above the title (a caption) is
//! left out with it, for offsets count from the body's first byte.

use crate::ingest::alias::field;
use crate::ingest::decode::decode;
use crate::ingest::field::{Fault, Field, Record, Value};
use crate::ingest::record::{Draft, one_line};
use crate::ingest::sink::Sink;
use crate::ingest::whole::whole;
use crate::ingest::{lead, nexis, reason};
use crate::limits::{RECORD_BYTES, TITLE_CHARS};
use crate::text::boilerplate::{Boilerplate, ends_as_a_sentence};
use crate::text::dateline::dateline;
use crate::text::paragraph::paragraphs;
use crate::text::plain::Plain;
use std::borrow::Cow;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// Lengths of the lines of a hard-wrapped text, in characters, and the share of lines that must have them.
const WRAPPED: std::ops::RangeInclusive<usize> = 55..=90;
const WRAPPED_PERCENT: usize = 80;
/// Bytes in which the title stands, or nowhere.
const TITLE_HEAD: usize = 64 << 10;

/// Reads a file that is one article, or an export of Nexis behind a long cover.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let Some(bytes) = whole(reader)? else {
        return Ok(sink.refuse(reason::TOO_LARGE, format!("an article of more than {RECORD_BYTES} bytes")));
    };
    // What was asked of Nexis may fill more of its export than a format is told by.
    if nexis::is_export(&bytes) {
        return nexis::read(&mut bytes.as_slice(), sink);
    }
    let (text, encoding) = decode(&bytes);
    sink.encoding = sink.encoding.joined(encoding);
    if text.trim().is_empty() {
        return Ok(ControlFlow::Continue(()));
    }
    Ok(sink.record(parse(&text, sink.boilerplate), None, false))
}

/// Takes a text apart.
pub fn parse(text: &str, boilerplate: &Boilerplate) -> Result<Draft, Fault> {
    let text = with_newlines(text);
    let (record, rest) = front_matter(&text);
    record.check()?;
    let mut draft = Draft::about(&record);
    draft.hard_wrapped = is_hard_wrapped(rest);
    let titled = if draft.title.is_empty() { title(rest, draft.hard_wrapped, boilerplate) } else { None };
    let body = titled.map_or(rest, |(title, body)| {
        draft.title = one_line(title);
        body
    });
    draft.text = body.trim().to_owned();
    if draft.text.is_empty() {
        return Err(Fault::new(reason::NO_TEXT, "nothing follows the front matter"));
    }
    Ok(draft)
}

/// CR LF and CR as LF.
fn with_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// The `key: value` lines at the beginning, and what follows them. The first key must be a known one, for a sentence may well begin with a
/// word and a colon; after it any word in small letters is a key.
fn front_matter(text: &str) -> (Record, &str) {
    let mut record = Record::default();
    let mut rest = text.trim_start();
    let mut first = true;
    while let Some((key, value, after)) = key_line(rest) {
        let known = field(key).filter(|(field, _)| *field != Field::Text);
        if known.is_none() && !is_note(key, first) {
            break;
        }
        if let Some(known) = known {
            record.put(key, known, Value::text(value));
        }
        rest = after;
        first = false;
    }
    (record, rest)
}

/// A key, a value, and the text after their line.
fn key_line(text: &str) -> Option<(&str, &str, &str)> {
    let (line, after) = text.split_once('\n').unwrap_or((text, ""));
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key.len() <= 24
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_key.then_some((key, value.trim(), after))
}

/// Keys that hold nothing that is used: these, and any in small letters once front matter has begun.
fn is_note(key: &str, first: bool) -> bool {
    const NOTES: &[&str] = &["author", "authors", "byline", "language", "section"];
    let known = NOTES.iter().any(|note| note.eq_ignore_ascii_case(key));
    known || !first && !key.contains(|c: char| c.is_ascii_uppercase())
}

/// True if lines are wrapped at a fixed width: of those that do not end a paragraph, and those too long for it, four in five have it.
fn is_hard_wrapped(text: &str) -> bool {
    let (mut wrapped, mut others) = (0usize, 0usize);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let length = line.trim_end().chars().count();
        let ends_paragraph = lines.peek().is_none_or(|next| next.trim().is_empty());
        if WRAPPED.contains(&length) && !ends_paragraph {
            wrapped += 1;
        } else if length > *WRAPPED.end() || length > 0 && !ends_paragraph {
            others += 1;
        }
    }
    wrapped > 0 && wrapped * 100 >= (wrapped + others) * WRAPPED_PERCENT
}

/// The title and the text after it: the first paragraph that is not boilerplate, if it is one short line that is neither a sentence nor
/// begins with a dateline, and is not all there is.
fn title<'a>(text: &'a str, hard_wrapped: bool, boilerplate: &Boilerplate) -> Option<(&'a str, &'a str)> {
    let head = lead::head(text, TITLE_HEAD);
    let mut spans = paragraphs(head, hard_wrapped).into_iter();
    let first = spans.find(|span| !boilerplate.has(&Plain::new(span.of(head)).text))?;
    let title = first.of(head);
    let seen = Plain::new(title).text;
    let is_title = !title.contains('\n')
        && seen.chars().count() <= TITLE_CHARS
        && !ends_as_a_sentence(&seen)
        && dateline(&seen).is_none();
    let body = &text[first.end..];
    (is_title && !body.trim().is_empty()).then_some((title, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        parse(text, Boilerplate::built_in()).expect(text)
    }

    #[test]
    fn front_matter_ends_at_a_blank_line() {
        let draft = draft(
            "outlet: The Star\r\ndate: 2018-06-12\r\nTitle: Talks: a start\r\nnote: invented\r\n\r\nurl: is no key here.\r\n",
        );
        assert_eq!(
            (draft.outlet.as_str(), draft.date.as_str(), draft.title.as_str()),
            ("The Star", "2018-06-12", "Talks: a start")
        );
        assert_eq!(draft.text, "url: is no key here.");
    }

    #[test]
    fn a_sentence_with_a_colon_is_no_front_matter() {
        let text = "Minister: the talks go on. Nobody believed it.";
        assert_eq!(draft(text).text, text);
        assert_eq!(draft("outlet: Star\nMinister: the talks go on.").text, "Minister: the talks go on.");
    }

    #[test]
    fn the_first_line_is_the_title_if_it_looks_like_one() {
        let draft = draft("\n Talks to Go\u{a0}On \n\nThe minister said so.\rAll agreed.\n\n");
        assert_eq!(
            (draft.title.as_str(), draft.text.as_str()),
            ("Talks to Go On", "The minister said so.\nAll agreed.")
        );
        for no_title in [
            "Talks go on.\n\nSo it is.",
            "“Talks go on.”\n\nSo it is.",
            "Only one line",
            &format!("{}\n\nx", "long ".repeat(50)),
        ] {
            let draft = self::draft(no_title);
            assert_eq!((draft.title.as_str(), draft.text.as_str()), ("", no_title));
        }
    }

    #[test]
    fn boilerplate_above_the_title_goes_with_it() {
        let draft = self::draft(
            "© 2019 Polar Post\n\nTalks to Go On\n\n(Polar Post) -- The minister said so.\n\n© 2019 Polar Post\n",
        );
        let body = "(Polar Post) -- The minister said so.\n\n© 2019 Polar Post";
        assert_eq!((draft.title.as_str(), draft.text.as_str()), ("Talks to Go On", body));
        let untitled = "© 2019 Polar Post\n\nSEOUL (Reuters) - Talks go on";
        assert_eq!(self::draft(untitled).text, untitled, "without a title nothing goes");
    }

    #[test]
    fn a_given_title_leaves_the_first_line_alone() {
        let draft = draft("title: Talks\n\nTalks to Go On\nThe minister said so.");
        assert_eq!((draft.title.as_str(), draft.text.as_str()), ("Talks", "Talks to Go On\nThe minister said so."));
    }

    #[test]
    fn four_lines_in_five_of_one_width_are_wrapped() {
        let line = "The minister said on Tuesday that the talks would go on for a";
        assert!(draft(&format!("{line}\n{line}\nweek.\n\n{line}\nyear.\n")).hard_wrapped);
        assert!(!draft(&format!("{line}.\n\n{line}.\n")).hard_wrapped, "every line ends its paragraph");
        assert!(!draft(&format!("{line}\n{}\n", line.repeat(5))).hard_wrapped, "a line longer than the width");
        assert!(!draft(&format!("One.\n{line}\nTwo.\n{line}\n")).hard_wrapped);
    }

    #[test]
    fn a_key_twice_is_a_fault() {
        assert_eq!(
            parse("outlet: A\noutlet: B\n\nText.", Boilerplate::built_in()).unwrap_err().reason,
            reason::DUPLICATE_KEY
        );
        assert_eq!(parse("outlet: A\n\n", Boilerplate::built_in()).unwrap_err().reason, reason::NO_TEXT);
    }
}
