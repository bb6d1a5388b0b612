//! Relays that stand beside an attribution: the medium that was told, that carried the statement, that quoted it.

use super::detect::Found;
use super::evidence::Carriage;
use super::medium::{self, Medium};
use super::name_run::name_runs;
use super::rule::Rule;
use super::scene::{Here, Scene};
use super::source::{Head, phrases};
use super::word::is_small;
use crate::span::Span;
use crate::text::document::Document;

/// Words before a preposition among which the word that makes a relay is looked for.
const WINDOW: usize = 7;
/// Words between preposition and name that may belong to the name's phrase.
const PHRASE: usize = 10;

/// Words around the words of saying among which a relay is looked for.
const AROUND: usize = 60;

/// A medium that a sentence names as relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which.
    pub medium: Medium,
    /// The words that name it, bytes into the document.
    pub span: Span,
    /// What makes it a relay.
    pub by: Carriage,
    /// The words that say so.
    pub cue: Option<Span>,
}

/// The media named beside an attribution as having relayed it: the addressee of `told`, and what its own sentence says outside the
/// content (`in an interview with`, `released by`, `was quoted by`).
pub fn beside(scene: &Scene<'_>, here: Here<'_>, found: &Found) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let told = found.addressee.and_then(|span| in_phrase(scene, here, span));
    let told = told.map(|(medium, span)| Named { medium, span, by: Carriage::Told, cue: found.cue.first().copied() });
    for named in told.into_iter().chain(carriers(scene, here, found)) {
        if !all.iter().any(|other| other.medium.name == named.medium.name) {
            all.push(named);
        }
    }
    all
}

/// The medium in a noun phrase: the first outlet in it (`ABC's Ann Hill`), else what the phrase points back to.
fn in_phrase(scene: &Scene<'_>, here: Here<'_>, span: Span) -> Option<(Medium, Span)> {
    let document = here.document;
    let start = document.tokens.partition_point(|token| token.span.start < span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    let found = name_runs(scene.names, document, start..end.max(start)).into_iter().find_map(|run| {
        let medium = medium::named(scene.names, scene.cast, document.text, &run)?;
        Some((medium, run.span))
    });
    found.or_else(|| {
        let phrase = phrases(scene.names, document, span).into_iter().next()?;
        let Head::Noun(noun) = &phrase.head else { return None };
        let medium = medium::described(scene.names, scene.cast, document.text, noun, here.at)?;
        Some((medium, phrase.span))
    })
}

/// The media that the sentence of an attribution names after a word of relaying, outside its content.
fn carriers(scene: &Scene<'_>, here: Here<'_>, found: &Found) -> Vec<Named> {
    let document = here.document;
    let Some(anchor) = found.cue.first().or(found.source.first()) else { return Vec::new() };
    let quoted = |at: usize| {
        let token = document.tokens.get(document.tokens.partition_point(|token| token.span.end <= at));
        token.is_some_and(|token| token.quote.is_some())
    };
    if quoted(anchor.start) {
        // Beside the quotation stand the relays of who is quoted.
        return Vec::new();
    }
    let sentence = sentence_at(document, anchor.start).and_then(|index| document.sentences.get(index));
    let tokens = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
    let cue = document.tokens.partition_point(|token| token.span.end <= anchor.start);
    let word = |index: usize| document.tokens.get(index).map_or("", |token| token.span.of(document.text));
    // After a noun for content comes an adjunct: "denounced the drills in a statement carried by KCNA".
    let adjuncts = matches!(found.rule, Rule::NounPhrase | Rule::Participle | Rule::Infinitive);
    let outside = |index: usize| {
        let token = document.tokens.get(index);
        let inside = |at: usize| found.content.iter().any(|content| content.holds(at));
        token.is_some_and(|token| adjuncts && token.quote.is_none() || !inside(token.span.start))
    };
    let mut all = Vec::new();
    for index in tokens.start.max(cue.saturating_sub(AROUND))..tokens.end.min(cue + AROUND) {
        let preposition = word(index);
        let makers = makers(preposition);
        if makers.is_empty()
            || !outside(index)
            || index.checked_sub(1).is_some_and(|before| word(before) == "according")
        {
            continue;
        }
        let first = index.saturating_sub(WINDOW);
        let made = (first..index).rev().find(|&before| outside(before) && makers.contains(&word(before)));
        let Some(made) = made.or_else(|| (preposition == "via").then_some(index)) else { continue };
        let end = (index + 1..=index + PHRASE).find(|&after| {
            !outside(after)
                || matches!(word(after), "," | "that" | "." | ":" | "as" | "on" | "in" | "after" | "")
                || is_small(word(after)) && word(after).starts_with(char::is_uppercase)
        });
        let words = |from: usize, to: usize| {
            Some(Span::new(document.tokens.get(from)?.span.start, document.tokens.get(to)?.span.end))
        };
        let phrase = words(index + 1, end.unwrap_or(index + PHRASE).saturating_sub(1));
        let named = phrase.and_then(|phrase| in_phrase(scene, here, phrase));
        all.extend(named.map(|(medium, span)| Named { medium, span, by: Carriage::Carried, cue: words(made, index) }));
    }
    all
}

/// The words that, before a preposition, make the medium after it a relay.
fn makers(preposition: &str) -> &'static [&'static str] {
    match preposition {
        "with" => &["interview", "interviews", "interviewed", "spoke", "speaking", "conversation", "talked", "talking"],
        "to" => &[
            "comment",
            "comments",
            "email",
            "e-mail",
            "interview",
            "remarks",
            "speaking",
            "spoke",
            "statement",
            "statements",
            "talked",
            "talking",
            "interviews",
            "emailed",
        ],
        "by" => &[
            "aired",
            "broadcast",
            "carried",
            "cited",
            "distributed",
            "interviewed",
            "obtained",
            "published",
            "quoted",
            "released",
            "reported",
            "circulated",
            "issued",
            "posted",
            "printed",
            "interview",
        ],
        "on" | "in" => &["carried", "broadcast", "published", "aired"],
        "via" => &["via"],
        _ => &[],
    }
}

/// The sentence that holds a byte.
pub fn sentence_at(document: &Document<'_>, at: usize) -> Option<usize> {
    let index = document.sentences.partition_point(|sentence| sentence.span.end <= at);
    (index < document.sentences.len()).then_some(index)
}
