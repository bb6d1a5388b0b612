//! Relays that stand beside an attribution: the medium that was told, that carried the statement, that quoted it.

use super::cue::lemma;
use super::detect::Found;
use super::evidence::Carriage;
use super::medium::{self, Medium};
use super::name_run::{Kind, name_runs};
use super::rule::Rule;
use super::scene::{Here, Scene};
use super::source::{Head, Phrase, phrases};
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
    let document = here.document;
    let of = document.tokens.partition_point(|token| token.span.start < person.end);
    let word = |index: usize| document.tokens.get(index).map_or("", |token| token.span.of(document.text));
    let first = of + 1 + usize::from(matches!(word(of + 1), "the" | "The"));
    if !matches!(word(of), "of" | "from" | "at" | "with") {
        return None;
    }
    let start = document.tokens.partition_point(|token| token.span.start < person.start);
    let named = name_runs(scene.names, document, start..of).into_iter().next_back();
    named.filter(|run| run.kind == Kind::Person && run.tokens.len() > 1)?;
    let run =
        name_runs(scene.names, document, first..(first + PHRASE).min(document.tokens.len())).into_iter().next()?;
    let medium = medium::named(scene.names, scene.cast, document.text, &run)?;
    (run.tokens.start == first).then_some((medium, run.span))
}

/// The media in a noun phrase: those it names, else what it points back to.
fn in_phrase(scene: &Scene<'_>, here: Here<'_>, span: Span) -> Vec<(Medium, Span)> {
    let media = named_in(scene, here, span);
    if !media.is_empty() {
        return media;
    }
    let document = here.document;
    let phrase = phrases(scene.names, document, span).into_iter().next();
    let Some(Phrase { head: Head::Noun(noun), span }) = phrase else { return media };
    let medium = medium::described(scene.names, scene.cast, document.text, &noun, here.at);
    medium.map(|medium| (medium, span)).into_iter().collect()
}

/// The media that a noun phrase names: the first outlet in it (`ABC's Ann Hill`) and those joined to it.
fn named_in(scene: &Scene<'_>, here: Here<'_>, span: Span) -> Vec<(Medium, Span)> {
    let document = here.document;
    let start = document.tokens.partition_point(|token| token.span.start < span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    let word = |index: usize| document.tokens.get(index).map_or("", |token| token.span.of(document.text));
    let mut media: Vec<(Medium, Span)> = Vec::new();
    let mut last = None;
    for run in name_runs(scene.names, document, start..end.max(start)) {
        let joined = |last: usize| (last..run.tokens.start).all(|index| matches!(word(index), "," | "and" | "the"));
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
    let inside = |index: usize| {
        let token = document.tokens.get(index);
        token.is_none_or(|token| found.content.iter().any(|content| content.holds(token.span.start)))
    };
    let unquoted = |index: usize| document.tokens.get(index).is_some_and(|token| token.quote.is_none());
    let outside = |index: usize| adjuncts && unquoted(index) || !inside(index);
    let aired = aired_by(found, document.text);
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
        let first = index.saturating_sub(WINDOW).max(tokens.start);
        let makes = |at: usize| makers.contains(&&*word(at).to_ascii_lowercase());
        // `reported, citing a report by KCNA`: what a medium reports is not by another.
        let own = |at: usize| {
            let token = document.tokens.get(at).map(|token| token.span);
            preposition == "by" && token.is_some_and(|token| found.cue.iter().any(|cue| cue.end == token.end))
        };
        let made = (first..index).rev().find(|&before| outside(before) && makes(before) && !own(before));
        let direct = aired.filter(|verb| {
            let at = document.tokens.partition_point(|token| token.span.end <= verb.start);
            matches!(preposition, "on" | "in" | "for") && (first..index).contains(&at) && !inside(index)
        });
        let made = made.or_else(|| (preposition == "via").then_some(index));
        if made.is_none() && direct.is_none() {
            continue;
        }
        let end = (index + 1..=index + PHRASE).find(|&after| {
            let day = is_small(word(after)) && word(after).starts_with(char::is_uppercase);
            !outside(after)
                || matches!(word(after), "," | "that" | "." | ":" | "as" | "on" | "in" | "after" | "")
                // `carried on state media and said`
                || word(after) == "and" && word(after + 1) != "the" && !word(after + 1).starts_with(char::is_uppercase)
                || day && !matches!(word(after), "The" | "Today" | "TODAY")
        });
        let words = |from: usize, to: usize| {
            Some(Span::new(document.tokens.get(from)?.span.start, document.tokens.get(to)?.span.end))
        };
        let Some(phrase) = words(index + 1, end.unwrap_or(index + PHRASE).saturating_sub(1)) else { continue };
        let media = if made.is_some() {
            in_phrase(scene, here, phrase)
        } else {
            // `said on CNN`, but `said on the evening news`, `said in a book on CNN`.
            let named = named_in(scene, here, phrase);
            named.into_iter().filter(|(_, span)| at_head(document, phrase, *span)).collect()
        };
        let said = words(made.unwrap_or(index), index);
        all.extend(media.into_iter().map(|(medium, span)| Named { medium, span, by: Carriage::Carried, cue: said }));
    }
    all
}

/// The verb of an attribution that a medium may be named behind, with no more than a preposition, as having carried it: `said on CNN`,
/// `wrote in the Guardian`. Not one that takes the preposition itself: `commented on CNN`.
fn aired_by(found: &Found, text: &str) -> Option<Span> {
    let verb = found.cue.last().copied()?;
    let cue = lemma(verb.of(text).rsplit(' ').next()?)?;
    let own = cue.particles.iter().any(|particle| matches!(*particle, "on" | "in" | "for"));
    (found.rule != Rule::AccordingTo && cue.takes.post && !own && !matches!(cue.lemma, "report" | "cite" | "quote"))
        .then_some(verb)
}

/// True if the words begin a phrase, but for an article or a possessive.
fn at_head(document: &Document<'_>, phrase: Span, words: Span) -> bool {
    let before = Span::new(phrase.start, words.start.max(phrase.start)).of(document.text);
    matches!(before.trim(), "" | "the" | "The" | "his" | "her" | "its" | "their")
}

/// The words that, before a preposition, make the medium after it a relay.
fn makers(preposition: &str) -> &'static [&'static str] {
    match preposition {
        "with" => &["interview", "interviews", "interviewed", "spoke", "speaking", "conversation", "talked", "talking"],
        "to" => &[
            "comment",
            "comments",
            "email",
            "emailed",
            "e-mail",
            "interview",
            "interviews",
            "provided",
            "remarks",
            "sent",
            "speaking",
            "spoke",
            "statement",
            "statements",
            "talked",
            "talking",
        ],
        "by" => &[
            "aired",
            "asked",
            "broadcast",
            "carried",
            "circulated",
            "cited",
            "distributed",
            "interview",
            "interviewed",
            "issued",
            "monitored",
            "obtained",
            "posted",
            "printed",
            "provided",
            "published",
            "quoted",
            "relayed",
            "released",
            "reported",
            "reviewed",
            "run",
            "seen",
            "shown",
            "translated",
            "viewed",
        ],
        "on" | "in" => &[
            "aired",
            "airing",
            "appearance",
            "appeared",
            "appearing",
            "broadcast",
            "carried",
            "column",
            "essay",
            "interview",
            "interviews",
            "op-ed",
            "printed",
            "published",
            "shown",
        ],
        "for" => &["column", "essay", "op-ed"],
        "via" => &["via"],
        _ => &[],
    }
}

/// The sentence that holds a byte.
pub fn sentence_at(document: &Document<'_>, at: usize) -> Option<usize> {
    let index = document.sentences.partition_point(|sentence| sentence.span.end <= at);
    (index < document.sentences.len()).then_some(index)
}
