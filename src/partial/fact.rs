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
    /// True if words of events (war, attack) are among its own.
    pub event_words: bool,
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

impl Piece {
    /// Sentences and words of a scope, of which frames are a share.
    pub fn extent(&self, scope: Scope) -> Extent {
        match scope {
            Scope::OutletVoice => self.own,
            Scope::Attributed => self.said,
            Scope::All => Extent { sentences: self.sentences, words: self.words },
        }
    }
}

impl Speech {
    /// The score, if the row is one of those behind the means on tone: speech with words of its own.
    pub fn counted(&self) -> Option<Score> {
        if self.in_figures && self.said == Said::Speech { self.tone } else { None }
    }
}

/// Whose words are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Narration and reporting.
    OutletVoice,
    /// Speech.
    Attributed,
    /// Every sentence of the body once, whoever speaks in it.
    All,
}

impl Scope {
    /// Every member, in the order of the tables.
    pub const ALL: [Self; 3] = [Self::OutletVoice, Self::Attributed, Self::All];

    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OutletVoice => "outlet_voice",
            Self::Attributed => "attributed",
            Self::All => "all",
        }
    }
}

/// A counted row in the outlet's voice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Own {
    /// Number of the article.
    pub article: u32,
    /// The sentence: it has no other row in the outlet's voice.
    pub sentence: u32,
    /// Score by the chosen profile.
    pub tone: Score,
    /// The reference score.
    pub vader: Score,
    /// The same for texts that differ in nothing but case, marks and spaces.
    pub fingerprint: u64,
    /// True if words of events (war, attack) are among its own.
    pub event_words: bool,
}

/// What an article holds of a frame in a scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Framed {
    /// Number of the frame.
    pub frame: u16,
    /// Whose words.
    pub scope: Scope,
    /// Number of the article.
    pub article: u32,
    /// Sentences with a hit.
    pub sentences: u32,
    /// Hits, each times its weight, in ten-thousandths.
    pub hits: i64,
    /// Patterns that hit.
    pub patterns: u32,
    /// Sum of the tone of what was hit: rows of the outlet and of speech, of joint speakers one; whole sentences in scope `all`.
    pub tone: i64,
    /// The number of these.
    pub scored: u32,
}

/// Sentences and words of a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// Sentences with words in the scope.
    pub sentences: u32,
    /// These words.
    pub words: u32,
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
    /// True if its genre enters figures.
    pub counted: bool,
    /// ISO 8601 date, or empty.
    pub date: Box<str>,
    /// Number of the event it is about, in the order of the configuration.
    pub event: Option<u16>,
    /// Sentences.
    pub sentences: u32,
    /// Words of these.
    pub words: u32,
    /// Of these, what is in the outlet's voice and counted.
    pub own: Extent,
    /// What is speech and counted.
    pub said: Extent,
    /// Sentences with speech.
    pub attributed: u32,
    /// Sentences with speech in quotation marks, wholly or in part.
    pub quoted: u32,
    /// True if it has a headline.
    pub titled: bool,
    /// True if the text seems to break off.
    pub truncated: bool,
    /// Letters that were damaged on their way.
    pub damaged: u64,
}
