//! Nouns of saying whose owner is named: `Kim's pledge to …`, `threats by Kim to …`

use super::class::Class;
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::phrase::{phrase_after, phrase_before};
use super::rule::Rule;
use crate::row::Act;

/// What is no verb after *to*.
const NO_VERB: Class = Class::DETERMINER.or(Class::OBJECT).or(Class::PREPOSITION).or(Class::SUBJECT);

/// The attribution of the noun at `noun`.
pub fn noun(passage: &Passage<'_>, clause: Run, noun: usize) -> Option<Hit> {
    let form = passage.form(noun).filter(|form| form.act && matches!(form.cue.act, Act::Speech | Act::Written))?;
    let next = noun + 1;
    let (source, start) = match owner_before(passage, clause, noun) {
        Some(source) => (source, next),
        None => owner_after(passage, clause, noun)?,
    };
    let particle = form.cue.particles.iter().any(|particle| passage.is(start, particle)) && !passage.is(start, "to");
    let infinitive = passage.is(start, "to")
        && passage.word(start + 1)
        && !passage.capital(start + 1)
        && !passage.has(start + 1, NO_VERB);
    if start >= clause.end || !(passage.is(start, "that") || infinitive || particle) {
        return None;
    }
    let content = if particle { start + 1 } else { start };
    let end = (content..clause.end)
        .find(|&at| {
            !passage.quoted(at)
                && (passage.is_one(at, &[",", ";", "—", "–", "--"])
                    || at > content + 2 && passage.finite(at) && !passage.is(start, "that"))
        })
        .unwrap_or(clause.end);
    let content = passage.trimmed(Run::new(content, end));
    let cue = Some(Run::new(noun, noun + 1));
    (!content.is_empty()).then(|| Hit {
        source: Some(source),
        cue,
        entry: Some(form.cue),
        ..Hit::new(Rule::SpeechNoun, vec![content])
    })
}

/// `Kim's`, `his` in front of the noun and its adjectives.
fn owner_before(passage: &Passage<'_>, clause: Run, noun: usize) -> Option<Run> {
    let floor = clause.start.max(noun.saturating_sub(5));
    let owner = (floor..noun).rev().find(|&at| passage.has(at, Class::POSSESSIVE))?;
    let first = if passage.is(owner + 1, "(") { owner + 4 } else { owner + 1 };
    let adjectives = (first..noun).all(|at| {
        passage.word(at) && !passage.has(at, Class::PREPOSITION.or(Class::AUXILIARY).or(Class::SUBORDINATOR))
    });
    if !adjectives {
        return None;
    }
    if passage.is_one(owner, &["'s", "’s"]) {
        let phrase = phrase_before(passage, owner, clause.start)?;
        let start =
            (phrase.start..phrase.end).rev().find(|&at| passage.has(at, Class::PREPOSITION) && !passage.is(at, "of"));
        return Some(Run::new(start.map_or(phrase.start, |at| at + 1), phrase.end));
    }
    Some(Run::new(owner, owner + 1))
}

/// `by Kim`, `from Kim` behind the noun.
fn owner_after(passage: &Passage<'_>, clause: Run, noun: usize) -> Option<(Run, usize)> {
    if !passage.is_one(noun + 1, &["by", "from"]) {
        return None;
    }
    let source = phrase_after(passage, noun + 2, clause.end)?;
    Some((source, source.end))
}
