//! Media as sources: outlets, named or not, and the words that stand for them (`state media`, `the report`, `the agency`).

use super::cast::Cast;
use super::names::{Entity, Names};
use super::run::{Kind, Run};
use super::source::Noun;
use super::word::demonym;

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

/// Last words of the names of media.
const NAME_ENDS: [&str; 34] = [
    "Beacon",
    "Broadcasting",
    "Bugle",
    "Chronicle",
    "Courier",
    "Daily",
    "Dispatch",
    "Echo",
    "Enquirer",
    "Examiner",
    "Gazette",
    "Globe",
    "Guardian",
    "Herald",
    "Ilbo",
    "Inquirer",
    "Journal",
    "Magazine",
    "Mail",
    "Media",
    "Mirror",
    "News",
    "Newspaper",
    "Observer",
    "Post",
    "Press",
    "Radio",
    "Shimbun",
    "Sinmun",
    "Telegraph",
    "Television",
    "Times",
    "Tribune",
    "TV",
];

/// Nouns for what media publish; with an article they point back to one.
const REPORTS: [&str; 8] = ["article", "dispatch", "editorial", "piece", "report", "reporting", "story", "commentary"];

/// Nouns for media themselves.
const MEDIA: [&str; 26] = [
    "agency",
    "blog",
    "broadcaster",
    "channel",
    "daily",
    "journal",
    "magazine",
    "media",
    "network",
    "news",
    "newspaper",
    "newswire",
    "organization",
    "outlet",
    "outlets",
    "paper",
    "press",
    "publication",
    "radio",
    "site",
    "station",
    "tabloid",
    "television",
    "tv",
    "website",
    "wire",
];

/// The medium that a name names: a configured outlet, or what looks like one.
pub fn named(names: &Names, cast: &Cast, text: &str, run: &Run) -> Option<Medium> {
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
    let looks = words.next().is_some() && NAME_ENDS.contains(&last) || is_call_sign(last) && run.kind == Kind::Body;
    (run.entity.is_none() && looks).then(|| Medium { entity: None, name: name.clone(), in_article: name })
}

/// The medium that a noun describes: by the outlet it is of, else by the last one the article named, else in its own words.
pub fn described(names: &Names, cast: &Cast, text: &str, noun: &Noun, at: usize) -> Option<Medium> {
    let plain = noun.head.as_str();
    let report = REPORTS.contains(&plain) || plain == "reports";
    if !report && !MEDIA.contains(&plain) {
        return None;
    }
    if let Some(run) = &noun.of {
        let of = named(names, cast, text, run);
        if of.is_some() || report {
            return of;
        }
    }
    let modifier = |word: &str| noun.modifiers.iter().any(|modifier| modifier == word);
    let news =
        ["news", "press", "media", "newspaper", "broadcasting", "television", "tv"].iter().any(|word| modifier(word));
    let agency =
        matches!(plain, "agency" | "organization" | "outlet" | "outlets" | "site" | "website" | "blog" | "wire");
    let country = country_code(&noun.modifiers);
    let plural = matches!(
        plain,
        "media" | "reports" | "outlets" | "press" | "news" | "reporting" | "television" | "tv" | "radio"
    );
    if !plural && (noun.definite || country.is_some() || noun.of.is_some()) {
        let back = cast.last_outlet(names, at, country).map(|entity| outlet(names, cast, entity));
        if back.is_some() || report || agency && !news {
            return back;
        }
    }
    let literal = match plain {
        "media" | "press" | "reports" => true,
        _ => news && (plural || !report),
    };
    let words = noun.words.clone();
    literal.then(|| Medium { entity: None, name: words.clone(), in_article: words })
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

/// The ISO 3166 code of a country among some lower-case words.
fn country_code(words: &[String]) -> Option<&'static str> {
    let position = words.iter().position(|word| capital(word).as_deref().and_then(demonym).is_some());
    let side = |word: &str| match word {
        "north korea" | "dprk" => Some("KP"),
        "south korea" => Some("KR"),
        "china" => Some("CN"),
        "japan" => Some("JP"),
        "u.s." | "us" => Some("US"),
        "russia" => Some("RU"),
        _ => None,
    };
    let Some(position) = position else { return words.iter().find_map(|word| side(word)) };
    match words.get(position).map(String::as_str)? {
        "korean" => match position.checked_sub(1).and_then(|before| words.get(before)).map(String::as_str) {
            Some("north") => Some("KP"),
            Some("south") => Some("KR"),
            _ => None,
        },
        "chinese" => Some("CN"),
        "japanese" => Some("JP"),
        "american" => Some("US"),
        "british" => Some("GB"),
        "russian" => Some("RU"),
        "french" => Some("FR"),
        "german" => Some("DE"),
        "vietnamese" => Some("VN"),
        "singaporean" => Some("SG"),
        _ => None,
    }
}

fn capital(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}
