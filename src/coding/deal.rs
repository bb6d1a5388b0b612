//! The order of the items, and who codes which.

use super::draw::Plan;
use super::item::Item;
use crate::score::Score;
use crate::stats::rng::Rng;

/// Numbers the items in random order and gives them to coders: every so manieth to all of them, the others in turn. Both are spread evenly over
/// the strata. They come in the order of the corpus.
pub fn deal<T>(items: &mut [(Item, T)], plan: Plan) {
    Rng::stream(plan.seed, "coding|order", 0).shuffle(items);
    for (number, (item, _)) in (1..).zip(items.iter_mut()) {
        item.number = number;
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&at| (items[at].0.group.clone(), items[at].0.class, at));
    let mut turn = 0;
    for (place, at) in (0_u64..).zip(order) {
        // The share is kept to at every place, so that each stratum has its part of it.
        let due =
            |places: u64| places * u64::from(plan.overlap.0.unsigned_abs()) / u64::from(Score::UNIT.unsigned_abs());
        items[at].0.coders = if due(place + 1) > due(place) || plan.coders < 2 {
            (1..=plan.coders.max(1)).collect()
        } else {
            turn += 1;
            vec![(turn - 1) % plan.coders + 1]
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::item::Class;

    fn items(number: u32) -> Vec<(Item, ())> {
        let one = |at: u32| Item {
            number: 0,
            article: format!("a{at}"),
            sentence: 1,
            row: 0,
            cluster: format!("a{at}"),
            outlet: "Hill Post".into(),
            group: if at < number / 2 { "hill".into() } else { "harbour".into() },
            class: Class::Own,
            population: 1,
            sampled: 1,
            tone: Score(0),
            speakers: Vec::new(),
            confidence: None,
            words: 0,
            coders: Vec::new(),
        };
        (0..number).map(|at| (one(at), ())).collect()
    }

    #[test]
    fn a_share_is_everybodys_and_the_rest_is_dealt_evenly() {
        let mut all = items(100);
        deal(&mut all, Plan { per_group: 50, coders: 3, overlap: Score(2_000), seed: 1 });
        assert!(all.iter().map(|(item, ())| item.number).eq(1..=100));
        let of = |group: &str| all.iter().filter(|(item, ())| item.group == group && item.coders.len() == 3).count();
        assert_eq!([of("hill"), of("harbour")], [10, 10]);
        let alone = |coder: u32| all.iter().filter(|(item, ())| item.coders == [coder]).count();
        assert_eq!([alone(1), alone(2), alone(3)], [27, 27, 26]);
        let first: Vec<&str> = all.iter().take(8).map(|(item, ())| item.article.as_str()).collect();
        assert_ne!(first, ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"], "a coder must not see groups in a row");
    }

    #[test]
    fn one_coder_gets_all() {
        let mut all = items(7);
        deal(&mut all, Plan { per_group: 50, coders: 1, overlap: Score(2_000), seed: 1 });
        assert!(all.iter().all(|(item, ())| item.coders == [1]));
    }
}
