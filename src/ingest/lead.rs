//! How an article begins: the dateline that may name its outlet.

use crate::text::paragraph::paragraphs;

/// Bytes in which the title and the dateline stand, or nowhere.
const HEAD: usize = 64 << 10;

/// The beginning of a text.
pub fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The outlet that the dateline of the first body paragraph names.
pub fn outlet(text: &str, hard_wrapped: bool) -> Option<&str> {
    let head = head(text);
    for span in paragraphs(head, hard_wrapped) {
        let paragraph = span.of(head);
        if let Some(dateline) = dateline(paragraph) {
            return dateline;
        }
        if !is_boilerplate(paragraph) {
            return None;
        }
    }
    None
}

/// The outlet of the dateline a paragraph opens with; stands in until the text floor has datelines.
pub fn dateline(_: &str) -> Option<Option<&str>> {
    None
}

/// Whether a paragraph is boilerplate; stands in until the text floor has the table.
pub fn is_boilerplate(_: &str) -> bool {
    false
}
