//! What the rules find, as runs of tokens.

use super::cue::Cue;
use super::detect::Found;
use super::passage::{Passage, Run, covers};
use super::rule::Rule;
use super::tagger::judging::probability;
use crate::row::{Act, CueClass, Manner};
use crate::span::Span;

/// An attribution as runs of tokens.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The words that name the source.
    pub source: Option<Run>,
    /// The words of saying.
    pub cue: Option<Run>,
    /// The words attributed.
    pub content: Vec<Run>,
    /// The addressee of `told X`.
    pub addressee: Option<Run>,
    /// The row of the cue table.
    pub entry: Option<&'static Cue>,
    /// The rule that found it.
    pub rule: Rule,
    /// How sure the tagger is of it, in its units of a logit.
    pub score: Option<i32>,
    /// Index of the hit it is nested in.
    pub within: Option<usize>,
    /// Index of the hit whose speaker it goes on with.
    pub continues: Option<usize>,
}

impl Hit {
    /// A hit that stands alone.
    pub fn new(rule: Rule, content: Vec<Run>) -> Self {
        Self {
            source: None,
            cue: None,
            content,
            addressee: None,
            entry: None,
            rule,
            score: None,
            within: None,
            continues: None,
        }
    }

    /// The first token of its source or cue.
    pub fn start(&self) -> usize {
        let starts = [self.source, self.cue].into_iter().flatten().map(|run| run.start);
        starts.chain(self.content.first().map(|run| run.start)).min().unwrap_or(0)
    }

    /// True if it is something said or written, not only thought or shown.
    pub fn speaks(&self) -> bool {
        self.entry.map_or(self.rule != Rule::Learned, |entry| matches!(entry.act, Act::Speech | Act::Written))
    }

    /// True if one of its contents holds the token.
    pub fn covers(&self, at: usize) -> bool {
        covers(&self.content, at)
    }

    /// The same in bytes.
    pub fn found(&self, passage: &Passage<'_>) -> Found {
        let spans = |runs: &[Run]| -> Vec<Span> {
            let mut spans: Vec<Span> =
                runs.iter().map(|&run| passage.span(run)).filter(|span| !span.is_empty()).collect();
            // A quotation that was claimed last may stand first.
            spans.sort_by_key(|span| span.start);
            spans
        };
        let unlisted = if self.rule == Rule::Learned { Act::Attitude } else { Act::Speech };
        let (act, class) = self.entry.map_or((unlisted, CueClass::Neutral), |entry| (entry.act, entry.class));
        Found {
            within: self.within,
            source: spans(self.source.as_slice()),
            cue: spans(self.cue.as_slice()),
            content: spans(&self.content),
            addressee: self.addressee.map(|run| passage.span(run)),
            continues: self.continues,
            act,
            cue_class: class,
            manner: (self.rule == Rule::Statement).then_some(Manner::Statement),
            rule: self.rule,
            confidence: self.score.map(probability).or(self.rule.precision()).unwrap_or_default(),
            read: self.score.is_some(),
        }
    }
}
