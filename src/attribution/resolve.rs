//! Names for attributions: speakers and relays.

use super::cast::{Cast, Place};
use super::detect::Found;
use super::names::Names;
use super::quoting::mend;
use super::relay::{Named, beside, sentence_at};
use super::scene::{Here, Party, Said, Scene};
use crate::row::{Act, CueClass, Manner, Relay};
use crate::score::Score;
use crate::span::Span;
use crate::text::document::Document;

/// A speaker of an attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The configured name if the speaker is configured, else the same as `in_article`; empty if unresolved.
    pub name: String,
    /// The fullest form the article gives.
    pub in_article: String,
    /// True if configured: as a speaker, a side or an outlet.
    pub known: bool,
}

/// An attribution with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its number in the article, from 1.
    pub number: u32,
    /// The number of the attribution it is nested in.
    pub within: Option<u32>,
    /// One or, for joint speakers, more; one unresolved (empty) speaker where the text has none.
    pub speakers: Vec<Speaker>,
    /// As in [`Found`].
    pub source: Vec<Span>,
    /// As in [`Found`].
    pub cue: Vec<Span>,
    /// As in [`Found`].
    pub content: Vec<Span>,
    /// As named in the text, nearest to the speaker first; the article's own outlet left out.
    pub relays: Vec<Relay>,
    /// Canonical names of the relays.
    pub via: Vec<String>,
    /// As in [`Found`].
    pub act: Act,
    /// As in [`Found`].
    pub cue_class: CueClass,
    /// Set for statements printed whole; elsewhere a matter of quotation marks.
    pub manner: Option<Manner>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure it is.
    pub confidence: Score,
}

/// Relays in one chain, and attributions around one another; more are cut.
const CHAIN: usize = 6;
/// The share of a medium's words, in percent, that may lie outside what somebody said within them for the medium to be relay only.
const REST_PERCENT: usize = 30;

/// Words that may stand before the inner attribution where it is the main clause of the medium's words (`On Friday, Kim said`).
const LEAD: usize = 3;

/// An attribution on its way to names.
struct Line {
    found: Found,
    parties: Vec<Party>,
    /// Media named beside it.
    beside: Vec<Named>,
    sentence: usize,
    paragraph: usize,
    at: usize,
    relays: Vec<Relay>,
    /// True if its relays are named in its own sentence.
    own_relays: bool,
    /// True for a medium that only relays what is nested in it.
    relay_only: bool,
}

/// Gives names to the attributions of an article: of its title, then of its body. Numbers run through both. `outlet` is the article's own.
pub fn resolve(
    names: &Names,
    outlet: &str,
    title: (&Document<'_>, Vec<Found>),
    body: (&Document<'_>, Vec<Found>),
) -> (Vec<Attribution>, Vec<Attribution>) {
    if title.1.is_empty() && body.1.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let cast = Cast::new(names, title.0, body.0);
    let mut scene = Scene { names, cast: &cast, said: Vec::new() };
    let mut number = 0;
    let place = Place::after(title.0);
    let first = read(&mut scene, outlet, title.0, Place::default(), title.1);
    let first = finish(first, &mut number);
    let second = read(&mut scene, outlet, body.0, place, body.1);
    (first, finish(second, &mut number))
}

/// Names the attributions of one document.
fn read(scene: &mut Scene<'_>, outlet: &str, document: &Document<'_>, place: Place, found: Vec<Found>) -> Vec<Line> {
    let mut found = found;
    mend(scene.names, document, &mut found);
    let mut lines: Vec<Line> = found.into_iter().map(|found| line(document, place, found)).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&index| lines.get(index).map_or(0, |line| line.at));
    for index in order {
        let Some(line) = lines.get(index) else { continue };
        let here = Here { document, place, at: line.at, sentence: line.sentence, paragraph: line.paragraph };
        let parties = speakers(scene, here, &lines, line);
        let beside = beside(scene, here, &line.found);
        if !parties.is_empty() && line.found.continues.is_none() {
            let said =
                Said { at: line.at, sentence: line.sentence, paragraph: line.paragraph, parties: parties.clone() };
            scene.said.push(said);
        }
        if let Some(line) = lines.get_mut(index) {
            (line.parties, line.beside) = (parties, beside);
        }
    }
    relays(scene.names, outlet, &mut lines);
    mark_relay_only(document, &mut lines);
    lines
}

fn line(document: &Document<'_>, place: Place, found: Found) -> Line {
    let local = found.source.first().or(found.cue.first()).or(found.content.first()).map_or(0, |span| span.start);
    let sentence = sentence_at(document, local).unwrap_or(0);
    let paragraph = document.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph);
    Line {
        found,
        parties: Vec::new(),
        beside: Vec::new(),
        sentence: sentence + place.sentences,
        paragraph: paragraph + place.paragraphs,
        at: local + place.bytes,
        relays: Vec::new(),
        own_relays: false,
        relay_only: false,
    }
}

/// Who speaks: whom the source names, else whoever spoke in what this goes on with.
fn speakers(scene: &Scene<'_>, here: Here<'_>, lines: &[Line], line: &Line) -> Vec<Party> {
    let of = |index: Option<usize>| index.and_then(|index| lines.get(index)).map(|other| other.parties.clone());
    let mut parties: Vec<Party> = Vec::new();
    for source in &line.found.source {
        for party in scene.parties(here, *source, &of(line.found.within).unwrap_or_default()) {
            if !parties.iter().any(|other| other.name == party.name) {
                parties.push(party);
            }
        }
    }
    if parties.is_empty() { of(line.found.continues).unwrap_or_default() } else { parties }
}

/// Finds every attribution's relays: the media beside it, then, outwards, the speakers it is nested in and the media beside those.
fn relays(names: &Names, outlet: &str, lines: &mut [Line]) {
    for index in 0..lines.len() {
        let relays = chain(names, outlet, lines, index);
        if let Some(line) = lines.get_mut(index) {
            line.own_relays = !relays.is_empty();
            line.relays = relays;
        }
    }
    for index in 0..lines.len() {
        if let Some(relays) = carried(lines, index)
            && let Some(line) = lines.get_mut(index)
        {
            line.relays = relays;
        }
    }
}

fn chain(names: &Names, outlet: &str, lines: &[Line], index: usize) -> Vec<Relay> {
    let mut relays: Vec<Relay> = Vec::new();
    let Some(line) = lines.get(index) else { return relays };
    let own = |name: &str| name == outlet || names.outlet(name).is_some() && names.outlet(name) == names.exact(outlet);
    let mut add = |name: &str, span: Span| {
        let speaks = line.parties.iter().any(|party| party.name == name);
        if !name.is_empty()
            && !own(name)
            && !speaks
            && relays.len() < CHAIN
            && !relays.iter().any(|relay| relay.name == name)
        {
            relays.push(Relay { name: name.to_owned(), span });
        }
    };
    let mut at = Some(line);
    for _ in 0..CHAIN {
        let Some(here) = at else { break };
        for named in &here.beside {
            add(&named.medium.name, named.span);
        }
        let outer = here.found.within.and_then(|outer| lines.get(outer));
        if let Some(outer) = outer.filter(|outer| is_said(outer.found.act))
            && let Some(party) = outer.parties.first()
        {
            let span = outer.found.source.first().or(outer.found.cue.first()).copied();
            add(&party.name, span.unwrap_or_default());
        }
        at = outer;
    }
    relays
}

fn is_said(act: Act) -> bool {
    matches!(act, Act::Speech | Act::Written)
}

/// The relays that hold for an attribution without one of its own: of what it goes on with in the same paragraph, and of the sentence
/// before in the same paragraph if the same speaker has one named there.
fn carried(lines: &[Line], index: usize) -> Option<Vec<Relay>> {
    let line = lines.get(index).filter(|line| line.relays.is_empty() && !line.parties.is_empty())?;
    let continued = line.found.continues.and_then(|earlier| lines.get(earlier));
    if let Some(earlier) = continued.filter(|earlier| earlier.paragraph == line.paragraph) {
        return Some(earlier.relays.clone());
    }
    if line.found.within.is_some() || line.found.continues.is_some() {
        return None;
    }
    let near = lines.get(..index)?.iter().rev().take(CHAIN);
    let before = near.filter(|other| other.paragraph == line.paragraph && other.sentence + 1 >= line.sentence);
    before.into_iter().find(|other| other.own_relays && other.parties == line.parties).map(|same| same.relays.clone())
}

/// Finds the media whose words are, but for a rest, what somebody else says within them.
fn mark_relay_only(document: &Document<'_>, lines: &mut [Line]) {
    for index in 0..lines.len() {
        let Some(line) = lines.get(index) else { continue };
        let Some(outer) = line.found.within.and_then(|outer| lines.get(outer)) else { continue };
        let medium = outer.parties.iter().all(|party| party.medium) && !outer.parties.is_empty();
        let other = line.parties.iter().any(|party| !party.medium);
        if !(medium && other && is_said(line.found.act)) {
            continue;
        }
        let inner = || line.found.source.iter().chain(&line.found.cue).chain(&line.found.content);
        let all: usize = outer.found.content.iter().map(|span| words(document, *span)).sum();
        let within: usize = inner()
            .flat_map(|span| outer.found.content.iter().filter_map(|content| content.intersection(*span)))
            .map(|span| words(document, span))
            .sum();
        let rest = all.saturating_sub(within);
        let opens = inner().map(|span| span.start).min().zip(outer.found.content.iter().map(|span| span.start).min());
        let opens =
            opens.is_some_and(|(inner, outer)| inner <= outer || words(document, Span::new(outer, inner)) <= LEAD);
        if (rest * 100 <= all * REST_PERCENT || opens && rest * 2 <= all)
            && let Some(outer) = line.found.within.and_then(|outer| lines.get_mut(outer))
        {
            outer.relay_only = true;
        }
    }
}

fn words(document: &Document<'_>, span: Span) -> usize {
    let start = document.tokens.partition_point(|token| token.span.start < span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    document.tokens.get(start..end).unwrap_or_default().iter().filter(|token| token.word).count()
}

/// Numbers the attributions and leaves out the media that only relay.
fn finish(lines: Vec<Line>, number: &mut u32) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&index| lines.get(index).map(reach));
    let mut numbers: Vec<Option<u32>> = vec![None; lines.len()];
    for &index in &order {
        if lines.get(index).is_some_and(|line| !line.relay_only)
            && let Some(entry) = numbers.get_mut(index)
        {
            *number += 1;
            *entry = Some(*number);
        }
    }
    let outer: Vec<Option<u32>> = (0..lines.len())
        .map(|index| {
            let mut within = lines.get(index).and_then(|line| line.found.within);
            for _ in 0..CHAIN {
                let number = numbers.get(within?).copied().flatten();
                if number.is_some() {
                    return number;
                }
                within = lines.get(within?).and_then(|line| line.found.within);
            }
            None
        })
        .collect();
    let named = lines.into_iter().zip(numbers).zip(outer);
    let mut all: Vec<Attribution> =
        named.filter_map(|((line, number), within)| Some(attribution(line, number?, within))).collect();
    all.sort_by_key(|attribution| attribution.number);
    all
}

/// What puts attributions in text order, outer before inner: where the words begin, the longer first.
fn reach(line: &Line) -> (usize, std::cmp::Reverse<usize>) {
    let spans = || line.found.source.iter().chain(&line.found.cue).chain(&line.found.content);
    let start = spans().map(|span| span.start).min().unwrap_or(0);
    (start, std::cmp::Reverse(spans().map(|span| span.end).max().unwrap_or(0)))
}

fn attribution(line: Line, number: u32, within: Option<u32>) -> Attribution {
    let mut speakers: Vec<Speaker> = line
        .parties
        .into_iter()
        .map(|party| Speaker { name: party.name, in_article: party.in_article, known: party.known })
        .collect();
    if speakers.is_empty() {
        speakers.push(Speaker::default());
    }
    Attribution {
        number,
        within,
        speakers,
        source: line.found.source,
        cue: line.found.cue,
        content: line.found.content,
        via: line.relays.iter().map(|relay| relay.name.clone()).collect(),
        relays: line.relays,
        act: line.found.act,
        cue_class: line.found.cue_class,
        manner: line.found.manner,
        rule: line.found.rule,
        confidence: line.found.confidence,
    }
}
