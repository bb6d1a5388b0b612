//! `according to Kim`, `…, per Yonhap`

use super::class::Class;
use super::cue;
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::rule::Rule;

/// No source is longer, in tokens.
const LONGEST_SOURCE: usize = 30;

/// The attribution of *according to* at `at`.
pub fn according(passage: &Passage<'_>, clause: Run, at: usize) -> Option<Hit> {
    let per = passage.is(at, "per") && at > clause.start && passage.is(at - 1, ",");
    if !(per || passage.is(at, "according") && passage.is(at + 1, "to")) {
        return None;
    }
    let cue = Run::new(at, if per { at + 1 } else { at + 2 });
    let ceiling = clause.end.min(cue.end + LONGEST_SOURCE);
    let stops = |x: usize| !passage.quoted(x) && passage.is_one(x, &[",", ";", "—", "–", "--"]);
    let mut end = (cue.end..ceiling)
        .find(|&x| stops(x) || passage.opening(x).is_some_and(|_| passage.spoken(x)))
        .unwrap_or(ceiling);
    // `according to Kim, a spokesman for X, the …`: the apposition belongs to the source.
    let leads = at <= clause.start + 1;
    if passage.is(end, ",") && passage.has(end + 1, Class::DETERMINER) && passage.is_one(end + 1, &["a", "an", "who"]) {
        end = (end + 1..ceiling).find(|&x| stops(x)).unwrap_or(end);
    }
    let source = passage.trimmed(Run::new(cue.end, end));
    let content = if leads { Run::new(end, clause.end) } else { Run::new(clause.start, at) };
    let content = passage.trimmed(content);
    if source.is_empty() || content.is_empty() {
        return None;
    }
    let entry = cue::lemma("according");
    Some(Hit { source: Some(source), cue: Some(cue), entry, ..Hit::new(Rule::AccordingTo, vec![content]) })
}
