//! A difference as coders see it, and the instrument's own, in a hand-coded sample.

use super::contrast::difference;
use super::question::{Question, What};
use super::sample::{Clusters, side};
use crate::coding::item::Class;
use crate::coding::matching::Found;
use crate::coding::sample::Judged;
use crate::coding::weight::Weights;
use crate::report::pair::Side;
use crate::report::study::Corpus;
use crate::stats::cluster::Unit;
use std::collections::BTreeMap;

/// Coded items that a side needs before anything is said of its difference.
pub const SIDE_ITEMS: usize = 10;

/// What a coded sample says of a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checked {
    /// The difference of the coders' means.
    pub human: f64,
    /// The program's difference on the same items less the coders'.
    pub bias: f64,
    /// The 95 % interval of this, clustered by article, where there is one.
    pub interval: Option<(f64, f64)>,
}

impl Checked {
    /// True if the instrument alone may account for a difference: it is between nothing and the bias, or within the bias's interval. A bias against
    /// the difference makes it look smaller than it is, and accounts for none of it.
    pub fn explains(&self, difference: f64) -> bool {
        let within = |one: f64, other: f64| (one.min(other)..=one.max(other)).contains(&difference);
        within(0.0, self.bias) || self.interval.is_some_and(|(low, high)| within(low, high))
    }
}

/// What the coded sample says of a question: of the items among what it compares, weighed by the rows they stand for. None if
/// there is no sample, too few items on a side, or if the measure is no tone.
pub fn checked(corpus: Corpus<'_>, question: Question) -> Option<Checked> {
    let matched = corpus.coded?;
    let mut sides: [Vec<(u32, &Judged)>; 2] = Default::default();
    for found in &matched.found {
        let Some(judged) = matched.sample.items.get(found.at) else { continue };
        if let Some(side) = side(corpus, question, found.article).filter(|_| asked(question.what, found, judged)) {
            sides[usize::from(side == Side::B)].push((corpus.families.cluster(found.article), judged));
        }
    }
    if sides.iter().any(|side| side.len() < SIDE_ITEMS) {
        return None;
    }
    // The item stands for its stratum in the whole sample, of which the question is a part.
    let weights = Weights::of(matched.sample.coded());
    let human = clusters(&sides, &weights, Judged::human_tone).difference()?;
    let bias = clusters(&sides, &weights, |judged| judged.machine_tone() - judged.human_tone());
    Some(Checked { human, bias: bias.difference()?, interval: difference(&bias).map(|estimate| estimate.interval()) })
}

/// True if an item is of what is measured.
fn asked(what: What, found: &Found, judged: &Judged) -> bool {
    match what {
        What::OutletVoice => judged.item.class == Class::Own,
        What::Tone(speaker, cut) => found.speakers.contains(&speaker) && cut.takes(found.manner),
        What::About(actor) => judged.item.class == Class::Own && found.actors.contains(&actor),
        What::Frame(_) | What::ShareAttributed => false,
    }
}

fn clusters(sides: &[Vec<(u32, &Judged)>; 2], weights: &Weights<'_>, value: impl Fn(&Judged) -> f64) -> Clusters {
    let units = |side: &[(u32, &Judged)]| {
        let mut units: BTreeMap<u32, Unit> = BTreeMap::new();
        for (cluster, judged) in side {
            let (unit, weight) = (units.entry(*cluster).or_default(), weights.weight(judged));
            (unit.n, unit.sum) = (unit.n + weight, unit.sum + weight * value(judged));
        }
        units
    };
    Clusters::of(units(&sides[0]), units(&sides[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_within_the_instruments_own_is_explained_by_it() {
        let checked = Checked { human: 0.0, bias: 0.1, interval: Some((-0.02, 0.22)) };
        assert!([0.05, 0.15, -0.01, 0.22].into_iter().all(|difference| checked.explains(difference)));
        assert!([0.3, -0.09, -0.3].into_iter().all(|difference| !checked.explains(difference)));
        let alone = Checked { interval: None, ..checked };
        assert!(alone.explains(0.09) && !alone.explains(0.11));
    }
}
