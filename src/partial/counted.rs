//! Which rows enter counts and means, and why the others do not.

use crate::article::Genre;
use crate::config::Opinion;
use crate::row::{Row, Voice};

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
    /// Attributed but not said.
    Stance,
    /// The row has no words of its own to score.
    NoWords,
}

impl Counted {
    /// The answer for a row of an article of a genre.
    pub fn of(row: &Row, genre: Genre, opinion: Opinion) -> Self {
        if row.headline {
            Self::Headline
        } else if row.voice == Voice::Boilerplate {
            Self::Boilerplate
        } else if genre == Genre::Opinion && opinion == Opinion::Exclude {
            Self::Opinion
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
            Self::Stance => "stance",
            Self::NoWords => "no_words",
        }
    }
}
