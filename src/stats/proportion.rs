//! Shares with their intervals, of articles and of sentences in articles, and tables of two by two.

use super::cluster::{self, Unit};
use super::special;

/// z of a 95 % interval: the normal quantile of .975.
pub const Z95: f64 = 1.959_963_984_540_054;
/// The level of intervals, as the share below their upper end.
const UPPER: f64 = 0.975;
/// Tables are as likely as the observed one up to this, which rounding may make of equal ones.
const FISHER_SLACK: f64 = 1.0 + 1e-7;
/// Fisher's test goes through this many tables at most.
const MOST_TABLES: u64 = 10_000_000;

/// The score interval of k of n: (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n) (Wilson 1927). n may be an effective number and no integer. `None`
/// for n = 0 or k outside 0 to n.
pub fn wilson(k: f64, n: f64, z: f64) -> Option<(f64, f64)> {
    if !(n > 0.0 && k >= 0.0 && k <= n && n.is_finite() && z.is_finite()) {
        return None;
    }
    let (p, square) = (k / n, z * z / n);
    let centre = p + square / 2.0;
    let half = (square * (p * (1.0 - p) + square / 4.0)).sqrt();
    let end = |end: f64| special::finite(end / (1.0 + square)).map(|end| end.clamp(0.0, 1.0));
    Some((end(centre - half)?, end(centre + half)?))
}

/// A difference of two shares with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareDifference {
    /// k₁/n₁ − k₂/n₂.
    pub difference: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// k₁/n₁ − k₂/n₂ with the hybrid score interval (Newcombe 1998, method 10): p₁−p₂ − √((p₁−l₁)² + (u₂−p₂)²) and its mirror image, l and u by
/// [`wilson`].
pub fn newcombe(k1: f64, n1: f64, k2: f64, n2: f64, z: f64) -> Option<ShareDifference> {
    let end = |k: f64, n: f64| wilson(k, n, z).map(|(low, high)| (k / n, low, high));
    Some(hybrid(end(k1, n1)?, end(k2, n2)?))
}

/// The difference of two clustered shares, first minus second, by the same hybrid of their intervals: it stays wide where one side has none.
pub fn clustered_difference(a: &Prevalence, b: &Prevalence) -> ShareDifference {
    hybrid((a.share, a.low, a.high), (b.share, b.low, b.high))
}

/// From two shares, each with the ends of its interval.
fn hybrid((p1, low1, high1): (f64, f64, f64), (p2, low2, high2): (f64, f64, f64)) -> ShareDifference {
    let length = |x: f64, y: f64| (x * x + y * y).sqrt();
    let difference = p1 - p2;
    ShareDifference {
        difference,
        low: difference - length(p1 - low1, high2 - p2),
        high: difference + length(high1 - p1, p2 - low2),
    }
}

/// The odds ratio of [[a, b], [c, d]] with a half added to each cell, so that zeros have one (Haldane 1956): (a+½)(d+½)/((b+½)(c+½)).
pub fn odds_ratio(table: [[u64; 2]; 2]) -> f64 {
    let [[a, b], [c, d]] = table.map(|row| row.map(|count| count as f64 + 0.5));
    (a * d) / (b * c)
}

/// Fisher's exact test of [[a, b], [c, d]], two-sided: the probability of all tables with these margins that are no more likely than this one
/// (Fisher 1934; 10⁻⁷ relative slack). `None` if there are over ten million such tables.
pub fn fisher(table: [[u64; 2]; 2]) -> Option<f64> {
    let [[a, b], [c, d]] = table;
    let row = a.checked_add(b)?;
    let column = a.checked_add(c)?;
    let all = row.checked_add(c.checked_add(d)?)?;
    let (least, most) = (column.saturating_sub(all - row), row.min(column));
    if most - least > MOST_TABLES {
        return None;
    }
    let ln_choose = |n: u64, k: u64| -> Option<f64> {
        let gamma = |count: u64| special::ln_gamma(count as f64 + 1.0);
        Some(gamma(n)? - gamma(k)? - gamma(n - k)?)
    };
    let ln_all = ln_choose(all, column)?;
    let chance =
        |x: u64| -> Option<f64> { Some(libm::exp(ln_choose(row, x)? + ln_choose(all - row, column - x)? - ln_all)) };
    let observed = chance(a)? * FISHER_SLACK;
    let mut p = 0.0;
    for x in least..=most {
        let chance = chance(x)?;
        if chance <= observed {
            p += chance;
        }
    }
    special::finite(p).map(|p| p.min(1.0))
}

/// A share of sentences whose unit of inference is the article. All between 0 and 1 but `df` and `effective_n`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prevalence {
    /// Sentences that have it, of all.
    pub share: f64,
    /// The CR2 standard error; 0 for a share of 0 or 1.
    pub se: f64,
    /// Its degrees of freedom; articles − 1 for a share of 0 or 1.
    pub df: f64,
    /// Independent sentences that would say as much: min(N, p(1−p)/V); the number of articles for a share of 0 or 1.
    pub effective_n: f64,
    /// Lower end of the 95 % interval: Wilson's with the effective n, and t(.975, df) for z (Korn, Graubard 1998, carried to Wilson's).
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The share of sentences that have something, from each article's sentences (`n`) and those that have it (`sum`). `None` under two articles with
/// sentences or if an article has more than all.
pub fn clustered(units: &[Unit]) -> Option<Prevalence> {
    let estimate = cluster::mean(units)?;
    let units: Vec<&Unit> = units.iter().filter(|unit| unit.counts()).collect();
    if units.iter().any(|unit| !(unit.sum >= 0.0 && unit.sum <= unit.n)) {
        return None;
    }
    let number: f64 = units.iter().map(|unit| unit.n).sum();
    let share = estimate.value.clamp(0.0, 1.0);
    let (se, df, effective_n) = if share == 0.0 || share == 1.0 {
        (0.0, units.len() as f64 - 1.0, units.len() as f64)
    } else if estimate.has_variance() {
        let independent = share * (1.0 - share) / (estimate.se * estimate.se);
        (estimate.se, estimate.df, number.min(independent))
    } else {
        (0.0, estimate.df, number)
    };
    let (low, high) = wilson(share * effective_n, effective_n, special::t_quantile(UPPER, df)?)?;
    Some(Prevalence { share, se, df, effective_n, low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    #[test]
    fn wilsons_textbook_interval() {
        // Newcombe 1998, table I: 81 of 263 is .2553 to .3662; 0 of 20 is 0 to .1611.
        let (low, high) = wilson(81.0, 263.0, Z95).unwrap();
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5);
        let (low, high) = wilson(0.0, 20.0, Z95).unwrap();
        assert!(low == 0.0 && (high - 0.1611).abs() < 5e-5);
        assert_eq!((wilson(0.0, 0.0, Z95), wilson(2.0, 1.0, Z95), wilson(f64::NAN, 1.0, Z95)), (None, None, None));
    }

    #[test]
    fn newcombes_textbook_interval() {
        // Newcombe 1998b, table II, method 10: 56/70 − 48/80 is .2, from .0524 to .3339.
        let found = newcombe(56.0, 70.0, 48.0, 80.0, Z95).unwrap();
        assert!((found.difference - 0.2).abs() < 1e-12);
        assert!((found.low - 0.0524).abs() < 5e-5 && (found.high - 0.3339).abs() < 5e-5);
    }

    #[test]
    fn a_side_without_any_keeps_the_difference_wide() {
        let side =
            |hits: &[f64]| clustered(&hits.iter().map(|&sum| Unit { n: 10.0, sum }).collect::<Vec<_>>()).unwrap();
        let (some, none) = (side(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0]), side(&[0.0; 6]));
        let found = clustered_difference(&some, &none);
        assert!((found.difference - 0.15).abs() < 1e-12 && found.low < 0.0 && found.high > 0.15);
        let mirrored = clustered_difference(&none, &some);
        assert_eq!((mirrored.low, mirrored.high), (-found.high, -found.low));
    }

    #[test]
    fn the_lady_tasting_tea() {
        assert!((fisher([[3, 1], [1, 3]]).unwrap() - 34.0 / 70.0).abs() < 1e-12);
        assert!((fisher([[4, 0], [0, 4]]).unwrap() - 2.0 / 70.0).abs() < 1e-12);
        assert_eq!(fisher([[0, 0], [0, 0]]), Some(1.0));
        assert_eq!(fisher([[u64::MAX, 1], [1, 1]]), None);
        assert_eq!(odds_ratio([[0, 0], [0, 0]]), 1.0);
    }

    #[test]
    fn what_all_or_none_have_is_known_as_well_as_articles_are_many() {
        let units = [Unit { n: 10.0, sum: 0.0 }; 5];
        let found = clustered(&units).unwrap();
        assert_eq!((found.share, found.se, found.df, found.effective_n, found.low), (0.0, 0.0, 4.0, 5.0, 0.0));
        let alike = clustered(&[Unit { n: 4.0, sum: 1.0 }; 5]).unwrap();
        assert_eq!((alike.share, alike.se, alike.effective_n), (0.25, 0.0, 20.0));
        assert_eq!(clustered(&units[..1]), None);
        assert_eq!(clustered(&[Unit { n: 1.0, sum: 2.0 }; 5]), None);
    }

    proptest! {
        #[test]
        fn whatever_the_counts_intervals_hold_the_share(
            n in ANY, k in ANY, share in 0.0..=1.0, z in 0.0..9.0, units in prop::collection::vec((ANY, 0.0..=1.0), 0..9),
        ) {
            for k in [k, n * share] {
                if let Some((low, high)) = wilson(k, n, z) {
                    prop_assert!(0.0 <= low && low <= k / n + 1e-12 && k / n <= high + 1e-12 && high <= 1.0);
                }
            }
            let units: Vec<Unit> = units.iter().map(|&(n, share)| Unit { n, sum: n * share }).collect();
            if let Some(found) = clustered(&units) {
                prop_assert!(0.0 <= found.low && found.low <= found.high && found.high <= 1.0, "{found:?}");
                prop_assert!([found.share, found.se, found.df, found.effective_n].iter().all(|number| number.is_finite()));
            }
        }

        #[test]
        fn fishers_p_is_a_share(a in 0u64..60, b in 0u64..60, c in 0u64..60, d in 0u64..60) {
            let p = fisher([[a, b], [c, d]]).unwrap();
            prop_assert!(p > 0.0 && p <= 1.0);
            prop_assert!((p - fisher([[b, a], [d, c]]).unwrap()).abs() < 1e-9);
        }
    }
}
