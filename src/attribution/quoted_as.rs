//! `KCNA quoted Kim as saying …`, `Kim was quoted by KCNA as saying …`: who said it, inside who relays it.

use super::class::Class;
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::phrase::{Subject, phrase_after, subject};
use super::rule::Rule;
use crate::attribution::cue::Cue;

/// From *quoted* to *as saying* it is no further, in tokens.
const LONGEST_GAP: usize = 24;

/// What the verb at `verb`, a form of *quote* or *cite*, says: the relaying attribution, if it is named, and the relayed one.
pub fn quoted_as(passage: &Passage<'_>, clause: Run, verb: usize, cue: &'static Cue) -> Option<Vec<Hit>> {
    if !matches!(cue.lemma, "quote" | "cite") {
        return None;
    }
    let ceiling = clause.end.min(verb + LONGEST_GAP);
    let as_saying = (verb + 1..ceiling)
        .find(|&at| passage.is(at, "as") && passage.text(at + 1).ends_with("ing") && !passage.quoted(at))?;
    let (Subject::Phrase(subject), group) = subject(passage, verb, clause.start)? else { return None };
    let passive = (group..verb).any(|at| passage.has(at, Class::BE));
    let content = passage.trimmed(Run::new(as_saying + 2, clause.end));
    let content = if passage.is(content.start, "that") && content.len() > 1 {
        Run::new(content.start, content.end)
    } else {
        content
    };
    let content = if content.is_empty() {
        // `…, the agency quoted the spokesman as saying`
        let last = subject.start.checked_sub(1).filter(|&at| at > clause.start)?;
        if !(passage.is(last, ",") || passage.closing(last).is_some()) {
            return None;
        }
        passage.trimmed(Run::new(clause.start, subject.start))
    } else {
        content
    };
    if content.is_empty() {
        return None;
    }
    let by = (verb + 1..clause.end.min(as_saying + 6))
        .find(|&at| passage.is(at, "by") && (at < as_saying || at == as_saying + 2));
    let agent = by.and_then(|by| phrase_after(passage, by + 1, clause.end));
    let speaker = if passive { Some(subject) } else { phrase_after(passage, verb + 1, as_saying) };
    let relay = if passive { agent.filter(|agent| agent.end <= as_saying) } else { Some(subject) };
    let said = Hit {
        source: speaker,
        cue: Some(Run::new(as_saying, as_saying + 2)),
        entry: Some(cue),
        ..Hit::new(Rule::QuotedAs, vec![content])
    };
    let Some(relay) = relay else {
        return Some(vec![Hit { cue: Some(Run::new(group, as_saying + 2)), ..said }]);
    };
    let whole = if passive || content.start < verb { content } else { passage.trimmed(Run::new(verb + 1, clause.end)) };
    let outer = Hit {
        source: Some(relay),
        cue: Some(Run::new(group, verb + 1)),
        entry: Some(cue),
        ..Hit::new(Rule::QuotedAs, vec![whole])
    };
    Some(vec![outer, Hit { within: Some(0), ..said }])
}
