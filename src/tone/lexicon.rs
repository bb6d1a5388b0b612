//! Every word that the rules know: its valence and its part in the rules.

use crate::span::Span;
use crate::tone::overlay;
use crate::tone::reading::View;
use crate::tone::roles::Roles;
use crate::tone::table::Table;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words that are too frequent to be looked at, and play a part only in a phrase: "kind of", "at least", "to die for". They are found in
/// a second reading, for which a rarer word of the phrase asks.
const PARTICLES: [&str; 5] = ["at", "for", "of", "the", "to"];

/// The number of a word in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u16);

impl Entry {
    /// A token that no list holds.
    pub const UNKNOWN: Self = Self(0);
    /// A token that no list holds, but with "n't" in it.
    const NEGATED: Self = Self(1);
    /// Entries before the first word of a list.
    const FIRST: u16 = 2;
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Its parts in the rules.
    pub roles: Roles,
    /// Its valence in the reference, −4 to 4.
    pub reference: Option<f64>,
    /// Its valence in news prose: the reference's under the overlays.
    pub news: Option<f64>,
    /// Its valence as the name of an event, which tells more than it judges.
    pub event: Option<f64>,
}

impl Word {
    /// What is known of a token that no list holds.
    pub const UNKNOWN: Self = Self { roles: Roles::NONE, reference: None, news: None, event: None };

    /// Its valence among those that count, −4 to 4.
    #[inline]
    pub fn valence(&self, lexis: Lexis) -> Option<f64> {
        match lexis {
            Lexis::Reference => self.reference,
            Lexis::News => self.news,
            Lexis::Events => self.event,
        }
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
    table: Table,
    words: Vec<Word>,
    /// Idioms that hold words of the lexicon, with the valence of the whole.
    pub idioms: Vec<Phrase<f64>>,
    /// Boosters of two words, with what they add to the valence of a word after them.
    pub boosters: Vec<Phrase<f64>>,
    /// Phrases of the overlays, each with an entry of its own; in order of their words.
    phrases: Vec<Phrase<Entry>>,
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

    /// The entry of a word of a text that a list holds, punctuation taken off.
    pub fn listed(&self, text: &str, word: Span) -> Entry {
        Entry(self.table.get(text, word))
    }

    /// The entry of any word of a text: of one, too, that negates by its "n't".
    pub fn entry(&self, text: &str, word: Span) -> Entry {
        match self.listed(text, word) {
            Entry::UNKNOWN => self.unlisted(word.of(text)),
            listed => listed,
        }
    }

    /// What is known of an entry.
    pub fn word(&self, entry: Entry) -> &Word {
        &self.words[usize::from(entry.0)]
    }

    /// The entry of a word that no list holds as it stands.
    fn unlisted(&self, token: &str) -> Entry {
        /// U+212A, the one character outside ASCII whose lower case is an ASCII letter.
        const KELVIN: char = '\u{212a}';
        if !token.is_ascii() && token.contains(KELVIN) {
            let token = token.replace(KELVIN, "k");
            return self.entry(&token, Span::new(0, token.len()));
        }
        let negated = memchr::memchr_iter(b'\'', token.as_bytes()).any(|at| {
            let (before, after) = token.as_bytes().split_at(at);
            matches!(before, [.., b'n' | b'N']) && matches!(after, [_, b't' | b'T', ..])
        });
        if negated { Entry::NEGATED } else { Entry::UNKNOWN }
    }

    /// The longest phrase of the overlays that begins the tokens with these entries: its number of words, and its entry.
    pub fn phrase(&self, entries: impl Iterator<Item = Entry> + Clone) -> Option<(u32, Entry)> {
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
                (word.reference, word.news) = (Some(valence), Some(valence));
            }
        }
        for row in overlay::rows(overlay::NEUTRAL) {
            lists.overlay(row.term).news = None;
        }
        for row in overlay::rows(overlay::ADDITIONS) {
            lists.overlay(row.term).news = Some(row.valence);
        }
        for row in overlay::rows(overlay::EVENTS) {
            lists.overlay(row.term).event = Some(row.valence);
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
        let table = Table::new(self.words.keys().copied().zip(Entry::FIRST..), &PARTICLES);
        let entry = |word: &str| Entry(table.get(word, Span::new(0, word.len())));
        let entries = |phrase: &str| phrase.split(' ').map(entry).collect();
        let with_meaning = |list: Vec<(&str, f64)>| {
            list.into_iter().map(|(phrase, meaning)| Phrase { words: entries(phrase), meaning }).collect()
        };
        let negated = Word { roles: Roles::NEGATION, ..Word::default() };
        let mut words: Vec<_> = [Word::default(), negated].into_iter().chain(self.words.into_values()).collect();
        // Phrases have the entries after the last word.
        let numbers = words.len() as u16..;
        let mut of_overlays: Vec<_> = phrases
            .keys()
            .zip(numbers)
            .map(|(phrase, number)| Phrase { words: entries(phrase), meaning: Entry(number) })
            .collect();
        of_overlays.sort_unstable_by(|one, other| one.words.cmp(&other.words));
        words.extend(phrases.into_values());
        let (idioms, boosters) = (with_meaning(idioms), with_meaning(boosters));
        Lexicon { table, words, idioms, boosters, phrases: of_overlays }
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

    fn entry(word: &str) -> Entry {
        Lexicon::shared().entry(word, Span::new(0, word.len()))
    }

    #[test]
    fn particles_play_no_part_alone() {
        for word in PARTICLES.map(|word| Lexicon::shared().word(entry(word))) {
            assert!(
                word.valence(Lexis::Reference).is_none() && word.valence(Lexis::News).is_none() && word.event.is_none()
            );
            // A phrase of an overlay is looked for at its first word.
            assert!([Roles::NONE, Roles::AT, Roles::OF].contains(&word.roles));
        }
    }

    #[test]
    fn the_last_of_two_valences_holds() {
        let valence = |word: &str| Lexicon::shared().word(entry(word)).reference;
        assert_eq!(valence("lol"), Some(1.8));
        assert_eq!(valence("D:"), Some(1.2));
        assert_eq!(valence("fed up"), None);
    }

    #[test]
    fn tokens_with_nt_negate_though_no_list_holds_them() {
        let lexicon = Lexicon::shared();
        for token in ["xn't", "XN'Ty", "don't", "''n't"] {
            assert!(lexicon.word(entry(token)).roles.has(Roles::NEGATION), "{token}");
        }
        assert!(entry("n'") == Entry::UNKNOWN && entry("don’t") == Entry::UNKNOWN && entry("'t") == Entry::UNKNOWN);
        assert!(lexicon.word(entry("\u{212a}ind")).roles.has(Roles::KIND));
    }

    #[test]
    fn no_word_is_both_a_booster_and_in_the_lexicon() {
        let strange = |word: &Word| word.reference.is_some() && word.roles.has(Roles::BOOSTER.and(Roles::NEGATION));
        assert!(!Lexicon::shared().words.iter().any(strange));
    }
}
