//! One sentence in one voice: the unit of every table.

use crate::score::Score;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Declares a closed set of names: the variant in code, the word in spool and tables.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every member, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word in spool and tables.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            /// The member with this word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

names! {
    /// Whose words a row holds.
    Voice {
        /// Nobody is quoted in the sentence.
        Narration = "narration",
        /// What is left of a sentence with speech or stance: the outlet's own words around the content.
        Reporting = "reporting",
        /// Attributed and said or written.
        Speech = "speech",
        /// Attributed but not said: a thought, an attitude, evidence.
        Stance = "stance",
        /// A caption, a copyright line, a call to subscribe: out of every mean.
        Boilerplate = "boilerplate",
    }
}

names! {
    /// How the words of a speaker are printed.
    Manner {
        /// Wholly in quotation marks.
        Direct = "direct",
        /// Partly in quotation marks.
        Mixed = "mixed",
        /// In the outlet's wording.
        Indirect = "indirect",
        /// A statement printed whole, without marks.
        Statement = "statement",
    }
}

names! {
    /// What kind of act the cue names.
    Act {
        /// Said.
        Speech = "speech",
        /// Written.
        Written = "written",
        /// Thought.
        Cognition = "cognition",
        /// Felt, wanted, favoured.
        Attitude = "attitude",
        /// Shown by a poll, a document, a study.
        Evidence = "evidence",
    }
}

names! {
    /// How the outlet's choice of cue frames the words.
    CueClass {
        /// said, told, according to.
        Neutral = "neutral",
        /// noted, pointed out: presupposes truth.
        Factive = "factive",
        /// claimed, alleged: doubts the truth.
        Distancing = "distancing",
        /// urged, demanded, called for.
        Directive = "directive",
        /// denied, dismissed, defended.
        Defensive = "defensive",
        /// denounced, blasted, threatened.
        Hostile = "hostile",
        /// hailed, praised, thanked.
        Approving = "approving",
    }
}

/// A relay as the text names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relay {
    /// Its name: an outlet's canonical name, a speaker's name, or the words of the text.
    pub name: String,
    /// Where the text names it, bytes into the article's text.
    pub span: Span,
}

/// A pattern of a dictionary among a row's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u16, u32, Span)", into = "(u16, u32, Span)")]
pub struct FrameHit {
    /// Its frame, as an index into the row's `frames`.
    pub frame: u16,
    /// The pattern's place in its category, from 0: of the dictionaries of the configuration that made the row.
    pub pattern: u32,
    /// The words it matches, bytes into the article's text.
    pub span: Span,
}

impl From<(u16, u32, Span)> for FrameHit {
    fn from((frame, pattern, span): (u16, u32, Span)) -> Self {
        Self { frame, pattern, span }
    }
}

impl From<FrameHit> for (u16, u32, Span) {
    fn from(hit: FrameHit) -> Self {
        (hit.frame, hit.pattern, hit.span)
    }
}

impl Default for Voice {
    /// Nobody's words but the outlet's.
    fn default() -> Self {
        Self::Narration
    }
}

/// One sentence in one voice. Key: article, `sentence`, `row`. All spans are bytes into the article's text, or into its title where
/// `headline` is true.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The sentence's number; 0 is the title, whether or not there is one.
    pub sentence: u32,
    /// The row's number within the sentence, from 0: in text order, outer before inner.
    pub row: u32,
    /// True for the title.
    pub headline: bool,
    /// First byte of the sentence.
    pub start: usize,
    /// One past the last byte of the sentence.
    pub end: usize,
    /// Whose words the row holds.
    pub voice: Voice,
    /// The attribution's number in the article, from 1; joint speakers share one.
    pub attribution: Option<u32>,
    /// The number of the attribution this one is nested in.
    pub within: Option<u32>,
    /// The speaker across the corpus; filled at render for speakers that are not configured.
    pub speaker: String,
    /// The fullest name the article gives.
    pub speaker_in_article: String,
    /// True if the speaker is configured.
    pub known: bool,
    /// Where the text names the speaker.
    pub source: Vec<Span>,
    /// The words of saying.
    pub cue: Vec<Span>,
    /// The words said, as far as they lie in this sentence.
    pub content: Vec<Span>,
    /// Relays as named, nearest to the speaker first.
    pub relays: Vec<Relay>,
    /// Canonical names of the relays, nearest to the speaker first.
    pub via: Vec<String>,
    /// The act the cue names.
    pub act: Option<Act>,
    /// The framing of the cue.
    pub cue_class: Option<CueClass>,
    /// How the words are printed.
    pub manner: Option<Manner>,
    /// The rule that found the attribution.
    pub rule: String,
    /// The probability that this speaker says words of this row, 0 to 1 (`attribution/confidence.rs`); for speech and stance.
    pub confidence: Option<Score>,
    /// Words of the row's own text.
    pub words: u32,
    /// Words of the row's own text that the lexicon knows.
    pub lexicon_hits: u32,
    /// Score of the row's own words by the chosen profile; none if the row has no words of its own.
    pub tone: Option<Score>,
    /// The reference score of the row's own words.
    pub vader: Option<Score>,
    /// Score of the whole sentence by the chosen profile.
    pub tone_sentence: Score,
    /// The reference score of the whole sentence.
    pub vader_sentence: Score,
    /// Mean negativity of event words (war, attack, crisis) among the row's own words, 0 to 1.
    pub event_negativity: Score,
    /// Configured actors the sentence mentions.
    pub actors: Vec<String>,
    /// Frames among the row's own words, `<set>.<category>`, in the order of the dictionaries.
    pub frames: Vec<String>,
    /// What makes them so, in text order.
    #[serde(default)]
    pub frame_hits: Vec<FrameHit>,
    /// The sentence.
    pub text: String,
}
