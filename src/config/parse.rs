//! The text of a configuration into declarations: what the file says, before it is laid onto a base.

use super::mistake::{Mistakes, shown, suggestion};
use super::model::{Group, Opinion, Outlet, Ownership, PROFILES, SENTENCES, Side, Speaker, Translated};
use super::read::{Field, Literal, fields, unknown};
use crate::score::Score;
use toml_edit::Document;

/// Keys and tables of the file.
const KEYS: [&str; 10] =
    ["base", "profile", "sentences", "seed", "min_confidence", "corpus", "groups", "outlets", "speakers", "sides"];
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
    /// The style of sentences.
    pub sentences: Option<String>,
    /// The seed.
    pub seed: Option<u64>,
    /// The least confidence.
    pub min_confidence: Option<Score>,
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
        "sentences" => {
            declared.sentences = field.choice(&SENTENCES.map(|word| (word, word)), mistakes).map(str::to_owned)
        }
        "seed" => declared.seed = field.number(mistakes),
        "min_confidence" => declared.min_confidence = field.share(mistakes),
        "corpus" => corpus(field, declared, mistakes),
        "groups" => declared.groups = entries(field, group, mistakes),
        "outlets" => declared.outlets = entries(field, outlet, mistakes),
        "speakers" => declared.speakers = entries(field, speaker, mistakes),
        "sides" => declared.sides = entries(field, side, mistakes),
        key if LATER.contains(&key) => {
            mistakes.add(field.line, format!("{} is not yet supported by this version: take it out", shown(key)));
        }
        _ => unknown(field, "the configuration", &KEYS, mistakes),
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

#[cfg(test)]
mod tests {
    use crate::config::load::parse;
    use std::path::Path;

    /// What is said about a text, each mistake on its line.
    fn mistakes(text: &str) -> String {
        parse(text, Path::new("t")).expect_err("this is a mistake").to_string()
    }

    #[test]
    fn what_most_people_write_is_accepted() {
        let text = r#"
            base = "korea-summits"
            profile = "news"
            seed = 20180612
            [corpus]
            how_collected = "a query of an archive, 10–13 June 2018"
            opinion = "exclude"
            [groups]
            xinhua = ["Xinhua"]
            kcna = ["KCNA", "Rodong Sinmun"]
            western = ["Reuters", "Bloomberg", "BBC"]
            [outlets."Rodong Sinmun"]
            match = ["rodong/**", "Rodong*"]
            country = "KP"
            ownership = "party"
            translated = "yes"
            [speakers."Kim Jong Un"]
            names = ["Chairman Kim", "Kim Jong-un", "the North Korean leader", "Comrade General Secretary"]
            not = ["Kim Yo Jong", "Kim Jong Il", "Kim Yong Chol"]
            pronouns = ["he"]
            side = "dprk"
            [sides.dprk]
            names = ["North Korea", "DPRK", "Pyongyang", "the North"]
            kind = "government"
        "#;
        let config = parse(text, Path::new("t")).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((config.groups.len(), config.group_of("Reuters"), config.group_of("CNN")), (3, "western", "other"));
        assert_eq!(config.outlet("Rodong Sinmun").unwrap().names, [""; 0], "the entry is replaced");
    }

    #[test]
    fn an_unknown_key_is_told_with_the_nearest_one() {
        assert_eq!(mistakes("profle = 1\n"), "t:1: unknown key `profle` in the configuration: did you mean `profile`?");
        let text =
            "\n[speakers.Ann]\nname = [\"A\"]\n[outlets.B]\nzzzzzz = 1\n[corpus]\nopinions = 1\n[sides.c]\nkinds = 1\n";
        let expected = "t:3: unknown key `name` in [speakers.`Ann`]: did you mean `names`?\n\
                        t:5: unknown key `zzzzzz` in [outlets.`B`]: [outlets.`B`] has names, match, country, ownership, translated\n\
                        t:7: unknown key `opinions` in [corpus]: did you mean `opinion`?\n\
                        t:9: unknown key `kinds` in [sides.`c`]: did you mean `kind`?";
        assert_eq!(mistakes(text), expected);
    }

    #[test]
    fn tables_of_later_versions_are_told_apart_from_slips() {
        let text = "group_by = \"country\"\n[events.x]\nlag = 1\n[frames.y]\n[[comparison]]\nmeasure = \"tone\"\n[[comparison]]\n";
        let expected = ["t:1: `group_by`", "t:2: `events`", "t:4: `frames`", "t:5: `comparison`"]
            .map(|start| format!("{start} is not yet supported by this version: take it out"));
        assert_eq!(mistakes(text), expected.join("\n"));
    }

    #[test]
    fn a_wrong_type_is_told() {
        for (text, expected) in [
            ("seed = \"7\"", "t:1: `seed` must be a whole number, not a string"),
            ("seed = -7", "t:1: `seed` must not be negative"),
            ("min_confidence = 70", "t:1: `min_confidence` must lie between 0 and 1"),
            ("min_confidence = nan", "t:1: `min_confidence` must lie between 0 and 1"),
            ("min_confidence = \".7\"", "t:1: `min_confidence` must be a number, not a string"),
            ("profile = true", "t:1: `profile` must be a string, not true or false"),
            ("speakers = 3", "t:1: `speakers` must be a table, not a whole number"),
            ("[[speakers]]", "t:1: `speakers` must be a table, not a list of tables"),
            ("[outlets]\nA = 2018-06-12", "t:2: `A` must be a table, not a date"),
            ("[outlets.A]\nnames = \"a\"", "t:2: `names` must be a list of strings like [\"a\", \"b\"], not a string"),
            ("[outlets.A]\nnames = [\n\"a\",\n7]", "t:4: `names` must hold strings, not a whole number"),
            ("[outlets.A]\nnames = [\" \"]", "t:2: `names` holds an empty string"),
            ("[sides.\"\"]", "t:1: a name in [sides] is empty or begins or ends with a space"),
        ] {
            assert_eq!(mistakes(text), expected);
        }
    }

    #[test]
    fn an_unknown_word_is_told_with_those_that_may_stand_there() {
        for (text, expected) in [
            (
                "profile = \"vadr\"",
                "t:1: `profile` cannot be `vadr`: did you mean `vader`? (one of: news, vader, vader-sentiment)",
            ),
            ("sentences = \"wep\"", "t:1: `sentences` cannot be `wep`: did you mean `web`? (one of: news, web)"),
            ("base = \"asia\"", "t:1: `base` cannot be `asia` (one of: korea-summits, none)"),
            (
                "[outlets.A]\ncountry = \"kp\"",
                "t:2: `country` cannot be `kp`: use two capital letters (ISO 3166: KP, CN, US, GB)",
            ),
            ("[outlets.A]\nmatch = [\"a[\"]", "t:2: `a[` is not a pattern: unclosed character class; missing ']'"),
            (
                "[speakers.A]\npronouns = [\"hee\"]",
                "t:2: `pronouns` cannot hold `hee`: did you mean `he`? (one of: he, she, they, it)",
            ),
        ] {
            assert_eq!(mistakes(text), expected);
        }
    }

    #[test]
    fn a_syntax_error_is_told_with_its_line() {
        assert_eq!(mistakes("seed = 1\n\nseed = 2\n"), "t:3: not valid TOML: duplicate key at `seed`");
        assert_eq!(mistakes("[corpus]\n[sides]\n[corpus]\n"), "t:3: not valid TOML: duplicate key at `corpus`");
        assert!(mistakes("seed = 1\nnames = [1,\n").starts_with("t:2: not valid TOML: "));
        assert!(mistakes(&"[".repeat(100_000)).starts_with("t:1: not valid TOML: "));
    }
}
