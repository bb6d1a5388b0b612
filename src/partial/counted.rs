//! Which rows enter counts and means, and why the others do not.

use crate::article::Genre;
use crate::config::{Config, Opinion};
use crate::row::{Row, Voice};
use crate::score::Score;

/// What a study counts.
#[derive(Clone, Copy, Debug)]
pub struct Counting {
    opinion: Opinion,
    min_confidence: Score,
}

impl Counting {
    /// As a configuration has it.
    pub fn new(config: &Config) -> Self {
        Self { opinion: config.corpus.opinion, min_confidence: config.min_confidence }
    }

    /// True for an article whose genre stays out of figures.
    pub fn leaves_out(self, genre: Genre) -> bool {
        genre == Genre::Opinion && self.opinion == Opinion::Exclude
    }

    /// True for a row that is attributed with less confidence than the study wants.
    pub fn is_unsure(self, row: &Row) -> bool {
        row.confidence.is_some_and(|confidence| confidence < self.min_confidence)
    }

    /// True for a row, of speech or stance, that figures by speaker rest on.
    pub fn takes(self, row: &Row, genre: Genre) -> bool {
        !self.leaves_out(genre) && !self.is_unsure(row)
    }
}

/// Whether a row enters the means on tone. The first reason that holds is the one given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// It does.
    Yes,
    /// The title is kept apart from the body in every mean.
    Headline,
    /// A caption, a copyright line, a call to subscribe.
    Boilerplate,
    /// Opinion pieces stay out unless the configuration includes them.
    Opinion,
    /// Attributed with less confidence than the study wants.
    Unsure,
    /// Attributed but not said.
    Stance,
    /// The row has no words of its own to score.
    NoWords,
}

impl Counted {
    /// The answer for a row of an article of a genre.
    pub fn of(row: &Row, genre: Genre, counting: Counting) -> Self {
        if row.headline {
            Self::Headline
        } else if row.voice == Voice::Boilerplate {
            Self::Boilerplate
        } else if counting.leaves_out(genre) {
            Self::Opinion
        } else if counting.is_unsure(row) {
            Self::Unsure
        } else if row.voice == Voice::Stance {
            Self::Stance
        } else if row.tone.is_none() {
            Self::NoWords
        } else {
            Self::Yes
        }
    }

    /// The word in the column `counted`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Headline => "headline",
            Self::Boilerplate => "boilerplate",
            Self::Opinion => "opinion",
            Self::Unsure => "unsure",
            Self::Stance => "stance",
            Self::NoWords => "no_words",
        }
    }
}
