//! Text as names are compared: without case, with one space for any white space or hyphen, without the dots of initials.

use crate::span::Span;

/// A folded text with the way back to the original.
#[derive(Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where the distance between folded and original position changes: (folded byte, original byte), ascending.
    steps: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text: `Kim Jong-un`, `KIM\nJONG UN` and `Kim Jong Un` become the same, and so do `U.S.` and `US`, `People’s` and `People's`.
    pub fn new(original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), steps: Vec::new() };
        let (mut letters, mut previous) = (0_usize, ' ');
        for (at, c) in original.char_indices() {
            if c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}') {
                if previous != ' ' {
                    folded.push(at, ' ');
                }
                (letters, previous) = (0, ' ');
            } else if c == '.' && letters == 1 {
                letters = 0;
            } else if !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}') {
                match c {
                    '\u{2019}' | '\u{2018}' | '`' => folded.push(at, '\''),
                    _ if c.is_ascii() => folded.push(at, c.to_ascii_lowercase()),
                    _ => c.to_lowercase().for_each(|lower| folded.push(at, lower)),
                }
                letters = if c.is_alphabetic() { letters + 1 } else { 0 };
                previous = c;
            }
        }
        folded.step(original.len());
        folded
    }

    /// The span of the original text that a span of the folded one came from. The dot after a final initial belongs to it.
    pub fn original(&self, folded: Span) -> Span {
        Span::new(self.position(folded.start), self.position(folded.end))
    }

    fn push(&mut self, at: usize, c: char) {
        self.step(at);
        self.text.push(c);
    }

    /// Records that the next folded byte comes from `at`.
    fn step(&mut self, at: usize) {
        let here = self.text.len();
        let expected = self.steps.last().map_or(here, |&(folded, original)| original + (here - folded));
        if expected != at {
            self.steps.push((here, at));
        }
    }

    fn position(&self, folded: usize) -> usize {
        let next = self.steps.partition_point(|&(from, _)| from <= folded);
        match next.checked_sub(1).and_then(|index| self.steps.get(index)) {
            Some(&(from, original)) => original + (folded - from),
            None => folded,
        }
    }
}

/// The folded form of a name, without white space at its ends.
pub fn fold(name: &str) -> String {
    Folded::new(name).text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_a_name_fold_to_one() {
        for name in ["Kim Jong Un", "Kim Jong-un", "KIM\n JONG-UN", " kim jong un "] {
            assert_eq!(fold(name), "kim jong un");
        }
        assert_eq!(fold("the U.S."), fold("the US"));
        assert_eq!(fold("Donald J. Trump"), "donald j trump");
        assert_eq!(fold("People’s Daily"), "people's daily");
        assert_eq!(fold("Mr. Kim."), "mr. kim.");
    }

    #[test]
    fn a_match_finds_its_way_back() {
        let text = "Then  Kim\u{a0}Jong-un left the U.S. today";
        let folded = Folded::new(text);
        for (name, original) in [("kim jong un", "Kim\u{a0}Jong-un"), ("the us", "the U.S."), ("today", "today")] {
            let start = folded.text.find(name).unwrap();
            assert_eq!(folded.original(Span::new(start, start + name.len())).of(text), original);
        }
    }

    proptest! {
        #[test]
        fn every_folded_letter_lies_on_borders(text in ".{0,60}") {
            let folded = Folded::new(&text);
            for (at, c) in folded.text.char_indices() {
                let span = folded.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(span.end <= text.len() && text.is_char_boundary(span.start) );
            }
        }
    }
}
