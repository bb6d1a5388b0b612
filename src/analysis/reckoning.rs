//! How a score came about, word by word, in the places of the article.

use super::wording::Wording;
use crate::span::Span;
use crate::tone::scorer::Scorer;
use serde::Serialize;

/// The account of a score: the words' figures and the emphasis add up to the sum, and the score is sum / √(sum² + 15).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reckoning {
    /// What the words count together, with the emphasis.
    pub sum: f64,
    /// What exclamation and question marks add.
    pub emphasis: f64,
    /// The words that score or would score elsewhere.
    pub words: Vec<Counted>,
}

/// A word that scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counted {
    /// The word, as the article has it.
    pub text: String,
    /// Where the article has it.
    pub spans: Vec<Span>,
    /// The list it is of.
    pub list: &'static str,
    /// Its valence in the list.
    pub listed: f64,
    /// What the words around made of it.
    pub steps: Vec<Step>,
    /// What it counts.
    pub counts: f64,
}

/// What a rule made of a valence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Step {
    /// The rule.
    pub rule: &'static str,
    /// The words that called for it, as the article has them.
    pub by: String,
    /// What it added.
    pub change: f64,
}

impl Reckoning {
    /// The account of the score of a wording.
    pub fn of(wording: &Wording, scorer: &Scorer, text: &str) -> Self {
        let _ = (wording, scorer, text);
        Self::default()
    }
}
