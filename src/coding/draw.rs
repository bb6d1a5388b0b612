//! Which rows are coded: a stratified random sample without replacement.
//!
//! Every row that could be an item has a random number that hangs on the seed and on nothing but itself; the smallest of a stratum are its
//! sample. So neither the order of the articles nor threads show, and memory holds the sample and not the corpus.

use super::item::Class;
use crate::limits::CELL_CHARS;
use crate::partial::counted::{Counted, Counting};
use crate::row::{Row, Voice};
use crate::score::Score;
use crate::spool::Analysed;
use crate::stats::rng::Rng;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// How a sample is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Items of a group.
    pub per_group: u32,
    /// Coders.
    pub coders: u32,
    /// Share of the items that every coder gets.
    pub overlap: Score,
    /// Key of everything random.
    pub seed: u64,
}

/// A row that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// Number of its article.
    pub article: u32,
    /// The sentence.
    pub sentence: u32,
    /// The row.
    pub row: u32,
    /// Rows of its stratum.
    pub population: u64,
    /// Of these, drawn.
    pub sampled: u64,
}

/// A row that may be drawn; the smaller its number the likelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    number: u64,
    article: u32,
    sentence: u32,
    row: u32,
}

#[derive(Debug, Default)]
struct Stratum {
    population: u64,
    /// The smallest so far, the largest of them on top.
    kept: BinaryHeap<Candidate>,
}

/// A sample being drawn.
#[derive(Debug)]
pub struct Draw {
    plan: Plan,
    counting: Counting,
    strata: BTreeMap<(u32, Class), Stratum>,
    /// Families of which a group has had its article.
    told: BTreeSet<(u32, u32)>,
}

impl Draw {
    /// Nothing drawn yet.
    pub fn new(plan: Plan, counting: Counting) -> Self {
        Self { plan, counting, strata: BTreeMap::new(), told: BTreeSet::new() }
    }

    /// Offers the rows of the next article, in the order of ids: its number, its family's, its group's. Of near-duplicates in a group the first
    /// is offered alone.
    pub fn add(&mut self, number: u32, cluster: u32, group: u32, article: &Analysed) {
        if self.counting.leaves_out(article.genre) || !self.told.insert((group, cluster)) {
            return;
        }
        for row in candidates(article, self.counting) {
            let name = format!("coding|{}|{}|{}", article.id, row.sentence, row.row);
            let chance = Rng::stream(self.plan.seed, &name, 0).next();
            let candidate = Candidate { number: chance, article: number, sentence: row.sentence, row: row.row };
            let stratum = self.strata.entry((group, Class::of(row))).or_default();
            stratum.population += 1;
            stratum.kept.push(candidate);
            if stratum.kept.len() > self.plan.per_group as usize {
                stratum.kept.pop();
            }
        }
    }

    /// The sample, in the order of the corpus. A group's items are halved between its voices; what one of them lacks goes to the other.
    pub fn finish(mut self) -> Vec<Drawn> {
        let groups: BTreeSet<u32> = self.strata.keys().map(|(group, _)| *group).collect();
        let mut drawn = Vec::new();
        for group in groups {
            let strata = Class::ALL.map(|class| self.strata.remove(&(group, class)).unwrap_or_default());
            let sizes = halved(self.plan.per_group as usize, [strata[0].kept.len(), strata[1].kept.len()]);
            for (Stratum { population, kept }, size) in strata.into_iter().zip(sizes) {
                let of_stratum = kept.into_sorted_vec().into_iter().take(size);
                drawn.extend(of_stratum.map(|Candidate { article, sentence, row, .. }| Drawn {
                    article,
                    sentence,
                    row,
                    population,
                    sampled: size as u64,
                }));
            }
        }
        drawn.sort_unstable();
        drawn
    }
}

/// How many of each of two kinds are taken: half of `all`, and what the other lacks.
fn halved(all: usize, present: [usize; 2]) -> [usize; 2] {
    let first = present[0].min(all - all / 2);
    let second = present[1].min(all - first);
    [present[0].min(all - second), second]
}

/// The rows of an article that can be items: counted, with words, joint speakers' once, and no longer than a cell holds, for what is cut is not
/// what would be coded.
pub fn candidates(article: &Analysed, counting: Counting) -> impl Iterator<Item = &Row> {
    let mut joint = BTreeSet::new();
    article.rows.iter().filter(move |row| {
        let counted = Counted::of(row, article.genre, counting) == Counted::Yes;
        counted
            && row.text.len() < CELL_CHARS
            && (row.voice != Voice::Speech || joint.insert((row.sentence, row.attribution)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, config, narration, speech};
    use crate::row::Manner;
    use proptest::prelude::*;

    const PLAN: Plan = Plan { per_group: 4, coders: 1, overlap: Score(0), seed: 7 };

    fn articles(number: u32, said: u32) -> Vec<Analysed> {
        let one = |at: u32| {
            let mut rows = vec![narration(1, "The pier is open", 0)];
            rows.extend((0..said).map(|at| speech(at + 2, at + 1, "Mara Lin", "it is good", 500, Manner::Indirect)));
            article(&format!("a{at:03}"), "hill", "Hill Post", rows)
        };
        (0..number).map(one).collect()
    }

    fn draw(articles: &[Analysed], plan: Plan) -> Vec<Drawn> {
        let mut draw = Draw::new(plan, Counting::new(&config()));
        (0..).zip(articles).for_each(|(number, article)| draw.add(number, number, 0, article));
        draw.finish()
    }

    #[test]
    fn a_group_is_halved_and_what_a_voice_lacks_goes_to_the_other() {
        assert_eq!(
            [halved(5, [9, 9]), halved(5, [1, 9]), halved(5, [9, 1]), halved(5, [1, 1])],
            [[3, 2], [1, 4], [4, 1], [1, 1]]
        );
        let drawn = draw(&articles(20, 1), PLAN);
        let said = drawn.iter().filter(|drawn| drawn.sentence > 1).count();
        assert_eq!((drawn.len(), said), (4, 2));
        assert!(drawn.iter().all(|drawn| (drawn.population, drawn.sampled) == (20, 2)));
        let drawn = draw(&articles(1, 6), PLAN);
        let sizes: BTreeSet<(u64, u64)> = drawn.iter().map(|drawn| (drawn.population, drawn.sampled)).collect();
        assert_eq!(sizes, BTreeSet::from([(1, 1), (6, 3)]));
    }

    #[test]
    fn joint_speakers_and_near_duplicates_are_drawn_once_and_what_is_not_counted_never() {
        let rows = vec![
            Row { headline: true, ..narration(0, "Harbour opens", 0) },
            Row { voice: Voice::Boilerplate, ..narration(1, "Sign up", 0) },
            Row { row: 0, ..speech(2, 1, "Mara Lin", "it is good", 500, Manner::Direct) },
            Row { row: 1, ..speech(2, 1, "Otto Berg", "it is good", 500, Manner::Direct) },
            Row { tone: None, ..narration(3, "1", 0) },
        ];
        let mut draw = Draw::new(PLAN, Counting::new(&config()));
        let told = article("a", "hill", "Hill Post", rows);
        draw.add(0, 0, 0, &told);
        draw.add(1, 0, 0, &Analysed { id: "b".into(), ..told.clone() });
        draw.add(2, 0, 1, &Analysed { id: "c".into(), ..told });
        let drawn: Vec<_> = draw.finish().into_iter().map(|one| (one.article, one.sentence, one.row)).collect();
        assert_eq!(drawn, [(0, 2, 0), (2, 2, 0)], "once in each group");
    }

    #[test]
    fn every_row_is_as_likely_as_the_others() {
        let (all, mut counts) = (articles(12, 0), [0; 12]);
        for seed in 0..3_000 {
            draw(&all, Plan { per_group: 3, seed: seed << 20, ..PLAN })
                .iter()
                .for_each(|one| counts[one.article as usize] += 1);
        }
        // 750 expected, standard deviation 24.
        assert!(counts.iter().all(|count| (650..850).contains(count)), "{counts:?}");
    }

    proptest! {
        #[test]
        fn the_order_of_articles_does_not_show(number in 1u32..30, said in 0u32..4, per_group in 1u32..20, seed: u64) {
            let plan = Plan { per_group, seed, ..PLAN };
            let all = articles(number, said);
            let mut turned = Draw::new(plan, Counting::new(&config()));
            (0..number).zip(&all).rev().for_each(|(number, article)| turned.add(number, number, 0, article));
            let drawn = draw(&all, plan);
            prop_assert_eq!(&drawn, &turned.finish());
            prop_assert_eq!(drawn.len() as u32, per_group.min(number * (said + 1)));
        }
    }
}
