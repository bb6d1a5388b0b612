//! Where some words stand: those that a comparison asks about, by article.

use super::prose::{Prose, lower, word_hash};
use super::vocabulary::is_word;
use crate::lookup::Lookup;
use crate::row::Voice;
use crate::span::Span;
use crate::spool::Analysed;
use crate::text::plain::Plain;
use crate::text::token::tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Characters that are kept of a sentence.
const EXAMPLE: usize = 240;

/// Where words stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concordance {
    /// The words, in the order of their bytes.
    pub words: Vec<Box<str>>,
    /// By word, the articles it stands in (ascending) and how often.
    places: Vec<Vec<(u32, u32)>>,
    /// Words of every article that is counted, whether asked about or not.
    pub totals: BTreeMap<u32, u64>,
}

/// Finds the words in texts.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Numbers of the words by their hashes.
    numbers: Lookup<u64, u32>,
}

/// What an article holds of the words asked about.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Numbers of the words with their counts.
    words: Vec<(u32, u32)>,
    /// Words in all.
    total: u64,
}

impl Concordance {
    /// Asks about words.
    pub fn new(words: BTreeSet<Box<str>>) -> Self {
        let words: Vec<Box<str>> = words.into_iter().collect();
        Self { places: vec![Vec::new(); words.len()], words, ..Self::default() }
    }

    /// Who finds them.
    pub fn finder(&self) -> Finder {
        Finder { numbers: self.words.iter().map(|word| word_hash(word)).zip(0..).collect() }
    }

    /// Adds the next article, by its number, and what was found in it.
    pub fn add(&mut self, number: u32, found: &Found) {
        self.totals.insert(number, found.total);
        for &(word, count) in &found.words {
            self.places[word as usize].push((number, count));
        }
    }

    /// The articles a word stands in (ascending) and how often.
    pub fn places(&self, word: &str) -> &[(u32, u32)] {
        self.number(word).map_or(&[], |number| &self.places[number as usize])
    }

    fn number(&self, word: &str) -> Option<u32> {
        self.words.binary_search_by(|own| (**own).cmp(word)).ok().and_then(|at| u32::try_from(at).ok())
    }
}

impl Finder {
    /// Looks for the words in a text.
    pub fn find(&self, prose: &Prose) -> Found {
        let (mut found, mut total) = (Vec::new(), 0);
        for (_, hash) in prose.words().filter(|(word, _)| is_word(word)) {
            total += 1;
            found.extend(self.numbers.get(&hash));
        }
        found.sort_unstable();
        Found { words: found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect(), total }
    }
}

/// The first sentence of the body that holds a word, in any case; of a long one the beginning.
pub fn example<'a>(article: &'a Analysed, word: &str) -> Option<&'a str> {
    let body = article.rows.iter().filter(|row| !row.headline && row.voice != Voice::Boilerplate);
    let sentence = body.map(|row| row.text.as_str()).find(|text| {
        let (text, mut found) = (&Plain::new(text).text, Vec::new());
        tokens(text, Span::new(0, text.len()), &mut found);
        found.iter().any(|token| lower(token.span.of(text)) == word)
    })?;
    Some(sentence.char_indices().nth(EXAMPLE).map_or(sentence, |(end, _)| &sentence[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, narration};

    #[test]
    fn asked_words_are_found_with_their_first_sentence() {
        let mut concordance = Concordance::new(BTreeSet::from(["port".into(), "fog".into()]));
        for (number, text) in [(0, "Port, port and sea."), (1, "The Port."), (2, "Sea.")] {
            let article = article("a", "hill", "Hill Post", vec![narration(1, text, 0)]);
            let found = concordance.finder().find(&Prose::new(&article));
            concordance.add(number, &found);
        }
        assert_eq!(concordance.places("port"), [(0, 2), (1, 1)]);
        assert!(concordance.places("fog").is_empty() && concordance.places("sea").is_empty());
        assert_eq!(concordance.totals.values().copied().collect::<Vec<_>>(), [4, 2, 1]);
        let harbour =
            article("a", "hill", "Hill Post", vec![narration(1, "The sea.", 0), narration(2, "A Port, port.", 0)]);
        assert_eq!((example(&harbour, "port"), example(&harbour, "fog")), (Some("A Port, port."), None));
    }
}
