//! Tokens that begin no pattern are let go at their first four letters, or at those of the next.

use super::globs::Way;
use crate::span::Span;
use crate::text::document::Token;
use aho_corasick::AhoCorasick;

/// The bytes that are looked at.
const BYTES: usize = 4;
/// Bits of a byte that are looked at: those in which letters differ, whatever their case. Other characters look like some letter, which
/// only lets more pass.
const LETTER: u32 = 0x1f;
/// Letters, as far as they differ in those bits; NUL among them.
const LETTERS: u32 = LETTER + 1;
/// The same in four bytes at once.
const FOUR: u32 = 0x1f1f_1f1f;
/// Some byte of four is not ASCII.
const WIDE: u32 = 0x8080_8080;
/// Integers of the filter of four bytes: 8 KiB, which stays in the fastest cache. Of ten thousand words' beginnings it confuses one in
/// seven.
const WORDS: usize = 1024;
/// Integers that have a bit for any three letters.
const SHORT_WORDS: usize = (LETTERS.pow(3) / u64::BITS) as usize;

/// Which tokens may begin a pattern.
#[derive(Debug, Default)]
pub struct Sieve {
    /// What the first tokens of all patterns look like.
    begins: Shapes,
    /// What those look like that are whole patterns.
    alone: Shapes,
    /// What second tokens look like: many phrases begin with a word that every sentence has.
    second: Shapes,
}

/// What some patterns of tokens look like.
#[derive(Debug, Default)]
struct Shapes {
    heads: Option<Filter>,
    tails: Option<Filter>,
    middles: Option<AhoCorasick>,
    /// There are patterns that look like anything.
    open: bool,
}

/// Beginnings, or ends, as bits.
#[derive(Debug)]
struct Filter {
    /// Those of four bytes or more, and whole words, with NUL bytes where they have fewer.
    long: Box<[u64; WORDS]>,
    /// Those of up to three bytes, as all the threes that begin so.
    short: Box<[u64; SHORT_WORDS]>,
}

impl Sieve {
    /// A sieve for patterns, each the first two of its folded patterns of tokens, or the only one.
    pub fn new<'a>(patterns: impl Iterator<Item = (&'a [u8], Option<&'a [u8]>)> + Clone) -> Self {
        let alone = patterns.clone().filter(|(_, second)| second.is_none()).map(|(first, _)| first);
        Self {
            begins: Shapes::new(patterns.clone().map(|(first, _)| first)),
            alone: Shapes::new(alone),
            second: Shapes::new(patterns.filter_map(|(_, second)| second)),
        }
    }

    /// False if the first of some tokens begins no pattern.
    #[inline]
    pub fn lets_pass(&self, text: &str, tokens: &[Token]) -> bool {
        let [first, rest @ ..] = tokens else { return false };
        self.begins.may_hold(text, *first) && self.is_likely(text, *first, rest.first())
    }

    /// What is asked of few tokens, and out of the way of the others.
    #[inline(never)]
    fn is_likely(&self, text: &str, first: Token, second: Option<&Token>) -> bool {
        self.alone.may_hold(text, first) || second.is_some_and(|second| self.second.may_hold(text, *second))
    }
}

impl Shapes {
    fn new<'a>(globs: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut shapes = Self::default();
        let mut pieces = Vec::new();
        for glob in globs {
            match Way::to(glob).0 {
                Way::Whole(word) => shapes.heads.get_or_insert_default().add(key(word.iter().copied()), BYTES),
                Way::Head(head) => shapes.heads.get_or_insert_default().add(key(head.iter().copied()), head.len()),
                Way::Tail(tail) => {
                    shapes.tails.get_or_insert_default().add(key(tail.iter().rev().copied()), tail.len());
                }
                Way::Middle(piece) => pieces.push(piece),
                Way::Loose => shapes.open = true,
            }
        }
        if !pieces.is_empty() {
            shapes.middles = AhoCorasick::builder().ascii_case_insensitive(true).build(pieces).ok();
            shapes.open |= shapes.middles.is_none();
        }
        shapes
    }

    #[inline(always)]
    fn may_hold(&self, text: &str, token: Token) -> bool {
        self.open
            || self.heads.as_ref().is_some_and(|heads| heads.may_hold(first(text.as_bytes(), token.span)))
            || self.tails.as_ref().is_some_and(|tails| tails.may_hold(key(token.span.of(text).bytes().rev())))
            || self.middles.as_ref().is_some_and(|pieces| {
                let word = token.span.of(text);
                !word.is_ascii() || pieces.is_match(word)
            })
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self { long: Box::new([0; WORDS]), short: Box::new([0; SHORT_WORDS]) }
    }
}

impl Filter {
    fn add(&mut self, key: u32, length: usize) {
        if length >= BYTES {
            let (place, bit) = long_place(key);
            self.long[place] |= bit;
            return;
        }
        let threes = LETTERS.pow((BYTES - 1 - length) as u32);
        for behind in 0..threes {
            let place = short_place(key) as u32 | behind << (5 * length);
            self.short[(place / u64::BITS) as usize] |= 1 << (place % u64::BITS);
        }
    }

    /// Both filters are asked, whatever the first says: no processor foresees it.
    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        let (long, bit) = long_place(key);
        let short = short_place(key);
        let found =
            u64::from(self.long[long % WORDS] & bit != 0) | self.short[short / 64 % SHORT_WORDS] >> (short % 64) & 1;
        // Folding may change any byte that is not ASCII.
        found != 0 || key & WIDE != 0
    }
}

/// The integer of the filter of four bytes that a key falls to, and its bit there.
#[inline]
fn long_place(key: u32) -> (usize, u64) {
    // Fibonacci hashing; the high bits of a product are the mixed ones.
    let hash = (key & FOUR).wrapping_mul(0x9e37_79b1);
    ((hash >> 22) as usize, 1 << (hash >> 16 & 63))
}

/// The first three letters of a key as a number.
#[inline]
fn short_place(key: u32) -> usize {
    (key & LETTER | key >> 3 & LETTER << 5 | key >> 6 & LETTER << 10) as usize
}

/// The first bytes of a word; NUL behind its end.
fn key(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.take(BYTES).fold((0, 0), |(key, at), byte| (key | u32::from(byte) << at, at + 8)).0
}

/// The same of a word in a text, at once.
#[inline]
fn first(text: &[u8], word: Span) -> u32 {
    const MASKS: [u32; BYTES + 1] = [0, 0xff, 0xffff, 0xff_ffff, u32::MAX];
    match text.get(word.start..).and_then(|rest| rest.first_chunk()) {
        Some(bytes) => u32::from_le_bytes(*bytes) & MASKS[word.len().min(BYTES)],
        None => key(text[word.start..word.end].iter().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::fold::fold;
    use crate::framing::pattern::fits;
    use proptest::prelude::*;

    fn token(start: usize, end: usize) -> Token {
        Token { span: Span::new(start, end), word: true, quote: None }
    }

    #[test]
    fn most_words_are_let_go() {
        let globs = ["war", "peace*", "denucleari?ation"];
        let sieve = Sieve::new(globs.iter().map(|glob| (glob.as_bytes(), None)));
        let passes = |word: &str| sieve.lets_pass(word, &[token(0, word.len())]);
        assert_eq!(["war", "WAR", "Peaceful", "Denuclearisation"].map(passes), [true; 4]);
        assert_eq!(["wars", "the", "pea", "nuclear", ",", "warm"].map(passes), [false; 6]);
    }

    #[test]
    fn a_phrase_needs_its_second_word() {
        let sieve = Sieve::new([(&b"the"[..], Some(&b"reg*"[..])), (b"war", None)].into_iter());
        let passes = |text: &str| sieve.lets_pass(text, &[token(0, 3), token(4, text.len())]);
        assert_eq!(["the regime", "war there", "the war"].map(passes), [true, true, false]);
        assert!(!sieve.lets_pass("the", &[token(0, 3)]) && !sieve.lets_pass("", &[]));
    }

    proptest! {
        #[test]
        fn nothing_that_fits_is_let_go(
            glob in "[abé?*'-]{1,5}",
            word in "[abABéÉ’-]{1,6}",
            before in "[aé ]{0,3}",
            behind in "[aé ]{0,5}",
        ) {
            let mut folded = Vec::new();
            fold(&word, &mut folded);
            let text = format!("{before}{word}{behind}");
            let found = token(before.len(), before.len() + word.len());
            let glob = glob.as_bytes();
            let [alone, before, behind] = [(glob, None), (glob, Some(glob)), (&b"*"[..], Some(glob))]
                .map(|pattern| Sieve::new(std::iter::once(pattern)).lets_pass(&text, &[found, found]));
            prop_assert!(alone && before && behind || !fits(glob, &folded));
        }
    }
}
