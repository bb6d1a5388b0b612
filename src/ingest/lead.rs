//! How an article begins: the dateline that may name its outlet.

use crate::text::boilerplate::Boilerplate;
use crate::text::dateline::dateline;
use crate::text::paragraph::paragraphs;
use crate::text::plain::Plain;

/// Bytes in which the dateline stands, or nowhere: it may have a few lines of boilerplate before it.
const HEAD: usize = 2 << 10;

/// The beginning of a text: at most `bytes`, and whole characters.
pub fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// The outlet that the dateline of the first body paragraph names.
pub fn outlet(text: &str, hard_wrapped: bool, boilerplate: &Boilerplate) -> Option<String> {
    let head = Plain::new(head(text, HEAD)).text;
    for span in paragraphs(&head, hard_wrapped) {
        let paragraph = span.of(&head);
        if let Some(dateline) = dateline(paragraph) {
            return dateline.outlet.map(|outlet| outlet.of(paragraph).to_owned());
        }
        if !boilerplate.has(paragraph) {
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
        let outlet = |text| super::outlet(text, false, Boilerplate::built_in()).unwrap_or_default();
        assert_eq!(outlet("SEOUL, Jan. 10 (Xinhua) -- Talks go on."), "Xinhua");
        assert_eq!(outlet("\u{200b}SEOUL\u{a0}(Xin\u{ad}hua)\u{a0}-- Talks go on."), "Xinhua", "what nobody sees");
        assert_eq!(outlet("© 2019 Polar Post\n\nSEOUL (Reuters) - Talks go on."), "Reuters");
        assert_eq!(outlet("Talks go on.\nSEOUL (Reuters) - Talks go on."), "");
        assert_eq!(outlet("SEOUL — Talks go on.\nSEOUL (Reuters) - Talks go on."), "", "it names nobody");
        assert_eq!(outlet(""), "");
    }

    #[test]
    fn the_head_ends_at_a_character() {
        assert_eq!(["éé", "xéé", "x"].map(|text| head(text, 4)), ["éé", "xé", "x"]);
    }
}
