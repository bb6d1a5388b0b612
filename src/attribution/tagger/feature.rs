//! Features as numbers: a template and its values, hashed. No strings are made.

/// A feature: 64 well-mixed bits.
pub type Key = u64;

/// The hash of a template and up to three values.
#[inline]
pub fn key(template: u32, a: u32, b: u32, c: u32) -> Key {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let low = (u64::from(a) << 32 | u64::from(b)) ^ u64::from(template).wrapping_mul(K);
    let mixed = (low ^ low >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 32 ^ u64::from(c).wrapping_mul(K)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

/// The hash of a word's bytes in ASCII lower case, with plain apostrophes.
pub fn word_hash(word: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in word.bytes() {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    hash ^ hash >> 15
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
