//! The first stage: is this word a word of saying?

use super::feature::{Key, distance, ending_hash, key};
use super::lexeme::{LIKELY, NO_RULE, Role, View};
use crate::attribution::class::Class;
use crate::attribution::passage::size;

/// The features of the candidate at `at`.
pub fn features(view: &View<'_>, at: usize, out: &mut Vec<Key>) {
    out.clear();
    let here = *view.lexeme(at);
    let near = |offset: isize| view.at(at as isize + offset);
    let (before, after) = (near(-1), near(1));
    let word = here.word;
    let mut add = |template: u32, a: u32, b: u32, c: u32| out.push(key(template, a, b, c));
    add(1, 0, 0, 0);
    add(2, word, 0, 0);
    add(3, ending_hash(view.passage.text(view.tokens.start + at), 3), 0, 0);
    add(4, u32::from(here.shape), u32::from(here.bucket), u32::from(here.quote));
    for offset in [-3_isize, -2, -1, 1, 2, 3] {
        let other = near(offset);
        let place = (offset + 8) as u32;
        add(5, place, other.word, 0);
        add(6, place, other.tag, 0);
        add(7, place, other.tag, u32::from(here.bucket));
        add(8, place, u32::from(other.bucket), u32::from(other.quote));
    }
    add(9, before.word, word, 0);
    add(10, word, after.word, 0);
    add(11, before.tag, word, 0);
    add(12, word, after.tag, 0);
    add(13, near(-2).tag, before.tag, here.tag);
    add(14, before.tag, here.tag, after.tag);
    add(15, here.tag, after.tag, near(2).tag);
    add(16, word, after.tag, near(2).tag);
    add(17, near(-2).tag, before.tag, word);
    add(18, word, after.word, near(2).word);
    let left = view.candidates.iter().rev().find(|&&other| other < at && view.lexeme(other).bucket >= LIKELY);
    let right = view.candidates.iter().find(|&&other| other > at && view.lexeme(other).bucket >= LIKELY);
    for (template, other) in [(19, left), (20, right)] {
        let (name, far) = other.map_or((0, 9), |&other| (view.lexeme(other).word, distance(other.abs_diff(at))));
        add(template, name, u32::from(here.bucket), 0);
        add(template + 2, far, word, 0);
    }
    let last = view.tokens.len() - 1 - at;
    add(23, distance(at), u32::from(here.bucket), 0);
    add(24, distance(last), u32::from(here.bucket), 0);
    add(25, u32::from(at == 0), u32::from(last <= 1), word);
    rules(view, at, &mut add);
    subject(view, at, &mut add);
}

/// What the rules say of it.
fn rules(view: &View<'_>, at: usize, add: &mut impl FnMut(u32, u32, u32, u32)) {
    let here = *view.lexeme(at);
    let form = view.passage.form(view.tokens.start + at);
    let act = form.map_or(9, |form| form.cue.act as u32);
    let kind = form.map_or(0, |form| 1 + u32::from(form.verb) + 2 * u32::from(form.noun));
    let hit = view.hit_at(at);
    let rule = hit.map_or(NO_RULE, |index| view.rule(index));
    let role = here.role;
    let holder = view.hits.get(usize::from(here.hit)).filter(|_| role != Role::None);
    let holder = holder.map_or(NO_RULE, |hit| hit.rule as u32);
    let speech = hit.map_or(2, |index| u32::from(view.hits[index].speaks()));
    add(30, rule, here.word, 0);
    add(31, rule, u32::from(here.bucket), act);
    add(32, rule, kind, act);
    add(33, rule, view.at(at as isize + 1).tag, 0);
    add(34, role as u32, holder, u32::from(hit.is_some()));
    add(35, role as u32, here.word, u32::from(hit.is_some()));
    add(36, rule, u32::from(view.spoken), view.hits.len().min(3) as u32);
    add(37, speech, rule, u32::from(here.bucket));
    let length = hit.map_or(0, |index| distance(size(&view.hits[index].content)));
    add(38, rule, length, u32::from(here.bucket));
    let source = hit.and_then(|index| view.hits[index].source).and_then(|run| run.end.checked_sub(1));
    let source = source.and_then(|last| last.checked_sub(view.tokens.start)).and_then(|last| view.lexemes().get(last));
    add(39, rule, source.map_or(0, |lexeme| lexeme.word), 0);
    add(40, rule, source.map_or(0, |lexeme| lexeme.tag), here.word);
    add(41, u32::from(view.spoken), here.word, u32::from(role == Role::Content));
}

/// The word before the verb group, where a subject ends.
fn subject(view: &View<'_>, at: usize, add: &mut impl FnMut(u32, u32, u32, u32)) {
    let start = view.tokens.start;
    let skips = |at: usize| {
        view.passage.has(start + at, Class::AUXILIARY.or(Class::NEGATION)) || view.passage.adverb(start + at)
    };
    let mut subject = at;
    let mut helper = 0;
    while subject > 0 && at - subject < 5 && skips(subject - 1) {
        subject -= 1;
        helper = view.lexeme(subject).word;
    }
    let found = view.at(subject as isize - 1);
    let word = view.lexeme(at).word;
    add(50, found.word, word, 0);
    add(51, found.tag, word, 0);
    add(52, helper, word, 0);
    add(53, helper, found.tag, u32::from(view.lexeme(at).bucket));
    add(54, found.tag, view.at(at as isize + 1).tag, u32::from(view.lexeme(at).bucket));
}
