//! Which groups are compared.

use crate::config::{Config, REST};
use crate::partial::roster::Roster;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Groups up to which every pair is compared.
const GROUPS: usize = 8;

/// The side of a comparison that a group is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// Two sides: differences are the first minus the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Number of the first group.
    pub a: u32,
    /// Number of the second; none for all the others together.
    pub b: Option<u32>,
}

impl Pair {
    /// The side of a group.
    pub fn side(self, group: u32) -> Option<Side> {
        match self.b {
            _ if group == self.a => Some(Side::A),
            None => Some(Side::B),
            Some(b) => (group == b).then_some(Side::B),
        }
    }

    /// The same two sides the other way round, if there are two groups.
    pub fn turned(self) -> Option<Self> {
        self.b.map(|b| Self { a: b, b: Some(self.a) })
    }

    /// The names of the sides.
    pub fn levels(self, roster: &Roster) -> [&str; 2] {
        [roster.group(self.a), self.b.map_or(REST, |b| roster.group(b))]
    }
}

/// What is compared without having been asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Every pair of a few groups; of many, each of the largest with all the others.
    pub pairs: Vec<Pair>,
    /// Groups that are compared with none on their own, by number.
    pub left_out: Vec<u32>,
}

/// The pairs of a corpus, of groups with articles that are counted. Groups that nobody declared are left aside where two or more declared ones have articles.
pub fn pairs(config: &Config, roster: &Roster) -> Pairs {
    let mut articles: BTreeMap<u32, u64> = BTreeMap::new();
    for place in &roster.places {
        *articles.entry(place.group).or_default() += place.counted;
    }
    articles.retain(|_, counted| *counted > 0);
    let declared = |group: &u32| (*group as usize) < config.groups.len();
    let mut groups: Vec<u32> = articles.keys().copied().collect();
    if groups.iter().copied().filter(|group| declared(group)).count() > 1 {
        groups.retain(declared);
    }
    if groups.len() <= GROUPS {
        let with =
            |at: usize, &a: &u32| groups[at + 1..].iter().map(move |&b| Pair { a, b: Some(b) }).collect::<Vec<_>>();
        let pairs = groups.iter().enumerate().flat_map(|(at, a)| with(at, a)).collect();
        return Pairs { pairs, left_out: Vec::new() };
    }
    // A stable sort: groups with as many articles stay in the order of the tables.
    groups.sort_by_key(|group| Reverse(articles[group]));
    let mut left_out = groups.split_off(GROUPS);
    left_out.sort_unstable();
    groups.sort_unstable();
    Pairs { pairs: groups.into_iter().map(|a| Pair { a, b: None }).collect(), left_out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, config, roster};

    #[test]
    fn every_pair_of_a_few_groups_and_of_many_the_largest_with_the_others() {
        let articles = |groups: usize| -> Vec<_> {
            let name = |group| format!("g{group:02}");
            let ids = (0..groups).flat_map(|group| (0..=group % 9).map(move |copy| (group, copy)));
            ids.map(|(group, copy)| article(&format!("{group}-{copy}"), &name(group), "Hill Post", Vec::new()))
                .collect()
        };
        let config = Config { groups: Vec::new(), ..config() };
        let few = pairs(&config, &roster(&articles(4)));
        assert_eq!((few.pairs.len(), few.left_out.len()), (6, 0));
        let many = pairs(&config, &roster(&articles(10)));
        assert_eq!((many.pairs.len(), many.left_out.len()), (8, 2));
        assert!(many.pairs.iter().all(|pair| pair.b.is_none() && pair.side(99) == Some(Side::B)));
    }

    #[test]
    fn the_group_of_strangers_is_left_aside() {
        let both = [("harbour", "Harbour Daily"), ("hill", "Hill Post"), ("other", "Far Gazette")];
        let articles: Vec<_> = both.iter().map(|(group, outlet)| article(outlet, group, outlet, Vec::new())).collect();
        assert_eq!(pairs(&config(), &roster(&articles)).pairs, [Pair { a: 0, b: Some(1) }]);
        assert_eq!(pairs(&config(), &roster(&articles[1..])).pairs, [Pair { a: 1, b: Some(2) }]);
    }
}
