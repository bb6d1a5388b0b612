//! The words of an article's body, for what looks at texts as a whole: families of near-duplicates, distinctive words.

use crate::row::Voice;
use crate::span::Span;
use crate::spool::Analysed;
use crate::stats::rng::fnv1a64;
use crate::text::plain::Plain;
use crate::text::token::tokens;

/// The words of the body in lower case and in order, boilerplate left out.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    words: Vec<Place>,
}

/// Where a word ends, and a number for it.
#[derive(Clone, Copy, Debug)]
struct Place {
    end: usize,
    hash: u64,
}

impl Prose {
    /// The words of an article.
    pub fn new(article: &Analysed) -> Self {
        let mut prose = Self::default();
        let (mut found, mut last) = (Vec::new(), None);
        for row in article.rows.iter().filter(|row| !row.headline && row.voice != Voice::Boilerplate) {
            // Every row of a sentence holds the whole of it.
            if last.replace(row.sentence) == Some(row.sentence) {
                continue;
            }
            found.clear();
            let text = Plain::new(&row.text).text;
            tokens(&text, Span::new(0, text.len()), &mut found);
            for token in found.iter().filter(|token| token.word) {
                prose.push(token.span.of(&text));
            }
        }
        prose
    }

    fn push(&mut self, word: &str) {
        let start = self.text.len();
        if word.is_ascii() {
            self.text.push_str(word);
            self.text[start..].make_ascii_lowercase();
        } else {
            self.text.push_str(&lower(word));
        }
        let hash = word_hash(&self.text[start..]);
        self.words.push(Place { end: self.text.len(), hash });
    }

    /// The words, in order, each with its hash.
    pub fn words(&self) -> impl Iterator<Item = (&str, u64)> {
        let starts = std::iter::once(0).chain(self.words.iter().map(|place| place.end));
        starts.zip(&self.words).map(|(start, place)| (&self.text[start..place.end], place.hash))
    }

    /// A word by its place.
    pub fn word(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.words[before].end);
        &self.text[start..self.words[place].end]
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True without a word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The hash of a word in lower case.
pub fn word_hash(word: &str) -> u64 {
    fnv1a64(word.bytes())
}

/// A word in lower case, letter by letter, with one kind of apostrophe.
pub fn lower(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(straight).collect()
}

/// One kind of apostrophe.
fn straight(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, narration, speech};
    use crate::row::{Manner, Row};

    #[test]
    fn every_sentence_is_read_once_and_titles_and_boilerplate_not_at_all() {
        let rows = vec![
            Row { headline: true, ..narration(0, "Harbour opens", 0) },
            speech(1, 1, "Ann Lee", "It isn’t OPEN", 0, Manner::Indirect),
            Row { row: 1, ..speech(1, 1, "Ann Lee", "It isn’t OPEN", 0, Manner::Indirect) },
            Row { voice: Voice::Boilerplate, ..narration(2, "Sign up", 0) },
        ];
        let prose = Prose::new(&article("a", "hill", "Hill Post", rows));
        assert_eq!(
            prose.words().map(|(word, _)| word).collect::<Vec<_>>(),
            ["it", "isn't", "open", "ann", "lee", "said"]
        );
        assert_eq!((prose.len(), prose.word(1), prose.word(5)), (6, "isn't", "said"));
        assert_eq!(prose.words().nth(1).map(|(_, hash)| hash), Some(word_hash("isn't")));
    }
}
