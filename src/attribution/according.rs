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
    let content = if leads {
        vec![Run::new(after_citing(passage, end, clause.end), clause.end)]
    } else {
        let left = Run::new(clause.start, at);
        std::iter::once(left).chain(resumed(passage, left, end, clause.end)).collect()
    };
    let content: Vec<Run> = content.into_iter().map(|run| passage.trimmed(run)).filter(|run| !run.is_empty()).collect();
    if source.is_empty() || content.is_empty() {
        return None;
    }
    let entry = cue::lemma("according");
    Some(Hit { source: Some(source), cue: Some(cue), entry, ..Hit::new(Rule::AccordingTo, content) })
}

/// Where the content begins after a source that ends at `end`: behind whom that source cites in turn, `according to Reuters, citing TASS, …`.
fn after_citing(passage: &Passage<'_>, end: usize, ceiling: usize) -> usize {
    let which = usize::from(passage.is(end + 1, "which"));
    let cites = passage.is_one(end + 1 + which, &["citing", "quoting"])
        || which == 1 && passage.is_one(end + 2, &["cited", "quoted", "cites", "quotes"]);
    if !passage.is(end, ",") || !cites {
        return end;
    }
    let limit = ceiling.min(end + LONGEST_SOURCE);
    (end + 2..limit).find(|&x| passage.is(x, ",") && !passage.quoted(x)).unwrap_or(end)
}

/// What goes on behind `, according to Kim,` where the words in front of it are no clause yet: `The road, according to Kim, is open`; and
/// what they say in it: `Moon told them, according to Kim, that …`.
fn resumed(passage: &Passage<'_>, left: Run, end: usize, ceiling: usize) -> Option<Run> {
    let comma = |x: usize| passage.is(x, ",") && !passage.quoted(x);
    let parenthesis = passage.is(left.end.checked_sub(1)?, ",") && comma(end) && end + 1 < ceiling;
    let open = parenthesis && passage.closing(left.end - 2).is_none() && {
        let verbs: Vec<usize> =
            (left.start..left.end - 1).filter(|&x| !passage.quoted(x) && passage.finite(x)).collect();
        // `Kim said, according to Moon, that …`
        let says = |&x: &usize| x + 2 == left.end && passage.form(x).is_some_and(|form| form.verb);
        verbs.is_empty() || verbs.len() == 1 && verbs.iter().all(says) || passage.is(end + 1, "that")
    };
    open.then(|| Run::new(end + 1, ceiling))
}
