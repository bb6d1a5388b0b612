//! How an article begins: the dateline that may name its outlet.

use crate::text::boilerplate::is_boilerplate;
use crate::text::dateline::dateline;
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
            return dateline.outlet.map(|outlet| outlet.of(paragraph));
        }
        if !is_boilerplate(paragraph) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_that_is_no_boilerplate_has_the_dateline() {
        assert_eq!(outlet("SEOUL, Jan. 10 (Xinhua) -- Talks go on.", false), Some("Xinhua"));
        assert_eq!(outlet("© 2019 Polar Post\n\nSEOUL (Reuters) - Talks go on.", false), Some("Reuters"));
        assert_eq!(outlet("Talks go on.\nSEOUL (Reuters) - Talks go on.", false), None);
        assert_eq!(outlet("SEOUL — Talks go on.\nSEOUL (Reuters) - Talks go on.", false), None, "it names nobody");
        assert_eq!(outlet("", false), None);
    }

    #[test]
    fn the_head_ends_at_a_character() {
        let text = "é".repeat(HEAD);
        assert_eq!(head(&text).len(), HEAD);
        assert_eq!(head(&format!("x{text}")).len(), HEAD - 1);
        assert_eq!(head("short"), "short");
    }
}
