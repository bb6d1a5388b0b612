//! The words of a row as the scorer reads them, with the way back.

use super::quoted::{Text, clipped, without};
use crate::span::Span;
use crate::text::plain::Plain;
use crate::tone::scorer::{Scorer, Tone};

/// Some words of a sentence as one text. A whole sentence is itself; parts are without quotation marks, joined by one space.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The text.
    pub text: String,
    /// Whether its first word begins a sentence.
    pub opens_sentence: bool,
    /// Where each piece begins in the text, and where it stands in the text that it was taken from.
    pieces: Vec<(usize, Span)>,
}

impl Wording {
    /// The words of the sentence at `sentence`.
    pub fn new(text: &Text<'_>, sentence: Span, words: &[Span]) -> Self {
        let all = text.document.text;
        if words == [sentence] {
            return Self { text: sentence.of(all).to_owned(), opens_sentence: true, pieces: vec![(0, sentence)] };
        }
        let mut joined = Self { text: String::new(), opens_sentence: false, pieces: Vec::new() };
        for piece in words.iter().flat_map(|span| without(*span, clipped(&text.marks, *span))) {
            let piece = piece.trimmed(all);
            if piece.is_empty() {
                continue;
            }
            if joined.text.is_empty() {
                let before = all[sentence.start..piece.start].trim_end();
                joined.opens_sentence = before.is_empty() || before.ends_with(['“', '"', '‘', '\'', '«', ':']);
            } else if !all[..piece.start].ends_with(|c: char| c.is_alphanumeric()) {
                joined.text.push(' ');
            }
            joined.pieces.push((joined.text.len(), piece));
            joined.text.push_str(piece.of(all));
        }
        joined
    }

    /// Its tone; of the plain text that it was made of, `plain` knows the way back.
    pub fn tone(&self, scorer: &Scorer, plain: &Plain<'_>) -> Tone {
        if plain.is_as_printed() {
            return scorer.tone(&self.text, self.opens_sentence);
        }
        scorer.tone_as_printed(&self.text, &self.printed(plain).text, self.opens_sentence)
    }

    /// The same words as they were printed.
    pub fn printed(&self, plain: &Plain<'_>) -> Self {
        let mut printed = Self { text: String::new(), opens_sentence: self.opens_sentence, pieces: Vec::new() };
        let mut end = 0;
        for &(start, piece) in &self.pieces {
            printed.text.push_str(&self.text[end..start]);
            end = start + piece.len();
            printed.pieces.push((printed.text.len(), plain.original(piece)));
            printed.text.push_str(plain.words(piece));
        }
        printed
    }

    /// The words of the text that a span of the text was made of: more than one where it reaches over a joint.
    pub fn origin(&self, span: Span) -> Vec<Span> {
        let first = self.pieces.partition_point(|(start, piece)| start + piece.len() <= span.start);
        let near = self.pieces.get(first..).unwrap_or_default().iter().take_while(|(start, _)| *start < span.end);
        let part = |&(start, piece): &(usize, Span)| {
            let part = Span::new(start, start + piece.len()).intersection(span)?;
            Some(Span::new(part.start - start, part.end - start).shifted(piece.start))
        };
        near.filter_map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::document::Document;
    use proptest::prelude::*;

    #[test]
    fn every_part_of_a_wording_finds_its_way_back() {
        let text = "He came. The “big” deal (he said) was “great news”, they hoped.";
        let document = Document::parse(text, false);
        let sentence = document.sentences[1].span;
        let at = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let wording = Wording::new(
            &Text::new(&document, &Plain::new(text)),
            sentence,
            &[at("The “big” deal"), at("was “great news”")],
        );
        assert_eq!((wording.text.as_str(), wording.opens_sentence), ("The big deal was great news", true));
        let back = |words: &str| {
            let at = wording.text.find(words).unwrap();
            wording.origin(Span::new(at, at + words.len())).into_iter().map(|span| span.of(text)).collect::<Vec<_>>()
        };
        assert_eq!([back("great news"), back("big deal")], [vec!["great news"], vec!["big", "deal"]]);
    }

    proptest! {
        #[test]
        fn what_comes_back_is_what_went_in(text in "[a-z“”\" .]{0,60}", from in 0_usize..60, to in 0_usize..60) {
            let document = Document::parse(&text, false);
            for sentence in &document.sentences {
                let border = |at: usize| (0..=at.min(sentence.span.len())).rev().map(|at| at + sentence.span.start).find(|&at| text.is_char_boundary(at));
                let words = [Span::new(border(from).unwrap(), border(to).unwrap()), ];
                let wording = Wording::new(&Text::new(&document, &Plain::new(&text)), sentence.span, &words);
                let whole = wording.origin(Span::new(0, wording.text.len()));
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                let back: String = whole.iter().map(|span| span.of(&text)).collect();
                prop_assert_eq!(letters(&back), letters(&wording.text));
                prop_assert!(whole.iter().all(|span| words[0].contains(*span)));
            }
        }
    }
}
