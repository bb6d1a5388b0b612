//! Chains of relays: outwards from an attribution, what stands beside it and what it is nested in.

use super::cue::lemma;
use super::evidence::{Carriage, Relayed};
use super::line::Line;
use super::names::{Entity, Names};
use super::rule::Rule;
use crate::row::{Act, Relay};
use crate::span::Span;
use crate::text::document::Document;

/// Relays in one chain, and attributions around one another; more are cut.
pub const CHAIN: usize = 6;
/// The share of a medium's tokens, in percent, that may lie outside what somebody said within them for the medium to be relay only.
const REST_PERCENT: usize = 12;

/// Verbs that say again what somebody else said: `repeated Kim's pledge to …`.
const AGAIN: [&str; 9] = ["announce", "cite", "convey", "deliver", "echo", "quote", "recall", "reiterate", "repeat"];

/// Pieces of content of an attribution that are compared with what is nested in it.
const PIECES: usize = 256;
/// Tokens that may stand before the inner attribution where it is the main clause of the medium's words (`On Friday, Kim said`).
const LEAD: usize = 6;

/// The outlet that published the article: never a relay, and no speaker but the author.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    name: &'a str,
    entity: Option<Entity>,
}

impl<'a> Own<'a> {
    /// The outlet with this name.
    pub fn new(names: &Names, name: &'a str) -> Self {
        let entity = names.outlet(name).or_else(|| names.exact(name));
        Self { name, entity: entity.filter(|entity| matches!(entity, Entity::Outlet(_))) }
    }

    fn is(self, names: &Names, name: &str) -> bool {
        plain(name) == plain(self.name) || self.entity.is_some_and(|entity| names.name(entity) == name)
    }
}

/// The name of an outlet without its article.
fn plain(name: &str) -> &str {
    name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(name)
}

/// Finds every attribution's relays: the media beside it, then, outwards, the speakers it is nested in and the media beside those. Marks
/// the media that only relay.
pub fn relays(names: &Names, own: Own<'_>, document: &Document<'_>, lines: &mut [Line]) {
    for index in 0..lines.len() {
        report_around(lines, index);
        apart(lines, index);
    }
    for index in 0..lines.len() {
        let relays = chain(names, own, document, lines, index);
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
    mark_relay_only(document, lines);
    for index in 0..lines.len() {
        // What somebody says of his own words inside them is one with them.
        let same = lines.get(index).is_some_and(|line| {
            let outer = line.found.within.and_then(|outer| lines.get(outer));
            !line.parties.is_empty() && outer.is_some_and(|outer| !outer.relay_only && outer.parties == line.parties)
        });
        if let Some(line) = lines.get_mut(index) {
            line.relay_only |= same;
        }
    }
    for line in lines.iter_mut().filter(|line| !line.parties.is_empty()) {
        line.relay_only |= line.parties.iter().all(|party| own.is(names, &party.name));
    }
}

/// `Bloomberg reported that C, according to sources`: the sources say it, and Bloomberg reports that they do.
fn report_around(lines: &mut [Line], index: usize) {
    let Some(sources) = lines.get(index).filter(|line| line.found.rule == Rule::AccordingTo) else { return };
    let described = |line: &Line| !line.parties.is_empty() && line.parties.iter().all(|party| party.noun.is_some());
    if !described(sources) || sources.parties.iter().any(|party| party.medium) {
        return;
    }
    let within = sources.found.within;
    let near = index.saturating_sub(CHAIN)..(index + CHAIN).min(lines.len());
    let reports = |line: &Line| {
        let media = !line.parties.is_empty() && line.parties.iter().all(|party| party.medium);
        media && is_said(line.found.act) && line.found.within == Some(index)
    };
    let Some(report) = near.into_iter().find(|&near| lines.get(near).is_some_and(reports)) else { return };
    let content = lines.get(report).map(|line| line.found.content.clone()).unwrap_or_default();
    if let Some(line) = lines.get_mut(report) {
        line.found.within = within;
    }
    if let Some(line) = lines.get_mut(index) {
        (line.found.within, line.found.content) = (Some(report), content);
    }
}

/// Leaves to the outer attribution its speaker, where he is one of several inside it: `Moon said he and Kim had agreed that …`.
fn apart(lines: &mut [Line], index: usize) {
    let Some(line) = lines.get(index) else { return };
    let Some(outer) = line.found.within.and_then(|outer| lines.get(outer)).filter(|outer| is_said(outer.found.act))
    else {
        return;
    };
    let [speaker] = outer.parties.as_slice() else { return };
    let speaker = speaker.clone();
    if let Some(line) = lines.get_mut(index).filter(|line| line.parties.len() > 1) {
        line.parties.retain(|party| *party != speaker);
    }
}

fn chain(names: &Names, own: Own<'_>, document: &Document<'_>, lines: &[Line], index: usize) -> Vec<Relayed> {
    let mut relays: Vec<Relayed> = Vec::new();
    let Some(line) = lines.get(index) else { return relays };

    let mut add = |name: &str, span: Span, by: Carriage, cue: Option<Span>| {
        let speaks = line.parties.iter().any(|party| party.name == name);
        if !name.is_empty()
            && !own.is(names, name)
            && !speaks
            && relays.len() < CHAIN
            && !relays.iter().any(|relayed| relayed.relay.name == name)
        {
            relays.push(Relayed { relay: Relay { name: name.to_owned(), span }, by, cue });
        }
    };
    let mut at = Some(line);
    let mut told_of = false;
    for _ in 0..CHAIN {
        let Some(here) = at else { break };
        // What stands beside both is further out: `…, KCNA reported, as seen by Reuters`.
        let outer = here.found.within.and_then(|outer| lines.get(outer));
        let further =
            |name: &str| outer.is_some_and(|outer| outer.beside.iter().any(|other| other.medium.name == name));
        for named in here.beside.iter().filter(|named| !told_of && !further(&named.medium.name)) {
            add(&named.medium.name, named.span, named.by, named.cue);
        }
        told_of = here.aside || outer.is_some_and(|outer| only_mentions(document, here, outer));
        if let Some(outer) = outer.filter(|outer| is_said(outer.found.act) && !told_of)
            && let Some(party) = outer.parties.first()
        {
            let span = outer.found.source.first().or(outer.found.cue.first()).or(outer.found.content.first()).copied();
            add(&party.name, span.unwrap_or_default(), Carriage::Around, outer.found.cue.first().copied());
        }
        at = outer;
    }
    relays
}

/// True if the outer one speaks about what the inner one said, and does not say it again: `hailed Kim's pledge to …`.
fn only_mentions(document: &Document<'_>, inner: &Line, outer: &Line) -> bool {
    let verb = outer.found.cue.last().map_or("", |cue| cue.of(document.text).rsplit(' ').next().unwrap_or_default());
    let again = lemma(verb).is_some_and(|cue| AGAIN.contains(&cue.lemma));
    inner.found.rule == Rule::SpeechNoun && outer.found.rule == Rule::NounPhrase && !again
}

fn is_said(act: Act) -> bool {
    matches!(act, Act::Speech | Act::Written)
}

/// The relays that hold for an attribution without one of its own: of what it goes on with in the same paragraph, and of the sentence
/// before in the same paragraph if the same speaker has one named there.
fn carried(lines: &[Line], index: usize) -> Option<Vec<Relayed>> {
    let line = lines.get(index).filter(|line| line.relays.is_empty() && !line.parties.is_empty())?;
    let continued = line.found.continues.and_then(|earlier| lines.get(earlier));
    if let Some(earlier) = continued.filter(|earlier| earlier.paragraph == line.paragraph) {
        return Some(still(&earlier.relays));
    }
    if line.found.within.is_some() || line.found.continues.is_some() {
        return None;
    }
    let near = lines.get(..index)?.iter().rev().take(CHAIN);
    let before = near.filter(|other| other.paragraph == line.paragraph && other.sentence + 1 >= line.sentence);
    before.into_iter().find(|other| other.own_relays && other.parties == line.parties).map(|same| still(&same.relays))
}

/// The relays of what was said before, for what is said now.
fn still(relays: &[Relayed]) -> Vec<Relayed> {
    relays.iter().map(|before| Relayed { by: Carriage::Continued, ..before.clone() }).collect()
}

/// Finds the media whose words are, but for a rest, what somebody else says within them.
fn mark_relay_only(document: &Document<'_>, lines: &mut [Line]) {
    for index in 0..lines.len() {
        let Some(line) = lines.get(index) else { continue };
        let Some(outer) = line.found.within.and_then(|outer| lines.get(outer)) else { continue };
        let medium = outer.parties.iter().all(|party| party.medium) && !outer.parties.is_empty();
        let other = line.parties.iter().any(|party| !outer.parties.contains(party));
        if !(medium && other && is_said(line.found.act)) || outer.found.content.len() > PIECES {
            continue;
        }
        let inner = || line.found.source.iter().chain(&line.found.cue).chain(&line.found.content);
        let all: usize = outer.found.content.iter().map(|span| tokens(document, *span)).sum();
        let within: usize = inner()
            .flat_map(|span| outer.found.content.iter().filter_map(|content| content.intersection(*span)))
            .map(|span| tokens(document, span))
            .sum();
        let rest = all.saturating_sub(within);
        let starts = inner().map(|span| span.start).min().zip(outer.found.content.iter().map(|span| span.start).min());
        let opens = starts.is_some_and(|(inner, outer)| {
            let lead = Span::new(outer, inner);
            lead.is_empty() || tokens(document, lead) <= LEAD || lead.of(document.text).trim_end().ends_with(',')
        });
        if (rest * 100 <= all * REST_PERCENT || opens && rest * 5 <= all * 3)
            && let Some(outer) = line.found.within.and_then(|outer| lines.get_mut(outer))
        {
            outer.relay_only = true;
        }
    }
}

/// Tokens in a span.
fn tokens(document: &Document<'_>, span: Span) -> usize {
    let before = |at: usize| document.tokens.partition_point(|token| token.span.start < at);
    before(span.end).saturating_sub(before(span.start))
}
