//! Paragraphs.

use crate::span::Span;

/// The paragraphs of a text in order, without the white space between them, none of them empty. Every newline ends a paragraph; in a
/// hard-wrapped text a blank line does.
pub fn paragraphs(text: &str, hard_wrapped: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut start = 0;
    for line in text.split_inclusive(ends_line) {
        let whole = Span::new(start, start + line.len());
        start = whole.end;
        let words = whole.trimmed(text);
        if words.is_empty() {
            // A CR LF pair splits off an empty "line" between its two characters, which is no blank line.
            if line != "\n" || !text[..whole.start].ends_with('\r') {
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

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
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
