//! The statistics of a question.

use super::coded::{Checked, checked};
use super::contrast::{Contrast, Verdict, difference};
use super::question::{Question, What};
use super::sample::{Article, Choice, Clusters, Sample, sample, side, units};
use crate::partial::decimal::Micro;
use crate::partial::fact::Speech;
use crate::report::flag::{DOMINANT_PERCENT, Flag, LOW_CONFIDENCE_PERCENT};
use crate::report::study::Corpus;
use crate::score::Score;
use crate::stats::bootstrap::{self, Bootstrap};
use crate::stats::cluster::{self, Estimate};
use crate::stats::effect;
use crate::stats::icc::{self, Icc};
use crate::stats::multiplicity::{benjamini_hochberg, holm};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Clusters that an event needs on each side to have a difference of its own with an interval.
const EVENT_CLUSTERS: usize = 2;

/// Sentences with a frame, or without it, under which a share is rare: a normal approximation wants five.
const RARE: i64 = 5;

/// One side of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Articles.
    pub articles: u64,
    /// Clusters of these.
    pub clusters: u64,
    /// Outlets.
    pub outlets: u64,
    /// Sentences: n of the mean.
    pub sentences: u64,
    /// The mean.
    pub mean: Option<Micro>,
    /// The mean with its standard error.
    pub estimate: Option<Estimate>,
    /// How much the sentences of an article are alike.
    pub icc: Option<Icc>,
}

/// An answer. What cannot be computed is missing, and a flag says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// True if the study declared it.
    pub declared: bool,
    /// The first side and the second.
    pub sides: [Figures; 2],
    /// The difference with its intervals and its test.
    pub contrast: Contrast,
    /// The p of the test, adjusted for the others of its family.
    pub p_adjusted: Option<f64>,
    /// Cliff's delta; of tone only.
    pub delta: Option<f64>,
    /// Its interval.
    pub delta_interval: Option<Bootstrap>,
    /// Hedges' g; of tone only.
    pub hedges_g: Option<f64>,
    /// The difference within events; of a question about one event none, it would be the difference itself.
    pub within_event: Option<Estimate>,
    /// The least and the greatest difference when one outlet is left out.
    pub without_an_outlet: Option<(f64, f64)>,
    /// What a hand-coded sample says of it.
    pub coded: Option<Checked>,
    /// Caveats.
    pub flags: Vec<Flag>,
}

impl Answer {
    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        self.contrast.verdict(self.p_adjusted)
    }
}

/// The answers to declared and exploratory questions, in their order, each kind adjusted as a family of its own.
pub fn answers(corpus: Corpus<'_>, declared: &[Question], exploratory: &[Question]) -> Vec<Answer> {
    let one = |question: &Question, declared| answer(corpus, *question, declared);
    let mut answers: Vec<Answer> = declared.par_iter().map(|question| one(question, true)).collect();
    answers.par_extend(exploratory.par_iter().map(|question| one(question, false)));
    let (first, rest) = answers.split_at_mut(declared.len());
    adjust(first, holm);
    adjust(rest, benjamini_hochberg);
    answers
}

fn adjust(family: &mut [Answer], adjust: impl Fn(&[Option<f64>]) -> Vec<Option<f64>>) {
    let p: Vec<Option<f64>> = family.iter().map(|answer| answer.contrast.permutation.map(|test| test.p)).collect();
    for (answer, p) in family.iter_mut().zip(adjust(&p)) {
        answer.p_adjusted = p;
    }
}

fn answer(corpus: Corpus<'_>, question: Question, declared: bool) -> Answer {
    let sample = sample(corpus, question, Choice::AsIs);
    let clusters = sample.clusters(Choice::AsIs);
    let contrast = Contrast::new(corpus, question, &clusters);
    let tone = question.what.is_tone();
    let [pooled_a, pooled_b] = [&sample.a, &sample.b].map(|side| pooled(side));
    let moments = |tally: &[(i32, u32)]| effect::Moments::of(tally);
    let mut answer = Answer {
        question,
        declared,
        sides: [&sample.a, &sample.b].map(|side| figures(side)),
        contrast,
        p_adjusted: None,
        delta: tone.then(|| effect::cliffs_delta(&pooled_a, &pooled_b)).flatten(),
        delta_interval: (tone && clusters.are_enough(corpus))
            .then(|| delta_interval(corpus, question, &sample))
            .flatten(),
        hedges_g: tone.then(|| effect::hedges_g(&moments(&pooled_a), &moments(&pooled_b))).flatten(),
        within_event: question.event.is_none().then(|| within_events(corpus, &sample)).flatten(),
        without_an_outlet: without_an_outlet(&sample),
        coded: checked(corpus, question),
        flags: Vec::new(),
    };
    answer.flags = flags(corpus, &answer, &sample, &clusters);
    answer
}

fn delta_interval(corpus: Corpus<'_>, question: Question, sample: &Sample) -> Option<Bootstrap> {
    let [a, b] = [&sample.a, &sample.b].map(|side| by_cluster(side));
    let [a, b] = [&a, &b].map(|side| side.iter().map(Vec::as_slice).collect::<Vec<_>>());
    bootstrap::cliffs_delta(&a, &b, corpus.study.config.seed, &format!("boot|{}", question.name(corpus)))
}

/// True for a share that hardly any sentence of a side has, or hardly any has not.
fn is_rare(side: &[Article]) -> bool {
    let (sum, count) = sums(side);
    let hits = sum / i64::from(Score::UNIT);
    count > 0 && (hits < RARE || count as i64 - hits < RARE)
}

fn sums(side: &[Article]) -> (i64, u64) {
    side.iter().fold((0, 0), |(sum, count), article| (sum + article.sum(), count + article.count()))
}

/// Sum and number of the scores of each outlet.
fn by_outlet(side: &[Article]) -> BTreeMap<u32, (i64, u64)> {
    let mut outlets: BTreeMap<u32, (i64, u64)> = BTreeMap::new();
    for article in side {
        let sums = outlets.entry(article.place).or_default();
        *sums = (sums.0 + article.sum(), sums.1 + article.count());
    }
    outlets
}

fn figures(side: &[Article]) -> Figures {
    let (sum, sentences) = sums(side);
    let clusters: Vec<_> = units(side, Choice::AsIs).into_values().collect();
    let tallies = by_cluster(side);
    Figures {
        articles: side.len() as u64,
        clusters: clusters.len() as u64,
        outlets: by_outlet(side).len() as u64,
        sentences,
        mean: Micro::mean(sum, sentences),
        estimate: cluster::mean(&clusters),
        icc: icc::icc(&tallies.iter().map(|tally| effect::Moments::of(tally)).collect::<Vec<_>>()),
    }
}

/// The scores of each cluster, in the order of their numbers.
fn by_cluster(side: &[Article]) -> Vec<Vec<(i32, u32)>> {
    let mut clusters: BTreeMap<u32, BTreeMap<i32, u32>> = BTreeMap::new();
    for article in side {
        let tally = clusters.entry(article.cluster).or_default();
        article.tally.iter().for_each(|&(score, count)| *tally.entry(score).or_default() += count);
    }
    clusters.into_values().map(|tally| tally.into_iter().collect()).collect()
}

/// The scores of a side together.
fn pooled(side: &[Article]) -> Vec<(i32, u32)> {
    let mut tally: BTreeMap<i32, u32> = BTreeMap::new();
    for (score, count) in side.iter().flat_map(|article| &article.tally) {
        *tally.entry(*score).or_default() += count;
    }
    tally.into_iter().collect()
}

/// The average of the differences of events that both sides cover, each weighed by the articles of the side with fewer.
fn within_events(corpus: Corpus<'_>, sample: &Sample) -> Option<Estimate> {
    let events = 0..u16::try_from(corpus.roster.events.len()).unwrap_or(u16::MAX);
    let parts: Vec<(f64, Estimate)> = events
        .filter_map(|event| {
            let part = sample.filtered(|article| corpus.piece(article.number).event == Some(event));
            let clusters = part.clusters(Choice::AsIs);
            let enough = clusters.sizes().iter().all(|&size| size >= EVENT_CLUSTERS);
            let weight = part.a.len().min(part.b.len()) as f64;
            enough.then(|| difference(&clusters)).flatten().map(|estimate| (weight, estimate))
        })
        .collect();
    cluster::combine(&parts)
}

/// Differences with each outlet in turn left out of a side that has several.
fn without_an_outlet(sample: &Sample) -> Option<(f64, f64)> {
    let mean = |(sum, count): (i64, u64)| (count > 0).then(|| sum as f64 / f64::from(Score::UNIT) / count as f64);
    let means = |side: &[Article]| -> Vec<f64> {
        let (outlets, (sum, count)) = (by_outlet(side), sums(side));
        let rest = outlets.values().filter(|_| outlets.len() > 1).map(|part| (sum - part.0, count - part.1));
        rest.filter_map(mean).collect()
    };
    let (all_a, all_b) = (mean(sums(&sample.a))?, mean(sums(&sample.b))?);
    let without_a = means(&sample.a).into_iter().map(|mean| mean - all_b);
    let mut differences: Vec<f64> = without_a.chain(means(&sample.b).into_iter().map(|mean| all_a - mean)).collect();
    differences.sort_by(f64::total_cmp);
    Some((*differences.first()?, *differences.last()?))
}

fn flags(corpus: Corpus<'_>, answer: &Answer, sample: &Sample, clusters: &Clusters) -> Vec<Flag> {
    let thresholds = &corpus.study.config.thresholds;
    let (few, least) = (thresholds.few_articles as usize, thresholds.test_articles as usize);
    let any = |test: &dyn Fn(usize) -> bool| clusters.sizes().iter().any(|&size| test(size));
    let days = |side: &'_ [Article]| -> BTreeSet<&str> {
        side.iter().map(|article| &*corpus.piece(article.number).date).filter(|date| !date.is_empty()).collect()
    };
    let (days_a, days_b) = (days(&sample.a), days(&sample.b));
    let sign_changes = answer
        .without_an_outlet
        .zip(answer.contrast.difference)
        .is_some_and(|((low, high), difference)| (difference > 0.0 && low <= 0.0) || (difference < 0.0 && high >= 0.0));
    let coded = answer.coded.zip(answer.contrast.difference);
    let speech = match answer.question.what {
        What::Tone(speaker, _) => corpus.said(speaker),
        _ => &[],
    };
    let name = speech.first().and_then(|fact| fact.speaker).map(|speaker| corpus.roster.name(speaker));
    let frame = match answer.question.what {
        What::Frame(frame) => corpus.roster.frames.all.get(usize::from(frame)),
        _ => None,
    };
    [
        (any(&|size| size < few), Flag::FewArticles),
        (any(&|size| size == 1), Flag::OneArticle),
        (any(&|size| size < least), Flag::BelowMinArticles),
        (answer.sides.iter().any(|side| side.outlets == 1), Flag::OneOutlet),
        ([&sample.a, &sample.b].iter().any(|side| is_dominated(side)), Flag::OutletDominates),
        (answer.contrast.estimate.is_some_and(|estimate| !estimate.has_variance()), Flag::ZeroVariance),
        (!days_a.is_empty() && !days_b.is_empty() && days_a.is_disjoint(&days_b), Flag::NoOverlap),
        (!clusters.both.is_empty(), Flag::SharedStories),
        (is_doubtful(corpus, answer.question, speech), Flag::LowConfidence),
        (name.is_some_and(|name| name.ambiguous), Flag::AmbiguousName),
        (sign_changes, Flag::SignChanges),
        (frame.is_some_and(|frame| !frame.validated), Flag::NotValidated),
        (coded.is_some_and(|(coded, difference)| coded.explains(difference)), Flag::WithinBias),
        (corpus.coded.is_some() && answer.question.what.is_tone() && answer.coded.is_none(), Flag::FewCoded),
        (!answer.question.what.is_tone() && [&sample.a, &sample.b].iter().any(|side| is_rare(side)), Flag::Rare),
    ]
    .into_iter()
    .filter_map(|(holds, flag)| holds.then_some(flag))
    .collect()
}

/// True if many of the sentences compared were attributed with low confidence.
fn is_doubtful(corpus: Corpus<'_>, question: Question, speech: &[Speech]) -> bool {
    let What::Tone(_, cut) = question.what else { return false };
    let compared = |fact: &&Speech| {
        fact.counted().is_some() && cut.takes(fact.manner) && side(corpus, question, fact.article).is_some()
    };
    let (mut all, mut doubtful) = (0, 0);
    for fact in speech.iter().filter(compared) {
        (all, doubtful) = (all + 1, doubtful + u64::from(fact.low_confidence));
    }
    doubtful * 100 > all * LOW_CONFIDENCE_PERCENT
}

/// True if one of several outlets has most of a side's sentences.
fn is_dominated(side: &[Article]) -> bool {
    let (outlets, (_, all)) = (by_outlet(side), sums(side));
    outlets.len() > 1 && outlets.values().any(|(_, part)| part * 100 > all * DOMINANT_PERCENT)
}
