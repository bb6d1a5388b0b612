//! What is asked of two sides.

use crate::config::{Comparison, Measure, Wording};
use crate::partial::cell::Cut;
use crate::partial::fact::Scope;
use crate::report::pair::{Pair, Pairs, Side};
use crate::report::study::Corpus;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Speakers whom two groups are compared on unasked: those with most sentences.
const SPEAKERS: usize = 50;

/// What is measured, names by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Tone of the outlets' own words.
    OutletVoice,
    /// Tone of the words printed as a speaker's, in some manner.
    Tone(u32, Cut),
    /// Tone of the outlets' own words in sentences that mention an actor.
    About(u32),
    /// Share of the sentences that hold a frame.
    Frame(u16),
    /// Share of the sentences in which somebody speaks.
    ShareAttributed,
}

impl What {
    /// True for a mean of scores, false for a share of sentences.
    pub fn is_tone(self) -> bool {
        !matches!(self, Self::Frame(_) | Self::ShareAttributed)
    }
}

/// A difference that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// What is measured.
    pub what: What,
    /// Number of the event whose articles are compared; none for all.
    pub event: Option<u16>,
    /// The sides.
    pub pair: Pair,
}

impl Question {
    /// The measure, as `tone.toml` names it.
    pub fn measure(self, corpus: Corpus<'_>) -> String {
        let roster = corpus.roster;
        match self.what {
            What::OutletVoice => Measure::OutletVoice.to_string(),
            What::Tone(..) => Measure::Tone.to_string(),
            What::About(actor) => Measure::About(roster.name(actor).text.clone()).to_string(),
            What::Frame(frame) => {
                let frame = &roster.frames.all[usize::from(frame)];
                Measure::Frame(format!("{}.{}", frame.set, frame.category)).to_string()
            }
            What::ShareAttributed => Measure::ShareAttributed.to_string(),
        }
    }

    /// The speaker and the manner; empty for what is no speaker's.
    pub fn speaker(self, corpus: Corpus<'_>) -> (&str, &'static str) {
        match self.what {
            What::Tone(speaker, cut) => (&corpus.roster.name(speaker).text, cut.as_str()),
            _ => ("", ""),
        }
    }

    /// The key of the event; empty for all articles.
    pub fn event(self, corpus: Corpus<'_>) -> &str {
        self.event.map_or("", |event| &corpus.roster.events[usize::from(event)])
    }

    /// What no other question of a report is called: the name of its random streams.
    pub fn name(self, corpus: Corpus<'_>) -> String {
        let (speaker, manner) = self.speaker(corpus);
        let group = |group: u32| corpus.roster.group(group);
        let (a, b) = (group(self.pair.a), self.pair.b.map_or("", group));
        // No name holds this character, and no group is called nothing.
        [&self.measure(corpus), speaker, manner, self.event(corpus), a, b].join("\u{1f}")
    }
}

/// The questions that the study declares, in their order.
pub fn declared(corpus: Corpus<'_>) -> Vec<Question> {
    corpus.study.config.comparisons.iter().filter_map(|comparison| resolve(comparison, corpus)).collect()
}

/// Every name of a declared comparison is in the roster: it holds what the configuration names, whether or not an article does.
fn resolve(comparison: &Comparison, corpus: Corpus<'_>) -> Option<Question> {
    let roster = corpus.roster;
    let [a, b] = &comparison.groups;
    let group =
        |name: &String| roster.groups.iter().position(|group| group == name).and_then(|at| u32::try_from(at).ok());
    let cut = match comparison.manner {
        Wording::All => Cut::All,
        Wording::Quoted => Cut::Quoted,
        Wording::Paraphrased => Cut::Paraphrased,
        Wording::Statement => Cut::Statement,
    };
    let what = match &comparison.measure {
        Measure::Tone => What::Tone(roster.number(&comparison.speaker)?, cut),
        Measure::OutletVoice => What::OutletVoice,
        Measure::About(actor) => What::About(roster.number(actor)?),
        Measure::Frame(frame) => What::Frame(roster.frames.number(frame)?),
        Measure::ShareAttributed => What::ShareAttributed,
    };
    Some(Question { what, event: roster.event(&comparison.event), pair: Pair { a: group(a)?, b: Some(group(b)?) } })
}

/// The questions asked of every corpus: the outlets' voice, speakers with articles enough for a test on both sides, validated frames that one side
/// has. What is declared is not asked twice, nor the other way round.
pub fn exploratory(corpus: Corpus<'_>, pairs: &Pairs, declared: &[Question]) -> Vec<Question> {
    let (heard, framed) = (heard(corpus), framed(corpus));
    let mut questions = Vec::new();
    for &pair in &pairs.pairs {
        let speakers = speakers(corpus, &heard, pair).into_iter().map(|speaker| What::Tone(speaker, Cut::All));
        let frames = framed.iter().filter(|(_, groups)| groups.iter().any(|&group| pair.side(group).is_some()));
        let frames = frames.map(|(&frame, _)| What::Frame(frame));
        let whats = std::iter::once(What::OutletVoice).chain(speakers).chain(frames);
        questions.extend(whats.map(|what| Question { what, event: None, pair }));
    }
    let turned = declared.iter().filter_map(|question| Some(Question { pair: question.pair.turned()?, ..*question }));
    let asked: BTreeSet<Question> = declared.iter().copied().chain(turned).collect();
    questions.retain(|question| !asked.contains(question));
    questions
}

/// The groups in which each validated frame stands.
fn framed(corpus: Corpus<'_>) -> BTreeMap<u16, BTreeSet<u32>> {
    let mut framed: BTreeMap<u16, BTreeSet<u32>> = BTreeMap::new();
    for fact in corpus.partial.framed.iter().filter(|fact| fact.scope == FRAME_SCOPE) {
        if corpus.roster.frames.all[usize::from(fact.frame)].validated {
            framed.entry(fact.frame).or_default().insert(corpus.place(fact.article).group);
        }
    }
    framed
}

/// Sentences and clusters of each speaker in each group.
type Heard = BTreeMap<u32, BTreeMap<u32, (u64, BTreeSet<u32>)>>;

/// Those who have a name: a group of people without one ("officials") is many speakers.
fn heard(corpus: Corpus<'_>) -> Heard {
    let mut heard = Heard::new();
    for fact in corpus.partial.speech.iter().filter(|fact| fact.counted().is_some()) {
        let Some(speaker) = fact.speaker.filter(|&speaker| !corpus.roster.name(speaker).is_description()) else {
            continue;
        };
        let group = corpus.place(fact.article).group;
        let (sentences, clusters) = heard.entry(speaker).or_default().entry(group).or_default();
        *sentences += 1;
        clusters.insert(corpus.families.cluster(fact.article));
    }
    heard
}

/// The speakers of a pair, in the order of the tables.
fn speakers(corpus: Corpus<'_>, heard: &Heard, pair: Pair) -> Vec<u32> {
    let least = corpus.study.config.thresholds.test_articles as usize;
    let mut enough = Vec::new();
    for (&speaker, groups) in heard {
        let mut sentences = 0;
        let mut clusters: [BTreeSet<u32>; 2] = Default::default();
        for (&group, (said, of_group)) in groups {
            if let Some(side) = pair.side(group) {
                sentences += said;
                clusters[usize::from(side == Side::B)].extend(of_group);
            }
        }
        if clusters.iter().all(|clusters| clusters.len() >= least) {
            enough.push((Reverse(sentences), speaker));
        }
    }
    enough.sort_unstable();
    enough.truncate(SPEAKERS);
    let mut speakers: Vec<u32> = enough.into_iter().map(|(_, speaker)| speaker).collect();
    speakers.sort_unstable();
    speakers
}

/// The scope in which a frame is compared: every sentence once.
pub const FRAME_SCOPE: Scope = Scope::All;
