//! What is true of the quotations and attributions of every text. The fuzz target and `cargo test` make the same claims.

use tone::attribution::detect::detect;
use tone::span::Span;
use tone::text::document::Document;

/// Any bytes, read as the program reads them at worst, by lines and hard-wrapped.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for hard_wrapped in [false, true] {
        hold_of(&text, hard_wrapped);
    }
}

/// Quotations are ordered, nested or apart, each within a paragraph; attributions have words, and point backwards.
pub fn hold_of(text: &str, hard_wrapped: bool) {
    let document = Document::parse(text, hard_wrapped);
    let mut last = 0;
    for quote in &document.quotes {
        assert!(!sliced(text, quote.inner).trim().is_empty(), "an empty quotation in {text:?}");
        assert!(quote.span.contains(quote.inner), "{quote:?} of {text:?}");
        let within = document.paragraphs.iter().any(|paragraph| paragraph.span.contains(quote.span));
        assert!(within, "{quote:?} leaves its paragraph in {text:?}");
        assert!(quote.span.start >= last, "{quote:?} after {last} in {text:?}");
        last = quote.span.start;
    }
    for (index, found) in detect(&document).iter().enumerate() {
        assert!(!found.content.is_empty(), "no content in {text:?}");
        for spans in [&found.source, &found.cue, &found.content] {
            assert!(spans.iter().all(|&span| !sliced(text, span).trim().is_empty()), "{found:?} in {text:?}");
            assert!(spans.is_sorted_by_key(|span| span.start), "{found:?} in {text:?}");
        }
        assert!(found.within.is_none_or(|outer| outer < index), "nested in a later one in {text:?}");
        assert!(found.continues.is_none_or(|before| before < index), "goes on with a later one in {text:?}");
    }
}

fn sliced(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_else(|| panic!("{span:?} cuts a character of {text:?}"))
}
