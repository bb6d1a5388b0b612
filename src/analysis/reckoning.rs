//! How a score came about, word by word, in the places of the article.

use super::quoted::Text;
use super::wording::Wording;
use crate::row::Row;
use crate::span::Span;
use crate::text::document::Document;
use crate::text::plain::Plain;
use crate::tone::evidence::{List, WordEvidence};
use crate::tone::rules::Rule;
use crate::tone::scorer::{Profile, Scorer};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// The account of a score: what the words count and the emphasis add up to the sum, and the score is sum / √(sum² + 15). Figures are
/// rounded to six digits.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reckoning {
    /// What the words count together, with the emphasis.
    #[serde(serialize_with = "six_digits")]
    pub sum: f64,
    /// What exclamation and question marks add.
    #[serde(serialize_with = "six_digits")]
    pub emphasis: f64,
    /// The words that score, and those that only the reference would score; in order.
    pub words: Vec<Counted>,
    /// The words that name events. Those that count below zero make the event negativity, |sum| / √(sum² + 15).
    pub events: Vec<Counted>,
}

/// A word that scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counted {
    /// The word, as the article has it.
    pub text: String,
    /// Where the article has it: more than one place for a phrase across a quotation mark.
    pub spans: Vec<Span>,
    /// The description that an emoji is read as.
    pub described: Option<String>,
    /// Where its valence comes from.
    pub list: List,
    /// Why the list has it, if it says so; of the word, not of this sentence.
    pub reason: Option<&'static str>,
    /// Its valence by the list.
    pub listed: f64,
    /// Its valence by the lexicon of the reference, if that has it.
    pub reference: Option<f64>,
    /// What rules made of it, in order.
    pub steps: Vec<Step>,
    /// What it counts in the end.
    #[serde(serialize_with = "six_digits")]
    pub counts: f64,
}

/// What a rule made of a valence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// The words that called for it, as the article has them: of an idiom all. Empty if it is the word itself.
    pub by: String,
    /// What it added.
    #[serde(serialize_with = "six_digits")]
    pub change: f64,
}

impl Reckoning {
    /// The account of a row's score from its sentence alone, its spans bytes into that; none if it does not come to the row's score, as where a
    /// quotation mark finds its other half in another sentence.
    pub fn of_row(row: &Row, scorer: &Scorer) -> Option<Self> {
        let plain = Plain::new(&row.text);
        let document = Document::parse(&plain.text, true);
        let within = |span: &Span| Span::new(row.start, row.end).intersection(*span);
        let shifted = |span: Span| Span::new(span.start - row.start, span.end - row.start);
        let words: Vec<Span> = row.content.iter().filter_map(within).map(shifted).collect();
        let sliceable = |span: &Span| plain.text.get(span.start..span.end).is_some();
        let words: Vec<Span> = words.into_iter().map(|span| plain.of_original(span)).collect();
        if words.is_empty() || !words.iter().all(sliceable) {
            return None;
        }
        let wording = Wording::new(&Text::new(&document, &plain), Span::new(0, plain.text.len()), &words);
        (Some(wording.tone(scorer, &plain).tone) == row.tone).then(|| Self::of(&wording, scorer, &plain)).flatten()
    }

    /// The account of the score of a wording of a text; none under the profile of the crate, which does not tell.
    pub fn of(wording: &Wording, scorer: &Scorer, text: &Plain<'_>) -> Option<Self> {
        // The reference reads what was printed: then the places are those of the article already.
        let (wording, is_plain) = match scorer.profile() {
            Profile::VaderSentiment => return None,
            Profile::News => (Cow::Borrowed(wording), true),
            Profile::Vader => (Cow::Owned(wording.printed(text)), false),
        };
        let explanation = scorer.explain(&wording.text, wording.opens_sentence);
        let origin = |span: Span| {
            let mut spans = wording.origin(span);
            spans.iter_mut().filter(|_| is_plain).for_each(|span| *span = text.original(*span));
            spans
        };
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(text.printed)).collect::<Vec<_>>().join(" ");
        let step = |step: &crate::tone::evidence::Step| Step {
            rule: step.rule,
            by: step.by.map(|by| words(&origin(by))).unwrap_or_default(),
            change: step.change,
        };
        let counted = |word: &WordEvidence| {
            let spans = origin(word.span);
            Counted {
                text: words(&spans),
                spans,
                described: word.described.clone(),
                list: word.list,
                reason: word.reason,
                listed: word.listed,
                reference: word.reference,
                steps: word.steps.iter().map(step).collect(),
                counts: word.valence,
            }
        };
        Some(Self {
            sum: explanation.sum,
            emphasis: explanation.emphasis,
            words: explanation.words.iter().map(counted).collect(),
            events: explanation.events.iter().map(counted).collect(),
        })
    }
}

/// Enough to check an account, without the dust of binary fractions.
fn six_digits<S: Serializer>(figure: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    // No negative zero.
    serializer.serialize_f64((figure * 1e6).round() / 1e6 + 0.0)
}
