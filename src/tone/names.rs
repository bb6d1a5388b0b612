//! The news reading of a text: a capital inside a sentence is a sign of a name, and a name says nothing.

use crate::tone::lexicon::{Entry, Lexicon};
use crate::tone::rewrite::plain_typography;
use crate::tone::roles::Roles;
use crate::tone::token::{Token, Tokens};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words in small letters that a headline in title case may hold.
static SMALL_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("news/small_words.txt").lines().collect());
/// Words with a capital that make a title case of a text, if no word but small ones is without.
const TITLE_WORDS: usize = 5;
/// Letters of a word all in capitals from which it is taken as emphasis and not as an abbreviation.
const EMPHASIS_LETTERS: usize = 4;
/// Letters of a word with a capital from which a full stop behind it ends a sentence, where a shorter one is a title or an abbreviation.
const FULL_WORD_LETTERS: usize = 5;

/// A text as news: in plain typography, names become unknown words, and a phrase of an overlay one word and unknown ones.
/// `sentence_start` says whether the text begins a sentence.
pub(super) fn read_as_news<'a>(source: &'a Tokens, lexicon: &Lexicon, sentence_start: bool) -> Tokens<'a> {
    let mut news = match plain_typography(&source.text) {
        Cow::Borrowed(text) => Tokens { text: Cow::Borrowed(text), list: source.list.clone() },
        plain => Tokens::new(plain, lexicon),
    };
    let first_letter = news.text.find(char::is_alphanumeric).unwrap_or(news.text.len());
    let reader = Reader { tokens: &news, lexicon, sentence_start, first_letter, title_case: OnceCell::new() };
    let entries = reader.entries();
    for (token, entry) in entries {
        news.list[token].entry = entry;
    }
    news
}

struct Reader<'a> {
    tokens: &'a Tokens<'a>,
    lexicon: &'a Lexicon,
    sentence_start: bool,
    /// Where the first letter or digit stands: what is before it, a dash or a bullet, does not hide the start of a sentence.
    first_letter: usize,
    title_case: OnceCell<bool>,
}

impl Reader<'_> {
    /// Tokens that read otherwise than their own entry says.
    fn entries(&self) -> Vec<(usize, Entry)> {
        let mut entries = Vec::new();
        let mut phrase_end = 0;
        for (token, Token { entry, .. }) in self.tokens.list.iter().enumerate() {
            if *entry == Entry::UNKNOWN {
                continue;
            }
            if token < phrase_end || self.is_name(token) {
                entries.push((token, Entry::UNKNOWN));
            } else if self.lexicon.word(*entry).roles.has(Roles::PHRASE)
                && let Some((words, meaning)) =
                    self.lexicon.phrase(self.tokens.list[token..].iter().map(|token| token.entry))
            {
                phrase_end = token + words;
                entries.push((token, meaning));
            }
        }
        entries
    }

    fn is_name(&self, token: usize) -> bool {
        let word = self.tokens.word(token);
        if !word.starts_with(char::is_uppercase) || *self.title_case.get_or_init(|| self.is_title_case()) {
            return false;
        }
        if !word.contains(char::is_lowercase) {
            return word.chars().filter(|c| c.is_alphabetic()).take(EMPHASIS_LETTERS).count() < EMPHASIS_LETTERS;
        }
        !self.may_start_sentence(token) || self.begins_name(token, word)
    }

    /// Whether a word at the start of a sentence is the first of a name: another word with a capital follows at once. Participles,
    /// adverbs, negations and the like are no names whatever follows.
    fn begins_name(&self, token: usize, word: &str) -> bool {
        let roles = self.lexicon.word(self.tokens.list[token].entry).roles;
        let no_name = roles.has(Roles::MODIFIER) || ["ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending));
        let Some(next) = self.tokens.list.get(token + 1).filter(|_| !no_name) else { return false };
        let between = self.tokens.text.get(self.tokens.list[token].end()..next.start).unwrap_or_default();
        let next = self.tokens.word(token + 1);
        between.chars().all(char::is_whitespace)
            && next.starts_with(char::is_uppercase)
            && next.contains(char::is_lowercase)
    }

    /// Whether the text gives reason to think that a sentence starts with a token: nothing before it, a mark that ends a sentence, or
    /// an opening quotation mark or bracket.
    fn may_start_sentence(&self, token: usize) -> bool {
        let before = self.tokens.text.get(..self.tokens.list[token].start).unwrap_or_default();
        if before.ends_with(['"', '\'', '(', '[']) {
            return true;
        }
        if before.len() <= self.first_letter {
            return self.sentence_start;
        }
        let ended = before.trim_end().trim_end_matches(['"', '\'', ')', ']']);
        match ended.chars().next_back() {
            None => false,
            Some('!' | '?' | ':') => true,
            Some('.') => token.checked_sub(1).is_none_or(|last| {
                let last = self.tokens.word(last).trim_end_matches('.');
                !last.contains('.')
                    && (last.starts_with(char::is_lowercase) || last.chars().count() >= FULL_WORD_LETTERS)
            }),
            Some(_) => false,
        }
    }

    /// Whether capitals say nothing in this text: all words have one but the small ones of a headline.
    fn is_title_case(&self) -> bool {
        let mut capitals = 0;
        for token in 0..self.tokens.list.len() {
            let word = self.tokens.word(token);
            if word.starts_with(char::is_uppercase) {
                capitals += 1;
            } else if word.starts_with(char::is_lowercase) && !SMALL_WORDS.contains(word) {
                return false;
            }
        }
        capitals >= TITLE_WORDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that are read as more than an unknown word.
    fn known(text: &str, sentence_start: bool) -> Vec<String> {
        let lexicon = Lexicon::shared();
        let source = Tokens::new(Cow::Borrowed(text), lexicon);
        let news = read_as_news(&source, lexicon, sentence_start);
        let known = (0..news.list.len()).filter(|token| {
            let word = lexicon.word(news.list[*token].entry);
            word.news.is_some() || word.event.is_some()
        });
        known.map(|token| news.word(token).to_owned()).collect()
    }

    #[test]
    fn capitals_inside_a_sentence_are_names() {
        assert_eq!(known("The Peace Corps praised Grace and peace", true), ["praised", "peace"]);
        assert_eq!(known("Great news", true), ["Great"]);
        assert_eq!(known("Great news", false), [""; 0]);
    }

    #[test]
    fn a_capital_at_the_start_is_a_name_before_another() {
        assert_eq!(known("Hope Winters spoke", true), [""; 0]);
        assert_eq!(known("Hope is left", true), ["Hope"]);
        assert_eq!(known("Welcoming Winters, she smiled", true), ["Welcoming", "smiled"]);
        assert_eq!(known("Great, Winters said", true), ["Great"]);
        assert_eq!(known("Great FUN", true), ["Great"]);
        assert_eq!(known("Peace Corps volunteers", true), [""; 0]);
        assert_eq!(known("No Korean objected", true), ["objected"; 0]);
    }

    #[test]
    fn sentences_start_within_a_text() {
        assert_eq!(known("he said: \"Great news", true), ["Great"]);
        assert_eq!(known("he said: ‘Hostile words", true), ["Hostile"]);
        assert_eq!(known("it ended. Great news! Peace came. Gov. Grace fell", true), ["Great", "Peace"]);
        assert_eq!(known("the U.S. Peace Corps", true), [""; 0]);
        assert_eq!(known("they left Pyongyang. Peace came", true), ["Peace"]);
        assert_eq!(known("-- Great news", true), ["Great"]);
        assert_eq!(known("-- Great news", false), [""; 0]);
    }

    #[test]
    fn headlines_in_title_case_or_capitals_are_read_as_if_small() {
        assert_eq!(known("Envoys Hail Great Progress in Nuclear Talks", true), ["Hail", "Great", "Progress"]);
        assert_eq!(known("ENVOYS HAIL GREAT PROGRESS IN TALKS", true), ["HAIL", "GREAT", "PROGRESS"]);
        assert_eq!(known("Envoys from Great Falls met Peace Corps Volunteers", true), [""; 0]);
    }

    #[test]
    fn capitals_throughout_are_emphasis_from_four_letters() {
        assert_eq!(known("a GREAT deal from the WIN group", true), ["GREAT"]);
    }

    #[test]
    fn phrases_are_one_word() {
        assert_eq!(known("a nuclear test and weapons of mass destruction", true), ["nuclear"]);
        assert_eq!(known("a nuclear nuclear tests", true), ["nuclear"]);
    }
}
