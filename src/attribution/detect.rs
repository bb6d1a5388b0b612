//! Attributions as spans: source, cue, content.
//!
//! The rules run over each sentence from left to right; what they find in one sentence is then put in order: what is cut short by its
//! neighbour, what is nested in what.

use super::according::according;
use super::class::{Passage, Run};
use super::hit::{Hit, Rule};
use super::verb::{Clause, verb};
use crate::row::{Act, CueClass, Manner};
use crate::score::Score;
use crate::span::Span;
use crate::text::document::Document;

/// An attribution as spans, before anybody has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the attribution this one is nested in.
    pub within: Option<usize>,
    /// The words that name the source, one noun phrase (appositions included); empty where the text has none.
    pub source: Vec<Span>,
    /// The words of saying; empty for a floating quotation or the paragraphs of a statement.
    pub cue: Vec<Span>,
    /// The words attributed, quotation marks included; may reach over several sentences. Never empty.
    pub content: Vec<Span>,
    /// The addressee of "told X", for the rule that a medium there is a relay.
    pub addressee: Option<Span>,
    /// Index of an earlier attribution whose speaker this one goes on with (floating quotations, statements).
    pub continues: Option<usize>,
    /// The act the cue names.
    pub act: Act,
    /// The framing of the cue.
    pub cue_class: CueClass,
    /// Set where the manner is not a matter of quotation marks: a statement printed whole.
    pub manner: Option<Manner>,
    /// The rule that found it: a short name of the house.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 1.
    pub confidence: Score,
}

/// Finds the attributions of a text, in text order, outer before inner. Content of boilerplate paragraphs is never attributed.
pub fn detect(document: &Document<'_>) -> Vec<Found> {
    let passage = Passage::new(document);
    let mut hits: Vec<Hit> = Vec::new();
    for paragraph in &document.paragraphs {
        if paragraph.boilerplate {
            continue;
        }
        let first = hits.len();
        for sentence in &document.sentences[paragraph.sentences.clone()] {
            read_sentence(&passage, Run::new(sentence.tokens.start, sentence.tokens.end), first, &mut hits);
        }
    }
    hits.iter().map(|hit| hit.found(&passage)).collect()
}

fn read_sentence(passage: &Passage<'_>, tokens: Run, paragraph: usize, hits: &mut Vec<Hit>) {
    let clause = clause(passage, tokens);
    let mut found: Vec<Hit> = Vec::new();
    for at in clause.start..clause.end {
        if passage.quoted(at) {
            continue;
        }
        let hit = according(passage, clause, at).or_else(|| verb(passage, clause, at, &found));
        if let Some(hit) = hit {
            found.push(hit);
        }
    }
    arrange(passage, &mut found);
    if found.is_empty() {
        float(passage, tokens, paragraph, hits);
        return;
    }
    claim_quotes(passage, tokens, &mut found);
    merge_floating(paragraph, hits, &mut found);
    let base = hits.len();
    for hit in &mut found {
        hit.within = hit.within.map(|within| within + base);
    }
    hits.extend(found);
}

/// Quotations without a cue at the beginning of the paragraph belong to the first attribution that follows its content.
fn merge_floating(paragraph: usize, hits: &mut Vec<Hit>, found: &mut [Hit]) {
    let Some(floating) = hits.get(paragraph).filter(|hit| hits.len() == paragraph + 1 && hit.rule == Rule::Floating)
    else {
        return;
    };
    let follows = |hit: &Hit| {
        hit.within.is_none() && hit.cue.is_some_and(|cue| hit.content.iter().any(|run| run.end <= cue.start))
    };
    let Some(hit) = found.iter_mut().find(|hit| follows(hit)) else { return };
    let mut content: Vec<Run> = floating
        .content
        .iter()
        .filter(|run| !hit.content.iter().any(|own| own.start <= run.start && run.end <= own.end))
        .copied()
        .collect();
    content.append(&mut hit.content);
    hit.content = content;
    hits.pop();
}

/// The sentence without its full stop.
fn clause(passage: &Passage<'_>, tokens: Run) -> Clause {
    let mut end = tokens.end;
    while end > tokens.start && !passage.word(end - 1) && !passage.quoted(end - 1) && !passage.is(end - 1, ":") {
        end -= 1;
    }
    Clause { start: tokens.start, end }
}

/// Cuts contents where a neighbour begins, and nests what is inside another's content.
fn arrange(passage: &Passage<'_>, found: &mut [Hit]) {
    for later in 1..found.len() {
        for earlier in (0..later).rev() {
            let (head, tail) = found.split_at_mut(later);
            let (first, second) = (&mut head[earlier], &mut tail[0]);
            if first.within.is_some() || second.within.is_some() {
                continue;
            }
            if encloses(first, second) {
                first.within = Some(later);
                let limit = second.content.first().map_or(0, |run| run.end);
                shorten(passage, first, limit);
            } else {
                relate(passage, first, second, earlier);
            }
        }
    }
}

/// True if the content to the left of `second` holds `first` with its cue: `Kim said …, Xinhua reported`.
fn encloses(first: &Hit, second: &Hit) -> bool {
    let left = second.content.first().filter(|run| second.cue.is_some_and(|cue| run.end <= cue.start));
    left.is_some_and(|run| run.start <= first.start() && first.cue.is_some_and(|cue| cue.end <= run.end))
}

/// Cuts or nests `second`, which begins inside a content of `first`.
fn relate(passage: &Passage<'_>, first: &mut Hit, second: &mut Hit, index: usize) {
    let Some(cue) = second.cue else { return };
    if !first.covers(cue.start) {
        return;
    }
    let own = second.source.filter(|source| first.source.is_none_or(|of_first| *source != of_first));
    let start = own.map_or(cue.start, |source| source.start.min(cue.start));
    let before = start.saturating_sub(1);
    let separated =
        passage.is_one(before, &[",", ";", "—", "and", "but", "while", "as"]) || passage.closing(before).is_some();
    let shared = own.is_none();
    if separated && (shared || passage.is_one(before, &["but", "while", "and"])) {
        let limit = if passage.word(before) { before } else { start };
        shorten(passage, first, limit);
    } else {
        second.within = Some(index);
    }
}

/// Ends the contents of a hit at `limit`.
fn shorten(passage: &Passage<'_>, hit: &mut Hit, limit: usize) {
    for run in &mut hit.content {
        *run = passage.trimmed(Run::new(run.start.min(limit), run.end.min(limit)));
    }
    hit.content.retain(|run| !run.is_empty());
}

/// Gives quotations of the sentence that no content covers to the nearest attribution.
fn claim_quotes(passage: &Passage<'_>, tokens: Run, found: &mut Vec<Hit>) {
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(quote) = passage.opening(at).filter(|_| passage.spoken(at)) else {
            at += 1;
            continue;
        };
        at = quote.end.max(at + 1);
        if found.iter().any(|hit| hit.covers(quote.start)) || passage.count(quote) < 3 {
            continue;
        }
        let distance = |hit: &Hit| {
            hit.cue.map_or(usize::MAX, |cue| cue.start.abs_diff(quote.start).min(cue.start.abs_diff(quote.end)))
        };
        if let Some(hit) = found.iter_mut().filter(|hit| hit.within.is_none()).min_by_key(|hit| distance(hit)) {
            hit.content.push(quote);
        }
    }
    found.retain(|hit| !hit.content.is_empty());
}

/// A quotation without a cue goes on with the attribution before.
fn float(passage: &Passage<'_>, tokens: Run, paragraph: usize, hits: &mut Vec<Hit>) {
    let words = passage.count(tokens);
    let quoted = (tokens.start..tokens.end).filter(|&at| passage.word(at) && passage.quoted(at)).count();
    if words < 2 || quoted * 10 < words * 8 {
        return;
    }
    match hits.iter().rposition(speaks) {
        Some(last) if last >= paragraph => hits[last].content.push(tokens),
        last => hits.push(Hit { continues: last, ..Hit::new(Rule::Floating, vec![tokens]) }),
    }
}

/// True for an attribution that a quotation can go on with.
fn speaks(hit: &Hit) -> bool {
    hit.within.is_none() && hit.entry.is_none_or(|entry| matches!(entry.act, Act::Speech | Act::Written))
}
