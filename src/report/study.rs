//! What every table is made from.

use super::warning::Warning;
use crate::config::Config;
use crate::partial::fact::{Piece, Speech};
use crate::partial::fold::Partial;
use crate::partial::roster::{Place, Roster};
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
}
