//! What an item stands for.

use super::sample::Judged;
use std::collections::BTreeMap;

/// The weights of the items of a figure: rows of an item's stratum over the items of it in the figure. As long as all that was drawn is
/// coded, that is one over the probability of having been drawn; while some is still to come, what is coded stands for all of its stratum, so that a
/// stratum of which little is coded does not count less (Särndal, Swensson, Wretman 1992, section 15.6: response homogeneity groups).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights<'a>(BTreeMap<&'a str, f64>);

impl<'a> Weights<'a> {
    /// Of the items that a figure is made from.
    pub fn of(items: impl Iterator<Item = &'a Judged>) -> Self {
        let mut strata: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for judged in items {
            let (population, items) = strata.entry(&judged.stratum).or_default();
            (*population, *items) = (judged.item.population, *items + 1);
        }
        let weight = |(population, items): (u64, u64)| population as f64 / items.max(1) as f64;
        Self(strata.into_iter().map(|(stratum, counts)| (stratum, weight(counts))).collect())
    }

    /// The rows that an item stands for.
    pub fn weight(&self, judged: &Judged) -> f64 {
        self.0.get(judged.stratum.as_str()).copied().unwrap_or_default()
    }
}
