//! The third stage: is this reading right, source and content together?

use super::feature::{Key, distance, key};
use super::lexeme::{Lexeme, NO_RULE, View};
use super::model::UNIT;
use super::reading::Reading;
use crate::attribution::hit::Hit;
use crate::attribution::passage::{Run, covers, size};
use crate::score::Score;

/// A reading with what its features have in common.
struct Case<'c, 'a> {
    view: &'c View<'a>,
    reading: &'c Reading,
    /// The hit of the rules with the same word of saying.
    hit: Option<&'c Hit>,
    rule: u32,
    /// The score of the first stage in steps of three eighths of a logit.
    step: u32,
    /// How the source agrees with that of the rules.
    agree: u32,
}

/// The features of a reading, one of `others` in its sentence.
pub fn features(view: &View<'_>, reading: &Reading, others: usize, out: &mut Vec<Key>) {
    out.clear();
    let hit = reading.hit.and_then(|index| view.hits.get(index));
    let case = Case {
        view,
        reading,
        hit,
        rule: reading.hit.map_or(NO_RULE, |index| view.rule(index)),
        step: (reading.score.clamp(-2048, 2048) / 96 + 32) as u32,
        agree: agreement(hit.and_then(|hit| hit.source), reading.source),
    };
    let mut add = |template: u32, a: u32, b: u32, c: u32| out.push(key(template, a, b, c));
    case.word(others, &mut add);
    case.source(&mut add);
    case.content(&mut add);
    case.margins(&mut add);
}

fn agreement(own: Option<Run>, read: Option<Run>) -> u32 {
    match (own, read) {
        (None, None) => 0,
        (None, Some(_)) => 1,
        (Some(_), None) => 2,
        (Some(a), Some(b)) if a == b => 3,
        (Some(a), Some(b)) if a.meets(b) => 4,
        _ => 5,
    }
}

impl Case<'_, '_> {
    /// The lexeme of a token of the document, if it is of the sentence.
    fn lexeme(&self, token: usize) -> Option<&Lexeme> {
        token.checked_sub(self.view.tokens.start).and_then(|at| self.view.lexemes().get(at))
    }

    /// The tag of that lexeme.
    fn tag(&self, token: Option<usize>) -> u32 {
        token.and_then(|token| self.lexeme(token)).map_or(0, |lexeme| lexeme.tag)
    }

    /// The word of saying and what the rules and the first stage make of it.
    fn word(&self, others: usize, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let Case { view, reading, rule, step, .. } = *self;
        let word = view.lexeme(reading.head).word;
        add(200, 0, 0, 0);
        add(201, rule, 0, 0);
        add(202, step, 0, 0);
        add(203, step, rule, 0);
        add(204, word, 0, 0);
        add(205, word, rule, 0);
        add(206, word, step / 3, 0);
        add(207, others.min(4) as u32, u32::from(reading.hit.is_some()), 0);
        let form = view.passage.form(view.tokens.start + reading.head);
        add(208, form.map_or(9, |form| form.cue.act as u32), rule, 0);
    }

    /// The source.
    fn source(&self, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let Case { view, reading, rule, step, agree, .. } = *self;
        let first = reading.source.map(|run| run.start);
        let last = reading.source.map(|run| run.end - 1);
        let end = last.and_then(|last| self.lexeme(last));
        add(
            210,
            end.map_or(9, |lexeme| u32::from(lexeme.shape)),
            reading.source.map_or(0, |run| distance(run.len())),
            0,
        );
        add(211, end.map_or(0, |lexeme| lexeme.word), 0, 0);
        add(212, self.tag(last), self.tag(first), 0);
        add(213, agree, rule, 0);
        add(214, agree, step / 3, 0);
        let at = view.tokens.start + reading.head;
        let place = |run: Run| distance(run.start.abs_diff(at)) | u32::from(run.start > at) << 3;
        add(229, reading.source.map_or(9, place), rule, 0);
    }

    /// The content.
    fn content(&self, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let Case { view, reading, hit, rule, agree, .. } = *self;
        let same = hit.map_or(9, |hit| overlap(&hit.content, &reading.content));
        let length = distance(reading.size());
        let tokens = reading.content.iter().flat_map(|run| run.tokens());
        let quoted = match tokens.filter(|&at| view.passage.spoken(at)).count() {
            0 => 0,
            some => 1 + (some * 4 / reading.size().max(1)) as u32,
        };
        add(220, same, rule, 0);
        add(221, same, agree, u32::from(reading.hit.is_some()));
        add(222, length, rule, 0);
        add(223, length, quoted, 0);
        add(224, quoted, u32::from(view.spoken), rule);
        add(225, reading.content.len().min(4) as u32, rule, 0);
        let begin = reading.content.first().map_or(view.tokens.start, |run| run.start);
        let end = reading.content.last().map_or(view.tokens.start, |run| run.end);
        add(226, self.tag(Some(begin)), self.tag(begin.checked_sub(1)), 0);
        add(227, self.tag(Some(end)), u32::from(end >= view.tokens.end - 1), 0);
        let at = view.tokens.start + reading.head;
        let gap = if begin > at { begin - at } else { at.saturating_sub(end) };
        add(228, distance(gap), u32::from(begin > at), rule);
    }

    /// How far the labels are ahead of others.
    fn margins(&self, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let Case { reading, rule, step, .. } = *self;
        let coarse = |margin: i32| margin.clamp(0, 255) as u32 / 12;
        let (margin, weakest) = (coarse(reading.margin), coarse(reading.weakest));
        add(230, margin, 0, 0);
        add(231, margin, rule, 0);
        add(232, margin, step / 3, 0);
        add(233, weakest, 0, 0);
        add(234, weakest, margin, 0);
    }
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
    let both = a.iter().flat_map(|run| run.tokens()).filter(|&at| covers(b, at)).count();
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
