//! Quotations.

use super::document::Quote;
use crate::span::Span;

/// The quotations of a text, one paragraph at a time, in order of their opening marks.
pub fn quotes(text: &str, paragraphs: &[Span]) -> Vec<Quote> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let mut open: Option<usize> = None;
        for (at, c) in paragraph.of(text).char_indices() {
            let at = paragraph.start + at;
            match (c, open) {
                ('“' | '"', None) => open = Some(at),
                ('”' | '"', Some(start)) => {
                    found.push(quote(text, Span::new(start, at + c.len_utf8()), at, true));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open {
            found.push(quote(text, Span::new(start, paragraph.end), paragraph.end, false));
        }
    }
    found
}

fn quote(text: &str, span: Span, inner_end: usize, closed: bool) -> Quote {
    let mark = span.of(text).chars().next().map_or(0, char::len_utf8);
    Quote { span, inner: Span::new(span.start + mark, inner_end), depth: 0, closed, continues: false }
}
