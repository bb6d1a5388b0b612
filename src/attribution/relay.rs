//! Relays that stand beside an attribution: the medium that was told, that carried the statement, that quoted it.

use super::carrier::carriers;
use super::detect::Found;
use super::evidence::Carriage;
use super::medium::{self, Medium};
use super::name_run::{Kind, name_runs};
use super::scene::{Here, Scene};
use super::source::{Head, Phrase, phrases};
use crate::span::Span;
use crate::text::document::Document;

/// Words between preposition and name that may belong to the name's phrase.
pub const PHRASE: usize = 10;

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

/// The media named beside an attribution as having relayed it: the addressees of `told`, and what its own sentence says outside the
/// content (`in an interview with`, `released by`, `was quoted by`).
pub fn beside(scene: &Scene<'_>, here: Here<'_>, found: &Found) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for named in told(scene, here, found).into_iter().chain(carriers(scene, here, found)) {
        if !all.iter().any(|other| other.medium.name == named.medium.name) {
            all.push(named);
        }
    }
    all
}

/// The media among the addressees of `told`, or that of the person told: `told Ann Hill of the Evening Herald`.
fn told(scene: &Scene<'_>, here: Here<'_>, found: &Found) -> Vec<Named> {
    let Some(addressee) = found.addressee else { return Vec::new() };
    let mut media = in_phrase(scene, here, addressee);
    if media.is_empty() {
        media.extend(employer(scene, here, addressee));
    }
    let cue = found.cue.first().copied();
    media.into_iter().map(|(medium, span)| Named { medium, span, by: Carriage::Told, cue }).collect()
}

/// The medium that somebody is said to be of, right behind the phrase that names them.
fn employer(scene: &Scene<'_>, here: Here<'_>, person: Span) -> Option<(Medium, Span)> {
    let document = here.text.document;
    let of = document.tokens.partition_point(|token| token.span.start < person.end);
    let first = of + 1 + usize::from(matches!(document.word(of + 1), "the" | "The"));
    if !matches!(document.word(of), "of" | "from" | "at" | "with") {
        return None;
    }
    let start = document.tokens.partition_point(|token| token.span.start < person.start);
    let named = name_runs(here.text, start..of).into_iter().next_back();
    named.filter(|run| run.kind == Kind::Person && run.tokens.len() > 1)?;
    let run = name_runs(here.text, first..(first + PHRASE).min(document.tokens.len())).into_iter().next()?;
    let medium = medium::named(scene.names, scene.cast, document.text, &run)?;
    (run.tokens.start == first).then_some((medium, run.span))
}

/// The media in a noun phrase: those it names, else what it points back to.
pub fn in_phrase(scene: &Scene<'_>, here: Here<'_>, span: Span) -> Vec<(Medium, Span)> {
    let media = named_in(scene, here, span);
    if !media.is_empty() {
        return media;
    }
    let document = here.text.document;
    let phrase = phrases(here.text, span).into_iter().next();
    let Some(Phrase { head: Head::Noun(noun), span }) = phrase else { return media };
    let medium = medium::described(scene.names, scene.cast, document.text, &noun, here.at);
    medium.map(|medium| (medium, span)).into_iter().collect()
}

/// The media that a noun phrase names: the first outlet in it (`ABC's Ann Hill`) and those joined to it.
pub fn named_in(scene: &Scene<'_>, here: Here<'_>, span: Span) -> Vec<(Medium, Span)> {
    let document = here.text.document;
    let start = document.tokens.partition_point(|token| token.span.start < span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    let mut media: Vec<(Medium, Span)> = Vec::new();
    let mut last = None;
    for run in name_runs(here.text, start..end.max(start)) {
        let joined =
            |last: usize| (last..run.tokens.start).all(|index| matches!(document.word(index), "," | "and" | "the"));
        if last.is_some_and(|last| !joined(last)) {
            break;
        }
        if let Some(medium) = medium::named(scene.names, scene.cast, document.text, &run) {
            last = Some(run.tokens.end);
            media.push((medium, run.span));
        }
    }
    media
}

/// The sentence that holds a byte.
pub fn sentence_at(document: &Document<'_>, at: usize) -> Option<usize> {
    let index = document.sentences.partition_point(|sentence| sentence.span.end <= at);
    (index < document.sentences.len()).then_some(index)
}
