//! A sentence read for one word of saying.

use super::argument::{CONTENT, Frame, LABELS, SOURCE};
use super::feature::Key;
use super::lexeme::View;
use super::model::Model;
use super::spotting;
use super::viterbi::{Scores, best};
use crate::attribution::passage::{Passage, Run, covers, size};
use crate::attribution::word::is_possessive_mark;

/// What the model reads for one word of saying.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The word of saying, counted from the first token of the sentence.
    pub head: usize,
    /// How sure the first stage is of it, and after the third how sure that is, in units of a logit.
    pub score: i32,
    /// The hit of the rules with the same word, as an index.
    pub hit: Option<usize>,
    /// The source, without a possessive mark.
    pub source: Option<Run>,
    /// The content; never empty.
    pub content: Vec<Run>,
    /// How far the labels are ahead of the second best on average, in units of the second stage.
    pub margin: i32,
    /// The same of the least sure token at the border of a run.
    pub weakest: i32,
}

impl Reading {
    /// Number of tokens of the content.
    pub fn size(&self) -> usize {
        size(&self.content)
    }

    /// True if the content holds the token.
    pub fn holds(&self, at: usize) -> bool {
        covers(&self.content, at)
    }
}

/// Words of saying with a lower score in the first stage are not read: about one chance in twelve.
const LOOK: i32 = -640;
/// The same where no rule has found anything: one in four.
const LOOK_ALONE: i32 = -288;

/// The readings of a sentence; `keys` is room for features.
pub fn readings(model: &Model<'_>, view: &View<'_>, keys: &mut Vec<Key>) -> Vec<Reading> {
    let mut found = Vec::new();
    for &head in &view.candidates {
        spotting::features(view, head, keys);
        let score = model.spot(keys);
        if score >= if view.hit_at(head).is_some() { LOOK } else { LOOK_ALONE } {
            found.extend(reading(model, view, head, score));
        }
    }
    found
}

fn reading(model: &Model<'_>, view: &View<'_>, head: usize, score: i32) -> Option<Reading> {
    let frame = Frame::new(view, head);
    let emissions: Vec<Scores> = (0..view.tokens.len())
        .map(|token| {
            let mut emission = model.emission();
            frame.features(token, &mut |key| emission.add(key));
            emission.scores()
        })
        .collect();
    let labels = best(&emissions, model.transitions());
    let start = view.tokens.start;
    let of = |label: usize| {
        let tokens = (0..labels.len()).filter(|&at| labels[at] == label);
        runs(tokens.map(|at| at + start))
    };
    let content: Vec<Run> =
        of(CONTENT).into_iter().map(|run| view.passage.trimmed(run)).filter(|run| !run.is_empty()).collect();
    if content.is_empty() {
        return None;
    }
    let near = |run: &Run| (run.start.abs_diff(start + head)).min(run.end.abs_diff(start + head));
    let source = of(SOURCE).into_iter().min_by_key(near).map(|run| bare(view.passage, run));
    let ahead = |at: usize| {
        let emission = &emissions[at];
        let second = (0..LABELS).filter(|&label| label != labels[at]).map(|label| emission[label]).max().unwrap_or(0);
        emission[labels[at]] - second
    };
    let margin = (0..labels.len()).map(|at| ahead(at).clamp(-255, 255)).sum::<i32>() / labels.len().max(1) as i32;
    let borders = (1..labels.len()).filter(|&at| labels[at] != labels[at - 1]);
    let weakest = borders.map(ahead).min().unwrap_or(255);
    let hit = view.hit_at(head);
    Some(Reading { head, score, hit, source, content, margin, weakest })
}

/// A source without a possessive mark.
fn bare(passage: &Passage<'_>, run: Run) -> Run {
    let mark = is_possessive_mark(passage.text(run.end - 1));
    if mark && run.len() > 1 { Run::new(run.start, run.end - 1) } else { run }
}

/// Tokens in order as runs.
pub fn runs(tokens: impl Iterator<Item = usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for at in tokens {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(Run::new(at, at + 1)),
        }
    }
    runs
}
