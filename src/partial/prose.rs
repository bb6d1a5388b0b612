//! The words of an article's body, for what looks at texts as a whole: families of near-duplicates, distinctive words.

use crate::row::Voice;
use crate::span::Span;
use crate::spool::Analysed;
use crate::text::token::tokens;

/// The words of the body in lower case and in order, boilerplate left out.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    /// One past the last byte of each word.
    ends: Vec<usize>,
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
            tokens(&row.text, Span::new(0, row.text.len()), &mut found);
            for token in found.iter().filter(|token| token.word) {
                prose.push(token.span.of(&row.text));
            }
        }
        prose
    }

    fn push(&mut self, word: &str) {
        if word.is_ascii() {
            self.text.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.text.extend(word.chars().flat_map(char::to_lowercase).map(straight));
        }
        self.ends.push(self.text.len());
    }

    /// The words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.text[start..end])
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True without a word.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
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
        assert_eq!(prose.words().collect::<Vec<_>>(), ["it", "isn't", "open", "ann", "lee", "said"]);
        assert_eq!(prose.len(), 6);
    }
}
