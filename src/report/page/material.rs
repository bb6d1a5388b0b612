//! What the sections are made from.

use super::choice::Shown;
use crate::report::comparison::answer::Answer;
use crate::report::comparison::robustness;
use crate::report::number::counted;
use crate::report::study::Corpus;
use crate::report::warning::kind::Warning;
use crate::report::{about, agreement, coverage, keyword, verb};

/// The corpus and the rows of its tables.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The corpus.
    pub corpus: Corpus<'a>,
    /// What of it is shown.
    pub shown: &'a Shown,
    /// Comparisons, the declared ones first.
    pub answers: &'a [Answer],
    /// Declared comparisons under other choices.
    pub robustness: &'a [robustness::Row],
    /// Actors.
    pub about: &'a [about::Row<'a>],
    /// Verbs of saying.
    pub verbs: &'a [verb::Row<'a>],
    /// Distinctive words.
    pub keywords: &'a [keyword::Row<'a>],
    /// Outlets.
    pub coverage: &'a [coverage::Row<'a>],
    /// What people who coded a sample say; none if nobody did.
    pub agreement: &'a [agreement::Row],
    /// Caveats.
    pub warnings: &'a [Warning],
}

impl Material<'_> {
    /// True if a figure may have a mean beside its number of articles: a mean of fewer than a test needs is noise.
    pub fn are_enough(&self, articles: u64) -> bool {
        articles >= u64::from(self.corpus.study.config.thresholds.test_articles)
    }

    /// The articles that are enough, as a sentence has them.
    pub fn enough(&self) -> String {
        counted(self.corpus.study.config.thresholds.test_articles.into(), "article")
    }

    /// The name of a group by its number on the page.
    pub fn group(&self, at: usize) -> &str {
        self.shown.groups.get(at).map_or("", |&group| self.corpus.roster.group(group))
    }
}
