//! The `vader_sentiment` crate, for those who must reproduce its numbers.
//!
//! They differ from the reference's on about one sentence in four, and some differ between two processes, since the crate looks for idioms
//! in the order of a hash map.

use crate::tone::polarity::{Polarity, round};
use std::fmt;
use vader_sentiment::SentimentIntensityAnalyzer;

/// The crate's analyser, made once.
pub(super) struct Peer(SentimentIntensityAnalyzer<'static>);

impl Peer {
    /// Reads the crate's lexicon, unless another analyser has.
    pub fn new() -> Self {
        Self(SentimentIntensityAnalyzer::new())
    }

    /// The crate's four figures, which it does not round itself.
    pub fn polarity(&self, text: &str) -> Polarity {
        let scores = self.0.polarity_scores(text);
        let score = |name, unit| round(scores.get(name).copied().unwrap_or_default(), unit);
        Polarity {
            compound: score("compound", 10_000),
            positive: score("pos", 1000),
            neutral: score("neu", 1000),
            negative: score("neg", 1000),
        }
    }
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Peer")
    }
}
