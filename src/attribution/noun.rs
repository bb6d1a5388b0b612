//! Nouns of saying whose owner is named: `Kim's pledge to …`, `threats by Kim to …`

use super::class::{Class, Passage, Run};
use super::hit::{Hit, Rule};
use super::phrase::{phrase_after, phrase_before};
use super::verb::Clause;

/// What may follow such a noun and open its content.
const OPENERS: [&str; 6] = ["that", "to", "for", "of", "about", "on"];

/// The attribution of the noun at `noun`.
pub fn noun(passage: &Passage<'_>, clause: Clause, noun: usize) -> Option<Hit> {
    let form = passage.form(noun).filter(|form| form.noun)?;
    let next = noun + 1;
    let (source, start) = match owner_before(passage, clause, noun) {
        Some(source) => (source, next),
        None => owner_after(passage, clause, noun)?,
    };
    if start >= clause.end || !passage.is_one(start, &OPENERS) || passage.has(start + 1, Class::WEEKDAY) {
        return None;
    }
    // `demand for` and `claim of` are particles of the noun, `that` and `to` open the content.
    let content = if passage.is_one(start, &["that", "to"]) { start } else { start + 1 };
    let end = (content..clause.end)
        .find(|&at| {
            !passage.quoted(at)
                && (passage.is_one(at, &[",", ";", "—", "–", "--"])
                    || passage.has(at, Class::AUXILIARY) && at > content + 3)
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
fn owner_before(passage: &Passage<'_>, clause: Clause, noun: usize) -> Option<Run> {
    let floor = clause.start.max(noun.saturating_sub(4));
    let owner = (floor..noun).rev().find(|&at| passage.has(at, Class::POSSESSIVE))?;
    let adjectives = (owner + 1..noun).all(|at| {
        passage.word(at) && !passage.has(at, Class::PREPOSITION.or(Class::AUXILIARY).or(Class::SUBORDINATOR))
    });
    if !adjectives {
        return None;
    }
    if passage.is_one(owner, &["'s", "’s"]) {
        let name = phrase_before(passage, owner, clause.start)?;
        return Some(name);
    }
    Some(Run::new(owner, owner + 1))
}

/// `by Kim`, `from Kim` behind the noun.
fn owner_after(passage: &Passage<'_>, clause: Clause, noun: usize) -> Option<(Run, usize)> {
    if !passage.is_one(noun + 1, &["by", "from"]) {
        return None;
    }
    let source = phrase_after(passage, noun + 2, clause.end)?;
    Some((source, source.end))
}
