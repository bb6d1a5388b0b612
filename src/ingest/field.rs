//! What a record says: the names under which exports keep outlet, date, title and text, and the kinds of values they hold.

use crate::ingest::reason;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// What is taken from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The record's own id.
    Id,
    /// Who published it.
    Outlet,
    /// When.
    Date,
    /// The headline.
    Title,
    /// The body.
    Text,
    /// Where.
    Url,
    /// News or opinion.
    Genre,
}

/// The aliases, `field TAB alias`; of several in one record the one that stands first here decides.
const ALIASES: &str = include_str!("fields.tsv");

/// By the bare name: the field, and the rank of the alias.
static FIELDS: LazyLock<HashMap<String, (Field, usize)>> = LazyLock::new(|| {
    let known = |(rank, line): (usize, &str)| {
        let (field, alias) = line.split_once('\t')?;
        Some((bare(alias), (named(field)?, rank)))
    };
    ALIASES.lines().enumerate().filter_map(known).collect()
});

fn named(field: &str) -> Option<Field> {
    Some(match field {
        "id" => Field::Id,
        "outlet" => Field::Outlet,
        "date" => Field::Date,
        "title" => Field::Title,
        "text" => Field::Text,
        "url" => Field::Url,
        "genre" => Field::Genre,
        _ => return None,
    })
}

/// The field a key stands for, and its rank among the aliases. Case, `_`, `-` and blanks do not matter.
pub fn field(key: &str) -> Option<(Field, usize)> {
    FIELDS.get(&bare(key)).copied()
}

/// A key without case and marks: `Publish-Date` and `publish_date` are one.
fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Why a record gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A code of [`reason`].
    pub reason: &'static str,
    /// What a person needs to know more.
    pub detail: String,
    /// The line of the record, from 1, where that is known.
    pub line: u64,
}

impl Fault {
    /// A fault of the record as a whole.
    pub fn new(reason: &'static str, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into(), line: 1 }
    }
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Null, empty, or a word that says so.
    Nothing,
    /// Words. A list of paragraphs is joined by blank lines, a list of sentences in it by blanks.
    Text(String),
    /// A number, as written.
    Number(String),
    /// An object's `name`, or else its `id`.
    Name(String),
    /// Anything else: what it is.
    Other(&'static str),
}

impl Value {
    /// Words, or nothing where exports write a word for it.
    pub fn text(words: impl Into<String>) -> Self {
        const NOTHING: &[&str] = &["", "none", "null", "nan", "nat"];
        let words = words.into();
        let trimmed = words.trim();
        if trimmed.len() <= 4 && NOTHING.iter().any(|nothing| trimmed.eq_ignore_ascii_case(nothing)) {
            return Value::Nothing;
        }
        Value::Text(words)
    }
}

/// The fields of one record that are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Field, rank of its alias, key as written, value; in the order of the ranks.
    values: Vec<(Field, usize, String, Value)>,
    /// The first other keys, to be named where a text is missing.
    others: Vec<String>,
    /// The first key that stands twice.
    twice: Option<String>,
}

impl Record {
    /// Adds a value under a key that [`field`] knows. Of spellings of one alias (`date`, `Date`) the first that is not null is kept.
    pub fn put(&mut self, key: &str, (field, rank): (Field, usize), value: Value) {
        match self.values.binary_search_by_key(&rank, |(_, rank, ..)| *rank) {
            Err(at) => self.values.insert(at, (field, rank, key.to_owned(), value)),
            Ok(at) if self.values[at].2 == key => self.twice = Some(key.to_owned()),
            Ok(at) if self.values[at].3 == Value::Nothing => self.values[at] = (field, rank, key.to_owned(), value),
            Ok(_) => {}
        }
    }

    /// Notes a key that no field is kept under.
    fn note(&mut self, key: &str) {
        const NAMED: usize = 8;
        if self.others.len() < NAMED {
            self.others.push(key.chars().take(32).collect());
        }
    }

    /// The values of a field, best alias first; nulls left out.
    pub fn values(&self, field: Field) -> impl Iterator<Item = &Value> {
        self.values
            .iter()
            .filter(move |(of, .., value)| *of == field && *value != Value::Nothing)
            .map(|(.., value)| value)
    }

    /// The first value of a field that is words, a number or a name, without white space around it; empty if there is none.
    pub fn word(&self, field: Field) -> String {
        let word = |value: &Value| match value {
            Value::Text(word) | Value::Number(word) | Value::Name(word) => Some(word.trim().to_owned()),
            Value::Nothing | Value::Other(_) => None,
        };
        self.values(field).find_map(word).unwrap_or_default()
    }

    /// Fails if a key stands twice: nobody knows which is meant.
    pub fn check(&self) -> Result<(), Fault> {
        let fault = |key: &String| Fault::new(reason::DUPLICATE_KEY, format!("“{key}” stands twice"));
        self.twice.as_ref().map_or(Ok(()), |key| Err(fault(key)))
    }

    /// Takes the text out, as written. Fails if there is none.
    pub fn take_text(&mut self) -> Result<String, Fault> {
        let mut texts = self.values.iter_mut().filter(|(field, ..)| *field == Field::Text).peekable();
        if texts.peek().is_none() {
            return Err(Fault::new(
                reason::NO_TEXT,
                format!("no field for the text; others: {}", self.others.join(", ")),
            ));
        }
        let mut fault = Fault::new(reason::NO_TEXT, "the text is empty");
        for (_, _, key, value) in texts {
            let kind = match value {
                Value::Text(text) => return Ok(std::mem::take(text)),
                Value::Nothing => continue,
                Value::Number(_) => "a number",
                Value::Name(_) => "an object",
                Value::Other(kind) => *kind,
            };
            if fault.reason == reason::NO_TEXT {
                fault = Fault::new(reason::WRONG_TYPE, format!("“{key}” is {kind}, not a text"));
            }
        }
        Err(fault)
    }
}

/// Reads an object, keeping the fields that are used and stepping over the rest.
impl<'de> serde::Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Record;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
                let mut record = Record::default();
                while let Some(key) = map.next_key::<String>()? {
                    if let Some(field) = field(&key) {
                        record.put(&key, field, map.next_value_seed(Words { level: 0 })?);
                    } else {
                        record.note(&key);
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// Reads a value without ever building a tree of it: what is kept is never larger than what was read.
#[derive(Clone, Copy)]
struct Words {
    /// Lists around it.
    level: usize,
}

/// What joins the members of a list: paragraphs, and the sentences of a paragraph.
const JOINS: [&str; 2] = ["\n\n", " "];

impl<'de> DeserializeSeed<'de> for Words {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_str<E>(self, words: &str) -> Result<Value, E> {
        Ok(Value::text(words))
    }

    fn visit_string<E>(self, words: String) -> Result<Value, E> {
        Ok(Value::text(words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let Some(join) = JOINS.get(self.level) else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Other("a list of lists of lists"));
        };
        let (mut text, mut odd) = (String::new(), false);
        while let Some(value) = list.next_element_seed(Words { level: self.level + 1 })? {
            match value {
                Value::Text(words) => {
                    if !text.is_empty() {
                        text.push_str(join);
                    }
                    text.push_str(&words);
                }
                Value::Nothing => {}
                _ => odd = true,
            }
        }
        Ok(if odd { Value::Other("a list of things that are no text") } else { Value::text(text) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let (mut name, mut id) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = Some(map.next_value_seed(Words { level: JOINS.len() })?),
                "id" => id = Some(map.next_value_seed(Words { level: JOINS.len() })?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let word = [name, id].into_iter().flatten().find_map(|value| match value {
            Value::Text(word) => Some(word),
            _ => None,
        });
        Ok(word.map_or(Value::Other("an object"), Value::Name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn record(json: &str) -> Record {
        serde_json::from_str(json).expect(json)
    }

    #[test]
    fn the_table_is_canonical() {
        let aliases: Vec<_> = ALIASES.lines().map(|line| line.split_once('\t').expect(line)).collect();
        assert!(aliases.iter().all(|(field, _)| named(field).is_some()));
        let bare: BTreeSet<_> = aliases.iter().map(|(_, alias)| bare(alias)).collect();
        assert_eq!(bare.len(), aliases.len(), "an alias stands twice");
        let mut groups: Vec<_> = aliases.iter().map(|(field, _)| field).collect();
        groups.dedup();
        assert_eq!(groups.len(), 7, "the aliases of a field stand together");
    }

    #[test]
    fn the_better_alias_decides_whatever_the_order() {
        let record = record(r#"{"source":"b","publisher":"a","Publish-Date":"2018-06-12","HD":" T ","other":1}"#);
        assert_eq!(record.word(Field::Outlet), "a");
        assert_eq!(record.word(Field::Date), "2018-06-12");
        assert_eq!(record.word(Field::Title), "T");
        assert_eq!(record.word(Field::Url), "");
    }

    #[test]
    fn nulls_let_the_next_alias_decide() {
        let mut record = record(r#"{"text":null,"date":"None","published":1528761600,"body":"Words."}"#);
        assert_eq!(record.word(Field::Date), "1528761600");
        assert_eq!(record.take_text().unwrap(), "Words.");
    }

    #[test]
    fn paragraphs_and_sentences_are_joined() {
        let mut nested = record(r#"{"body-paragraphs":[["One.","Two."],[],["Three."]]}"#);
        assert_eq!(nested.take_text().unwrap(), "One. Two.\n\nThree.");
        let mut flat = record(r#"{"content":["One.","Two."]}"#);
        assert_eq!(flat.take_text().unwrap(), "One.\n\nTwo.");
    }

    #[test]
    fn an_object_is_its_name() {
        assert_eq!(record(r#"{"source":{"id":"wire","name":"The Wire","x":[1]}}"#).word(Field::Outlet), "The Wire");
        assert_eq!(record(r#"{"source":{"id":"wire","name":null}}"#).word(Field::Outlet), "wire");
        assert_eq!(record(r#"{"source":{}}"#).word(Field::Outlet), "");
    }

    #[test]
    fn what_is_wrong_with_a_text_is_said() {
        let fault = |json: &str| record(json).take_text().unwrap_err();
        let twice = record(r#"{"text":"a","text":"b"}"#).check();
        assert_eq!(fault(r#"{"text":7}"#), Fault::new(reason::WRONG_TYPE, "“text” is a number, not a text"));
        assert_eq!(fault(r#"{"text":[[["x"]]]}"#).reason, reason::WRONG_TYPE);
        assert_eq!(fault(r#"{"text":" "}"#), Fault::new(reason::NO_TEXT, "the text is empty"));
        assert_eq!(fault(r#"{"words":"x"}"#).detail, "no field for the text; others: words");
        assert_eq!(twice, Err(Fault::new(reason::DUPLICATE_KEY, "“text” stands twice")));
    }

    #[test]
    fn keys_that_nobody_uses_may_stand_twice() {
        assert_eq!(record(r#"{"tag":1,"tag":2,"text":"x"}"#).check(), Ok(()));
        assert_eq!(record(r#"{"Date":null,"date":"1605-01-01"}"#).word(Field::Date), "1605-01-01");
    }
}
