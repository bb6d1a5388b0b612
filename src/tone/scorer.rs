//! The one entry to tone: a profile, and texts to score.

use crate::score::Score;
use crate::tone::lexicon::Lexicon;
use crate::tone::names::read_as_news;
use crate::tone::peer::Peer;
use crate::tone::polarity::{Polarity, normalise};
use crate::tone::rewrite::emoji_to_words;
use crate::tone::rules::{Evidence, Lexis};
use crate::tone::token::Tokens;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
    /// Of these, words that score by the profile's lexicon; by the reference's under the crate's profile, which does not tell.
    pub lexicon_hits: u32,
    /// What words that name events (war, killed, crisis) would give alone, 0 to 1, in every profile: Σ/√(Σ² + 15) over their valences
    /// in context, of which the positive ones ("no war") count as 0. On the scale of `tone`, so that the two can be read side by side.
    pub event_negativity: Score,
}

/// Scores texts by a profile. Cheap to share between threads; made once.
#[derive(Debug)]
pub struct Scorer {
    profile: Profile,
    lexicon: &'static Lexicon,
    /// Made for its profile only.
    peer: Option<Peer>,
}

impl Scorer {
    /// A scorer for a profile.
    pub fn new(profile: Profile) -> Self {
        let peer = (profile == Profile::VaderSentiment).then(Peer::new);
        Self { profile, lexicon: Lexicon::shared(), peer }
    }

    /// The profile.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The tone of a text. `sentence_start` says whether its first word begins a sentence, so that a capital there is no sign of a name.
    pub fn tone(&self, text: &str, sentence_start: bool) -> Tone {
        let source = Tokens::new(emoji_to_words(text), self.lexicon);
        let words = match &source.text {
            Cow::Borrowed(_) => source.count_words(),
            // The descriptions of emoji are no words of the text.
            Cow::Owned(_) => Tokens::new(Cow::Borrowed(text), self.lexicon).count_words(),
        };
        let news = read_as_news(&source, self.lexicon, sentence_start);
        let reference = self.score(&source, Lexis::Reference);
        let scored = match (self.profile, &self.peer) {
            (Profile::News, _) => self.score(&news, Lexis::News),
            (_, None) => reference,
            (_, Some(peer)) => Scored { polarity: peer.polarity(text), ..reference },
        };
        Tone {
            tone: Score(scored.polarity.compound),
            vader: Score(reference.polarity.compound),
            words,
            // An emoji or a dash can hold several lexicon words in one word of the text.
            lexicon_hits: scored.hits.min(words),
            event_negativity: self.event_negativity(&news),
        }
    }

    /// The four figures of a text by the chosen profile. The text is taken to begin with a sentence.
    pub fn polarity(&self, text: &str) -> Polarity {
        if let Some(peer) = &self.peer {
            return peer.polarity(text);
        }
        let source = Tokens::new(emoji_to_words(text), self.lexicon);
        match self.profile {
            Profile::News => self.score(&read_as_news(&source, self.lexicon, true), Lexis::News).polarity,
            Profile::Vader | Profile::VaderSentiment => self.score(&source, Lexis::Reference).polarity,
        }
    }

    fn score(&self, tokens: &Tokens, lexis: Lexis) -> Scored {
        let evidence = Evidence::collect(tokens, self.lexicon, lexis);
        let hits = u32::try_from(evidence.hits.len()).unwrap_or(u32::MAX);
        Scored { polarity: Polarity::sum(&evidence, tokens), hits }
    }

    fn event_negativity(&self, news: &Tokens) -> Score {
        let evidence = Evidence::collect(news, self.lexicon, Lexis::Events);
        let sum: f64 = evidence.hits.iter().map(|hit| hit.valence.min(0.0)).sum();
        Score::from_unit(normalise(sum).abs())
    }
}

#[derive(Clone, Copy)]
struct Scored {
    polarity: Polarity,
    hits: u32,
}
