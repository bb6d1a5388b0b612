//! Sources without a name, by group: how many of a group speak, and how high they rank, does not make another group.
//!
//! `two South Korean officials`, `a senior South Korean official` and `some South Korean officials` are all `South Korean officials`. Words that
//! say who they are keep a group apart: `former officials`, `defence officials`, `officials in Seoul`.

use super::name::{head, plain};

/// Words that tell how many, which, or how high in rank; lower-case, sorted.
const LOOSE: [&str; 39] = [
    "a",
    "all",
    "an",
    "anonymous",
    "another",
    "any",
    "both",
    "certain",
    "each",
    "eight",
    "every",
    "few",
    "five",
    "four",
    "high-level",
    "high-ranking",
    "many",
    "more",
    "most",
    "multiple",
    "nine",
    "numerous",
    "one",
    "other",
    "senior",
    "seven",
    "several",
    "six",
    "some",
    "ten",
    "the",
    "these",
    "those",
    "three",
    "top",
    "two",
    "unidentified",
    "unnamed",
    "various",
];

/// The words of a description that tell its group, as they are written.
pub fn group(form: &str) -> String {
    let noun = head(form).count().saturating_sub(1);
    let words = form.split_whitespace().enumerate();
    let kept = words.filter(|(at, word)| *at >= noun || LOOSE.binary_search(&plain(word).as_str()).is_err());
    kept.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

/// The words of a group in lower case, its noun in the singular; empty for a form without letters or figures.
pub fn key(form: &str) -> String {
    let group = group(form);
    let noun = head(&group).count().saturating_sub(1);
    let words = group.split_whitespace().map(plain).enumerate();
    let words = words.map(|(at, word)| match at.checked_sub(noun) {
        Some(0) => person(singular(&word)),
        // `a spokesman of the ministry` is one for it.
        Some(1) if word == "of" => "for".to_owned(),
        _ => word,
    });
    let words = words.filter(|word| !word.is_empty()).collect::<Vec<_>>();
    words.join(" ").replace('-', " ")
}

/// True if the noun of a description is a plural.
pub fn is_plural(form: &str) -> bool {
    head(form).last().map(plain).is_some_and(|noun| singular(&noun) != noun)
}

/// A word for whoever speaks for somebody, of any gender.
fn person(noun: String) -> String {
    if matches!(noun.as_str(), "spokesman" | "spokeswoman") { "spokesperson".to_owned() } else { noun }
}

/// The singular of a noun in lower case.
fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("people") {
        return format!("{stem}person");
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let plural = noun.len() > 3 && !["ss", "us", "is", "news"].iter().any(|end| noun.ends_with(end));
    noun.strip_suffix('s').filter(|_| plural).unwrap_or(noun).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_rank_make_no_other_group() {
        assert!(LOOSE.is_sorted());
        for form in [
            "South Korean officials",
            "two South Korean officials",
            "a senior South Korean official",
            "several high-ranking South Korean officials",
        ] {
            assert_eq!(key(form), "south korean official", "{form}");
        }
        assert_eq!(group("one senior U.S. official in Seoul"), "U.S. official in Seoul");
        for form in ["spokesmen for the two sides", "a spokeswoman of the two sides", "spokespeople for the two sides"]
        {
            assert_eq!(key(form), "spokesperson for the two sides", "{form}");
        }
        assert_eq!(
            [key("some people"), key("allies"), key("sources"), key("press")],
            ["person", "ally", "source", "press"]
        );
    }

    #[test]
    fn who_they_are_makes_another() {
        let forms = ["officials", "former officials", "defence officials", "officials in Seoul", "many", "others"];
        let keys: std::collections::BTreeSet<String> = forms.iter().map(|form| key(form)).collect();
        assert_eq!(keys.len(), forms.len(), "{keys:?}");
    }

    #[test]
    fn plurals_are_known() {
        for (form, plural) in
            [("officials in Seoul", true), ("an official", false), ("spokesmen", true), ("the press", false)]
        {
            assert_eq!(is_plural(form), plural, "{form}");
        }
    }
}
