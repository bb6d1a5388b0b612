//! `data/articles.csv`: the articles.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout};
use super::sentence::CLUSTER;
use crate::partial::fact::Piece;
use crate::spool::Analysed;

/// The layout of `data/articles.csv`.
pub enum Articles {}

impl Layout for Articles {
    type Row<'a> = (&'a Analysed, &'a Piece);
    const NAME: &'static str = "articles";
    const TITLE: &'static str = "An article.";
    const DIALECT: Dialect = Dialect::Exact;
    const KEY: &'static [&'static str] = &["id"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("id", "The record's own id, or one made from the path", |(article, _)| {
                Cell::text(&article.id)
            }),
            Column::text("outlet", "The outlet that published it", |(article, _)| Cell::text(&article.outlet)),
            Column::text("group", "The outlet's group", |(article, _)| Cell::text(&article.group)),
            Column::text("genre", "news, opinion or unknown", |(article, _)| Cell::text(article.genre.as_str())),
            Column::new(
                "date",
                Kind::Date,
                "",
                "Date of publication; empty if the input gives none",
                |(article, _)| Cell::text(&article.date),
            ),
            Column::text(
                "event",
                "Key of the configured event the article is about; empty for none",
                |(article, _)| Cell::text(&article.event),
            ),
            Column::text("title", "The headline", |(article, _)| Cell::text(&article.title)),
            Column::text("url", "Where it was published", |(article, _)| Cell::text(&article.url)),
            Column::text("wire", "The agency a dateline names, where it is not the outlet", |(article, _)| {
                Cell::text(&article.wire)
            }),
            Column::text("cluster", CLUSTER, |(article, _)| Cell::text(&article.id)),
            Column::new(
                "words",
                Kind::Integer,
                "words",
                "Words of the body's sentences, boilerplate left out",
                |(_, piece)| Cell::Integer(piece.words.into()),
            ),
            Column::new(
                "sentences",
                Kind::Integer,
                "sentences",
                "Sentences of the body, boilerplate left out",
                |(_, piece)| Cell::Integer(piece.sentences.into()),
            ),
        ]
    }
}
