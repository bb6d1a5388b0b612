//! Many names, found where they stand in a text: a tree of their folded letters.

use super::fold::Folding;
use crate::span::Span;
use crate::text::table::Table;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Folded names, by their number. A name is found from its first letter on, so that only the beginnings of words have to be tried.
#[derive(Debug)]
pub struct Spellings {
    /// The first one is where every name begins. What may follow a node stands together, by letter.
    nodes: Vec<Node>,
    /// The letters and digits of ASCII that each name begins with.
    first_words: Table<()>,
}

/// What begins names.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Its last letter.
    letter: char,
    /// The node of the first letter that may follow.
    next: usize,
    /// How many letters may follow.
    count: usize,
    /// The name it is.
    name: Option<usize>,
}

impl Spellings {
    /// Makes the tree of folded names with their numbers.
    pub fn new(names: &BTreeMap<String, usize>) -> Self {
        let sorted: Vec<(Vec<char>, usize)> =
            names.iter().map(|(name, &number)| (name.chars().collect(), number)).collect();
        let mut nodes = vec![Node::new('\0')];
        // The names behind each node, and the letters they have in common.
        let mut waiting = VecDeque::from([(sorted.as_slice(), 0)]);
        for index in 0.. {
            let Some((mut behind, depth)) = waiting.pop_front() else { break };
            if let Some(((_, name), longer)) = behind.split_first().filter(|((word, _), _)| word.len() == depth) {
                (nodes[index].name, behind) = (Some(*name), longer);
            }
            let next = nodes.len();
            for alike in behind.chunk_by(|(one, _), (other, _)| one[depth] == other[depth]) {
                nodes.push(Node::new(alike[0].0[depth]));
                waiting.push_back((alike, depth + 1));
            }
            (nodes[index].next, nodes[index].count) = (next, nodes.len() - next);
        }
        let first_word = |name: &String| name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let first_words: BTreeSet<&str> = names.keys().map(|name| &name[..first_word(name)]).collect();
        let first_words = first_words.into_iter().filter(|word| !word.is_empty()).map(|word| (word, ()));
        Self { nodes, first_words: Table::new(first_words, &[]) }
    }

    /// False if no name begins at a place of a text.
    pub fn may_begin(&self, text: &str, at: usize) -> bool {
        let rest = &text.as_bytes()[at..];
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        // What follows may change how the word is folded: `U.S.`, an accent.
        let plain = length > 0 && rest.get(length).is_none_or(|next| next.is_ascii() && *next != b'.');
        !plain || self.first_words.may_hold(text, Span::new(at, at + length))
    }

    /// The names that a folded text begins with, the shortest first, each with the byte where the text goes on; none is the text's end.
    pub fn at_beginning<'a>(&'a self, mut text: Folding<'a>) -> impl Iterator<Item = (usize, Option<usize>)> {
        let mut node = self.nodes.first();
        std::iter::from_fn(move || {
            loop {
                let here = node?;
                let next = text.next();
                node = next.and_then(|(_, letter)| self.behind(here, letter));
                if let Some(name) = here.name {
                    return Some((name, next.map(|(at, _)| at)));
                }
            }
        })
    }

    /// The name that a folded text is, without spaces at its ends.
    pub fn whole(&self, text: Folding<'_>) -> Option<usize> {
        let mut letters = text.map(|(_, letter)| letter).skip_while(|&letter| letter == ' ').peekable();
        let mut node = self.nodes.first()?;
        while let Some(letter) = letters.next() {
            if letter == ' ' && letters.peek().is_none() {
                break;
            }
            node = self.behind(node, letter)?;
        }
        node.name
    }

    fn behind(&self, node: &Node, letter: char) -> Option<&Node> {
        let all = self.nodes.get(node.next..node.next + node.count)?;
        let place = all.binary_search_by_key(&letter, |node| node.letter).ok()?;
        all.get(place)
    }
}

impl Node {
    fn new(letter: char) -> Self {
        Self { letter, next: 0, count: 0, name: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(names: &[&str]) -> Spellings {
        Spellings::new(&names.iter().map(|name| (*name).to_owned()).zip(0..).collect())
    }

    #[test]
    fn a_text_may_begin_with_several_names() {
        let names = tree(&["kim", "kim jong un", "us"]);
        let found = |text: &'static str| names.at_beginning(Folding::new(text)).collect::<Vec<_>>();
        assert_eq!(found("Kim Jong-un left"), [(0, Some(3)), (1, Some(11))]);
        assert_eq!(found("U.S. envoy"), [(2, Some(4))]);
        assert_eq!(found("Kim"), [(0, None)]);
        assert_eq!(found("Jong"), []);
        assert_eq!(tree(&[]).at_beginning(Folding::new("Kim")).count(), 0);
    }

    #[test]
    fn a_text_may_be_a_name() {
        let names = tree(&["kim", "kim jong un", "us"]);
        let found = |text: &'static str| names.whole(Folding::new(text));
        assert_eq!([" Kim", "Kim Jong-un-", "U.S.", "Kim "].map(found), [Some(0), Some(1), Some(2), Some(0)]);
        assert_eq!(["", "Kim Jong", "Kims", "Kim - !"].map(found), [None; 4]);
    }
}
