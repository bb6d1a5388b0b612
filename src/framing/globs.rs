//! Which patterns of a token fit a token.
//!
//! A pattern is kept where its longer end leads to it: `sanction*` and `denucleari?ation` by how they begin, `*phobia` by how it ends,
//! `*nuclear*` by the letters in the middle. So a token meets few patterns, however many there are.

use super::pattern::fits;
use super::trie::{Entry, Trie};
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;

/// Distinct patterns of tokens, by number.
#[derive(Debug, Default)]
pub struct Globs {
    globs: Vec<Glob>,
    heads: Trie,
    tails: Trie,
    middles: Middles,
    /// What has wildcards only.
    loose: Vec<u32>,
}

#[derive(Debug)]
struct Glob {
    folded: Vec<u8>,
    /// What leads to it is all there is to it.
    sure: bool,
}

/// Patterns without beginning and end.
#[derive(Debug, Default)]
struct Middles {
    /// Finds their longest pieces.
    pieces: Option<AhoCorasick>,
    /// The patterns of each piece.
    of_piece: Vec<Vec<u32>>,
}

/// What leads to a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    /// It is the whole token.
    Whole(&'a [u8]),
    /// The token begins so.
    Head(&'a [u8]),
    /// The token ends so.
    Tail(&'a [u8]),
    /// The token holds this.
    Middle(&'a [u8]),
    /// Nothing.
    Loose,
}

impl<'a> Way<'a> {
    /// The way to a folded pattern, and whether it is all there is to it.
    pub fn to(glob: &'a [u8]) -> (Self, bool) {
        let is_wild = |byte: &u8| matches!(byte, b'*' | b'?');
        let (Some(first), Some(last)) = (glob.iter().position(is_wild), glob.iter().rposition(is_wild)) else {
            return (Self::Whole(glob), true);
        };
        let (head, wild, tail) = (&glob[..first], &glob[first..=last], &glob[last + 1..]);
        if !head.is_empty() && head.len() >= tail.len() {
            return (Self::Head(head), wild == b"*" && tail.is_empty());
        }
        if !tail.is_empty() {
            return (Self::Tail(tail), wild == b"*" && head.is_empty());
        }
        let longest = wild.split(is_wild).rev().max_by_key(|piece| piece.len()).unwrap_or_default();
        if longest.is_empty() {
            return (Self::Loose, wild == b"*");
        }
        (Self::Middle(longest), [b"*", longest, b"*"].concat() == wild)
    }
}

impl Globs {
    /// Takes distinct folded patterns; their numbers are their places.
    pub fn new(globs: Vec<Vec<u8>>) -> Self {
        let (mut heads, mut tails, mut loose) = (Vec::new(), Vec::new(), Vec::new());
        let mut middles: BTreeMap<&[u8], Vec<u32>> = BTreeMap::new();
        for (number, glob) in (0..).zip(&globs) {
            match Way::to(glob).0 {
                Way::Whole(bytes) => heads.push(Entry { bytes: bytes.to_vec(), whole: true, number }),
                Way::Head(bytes) => heads.push(Entry { bytes: bytes.to_vec(), whole: false, number }),
                Way::Tail(bytes) => {
                    tails.push(Entry { bytes: bytes.iter().rev().copied().collect(), whole: false, number });
                }
                Way::Middle(piece) => middles.entry(piece).or_default().push(number),
                Way::Loose => loose.push(number),
            }
        }
        let pieces = (!middles.is_empty()).then(|| AhoCorasick::new(middles.keys()).ok()).flatten();
        let of_piece: Vec<Vec<u32>> = middles.into_values().collect();
        if pieces.is_none() {
            // More letters than an automaton holds: they are found one by one.
            loose.extend(of_piece.iter().flatten());
        }
        let known = |folded: Vec<u8>| Glob { sure: Way::to(&folded).1, folded };
        Self {
            heads: Trie::new(heads),
            tails: Trie::new(tails),
            middles: Middles { pieces, of_piece },
            loose,
            globs: globs.into_iter().map(known).collect(),
        }
    }

    /// The numbers of the patterns that fit a folded token, in place of what `found` held. A wildcard is no mark.
    pub fn of(&self, token: &[u8], word: bool, found: &mut Vec<u32>) {
        found.clear();
        let whole = self.heads.walk(token.iter().copied(), found);
        if !word {
            found.clear();
            found.extend(whole);
            return;
        }
        if !self.tails.is_empty() {
            self.tails.walk(token.iter().rev().copied(), found);
        }
        if let Some(pieces) = &self.middles.pieces {
            let before = found.len();
            let places = pieces.find_overlapping_iter(token).map(|at| at.pattern().as_usize());
            found.extend(places.flat_map(|piece| self.middles.of_piece[piece].iter().copied()));
            // A piece may stand in a token twice.
            found[before..].sort_unstable();
            found.dedup();
        }
        found.extend_from_slice(&self.loose);
        let fits = |glob: &Glob| glob.sure || fits(&glob.folded, token);
        found.retain(|&number| fits(&self.globs[number as usize]));
        found.extend(whole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longer_end_leads() {
        let way = |glob: &'static str| Way::to(glob.as_bytes());
        assert_eq!(way("war"), (Way::Whole(b"war"), true));
        assert_eq!(way("war*"), (Way::Head(b"war"), true));
        assert_eq!(way("a*bc"), (Way::Tail(b"bc"), false));
        assert_eq!(way("denucleari?ation"), (Way::Head(b"denucleari"), false));
        assert_eq!(way("*phobia"), (Way::Tail(b"phobia"), true));
        assert_eq!(way("*ab*abc*"), (Way::Middle(b"abc"), false));
        assert_eq!(way("*ab*"), (Way::Middle(b"ab"), true));
        assert_eq!([way("*"), way("??")], [(Way::Loose, true), (Way::Loose, false)]);
    }

    proptest! {
        #[test]
        fn all_that_fit_are_found(
            globs in proptest::collection::btree_set("[abé?*]{1,5}", 1..20),
            token in "[abé]{1,8}",
            word in any::<bool>(),
        ) {
            let folded: Vec<Vec<u8>> = globs.iter().map(|glob| glob.replace("**", "*").replace("**", "*").replace("**", "*").into_bytes()).collect();
            let mut distinct = folded;
            distinct.sort();
            distinct.dedup();
            let index = Globs::new(distinct.clone());
            let mut found = vec![7];
            index.of(token.as_bytes(), word, &mut found);
            found.sort_unstable();
            let fit = |glob: &[u8]| fits(glob, token.as_bytes()) && (word || !glob.contains(&b'*') && !glob.contains(&b'?'));
            let expected: Vec<u32> = (0..).zip(&distinct).filter(|(_, glob)| fit(glob)).map(|(number, _)| number).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
