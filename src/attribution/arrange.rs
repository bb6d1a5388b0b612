//! The hits of a sentence put in order: what is cut short by its neighbour, what is nested in what.

use super::class::Class;
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::rule::Rule;

/// A quotation that no content covers is given to a neighbour only if it has as many words.
const SHORTEST_CLAIMED: usize = 3;
/// No attribution is nested deeper.
const DEEPEST: usize = 12;
/// Hits of a sentence that are compared with a new one.
const NEIGHBOURS: usize = 12;

/// Cuts contents where a neighbour begins, and nests what is inside another's content.
pub fn arrange(passage: &Passage<'_>, found: &mut Vec<Hit>) {
    for later in 1..found.len() {
        for earlier in (later.saturating_sub(NEIGHBOURS)..later).rev() {
            let (head, tail) = found.split_at_mut(later);
            let (first, second) = (&mut head[earlier], &mut tail[0]);
            if first.within.is_some() || second.within.is_some() {
                continue;
            }
            if encloses(first, second) {
                first.within = Some(later);
                confine(passage, first, &second.content);
                // And what is said inside that.
                let inner = head[earlier + 1..].iter_mut().filter(|hit| hit.within == Some(earlier));
                inner.for_each(|hit| confine(passage, hit, &second.content));
            } else {
                relate(passage, first, second, earlier);
            }
        }
    }
    retain(found, |hit| !(hit.content.is_empty() || hit.within.is_some() && is_bare_act(passage, hit)));
}

/// True for an act of speech that tells no words: `they talked about the difficulties`.
fn is_bare_act(passage: &Passage<'_>, hit: &Hit) -> bool {
    let act = hit.entry.is_some_and(|entry| matches!(entry.lemma, "talk" | "speak" | "discuss"));
    act && hit.rule == Rule::NounPhrase
        && !hit.content.iter().any(|run| (run.start..run.end).any(|at| passage.spoken(at)))
}

/// True if the content to the left of `second` holds `first` with its cue: `Kim said …, Xinhua reported`.
fn encloses(first: &Hit, second: &Hit) -> bool {
    let left = second.content.first().filter(|run| second.cue.is_some_and(|cue| run.end <= cue.start));
    // Its quotation may have begun in the sentence before.
    let starts = [first.source, first.cue].into_iter().flatten().map(|run| run.start).min();
    let inside = |run: &Run| starts.is_some_and(|start| run.start <= start);
    left.is_some_and(|run| inside(run) && first.cue.is_some_and(|cue| cue.end <= run.end))
}

/// Cuts or nests `second`, which begins inside a content of `first`.
fn relate(passage: &Passage<'_>, first: &mut Hit, second: &mut Hit, index: usize) {
    let Some(cue) = second.cue else { return };
    if !first.covers(cue.start) {
        return;
    }
    // `Kim hailed the talks: “…,” he said`: the quotation is the second's.
    let left = second.content.first().filter(|run| run.end <= cue.start).map(|run| run.start);
    if let Some(start) = left.filter(|&start| first.cue.is_some_and(|of_first| of_first.end <= start)) {
        shorten(passage, first, start);
        return;
    }
    let own = second.source.filter(|source| first.source.is_none_or(|of_first| *source != of_first));
    let start = own.map_or(cue.start, |source| source.start.min(cue.start));
    let mut before = start.saturating_sub(1);
    while before > 0 && passage.adverb(before) {
        before -= 1;
    }
    let separated =
        passage.is_one(before, &[",", ";", "—", "and", "but", "while", "as"]) || passage.closing(before).is_some();
    // `said he and Moon had agreed`
    let joint = passage.is(before, "and") && before > 0 && passage.has(before - 1, Class::SUBJECT);
    if separated && !joint && (own.is_none() || passage.is_one(before, &["but", "while", "and"])) {
        let limit = if passage.word(before) { before } else { start };
        shorten(passage, first, limit);
    } else {
        second.within = Some(index);
    }
}

/// Keeps of the contents of a hit what lies in the content around it, which may be in two parts: `Kim said the talks, Xinhua reported,
/// were over`.
fn confine(passage: &Passage<'_>, hit: &mut Hit, around: &[Run]) {
    let within = |run: &Run| -> Vec<Run> {
        let part = |(index, other): (usize, &Run)| {
            let start = if index == 0 { run.start } else { run.start.max(other.start) };
            passage.trimmed(Run::new(start, run.end.min(other.end)))
        };
        around.iter().enumerate().map(part).filter(|part| !part.is_empty()).collect()
    };
    hit.content = hit.content.iter().flat_map(within).collect();
}

/// Ends the contents of a hit at `limit`.
fn shorten(passage: &Passage<'_>, hit: &mut Hit, limit: usize) {
    for run in &mut hit.content {
        *run = passage.trimmed(Run::new(run.start.min(limit), run.end.min(limit)));
    }
    hit.content.retain(|run| !run.is_empty());
}

/// Takes out hits; what was nested in one is then nested in what that was nested in.
pub fn retain(hits: &mut Vec<Hit>, keep: impl Fn(&Hit) -> bool) {
    if hits.iter().all(&keep) {
        return;
    }
    let mut places: Vec<Option<usize>> = Vec::with_capacity(hits.len());
    let mut kept = 0;
    for hit in hits.iter() {
        let stays = keep(hit);
        places.push(stays.then_some(kept));
        kept += usize::from(stays);
    }
    let outer: Vec<Option<usize>> = hits.iter().map(|hit| hit.within).collect();
    let place = |reference: Option<usize>| {
        let mut reference = reference?;
        for _ in 0..DEEPEST {
            match (places[reference], outer[reference]) {
                (Some(place), _) => return Some(place),
                (None, Some(outer)) => reference = outer,
                (None, None) => return None,
            }
        }
        None
    };
    hits.retain(|hit| keep(hit));
    for hit in hits {
        hit.within = place(hit.within);
        hit.continues = place(hit.continues);
    }
}

/// Gives quotations of the sentence that no content covers to the nearest attribution.
pub fn claim_quotes(passage: &Passage<'_>, tokens: Run, found: &mut [Hit]) {
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(quote) = passage.opening(at).filter(|_| passage.spoken(at)) else {
            at += 1;
            continue;
        };
        at = quote.end.max(at + 1);
        if passage.count(quote) < SHORTEST_CLAIMED
            || passage.title(quote.start)
            || found.iter().any(|hit| hit.covers(quote.start))
        {
            continue;
        }
        let distance = |hit: &Hit| {
            hit.cue.map_or(usize::MAX, |cue| cue.start.abs_diff(quote.start).min(cue.start.abs_diff(quote.end)))
        };
        if let Some(hit) = found.iter_mut().filter(|hit| hit.within.is_none()).min_by_key(|hit| distance(hit)) {
            hit.content.push(quote);
        }
    }
}

/// The hits in text order, outer before inner, with their references set right.
pub fn sorted(mut hits: Vec<Hit>) -> Vec<Hit> {
    let mut order: Vec<usize> = (0..hits.len()).collect();
    let key = |index: usize| {
        let (mut root, mut depth) = (index, 0_usize);
        while let Some(outer) = hits[root].within.filter(|_| depth < DEEPEST) {
            (root, depth) = (outer, depth + 1);
        }
        (hits[root].start(), root, depth, hits[index].start())
    };
    order.sort_by_cached_key(|&index| key(index));
    let mut places = vec![0; hits.len()];
    for (place, &index) in order.iter().enumerate() {
        places[index] = place;
    }
    let moved = |place: usize, reference: Option<usize>| reference.map(|index| places[index]).filter(|&to| to < place);
    let placed = order.iter().enumerate().map(|(place, &index)| {
        let hit = std::mem::replace(&mut hits[index], Hit::new(Rule::Learned, Vec::new()));
        Hit { within: moved(place, hit.within), continues: moved(place, hit.continues), ..hit }
    });
    placed.collect()
}
