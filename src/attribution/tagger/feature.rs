//! Features as numbers: a template and its values, hashed. No strings are made.

/// A feature: 64 bits, the upper half of them well mixed.
pub type Key = u64;

/// The hash of a template and up to three values. What a value adds depends on its place alone, so that a compiler multiplies it once for all
/// templates that have it there.
#[inline]
pub fn key(template: u32, a: u32, b: u32, c: u32) -> Key {
    // Odd numbers with bits that look random, as SplitMix64 and MurmurHash3 have them.
    let placed = u64::from(template)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(u64::from(a).wrapping_mul(0xbf58_476d_1ce4_e5b9))
        .wrapping_add(u64::from(b).wrapping_mul(0xff51_afd7_ed55_8ccd))
        .wrapping_add(u64::from(c).wrapping_mul(0xc4ce_b9fe_1a85_ec53));
    (placed ^ placed >> 32).wrapping_mul(0x94d0_49bb_1331_11eb)
}

/// The hash of a word's bytes in ASCII lower case (FNV-1a, its upper half folded in).
pub const fn word_hash(word: &str) -> u32 {
    let (bytes, mut at) = (word.as_bytes(), 0);
    let mut hash = 0x811c_9dc5_u32;
    while at < bytes.len() {
        hash = (hash ^ bytes[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash ^ hash >> 15
}

/// The hash of the last bytes of a word, in ASCII lower case.
pub fn ending_hash(word: &str, length: usize) -> u32 {
    let bytes = word.as_bytes();
    let ending = bytes.get(bytes.len().saturating_sub(length)..).unwrap_or(bytes);
    ending.iter().fold(7, |hash, byte| hash.wrapping_mul(257) ^ u32::from(byte.to_ascii_lowercase()))
}

/// A distance in eight steps.
#[inline]
pub fn distance(n: usize) -> u32 {
    match n {
        0..=3 => n as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=20 => 6,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_word_is_one_in_any_case() {
        assert_eq!(word_hash("Said"), word_hash("SAID"));
        assert_ne!(word_hash("said"), word_hash("sadi"));
    }

    #[test]
    fn each_value_of_a_feature_counts() {
        let keys: BTreeSet<Key> = [(1, 2, 3, 4), (2, 1, 3, 4), (1, 3, 2, 4), (1, 2, 4, 3), (1, 2, 3, 5), (0, 0, 0, 0)]
            .map(|(template, a, b, c)| key(template, a, b, c))
            .into();
        assert_eq!(keys.len(), 6);
    }

    #[test]
    fn a_greater_distance_is_no_lower_step() {
        assert!((0..40).map(distance).is_sorted());
        assert_eq!([0, 3, 4, 12, 13, 21].map(distance), [0, 3, 4, 5, 6, 7]);
    }
}
