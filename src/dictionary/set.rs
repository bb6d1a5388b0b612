//! What a dictionary is, whatever it was read from.

use crate::score::Score;
use serde::Serialize;

/// A set of categories that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FrameSet {
    /// Its key: `generic`, `summit`.
    pub name: String,
    /// Its categories, in order.
    pub categories: Vec<Category>,
}

/// A category: a frame, a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Category {
    /// Its key in the set: `conflict`.
    pub name: String,
    /// True if hits were compared with hand-coded texts and told them apart; see `docs/methods.md` for the figures.
    pub validated: bool,
    /// What indicates it, in order.
    pub patterns: Vec<Pattern>,
}

/// Words that indicate a category: quanteda's glob, where `*` is any characters, `?` is one, and a space parts tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pattern {
    /// As written.
    pub glob: String,
    /// What a hit counts; 1 unless a file says otherwise.
    pub weight: Score,
}

impl Pattern {
    /// A pattern whose hits count one.
    pub fn new(glob: impl Into<String>) -> Self {
        Self { glob: glob.into(), weight: Score(Score::UNIT) }
    }

    /// True if every word would do: `*`, `?*`, `* *`. A pattern needs a letter or a figure of what it looks for.
    pub fn fits_all(glob: &str) -> bool {
        glob.contains('*') && !glob.contains(char::is_alphanumeric)
    }
}
