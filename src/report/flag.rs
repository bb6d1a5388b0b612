//! The codes of the `flags` columns.

use super::cell::Cell;
use crate::partial::cell::{Cell as Sums, Scores};
use std::borrow::Cow;

/// Articles under which a figure is flagged (design: an interval over fewer is wide and rests on few choices of an editor).
pub const FEW_ARTICLES: u64 = 10;
/// Percent of a cell's sentences over which one outlet or one article dominates it; for outlets the threshold of W04.
pub const DOMINANT_PERCENT: u64 = 60;
/// Percent of a cell's sentences that may be found with low confidence before the cell is flagged: one in four.
pub const LOW_CONFIDENCE_PERCENT: u64 = 25;

/// A caveat on a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Fewer than [`FEW_ARTICLES`].
    FewArticles,
    /// One article alone.
    OneArticle,
    /// One outlet alone.
    OneOutlet,
    /// More than [`DOMINANT_PERCENT`] from one article.
    ArticleDominates,
    /// More than [`DOMINANT_PERCENT`] from one outlet.
    OutletDominates,
    /// More than [`LOW_CONFIDENCE_PERCENT`] found with low confidence.
    LowConfidence,
    /// The speaker is one word that belongs to several names.
    AmbiguousName,
}

impl Flag {
    /// Every member, in the order of a cell.
    pub const ALL: [Self; 7] = [
        Self::FewArticles,
        Self::OneArticle,
        Self::OneOutlet,
        Self::ArticleDominates,
        Self::OutletDominates,
        Self::LowConfidence,
        Self::AmbiguousName,
    ];

    /// The code in tables and its meaning.
    fn entry(self) -> (&'static str, &'static str) {
        match self {
            Self::FewArticles => ("few_articles", "fewer than 10 articles"),
            Self::OneArticle => ("one_article", "all from one article: no interval is possible"),
            Self::OneOutlet => ("one_outlet", "all from one outlet: the outlet and its group cannot be told apart"),
            Self::ArticleDominates => ("article_dominates", "more than 60 % of the sentences are from one article"),
            Self::OutletDominates => ("outlet_dominates", "more than 60 % of the sentences are from one outlet"),
            Self::LowConfidence => {
                ("low_confidence", "more than 25 % of the sentences were attributed with a confidence under .5")
            }
            Self::AmbiguousName => {
                ("ambiguous_name", "the name is one word that two or more other names begin or end with")
            }
        }
    }

    /// The flags of a mean over articles.
    pub fn of_scores(scores: &Scores) -> Vec<Self> {
        match scores.articles.len() as u64 {
            0 | 1 => vec![Self::FewArticles, Self::OneArticle],
            2..FEW_ARTICLES => vec![Self::FewArticles],
            _ => Vec::new(),
        }
    }

    /// The flags of what a speaker is given to say.
    pub fn of_cell(sums: &Sums) -> Vec<Self> {
        let mut flags = Self::of_scores(&sums.tone);
        let sentences = sums.sentences();
        let over = |part: u64, percent: u64| part * 100 > sentences * percent;
        let most = |counts: &mut dyn Iterator<Item = u64>| counts.max().unwrap_or(0);
        if sums.places.len() == 1 {
            flags.push(Self::OneOutlet);
        } else if over(most(&mut sums.places.values().copied()), DOMINANT_PERCENT) {
            flags.push(Self::OutletDominates);
        }
        if sums.articles() > 1
            && over(most(&mut sums.tone.articles.values().map(|(count, _)| *count)), DOMINANT_PERCENT)
        {
            flags.push(Self::ArticleDominates);
        }
        if over(sums.low_confidence, LOW_CONFIDENCE_PERCENT) {
            flags.push(Self::LowConfidence);
        }
        flags
    }

    /// The cell of a `flags` column.
    pub fn cell(flags: &[Self]) -> Cell<'static> {
        let mut flags = flags.to_vec();
        flags.sort_unstable();
        let codes: Vec<&str> = flags.iter().map(|flag| flag.entry().0).collect();
        Cell::Text(Cow::Owned(codes.join("|")))
    }

    /// The description of a `flags` column.
    pub fn legend() -> String {
        let codes = Self::ALL.map(|flag| format!("{}: {}", flag.entry().0, flag.entry().1));
        format!("Caveats, joined by |. {}.", codes.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_names_the_thresholds_in_force() {
        let legend = Flag::legend();
        assert!(legend.contains(&format!("fewer than {FEW_ARTICLES} articles")));
        assert!(
            legend.contains(&format!("more than {DOMINANT_PERCENT} %"))
                && legend.contains(&format!("{LOW_CONFIDENCE_PERCENT} %"))
        );
        assert!(Flag::ALL.is_sorted());
    }
}
