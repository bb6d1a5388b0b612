//! Characters that nobody sees.

use unicode_normalization::UnicodeNormalization;

/// True for a character without a shape: joiners, soft hyphens, marks of the direction of reading.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// A name as it is seen, so that two that look the same are the same: composed letters, and nothing that nobody sees.
pub fn as_seen(name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { name.chars().filter(|&c| !is_unseen(c)).nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_are_the_same() {
        assert_eq!(as_seen("An\u{200b}n \u{202e}Lee\u{202c}"), "Ann Lee");
        assert_eq!(as_seen("Jose\u{301} Nun\u{303}ez"), as_seen("Jos\u{e9} Nu\u{f1}ez"));
        assert_eq!(as_seen("김정은"), "김정은");
    }
}
