//! What a record says, into an article.

use crate::article::Article;
use crate::config::{OTHER, literal_key};
use crate::ingest::field::{Fault, Field, Record};
use crate::ingest::genre::{Signs, genre};
use crate::ingest::outlet::{OutletIndex, host};
use crate::ingest::source::Source;
use crate::ingest::{date, lead};

/// A record's own words, before the configuration says what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its id, or empty.
    pub id: String,
    /// The outlet as it is named, or empty.
    pub outlet: String,
    /// The date as written, or empty.
    pub date: String,
    /// The headline, on one line.
    pub title: String,
    /// The address, or empty.
    pub url: String,
    /// The genre as named, or empty.
    pub genre: String,
    /// The body, as written.
    pub text: String,
    /// Lines are wrapped at a fixed width.
    pub hard_wrapped: bool,
}

impl Draft {
    /// A record with a text among its fields. Fails if it has none, or a field twice.
    pub fn of(mut record: Record) -> Result<Self, Fault> {
        record.check()?;
        let text = record.take_text()?;
        Ok(Self { text, ..Self::about(&record) })
    }

    /// What a record says but for the text.
    pub fn about(record: &Record) -> Self {
        let (mut outlet, mut url) = (one_line(&record.word(Field::Outlet)), record.word(Field::Url));
        if outlet.contains("://") {
            // Some exports keep the address under `source`.
            if url.is_empty() {
                url.clone_from(&outlet);
            }
            outlet = host(&outlet).unwrap_or_default().to_lowercase();
        }
        Self {
            id: record.word(Field::Id),
            outlet,
            date: record.word(Field::Date),
            title: one_line(&record.word(Field::Title)),
            url,
            genre: record.word(Field::Genre),
            ..Self::default()
        }
    }

    /// The article. `number` is the record's in its source, from 1, and part of the id if the source may hold `several`.
    pub fn article(self, source: &Source, number: u64, several: bool, outlets: &OutletIndex) -> Article {
        let signs = Signs {
            field: &self.genre,
            outlet: &self.outlet,
            title: &self.title,
            place: &source.place,
            url: &self.url,
        };
        let genre = genre(signs);
        let dateline = lead::outlet(&self.text, self.hard_wrapped).map(one_line);
        let known = |literal: &str| outlets.by_name(literal).map(|(name, group)| (name.to_owned(), group.to_owned()));
        let or_as_named = |literal: &str| known(literal).unwrap_or_else(|| (literal.to_owned(), OTHER.to_owned()));
        let (outlet, group) = if !self.outlet.is_empty() {
            or_as_named(&self.outlet)
        } else if let Some((name, group)) = outlets.by_folder(&source.place) {
            (name.to_owned(), group.to_owned())
        } else {
            or_as_named(dateline.as_deref().unwrap_or_default())
        };
        let wire = dateline
            .as_deref()
            .map(|literal| or_as_named(literal).0)
            .filter(|wire| literal_key(wire) != literal_key(&outlet));
        Article {
            input: source.input.clone(),
            record: number,
            id: if self.id.is_empty() { id(&source.input, number, several) } else { self.id },
            outlet,
            group,
            wire: wire.unwrap_or_default(),
            genre,
            date: date::iso(&self.date),
            title: self.title,
            url: self.url,
            text: self.text,
            hard_wrapped: self.hard_wrapped,
        }
    }
}

/// Words with one blank for any run of white space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path without its ending, and the record's number where there may be several.
fn id(input: &str, number: u64, several: bool) -> String {
    let name = input.rfind('/').map_or(0, |slash| slash + 1);
    let end = input[name..].rfind('.').filter(|&dot| dot > 0).map_or(input.len(), |dot| name + dot);
    if several { format!("{}#{number}", &input[..end]) } else { input[..end].to_owned() }
}
