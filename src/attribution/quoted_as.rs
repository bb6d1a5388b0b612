//! `KCNA quoted Kim as saying …`, `Kim was quoted by KCNA as saying …`: who said it, inside who relays it.

use super::class::Class;
use super::complement::complement;
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::phrase::{Subject, phrase_after, phrase_before, subject};
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
    let which = verb.checked_sub(2).filter(|&comma| passage.is(comma + 1, "which") && passage.is(comma, ","));
    let relative = which.and_then(|comma| phrase_before(passage, comma, clause.start));
    let found = relative.map(|head| (Subject::Phrase(head), verb)).or_else(|| subject(passage, verb, clause.start));
    let (Subject::Phrase(subject), group) = found? else { return None };
    let passive = (group..verb).any(|at| passage.has(at, Class::BE));
    // `was quoted as saying by Yonhap`; `as saying by now the road …` names nobody.
    let after = Some(as_saying + 2).filter(|&at| passive && passage.is(at, "by"));
    let after = after.and_then(|by| phrase_after(passage, by + 1, clause.end));
    let after = after.filter(|agent| names_source(passage, *agent));
    let told = passage.form(as_saying + 1).filter(|form| form.cue.takes.whom && after.is_none());
    let told = told.map(|form| complement(passage, form.cue, as_saying + 1, clause.end));
    let start = after.map_or(told.map_or(as_saying + 2, |told| told.start), |agent| agent.end);
    let content = passage.trimmed(Run::new(start, clause.end));
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
    let by = (verb + 1..as_saying).find(|&at| passage.is(at, "by"));
    let agent = by.and_then(|by| phrase_after(passage, by + 1, as_saying)).or(after);
    let speaker = if passive { Some(subject) } else { phrase_after(passage, verb + 1, as_saying) };
    let relay = if passive { agent } else { Some(subject) };
    let said = Hit {
        source: speaker,
        addressee: told.and_then(|told| told.addressee),
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

/// True for a phrase that can name a source: it has a capital, or its last word is one for informants.
fn names_source(passage: &Passage<'_>, phrase: Run) -> bool {
    let capital = (phrase.start..phrase.end).any(|at| passage.capital(at) && !passage.has(at, Class::TIME));
    capital || phrase.end > phrase.start && passage.has(phrase.end - 1, Class::INFORMANT)
}
