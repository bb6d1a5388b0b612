//! A fixed map from words to small numbers, made once and asked for every token of a corpus.
//!
//! Words of up to sixteen bytes are held and compared as one integer. A bit for each hash tells of most words that they are not in the
//! map; only for the others the case of the letters is folded, in that integer, and the map is searched. The few longer words are aside.

use crate::span::Span;
use std::collections::BTreeMap;

/// Bytes of a key that fits the integer.
const SHORT: usize = 16;
/// Slots for each word: at a quarter full, most words that are not in the map meet an empty slot at once.
const SLOTS_PER_WORD: usize = 4;
/// Binary digits of the places of the filter. At eight bytes for each of some thousand words it stays in the fastest cache.
const FILTER_BITS: u32 = 17;
/// Words of the filter.
const FILTER: usize = 1 << (FILTER_BITS - u64::BITS.ilog2());
/// The low bit of every byte.
const ONES: u128 = u128::MAX / 0xff;
/// The bit in which capitals and small letters differ.
const CASE: u128 = ONES << 5;
/// The bytes of a word by its length.
static MASKS: [u128; SHORT + 1] = {
    let mut masks = [u128::MAX; SHORT + 1];
    let mut length = 0;
    while length < SHORT {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

/// A map from lower-case ASCII words to numbers from 1; 0 is no word.
#[derive(Debug)]
pub(super) struct Table {
    /// A bit for each hash that a word has.
    filter: Box<[u64; FILTER]>,
    /// Open addressing with linear probing; 0 is empty, other numbers are indices into `keys` plus 1.
    slots: Vec<u16>,
    keys: Vec<Key>,
    long: BTreeMap<Box<str>, u16>,
    longest: usize,
    shift: u32,
}

/// A short word.
#[derive(Debug)]
struct Key {
    /// Its bytes.
    bytes: u128,
    /// How many: NUL bytes at the end of another word look like none.
    len: usize,
    /// Its number.
    number: u16,
}

impl Table {
    /// Builds the map from distinct lower-case ASCII words and their numbers.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, u16)>) -> Self {
        let (mut keys, mut long) = (Vec::new(), BTreeMap::<Box<str>, u16>::new());
        for (word, number) in words {
            if word.len() > SHORT {
                long.insert(word.into(), number);
            } else {
                keys.push(Key { bytes: load(word.as_bytes(), 0) & MASKS[word.len()], len: word.len(), number });
            }
        }
        let size = (keys.len() * SLOTS_PER_WORD).next_power_of_two().max(2);
        let longest = long.keys().map(|word| word.len()).max().unwrap_or(0);
        let shift = u64::BITS - size.trailing_zeros();
        let mut table = Self { filter: Box::new([0; FILTER]), slots: vec![0; size], keys, long, longest, shift };
        for index in 0..table.keys.len() {
            let Key { bytes, len, .. } = table.keys[index];
            let hash = hash(bytes, len);
            let (word, bit) = filter_place(hash);
            table.filter[word] |= 1 << bit;
            let mut slot = (hash >> shift) as usize;
            while table.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = index as u16 + 1;
        }
        table
    }

    /// The number of a word of a text, whatever the case of its ASCII letters; 0 if it is not in the map.
    #[inline]
    pub fn get(&self, text: &str, word: Span) -> u16 {
        let len = word.len();
        if len > SHORT {
            return if len > self.longest { 0 } else { self.get_long(text, word) };
        }
        let bytes = load(text.as_bytes(), word.start);
        let hash = hash(bytes, len);
        let (word, bit) = filter_place(hash);
        if self.filter[word] >> bit & 1 == 0 { 0 } else { self.search(bytes, len, hash) }
    }

    fn search(&self, bytes: u128, len: usize, hash: u64) -> u16 {
        let bytes = lower_case(bytes & MASKS[len]);
        let mut slot = (hash >> self.shift) as usize;
        loop {
            match self.slots[slot] {
                0 => return 0,
                found => match &self.keys[usize::from(found) - 1] {
                    key if key.bytes == bytes && key.len == len => return key.number,
                    _ => slot = (slot + 1) & (self.slots.len() - 1),
                },
            }
        }
    }

    #[cold]
    fn get_long(&self, text: &str, word: Span) -> u16 {
        let word = text.get(word.start..word.end).unwrap_or_default();
        self.long.get(word.to_ascii_lowercase().as_str()).copied().unwrap_or(0)
    }
}

/// Sixteen bytes from a place on, NUL after the last.
#[inline]
fn load(text: &[u8], at: usize) -> u128 {
    let rest = text.get(at..).unwrap_or_default();
    u128::from_le_bytes(match rest.first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut padded = [0; SHORT];
            padded[..rest.len()].copy_from_slice(rest);
            padded
        }
    })
}

/// A hash that does not mind the case of letters, nor what stands after the word. It takes some marks for others too: the search tells.
#[inline]
fn hash(bytes: u128, len: usize) -> u64 {
    let bytes = (bytes | CASE) & MASKS[len];
    // Fibonacci hashing of the two halves; the high bits of a product are the mixed ones.
    let half = ((bytes >> 64) as u64).rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (bytes as u64 ^ half).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The word and the bit of a hash in the filter.
#[inline]
fn filter_place(hash: u64) -> (usize, u64) {
    let place = hash >> (u64::BITS - FILTER_BITS);
    ((place / 64) as usize, place % 64)
}

/// Folds A–Z to a–z in sixteen bytes at once.
fn lower_case(bytes: u128) -> u128 {
    let high = ONES << 7;
    let seven = bytes & !high;
    // No sum passes 0xff, so no byte carries into the next.
    let from_a = seven + ONES * u128::from(0x80 - b'A');
    let past_z = seven + ONES * u128::from(0x7f - b'Z');
    let capital = from_a & !past_z & !bytes & high;
    bytes | (capital >> 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(words: &[&'static str]) -> Table {
        Table::new(words.iter().zip(1..).map(|(word, number)| (*word, number)))
    }

    fn get(table: &Table, word: &str) -> u16 {
        let alone = table.get(word, Span::new(0, word.len()));
        let among = format!("ab{word}xyz and enough behind");
        assert_eq!(table.get(&among, Span::new(2, 2 + word.len())), alone);
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
    fn strangers_are_not_found() {
        let table = table(&["no", "abcdefghijklmnopq", ":}", "0"]);
        for stranger in ["", "n", "noo", "no\0", "\0no", "nö", "abcdefghijklmnopqr", "[]", ":]", "\x10", "0\0"] {
            assert_eq!(get(&table, stranger), 0, "{stranger:?}");
        }
    }

    #[test]
    fn case_is_folded_for_ascii_letters_only() {
        for byte in 0..=u8::MAX {
            let folded = lower_case(u128::from_le_bytes([byte; SHORT])).to_le_bytes();
            assert_eq!(folded, [byte.to_ascii_lowercase(); SHORT]);
        }
    }
}
