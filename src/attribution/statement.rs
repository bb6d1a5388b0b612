//! Statements printed whole: a lead-in that ends with a colon, and then paragraphs without quotation marks.

use super::class::Class;
use super::complement::{Kind, complement};
use super::hit::Hit;
use super::homograph::is_noun;
use super::passage::{Passage, Run};
use super::phrase::{Subject, phrase_after, subject, subject_of};
use super::reading::Reading;
use super::rule::Rule;
use crate::row::Act;

/// In an article with this many spoken quotations a colon leads in a paragraph, not the rest of the article.
const QUOTATIONS_OF_A_REPORT: usize = 2;
/// Words that make a quotation a spoken one.
const SPOKEN_WORDS: usize = 6;

/// True if the article quotes people in quotation marks, so that a paragraph without them is its own again.
pub fn quotes_people(passage: &Passage<'_>) -> bool {
    let quotes = 0..passage.document.quotes.len();
    let ends =
        |quote: usize| passage.document.quotes[quote].inner.of(passage.document.text).ends_with([',', '.', '?', '!']);
    let spoken = quotes.filter(|&quote| ends(quote) && passage.count(passage.tokens(quote)) >= SPOKEN_WORDS);
    spoken.take(QUOTATIONS_OF_A_REPORT).count() == QUOTATIONS_OF_A_REPORT
}

/// True if the tokens name a document or say that a text follows.
pub fn names_document(passage: &Passage<'_>, tokens: Run) -> bool {
    (tokens.start..tokens.end).any(|at| !passage.quoted(at) && passage.has(at, Class::DOCUMENT))
}

/// The hit of a sentence that ends with a colon and says nothing itself: `The message said:`, `issued the following statement:`. Its content
/// is empty, to be filled from the paragraphs that follow.
pub fn lead_in(passage: &Passage<'_>, clause: Run) -> Option<Hit> {
    let colon = clause.end.checked_sub(1).filter(|&at| at > clause.start && passage.is(at, ":"))?;
    let end = colon;
    if let Some(hit) = following(passage, clause, end) {
        return Some(hit);
    }
    let verbs = (clause.start..end).rev().filter(|&at| !passage.quoted(at));
    for verb in verbs {
        let Some(form) = passage.form(verb).filter(|form| form.verb) else { continue };
        if !matches!(form.cue.act, Act::Speech | Act::Written) || is_noun(passage, clause, verb) {
            continue;
        }
        let found = complement(passage, form.cue, verb, end);
        let empty =
            matches!(found.kind, Kind::Nothing | Kind::Adjunct) || names_document(passage, Run::new(found.start, end));
        let Some((Subject::Phrase(source), group)) = subject_of(passage, verb, clause.start) else { continue };
        if empty {
            let cue = Some(Run::new(group, found.cue_end));
            let entry = Some(form.cue);
            return Some(Hit { source: Some(source), cue, entry, ..Hit::new(Rule::SaidThat, Vec::new()) });
        }
    }
    if !names_document(passage, Run::new(clause.start, end)) {
        return None;
    }
    let source = phrase_after(passage, clause.start, end).filter(|_| !passage.has(clause.start, Class::PREPOSITION));
    Some(Hit { source, ..Hit::new(Rule::Statement, Vec::new()) })
}

/// True if the tokens end with a verb of going on and a colon: `…, he said, adding:`, `…, the article said, and went on:`.
pub fn goes_on(passage: &Passage<'_>, tokens: Run) -> bool {
    let Some(last) = tokens.end.checked_sub(2).filter(|&last| last > tokens.start) else { return false };
    if !passage.is(last + 1, ":") {
        return false;
    }
    passage
        .is_one(last, &["adding", "continued", "continues", "continuing", "stating", "noting", "saying", "stressing"])
        || passage.is(last, "on") && passage.is_one(last - 1, &["goes", "went", "going"])
}

/// `A spokesman gave the following answer to a question as regards the remarks of Kim:`
fn following(passage: &Passage<'_>, clause: Run, end: usize) -> Option<Hit> {
    let following = (clause.start + 2..end).find(|&at| passage.is(at, "following") && !passage.quoted(at))?;
    let noun = following + 1;
    let verb = following.checked_sub(2).filter(|&at| at > clause.start && passage.is(at + 1, "the"))?;
    if noun >= end || !passage.is_one(verb, &["gave", "gives", "give", "given", "made", "makes"]) {
        return None;
    }
    let (Subject::Phrase(source), group) = subject(passage, verb, clause.start)? else { return None };
    let entry = passage.form(noun).or_else(|| passage.form(verb)).map(|form| form.cue);
    let cue = Some(Run::new(group, noun + 1));
    Some(Hit { source: Some(source), cue, entry, ..Hit::new(Rule::SaidThat, Vec::new()) })
}

/// Takes `, and goes on:` off the content of the hit that leads in.
fn cut_lead_in(passage: &Passage<'_>, hit: &mut Hit, sentence: Run) {
    let joint = (sentence.start..sentence.end).rev().find(|&at| passage.is_one(at, &[",", "and"]));
    let Some(joint) = joint.map(|at| if passage.is(at.saturating_sub(1), ",") { at - 1 } else { at }) else { return };
    if let Some(run) = hit.content.last_mut().filter(|run| run.holds(joint) && run.end + 2 >= sentence.end) {
        *run = passage.trimmed(Run::new(run.start, joint));
    }
}

/// True if the hits of a paragraph speak of the statement from outside: `The statement added …`, `…, the article said`, `…, he said`.
pub fn ends_statement(passage: &Passage<'_>, found: &[Hit]) -> bool {
    found.iter().any(|hit| {
        let Some(source) = hit.source.filter(|source| hit.within.is_none() && !source.is_empty()) else { return false };
        let document = passage.is(source.start, "the") && names_document(passage, Run::new(source.end - 1, source.end));
        document || hit.rule == Rule::Post && passage.has(source.start, Class::SUBJECT)
    })
}

/// A statement being printed.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Index of the hit whose speaker it is.
    speaker: usize,
    /// Index of the hit that holds its paragraphs.
    body: Option<usize>,
    /// What is printed is a document, not a remark.
    document: bool,
}

impl Reading<'_, '_> {
    /// Gives a paragraph without quotation marks to the statement that is being printed, or ends the statement.
    pub(super) fn go_on_with_statement(&mut self, whole: Run, before: usize) {
        let Some(statement) = self.statement.take() else { return };
        let letters = |at: usize| self.passage.text(at).contains(char::is_alphabetic);
        if !(whole.start..whole.end).any(letters) {
            // The mark at the end of a dispatch.
            return;
        }
        let inside = &self.hits[before..];
        let ends = if statement.document || !self.report {
            ends_statement(&self.passage, inside)
        } else {
            inside.iter().any(|hit| hit.cue.is_some())
        };
        if ends || self.passage.quoted(whole.start) || goes_on(&self.passage, whole) {
            return;
        }
        let inside: Vec<Hit> = self.hits.split_off(before);
        let body = match statement.body {
            Some(body) => body,
            // The lead-in has no words of its own: these are its words.
            None if self.hits[statement.speaker].content.is_empty() => statement.speaker,
            None => {
                self.hits.push(Hit { continues: Some(statement.speaker), ..Hit::new(Rule::Statement, Vec::new()) });
                self.hits.len() - 1
            }
        };
        self.hits[body].rule = Rule::Statement;
        self.hits[body].content.push(whole);
        let base = self.hits.len();
        let shift = |index: usize| if index < before { index } else { index + base - before };
        self.hits.extend(inside.into_iter().map(|mut hit| {
            // Quotations without a cue are a part of the statement.
            if hit.cue.is_none() {
                hit.content.clear();
            }
            Hit { within: Some(hit.within.map_or(body, shift)), continues: None, ..hit }
        }));
        if !self.report {
            self.statement = Some(Statement { body: Some(body), ..statement });
        }
    }

    /// After a paragraph that ends with a colon: the next paragraphs are what it leads in.
    pub(super) fn start_statement(&mut self, last: Run, before: usize) {
        let document = names_document(&self.passage, last);
        let speaker = if goes_on(&self.passage, last) { self.last_speaker() } else { None };
        let speaker = match speaker {
            Some(index) => {
                if index >= before {
                    cut_lead_in(&self.passage, &mut self.hits[index], last);
                }
                Some(index)
            }
            None => lead_in(&self.passage, last).map(|hit| self.add_lead_in(hit, before)),
        };
        self.statement = speaker.map(|speaker| Statement { speaker, body: None, document });
    }
    /// Adds the hit of a lead-in, or empties the hit that has already been found for its verb; gives its index.
    fn add_lead_in(&mut self, lead_in: Hit, before: usize) -> usize {
        let verb = |hit: &Hit| hit.cue.map(|cue| cue.start);
        let twin = (before..self.hits.len())
            .find(|&index| verb(&lead_in).is_some() && verb(&self.hits[index]) == verb(&lead_in));
        match twin {
            Some(index) => {
                // `…, he said:` has words of its own in front of the verb.
                if self.hits[index].rule != Rule::Post {
                    self.hits[index].content.clear();
                }
                index
            }
            None => {
                self.hits.push(lead_in);
                self.hits.len() - 1
            }
        }
    }
}
