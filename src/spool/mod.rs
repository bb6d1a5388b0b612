//! The spool: analysed articles outside memory, which a report is rendered from.
//!
//! A [`Line`] is what `tone annotate` prints, as JSON: an article with its rows, an input that was read, or what gave no article. A [`Spool`] is the file of
//! a run, in bytes of its own, with an index in memory: it gives the articles in the order of their ids, as often as asked, whatever the order in which
//! they were written. A [`Journal`] is what a run that ended early left of it.
//!
//! ```
//! use tone::article::Article;
//! use tone::spool::{Analysed, SpoolWriter, stored};
//!
//! let mut writer = SpoolWriter::new(tone::disk::nameless()?);
//! for id in ["b", "a"] {
//!     let article = Article { id: id.into(), text: format!("The text of {id}."), ..Article::default() };
//!     let mut analysed = Analysed::new(&article, "", "my engine", Vec::new());
//!     let piece = stored(&mut analysed);
//!     writer.push(&analysed, &piece)?;
//! }
//! let mut ids = Vec::new();
//! writer.finish()?.batches(&mut |batch| {
//!     ids.extend(batch.iter().map(|analysed| analysed.id.clone()));
//!     Ok(())
//! })?;
//! assert_eq!(ids, ["a", "b"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod journal;
mod line;
mod store;
mod stored;

pub use journal::{Journal, Kept};
pub use line::{Line, article_line, fingerprint, input_line, omission_line};
pub use store::{Duplicate, Spool, SpoolWriter, Take};
pub use stored::stored;

use crate::article::{Article, Genre};
use crate::digest::sha256;
use crate::row::Row;
use crate::text::mojibake::damaged;
use serde::{Deserialize, Serialize};

/// An analysed article: a line of the spool.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysed {
    /// The article's id as read; made unique at render.
    pub id: String,
    /// SHA-256 of the text, in hex.
    pub hash: String,
    /// The input's path below the PATH given.
    pub input: String,
    /// The record of the input, from 1.
    pub record: u64,
    /// The outlet's name.
    pub outlet: String,
    /// The outlet's group.
    pub group: String,
    /// News or opinion.
    pub genre: Genre,
    /// ISO 8601 date, or empty.
    pub date: String,
    /// The headline.
    pub title: String,
    /// Where it was published, or empty.
    pub url: String,
    /// The outlet a dateline names where it is not the article's own, or empty.
    pub wire: String,
    /// Key of the event the article is about, or empty.
    pub event: String,
    /// Program, version and configuration that made the line. Lines of different engines never meet in a report.
    pub engine: String,
    /// Letters of title and text that were damaged on their way ([`mojibake`](crate::text::mojibake)).
    #[serde(default)]
    pub damaged: u64,
    /// The rows, by sentence and row.
    pub rows: Vec<Row>,
}

impl Analysed {
    /// The line of an article with the event it is about, empty for none, and its rows.
    pub fn new(article: &Article, event: &str, engine: &str, rows: Vec<Row>) -> Self {
        Self {
            id: article.id.clone(),
            hash: sha256(article.text.as_bytes()),
            input: article.input.clone(),
            record: article.record,
            outlet: article.outlet.clone(),
            group: article.group.clone(),
            genre: article.genre,
            date: article.date.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            wire: article.wire.clone(),
            event: event.to_owned(),
            engine: engine.to_owned(),
            damaged: damaged(&article.title) + damaged(&article.text),
            rows,
        }
    }
}
