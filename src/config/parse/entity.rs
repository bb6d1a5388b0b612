//! Groups, outlets, speakers and sides: tables whose keys are names.

use super::declared::{Entry, note, texts};
use crate::config::mistake::{Mistakes, shown, suggestion};
use crate::config::model::{Group, Outlet, Ownership, Side, Speaker, Translated};
use crate::config::read::{Field, Literal, unknown};

const OUTLET_KEYS: [&str; 5] = ["names", "match", "country", "ownership", "translated"];
const SPEAKER_KEYS: [&str; 5] = ["names", "not", "pronouns", "side", "kind"];
const SIDE_KEYS: [&str; 2] = ["names", "kind"];
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

/// Reads an entry of `[groups]`.
pub fn group(field: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Group>> {
    let literals = field.literals(mistakes)?;
    let value = Group { name: field.key.to_owned(), outlets: texts(&literals) };
    Some(Entry { value, line: field.line, literals })
}

/// Reads an entry of `[outlets]`.
pub fn outlet(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Outlet>> {
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

/// Reads an entry of `[speakers]`.
pub fn speaker(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Speaker>> {
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

/// Reads an entry of `[sides]`.
pub fn side(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Side>> {
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
