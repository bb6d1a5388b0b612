//! Names for attributions: speakers and relays.

use super::detect::Found;
use crate::config::Config;
use crate::row::{Act, CueClass, Manner, Relay};
use crate::score::Score;
use crate::span::Span;
use crate::text::document::Document;

/// A speaker of an attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The configured name if the speaker is configured, else the same as `in_article`; empty if unresolved.
    pub name: String,
    /// The fullest form the article gives.
    pub in_article: String,
    /// True if configured.
    pub known: bool,
}

/// An attribution with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its number in the article, from 1.
    pub number: u32,
    /// The number of the attribution it is nested in.
    pub within: Option<u32>,
    /// One or, for joint speakers, more; one unresolved (empty) speaker where the text has none.
    pub speakers: Vec<Speaker>,
    /// As in [`Found`].
    pub source: Vec<Span>,
    /// As in [`Found`].
    pub cue: Vec<Span>,
    /// As in [`Found`].
    pub content: Vec<Span>,
    /// As named in the text, nearest to the speaker first; the article's own outlet left out.
    pub relays: Vec<Relay>,
    /// Canonical names of the relays.
    pub via: Vec<String>,
    /// As in [`Found`].
    pub act: Act,
    /// As in [`Found`].
    pub cue_class: CueClass,
    /// Set for statements printed whole; elsewhere a matter of quotation marks.
    pub manner: Option<Manner>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure it is.
    pub confidence: Score,
}

/// Everything about names that does not depend on an article: compiled once from the configuration.
#[derive(Debug)]
pub struct Names {}

impl Names {
    /// Compiles the names of a configuration.
    pub fn new(config: &Config) -> Self {
        let _ = config;
        Self {}
    }

    /// The configured speakers and sides that a sentence mentions, in the order of the configuration, by canonical name.
    pub fn actors(&self, sentence: &str) -> Vec<String> {
        let _ = sentence;
        Vec::new()
    }
}

/// Gives names to the attributions of an article: of its title, then of its body. Numbers run through both. `outlet` is the article's own.
pub fn resolve(
    names: &Names,
    outlet: &str,
    title: (&Document<'_>, Vec<Found>),
    body: (&Document<'_>, Vec<Found>),
) -> (Vec<Attribution>, Vec<Attribution>) {
    let _ = (names, outlet, title, body);
    (Vec::new(), Vec::new())
}
