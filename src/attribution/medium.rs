//! Media as sources: outlets, named or not, and the words that stand for them (`state media`, `the report`, `the agency`).

use super::cast::Cast;
use super::name_run::{Kind, NameRun};
use super::names::{Entity, Names};
use super::source::Noun;
use super::word::country;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A medium that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// The outlet, if configured.
    pub entity: Option<Entity>,
    /// The canonical name of the outlet, else the words of the text without a leading article.
    pub name: String,
    /// The fullest form the article gives.
    pub in_article: String,
}

/// Words of media: `name` ends the name of one, `report` is what one publishes, `medium` is a noun for one, `several` one that
/// points back to nothing, `after` may follow a name (Yonhap `news agency`), `of` may stand before a noun,
/// `before` may stand before a name (the `newspaper` Asahi).
static MEDIA: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| include_str!("media.tsv").lines().filter_map(|line| line.split_once('\t')).collect());

fn is(word: &str, kind: &str) -> bool {
    MEDIA.get(word).is_some_and(|kinds| kinds.split('|').any(|one| one == kind))
}

/// True for a word that may follow the name of a medium without being of it: Yonhap `news agency`.
pub fn is_of_media(word: &str) -> bool {
    is(word, "after")
}

/// The medium that a name names: a configured outlet, or what looks like one.
pub fn named(names: &Names, cast: &Cast, text: &str, run: &NameRun) -> Option<Medium> {
    if let Some(entity @ Entity::Outlet(_)) = run.entity {
        return Some(outlet(names, cast, entity));
    }
    let name = super::cast::plain(run.name.of(text));
    let mut words = name.split(' ');
    let last = words.next_back()?;
    let definite =
        text[..run.span.start].trim_end().ends_with("the") || text[..run.span.start].trim_end().ends_with("The");
    if run.entity.is_none() && definite && !name.contains(' ') {
        // "the Journal" after "the Wall Street Journal".
        if let Some(entity) = cast.outlet_ending(names, last) {
            return Some(outlet(names, cast, entity));
        }
    }
    let preceded = is(last_word(&text[..run.span.start]), "before");
    let looks = preceded || words.next().is_some() && is(last, "name") || is_call_sign(last) && run.kind == Kind::Body;
    (run.entity.is_none() && looks).then(|| Medium { entity: None, name: name.clone(), in_article: name })
}

/// The medium that a noun describes: by the outlet it is of, else by the last one the article named, else in its own words.
pub fn described(names: &Names, cast: &Cast, text: &str, noun: &Noun, at: usize) -> Option<Medium> {
    let plain = noun.head.as_str();
    let report = is(plain, "report");
    if !report && !is(plain, "medium") {
        return None;
    }
    if let Some(run) = &noun.of {
        let of = named(names, cast, text, run);
        if of.is_some() || report {
            return of;
        }
        if noun.beside && run.kind != Kind::Side {
            // "Fars news agency"
            let rest = noun.words.find(run.name.of(text)).map_or("", |at| &noun.words[at..]);
            return (!rest.is_empty()).then(|| Medium {
                entity: None,
                name: rest.to_owned(),
                in_article: rest.to_owned(),
            });
        }
    }
    let modifier = |word: &str| noun.modifiers.iter().any(|modifier| modifier == word);
    let foreign =
        |word: &String| !(is(word, "of") || is_of_media(word) || country(std::slice::from_ref(word)).is_some());
    if !report && noun.modifiers.iter().any(foreign) || matches!(plain, "corps" | "pool") && !modifier("press") {
        // "intelligence agencies"
        return None;
    }
    let words = noun.words.clone();
    if is(plain, "several") {
        let some = !noun.definite || noun.modifiers.iter().any(|word| word != "'s");
        return some.then(|| Medium { entity: None, name: words.clone(), in_article: words });
    }
    let country = country(&noun.modifiers).map(|(_, code)| code);
    if noun.definite || country.is_some() || noun.of.is_some() {
        let back = cast.last_outlet(names, at, country).map(|(entity, _)| entity);
        let back = back.or_else(|| cast.only_outlet(names, country?)).map(|entity| outlet(names, cast, entity));
        if back.is_some() || report {
            return back;
        }
    }
    let news =
        noun.modifiers.iter().any(|word| is_of_media(word)) || matches!(plain, "newspaper" | "broadcaster" | "tabloid");
    (news && !report).then(|| Medium { entity: None, name: words.clone(), in_article: words })
}

/// The last word before a place.
fn last_word(before: &str) -> &str {
    before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// A configured outlet as a medium.
pub fn outlet(names: &Names, cast: &Cast, entity: Entity) -> Medium {
    let fullest =
        cast.of_entity(entity).and_then(|index| cast.characters.get(index)).map(|entry| entry.fullest.clone());
    let name = names.name(entity).to_owned();
    Medium { entity: Some(entity), in_article: fullest.unwrap_or_else(|| name.clone()), name }
}

/// A station by its letters: `WGN9`, `KCTV`.
fn is_call_sign(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    (3..=4).contains(&letters.len())
        && letters.starts_with(['W', 'K'])
        && letters.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::study;
    use super::super::source::{Head, phrases};
    use super::*;
    use crate::span::Span;
    use crate::text::document::Document;

    /// The medium that a source is, in an article that named Xinhua and KCNA before.
    fn read(source: &str) -> Option<String> {
        let names = study();
        let body = format!("Xinhua News Agency and then KCNA wrote. So {source}");
        let (title, document) = (Document::parse("", false), Document::parse(&body, false));
        let cast = Cast::new(&names, &title, &document);
        let span = Span::new(body.len() - source.len(), body.len());
        let found = match phrases(&names, &document, span).into_iter().next()?.head {
            Head::Name(run) => named(&names, &cast, &body, &run),
            Head::Noun(noun) => described(&names, &cast, &body, &noun, span.start),
            Head::Pronoun(_) => None,
        };
        found.map(|medium| medium.name)
    }

    #[test]
    fn media_are_known_by_name_or_by_their_words() {
        for (source, medium) in [
            ("Xinhua", "Xinhua"),
            ("the Chinese report", "Xinhua"),
            ("the agency", "KCNA"),
            ("the report", "KCNA"),
            ("a Xinhua report", "Xinhua"),
            ("state media", "state media"),
            ("local media reports", "local media reports"),
            ("the semi-official Fars news agency", "Fars news agency"),
            ("the Evening Herald", "Evening Herald"),
            ("the newspaper Izvestia", "Izvestia"),
        ] {
            assert_eq!(read(source).as_deref(), Some(medium), "{source}");
        }
        for source in ["the U.S. intelligence agencies", "Ann Hill", "the press", "an official", "a spy agency"] {
            assert_eq!(read(source), None, "{source}");
        }
    }
}
