//! Which words each group uses, and how often: counts of a first pass, and, of the words that a comparison then asks about, counts by article.

use super::prose::Prose;
use crate::lookup::Lookup;
use std::collections::BTreeMap;

/// True for what is counted as a word of a vocabulary: it begins with a letter and has two or more characters.
pub fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.chars().nth(1).is_some()
}

/// The distinct words of an article with their counts, by hash.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    prose: Prose,
    words: Vec<Counted>,
}

/// A word of a bag.
#[derive(Clone, Copy, Debug)]
struct Counted {
    hash: u64,
    /// Where it stands first.
    place: u32,
    count: u32,
}

impl Bag {
    /// The bag of a text.
    pub fn new(prose: Prose) -> Self {
        let mut places: Vec<(u64, u32)> = (0..)
            .zip(prose.words())
            .filter(|(_, (word, _))| is_word(word))
            .map(|(place, (_, hash))| (hash, place))
            .collect();
        places.sort_unstable();
        let counted = |same: &[(u64, u32)]| Counted { hash: same[0].0, place: same[0].1, count: same.len() as u32 };
        let words = places.chunk_by(|a, b| a.0 == b.0).map(counted).collect();
        Self { prose, words }
    }

    /// Words with their hashes and counts.
    pub fn words(&self) -> impl Iterator<Item = (&str, u64, u32)> {
        self.words.iter().map(|word| (self.prose.word(word.place as usize), word.hash, word.count))
    }
}

/// How often a word stands in a group, and in how many articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Times.
    pub count: u64,
    /// Articles.
    pub articles: u32,
}

impl std::ops::AddAssign for Use {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.articles += other.articles;
    }
}

/// Counts over the articles seen so far; the same whatever their order.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Numbers of words by their hashes: two words of one hash would be one, which no corpus is large enough to hold.
    numbers: Lookup<u64, u32>,
    names: Vec<Box<str>>,
    groups: BTreeMap<String, u32>,
    uses: Lookup<(u32, u32), Use>,
}

impl Vocabulary {
    /// Counts an article of a group.
    pub fn add(&mut self, group: &str, bag: &Bag) {
        let next = self.groups.len() as u32;
        let number = match self.groups.get(group) {
            Some(number) => *number,
            None => *self.groups.entry(group.to_owned()).or_insert(next),
        };
        for (word, hash, count) in bag.words() {
            let next = self.names.len() as u32;
            let word = *self.numbers.entry(hash).or_insert_with(|| {
                self.names.push(word.into());
                next
            });
            *self.uses.entry((word, number)).or_default() += Use { count: count.into(), articles: 1 };
        }
    }

    /// The words in the order of their bytes, each with its uses by group; groups by the numbers that `number` gives them.
    pub fn finish(self, number: impl Fn(&str) -> Option<u32>) -> Words {
        let mut groups = vec![None; self.groups.len()];
        for (group, at) in &self.groups {
            groups[*at as usize] = number(group);
        }
        let mut names: Vec<(Box<str>, u32)> = self.names.into_iter().zip(0..).collect();
        names.sort_unstable();
        let mut places = vec![0; names.len()];
        for (place, (_, word)) in (0..).zip(&names) {
            places[*word as usize] = place;
        }
        let place =
            |((word, group), uses): ((u32, u32), Use)| Some((places[word as usize], groups[group as usize]?, uses));
        let mut uses: Vec<(u32, u32, Use)> = self.uses.into_iter().filter_map(place).collect();
        uses.sort_unstable();
        Words { names: names.into_iter().map(|(name, _)| name).collect(), uses }
    }
}

/// The words of a corpus by number, in the order of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    names: Vec<Box<str>>,
    /// Word, group, uses; in the order of both.
    uses: Vec<(u32, u32, Use)>,
}

impl Words {
    /// Every word with its uses by group.
    pub fn each(&self) -> impl Iterator<Item = (&str, &[(u32, u32, Use)])> {
        self.uses.chunk_by(|a, b| a.0 == b.0).map(|uses| (&*self.names[uses[0].0 as usize], uses))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, narration};

    fn bag(text: &str) -> Bag {
        Bag::new(Prose::new(&article("a", "hill", "Hill Post", vec![narration(1, text, 0)])))
    }

    #[test]
    fn a_bag_holds_words_and_no_figures() {
        let bag = bag("The port, the Port's 12 cranes: a port of 3rd rank.");
        let mut words: Vec<_> = bag.words().map(|(word, _, count)| (word, count)).collect();
        words.sort_unstable();
        assert_eq!(words, [("cranes", 1), ("of", 1), ("port", 3), ("rank", 1), ("the", 2)]);
    }

    #[test]
    fn uses_do_not_depend_on_the_order_of_articles() {
        let texts = [("hill", "port port sea"), ("coast", "sea"), ("hill", "port")];
        let words = |order: &[usize]| {
            let mut vocabulary = Vocabulary::default();
            order.iter().for_each(|&at| vocabulary.add(texts[at].0, &bag(texts[at].1)));
            vocabulary.finish(|group| Some(u32::from(group == "coast")))
        };
        let expected = words(&[0, 1, 2]);
        assert_eq!(expected, words(&[2, 1, 0]));
        let told: Vec<_> = expected
            .each()
            .map(|(word, uses)| (word, uses.iter().map(|u| (u.1, u.2.count, u.2.articles)).collect()))
            .collect();
        let sea: Vec<(u32, u64, u32)> = vec![(0, 1, 1), (1, 1, 1)];
        assert_eq!(told, [("port", vec![(0, 3, 2)]), ("sea", sea)]);
    }
}
