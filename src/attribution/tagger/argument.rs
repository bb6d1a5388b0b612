//! The second stage: which words name the source of a word of saying, and which are its content?

use super::feature::{Key, distance, key};
use super::lexeme::{NO_RULE, Role, View};
use crate::attribution::hit::Hit;
use crate::attribution::passage::Run;

/// The labels of a token.
pub const LABELS: usize = 3;
/// Neither.
pub const OUTSIDE: usize = 0;
/// A token of the source.
pub const SOURCE: usize = 1;
/// A token of the content.
pub const CONTENT: usize = 2;

/// Words of this distance are looked at together with it.
const NEXT: usize = 2;

/// What holds for all tokens of a sentence, for one word of saying.
#[derive(Debug)]
pub struct Frame<'v, 'a> {
    view: &'v View<'a>,
    /// The word of saying.
    head: usize,
    rule: u32,
    /// The role of each token in the rules' own hit of this word of saying, doubled, and one more where it begins there.
    own: Vec<u8>,
}

impl<'v, 'a> Frame<'v, 'a> {
    /// Prepares a sentence for the word of saying at `head`.
    pub fn new(view: &'v View<'a>, head: usize) -> Self {
        let hit = view.hit_at(head);
        let rule = hit.map_or(NO_RULE, |index| view.rule(index));
        Self { view, head, rule, own: own_roles(view, hit.and_then(|index| view.hits.get(index))) }
    }

    /// The features of the token at `at`.
    pub fn features(&self, at: usize, out: &mut impl FnMut(Key)) {
        let (view, head) = (self.view, self.head);
        let (here, cue) = (*view.lexeme(at), *view.lexeme(head));
        let mut add = |template: u32, a: u32, b: u32, c: u32| out(key(template, a, b, c));
        if at == head {
            add(100, 0, 0, 0);
            add(101, cue.word, 0, 0);
            return;
        }
        let side = u32::from(at > head);
        let far = side << 3 | distance(at.abs_diff(head));
        let between = self.between(at);
        let own = u32::from(self.own[at]);
        // The tag of the token is the second value wherever it can be: what it adds is reckoned once.
        add(109, far, here.tag, 0);
        add(113, own, side, self.rule);
        add(114, own, here.tag, self.rule);
        add(120, between, 0, 0);
        add(121, between, here.tag, 0);
        self.by_rules(at, own, &mut add);
        add(111, far, here.tag, cue.word);
        add(115, own, side, cue.word);
        self.neighbours(at, side, &mut add);
        if at > head && at - head <= NEXT {
            add(131, cue.word, (at - head) as u32, here.word);
        }
        if at < head && head - at <= NEXT {
            add(132, (head - at) as u32, here.tag, cue.word);
        }
    }

    /// What the rules say of the token and the next one.
    fn by_rules(&self, at: usize, own: u32, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let view = self.view;
        let next = self.own.get(at + 1).map_or(1, |&next| u32::from(next));
        add(116, own, next, self.rule);
        let here = view.lexeme(at);
        add(119, own, here.role as u32, here.word);
    }

    /// The tokens on both sides.
    fn neighbours(&self, at: usize, side: u32, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let here = *self.view.lexeme(at);
        let near = |offset: isize| self.view.at(at as isize + offset);
        let (before, after) = (near(-1), near(1));
        for offset in [-2_isize, -1, 1, 2] {
            let (other, place) = (near(offset), (offset + 8) as u32);
            let cue = at as isize + offset == self.head as isize;
            if offset.abs() == 1 {
                add(124, place, side, if cue { 2 } else { other.word });
            }
            add(125, place, if cue { 2 } else { other.tag }, side);
        }
        add(126, before.word, 0, here.word);
        add(127, after.word, 0, here.word);
        add(128, before.tag, here.tag, after.tag);
        add(129, side << 4 | u32::from(before.quote) << 2, u32::from(here.quote), u32::from(after.quote));
    }

    /// What lies between a token and the word of saying, as a number.
    fn between(&self, at: usize) -> u32 {
        let [cues, commas, opens, joins, closes] = self.counts(at);
        let side = u32::from(at > self.head);
        side << 10 | cues.min(2) << 8 | commas.min(3) << 6 | opens.min(1) << 5 | joins.min(1) << 4 | closes.min(2)
    }

    fn counts(&self, at: usize) -> [u32; 5] {
        let (low, high) = if at < self.head { (at + 1, self.head) } else { (self.head + 1, at) };
        let (before, after) = (self.view.counts[low], self.view.counts[high]);
        std::array::from_fn(|slot| u32::from(after[slot].saturating_sub(before[slot])))
    }
}

/// What [`Frame::own`] holds, for a hit of the rules.
fn own_roles(view: &View<'_>, hit: Option<&Hit>) -> Vec<u8> {
    let mut own = vec![Role::None as u8 * 2; view.tokens.len()];
    let Some(hit) = hit else { return own };
    let mut set = |run: Run, role: Role| {
        for at in run.within(view.tokens).tokens() {
            own[at - view.tokens.start] = role as u8 * 2 + u8::from(at == run.start);
        }
    };
    // What counts more comes later.
    hit.cue.into_iter().for_each(|run| set(run, Role::Cue));
    hit.content.iter().rev().for_each(|&run| set(run, Role::Content));
    hit.addressee.into_iter().for_each(|run| set(run, Role::Addressee));
    hit.source.into_iter().for_each(|run| set(run, Role::Source));
    own
}
