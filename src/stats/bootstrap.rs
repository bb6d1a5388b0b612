//! Percentile intervals from drawing articles again, for statistics that have no closed form.
//!
//! Replicate b draws with the stream (seed, name, b): first the articles of the first side, then those of the second, as many as there are. The
//! interval is the percentile interval (Efron, Tibshirani 1993, §13.3) by whole articles (Davison, Hinkley 1997, §3.8). It is narrow when articles
//! are few: means have a better one in [`super::cluster`].

use super::cluster::Unit;
use super::effect::Tally;
use super::rng::Rng;
use super::special;
use rayon::prelude::*;

/// Replicates.
pub const REPLICATES: u64 = 1_999;
/// The replicates, counted from 1 in rising order, at which a 95 % interval ends: k = (1,999 + 1)·.025 from below and from above.
const ENDS: [usize; 2] = [50, 1_950];
/// Replicates that one thread takes at a time, and that one step over the scores serves.
const BLOCK: usize = 4;

/// A statistic's distribution under drawing articles again. Finite throughout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The mean of the replicates.
    pub mean: f64,
    /// Their standard deviation.
    pub se: f64,
}

impl Bootstrap {
    /// From the values of the 1,999 replicates; `None` for another number of them or if one is no number.
    pub fn of(replicates: &[f64]) -> Option<Self> {
        if replicates.len() as u64 != REPLICATES {
            return None;
        }
        let number = REPLICATES as f64;
        let mean = special::finite(replicates.iter().sum::<f64>() / number)?;
        let squares: f64 = replicates.iter().map(|value| (value - mean) * (value - mean)).sum();
        let mut sorted = replicates.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let [low, high] = ENDS.map(|rank| sorted[rank - 1]);
        Some(Self { low, high, mean, se: special::finite((squares / (number - 1.0)).sqrt())? })
    }
}

/// The difference of the means of all scores. Units without scores are left out; `None` under two units on a side.
pub fn mean_difference(a: &[Unit], b: &[Unit], seed: u64, name: &str) -> Option<Bootstrap> {
    Bootstrap::of(&mean_differences(a, b, seed, name)?)
}

/// The replicates of [`mean_difference`], in order.
pub fn mean_differences(a: &[Unit], b: &[Unit], seed: u64, name: &str) -> Option<Vec<f64>> {
    let [a, b] = [a, b].map(|side| side.iter().copied().filter(Unit::counts).collect::<Vec<_>>());
    if a.len().min(b.len()) < 2 {
        return None;
    }
    let mean = |units: &[Unit], rng: &mut Rng| {
        let (mut n, mut sum) = (0.0, 0.0);
        for _ in units {
            let unit = units[rng.below(units.len() as u64) as usize];
            n += unit.n;
            sum += unit.sum;
        }
        sum / n
    };
    Some(replicates(seed, name, |streams, values| {
        for (rng, value) in streams.iter_mut().zip(values) {
            *value = mean(&a, rng) - mean(&b, rng);
        }
    }))
}

/// Cliff's delta from the scores of each article. Articles without scores are left out; `None` under two articles on a side. Tallies may be in
/// any order.
pub fn cliffs_delta(a: &[&Tally], b: &[&Tally], seed: u64, name: &str) -> Option<Bootstrap> {
    Bootstrap::of(&cliffs_deltas(a, b, seed, name)?)
}

/// The replicates of [`cliffs_delta`], in order.
pub fn cliffs_deltas(a: &[&Tally], b: &[&Tally], seed: u64, name: &str) -> Option<Vec<f64>> {
    let mut scores: Vec<i32> = a.iter().chain(b).flat_map(|tally| tally.iter().map(|entry| entry.0)).collect();
    scores.sort_unstable();
    scores.dedup();
    let [a, b] = [a, b].map(|side| Scores::of(side, &scores));
    if a.articles.min(b.articles) < 2 {
        return None;
    }
    let ranks = scores.len();
    Some(replicates(seed, name, |streams, values| {
        let (drawn_a, drawn_b) = (a.draw(streams), b.draw(streams));
        let (mut below, mut excess) = ([0; BLOCK], [0; BLOCK]);
        for rank in 0..ranks {
            let (one, other) = (a.numbers(rank, &drawn_a), b.numbers(rank, &drawn_b));
            for at in 0..BLOCK {
                excess[at] += one[at] * (2 * below[at] + other[at] - drawn_b.totals[at]);
                below[at] += other[at];
            }
        }
        for (at, value) in values.iter_mut().enumerate() {
            *value = excess[at] as f64 / (drawn_a.totals[at] * drawn_b.totals[at]) as f64;
        }
    }))
}

/// The scores of a side by rank, so that a replicate reads them once from front to back.
struct Scores {
    articles: usize,
    /// Number of scores of each article.
    totals: Vec<u64>,
    /// Article and count, by rank of the score.
    entries: Vec<(u32, u32)>,
    /// Where the entries of each rank end.
    ends: Vec<usize>,
}

impl Scores {
    fn of(side: &[&Tally], scores: &[i32]) -> Self {
        let (mut totals, mut entries) = (Vec::new(), Vec::new());
        for tally in side {
            let total: u64 = tally.iter().map(|entry| u64::from(entry.1)).sum();
            if total > 0 {
                let article = totals.len() as u32;
                entries.extend(tally.iter().map(|&(score, count)| (score, article, count)));
                totals.push(total);
            }
        }
        entries.sort_unstable();
        let ends = scores.iter().map(|&score| entries.partition_point(|entry| entry.0 <= score)).collect();
        let entries = entries.into_iter().map(|(_, article, count)| (article, count)).collect();
        Self { articles: totals.len(), totals, entries, ends }
    }

    /// Draws as many articles as there are from each stream.
    fn draw(&self, streams: &mut [Rng]) -> Drawn {
        let mut drawn = Drawn { times: vec![[0.0; BLOCK]; self.articles], totals: [0; BLOCK] };
        for (at, rng) in streams.iter_mut().enumerate() {
            for _ in 0..self.articles {
                let article = rng.below(self.articles as u64) as usize;
                drawn.times[article][at] += 1.0;
                drawn.totals[at] += i128::from(self.totals[article]);
            }
        }
        drawn
    }

    /// How many scores of a rank were drawn in each replicate. Exact up to 2⁵³.
    fn numbers(&self, rank: usize, drawn: &Drawn) -> [i128; BLOCK] {
        let start = if rank == 0 { 0 } else { self.ends[rank - 1] };
        let mut numbers = [0.0; BLOCK];
        for &(article, count) in &self.entries[start..self.ends[rank]] {
            for (number, times) in numbers.iter_mut().zip(&drawn.times[article as usize]) {
                *number += f64::from(count) * times;
            }
        }
        numbers.map(|number| number as i128)
    }
}

/// The articles that a block of replicates drew.
struct Drawn {
    /// By article, how often each replicate drew it.
    times: Vec<[f64; BLOCK]>,
    /// The scores that each replicate drew.
    totals: [i128; BLOCK],
}

/// The values of all replicates in order. Up to [`BLOCK`] are made at once, from their streams.
fn replicates(seed: u64, name: &str, make: impl Fn(&mut [Rng], &mut [f64]) + Sync) -> Vec<f64> {
    let mut values = vec![0.0; REPLICATES as usize];
    values.par_chunks_mut(BLOCK).enumerate().for_each(|(block, values)| {
        let first = (block * BLOCK) as u64;
        let mut streams: Vec<Rng> = (0..values.len() as u64).map(|at| Rng::stream(seed, name, first + at)).collect();
        make(&mut streams, values);
    });
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::effect;
    use proptest::num::f64::ANY;
    use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn the_interval_ends_at_the_fiftieth_from_either_side() {
        let values: Vec<f64> = (1..=1999).rev().map(f64::from).collect();
        let found = Bootstrap::of(&values).unwrap();
        assert_eq!((found.low, found.high, found.mean), (50.0, 1950.0, 1000.0));
        assert!((found.se - (1999.0f64 * 2000.0 / 12.0).sqrt()).abs() < 1e-9);
        assert_eq!((Bootstrap::of(&values[1..]), Bootstrap::of(&[f64::NAN; 1999])), (None, None));
    }

    #[test]
    fn one_article_cannot_be_drawn_otherwise() {
        let unit = Unit { n: 1.0, sum: 1.0 };
        assert_eq!(mean_difference(&[unit, Unit::default()], &[unit, unit], 1, "any"), None);
        assert_eq!(cliffs_delta(&[&[(1, 1)], &[]], &[&[(1, 1)], &[(2, 1)]], 1, "any"), None);
    }

    fn any_side() -> impl Strategy<Value = Vec<Vec<(i32, u32)>>> {
        let tally = prop::collection::btree_map(-4i32..4, 0u32..4, 0..5);
        prop::collection::vec(tally.prop_map(|tally| tally.into_iter().collect()), 0..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_replicate_is_the_delta_of_the_articles_drawn(a in any_side(), b in any_side()) {
            let [a, b] = [a, b].map(|side| {
                side.into_iter().filter(|tally| tally.iter().any(|entry| entry.1 > 0)).collect::<Vec<_>>()
            });
            let views = [&a, &b].map(|side| side.iter().map(Vec::as_slice).collect::<Vec<&Tally>>());
            let Some(values) = cliffs_deltas(&views[0], &views[1], 3, "any") else {
                prop_assert!(a.len().min(b.len()) < 2);
                return Ok(());
            };
            for (number, &value) in values.iter().enumerate().step_by(97) {
                let mut rng = Rng::stream(3, "any", number as u64);
                let drawn = [&a, &b].map(|side| {
                    let mut all: Vec<(i32, u32)> =
                        side.iter().flat_map(|_| side[rng.below(side.len() as u64) as usize].clone()).collect();
                    all.sort_unstable();
                    all
                });
                prop_assert_eq!(Some(value), effect::cliffs_delta(&drawn[0], &drawn[1]));
            }
        }

        #[test]
        fn whatever_the_units_the_interval_is_one(a in prop::collection::vec((ANY, ANY), 0..6)) {
            let units: Vec<Unit> = a.iter().map(|&(n, sum)| Unit { n, sum }).collect();
            if let Some(found) = mean_difference(&units, &units, 1, "any") {
                prop_assert!(found.low <= found.high && [found.low, found.high, found.mean, found.se].iter().all(|n| n.is_finite()));
            }
        }
    }
}
