//! Media as sources: outlets, named or not, and the words that stand for them (`state media`, `the report`, `the agency`).

use super::cast::Cast;
use super::name_run::{Kind, NameRun};
use super::names::{Entity, Names};
use super::source::Noun;
use super::word::country;
use crate::lookup::Lookup;
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

/// Words of media: `name` ends the name of one and `opening` begins one, `sheet` ends one behind an article (the Daily `Star`); `report` is what one publishes, `medium` is a noun for one, `several` one that
/// points back to nothing, `after` may follow a name (Yonhap `news agency`), `of` may stand before a noun,
/// `before` may stand before a name (the `newspaper` Asahi).
static MEDIA: LazyLock<Lookup<&str, &str>> =
    LazyLock::new(|| include_str!("media.tsv").lines().filter_map(|line| line.split_once('\t')).collect());

fn is(word: &str, kind: &str) -> bool {
    MEDIA.get(word).is_some_and(|kinds| kinds.split('|').any(|one| one == kind))
}

/// True for a word that may follow the name of a medium without being of it: Yonhap `news agency`.
pub fn is_of_media(word: &str) -> bool {
    is(word, "after")
}

/// True for a word, no name itself, that tells what sort of medium the noun behind it is: `state` media, `local` papers.
pub fn is_kind_of_medium(word: &str) -> bool {
    is(word, "of") && !matches!(word, "korea" | "north" | "south" | "sunday")
}

/// True for a noun that may stand right before the name of a medium: `broadcaster` NHK.
pub fn is_before_name(word: &str) -> bool {
    is(word, "before")
}

/// The medium that a name names: a configured outlet, or what looks like one.
pub fn named(names: &Names, cast: &Cast, text: &str, run: &NameRun) -> Option<Medium> {
    if let Some(entity @ Entity::Outlet(_)) = run.entity {
        return Some(outlet(names, cast, entity));
    }
    let name = super::sighting::plain(run.name.of(text));
    let last = name.rsplit(' ').next()?;
    let before = text[..run.span.start].trim_end();
    let definite = matches!(last_word(before), "the" | "The");
    if run.entity.is_none() && definite && !name.contains(' ') {
        // "the Journal" after "the Wall Street Journal".
        if let Some(entity) = cast.outlet_ending(names, last) {
            return Some(outlet(names, cast, entity));
        }
    }
    let looks = is_name(&name, definite)
        || is(last_word(before), "before")
        || before.ends_with("news agency")
        || is_call_sign(last) && run.kind == Kind::Body
        || is_edition(names, &name)
        || is_apposed(&text[run.span.end..]);
    (run.entity.is_none() && looks).then(|| Medium { entity: None, name: name.clone(), in_article: name })
}

/// True for what a medium may be called, to judge by its words: `Evening Herald`, `Radio Leeds`, the `Northern Star`.
pub fn is_name(name: &str, definite: bool) -> bool {
    let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) else { return false };
    is(first, "opening") || is(last, "name") || definite && is(last, "sheet")
}

/// True for an edition or a programme of a configured outlet: `BBC Radio Wales`.
fn is_edition(names: &Names, name: &str) -> bool {
    let outlet = |hit: &super::names::KnownName| hit.span.start == 0 && matches!(hit.entity, Entity::Outlet(_));
    name.contains(' ') && names.find(name).iter().any(outlet)
}

/// Words of an apposition that are looked through.
const APPOSITION: usize = 8;

/// True if what follows a name says that it is a medium: `, a weekly in Leeds`.
fn is_apposed(behind: &str) -> bool {
    let Some(apposition) = behind.strip_prefix(", ") else { return false };
    let mut words = apposition.split_ascii_whitespace().take(APPOSITION);
    if !words.next().is_some_and(|word| matches!(word, "a" | "an" | "the")) {
        return false;
    }
    let mut head = "";
    for word in words {
        let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if matches!(plain, "in" | "of" | "based" | "that" | "which" | "run" | "for" | "from" | "close" | "owned") {
            break;
        }
        head = plain;
        if plain.len() < word.len() {
            break;
        }
    }
    is(head, "medium") && !is(head, "several") || matches!(head, "agency" | "daily" | "weekly")
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
        let back = last(names, cast, at, country);
        let back = back.or_else(|| cast.only_outlet(names, country?).map(|entity| outlet(names, cast, entity)));
        if back.is_some() || report {
            return back;
        }
    }
    let news =
        noun.modifiers.iter().any(|word| is_of_media(word)) || matches!(plain, "newspaper" | "broadcaster" | "tabloid");
    (news && !report).then(|| Medium { entity: None, name: words.clone(), in_article: words })
}

/// The medium last mentioned before a place, of a country where one is given: that of one that is not configured is unknown.
fn last(names: &Names, cast: &Cast, at: usize, wanted: Option<&str>) -> Option<Medium> {
    cast.mentioned_before(at).find_map(|(character, _)| match character.entity {
        Some(entity @ Entity::Outlet(_)) => {
            wanted.is_none_or(|country| names.country(entity) == country).then(|| outlet(names, cast, entity))
        }
        None if wanted.is_none() && is_name(&character.fullest, false) => {
            Some(Medium { entity: None, name: character.fullest.clone(), in_article: character.fullest.clone() })
        }
        _ => None,
    })
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
    use super::super::named_text::NamedText;
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
        let (title, text) = (NamedText::new(&names, &title), NamedText::new(&names, &document));
        let cast = Cast::new(&title, &text);
        let span = Span::new(body.len() - source.len(), body.len());
        let found = match phrases(&text, span).into_iter().next()?.head {
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
