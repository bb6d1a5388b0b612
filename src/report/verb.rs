//! `verbs.csv`: said, claimed, hailed, denounced.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::error::Result;
use crate::partial::decimal::Micro;
use crate::partial::fact::{Said, Speech};
use crate::row::CueClass;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A verb of saying for speakers of a side in a group.
pub struct Row<'a> {
    group: &'a str,
    side: &'a str,
    /// The words of saying.
    pub verb: &'a str,
    /// Number of the group.
    pub group_number: u32,
    sums: Sums,
    of_side: u64,
}

/// The sums behind a row.
#[derive(Clone, Debug, Default)]
struct Sums {
    /// Uses: article, sentence, attribution. Joint speakers of a side are one.
    uses: BTreeSet<(u32, u32, Option<u32>)>,
    articles: BTreeSet<u32>,
    classes: BTreeMap<CueClass, u64>,
}

/// The rows: by group, then by side in the order of the configuration, those without one last, then by sentences, then bytewise.
pub fn rows(corpus: Corpus<'_>) -> Vec<Row<'_>> {
    let sides: Vec<&str> = corpus.study.config.sides.iter().map(|side| side.key.as_str()).collect();
    let rank = |side: &str| {
        sides.iter().position(|other| *other == side).unwrap_or(sides.len() + usize::from(side.is_empty()))
    };
    let mut tables: BTreeMap<(u32, usize, &str), BTreeMap<u32, Sums>> = BTreeMap::new();
    for fact in corpus.partial.speech.iter().filter(|fact| fact.said == Said::Speech && fact.in_figures) {
        let Some(verb) = fact.verb else { continue };
        let side = fact.speaker.map_or("", |speaker| corpus.roster.name(speaker).side.as_str());
        let key = (corpus.place(fact.article).group, rank(side), side);
        tables.entry(key).or_default().entry(verb).or_default().add(fact);
    }
    let mut rows = Vec::new();
    for ((group_number, _, side), verbs) in tables {
        let of_side = verbs.values().map(|sums| sums.uses.len() as u64).sum();
        let mut verbs: Vec<(u32, Sums)> = verbs.into_iter().collect();
        // The numbers of verbs are in the order of their bytes.
        verbs.sort_by_key(|(verb, sums)| (Reverse(sums.uses.len()), *verb));
        for (verb, sums) in verbs {
            let (group, verb) = (corpus.roster.group(group_number), corpus.roster.verbs[verb as usize].as_str());
            rows.push(Row { group, side, verb, group_number, sums, of_side });
        }
    }
    rows
}

/// Writes the table.
pub fn write(rows: &[Row<'_>], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Verbs>::new("verbs");
    rows.iter().try_for_each(|row| table.push(row, sink))?;
    table.finish(sink)
}

impl Row<'_> {
    /// Sentences in which the verb introduces such a speaker's words.
    pub fn sentences(&self) -> u64 {
        self.sums.uses.len() as u64
    }

    /// How the verb frames the words.
    pub fn class(&self) -> Option<CueClass> {
        self.sums.class()
    }
}

impl Sums {
    fn add(&mut self, fact: &Speech) {
        if self.uses.insert((fact.article, fact.sentence, fact.attribution)) {
            self.articles.insert(fact.article);
            if let Some(class) = fact.cue_class {
                *self.classes.entry(class).or_default() += 1;
            }
        }
    }

    fn class(&self) -> Option<CueClass> {
        self.classes.iter().max_by_key(|(class, count)| (**count, Reverse(**class))).map(|(class, _)| *class)
    }
}

/// The layout of `verbs.csv`.
pub enum Verbs {}

impl Layout for Verbs {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "verbs";
    const TITLE: &'static str =
        "The verbs by which each group lets each side speak. Rows of speech in the body whose sentence holds the verb.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["group", "side", "verb"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("group", "Group of the outlets", |row| Cell::text(row.group)),
            Column::text(
                "side",
                "Key of the speaker's side; empty for speakers without one and unresolved ones",
                |row| Cell::text(row.side),
            ),
            Column::text("verb", "The words of saying, in lower case", |row| Cell::text(row.verb)),
            Column::new(
                "sentences",
                Kind::Integer,
                "sentences",
                "Sentences in which the verb introduces such a speaker's words",
                |row| Cell::Integer(row.sums.uses.len() as u64),
            ),
            Column::new(
                "share",
                Kind::Number,
                "share of sentences, 0 to 1",
                "Of the sentences of this group and side",
                |row| Cell::maybe(Micro::share(row.sums.uses.len() as u64, row.of_side), Cell::Micro),
            ),
            Column::text(
                "cue_class",
                "How the verb frames the words: neutral, factive, distancing, directive, defensive, hostile, approving; the commonest class \
                 where the verb has several",
                |row| Cell::maybe(row.sums.class(), |class| Cell::text(class.as_str())),
            ),
            Column::new("articles", Kind::Integer, "articles", "Articles with such a sentence", |row| {
                Cell::Integer(row.sums.articles.len() as u64)
            }),
        ]
    }
}
