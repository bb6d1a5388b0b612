//! Statements printed whole: a lead-in that ends with a colon, and then paragraphs without quotation marks.

use super::class::{Class, Passage, Run};
use super::complement::{Kind, complement};
use super::hit::{Hit, Rule};
use super::phrase::{Subject, phrase_after, subject};
use crate::row::Act;

/// In an article with this many spoken quotations a colon leads in a paragraph, not the rest of the article.
const QUOTATIONS_OF_A_REPORT: usize = 2;
/// Words that make a quotation a spoken one.
const SPOKEN_WORDS: usize = 6;

/// True if the article quotes people in quotation marks, so that a paragraph without them is its own again.
pub fn quotes_people(passage: &Passage<'_>) -> bool {
    let quotes = 0..passage.document.quotes.len();
    let spoken = quotes.filter(|&quote| passage.count(passage.tokens(quote)) >= SPOKEN_WORDS);
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
    let verbs = (clause.start..end).rev().filter(|&at| !passage.quoted(at));
    for verb in verbs {
        let Some(form) = passage.form(verb).filter(|form| form.verb) else { continue };
        if !matches!(form.cue.act, Act::Speech | Act::Written) {
            continue;
        }
        let found = complement(passage, form.cue, verb, end);
        let empty =
            matches!(found.kind, Kind::Nothing | Kind::Adjunct) || names_document(passage, Run::new(found.start, end));
        let Some((Subject::Phrase(source), group)) = subject(passage, verb, clause.start) else { continue };
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

/// True if the sentence ends with a verb of saying and a colon: `…, he said, adding:`, `…, the article said, and went on:`.
pub fn goes_on(passage: &Passage<'_>, tokens: Run) -> bool {
    let Some(last) = tokens.end.checked_sub(2).filter(|&last| last > tokens.start) else { return false };
    let verb = passage.form(last).is_some_and(|form| form.verb && matches!(form.cue.act, Act::Speech | Act::Written));
    verb || passage.is(last, "on") && passage.is_one(last - 1, &["goes", "went", "going"])
}

/// True if the hits of a paragraph speak of the statement from outside: `The statement added …`, `…, the article said`, `…, he said`.
pub fn ends_statement(passage: &Passage<'_>, found: &[Hit]) -> bool {
    found.iter().any(|hit| {
        let Some(source) = hit.source.filter(|source| hit.within.is_none() && !source.is_empty()) else { return false };
        let document = passage.is(source.start, "the") && names_document(passage, Run::new(source.end - 1, source.end));
        document || hit.rule == Rule::Post && passage.has(source.start, Class::SUBJECT)
    })
}
