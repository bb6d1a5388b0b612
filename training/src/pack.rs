//! Weights into the file of [`tone::attribution::tagger::model`].

use tone::attribution::tagger::argument::LABELS;
use tone::attribution::tagger::model::{
    ARGUMENT_PAIRS, ARGUMENT_UNIT, AT_JUDGING, JUDGING_PAIRS, MAGIC, SPOTTING_PAIRS, UNIT, WORDS, place, short,
};

/// The part of the file with the words.
pub fn words(buckets: &[(u32, u8)]) -> Vec<u8> {
    let mut table = vec![0_u32; WORDS];
    for &(word, bucket) in buckets {
        let mut at = word as usize >> 3;
        while table[at & (WORDS - 1)] != 0 {
            at += 1;
        }
        table[at & (WORDS - 1)] = word & !7 | u32::from(bucket);
    }
    table.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// A feature, how much its weights matter, and its row: check and weights.
type Row<const SIZE: usize> = (u64, f64, [u8; SIZE]);

/// Rows in pairs: of the features that fall on a pair the two that matter most stay. The first bytes of a row, `check` of them, tell them apart.
fn pairs<const SIZE: usize>(name: &str, mut rows: Vec<Row<SIZE>>, count: usize, check: usize) -> Vec<u8> {
    let holds_any = |bytes: &[u8]| bytes.iter().any(|&byte| byte != 0);
    rows.retain(|row| holds_any(&row.2[..check]) && holds_any(&row.2[check..]));
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut table = vec![[0_u8; SIZE]; count * 2];
    let mut lost = 0;
    for (key, _, row) in &rows {
        let (pair, _) = place(*key, count);
        let here = &mut table[pair * 2..pair * 2 + 2];
        let known = here.iter().any(|other| other[..check] == row[..check]);
        match here.iter_mut().find(|other| !holds_any(&other[..check])).filter(|_| !known) {
            Some(free) => *free = *row,
            None => lost += 1,
        }
    }
    eprintln!("  {name}: {} features with a weight, {lost} find no place", rows.len());
    table.concat()
}

/// A table of one weight a row, for the first or the third stage.
pub fn single(name: &str, keys: &[u64], weights: &[f64], count: usize) -> Vec<u8> {
    let row = |(&key, &weight): (&u64, &f64)| {
        let quantised = libm::round(weight * f64::from(UNIT)).clamp(-32767.0, 32767.0) as i16;
        let [a, b] = place(key, count).1.to_le_bytes();
        let [c, d] = quantised.to_le_bytes();
        (key, libm::fabs(weight), [a, b, c, d])
    };
    pairs(name, keys.iter().zip(weights).map(row).collect(), count, 2)
}

/// The table of the second stage.
pub fn argument(keys: &[u64], weights: &[[f64; LABELS]]) -> Vec<u8> {
    let quantised = |weight: f64| libm::round(weight * f64::from(ARGUMENT_UNIT)).clamp(-127.0, 127.0) as i8 as u8;
    let row = |(&key, weights): (&u64, &[f64; LABELS])| {
        let [a, b, c] = weights.map(quantised);
        let check = short(place(key, ARGUMENT_PAIRS).1);
        (key, weights.iter().map(|&weight| libm::fabs(weight)).sum(), [check, a, b, c])
    };
    pairs("argument", keys.iter().zip(weights).map(row).collect(), ARGUMENT_PAIRS, 1)
}

/// The whole file.
pub fn file(
    words: &[u8],
    spotting: &[u8],
    judging: &[u8],
    argument: &[u8],
    transitions: &[[f64; LABELS]; LABELS],
) -> Vec<u8> {
    let quantised = |weight: f64| libm::round(weight * f64::from(ARGUMENT_UNIT)).clamp(-32767.0, 32767.0) as i16;
    let transitions = transitions.iter().flatten().flat_map(|&weight| quantised(weight).to_le_bytes());
    [&MAGIC, words, spotting, judging, argument].concat().into_iter().chain(transitions).collect()
}

/// A file with nothing but words.
pub fn words_only(words: &[u8]) -> Vec<u8> {
    let empty = |pairs: usize, size: usize| vec![0; pairs * size];
    let none = [[0.0; LABELS]; LABELS];
    file(words, &empty(SPOTTING_PAIRS, 8), &empty(JUDGING_PAIRS, 8), &empty(ARGUMENT_PAIRS, 8), &none)
}

/// A file with the table of the third stage put in.
pub fn with_judging(mut file: Vec<u8>, judging: &[u8]) -> Vec<u8> {
    file[AT_JUDGING..AT_JUDGING + judging.len()].copy_from_slice(judging);
    file
}
