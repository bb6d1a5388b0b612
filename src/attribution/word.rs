//! Words that tell names apart: offices and roles, bodies, demonyms, given names. The tables lie beside this file.

use crate::lookup::Lookup;
use crate::text::table::Table;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is known of somebody's gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
    /// Nothing says.
    #[default]
    Unknown,
}

impl Gender {
    /// True unless the two contradict each other.
    pub fn agrees(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }

    /// This, or the other where this says nothing.
    pub fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }

    fn parse(word: &str) -> Gender {
        match word {
            "m" => Gender::Male,
            "f" => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}

/// What the tables know of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// `role.tsv`: what somebody may be, singular, lower case (`minister`, `spokeswoman`, `analyst`, `mr`), with the gender it tells.
    pub role: Option<(&'static str, Gender)>,
    /// `office.tsv`: words that stand in the names of offices and in nobody's: `foreign`, `vice`.
    pub office: bool,
    /// `office.tsv`: words that stand in the names of bodies: `ministry`, `committee`.
    pub body: bool,
    /// `given.tsv`: common given names with the gender of most who bear them.
    pub given: Gender,
    /// `family.txt`: family names that come before the given name in Korean and Chinese.
    pub family: bool,
    /// `small.txt`: words that begin a sentence, or stand between names, and belong to none.
    pub small: bool,
}

static WORDS: LazyLock<Table<Known>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, Known> = BTreeMap::new();
    for (word, gender) in rows(include_str!("role.tsv")) {
        words.entry(word).or_default().role = Some((word, Gender::parse(gender)));
    }
    for (word, office) in rows(include_str!("office.tsv")) {
        let known = words.entry(word).or_default();
        (known.office, known.body) = (office == "office", office == "body");
    }
    for (word, gender) in rows(include_str!("given.tsv")) {
        words.entry(word).or_default().given = Gender::parse(gender);
    }
    include_str!("family.txt").lines().for_each(|word| words.entry(word).or_default().family = true);
    include_str!("small.txt").lines().for_each(|word| words.entry(word).or_default().small = true);
    Table::new(words.into_iter(), &[])
});

/// Adjectives of countries, with the country and its ISO 3166 code.
static DEMONYMS: LazyLock<Table<(&str, &str)>> = LazyLock::new(|| {
    let rows = rows(include_str!("demonym.tsv"));
    let rows: Vec<(String, _)> =
        rows.map(|(word, rest)| (word.to_lowercase(), rest.split_once('\t').unwrap_or((rest, "")))).collect();
    Table::new(rows.iter().map(|(word, country)| (word.as_str(), *country)), &[])
});
/// The same by the name of the country.
static COUNTRIES: LazyLock<Lookup<&str, (&str, &str)>> = LazyLock::new(|| {
    let rows = rows(include_str!("demonym.tsv"));
    rows.filter_map(|(_, rest)| rest.split_once('\t')).map(|row| (row.0, row)).collect()
});
/// Nouns for what has words of its own: `issued` ones are their issuer's (`statement`), `made` ones their maker's where the text says by
/// whom (`report`, `study`).
static DOCUMENTS: LazyLock<Lookup<&str, &str>> = LazyLock::new(|| rows(include_str!("document.tsv")).collect());

/// The rows of a table of two columns, word and what it is.
fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter_map(|line| line.split_once('\t'))
}

/// What is known of a word in any case.
pub fn known(word: &str) -> Known {
    if word.is_ascii() { WORDS.of(word) } else { WORDS.of(&word.to_lowercase()) }.unwrap_or_default()
}

/// The singular of a role, lower case, and its gender: `Ministers` → `minister`.
pub fn role(word: &str) -> Option<(&'static str, Gender)> {
    known(word).role.or_else(|| plural_role(word))
}

/// The same of a plural alone.
pub fn plural_role(word: &str) -> Option<(&'static str, Gender)> {
    let stem = |ending: &str| {
        let (stem, end) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
        end.eq_ignore_ascii_case(ending).then_some(stem)
    };
    match (stem("men"), stem("ies")) {
        (Some(stem), _) => known(&format!("{stem}man")).role,
        (_, Some(stem)) => known(&format!("{stem}y")).role,
        _ => known(stem("s")?).role,
    }
}

/// True for a word of the names of offices.
pub fn is_office(word: &str) -> bool {
    known(word).office
}

/// True for a word that makes a name the name of a body: `Ministry`, `Department`.
pub fn is_body(word: &str) -> bool {
    known(word).body
}

/// The country of a demonym, with a capital and no more: `Chinese` → `China`; plurals too.
pub fn demonym(word: &str) -> Option<&'static str> {
    let mut letters = word.chars();
    if !letters.next().is_some_and(char::is_uppercase) || letters.next().is_some_and(char::is_uppercase) {
        return None;
    }
    DEMONYMS.of(word).or_else(|| DEMONYMS.of(word.strip_suffix('s')?)).map(|(country, _)| country)
}

/// The country that some words in lower case name by a demonym or by its name, and its ISO 3166 code, which may be unknown.
pub fn country(words: &[String]) -> Option<(String, &'static str)> {
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        match (before, word.as_str()) {
            ("north", "korea" | "korean") | (_, "dprk") => return Some(("North Korea".to_owned(), "KP")),
            ("south", "korea" | "korean") | (_, "rok") => return Some(("South Korea".to_owned(), "KR")),
            (_, "u.s." | "us") => return Some(("United States".to_owned(), "US")),
            (_, "uk" | "u.k.") => return Some(("Britain".to_owned(), "GB")),
            _ => {}
        }
        let known = DEMONYMS.of(word).or_else(|| COUNTRIES.get(&*capital(word)).copied());
        if let Some((country, code)) = known {
            return Some((country.to_owned(), code));
        }
    }
    None
}

/// A word with a capital.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The gender a given name tells.
pub fn given(word: &str) -> Gender {
    known(word).given
}

/// True for a noun, in lower case, whose words are its issuer's: `statement`.
pub fn is_statement(noun: &str) -> bool {
    DOCUMENTS.get(noun) == Some(&"issued")
}

/// True for any noun, in lower case, for what has words of its own: `statement`, `report`, `study`.
pub fn is_document(noun: &str) -> bool {
    DOCUMENTS.contains_key(noun)
}

/// True for a family name that comes first.
pub fn is_leading_family(word: &str) -> bool {
    known(word).family
}

/// True for the mark of a possessive: `Kim's`, `the officials'`.
pub fn is_possessive_mark(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

/// True for a word that belongs to no name, though it may have a capital.
pub fn is_small(word: &str) -> bool {
    known(word).small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_without_duplicates() {
        for text in [
            include_str!("role.tsv"),
            include_str!("office.tsv"),
            include_str!("demonym.tsv"),
            include_str!("given.tsv"),
            include_str!("media.tsv"),
            include_str!("source.tsv"),
            include_str!("document.tsv"),
            include_str!("family.txt"),
            include_str!("small.txt"),
        ] {
            let words: Vec<&str> = text.lines().map(|line| line.split('\t').next().unwrap_or(line)).collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
            assert!(text.ends_with('\n'));
        }
    }

    #[test]
    fn roles_are_known_in_any_form() {
        assert_eq!(role("Spokeswoman"), Some(("spokeswoman", Gender::Female)));
        assert_eq!(role("Ministers"), Some(("minister", Gender::Unknown)));
        assert_eq!(role("spokesmen"), Some(("spokesman", Gender::Male)));
        assert_eq!(role("Envoys"), Some(("envoy", Gender::Unknown)));
        assert_eq!(role("table"), None);
    }

    #[test]
    fn names_and_words_are_told_apart() {
        assert!(is_office("Foreign") && is_body("Ministry") && !is_body("Foreign"));
        assert_eq!(demonym("Chinese"), Some("China"));
        assert_eq!(demonym("Americans"), Some("United States"));
        assert_eq!(["chinese", "CHINESE", "C"].map(demonym), [None; 3]);
        assert!(is_leading_family("Moon") && !is_leading_family("Miller"));
        assert!(is_small("However") && !is_small("Kim"));
    }
}
