//! The agency that an article comes from, where the article says so in a credit.

use crate::ingest::lead::head;
use crate::text::boilerplate::Boilerplate;
use crate::text::credit::{above, at_the_end, below};
use crate::text::paragraph::paragraphs;

/// Bytes of a text's ends in which a credit stands, or nowhere.
const END: usize = 2 << 10;
/// Paragraphs at the beginning that may be a byline.
const ABOVE: usize = 3;
/// Paragraphs at the end that may be a credit.
const BELOW: usize = 4;

/// The agency that a byline or a credit at the end of a text names.
pub fn credited<'a>(text: &'a str, hard_wrapped: bool, boilerplate: &Boilerplate) -> Option<&'a str> {
    let (begin, end) = (head(text, END), tail(text, END));
    let byline = || paragraphs(begin, hard_wrapped).iter().take(ABOVE).find_map(|span| above(span.of(begin)));
    let last = paragraphs(end, hard_wrapped);
    let credit = || last.iter().rev().take(BELOW).find_map(|span| below(span.of(end)));
    let behind = || {
        let report = last.iter().rev().map(|span| span.of(end)).find(|paragraph| !boilerplate.has(paragraph));
        report.and_then(at_the_end)
    };
    byline().or_else(credit).or_else(behind)
}

/// The end of a text: at most `bytes`, and whole characters.
fn tail(text: &str, bytes: usize) -> &str {
    let start = (text.len().saturating_sub(bytes)..=text.len()).find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(text.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_stands_at_either_end() {
        let wire = |text| credited(text, false, Boilerplate::built_in());
        assert_eq!(wire("By Mina Example, Reuters\n\nTalks go on."), Some("Reuters"));
        assert_eq!(wire("Talks go on.\n\nSource: Xinhua\n\nShare"), Some("Xinhua"));
        assert_eq!(wire("Talks go on. (Yonhap)\n\nRead more: Talks"), Some("Yonhap"));
        assert_eq!(wire("Source: Xinhua\nOne.\nTwo.\nThree.\nFour."), None, "a film above has a source, too");
        assert_eq!(wire(&format!("Talks.\n\nSource: Xinhua\n\n{}", "They go on.\n".repeat(9))), None);
        assert_eq!(wire(""), None);
    }

    #[test]
    fn the_tail_begins_at_a_character() {
        assert_eq!(["éé", "ééx", "x"].map(|text| tail(text, 4)), ["éé", "éx", "x"]);
    }
}
