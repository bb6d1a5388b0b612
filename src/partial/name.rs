//! Names of discovered speakers: which forms are one name, and what a form shows by itself.

use super::unnamed;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Titles before a name, lower-case, one a line.
static TITLES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("titles.txt").lines().collect());
/// Words that mark a description as one of an official source, lower-case, one a line.
static OFFICIAL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("official.txt").lines().collect());
/// Words that mark a description or a name as one of a medium, lower-case, one a line.
static MEDIA: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("media.txt").lines().collect());
/// Words after which a description's head noun has passed: "officials in Seoul".
const PREPOSITIONS: &[&str] = &["at", "close", "for", "from", "in", "of", "on", "to", "who", "with"];

/// The key under which the forms of a name are one name: NFKC and lower-case, with one kind of apostrophe, without accents, hyphens, marks at the
/// words' ends, initials and titles before a name; of a description, its group. A form that is nothing else keeps them.
pub fn key(form: &str) -> String {
    let bare: String = form.nfkd().filter(|&c| !is_combining_mark(c)).nfkc().collect();
    let form = if bare.is_empty() { form } else { &bare };
    let words: Vec<&str> =
        form.split(|c: char| c.is_whitespace() || is_hyphen(c)).filter(|word| !word.is_empty()).collect();
    let plain: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let group = if is_description(form) { unnamed::key(form) } else { String::new() };
    if !group.is_empty() {
        return group;
    }
    let first = after_titles(&words, &plain);
    let kept: Vec<&str> = (first..words.len())
        .filter(|&at| !is_initial(words[at], &plain[at]))
        .map(|at| plain[at].as_str())
        .filter(|word| !word.is_empty())
        .collect();
    if !kept.is_empty() {
        return kept.join(" ");
    }
    let all: Vec<&str> = plain.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    if all.is_empty() { form.to_owned() } else { all.join(" ") }
}

/// True if the form is a description ("South Korean officials", "a spokesman for the ministry") and no name: its head noun is lower-case.
pub fn is_description(form: &str) -> bool {
    let head = head(form).last();
    head.is_some_and(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase))
}

/// True if the form holds a word of office.
pub fn is_official(form: &str) -> bool {
    words(form).any(|word| OFFICIAL.contains(word.as_str()))
}

/// True if the form's head noun is a word for a medium: "local newspapers", "a news agency in Busan", and not "press secretary".
pub fn is_medium(form: &str) -> bool {
    let head: Vec<String> = head(form).map(plain).collect();
    match head.as_slice() {
        [.., kind, agency] if agency == "agency" || agency == "service" => kind == "news",
        [.., noun] => MEDIA.contains(noun.as_str()),
        [] => false,
    }
}

/// True for a medium that the form gives to a state or a party: "state media".
pub fn is_state_medium(form: &str) -> bool {
    is_medium(form) && words(form).any(|word| word == "state" || word == "party")
}

/// The words up to the head noun of a description.
pub(super) fn head(form: &str) -> impl Iterator<Item = &str> {
    form.split_whitespace().take_while(|word| !PREPOSITIONS.contains(word))
}

fn words(form: &str) -> impl Iterator<Item = String> + '_ {
    form.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

/// The first word after the titles; 0 where titles are all there is, or where what follows them is no name.
fn after_titles(words: &[&str], plain: &[String]) -> usize {
    let first = plain.iter().position(|word| !TITLES.contains(word.as_str())).unwrap_or(0);
    if words.get(first).is_some_and(|word| word.starts_with(char::is_uppercase)) { first } else { 0 }
}

/// A word in lower case without its full stops and without marks at its ends: "U.S." is "us".
pub(super) fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().filter(|&c| c != '.').map(|c| if matches!(c, '’' | '‘') { '\'' } else { c });
    letters.flat_map(char::to_lowercase).collect()
}

fn is_initial(word: &str, plain: &str) -> bool {
    plain.chars().count() == 1 && word.starts_with(char::is_uppercase)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_tables_are_sorted_and_hold_nothing_twice() {
        for text in [include_str!("titles.txt"), include_str!("official.txt"), include_str!("media.txt")] {
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "not sorted, or twice: {lines:?}");
            assert!(lines.iter().all(|line| *line == line.trim() && *line == line.to_lowercase() && !line.is_empty()));
        }
    }

    #[test]
    fn spellings_titles_and_initials_do_not_make_another_speaker() {
        for form in [
            "Mara Lin-ho",
            "MARA LIN HO",
            "President Mara Lin-ho",
            "Mara T. Lin‐Ho",
            "Former Vice Foreign Minister Mara Lin-ho",
            "Mará Lin-Ho",
        ] {
            assert_eq!(key(form), "mara lin ho", "{form}");
        }
        assert_eq!(key("U.S. officials"), key("US officials"));
        assert_eq!(key("Lin’s office"), key("Lin's office"));
        assert_eq!(key("a harbour official"), key("harbour official"));
        assert_ne!(key("The Hill"), key("Hill"));
    }

    #[test]
    fn a_title_alone_stays_what_it_is() {
        assert_eq!(key("Foreign Minister"), "foreign minister");
        assert_eq!(key("the president"), "president");
        assert_eq!(key("Minister of Trade"), "minister of trade");
        assert_eq!(key("former officials"), "former official");
        assert_eq!(key("J."), "j");
        assert_eq!(key("—"), "—");
    }

    #[test]
    fn descriptions_are_told_from_names() {
        for description in
            ["South Korean officials", "officials in Seoul", "a spokesman for the Harbour Office", "analysts"]
        {
            assert!(is_description(description), "{description}");
        }
        for name in ["Ann Lee", "Harbour Office", "Ministry of Trade", "KCNA", "金"] {
            assert!(!is_description(name), "{name}");
        }
        assert!(is_official("South Korean officials") && is_official("Ministry of Trade") && !is_official("analysts"));
        assert!(
            is_state_medium("state-run media") && !is_state_medium("local newspapers") && is_medium("local newspapers")
        );
        assert!(is_medium("a news agency in Busan") && !is_medium("press secretary") && !is_medium("Harbour Agency"));
    }

    proptest! {
        #[test]
        fn every_form_has_a_key(form in "\\PC{1,30}") {
            prop_assert!(!key(&form).is_empty());
            let _ = (is_description(&form), is_official(&form));
        }
    }
}
