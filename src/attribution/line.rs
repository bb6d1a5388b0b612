//! Attributions on their way to names: who speaks in each, and what is named beside it.

use super::cast::Place;
use super::detect::Found;
use super::evidence::Relayed;
use super::named_text::NamedText;
use super::relay::{Named, beside, sentence_at};
use super::scene::{Here, Party, Said, Scene};
use crate::span::Span;
use crate::text::document::Document;

/// An attribution on its way to names.
#[derive(Debug)]
pub struct Line {
    /// As detected.
    pub found: Found,
    /// Who speaks.
    pub parties: Vec<Party>,
    /// Media named beside it.
    pub beside: Vec<Named>,
    /// The sentence of its source or cue, counted through title and body.
    pub sentence: usize,
    /// The paragraph, counted likewise.
    pub paragraph: usize,
    /// Where its source begins, counted likewise.
    pub at: usize,
    /// As named, nearest to the speaker first.
    pub relays: Vec<Relayed>,
    /// True if its relays are named in its own sentence.
    pub own_relays: bool,
    /// True for what the author adds to somebody's words: `Kim said it was late after Moon had said it was early`.
    pub aside: bool,
    /// True for a medium that only relays what is nested in it, and for the article's own outlet: no attribution of its own.
    pub relay_only: bool,
}

/// Names the attributions of one document.
pub fn read(scene: &mut Scene<'_>, text: &NamedText<'_>, place: Place, found: Vec<Found>) -> Vec<Line> {
    let mut lines: Vec<Line> = found.into_iter().map(|found| line(text.document, place, found)).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&index| lines.get(index).map_or(0, |line| line.at));
    for index in order {
        let Some(line) = lines.get(index) else { continue };
        let end = line.found.cue.last().map_or(0, |cue| cue.end);
        let words = line.found.content.first().filter(|content| content.start >= end && end > 0);
        let words = words.map_or(Span::default(), |content| content.shifted(place.bytes));
        let here = Here { text, place, at: line.at, sentence: line.sentence, paragraph: line.paragraph, words };
        let parties = speakers(scene, here, &lines, line);
        let beside = beside(scene, here, &line.found);
        if !parties.is_empty() && line.found.continues.is_none() {
            let said = Said {
                at: line.at,
                sentence: line.sentence,
                paragraph: line.paragraph,
                parties: parties.clone(),
                nested: line.found.within.is_some(),
            };
            scene.said.push(said);
        }
        if let Some(line) = lines.get_mut(index) {
            (line.parties, line.beside) = (parties, beside);
        }
    }
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
        aside: is_aside(document, local),
        relay_only: false,
    }
}

/// True for a source, or words of saying, right behind a word that parts the author's words from somebody's.
fn is_aside(document: &Document<'_>, at: usize) -> bool {
    let before = document.tokens.partition_point(|token| token.span.start < at).checked_sub(1);
    let token = |at: usize| document.tokens.get(at).filter(|token| token.quote.is_none());
    let word = |at: usize| token(at).map_or("", |token| token.span.of(document.text));
    before.is_some_and(|before| match word(before) {
        "after" | "despite" | "following" | "amid" => true,
        // `the bomb that what Kim called a test was`; but `this is what Kim says`
        "what" => !before.checked_sub(1).is_some_and(|at| matches!(word(at), "is" | "was" | "'s" | "’s")),
        _ => false,
    })
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
    if !parties.is_empty() {
        return parties;
    }
    let mut before = of(line.found.continues).unwrap_or_default();
    before.iter_mut().for_each(|party| party.reference = party.reference.continued());
    before
}
