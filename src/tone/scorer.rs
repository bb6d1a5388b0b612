//! The one entry to tone: a profile, and texts to score.

use crate::score::Score;
use crate::span::Span;
use crate::tone::lexicon::{Lexicon, Lexis};
use crate::tone::names::read_as_news;
use crate::tone::peer::Peer;
use crate::tone::polarity::{Polarity, Sum, normalise, shift_weight};
use crate::tone::reading::{Readings, View};
use crate::tone::rules::{Hit, Passage};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

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

impl Profile {
    /// The valences that are added up; the reference's under the crate's profile, which has no evidence of its own.
    pub(super) fn lexis(self) -> Lexis {
        if self == Self::News { Lexis::News } else { Lexis::Reference }
    }
}

impl Profile {
    /// Its name in options and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Vader => "vader",
            Self::VaderSentiment => "vader-sentiment",
        }
    }

    /// What a word in lower case scores by itself, −4 to 4; none if the profile's lexicon does not know it.
    pub fn valence(self, word: &str) -> Option<f64> {
        Lexicon::shared().listed(word, Span::new(0, word.len()))?.valence(self.lexis())
    }
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
    /// Made for its profile only.
    peer: Option<Peer>,
}

impl Scorer {
    /// A scorer for a profile.
    pub fn new(profile: Profile) -> Self {
        let peer = (profile == Profile::VaderSentiment).then(Peer::new);
        Self { profile, peer }
    }

    /// The profile.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The tone of a text. `sentence_start` says whether its first word begins a sentence, so that a capital there is no sign of a name.
    pub fn tone(&self, text: &str, sentence_start: bool) -> Tone {
        with_desk(|desk| {
            desk.read(text, &[View::Reference, View::News], sentence_start);
            let reference = desk.sum(text, Lexis::Reference);
            let reference_hits = desk.hits.len();
            let event_negativity = desk.event_negativity(text);
            let (tone, hits) = match (self.profile, &self.peer) {
                (Profile::News, _) => (desk.sum(text, Lexis::News).compound(), desk.hits.len()),
                (_, None) => (reference.compound(), reference_hits),
                (_, Some(peer)) => (peer.polarity(text).compound, reference_hits),
            };
            let words = desk.readings.words;
            // An emoji or a dash can hold several lexicon words in one word of the text.
            let lexicon_hits = u32::try_from(hits).unwrap_or(u32::MAX).min(words);
            Tone { tone: Score(tone), vader: Score(reference.compound()), words, lexicon_hits, event_negativity }
        })
    }

    /// The tone of words that were made plain, and of how they were printed: the news profile reads the plain ones, the reference and the crate what
    /// anybody can give them again.
    pub fn tone_as_printed(&self, plain: &str, printed: &str, sentence_start: bool) -> Tone {
        let tone = self.tone(plain, sentence_start);
        if plain == printed {
            return tone;
        }
        let reference = self.tone(printed, sentence_start);
        if self.profile == Profile::News {
            Tone { vader: reference.vader, ..tone }
        } else {
            let lexicon_hits = reference.lexicon_hits.min(tone.words);
            Tone { tone: reference.tone, vader: reference.vader, lexicon_hits, ..tone }
        }
    }

    /// The four figures of a text by the chosen profile. The text is taken to begin with a sentence.
    pub fn polarity(&self, text: &str) -> Polarity {
        if let Some(peer) = &self.peer {
            return peer.polarity(text);
        }
        let lexis = self.profile.lexis();
        with_desk(|desk| {
            desk.read(text, &[lexis.view()], true);
            desk.sum(text, lexis).polarity()
        })
    }
}

/// What scoring a text needs, kept for the next one.
#[derive(Default)]
struct Desk {
    readings: Readings,
    hits: Vec<Hit>,
}

/// Works at the desk of this thread.
fn with_desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    thread_local! {
        static DESK: RefCell<Desk> = RefCell::default();
    }
    DESK.with_borrow_mut(work)
}

impl Desk {
    fn read(&mut self, text: &str, views: &[View], sentence_start: bool) {
        self.readings.read(text, Lexicon::shared(), views);
        if views.contains(&View::News) {
            read_as_news(text, &mut self.readings.news, Lexicon::shared(), sentence_start);
        }
    }

    /// Finds the hits of a text that is read, and adds them up.
    fn sum(&mut self, text: &str, lexis: Lexis) -> Sum {
        let reading = self.readings.of(lexis.view());
        if let Some(but) = Passage::new(text, lexis.view(), reading, Lexicon::shared()).hits(lexis, &mut self.hits) {
            shift_weight(&mut self.hits, but);
        }
        Sum::of(&self.hits, reading.tokens, || reading.all_marks(text))
    }

    fn event_negativity(&mut self, text: &str) -> Score {
        let view = Lexis::Events.view();
        let reading = self.readings.of(view);
        Passage::new(text, view, reading, Lexicon::shared()).hits(Lexis::Events, &mut self.hits);
        let sum: f64 = self.hits.iter().map(|hit| hit.valence.min(0.0)).sum();
        Score::from_unit(normalise(sum).abs())
    }
}
