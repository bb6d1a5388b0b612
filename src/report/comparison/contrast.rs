//! The difference of two sides with its intervals, its test, and what can be said of it.

use super::question::{Question, What};
use super::sample::Clusters;
use crate::report::study::Corpus;
use crate::stats::cluster::{self, Estimate};
use crate::stats::permutation::{Permutation, studentized_shared};
use crate::stats::proportion::{ShareDifference, clustered, clustered_difference};

/// The error of the first kind at which a verdict is given.
const ALPHA: f64 = 0.05;

/// What can be said of a difference, in fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The first side's mean is higher.
    Higher,
    /// It is lower.
    Lower,
    /// The data do not tell: never "no difference".
    CannotTell,
}

impl Verdict {
    /// The words in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::CannotTell => "cannot tell",
        }
    }

    /// The verdict on a difference with its p: test and intervals must agree, lest a table says "higher" beside an interval that holds 0.
    fn new(intervals: &[Option<(f64, f64)>], p: Option<f64>) -> Self {
        let all = |holds: fn((f64, f64)) -> bool| intervals.iter().all(|interval| interval.is_some_and(holds));
        match p {
            Some(p) if p < ALPHA && all(|(low, _)| low > 0.0) => Self::Higher,
            Some(p) if p < ALPHA && all(|(_, high)| high < 0.0) => Self::Lower,
            _ => Self::CannotTell,
        }
    }
}

/// The difference of the means of two sides, first minus second. What cannot be computed is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    what: What,
    /// The difference.
    pub difference: Option<f64>,
    /// The same with its standard error, clustered.
    pub estimate: Option<Estimate>,
    /// Of shares, the same with the hybrid interval, which stays wide where a side has hardly any.
    pub hybrid: Option<ShareDifference>,
    /// The test, where both sides are large enough and vary.
    pub permutation: Option<Permutation>,
}

impl Contrast {
    /// The contrast of some clusters. Draws depend on the question alone, so that two ways of counting differ and not chance.
    pub fn new(corpus: Corpus<'_>, question: Question, clusters: &Clusters) -> Self {
        let estimate = difference(clusters);
        let varies = estimate.is_some_and(|estimate| estimate.has_variance());
        let name = format!("perm|{}", question.name(corpus));
        let test = || studentized_shared(&clusters.a, &clusters.b, &clusters.both, corpus.study.config.seed, &name);
        Self {
            what: question.what,
            difference: clusters.difference(),
            estimate,
            hybrid: (!question.what.is_tone()).then(|| hybrid(clusters)).flatten(),
            permutation: (clusters.are_enough(corpus) && varies).then(test).flatten(),
        }
    }

    /// The 95 % interval, clustered by article.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.estimate.map(|estimate| estimate.interval())
    }

    /// What can be said, by the intervals and a p, adjusted or not.
    pub fn verdict(&self, p: Option<f64>) -> Verdict {
        let clustered = self.interval();
        let hybrid = self.hybrid.map(|hybrid| (hybrid.low, hybrid.high));
        if self.what.is_tone() { Verdict::new(&[clustered], p) } else { Verdict::new(&[clustered, hybrid], p) }
    }
}

/// The difference with its standard error. A story told on both sides ties them.
pub fn difference(clusters: &Clusters) -> Option<Estimate> {
    if clusters.both.is_empty() {
        return cluster::difference(&clusters.a, &clusters.b);
    }
    let none = cluster::Unit::default();
    let alone = clusters.a.iter().map(|&a| (a, none)).chain(clusters.b.iter().map(|&b| (none, b)));
    let all: Vec<_> = alone.chain(clusters.both.iter().copied()).collect();
    clusters.sizes().iter().all(|&size| size > 1).then(|| cluster::crossed_difference(&all)).flatten()
}

/// The difference of two shares by the intervals of each.
fn hybrid(clusters: &Clusters) -> Option<ShareDifference> {
    Some(clustered_difference(&clustered(&clusters.first())?, &clustered(&clusters.second())?))
}
