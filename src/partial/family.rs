//! Families of near-duplicates: the story of an agency in three papers is one observation, not three.
//!
//! Two articles are near-duplicates if the Jaccard index of their sets of five-word shingles (Broder 1997) is .80 or more; a family is a
//! connected component. Pairs that may be so are found by their bottom sketches, the smallest hashes of each set (Broder 1997; Cohen &
//! Kaplan 2007), and then checked exactly.

use super::prose::Prose;
use crate::limits::{FAMILY_BATCH, FAMILY_NEIGHBOURS};
use crate::stats::rng::mix64;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Hashes of a sketch.
const SKETCH: usize = 64;
/// The least Jaccard index of near-duplicates, as a fraction.
const SIMILAR: (u64, u64) = (4, 5);
/// Hashes that the sketches of a pair must share to be worth an exact look. Of 64, a pair at the threshold shares 51 on average, and fewer than 30
/// once in 10⁹ pairs.
const SHARED: usize = 30;

/// The set of an article's shingles, as sorted hashes. A text shorter than a shingle is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// The shingles of a text.
    pub fn new(prose: &Prose) -> Self {
        let words: Vec<u64> = prose.words().map(|(_, hash)| hash).collect();
        let size = SHINGLE.min(words.len()).max(1);
        let mut all: Vec<u64> =
            words.windows(size).map(|run| run.iter().fold(1, |sum, word| mix64(sum ^ word))).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    fn is_similar(&self, other: &Self) -> bool {
        let (mut a, mut b, mut shared) = (self.0.as_slice(), other.0.as_slice(), 0_u64);
        while let ([first, after @ ..], [second, later @ ..]) = (a, b) {
            shared += u64::from(first == second);
            (a, b) = (if first <= second { after } else { a }, if second <= first { later } else { b });
        }
        let union = (self.0.len() + other.0.len()) as u64 - shared;
        union > 0 && shared * SIMILAR.1 >= union * SIMILAR.0
    }
}

/// What is kept of an article's shingles while the others are read: a few hundred bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// The number of shingles.
    size: usize,
    /// All of them, mixed: equal for equal sets.
    digest: u64,
    /// The smallest hashes, ascending.
    low: Box<[u64]>,
}

impl Sketch {
    /// The sketch of a set.
    pub fn new(shingles: &Shingles) -> Self {
        let digest = shingles.0.iter().fold(1, |sum, &shingle| mix64(sum ^ shingle));
        Self { size: shingles.0.len(), digest, low: shingles.0.iter().take(SKETCH).copied().collect() }
    }

    /// True if the sets may be similar.
    fn may_be_similar(&self, other: &Self) -> bool {
        let (mut a, mut b, mut seen, mut shared) = (&*self.low, &*other.low, 0, 0);
        while let ([first, after @ ..], [second, later @ ..]) = (a, b) {
            if seen == SKETCH {
                break;
            }
            seen += 1;
            shared += usize::from(first == second);
            (a, b) = (if first <= second { after } else { a }, if second <= first { later } else { b });
        }
        // Sets smaller than a sketch stand in it whole.
        shared >= SHARED.min(self.size).min(other.size)
    }

    /// True if the larger of two sets is small enough for both to be similar.
    fn fits(&self, larger: &Self) -> bool {
        self.size as u64 * SIMILAR.1 >= larger.size as u64 * SIMILAR.0
    }
}

/// Sketches of all articles, by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Sketches(Vec<Sketch>);

impl Sketches {
    /// Adds the next article's.
    pub fn push(&mut self, sketch: Sketch) {
        self.0.push(sketch);
    }

    /// Sorts out what must be looked at again.
    pub fn candidates(self) -> Candidates {
        let mut families = Families((0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).collect());
        let mut order: Vec<u32> = families.0.clone();
        order.retain(|&article| self.sketch(article).size > 0);
        order.sort_by_key(|&article| (self.sketch(article), article));
        let mut distinct = Vec::new();
        for equal in order.chunk_by(|&a, &b| self.sketch(a) == self.sketch(b)) {
            distinct.push(equal[0]);
            equal.iter().for_each(|&article| families.unite(equal[0], article));
        }
        let pairs = self.pairs(&distinct);
        Candidates { families, pairs }
    }

    fn sketch(&self, article: u32) -> &Sketch {
        &self.0[article as usize]
    }

    /// Pairs of articles with a low hash in common, each looked for among those of about its own size.
    fn pairs(&self, articles: &[u32]) -> Vec<(u32, u32)> {
        let key = |&article: &u32| {
            self.sketch(article).low.iter().map(move |&hash| (hash, self.sketch(article).size, article))
        };
        let mut by_hash: Vec<(u64, usize, u32)> = articles.iter().flat_map(key).collect();
        by_hash.sort_unstable();
        let mut pairs = BTreeSet::new();
        for same in by_hash.chunk_by(|a, b| a.0 == b.0) {
            for (at, &(_, _, first)) in same.iter().enumerate() {
                let near = same[at + 1..].iter().take(FAMILY_NEIGHBOURS).map(|&(_, _, second)| second);
                let near = near.take_while(|&second| self.sketch(first).fits(self.sketch(second)));
                pairs.extend(
                    near.filter(|&second| self.sketch(first).may_be_similar(self.sketch(second)))
                        .map(|second| (first, second)),
                );
            }
        }
        pairs.into_iter().collect()
    }
}

/// Families as far as sketches tell them, and the pairs of which only the whole texts tell.
#[derive(Clone, Debug)]
pub struct Candidates {
    families: Families,
    pairs: Vec<(u32, u32)>,
}

/// Pairs that hang together and the articles they are of, ascending: what is looked at at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Numbers of the articles.
    pub articles: Vec<u32>,
    pairs: Vec<(u32, u32)>,
}

impl Candidates {
    /// The pairs in batches of some [`FAMILY_BATCH`] articles, no article in two of them.
    pub fn batches(&self) -> Vec<Batch> {
        let mut parts = Families((0..u32::try_from(self.families.0.len()).unwrap_or(u32::MAX)).collect());
        self.pairs.iter().for_each(|&(a, b)| parts.unite(a, b));
        let mut by_part: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for &(a, b) in &self.pairs {
            by_part.entry(parts.first(a)).or_default().push((a, b));
        }
        let mut batches: Vec<Batch> = Vec::new();
        for pairs in by_part.into_values() {
            let articles: BTreeSet<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
            match batches.last_mut().filter(|batch| batch.articles.len() < FAMILY_BATCH) {
                Some(batch) => {
                    batch.articles.extend(articles);
                    batch.pairs.extend(pairs);
                }
                None => batches.push(Batch { articles: articles.into_iter().collect(), pairs }),
            }
        }
        batches.iter_mut().for_each(|batch| batch.articles.sort_unstable());
        batches
    }

    /// Decides a batch, given the shingles of its articles, in their order.
    pub fn decide(&mut self, batch: &Batch, shingles: &[Shingles]) {
        let of = |article: u32| batch.articles.binary_search(&article).ok().and_then(|at| shingles.get(at));
        for &(a, b) in &batch.pairs {
            if self.families.first(a) != self.families.first(b)
                && let (Some(one), Some(other)) = (of(a), of(b))
                && one.is_similar(other)
            {
                self.families.unite(a, b);
            }
        }
    }

    /// The families, after all batches.
    pub fn finish(self) -> Families {
        let mut families = self.families;
        for article in 0..families.0.len() {
            families.0[article] = families.first(article as u32);
        }
        families
    }
}

/// The family of every article. Articles are numbered in the order of their ids, so the smallest number is the smallest id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Families(Vec<u32>);

impl Families {
    /// The number that stands for an article's family: the smallest of its members.
    pub fn cluster(&self, article: u32) -> u32 {
        self.0.get(article as usize).copied().unwrap_or(article)
    }

    /// The families of more than one article, each with its members.
    pub fn shared(&self) -> BTreeMap<u32, Vec<u32>> {
        let mut families: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (article, &cluster) in (0..).zip(&self.0) {
            families.entry(cluster).or_default().push(article);
        }
        families.retain(|_, members| members.len() > 1);
        families
    }

    fn first(&self, mut article: u32) -> u32 {
        while self.0[article as usize] != article {
            article = self.0[article as usize];
        }
        article
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (first_a, first_b) = (self.first(a), self.first(b));
        let first = first_a.min(first_b);
        // All four point to it at once, so that chains stay short.
        for article in [a, b, first_a, first_b] {
            self.0[article as usize] = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, narration};
    use proptest::prelude::*;

    fn shingles(text: &str) -> Shingles {
        Shingles::new(&Prose::new(&article("a", "hill", "Hill Post", vec![narration(1, text, 0)])))
    }

    fn families(texts: &[String]) -> Families {
        let all: Vec<Shingles> = texts.iter().map(|text| shingles(text)).collect();
        let mut sketches = Sketches::default();
        all.iter().for_each(|shingles| sketches.push(Sketch::new(shingles)));
        let mut candidates = sketches.candidates();
        for batch in candidates.batches() {
            let of_batch: Vec<Shingles> = batch.articles.iter().map(|&article| all[article as usize].clone()).collect();
            candidates.decide(&batch, &of_batch);
        }
        candidates.finish()
    }

    fn words(from: u32, to: u32) -> String {
        (from..to).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn copies_with_another_end_are_one_family_and_its_smallest_member_names_it() {
        let texts = [
            words(500, 900),
            words(0, 300),
            words(2, 310),
            words(0, 300),
            words(30, 320),
            words(100, 400),
            String::new(),
            String::new(),
        ];
        let families = families(&texts);
        assert_eq!((0..8).map(|article| families.cluster(article)).collect::<Vec<_>>(), [0, 1, 1, 1, 1, 5, 6, 7]);
        assert_eq!(families.shared(), BTreeMap::from([(1, vec![1, 2, 3, 4])]));
    }

    #[test]
    fn short_texts_are_one_shingle() {
        let texts = ["Peace now", "peace, now!", "Peace later", "Peace"].map(str::to_owned);
        assert_eq!((0..4).map(|article| families(&texts).cluster(article)).collect::<Vec<_>>(), [0, 0, 2, 3]);
    }

    proptest! {
        #[test]
        fn families_are_the_components_of_all_similar_pairs(
            cuts in prop::collection::vec((0u32..60, 60u32..140, 0u32..3), 1..14),
        ) {
            let texts: Vec<String> = cuts.iter().map(|&(from, to, end)| format!("{} {}", words(from, to), words(1_000 + end, 1_010 + end))).collect();
            let all: Vec<Shingles> = texts.iter().map(|text| shingles(text)).collect();
            let mut expected = Families((0..texts.len() as u32).collect());
            for a in 0..texts.len() {
                (0..a).filter(|&b| all[a].is_similar(&all[b])).for_each(|b| expected.unite(a as u32, b as u32));
            }
            let found = families(&texts);
            for article in 0..texts.len() as u32 {
                prop_assert_eq!(found.cluster(article), expected.first(article));
            }
        }
    }
}
