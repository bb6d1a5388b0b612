//! The interval of a mean over articles, and the caveats that come with it.

use super::cell::Cell;
use super::column::{Column, Extract, Kind, Layout, TONE_END};
use super::flag::Flag;
use super::study::Corpus;
use crate::partial::cell::Scores;
use crate::partial::decimal::Micro;
use crate::score::Score;
use crate::stats::cluster::{Unit, mean};
use std::collections::BTreeMap;

/// The 95 % interval of a mean, clustered by article; missing where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// Its lower end.
    pub low: Option<Micro>,
    /// Its upper end.
    pub high: Option<Micro>,
    /// Why it is missing, or what to mind.
    pub flags: Vec<Flag>,
}

impl Interval {
    /// The interval of the mean of some scores.
    pub fn new(corpus: Corpus<'_>, scores: &Scores) -> Self {
        let units = units(corpus, scores);
        let estimate = mean(&units);
        let few = u64::from(corpus.study.config.thresholds.few_articles);
        let mut flags = Flag::of_number(units.len() as u64, few);
        if estimate.is_some_and(|estimate| !estimate.has_variance()) {
            flags.push(Flag::ZeroVariance);
        }
        let ends = estimate.map(|estimate| estimate.interval());
        Self {
            low: ends.and_then(|ends| Micro::nearest(ends.0)),
            high: ends.and_then(|ends| Micro::nearest(ends.1)),
            flags,
        }
    }

    /// Both ends, as numbers to draw.
    pub fn ends(&self) -> Option<(f64, f64)> {
        self.low.zip(self.high).map(|(low, high)| (low.to_unit(), high.to_unit()))
    }

    /// The cell of the lower end.
    pub fn low(&self) -> Cell<'_> {
        Cell::maybe(self.low, Cell::Micro)
    }

    /// The cell of the upper end.
    pub fn high(&self) -> Cell<'_> {
        Cell::maybe(self.high, Cell::Micro)
    }
}

/// Scores by cluster, in the order of their numbers.
fn units(corpus: Corpus<'_>, scores: &Scores) -> Vec<Unit> {
    let mut units: BTreeMap<u32, Unit> = BTreeMap::new();
    for (&article, &(count, sum)) in &scores.articles {
        let unit = units.entry(corpus.families.cluster(article)).or_default();
        (unit.n, unit.sum) = (unit.n + count as f64, unit.sum + sum as f64 / f64::from(Score::UNIT));
    }
    units.into_values().collect()
}

/// The columns of the interval of `mean_tone`.
pub fn columns<L: Layout>(low: Extract<L>, high: Extract<L>) -> [Column<L>; 2] {
    let lower = "Lower end of the 95 % interval of mean_tone, clustered by article (CR2); empty from one article alone";
    [
        Column::new("ci_low", Kind::Number, TONE_END, lower, low),
        Column::new("ci_high", Kind::Number, TONE_END, "Upper end of the 95 % interval of mean_tone", high),
    ]
}
