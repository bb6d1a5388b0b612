//! Attributions around attributions, put in the order of speaking: who is quoted stands inside who quotes.

use super::detect::Found;
use super::named_text::NamedText;
use super::quoted_verb::quoted_verbs;
use super::relay::sentence_at;
use super::rule::Rule;
use super::source::{Head, phrases};
use super::word::role;
use crate::row::{Act, CueClass};
use crate::span::Span;
use crate::text::document::Document;

/// Attributions of one sentence that are compared with one another.
const NEAR: usize = 8;

/// Pieces of content of an outer attribution that are looked through for each inner one.
const PIECES: usize = 256;
/// Words behind the words of saying among which another source is cited.
const CITED: usize = 60;
/// Words from `quoted` to `as saying`.
const LONGEST_QUOTED: usize = 24;

/// Mends what the rules of one attribution cannot see: `Yonhap said, citing a source`, and a quotation that goes on after `“…,” Kim said, Xinhua reported.`
pub fn mend(text: &NamedText<'_>, found: &mut Vec<Found>) {
    quoted_verbs(text, found);
    for index in 0..found.len() {
        nest(found, index);
    }
    for index in 0..found.len() {
        hand_over(text.document, found, index);
    }
    for index in 0..found.len() {
        citing(text, found, index);
    }
}

/// The first token that ends after a byte.
fn token_at(document: &Document<'_>, at: usize) -> usize {
    document.tokens.partition_point(|token| token.span.end <= at)
}

/// Nests an attribution whose words of saying are among the words of a neighbour: the closest around them.
fn nest(found: &mut [Found], index: usize) {
    let Some(inner) = found.get(index) else { return };
    let Some(cue) = inner.cue.first() else { return };
    let near = index.saturating_sub(NEAR)..(index + NEAR).min(found.len());
    // Of contents of the same length the one that is nested in the other.
    let around = |other: usize| {
        let outer = found.get(other).filter(|_| other != index)?;
        let content = outer.content.iter().take(PIECES).find(|content| content.contains(*cue))?;
        let mutual = outer.cue.iter().any(|cue| inner.content.iter().any(|content| content.contains(*cue)));
        (!mutual).then_some((content.len(), outer.within.is_none(), other))
    };
    let closest = near.filter_map(around).min();
    let present = inner.within.and_then(around);
    if let (Some(closest), Some(inner)) = (closest, found.get_mut(index))
        && (inner.within.is_none() || present.is_some_and(|present| (closest.0, closest.1) < (present.0, present.1)))
    {
        inner.within = Some(closest.2);
    }
}

/// Gives the quotations that an outer attribution holds beyond its own sentence to the inner one whose quotation they go on with.
fn hand_over(document: &Document<'_>, found: &mut [Found], index: usize) {
    let Some(inner) = found.get(index) else { return };
    let Some(outer) = inner.within else { return };
    let quoted = |span: &Span| {
        let token = document.tokens.get(token_at(document, span.start));
        token.is_some_and(|token| token.quote.is_some())
    };
    let speaks = inner.cue.first().and_then(|cue| sentence_at(document, cue.start));
    let (Some(sentence), Some(other)) =
        (speaks.and_then(|sentence| document.sentences.get(sentence)), found.get(outer))
    else {
        return;
    };
    let first = inner.content.iter().any(quoted) && !inner.cue.iter().any(quoted);
    let goes_on = |span: &&Span| sentence.span.intersection(**span).is_none() && quoted(span);
    let after: Vec<Span> = other.content.iter().filter(goes_on).copied().collect();
    let starts_inside = other
        .content
        .first()
        .zip(inner.content.first())
        .is_some_and(|(outer, inner)| outer.intersection(*inner).is_some());
    if !first || !starts_inside || after.is_empty() || other.content.len() > PIECES {
        return;
    }
    if let Some(other) = found.get_mut(outer) {
        other.content.retain(|span| !after.contains(span));
    }
    if let Some(inner) = found.get_mut(index) {
        inner.content.extend(after);
        inner.content.sort_unstable();
    }
}

/// `M said C, citing X`, `M, citing X, said C`, `according to M, which cited X, C`: X says C within what M says.
fn citing(text: &NamedText<'_>, found: &mut Vec<Found>, index: usize) {
    let document = text.document;
    let Some(outer) = found.get(index) else { return };
    let Some(cue) = outer.cue.last().filter(|_| matches!(outer.act, Act::Speech | Act::Written)) else { return };
    let Some(sentence) = sentence_at(document, cue.start).and_then(|index| document.sentences.get(index)) else {
        return;
    };
    let at = token_at(document, cue.start).max(sentence.tokens.start);
    let cites = |&at: &usize| is_citing(document, sentence.tokens.start, at);
    let behind = (at + 1..sentence.tokens.end.min(at + CITED)).find(cites);
    let ahead = || (sentence.tokens.start.max(at.saturating_sub(CITED))..at).rev().find(cites);
    let Some(cites) = behind.or_else(ahead) else { return };
    let Some(verb) = document.tokens.get(cites).map(|token| token.span) else { return };
    let (from, to) = if verb.start < cue.start { (verb.end, cue.start) } else { (cue.end, verb.start) };
    let between = |other: &Found| {
        other.cue.iter().any(|other| from <= other.start && other.start < to) && other.act != Act::Evidence
    };
    let near = index.saturating_sub(NEAR)..(index + NEAR).min(found.len());
    let last = !found.get(near).unwrap_or_default().iter().any(between);
    let itself = outer.cue.iter().any(|cue| cue.intersection(verb).is_some());
    if !last || itself || outer.content.iter().any(|content| content.holds(verb.start)) {
        return;
    }
    let limit = (cites + 1..sentence.tokens.end.min(cites + CITED))
        .find(|&at| matches!(document.word(at), "," | "who" | "that" | "." | ";"));
    let limit = limit.unwrap_or(sentence.tokens.end.min(cites + CITED));
    let limit = document.tokens.get(limit).map_or(sentence.span.end, |token| token.span.start);
    let source = Span::new(verb.end, limit).trimmed(document.text);
    if !is_speaker(text, source) {
        return;
    }
    // A quotation that goes on in the next sentence is the outer one's again.
    let here = |content: &&Span| content.intersection(sentence.span).is_some() || content.end <= sentence.span.start;
    let content: Vec<Span> = outer.content.iter().filter(here).copied().collect();
    if content.is_empty() {
        return;
    }
    let known = found.iter().position(|other| other.cue.contains(&verb));
    if known.and_then(|known| found.get(known)).is_some_and(|known| known.rule == Rule::Citing) {
        return;
    }
    let cited = Found {
        within: Some(index),
        source: vec![source],
        cue: vec![verb],
        content,
        addressee: None,
        continues: None,
        act: Act::Speech,
        cue_class: CueClass::Neutral,
        manner: None,
        rule: Rule::Citing,
        confidence: outer.confidence,
        read: outer.read,
    };
    let place = known.unwrap_or(found.len());
    for other in found.iter_mut().filter(|other| other.within == Some(index)) {
        other.within = Some(place);
    }
    match known.and_then(|known| found.get_mut(known)) {
        Some(other) => *other = cited,
        None => found.push(cited),
    }
}

/// True for the verb of `, citing X`, `, which cited X` and, at the head of the sentence, `Citing X,`.
fn is_citing(document: &Document<'_>, sentence: usize, at: usize) -> bool {
    let token = document.tokens.get(at);
    if token.is_none_or(|token| token.quote.is_some()) {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |before| document.word(before));
    match document.word(at) {
        "Citing" | "Quoting" => at == sentence,
        "citing" | "quoting" => before == "," && !(at + 1..at + CITED).any(|which| quotes_on(document, which)),
        "cited" | "cites" | "quoted" | "quotes" => before == "which" && !as_saying(document, at),
        _ => false,
    }
}

/// True for the *which* of `citing Yonhap, which quoted Kim as saying`.
fn quotes_on(document: &Document<'_>, at: usize) -> bool {
    let verb = matches!(document.word(at + 1), "cited" | "cites" | "quoted" | "quotes");
    document.word(at) == "which" && verb && as_saying(document, at + 1)
}

/// True if a verb of quoting goes on with `Kim as saying`.
fn as_saying(document: &Document<'_>, verb: usize) -> bool {
    let near = (verb + 1..verb + LONGEST_QUOTED).take_while(|&at| !matches!(document.word(at), "." | ";" | "," | ""));
    near.into_iter().any(|at| document.word(at) == "as" && document.word(at + 1).ends_with("ing"))
}

/// True for a source that can speak: a name, a role, people.
fn is_speaker(text: &NamedText<'_>, source: Span) -> bool {
    phrases(text, source).first().is_some_and(|phrase| match &phrase.head {
        Head::Name(_) => true,
        Head::Pronoun(_) => false,
        Head::Noun(noun) => {
            role(&noun.head).is_some()
                || matches!(
                    noun.head.as_str(),
                    "people"
                        | "researchers"
                        | "media"
                        | "reports"
                        | "report"
                        | "agency"
                        | "police"
                        | "guard"
                        | "army"
                        | "military"
                        | "government"
                        | "ministry"
                        | "office"
                        | "television"
                        | "radio"
                )
        }
    })
}
