//! Permutation tests that relabel articles, and the test that flips signs of paired differences.
//!
//! The statistic is |t| with the CR2 variance computed again for each labelling: the plain difference rejects a true null too often where sides
//! differ in size or spread (Janssen 1997; Chung, Romano 2013). With few clusters p cannot be small, .1 for three against three: whether a test
//! is worth its print is for the caller to say.

use super::cluster::{self, Unit};
use super::relabel::{Labelling, Relabelling, SLACK};
use super::rng::Rng;

/// Up to this many differences, each pattern of signs is looked at: 2¹⁶.
const MOST_SIGNS: usize = 16;

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
    varies(a, b, &[])?;
    cells.test(&Relabelling::drawn(cells.class.len(), cells.in_a, seed, name))
}

/// As [`studentized`], with clusters `both` that have scores on both sides (a wire story that several outlets print). These have their sides
/// swapped by a coin each, drawn after the shuffle of the others; |t| has the crossed variance. A pair with one empty side joins `a` or `b`, after
/// the others. With pairs, labellings are always drawn.
pub fn studentized_shared(a: &[Unit], b: &[Unit], both: &[(Unit, Unit)], seed: u64, name: &str) -> Option<Permutation> {
    varies(a, b, both)?;
    let cells = Cells::new(a, b, both);
    let relabelling = Relabelling::new(cells.class.len(), cells.in_a, seed, name);
    cells.test(&if cells.both.is_empty() { relabelling } else { relabelling.with_coins() })
}

/// Nothing if the difference has no variance: sums by size are too coarse to tell, and the units themselves do.
fn varies(a: &[Unit], b: &[Unit], both: &[(Unit, Unit)]) -> Option<()> {
    let none = Unit::default();
    let alone = a.iter().map(|&unit| (unit, none)).chain(b.iter().map(|&unit| (none, unit)));
    let all: Vec<(Unit, Unit)> = alone.chain(both.iter().copied()).collect();
    cluster::crossed_difference(&all).filter(|difference| difference.has_variance()).map(|_| ())
}

/// The units of a comparison, those of the first side before those of the second.
struct Cells {
    /// The size of each, as a place in `sizes`.
    class: Vec<u32>,
    /// The sum of each less what its scores would add up to if all had the mean of all: errors of rounding stay small, and no error of any side
    /// changes with it.
    centred: Vec<f64>,
    /// Numbers of scores that units have, ascending.
    sizes: Vec<f64>,
    /// All units by size.
    whole: Vec<Class>,
    in_a: usize,
    both: Vec<(Unit, Unit)>,
}

/// Units of one size on a side: how many, their centred sums, and the squares of these. More is not needed for a variance, so that a labelling
/// costs as much as its smaller side has units.
#[derive(Clone, Copy, Debug, Default)]
struct Class {
    units: f64,
    sum: f64,
    squares: f64,
}

impl Class {
    fn add(&mut self, sum: f64) {
        self.units += 1.0;
        self.sum += sum;
        self.squares += sum * sum;
    }

    fn less(&self, part: &Self) -> Self {
        Self { units: self.units - part.units, sum: self.sum - part.sum, squares: self.squares - part.squares }
    }
}

impl Cells {
    fn new(a: &[Unit], b: &[Unit], both: &[(Unit, Unit)]) -> Self {
        let alone = |unit: Unit, other: Unit| if other.counts() { None } else { Some(unit) };
        let first = a.iter().copied().chain(both.iter().filter_map(|&(one, other)| alone(one, other)));
        let second = b.iter().copied().chain(both.iter().filter_map(|&(one, other)| alone(other, one)));
        let first: Vec<Unit> = first.filter(Unit::counts).collect();
        let units: Vec<Unit> = first.iter().copied().chain(second.filter(Unit::counts)).collect();
        let both: Vec<(Unit, Unit)> =
            both.iter().copied().filter(|(one, other)| one.counts() && other.counts()).collect();
        let all = || units.iter().copied().chain(both.iter().flat_map(|&(one, other)| [one, other]));
        let mean = all().map(|unit| unit.sum).sum::<f64>() / all().map(|unit| unit.n).sum::<f64>();
        let centre = |unit: Unit| Unit { sum: unit.sum - mean * unit.n, ..unit };
        let mut sizes: Vec<f64> = units.iter().map(|unit| unit.n).collect();
        sizes.sort_by(f64::total_cmp);
        sizes.dedup();
        let class: Vec<u32> = units.iter().map(|unit| sizes.partition_point(|size| *size < unit.n) as u32).collect();
        let centred: Vec<f64> = units.iter().map(|&unit| centre(unit).sum).collect();
        let mut whole = vec![Class::default(); sizes.len()];
        class.iter().zip(&centred).for_each(|(&class, &sum)| whole[class as usize].add(sum));
        let both = both.into_iter().map(|(one, other)| (centre(one), centre(other))).collect();
        Self { class, centred, sizes, whole, in_a: first.len(), both }
    }

    fn test(&self, relabelling: &Relabelling) -> Option<Permutation> {
        let units = self.class.len();
        if (self.in_a + self.both.len()).min(units - self.in_a + self.both.len()) < 2 {
            return None;
        }
        let given = Labelling::of((0..units).map(|at| u8::from(at < self.in_a)).collect());
        let observed = Drawn::new(self, &given, &self.both, &mut Vec::new()).statistic().filter(|t| t.is_finite())?;
        let counts = relabelling.count(1, || {
            let (mut both, mut room) = (self.both.clone(), Vec::new());
            move |labelling: &Labelling, rng: &mut Rng, counts: &mut [u64]| {
                for (pair, given) in both.iter_mut().zip(&self.both) {
                    *pair = if rng.coin() { (given.1, given.0) } else { *given };
                }
                let drawn = Drawn::new(self, labelling, &both, &mut room);
                let small = drawn.statistic().is_some_and(|t| t < observed * SLACK);
                counts[0] += u64::from(!small);
            }
        });
        Some(Permutation::new(relabelling, counts[0]))
    }

    /// Number and sum of the scores of units by size.
    fn total(&self, classes: impl Iterator<Item = Class>) -> Unit {
        classes.zip(&self.sizes).fold(Unit::default(), |total, (class, size)| Unit {
            n: total.n + class.units * size,
            sum: total.sum + class.sum,
        })
    }
}

/// A labelling in figures.
struct Drawn {
    difference: f64,
    variance: f64,
}

impl Drawn {
    fn new(cells: &Cells, labelling: &Labelling, both: &[(Unit, Unit)], room: &mut Vec<Class>) -> Self {
        let first_is_smaller = labelling.first().len() <= labelling.second().len();
        let smaller = if first_is_smaller { labelling.first() } else { labelling.second() };
        room.clear();
        room.resize(cells.sizes.len(), Class::default());
        for &unit in smaller {
            room[cells.class[unit as usize] as usize].add(cells.centred[unit as usize]);
        }
        let part = || room.iter().copied();
        let rest = || cells.whole.iter().zip(room.iter()).map(|(whole, part)| whole.less(part));
        let (mut small, mut large) = (cells.total(part()), cells.total(rest()));
        for (one, other) in both {
            let (of_small, of_large) = if first_is_smaller { (one, other) } else { (other, one) };
            (small.n, small.sum) = (small.n + of_small.n, small.sum + of_small.sum);
            (large.n, large.sum) = (large.n + of_large.n, large.sum + of_large.sum);
        }
        let mut variance = of_classes(part(), &cells.sizes, small) + of_classes(rest(), &cells.sizes, large);
        for (one, other) in both {
            let (of_small, of_large) = if first_is_smaller { (one, other) } else { (other, one) };
            let error = error(of_small, small) - error(of_large, large);
            variance += error * error;
        }
        let difference = small.sum / small.n - large.sum / large.n;
        Self { difference: if first_is_smaller { difference } else { -difference }, variance }
    }

    /// |t|; infinite for a difference without variance, 0 for none. `None` if it cannot be computed.
    fn statistic(&self) -> Option<f64> {
        if self.difference == 0.0 {
            return Some(0.0);
        }
        let t = self.difference.abs() / self.variance.sqrt();
        (!t.is_nan()).then_some(t)
    }
}

/// Σ e²/(N²(1−h)) over the units of a side: over those of a size n, Σe² = Σs² − 2m̄nΣs + m̄²n²·units.
fn of_classes(classes: impl Iterator<Item = Class>, sizes: &[f64], total: Unit) -> f64 {
    let (mean, inverse) = (total.sum / total.n, 1.0 / total.n);
    let of_class = |(class, size): (Class, &f64)| {
        let expected = mean * size;
        let squares = class.squares - 2.0 * expected * class.sum + expected * expected * class.units;
        if class.units > 0.0 { squares.max(0.0) * inverse * inverse / (1.0 - size * inverse) } else { 0.0 }
    };
    classes.zip(sizes).map(of_class).sum()
}

/// What a unit of a pair adds to the root of the variance: e/(N√(1−h)).
fn error(unit: &Unit, total: Unit) -> f64 {
    (unit.sum - total.sum / total.n * unit.n) / total.n / (1.0 - unit.n / total.n).sqrt()
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
        |_: &Labelling, rng: &mut Rng, counts: &mut [u64]| counts[0] += u64::from(!is_small(&mut |_| rng.coin()))
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
