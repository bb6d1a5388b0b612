//! What the words in quotation marks say of what others said: `“Kim promised me that …,” Moon said`.

use super::hit::Hit;
use super::passage::{Passage, Run};
use super::reading::MOST_HITS;
use super::rule::Rule;
use super::verb::verb;
use crate::row::Act;

/// The quotation is looked for in the contents of so many hits, the last ones.
const REMEMBERED: usize = 8;
/// And in so many contents of each.
const CONTENTS: usize = 64;
/// Speakers inside a quotation who are the one quoted, or his hearer.
const PRESENT: [&str; 8] = ["i", "we", "you", "me", "us", "my", "our", "your"];
/// Subjects inside a quotation that are nobody.
const THINGS: [&str; 6] = ["this", "that", "these", "those", "what", "which"];

/// The attributions inside the quotations of a sentence.
pub fn nested(passage: &Passage<'_>, tokens: Run, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end && found.len() < MOST_HITS {
        let Some(quote) = passage.quote(at) else {
            at += 1;
            continue;
        };
        let run = passage.tokens(quote);
        let end = run.end.min(tokens.end).max(at + 1);
        if passage.spoken(at) {
            inside(&passage.inside(quote), Run::new(at, end), hits, &mut found);
        }
        at = end;
    }
    found
}

/// The attributions inside a part of a quotation.
fn inside(passage: &Passage<'_>, part: Run, hits: &[Hit], found: &mut Vec<Hit>) {
    let Some(within) = holder(hits, part) else { return };
    let marked = |at: usize| !passage.word(at) && !passage.quoted(at);
    let start = (part.start..part.end).find(|&at| !marked(at)).unwrap_or(part.end);
    let end = (start..part.end).rev().find(|&at| !marked(at)).map_or(start, |at| at + 1);
    for at in start..end {
        if found.len() >= MOST_HITS {
            return;
        }
        if passage.form(at).is_none() {
            continue;
        }
        let hit = verb(passage, Run::new(start, end), at, &[]).filter(|hit| reports(passage, hit));
        if let Some(hit) = hit.filter(|hit| !found.iter().rev().take(CONTENTS).any(|outer| outer.covers(hit.start()))) {
            found.push(Hit { within: Some(within), ..hit });
        }
    }
}

/// The hit whose content the quotation is.
fn holder(hits: &[Hit], part: Run) -> Option<usize> {
    let oldest = hits.len().saturating_sub(REMEMBERED);
    (oldest..hits.len()).rev().find(|&index| {
        let hit = &hits[index];
        hit.within.is_none() && hit.content.iter().rev().take(CONTENTS).any(|run| run.holds(part.start))
    })
}

/// True if the hit says that somebody absent said something.
fn reports(passage: &Passage<'_>, hit: &Hit) -> bool {
    let said = hit.entry.is_some_and(|entry| matches!(entry.act, Act::Speech | Act::Written));
    let source = hit
        .source
        .is_some_and(|source| !(source.start..source.end).any(|at| passage.is_one(at, &PRESENT)) || source.len() > 1);
    // `this suggests that …`, `what it says is …`: the speaker's own conclusion.
    let thing = hit.source.is_some_and(|source| {
        source.len() == 1 && passage.is_one(source.start, &THINGS)
            || source.start.checked_sub(1).is_some_and(|before| passage.is(before, "what"))
    });
    said && source && !thing && matches!(hit.rule, Rule::SaidThat | Rule::Told | Rule::Infinitive)
}
