//! The sum of a text's words: compound, positive, neutral and negative, each rounded as Python rounds.

use crate::tone::rules::{Evidence, Hit};
use crate::tone::token::Tokens;
use std::collections::BTreeSet;
use std::fmt;

/// The constant of the compound's normalisation: about the greatest sum that is expected.
const ALPHA: f64 = 15.0;
/// What an exclamation mark adds, and how many count.
const EXCLAMATION: (f64, usize) = (0.292, 4);
/// What a question mark adds where there are two or three, and what more of them add together.
const QUESTION: (f64, f64) = (0.18, 0.96);
/// What a "but" multiplies the words before and after it by.
const BUT: (f64, f64) = (0.5, 1.5);

/// The four figures of the reference. Displays as they are printed by Python, joined by commas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Polarity {
    /// −1 to 1, in ten-thousandths.
    pub compound: i32,
    /// Share of positive weight, in thousandths.
    pub positive: i32,
    /// Share of neutral weight, in thousandths.
    pub neutral: i32,
    /// Share of negative weight, in thousandths.
    pub negative: i32,
}

impl Polarity {
    /// Sums the lexicon words of a text.
    pub(super) fn sum(evidence: &Evidence, tokens: &Tokens) -> Self {
        if tokens.list.is_empty() {
            return Self::default();
        }
        let mut hits: Vec<_> = evidence.hits.iter().copied().filter(|hit| hit.valence != 0.0).collect();
        if hits.is_empty() {
            return Self { neutral: 1000, ..Self::default() };
        }
        if let Some(but) = evidence.but {
            shift_weight(&mut hits, but);
        }
        let (mut sum, mut positive, mut negative) = (0.0, 0.0, 0.0);
        for Hit { valence, .. } in &hits {
            // One after another, as Python 3.11 does; later ones compensate for lost bits.
            sum += valence;
            // One more, since a neutral word counts as one.
            if *valence > 0.0 { positive += valence + 1.0 } else { negative -= valence - 1.0 }
        }
        let emphasis = emphasis(&tokens.text);
        if sum > 0.0 {
            sum += emphasis
        } else if sum < 0.0 {
            sum -= emphasis
        }
        if positive > negative {
            positive += emphasis
        } else if positive < negative {
            negative += emphasis
        }
        let neutral = (tokens.list.len() - hits.len()) as f64;
        let total = positive + negative + neutral;
        Self {
            compound: round(normalise(sum), 10_000),
            positive: round(positive / total, 1000),
            neutral: round(neutral / total, 1000),
            negative: round(negative / total, 1000),
        }
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, self.compound, 10_000)?;
        for share in [self.positive, self.neutral, self.negative] {
            f.write_str(",")?;
            decimal(f, share, 1000)?;
        }
        Ok(())
    }
}

/// Writes an exact decimal with as few digits as it has, but one behind the point.
fn decimal(f: &mut fmt::Formatter<'_>, value: i32, unit: u32) -> fmt::Result {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, mut rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let mut digits = unit.ilog10() as usize;
    while digits > 1 && rest.is_multiple_of(10) {
        (rest, digits) = (rest / 10, digits - 1);
    }
    write!(f, "{sign}{whole}.{rest:0digits$}")
}

/// Halves what stands before "but" and strengthens what stands after.
///
/// The reference looks for each value in turn and changes the first that is equal, which need not be the one it came from. Kept exactly,
/// with an ordered set of (value, place) in place of its search.
fn shift_weight(hits: &mut [Hit], but: usize) {
    let mut places: BTreeSet<_> = hits.iter().enumerate().map(|(place, hit)| (hit.valence.to_bits(), place)).collect();
    for turn in 0..hits.len() {
        let value = hits[turn].valence.to_bits();
        let Some(&(_, place)) = places.range((value, 0)..).next() else { continue };
        places.remove(&(value, place));
        hits[place].valence *= if hits[place].token < but { BUT.0 } else { BUT.1 };
        places.insert((hits[place].valence.to_bits(), place));
    }
}

/// What exclamation and question marks add to the side that prevails.
fn emphasis(text: &str) -> f64 {
    let (mut exclamations, mut questions) = (0_usize, 0_usize);
    for at in memchr::memchr2_iter(b'!', b'?', text.as_bytes()) {
        if text.as_bytes()[at] == b'!' { exclamations += 1 } else { questions += 1 }
    }
    let question = match questions {
        0 | 1 => 0.0,
        2 | 3 => questions as f64 * QUESTION.0,
        _ => QUESTION.1,
    };
    exclamations.min(EXCLAMATION.1) as f64 * EXCLAMATION.0 + question
}

/// Maps a sum of valences to −1…1.
pub(super) fn normalise(sum: f64) -> f64 {
    (sum / (sum * sum + ALPHA).sqrt()).clamp(-1.0, 1.0)
}

/// Rounds to whole units, half to even, by the exact binary value and not by its product with the unit.
pub(super) fn round(value: f64, unit: u32) -> i32 {
    let scaled = value.abs() * f64::from(unit);
    let floor = scaled.floor();
    let mut above_half = scaled - floor - 0.5;
    if above_half.abs() < 1e-6 {
        // So near a half, what the product lost may decide; one fused operation gives it exactly.
        above_half += value.abs().mul_add(f64::from(unit), -scaled);
    }
    let up = above_half > 0.0 || (above_half == 0.0 && floor % 2.0 == 1.0);
    let units = floor as i32 + i32::from(up);
    if value < 0.0 { -units } else { units }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn displays_as_python_does() {
        let show = |compound, positive| Polarity { compound, positive, neutral: 1000, negative: 0 }.to_string();
        assert_eq!(show(-6876, 504), "-0.6876,0.504,1.0,0.0");
        assert_eq!(show(1000, 40), "0.1,0.04,1.0,0.0");
        assert_eq!(show(-10_000, 0), "-1.0,0.0,1.0,0.0");
        assert_eq!(show(7, 1), "0.0007,0.001,1.0,0.0");
    }

    #[test]
    fn halves_round_to_even_and_near_halves_do_not() {
        assert_eq!([0.0625, 0.1875, 0.3125, 0.4375].map(|share| round(share, 1000)), [62, 188, 312, 438]);
        // The nearest float to 0.0005 lies above it, that to 0.0015 too, that to 0.0025 too.
        assert_eq!(round(-0.0005, 1000), -1);
        assert_eq!(format!("{:.3}", 1.0005), "1.000");
        assert_eq!(round(1.0005, 1000), 1000);
    }

    /// The reference's own way, step by step.
    fn shift_by_search(hits: &mut [Hit], but: usize) {
        for turn in 0..hits.len() {
            let value = hits[turn].valence;
            let place = hits.iter().position(|hit| hit.valence == value).unwrap();
            hits[place].valence = value * if hits[place].token < but { 0.5 } else { 1.5 };
        }
    }

    proptest! {
        #[test]
        fn but_changes_what_the_search_changes(values in prop::collection::vec(prop::sample::select(vec![-3.0, -1.5, 1.0, 1.5, 2.0, 2.25, 3.0, 4.0]), 0..40), but in 0_usize..40) {
            let mut hits: Vec<_> = values.iter().enumerate().map(|(place, value)| Hit { token: place * 2, valence: *value }).collect();
            let mut searched = hits.clone();
            shift_weight(&mut hits, but * 2 + 1);
            shift_by_search(&mut searched, but * 2 + 1);
            prop_assert_eq!(hits, searched);
        }

        #[test]
        fn rounding_is_that_of_exact_decimals(value in -1.0_f64..1.0) {
            prop_assert_eq!(f64::from(round(value, 10_000)) / 1e4, format!("{value:.4}").parse::<f64>().unwrap());
        }
    }
}
