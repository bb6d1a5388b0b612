//! Quotations that begin with the verb: `Kim “expressed his fixed will”, KCNA said.`

use super::cue::form;
use super::detect::Found;
use super::name_run::{Kind, name_runs};
use super::named_text::NamedText;
use super::relay::sentence_at;
use super::rule::Rule;
use crate::row::Act;
use crate::score::Score;
use crate::span::Span;
use crate::text::document::Document;

/// Words before the quotation among which its subject is looked for.
const SUBJECT: usize = 12;
/// Attributions around the outer one that may hold the same verb already.
const NEAR: usize = 8;
/// Pieces of content, and quotations in each, that are looked through.
const PIECES: usize = 64;

/// Adds, inside the attributions found, those whose words of saying open a quotation.
pub fn quoted_verbs(text: &NamedText<'_>, found: &mut Vec<Found>) {
    let document = text.document;
    let mut added: Vec<Found> = Vec::new();
    for (index, outer) in found.iter().enumerate() {
        for content in outer.content.iter().take(PIECES) {
            let first = document.quotes.partition_point(|quote| quote.span.start <= content.start);
            let inside = document.quotes.get(first..).unwrap_or_default().iter().take(PIECES);
            for quote in inside.take_while(|quote| quote.span.start < content.end) {
                let Some(mut inner) = inner(text, quote.span, quote.inner) else { continue };
                // What follows the quotation goes on with it: "expressed his will" to meet.
                for span in &mut inner.content {
                    span.end = content.end.min(sentence_end(document, span.start)).max(span.end);
                }
                let near = found.get(index.saturating_sub(NEAR)..(index + NEAR).min(found.len())).unwrap_or_default();
                let mut known = near.iter().chain(added.iter().rev().take(NEAR));
                if !known.any(|other| other.cue.iter().any(|cue| inner.cue.contains(cue))) {
                    added.push(Found { within: Some(index), confidence: outer.confidence, read: outer.read, ..inner });
                }
            }
        }
    }
    found.extend(added);
}

fn sentence_end(document: &Document<'_>, at: usize) -> usize {
    sentence_at(document, at).and_then(|index| document.sentences.get(index)).map_or(at, |sentence| sentence.span.end)
}

/// The attribution of a quotation that begins with a verb of saying, to the name or pronoun before it.
fn inner(text: &NamedText<'_>, quote: Span, words: Span) -> Option<Found> {
    let document = text.document;
    let at = document.tokens.partition_point(|token| token.span.end <= words.start);
    let verb = document.tokens.get(at).filter(|token| token.word)?.span;
    let cue = form(verb.of(document.text))
        .filter(|form| form.verb && matches!(form.cue.act, Act::Speech | Act::Written))?
        .cue;
    if !verb.of(document.text).ends_with("ed") {
        return None;
    }
    let mark = document.tokens.partition_point(|token| token.span.end <= quote.start);
    let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= mark);
    let start = document.sentences.get(sentence)?.tokens.start.max(mark.saturating_sub(SUBJECT));
    let before = document.tokens.get(mark.checked_sub(1)?)?.span;
    let pronoun = matches!(before.of(document.text), "he" | "He" | "she" | "She" | "it" | "It" | "they" | "They");
    let named = || {
        let run = name_runs(text, start..mark).into_iter().next_back()?;
        (run.tokens.end == mark && run.kind != Kind::Title).then_some(run.span)
    };
    let source = if pronoun { before } else { named()? };
    Some(Found {
        within: None,
        source: vec![source],
        cue: vec![verb],
        content: vec![quote],
        addressee: None,
        continues: None,
        act: cue.act,
        cue_class: cue.class,
        manner: None,
        rule: Rule::QuotedVerb,
        confidence: Score::default(),
        read: false,
    })
}
