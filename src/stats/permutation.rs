//! Permutation tests that relabel articles, and the test that flips signs of paired differences.
//!
//! The statistic is |t| with the CR2 variance computed again for each labelling: the plain difference rejects a true null too often where sides
//! differ in size or spread (Janssen 1997; Chung, Romano 2013). With few clusters p cannot be small, .1 for three against three: whether a test
//! is worth its print is for the caller to say.

use super::cluster::{self, Unit};
use super::relabel::{Relabelling, SLACK};
use super::rng::Rng;

/// Up to this many differences, each pattern of signs is looked at: 2¹⁶.
const MOST_SIGNS: usize = 16;
/// Units that are added up side by side, so that the processor may take several at once. A constant, since it decides the order of sums.
const LANES: usize = 4;

/// What a permutation test gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permutation {
    /// The p, as [`Relabelling::p`] has it.
    pub p: f64,
    /// Labellings whose statistic is as large as the observed one, but for rounding; those that have no statistic are among them.
    pub count: u64,
    /// Labellings looked at. The observed one is among them if exact.
    pub labelings: u64,
    /// True if these are all there are.
    pub exact: bool,
}

impl Permutation {
    fn new(relabelling: &Relabelling, count: u64) -> Self {
        let (labelings, exact) = (relabelling.labelings(), relabelling.is_exact());
        Self { p: relabelling.p(count), count, labelings, exact }
    }
}

/// Relabels the units: exact if there are at most 20,000 labellings, otherwise 4,999 draws. Units keep their order, first `a` and then `b`; those
/// without scores are left out. `None` under two units a side, or if the observed difference has no variance.
pub fn studentized(a: &[Unit], b: &[Unit], seed: u64, name: &str) -> Option<Permutation> {
    studentized_shared(a, b, &[], seed, name)
}

/// As [`studentized`], by chance even where all labellings could be looked at.
pub fn studentized_drawn(a: &[Unit], b: &[Unit], seed: u64, name: &str) -> Option<Permutation> {
    let cells = Cells::new(a, b, &[]);
    cells.test(&Relabelling::drawn(cells.n.len(), cells.in_a, seed, name))
}

/// As [`studentized`], with clusters `both` that have scores on both sides (a wire story that several outlets print). These have their sides
/// swapped by a coin each, drawn after the shuffle of the others; |t| has the crossed variance. A pair with one empty side joins `a` or `b`, after
/// the others. With pairs, labellings are always drawn.
pub fn studentized_shared(a: &[Unit], b: &[Unit], both: &[(Unit, Unit)], seed: u64, name: &str) -> Option<Permutation> {
    let cells = Cells::new(a, b, both);
    let relabelling = Relabelling::new(cells.n.len(), cells.in_a, seed, name);
    cells.test(&if cells.both.is_empty() { relabelling } else { relabelling.with_coins() })
}

/// The units of a comparison, those of the first side before those of the second.
struct Cells {
    n: Vec<f64>,
    sum: Vec<f64>,
    in_a: usize,
    both: Vec<(Unit, Unit)>,
}

/// Number and sum of the scores, of the first side and of the second.
type Totals = [Unit; 2];

impl Cells {
    fn new(a: &[Unit], b: &[Unit], both: &[(Unit, Unit)]) -> Self {
        let alone = |unit: Unit, other: Unit| if other.counts() { None } else { Some(unit) };
        let first = a.iter().copied().chain(both.iter().filter_map(|&(one, other)| alone(one, other)));
        let second = b.iter().copied().chain(both.iter().filter_map(|&(one, other)| alone(other, one)));
        let first: Vec<Unit> = first.filter(Unit::counts).collect();
        let units: Vec<Unit> = first.iter().copied().chain(second.filter(Unit::counts)).collect();
        Self {
            n: units.iter().map(|unit| unit.n).collect(),
            sum: units.iter().map(|unit| unit.sum).collect(),
            in_a: first.len(),
            both: both.iter().copied().filter(|(one, other)| one.counts() && other.counts()).collect(),
        }
    }

    fn test(&self, relabelling: &Relabelling) -> Option<Permutation> {
        if (self.in_a + self.both.len()).min(self.n.len() - self.in_a + self.both.len()) < 2 {
            return None;
        }
        let labels: Vec<u8> = (0..self.n.len()).map(|at| u8::from(at < self.in_a)).collect();
        if !self.varies(&labels) {
            return None;
        }
        let observed = self.statistic(&labels, &self.both).filter(|t| t.is_finite())?;
        let counts = relabelling.count(1, || {
            let mut both = self.both.clone();
            move |labels: &[u8], rng: &mut Rng, counts: &mut [u64]| {
                for (pair, given) in both.iter_mut().zip(&self.both) {
                    *pair = if rng.coin() { (given.1, given.0) } else { *given };
                }
                let small = self.statistic(labels, &both).is_some_and(|t| t < observed * SLACK);
                counts[0] += u64::from(!small);
            }
        });
        Some(Permutation::new(relabelling, counts[0]))
    }

    /// True if the observed difference has a variance.
    fn varies(&self, labels: &[u8]) -> bool {
        let totals = self.totals(labels, &self.both);
        self.variance(labels, &self.both, &totals).sqrt() >= cluster::LEAST_SE
    }

    /// |t|; infinite for a difference without variance, 0 for none. `None` if it cannot be computed.
    fn statistic(&self, labels: &[u8], both: &[(Unit, Unit)]) -> Option<f64> {
        let totals = self.totals(labels, both);
        let difference = totals[0].sum / totals[0].n - totals[1].sum / totals[1].n;
        if difference == 0.0 {
            return Some(0.0);
        }
        let t = difference.abs() / self.variance(labels, both, &totals).sqrt();
        (!t.is_nan()).then_some(t)
    }

    fn totals(&self, labels: &[u8], both: &[(Unit, Unit)]) -> Totals {
        let mut lanes = [[0.0; LANES]; 4];
        let mut add = |lane: usize, n: f64, sum: f64, label: u8| {
            let (first, second) = (f64::from(label), f64::from(1 - label));
            lanes[0][lane] += first * n;
            lanes[1][lane] += first * sum;
            lanes[2][lane] += second * n;
            lanes[3][lane] += second * sum;
        };
        self.each(labels, &mut add);
        let [mut n, mut sum, mut other_n, mut other_sum] = lanes.map(add_up);
        for (one, other) in both {
            n += one.n;
            sum += one.sum;
            other_n += other.n;
            other_sum += other.sum;
        }
        [Unit { n, sum }, Unit { n: other_n, sum: other_sum }]
    }

    /// Σ e²/(N²(1−h)) over the units of either side, and Σ(e₁/(N₁√(1−h₁)) − e₂/(N₂√(1−h₂)))² over those of both.
    fn variance(&self, labels: &[u8], both: &[(Unit, Unit)], totals: &Totals) -> f64 {
        let [(mean, inverse), (other_mean, other_inverse)] = totals.map(|total| (total.sum / total.n, 1.0 / total.n));
        let mut lanes = [0.0; LANES];
        let mut add = |lane: usize, n: f64, sum: f64, label: u8| {
            let mean = if label == 1 { mean } else { other_mean };
            let inverse = if label == 1 { inverse } else { other_inverse };
            let error = (sum - mean * n) * inverse;
            lanes[lane] += error * error / (1.0 - n * inverse);
        };
        self.each(labels, &mut add);
        let error = |unit: &Unit, mean: f64, inverse: f64| {
            (unit.sum - mean * unit.n) * inverse / (1.0 - unit.n * inverse).sqrt()
        };
        let mut variance = add_up(lanes);
        for (one, other) in both {
            let error = error(one, mean, inverse) - error(other, other_mean, other_inverse);
            variance += error * error;
        }
        variance
    }

    /// Gives each unit to its lane.
    #[inline(always)]
    fn each(&self, labels: &[u8], add: &mut impl FnMut(usize, f64, f64, u8)) {
        let (n, sum) = (self.n.chunks_exact(LANES), self.sum.chunks_exact(LANES));
        let rest = (n.remainder(), sum.remainder());
        let labels = labels.chunks_exact(LANES);
        let rest_labels = labels.remainder();
        for ((n, sum), label) in n.zip(sum).zip(labels) {
            for lane in 0..LANES {
                add(lane, n[lane], sum[lane], label[lane]);
            }
        }
        for (lane, ((&n, &sum), &label)) in rest.0.iter().zip(rest.1).zip(rest_labels).enumerate() {
            add(lane, n, sum, label);
        }
    }
}

fn add_up(lanes: [f64; LANES]) -> f64 {
    lanes.iter().sum()
}

/// Flips signs of the differences between two speakers in the same articles, |Σd| (Fisher 1935, §21). Exact if 2ⁿ ≤ 65,536, otherwise 4,999
/// draws of a coin a difference, in order. `None` without a difference, or with one that is no number.
pub fn sign_flip(differences: &[f64], seed: u64, name: &str) -> Option<Permutation> {
    let observed = differences.iter().sum::<f64>().abs();
    if differences.is_empty() || !observed.is_finite() {
        return None;
    }
    let is_small = |flip: &mut dyn FnMut(usize) -> bool| {
        let signed = differences.iter().enumerate().map(|(at, &d)| if flip(at) { -d } else { d });
        signed.sum::<f64>().abs() < observed * SLACK
    };
    if differences.len() <= MOST_SIGNS {
        let labelings = 1 << differences.len();
        let count = (0..labelings).filter(|signs| !is_small(&mut |at| signs >> at & 1 == 1)).count() as u64;
        return Some(Permutation { p: count as f64 / labelings as f64, count, labelings, exact: true });
    }
    let relabelling = Relabelling::drawn(0, 0, seed, name).with_coins();
    let counts = relabelling.count(1, || {
        |_: &[u8], rng: &mut Rng, counts: &mut [u64]| counts[0] += u64::from(!is_small(&mut |_| rng.coin()))
    });
    Some(Permutation::new(&relabelling, counts[0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64::ANY;
    use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

    fn units(pairs: &[(f64, f64)]) -> Vec<Unit> {
        pairs.iter().map(|&(n, sum)| Unit { n, sum }).collect()
    }

    #[test]
    fn three_against_three_cannot_go_below_a_tenth() {
        let (a, b) = (units(&[(1.0, 0.9), (1.0, 0.8), (1.0, 0.95)]), units(&[(1.0, -0.9), (1.0, -0.8), (1.0, -0.7)]));
        let test = studentized(&a, &b, 1, "any").unwrap();
        assert_eq!((test.labelings, test.count, test.exact), (20, 2, true));
        assert_eq!(test.p, 0.1);
    }

    #[test]
    fn without_variance_or_a_second_unit_there_is_no_test() {
        let same = units(&[(2.0, 0.4), (1.0, 0.2), (3.0, 0.2 + 0.2 + 0.2)]);
        assert_eq!(studentized(&same, &same, 1, "any"), None);
        assert_eq!(studentized(&same[..1], &units(&[(1.0, 0.0), (1.0, 1.0)]), 1, "any"), None);
        assert_eq!(studentized(&[], &[], 1, "any"), None);
    }

    #[test]
    fn fishers_darwin_data() {
        // The 15 pairs of Darwin's maize: 863 of 32,768 patterns are as large on either side (Fisher 1935, §21).
        let darwin = [49.0, -67.0, 8.0, 16.0, 6.0, 23.0, 28.0, 41.0, 14.0, 29.0, 56.0, 24.0, 75.0, 60.0, -48.0];
        let test = sign_flip(&darwin, 1, "any").unwrap();
        assert_eq!((test.count, test.labelings, test.exact), (1726, 32_768, true));
        assert_eq!(sign_flip(&[], 1, "any"), None);
        let drawn = sign_flip(&[1.0; 40], 1, "any").unwrap();
        assert_eq!((drawn.count, drawn.p, drawn.exact), (0, 1.0 / 5000.0, false));
    }

    #[test]
    fn shared_clusters_swap_their_sides() {
        // Two stories that differ as the sides do: without the coins every draw would leave them as they are.
        let shared = [(Unit { n: 2.0, sum: 1.0 }, Unit { n: 1.0, sum: -0.5 }); 6];
        let shared: Vec<_> =
            shared.iter().enumerate().map(|(at, &(a, b))| (a, Unit { sum: b.sum - at as f64 / 9.0, ..b })).collect();
        let test = studentized_shared(&[], &[], &shared, 1, "any").unwrap();
        assert!(!test.exact && test.p < 0.1 && test.count > 0, "{test:?}");
        // A pair with one side is a unit of that side.
        let (a, b) = (units(&[(1.0, 0.4), (2.0, 0.1), (1.0, 0.2)]), units(&[(1.0, -0.4), (1.0, 0.1)]));
        let none = Unit::default();
        let pairs = [(a[2], none), (none, b[1]), (none, none)];
        assert_eq!(studentized_shared(&a[..2], &b[..1], &pairs, 1, "any"), studentized(&a, &b, 1, "any"));
    }

    #[test]
    fn threads_make_no_difference() {
        let side = |from: u32| -> Vec<Unit> {
            (from..from + 40).map(|at| Unit { n: f64::from(at % 7 + 1), sum: f64::from(at * at % 23) - 9.0 }).collect()
        };
        let (a, b) = (side(1), side(57));
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let one = alone.install(|| studentized(&a, &b, 5, "any"));
        assert_eq!(one, studentized(&a, &b, 5, "any"));
        assert!(one.is_some_and(|test| !test.exact && test.labelings == 4999));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn an_exact_p_is_at_least_one_labelling(
            a in prop::collection::vec((0u32..4, -9.0..9.0), 0..6), b in prop::collection::vec((0u32..4, -9.0..9.0), 0..6),
        ) {
            let unit = |&(n, sum): &(u32, f64)| Unit { n: f64::from(n), sum };
            let (a, b): (Vec<Unit>, Vec<Unit>) = (a.iter().map(unit).collect(), b.iter().map(unit).collect());
            let test = studentized(&a, &b, 1, "any");
            prop_assert_eq!(test.is_some(), cluster::difference(&a, &b).is_some_and(|d| d.has_variance()));
            if let Some(test) = test {
                prop_assert!(test.exact && test.count >= 1 && test.p >= 1.0 / test.labelings as f64 && test.p <= 1.0);
            }
        }

        #[test]
        fn whatever_the_units_p_is_a_share(numbers in prop::collection::vec((ANY, ANY), 0..12), split in 0usize..12) {
            let all = units(&numbers);
            let (a, b) = all.split_at(split.min(all.len()));
            let differences: Vec<f64> = numbers.iter().map(|pair| pair.1).collect();
            for test in [studentized(a, b, 1, "any"), sign_flip(&differences, 1, "any")].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&test.p));
            }
        }
    }
}
