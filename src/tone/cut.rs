//! Where the words of a text lie: the pieces between white space, and a piece without the punctuation around it, as the reference cuts.

use crate::span::Span;

/// Bytes looked at together: a bit for each in one integer.
const BLOCK: usize = 64;

/// What a byte can be in a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// An ASCII letter or digit.
    Alphanumeric,
    /// An ASCII mark.
    Punctuation,
    /// Anything else: no mark and no plain letter.
    Other,
}

static CLASS: [Class; 256] = {
    let mut class = [Class::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            class[byte] = Class::Alphanumeric;
        } else if (byte as u8).is_ascii_punctuation() {
            class[byte] = Class::Punctuation;
        }
        byte += 1;
    }
    class
};

/// The pieces of a text between ASCII white space, in order. Sixty-four bytes are sorted into white space and words at a time; then
/// the pieces are the ranges between the bits that change, so that no branch depends on how long a word is.
pub(super) struct Pieces<'a> {
    bytes: &'a [u8],
    /// Where the block begins.
    block: usize,
    /// The places of the block where a piece begins or ends, as far as they are still to come.
    edges: u64,
    /// Whether the last byte of the block is white space; the text is taken to begin after some.
    space: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of a text.
    pub fn new(text: &'a str) -> Self {
        let mut pieces = Self { bytes: text.as_bytes(), block: 0, edges: 0, space: true };
        pieces.read_block();
        pieces
    }

    #[inline]
    fn read_block(&mut self) {
        let rest = self.bytes.get(self.block..).unwrap_or_default();
        let spaces = match rest.first_chunk() {
            Some(block) => spaces(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                spaces(&block)
            }
        };
        self.edges = spaces ^ (spaces << 1 | u64::from(self.space));
        self.space = spaces >> (BLOCK - 1) == 1;
    }

    #[inline]
    fn next_edge(&mut self) -> Option<usize> {
        while self.edges == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                return None;
            }
            self.read_block();
        }
        let edge = self.block + self.edges.trailing_zeros() as usize;
        self.edges &= self.edges - 1;
        Some(edge)
    }
}

impl Iterator for Pieces<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        let start = self.next_edge()?;
        Some(Span { start, end: self.next_edge().unwrap_or(self.bytes.len()) })
    }
}

/// A bit for each byte that is ASCII white space to Python: U+0009–D, and U+001C–20, where Rust has U+0020 alone.
#[inline]
fn spaces(block: &[u8; BLOCK]) -> u64 {
    /// The low bit of every byte, and the high one.
    const LOW: u64 = u64::MAX / 0xff;
    const HIGH: u64 = LOW << 7;
    /// Gathers the low bits of eight bytes in the highest byte of the product.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut bits = 0;
    for (place, eight) in block.chunks_exact(8).enumerate() {
        let bytes = eight.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte));
        let seven = bytes & !HIGH;
        // No sum passes 0xff, so no byte carries into the next; the high bit says "at least".
        let at_least = |byte: u64| seven + LOW * (0x80 - byte);
        let space = (at_least(0x09) & !at_least(0x0e)) | (at_least(0x1c) & !at_least(0x21));
        bits |= (((space & !bytes & HIGH) >> 7).wrapping_mul(GATHER) >> 56) << (place * 8);
    }
    bits
}

/// White space to Python: Rust's, and the separators U+001C–1F.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Takes the punctuation off both ends of a piece, unless hardly a word is left: then it may be an emoticon.
#[inline]
pub(super) fn strip(text: &str, piece: Span) -> Span {
    let bytes = text.as_bytes().get(piece.start..piece.end).unwrap_or_default();
    let punctuation = |byte: &u8| CLASS[usize::from(*byte)] == Class::Punctuation;
    if !bytes.first().is_some_and(punctuation) && !bytes.last().is_some_and(punctuation) {
        return piece;
    }
    let Some(first) = bytes.iter().position(|byte| !punctuation(byte)) else { return piece };
    let last = bytes.iter().rposition(|byte| !punctuation(byte)).unwrap_or(first);
    // Beside a mark stands the border of a character.
    let word = Span { start: piece.start + first, end: piece.start + last + 1 };
    if word.len() <= 2 || word.len() <= 8 && text[word.start..word.end].chars().count() <= 2 { piece } else { word }
}

/// Whether a word holds a letter or digit.
#[inline]
pub(super) fn is_word(text: &str, word: Span) -> bool {
    text.as_bytes().get(word.start).is_some_and(|byte| CLASS[usize::from(*byte)] == Class::Alphanumeric)
        || text.get(word.start..word.end).unwrap_or_default().contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        Pieces::new(text).map(|piece| strip(text, piece).of(text)).collect()
    }

    #[test]
    fn splits_at_python_white_space() {
        assert_eq!(
            cut("one\u{1c}two\x0bthree\u{200b}four \n five\u{a0}six"),
            ["one", "two", "three\u{200b}four", "five\u{a0}six"]
        );
        assert_eq!(cut(" \t"), [""; 0]);
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn punctuation_comes_off_words_of_three_characters() {
        assert_eq!(cut("(yes), no! :) éé. «été» 'tis... --"), ["yes", "no!", ":)", "éé.", "«été»", "tis", "--"]);
    }

    proptest! {
        #[test]
        fn pieces_are_those_of_a_plain_split(text in "[a-z é\t\n\u{1c}\u{1f}\u{7f}\u{20}\u{21}]{0,300}") {
            let ascii_space = |c: char| c.is_ascii() && is_space(c);
            let plain: Vec<_> = text.split(ascii_space).filter(|piece| !piece.is_empty()).collect();
            prop_assert_eq!(Pieces::new(&text).map(|piece| piece.of(&text)).collect::<Vec<_>>(), plain);
        }

        #[test]
        fn every_byte_is_sorted_alone(bytes: [u8; 32]) {
            let block: [u8; BLOCK] = std::array::from_fn(|place| bytes[place / 2].wrapping_add((place % 2) as u8));
            let expected = (0..BLOCK).filter(|place| block[*place].is_ascii() && is_space(char::from(block[*place])));
            prop_assert_eq!(spaces(&block), expected.fold(0, |bits, place| bits | 1 << place));
        }
    }
}
