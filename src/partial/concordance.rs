//! Where some words stand: those that a comparison asks about, by article.

use super::vocabulary::Bag;
use crate::row::Voice;
use crate::span::Span;
use crate::spool::Analysed;
use crate::text::token::tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Where words stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concordance {
    /// The words, in the order of their bytes, each with the articles it stands in (ascending) and how often.
    pub words: BTreeMap<Box<str>, Vec<(u32, u32)>>,
    /// Words of every article that is counted, whether asked about or not.
    pub totals: BTreeMap<u32, u64>,
    /// The first sentence, in the order of articles, in which a word stands in a group.
    pub examples: BTreeMap<(Box<str>, u32), String>,
}

impl Concordance {
    /// Asks about words.
    pub fn new(words: BTreeSet<Box<str>>) -> Self {
        Self { words: words.into_iter().map(|word| (word, Vec::new())).collect(), ..Self::default() }
    }

    /// Adds the next article: its number, the number of its group, and its words.
    pub fn add(&mut self, number: u32, group: u32, article: &Analysed, bag: &Bag) {
        self.totals.insert(number, bag.total());
        for (word, count) in bag.words() {
            let Some(places) = self.words.get_mut(word) else { continue };
            places.push((number, count));
            let key = (Box::from(word), group);
            if let std::collections::btree_map::Entry::Vacant(first) = self.examples.entry(key)
                && let Some(sentence) = sentence_with(article, word)
            {
                first.insert(sentence.to_owned());
            }
        }
    }
}

/// The first sentence of the body that holds a word, in any case.
fn sentence_with<'a>(article: &'a Analysed, word: &str) -> Option<&'a str> {
    let body = article.rows.iter().filter(|row| !row.headline && row.voice != Voice::Boilerplate);
    body.map(|row| row.text.as_str()).find(|text| {
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut found);
        found.iter().any(|token| token.span.of(text).to_lowercase().replace('’', "'") == word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::prose::Prose;
    use crate::partial::sample::{article, narration};

    #[test]
    fn asked_words_are_found_with_their_first_sentence() {
        let mut concordance = Concordance::new(BTreeSet::from(["port".into(), "fog".into()]));
        for (number, text) in [(0, "Port, port and sea."), (1, "The Port."), (2, "Sea.")] {
            let article = article("a", "hill", "Hill Post", vec![narration(1, text, 0)]);
            concordance.add(number, number.min(1), &article, &Bag::new(&Prose::new(&article)));
        }
        assert_eq!(concordance.words["port"], [(0, 2), (1, 1)]);
        assert!(concordance.words["fog"].is_empty());
        assert_eq!(concordance.totals.values().copied().collect::<Vec<_>>(), [4, 2, 1]);
        let port = |group| concordance.examples[&("port".into(), group)].as_str();
        assert_eq!((port(0), port(1)), ("Port, port and sea.", "The Port."));
    }
}
