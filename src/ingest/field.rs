//! What a record says: outlet, date, title, text and the like, and the kinds of values they hold.

use crate::ingest::alias::{Aliases, Known};
use crate::ingest::reason;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

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
    /// Adds a value under a key that is known. Of spellings of one alias (`date`, `Date`) the first that is not null is kept.
    pub fn put(&mut self, key: &str, (field, rank): Known, value: Value) {
        match self.values.binary_search_by_key(&rank, |(_, rank, ..)| *rank) {
            Err(at) => self.values.insert(at, (field, rank, key.to_owned(), value)),
            Ok(at) if self.values[at].2 == key => self.twice = Some(key.to_owned()),
            Ok(at) if self.values[at].3 == Value::Nothing => self.values[at] = (field, rank, key.to_owned(), value),
            Ok(_) => {}
        }
    }

    /// Notes a key that no field is kept under.
    pub fn note(&mut self, key: &str) {
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

    /// That no field is known to hold a text, and what to do about it.
    fn textless(&self) -> Fault {
        let others = match self.others.join(", ") {
            others if others.is_empty() => others,
            others => format!("; others, for [columns] in tone.toml: {others}"),
        };
        // Archives list stories of which they may not give the text.
        let has_address = self.values(Field::Url).next().is_some();
        let list =
            if has_address { ", but an address: a list of articles whose texts must be fetched first?" } else { "" };
        Fault::new(reason::NO_TEXT, format!("no field for the text{list}{others}"))
    }

    /// Takes the text out, as written. Fails if there is none.
    pub fn take_text(&mut self) -> Result<String, Fault> {
        let mut texts = self.values.iter_mut().filter(|(field, ..)| *field == Field::Text).peekable();
        if texts.peek().is_none() {
            return Err(self.textless());
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
pub struct Object<'a>(pub &'a Aliases);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Record;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<String>()? {
            let known = self.0.get(&key);
            let mut fields = Vec::new();
            if self.0.is_object(&key) {
                let inner = Inner { aliases: self.0, object: &key, fields: &mut fields };
                let value = map.next_value_seed(Words { level: 0, inner: Some(inner) })?;
                known.into_iter().for_each(|known| record.put(&key, known, value.clone()));
            } else if let Some(known) = known {
                record.put(&key, known, map.next_value_seed(Words::at(0))?);
            } else {
                record.note(&key);
                map.next_value::<IgnoredAny>()?;
            }
            fields.into_iter().for_each(|(key, known, value)| record.put(&key, known, value));
        }
        Ok(record)
    }
}

/// Reads a value without ever building a tree of it: what is kept is never larger than what was read.
struct Words<'a> {
    /// Lists around it.
    level: usize,
    /// Where the fields of an object go, if it may hold any.
    inner: Option<Inner<'a>>,
}

/// The fields that were found in an object.
struct Inner<'a> {
    aliases: &'a Aliases,
    object: &'a str,
    fields: &'a mut Vec<(String, Known, Value)>,
}

impl Words<'_> {
    fn at(level: usize) -> Self {
        Self { level, inner: None }
    }
}

/// What joins the members of a list: paragraphs, and the sentences of a paragraph.
pub const JOINS: [&str; 2] = ["\n\n", " "];

impl<'de> DeserializeSeed<'de> for Words<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Words<'_> {
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
        while let Some(value) = list.next_element_seed(Words::at(self.level + 1))? {
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

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        let (mut name, mut id) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            if let Some(Inner { aliases, object, fields }) = &mut self.inner {
                let path = format!("{object}.{key}");
                if let Some(known) = aliases.get(&path) {
                    fields.push((path, known, map.next_value_seed(Words::at(0))?));
                    continue;
                }
            }
            match key.as_str() {
                "name" => name = Some(map.next_value_seed(Words::at(JOINS.len()))?),
                "id" => id = Some(map.next_value_seed(Words::at(JOINS.len()))?),
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
    use crate::ingest::json;
    use std::collections::BTreeMap;

    fn record(json: &str) -> Record {
        json::record(json, &Aliases::new(&BTreeMap::new())).expect(json)
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
    fn a_field_may_lie_in_an_object() {
        let outlet = |json: &str| record(json).word(Field::Outlet);
        assert_eq!(
            outlet(r#"{"thread":{"title":"t","site":"post.example","social":{"site":1}},"text":"x"}"#),
            "post.example"
        );
        assert_eq!(outlet(r#"{"thread":[{"site":"x"}],"thread.site":"post.example"}"#), "post.example");
        assert_eq!(outlet(r#"{"thread":7}"#), "");
        let columns = BTreeMap::from([("title".to_owned(), vec!["source.title".to_owned()])]);
        let own = json::record(r#"{"source":{"name":"Post","title":"T"}}"#, &Aliases::new(&columns)).unwrap();
        assert_eq!((own.word(Field::Outlet), own.word(Field::Title)), ("Post".to_owned(), "T".to_owned()));
        let twice = record(r#"{"thread":{"site":"a","site":"b"},"text":"x"}"#).check().unwrap_err();
        assert_eq!(twice.detail, "“thread.site” stands twice");
    }

    #[test]
    fn what_is_wrong_with_a_text_is_said() {
        let fault = |json: &str| record(json).take_text().unwrap_err();
        let twice = record(r#"{"text":"a","text":"b"}"#).check();
        assert_eq!(fault(r#"{"text":7}"#), Fault::new(reason::WRONG_TYPE, "“text” is a number, not a text"));
        assert_eq!(fault(r#"{"text":[[["x"]]]}"#).reason, reason::WRONG_TYPE);
        assert_eq!(fault(r#"{"text":" "}"#), Fault::new(reason::NO_TEXT, "the text is empty"));
        assert_eq!(
            fault(r#"{"words":"x"}"#).detail,
            "no field for the text; others, for [columns] in tone.toml: words"
        );
        assert_eq!(fault("{}").detail, "no field for the text");
        let listed = fault(r#"{"media_name":"Hill Post","title":"Talks","url":"https://post.example/a"}"#);
        let expected = "no field for the text, but an address: a list of articles whose texts must be fetched first?";
        assert_eq!(listed, Fault::new(reason::NO_TEXT, expected));
        assert_eq!(twice, Err(Fault::new(reason::DUPLICATE_KEY, "“text” stands twice")));
    }

    #[test]
    fn keys_that_nobody_uses_may_stand_twice() {
        assert_eq!(record(r#"{"tag":1,"tag":2,"text":"x"}"#).check(), Ok(()));
        assert_eq!(record(r#"{"Date":null,"date":"1605-01-01"}"#).word(Field::Date), "1605-01-01");
    }
}
