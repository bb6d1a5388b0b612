//! An article read paragraph by paragraph: what carries over from one sentence to the next.

use super::according::according;
use super::arrange::{arrange, claim_quotes, retain, sorted};
use super::colon::{colon, tail};
use super::floating::signature;
use super::hit::Hit;
use super::nested::nested;
use super::noun::noun;
use super::passage::{Passage, Run};
use super::quoted_as::quoted_as;
use super::rule::Rule;
use super::statement::{Statement, quotes_people};
use super::tagger::revise::Reviser;
use super::verb::verb;
use crate::text::document::Paragraph;

/// Longer sentences, in tokens, are no prose (a table, a file run together) and left to the outlet: rules look far around each word.
const LONGEST_SENTENCE: usize = 1000;
/// Attributions of a sentence outside quotations, and as many inside: each repeats the sentence in the tables.
pub(super) const MOST_HITS: usize = 48;

/// The attributions of a document, in text order.
pub fn read(passage: &Passage<'_>, reviser: &mut dyn Reviser) -> Vec<Hit> {
    let document = passage.document;
    let headline = document.sentences.len() == 1;
    let mut reading = Reading {
        passage: *passage,
        headline,
        report: quotes_people(passage),
        hits: Vec::new(),
        statement: None,
        reviser,
    };
    for paragraph in document.paragraphs.iter().filter(|paragraph| !paragraph.boilerplate) {
        reading.paragraph(paragraph);
    }
    reading.finish()
}

/// An article and what has been found in it so far.
pub struct Reading<'a, 'r> {
    pub(super) passage: Passage<'a>,
    reviser: &'r mut dyn Reviser,
    /// The document is one sentence.
    headline: bool,
    /// The article quotes people in quotation marks.
    pub(super) report: bool,
    /// What has been found.
    pub(super) hits: Vec<Hit>,
    /// The statement being printed.
    pub(super) statement: Option<Statement>,
}

impl Reading<'_, '_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let sentences = &self.passage.document.sentences[paragraph.sentences.clone()];
        let runs: Vec<Run> =
            sentences.iter().map(|sentence| Run::new(sentence.tokens.start, sentence.tokens.end)).collect();
        let (Some(first), Some(&last)) = (runs.first(), runs.last()) else { return };
        let whole = Run::new(first.start, last.end);
        let before = self.hits.len();
        let readable = |tokens: &Run| tokens.len() <= LONGEST_SENTENCE;
        for tokens in runs.iter().copied().filter(readable) {
            self.sentence(tokens, whole.start, before);
        }
        for tokens in runs.iter().copied().filter(readable) {
            let inside = nested(&self.passage, tokens, &self.hits);
            self.hits.extend(inside);
        }
        self.go_on_with_statement(whole, before);
        if readable(&last) && self.passage.is(whole.end - 1, ":") && !self.passage.quoted(whole.end - 1) {
            self.start_statement(last, before);
        }
    }

    /// Reads a sentence of the paragraph that begins at the token `start` and whose hits begin at `paragraph`.
    fn sentence(&mut self, tokens: Run, start: usize, paragraph: usize) {
        let clause = clause(&self.passage, tokens);
        if let Some(hit) = signature(&self.passage, clause, start) {
            let content = hit.content.first().copied();
            let signed = self.hits.len();
            self.sign(hit, paragraph);
            let content = content.filter(|run| !self.passage.quoted(run.start));
            self.reported_in(content.map(|run| Run::new(run.start.max(clause.start), run.end)), signed);
            return;
        }
        let mut found = self.find(clause);
        arrange(&self.passage, &mut found);
        claim_quotes(&self.passage, tokens, &mut found);
        // A line without a full stop that stands alone is a headline.
        let title = self.headline && clause.end == tokens.end;
        if self.statement.is_none() && !title {
            found = self.reviser.revise(&self.passage, tokens, found);
        }
        if found.is_empty() {
            if !self.alone(clause) {
                self.float(tokens, paragraph);
            }
            return;
        }
        claim_quotes(&self.passage, tokens, &mut found);
        self.merge_floating(paragraph, &mut found);
        self.add(found);
    }

    /// What the words of a signed message, which stand in no quotation marks, say that others said.
    fn reported_in(&mut self, content: Option<Run>, signed: usize) {
        let Some(content) = content else { return };
        let mut found = self.find(content);
        arrange(&self.passage, &mut found);
        let said = found.into_iter().filter(|hit| hit.within.is_none() && hit.source.is_some() && hit.speaks());
        self.hits.extend(said.map(|hit| Hit { within: Some(signed), ..hit }));
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
        let tail = || if self.headline { tail(passage, clause) } else { None };
        if let Some(hit) = colon(passage, clause, self.headline).or_else(tail) {
            return vec![hit];
        }
        let mut at = clause.start;
        while at < clause.end && found.len() < MOST_HITS {
            let Some(form) = passage.form(at).filter(|_| !passage.quoted(at)) else {
                at += 1;
                continue;
            };
            if let Some(pair) = quoted_as(passage, clause, at, form.cue) {
                let base = found.len();
                // The *saying* of `quoted Kim as saying` says nothing more.
                at = pair
                    .last()
                    .and_then(|hit| hit.content.first())
                    .map_or(at, |content| at.max(content.start.saturating_sub(1)));
                found.extend(pair.into_iter().map(|hit| Hit { within: hit.within.map(|within| within + base), ..hit }));
            } else if let Some(hit) = according(passage, clause, at) {
                // The reports of `according to reports` report nothing.
                at = hit.source.map_or(at, |source| source.end - 1);
                found.push(hit);
            } else {
                found.extend(verb(passage, clause, at, &found).or_else(|| noun(passage, clause, at)));
            }
            at += 1;
        }
        found
    }

    fn finish(mut self) -> Vec<Hit> {
        // A lead-in that leads nothing in says nothing; a thought inside somebody's words is a part of them.
        let inner = |hit: &Hit| hit.speaks() && !matches!(hit.rule, Rule::Passive | Rule::Participle);
        retain(&mut self.hits, |hit| !hit.content.is_empty() && (hit.within.is_none() || inner(hit)));
        sorted(self.hits)
    }
}

/// The sentence without its full stop.
fn clause(passage: &Passage<'_>, tokens: Run) -> Run {
    let mut end = tokens.end;
    while end > tokens.start && !passage.word(end - 1) && !passage.quoted(end - 1) && !passage.is(end - 1, ":") {
        end -= 1;
    }
    Run::new(tokens.start, end)
}
