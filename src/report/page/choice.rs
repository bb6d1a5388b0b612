//! What of a corpus a page shows: all of a small one, of a large one what is compared or stands most often.

use crate::report::comparison::answer::Answer;
use crate::report::comparison::question::What;
use crate::report::number::short;
use crate::report::study::Corpus;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Groups side by side.
const GROUPS: usize = 8;
/// Speakers.
const SPEAKERS: usize = 12;

/// The groups and speakers of a page. Their numbers on the page are their places here.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Numbers of the groups, in the order of the tables.
    pub groups: Vec<u32>,
    /// Numbers of the speakers: those of declared comparisons, then those with most sentences.
    pub speakers: Vec<u32>,
    /// Groups and speakers that are in the tables alone.
    pub more: [usize; 2],
}

impl Shown {
    /// The choice for a corpus.
    pub fn new(corpus: Corpus<'_>, answers: &[Answer]) -> Self {
        let (groups, more_groups) = groups(corpus, answers);
        let (speakers, more_speakers) = speakers(corpus, answers, &groups);
        Self { groups, speakers, more: [more_groups, more_speakers] }
    }

    /// The number on the page of a group.
    pub fn group(&self, number: u32) -> Option<usize> {
        self.groups.iter().position(|&group| group == number)
    }

    /// The number on the page of a speaker.
    pub fn speaker(&self, number: u32) -> Option<usize> {
        self.speakers.iter().position(|&speaker| speaker == number)
    }

    /// The names of the groups.
    pub fn group_names(&self, corpus: Corpus<'_>) -> Vec<String> {
        self.groups.iter().map(|&group| short(corpus.roster.group(group), 40)).collect()
    }

    /// The names of the speakers.
    pub fn speaker_names(&self, corpus: Corpus<'_>) -> Vec<String> {
        self.speakers.iter().map(|&speaker| short(&corpus.roster.name(speaker).text, 60)).collect()
    }
}

/// Groups with articles that are counted: those of declared comparisons first, then the largest.
fn groups(corpus: Corpus<'_>, answers: &[Answer]) -> (Vec<u32>, usize) {
    let mut articles: BTreeMap<u32, u64> = BTreeMap::new();
    for place in corpus.roster.places.iter().filter(|place| place.counted > 0) {
        *articles.entry(place.group).or_default() += place.counted;
    }
    let declared = answers.iter().filter(|answer| answer.declared).map(|answer| answer.question.pair);
    let declared: BTreeSet<u32> = declared.flat_map(|pair| [Some(pair.a), pair.b]).flatten().collect();
    let mut groups: Vec<u32> = articles.keys().copied().collect();
    groups.sort_by_key(|group| (!declared.contains(group), Reverse(articles[group]), *group));
    let more = groups.len().saturating_sub(GROUPS);
    groups.truncate(GROUPS);
    groups.sort_unstable();
    (groups, more)
}

/// Speakers with a counted sentence in one of the groups.
fn speakers(corpus: Corpus<'_>, answers: &[Answer], groups: &[u32]) -> (Vec<u32>, usize) {
    let mut sentences: BTreeMap<u32, u64> = BTreeMap::new();
    for fact in corpus.partial.speech.iter().filter(|fact| fact.counted().is_some()) {
        if let Some(speaker) = fact.speaker.filter(|_| groups.contains(&corpus.place(fact.article).group)) {
            *sentences.entry(speaker).or_default() += 1;
        }
    }
    let declared: BTreeSet<u32> = answers
        .iter()
        .filter(|answer| answer.declared)
        .filter_map(|answer| if let What::Tone(speaker, _) = answer.question.what { Some(speaker) } else { None })
        .collect();
    let mut speakers: Vec<u32> = sentences.keys().copied().collect();
    speakers.sort_by_key(|speaker| (!declared.contains(speaker), Reverse(sentences[speaker]), *speaker));
    let more = speakers.len().saturating_sub(SPEAKERS);
    speakers.truncate(SPEAKERS);
    (speakers, more)
}
