//! How large a difference is, in units of its own: Hedges' g, Cliff's delta, the probability of superiority. No verbal labels.

use super::special;
use std::cmp::Ordering;

/// Scores with how often each occurs, in rising order.
pub type Tally = [(i32, u32)];

/// Number, sum and sum of squares of scores, as exact integers in the score's own unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Number of scores.
    pub n: u64,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares.
    pub sum_of_squares: i128,
}

impl Moments {
    /// The moments of a tally.
    pub fn of(tally: &Tally) -> Self {
        tally.iter().fold(Self::default(), |all, &(score, count)| {
            let (score, count) = (i128::from(score), i128::from(count));
            all.plus(&Self { n: count as u64, sum: score * count, sum_of_squares: score * score * count })
        })
    }

    /// The moments of both together; what would overflow stays at the largest number.
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            n: self.n.saturating_add(other.n),
            sum: self.sum.saturating_add(other.sum),
            sum_of_squares: self.sum_of_squares.saturating_add(other.sum_of_squares),
        }
    }

    /// Σx/n.
    pub fn mean(&self) -> Option<f64> {
        if self.n == 0 { None } else { Some(self.sum as f64 / self.n as f64) }
    }

    /// Σ(x − mean)² as (nΣx² − (Σx)²)/n, whose upper side is exact. `None` if it is too large for that, or if no scores have these moments.
    pub fn squared_deviations(&self) -> Option<f64> {
        let square = self.sum.checked_mul(self.sum)?;
        let above = i128::from(self.n).checked_mul(self.sum_of_squares)?.checked_sub(square)?;
        if self.n == 0 || above < 0 { None } else { Some(above as f64 / self.n as f64) }
    }

    /// The sample's variance, Σ(x − mean)²/(n − 1).
    pub fn variance(&self) -> Option<f64> {
        if self.n < 2 { None } else { Some(self.squared_deviations()? / (self.n - 1) as f64) }
    }
}

/// J(m) = Γ(m/2)/(√(m/2)·Γ((m−1)/2)), which takes the bias of a small sample from d (Hedges 1981, eq. 6e). `None` for m ≤ 1.
pub fn small_sample_correction(m: f64) -> Option<f64> {
    if !(m > 1.0 && m.is_finite()) {
        return None;
    }
    // The ratio of the two gammas is Γ(1/2) over a beta: no difference of large logarithms.
    let ratio = special::ln_gamma(0.5)? - special::ln_beta((m - 1.0) / 2.0, 0.5)?;
    special::finite(libm::exp(ratio) / (m / 2.0).sqrt())
}

/// Cohen's d, (mean_A − mean_B)/s with the pooled s² = (Σ(x−m_A)² + Σ(x−m_B)²)/(n_A+n_B−2). `None` under two scores a side or if they don't vary.
pub fn cohens_d(a: &Moments, b: &Moments) -> Option<f64> {
    if a.n.min(b.n) < 2 {
        return None;
    }
    let pooled = (a.squared_deviations()? + b.squared_deviations()?) / (a.n as f64 + b.n as f64 - 2.0);
    if pooled > 0.0 { special::finite((a.mean()? - b.mean()?) / pooled.sqrt()) } else { None }
}

/// Hedges' g = J(n_A+n_B−2)·d with the exact J (Hedges 1981), over scores, not articles. `None` as for [`cohens_d`].
pub fn hedges_g(a: &Moments, b: &Moments) -> Option<f64> {
    let d = cohens_d(a, b)?;
    Some(d * small_sample_correction(a.n as f64 + b.n as f64 - 2.0)?)
}

/// Cliff's delta, P(A > B) − P(A < B) over all pairs (Cliff 1993), in one pass over both tallies. `None` without a score on either side, or if a
/// tally is not in rising order.
pub fn cliffs_delta(a: &Tally, b: &Tally) -> Option<f64> {
    if !(a.is_sorted_by_key(|entry| entry.0) && b.is_sorted_by_key(|entry| entry.0)) {
        return None;
    }
    let total = |tally: &Tally| tally.iter().map(|entry| i128::from(entry.1)).sum::<i128>();
    let (all_a, all_b) = (total(a), total(b));
    let (mut rest_a, mut rest_b) = (a.iter().peekable(), b.iter().peekable());
    let (mut below, mut excess) = (0, 0);
    loop {
        let score = match (rest_a.peek(), rest_b.peek()) {
            (None, _) => break,
            (Some(one), None) => one.0,
            (Some(one), Some(other)) => one.0.min(other.0),
        };
        let here = |rest: &mut std::iter::Peekable<std::slice::Iter<(i32, u32)>>| {
            let mut count = 0;
            while let Some(entry) = rest.next_if(|entry| entry.0.cmp(&score) == Ordering::Equal) {
                count += i128::from(entry.1);
            }
            count
        };
        let (count_a, count_b) = (here(&mut rest_a), here(&mut rest_b));
        excess += count_a * (2 * below + count_b - all_b);
        below += count_b;
    }
    if all_a == 0 || all_b == 0 { None } else { Some(excess as f64 / (all_a * all_b) as f64) }
}

/// The probability of superiority, P(A > B) + P(A = B)/2 = (delta + 1)/2 (Vargha, Delaney 2000).
pub fn probability_of_superiority(delta: f64) -> f64 {
    if delta.is_nan() { 0.5 } else { (delta.clamp(-1.0, 1.0) + 1.0) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_correction_is_near_its_approximation() {
        // 1 − 3/(4m − 1) (Hedges 1981, eq. 6f), whose error falls with m².
        for m in [10.0, 50.0, 1e4, 1e8] {
            assert!(
                (small_sample_correction(m).unwrap() - (1.0 - 3.0 / (4.0 * m - 1.0))).abs() < 0.04 / (m * m) + 1e-14
            );
        }
        assert_eq!((small_sample_correction(1.0), small_sample_correction(f64::NAN)), (None, None));
        assert!((small_sample_correction(2.0).unwrap() - 0.564_189_583_547_756).abs() < 1e-14);
    }

    #[test]
    fn scores_that_do_not_vary_have_no_g() {
        let same = Moments::of(&[(7, 5)]);
        assert_eq!((hedges_g(&same, &same), hedges_g(&Moments::default(), &same)), (None, None));
        let (a, b) = (Moments::of(&[(1, 1), (3, 1)]), Moments::of(&[(0, 1), (2, 1)]));
        assert!((cohens_d(&a, &b).unwrap() - 0.5f64.sqrt()).abs() < 1e-15);
        let largest = Moments { n: u64::MAX, sum: i128::MAX, sum_of_squares: i128::MAX };
        assert_eq!(hedges_g(&largest, &largest), None);
    }

    #[test]
    fn ties_count_half() {
        assert_eq!(cliffs_delta(&[(5, 2)], &[(5, 1)]), Some(0.0));
        assert_eq!(cliffs_delta(&[(1, 1), (2, 1)], &[(0, 9)]), Some(1.0));
        assert_eq!((cliffs_delta(&[], &[(0, 1)]), cliffs_delta(&[(0, 1)], &[(0, 0)])), (None, None));
        assert_eq!(cliffs_delta(&[(2, 1), (1, 1)], &[(0, 1)]), None);
        assert_eq!((probability_of_superiority(0.0), probability_of_superiority(-1.0)), (0.5, 0.0));
    }

    fn any_tally() -> impl Strategy<Value = Vec<(i32, u32)>> {
        prop::collection::btree_map(-6i32..6, 0u32..5, 0..8).prop_map(|tally| tally.into_iter().collect())
    }

    proptest! {
        #[test]
        fn delta_is_that_of_all_pairs(a in any_tally(), b in any_tally()) {
            let spread = |tally: &Tally| -> Vec<i32> {
                tally.iter().flat_map(|&(score, count)| std::iter::repeat_n(score, count as usize)).collect()
            };
            let (all_a, all_b) = (spread(&a), spread(&b));
            let pairs: i32 = all_a.iter().flat_map(|x| all_b.iter().map(move |y| x.cmp(y) as i32)).sum();
            let number = (all_a.len() * all_b.len()) as f64;
            let expected = if number == 0.0 { None } else { Some(f64::from(pairs) / number) };
            prop_assert_eq!(cliffs_delta(&a, &b), expected);
            prop_assert_eq!(cliffs_delta(&b, &a), expected.map(|delta| -delta));
            prop_assert!(expected.is_none_or(|delta| (-1.0..=1.0).contains(&delta)));
        }

        #[test]
        fn whatever_the_scores_g_is_a_number(a in prop::collection::vec(any::<(i32, u32)>(), 0..9), n: u64, sum: i128, squares: i128) {
            let (a, b) = (Moments::of(&a), Moments { n, sum, sum_of_squares: squares });
            for g in [hedges_g(&a, &b), hedges_g(&b, &a), hedges_g(&a, &a), b.variance()].into_iter().flatten() {
                prop_assert!(g.is_finite());
            }
        }
    }
}
