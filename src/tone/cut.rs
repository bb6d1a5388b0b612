//! Where the words of a text lie: the pieces between white space, and a piece without the punctuation around it, as the reference cuts.

use crate::span::Span;
use wide::u8x16;

/// Bytes looked at together: a bit for each in one integer.
const BLOCK: usize = 64;

/// A piece of a text between ASCII white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its word: the piece without the punctuation around it, if more than two characters are left; all of a foreign one.
    pub word: Span,
    /// Whether a letter or digit is in it; not told of a foreign one.
    pub is_word: bool,
    /// Whether it is more than printable ASCII, or longer than sixty-three bytes.
    pub foreign: bool,
}

/// The pieces of a text, in order.
///
/// Sixty-four bytes are sorted into white space, letters and the rest at a time; then all that is asked about a piece is a question about
/// the bits between two places, and no branch depends on how long a word is.
pub(super) struct Pieces<'a> {
    bytes: &'a [u8],
    /// Where the block begins.
    base: usize,
    block: Block,
    /// The places of the block where a piece ends, and where one begins after the first to come.
    ends: u64,
    starts: u64,
    /// Where the first piece to come begins in the block.
    start: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of a text.
    #[inline(always)]
    pub fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), base: 0, block: Block::default(), ends: 0, starts: 0, start: 0 }
    }

    /// A block begins where a piece begins, or with white space.
    #[inline(always)]
    fn read_block(&mut self) {
        self.block = Block::read(self.bytes.get(self.base..).unwrap_or_default());
        let after_space = self.block.spaces << 1 | 1;
        self.starts = !self.block.spaces & after_space;
        self.ends = self.block.spaces & !after_space;
        self.start = take_first(&mut self.starts);
    }

    /// A piece that is longer than the block.
    #[cold]
    fn long_piece(&mut self) -> Piece {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        let start = self.base;
        self.base += rest.iter().position(|byte| byte.is_ascii() && is_space(char::from(*byte))).unwrap_or(rest.len());
        self.start = 0;
        Piece { word: Span { start, end: self.base }, is_word: false, foreign: true }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    #[inline(always)]
    fn next(&mut self) -> Option<Piece> {
        while self.ends == 0 {
            // The last piece may go on in the next block, which begins with it then.
            self.base += self.start;
            if self.base >= self.bytes.len() {
                return None;
            }
            self.read_block();
            if self.start == 0 && self.ends == 0 {
                return Some(self.long_piece());
            }
        }
        let end = take_first(&mut self.ends);
        let piece = self.block.piece(self.base, self.start, end);
        self.start = take_first(&mut self.starts);
        Some(piece)
    }
}

/// What the bytes of a block are, a bit for each.
#[derive(Default)]
struct Block {
    /// ASCII white space to Python (U+0009–D and U+001C–20), and what is behind the text.
    spaces: u64,
    /// ASCII letters and digits.
    letters: u64,
    /// What is neither printable ASCII nor white space.
    others: u64,
}

impl Block {
    /// Sorts the first bytes of a text.
    #[inline(always)]
    fn read(text: &[u8]) -> Self {
        match text.first_chunk() {
            Some(block) => Self::sort(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..text.len()].copy_from_slice(text);
                Self::sort(&block)
            }
        }
    }

    #[inline(always)]
    fn sort(block: &[u8; BLOCK]) -> Self {
        let spaces = bits(block, |bytes| is_in(bytes, b'\t', b'\r') | is_in(bytes, 0x1c, b' '));
        let small = |bytes| bytes | u8x16::splat(0x20);
        let letters = bits(block, |bytes| is_in(small(bytes), b'a', b'z') | is_in(bytes, b'0', b'9'));
        let others = !bits(block, |bytes| is_in(bytes, b' ', b'~')) & !spaces;
        Self { spaces, letters, others }
    }

    /// The piece between two places of the block, which begins at `base`.
    #[inline(always)]
    fn piece(&self, base: usize, start: usize, end: usize) -> Piece {
        let inside = (1 << end) - (1_u64 << start);
        let foreign = self.others & inside != 0;
        let letters = if foreign { 0 } else { self.letters & inside };
        let (before, behind) = (letters.trailing_zeros() as usize, letters.leading_zeros() as usize);
        // Where hardly a word is left, it may be an emoticon.
        let (start, end) = if before + behind + 2 < BLOCK { (before, BLOCK - behind) } else { (start, end) };
        Piece { word: Span { start: base + start, end: base + end }, is_word: letters != 0, foreign }
    }
}

/// The place of the lowest bit, which goes; the number of all bits if there is none.
#[inline(always)]
fn take_first(bits: &mut u64) -> usize {
    let first = bits.trailing_zeros();
    *bits &= bits.wrapping_sub(1);
    first as usize
}

/// A bit for each byte of a kind.
#[inline(always)]
fn bits(block: &[u8; BLOCK], is: impl Fn(u8x16) -> u8x16) -> u64 {
    let sixteens = block.as_chunks().0.iter();
    sixteens.rev().fold(0, |bits, sixteen| bits << 16 | u64::from(is(u8x16::new(*sixteen)).to_bitmask()))
}

/// All bits of each byte that lies between two, both included.
#[inline(always)]
fn is_in(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).simd_eq(above)
}

/// White space to Python: Rust's, and the separators U+001C–1F.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Takes the punctuation off both ends of a piece, unless hardly a word is left: then it may be an emoticon.
pub(super) fn strip(text: &str, piece: Span) -> Span {
    let words = piece.of(text);
    let word = words.trim_matches(|c: char| c.is_ascii_punctuation());
    if word.chars().take(3).count() < 3 {
        return piece;
    }
    let start = piece.start + (words.len() - words.trim_start_matches(|c: char| c.is_ascii_punctuation()).len());
    Span { start, end: start + word.len() }
}

/// Whether a word holds a letter or digit.
pub(super) fn is_word(text: &str, word: Span) -> bool {
    word.of(text).contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<Piece> {
        Pieces::new(text).collect()
    }

    /// The words of a text as a plain way finds them.
    fn plainly(text: &str) -> Vec<Piece> {
        let mut start = 0;
        let mut pieces = Vec::new();
        for part in text.split_inclusive(|c: char| c.is_ascii() && is_space(c)) {
            let piece = Span::new(start, start + part.trim_end_matches(|c: char| c.is_ascii() && is_space(c)).len());
            start += part.len();
            if piece.is_empty() {
                continue;
            }
            let foreign = piece.len() >= BLOCK || !piece.of(text).bytes().all(|byte| byte.is_ascii_graphic());
            let word = if foreign { piece } else { strip(text, piece) };
            pieces.push(Piece { word, is_word: !foreign && is_word(text, word), foreign });
        }
        pieces
    }

    #[test]
    fn splits_at_python_white_space() {
        let text = "one\u{1c}(two),\x0bit,\u{200b} \n :-) \u{1f}\x7f";
        let words = pieces(text).into_iter().map(|piece| (piece.word.of(text), piece.is_word));
        assert_eq!(
            words.collect::<Vec<_>>(),
            [("one", true), ("two", true), ("it,\u{200b}", false), (":-)", false), ("\x7f", false)]
        );
    }

    #[test]
    fn punctuation_comes_off_words_of_three_characters() {
        let stripped = ["(yes),", "no!", ":)", "éé.", "«été»", "'tis...", "--", "(été)", ""];
        let words = stripped.map(|piece| strip(piece, Span::new(0, piece.len())).of(piece));
        assert_eq!(words, ["yes", "no!", ":)", "éé.", "«été»", "tis", "--", "été", ""]);
    }

    proptest! {
        #[test]
        fn pieces_are_those_of_a_plain_way(text in "[a-zA-Z0-9 .,é\\-\t\n\u{1c}\u{1f}\u{7f}\u{0}\u{20}\u{21}]{0,300}") {
            prop_assert_eq!(pieces(&text), plainly(&text));
        }

        #[test]
        fn long_words_are_pieces_too(words in prop::collection::vec(("[a-z.é]{0,3}", 0_usize..200), 0..6)) {
            let text = words.iter().map(|(word, times)| word.repeat(*times)).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(pieces(&text), plainly(&text));
        }

        #[test]
        fn every_byte_is_sorted_alone(bytes: [u8; 32]) {
            let block: [u8; BLOCK] = std::array::from_fn(|place| bytes[place / 2].wrapping_add((place % 2) as u8));
            let Block { spaces, letters, others } = Block::sort(&block);
            for (place, byte) in block.into_iter().enumerate() {
                let has = |bits: u64| bits >> place & 1 == 1;
                prop_assert_eq!(has(spaces), byte.is_ascii() && is_space(char::from(byte)));
                prop_assert_eq!(has(letters), byte.is_ascii_alphanumeric());
                prop_assert_eq!(has(others), !has(spaces) && !byte.is_ascii_graphic());
            }
        }
    }
}
