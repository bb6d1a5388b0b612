//! Media that the sentence of an attribution names, outside the words said, as having carried them.

use super::cue::lemma;
use super::detect::Found;
use super::evidence::Carriage;
use super::relay::{Named, PHRASE, in_phrase, named_in, sentence_at};
use super::rule::Rule;
use super::scene::{Here, Scene};
use super::word::is_small;
use crate::span::Span;
use crate::text::document::Document;
use std::ops::Range;

/// Words before a preposition among which the word that makes a relay is looked for.
const WINDOW: usize = 7;
/// Words around the words of saying among which a relay is looked for.
const AROUND: usize = 60;
/// Words before `who said` among which who asked is looked for.
const ASKED: usize = 16;
/// Small words that the phrase of a medium may hold.
const OF_PHRASE: [&str; 12] = ["the", "a", "an", "of", "its", "his", "her", "their", "and", "or", "first", "two"];

/// The media that the sentence of an attribution names after a word of relaying, outside its content.
pub fn carriers(scene: &Scene<'_>, here: Here<'_>, found: &Found) -> Vec<Named> {
    let document = here.text.document;
    let Some(anchor) = found.cue.first().or(found.source.first()) else { return Vec::new() };
    let cue = document.tokens.partition_point(|token| token.span.end <= anchor.start);
    if document.tokens.get(cue).is_some_and(|token| token.quote.is_some()) {
        // Beside the quotation stand the relays of who is quoted.
        return Vec::new();
    }
    let sentence = sentence_at(document, anchor.start).and_then(|index| document.sentences.get(index));
    let tokens = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
    let tokens = tokens.start.max(cue.saturating_sub(AROUND))..tokens.end.min(cue + AROUND);
    // After a noun for content comes an adjunct: "denounced the drills in a statement carried by KCNA".
    let adjuncts = matches!(found.rule, Rule::NounPhrase | Rule::Participle | Rule::Infinitive);
    let reader = Reader { scene, here, found, tokens: tokens.clone(), adjuncts };
    let aired = reader.aired_by();
    let mut all: Vec<Named> = tokens.flat_map(|index| reader.behind(index, aired)).collect();
    all.extend(reader.asked_by(cue));
    all
}

/// The sentence of an attribution.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    here: Here<'a>,
    found: &'a Found,
    tokens: Range<usize>,
    /// The content may hold adjuncts that are none of it.
    adjuncts: bool,
}

impl Reader<'_> {
    fn document(&self) -> &Document<'_> {
        self.here.text.document
    }

    fn word(&self, index: usize) -> &str {
        self.document().word(index)
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        let tokens = &self.document().tokens;
        Some(Span::new(tokens.get(from)?.span.start, tokens.get(to)?.span.end))
    }

    /// True inside the words said.
    fn inside(&self, index: usize) -> bool {
        let token = self.document().tokens.get(index);
        token.is_none_or(|token| self.found.content.iter().any(|content| content.holds(token.span.start)))
    }

    fn outside(&self, index: usize) -> bool {
        let unquoted = self.document().tokens.get(index).is_some_and(|token| token.quote.is_none());
        self.adjuncts && unquoted || !self.inside(index)
    }

    /// True for the verb of saying.
    fn is_cue(&self, index: usize) -> bool {
        let token = self.document().tokens.get(index).map(|token| token.span);
        token.is_some_and(|token| self.found.cue.iter().any(|cue| cue.end == token.end))
    }

    /// The media named behind a preposition that a word of relaying goes with, or the verb of saying itself (`aired`); behind `told`, where
    /// it stands beside another verb: `said Kim, told Reuters`.
    fn behind(&self, index: usize, aired: Option<usize>) -> Vec<Named> {
        let preposition = self.word(index);
        let makers = makers(preposition);
        if makers.is_empty() && preposition != "told" {
            return Vec::new();
        }
        let before = index.checked_sub(1).map_or("", |before| self.word(before));
        let twice = preposition == "told" && before == "," && self.found.rule == Rule::Inverted && !self.inside(index);
        if !twice && (makers.is_empty() || !self.outside(index) || before == "according") {
            return Vec::new();
        }
        let first = index.saturating_sub(WINDOW).max(self.tokens.start);
        let makes = |at: usize| makers.iter().any(|maker| self.word(at).eq_ignore_ascii_case(maker));
        // `reported, citing a report by KCNA`: what a medium reports is not by another.
        let own = |at: usize| preposition == "by" && self.is_cue(at);
        let made = (first..index).rev().find(|&before| self.outside(before) && makes(before) && !own(before));
        let made = made.or_else(|| (preposition == "via").then_some(index));
        let on_air = matches!(preposition, "on" | "in" | "for")
            && aired.is_some_and(|verb| (first..index).contains(&verb))
            && !self.inside(index);
        if made.is_none() && !on_air && !twice {
            return Vec::new();
        }
        let Some(phrase) = self.phrase(index + 1) else { return Vec::new() };
        let media = if made.is_some() {
            in_phrase(self.scene, self.here, phrase)
        } else {
            // `said on CNN`, but `said on the evening news`, `said in a book on CNN`.
            let named = named_in(self.scene, self.here, phrase);
            named.into_iter().filter(|(_, span)| at_head(self.document(), phrase, *span)).collect()
        };
        let by = if twice { Carriage::Told } else { Carriage::Carried };
        let cue = self.span(made.unwrap_or(index), index);
        media.into_iter().map(|(medium, span)| Named { medium, span, by, cue }).collect()
    }

    /// The phrase that begins at a token.
    fn phrase(&self, start: usize) -> Option<Span> {
        let ends = |at: usize| {
            let word = self.word(at);
            let capital = word.starts_with(char::is_uppercase);
            let small = is_small(word) && !(capital && matches!(word, "The" | "Today" | "TODAY"));
            let joins =
                word != "and" || self.word(at + 1).starts_with(char::is_uppercase) || self.word(at + 1) == "the";
            !self.outside(at) || matches!(word, "," | "." | ":" | "") || small && !(OF_PHRASE.contains(&word) && joins)
        };
        let end = (start..start + PHRASE).find(|&at| ends(at)).unwrap_or(start + PHRASE);
        self.span(start, end.checked_sub(1).filter(|&last| last >= start)?)
    }

    /// The verb of an attribution that a medium may be named behind, with no more than a preposition, as having carried it: `said on CNN`,
    /// `wrote in the Guardian`. Not one that takes the preposition itself: `commented on CNN`.
    fn aired_by(&self) -> Option<usize> {
        let verb = self.found.cue.last().copied()?;
        let cue = lemma(verb.of(self.document().text).rsplit(' ').next()?)?;
        let own = cue.particles.iter().any(|particle| matches!(*particle, "on" | "in" | "for"));
        let airs = self.found.rule != Rule::AccordingTo
            && cue.takes.post
            && !own
            && !matches!(cue.lemma, "report" | "cite" | "quote");
        airs.then(|| self.document().tokens.partition_point(|token| token.span.end <= verb.start))
    }

    /// The medium that asked who said it, or whose reporter did: `CNN's Ann Hill spoke with officials, who said`.
    fn asked_by(&self, cue: usize) -> Vec<Named> {
        let source = self.found.source.first().map_or("", |span| span.of(self.document().text));
        if source != "who" {
            return Vec::new();
        }
        let first = self.tokens.start.max(cue.saturating_sub(ASKED));
        let asks = |&at: &usize| match self.word(at) {
            "interviewed" => true,
            "spoke" | "talked" | "speaks" | "talks" => matches!(self.word(at + 1), "with" | "to"),
            _ => false,
        };
        let Some(verb) = (first..cue).rev().find(asks) else { return Vec::new() };
        let subject = (first..verb).rev().take_while(|&at| self.word(at) != ",").last();
        let Some(subject) = subject.and_then(|first| self.span(first, verb - 1)) else { return Vec::new() };
        let cue = self.span(verb, verb);
        let media = named_in(self.scene, self.here, subject).into_iter();
        media.map(|(medium, span)| Named { medium, span, by: Carriage::Carried, cue }).collect()
    }
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
