//! Sums of facts: the figures of one row of a table.

use super::decimal::Micro;
use super::fact::{Said, Speech};
use crate::row::Manner;
use crate::score::Score;
use std::collections::{BTreeMap, BTreeSet};

/// A compound at or over this is positive, at or under its negative negative: the thresholds of the VADER documentation
/// (github.com/cjhutto/vaderSentiment, "About the Scoring").
pub const POSITIVE: Score = Score(500);

/// Which manners of speech a row of `speakers.csv` takes together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// Every manner.
    All,
    /// Direct and mixed.
    Quoted,
    /// Indirect: the outlet's wording.
    Paraphrased,
    /// Printed whole.
    Statement,
}

impl Cut {
    /// Every member, in the order of the tables.
    pub const ALL: [Self; 4] = [Self::All, Self::Quoted, Self::Paraphrased, Self::Statement];

    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Quoted => "quoted",
            Self::Paraphrased => "paraphrased",
            Self::Statement => "statement",
        }
    }

    /// True if the cut takes this manner.
    pub fn takes(self, manner: Option<Manner>) -> bool {
        match self {
            Self::All => true,
            Self::Quoted => matches!(manner, Some(Manner::Direct | Manner::Mixed)),
            Self::Paraphrased => manner == Some(Manner::Indirect),
            Self::Statement => manner == Some(Manner::Statement),
        }
    }
}

/// Scores by article: the unit of every interval is the article, so sums keep it apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Number and sum in ten-thousandths, by article.
    pub articles: BTreeMap<u32, (u64, i64)>,
}

impl Scores {
    /// Adds a score of an article.
    pub fn add(&mut self, article: u32, score: Score) {
        let (count, sum) = self.articles.entry(article).or_default();
        *count += 1;
        *sum += i64::from(score.0);
    }

    /// The number of scores.
    pub fn count(&self) -> u64 {
        self.articles.values().map(|(count, _)| count).sum()
    }

    /// The mean of all scores.
    pub fn mean(&self) -> Option<Micro> {
        Micro::mean(self.articles.values().map(|(_, sum)| sum).sum(), self.count())
    }

    /// The mean of the articles' means.
    pub fn mean_by_article(&self) -> Option<Micro> {
        Micro::mean_of_means(self.articles.values().map(|&(count, sum)| (sum, count)))
    }

    /// The share of the article that has most of the scores.
    pub fn largest_article_share(&self) -> Option<Micro> {
        Micro::share(self.articles.values().map(|(count, _)| *count).max()?, self.count())
    }
}

/// What one speaker is given to say: the sums behind a row of `speakers.csv` or `relays.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Scores by the chosen profile.
    pub tone: Scores,
    /// Reference scores.
    pub vader: Scores,
    /// Scores of distinct sentences: of those that an outlet prints several times alike, the first.
    pub distinct: BTreeMap<(u32, u64), Score>,
    /// Sentences by outlet.
    pub places: BTreeMap<u32, u64>,
    /// Attributions, by article and number.
    pub attributions: BTreeSet<(u32, Option<u32>)>,
    /// Sentences at or over [`POSITIVE`].
    pub positive: u64,
    /// Sentences at or under its negative.
    pub negative: u64,
    /// Sentences found with low confidence.
    pub low_confidence: u64,
    /// Rows of stance, in none of the above.
    pub stance: u64,
}

impl Cell {
    /// Sums facts, which come in the order of the corpus, each with the number of its outlet. Rows out of the means are left out.
    pub fn sum<'a>(facts: impl IntoIterator<Item = (&'a Speech, u32)>) -> Self {
        let mut cell = Self::default();
        for (fact, place) in facts {
            match fact.counted() {
                Some(tone) => cell.add(fact, place, tone),
                None => cell.stance += u64::from(fact.in_figures && fact.said == Said::Stance),
            }
        }
        cell
    }

    fn add(&mut self, fact: &Speech, place: u32, tone: Score) {
        self.tone.add(fact.article, tone);
        self.vader.add(fact.article, fact.vader);
        self.distinct.entry((place, fact.fingerprint)).or_insert(tone);
        *self.places.entry(place).or_default() += 1;
        self.attributions.insert((fact.article, fact.attribution));
        self.positive += u64::from(tone >= POSITIVE);
        self.negative += u64::from(tone.0 <= -POSITIVE.0);
        self.low_confidence += u64::from(fact.low_confidence);
    }

    /// The number of sentences: rows of speech with a score.
    pub fn sentences(&self) -> u64 {
        self.tone.count()
    }

    /// The number of articles these stand in.
    pub fn articles(&self) -> u64 {
        self.tone.articles.len() as u64
    }

    /// A share of the sentences.
    pub fn share(&self, part: u64) -> Option<Micro> {
        Micro::share(part, self.sentences())
    }

    /// The mean over distinct sentences.
    pub fn mean_distinct(&self) -> Option<Micro> {
        let sum = self.distinct.values().map(|score| i64::from(score.0)).sum();
        Micro::mean(sum, self.distinct.len() as u64)
    }

    /// The share of the outlet that has most of the sentences.
    pub fn largest_outlet_share(&self) -> Option<Micro> {
        self.share(self.places.values().copied().max()?)
    }
}
