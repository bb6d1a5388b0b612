//! The news reading of a text: a capital inside a sentence is a sign of a name, and a name says nothing.

use crate::tone::cut::is_space;
use crate::tone::lexicon::{Entry, Lexicon, Word};
use crate::tone::reading::{Known, Reading};
use crate::tone::rewrite::{is_dash, is_mark, is_quote};
use crate::tone::roles::Roles;
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

/// Reads a text as news: names become unknown words, and a phrase of an overlay one word and unknown ones. `sentence_start` says whether
/// the text begins a sentence.
pub(super) fn read_as_news(text: &str, news: &mut Reading, lexicon: &Lexicon, sentence_start: bool) {
    let reader = Reader { text, sentence_start, title_case: OnceCell::new(), first_word: OnceCell::new() };
    let mut phrase_end = 0;
    for at in 0..news.known.len() {
        let known = news.known[at];
        if known.number < phrase_end || reader.is_name(&known) {
            news.known[at].word = Word::UNKNOWN;
        } else if known.word.roles.has(Roles::PHRASE)
            && let Some((words, meaning)) = lexicon.phrase(entries_from(&news.known[at..]))
        {
            phrase_end = known.number + words;
            news.known[at].word = meaning;
        }
    }
}

/// The entries of the first tokens of a list as long as no unknown token comes between.
pub(super) fn entries_from(known: &[Known]) -> impl Iterator<Item = Entry> + Clone {
    known
        .iter()
        .zip(known.first().map_or(0, |first| first.number)..)
        .take_while(|(known, number)| known.number == *number)
        .map(|(known, _)| known.word.entry)
}

struct Reader<'a> {
    text: &'a str,
    sentence_start: bool,
    title_case: OnceCell<bool>,
    /// Where the first letter or digit is; asked for by many words, and looked for once.
    first_word: OnceCell<usize>,
}

impl Reader<'_> {
    fn is_name(&self, known: &Known) -> bool {
        let word = known.span.of(self.text);
        if !word.starts_with(char::is_uppercase) || *self.title_case.get_or_init(|| is_title_case(self.text)) {
            return false;
        }
        if !word.contains(char::is_lowercase) {
            // "NOT" is no abbreviation, however short.
            return !known.word.roles.has(Roles::MODIFIER)
                && word.chars().filter(|c| c.is_alphabetic()).take(EMPHASIS_LETTERS).count() < EMPHASIS_LETTERS;
        }
        !self.may_start_sentence(known.span.start) || self.begins_name(known, word)
    }

    /// Whether a word at the start of a sentence is the first of a name: another word with a capital follows at once. Participles,
    /// adverbs, negations and the like are no names whatever follows.
    fn begins_name(&self, known: &Known, word: &str) -> bool {
        if known.word.roles.has(Roles::MODIFIER) || ["ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending)) {
            return false;
        }
        let rest = &self.text[known.span.end..];
        let next = rest.trim_start();
        let next = &next[..next.find(|c| is_space(c) || is_dash(c)).unwrap_or(next.len())];
        rest.starts_with(char::is_whitespace)
            && next.starts_with(char::is_uppercase)
            && next.contains(char::is_lowercase)
    }

    /// Whether the text gives reason to think that a sentence starts with the word at a place: nothing before it, a mark that ends a
    /// sentence, or an opening quotation mark or bracket.
    fn may_start_sentence(&self, at: usize) -> bool {
        let before = &self.text[..at];
        if before.ends_with(is_quote) || before.ends_with(['(', '[']) {
            return true;
        }
        // A dash or a bullet before the first word does not hide the start.
        if at <= *self.first_word.get_or_init(|| self.text.find(char::is_alphanumeric).unwrap_or(self.text.len())) {
            return self.sentence_start;
        }
        let ended = before.trim_end().trim_end_matches(|c| is_quote(c) || matches!(c, ')' | ']'));
        match ended.chars().next_back() {
            None => false,
            Some('!' | '?' | ':') => true,
            Some('.' | '…') => {
                let last = ended.rsplit(|c| is_space(c) || is_dash(c)).next().unwrap_or_default();
                let last = last.trim_matches(is_mark);
                !last.contains('.')
                    && (last.starts_with(char::is_lowercase) || last.chars().count() >= FULL_WORD_LETTERS)
            }
            Some(_) => false,
        }
    }
}

/// Whether capitals say nothing in a text: all words have one but the small ones of a headline.
fn is_title_case(text: &str) -> bool {
    let mut capitals = 0;
    for word in text.split(|c| is_space(c) || is_dash(c)) {
        let word = word.trim_matches(is_mark);
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if word.starts_with(char::is_lowercase) && !SMALL_WORDS.contains(word) {
            return false;
        }
    }
    capitals >= TITLE_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::reading::{Readings, View};
    use crate::tone::scorer::{Profile, Scorer};

    /// The words that are read as more than an unknown word.
    fn known(text: &str, sentence_start: bool) -> Vec<String> {
        let (lexicon, mut readings) = (Lexicon::shared(), Readings::default());
        readings.read(text, lexicon, &[View::News]);
        read_as_news(text, &mut readings.news, lexicon, sentence_start);
        let known =
            readings.news.known.iter().filter(|known| known.word.news.get().or(known.word.event.get()).is_some());
        known.map(|known| known.span.of(text).to_owned()).collect()
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
        let tone = |text| Scorer::new(Profile::News).tone(text, true).tone;
        assert_eq!(tone("they were NOT good"), Scorer::new(Profile::Vader).tone("they were NOT good", true).tone);
    }

    #[test]
    fn phrases_are_one_word() {
        assert_eq!(known("a nuclear test and weapons of mass destruction", true), ["nuclear"]);
        assert_eq!(known("a nuclear nuclear tests", true), ["nuclear"]);
    }
}
