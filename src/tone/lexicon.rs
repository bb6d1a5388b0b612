//! Every word that the rules know: its valence and its part in the rules.

use crate::span::Span;
use crate::text::table::Table;
use crate::tone::overlay;
use crate::tone::reading::View;
use crate::tone::roles::Roles;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words that are too frequent to be looked at, and play a part only in a phrase: "kind of", "at least", "to die for". They are found in
/// a second reading, for which a rarer word of the phrase asks.
const PARTICLES: [&str; 5] = ["at", "for", "of", "the", "to"];

/// The number of a word in the lexicon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u16);

impl Entry {
    /// A token that no list holds.
    pub const UNKNOWN: Self = Self(0);
    /// A token that no list holds, but with "n't" in it.
    const NEGATED: Self = Self(1);
    /// Entries before the first word of a list.
    const FIRST: u16 = 2;
}

/// What is known of a word. Small, since it stands in the table beside the word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Its number.
    pub entry: Entry,
    /// Its parts in the rules.
    pub roles: Roles,
    /// Its valence in the reference.
    pub reference: Valence,
    /// Its valence in news prose: the reference's under the overlays.
    pub news: Valence,
    /// Its valence as the name of an event, which tells more than it judges.
    pub event: Valence,
}

impl Word {
    /// What is known of a token that no list holds.
    pub const UNKNOWN: Self = Self {
        entry: Entry::UNKNOWN,
        roles: Roles::NONE,
        reference: Valence::NONE,
        news: Valence::NONE,
        event: Valence::NONE,
    };
    /// What is known of a token with "n't" in it.
    const NEGATED: Self = Self { entry: Entry::NEGATED, roles: Roles::NEGATION, ..Self::UNKNOWN };

    /// Its valence among those that count, −4 to 4.
    #[inline]
    pub fn valence(&self, lexis: Lexis) -> Option<f64> {
        match lexis {
            Lexis::Reference => self.reference.get(),
            Lexis::News => self.news.get(),
            Lexis::Events => self.event.get(),
        }
    }
}

/// A listed valence, −4 to 4, or none; in hundredths, which give back the very float that the list's decimal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Valence(i16);

impl Valence {
    /// No valence.
    pub const NONE: Self = Self(i16::MIN);

    fn new(valence: f64) -> Self {
        Self((valence * 100.0).round() as i16)
    }

    /// The number, if there is one.
    #[inline]
    pub fn get(self) -> Option<f64> {
        (self != Self::NONE).then(|| f64::from(self.0) / 100.0)
    }
}

impl Default for Valence {
    fn default() -> Self {
        Self::NONE
    }
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

impl Lexis {
    /// The view in which they are looked for.
    pub fn view(self) -> View {
        if self == Self::Reference { View::Reference } else { View::News }
    }
}

/// Words one after another that mean something together.
#[derive(Debug)]
pub(super) struct Phrase<T> {
    /// The words.
    pub words: Vec<Entry>,
    /// What they mean.
    pub meaning: T,
}

/// All lists together.
#[derive(Debug)]
pub(super) struct Lexicon {
    table: Table<Word>,
    /// Idioms that hold words of the lexicon, with the valence of the whole.
    pub idioms: Vec<Phrase<f64>>,
    /// Boosters of two words, with what they add to the valence of a word after them.
    pub boosters: Vec<Phrase<f64>>,
    /// Phrases of the overlays, each with an entry of its own; in order of their words.
    phrases: Vec<Phrase<Word>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// The lexicon, read once.
    pub fn shared() -> &'static Self {
        &LEXICON
    }

    /// False for most words that no list holds, for those that negate by their "n't", and for particles.
    #[inline(always)]
    pub fn may_list(&self, text: &str, word: Span) -> bool {
        self.table.may_hold(text, word)
    }

    /// A word of a text, punctuation taken off, if a list holds it.
    pub fn listed(&self, text: &str, word: Span) -> Option<Word> {
        self.table.get(text, word)
    }

    /// A word of a text, punctuation taken off, if a list holds it or it negates by its "n't".
    pub fn word(&self, text: &str, word: Span) -> Option<Word> {
        self.listed(text, word).or_else(|| self.unlisted(word.of(text)))
    }

    /// A word that no list holds as it stands.
    fn unlisted(&self, token: &str) -> Option<Word> {
        /// U+212A, the one character outside ASCII whose lower case is an ASCII letter.
        const KELVIN: char = '\u{212a}';
        if !token.is_ascii() && token.contains(KELVIN) {
            let token = token.replace(KELVIN, "k");
            return self.word(&token, Span::new(0, token.len()));
        }
        may_negate(token).then_some(Word::NEGATED)
    }

    /// The longest phrase of the overlays that begins the tokens with these entries: its number of words, and what is known of it.
    pub fn phrase(&self, entries: impl Iterator<Item = Entry> + Clone) -> Option<(u32, Word)> {
        let first = entries.clone().next()?;
        let from = self.phrases.partition_point(|phrase| phrase.words[0] < first);
        self.phrases[from..]
            .iter()
            .take_while(|phrase| phrase.words[0] == first)
            .filter(|phrase| entries.clone().take(phrase.words.len()).eq(phrase.words.iter().copied()))
            .max_by_key(|phrase| phrase.words.len())
            .map(|phrase| (phrase.words.len() as u32, phrase.meaning))
    }

    fn load() -> Self {
        let mut lists = Lists::default();
        for (term, valence) in pairs(include_str!("vader/vader_lexicon.txt")) {
            // A token is put in lower case before it is looked up, and holds no space: the rest can never be found.
            if !term.contains(|c: char| c == ' ' || c.is_uppercase()) {
                let word = lists.word(term);
                (word.reference, word.news) = (Valence::new(valence), Valence::new(valence));
            }
        }
        for row in overlay::rows(overlay::NEUTRAL) {
            lists.overlay(row.term).news = Valence::NONE;
        }
        for row in overlay::rows(overlay::ADDITIONS) {
            lists.overlay(row.term).news = Valence::new(row.valence);
        }
        for row in overlay::rows(overlay::EVENTS) {
            lists.overlay(row.term).event = Valence::new(row.valence);
        }
        for term in include_str!("vader/negations.txt").lines() {
            lists.role(term, Roles::NEGATION);
        }
        for (word, role) in Roles::NAMED {
            lists.role(word, role);
        }
        for (term, increment) in pairs(include_str!("vader/boosters.tsv")) {
            if term.contains(' ') {
                lists.boosters.push((term, increment));
            } else {
                lists.role(term, Roles::BOOSTER);
                if increment < 0.0 {
                    lists.role(term, Roles::DAMPENER);
                }
            }
        }
        lists.idioms.extend(pairs(include_str!("vader/idioms.tsv")));
        lists.finish()
    }
}

/// Whether a word is in a text that negates by its "n't", listed or not.
pub(super) fn may_negate(text: &str) -> bool {
    memchr::memchr_iter(b'\'', text.as_bytes()).any(|at| {
        let (before, after) = text.as_bytes().split_at(at);
        matches!((before, after), ([.., b'n' | b'N'], [_, b't' | b'T', ..]))
    })
}

/// The lists while they are read.
#[derive(Default)]
struct Lists {
    words: BTreeMap<&'static str, Word>,
    phrases: BTreeMap<&'static str, Word>,
    idioms: Vec<(&'static str, f64)>,
    boosters: Vec<(&'static str, f64)>,
}

impl Lists {
    fn word(&mut self, term: &'static str) -> &mut Word {
        self.words.entry(term).or_default()
    }

    fn role(&mut self, term: &'static str, role: Roles) {
        let word = self.word(term);
        word.roles = word.roles.and(role);
    }

    /// A word or phrase of an overlay.
    fn overlay(&mut self, term: &'static str) -> &mut Word {
        if term.contains(' ') { self.phrases.entry(term).or_default() } else { self.word(term) }
    }

    /// Makes the words of a phrase known. The first that is no particle has the role.
    fn phrase(&mut self, phrase: &'static str, role: Roles) {
        for word in phrase.split(' ') {
            self.word(word);
        }
        if let Some(word) = phrase.split(' ').find(|word| !PARTICLES.contains(word)) {
            let particles = phrase.split(' ').any(|word| PARTICLES.contains(&word));
            self.role(word, if particles { role.and(Roles::WITH_PARTICLES) } else { role });
        }
    }

    fn finish(mut self) -> Lexicon {
        let (idioms, boosters) = (std::mem::take(&mut self.idioms), std::mem::take(&mut self.boosters));
        let phrases = std::mem::take(&mut self.phrases);
        for (phrase, _) in idioms.iter().chain(&boosters) {
            self.phrase(phrase, Roles::IDIOM);
        }
        for phrase in phrases.keys() {
            self.phrase(phrase, Roles::PHRASE);
        }
        self.role("least", Roles::WITH_PARTICLES);
        let mut numbers = (Entry::FIRST..).map(Entry);
        let words = self.words.iter().zip(&mut numbers).map(|((term, word), entry)| (*term, Word { entry, ..*word }));
        let table = Table::new(words, &PARTICLES);
        let entry = |word: &str| table.get(word, Span::new(0, word.len())).map_or(Entry::UNKNOWN, |word| word.entry);
        let entries = |phrase: &str| phrase.split(' ').map(entry).collect();
        let with_meaning = |list: Vec<(&str, f64)>| {
            list.into_iter().map(|(phrase, meaning)| Phrase { words: entries(phrase), meaning }).collect()
        };
        let mut phrases: Vec<_> = phrases
            .into_iter()
            .zip(numbers)
            .map(|((phrase, word), entry)| Phrase { words: entries(phrase), meaning: Word { entry, ..word } })
            .collect();
        phrases.sort_unstable_by(|one, other| one.words.cmp(&other.words));
        let (idioms, boosters) = (with_meaning(idioms), with_meaning(boosters));
        Lexicon { table, idioms, boosters, phrases }
    }
}

/// The first two columns of a table: a term and a number. The lists are part of the program and proven by tests; a line that is none is
/// passed over.
fn pairs(table: &str) -> impl Iterator<Item = (&str, f64)> {
    table.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn vendored_files_are_those_of_release_3_3_2() {
        let digest = |text: &str| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(
            digest(include_str!("vader/vader_lexicon.txt")),
            "1ec9c6e9ee19aade328f8beb393a6afa71a5bb3acf7d3cc22d4ef568df374bf5"
        );
        assert_eq!(
            digest(include_str!("vader/emoji_utf8_lexicon.txt")),
            "b8d54223ae1ce22a3e12c1f745316b71678c328eb5f5d3063a842f37cfbe2823"
        );
    }

    #[test]
    fn own_tables_are_sorted_and_whole() {
        for (table, columns) in [
            (include_str!("vader/boosters.tsv"), 2),
            (include_str!("vader/idioms.tsv"), 2),
            (include_str!("vader/negations.txt"), 1),
        ] {
            let lines: Vec<_> = table.lines().collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "not sorted: {lines:?}");
            assert!(lines.iter().all(|line| line.split('\t').count() == columns && *line == line.trim()));
            assert!(columns == 1 || pairs(table).count() == lines.len());
        }
    }

    fn word(word: &str) -> Word {
        Lexicon::shared().word(word, Span::new(0, word.len())).unwrap_or(Word::UNKNOWN)
    }

    #[test]
    fn particles_play_no_part_alone() {
        for word in PARTICLES.map(word) {
            assert!(
                word.valence(Lexis::Reference).is_none()
                    && word.valence(Lexis::News).is_none()
                    && word.event == Valence::NONE
            );
            // A phrase of an overlay is looked for at its first word.
            assert!([Roles::NONE, Roles::AT, Roles::OF].contains(&word.roles));
        }
    }

    #[test]
    fn the_last_of_two_valences_holds() {
        let valence = |term: &str| word(term).valence(Lexis::Reference);
        assert_eq!(valence("lol"), Some(1.8));
        assert_eq!(valence("D:"), Some(1.2));
        assert_eq!(valence("fed up"), None);
    }

    #[test]
    fn tokens_with_nt_negate_though_no_list_holds_them() {
        for token in ["xn't", "XN'Ty", "don't", "''n't"] {
            assert!(word(token).roles.has(Roles::NEGATION), "{token}");
        }
        assert_eq!(["n'", "don’t", "'t"].map(|token| word(token).entry), [Entry::UNKNOWN; 3]);
        assert!(word("\u{212a}ind").roles.has(Roles::KIND));
    }

    #[test]
    fn no_word_is_both_a_booster_and_in_the_lexicon() {
        let lists = [include_str!("vader/boosters.tsv"), include_str!("vader/negations.txt")];
        for term in lists.into_iter().flat_map(str::lines).filter_map(|line| line.split('\t').next()) {
            assert_eq!(word(term).reference, Valence::NONE, "{term}");
        }
    }

    #[test]
    fn valences_are_the_floats_of_their_decimals() {
        let tables = [include_str!("vader/vader_lexicon.txt"), overlay::NEUTRAL, overlay::ADDITIONS, overlay::EVENTS];
        for (term, valence) in tables.into_iter().flat_map(pairs) {
            assert_eq!(Valence::new(valence).get(), Some(valence), "{term}");
        }
    }
}
