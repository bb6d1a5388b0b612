//! Labellings of clusters under the hypothesis that labels mean nothing: all of them, or some by chance.
//!
//! Labellings are judged in blocks of fixed size. A labelling depends on its number alone and what is kept are counts, so threads don't matter.

use super::rng::Rng;
use rayon::prelude::*;

/// Up to this many labellings, each is looked at.
pub const MOST_EXACT: u64 = 20_000;
/// Labellings drawn where there are more.
pub const DRAWS: u64 = 4_999;
/// A statistic this much smaller than the observed one, relatively, is as large: it differs by rounding, which grows where the articles of a side
/// all but agree.
pub const SLACK: f64 = 1.0 - 1e-9;
/// Labellings that one thread takes at a time: as many as a [`Mask`](super::keyness) has bits.
pub(super) const BLOCK: u64 = 256;

/// The number of ways to choose `k` of `n`, `None` above [`MOST_EXACT`].
fn choices(n: usize, k: usize) -> Option<u64> {
    let (n, k) = (n as u64, k.min(n.checked_sub(k)?) as u64);
    let mut ways = 1;
    for taken in 1..=k {
        ways = ways * (n - k + taken) / taken;
        if ways > MOST_EXACT {
            return None;
        }
    }
    Some(ways)
}

/// Which side each cluster is on, told in two ways.
#[derive(Clone, Debug, Default)]
pub(super) struct Labelling {
    /// By cluster: 1 on the first side, 0 on the other.
    pub labels: Vec<u8>,
    /// The clusters of the first side, then those of the other.
    order: Vec<u32>,
    in_a: usize,
}

impl Labelling {
    /// The clusters of the first side, in any order.
    pub fn first(&self) -> &[u32] {
        &self.order[..self.in_a]
    }

    /// Those of the other.
    pub fn second(&self) -> &[u32] {
        &self.order[self.in_a..]
    }

    /// From labels.
    pub fn of(labels: Vec<u8>) -> Self {
        let mut labelling = Self { labels, ..Self::default() };
        labelling.arrange();
        labelling
    }

    fn arrange(&mut self) {
        let side =
            |label: u8| (0..).zip(&self.labels).filter(move |(_, own)| **own == label).map(|(cluster, _)| cluster);
        self.order = side(1).chain(side(0)).collect();
        self.in_a = self.labels.iter().filter(|label| **label == 1).count();
    }
}

/// Looks at the labellings of a block, one after another.
pub(super) trait Judge {
    /// Gets a labelling, the stream it was drawn from, and the counts to add to.
    fn look(&mut self, labelling: &Labelling, rng: &mut Rng, counts: &mut [u64]);

    /// Comes after the last one of the block, of which there are up to [`BLOCK`].
    fn end(&mut self, _counts: &mut [u64]) {}
}

impl<F: FnMut(&Labelling, &mut Rng, &mut [u64])> Judge for F {
    fn look(&mut self, labelling: &Labelling, rng: &mut Rng, counts: &mut [u64]) {
        self(labelling, rng, counts);
    }
}

/// How labels are given to clusters of which `in_a` are on the first side.
#[derive(Clone, Copy, Debug)]
pub struct Relabelling<'a> {
    clusters: usize,
    in_a: usize,
    exact: Option<u64>,
    seed: u64,
    name: &'a str,
    coins: bool,
}

impl<'a> Relabelling<'a> {
    /// All labellings if there are at most [`MOST_EXACT`], otherwise [`DRAWS`] by chance.
    pub fn new(clusters: usize, in_a: usize, seed: u64, name: &'a str) -> Self {
        Self { exact: choices(clusters, in_a), ..Self::drawn(clusters, in_a, seed, name) }
    }

    /// [`DRAWS`] labellings by chance. Number r: the first `in_a` of the shuffle with the stream (seed, name, r) are the first side.
    pub fn drawn(clusters: usize, in_a: usize, seed: u64, name: &'a str) -> Self {
        Self { clusters, in_a, exact: None, seed, name, coins: false }
    }

    /// [`DRAWS`] labellings by chance, whose judge goes on drawing from the stream where the shuffle left it.
    pub fn with_coins(self) -> Self {
        Self { exact: None, coins: true, ..self }
    }

    /// True if all labellings are looked at.
    pub fn is_exact(&self) -> bool {
        self.exact.is_some()
    }

    /// The number of labellings that are looked at.
    pub fn labelings(&self) -> u64 {
        self.exact.unwrap_or(DRAWS)
    }

    /// The p of `count` labellings whose statistic is as large as the observed one: count/labelings if exact, the observed one being among them;
    /// (count+1)/(labelings+1) if drawn (Phipson, Smyth 2010).
    pub fn p(&self, count: u64) -> f64 {
        let more = u64::from(!self.is_exact());
        (count + more) as f64 / (self.labelings() + more) as f64
    }

    /// Judges every labelling and adds up `width` counts. Each block has a judge of its own.
    pub(super) fn count<J: Judge>(&self, width: usize, judge: impl Fn() -> J + Sync) -> Vec<u64> {
        let blocks = self.labelings().div_ceil(BLOCK);
        let sums = (0..blocks).into_par_iter().map(|block| {
            let numbers = block * BLOCK..self.labelings().min((block + 1) * BLOCK);
            let (mut counts, mut judge) = (vec![0; width], judge());
            let mut labelling = Labelling::of(vec![0; self.clusters]);
            for number in numbers {
                let mut rng = Rng::stream(self.seed, self.name, number);
                if self.exact.is_some() {
                    self.choose(number, &mut labelling.labels);
                    labelling.arrange();
                } else {
                    self.shuffle(&mut rng, &mut labelling);
                }
                judge.look(&labelling, &mut rng, &mut counts);
            }
            judge.end(&mut counts);
            counts
        });
        sums.reduce(|| vec![0; width], |a, b| a.iter().zip(&b).map(|(a, b)| a + b).collect())
    }

    /// The labelling of that number in lexicographic order of the first side.
    fn choose(&self, number: u64, labels: &mut [u8]) {
        let (mut rest, mut wanted) = (number, self.in_a);
        for (at, label) in labels.iter_mut().enumerate() {
            let with = if wanted == 0 { 0 } else { choices(self.clusters - at - 1, wanted - 1).unwrap_or(u64::MAX) };
            let chosen = rest < with;
            if chosen {
                wanted -= 1
            } else {
                rest -= with
            }
            *label = u8::from(chosen);
        }
    }

    /// The labels after a shuffle. It runs from the end, so that the second side is known after its own places are filled: the rest is drawn
    /// only if the stream is used on, and not carried out.
    fn shuffle(&self, rng: &mut Rng, labelling: &mut Labelling) {
        let Labelling { labels, order, in_a } = labelling;
        *in_a = self.in_a;
        order.clear();
        order.extend(0..self.clusters as u32);
        labels.fill(1);
        for last in (self.in_a..self.clusters).rev() {
            let other = if last == 0 { 0 } else { rng.below(last as u64 + 1) as usize };
            order.swap(other, last);
            labels[order[last] as usize] = 0;
        }
        if self.coins {
            for last in (1..self.in_a.min(self.clusters)).rev() {
                rng.below(last as u64 + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use std::collections::BTreeSet;

    #[test]
    fn choices_are_pascals_up_to_the_most() {
        assert_eq!(
            [choices(5, 2), choices(7, 0), choices(7, 7), choices(16, 7)],
            [Some(10), Some(1), Some(1), Some(11_440)]
        );
        assert_eq!(
            [choices(17, 8), choices(20_000, 1), choices(20_001, 1), choices(3, 4)],
            [None, Some(20_000), None, None]
        );
    }

    #[test]
    fn every_labelling_comes_once() {
        let relabelling = Relabelling::new(9, 4, 1, "any");
        let mut seen = BTreeSet::new();
        for number in 0..relabelling.labelings() {
            let mut labels = [0; 9];
            relabelling.choose(number, &mut labels);
            assert_eq!(labels.iter().sum::<u8>(), 4);
            assert!(seen.insert(labels));
        }
        assert_eq!((seen.len(), relabelling.is_exact()), (126, true));
        assert_eq!(relabelling.count(1, || |_: &Labelling, _: &mut Rng, counts: &mut [u64]| counts[0] += 1), [126]);
    }

    proptest! {
        #[test]
        fn half_a_shuffle_gives_the_labels_of_a_whole_one(clusters in 1usize..40, part in 0usize..40, number: u64) {
            let relabelling = Relabelling { coins: true, ..Relabelling::drawn(clusters, part % (clusters + 1), 7, "any") };
            let (mut rng, mut whole) = (Rng::stream(7, "any", number), Rng::stream(7, "any", number));
            let mut labelling = Labelling::of(vec![0; clusters]);
            relabelling.shuffle(&mut rng, &mut labelling);
            let mut items: Vec<usize> = (0..clusters).collect();
            whole.shuffle(&mut items);
            for (place, item) in items.into_iter().enumerate() {
                prop_assert_eq!(labelling.labels[item] == 1, place < relabelling.in_a);
            }
            let given = |side: &[u32], label| side.iter().all(|&cluster| labelling.labels[cluster as usize] == label);
            prop_assert!(given(labelling.first(), 1) && given(labelling.second(), 0));
            prop_assert_eq!(labelling.first().len() + labelling.second().len(), clusters);
            prop_assert_eq!(rng.next(), whole.next());
        }
    }
}
