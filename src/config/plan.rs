//! What a study compares, over which events and periods, and from how many articles on.

use serde::Serialize;

/// What a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupBy {
    /// What `[groups]` declares.
    #[default]
    Group,
    /// Every outlet is a group of its own.
    Outlet,
}

/// The periods of `timeline.csv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// Days if the articles are of no more than [`Period::DAYS`] different ones, else weeks.
    #[default]
    Auto,
    /// Days.
    Day,
    /// Weeks from Monday to Sunday, named by their Monday.
    Week,
    /// The declared events.
    Event,
}

impl Period {
    /// The most days with articles that a corpus may have to be told by days where nothing is declared.
    pub const DAYS: usize = 62;
}

/// An event that articles are about: `[events.<key>]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Its key.
    pub key: String,
    /// Its first day, `YYYY-MM-DD`.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// Days after the last in which articles about it are still printed.
    pub lag_days: u16,
    /// Patterns of which the article must hold one, in the title or the body; none asks for nothing.
    pub any: Vec<String>,
}

/// What a comparison measures.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Tone of the words printed as a speaker's.
    #[default]
    Tone,
    /// Tone of the outlet's own words.
    OutletVoice,
    /// Tone of the outlet's own words in sentences that mention an actor, by its canonical name.
    About(String),
    /// Share of the sentences that hold a frame, `<set>.<category>`.
    Frame(String),
    /// Share of the sentences in which somebody speaks.
    ShareAttributed,
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tone => f.write_str("tone"),
            Self::OutletVoice => f.write_str("outlet_voice"),
            Self::About(actor) => write!(f, "about:{actor}"),
            Self::Frame(frame) => write!(f, "frame:{frame}"),
            Self::ShareAttributed => f.write_str("share_attributed"),
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Which manners of speech a comparison of tone takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// Every manner.
    #[default]
    All,
    /// Direct and mixed: the speaker's words, the outlet's selection.
    Quoted,
    /// Indirect: the outlet's wording.
    Paraphrased,
    /// Printed whole.
    Statement,
}

/// A difference between two groups that the study claims: `[[comparison]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Comparison {
    /// What is measured.
    pub measure: Measure,
    /// Canonical name of the speaker; with measure `tone` only, where it is required.
    pub speaker: String,
    /// With measure `tone` only.
    pub manner: Wording,
    /// Key of the event whose articles are compared; empty for all articles.
    pub event: String,
    /// The two groups: the difference is the first minus the second.
    pub groups: [String; 2],
}

/// `[thresholds]`: from how many on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Thresholds {
    /// Articles under which a figure is flagged `few_articles`.
    pub few_articles: u32,
    /// Articles a side that a test needs.
    pub test_articles: u32,
    /// Articles a side that keywords need.
    pub keyword_side_articles: u32,
    /// Articles of its side in which a keyword must stand.
    pub keyword_articles: u32,
    /// Times that a keyword must stand in its side.
    pub keyword_count: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { few_articles: 10, test_articles: 4, keyword_side_articles: 5, keyword_articles: 3, keyword_count: 5 }
    }
}

impl Thresholds {
    /// All of them, by key.
    pub fn all(&self) -> [(&'static str, u32); 5] {
        [
            ("few_articles", self.few_articles),
            ("test_articles", self.test_articles),
            ("keyword_side_articles", self.keyword_side_articles),
            ("keyword_articles", self.keyword_articles),
            ("keyword_count", self.keyword_count),
        ]
    }

    /// Sets one by its key; nothing if there is none of that key.
    pub fn set(&mut self, key: &str, value: u32) {
        let field = match key {
            "few_articles" => &mut self.few_articles,
            "test_articles" => &mut self.test_articles,
            "keyword_side_articles" => &mut self.keyword_side_articles,
            "keyword_articles" => &mut self.keyword_articles,
            "keyword_count" => &mut self.keyword_count,
            _ => return,
        };
        *field = value;
    }

    /// The least that one may be: a test wants a spread on each side, for everything else one is some.
    pub fn least(key: &str) -> u32 {
        if key == "test_articles" { 2 } else { 1 }
    }

    /// Those that differ from the default: key, value, default.
    pub fn deviations(&self) -> Vec<(&'static str, u32, u32)> {
        let pairs = self.all().into_iter().zip(Self::default().all());
        pairs.filter(|(own, default)| own != default).map(|((key, own), (_, default))| (key, own, default)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_tell_how_they_deviate() {
        assert_eq!(Thresholds::default().deviations(), []);
        let mut thresholds = Thresholds::default();
        for (at, (key, _)) in (20..).zip(Thresholds::default().all()) {
            thresholds.set(key, at);
        }
        assert_eq!(thresholds.deviations()[1], ("test_articles", 21, 4));
        assert_eq!(thresholds.all().map(|(_, value)| value), [20, 21, 22, 23, 24]);
    }
}
