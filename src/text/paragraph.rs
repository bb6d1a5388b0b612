//! Paragraphs.

use crate::span::Span;
use memchr::memchr3_iter;

/// The paragraphs of a text in order, without the white space between them, none of them empty. Every newline ends a paragraph; in a
/// hard-wrapped text a blank line does.
pub fn paragraphs(text: &str, hard_wrapped: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut start = 0;
    for end in line_ends(text) {
        let whole = Span::new(start, end);
        start = end;
        let words = whole.trimmed(text);
        if words.is_empty() {
            // A CR LF pair splits off an empty "line" between its two characters, which is no blank line.
            if whole.of(text) != "\n" || !text[..whole.start].ends_with('\r') {
                found.extend(open.take());
            }
        } else if hard_wrapped {
            open = Some(Span::new(open.map_or(words.start, |span| span.start), words.end));
        } else {
            found.push(words);
        }
    }
    found.extend(open);
    found
}

/// Where lines end: behind a newline, and at the end of the text.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    // The first bytes of the four characters that end a line.
    let ends = memchr3_iter(b'\n', b'\r', 0xe2, text.as_bytes()).filter_map(|at| {
        let c = text[at..].chars().next()?;
        matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}').then_some(at + c.len_utf8())
    });
    ends.chain([text.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, hard_wrapped: bool) -> Vec<&str> {
        paragraphs(text, hard_wrapped).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_newline_ends_a_paragraph() {
        assert_eq!(texts(" One.\nTwo. \n\n\u{a0}\nThree.\r\nFour.", false), ["One.", "Two.", "Three.", "Four."]);
        assert!(texts(" \n\u{3000}\n", false).is_empty());
    }

    #[test]
    fn in_a_hard_wrapped_text_a_blank_line_does() {
        assert_eq!(texts("One\r\ntwo.\r\n \r\nThree\nfour.\n", true), ["One\r\ntwo.", "Three\nfour."]);
    }
}
