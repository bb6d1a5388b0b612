//! The form in which tokens and patterns are compared.

/// A character in simple lower case, with the plain apostrophe and hyphen for typographic ones. What nobody sees is in no text that is plain.
pub fn folded(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        '\u{2019}' | '\u{2bc}' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        // Of the one capital that becomes two characters, İ, the first is the simple form.
        _ => c.to_lowercase().next(),
    }
}

/// Appends a word, folded, as UTF-8.
pub fn fold(word: &str, out: &mut Vec<u8>) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        return;
    }
    for c in word.chars().filter_map(folded) {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_typography_do_not_count() {
        let fold = |word: &str| {
            let mut out = Vec::new();
            fold(word, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            ["U.S.", "DIDN’T", "end‑of‐War", "ÉLAN", "İ"].map(fold),
            ["u.s.", "didn't", "end-of-war", "élan", "i"]
        );
    }
}
