//! Quotations that stand apart from the words that say whose they are: without a cue, in front of it, above a signature.

use super::class::Class;
use super::complement::{Kind, complement};
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::phrase::{Subject, phrase_after, subject};
use super::reading::Reading;
use super::rule::Rule;
use crate::row::Act;

/// A quotation without a cue goes on with one of so many hits before it.
const REMEMBERED: usize = 24;
/// Share of a sentence's words, in per cent, that must be quoted for it to be a quotation without a cue.
const FLOATING_SHARE: usize = 80;
/// `Kim added.` has no more tokens.
const LONGEST_ALONE: usize = 12;
/// A signature has no more tokens.
const LONGEST_SIGNATURE: usize = 16;

impl Reading<'_, '_> {
    /// Quotations without a cue at the beginning of the paragraph belong to the first attribution that follows its content; and so do those
    /// of paragraphs before, if the quotation goes on from there.
    pub(super) fn merge_floating(&mut self, paragraph: usize, found: &mut [Hit]) {
        let follows = |hit: &Hit| {
            hit.within.is_none() && hit.cue.is_some_and(|cue| hit.content.iter().any(|run| run.end <= cue.start))
        };
        let Some(hit) = found.iter_mut().find(|hit| follows(hit)) else { return };
        for index in (0..self.hits.len()).rev() {
            let first = hit.content.first().map_or(0, |run| run.start);
            let goes_on = self.passage.quote(first).is_some_and(|quote| self.passage.document.quotes[quote].continues);
            let floating = &mut self.hits[index];
            if floating.rule != Rule::Floating || floating.content.is_empty() || !(goes_on || index >= paragraph) {
                return;
            }
            // Emptied, it is dropped in the end.
            let before = std::mem::take(&mut floating.content);
            let own = std::mem::take(&mut hit.content);
            let covered = |run: &Run| own.iter().any(|own| own.start <= run.start && run.end <= own.end);
            hit.content = before.iter().filter(|run| !covered(run)).chain(&own).copied().collect();
        }
    }

    /// A quotation without a cue goes on with the attribution before.
    pub(super) fn float(&mut self, tokens: Run, paragraph: usize) {
        let passage = &self.passage;
        let words = passage.count(tokens);
        let quoted = (tokens.start..tokens.end).filter(|&at| passage.word(at) && passage.quoted(at)).count();
        if words < 2 || quoted * 100 < words * FLOATING_SHARE {
            return;
        }
        match self.last_speaker() {
            Some(last) if last >= paragraph || self.hits[last].content.is_empty() => {
                self.hits[last].content.push(tokens)
            }
            last => {
                let source = self.subject_before(tokens);
                let continues = last.filter(|_| source.is_none());
                self.hits.push(Hit { source, continues, ..Hit::new(Rule::Floating, vec![tokens]) });
            }
        }
    }

    /// The subject of the sentence before, where that sentence says nothing itself: `Kim was blunt. “…”`
    fn subject_before(&self, tokens: Run) -> Option<Run> {
        let passage = &self.passage;
        let before = passage
            .document
            .sentences
            .partition_point(|sentence| sentence.tokens.start < tokens.start)
            .checked_sub(1)?;
        let before = &passage.document.sentences[before].tokens;
        let silent = self.hits.last().is_none_or(|hit| hit.start() < before.start);
        if !silent || passage.quoted(before.start) {
            return None;
        }
        person(passage, Run::new(before.start, before.end))
    }

    /// The last attribution that a quotation can go on with.
    pub(super) fn last_speaker(&self) -> Option<usize> {
        let oldest = self.hits.len().saturating_sub(REMEMBERED);
        (oldest..self.hits.len()).rev().find(|&index| {
            let hit = &self.hits[index];
            // `…,” he said, citing a friend. “…”` goes on with him.
            let cites =
                hit.rule == Rule::Participle && hit.entry.is_some_and(|cue| matches!(cue.lemma, "cite" | "quote"));
            hit.within.is_none() && hit.speaks() && !cites && (hit.cue.is_some() || !hit.content.is_empty())
        })
    }

    /// True if the sentence is nothing but a subject and a verb that say whose the quotation before it is: `“…” Kim added.`
    pub(super) fn alone(&mut self, clause: Run) -> bool {
        let passage = &self.passage;
        let Some(last) =
            clause.start.checked_sub(1).filter(|&last| passage.closing(last).is_some() && passage.spoken(last))
        else {
            return false;
        };
        if clause.len() > LONGEST_ALONE {
            return false;
        }
        let Some(hit) = (clause.start..clause.end).find_map(|verb| lone_verb(passage, clause, verb)) else {
            return false;
        };
        let Some(index) =
            self.hits.iter().rposition(|hit| hit.within.is_none()).filter(|&index| self.hits[index].covers(last))
        else {
            return false;
        };
        let before = &mut self.hits[index];
        if before.rule == Rule::Floating && before.source.is_none() {
            let content = std::mem::take(&mut before.content);
            *before = Hit { content, ..hit };
        } else if before.content.len() > 1 {
            let content = before.content.split_off(before.content.len() - 1);
            self.hits.push(Hit { content, ..hit });
        } else {
            return false;
        }
        true
    }

    /// Gives a signed paragraph to who signed it.
    pub(super) fn sign(&mut self, hit: Hit, paragraph: usize) {
        let index = self.hits.len();
        for before in &mut self.hits[paragraph..] {
            if before.rule == Rule::Floating {
                before.content.clear();
            } else if before.within.is_none() && hit.covers(before.start()) {
                before.within = Some(index);
            }
        }
        self.hits.push(hit);
    }
}

/// The hit of `Kim added` without its content.
fn lone_verb(passage: &Passage<'_>, clause: Run, verb: usize) -> Option<Hit> {
    let form = passage.form(verb).filter(|form| form.verb && form.cue.takes.post)?;
    if !matches!(form.cue.act, Act::Speech | Act::Written) {
        return None;
    }
    let (Subject::Phrase(source), group) = subject(passage, verb, clause.start)? else { return None };
    let found = complement(passage, form.cue, verb, clause.end);
    let cue = Some(Run::new(group, verb + 1));
    let alone = source.start == clause.start && matches!(found.kind, Kind::Nothing | Kind::Adjunct);
    alone.then(|| Hit { source: Some(source), cue, entry: Some(form.cue), ..Hit::new(Rule::Post, Vec::new()) })
}

/// The attribution of a sentence that ends with a dash and a name: `“…” — Kim, a spokesman`, `… — Kim (@kim) April 14`; the paragraph begins at
/// the token `start`.
pub fn signature(passage: &Passage<'_>, clause: Run, start: usize) -> Option<Hit> {
    let floor = clause.start.max(clause.end.saturating_sub(LONGEST_SIGNATURE));
    let is_dash = |at: usize| !passage.word(at) && passage.is_one(at, &["—", "–", "--", "―", "-"]);
    let dash = (floor..clause.end).find(|&at| is_dash(at) && !passage.quoted(at))?;
    let name = dash + 1;
    if dash <= start || !passage.capital(name) || passage.quoted(name) {
        return None;
    }
    let handle = (name..clause.end).any(|at| passage.is(at, "(") && passage.is(at + 1, "@"));
    let quote =
        passage.closing(dash - 1).filter(|quote| passage.spoken(dash - 1) && quote.start <= start.max(clause.start));
    let content = match (quote, handle) {
        (Some(quote), _) => quote,
        (None, true) => passage.trimmed(Run::new(start, dash)),
        (None, false) => return None,
    };
    let end = (name..clause.end).find(|&at| passage.is_one(at, &["(", ","])).unwrap_or(clause.end);
    (!content.is_empty()).then(|| Hit { source: Some(Run::new(name, end)), ..Hit::new(Rule::Signature, vec![content]) })
}

/// The subject a sentence opens with, if it looks like a person: a pronoun or a name.
fn person(passage: &Passage<'_>, sentence: Run) -> Option<Run> {
    let start =
        (sentence.start..sentence.end).find(|&at| !passage.has(at, Class::CONJUNCTION) && !passage.adverb(at))?;
    if passage.is_one(start, &["he", "she", "they"]) {
        return Some(Run::new(start, start + 1));
    }
    let phrase = phrase_after(passage, start, sentence.end)?;
    // A capital at the head of the sentence shows a name only if a verb follows.
    let capitals = (phrase.start..phrase.end).filter(|&at| passage.capital(at)).count();
    let name = capitals > usize::from(!passage.has(start, Class::DETERMINER))
        || capitals == 1 && phrase.len() == 1 && passage.finite(phrase.end);
    (name && !passage.has(start, Class::PREPOSITION.or(Class::SUBORDINATOR))).then_some(phrase)
}
