//! Attributions as spans: source, cue, content.
//!
//! [`super::reading`] goes through the paragraphs and tries the rules at each word of a sentence; each rule is in a file of its own.

use super::passage::{Passage, Words};
use super::reading::read;
use super::rule::Rule;
use super::tagger::model::Model;
use super::tagger::revise::{Reviser, RulesOnly, Tagger};
use crate::row::{Act, CueClass, Manner};
use crate::score::Score;
use crate::span::Span;
use crate::text::document::Document;

/// An attribution as spans, before anybody has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the attribution this one is nested in.
    pub within: Option<usize>,
    /// The words that name the source, one noun phrase (appositions included); empty where the text has none.
    pub source: Vec<Span>,
    /// The words of saying; empty for a floating quotation or the paragraphs of a statement.
    pub cue: Vec<Span>,
    /// The words attributed, quotation marks included; may reach over several sentences. Never empty.
    pub content: Vec<Span>,
    /// The addressee of "told X", for the rule that a medium there is a relay.
    pub addressee: Option<Span>,
    /// Index of an earlier attribution whose speaker this one goes on with (floating quotations, statements).
    pub continues: Option<usize>,
    /// The act the cue names.
    pub act: Act,
    /// The framing of the cue.
    pub cue_class: CueClass,
    /// Set where the manner is not a matter of quotation marks: a statement printed whole.
    pub manner: Option<Manner>,
    /// The rule that found it.
    pub rule: Rule,
    /// The probability that it is right, 0 to 1, as far as detection knows; [`super::confidence`] goes on from it.
    pub confidence: Score,
    /// True if that is the tagger's, who read this attribution, and not the rule's.
    pub read: bool,
}

/// Finds the attributions of a text, in text order, outer before inner. Content of boilerplate paragraphs is never attributed.
pub fn detect(document: &Document<'_>) -> Vec<Found> {
    match Model::embedded() {
        Some(model) => found(document, &mut Tagger::new(model)),
        None => found(document, &mut RulesOnly),
    }
}

/// The same for a title: by the rules alone, since the tagger has learned from sentences.
pub fn detect_in_title(document: &Document<'_>) -> Vec<Found> {
    found(document, &mut RulesOnly)
}

fn found(document: &Document<'_>, reviser: &mut dyn Reviser) -> Vec<Found> {
    let words = Words::new(document);
    let passage = Passage::new(document, &words);
    read(&passage, reviser).iter().map(|hit| hit.found(&passage)).collect()
}
