//! A cell described: mean, spread, quantiles, shares of positive and negative scores.

use super::effect::{Moments, Tally};

/// Scores described, in their own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Description {
    /// Number of scores.
    pub n: u64,
    /// Σx/n.
    pub mean: f64,
    /// √(Σ(x − mean)²/(n − 1)); `None` for a single score.
    pub sd: Option<f64>,
    /// The quantiles .25, .5 and .75, as [`quantile`] has them.
    pub quartiles: [f64; 3],
}

/// Describes the scores of a tally. `None` without scores, or if the tally is not in rising order.
pub fn describe(tally: &Tally) -> Option<Description> {
    let moments = Moments::of(tally);
    let [low, median, high] = [0.25, 0.5, 0.75].map(|p| quantile(tally, p));
    let quartiles = [low?, median?, high?];
    Some(Description { n: moments.n, mean: moments.mean()?, sd: moments.variance().map(f64::sqrt), quartiles })
}

/// The score below which a share `p` lies, between order statistics in proportion: at (n−1)p, counted from 0 (Hyndman, Fan 1996, type 7). `None`
/// without scores, for a `p` that is no share, or if the tally is not in rising order.
pub fn quantile(tally: &Tally, p: f64) -> Option<f64> {
    let all: u64 = tally.iter().map(|entry| u64::from(entry.1)).sum();
    if all == 0 || !(0.0..=1.0).contains(&p) || !tally.is_sorted_by_key(|entry| entry.0) {
        return None;
    }
    let place = (all - 1) as f64 * p;
    let (below, part) = (place.floor(), place - place.floor());
    let (low, high) = (at(tally, below as u64)?, at(tally, (below as u64 + 1).min(all - 1))?);
    Some(low + (high - low) * part)
}

/// The score at a place in rising order, counted from 0.
fn at(tally: &Tally, place: u64) -> Option<f64> {
    let mut passed = 0;
    for &(score, count) in tally {
        passed += u64::from(count);
        if place < passed {
            return Some(f64::from(score));
        }
    }
    None
}

/// Shares of the scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// At or above the upper threshold.
    pub positive: f64,
    /// At or below the lower threshold.
    pub negative: f64,
    /// Between the two.
    pub neutral: f64,
    /// Positive less negative.
    pub net: f64,
}

/// The shares of scores at or above `high`, at or below `low`, and between. `None` without scores, or if `low` is not below `high`.
pub fn shares(tally: &Tally, low: i32, high: i32) -> Option<Shares> {
    let count = |wanted: &dyn Fn(i32) -> bool| -> u64 {
        tally.iter().filter(|entry| wanted(entry.0)).map(|entry| u64::from(entry.1)).sum()
    };
    let (all, positive, negative) = (count(&|_| true), count(&|score| score >= high), count(&|score| score <= low));
    if all == 0 || low >= high {
        return None;
    }
    let share = |count: u64| count as f64 / all as f64;
    let neutral = share(all - positive - negative);
    let net = (positive as f64 - negative as f64) / all as f64;
    Some(Shares { positive: share(positive), negative: share(negative), neutral, net })
}

/// The mean of the articles' means, each with one vote, from (number, sum) of each. Articles without scores have none.
pub fn mean_of_means(articles: &[Moments]) -> Option<f64> {
    let means = articles.iter().filter_map(Moments::mean);
    let (number, sum) = means.fold((0.0, 0.0), |(number, sum), mean| (number + 1.0, sum + mean));
    if number == 0.0 { None } else { Some(sum / number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantiles_lie_between_scores() {
        let tally = [(1, 1), (2, 1), (3, 0), (4, 2)];
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(|p| quantile(&tally, p)), [Some(1.0), Some(1.75), Some(3.0), Some(4.0)]);
        assert_eq!(
            (quantile(&[], 0.5), quantile(&tally, f64::NAN), quantile(&[(2, 1), (1, 1)], 0.5)),
            (None, None, None)
        );
        assert_eq!(describe(&[(5, 1)]), Some(Description { n: 1, mean: 5.0, sd: None, quartiles: [5.0; 3] }));
    }

    #[test]
    fn thresholds_count_as_reached() {
        let found = shares(&[(-5, 1), (0, 1), (4, 1), (5, 1)], -5, 5).unwrap();
        assert_eq!((found.positive, found.negative, found.neutral, found.net), (0.25, 0.25, 0.5, 0.0));
        assert_eq!((shares(&[], -5, 5), shares(&[(0, 1)], 0, 0)), (None, None));
    }

    proptest! {
        #[test]
        fn quantiles_are_those_of_the_scores_laid_out(scores in prop::collection::vec(-9i32..9, 1..30), p in 0.0..=1.0) {
            let mut sorted = scores.clone();
            sorted.sort_unstable();
            let tally: Vec<(i32, u32)> = sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
            let place: f64 = (sorted.len() - 1) as f64 * p;
            let at = |place: f64| f64::from(sorted[place as usize]);
            let expected = at(place.floor()) + (at(place.ceil()) - at(place.floor())) * (place - place.floor());
            prop_assert_eq!(quantile(&tally, p), Some(expected));
        }
    }
}
