//! Whether an instrument measures what people see: shares of right answers, means and correlation, each item weighed.

use super::special;

/// What was found right, in weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Matches {
    /// Of what was found and wanted.
    pub hits: f64,
    /// Of what the instrument found.
    pub found: f64,
    /// Of what people want.
    pub wanted: f64,
}

impl Matches {
    /// Adds an item of a weight.
    pub fn add(&mut self, weight: f64, hits: f64, found: f64, wanted: f64) {
        self.hits += weight * hits;
        self.found += weight * found;
        self.wanted += weight * wanted;
    }

    /// hits/found: how much of what is found is right. `None` if nothing is found.
    pub fn precision(&self) -> Option<f64> {
        if self.found > 0.0 { special::finite(self.hits / self.found) } else { None }
    }

    /// hits/wanted: how much of what is there is found. `None` if nothing is there.
    pub fn recall(&self) -> Option<f64> {
        if self.wanted > 0.0 { special::finite(self.hits / self.wanted) } else { None }
    }
}

/// The mean of the numbers that there are, each once.
pub fn average(numbers: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, count) =
        numbers.into_iter().flatten().fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0));
    if count > 0.0 { special::finite(sum / count) } else { None }
}

/// Σwv/Σw over pairs of a weight and a value: of a sample with weights of one over the probability of being drawn the ratio estimator of the
/// population's mean (Hájek 1971). `None` without weight.
pub fn mean(values: &[(f64, f64)]) -> Option<f64> {
    let (sum, weight) =
        values.iter().fold((0.0, 0.0), |(sum, all), (weight, value)| (sum + weight * value, all + weight));
    if weight > 0.0 { special::finite(sum / weight) } else { None }
}

/// Pearson's r of weighed pairs (weight, x, y): means, variances and covariance each with the weights. `None` where either does not vary.
pub fn correlation(pairs: &[(f64, f64, f64)]) -> Option<f64> {
    let of = |value: fn(&(f64, f64, f64)) -> f64| pairs.iter().map(|pair| (pair.0, value(pair))).collect::<Vec<_>>();
    let (x, y) = (mean(&of(|pair| pair.1))?, mean(&of(|pair| pair.2))?);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (weight, one, other) in pairs {
        let (dx, dy) = (one - x, other - y);
        xx += weight * dx * dx;
        yy += weight * dy * dy;
        xy += weight * dx * dy;
    }
    // What is left of a constant is rounding.
    let least = 1e-24 * pairs.iter().map(|pair| pair.0).sum::<f64>();
    if xx > least && yy > least { special::finite((xy / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_weight_is_so_many_items() {
        let once = [(2.0, 1.0, 3.0), (1.0, 2.0, 5.0), (3.0, 4.0, 4.0)];
        let often: Vec<_> = once.iter().flat_map(|&(weight, x, y)| vec![(1.0, x, y); weight as usize]).collect();
        assert!((correlation(&once).unwrap() - correlation(&often).unwrap()).abs() < 1e-15);
        // Deviations of x from 2.667 and of y from 3.833: 2·(-1.667)(-.833) + (-.667)(1.167) + 3·1.333·.167 = 2.667; √(11.333·... ) by hand.
        let (xx, yy, xy): (f64, f64, f64) = (34.0 / 3.0, 17.0 / 6.0, 8.0 / 3.0);
        assert!((correlation(&once).unwrap() - xy / (xx * yy).sqrt()).abs() < 1e-12);
        assert_eq!(mean(&[(3.0, 1.0), (1.0, 5.0)]), Some(2.0));
        assert_eq!((mean(&[]), correlation(&[(1.0, 2.0, 0.1), (1.0, 2.0, 0.3)])), (None, None));
    }

    #[test]
    fn precision_and_recall_are_missing_where_nothing_is() {
        let mut matches = Matches::default();
        assert_eq!((matches.precision(), matches.recall()), (None, None));
        matches.add(2.0, 1.0, 1.0, 2.0);
        matches.add(1.0, 0.0, 1.0, 0.0);
        assert_eq!((matches.precision(), matches.recall()), (Some(2.0 / 3.0), Some(0.5)));
        assert_eq!((average([Some(1.0), None, Some(0.5)]), average([None])), (Some(0.75), None));
    }

    proptest! {
        #[test]
        fn r_is_between_minus_one_and_one(pairs in prop::collection::vec((0.1..9.0, -1.0..1.0, -1.0..1.0), 0..20)) {
            prop_assert!(correlation(&pairs).is_none_or(|r| (-1.0..=1.0).contains(&r)));
        }
    }
}
