//! An article read paragraph by paragraph: what carries over from one sentence to the next.

use super::according::according;
use super::arrange::{arrange, claim_quotes, drop_empty, sorted};
use super::class::{Class, Passage, Run};
use super::colon::{colon, tail};
use super::hit::{Hit, Rule};
use super::noun::noun;
use super::phrase::phrase_after;
use super::quoted_as::quoted_as;
use super::statement::{ends_statement, goes_on, lead_in, names_document, quotes_people};
use super::verb::verb;
use crate::row::Act;
use crate::text::document::Paragraph;

/// A quotation without a cue goes on with one of so many hits before it.
const REMEMBERED: usize = 24;
/// Share of a sentence's words, in per cent, that must be quoted for it to be a quotation without a cue.
const FLOATING_SHARE: usize = 80;

/// The attributions of a document, in text order.
pub fn read(passage: &Passage<'_>) -> Vec<Hit> {
    let document = passage.document;
    let headline = document.sentences.len() == 1;
    let mut reading =
        Reading { passage: *passage, headline, report: quotes_people(passage), hits: Vec::new(), statement: None };
    for paragraph in document.paragraphs.iter().filter(|paragraph| !paragraph.boilerplate) {
        reading.paragraph(paragraph);
    }
    reading.finish()
}

/// A statement being printed.
#[derive(Clone, Copy, Debug)]
struct Statement {
    /// Index of the hit whose speaker it is.
    speaker: usize,
    /// Index of the hit that holds its paragraphs.
    body: Option<usize>,
    /// What is printed is a document, not a remark.
    document: bool,
}

struct Reading<'a> {
    passage: Passage<'a>,
    headline: bool,
    /// The article quotes people in quotation marks.
    report: bool,
    hits: Vec<Hit>,
    statement: Option<Statement>,
}

impl Reading<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let sentences = &self.passage.document.sentences[paragraph.sentences.clone()];
        let runs: Vec<Run> =
            sentences.iter().map(|sentence| Run::new(sentence.tokens.start, sentence.tokens.end)).collect();
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        let whole = Run::new(first.start, last.end);
        let before = self.hits.len();
        for &tokens in &runs {
            self.sentence(tokens, before);
        }
        self.go_on_with_statement(whole, before);
        if self.passage.is(whole.end - 1, ":") && !self.passage.quoted(whole.end - 1) {
            self.start_statement(*last, before);
        }
    }

    /// Reads a sentence; the hits of its paragraph begin at `paragraph`.
    fn sentence(&mut self, tokens: Run, paragraph: usize) {
        let clause = clause(&self.passage, tokens);
        let mut found = self.find(clause);
        arrange(&self.passage, &mut found);
        if found.is_empty() {
            self.float(tokens, paragraph);
            return;
        }
        claim_quotes(&self.passage, tokens, &mut found);
        self.merge_floating(paragraph, &mut found);
        self.add(found);
    }

    fn add(&mut self, found: Vec<Hit>) {
        let base = self.hits.len();
        let moved = found.into_iter().map(|hit| Hit { within: hit.within.map(|within| within + base), ..hit });
        self.hits.extend(moved);
    }

    /// The hits of a sentence, each rule tried at each word.
    fn find(&self, clause: Run) -> Vec<Hit> {
        let passage = &self.passage;
        let mut found: Vec<Hit> = Vec::new();
        if let Some(hit) =
            colon(passage, clause, self.headline).or_else(|| tail(passage, clause).filter(|_| self.headline))
        {
            return vec![hit];
        }
        for at in clause.start..clause.end {
            let Some(form) = passage.form(at).filter(|_| !passage.quoted(at)) else { continue };
            if let Some(pair) = quoted_as(passage, clause, at, form.cue) {
                let base = found.len();
                found.extend(pair.into_iter().map(|hit| Hit { within: hit.within.map(|within| within + base), ..hit }));
                continue;
            }
            let hit = according(passage, clause, at)
                .or_else(|| verb(passage, clause, at, &found))
                .or_else(|| noun(passage, clause, at));
            found.extend(hit);
        }
        found
    }

    /// Quotations without a cue at the beginning of the paragraph belong to the first attribution that follows its content.
    fn merge_floating(&mut self, paragraph: usize, found: &mut [Hit]) {
        let alone = self.hits.len() == paragraph + 1;
        let Some(floating) = self.hits.get(paragraph).filter(|hit| alone && hit.rule == Rule::Floating) else { return };
        let follows = |hit: &Hit| {
            hit.within.is_none() && hit.cue.is_some_and(|cue| hit.content.iter().any(|run| run.end <= cue.start))
        };
        let Some(hit) = found.iter_mut().find(|hit| follows(hit)) else { return };
        let own = hit.content.clone();
        let covered = |run: &Run| own.iter().any(|own| own.start <= run.start && run.end <= own.end);
        hit.content = floating.content.iter().filter(|run| !covered(run)).chain(&own).copied().collect();
        self.hits.pop();
    }

    /// A quotation without a cue goes on with the attribution before.
    fn float(&mut self, tokens: Run, paragraph: usize) {
        let passage = &self.passage;
        let words = passage.count(tokens);
        let quoted = (tokens.start..tokens.end).filter(|&at| passage.word(at) && passage.quoted(at)).count();
        if words < 2 || quoted * 100 < words * FLOATING_SHARE {
            return;
        }
        match self.last_speaker() {
            Some(last) if last >= paragraph || self.hits[last].content.is_empty() => {
                self.hits[last].content.push(tokens)
            }
            last => {
                let source = self.subject_before(tokens);
                let continues = last.filter(|_| source.is_none());
                self.hits.push(Hit { source, continues, ..Hit::new(Rule::Floating, vec![tokens]) });
            }
        }
    }

    /// The subject of the sentence before, where that sentence says nothing itself: `Kim was blunt. “…”`
    fn subject_before(&self, tokens: Run) -> Option<Run> {
        let passage = &self.passage;
        let before = passage
            .document
            .sentences
            .partition_point(|sentence| sentence.tokens.start < tokens.start)
            .checked_sub(1)?;
        let before = &passage.document.sentences[before].tokens;
        let silent = self.hits.last().is_none_or(|hit| hit.start() < before.start);
        if !silent || passage.quoted(before.start) {
            return None;
        }
        person(passage, Run::new(before.start, before.end))
    }

    /// The last attribution that a quotation can go on with.
    fn last_speaker(&self) -> Option<usize> {
        let oldest = self.hits.len().saturating_sub(REMEMBERED);
        (oldest..self.hits.len()).rev().find(|&index| {
            let hit = &self.hits[index];
            hit.within.is_none() && hit.entry.is_none_or(|entry| matches!(entry.act, Act::Speech | Act::Written))
        })
    }

    /// Gives a paragraph without quotation marks to the statement that is being printed, or ends the statement.
    fn go_on_with_statement(&mut self, whole: Run, before: usize) {
        let Some(statement) = self.statement.take() else { return };
        let inside = &self.hits[before..];
        let ends = if statement.document {
            ends_statement(&self.passage, inside)
        } else {
            inside.iter().any(|hit| hit.cue.is_some())
        };
        if self.passage.quoted(whole.start) || ends {
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
        let nested = inside.into_iter().filter(|hit| hit.cue.is_some());
        let shift = |index: usize| index + base - before;
        self.hits.extend(nested.map(|hit| Hit {
            within: Some(hit.within.map_or(body, shift)),
            continues: None,
            ..hit
        }));
        if !self.report {
            self.statement = Some(Statement { body: Some(body), ..statement });
        }
    }

    /// After a paragraph that ends with a colon: the next paragraphs are what it leads in.
    fn start_statement(&mut self, last: Run, before: usize) {
        let clause = last;
        let document = names_document(&self.passage, last);
        let speaker = match lead_in(&self.passage, clause) {
            Some(hit) => {
                let twin = (before..self.hits.len()).find(|&index| {
                    self.hits[index].cue.is_some_and(|cue| hit.cue.is_some_and(|own| own.start == cue.start))
                });
                match twin {
                    Some(index) => {
                        self.hits[index].content.clear();
                        Some(index)
                    }
                    None => {
                        self.hits.push(hit);
                        Some(self.hits.len() - 1)
                    }
                }
            }
            None => self.last_speaker().filter(|&index| index >= before && goes_on(&self.passage, last)),
        };
        self.statement = speaker.map(|speaker| Statement { speaker, body: None, document });
    }

    fn finish(mut self) -> Vec<Hit> {
        // A lead-in that leads nothing in says nothing.
        drop_empty(&mut self.hits);
        sorted(self.hits)
    }
}

/// The subject a sentence opens with, if it looks like a person: a pronoun or a name.
fn person(passage: &Passage<'_>, sentence: Run) -> Option<Run> {
    let start =
        (sentence.start..sentence.end).find(|&at| !passage.has(at, Class::CONJUNCTION) && !passage.adverb(at))?;
    if passage.is_one(start, &["he", "she", "they"]) {
        return Some(Run::new(start, start + 1));
    }
    let phrase = phrase_after(passage, start, sentence.end)?;
    let name = (phrase.start..phrase.end).filter(|&at| passage.capital(at)).count()
        > usize::from(!passage.has(start, Class::DETERMINER));
    (name && !passage.has(start, Class::PREPOSITION.or(Class::SUBORDINATOR))).then_some(phrase)
}

/// The sentence without its full stop.
fn clause(passage: &Passage<'_>, tokens: Run) -> Run {
    let mut end = tokens.end;
    while end > tokens.start && !passage.word(end - 1) && !passage.quoted(end - 1) && !passage.is(end - 1, ":") {
        end -= 1;
    }
    Run::new(tokens.start, end)
}
