//! What is true of every text taken apart. The fuzz target and `cargo test` make the same claims.

use tone::span::Span;
use tone::text::document::Document;
use tone::text::plain::Plain;
use tone::text::style::SentenceStyle;

/// Any bytes, read as the program reads them at worst, in both styles, by lines and hard-wrapped; and made plain, each character with its place.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plain = Plain::new(&text);
    let chars = plain.text.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8()));
    in_order(&text, chars.map(|span| plain.original(span)));
    for style in [SentenceStyle::News, SentenceStyle::Web] {
        for hard_wrapped in [false, true] {
            hold_of(style, &text, hard_wrapped);
        }
    }
}

/// Spans are sliceable, in order, apart and not empty; sentences and datelines cover whatever is no white space.
pub fn hold_of(style: SentenceStyle, text: &str, hard_wrapped: bool) {
    let document = Document::parse_as(style, text, hard_wrapped);
    let mut spans = Vec::new();
    for paragraph in &document.paragraphs {
        spans.extend(paragraph.dateline);
        spans.extend(document.sentences[paragraph.sentences.clone()].iter().map(|sentence| sentence.span));
    }
    in_order(text, spans.iter().copied());
    in_order(text, document.tokens.iter().map(|token| token.span));
    let mut end = 0;
    for span in spans.into_iter().chain([Span::new(text.len(), text.len())]) {
        assert!(text[end..span.start].trim().is_empty(), "{style:?}: a gap holds {:?}", &text[end..span.start]);
        end = span.end;
    }
}

fn in_order(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && !span.is_empty(), "{span:?} after {end} in {text:?}");
        assert!(text.get(span.start..span.end).is_some(), "{span:?} cuts a character of {text:?}");
        end = span.end;
    }
}
