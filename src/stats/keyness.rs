//! Words that one side uses more than the other: how much more, how surely, and whether many articles do.

use super::relabel::{BLOCK, Judge, Labelling, Relabelling, SLACK};
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
    let mut observed = Sides::new(words, totals, prior);
    observed.add(&in_a.iter().map(|&label| u8::from(label)).collect::<Vec<_>>());
    let observed: Vec<Option<f64>> = (0..words.len()).map(|word| observed.counts(word).z(0)).collect();
    let counts = relabelling.count(words.len(), || (Sides::new(words, totals, prior), &observed[..]));
    Some(counts.iter().map(|&count| relabelling.p(count)).collect())
}

/// The labels of up to 64 labellings, a bit each, so that one step over a posting serves them all.
struct Sides<'a> {
    words: &'a [Postings],
    totals: &'a [f64],
    prior: f64,
    /// By article, in which labellings it is on side A.
    masks: Vec<Mask>,
    /// By labelling, the words of side A and of side B.
    sizes: Vec<(f64, f64)>,
}

impl Judge for (Sides<'_>, &[Option<f64>]) {
    fn look(&mut self, labelling: &Labelling, _: &mut Rng, _: &mut [u64]) {
        self.0.add(&labelling.labels);
    }

    fn end(&mut self, counts: &mut [u64]) {
        for (word, (count, observed)) in counts.iter_mut().zip(self.1).enumerate() {
            let sums = self.0.counts(word);
            let is_small = |at| sums.z(at).zip(*observed).is_some_and(|(found, observed)| found < observed * SLACK);
            *count += (0..self.0.sizes.len()).filter(|&at| !is_small(at)).count() as u64;
        }
    }
}

impl<'a> Sides<'a> {
    fn new(words: &'a [Postings], totals: &'a [f64], prior: f64) -> Self {
        Self {
            words,
            totals,
            prior,
            masks: vec![Mask::default(); totals.len()],
            sizes: Vec::with_capacity(BLOCK as usize),
        }
    }

    fn add(&mut self, labels: &[u8]) {
        let (at, mut size) = (self.sizes.len(), [0.0; 2]);
        for ((mask, &label), total) in self.masks.iter_mut().zip(labels).zip(self.totals) {
            mask[at / 64] |= u64::from(label) << (at % 64);
            size[0] += f64::from(label) * total;
            size[1] += f64::from(1 - label) * total;
        }
        self.sizes.push((size[0], size[1]));
    }

    /// The word's count on side A in each labelling.
    fn counts(&self, word: usize) -> Counts<'_> {
        let mut counts = Counts { sides: self, planes: [Mask::default(); u64::BITS as usize], all: 0 };
        for &(article, count) in &self.words[word] {
            counts.all = counts.all.saturating_add(u64::from(count));
            counts.add(self.masks[article as usize], count);
        }
        counts
    }
}

/// A bit for each labelling of a block.
type Mask = [u64; BLOCK as usize / 64];

/// A number for each labelling, by the place of their digits: `planes[p]` has digit p of each.
struct Counts<'a> {
    sides: &'a Sides<'a>,
    planes: [Mask; u64::BITS as usize],
    all: u64,
}

impl Counts<'_> {
    /// Adds a count to the numbers that the mask names.
    fn add(&mut self, mask: Mask, count: u32) {
        let mut rest = count;
        while rest > 0 {
            let first = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let mut carry = mask;
            for plane in &mut self.planes[first..] {
                for (plane, carry) in plane.iter_mut().zip(&mut carry) {
                    (*plane, *carry) = (*plane ^ *carry, *plane & *carry);
                }
                if carry == Mask::default() {
                    break;
                }
            }
        }
    }

    /// |z| in a labelling.
    fn z(&self, at: usize) -> Option<f64> {
        let planes = &self.planes[..(u64::BITS - self.all.leading_zeros()) as usize];
        let digits = planes.iter().enumerate().map(|(place, plane)| (plane[at / 64] >> (at % 64) & 1) << place);
        let with_a: u64 = digits.sum();
        let (total_a, total_b) = self.sides.sizes[at];
        let rest = self.all.saturating_sub(with_a);
        log_odds(with_a as f64, rest as f64, total_a, total_b, self.sides.prior).map(|found| found.z.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64::ANY;
    use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

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

    #[test]
    fn a_block_at_once_is_one_by_one() {
        let mut rng = Rng::stream(9, "made up", 0);
        let words: Vec<Postings> = (0..20)
            .map(|_| (0..30).map(|at| (at, rng.below(40) as u32)).filter(|posting| posting.1 > 20).collect())
            .collect();
        let totals: Vec<f64> = (0..30).map(|at| f64::from(900 + at % 7)).collect();
        let in_a: Vec<bool> = (0..30).map(|at| at % 2 == 0).collect();
        let z = |word: &Postings, in_a: &[bool]| {
            let count = |wanted: bool| -> f64 {
                word.iter()
                    .filter(|posting| in_a[posting.0 as usize] == wanted)
                    .map(|posting| f64::from(posting.1))
                    .sum()
            };
            let size = |wanted: bool| -> f64 { (0..30).filter(|&at| in_a[at] == wanted).map(|at| totals[at]).sum() };
            log_odds(count(true), count(false), size(true), size(false), 500.0).unwrap().z.abs()
        };
        let mut expected = vec![1.0; words.len()];
        for replicate in 0..4999 {
            let mut order: Vec<usize> = (0..30).collect();
            Rng::stream(5, "any", replicate).shuffle(&mut order);
            let labels: Vec<bool> = (0..30).map(|at| order[..15].contains(&at)).collect();
            for (count, word) in expected.iter_mut().zip(&words) {
                *count += f64::from(u8::from(z(word, &labels) >= z(word, &in_a) * SLACK));
            }
        }
        let expected: Vec<f64> = expected.into_iter().map(|count| count / 5000.0).collect();
        assert_eq!(permutation(&words, &totals, &in_a, 500.0, 5, "any"), Some(expected));
    }

    fn any_number() -> impl Strategy<Value = f64> {
        prop::strategy::Union::new([ANY.boxed(), (0u32..9).prop_map(f64::from).boxed()])
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
