//! The facts every table is summed from: rows reduced to integers.

use crate::article::Genre;
use crate::row::{CueClass, Manner};
use crate::score::Score;

/// A row of speech or stance in the body. Sorted: by speaker, then in the order of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speech {
    /// Number of the speaker; none if unresolved.
    pub speaker: Option<u32>,
    /// Number of the article, in the order of ids.
    pub article: u32,
    /// The sentence.
    pub sentence: u32,
    /// The row in the sentence.
    pub row: u32,
    /// The attribution in the article.
    pub attribution: Option<u32>,
    /// Said or only ascribed.
    pub said: Said,
    /// True if figures by speaker rest on it: for its article's genre, and for its confidence.
    pub in_figures: bool,
    /// True if it has less confidence than the study wants.
    pub unsure: bool,
    /// How the words are printed.
    pub manner: Option<Manner>,
    /// Numbers of the relays, nearest to the speaker first.
    pub via: Box<[u32]>,
    /// Number of the verb of saying, if the sentence holds one.
    pub verb: Option<u32>,
    /// The framing of the cue.
    pub cue_class: Option<CueClass>,
    /// Score by the chosen profile; none without words of its own.
    pub tone: Option<Score>,
    /// The reference score.
    pub vader: Score,
    /// True if more likely wrong than right.
    pub low_confidence: bool,
    /// The same for texts that differ in nothing but case, marks and spaces.
    pub fingerprint: u64,
}

/// Said or only ascribed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Voice `speech`.
    Speech,
    /// Voice `stance`.
    Stance,
}

impl Speech {
    /// The score, if the row is one of those behind the means on tone: speech with words of its own.
    pub fn counted(&self) -> Option<Score> {
        if self.in_figures && self.said == Said::Speech { self.tone } else { None }
    }
}

/// Whose words mention an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Narration and reporting.
    OutletVoice,
    /// Speech.
    Attributed,
}

impl Scope {
    /// Every member, in the order of the tables.
    pub const ALL: [Self; 2] = [Self::OutletVoice, Self::Attributed];

    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OutletVoice => "outlet_voice",
            Self::Attributed => "attributed",
        }
    }
}

/// A counted row whose sentence mentions an actor; of joint speakers' rows the first alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Number of the actor.
    pub actor: u32,
    /// Whose words.
    pub scope: Scope,
    /// Number of the article.
    pub article: u32,
    /// The sentence.
    pub sentence: u32,
    /// The row in the sentence.
    pub row: u32,
    /// Score of the row's own words.
    pub tone: Score,
}

/// An article in figures; sentences are those of the body that are not boilerplate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// Number of the article, in the order of ids.
    pub article: u32,
    /// Number of the outlet.
    pub place: u32,
    /// News or opinion.
    pub genre: Genre,
    /// ISO 8601 date, or empty.
    pub date: Box<str>,
    /// Sentences.
    pub sentences: u32,
    /// Words of these.
    pub words: u32,
    /// Sentences with speech.
    pub attributed: u32,
    /// Sentences with speech in quotation marks, wholly or in part.
    pub quoted: u32,
    /// True if the text seems to break off.
    pub truncated: bool,
}
