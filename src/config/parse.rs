//! The text of a configuration into declarations: what the file says, before it is laid onto a base.

use super::mistake::{Mistakes, shown, suggestion};
use super::model::{Group, Opinion, Outlet, Ownership, PROFILES, Side, Speaker, Translated};
use super::read::{Field, Literal, fields, unknown};
use toml_edit::Document;

/// Keys and tables of the file.
const KEYS: [&str; 8] = ["base", "profile", "seed", "corpus", "groups", "outlets", "speakers", "sides"];
/// Keys and tables that are designed and come with a later version.
const LATER: [&str; 6] = ["events", "frames", "comparison", "group_by", "columns", "boilerplate"];
const CORPUS_KEYS: [&str; 2] = ["how_collected", "opinion"];
const OUTLET_KEYS: [&str; 5] = ["names", "match", "country", "ownership", "translated"];
const SPEAKER_KEYS: [&str; 5] = ["names", "not", "pronouns", "side", "kind"];
const SIDE_KEYS: [&str; 2] = ["names", "kind"];
const BASES: [(&str, &str); 2] = [("korea-summits", "korea-summits"), ("none", "none")];
const OPINIONS: [(&str, Opinion); 2] = [("exclude", Opinion::Exclude), ("include", Opinion::Include)];
const OWNERSHIPS: [(&str, Ownership); 4] = [
    ("state", Ownership::State),
    ("party", Ownership::Party),
    ("public", Ownership::Public),
    ("private", Ownership::Private),
];
const TRANSLATED: [(&str, Translated); 3] =
    [("yes", Translated::Yes), ("no", Translated::No), ("unknown", Translated::Unknown)];
const PRONOUNS: [&str; 4] = ["he", "she", "they", "it"];
const SPEAKER_KINDS: [(&str, &str); 4] =
    [("person", "person"), ("office", "office"), ("outlet", "outlet"), ("body", "body")];
const SIDE_KINDS: [(&str, &str); 2] = [("government", "government"), ("organisation", "organisation")];

/// What a file says; `None` where it says nothing.
#[derive(Debug, Default)]
pub struct Declared {
    /// The base.
    pub base: Option<String>,
    /// The profile.
    pub profile: Option<String>,
    /// The seed.
    pub seed: Option<u64>,
    /// `[corpus] how_collected`.
    pub how_collected: Option<String>,
    /// `[corpus] opinion`.
    pub opinion: Option<Opinion>,
    /// `[groups]`.
    pub groups: Vec<Entry<Group>>,
    /// `[outlets]`.
    pub outlets: Vec<Entry<Outlet>>,
    /// `[speakers]`.
    pub speakers: Vec<Entry<Speaker>>,
    /// `[sides]`.
    pub sides: Vec<Entry<Side>>,
}

/// An entry of a table, and the lines of what it says.
#[derive(Debug)]
pub struct Entry<T> {
    /// The entry.
    pub value: T,
    /// The line of its key.
    pub line: u64,
    /// Its strings that other entries may contradict: names, outlets, the side.
    pub literals: Vec<Literal>,
}

/// Reads a text; what it cannot read is among the mistakes. A syntax error hides all that follows it.
pub fn declared(text: &str, mistakes: &mut Mistakes) -> Declared {
    let mut declared = Declared::default();
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = mistakes.line(error.span());
            let at = error.span().and_then(|span| text.get(span)).map(str::trim).filter(|at| !at.is_empty());
            let at = at.map_or(String::new(), |at| format!(" at {}", shown(at)));
            mistakes.add(line, format!("not valid TOML: {}{at}", error.message()));
            return declared;
        }
    };
    for field in fields(document.as_table(), mistakes) {
        top(&field, &mut declared, mistakes);
    }
    declared
}

fn top(field: &Field<'_>, declared: &mut Declared, mistakes: &mut Mistakes) {
    match field.key {
        "base" => declared.base = field.choice(&BASES, mistakes).map(str::to_owned),
        "profile" => declared.profile = field.choice(&PROFILES.map(|word| (word, word)), mistakes).map(str::to_owned),
        "seed" => declared.seed = field.number(mistakes),
        "corpus" => corpus(field, declared, mistakes),
        "groups" => declared.groups = entries(field, group, mistakes),
        "outlets" => declared.outlets = entries(field, outlet, mistakes),
        "speakers" => declared.speakers = entries(field, speaker, mistakes),
        "sides" => declared.sides = entries(field, side, mistakes),
        key if LATER.contains(&key) => {
            mistakes.add(field.line, format!("{} is not yet supported by this version: take it out", shown(key)));
        }
        _ => unknown(field, "tone.toml", &KEYS, mistakes),
    }
}

fn corpus(field: &Field<'_>, declared: &mut Declared, mistakes: &mut Mistakes) {
    for field in field.table(mistakes).unwrap_or_default() {
        match field.key {
            "how_collected" => declared.how_collected = field.string(mistakes),
            "opinion" => declared.opinion = field.choice(&OPINIONS, mistakes),
            _ => unknown(&field, "[corpus]", &CORPUS_KEYS, mistakes),
        }
    }
}

/// The entries of a table whose keys are names.
fn entries<T>(
    table: &Field<'_>,
    read: fn(&Field<'_>, &mut Mistakes) -> Option<Entry<T>>,
    mistakes: &mut Mistakes,
) -> Vec<Entry<T>> {
    let mut entries = Vec::new();
    for field in table.table(mistakes).unwrap_or_default() {
        if field.key.trim() != field.key || field.key.is_empty() {
            mistakes.add(field.line, format!("a name in [{}] is empty or begins or ends with a space", table.key));
        }
        entries.extend(read(&field, mistakes));
    }
    entries
}

fn group(field: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Group>> {
    let literals = field.literals(mistakes)?;
    let value = Group { name: field.key.to_owned(), outlets: texts(&literals) };
    Some(Entry { value, line: field.line, literals })
}

fn outlet(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Outlet>> {
    let mut value = Outlet { name: entry.key.to_owned(), ..Outlet::default() };
    let mut literals = vec![Literal { text: entry.key.to_owned(), line: entry.line }];
    for field in entry.table(mistakes)? {
        match field.key {
            "names" => value.names = note(field.literals(mistakes), &mut literals),
            "match" => value.matches = globs(&field, &mut literals, mistakes),
            "country" => value.country = country(&field, mistakes).unwrap_or_default(),
            "ownership" => value.ownership = field.choice(&OWNERSHIPS, mistakes).unwrap_or_default(),
            "translated" => value.translated = field.choice(&TRANSLATED, mistakes).unwrap_or_default(),
            _ => unknown(&field, &format!("[outlets.{}]", shown(entry.key)), &OUTLET_KEYS, mistakes),
        }
    }
    Some(Entry { value, line: entry.line, literals })
}

fn speaker(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Speaker>> {
    let mut value = Speaker { name: entry.key.to_owned(), kind: "person".to_owned(), ..Speaker::default() };
    let mut literals = vec![Literal { text: entry.key.to_owned(), line: entry.line }];
    for field in entry.table(mistakes)? {
        match field.key {
            "names" => value.names = note(field.literals(mistakes), &mut literals),
            "not" => value.not = note(field.literals(mistakes), &mut literals),
            "pronouns" => value.pronouns = pronouns(&field, mistakes),
            "side" => {
                value.side = field.string(mistakes).unwrap_or_default();
                literals.push(Literal { text: value.side.clone(), line: field.line });
            }
            "kind" => value.kind = field.choice(&SPEAKER_KINDS, mistakes).unwrap_or_default().to_owned(),
            _ => unknown(&field, &format!("[speakers.{}]", shown(entry.key)), &SPEAKER_KEYS, mistakes),
        }
    }
    Some(Entry { value, line: entry.line, literals })
}

fn side(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Side>> {
    let mut value = Side { key: entry.key.to_owned(), kind: "government".to_owned(), ..Side::default() };
    let mut literals = Vec::new();
    for field in entry.table(mistakes)? {
        match field.key {
            "names" => value.names = note(field.literals(mistakes), &mut literals),
            "kind" => value.kind = field.choice(&SIDE_KINDS, mistakes).unwrap_or_default().to_owned(),
            _ => unknown(&field, &format!("[sides.{}]", shown(entry.key)), &SIDE_KEYS, mistakes),
        }
    }
    Some(Entry { value, line: entry.line, literals })
}

/// The strings of a list, which are also noted with their lines.
fn note(list: Option<Vec<Literal>>, literals: &mut Vec<Literal>) -> Vec<String> {
    let list = list.unwrap_or_default();
    let names = texts(&list);
    literals.extend(list);
    names
}

fn texts(literals: &[Literal]) -> Vec<String> {
    literals.iter().map(|literal| literal.text.clone()).collect()
}

fn globs(field: &Field<'_>, literals: &mut Vec<Literal>, mistakes: &mut Mistakes) -> Vec<String> {
    let list = field.literals(mistakes).unwrap_or_default();
    for literal in &list {
        if let Err(error) = globset::Glob::new(&literal.text) {
            mistakes.add(literal.line, format!("{} is not a pattern: {}", shown(&literal.text), error.kind()));
        }
    }
    note(Some(list), literals)
}

fn country(field: &Field<'_>, mistakes: &mut Mistakes) -> Option<String> {
    let code = field.string(mistakes)?;
    if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let message =
            format!("`country` cannot be {}: use two capital letters (ISO 3166: KP, CN, US, GB)", shown(&code));
        mistakes.add(field.line, message);
    }
    Some(code)
}

fn pronouns(field: &Field<'_>, mistakes: &mut Mistakes) -> Vec<String> {
    let list = field.literals(mistakes).unwrap_or_default();
    for Literal { text, line } in &list {
        if !PRONOUNS.contains(&text.as_str()) {
            let (hint, all) = (suggestion(text, PRONOUNS), PRONOUNS.join(", "));
            mistakes.add(*line, format!("`pronouns` cannot hold {}{hint} (one of: {all})", shown(text)));
        }
    }
    texts(&list)
}
