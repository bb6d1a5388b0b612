//! Every word that the rules know: its valence and its part in the rules.

use crate::tone::table::Table;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A word's parts in the context rules, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u32);

impl Roles {
    /// Strengthens or weakens what follows.
    pub const BOOSTER: Self = Self(1);
    /// Weakens: a booster with a negative increment.
    pub const DAMPENER: Self = Self(1 << 1);
    /// Turns what follows.
    pub const NEGATION: Self = Self(1 << 2);
    /// Part of an idiom or of a booster of two words.
    pub const IDIOM: Self = Self(1 << 3);
    /// but
    pub const BUT: Self = Self(1 << 4);
    /// no
    pub const NO: Self = Self(1 << 5);
    /// or, nor
    pub const OR: Self = Self(1 << 6);
    /// never
    pub const NEVER: Self = Self(1 << 7);
    /// so, this
    pub const SO: Self = Self(1 << 8);
    /// without
    pub const WITHOUT: Self = Self(1 << 9);
    /// doubt
    pub const DOUBT: Self = Self(1 << 10);
    /// least
    pub const LEAST: Self = Self(1 << 11);
    /// at, very
    pub const AT: Self = Self(1 << 12);
    /// kind
    pub const KIND: Self = Self(1 << 13);
    /// of
    pub const OF: Self = Self(1 << 14);

    /// Words that rules name one by one.
    const NAMED: [(&str, Self); 14] = [
        ("at", Self::AT),
        ("but", Self::BUT),
        ("doubt", Self::DOUBT),
        ("kind", Self::KIND),
        ("least", Self::LEAST),
        ("never", Self::NEVER),
        ("no", Self::NO),
        ("nor", Self::OR),
        ("of", Self::OF),
        ("or", Self::OR),
        ("so", Self::SO),
        ("this", Self::SO),
        ("very", Self::AT),
        ("without", Self::WITHOUT),
    ];

    /// Whether the sets have a member in common.
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Both sets.
    pub fn and(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }
}

/// The number of a word in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(u16);

impl Entry {
    /// A token that no list holds.
    const UNKNOWN: Self = Self(0);
    /// A token that no list holds, but with "n't" in it.
    const NEGATED: Self = Self(1);
    /// Entries before the first word of a list.
    const FIRST: u16 = 2;

    /// Whether no list holds the token.
    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Its parts in the rules.
    pub roles: Roles,
    /// Its valence in the reference, −4 to 4.
    pub reference: Option<f64>,
}

/// Words one after another that have a valence together.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words.
    pub words: Vec<Entry>,
    /// Their valence, or what they add to the valence of a word after them.
    pub valence: f64,
}

/// All lists together.
#[derive(Debug)]
pub(super) struct Lexicon {
    table: Table,
    words: Vec<Word>,
    /// Idioms that hold words of the lexicon.
    pub idioms: Vec<Phrase>,
    /// Boosters of two words.
    pub boosters: Vec<Phrase>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// The lexicon, read once.
    pub fn shared() -> &'static Self {
        &LEXICON
    }

    /// The entry of a token that punctuation is taken off.
    pub fn entry(&self, token: &str) -> Entry {
        match self.table.get(token) {
            0 => self.unlisted(token),
            listed => Entry(listed),
        }
    }

    /// What is known of an entry.
    pub fn word(&self, entry: Entry) -> &Word {
        &self.words[usize::from(entry.0)]
    }

    fn unlisted(&self, token: &str) -> Entry {
        /// U+212A, the one character outside ASCII whose lower case is an ASCII letter.
        const KELVIN: char = '\u{212a}';
        if !token.is_ascii() && token.contains(KELVIN) {
            return self.entry(&token.replace(KELVIN, "k"));
        }
        let negated = memchr::memchr_iter(b'\'', token.as_bytes()).any(|at| {
            let (before, after) = token.as_bytes().split_at(at);
            matches!(before, [.., b'n' | b'N']) && matches!(after, [_, b't' | b'T', ..])
        });
        if negated { Entry::NEGATED } else { Entry::UNKNOWN }
    }

    fn load() -> Self {
        let mut lists = Lists::default();
        for (term, valence) in pairs(include_str!("vader/vader_lexicon.txt")) {
            // A token is put in lower case before it is looked up, and holds no space: the rest can never be found.
            if !term.contains(|c: char| c == ' ' || c.is_uppercase()) {
                lists.word(term).reference = Some(valence);
            }
        }
        for term in include_str!("vader/negations.txt").lines() {
            lists.role(term, Roles::NEGATION);
        }
        for (word, role) in Roles::NAMED {
            lists.role(word, role);
        }
        let mut boosters = Vec::new();
        for (term, increment) in pairs(include_str!("vader/boosters.tsv")) {
            if term.contains(' ') {
                boosters.push((term, increment));
            } else {
                lists.role(term, Roles::BOOSTER);
                if increment < 0.0 {
                    lists.role(term, Roles::DAMPENER);
                }
            }
        }
        let idioms: Vec<_> = pairs(include_str!("vader/idioms.tsv")).collect();
        for (phrase, _) in idioms.iter().chain(&boosters) {
            phrase.split(' ').for_each(|word| lists.role(word, Roles::IDIOM));
        }
        lists.finish(&idioms, &boosters)
    }
}

/// The words of the lists while they are read.
#[derive(Default)]
struct Lists<'a>(BTreeMap<&'a str, Word>);

impl<'a> Lists<'a> {
    fn word(&mut self, term: &'a str) -> &mut Word {
        self.0.entry(term).or_default()
    }

    fn role(&mut self, term: &'a str, role: Roles) {
        let word = self.word(term);
        word.roles = word.roles.and(role);
    }

    fn finish(self, idioms: &[(&str, f64)], boosters: &[(&str, f64)]) -> Lexicon {
        let table = Table::new(self.0.keys().copied().zip(Entry::FIRST..));
        let negated = Word { roles: Roles::NEGATION, ..Word::default() };
        let words = [Word::default(), negated].into_iter().chain(self.0.into_values()).collect();
        let phrases = |list: &[(&str, f64)]| {
            let entries = |phrase: &str| phrase.split(' ').map(|word| Entry(table.get(word))).collect();
            list.iter().map(|(phrase, valence)| Phrase { words: entries(phrase), valence: *valence }).collect()
        };
        let (idioms, boosters) = (phrases(idioms), phrases(boosters));
        Lexicon { table, words, idioms, boosters }
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
        assert!(Roles::NAMED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn the_last_of_two_valences_holds() {
        let valence = |word: &str| Lexicon::shared().word(Lexicon::shared().entry(word)).reference;
        assert_eq!(valence("lol"), Some(1.8));
        assert_eq!(valence("D:"), Some(1.2));
        assert_eq!(valence("fed up"), None);
    }

    #[test]
    fn tokens_with_nt_negate_though_no_list_holds_them() {
        let lexicon = Lexicon::shared();
        for token in ["xn't", "XN'Ty", "don't", "''n't"] {
            assert!(lexicon.word(lexicon.entry(token)).roles.has(Roles::NEGATION), "{token}");
        }
        assert!(
            lexicon.entry("n'").is_unknown() && lexicon.entry("don’t").is_unknown() && lexicon.entry("'t").is_unknown()
        );
        assert!(lexicon.word(lexicon.entry("\u{212a}ind")).roles.has(Roles::KIND));
    }

    #[test]
    fn no_word_is_both_a_booster_and_in_the_lexicon() {
        let strange = |word: &Word| word.reference.is_some() && word.roles.has(Roles::BOOSTER.and(Roles::NEGATION));
        assert!(!Lexicon::shared().words.iter().any(strange));
    }
}
