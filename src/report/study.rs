//! What every table is made from.

use super::warning::kind::Warning;
use crate::coding::matching::Matched;
use crate::coding::sample::Sample;
use crate::config::Config;
use crate::partial::concordance::Concordance;
use crate::partial::fact::{Piece, Speech};
use crate::partial::family::Families;
use crate::partial::fold::Partial;
use crate::partial::roster::{Place, Roster};
use crate::partial::vocabulary::Words;
use crate::tone::scorer::Profile;
use std::collections::BTreeMap;

/// What a report is about, but for the articles.
#[derive(Clone, Debug)]
pub struct Study<'a> {
    /// The merged configuration.
    pub config: &'a Config,
    /// How tone was scored.
    pub profile: Profile,
    /// Exact duplicates that were left out, by group and outlet.
    pub duplicates: BTreeMap<(String, String), u64>,
    /// A sample coded by hand, if there is one.
    pub coded: Option<Sample>,
    /// True if the page is wanted.
    pub page: bool,
    /// Warnings from before: they open `warnings.csv`.
    pub warnings: Vec<Warning>,
}

/// The whole corpus in figures.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    /// What the report is about.
    pub study: &'a Study<'a>,
    /// Names, groups and outlets.
    pub roster: &'a Roster,
    /// The facts of every article, sealed.
    pub partial: &'a Partial,
    /// Families of near-duplicates.
    pub families: &'a Families,
    /// The words of the groups.
    pub words: &'a Words,
    /// Where the words stand that comparisons ask about.
    pub concordance: &'a Concordance,
    /// The hand-coded items of the corpus; none if nobody coded one.
    pub coded: Option<&'a Matched>,
}

impl<'a> Corpus<'a> {
    /// An article in figures.
    pub fn piece(self, article: u32) -> &'a Piece {
        // Articles are numbered from 0 without a gap, and the partial holds each once.
        &self.partial.pieces[article as usize]
    }

    /// The outlet of an article.
    pub fn place(self, article: u32) -> &'a Place {
        self.roster.place(self.piece(article).place)
    }

    /// A fact with the number of its outlet.
    pub fn placed(self, fact: &'a Speech) -> (&'a Speech, u32) {
        (fact, self.piece(fact.article).place)
    }

    /// Speech and stance of a speaker, in the order of the corpus.
    pub fn said(self, speaker: u32) -> &'a [Speech] {
        let facts = &self.partial.speech;
        let first = facts.partition_point(|fact| fact.speaker < Some(speaker));
        let after = facts.partition_point(|fact| fact.speaker <= Some(speaker));
        &facts[first..after]
    }
}
