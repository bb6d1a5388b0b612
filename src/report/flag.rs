//! The codes of the `flags` columns.

use super::cell::Cell;
use crate::partial::cell::Cell as Sums;
use std::borrow::Cow;

/// Percent of a cell's sentences over which one outlet or one article dominates it; for outlets the threshold of W04.
pub const DOMINANT_PERCENT: u64 = 60;
/// Percent of a cell's sentences that may be found with low confidence before the cell is flagged: one in four.
pub const LOW_CONFIDENCE_PERCENT: u64 = 25;

/// A caveat on a row of a table, in the order of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Fewer than the configuration takes for enough.
    FewArticles,
    /// One article alone.
    OneArticle,
    /// Too few for a test.
    BelowMinArticles,
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
    /// No spread among the articles.
    ZeroVariance,
    /// Two sides without a common day.
    NoOverlap,
    /// Near-duplicates on both sides.
    SharedStories,
    /// Without one outlet the difference has another sign.
    SignChanges,
    /// A frame that nobody compared with hand-coded texts.
    NotValidated,
    /// A share that hardly any sentence of a side has, or hardly any has not.
    Rare,
    /// More than [`DOMINANT_PERCENT`] of a frame's hits from one pattern.
    OnePattern,
    /// A difference that the instrument's own may account for.
    WithinBias,
    /// Too few items of the hand-coded sample among what is compared.
    FewCoded,
    /// Too few coded items for a figure to be narrow.
    FewItems,
    /// No item that two coders coded.
    OneCoder,
    /// Coders who give one value alone.
    OneValue,
    /// Coders who do not agree enough.
    LowAlpha,
}

impl Flag {
    /// Those of a mean over articles.
    pub const OF_MEANS: [Self; 4] = [Self::FewArticles, Self::OneArticle, Self::OneOutlet, Self::ZeroVariance];
    /// Those of what a speaker is given to say.
    pub const OF_SPEAKERS: [Self; 8] = [
        Self::FewArticles,
        Self::OneArticle,
        Self::OneOutlet,
        Self::OutletDominates,
        Self::ArticleDominates,
        Self::LowConfidence,
        Self::AmbiguousName,
        Self::ZeroVariance,
    ];
    /// Those of a difference.
    pub const OF_COMPARISONS: [Self; 15] = [
        Self::FewArticles,
        Self::OneArticle,
        Self::BelowMinArticles,
        Self::OneOutlet,
        Self::OutletDominates,
        Self::LowConfidence,
        Self::AmbiguousName,
        Self::ZeroVariance,
        Self::NoOverlap,
        Self::SharedStories,
        Self::SignChanges,
        Self::NotValidated,
        Self::Rare,
        Self::WithinBias,
        Self::FewCoded,
    ];
    /// Those of a comparison with coders.
    pub const OF_AGREEMENT: [Self; 6] =
        [Self::FewArticles, Self::OneArticle, Self::FewItems, Self::OneCoder, Self::OneValue, Self::LowAlpha];
    /// Those of a frame's rate.
    pub const OF_FRAMES: [Self; 4] = [Self::FewArticles, Self::OneArticle, Self::NotValidated, Self::OnePattern];

    /// The code in tables and its meaning.
    fn entry(self) -> (&'static str, &'static str) {
        match self {
            Self::FewArticles => {
                ("few_articles", "fewer than 10 articles, near-duplicates once, or than `few_articles` of [thresholds]")
            }
            Self::OneArticle => ("one_article", "all from one article, or from copies of one: no interval is possible"),
            Self::BelowMinArticles => (
                "below_min_articles",
                "fewer than 4 articles on a side, near-duplicates once, or than `test_articles`: not tested",
            ),
            Self::OneOutlet => ("one_outlet", "all from one outlet: the outlet and its group cannot be told apart"),
            Self::ArticleDominates => ("article_dominates", "more than 60 % of the sentences are from one article"),
            Self::OutletDominates => {
                ("outlet_dominates", "more than 60 % of the sentences are from one of several outlets")
            }
            Self::LowConfidence => {
                ("low_confidence", "more than 25 % of the sentences were attributed with a confidence under .5")
            }
            Self::AmbiguousName => {
                ("ambiguous_name", "the name is one word that two or more other names begin or end with")
            }
            Self::ZeroVariance => {
                ("zero_variance", "all articles agree: the interval is a point, and nothing is tested")
            }
            Self::NoOverlap => ("no_overlap", "the sides have no day in common"),
            Self::SharedStories => ("shared_stories", "near-duplicates stand on both sides and tie them"),
            Self::SignChanges => ("sign_changes", "without one of its outlets the difference turns round or vanishes"),
            Self::Rare => ("rare", "fewer than 5 sentences of a side have it, or have it not: a few words decide"),
            Self::WithinBias => (
                "within_bias",
                "in the hand-coded sample the instrument alone makes a difference as large and of this sign: read bias_difference",
            ),
            Self::FewCoded => (
                "few_coded",
                "fewer than 10 items of the hand-coded sample on a side: human_difference and bias_difference are empty",
            ),
            Self::FewItems => ("few_items", "fewer than 30 coded items"),
            Self::OneCoder => ("one_coder", "no item was coded by two: nothing is known of how coders agree"),
            Self::OneValue => ("one_value", "the coders gave one value alone: there is no alpha"),
            Self::LowAlpha => ("low_alpha", "an alpha under .667: these codes bear no conclusion"),
            Self::OnePattern => ("one_pattern", "more than 60 % of the hits are of one pattern: look at top_patterns"),
            Self::NotValidated => ("not_validated", "the dictionary was never compared with hand-coded texts"),
        }
    }

    /// The flags of a mean over so many articles, `few` being too few.
    pub fn of_number(articles: u64, few: u64) -> Vec<Self> {
        let flags = [(articles < few, Self::FewArticles), (articles == 1, Self::OneArticle)];
        flags.into_iter().filter_map(|(holds, flag)| holds.then_some(flag)).collect()
    }

    /// The flags of what a speaker is given to say.
    pub fn of_cell(sums: &Sums) -> Vec<Self> {
        let mut flags = Vec::new();
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

    /// The description of a `flags` column that may hold these.
    pub fn legend(flags: &[Self]) -> String {
        let codes: Vec<String> = flags.iter().map(|flag| format!("{}: {}", flag.entry().0, flag.entry().1)).collect();
        format!("Caveats, joined by |. {}.", codes.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Thresholds;

    #[test]
    fn the_legend_names_the_thresholds_in_force() {
        let legend = Flag::legend(&Flag::OF_SPEAKERS);
        let defaults = Thresholds::default();
        assert!(legend.contains(&format!("fewer than {} articles", defaults.few_articles)));
        assert!(
            legend.contains(&format!("more than {DOMINANT_PERCENT} %"))
                && legend.contains(&format!("{LOW_CONFIDENCE_PERCENT} %"))
        );
        let legend = Flag::legend(&Flag::OF_COMPARISONS);
        assert!(legend.contains(&format!("fewer than {} articles on a side", defaults.test_articles)));
    }
}
