//! What a page is made of. Text is untrusted and escaped by the template; markup is what [`super::svg`] made.

use crate::report::number::short;
use serde::Serialize;

/// A part of the page under a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// The anchor.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What to know before reading it.
    pub lead: Vec<String>,
    /// Its contents, in order.
    pub blocks: Vec<Block>,
    /// The tables behind it, below the folder of the page.
    pub files: Vec<&'static str>,
}

/// Something in a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "lowercase")]
pub enum Block {
    /// Pictures with a common scale.
    Figure(Figure),
    /// Numbers.
    Table(Table),
    /// Comparisons in words.
    Claims(Vec<Claim>),
    /// Sentences with marked words.
    Examples(Vec<Example>),
    /// Paragraphs, folded under a line if that is not empty.
    Notes {
        /// The line.
        fold: String,
        /// The paragraphs.
        items: Vec<String>,
    },
}

/// Small multiples.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figure {
    /// What is drawn, in which units, over how many.
    pub caption: String,
    /// What shapes and colours mean.
    pub legend: Vec<Key>,
    /// The pictures.
    pub panels: Vec<Panel>,
}

/// A picture.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Panel {
    /// Number of the speaker it is about, as in [`super::choice::Shown`].
    pub speaker: Option<usize>,
    /// Number of the group it is about.
    pub group: Option<usize>,
    /// Markup.
    pub svg: String,
}

/// An entry of a legend.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    /// Markup of the sign.
    pub svg: String,
    /// What it means.
    pub text: String,
}

/// A table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// Headers.
    pub head: Vec<Cell>,
    /// Rows.
    pub rows: Vec<Row>,
    /// True for the numbers behind a figure, which open at a click.
    pub folded: bool,
    /// What is left out, or empty.
    pub more: String,
}

/// A row of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// Number of the speaker it is about.
    pub speaker: Option<usize>,
    /// Number of the group it is about.
    pub group: Option<usize>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// True for a number, which stands at the right.
    pub number: bool,
    /// True for the head of a row.
    pub head: bool,
    /// Rows that it is the head of; 0 is one.
    pub lines: usize,
    /// Number of the group that its column is about.
    pub group: Option<usize>,
}

impl Cell {
    /// Some words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: short(&text.into(), NAME), ..Self::default() }
    }

    /// Words of any length that a page can take.
    pub fn prose(text: &str) -> Self {
        Self { text: short(text, PROSE), ..Self::default() }
    }

    /// A number.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true, ..Self::default() }
    }

    /// The head of a row.
    pub fn head(text: impl Into<String>) -> Self {
        Self { head: true, ..Self::text(text) }
    }

    /// The same cell in a column about a group.
    pub fn of_group(self, group: usize) -> Self {
        Self { group: Some(group), ..self }
    }
}

/// A comparison in words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Claim {
    /// Its id in the tables.
    pub id: String,
    /// What is compared.
    pub what: String,
    /// What can be said, in fixed words.
    pub verdict: String,
    /// `higher`, `lower` or `cannot-tell`.
    pub class: &'static str,
    /// The figures behind it.
    pub figures: String,
    /// The warnings that touch it most.
    pub warnings: Vec<String>,
    /// All others that touch it.
    pub more: Vec<String>,
}

/// A sentence with marked words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Example {
    /// Number of the speaker.
    pub speaker: Option<usize>,
    /// Number of the group.
    pub group: Option<usize>,
    /// Who says it.
    pub who: String,
    /// Where and when it is printed.
    pub place: String,
    /// Its title, and where it is to be found if that is a web address.
    pub title: String,
    /// The address, or empty.
    pub url: String,
    /// The sentence in pieces.
    pub pieces: Vec<Piece>,
    /// Its score in words.
    pub score: String,
}

/// Some words of a sentence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// `cue`, `good`, `bad`, `rest` for words that are not the speaker's, or empty.
    pub mark: &'static str,
    /// What they count, in words, or empty.
    pub counts: String,
}

/// Characters of a name.
pub const NAME: usize = 80;
/// Characters of a sentence or a message.
pub const PROSE: usize = 600;
