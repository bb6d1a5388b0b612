//! The context rules of the reference: how the words before and after a lexicon word change its valence.
//!
//! Weights and rules: Hutto, C.J. & Gilbert, E.E. (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
//! Text, ICWSM-14; their values and order of operations as in vaderSentiment 3.3.2, oddities included: floats come out alike only if
//! they are added in the same order.

use crate::tone::lexicon::{Lexicon, Lexis, Phrase, Word};
use crate::tone::reading::{Known, Reading, View, has_small_words};
use crate::tone::roles::Roles;
use serde::Serialize;
use std::cell::OnceCell;
use std::ops::Range;

/// What a booster adds to the valence of the word after it.
const BOOST: f64 = 0.293;
/// What capitals add to a word among words in small letters.
const CAPITALS: f64 = 0.733;
/// What a negation multiplies by.
const NEGATION: f64 = -0.74;
/// What "never so" and "never this" multiply by.
const NEVER_SO: f64 = 1.25;
/// How much of a booster is left one, two and three words away.
const FADE: [f64; 3] = [1.0, 0.95, 0.9];

/// Words before and after a lexicon word that can change it.
pub(super) const BEFORE: usize = 3;
const AFTER: usize = 2;

/// A rule that changes the valence of a word. Serialises in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A word before strengthens or weakens it: "very", "hardly".
    Booster,
    /// A word before turns it: "not", "without".
    Negation,
    /// "never so", "never this", and by an oddity of the reference a mere "so" or "this" before: stronger.
    NeverSo,
    /// "least" before turns it, "at least" and "very least" do not.
    Least,
    /// "no" before a lexicon word scores nothing itself.
    No,
    /// Written in capitals among words that are not.
    Capitals,
    /// Part of an idiom, which scores as a whole.
    Idiom,
    /// Halved before "but", or strengthened after it.
    But,
}

/// Is told of each change, in order: the rule, the words that call for it, counted from [`BEFORE`] words before the lexicon word (none:
/// the word itself), and the valence after it.
pub(super) trait Trace {
    /// Takes note of a change.
    fn changed(&mut self, rule: Rule, by: Range<usize>, valence: f64);
}

/// Nobody asks.
impl Trace for () {
    #[inline]
    fn changed(&mut self, _: Rule, _: Range<usize>, _: f64) {}
}

/// A lexicon word in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// The token's number.
    pub token: u32,
    /// Its valence after the rules.
    pub valence: f64,
}

/// A text as the rules see it.
pub(super) struct Passage<'a> {
    text: &'a str,
    view: View,
    reading: &'a Reading,
    lexicon: &'a Lexicon,
    /// Whether some word is not in capitals; asked for seldom, and then of all words.
    small_words: OnceCell<bool>,
}

impl<'a> Passage<'a> {
    /// A text with what a view reads in it.
    pub fn new(text: &'a str, view: View, reading: &'a Reading, lexicon: &'a Lexicon) -> Self {
        Self { text, view, reading, lexicon, small_words: OnceCell::new() }
    }

    /// The lexicon words with their valences in context, and the first "but".
    #[inline]
    pub fn hits(&self, lexis: Lexis, hits: &mut Vec<Hit>) -> Option<u32> {
        hits.clear();
        let mut but = None;
        for (index, known) in self.reading.known.iter().enumerate() {
            let word = &known.word;
            if but.is_none() && word.roles.has(Roles::BUT) {
                but = Some(known.number);
            }
            let Some(base) = word.valence(lexis) else { continue };
            if self.stands_alone(index) {
                hits.push(Hit { token: known.number, valence: base });
            } else {
                hits.extend(self.hit(index, base, lexis, &mut ()));
            }
        }
        but
    }

    /// Whether nothing can change a word: it is in small letters, and none that is known is near.
    #[inline]
    fn stands_alone(&self, index: usize) -> bool {
        let list = &self.reading.known;
        let Known { number, capitals, .. } = list[index];
        let far_before = index == 0 || list[index - 1].number + (BEFORE as u32) < number;
        let far_after = list.get(index + 1).is_none_or(|next| next.number > number + AFTER as u32);
        !capitals && far_before && far_after
    }

    /// A lexicon word of the listed valence `base` with its valence in context; none for the "kind" of "kind of".
    pub fn hit(&self, index: usize, base: f64, lexis: Lexis, trace: &mut impl Trace) -> Option<Hit> {
        let known = &self.reading.known[index];
        let near = Near::new(self, index, lexis);
        let kind_of = near.is(BEFORE, Roles::KIND) && near.is(BEFORE + 1, Roles::OF);
        (!kind_of).then(|| Hit { token: known.number, valence: near.in_context(base, trace) })
    }

    /// Whether capitals stand out in the text.
    fn has_small_words(&self) -> bool {
        *self.small_words.get_or_init(|| has_small_words(self.text, self.view))
    }
}

/// A lexicon word with the words around it: itself at place [`BEFORE`].
struct Near<'a> {
    passage: &'a Passage<'a>,
    lexis: Lexis,
    words: [&'a Word; BEFORE + 1 + AFTER],
    capitals: [bool; BEFORE + 1 + AFTER],
    /// How many words are before it, up to [`BEFORE`].
    before: usize,
}

impl<'a> Near<'a> {
    fn new(passage: &'a Passage<'a>, index: usize, lexis: Lexis) -> Self {
        static UNKNOWN: Word = Word::UNKNOWN;
        let list = &passage.reading.known;
        let number = list[index].number;
        let mut near = Self {
            passage,
            lexis,
            words: [&UNKNOWN; BEFORE + 1 + AFTER],
            capitals: [false; BEFORE + 1 + AFTER],
            before: (number as usize).min(BEFORE),
        };
        for Known { number: other, word: known, capitals, .. } in
            &list[index.saturating_sub(BEFORE)..list.len().min(index + AFTER + 1)]
        {
            // Far neighbours in the list stand further away in the text.
            let place = (*other as usize + BEFORE).wrapping_sub(number as usize);
            if let Some(word) = near.words.get_mut(place) {
                *word = known;
                near.capitals[place] = *capitals;
            }
        }
        near
    }

    fn is(&self, place: usize, roles: Roles) -> bool {
        self.words[place].roles.has(roles)
    }

    /// Whether the word so many places before has a role.
    fn before(&self, places: usize, roles: Roles) -> bool {
        self.is(BEFORE - places, roles)
    }

    fn in_context(&self, base: f64, trace: &mut impl Trace) -> f64 {
        const NONE: Range<usize> = 0..0;
        let word = |places: usize| BEFORE - places..BEFORE - places + 1;
        let mut valence = base;
        let mut note = |rule, by, now| {
            trace.changed(rule, by, now);
            now
        };
        if self.is(BEFORE, Roles::NO) && self.words[BEFORE + 1].valence(self.lexis).is_some() {
            valence = note(Rule::No, NONE, 0.0);
        }
        let no = |places| self.before(places, Roles::NO);
        if let Some(places) = (1..=BEFORE).find(|&places| no(places) && (places < 3 || self.before(1, Roles::OR))) {
            valence = note(Rule::Negation, word(places), base * NEGATION);
        }
        if self.shouts(0) {
            valence = note(Rule::Capitals, NONE, valence + signed(CAPITALS, valence));
        }
        for places in 1..=self.before {
            if self.words[BEFORE - places].valence(self.lexis).is_some() {
                continue;
            }
            if self.before(places, Roles::BOOSTER) {
                let boost = self.boost(places, valence) * FADE[places - 1];
                valence = note(Rule::Booster, word(places), valence + boost);
            }
            if let Some((rule, factor)) = self.negation(places) {
                valence = note(rule, word(places), valence * factor);
            }
            if places == BEFORE
                && let Some((idiom, words)) = self.idiomatic(valence)
            {
                valence = note(Rule::Idiom, words, idiom);
            }
        }
        if self.before(1, Roles::LEAST) && !self.before(2, Roles::AT) {
            valence = note(Rule::Least, word(1), valence * NEGATION);
        }
        valence
    }

    /// What a booster so many places before adds to a valence.
    fn boost(&self, places: usize, valence: f64) -> f64 {
        let mut boost = if self.before(places, Roles::DAMPENER) { -BOOST } else { BOOST };
        if valence < 0.0 {
            boost = -boost;
        }
        if self.shouts(places) {
            boost += signed(CAPITALS, valence);
        }
        boost
    }

    /// What the word so many places before multiplies a valence by, should it negate.
    fn negation(&self, places: usize) -> Option<(Rule, f64)> {
        let before = |places, roles| self.before(places, roles);
        let (strengthened, cancelled) = match places {
            2 => {
                (before(2, Roles::NEVER) && before(1, Roles::SO), before(2, Roles::WITHOUT) && before(1, Roles::DOUBT))
            }
            3 => (
                // The reference's "or" binds so that a mere "so" or "this" before the word strengthens it.
                (before(3, Roles::NEVER) && before(2, Roles::SO)) || before(1, Roles::SO),
                before(3, Roles::WITHOUT) && (before(2, Roles::DOUBT) || before(1, Roles::DOUBT)),
            ),
            _ => (false, false),
        };
        if strengthened {
            Some((Rule::NeverSo, NEVER_SO))
        } else {
            (!cancelled && before(places, Roles::NEGATION)).then_some((Rule::Negation, NEGATION))
        }
    }

    /// A valence after the idioms around its word, and their words, if there are any; the word must have three before it.
    #[inline]
    fn idiomatic(&self, valence: f64) -> Option<(f64, Range<usize>)> {
        self.words.iter().any(|word| word.roles.has(Roles::IDIOM)).then(|| self.in_idioms(valence)).flatten()
    }

    #[cold]
    fn in_idioms(&self, valence: f64) -> Option<(f64, Range<usize>)> {
        let find = |phrases: &[Phrase<f64>], from: usize, words: usize| {
            let window = self.words.get(from..from + words)?.iter().map(|word| word.entry);
            let mut phrases = phrases.iter();
            let phrase = phrases.find(|phrase| phrase.words.iter().copied().eq(window.clone()))?;
            Some((phrase.meaning, from..from + words))
        };
        let Lexicon { idioms, boosters, .. } = self.passage.lexicon;
        // The first of these decides, then each idiom that starts at the word.
        let ending = [(2, 2), (1, 3), (1, 2), (0, 3), (0, 2)];
        let mut found = ending.into_iter().find_map(|(from, words)| find(idioms, from, words));
        for words in [2, 3] {
            found = find(idioms, BEFORE, words).or(found);
        }
        for from in [0, 1] {
            if let Some((boost, words)) = find(boosters, from, 2) {
                let (valence, end) = found.map_or((valence, words.end), |(valence, idiom)| (valence, idiom.end));
                found = Some((valence + boost, words.start..end));
            }
        }
        found
    }

    /// Whether the word so many places before is in capitals among others that are not.
    fn shouts(&self, places: usize) -> bool {
        self.capitals[BEFORE - places] && self.passage.has_small_words()
    }
}

/// An amount on the side of a valence; below it for 0, as the reference does.
fn signed(amount: f64, valence: f64) -> f64 {
    if valence > 0.0 { amount } else { -amount }
}
