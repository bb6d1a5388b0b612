//! Tokens that begin no pattern are let go at their first four letters, or at those of the next.

use super::globs::Way;
use crate::span::Span;
use crate::text::document::Token;
use aho_corasick::AhoCorasick;

/// The bytes that are looked at.
const BYTES: usize = 4;
/// Integers of a filter: 8 KiB, which stays in the fastest cache. Of ten thousand words' beginnings it confuses one in seven.
const WORDS: usize = 1024;
/// The bit in which capitals and small letters differ; that some marks differ in it too only lets more pass.
const CASE: u32 = 0x2020_2020;
/// Some byte is not ASCII.
const WIDE: u32 = 0x8080_8080;

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
    bits: Box<[u64; WORDS]>,
    /// Of how many bytes there are beginnings, by the first of them: a bit for each of 1, 2, 3, 4. A whole word has 4, with NUL bytes
    /// where it has fewer.
    lengths: [u8; 256],
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
        self.begins.may_hold(text, *first) && (self.alone.may_hold(text, *first) || self.goes_on(text, rest))
    }

    fn goes_on(&self, text: &str, rest: &[Token]) -> bool {
        rest.first().is_some_and(|second| self.second.may_hold(text, *second))
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

    #[inline]
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
        Self { bits: Box::new([0; WORDS]), lengths: [0; 256] }
    }
}

impl Filter {
    fn add(&mut self, key: u32, length: usize) {
        let length = length.min(BYTES);
        let (place, bit) = place(key, length);
        self.bits[place] |= bit;
        self.lengths[(key & 0xff) as usize] |= 1 << (length - 1);
    }

    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        if key & WIDE != 0 {
            // Folding may change any of its bytes.
            return true;
        }
        let mut lengths = self.lengths[(key & 0xff) as usize];
        while lengths != 0 {
            let (place, bit) = place(key, lengths.trailing_zeros() as usize + 1);
            if self.bits[place] & bit != 0 {
                return true;
            }
            lengths &= lengths - 1;
        }
        false
    }
}

/// The integer that some bytes of a key fall to, and their bit in it.
#[inline]
fn place(key: u32, length: usize) -> (usize, u64) {
    let key = key & (u32::MAX >> (8 * (BYTES - length)));
    // Fibonacci hashing; the high bits of a product are the mixed ones.
    let hash = (u64::from(key) << 3 | length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((hash >> 54) as usize % WORDS, 1 << (hash >> 48 & 63))
}

/// The first bytes of a word, without their case; NUL behind its end.
fn key(bytes: impl Iterator<Item = u8>) -> u32 {
    let key = |(key, at): (u32, u32), byte: u8| (key | u32::from(byte | CASE as u8) << at, at + 8);
    bytes.take(BYTES).fold((0, 0), key).0
}

/// The same of a word in a text, at once.
#[inline]
fn first(text: &[u8], word: Span) -> u32 {
    match text.get(word.start..).and_then(|rest| rest.first_chunk()) {
        Some(bytes) if word.len() >= BYTES => u32::from_le_bytes(*bytes) | CASE,
        Some(bytes) => (u32::from_le_bytes(*bytes) | CASE) & !(u32::MAX << (8 * word.len())),
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
