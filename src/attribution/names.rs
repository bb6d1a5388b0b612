//! The configured names: who they are, and where a text has them.

use super::fold::{Folding, fold, is_joint, is_silent};
use super::spelling::Spellings;
use super::word::Gender;
use crate::config::{Config, Outlet, Side, Speaker};
use crate::span::Span;
use std::collections::BTreeMap;

/// Something the configuration declares: an index into its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A speaker.
    Speaker(usize),
    /// A side.
    Side(usize),
    /// An outlet.
    Outlet(usize),
}

/// A configured name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Where.
    pub span: Span,
    /// Whose.
    pub entity: Entity,
    /// True for words that describe (`the North Korean leader`, `the North`) instead of naming.
    pub description: bool,
}

/// A name to look for.
#[derive(Debug)]
struct Pattern {
    /// As configured: the text must have its capitals.
    words: String,
    /// Nobody for a name that only keeps others out (`not`).
    entity: Option<Entity>,
    /// Between white space and hyphens.
    pieces: usize,
    /// May stand where the words around it have lost their spaces.
    glued: bool,
}

impl Pattern {
    fn new(words: &str, entity: Option<Entity>) -> Self {
        let pieces = pieces(words).count();
        Self { words: words.to_owned(), entity, pieces, glued: pieces >= GLUED_WORDS && !has_common_word(words) }
    }
}

/// Names of so many words are found where the words around them have lost their spaces, as in texts whose bold type was taken out.
const GLUED_WORDS: usize = 3;

/// Everything about names that does not depend on an article: compiled once from the configuration.
#[derive(Debug)]
pub struct Names {
    spellings: Spellings,
    /// Whether a name in a text may begin with a byte.
    openings: [bool; 256],
    patterns: Vec<Pattern>,
    speakers: Vec<Speaker>,
    sides: Vec<Side>,
    outlets: Vec<Outlet>,
}

impl Names {
    /// Compiles the names of a configuration. A name given twice belongs to the first: speakers, then sides, then outlets.
    pub fn new(config: &Config) -> Self {
        let mut keys = BTreeMap::new();
        let mut names = Self {
            spellings: Spellings::new(&keys),
            // Letters beyond ASCII are tried.
            openings: std::array::from_fn(|byte| byte >= 0xc0),
            patterns: Vec::new(),
            speakers: config.speakers.clone(),
            sides: config.sides.clone(),
            outlets: config.outlets.clone(),
        };
        for (index, speaker) in config.speakers.iter().enumerate() {
            let all = std::iter::once(&speaker.name).chain(&speaker.names);
            names.add(&mut keys, Some(Entity::Speaker(index)), all);
        }
        for (index, side) in config.sides.iter().enumerate() {
            names.add(&mut keys, Some(Entity::Side(index)), &side.names);
        }
        for (index, outlet) in config.outlets.iter().enumerate() {
            let all = std::iter::once(&outlet.name).chain(&outlet.names).filter(|name| !is_domain(name));
            names.add(&mut keys, Some(Entity::Outlet(index)), all);
        }
        for speaker in &config.speakers {
            names.add(&mut keys, None, &speaker.not);
        }
        names.spellings = Spellings::new(&keys);
        names
    }

    /// Adds names; `keys` has the pattern of each folded one.
    fn add<'a>(
        &mut self,
        keys: &mut BTreeMap<String, usize>,
        entity: Option<Entity>,
        all: impl IntoIterator<Item = &'a String>,
    ) {
        for words in all {
            let key = fold(words);
            if let Some(known) = keys.get(&key).and_then(|&known| self.patterns.get_mut(known)) {
                // "China's foreign ministry" beside "China's Foreign Ministry": both are meant, so the fewer capitals are asked for.
                if known.entity == entity && capitals(words) < capitals(&known.words) {
                    *known = Pattern::new(words, entity);
                    self.open(words, &key);
                }
                continue;
            }
            if key.is_empty() {
                continue;
            }
            self.open(words, &key);
            keys.insert(key, self.patterns.len());
            self.patterns.push(Pattern::new(words, entity));
        }
    }

    /// Records what a name may begin with: with a capital if it has one, unless that is an article's.
    fn open(&mut self, words: &str, key: &str) {
        let article = pieces(words).next().is_some_and(|(_, first)| first.eq_ignore_ascii_case("the"));
        let any_case = article || !words.starts_with(char::is_uppercase);
        let first = |text: &str| Folding::new(text).next().map(|(_, c)| c);
        for (byte, open) in (0..128).map(char::from).zip(&mut self.openings) {
            *open |= first(byte.encode_utf8(&mut [0; 4])) == key.chars().next() && (any_case || !byte.is_lowercase());
        }
    }

    /// Where a name may begin: behind no letter or digit, and with a capital behind a small letter, within a word (`ComradeKim`). With each
    /// place whether it is within a word.
    fn beginnings(&self, text: &str) -> impl Iterator<Item = (usize, bool)> {
        let mut found = [0_u16; BLOCK];
        let blocks = (0..text.len()).step_by(BLOCK);
        let candidates = blocks.flat_map(move |start| {
            let count = candidates(text.as_bytes(), start, &self.openings, &mut found);
            found.into_iter().take(count).map(move |at| start + usize::from(at))
        });
        candidates.filter_map(move |at| {
            let (before, rest) = text.split_at(at);
            let before = before.chars().next_back().unwrap_or(' ');
            let within_word = before.is_lowercase() && rest.starts_with(char::is_uppercase);
            let begins = (within_word || !before.is_alphanumeric()) && !rest.starts_with(is_silent);
            (begins && self.spellings.may_begin(text, at)).then_some((at, before.is_alphabetic()))
        })
    }

    /// The configured names in a text, in text order, none inside another: at each place the longest.
    pub fn find(&self, text: &str) -> Vec<KnownName> {
        let mut hits: Vec<(Span, usize)> = Vec::new();
        for (start, within_word) in self.beginnings(text) {
            let rest = &text[start..];
            let folding = if within_word { Folding::within_word(rest) } else { Folding::new(rest) };
            for (pattern, length) in self.spellings.at_beginning(folding) {
                let span = Span::new(start, length.map_or(text.len(), |length| start + length)).trimmed(text);
                let fits = |pattern: &Pattern| {
                    stands_alone(text, span, pattern.glued) && has_capitals(span.of(text), &pattern.words)
                };
                if self.patterns.get(pattern).is_some_and(fits) {
                    hits.push((span, pattern));
                }
            }
        }
        hits.sort_unstable_by_key(|&(span, pattern)| (span.start, std::cmp::Reverse(span.end), pattern));
        let mut chosen: Vec<(Span, usize)> = Vec::new();
        for (span, pattern) in hits {
            match chosen.last_mut() {
                Some(last) if span.start < last.0.end => {
                    // "the South" gives way to "South China Morning Post", "President Moon" to "Moon Jae-in", and a title with a bare
                    // surname to the whole name, however long the title.
                    let whole = span.end > last.0.end && self.entity(pattern) == self.entity(last.1);
                    if whole || self.pieces(pattern) > self.pieces(last.1) {
                        *last = (span, pattern);
                    }
                }
                _ => chosen.push((span, pattern)),
            }
        }
        chosen.into_iter().filter_map(|(span, pattern)| self.hit(text, span, pattern)).collect()
    }

    fn pieces(&self, pattern: usize) -> usize {
        self.patterns.get(pattern).map_or(0, |pattern| pattern.pieces)
    }

    fn entity(&self, pattern: usize) -> Option<Entity> {
        self.patterns.get(pattern).and_then(|pattern| pattern.entity)
    }

    fn hit(&self, text: &str, span: Span, pattern: usize) -> Option<KnownName> {
        let pattern = self.patterns.get(pattern)?;
        let entity = pattern.entity?;
        if is_direction(&pattern.words) && goes_on(&text[span.end..]) {
            return None;
        }
        Some(KnownName { span, entity, description: self.is_description(&pattern.words, entity) })
    }

    /// True for a configured name that describes: of a person one with a common noun, of a side one with an article.
    fn is_description(&self, words: &str, entity: Entity) -> bool {
        match entity {
            Entity::Speaker(_) if self.is_person(entity) => has_common_word(words),
            _ => words.starts_with("the "),
        }
    }

    /// True for a configured person.
    pub fn is_person(&self, entity: Entity) -> bool {
        self.speaker(entity).is_some_and(|speaker| !matches!(speaker.kind.as_str(), "office" | "body" | "outlet"))
    }

    /// The place of a configured name among all names: the earlier ones are the better ones.
    pub fn rank(&self, name: &str) -> usize {
        self.spellings.whole(Folding::new(name)).unwrap_or(usize::MAX)
    }

    /// Who bears exactly this name.
    pub fn exact(&self, name: &str) -> Option<Entity> {
        let pattern = self.patterns.get(self.spellings.whole(Folding::new(name))?)?;
        has_capitals(name, &pattern.words).then_some(pattern.entity).flatten()
    }

    /// The canonical name.
    pub fn name(&self, entity: Entity) -> &str {
        match entity {
            Entity::Speaker(index) => self.speakers.get(index).map(|speaker| speaker.name.as_str()),
            Entity::Side(index) => self.sides.get(index).and_then(|side| side.names.first()).map(String::as_str),
            Entity::Outlet(index) => self.outlets.get(index).map(|outlet| outlet.name.as_str()),
        }
        .unwrap_or_default()
    }

    /// A configured speaker.
    pub fn speaker(&self, entity: Entity) -> Option<&Speaker> {
        let Entity::Speaker(index) = entity else { return None };
        self.speakers.get(index)
    }

    /// The gender that a configured speaker's pronouns tell.
    pub fn gender(&self, entity: Entity) -> Gender {
        match self.speaker(entity).map(|speaker| speaker.pronouns.as_slice()) {
            Some([only]) if only == "he" => Gender::Male,
            Some([only]) if only == "she" => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// The side a speaker belongs to.
    pub fn side_of(&self, speaker: &Speaker) -> Option<Entity> {
        self.sides.iter().position(|side| side.key == speaker.side).map(Entity::Side)
    }

    /// ISO 3166 code of an outlet's country, empty where nothing says.
    pub fn country(&self, entity: Entity) -> &str {
        let Entity::Outlet(index) = entity else { return "" };
        self.outlets.get(index).map(|outlet| outlet.country.as_str()).unwrap_or_default()
    }

    /// The outlet that bears this name.
    pub fn outlet(&self, name: &str) -> Option<Entity> {
        let index = self.outlets.iter().position(|outlet| outlet.name == name)?;
        Some(Entity::Outlet(index))
    }
}

/// Bytes of a text that are looked through together.
const BLOCK: usize = 256;

/// Finds the places, from `start` on, of the bytes of a block that open a name, behind no letter or digit of ASCII or, if no small one, behind
/// a small one; gives their number. Without a branch: no processor foresees where words begin.
fn candidates(text: &[u8], start: usize, openings: &[bool; 256], found: &mut [u16; BLOCK]) -> usize {
    let (mut count, mut before) = (0, start.checked_sub(1).map_or(b' ', |before| text[before]));
    for (at, &byte) in (0_u16..).zip(text[start..].iter().take(BLOCK)) {
        let begins = !before.is_ascii_alphanumeric() | before.is_ascii_lowercase() & !byte.is_ascii_lowercase();
        found[count] = at;
        count += usize::from(openings[usize::from(byte)] & begins);
        before = byte;
    }
    count
}

/// True for an internet domain among an outlet's names: no name in prose.
fn is_domain(name: &str) -> bool {
    name.contains('.') && !name.contains(char::is_whitespace) && !name.contains(char::is_uppercase)
}

/// True for a name that begins with an article, or holds a word without a capital that no name holds.
fn has_common_word(words: &str) -> bool {
    /// Small words inside proper names.
    const PARTICLES: [&str; 11] = ["al", "and", "bin", "da", "de", "del", "der", "di", "la", "van", "von"];
    let mut all = words.split_whitespace();
    all.next().is_some_and(|first| matches!(first, "the" | "The" | "a"))
        || all.any(|word| word.starts_with(char::is_lowercase) && !PARTICLES.contains(&word))
}

/// True for `the North`: an article and one word.
fn is_direction(words: &str) -> bool {
    words.strip_prefix("the ").is_some_and(|rest| !rest.contains(' '))
}

/// True if the next word has a capital: `the North` Pole.
fn goes_on(text: &str) -> bool {
    text.strip_prefix([' ', '\u{a0}', '\n']).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// True if no letter or digit touches the match; where names may be glued, small letters may: `ComradeKim Jong Unsaid`.
fn stands_alone(text: &str, span: Span, glued: bool) -> bool {
    let outside = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() && !(glued && c.is_lowercase()));
    outside(text[..span.start].chars().next_back()) && outside(text[span.end..].chars().next())
}

/// True if the text has the capitals of the name: where the name has one, and throughout for an acronym. After a hyphen none is needed
/// (`Jong-un`); a leading article may have any case; a text all in capitals has them anyway.
fn has_capitals(text: &str, name: &str) -> bool {
    let after_hyphen = |at: usize| text[..at].ends_with(['-', '\u{2010}', '\u{2011}']);
    let mut words = pieces(text);
    for (index, (_, piece)) in pieces(name).enumerate() {
        let Some((at, word)) = words.next() else { return true };
        let wants = piece.starts_with(char::is_uppercase) && !(index == 0 && piece.eq_ignore_ascii_case("the"));
        if wants && !word.starts_with(char::is_uppercase) && !after_hyphen(at) {
            return false;
        }
        let acronym = piece.len() > 1 && !piece.contains(char::is_lowercase);
        if acronym && word.contains(char::is_lowercase) {
            return false;
        }
    }
    true
}

/// Capitals in a name.
fn capitals(name: &str) -> usize {
    name.chars().filter(|c| c.is_uppercase()).count()
}

/// The pieces of a name between white space and hyphens, with their places.
fn pieces(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    name.split_inclusive(is_joint)
        .map(move |piece| {
            let start = at;
            at += piece.len();
            (start, piece.trim_end_matches(is_joint))
        })
        .filter(|(_, piece)| !piece.is_empty())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn list(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn speaker(name: &str, names: &[&str], not: &[&str], pronouns: &[&str], side: &str) -> Speaker {
        Speaker {
            name: name.into(),
            names: list(names),
            not: list(not),
            pronouns: list(pronouns),
            side: side.into(),
            kind: "person".into(),
        }
    }

    fn outlet(name: &str, names: &[&str], country: &str) -> Outlet {
        Outlet { name: name.into(), names: list(names), country: country.into(), ..Outlet::default() }
    }

    /// A small study for the tests of this floor.
    pub fn study() -> Names {
        let side = |key: &str, names: &[&str]| Side { key: key.into(), names: list(names), kind: "government".into() };
        Names::new(&Config {
            speakers: vec![
                speaker(
                    "Kim Jong Un",
                    &["Chairman Kim", "the North Korean leader", "Comrade General Secretary"],
                    &["Kim Yo Jong", "Kim Jong Il"],
                    &["he"],
                    "dprk",
                ),
                speaker("Donald Trump", &["Trump", "the U.S. president"], &["Trump Tower"], &["he"], "us"),
                speaker("Moon Jae-in", &["the South Korean president", "President Moon"], &[], &["he"], "rok"),
                speaker("Xi Jinping", &["the Chinese president"], &[], &["he"], "china"),
                Speaker { kind: "office".into(), ..speaker("White House", &[], &[], &["it"], "us") },
            ],
            sides: vec![
                side(
                    "dprk",
                    &["North Korea", "Democratic People's Republic of Korea", "DPRK", "Pyongyang", "the North"],
                ),
                side("us", &["United States", "U.S.", "Washington"]),
                side("rok", &["South Korea", "Republic of Korea", "ROK", "Seoul", "the South"]),
                side("china", &["China", "Beijing"]),
            ],
            outlets: vec![
                outlet("Xinhua", &["Xinhua News Agency", "xinhuanet.com"], "CN"),
                outlet("KCNA", &["Korean Central News Agency"], "KP"),
                outlet("Yonhap", &["Yonhap News Agency", "Yonhap news agency"], "KR"),
                outlet("ABC News", &["ABC"], "US"),
                outlet("The Hill", &[], "US"),
                outlet("Washington Post", &["The Washington Post"], "US"),
                outlet("Reuters", &[], "GB"),
            ],
            ..Config::default()
        })
    }

    fn found(text: &str) -> Vec<(String, String)> {
        let names = study();
        let hits = names.find(text);
        hits.iter().map(|hit| (hit.span.of(text).to_owned(), names.name(hit.entity).to_owned())).collect()
    }

    fn only(text: &str, words: &str, name: &str) {
        assert_eq!(found(text), [(words.to_owned(), name.to_owned())], "{text}");
    }

    #[test]
    fn spellings_of_a_configured_name_are_found() {
        only("So Kim Jong-un said.", "Kim Jong-un", "Kim Jong Un");
        only("KIM JONG UN SAYS NO", "KIM JONG UN", "Kim Jong Un");
        only("Moon Jae In left", "Moon Jae In", "Moon Jae-in");
        only("The North Korean leader left", "The North Korean leader", "Kim Jong Un");
        only("South Korean President Moon Jae-in", "Moon Jae-in", "Moon Jae-in");
        only("ComradeKim Jong Unsaid so", "Kim Jong Un", "Kim Jong Un");
        only("the US's envoy", "US", "United States");
        only("Democratic People’s Republic\nof Korea", "Democratic People’s Republic\nof Korea", "North Korea");
    }

    #[test]
    fn other_words_are_not() {
        for text in ["it told us", "he would trump it", "Kim Yo Jong", "Trump Tower", "to the north", "xinhuanet.com"] {
            assert_eq!(found(text), [], "{text}");
        }
        only("the South Lawn of the South", "the South", "South Korea");
        only("North Koreans like North Korea", "North Korea", "North Korea");
    }

    #[test]
    fn a_name_is_exact_or_not_at_all() {
        let names = study();
        assert_eq!(names.exact("Kim Jong-Un"), Some(Entity::Speaker(0)));
        assert_eq!(names.exact("Kim Yo Jong"), None);
        assert_eq!(names.exact("Kim"), None);
        assert_eq!(names.name(names.exact("the North").unwrap()), "North Korea");
    }
}
