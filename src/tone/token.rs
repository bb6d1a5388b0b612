//! Cutting a text into tokens, as the reference does, and looking each up.

use crate::tone::lexicon::{Entry, Lexicon};
use std::borrow::Cow;

/// White space and ASCII punctuation of the reference by byte; the lead bytes of other white space too.
const CLASS: [Class; 256] = {
    let mut class = [Class::Word; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            // Python splits at the separators U+001C–1F too.
            b' ' | b'\t'..=b'\r' | 0x1c..=0x1f => Class::Space,
            // U+0085, U+00A0; U+1680; U+2000–200A, U+2028, U+2029, U+202F, U+205F; U+3000.
            0xc2 | 0xe1 | 0xe2 | 0xe3 => Class::MaybeSpace,
            byte if byte.is_ascii_punctuation() => Class::Punctuation,
            _ => Class::Word,
        };
        byte += 1;
    }
    class
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Punctuation,
    Space,
    MaybeSpace,
}

/// A token without the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// Bytes; a token that is longer than fits is cut, which no lexicon word notices.
    len: u32,
    /// Its entry.
    pub entry: Entry,
}

impl Token {
    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.start + self.len as usize
    }
}

/// A text and its tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    /// The text that the tokens are of.
    pub text: Cow<'a, str>,
    /// The tokens, in order.
    pub list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Cuts a text.
    pub fn new(text: Cow<'a, str>, lexicon: &Lexicon) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5);
        for (start, piece) in pieces(&text) {
            let (before, word) = strip(piece);
            let len = u32::try_from(word.len()).unwrap_or(u32::MAX);
            list.push(Token { start: start + before, len, entry: lexicon.entry(word) });
        }
        Self { text, list }
    }

    /// The number of tokens that hold a letter or digit.
    pub fn count_words(&self) -> u32 {
        let words = (0..self.list.len()).filter(|token| self.word(*token).contains(char::is_alphanumeric)).count();
        u32::try_from(words).unwrap_or(u32::MAX)
    }

    /// The text of a token; empty if there is none of this number.
    pub fn word(&self, token: usize) -> &str {
        self.list.get(token).and_then(|token| self.text.get(token.start..token.end())).unwrap_or_default()
    }
}

/// The pieces between white space, with the place of each.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].find(|c| !is_space(c))?;
        let start = at;
        at = space_after(text, start);
        Some((start, &text[start..at]))
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The first white space at or after a place, or the end.
fn space_after(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match CLASS[usize::from(byte)] {
            Class::Space => break,
            Class::MaybeSpace if text[at..].starts_with(char::is_whitespace) => break,
            _ => at += 1,
        }
    }
    at
}

/// Takes the punctuation off both ends, unless hardly a word is left: then it may be an emoticon. Gives the bytes taken off the front.
fn strip(piece: &str) -> (usize, &str) {
    let bytes = piece.as_bytes();
    let punctuation = |byte: &u8| CLASS[usize::from(*byte)] == Class::Punctuation;
    let Some(start) = bytes.iter().position(|byte| !punctuation(byte)) else { return (0, piece) };
    let end = bytes.iter().rposition(|byte| !punctuation(byte)).map_or(start, |last| last + 1);
    let word = &piece[start..end];
    if word.len() <= 8 && word.chars().count() <= 2 { (0, piece) } else { (start, word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).map(|(_, piece)| strip(piece).1).collect()
    }

    #[test]
    fn splits_at_python_white_space_only() {
        assert_eq!(
            cut("one\u{1c}two\u{85}three\u{2003}four\u{200b}five \n six"),
            ["one", "two", "three", "four\u{200b}five", "six"]
        );
        assert_eq!(cut(" \u{a0}\t"), [""; 0]);
    }

    #[test]
    fn punctuation_comes_off_words_of_three_characters() {
        assert_eq!(cut("(yes), no! :) éé. «été» 'tis... --"), ["yes", "no!", ":)", "éé.", "«été»", "tis", "--"]);
    }

    #[test]
    fn classes_cover_every_white_space() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| is_space(*c)) {
            assert_eq!(space_after(&format!("é{c}x"), 0), 2, "{c:?}");
        }
    }
}
