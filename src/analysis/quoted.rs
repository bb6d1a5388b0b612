//! A document with its quotations laid flat, and arithmetic on spans.

use crate::row::Manner;
use crate::span::Span;
use crate::text::document::Document;
use crate::text::plain::Plain;

/// A document with its quotations laid flat, so that those of a sentence are found at once.
pub struct Text<'a> {
    /// The document, of the plain text.
    pub document: &'a Document<'a>,
    /// The way back to what was printed.
    pub plain: &'a Plain<'a>,
    /// Every quotation mark.
    pub marks: Vec<Span>,
    outer: Vec<Span>,
}

impl<'a> Text<'a> {
    /// Lays the quotations of a document of a plain text flat.
    pub fn new(document: &'a Document<'a>, plain: &'a Plain<'a>) -> Self {
        let mut marks: Vec<Span> = document
            .quotes
            .iter()
            .flat_map(|q| [Span::new(q.span.start, q.inner.start), Span::new(q.inner.end, q.span.end)])
            .filter(|mark| !mark.is_empty())
            .collect();
        marks.sort_unstable();
        let outer = document.quotes.iter().filter(|q| q.depth == 0).map(|q| q.span).collect();
        Self { document, plain, marks, outer }
    }

    /// How content is printed: a matter of quotation marks alone.
    pub fn manner(&self, content: &[Span]) -> Option<Manner> {
        let has_letters = |span: Span| span.of(self.document.text).contains(char::is_alphanumeric);
        let quoted = |span: &Span| clipped(&self.outer, *span);
        let bare = |span: &Span| without(*span, quoted(span));
        match (content.iter().flat_map(quoted).any(has_letters), content.iter().flat_map(bare).any(has_letters)) {
            (false, false) => None,
            (false, true) => Some(Manner::Indirect),
            (true, false) => Some(Manner::Direct),
            (true, true) => Some(Manner::Mixed),
        }
    }
}

/// The parts of spans that lie in another; `spans` are in text order and do not overlap.
pub fn clipped(spans: &[Span], window: Span) -> Vec<Span> {
    let first = spans.partition_point(|s| s.end <= window.start);
    spans[first..].iter().map_while(|s| (s.start < window.end).then(|| s.intersection(window))).flatten().collect()
}

/// What is left of a span without some others.
pub fn without(span: Span, mut holes: Vec<Span>) -> Vec<Span> {
    holes.sort_unstable();
    let mut left = Vec::new();
    let mut at = span.start;
    for hole in holes.iter().filter_map(|h| h.intersection(span)) {
        if hole.start > at {
            left.push(Span::new(at, hole.start));
        }
        at = at.max(hole.end);
    }
    if at < span.end {
        left.push(Span::new(at, span.end));
    }
    left
}
