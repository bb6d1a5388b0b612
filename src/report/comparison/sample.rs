//! What two sides printed, by article.

use super::question::{FRAME_SCOPE, Question, What};
use crate::partial::fact::{Mention, Own, Scope, Speech};
use crate::report::pair::Side;
use crate::report::study::Corpus;
use crate::score::Score;
use crate::stats::cluster::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// What else might have been counted, or how. [`Choice::AsIs`] is what every other table counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Every counted row, scored by the chosen profile.
    AsIs,
    /// Near-identical sentences of an outlet once.
    DistinctSentences,
    /// Scores of the reference, vaderSentiment.
    ReferenceScorer,
    /// Every outlet of a side weighs the same.
    EqualOutlets,
    /// Every article weighs the same.
    OneVoteAnArticle,
    /// Rows without words of events (war, attack, crisis).
    NoEventWords,
}

impl Choice {
    /// Every member, in the order of the tables.
    pub const ALL: [Self; 6] = [
        Self::AsIs,
        Self::DistinctSentences,
        Self::ReferenceScorer,
        Self::EqualOutlets,
        Self::OneVoteAnArticle,
        Self::NoEventWords,
    ];

    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AsIs => "as is",
            Self::DistinctSentences => "distinct sentences",
            Self::ReferenceScorer => "reference scorer",
            Self::EqualOutlets => "equal weight to outlets",
            Self::OneVoteAnArticle => "one vote an article",
            Self::NoEventWords => "without event words",
        }
    }

    /// True if the choice makes sense of a measure: shares of sentences have no scores.
    pub fn applies(self, what: What) -> bool {
        what.is_tone() || matches!(self, Self::AsIs | Self::EqualOutlets | Self::OneVoteAnArticle)
    }
}

/// What an article gives to a side. A share of sentences is the mean of zeros and ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub number: u32,
    /// The number that stands for its family.
    pub cluster: u32,
    /// The number of its outlet.
    pub place: u32,
    /// Scores with their counts, by score.
    pub tally: Vec<(i32, u32)>,
}

impl Article {
    /// The number of scores.
    pub fn count(&self) -> u64 {
        self.tally.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// Their sum in ten-thousandths.
    pub fn sum(&self) -> i64 {
        self.tally.iter().map(|(score, count)| i64::from(*score) * i64::from(*count)).sum()
    }

    fn unit(&self) -> Unit {
        Unit { n: self.count() as f64, sum: self.sum() as f64 / f64::from(Score::UNIT) }
    }
}

/// The articles of both sides, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// The first side's.
    pub a: Vec<Article>,
    /// The second side's.
    pub b: Vec<Article>,
}

/// A counted row or sentence.
struct Seen {
    article: u32,
    score: Score,
    vader: Score,
    fingerprint: u64,
    event_words: bool,
}

impl From<&Own> for Seen {
    fn from(own: &Own) -> Self {
        let Own { article, tone, vader, fingerprint, event_words, .. } = *own;
        Self { article, score: tone, vader, fingerprint, event_words }
    }
}

/// The sample of a question under a choice.
pub fn sample(corpus: Corpus<'_>, question: Question, choice: Choice) -> Sample {
    let mut sample = match question.what {
        What::OutletVoice => scored(corpus, question, choice, corpus.partial.own.iter().map(Seen::from)),
        What::Tone(speaker, cut) => {
            let said = corpus.said(speaker).iter().filter(|fact| cut.takes(fact.manner));
            scored(corpus, question, choice, said.filter_map(spoken))
        }
        What::About(actor) => scored(corpus, question, choice, about(corpus, actor)),
        What::Frame(frame) => {
            let facts = &corpus.partial.framed;
            let first = facts.partition_point(|fact| (fact.frame, fact.scope) < (frame, FRAME_SCOPE));
            let facts = facts[first..].iter().take_while(|fact| (fact.frame, fact.scope) == (frame, FRAME_SCOPE));
            let hits: BTreeMap<u32, u32> = facts.map(|fact| (fact.article, fact.sentences)).collect();
            shares(corpus, question, |article| hits.get(&article).copied().unwrap_or_default())
        }
        What::ShareAttributed => shares(corpus, question, |article| corpus.piece(article).attributed),
    };
    for side in [&mut sample.a, &mut sample.b] {
        side.retain(|article| !article.tally.is_empty());
    }
    sample
}

fn spoken(fact: &Speech) -> Option<Seen> {
    let Speech { article, vader, fingerprint, event_words, .. } = *fact;
    Some(Seen { article, score: fact.counted()?, vader, fingerprint, event_words })
}

/// The outlets' own words in sentences that mention an actor.
fn about<'a>(corpus: Corpus<'a>, actor: u32) -> impl Iterator<Item = Seen> + 'a {
    let mentions = &corpus.partial.mentions;
    let key = |mention: &Mention| (mention.actor, mention.scope);
    let first = mentions.partition_point(|mention| key(mention) < (actor, Scope::OutletVoice));
    let mentions = mentions[first..].iter().take_while(move |mention| key(mention) == (actor, Scope::OutletVoice));
    mentions.filter_map(move |mention| {
        let own = &corpus.partial.own;
        let at =
            own.binary_search_by_key(&(mention.article, mention.sentence), |own| (own.article, own.sentence)).ok()?;
        Some(Seen::from(&own[at]))
    })
}

/// The side of an article that a question asks about.
pub fn side(corpus: Corpus<'_>, question: Question, article: u32) -> Option<Side> {
    let piece = corpus.piece(article);
    let in_event = question.event.is_none() || piece.event == question.event;
    in_event.then(|| question.pair.side(corpus.roster.place(piece.place).group)).flatten()
}

/// The sample of rows that come in the order of articles.
fn scored(corpus: Corpus<'_>, question: Question, choice: Choice, seen: impl Iterator<Item = Seen>) -> Sample {
    let mut sample = Sample::default();
    let mut heard = BTreeSet::new();
    for seen in seen {
        let Some(side) = side(corpus, question, seen.article) else { continue };
        let place = corpus.piece(seen.article).place;
        let left_out = match choice {
            Choice::DistinctSentences => !heard.insert((place, seen.fingerprint)),
            Choice::NoEventWords => seen.event_words,
            _ => false,
        };
        if !left_out {
            let score = if choice == Choice::ReferenceScorer { seen.vader } else { seen.score };
            sample.article(corpus, side, seen.article).tally.push((score.0, 1));
        }
    }
    for article in sample.a.iter_mut().chain(&mut sample.b) {
        article.tally.sort_unstable();
        article.tally.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
    }
    sample
}

/// The sample of a share of sentences: `part` gives an article's sentences that have it.
fn shares(corpus: Corpus<'_>, question: Question, part: impl Fn(u32) -> u32) -> Sample {
    let mut sample = Sample::default();
    for piece in corpus.partial.pieces.iter().filter(|piece| piece.counted && piece.sentences > 0) {
        let Some(side) = side(corpus, question, piece.article) else { continue };
        let part = part(piece.article).min(piece.sentences);
        let tally = [(0, piece.sentences - part), (Score::UNIT, part)];
        sample.article(corpus, side, piece.article).tally = tally.into_iter().filter(|(_, count)| *count > 0).collect();
    }
    sample
}

impl Sample {
    /// An article of a side: the last one, or the next.
    fn article(&mut self, corpus: Corpus<'_>, side: Side, number: u32) -> &mut Article {
        let articles = if side == Side::A { &mut self.a } else { &mut self.b };
        if articles.last().is_none_or(|article| article.number != number) {
            let (cluster, place) = (corpus.families.cluster(number), corpus.piece(number).place);
            articles.push(Article { number, cluster, place, tally: Vec::new() });
        }
        let last = articles.len() - 1;
        &mut articles[last]
    }

    /// The articles that `keep` keeps.
    pub fn filtered(&self, keep: impl Fn(&Article) -> bool) -> Self {
        let kept = |side: &[Article]| side.iter().filter(|article| keep(article)).cloned().collect();
        Self { a: kept(&self.a), b: kept(&self.b) }
    }

    /// The clusters of the sample, those of both sides apart.
    pub fn clusters(&self, choice: Choice) -> Clusters {
        Clusters::of(units(&self.a, choice), units(&self.b, choice))
    }
}

/// Clusters by side, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    /// On the first side alone.
    pub a: Vec<Unit>,
    /// On the second side alone.
    pub b: Vec<Unit>,
    /// On both: the same story told on either side.
    pub both: Vec<(Unit, Unit)>,
}

impl Clusters {
    /// The units of two sides by the numbers of their clusters.
    pub fn of(a: BTreeMap<u32, Unit>, mut b: BTreeMap<u32, Unit>) -> Self {
        let mut clusters = Self::default();
        for (cluster, unit) in a {
            match b.remove(&cluster) {
                Some(other) => clusters.both.push((unit, other)),
                None => clusters.a.push(unit),
            }
        }
        clusters.b = b.into_values().collect();
        clusters
    }

    /// The number of clusters with words on each side.
    pub fn sizes(&self) -> [usize; 2] {
        [self.a.len() + self.both.len(), self.b.len() + self.both.len()]
    }

    /// True if both sides have as many as a test needs.
    pub fn are_enough(&self, corpus: Corpus<'_>) -> bool {
        self.sizes().iter().all(|&size| size >= corpus.study.config.thresholds.test_articles as usize)
    }

    /// The difference of the means, first minus second.
    pub fn difference(&self) -> Option<f64> {
        let mean = |units: Vec<Unit>| {
            let (n, sum) = units.iter().fold((0.0, 0.0), |all, unit| (all.0 + unit.n, all.1 + unit.sum));
            (n > 0.0).then(|| sum / n)
        };
        Some(mean(self.first())? - mean(self.second())?)
    }

    /// All clusters of the first side.
    pub fn first(&self) -> Vec<Unit> {
        self.a.iter().copied().chain(self.both.iter().map(|(a, _)| *a)).collect()
    }

    /// All clusters of the second side.
    pub fn second(&self) -> Vec<Unit> {
        self.b.iter().copied().chain(self.both.iter().map(|(_, b)| *b)).collect()
    }
}

/// The units of a side by cluster, weighed by a choice.
pub fn units(articles: &[Article], choice: Choice) -> BTreeMap<u32, Unit> {
    let mut outlets: BTreeMap<u32, f64> = BTreeMap::new();
    for article in articles {
        *outlets.entry(article.place).or_default() += article.count() as f64;
    }
    let all: f64 = outlets.values().sum();
    let mut units: BTreeMap<u32, Unit> = BTreeMap::new();
    for article in articles {
        let unit = article.unit();
        let weight = match choice {
            Choice::OneVoteAnArticle => 1.0 / unit.n,
            Choice::EqualOutlets => all / (outlets.len() as f64 * outlets[&article.place]),
            _ => 1.0,
        };
        let sum = units.entry(article.cluster).or_default();
        (sum.n, sum.sum) = (sum.n + weight * unit.n, sum.sum + weight * unit.sum);
    }
    units
}
