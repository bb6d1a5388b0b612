//! The learned opinion joined with that of the rules.
//!
//! The rules keep what they are better at: names and titles before a colon, signatures, statements printed whole, headlines, quotations
//! without words of saying, and the order of speech inside speech. Of the rest the tagger believes or drops what they found, moves the
//! borders of source and content, and adds what they have no rule for.

use super::feature::Key;
use super::judging;
use super::lexeme::{View, head};
use super::model::{Model, UNIT};
use super::reading::{Reading, readings, runs};
use crate::attribution::arrange::retain;
use crate::attribution::complement::{Kind, complement};
use crate::attribution::hit::Hit;
use crate::attribution::passage::{Passage, Run};
use crate::attribution::phrase::phrase_before;
use crate::attribution::rule::Rule;
use crate::row::Act;

/// Somebody who looks at what the rules found in a sentence.
pub trait Reviser {
    /// What is to stand in place of what the rules found.
    fn revise(&mut self, passage: &Passage<'_>, tokens: Run, found: Vec<Hit>) -> Vec<Hit>;
}

/// Leaves everything to the rules.
#[derive(Clone, Copy, Debug)]
pub struct RulesOnly;

impl Reviser for RulesOnly {
    fn revise(&mut self, _: &Passage<'_>, _: Run, found: Vec<Hit>) -> Vec<Hit> {
        found
    }
}

/// An attribution of the rules stays if the third stage gives it this: one chance in four.
const KEEP: i32 = -UNIT;
/// One that no rule found is added if it has this: three chances in eight.
const ADD: i32 = -UNIT / 2;
/// A verb of saying that the rules have looked at and left needs an even chance.
const ADD_SAID: i32 = 0;

/// The learned tagger.
#[derive(Clone, Debug)]
pub struct Tagger<'a> {
    model: Model<'a>,
    /// Room for the features of a word or a reading.
    keys: Vec<Key>,
}

impl<'a> Tagger<'a> {
    /// A tagger with these weights.
    pub fn new(model: Model<'a>) -> Self {
        Self { model, keys: Vec::new() }
    }

    /// The readings of a sentence that the third stage believes, none of them a part of another's content.
    fn believed(&mut self, view: &View<'_>) -> Vec<Reading> {
        let mut readings = readings(&self.model, view, &mut self.keys);
        let count = readings.len();
        for reading in &mut readings {
            judging::features(view, reading, count, &mut self.keys);
            reading.score = self.model.judge(&self.keys);
        }
        readings.retain(|reading| reading.score >= least(view, reading));
        outermost(hold_apart(readings, view), view.tokens)
    }
}

/// The least score with which a reading is believed.
fn least(view: &View<'_>, reading: &Reading) -> i32 {
    let form = view.passage.form(view.tokens.start + reading.head);
    match form.filter(|form| form.verb && form.cue.act == Act::Speech) {
        _ if reading.hit.is_some() => KEEP,
        Some(_) => ADD_SAID,
        None => ADD,
    }
}

/// What the rules hold apart stays apart: a reading that would take in the words of saying of another attribution of theirs has the content
/// that the rules gave it. One that they did not find goes if it is less sure.
fn hold_apart(mut readings: Vec<Reading>, view: &View<'_>) -> Vec<Reading> {
    let of_rules = |reading: &Reading| reading.hit.and_then(|index| view.hits.get(index));
    let outer: Vec<(usize, i32)> = readings
        .iter()
        .filter(|reading| of_rules(reading).is_some_and(|hit| hit.within.is_none()))
        .map(|reading| (view.tokens.start + reading.head, reading.score))
        .collect();
    readings.retain_mut(|reading| {
        let hit = of_rules(reading);
        let takes_in = |&(at, score): &(usize, i32)| {
            reading.holds(at) && hit.map_or(score >= reading.score, |hit| !hit.covers(at))
        };
        if outer.iter().any(takes_in) {
            let inside = |run: &Run| run.within(view.tokens);
            let content = hit.map(|hit| hit.content.iter().map(inside).filter(|run| !run.is_empty()).collect());
            reading.content = content.unwrap_or_default();
        }
        !reading.content.is_empty()
    });
    readings
}

impl Reviser for Tagger<'_> {
    fn revise(&mut self, passage: &Passage<'_>, tokens: Run, found: Vec<Hit>) -> Vec<Hit> {
        if found.iter().any(|hit| is_of_rules(passage, hit)) {
            return found;
        }
        let Some(view) = View::new(passage, tokens, &found, self.model.lexicon()) else { return found };
        let believed = self.believed(&view);
        let bound: Vec<bool> = (0..found.len()).map(|index| is_bound(&found, index)).collect();
        let mut kept = bound.clone();
        let mut hits = found;
        for reading in believed {
            match reading.hit {
                Some(index) => {
                    if !bound[index] {
                        amend(passage, &mut hits[index], tokens, reading);
                    }
                    kept[index] = true;
                }
                None => {
                    hits.extend(learned(passage, tokens, reading));
                    kept.resize(hits.len(), true);
                }
            }
        }
        for (hit, _) in hits.iter_mut().zip(kept).filter(|(_, kept)| !kept) {
            hit.content.clear();
        }
        retain(&mut hits, |hit| !hit.content.is_empty());
        hits
    }
}

/// True for an attribution whose sentence is left to the rules: one without words of saying, and a report that cites another.
fn is_of_rules(passage: &Passage<'_>, hit: &Hit) -> bool {
    let cites = |at: usize| passage.is_one(at, &["citing", "quoting"]);
    hit.within.is_none() && head(passage, hit).is_none_or(cites)
}

/// Longer addressees, in tokens, are several.
const SEVERAL: usize = 3;

/// True for attributions that belong together, who quotes and who is quoted: the rules have set them in order, or will as soon as the
/// whole article is read.
fn is_bound(hits: &[Hit], index: usize) -> bool {
    let hit = &hits[index];
    let others = || hits.iter().enumerate().filter(|&(other, _)| other != index).map(|(_, other)| other);
    // Who tells several media is found by a rule that knows media, which the articles of training hardly show.
    let told_several = hit.addressee.is_some_and(|addressee| addressee.len() > SEVERAL);
    hit.rule == Rule::QuotedAs
        || told_several
        || hit.within.is_some()
        || hits.iter().any(|inner| inner.within == Some(index))
        || others().any(|other| is_inside(hit, other) || is_inside(other, hit))
}

/// True if the words of saying of one are among the words of the other, and not the other way about as well: `“…,” said Kim, Xinhua
/// reported`, whose quotation began in a sentence before.
fn is_inside(inner: &Hit, outer: &Hit) -> bool {
    let holds = |outer: &Hit, inner: &Hit| inner.cue.is_some_and(|cue| outer.covers(cue.start));
    holds(outer, inner) && !holds(inner, outer)
}

/// Words that tell of a relay: the rules leave what they open out of the content, and so must a reading.
const CARRIES: [&str; 9] =
    ["aired", "broadcast", "carried", "cited", "cites", "citing", "published", "quoting", "released"];

/// Gives an attribution of the rules the borders that were read.
fn amend(passage: &Passage<'_>, hit: &mut Hit, tokens: Run, reading: Reading) {
    // What lies in other sentences was not read.
    let before = hit.content.iter().map(|run| Run::new(run.start, run.end.min(tokens.start)));
    let after = hit.content.iter().map(|run| Run::new(run.start.max(tokens.end), run.end));
    let all = before.chain(reading.content.iter().copied()).chain(after);
    let told = |at: &usize| hit.addressee.is_some_and(|addressee| addressee.holds(*at));
    let content = runs(all.flat_map(Run::tokens).filter(|at| !told(at)));
    let relayed = |at: usize| !hit.covers(at) && passage.is_one(at, &CARRIES);
    let takes_in_relay = content.iter().any(|run| run.tokens().any(relayed));
    // `Kim's pledge to go was welcomed`: where a noun's words end the rules know better.
    if hit.rule != Rule::SpeechNoun && !takes_in_relay {
        hit.content = content;
    }
    // A phrase of the rules is whole, with its appositions.
    hit.source = match (hit.source, reading.source) {
        (Some(own), Some(read)) if own.meets(read) => Some(own),
        (own, read) => read.or(own),
    };
    hit.score = Some(reading.score);
}

/// An attribution that no rule found. A verb of saying needs a source, and for an act (`agreed to meet`) it counts as none.
fn learned(passage: &Passage<'_>, tokens: Run, reading: Reading) -> Option<Hit> {
    let at = tokens.start + reading.head;
    let source = reading.source.or_else(|| phrase_before(passage, at, tokens.start));
    let source = source.filter(|source| !reading.holds(source.start));
    let listed = passage.form(at).filter(|form| form.verb).map(|form| form.cue);
    if source.is_none() && listed.is_some_and(|cue| cue.act == Act::Speech) {
        return None;
    }
    let entry = listed.filter(|cue| complement(passage, cue, at, tokens.end).kind != Kind::Act);
    let cue = Some(Run::new(at, at + 1));
    Some(Hit { source, cue, entry, score: Some(reading.score), ..Hit::new(Rule::Learned, reading.content) })
}

/// The readings in the order of their words of saying, without those that lie in another's content. Of two that each hold the other the one
/// with the lower score goes; a token is the content of the longest.
fn outermost(mut readings: Vec<Reading>, tokens: Run) -> Vec<Reading> {
    if readings.len() < 2 {
        return readings;
    }
    let loses = |one: &Reading, other: &Reading| {
        let mutual = one.holds(tokens.start + other.head) && other.holds(tokens.start + one.head);
        one.head != other.head && mutual && (other.score, other.head) > (one.score, one.head)
    };
    let lost: Vec<bool> = readings.iter().map(|one| readings.iter().any(|other| loses(one, other))).collect();
    let mut lost = lost.into_iter();
    readings.retain(|_| !lost.next().unwrap_or(false));
    readings.sort_by_key(|reading| (std::cmp::Reverse(reading.size()), reading.head));
    let mut used = vec![false; tokens.len()];
    readings.retain_mut(|reading| {
        let taken = |at: usize| used.get(at - tokens.start).copied().unwrap_or(true);
        let free = || reading.content.iter().flat_map(|run| run.tokens()).filter(|&at| !taken(at));
        if free().count() * 2 <= reading.size() || taken(tokens.start + reading.head) {
            return false;
        }
        let free = runs(free());
        free.iter().flat_map(|run| run.tokens()).for_each(|at| used[at - tokens.start] = true);
        reading.content = free;
        true
    });
    readings.sort_by_key(|reading| reading.head);
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reading with a word of saying, a score and one run of content.
    fn reading(head: usize, score: i32, start: usize, end: usize) -> Reading {
        let content = vec![Run::new(start, end)];
        Reading { head, score, hit: None, source: None, content, margin: 0, weakest: 0 }
    }

    fn heads(readings: Vec<Reading>) -> Vec<(usize, usize, usize)> {
        let tokens = Run::new(100, 130);
        let outermost = outermost(readings, tokens).into_iter();
        outermost.map(|reading| (reading.head, reading.content[0].start, reading.content[0].end)).collect()
    }

    #[test]
    fn what_is_said_inside_what_is_said_is_left_to_the_rules() {
        assert_eq!(heads(vec![reading(2, 0, 103, 120), reading(8, 900, 109, 120)]), [(2, 103, 120)]);
        assert_eq!(heads(vec![reading(20, 0, 100, 119), reading(2, 900, 103, 119)]), [(20, 100, 119)]);
    }

    #[test]
    fn of_two_that_hold_each_other_the_surer_stays() {
        assert_eq!(heads(vec![reading(2, 10, 103, 120), reading(8, 20, 100, 107)]), [(8, 100, 107)]);
    }

    #[test]
    fn a_word_is_said_once() {
        // The second keeps what the first leaves it, if that is more than half.
        assert_eq!(heads(vec![reading(0, 0, 101, 110), reading(20, 0, 107, 115)]), [(0, 101, 110), (20, 110, 115)]);
        assert_eq!(heads(vec![reading(0, 0, 101, 110), reading(20, 0, 105, 112)]), [(0, 101, 110)]);
    }
}
