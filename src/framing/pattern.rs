//! A pattern into patterns of tokens, and how one of those fits a token.

use super::fold::fold;
use crate::span::Span;
use crate::text::plain::Plain;
use crate::text::token::tokens;

/// Characters that stand for `*` and `?` while a pattern is taken apart: letters without case that no dictionary of English holds.
const STAND_INS: std::ops::RangeInclusive<char> = '\u{a000}'..='\u{a48c}';

/// The patterns of tokens that a pattern is made of, folded: `U.S.`, `women's rights` as `women`, `'s`, `rights`. Wildcards count as
/// letters, so that `de-escalat*` is one. A mark in a pattern is a token too. Empty if there is no word in it.
pub fn token_globs(pattern: &str) -> Vec<Vec<u8>> {
    let mut free = STAND_INS.filter(|&c| !pattern.contains(c));
    let (Some(any), Some(one)) = (free.next(), free.next()) else { return Vec::new() };
    let written = |c: char| match c {
        '*' => any,
        '?' => one,
        _ => c,
    };
    let text: String = Plain::new(pattern).text.chars().map(written).collect();
    let mut found = Vec::new();
    tokens(&text, Span::new(0, text.len()), &mut found);
    if !found.iter().any(|token| token.word) {
        return Vec::new();
    }
    let glob = |word: &str| {
        let mut folded = Vec::with_capacity(word.len());
        for piece in word.split_inclusive([any, one]) {
            let literal = piece.trim_end_matches([any, one]);
            fold(literal, &mut folded);
            match piece.chars().next_back() {
                // Two of them are one.
                Some(c) if c == any && folded.last() != Some(&b'*') => folded.push(b'*'),
                Some(c) if c == one => folded.push(b'?'),
                _ => {}
            }
        }
        folded
    };
    found.iter().map(|token| glob(token.span.of(&text))).filter(|glob| !glob.is_empty()).collect()
}

/// True if a folded pattern of a token fits a folded token: `*` any characters, `?` one, everything else itself.
pub fn fits(glob: &[u8], token: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    // Where the last `*` ends, and what of the token it has not taken yet.
    let mut star = None;
    loop {
        match glob.get(at) {
            Some(b'*') => {
                at += 1;
                star = Some((at, place));
                continue;
            }
            None if place == token.len() => return true,
            Some(_) if place == token.len() => return false,
            Some(b'?') => {
                at += 1;
                place = next_character(token, place);
                continue;
            }
            Some(byte) if *byte == token[place] => {
                at += 1;
                place += 1;
                continue;
            }
            _ => {}
        }
        let Some((behind, taken)) = star else { return false };
        place = next_character(token, taken);
        (at, star) = (behind, Some((behind, place)));
    }
}

/// Where the character of a text in UTF-8 ends that begins at a place.
fn next_character(text: &[u8], place: usize) -> usize {
    let rest = text[place + 1..].iter();
    place + 1 + rest.take_while(|&&byte| byte & 0xc0 == 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(pattern: &str) -> Vec<String> {
        token_globs(pattern).into_iter().map(|glob| String::from_utf8(glob).unwrap()).collect()
    }

    #[test]
    fn a_pattern_is_taken_apart_as_a_text_is() {
        assert_eq!(parts("end-of-war declaration"), ["end-of-war", "declaration"]);
        assert_eq!(parts("Women’s  rights"), ["women", "'s", "rights"]);
        assert_eq!(parts("Mr. Kim"), ["mr", ".", "kim"]);
        for one in ["u.s.", "u.s.*", "de-escalat*", "neighbo*r*", "?", "*-led", "k?m", "[a]"] {
            let expected = if one == "[a]" { vec!["[", "a", "]"] } else { vec![one] };
            assert_eq!(parts(one), expected);
        }
        assert_eq!(parts("a**?** *"), ["a*?*", "*"]);
    }

    #[test]
    fn a_pattern_without_a_word_is_none() {
        assert_eq!([parts(""), parts(" "), parts(":)")], [const { Vec::<String>::new() }; 3]);
    }

    #[test]
    fn wildcards_take_characters() {
        let fits = |glob: &str, token: &str| fits(glob.as_bytes(), token.as_bytes());
        assert!(fits("caf?", "café") && fits("?", "한") && fits("*é?x", "aéébx") && fits("*", ""));
        assert!(!fits("??", "é") && !fits("a?", "a") && !fits("?", "") && !fits("", "a"));
        assert!(fits("*ab*cd", "ababcdcd") && !fits("*ab*cd", "abcdc") && fits("a*b*c", "abcbc"));
    }
}
