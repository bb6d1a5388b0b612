//! Features with numbers of their own, and an order of chance that is always the same.

use std::collections::HashMap;

/// Gives each feature seen often enough a number.
#[derive(Debug, Default)]
pub struct Alphabet {
    numbers: HashMap<u64, u32>,
    keys: Vec<u64>,
}

impl Alphabet {
    /// The features that occur at least `least` times, numbered in order of their first appearance.
    pub fn new<'a>(all: impl Iterator<Item = &'a u64> + Clone, least: u32) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for key in all.clone() {
            *counts.entry(*key).or_default() += 1;
        }
        let mut alphabet = Self::default();
        for key in all {
            if counts[key] >= least && !alphabet.numbers.contains_key(key) {
                alphabet.numbers.insert(*key, alphabet.keys.len() as u32);
                alphabet.keys.push(*key);
            }
        }
        alphabet
    }

    /// The numbers of those features that have one.
    pub fn numbers(&self, keys: &[u64]) -> Vec<u32> {
        keys.iter().filter_map(|key| self.numbers.get(key).copied()).collect()
    }

    /// The features, by number.
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }
}

/// A permutation of `0..n` from a seed (Fisher–Yates over xorshift64*).
pub fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut order: Vec<usize> = (0..n).collect();
    for at in (1..n).rev() {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        order.swap(at, (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % (at + 1));
    }
    order
}
