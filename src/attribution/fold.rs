//! Text as names are compared: without case and accents, with one space for any white space or hyphen, without the dots of initials.

use std::char::ToLowercase;
use std::str::CharIndices;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The folded characters of a text, each with the byte of the text that it comes from: `Kim Jong-un`, `KIM\nJONG UN` and `Kim Jong Un`
/// become the same, and so do `U.S.` and `US`, `People’s` and `People's`.
#[derive(Clone, Debug)]
pub struct Folding<'a> {
    chars: CharIndices<'a>,
    /// Letters without anything between them that were read last.
    letters: usize,
    /// The last character was a space.
    blank: bool,
    /// What else the last character becomes, and where it stands.
    more: Option<(usize, ToLowercase)>,
}

impl<'a> Folding<'a> {
    /// Folds a text.
    pub fn new(text: &'a str) -> Self {
        Self { chars: text.char_indices(), letters: 0, blank: false, more: None }
    }

    /// Folds the rest of a word whose first letters were read: no initial stands there.
    pub fn within_word(rest: &'a str) -> Self {
        Self { letters: 1, ..Self::new(rest) }
    }

    /// What a character becomes; nothing for one that is left out.
    fn fold(&mut self, at: usize, c: char) -> Option<char> {
        let folded = match c {
            'A'..='Z' => c.to_ascii_lowercase(),
            '.' if self.letters == 1 => {
                self.letters = 0;
                return None;
            }
            _ if is_silent(c) || matches!(c, '\u{300}'..='\u{36f}') => return None,
            _ if is_joint(c) => return self.space(),
            '\u{2019}' | '\u{2018}' | '`' => '\'',
            _ if c.is_ascii() => c,
            _ => {
                let mut lower = c.to_lowercase();
                let first = lower.next();
                self.more = Some((at, lower));
                bare(first?)
            }
        };
        self.letters = if c.is_alphabetic() { self.letters + 1 } else { 0 };
        self.blank = false;
        Some(folded)
    }

    /// What else the last character becomes.
    fn rest_of_last(&mut self) -> Option<(usize, char)> {
        let (at, more) = self.more.as_mut()?;
        let next = more.next().map(|c| (*at, bare(c)));
        if next.is_none() {
            self.more = None;
        }
        next
    }

    /// One space for all in a row.
    fn space(&mut self) -> Option<char> {
        self.letters = 0;
        (!std::mem::replace(&mut self.blank, true)).then_some(' ')
    }
}

impl Iterator for Folding<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        if let Some(more) = self.rest_of_last() {
            return Some(more);
        }
        loop {
            let (at, c) = self.chars.next()?;
            // Most of a text.
            if c.is_ascii_lowercase() {
                (self.letters, self.blank) = (self.letters + 1, false);
                return Some((at, c));
            }
            if let Some(folded) = self.fold(at, c) {
                return Some((at, folded));
            }
        }
    }
}

/// A letter without its accents: `Peña` and `Pena` are one name.
fn bare(c: char) -> char {
    let mut first = c;
    let mut letters = 0;
    decompose_canonical(c, |part| {
        first = if letters == 0 { part } else { first };
        letters += usize::from(!is_combining_mark(part));
    });
    // A syllable of several letters (Hangul) is not one of them.
    if letters == 1 { first } else { c }
}

/// The folded form of a name, without white space at its ends.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    folded.extend(Folding::new(name).map(|(_, c)| c));
    folded.trim().to_owned()
}

/// True for what stands between the words of a name: white space, hyphens.
pub fn is_joint(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// True for characters that nobody sees: soft hyphens, joiners.
pub fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
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
        assert_eq!([fold("José Peña"), fold("Jose\u{301} Pen\u{303}a"), fold("김")], ["jose pena", "jose pena", "김"]);
        assert_eq!(fold("Donald J. Trump"), "donald j trump");
        assert_eq!(fold("People’s Daily"), "people's daily");
        assert_eq!(fold("Mr. Kim."), "mr. kim.");
    }

    #[test]
    fn initials_stand_at_the_beginning_of_a_word() {
        let folded: String = Folding::within_word("K. J. Kim").map(|(_, c)| c).collect();
        assert_eq!(folded, "k. j kim");
    }

    proptest! {
        #[test]
        fn every_folded_letter_lies_on_borders(text in ".{0,60}") {
            for (at, _) in Folding::new(&text) {
                prop_assert!(text[at..].chars().next().is_some());
            }
        }
    }
}
