//! Tokens that begin no pattern are let go at their first four letters.

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

/// What tokens that begin a pattern look like.
#[derive(Debug, Default)]
pub struct Sieve {
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
    /// Whether there are beginnings of 1, 2, 3, 4 bytes; a whole word is one of 4, with NUL bytes where it has fewer.
    lengths: [bool; BYTES],
}

impl Sieve {
    /// A sieve that lets pass what fits one of these folded patterns.
    pub fn new<'a>(globs: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut sieve = Self::default();
        let mut pieces = Vec::new();
        for glob in globs {
            match Way::to(glob).0 {
                Way::Whole(word) => {
                    let key = key(word.iter().copied());
                    sieve.heads.get_or_insert_default().add(key, BYTES);
                }
                Way::Head(head) => sieve.heads.get_or_insert_default().add(key(head.iter().copied()), head.len()),
                Way::Tail(tail) => sieve.tails.get_or_insert_default().add(key(tail.iter().rev().copied()), tail.len()),
                Way::Middle(piece) => pieces.push(piece),
                Way::Loose => sieve.open = true,
            }
        }
        if !pieces.is_empty() {
            sieve.middles = AhoCorasick::builder().ascii_case_insensitive(true).build(pieces).ok();
            sieve.open |= sieve.middles.is_none();
        }
        sieve
    }

    /// False if a token begins no pattern.
    #[inline]
    pub fn lets_pass(&self, text: &str, token: Token) -> bool {
        if self.open {
            return true;
        }
        self.heads.as_ref().is_some_and(|heads| heads.may_hold(first(text.as_bytes(), token.span)))
            || self.tails.as_ref().is_some_and(|tails| tails.may_hold(key(token.span.of(text).bytes().rev())))
            || self.middles.as_ref().is_some_and(|pieces| {
                let word = token.span.of(text);
                !word.is_ascii() || pieces.is_match(word)
            })
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self { bits: Box::new([0; WORDS]), lengths: [false; BYTES] }
    }
}

impl Filter {
    fn add(&mut self, key: u32, length: usize) {
        let length = length.min(BYTES);
        let (place, bit) = place(key, length);
        self.bits[place] |= bit;
        self.lengths[length - 1] = true;
    }

    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        if key & WIDE != 0 {
            // Folding may change any of its bytes.
            return true;
        }
        (1..=BYTES).rev().any(|length| {
            let (place, bit) = place(key, length);
            self.lengths[length - 1] && self.bits[place] & bit != 0
        })
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

    #[test]
    fn most_words_are_let_go() {
        let sieve = Sieve::new(["war", "peace*", "denucleari?ation"].iter().map(|glob| glob.as_bytes()));
        let passes =
            |word: &str| sieve.lets_pass(word, Token { span: Span::new(0, word.len()), word: true, quote: None });
        assert_eq!(["war", "WAR", "Peaceful", "Denuclearisation"].map(passes), [true; 4]);
        assert_eq!(["wars", "the", "pea", "nuclear", ",", "warm"].map(passes), [false; 6]);
    }

    proptest! {
        #[test]
        fn nothing_that_fits_is_let_go(glob in "[abé?*'-]{1,5}", word in "[abABéÉ’-]{1,6}", before in "[aé ]{0,3}", behind in "[aé ]{0,5}") {
            let mut folded = Vec::new();
            fold(&word, &mut folded);
            let text = format!("{before}{word}{behind}");
            let span = Span::new(before.len(), before.len() + word.len());
            let sieve = Sieve::new(std::iter::once(glob.as_bytes()));
            let passes = sieve.lets_pass(&text, Token { span, word: true, quote: None });
            prop_assert!(passes || !fits(glob.as_bytes(), &folded));
        }
    }
}
