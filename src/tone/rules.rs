//! The context rules of the reference: how the words before and after a lexicon word change its valence.
//!
//! Weights and rules: Hutto, C.J. & Gilbert, E.E. (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
//! Text, ICWSM-14; their values and order of operations as in vaderSentiment 3.3.2, oddities included: floats come out alike only if
//! they are added in the same order.

use crate::tone::lexicon::{Lexicon, Phrase, Roles, Word};
use crate::tone::token::Token;
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

/// A text as the rules see it.
pub(super) struct Passage<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'static Lexicon,
    /// Whether some words but not all are in capitals; asked for seldom, and then of all words.
    mixed_case: OnceCell<bool>,
}

impl<'a> Passage<'a> {
    /// A text and its tokens.
    pub fn new(text: &'a str, tokens: &'a [Token], lexicon: &'static Lexicon) -> Self {
        Self { text, tokens, lexicon, mixed_case: OnceCell::new() }
    }

    /// The lexicon words, and the number of the first "but".
    pub fn hits(&self) -> (Vec<Hit>, Option<usize>) {
        let (mut hits, mut but) = (Vec::new(), None);
        for (token, Token { entry, .. }) in
            self.tokens.iter().enumerate().filter(|(_, token)| !token.entry.is_unknown())
        {
            let Word { roles, .. } = self.lexicon.word(*entry);
            if but.is_none() && roles.has(Roles::BUT) {
                but = Some(token);
            }
            let Some(base) = self.valence(token) else { continue };
            if !(roles.has(Roles::KIND) && self.is(token + 1, Roles::OF)) {
                hits.push(Hit { token, valence: self.in_context(token, base) });
            }
        }
        (hits, but)
    }

    fn word(&self, token: usize) -> Option<&Word> {
        self.tokens.get(token).map(|token| self.lexicon.word(token.entry))
    }

    fn valence(&self, token: usize) -> Option<f64> {
        self.word(token)?.reference
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
        let near = self.tokens.get(token - 3..self.tokens.len().min(token + 3)).unwrap_or_default();
        if !near.iter().any(|token| self.lexicon.word(token.entry).roles.has(Roles::IDIOM)) {
            return valence;
        }
        let find = |phrases: &[Phrase], from: usize, words: usize| {
            let window = near.get(from..from + words)?.iter().map(|token| token.entry);
            phrases.iter().find(|phrase| phrase.words.iter().copied().eq(window.clone())).map(|phrase| phrase.valence)
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
        let capitals = |token: &Token| in_capitals(token.text(self.text));
        self.tokens.get(token).is_some_and(capitals)
            && *self.mixed_case.get_or_init(|| !self.tokens.iter().all(capitals))
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
