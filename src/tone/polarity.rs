//! The sum of a text's words: compound, positive, neutral and negative, each rounded as Python rounds.

use crate::tone::rules::Hit;
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

/// The words of a text, weighed against one another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Tokens of the text.
    tokens: u32,
    /// Those that score.
    scored: u32,
    /// The sum of their valences, with emphasis.
    pub total: f64,
    /// What emphasis adds to the side that prevails.
    pub emphasis: f64,
    positive: f64,
    negative: f64,
}

impl Sum {
    /// Adds up hits that the "but" has weighed. `marks`: the numbers of exclamation and question marks of the text.
    #[inline]
    pub fn of(hits: &[Hit], tokens: u32, marks: impl FnOnce() -> [usize; 2]) -> Self {
        let mut sum = Self { tokens, ..Self::default() };
        // One after another, as Python 3.11 does; later ones compensate for lost bits.
        for Hit { valence, .. } in hits {
            sum.total += valence;
            // One more, since a neutral word counts as one. Signs are as chance has it: factors cost less here than branches.
            let (above, below) = signs(*valence);
            sum.positive += (valence + 1.0) * above;
            sum.negative += (1.0 - valence) * below;
            sum.scored += u32::from(*valence != 0.0);
        }
        if sum.scored > 0 {
            sum.emphasis = emphasis(marks());
            let (above, below) = signs(sum.total);
            sum.total += (above - below) * sum.emphasis;
            let (above, below) = signs(sum.positive - sum.negative);
            sum.positive += above * sum.emphasis;
            sum.negative += below * sum.emphasis;
        }
        sum
    }

    /// −1 to 1, in ten-thousandths.
    #[inline]
    pub fn compound(&self) -> i32 {
        if self.scored == 0 { 0 } else { round(normalise(self.total), 10_000) }
    }

    /// The four figures.
    pub fn polarity(&self) -> Polarity {
        if self.scored == 0 {
            return Polarity { neutral: if self.tokens == 0 { 0 } else { 1000 }, ..Polarity::default() };
        }
        let neutral = f64::from(self.tokens - self.scored);
        let all = self.positive + self.negative + neutral;
        Polarity {
            compound: self.compound(),
            positive: round(self.positive / all, 1000),
            neutral: round(neutral / all, 1000),
            negative: round(self.negative / all, 1000),
        }
    }
}

/// Whether a number is above 0 and whether it is below, as factors.
fn signs(number: f64) -> (f64, f64) {
    (f64::from(u8::from(number > 0.0)), f64::from(u8::from(number < 0.0)))
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = Backwards { text: [0; 56], start: 56 };
        for share in [self.negative, self.neutral, self.positive] {
            row.push_decimal(share, 1000);
            row.push(b',');
        }
        row.push_decimal(self.compound, 10_000);
        f.write_str(str::from_utf8(&row.text[row.start..]).unwrap_or_default())
    }
}

/// Figures written from the last digit to the first. By hand, as the machinery of formats is a good part of the time of `tone score`.
struct Backwards {
    /// Room for four decimals of ten digits, a point and a sign, and the commas between them.
    text: [u8; 56],
    start: usize,
}

impl Backwards {
    fn push(&mut self, byte: u8) {
        self.start -= 1;
        self.text[self.start] = byte;
    }

    /// An exact decimal with as few digits as it has, but one behind the point.
    fn push_decimal(&mut self, value: i32, unit: u32) {
        let (mut whole, mut rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
        let mut digits = unit.ilog10();
        while digits > 1 && rest.is_multiple_of(10) {
            (rest, digits) = (rest / 10, digits - 1);
        }
        for _ in 0..digits {
            self.push(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        self.push(b'.');
        loop {
            self.push(b'0' + (whole % 10) as u8);
            whole /= 10;
            if whole == 0 {
                break;
            }
        }
        if value < 0 {
            self.push(b'-');
        }
    }
}

/// Halves what stands before "but" and strengthens what stands after.
///
/// The reference looks for each value in turn and changes the first that is equal, which need not be the one it came from. Kept exactly,
/// with an ordered set of (value, place) in place of its search.
pub(super) fn shift_weight(hits: &mut [Hit], but: u32) {
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
fn emphasis([exclamations, questions]: [usize; 2]) -> f64 {
    let question = match questions {
        0 | 1 => 0.0,
        2 | 3 => questions as f64 * QUESTION.0,
        _ => QUESTION.1,
    };
    exclamations.min(EXCLAMATION.1) as f64 * EXCLAMATION.0 + question
}

/// The numbers of exclamation and question marks of a text.
pub(super) fn marks(text: &str) -> [usize; 2] {
    let mut marks = [0; 2];
    for at in memchr::memchr2_iter(b'!', b'?', text.as_bytes()) {
        marks[usize::from(text.as_bytes()[at] == b'?')] += 1;
    }
    marks
}

/// Maps a sum of valences to −1…1.
pub(super) fn normalise(sum: f64) -> f64 {
    (sum / (sum * sum + ALPHA).sqrt()).clamp(-1.0, 1.0)
}

/// Rounds to whole units, half to even, by the exact binary value and not by its product with the unit.
pub(super) fn round(value: f64, unit: u32) -> i32 {
    let scaled = value.abs() * f64::from(unit);
    let floor = scaled as i32;
    let mut above_half = scaled - f64::from(floor) - 0.5;
    if above_half.abs() < 1e-6 {
        // So near a half, what the product lost may decide; one fused operation gives it exactly.
        above_half += value.abs().mul_add(f64::from(unit), -scaled);
    }
    let up = above_half > 0.0 || (above_half == 0.0 && floor % 2 == 1);
    let units = floor + i32::from(up);
    units * (1 - 2 * i32::from(value < 0.0))
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
        assert_eq!(show(i32::MIN, i32::MIN), "-214748.3648,-2147483.648,1.0,0.0");
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
    fn shift_by_search(hits: &mut [Hit], but: u32) {
        for turn in 0..hits.len() {
            let value = hits[turn].valence;
            let place = hits.iter().position(|hit| hit.valence == value).unwrap();
            hits[place].valence = value * if hits[place].token < but { 0.5 } else { 1.5 };
        }
    }

    proptest! {
        #[test]
        fn but_changes_what_the_search_changes(values in prop::collection::vec(prop::sample::select(vec![-3.0, -1.5, 1.0, 1.5, 2.0, 2.25, 3.0, 4.0]), 0..40), but in 0_u32..40) {
            let mut hits: Vec<_> = (0..).zip(&values).map(|(place, value)| Hit { token: place * 2, valence: *value }).collect();
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
