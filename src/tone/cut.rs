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

/// Hands on the pieces of a text between ASCII white space, in order. Sixty-four bytes are sorted into white space and words at a time; then
/// the pieces are the ranges between the bits that change, so that no branch depends on how long a word is.
#[inline(always)]
pub(super) fn for_each_piece(text: &str, mut found: impl FnMut(Span)) {
    let (mut base, mut start) = (0, 0);
    // Whether the last byte of the block before was white space; the text is taken to begin after some.
    let mut space = 1;
    let (blocks, rest) = text.as_bytes().as_chunks();
    let mut padded = [b' '; BLOCK];
    padded[..rest.len()].copy_from_slice(rest);
    for block in blocks.iter().chain([&padded]) {
        let spaces = spaces(block);
        let after_space = spaces << 1 | space;
        let (mut starts, mut ends) = (!spaces & after_space, spaces & !after_space);
        if space == 1 {
            start = base + take_first(&mut starts);
        }
        while ends != 0 {
            found(Span { start, end: base + take_first(&mut ends) });
            start = base + take_first(&mut starts);
        }
        space = spaces >> (BLOCK - 1);
        base += BLOCK;
    }
    // Only a whole last block can end in a word.
    if space == 0 && start < text.len() {
        found(Span { start, end: text.len() });
    }
}

/// The place of the lowest bit, which goes; the number of all bits if there is none.
#[inline(always)]
fn take_first(bits: &mut u64) -> usize {
    let first = bits.trailing_zeros();
    *bits &= bits.wrapping_sub(1);
    first as usize
}

/// A bit for each byte that is ASCII white space to Python: U+0009–D, and U+001C–20, where Rust has U+0020 alone.
#[inline(always)]
fn spaces(block: &[u8; BLOCK]) -> u64 {
    /// Gathers the low bits of eight bytes in the highest byte of the product.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let is_space = block.map(|byte| u8::from(byte.wrapping_sub(0x09) < 5) | u8::from(byte.wrapping_sub(0x1c) < 5));
    let (eights, _) = is_space.as_chunks::<8>();
    let gather = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56;
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | gather(eight))
}

/// White space to Python: Rust's, and the separators U+001C–1F.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Takes the punctuation off both ends of a piece of ASCII, unless hardly a word is left: then it may be an emoticon. Says too whether a
/// letter or digit is in it.
#[inline(always)]
pub(super) fn strip_plain(text: &str, piece: Span) -> (Span, bool) {
    let class = |at: usize| text.as_bytes().get(at).map_or(Class::Other, |byte| CLASS[usize::from(*byte)]);
    let first = class(piece.start);
    let last = class(piece.end.wrapping_sub(1)) == Class::Punctuation;
    if first != Class::Alphanumeric || last && class(piece.end.wrapping_sub(2)) == Class::Punctuation {
        let word = strip(text, piece);
        return (word, is_word(text, word));
    }
    // Nothing or one mark behind: the usual case, without a branch.
    let taken = usize::from(last & (piece.end - piece.start > 3));
    (Span { start: piece.start, end: piece.end - taken }, true)
}

/// Takes the punctuation off both ends of a piece, unless hardly a word is left: then it may be an emoticon.
pub(super) fn strip(text: &str, piece: Span) -> Span {
    let bytes = text.as_bytes().get(piece.start..piece.end).unwrap_or_default();
    let punctuation = |byte: &u8| CLASS[usize::from(*byte)] == Class::Punctuation;
    let Some(first) = bytes.iter().position(|byte| !punctuation(byte)) else { return piece };
    let last = bytes.iter().rposition(|byte| !punctuation(byte)).unwrap_or(first);
    // Beside a mark stands the border of a character.
    let word = Span { start: piece.start + first, end: piece.start + last + 1 };
    if word.len() <= 2 || word.len() <= 8 && text[word.start..word.end].chars().count() <= 2 { piece } else { word }
}

/// Whether a word holds a letter or digit.
pub(super) fn is_word(text: &str, word: Span) -> bool {
    text.as_bytes().get(word.start).is_some_and(|byte| CLASS[usize::from(*byte)] == Class::Alphanumeric)
        || text.get(word.start..word.end).unwrap_or_default().contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        for_each_piece(text, |piece| pieces.push(piece.of(text)));
        pieces
    }

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|piece| strip(piece, Span::new(0, piece.len())).of(piece)).collect()
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
        fn plain_pieces_are_stripped_alike(piece in "[a-c!.']{0,6}") {
            let span = Span::new(0, piece.len());
            let stripped = strip(&piece, span);
            prop_assert_eq!(strip_plain(&piece, span), (stripped, is_word(&piece, stripped)));
        }

        #[test]
        fn pieces_are_those_of_a_plain_split(text in "[a-z é\t\n\u{1c}\u{1f}\u{7f}\u{20}\u{21}]{0,300}") {
            let ascii_space = |c: char| c.is_ascii() && is_space(c);
            let plain: Vec<_> = text.split(ascii_space).filter(|piece| !piece.is_empty()).collect();
            prop_assert_eq!(pieces(&text), plain);
        }

        #[test]
        fn every_byte_is_sorted_alone(bytes: [u8; 32]) {
            let block: [u8; BLOCK] = std::array::from_fn(|place| bytes[place / 2].wrapping_add((place % 2) as u8));
            let expected = (0..BLOCK).filter(|place| block[*place].is_ascii() && is_space(char::from(block[*place])));
            prop_assert_eq!(spaces(&block), expected.fold(0, |bits, place| bits | 1 << place));
        }
    }
}
