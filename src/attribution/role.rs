//! Offices and roles that a text gives to somebody: `Chinese President Xi Jinping`, `Lee, a spokesman for the ministry`.

use super::name_run::NameRun;
use super::named_text::NamedText;
use super::word::{Gender, demonym, is_small, role};
use crate::span::Span;
use crate::text::document::{Document, Sentence};

/// A role, and whose: `president` of `China`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Singular, lower case.
    pub head: &'static str,
    /// A country, by its side's canonical name if it is a configured one; empty where nothing says.
    pub country: String,
}

/// Words before a name that may belong to its role.
const BEFORE: usize = 6;
/// Words after a name among which an apposition has its role.
const AFTER: usize = 12;

/// The roles that the words around a name give, and the gender they tell.
pub fn roles(text: &NamedText<'_>, sentence: &Sentence, run: &NameRun) -> (Vec<Role>, Gender) {
    let document = text.document;
    let mut found = Vec::new();
    let mut gender = Gender::Unknown;
    // A description is its own role: `the South Korean president`.
    let name_start = if run.description { run.name.end } else { run.name.start };
    let name_start = document.tokens.partition_point(|token| token.span.start < name_start);
    let name_end = document.tokens.partition_point(|token| token.span.start < run.name.end);
    let first = name_start.saturating_sub(BEFORE).max(sentence.tokens.start);
    let (mut heads, mut begin) = (Vec::new(), name_start);
    // Backwards from the name, as far as the words are of one noun phrase.
    for index in (first..name_start).rev() {
        let word = document.word(index);
        if let Some((head, of)) = role(word) {
            heads.push(head);
            gender = gender.or(of);
        } else if !run.tokens.contains(&index)
            && (is_small(word)
                || ends_phrase(word)
                || heads.is_empty() && demonym(word).is_none() && !is_dot(document, index))
        {
            break;
        }
        begin = index;
    }
    let country = country(text, begin..name_start);
    if heads.is_empty() && !country.is_empty() {
        found.push(Role { head: "", country: country.clone() });
    }
    found.extend(heads.into_iter().map(|head| Role { head, country: country.clone() }));
    if document.word(name_end) == "," {
        let end = sentence.tokens.end.min(name_end + 1 + AFTER);
        if let Some((head, of, country)) = apposition(text, name_end + 1..end) {
            gender = gender.or(of);
            found.push(Role { head, country });
        }
    }
    (found, gender)
}

/// The role in a noun phrase that stands after a comma: the last one before its first preposition or mark.
fn apposition(text: &NamedText<'_>, tokens: std::ops::Range<usize>) -> Option<(&'static str, Gender, String)> {
    let mut found = None;
    let mut end = tokens.start;
    for index in tokens.clone() {
        let word = text.document.word(index);
        let determiner = index == tokens.start && matches!(word, "a" | "an" | "the" | "his" | "her" | "its" | "their");
        let phrase = determiner || !is_small(word) && !ends_phrase(word) || matches!(word, "former" | "first");
        if !phrase {
            break;
        }
        found = role(word).or(found);
        end = index + 1;
    }
    let (head, gender) = found?;
    Some((head, gender, country(text, tokens.start..end)))
}

/// The country that some words name: a demonym with what tells North from South, a side.
fn country(text: &NamedText<'_>, tokens: std::ops::Range<usize>) -> String {
    let (names, document) = (text.names, text.document);
    let (Some(first), Some(last)) =
        (document.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| document.tokens.get(last)))
    else {
        return String::new();
    };
    if tokens.is_empty() {
        return String::new();
    }
    let mut before = "";
    for index in tokens {
        let word = document.word(index);
        if let Some(country) = demonym(word) {
            let told = if matches!(before, "North" | "South") { format!("{before} {country}") } else { country.into() };
            return names.exact(&told).map_or(told, |entity| names.name(entity).to_owned());
        }
        before = word;
    }
    let words = Span::new(first.span.start, last.span.end);
    let side = text.known_in(words).iter().find(|hit| matches!(hit.entity, super::names::Entity::Side(_)));
    side.map(|hit| names.name(hit.entity).to_owned()).unwrap_or_default()
}

fn is_dot(document: &Document<'_>, index: usize) -> bool {
    document.word(index) == "."
}

/// True for a mark that ends a noun phrase.
fn ends_phrase(word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric) && !matches!(word, "." | "'s" | "’s" | "'" | "’")
}

#[cfg(test)]
mod tests {
    use super::super::name_run::name_runs;
    use super::super::names::tests::study;
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let names = study();
        let document = Document::parse(text, false);
        let sentence = &document.sentences[0];
        let named = NamedText::new(&names, &document);
        let run = name_runs(&named, sentence.tokens.clone()).into_iter().find(|run| run.name.of(text) == "Ann Hill");
        let (roles, _) = roles(&named, sentence, &run.unwrap());
        roles.into_iter().map(|role| format!("{} {}", role.country, role.head).trim().to_owned()).collect()
    }

    #[test]
    fn roles_stand_before_and_behind_a_name() {
        assert_eq!(read("Then South Korean President Ann Hill spoke."), ["South Korea president"]);
        assert_eq!(read("Then U.S. Secretary of State Ann Hill spoke."), ["United States secretary"]);
        assert_eq!(read("So foreign ministry spokeswoman Ann Hill spoke."), ["spokeswoman"]);
        assert_eq!(read("So Ann Hill, a law professor at a school, spoke."), ["professor"]);
        assert_eq!(read("He saw Ann Hill."), Vec::<String>::new());
    }
}
