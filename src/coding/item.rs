//! An item: words that coders read, and what the program says of them.

use crate::partial::cell::POSITIVE;
use crate::row::{Row, Voice};
use crate::score::Score;

/// Whose words an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The outlet's own: narration and reporting.
    Own,
    /// Somebody's: speech.
    Said,
}

impl Class {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Own, Self::Said];

    /// The class of a row that is counted.
    pub fn of(row: &Row) -> Self {
        if row.voice == Voice::Speech { Self::Said } else { Self::Own }
    }

    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "outlet_voice",
            Self::Said => "speech",
        }
    }

    /// The class with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }
}

/// A tone in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// -1.
    Negative,
    /// 0.
    Neutral,
    /// 1.
    Positive,
}

impl Tone {
    /// All three, from the lowest.
    pub const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// The class of a score: VADER's, .05 from 0.
    pub fn of(score: Score) -> Self {
        match score {
            score if score >= POSITIVE => Self::Positive,
            score if score.0 <= -POSITIVE.0 => Self::Negative,
            _ => Self::Neutral,
        }
    }

    /// The number that coders write.
    pub fn value(self) -> i32 {
        self as i32 - 1
    }

    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

/// An item of a sample, as its key has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number in the sample, from 1.
    pub number: u32,
    /// Id of its article.
    pub article: String,
    /// The sentence in the article.
    pub sentence: u32,
    /// The row in the sentence: of joint speakers the first one's.
    pub row: u32,
    /// The smallest id of the article's family of near-duplicates.
    pub cluster: String,
    /// The article's outlet.
    pub outlet: String,
    /// The outlet's group.
    pub group: String,
    /// Whose words it holds: with the group its stratum.
    pub class: Class,
    /// Rows of the stratum.
    pub population: u64,
    /// Of these, items.
    pub sampled: u64,
    /// The program's score of the words.
    pub tone: Score,
    /// Who says them by the program, joint speakers each; none for the outlet and where nobody was found.
    pub speakers: Vec<String>,
    /// How sure the program is of the speaker.
    pub confidence: Option<Score>,
    /// Fingerprint of the words.
    pub words: u64,
    /// Numbers of the coders who got it.
    pub coders: Vec<u32>,
}

impl Item {
    /// Group and voice.
    pub fn stratum(&self) -> String {
        format!("{} | {}", self.group, self.class.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_of_a_twentieth_is_a_class() {
        let values = [-10_000, -500, -499, 0, 499, 500, 10_000].map(|score| Tone::of(Score(score)).value());
        assert_eq!(values, [-1, -1, 0, 0, 0, 1, 1]);
        assert_eq!(Class::ALL.map(|class| Class::parse(class.as_str())), [Some(Class::Own), Some(Class::Said)]);
    }
}
