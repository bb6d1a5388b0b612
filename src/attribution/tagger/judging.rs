//! The third stage: is this reading right, source and content together?

use super::feature::{Key, distance, key};
use super::lexeme::View;
use super::model::UNIT;
use super::reading::Reading;
use crate::attribution::passage::Run;
use crate::score::Score;

/// The features of a reading.
pub fn features(view: &View<'_>, reading: &Reading, others: usize, out: &mut Vec<Key>) {
    out.clear();
    let head = reading.head;
    let word = view.lexemes[head].word;
    let rule = reading.hit.map_or(99, |index| view.rule(index));
    let step = (reading.score.clamp(-2048, 2048) / 96 + 32) as u32;
    let mut add = |template: u32, a: u32, b: u32, c: u32| out.push(key(template, a, b, c));
    add(200, 0, 0, 0);
    add(201, rule, 0, 0);
    add(202, step, 0, 0);
    add(203, step, rule, 0);
    add(204, word, 0, 0);
    add(205, word, rule, 0);
    add(206, word, step / 3, 0);
    add(207, others.min(4) as u32, u32::from(reading.hit.is_some()), 0);
    let form = view.passage.form(view.tokens.start + head);
    add(208, form.map_or(9, |form| form.cue.act as u32), rule, 0);
    // The source.
    let local = |at: usize| at.checked_sub(view.tokens.start).and_then(|at| view.lexemes.get(at));
    let last = reading.source.and_then(|run| local(run.end - 1));
    let first = reading.source.and_then(|run| local(run.start));
    let length = reading.source.map_or(0, |run| distance(run.len()));
    let shape = last.map_or(9, |lexeme| u32::from(lexeme.shape));
    add(210, shape, length, 0);
    add(211, last.map_or(0, |lexeme| lexeme.word), 0, 0);
    add(212, last.map_or(0, |lexeme| lexeme.tag), first.map_or(0, |lexeme| lexeme.tag), 0);
    let hit = reading.hit.and_then(|index| view.hits.get(index));
    let own = hit.and_then(|hit| hit.source);
    let agree = match (own, reading.source) {
        (None, None) => 0,
        (None, Some(_)) => 1,
        (Some(_), None) => 2,
        (Some(a), Some(b)) if a == b => 3,
        (Some(a), Some(b)) if a.start < b.end && b.start < a.end => 4,
        _ => 5,
    };
    add(213, agree, rule, 0);
    add(214, agree, step / 3, 0);
    // The content.
    let total: usize = reading.size();
    let size = distance(total);
    let same = hit.map_or(9, |hit| overlap(&hit.content, &reading.content));
    let quoted =
        reading.content.iter().flat_map(|run| run.start..run.end).filter(|&at| view.passage.spoken(at)).count();
    let quoted = if quoted == 0 { 0 } else { 1 + (quoted * 4 / total.max(1)) as u32 };
    add(220, same, rule, 0);
    add(221, same, agree, u32::from(reading.hit.is_some()));
    add(222, size, rule, 0);
    add(223, size, quoted, 0);
    add(224, quoted, u32::from(view.spoken), rule);
    add(225, reading.content.len().min(4) as u32, rule, 0);
    let begin = reading.content.first().map_or(view.tokens.start, |run| run.start);
    let end = reading.content.last().map_or(view.tokens.start, |run| run.end);
    let before = begin.checked_sub(1).and_then(local).map_or(0, |lexeme| lexeme.tag);
    add(226, local(begin).map_or(0, |lexeme| lexeme.tag), before, 0);
    add(227, local(end).map_or(0, |lexeme| lexeme.tag), u32::from(end >= view.tokens.end - 1), 0);
    let at = view.tokens.start + head;
    let gap = if begin > at { begin - at } else { at.saturating_sub(end) };
    add(228, distance(gap), u32::from(begin > at), rule);
    let source = reading.source.map_or(9, |run| distance(run.start.abs_diff(at)) | u32::from(run.start > at) << 3);
    add(229, source, rule, 0);
    let doubt = reading.margin.clamp(0, 255) as u32 / 12;
    add(230, doubt, 0, 0);
    add(231, doubt, rule, 0);
    add(232, doubt, step / 3, 0);
    let weakest = reading.weakest.clamp(0, 255) as u32 / 12;
    add(233, weakest, 0, 0);
    add(234, weakest, doubt, 0);
}

/// The probability that a score of this stage means.
pub fn probability(score: i32) -> Score {
    let logit = f64::from(score) / f64::from(UNIT);
    Score::from_unit(1.0 / (1.0 + exponential(-logit)))
}

/// e to the power of `x`, by (1 + x/2²⁰) to the power of 2²⁰: additions and products alone, which are the same on every machine.
fn exponential(x: f64) -> f64 {
    (0..20).fold(1.0 + x.clamp(-30.0, 30.0) / f64::from(1 << 20), |power, _| power * power)
}

/// How much two contents have in common, in quarters of all their tokens; 8 if they are the same.
fn overlap(a: &[Run], b: &[Run]) -> u32 {
    let holds = |runs: &[Run], at: usize| runs.iter().any(|run| run.holds(at));
    let size = |runs: &[Run]| -> usize { runs.iter().map(|run| run.len()).sum() };
    let both = a.iter().flat_map(|run| run.start..run.end).filter(|&at| holds(b, at)).count();
    let all = size(a) + size(b) - both;
    if both == all { 8 } else { (both * 4 / all.max(1)) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_a_logit() {
        let shares = [-10 * UNIT, -UNIT, 0, UNIT, 10 * UNIT, i32::MIN, i32::MAX].map(|score| probability(score).0);
        assert_eq!(shares, [0, 2_689, 5_000, 7_311, 10_000, 0, 10_000]);
    }

    #[test]
    fn contents_are_compared_by_their_tokens() {
        let runs =
            |pairs: &[(usize, usize)]| pairs.iter().map(|&(start, end)| Run::new(start, end)).collect::<Vec<_>>();
        assert_eq!(overlap(&runs(&[(0, 4)]), &runs(&[(0, 2), (2, 4)])), 8);
        assert_eq!(overlap(&runs(&[(0, 4)]), &runs(&[(2, 6)])), 1);
        assert_eq!(overlap(&runs(&[(0, 4)]), &runs(&[(4, 6)])), 0);
        assert_eq!(overlap(&[], &[]), 8);
    }
}
