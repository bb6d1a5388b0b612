//! Typed readers over a TOML document: each gives the value, or reports a mistake with its line and gives nothing.

use super::mistake::{Mistakes, shown, suggestion};
use crate::score::Score;
use jiff::civil::Date;
use toml_edit::{Item, TableLike, Value};

/// A string of the file, with its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Literal {
    /// The string, without white space at its ends.
    pub text: String,
    /// Its line, from 1.
    pub line: u64,
}

/// A key and its value.
#[derive(Clone, Copy)]
pub struct Field<'t> {
    /// The key.
    pub key: &'t str,
    /// The line of the key.
    pub line: u64,
    /// The value.
    item: &'t Item,
}

/// The fields of a table, in the order of the file.
pub fn fields<'t>(table: &'t dyn TableLike, mistakes: &Mistakes) -> Vec<Field<'t>> {
    let line = |key: &str| mistakes.line(table.key(key).and_then(|key| key.span()));
    table.iter().map(|(key, item)| Field { key, line: line(key), item }).collect()
}

/// Reports a key that a table does not have. `place` names the table (`[corpus]`).
pub fn unknown(field: &Field<'_>, place: &str, known: &[&str], mistakes: &mut Mistakes) {
    let hint = match suggestion(field.key, known.iter().copied()) {
        hint if hint.is_empty() => format!(": {place} has {}", known.join(", ")),
        hint => hint,
    };
    mistakes.add(field.line, format!("unknown key {} in {place}{hint}", shown(field.key)));
}

impl<'t> Field<'t> {
    /// The fields of a table.
    pub fn table(&self, mistakes: &mut Mistakes) -> Option<Vec<Field<'t>>> {
        match self.item.as_table_like() {
            Some(table) => Some(fields(table, mistakes)),
            None => self.wrong("a table", mistakes),
        }
    }

    /// A string.
    pub fn string(&self, mistakes: &mut Mistakes) -> Option<String> {
        match self.item.as_str() {
            Some(text) => {
                is_text(text, self.line, mistakes);
                Some(text.trim().to_owned())
            }
            None => self.wrong("a string", mistakes),
        }
    }

    /// A string that is not empty, with its line.
    pub fn literal(&self, mistakes: &mut Mistakes) -> Option<Literal> {
        let text = self.string(mistakes)?;
        if text.is_empty() {
            mistakes.add(self.line, format!("{} is empty", shown(self.key)));
            return None;
        }
        Some(Literal { text, line: self.line })
    }

    /// True for a table under a header, in braces or dotted.
    pub fn is_table(&self) -> bool {
        self.item.is_table_like()
    }

    /// A list of tables: the line and the fields of each.
    pub fn tables(&self, mistakes: &mut Mistakes) -> Option<Vec<(u64, Vec<Field<'t>>)>> {
        if let Some(tables) = self.item.as_array_of_tables() {
            return Some(tables.iter().map(|table| (mistakes.line(table.span()), fields(table, mistakes))).collect());
        }
        let wanted = format!("a list of tables, each headed [[{}]]", self.key);
        let Some(array) = self.item.as_array() else { return self.wrong(&wanted, mistakes) };
        let tables = array.iter().map(|value| {
            let table = value.as_inline_table()?;
            Some((mistakes.line(value.span()), fields(table, mistakes)))
        });
        match tables.collect() {
            Some(tables) => Some(tables),
            None => self.wrong(&wanted, mistakes),
        }
    }

    /// A day: a date of TOML, or a string like it.
    pub fn date(&self, mistakes: &mut Mistakes) -> Option<Date> {
        let text = match (self.item.as_datetime(), self.item.as_str()) {
            (Some(date), _) if date.time.is_some() || date.date.is_none() => {
                mistakes.add(self.line, format!("{} must be a day like 2018-06-12, without a time", shown(self.key)));
                return None;
            }
            (Some(date), _) => date.to_string(),
            (_, Some(text)) => text.trim().to_owned(),
            _ => return self.wrong("a date like 2018-06-12", mistakes),
        };
        let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'9' } else { byte });
        let why = match text.parse() {
            _ if !shape.eq(*b"9999-99-99") => "write the day like 2018-06-12",
            Ok(date) => return Some(date),
            Err(_) => "there is no such day",
        };
        mistakes.add(self.line, format!("{} cannot be {}: {why}", shown(self.key), shown(&text)));
        None
    }

    /// A whole number from `least` to `most`.
    pub fn between(&self, least: u64, most: u64, mistakes: &mut Mistakes) -> Option<u64> {
        match self.item.as_integer().map(u64::try_from) {
            Some(Ok(number)) if (least..=most).contains(&number) => Some(number),
            Some(_) => {
                mistakes.add(self.line, format!("{} must lie between {least} and {most}", shown(self.key)));
                None
            }
            None => self.wrong("a whole number", mistakes),
        }
    }

    /// A whole number, 0 or more.
    pub fn number(&self, mistakes: &mut Mistakes) -> Option<u64> {
        match self.item.as_integer().map(u64::try_from) {
            Some(Ok(number)) => Some(number),
            Some(Err(_)) => {
                mistakes.add(self.line, format!("{} must not be negative", shown(self.key)));
                None
            }
            None => self.wrong("a whole number", mistakes),
        }
    }

    /// A number between 0 and 1.
    pub fn share(&self, mistakes: &mut Mistakes) -> Option<Score> {
        let whole = self.item.as_integer().map(|number| number as f64);
        match self.item.as_float().or(whole) {
            Some(share) if (0.0..=1.0).contains(&share) => Some(Score::from_unit(share)),
            Some(_) => {
                mistakes.add(self.line, format!("{} must lie between 0 and 1", shown(self.key)));
                None
            }
            None => self.wrong("a number", mistakes),
        }
    }

    /// One of some words.
    pub fn choice<T: Copy>(&self, known: &[(&str, T)], mistakes: &mut Mistakes) -> Option<T> {
        let text = self.string(mistakes)?;
        let found = known.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words = known.iter().map(|(word, _)| *word);
            let (hint, all) = (suggestion(&text, words.clone()), words.collect::<Vec<_>>().join(", "));
            let message = format!("{} cannot be {}{hint} (one of: {all})", shown(self.key), shown(&text));
            mistakes.add(self.line, message);
        }
        found.map(|(_, value)| *value)
    }

    /// A list of strings, none of them empty.
    pub fn literals(&self, mistakes: &mut Mistakes) -> Option<Vec<Literal>> {
        let Some(array) = self.item.as_array() else {
            return self.wrong("a list of strings like [\"a\", \"b\"]", mistakes);
        };
        let mut literals = Vec::with_capacity(array.len());
        for value in array {
            let line = mistakes.line(value.span());
            match value.as_str().map(str::trim) {
                Some("") => mistakes.add(line, format!("{} holds an empty string", shown(self.key))),
                Some(text) => {
                    is_text(text, line, mistakes);
                    literals.push(Literal { text: text.to_owned(), line });
                }
                None => {
                    let message = format!("{} must hold strings, not {}", shown(self.key), value_kind(value));
                    mistakes.add(line, message);
                }
            }
        }
        Some(literals)
    }

    /// A string or a list of strings, none of them empty.
    pub fn one_or_more(&self, mistakes: &mut Mistakes) -> Option<Vec<Literal>> {
        if self.item.is_str() {
            return self.literal(mistakes).map(|one| vec![one]);
        }
        if !self.item.is_array() {
            return self.wrong("a string, or a list of strings like [\"a\", \"b\"]", mistakes);
        }
        self.literals(mistakes)
    }

    fn wrong<T>(&self, wanted: &str, mistakes: &mut Mistakes) -> Option<T> {
        let found = match self.item {
            Item::None => "nothing",
            Item::Value(value) => value_kind(value),
            Item::Table(_) => "a table",
            Item::ArrayOfTables(_) => "a list of tables",
        };
        mistakes.add(self.line, format!("{} must be {wanted}, not {found}", shown(self.key)));
        None
    }
}

/// Reports words with a NUL in them: no table can hold one.
pub fn is_text(words: &str, line: u64, mistakes: &mut Mistakes) {
    if words.contains('\0') {
        mistakes.add(line, format!("{} holds a NUL character: take it out", shown(words)));
    }
}

fn value_kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a decimal number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::InlineTable(_) => "a table",
    }
}
