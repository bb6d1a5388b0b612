//! What a report comes to, for the closing words on a terminal and for the counts of the manifest.

use super::comparison::told::Told;
use super::coverage::{self, Sums};
use super::study::Corpus;
use super::survey::Survey;
use super::warning::kind::Warning;
use crate::partial::cell::Scores;
use crate::partial::decimal::Micro;
use serde::Serialize;

/// Speakers that the closing words name.
const TOP: usize = 8;

/// Figures of the whole report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The counts.
    pub counts: Counts,
    /// Articles and outlets of every group that has any, in the order of the tables.
    pub groups: Vec<Group>,
    /// The speakers with most sentences.
    pub speakers: Vec<Speaker>,
    /// The declared comparisons, or without any the outlets' voice of every pair.
    pub comparisons: Vec<Told>,
    /// What the corpus holds and lacks.
    pub survey: Survey,
    /// As in `warnings.csv`.
    pub warnings: Vec<Warning>,
}

/// Counts of what was analysed and written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles analysed.
    pub articles: u64,
    /// Of these, those with letters that were damaged on their way.
    pub damaged_articles: u64,
    /// These letters.
    pub damaged_letters: u64,
    /// Exact duplicates left out.
    pub duplicates: u64,
    /// Rows of `data/sentences.csv`.
    pub rows: u64,
    /// Sentences of the bodies, boilerplate left out.
    pub sentences: u64,
    /// Words of these.
    pub words: u64,
    /// Rows of speech in the bodies: one sentence of one speaker.
    pub speech_rows: u64,
    /// Of these, those whose speaker is unresolved.
    pub unresolved_rows: u64,
    /// Rows of speech beyond these, left out for want of confidence.
    pub unsure_rows: u64,
    /// Speakers with a counted sentence.
    pub speakers: u64,
    /// Files under `speakers/`.
    pub statement_files: u64,
    /// Speakers who would have one but for the cap.
    pub statement_files_left_out: u64,
    /// Rows of `warnings.csv`.
    pub warnings: u64,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its articles.
    pub articles: u64,
    /// Its outlets.
    pub outlets: u64,
}

/// A speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The name; untrusted text.
    pub name: String,
    /// Articles with a counted sentence.
    pub articles: u64,
    /// Counted sentences.
    pub sentences: u64,
    /// Their mean tone.
    pub mean_tone: Option<Micro>,
}

/// Sums up a corpus; the counts of files, the comparisons and the warnings are the caller's to fill.
pub fn summary(corpus: Corpus<'_>) -> Summary {
    let mut groups: Vec<Group> = Vec::new();
    for places in corpus.roster.places.chunk_by(|a, b| a.group == b.group) {
        let name = places.first().map_or("", |place| corpus.roster.group(place.group)).to_owned();
        let articles = places.iter().map(|place| place.articles).sum();
        let named = places.iter().filter(|place| !place.outlet.is_empty()).count();
        groups.push(Group { name, articles, outlets: named as u64 });
    }
    let whole = coverage::sums(corpus, |_| 0).remove(&0).unwrap_or_default();
    let mut speakers = speakers(corpus);
    let counts = Counts { speakers: speakers.len() as u64, ..counts(corpus, &whole) };
    // A stable sort: speakers with as many sentences stay in the order of the tables.
    speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.sentences));
    speakers.truncate(TOP);
    Summary { counts, groups, speakers, ..Summary::default() }
}

fn counts(corpus: Corpus<'_>, whole: &Sums) -> Counts {
    let (damaged_articles, damaged_letters) = corpus.partial.damaged();
    Counts {
        articles: corpus.partial.pieces.len() as u64,
        damaged_articles,
        damaged_letters,
        duplicates: corpus.study.duplicates.values().sum(),
        sentences: whole.sentences,
        words: whole.words,
        speech_rows: whole.speech,
        unresolved_rows: whole.unresolved,
        unsure_rows: whole.unsure,
        ..Counts::default()
    }
}

fn speakers(corpus: Corpus<'_>) -> Vec<Speaker> {
    let mut speakers = Vec::new();
    for facts in corpus.partial.speech.chunk_by(|a, b| a.speaker == b.speaker) {
        let Some(number) = facts.first().and_then(|fact| fact.speaker) else { continue };
        let mut scores = Scores::default();
        for (fact, tone) in facts.iter().filter_map(|fact| Some((fact, fact.counted()?))) {
            scores.add(fact.article, tone);
        }
        if scores.count() > 0 {
            let (name, articles) = (corpus.roster.name(number).text.clone(), scores.articles.len() as u64);
            speakers.push(Speaker { name, articles, sentences: scores.count(), mean_tone: scores.mean() });
        }
    }
    speakers
}
