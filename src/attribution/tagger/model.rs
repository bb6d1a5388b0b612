//! The weights: one file of fixed layout, embedded, read where it lies.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`] |
//! | 4 × [`WORDS`] | words that may be words of saying: hash, the lowest three bits the bucket; 0 is empty |
//! | 4 × 2 × [`SPOTTING_PAIRS`] | rows of the first stage: check (u16), weight (i16) |
//! | 4 × 2 × [`JUDGING_PAIRS`] | rows of the third stage, likewise |
//! | 4 × 2 × [`ARGUMENT_PAIRS`] | rows of the second stage: check (u8), a weight (i8) for each label |
//! | 2 × 9 | scores of a label after another (i16), in the units of the second stage |
//!
//! Numbers are little-endian. A feature's row is one of a pair that its hash chooses; the check tells whether it is there at all, so that a
//! feature without a weight has none. A row of zeros is free, so no feature with a check of 0 has a row. A weight of the first stage is in 1/256, one of the second in 1/32 of a logit.

use super::argument::LABELS;
use super::feature::Key;
use super::viterbi::Scores;
use std::hint::select_unpredictable;

/// The first bytes of a model.
pub const MAGIC: [u8; 8] = *b"toneatt2";
/// Places for words, a power of two.
pub const WORDS: usize = 1 << 13;
/// Pairs of rows of the first stage, a power of two.
pub const SPOTTING_PAIRS: usize = 1 << 15;
/// Pairs of rows of the third stage, a power of two.
pub const JUDGING_PAIRS: usize = 1 << 14;
/// Pairs of rows of the second stage, a power of two.
pub const ARGUMENT_PAIRS: usize = 1 << 15;
/// Units of a logit in the first and the third stage.
pub const UNIT: i32 = 256;
/// Units of a logit in the second stage.
pub const ARGUMENT_UNIT: i32 = 32;
/// Places looked through for a word.
const PROBES: usize = 16;

const AT_WORDS: usize = MAGIC.len();
const AT_SPOTTING: usize = AT_WORDS + 4 * WORDS;
/// Where the rows of the third stage begin.
pub const AT_JUDGING: usize = AT_SPOTTING + 8 * SPOTTING_PAIRS;
const AT_ARGUMENT: usize = AT_JUDGING + 8 * JUDGING_PAIRS;
const AT_TRANSITIONS: usize = AT_ARGUMENT + 8 * ARGUMENT_PAIRS;
/// Size of a model, in bytes.
pub const SIZE: usize = AT_TRANSITIONS + 2 * LABELS * LABELS;

/// The pair and the check of a feature, for tables of `pairs` pairs.
#[inline]
pub fn place(key: Key, pairs: usize) -> (usize, u16) {
    ((key >> (u64::BITS - pairs.ilog2())) as usize, (key >> 32) as u16)
}

/// A check of one byte.
#[inline]
pub fn short(check: u16) -> u8 {
    check as u8
}

/// The words that may be words of saying.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'a>(&'a [[u8; 4]]);

impl Lexicon<'_> {
    /// How often a word is one of saying, in steps from 0 (never seen to be one) to 6.
    pub fn bucket(self, word: u32) -> u8 {
        let mask = self.0.len().wrapping_sub(1);
        for probe in 0..PROBES {
            let Some(entry) = self.0.get((word as usize >> 3).wrapping_add(probe) & mask) else { return 0 };
            let entry = u32::from_le_bytes(*entry);
            if entry == 0 {
                return 0;
            }
            if entry >> 3 == word >> 3 {
                return (entry & 7) as u8;
            }
        }
        0
    }
}

/// A model in its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    words: &'a [[u8; 4]],
    spotting: &'a [[u8; 8]],
    judging: &'a [[u8; 8]],
    argument: &'a [[u8; 8]; ARGUMENT_PAIRS],
    transitions: [Scores; LABELS],
}

/// The weights that come with the program.
static EMBEDDED: &[u8] = include_bytes!("model.bin");

impl Model<'static> {
    /// The model that comes with the program; `None` only if its file is not of this version, which a test rules out.
    pub fn embedded() -> Option<Self> {
        Self::new(EMBEDDED)
    }
}

impl<'a> Model<'a> {
    /// Reads the layout; `None` if these bytes are no model of this version.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() != SIZE || !bytes.starts_with(&MAGIC) {
            return None;
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for (score, bytes) in transitions.iter_mut().flatten().zip(bytes[AT_TRANSITIONS..].as_chunks().0) {
            *score = i32::from(i16::from_le_bytes(*bytes));
        }
        Some(Self {
            words: bytes[AT_WORDS..AT_SPOTTING].as_chunks().0,
            spotting: bytes[AT_SPOTTING..AT_JUDGING].as_chunks().0,
            judging: bytes[AT_JUDGING..AT_ARGUMENT].as_chunks().0,
            argument: bytes[AT_ARGUMENT..AT_TRANSITIONS].as_chunks().0.try_into().ok()?,
            transitions,
        })
    }

    /// The words that may be words of saying.
    pub fn lexicon(&self) -> Lexicon<'a> {
        Lexicon(self.words)
    }

    /// The score of a word of saying, in [`UNIT`]s of a logit.
    pub fn spot(&self, features: &[Key]) -> i32 {
        total(self.spotting, features)
    }

    /// The score of a reading, in [`UNIT`]s of a logit.
    pub fn judge(&self, features: &[Key]) -> i32 {
        total(self.judging, features)
    }

    /// The sums of a token's labels, before any feature.
    pub fn emission(&self) -> Emission<'a> {
        Emission { rows: self.argument, sums: 0, features: 0 }
    }

    /// The scores of a label after another.
    pub fn transitions(&self) -> &[Scores; LABELS] {
        &self.transitions
    }
}

/// The sums of the weights of a token's features, in [`ARGUMENT_UNIT`]s of a logit.
#[derive(Clone, Copy, Debug)]
pub struct Emission<'a> {
    rows: &'a [[u8; 8]; ARGUMENT_PAIRS],
    /// Four sums of sixteen bits side by side, of the first, the third, the second and the fourth byte of the rows: the check and the weights,
    /// each weight raised by [`RAISED`] so that none is negative.
    sums: u64,
    /// How many were added.
    features: u32,
}

/// What is added to a weight in a sum.
const RAISED: i32 = 1 << 7;
/// The same for the three weights of a row.
const RAISED_ROW: u32 = 0x8080_8000;

impl Emission<'_> {
    /// Adds the weights of a feature.
    #[inline(always)]
    pub fn add(&mut self, key: Key) {
        let (pair, check) = place(key, ARGUMENT_PAIRS);
        let (pair, check) = (u64::from_le_bytes(self.rows[pair]), u32::from(short(check)));
        let chosen = |row: u32, other: u32| select_unpredictable(row & 0xff == check, row, other);
        // In two's complement the highest bit is worth as much less than nothing as `RAISED` is more.
        let row = u64::from(chosen(pair as u32, chosen((pair >> 32) as u32, 0)) ^ RAISED_ROW);
        self.sums += (row | row << 24) & 0x00ff_00ff_00ff_00ff;
        self.features += 1;
    }

    /// The scores of the labels.
    pub fn scores(self) -> Scores {
        let sum = |place: u32| (self.sums >> place & 0xffff) as i32 - RAISED * self.features as i32;
        [32, 16, 48].map(sum)
    }
}

/// The sum of the weights of some features in a table of one weight a row.
fn total(table: &[[u8; 8]], features: &[Key]) -> i32 {
    let weight = |key: Key| {
        let (pair, check) = place(key, table.len());
        let Some([a, b, c, d, e, f, g, h]) = table.get(pair).copied() else { return 0 };
        let of = |low, high, weight: [u8; 2]| {
            select_unpredictable(u16::from_le_bytes([low, high]) == check, i32::from(i16::from_le_bytes(weight)), 0)
        };
        of(a, b, [c, d]) + of(e, f, [g, h])
    };
    features.iter().map(|&key| weight(key)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::tagger::feature::word_hash;

    #[test]
    fn the_embedded_model_is_of_this_version_and_small() {
        let model = Model::embedded().expect("src/attribution/tagger/model.bin has the layout that is read");
        const { assert!(SIZE <= 4 << 20, "the weights take too much room") };
        let bucket = |word| model.lexicon().bucket(word_hash(word));
        assert!(bucket("said") > bucket("plan") && bucket("Said") == bucket("said"));
        assert_eq!(bucket("zeppelin"), 0);
    }

    #[test]
    fn other_bytes_are_no_model() {
        assert!(Model::new(&[]).is_none() && Model::new(&vec![0; SIZE]).is_none());
    }

    #[test]
    fn a_feature_without_a_row_has_no_weight() {
        let mut bytes = vec![0; SIZE];
        bytes[..MAGIC.len()].copy_from_slice(&MAGIC);
        let key = crate::attribution::tagger::feature::key(1, 2, 3, 4);
        let (pair, check) = place(key, ARGUMENT_PAIRS);
        // The second row of the pair.
        bytes[AT_ARGUMENT + pair * 8 + 4..][..4].copy_from_slice(&[short(check), 1, 2, 0xfd]);
        let model = Model::new(&bytes).unwrap();
        let scores = |keys: &[Key]| {
            let mut emission = model.emission();
            keys.iter().for_each(|&key| emission.add(key));
            emission.scores()
        };
        assert_eq!(scores(&[key]), [1, 2, -3]);
        assert_eq!(scores(&[key, key ^ 0xff << 32]), [1, 2, -3]);
        assert_eq!((model.spot(&[key]), model.judge(&[key])), (0, 0));
    }
}
