//! The words of a row, cut from its sentence.

use crate::row::{Row, Voice};
use crate::span::Span;
use crate::stats::rng::{fnv1a64, mix64};
use crate::text::plain::Plain;
use std::borrow::Cow;

/// The words said, quotation marks left out, the pieces joined by a space: what the tone of a row of speech is the tone of.
pub fn content(row: &Row) -> String {
    join(row, &row.content, " ", without_marks)
}

/// The words that people code: of speech what is said; of a sentence in which somebody speaks, in the outlet's voice, what stands around that, a gap
/// as ` … `; else the sentence. `rows` are those of the article. Marks of quotation are left out of parts of a sentence, as in what is scored.
pub fn coded_words(row: &Row, rows: &[Row]) -> String {
    match row.voice {
        Voice::Speech | Voice::Stance => content(row),
        Voice::Reporting => join(row, &around(row, rows), " … ", without_marks),
        Voice::Narration | Voice::Boilerplate => row.text.clone(),
    }
}

/// What of a sentence is outside the content of all its voices.
fn around(row: &Row, rows: &[Row]) -> Vec<Span> {
    let first = rows.partition_point(|other| other.sentence < row.sentence);
    let of_sentence = rows.get(first..).unwrap_or_default().iter().take_while(|other| other.sentence == row.sentence);
    let mut taken: Vec<Span> = of_sentence.flat_map(|other| other.content.iter().copied()).collect();
    taken.sort_unstable_by_key(|span| (span.start, span.end));
    let (mut left, mut from) = (Vec::new(), row.start);
    for span in taken.iter().chain([&Span::new(row.end, row.end)]) {
        let gap = Span::new(from, span.start);
        let words = row.text.get(gap.start.saturating_sub(row.start)..gap.end.saturating_sub(row.start));
        if words.is_some_and(|words| words.contains(char::is_alphanumeric)) {
            left.push(gap);
        }
        from = from.max(span.end);
    }
    left
}

/// The words of saying, as far as they stand in the row's sentence, made plain.
pub fn cue(row: &Row) -> String {
    join(row, &row.cue, " ", |words| Plain::new(words).text)
}

/// White-space words that hold a letter or a digit.
pub fn count(text: &str) -> u32 {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// A number that is the same for texts that differ in nothing but case, marks, spaces and what nobody sees.
pub fn fingerprint(text: &str) -> u64 {
    let mut print = 1;
    for word in Plain::new(text).text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let hash = if word.is_ascii() {
            fnv1a64(word.bytes().map(|byte| byte.to_ascii_lowercase()))
        } else {
            fnv1a64(word.to_lowercase().bytes())
        };
        print = mix64(print ^ hash);
    }
    print
}

/// Spans that reach out of the sentence are cut at its borders: an attribution may have its cue in another one.
fn join<'a>(row: &'a Row, spans: &[Span], glue: &str, clean: impl Fn(&'a str) -> Cow<'a, str>) -> String {
    let sentence = Span::new(row.start, row.end);
    let pieces = spans.iter().filter_map(|span| sentence.intersection(*span));
    let pieces = pieces.filter_map(|span| row.text.get(span.start - row.start..span.end - row.start));
    let mut joined = String::new();
    for piece in pieces.map(clean) {
        let piece = piece.trim();
        if !joined.is_empty() && !piece.is_empty() {
            joined.push_str(glue);
        }
        joined.push_str(piece);
    }
    joined
}

/// Text without its quotation marks. A single one is a mark, and no apostrophe, if it opens a word or closes one that was opened.
fn without_marks(text: &str) -> Cow<'_, str> {
    if !text.contains(['"', '\'', '“', '”', '‘', '„', '‟', '«', '»', '＂']) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let (mut before, mut open) = (' ', 0_usize);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let opens = matches!(c, '‘' | '\'') && !before.is_alphanumeric() && next.is_alphanumeric();
        let closes = matches!(c, '’' | '\'') && open > 0 && !next.is_alphanumeric();
        open = (open + usize::from(opens)).saturating_sub(usize::from(closes));
        if !opens && !closes && !matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂') {
            kept.push(c);
        }
        before = c;
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_go_and_apostrophes_stay() {
        assert_eq!(without_marks("“The crew's ‘long night’ is over,”"), "The crew's long night is over,");
        assert_eq!(without_marks("\"the sailors' pay\""), "the sailors' pay");
    }

    #[test]
    fn what_is_coded_of_reporting_stands_around_what_is_said() {
        let text = "“Open it,” the mayor said, “now,” and left.";
        let at = |words: &str| text.find(words).map(|at| Span::new(at + 100, at + 100 + words.len())).unwrap();
        let row = Row { sentence: 3, start: 100, end: 100 + text.len(), text: text.into(), ..Row::default() };
        let rows = [
            Row { sentence: 2, content: vec![Span::new(0, 50)], ..Row::default() },
            Row { voice: Voice::Reporting, ..row.clone() },
            Row { row: 1, voice: Voice::Speech, content: vec![at("“Open it,”"), at("“now,”")], ..row.clone() },
        ];
        assert_eq!(coded_words(&rows[1], &rows), "the mayor said, … and left.");
        assert_eq!(coded_words(&rows[2], &rows), "Open it, now,");
        assert_eq!(coded_words(&row, &rows), text);
    }

    #[test]
    fn texts_that_differ_in_marks_and_case_are_one() {
        assert_eq!(fingerprint("The harbour, he said, is OPEN."), fingerprint("the harbour he said – is open"));
        assert_eq!(fingerprint("The har\u{ad}bour\u{a0}is open"), fingerprint("the harbour is open"));
        assert_ne!(fingerprint("the harbour is open"), fingerprint("the har bour is open"));
        assert_eq!(count("Open – at 9 o'clock …"), 4);
    }
}
