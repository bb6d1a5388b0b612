//! What was published.

use serde::{Deserialize, Serialize};

/// What sort of piece an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Genre {
    /// A report.
    News,
    /// An editorial, a commentary, a column: out of every mean unless the configuration includes it.
    Opinion,
    /// Nothing says.
    #[default]
    Unknown,
}

impl Genre {
    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Genre::News => "news",
            Genre::Opinion => "opinion",
            Genre::Unknown => "unknown",
        }
    }
}

/// An article as read: one record of one input. Empty strings stand for what the input does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The input's path below the PATH given, with `/`; `-` for standard input.
    pub input: String,
    /// The record of the input, from 1.
    pub record: u64,
    /// The record's own id, or one made from the path.
    pub id: String,
    /// The outlet's canonical name, or the literal of the input if no configured outlet matches.
    pub outlet: String,
    /// The group of the outlet, `other` if none is configured.
    pub group: String,
    /// The outlet that a dateline or else a credit line names where it is not the article's own.
    pub wire: String,
    /// News or opinion.
    pub genre: Genre,
    /// ISO 8601 date, `YYYY-MM-DD`.
    pub date: String,
    /// The headline.
    pub title: String,
    /// Where it was published.
    pub url: String,
    /// The body. Spans of rows count bytes from its start.
    pub text: String,
    /// Lines are wrapped at a fixed width: a blank line, not a newline, ends a paragraph.
    pub hard_wrapped: bool,
}
