//! Ratios of integers to six decimals, without floats.

use std::fmt;

/// A number in millionths. Prints six decimals and never `-0.000000`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Micro(pub i64);

/// Millionths in 1.
const UNIT: i128 = 1_000_000;
/// Millionths in one ten-thousandth, the unit of a score.
const PER_SCORE: i128 = 100;
/// Parts of a ten-thousandth to which a mean of means carries each of its terms.
const FINE: i128 = 1_000_000_000_000_000_000_000;
/// Parts of a ten-thousandth to which it is rounded before it becomes millionths, so that thirds that add up to a whole do so.
const COARSE: i128 = 1_000_000_000_000;

/// Division rounded to the nearest integer, halves away from zero. The divisor is positive.
fn divide(numerator: i128, divisor: i128) -> i128 {
    let magnitude = numerator.unsigned_abs();
    let divisor = divisor.unsigned_abs();
    let rounded = magnitude / divisor + u128::from(magnitude % divisor >= divisor - magnitude % divisor);
    rounded as i128 * numerator.signum()
}

impl Micro {
    /// `part` of `whole`, none of nothing. Rounded to the nearest millionth, halves away from zero.
    pub fn share(part: u64, whole: u64) -> Option<Self> {
        Self::ratio(i128::from(part) * UNIT, whole)
    }

    /// The mean of `count` scores whose sum in ten-thousandths is `sum`.
    pub fn mean(sum: i64, count: u64) -> Option<Self> {
        Self::ratio(i128::from(sum) * PER_SCORE, count)
    }

    /// The mean of the means of several (sum, count); terms without a count are left out. Each mean is carried to 25 decimals and the sum
    /// rounded at 16 before the last rounding: exact for every corpus that fits a disk.
    pub fn mean_of_means(terms: impl IntoIterator<Item = (i64, u64)>) -> Option<Self> {
        let (mut total, mut number) = (0i128, 0u64);
        for (sum, count) in terms.into_iter().filter(|term| term.1 > 0) {
            total += divide(i128::from(sum) * FINE, i128::from(count));
            number += 1;
        }
        if number == 0 {
            return None;
        }
        let mean = divide(divide(total, i128::from(number)), FINE / COARSE);
        Self::ratio(mean * PER_SCORE, COARSE as u64)
    }

    /// The millionth nearest to a number, halves away from zero; none if it is not finite or has more than twelve digits before the point.
    pub fn nearest(value: f64) -> Option<Self> {
        let millionths = (value * UNIT as f64).round();
        (millionths.abs() < 1e18).then_some(Self(millionths as i64))
    }

    /// The effective number of kinds, 1/Σp² = (Σn)²/Σn², from the counts of each kind.
    pub fn effective_number(counts: impl IntoIterator<Item = u64>) -> Option<Self> {
        let (mut total, mut squares) = (0u64, 0u128);
        for count in counts {
            total += count;
            squares += u128::from(count) * u128::from(count);
        }
        let divisor = i128::try_from(squares).ok().filter(|&squares| squares > 0)?;
        let total = i128::from(total);
        i64::try_from(divide(total * total * UNIT, divisor)).ok().map(Self)
    }

    /// The float nearest to the number in units of 1: it prints as the number does.
    pub fn to_unit(self) -> f64 {
        self.0 as f64 / UNIT as f64
    }

    fn ratio(numerator: i128, divisor: u64) -> Option<Self> {
        if divisor == 0 {
            return None;
        }
        i64::try_from(divide(numerator, i128::from(divisor))).ok().map(Self)
    }
}

impl fmt::Display for Micro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let unit = UNIT as u64;
        write!(f, "{sign}{}.{:06}", self.0.unsigned_abs() / unit, self.0.unsigned_abs() % unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mean(sum: i64, count: u64) -> String {
        Micro::mean(sum, count).unwrap().to_string()
    }

    #[test]
    fn prints_six_decimals_and_no_negative_zero() {
        assert_eq!(mean(1, 3), "0.000033");
        assert_eq!(mean(-1, 1_000_000), "0.000000");
        assert_eq!(mean(-12_345, 1), "-1.234500");
        assert_eq!(Micro::share(1, 3).unwrap().to_string(), "0.333333");
        assert_eq!(Micro::share(0, 0), None);
    }

    #[test]
    fn floats_become_millionths_or_nothing() {
        let print = |value: f64| Micro::nearest(value).map(|micro| micro.to_string());
        assert_eq!(print(-0.000_000_4).as_deref(), Some("0.000000"));
        assert_eq!(print(1.0 / 3.0).as_deref(), Some("0.333333"));
        assert_eq!([f64::NAN, f64::INFINITY, -1e300].map(print), [None, None, None]);
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!((mean(1, 200), mean(-1, 200)), ("0.000001".into(), "-0.000001".into()));
        assert_eq!((mean(1, 201), mean(-1, 201)), ("0.000000".into(), "0.000000".into()));
    }

    #[test]
    fn means_of_means_give_each_term_one_vote() {
        let print = |terms: &[(i64, u64)]| Micro::mean_of_means(terms.iter().copied()).map(|mean| mean.to_string());
        assert_eq!(print(&[(4000, 1), (0, 9)]).as_deref(), Some("0.200000"));
        // A third and two thirds of a ten-thousandth, halved by 50 articles: a tie only if the thirds add up exactly.
        let mut terms = vec![(1, 3), (2, 3)];
        terms.extend([(0, 1); 198]);
        assert_eq!(print(&terms).as_deref(), Some("0.000001"));
        assert_eq!(print(&[(5, 0)]), None);
    }

    #[test]
    fn one_voice_counts_as_one_and_equal_voices_as_many() {
        assert_eq!(Micro::effective_number([7]).unwrap().to_string(), "1.000000");
        assert_eq!(Micro::effective_number([2, 2, 2]).unwrap().to_string(), "3.000000");
        assert_eq!(Micro::effective_number([]), None);
    }

    proptest! {
        #[test]
        fn a_mean_is_the_nearest_millionth(sum in -1_000_000_000i64..1_000_000_000, count in 1u64..1_000_000) {
            let millionths = i128::from(Micro::mean(sum, count).unwrap().0);
            let error = millionths * i128::from(count) - i128::from(sum) * 100;
            prop_assert!(2 * error.abs() <= i128::from(count));
        }

        #[test]
        fn a_mean_of_equal_counts_is_the_mean(sums in prop::collection::vec(-50_000i64..50_000, 1..40), count in 1u64..60) {
            let of_means = Micro::mean_of_means(sums.iter().map(|&sum| (sum, count)));
            prop_assert_eq!(of_means, Micro::mean(sums.iter().sum(), count * sums.len() as u64));
        }
    }
}
