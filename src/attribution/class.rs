//! Classes of function words.
//!
//! `words.tsv` gives each function word its classes. Rules ask for classes and marks, seldom for words.

use super::cue::{self, Form};
use crate::span::Span;
use crate::text::table::Table;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal at $bit:literal),+ $(,)?) => {
        impl Class {
            $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)+

            /// The class with this name in `words.tsv`.
            fn parse(word: &str) -> Option<Class> {
                match word { $($word => Some(Class::$name),)+ _ => None }
            }
        }
    };
}

classes! {
    /// Pronouns that can be a subject.
    SUBJECT = "subject" at 0,
    /// Pronouns that can be an object.
    OBJECT = "object" at 1,
    /// Articles, demonstratives, possessives, quantifiers.
    DETERMINER = "determiner" at 2,
    /// his, their, 's.
    POSSESSIVE = "possessive" at 3,
    /// Determiners that stand alone as well: some, many, all.
    QUANTIFIER = "quantifier" at 4,
    /// Auxiliary and modal verbs, contracted with a pronoun or not.
    AUXILIARY = "auxiliary" at 5,
    /// Forms of be.
    BE = "be" at 6,
    /// not, never.
    NEGATION = "negation" at 7,
    /// Adverbs that stand between subject and verb and do not end in -ly.
    ADVERB = "adverb" at 8,
    /// Prepositions.
    PREPOSITION = "preposition" at 9,
    /// and, or, but.
    CONJUNCTION = "conjunction" at 10,
    /// Words that open a clause: while, because, who.
    SUBORDINATOR = "subordinator" at 11,
    /// Words that open the content of a cue: that, whether, how.
    COMPLEMENTIZER = "complementizer" at 12,
    /// Monday, last, ago: words of a time adjunct.
    TIME = "time" at 13,
    /// Days that stand as an adjunct without a preposition.
    WEEKDAY = "weekday" at 14,
    /// Words that open an adjunct after a verb of saying: in, on, during, Monday.
    ADJUNCT = "adjunct" at 15,
    /// Mr, Sen: abbreviations whose dot ends no sentence.
    HONORIFIC = "honorific" at 16,
    /// What is printed whole: statement, letter; and words that say a text follows.
    DOCUMENT = "document" at 17,
    /// What is uttered: warning, greetings, hope.
    UTTERANCE = "utterance" at 18,
    /// Words in front of a colon that name no speaker: Breaking, Video.
    LABEL = "label" at 19,
    /// Who can stand behind the colon of a headline: sources, report, Xinhua.
    INFORMANT = "informant" at 20,
    /// Finite forms of common verbs that end in neither -ed nor a form of saying.
    FINITE = "finite" at 21,
}

impl Class {
    /// Both sets together.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// A bit a class.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// True if the sets share a class.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

static TABLE: &str = include_str!("words.tsv");

static WORDS: LazyLock<Table<(Class, Option<Form>)>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, (Class, Option<Form>)> =
        cue::forms().map(|(word, form)| (word, (Class::default(), Some(form)))).collect();
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    for (word, names) in rows {
        words.entry(word).or_default().0 = names.split(' ').filter_map(Class::parse).fold(Class::default(), Class::or);
    }
    Table::new(words.into_iter(), &[])
});

/// The classes and the cue of a word of a text, in any case, with any apostrophe.
pub fn look_up(text: &str, word: Span) -> (Class, Option<Form>) {
    let found = match word.of(text) {
        curly if curly.len() > '’'.len_utf8() && curly.contains('’') => WORDS.of(&curly.replace('’', "'")),
        _ => WORDS.find(text, word),
    };
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_canonical() {
        let rows: Vec<(&str, &str)> =
            TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').unwrap()).collect();
        assert!(rows.is_sorted_by(|a, b| a.0 < b.0), "words.tsv is sorted, each word once");
        for (word, names) in rows {
            assert!(word.is_ascii() && *word == word.to_lowercase(), "{word}");
            let names: Vec<&str> = names.split(' ').collect();
            assert!(names.is_sorted_by(|a, b| a < b), "the classes of {word} are sorted");
            assert!(names.iter().all(|name| Class::parse(name).is_some()), "a class of {word} is unknown");
        }
    }
}
