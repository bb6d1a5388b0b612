//! Means and differences of clustered scores, with the variance and the degrees of freedom that few clusters need.
//!
//! The variance is CR2, "bias-reduced linearization", and the degrees of freedom are Satterthwaite's for it (Bell, McCaffrey 2002; Pustejovsky,
//! Tipton 2018), here in the closed form that a mean has.

use super::special;

/// A standard error below this is none: the scores don't vary, and rounding is all there is.
pub(super) const LEAST_SE: f64 = 1e-12;
/// The level of intervals, as the share below their upper end.
const UPPER: f64 = 0.975;

/// A cluster (an article) in a cell: the number of its scores and their sum. Without scores it is no cluster of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Unit {
    /// Number of scores.
    pub n: f64,
    /// Their sum.
    pub sum: f64,
}

impl Unit {
    /// True if there are scores.
    pub fn counts(&self) -> bool {
        self.n > 0.0
    }
}

/// An estimate with its standard error and degrees of freedom. All three are finite, `se` is not negative and `df` is positive in what this room
/// makes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error; exactly 0 where it would be below 10⁻¹², which is the scores' rounding.
    pub se: f64,
    /// Degrees of freedom of its t distribution.
    pub df: f64,
}

impl Estimate {
    fn new(value: f64, variance: f64, df: f64) -> Option<Self> {
        let se = variance.sqrt();
        let sound = value.is_finite() && se.is_finite() && df.is_finite() && df > 0.0;
        sound.then_some(Self { value, se: if se < LEAST_SE { 0.0 } else { se }, df })
    }

    /// The 95 % interval, value ± t(.975, df)·se; a point without variance.
    pub fn interval(&self) -> (f64, f64) {
        let half = special::t_quantile(UPPER, self.df).map_or(0.0, |t| t * self.se);
        if !self.has_variance() {
            return (self.value, self.value);
        }
        let bounded = |end: f64| end.clamp(f64::MIN, f64::MAX);
        (bounded(self.value - half), bounded(self.value + half))
    }

    /// value/se, `None` without variance.
    pub fn t(&self) -> Option<f64> {
        if self.has_variance() { special::finite(self.value / self.se) } else { None }
    }

    /// The two-sided p against 0 by t, `None` without variance.
    pub fn p(&self) -> Option<f64> {
        special::t_tail(self.t()?.abs(), self.df).map(|tail| (2.0 * tail).min(1.0))
    }

    /// True if the standard error is at least 10⁻¹².
    pub fn has_variance(&self) -> bool {
        self.se >= LEAST_SE
    }
}

/// The scores of one side: their number, their mean.
struct Side {
    total: f64,
    mean: f64,
}

impl Side {
    /// `None` under two units with scores.
    fn of(units: impl Iterator<Item = Unit> + Clone) -> Option<Self> {
        let units = units.filter(Unit::counts);
        if units.clone().count() < 2 {
            return None;
        }
        let (total, sum) = units.fold((0.0, 0.0), |(n, sum), unit| (n + unit.n, sum + unit.sum));
        Some(Self { total, mean: special::finite(sum / total)? })
    }

    /// h = n/N of a unit.
    fn share(&self, unit: &Unit) -> f64 {
        unit.n / self.total
    }

    /// The unit's term of the estimate's error, e/(N·√(1−h)) with e = S − m·n.
    fn error(&self, unit: &Unit) -> f64 {
        let share = self.share(unit);
        if unit.counts() { (unit.sum - self.mean * unit.n) / self.total / (1.0 - share).sqrt() } else { 0.0 }
    }
}

/// The mean of all scores, m = ΣS/N. V = Σ e²/(1−h)/N² with e = S − m·n and h = n/N; df = N²/(Σn² + (Σa)² − Σa²) with
/// a = n²/(N(1−h)). Units without scores are ignored; `None` under two with scores.
pub fn mean(units: &[Unit]) -> Option<Estimate> {
    let side = Side::of(units.iter().copied())?;
    let (mut variance, mut squares, mut before, mut pairs) = (0.0, 0.0, 0.0, 0.0);
    for unit in units.iter().filter(|unit| unit.counts()) {
        let share = side.share(unit);
        let error = side.error(unit);
        variance += error * error;
        squares += share * share;
        // (Σa)² − Σa² as twice the sum over pairs, which loses no digits to a large a.
        let a = share * share / (1.0 - share);
        pairs += a * before;
        before += a;
    }
    Estimate::new(side.mean, variance, 1.0 / (squares + 2.0 * pairs))
}

/// The sum of independent estimates, each times a factor. V = Σ V_i; df = V²/Σ(V_i²/df_i) (Satterthwaite 1946; Welch 1947).
fn sum(parts: impl Iterator<Item = (f64, Estimate)> + Clone) -> Option<Estimate> {
    let variance_of = |(factor, part): (f64, Estimate)| (factor * part.se) * (factor * part.se);
    let (mut value, mut variance, mut least) = (0.0, 0.0, f64::INFINITY);
    for (factor, part) in parts.clone() {
        value += factor * part.value;
        variance += variance_of((factor, part));
        least = part.df.min(least);
    }
    if variance == 0.0 {
        return Estimate::new(value, 0.0, least);
    }
    let mut inverse = 0.0;
    for part in parts {
        let share = variance_of(part) / variance;
        inverse += share * share / part.1.df;
    }
    Estimate::new(value, variance, 1.0 / inverse)
}

/// mean(a) − mean(b), where no cluster is on both sides: V = V_A + V_B, df = V²/(V_A²/df_A + V_B²/df_B), the smaller df if neither varies.
pub fn difference(a: &[Unit], b: &[Unit]) -> Option<Estimate> {
    sum([(1.0, mean(a)?), (-1.0, mean(b)?)].into_iter())
}

/// The mean of first sides less the mean of second sides, where clusters may have scores on both.
///
/// V = Σ(e₁/(N₁√(1−h₁)) − e₂/(N₂√(1−h₂)))²; df = (Σ_g(d_g − Σ_s b_gs²))² / (Σd_g² − 2Σ_g d_g Σ_s b_gs² + Σ_ss'(Σ_g b_gs b_gs')²) with
/// d_g = Σ_s n_gs/(N_s²(1−h_gs)) and b_gs = n_gs/(N_s^1.5·√(1−h_gs)). `None` under two clusters with scores on either side.
pub fn crossed_difference(units: &[(Unit, Unit)]) -> Option<Estimate> {
    let (first, second) = (Side::of(units.iter().map(|pair| pair.0))?, Side::of(units.iter().map(|pair| pair.1))?);
    // The degrees of freedom have no unit: both sides' d and b² are given in 1/N of the smaller, so that they don't vanish.
    let least = first.total.min(second.total);
    let terms = |side: &Side, unit: &Unit| {
        let share = if unit.counts() { side.share(unit) } else { 0.0 };
        let d = share / (1.0 - share) * (least / side.total);
        (d, (share * d).sqrt())
    };
    let (mut variance, mut trace, mut squares) = (0.0, 0.0, 0.0);
    let (mut first_b, mut second_b, mut both_b) = (0.0, 0.0, 0.0);
    for (one, other) in units {
        let error = first.error(one) - second.error(other);
        variance += error * error;
        let ((d_one, b_one), (d_other, b_other)) = (terms(&first, one), terms(&second, other));
        let (d, b) = (d_one + d_other, b_one * b_one + b_other * b_other);
        trace += d - b;
        squares += d * d - 2.0 * d * b;
        first_b += b_one * b_one;
        second_b += b_other * b_other;
        both_b += b_one * b_other;
    }
    squares += first_b * first_b + 2.0 * both_b * both_b + second_b * second_b;
    Estimate::new(first.mean - second.mean, variance, trace * trace / squares)
}

/// The weighted average of independent estimates: Σwv/Σw, V = Σw²V_i/(Σw)², df = V²/Σ(V_i²/df_i) (Satterthwaite 1946). Parts of weight 0 are
/// left out; `None` without a weight above 0, or with one below.
pub fn combine(parts: &[(f64, Estimate)]) -> Option<Estimate> {
    let total: f64 = parts.iter().map(|part| part.0).sum();
    if !(total > 0.0 && total.is_finite() && parts.iter().all(|part| part.0 >= 0.0)) {
        return None;
    }
    sum(parts.iter().filter(|part| part.0 > 0.0).map(|&(weight, part)| (weight / total, part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    fn units(pairs: &[(f64, f64)]) -> Vec<Unit> {
        pairs.iter().map(|&(n, sum)| Unit { n, sum }).collect()
    }

    #[test]
    fn equal_clusters_are_the_t_test_of_their_means() {
        // Means 1, 2, 3, 4 of two scores each: variance of the mean 5/3/4, three degrees of freedom.
        let estimate = mean(&units(&[(2.0, 2.0), (2.0, 4.0), (0.0, 0.0), (2.0, 6.0), (2.0, 8.0)])).unwrap();
        assert!((estimate.value - 2.5).abs() < 1e-15 && (estimate.se - (5.0f64 / 12.0).sqrt()).abs() < 1e-15);
        assert!((estimate.df - 3.0).abs() < 1e-12);
        let (low, high) = estimate.interval();
        assert!((high - low - 2.0 * 3.182_446_305_284_263 * estimate.se).abs() < 1e-9);
    }

    #[test]
    fn scores_that_do_not_vary_have_a_point() {
        let same = mean(&units(&[(2.0, 0.4), (1.0, 0.2), (3.0, 0.2 + 0.2 + 0.2)])).unwrap();
        assert_eq!((same.se, same.has_variance(), same.t(), same.p()), (0.0, false, None, None));
        assert_eq!(same.interval(), (same.value, same.value));
        let none = difference(&units(&[(1.0, 1.0), (1.0, 1.0)]), &units(&[(1.0, 0.0), (1.0, 0.0), (1.0, 0.0)]));
        assert_eq!(none, Some(Estimate { value: 1.0, se: 0.0, df: 1.0 }));
    }

    #[test]
    fn one_cluster_is_no_sample() {
        assert_eq!(mean(&units(&[(3.0, 0.6), (0.0, 0.0)])), None);
        assert_eq!(mean(&[]), None);
        let crossed =
            [(Unit { n: 1.0, sum: 1.0 }, Unit::default()), (Unit { n: 1.0, sum: 0.0 }, Unit { n: 1.0, sum: 0.0 })];
        assert_eq!(crossed_difference(&crossed), None);
    }

    #[test]
    fn averages_weigh_their_parts() {
        let part = |value| Estimate { value, se: 1.0, df: 4.0 };
        let average = combine(&[(1.0, part(0.0)), (1.0, part(2.0)), (0.0, part(9.0))]).unwrap();
        assert!((average.value - 1.0).abs() < 1e-15 && (average.se - 0.5f64.sqrt()).abs() < 1e-15);
        assert!((average.df - 8.0).abs() < 1e-12);
        assert_eq!(combine(&[(3.0, part(2.0))]), Some(part(2.0)));
        assert_eq!((combine(&[]), combine(&[(-1.0, part(1.0)), (2.0, part(1.0))])), (None, None));
    }

    fn any_units() -> impl Strategy<Value = Vec<Unit>> {
        let number = prop_oneof![4 => (0u32..9).prop_map(f64::from), 1 => ANY];
        let sum = prop_oneof![4 => -9.0..9.0, 1 => Just(0.5), 1 => ANY];
        prop::collection::vec((number, sum).prop_map(|(n, sum)| Unit { n, sum }), 0..12)
    }

    fn is_sound(estimate: &Estimate) -> bool {
        let (low, high) = estimate.interval();
        let p = estimate.p().is_none_or(|p| (0.0..=1.0).contains(&p));
        let t = estimate.t().is_none_or(f64::is_finite);
        let numbers = [estimate.value, estimate.se, estimate.df, low, high];
        numbers.iter().all(|n| n.is_finite()) && estimate.df > 0.0 && low <= high && p && t
    }

    proptest! {
        #[test]
        fn whatever_the_units_estimates_are_numbers(a in any_units(), b in any_units()) {
            let pairs: Vec<(Unit, Unit)> = a.iter().copied().zip(b.iter().copied()).collect();
            let (one, other) = (difference(&a, &b), crossed_difference(&pairs));
            let parts: Vec<(f64, Estimate)> = [mean(&a), mean(&b)].into_iter().flatten().map(|part| (0.3, part)).collect();
            for estimate in [one, other, mean(&a), combine(&parts)].iter().flatten() {
                prop_assert!(is_sound(estimate), "{estimate:?}");
            }
        }

        #[test]
        fn sides_change_the_sign_alone(a in any_units(), b in any_units()) {
            let there = difference(&a, &b);
            let back = difference(&b, &a).map(|back| Estimate { value: -back.value, ..back });
            prop_assert_eq!(there, back);
        }

        #[test]
        fn clusters_that_share_nothing_differ_as_nested_ones(
            a in prop::collection::vec((1u32..9, -9.0..9.0), 2..9), b in prop::collection::vec((1u32..9, -9.0..9.0), 2..9),
        ) {
            let unit = |&(n, sum): &(u32, f64)| Unit { n: f64::from(n), sum };
            let (a, b): (Vec<Unit>, Vec<Unit>) = (a.iter().map(unit).collect(), b.iter().map(unit).collect());
            let none = Unit::default();
            let pairs: Vec<_> = a.iter().map(|&a| (a, none)).chain(b.iter().map(|&b| (none, b))).collect();
            let (nested, crossed) = (difference(&a, &b).unwrap(), crossed_difference(&pairs).unwrap());
            prop_assert_eq!(nested.value, crossed.value);
            prop_assert!((nested.se - crossed.se).abs() <= 1e-12 * nested.se);
        }
    }
}
