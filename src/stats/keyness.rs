//! Words that one side uses more than the other: how much more, how surely, and whether many articles do.

use super::relabel::{Relabelling, SLACK};
use super::{rng::Rng, special};

/// A word's articles with how often each has it: (article, count).
pub type Postings = Vec<(u32, u32)>;

/// The log-odds ratio of a word with an informative Dirichlet prior.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// ln((y_A+α)/(n_A+α₀−y_A−α)) − ln((y_B+α)/(n_B+α₀−y_B−α)).
    pub log_odds: f64,
    /// 1/(y_A+α) + 1/(y_B+α).
    pub variance: f64,
    /// log_odds/√variance.
    pub z: f64,
}

/// The log-odds ratio of a word that side A has `count_a` times in `total_a` words, side B likewise (Monroe, Colaresi, Quinn 2008, eqs. 16, 20, 22).
/// The prior is `prior` words (α₀) spread as the word is in both sides: α = α₀(y_A+y_B)/(n_A+n_B). `None` if the word is nowhere or nothing else is.
pub fn log_odds(count_a: f64, count_b: f64, total_a: f64, total_b: f64, prior: f64) -> Option<LogOdds> {
    let alpha = prior * (count_a + count_b) / (total_a + total_b);
    let (with_a, with_b) = (count_a + alpha, count_b + alpha);
    let (rest_a, rest_b) = (total_a + prior - with_a, total_b + prior - with_b);
    if !(with_a > 0.0 && with_b > 0.0 && rest_a > 0.0 && rest_b > 0.0) {
        return None;
    }
    let log_odds = libm::log(with_a / rest_a) - libm::log(with_b / rest_b);
    let variance = 1.0 / with_a + 1.0 / with_b;
    let z = special::finite(log_odds / variance.sqrt())?;
    Some(LogOdds { log_odds: special::finite(log_odds)?, variance: special::finite(variance)?, z })
}

/// True if the numbers are counts of a word within totals.
fn are_counts(count_a: f64, count_b: f64, total_a: f64, total_b: f64) -> bool {
    let within = |count: f64, total: f64| count >= 0.0 && count <= total && total > 0.0 && total.is_finite();
    within(count_a, total_a) && within(count_b, total_b)
}

/// The log-likelihood ratio G² = 2ΣO·ln(O/E) over the four cells, word or other by side (Dunning 1993). `None` if a count is above its total or a
/// total is 0.
pub fn g2(count_a: f64, count_b: f64, total_a: f64, total_b: f64) -> Option<f64> {
    if !are_counts(count_a, count_b, total_a, total_b) {
        return None;
    }
    let both = count_a + count_b;
    let mut sum = 0.0;
    for (count, total) in [(count_a, total_a), (count_b, total_b)] {
        let expected = both * (total / (total_a + total_b));
        for (observed, expected) in [(count, expected), (total - count, total - expected)] {
            sum += if observed > 0.0 { observed * libm::log(observed / expected) } else { 0.0 };
        }
    }
    special::finite(2.0 * sum).map(|g2| g2.max(0.0))
}

/// G² − ln(n_A+n_B), an approximate Bayes factor with one degree of freedom: above 2 positive, 6 strong, 10 very strong (Wilson 2013).
pub fn bic(count_a: f64, count_b: f64, total_a: f64, total_b: f64) -> Option<f64> {
    special::finite(g2(count_a, count_b, total_a, total_b)? - libm::log(total_a + total_b))
}

/// The binary logarithm of the ratio of the two relative frequencies; a count of 0 is taken for a half (Hardie 2014).
pub fn log_ratio(count_a: f64, count_b: f64, total_a: f64, total_b: f64) -> Option<f64> {
    if !are_counts(count_a, count_b, total_a, total_b) {
        return None;
    }
    let rate = |count: f64, total: f64| if count > 0.0 { count / total } else { 0.5 / total };
    special::finite(special::log2(rate(count_a, total_a) / rate(count_b, total_b)))
}

/// The conservative log ratio: the end nearer to 0 of the log ratio's 95 % interval, Bonferroni over `vocabulary` words, 0 if the interval holds 0
/// (Evert 2022). The interval is that of Clopper and Pearson for y_A of y_A+y_B.
pub fn lrc(count_a: f64, count_b: f64, total_a: f64, total_b: f64, vocabulary: u64) -> Option<f64> {
    if !are_counts(count_a, count_b, total_a, total_b) {
        return None;
    }
    let alpha = 0.05 / vocabulary.max(1) as f64 / 2.0;
    let ratio = |share: f64| special::finite(special::log2(total_b / total_a * (share / (1.0 - share))));
    if count_a / total_a > count_b / total_b {
        Some(ratio(special::beta_quantile(alpha, count_a, count_b + 1.0)?)?.max(0.0))
    } else if count_b > 0.0 {
        // One minus a lower quantile of the mirror image: a share near 1 has no other way to keep its digits.
        let rest = special::beta_quantile(alpha, count_b, count_a + 1.0)?;
        let end = special::finite(special::log2(total_b / total_a * ((1.0 - rest) / rest)))?;
        // `min` could give a negative zero.
        Some(if end < 0.0 { end } else { 0.0 })
    } else {
        Some(0.0)
    }
}

/// The article-level p of each word's |z|: articles change sides, the prior stays as both sides together have it. `totals` are the words of each
/// article, `in_a` says which are on side A. Exact up to 20,000 labellings, otherwise 4,999 draws, each for all words. 1 for a word without z.
/// `None` if the lists don't fit, a posting names no article, or a side has none.
pub fn permutation(
    words: &[Postings],
    totals: &[f64],
    in_a: &[bool],
    prior: f64,
    seed: u64,
    name: &str,
) -> Option<Vec<f64>> {
    let articles = totals.len();
    let number = in_a.iter().filter(|&&label| label).count();
    let fits = |words: &Postings| words.iter().all(|posting| (posting.0 as usize) < articles);
    if in_a.len() != articles || number == 0 || number == articles || !words.iter().all(fits) {
        return None;
    }
    let relabelling = Relabelling::new(articles, number, seed, name);
    let observed = zs(words, totals, &in_a.iter().map(|&label| u8::from(label)).collect::<Vec<_>>(), prior);
    let counts = relabelling.count(words.len(), || {
        |labels: &[u8], _: &mut Rng, counts: &mut [u64]| {
            for ((count, found), observed) in counts.iter_mut().zip(zs(words, totals, labels, prior)).zip(&observed) {
                let small = found.zip(*observed).is_some_and(|(found, observed)| found < observed * SLACK);
                *count += u64::from(!small);
            }
        }
    });
    Some(counts.iter().map(|&count| relabelling.p(count)).collect())
}

/// |z| of every word under a labelling.
fn zs(words: &[Postings], totals: &[f64], labels: &[u8], prior: f64) -> Vec<Option<f64>> {
    let (mut total_a, mut total_b) = (0.0, 0.0);
    for (&total, &label) in totals.iter().zip(labels) {
        *(if label == 1 { &mut total_a } else { &mut total_b }) += total;
    }
    let z = |postings: &Postings| {
        let (mut all, mut with_a) = (0u64, 0u64);
        for &(article, count) in postings {
            all += u64::from(count);
            with_a += u64::from(count) * u64::from(labels[article as usize]);
        }
        log_odds(with_a as f64, (all - with_a) as f64, total_a, total_b, prior).map(|found| found.z.abs())
    };
    words.iter().map(z).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn rayson_and_garsides_measure_with_its_four_cells() {
        // 10 of 100 against 10 of 100 is nothing; 20 against 0 is 2·(20·ln 2 + 100·ln(100/90) + 80·ln(80/90)).
        assert_eq!(g2(10.0, 10.0, 100.0, 100.0), Some(0.0));
        let expected = 2.0 * (20.0 * libm::log(2.0) + 100.0 * libm::log(10.0 / 9.0) + 80.0 * libm::log(8.0 / 9.0));
        assert!((g2(20.0, 0.0, 100.0, 100.0).unwrap() - expected).abs() < 1e-12);
        assert!((log_ratio(20.0, 5.0, 100.0, 100.0).unwrap() - 2.0).abs() < 1e-15);
        assert!((log_ratio(4.0, 0.0, 100.0, 100.0).unwrap() - 3.0).abs() < 1e-15);
        assert_eq!((g2(2.0, 0.0, 1.0, 1.0), log_ratio(0.0, 0.0, 0.0, 1.0)), (None, None));
    }

    #[test]
    fn few_hits_are_conservatively_nothing() {
        assert_eq!(lrc(3.0, 1.0, 100.0, 100.0, 50), Some(0.0));
        let (there, back) = (lrc(90.0, 3.0, 1e3, 1e3, 50).unwrap(), lrc(3.0, 90.0, 1e3, 1e3, 50).unwrap());
        assert!(there > 1.0 && (there + back).abs() < 1e-12);
        assert_eq!(lrc(0.0, 0.0, 9.0, 9.0, 0), Some(0.0));
    }

    #[test]
    fn a_word_of_one_article_is_no_ones_word() {
        // Ten articles of a hundred words; "one" is in a single article thirty times, "all" six times in each of side A.
        let words = [vec![(0, 30)], (0..5).map(|at| (at, 6)).collect(), vec![]];
        let in_a: Vec<bool> = (0..10).map(|at| at < 5).collect();
        let p = permutation(&words, &[100.0; 10], &in_a, 500.0, 1, "any").unwrap();
        assert_eq!(p, [1.0, 2.0 / 252.0, 1.0]);
        assert_eq!(permutation(&[vec![(10, 1)]], &[100.0; 10], &in_a, 500.0, 1, "any"), None);
        assert_eq!(permutation(&words, &[100.0; 10], &[true; 10], 500.0, 1, "any"), None);
    }

    fn any_number() -> impl Strategy<Value = f64> {
        prop::strategy::Union::new([any::<f64>().boxed(), (0u32..9).prop_map(f64::from).boxed()])
    }

    proptest! {
        #[test]
        fn whatever_the_counts_figures_are_numbers(a in any_number(), b in any_number(), m in any_number(), n in any_number(), prior in any_number(), v: u64) {
            let z = log_odds(a, b, m, n, prior).map(|found| found.z);
            for found in [z, g2(a, b, m, n), bic(a, b, m, n), log_ratio(a, b, m, n), lrc(a, b, m, n, v)].into_iter().flatten() {
                prop_assert!(found.is_finite());
            }
        }

        #[test]
        fn sides_change_the_sign_alone(a in 0u32..50, b in 0u32..50, m in 50u32..90, n in 50u32..90) {
            let [a, b, m, n] = [a, b, m, n].map(f64::from);
            let (there, back) = (log_odds(a, b, m, n, 50.0), log_odds(b, a, n, m, 50.0));
            prop_assert_eq!(there.map(|found| found.z), back.map(|found| 0.0 - found.z));
        }
    }
}
