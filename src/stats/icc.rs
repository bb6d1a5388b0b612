//! How alike scores of one article are, and what that costs.

use super::effect::Moments;
use super::special;

/// The one-way analysis of variance of articles. Finite throughout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icc {
    /// Mean square between articles, in the score's unit squared.
    pub msb: f64,
    /// Mean square within articles.
    pub msw: f64,
    /// The number of scores of an average article, (N − Σn²/N)/(G − 1).
    pub n0: f64,
    /// The intraclass correlation ICC(1) = (msb − msw)/(msb + (n0 − 1)·msw) (Shrout, Fleiss 1979). May be below 0.
    pub icc: f64,
    /// 1 + (Σn²/N − 1)·max(0, ICC): how many times the variance of a mean is that of independent scores (Kish 1965, for unequal articles).
    pub design_effect: f64,
    /// N over the design effect.
    pub effective_n: f64,
}

/// The ICC of articles, each by the moments of its scores. Articles without scores are ignored; `None` under two articles, if none has a second
/// score, or if nothing varies.
pub fn icc(units: &[Moments]) -> Option<Icc> {
    let units: Vec<&Moments> = units.iter().filter(|unit| unit.n > 0).collect();
    let all = units.iter().fold(Moments::default(), |all, unit| all.plus(unit));
    let (number, groups) = (all.n as f64, units.len() as f64);
    if groups < 2.0 || number <= groups {
        return None;
    }
    let grand = all.mean()?;
    let (mut between, mut within, mut squares) = (0.0, 0.0, 0.0);
    for unit in units {
        let n = unit.n as f64;
        let distance = unit.mean()? - grand;
        between += n * distance * distance;
        within += unit.squared_deviations()?;
        squares += n * n;
    }
    let (msb, msw) = (between / (groups - 1.0), within / (number - groups));
    let n0 = (number - squares / number) / (groups - 1.0);
    let icc = special::finite((msb - msw) / (msb + (n0 - 1.0) * msw))?;
    let design_effect = 1.0 + (squares / number - 1.0) * icc.max(0.0);
    let found = Icc { msb, msw, n0, icc, design_effect, effective_n: number / design_effect };
    [msb, msw, n0, found.effective_n].iter().all(|number| number.is_finite()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn articles_of_one_tone_count_once() {
        let article = |score| Moments::of(&[(score, 4)]);
        let found = icc(&[article(1), article(2), article(6), Moments::default()]).unwrap();
        assert_eq!((found.icc, found.msw, found.n0, found.design_effect, found.effective_n), (1.0, 0.0, 4.0, 4.0, 3.0));
    }

    #[test]
    fn what_has_no_second_score_or_article_has_no_icc() {
        assert_eq!(icc(&[Moments::of(&[(1, 1)]), Moments::of(&[(2, 1)])]), None);
        assert_eq!(icc(&[Moments::of(&[(1, 2)])]), None);
        assert_eq!(icc(&[Moments::of(&[(1, 2)]), Moments::of(&[(1, 2)])]), None);
    }

    proptest! {
        #[test]
        fn whatever_the_articles_figures_are_numbers(articles in prop::collection::vec(any::<(u64, i128, i128)>(), 0..9)) {
            let units: Vec<Moments> =
                articles.iter().map(|&(n, sum, sum_of_squares)| Moments { n, sum, sum_of_squares }).collect();
            if let Some(found) = icc(&units) {
                prop_assert!([found.icc, found.design_effect, found.effective_n].iter().all(|number| number.is_finite()));
            }
        }

        #[test]
        fn real_articles_have_an_effective_number_up_to_theirs(articles in prop::collection::vec(prop::collection::vec(-9i32..9, 1..6), 2..9)) {
            let tally = |scores: &Vec<i32>| scores.iter().map(|&score| (score, 1)).collect::<Vec<_>>();
            let units: Vec<Moments> = articles.iter().map(|scores| Moments::of(&tally(scores))).collect();
            if let Some(found) = icc(&units) {
                let number = articles.iter().flatten().count() as f64;
                prop_assert!(found.icc <= 1.0 + 1e-12 && found.design_effect >= 1.0 && found.effective_n <= number);
            }
        }
    }
}
