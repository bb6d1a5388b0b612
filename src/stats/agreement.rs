//! Whether coders agree: Krippendorff's alpha.

use super::special;

/// What a difference between two values is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Values are names: every difference is 1.
    Nominal,
    /// Values are ranks: (n_c/2 + Σ between + n_k/2)², how many values stand between them.
    Ordinal,
    /// Values are numbers: (c − k)².
    Interval,
}

/// α = 1 − D_o/D_e (Krippendorff 2011; Hayes, Krippendorff 2007). Each unit is the values that coders gave it, in any order; units with fewer than
/// two are left out. `None` if no unit has two, or if all values are the same, where there is nothing to agree about.
pub fn krippendorff(units: &[Vec<i32>], level: Level) -> Option<f64> {
    let units: Vec<&Vec<i32>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let mut all: Vec<i32> = units.iter().flat_map(|unit| unit.iter().copied()).collect();
    all.sort_unstable();
    let number = all.len() as f64;
    let values = Values::of(&all);
    let mut observed = 0.0;
    for unit in units {
        let ranks: Vec<usize> = unit.iter().map(|&value| values.rank(value)).collect();
        let sum = pairs(ranks.len(), |one, other| values.difference(ranks[one], ranks[other], level));
        observed += sum / (ranks.len() - 1) as f64;
    }
    let expected = pairs(values.counts.len(), |one, other| {
        values.counts[one] * values.counts[other] * values.difference(one, other, level)
    });
    if expected > 0.0 { special::finite(1.0 - (number - 1.0) * observed / expected) } else { None }
}

/// The sum over pairs of different places.
fn pairs(length: usize, term: impl Fn(usize, usize) -> f64) -> f64 {
    let mut sum = 0.0;
    for one in 0..length {
        for other in one + 1..length {
            sum += term(one, other);
        }
    }
    sum
}

/// The distinct values in rising order.
struct Values {
    values: Vec<i32>,
    /// How often each was given.
    counts: Vec<f64>,
    /// How often it or a smaller one was given, less half of its own.
    middles: Vec<f64>,
}

impl Values {
    fn of(sorted: &[i32]) -> Self {
        let mut found = Self { values: Vec::new(), counts: Vec::new(), middles: Vec::new() };
        let mut below = 0.0;
        for run in sorted.chunk_by(|one, other| one == other) {
            let count = run.len() as f64;
            found.values.push(run[0]);
            found.counts.push(count);
            found.middles.push(below + count / 2.0);
            below += count;
        }
        found
    }

    fn rank(&self, value: i32) -> usize {
        self.values.partition_point(|&other| other < value)
    }

    /// The squared difference of the values of two ranks.
    fn difference(&self, one: usize, other: usize, level: Level) -> f64 {
        let distance = match level {
            Level::Nominal => f64::from(u8::from(one != other)),
            Level::Ordinal => self.middles[one] - self.middles[other],
            Level::Interval => f64::from(self.values[one]) - f64::from(self.values[other]),
        };
        distance * distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn krippendorffs_binary_example() {
        // Krippendorff 2011, example A: two observers, ten units, alpha .095.
        let (a, b) = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
        let units: Vec<Vec<i32>> = a.iter().zip(&b).map(|(&a, &b)| vec![a, b]).collect();
        for level in [Level::Nominal, Level::Ordinal, Level::Interval] {
            assert!((krippendorff(&units, level).unwrap() - 2.0 / 21.0).abs() < 1e-12, "{level:?}");
        }
    }

    #[test]
    fn one_value_or_one_coder_is_no_agreement() {
        assert_eq!(krippendorff(&[vec![1, 1], vec![1, 1]], Level::Nominal), None);
        assert_eq!(krippendorff(&[vec![1], vec![2], vec![]], Level::Nominal), None);
        assert_eq!(krippendorff(&[vec![1, 1], vec![2, 2], vec![7]], Level::Ordinal), Some(1.0));
    }

    proptest! {
        #[test]
        fn alpha_is_at_most_one(units in prop::collection::vec(prop::collection::vec(any::<i32>(), 0..5), 0..9)) {
            for level in [Level::Nominal, Level::Ordinal, Level::Interval] {
                prop_assert!(krippendorff(&units, level).is_none_or(|alpha| alpha.is_finite() && alpha <= 1.0));
            }
        }
    }
}
