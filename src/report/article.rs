//! `data/articles.csv`: the articles.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout};
use super::sentence::CLUSTER;
use crate::partial::fact::Piece;
use crate::spool::Analysed;

/// An article with its figures and its family.
pub struct Line<'a> {
    /// The article.
    pub article: &'a Analysed,
    /// In figures.
    pub piece: &'a Piece,
    /// The id that stands for its family.
    pub cluster: &'a str,
}

/// The layout of `data/articles.csv`.
pub enum Articles {}

impl Layout for Articles {
    type Row<'a> = Line<'a>;
    const NAME: &'static str = "articles";
    const TITLE: &'static str = "An article.";
    const DIALECT: Dialect = Dialect::Exact;
    const KEY: &'static [&'static str] = &["id"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("id", "The record's own id, or one made from the path", |line| Cell::text(&line.article.id)),
            Column::text("outlet", "The outlet that published it", |line| Cell::text(&line.article.outlet)),
            Column::text("group", "The outlet's group", |line| Cell::text(&line.article.group)),
            Column::text("genre", "news, opinion or unknown", |line| Cell::text(line.article.genre.as_str())),
            Column::new("date", Kind::Date, "", "Date of publication; empty if the input gives none", |line| {
                Cell::text(&line.article.date)
            }),
            Column::text("event", "Key of the configured event it is about; empty for none", |line| {
                Cell::text(&line.article.event)
            }),
            Column::text("title", "The headline", |line| Cell::text(&line.article.title)),
            Column::text("url", "Where it was published", |line| Cell::text(&line.article.url)),
            Column::text(
                "wire",
                "The agency that a dateline or else a credit line names, where it is not the outlet",
                |line| Cell::text(&line.article.wire),
            ),
            Column::text("cluster", CLUSTER, |line| Cell::text(line.cluster)),
            Column::new(
                "words",
                Kind::Integer,
                "words",
                "Words of the body's sentences, boilerplate left out",
                |line| Cell::Integer(line.piece.words.into()),
            ),
            Column::new(
                "sentences",
                Kind::Integer,
                "sentences",
                "Sentences of the body, boilerplate left out",
                |line| Cell::Integer(line.piece.sentences.into()),
            ),
        ]
    }
}
