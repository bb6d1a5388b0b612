//! Columns: one list a table, from which its header, its cells and its description come, so that they cannot diverge.

use super::cell::{Cell, Dialect};
use serde::Serialize;
use std::borrow::Cow;

/// The unit of every score and mean.
pub const TONE: &str = "tone, -1 to 1";
/// The unit of the ends of a mean's interval, which are not kept to what a mean can be.
pub const TONE_END: &str = "tone, may pass -1 and 1";

/// The type of a column, as Data Package names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `YYYY-MM-DD`.
    Date,
}

impl Kind {
    /// The type's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// What a column is, for its header and for `datapackage.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The header.
    pub name: &'static str,
    /// The type.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What it counts or measures, with its unit; empty for text.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'static str,
    /// What it means.
    pub description: Cow<'static, str>,
}

/// The cell of a row in a column.
pub type Extract<L> = for<'r, 'a> fn(&'r <L as Layout>::Row<'a>) -> Cell<'r>;

/// A column of a table.
pub struct Column<L: Layout> {
    /// What it is.
    pub field: Field,
    /// Its cell for a row.
    pub cell: Extract<L>,
}

impl<L: Layout> Column<L> {
    /// A column of text.
    pub fn text(name: &'static str, description: impl Into<Cow<'static, str>>, cell: Extract<L>) -> Self {
        Self::new(name, Kind::String, "", description, cell)
    }

    /// A column of another type, with its unit.
    pub fn new(
        name: &'static str,
        kind: Kind,
        unit: &'static str,
        description: impl Into<Cow<'static, str>>,
        cell: Extract<L>,
    ) -> Self {
        Self { field: Field { name, kind, unit, description: description.into() }, cell }
    }
}

/// A kind of table: what its rows are made from, and its columns.
pub trait Layout: Sized {
    /// What a row is made from.
    type Row<'a>;
    /// The name of the table in `datapackage.json`.
    const NAME: &'static str;
    /// What a row is, in a sentence or two.
    const TITLE: &'static str;
    /// The dialect.
    const DIALECT: Dialect;
    /// The columns that identify a row.
    const KEY: &'static [&'static str];

    /// The columns, in order.
    fn columns() -> Vec<Column<Self>>;
}
