//! Beginnings of words, found in one walk over a word's letters.

/// No entry.
const NONE: u32 = u32::MAX;

/// Numbers by the bytes that lead to them.
#[derive(Debug, Default)]
pub struct Trie {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// The numbers of beginnings, node by node.
    open: Vec<u32>,
}

/// Where some bytes lead.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Its edges, in the order of their bytes.
    edges: (u32, u32),
    /// What begins with the bytes.
    open: (u32, u32),
    /// What the bytes are as a whole.
    whole: u32,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    byte: u8,
    to: u32,
}

/// What a trie is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The bytes; no two entries of whole words have the same.
    pub bytes: Vec<u8>,
    /// True for a whole word, false for a beginning.
    pub whole: bool,
    /// Its number.
    pub number: u32,
}

impl Trie {
    /// Builds it, level by level.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        if entries.is_empty() {
            return Self::default();
        }
        entries.sort_unstable();
        let mut trie = Self::default();
        let mut level = Vec::from_iter(std::iter::once(0..entries.len()));
        for depth in 0.. {
            let mut next = Vec::new();
            // The nodes of the next level stand behind all of this one.
            let behind = trie.nodes.len() + level.len();
            for range in level {
                let (ending, longer) = entries[range.clone()]
                    .split_at(entries[range.clone()].partition_point(|entry| entry.bytes.len() == depth));
                let (edge, open) = (trie.edges.len() as u32, trie.open.len() as u32);
                trie.open.extend(ending.iter().filter(|entry| !entry.whole).map(|entry| entry.number));
                let whole = ending.iter().find(|entry| entry.whole).map_or(NONE, |entry| entry.number);
                let mut from = range.start + ending.len();
                for group in longer.chunk_by(|a, b| a.bytes[depth] == b.bytes[depth]) {
                    trie.edges.push(Edge { byte: group[0].bytes[depth], to: (behind + next.len()) as u32 });
                    next.push(from..from + group.len());
                    from += group.len();
                }
                let (edges, open) = ((edge, trie.edges.len() as u32), (open, trie.open.len() as u32));
                trie.nodes.push(Node { edges, open, whole });
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        trie
    }

    /// True if nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Appends the numbers of the beginnings of a word, and gives that of the whole word.
    pub fn walk(&self, word: impl Iterator<Item = u8>, beginnings: &mut Vec<u32>) -> Option<u32> {
        let mut node = self.nodes.first()?;
        for byte in word {
            beginnings.extend_from_slice(slice(&self.open, node.open));
            let edges = slice(&self.edges, node.edges);
            // Most nodes have one edge or two, the first some thirty: a search by halves would lose more by guessing wrong.
            let edge = edges.iter().find(|edge| edge.byte >= byte).filter(|edge| edge.byte == byte)?;
            node = self.nodes.get(edge.to as usize)?;
        }
        beginnings.extend_from_slice(slice(&self.open, node.open));
        (node.whole != NONE).then_some(node.whole)
    }
}

fn slice<T>(all: &[T], (start, end): (u32, u32)) -> &[T] {
    &all[start as usize..end as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_beginnings_are_found() {
        let entry = |(number, word): (u32, &&str)| {
            let bytes = word.trim_end_matches('*').as_bytes().to_vec();
            Entry { whole: !word.ends_with('*'), bytes, number }
        };
        let words = ["war", "war*", "wars", "w*", "peace*", "*", "a", "warm"];
        let trie = Trie::new((0..).zip(&words).map(entry).collect());
        for word in ["war", "wars", "warmer", "w", "peace", "peac", "", "a", "b", "é", "warsaw"] {
            let mut found = Vec::new();
            let whole = trie.walk(word.bytes(), &mut found);
            found.extend(whole);
            found.sort_unstable();
            let fits =
                |pattern: &&str| pattern.strip_suffix('*').map_or(word == *pattern, |start| word.starts_with(start));
            let expected: Vec<u32> =
                (0..).zip(&words).filter(|(_, pattern)| fits(pattern)).map(|(number, _)| number).collect();
            assert_eq!(found, expected, "{word}");
        }
        assert!(Trie::new(Vec::new()).is_empty());
    }
}
