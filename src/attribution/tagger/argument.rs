//! The second stage: which words name the source of a word of saying, and which are its content?

use super::feature::{Key, distance, key};
use super::lexeme::{LIKELY, Role, View};
use crate::attribution::class::Class;

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
    /// The hit of the rules with the same word.
    hit: Option<usize>,
    rule: u32,
    /// Counts up to each token: other words of saying, commas, *that* and *to*, joining words, closing marks.
    sums: Vec<[u16; 5]>,
}

impl<'v, 'a> Frame<'v, 'a> {
    /// Prepares a sentence for the word of saying at `head`.
    pub fn new(view: &'v View<'a>, head: usize) -> Self {
        let hit = view.hit_at(head);
        let rule = hit.map_or(99, |index| view.rule(index));
        let mut frame = Self { view, head, hit, rule, sums: Vec::new() };
        frame.sums = frame.sums();
        frame
    }

    fn sums(&self) -> Vec<[u16; 5]> {
        let view = self.view;
        let mut sums = Vec::with_capacity(view.lexemes.len() + 1);
        let mut sum = [0_u16; 5];
        sums.push(sum);
        for (at, lexeme) in view.lexemes.iter().enumerate() {
            let token = view.tokens.start + at;
            let joins = view.passage.has(token, Class::CONJUNCTION.or(Class::SUBORDINATOR));
            let opens = view.passage.has(token, Class::COMPLEMENTIZER) || view.passage.is(token, "to");
            let comma = lexeme.shape == 0 && view.passage.is(token, ",");
            let cue = lexeme.bucket >= LIKELY && at != self.head;
            for (slot, holds) in sum.iter_mut().zip([cue, comma, opens, joins, lexeme.quote == 3]) {
                *slot = slot.saturating_add(u16::from(holds));
            }
            sums.push(sum);
        }
        sums
    }

    /// The role of a token in the rules' own hit of this word of saying, doubled, and one more where it begins there.
    fn own_role(&self, at: usize) -> u32 {
        let (role, begins) = self.role(at);
        role as u32 * 2 + u32::from(begins)
    }

    fn role(&self, at: usize) -> (Role, bool) {
        let Some(hit) = self.hit.and_then(|index| self.view.hits.get(index)) else { return (Role::None, false) };
        let token = self.view.tokens.start + at;
        if let Some(run) = hit.source.filter(|run| run.holds(token)) {
            return (Role::Source, run.start == token);
        }
        if let Some(run) = hit.addressee.filter(|run| run.holds(token)) {
            return (Role::Addressee, run.start == token);
        }
        let content = hit.content.iter().find(|run| run.holds(token));
        match (content, hit.cue.filter(|run| run.holds(token))) {
            (Some(run), _) => (Role::Content, run.start == token),
            (None, Some(run)) => (Role::Cue, run.start == token),
            (None, None) => (Role::None, false),
        }
    }

    /// The features of the token at `at`.
    pub fn features(&self, at: usize, out: &mut Vec<Key>) {
        out.clear();
        let (view, head) = (self.view, self.head);
        let (here, cue) = (view.lexemes[at], view.lexemes[head]);
        let mut add = |template: u32, a: u32, b: u32, c: u32| out.push(key(template, a, b, c));
        if at == head {
            add(100, 0, 0, 0);
            add(101, cue.word, 0, 0);
            return;
        }
        let side = u32::from(at > head);
        let far = side << 3 | distance(at.abs_diff(head));
        let between = self.between(at);
        let own = self.own_role(at);
        add(109, far, here.tag, 0);
        add(113, own, self.rule, side);
        add(114, own, self.rule, here.tag);
        add(120, between, 0, 0);
        add(121, between, here.tag, 0);
        self.by_rules(at, own, &mut add);
        add(111, far, cue.word, here.tag);
        add(115, own, cue.word, side);
        self.neighbours(at, side, &mut add);
        if at > head && at - head <= NEXT {
            add(131, cue.word, here.word, (at - head) as u32);
        }
        if at < head && head - at <= NEXT {
            add(132, cue.word, here.tag, (head - at) as u32);
        }
    }

    /// What the rules say of the token and the next one.
    fn by_rules(&self, at: usize, own: u32, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let view = self.view;
        let next = if at + 1 < view.lexemes.len() { self.own_role(at + 1) } else { 1 };
        add(116, own, next, self.rule);
        let (any, _) = view.roles[at];
        add(119, own, any as u32, view.lexemes[at].word);
    }

    /// The tokens on both sides.
    fn neighbours(&self, at: usize, side: u32, add: &mut impl FnMut(u32, u32, u32, u32)) {
        let here = self.view.lexemes[at];
        let near = |offset: isize| self.view.at(at as isize + offset);
        let (before, after) = (near(-1), near(1));
        for offset in [-2_isize, -1, 1, 2] {
            let (other, place) = (near(offset), (offset + 8) as u32);
            let cue = at as isize + offset == self.head as isize;
            if offset.abs() == 1 {
                add(124, place, if cue { 2 } else { other.word }, side);
            }
            add(125, place, if cue { 2 } else { other.tag }, side);
        }
        add(126, before.word, here.word, 0);
        add(127, here.word, after.word, 0);
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
        std::array::from_fn(|slot| u32::from(self.sums[high][slot].saturating_sub(self.sums[low][slot])))
    }
}
