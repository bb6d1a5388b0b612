//! A fixed map from words to what is known of them, made once and asked for every token of a corpus.
//!
//! Words of up to sixteen bytes are held and compared as integers. A filter (Bloom's, with both bits of a word in one integer) tells of
//! nearly all others that they are not in the map; only for those it lets pass the case of the letters is folded, all at once, and the
//! map is searched. The few longer words are aside.

use crate::span::Span;
use std::collections::BTreeMap;

/// Bytes of a key that fits the integer.
const SHORT: usize = 16;
/// Slots for each word: no more than half of them are taken, so that searches are short.
const SLOTS_PER_WORD: usize = 2;
/// Integers of the filter: 16 KiB, so that it stays in the fastest cache. With two bits for each of eight thousand words, about one
/// stranger in seventy passes.
const FILTER: usize = 2048;
/// The low bit of every byte.
const ONES: u64 = u64::MAX / 0xff;
/// The bit in which capitals and small letters differ.
const CASE: u64 = ONES << 5;
/// The bytes of a word by its length.
static MASKS: [[u64; 2]; SHORT + 1] = {
    let mut masks = [[u64::MAX; 2]; SHORT + 1];
    let mut len = 0;
    while len < SHORT {
        let mask = (1_u128 << (8 * len)) - 1;
        masks[len] = [mask as u64, (mask >> 64) as u64];
        len += 1;
    }
    masks
};

/// A map from words, without regard to the case of ASCII letters, to values.
#[derive(Debug)]
pub struct Table<T> {
    /// The bits of the words that are found at once.
    filter: Box<[u64; FILTER]>,
    /// Open addressing with linear probing; the word of an empty slot has no length.
    slots: Vec<Slot<T>>,
    long: BTreeMap<Box<str>, T>,
    longest: usize,
    shift: u32,
}

/// A short word. Its value stands beside it, so that who finds the word has fetched both.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Slot<T> {
    /// Its bytes.
    bytes: [u64; 2],
    value: T,
    /// How many bytes it has: NUL bytes at the end of another word look like none.
    len: u8,
}

impl<T: Copy + Default> Table<T> {
    /// Builds the map from distinct words with a letter or more, their ASCII letters small. `hidden` ones pass no filter.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, T)>, hidden: &[&str]) -> Self {
        let (short, long): (Vec<_>, Vec<_>) = words.partition(|(word, _)| word.len() <= SHORT);
        let long: BTreeMap<Box<str>, T> = long.into_iter().map(|(word, value)| (word.into(), value)).collect();
        let longest = long.keys().map(|word| word.len()).max().unwrap_or(0);
        let size = (short.len() * SLOTS_PER_WORD).next_power_of_two().max(2);
        let shift = u64::BITS - size.trailing_zeros();
        let mut table =
            Self { filter: Box::new([0; FILTER]), slots: vec![Slot::default(); size], long, longest, shift };
        for (word, value) in short {
            let (bytes, len) = (load(word.as_bytes(), 0), word.len());
            let hash = hash(bytes, len);
            let (place, bits) = filter_bits(hash);
            table.filter[place] |= if hidden.contains(&word) { 0 } else { bits };
            let mut slot = (hash >> shift) as usize;
            while table.slots[slot].len != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = Slot { bytes: mask(bytes, len), value, len: len as u8 };
        }
        table
    }

    /// False if a word of a text is not in the map or hidden; true if it may be in it.
    #[inline(always)]
    pub fn may_hold(&self, text: &str, word: Span) -> bool {
        let len = word.len();
        if len > SHORT {
            return len <= self.longest;
        }
        let (place, bits) = filter_bits(hash(load(text.as_bytes(), word.start), len));
        self.filter[place] & bits == bits
    }

    /// The value of a word of a text, whatever the case of its ASCII letters, if it is in the map.
    pub fn get(&self, text: &str, word: Span) -> Option<T> {
        let len = word.len();
        if len > SHORT {
            return if len > self.longest { None } else { self.get_long(text, word) };
        }
        let bytes = load(text.as_bytes(), word.start);
        let mut slot = (hash(bytes, len) >> self.shift) as usize;
        let bytes = lower_case(mask(bytes, len));
        loop {
            match &self.slots[slot] {
                Slot { len: 0, .. } => return None,
                known if known.bytes == bytes && usize::from(known.len) == len => return Some(known.value),
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// As [`Table::get`], but for hidden words. It is the faster one where most words are strangers.
    pub fn find(&self, text: &str, word: Span) -> Option<T> {
        if self.may_hold(text, word) { self.get(text, word) } else { None }
    }

    /// As [`Table::find`], of a word by itself.
    pub fn of(&self, word: &str) -> Option<T> {
        self.find(word, Span::new(0, word.len()))
    }

    #[cold]
    fn get_long(&self, text: &str, word: Span) -> Option<T> {
        let word = text.get(word.start..word.end).unwrap_or_default();
        self.long.get(word.to_ascii_lowercase().as_str()).copied()
    }
}

/// Sixteen bytes from a place on, NUL after the last.
#[inline(always)]
fn load(text: &[u8], at: usize) -> [u64; 2] {
    let halves = |from: usize| {
        text.get(from..from + SHORT)?.as_chunks().0.first_chunk().map(|halves| halves.map(u64::from_le_bytes))
    };
    halves(at).unwrap_or_else(|| match text.len().checked_sub(SHORT).and_then(|from| Some((from, halves(from)?))) {
        Some((from, [low, high])) if at < text.len() => {
            let last = u128::from(high) << 64 | u128::from(low);
            let bytes = last >> ((at - from) * 8);
            [bytes as u64, (bytes >> 64) as u64]
        }
        _ => load_short(text, at),
    })
}

/// The bytes of a text of fewer than sixteen: those it begins and those it ends with, which may overlap.
fn load_short(text: &[u8], at: usize) -> [u64; 2] {
    let rest = text.get(at..).unwrap_or_default();
    let low = |bytes: &[u8]| match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(&first), Some(&last)) => {
            let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(four)));
            first | last << ((bytes.len() - 4) * 8)
        }
        _ => bytes.iter().rev().fold(0, |low, &byte| low << 8 | u64::from(byte)),
    };
    match rest.split_at_checked(SHORT / 2) {
        Some((first, more)) => [low(first), low(more)],
        None => [low(rest), 0],
    }
}

/// The bytes of a word alone.
#[inline(always)]
fn mask([low, high]: [u64; 2], len: usize) -> [u64; 2] {
    let [low_mask, high_mask] = MASKS[len];
    [low & low_mask, high & high_mask]
}

/// A hash that does not mind the case of letters, nor what stands after the word. It takes some marks for others too: the search tells.
#[inline(always)]
fn hash(bytes: [u64; 2], len: usize) -> u64 {
    let [low, high] = mask(bytes.map(|half| half | CASE), len);
    // Fibonacci hashing of the two halves; the high bits of a product are the mixed ones.
    let high = high.rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (low ^ high).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The integer of the filter that a hash falls to, and its bits in it.
#[inline]
fn filter_bits(hash: u64) -> (usize, u64) {
    ((hash >> 53) as usize % FILTER, 1 << (hash >> 47 & 63) | 1 << (hash >> 41 & 63))
}

/// Folds A–Z to a–z in sixteen bytes at once.
fn lower_case(bytes: [u64; 2]) -> [u64; 2] {
    bytes.map(|half| {
        let high = ONES << 7;
        let seven = half & !high;
        // No sum passes 0xff, so no byte carries into the next.
        let from_a = seven + ONES * u64::from(0x80 - b'A');
        let past_z = seven + ONES * u64::from(0x7f - b'Z');
        let capital = from_a & !past_z & !half & high;
        half | capital >> 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(words: &[&'static str]) -> Table<u16> {
        Table::new(words.iter().zip(1..).map(|(word, number)| (*word, number)), &["of"])
    }

    fn get_at(table: &Table<u16>, text: &str, word: Span) -> u16 {
        let number = table.get(text, word).unwrap_or(0);
        assert!(number == 0 || table.may_hold(text, word));
        number
    }

    fn get(table: &Table<u16>, word: &str) -> u16 {
        let alone = get_at(table, word, Span::new(0, word.len()));
        let among = format!("ab{word}xyz and enough behind");
        assert_eq!(get_at(table, &among, Span::new(2, 2 + word.len())), alone);
        alone
    }

    #[test]
    fn finds_words_of_any_length_in_any_case() {
        let table = table(&["no", "abcdefghijklmnop", "abcdefghijklmnopq", ":)"]);
        assert_eq!(get(&table, "No"), 1);
        assert_eq!(get(&table, "ABCDEFGHIJKLMNOP"), 2);
        assert_eq!(get(&table, "abcdefGHIJKLMNOPQ"), 3);
        assert_eq!(get(&table, ":)"), 4);
    }

    #[test]
    fn hidden_words_pass_no_filter() {
        let table = table(&["no", "of"]);
        assert_eq!(["no", "of", "or"].map(|word| table.may_hold(word, Span::new(0, 2))), [true, false, false]);
        assert_eq!(["no", "of", "or"].map(|word| table.get(word, Span::new(0, 2))), [Some(1), Some(2), None]);
    }

    #[test]
    fn strangers_are_not_found() {
        let table = table(&["no", "abcdefghijklmnopq", ":}", "0"]);
        for stranger in ["", "n", "noo", "no\0", "\0no", "nö", "abcdefghijklmnopqr", "[]", ":]", "\x10", "0\0"] {
            assert_eq!(get(&table, stranger), 0, "{stranger:?}");
        }
    }

    #[test]
    fn case_is_folded_for_ascii_letters_only() {
        for byte in 0..=u8::MAX {
            let folded = lower_case([u64::from_le_bytes([byte; 8]); 2]).map(u64::to_le_bytes);
            assert_eq!(folded, [[byte.to_ascii_lowercase(); 8]; 2]);
        }
    }
}
