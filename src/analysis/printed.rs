//! A row of the plain text as a row of the text that was printed: the one place where spans go back.

use crate::row::Row;
use crate::span::Span;
use crate::text::plain::Plain;

/// Puts every span of a row, and its sentence, on what was printed.
pub fn as_printed(row: &mut Row, plain: &Plain<'_>) {
    if plain.is_as_printed() {
        return;
    }
    let sentence = plain.original(Span::new(row.start, row.end));
    (row.start, row.end) = (sentence.start, sentence.end);
    sentence.of(plain.printed).clone_into(&mut row.text);
    let relays = row.relays.iter_mut().map(|relay| &mut relay.span);
    let hits = row.frame_hits.iter_mut().map(|hit| &mut hit.span);
    let words = row.source.iter_mut().chain(&mut row.cue).chain(&mut row.content);
    for span in words.chain(relays).chain(hits) {
        *span = plain.original(*span);
    }
}
