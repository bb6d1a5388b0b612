//! A fixed map from words to small numbers, made once and asked for every token of a corpus.
//!
//! Words of up to sixteen bytes are held and compared as one integer, and the letter case of what is asked is folded in that integer,
//! so that a lookup neither copies the token nor walks it. The few longer words are aside.

use std::collections::BTreeMap;

/// Bytes of a key that fits the integer.
const SHORT: usize = 16;
/// Slots for each word: at a quarter full, most words that are not in the map meet an empty slot at once.
const SLOTS_PER_WORD: usize = 4;
/// The low bit of every byte.
const ONES: u128 = u128::MAX / 0xff;

/// A map from lower-case ASCII words to numbers from 1; 0 is no word.
#[derive(Debug)]
pub(super) struct Table {
    /// Open addressing with linear probing; 0 is empty, other numbers are indices into `keys` plus 1.
    slots: Vec<u16>,
    /// Short words as integers, with their numbers.
    keys: Vec<(u128, u16)>,
    long: BTreeMap<Box<str>, u16>,
    longest: usize,
    shift: u32,
}

impl Table {
    /// Builds the map from distinct lower-case ASCII words and their numbers.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, u16)>) -> Self {
        let (mut keys, mut long) = (Vec::new(), BTreeMap::<Box<str>, u16>::new());
        for (word, number) in words {
            match key(word) {
                Some(key) => keys.push((key, number)),
                None => drop(long.insert(word.into(), number)),
            }
        }
        let size = (keys.len() * SLOTS_PER_WORD).next_power_of_two().max(2);
        let longest = long.keys().map(|word| word.len()).max().unwrap_or(0);
        let mut table = Self { slots: vec![0; size], keys, long, longest, shift: 64 - size.trailing_zeros() };
        for index in 0..table.keys.len() {
            let mut slot = table.first_slot(table.keys[index].0);
            while table.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = index as u16 + 1;
        }
        table
    }

    /// The number of a token, whatever the case of its ASCII letters; 0 if it is not in the map.
    pub fn get(&self, token: &str) -> u16 {
        let Some(key) = key(token) else { return self.get_long(token) };
        let mut slot = self.first_slot(key);
        loop {
            match self.slots[slot] {
                0 => return 0,
                found => match self.keys[usize::from(found) - 1] {
                    (known, number) if known == key => return number,
                    _ => slot = (slot + 1) & (self.slots.len() - 1),
                },
            }
        }
    }

    #[cold]
    fn get_long(&self, token: &str) -> u16 {
        if token.len() > self.longest {
            return 0;
        }
        self.long.get(token.to_ascii_lowercase().as_str()).copied().unwrap_or(0)
    }

    fn first_slot(&self, key: u128) -> usize {
        // Fibonacci hashing of the two halves; the high bits of a product are the mixed ones.
        let half = (key >> 64) as u64;
        let mixed = (key as u64) ^ half.rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed.wrapping_mul(0xd6e8_feb8_6659_fd93) >> self.shift) as usize
    }
}

/// A token as an integer with its ASCII letters in lower case; none if it is too long, or ends in NUL, which would read as its end.
fn key(token: &str) -> Option<u128> {
    let bytes = token.as_bytes();
    if bytes.len() > SHORT || bytes.last() == Some(&0) {
        return None;
    }
    let mut padded = [0; SHORT];
    padded[..bytes.len()].copy_from_slice(bytes);
    Some(lower_case(u128::from_le_bytes(padded)))
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

    #[test]
    fn finds_words_of_any_length_in_any_case() {
        let table = table(&["no", "abcdefghijklmnop", "abcdefghijklmnopq", ":)"]);
        assert_eq!(table.get("No"), 1);
        assert_eq!(table.get("ABCDEFGHIJKLMNOP"), 2);
        assert_eq!(table.get("abcdefGHIJKLMNOPQ"), 3);
        assert_eq!(table.get(":)"), 4);
    }

    #[test]
    fn strangers_are_not_found() {
        let table = table(&["no", "abcdefghijklmnopq"]);
        for stranger in ["", "n", "noo", "no\0", "\0no", "nö", "abcdefghijklmnopqr", "[]"] {
            assert_eq!(table.get(stranger), 0, "{stranger:?}");
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
