//! The context rules of the reference: how the words before and after a lexicon word change its valence.
//!
//! Weights and rules: Hutto, C.J. & Gilbert, E.E. (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
//! Text, ICWSM-14; their values and order of operations as in vaderSentiment 3.3.2, oddities included: floats come out alike only if
//! they are added in the same order.

use crate::tone::lexicon::{Entry, Lexicon, Phrase, Word};
use crate::tone::roles::Roles;
use crate::tone::token::{Token, Tokens};
use std::cell::OnceCell;

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

/// A lexicon word in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// The token's number.
    pub token: usize,
    /// Its valence after the rules.
    pub valence: f64,
}

/// Which valences count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexis {
    /// The reference's.
    Reference,
    /// Those of the reference under the overlays for news.
    News,
    /// Those of event words alone.
    Events,
}

/// The lexicon words of a text.
#[derive(Debug)]
pub(super) struct Evidence {
    /// They, in order, with what they score.
    pub hits: Vec<Hit>,
    /// The number of the first "but".
    pub but: Option<usize>,
}

impl Evidence {
    /// Finds the lexicon words and applies the rules to each.
    pub fn collect(tokens: &Tokens, lexicon: &Lexicon, lexis: Lexis) -> Self {
        let passage = Passage { tokens, lexicon, lexis, mixed_case: OnceCell::new() };
        let mut evidence = Self { hits: Vec::new(), but: None };
        for (token, Token { entry, .. }) in tokens.list.iter().enumerate() {
            if *entry == Entry::UNKNOWN {
                continue;
            }
            let Word { roles, .. } = lexicon.word(*entry);
            if evidence.but.is_none() && roles.has(Roles::BUT) {
                evidence.but = Some(token);
            }
            let Some(base) = passage.valence(token) else { continue };
            if !(roles.has(Roles::KIND) && passage.is(token + 1, Roles::OF)) {
                evidence.hits.push(Hit { token, valence: passage.in_context(token, base) });
            }
        }
        evidence
    }
}

/// A text as the rules see it.
struct Passage<'a> {
    tokens: &'a Tokens<'a>,
    lexicon: &'a Lexicon,
    lexis: Lexis,
    /// Whether some words but not all are in capitals; asked for seldom, and then of all words.
    mixed_case: OnceCell<bool>,
}

impl Passage<'_> {
    fn word(&self, token: usize) -> Option<&Word> {
        self.tokens.list.get(token).map(|token| self.lexicon.word(token.entry))
    }

    fn valence(&self, token: usize) -> Option<f64> {
        let word = self.word(token)?;
        match self.lexis {
            Lexis::Reference => word.reference,
            Lexis::News => word.news,
            Lexis::Events => word.event,
        }
    }

    fn is(&self, token: usize, roles: Roles) -> bool {
        self.word(token).is_some_and(|word| word.roles.has(roles))
    }

    /// Whether the word so many places before has a role.
    fn before(&self, token: usize, places: usize, roles: Roles) -> bool {
        token.checked_sub(places).is_some_and(|token| self.is(token, roles))
    }

    fn in_context(&self, token: usize, base: f64) -> f64 {
        let mut valence = base;
        if self.is(token, Roles::NO) && self.valence(token + 1).is_some() {
            valence = 0.0;
        }
        let no = |places| self.before(token, places, Roles::NO);
        if no(1) || no(2) || (no(3) && self.before(token, 1, Roles::OR)) {
            valence = base * NEGATION;
        }
        if self.shouts(token) {
            valence += if valence > 0.0 { CAPITALS } else { -CAPITALS };
        }
        for places in 1..=FADE.len().min(token) {
            if self.valence(token - places).is_some() {
                continue;
            }
            valence += self.boost(token - places, valence) * FADE[places - 1];
            valence = self.negated(token, places, valence);
            if places == 3 {
                valence = self.idiomatic(token, valence);
            }
        }
        if self.before(token, 1, Roles::LEAST) && !self.before(token, 2, Roles::AT) {
            valence *= NEGATION;
        }
        valence
    }

    /// What a booster adds to a valence; 0 if the token is none.
    fn boost(&self, token: usize, valence: f64) -> f64 {
        if !self.is(token, Roles::BOOSTER) {
            return 0.0;
        }
        let mut boost = if self.is(token, Roles::DAMPENER) { -BOOST } else { BOOST };
        if valence < 0.0 {
            boost = -boost;
        }
        if self.shouts(token) {
            boost += if valence > 0.0 { CAPITALS } else { -CAPITALS };
        }
        boost
    }

    /// A valence after the word so many places before, should it negate.
    fn negated(&self, token: usize, places: usize, valence: f64) -> f64 {
        let before = |places, roles| self.before(token, places, roles);
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
            valence * NEVER_SO
        } else if !cancelled && before(places, Roles::NEGATION) {
            valence * NEGATION
        } else {
            valence
        }
    }

    /// A valence after the idioms around its word; the word must have three before it.
    fn idiomatic(&self, token: usize, mut valence: f64) -> f64 {
        let near = self.tokens.list.get(token - 3..self.tokens.list.len().min(token + 3)).unwrap_or_default();
        if !near.iter().any(|token| self.lexicon.word(token.entry).roles.has(Roles::IDIOM)) {
            return valence;
        }
        let find = |phrases: &[Phrase<f64>], from: usize, words: usize| {
            let window = near.get(from..from + words)?.iter().map(|token| token.entry);
            phrases.iter().find(|phrase| phrase.words.iter().copied().eq(window.clone())).map(|phrase| phrase.meaning)
        };
        // The word itself is number 3. The first of these decides, then each idiom that starts at the word.
        let ending = [(2, 2), (1, 3), (1, 2), (0, 3), (0, 2)];
        valence =
            ending.into_iter().find_map(|(from, words)| find(&self.lexicon.idioms, from, words)).unwrap_or(valence);
        for words in [2, 3] {
            valence = find(&self.lexicon.idioms, 3, words).unwrap_or(valence);
        }
        for from in [0, 1] {
            valence += find(&self.lexicon.boosters, from, 2).unwrap_or(0.0);
        }
        valence
    }

    /// Whether a token is in capitals among others that are not.
    fn shouts(&self, token: usize) -> bool {
        in_capitals(self.tokens.word(token))
            && *self
                .mixed_case
                .get_or_init(|| (0..self.tokens.list.len()).any(|token| !in_capitals(self.tokens.word(token))))
    }
}

/// Python's `isupper`: no cased letter but capitals, and at least one.
fn in_capitals(word: &str) -> bool {
    let mut capitals = false;
    for c in word.chars() {
        if c.is_lowercase() || is_title_case(c) {
            return false;
        }
        capitals |= c.is_uppercase();
    }
    capitals
}

/// Letters of title case (general category Lt): a capital and a small letter in one.
fn is_title_case(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | 'ᾈ'..='ᾏ' | 'ᾘ'..='ᾟ' | 'ᾨ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_as_python_sees_them() {
        for word in ["I", "U.S.", "ÉTÉ", "A1", ":D"] {
            assert!(in_capitals(word), "{word}");
        }
        for word in ["", "--", "123", "Aa", "ǅ", "ªA", "中"] {
            assert!(!in_capitals(word), "{word}");
        }
    }
}
