//! `about.csv`: the tone of sentences that mention an actor, in the outlet's voice and in others'.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::flag::Flag;
use super::interval::{self, Interval};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::error::Result;
use crate::partial::cell::Scores;
use crate::partial::fact::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// An actor in a group, in one scope.
pub struct Row<'a> {
    actor: &'a str,
    group: &'a str,
    outlets: usize,
    /// Numbers of the actor and of the group.
    pub key: [u32; 2],
    /// Whose words.
    pub scope: Scope,
    /// Their scores.
    pub scores: Scores,
    /// The interval of the mean.
    pub interval: Interval,
}

/// The rows: by actor, then by group, then by scope.
pub fn rows(corpus: Corpus<'_>) -> Vec<Row<'_>> {
    let mut cells: BTreeMap<(u32, u32, Scope), (Scores, BTreeSet<u32>)> = BTreeMap::new();
    for mention in &corpus.partial.mentions {
        let place = corpus.piece(mention.article).place;
        let group = corpus.roster.place(place).group;
        let (scores, places) = cells.entry((mention.actor, group, mention.scope)).or_default();
        scores.add(mention.article, mention.tone);
        places.insert(place);
    }
    let row = |((actor, group, scope), (scores, places)): ((u32, u32, Scope), (Scores, BTreeSet<u32>))| Row {
        actor: &corpus.roster.name(actor).text,
        group: corpus.roster.group(group),
        outlets: places.len(),
        key: [actor, group],
        scope,
        interval: Interval::new(corpus, &scores),
        scores,
    };
    cells.into_iter().map(row).collect()
}

/// Writes the table.
pub fn write(rows: &[Row<'_>], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<About>::new("about");
    rows.iter().try_for_each(|row| table.push(row, sink))?;
    table.finish(sink)
}

impl Row<'_> {
    fn flags(&self) -> Cell<'_> {
        let mut flags = self.interval.flags.clone();
        if self.outlets == 1 {
            flags.push(Flag::OneOutlet);
        }
        Flag::cell(&flags)
    }
}

/// The layout of `about.csv`.
pub enum About {}

impl Layout for About {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "about";
    const TITLE: &'static str =
        "The tone of sentences that mention an actor (a configured speaker or side): not the tone toward it.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["actor", "group", "scope"];

    fn columns() -> Vec<Column<Self>> {
        let [ci_low, ci_high] = interval::columns::<Self>(|row| row.interval.low(), |row| row.interval.high());
        vec![
            Column::text("actor", "Whom the sentence mentions", |row| Cell::text(row.actor)),
            Column::text("group", "Group of the outlets", |row| Cell::text(row.group)),
            Column::text(
                "scope",
                "outlet_voice: the outlet's own words (voices narration and reporting); attributed: words of a speaker (voice speech; those of \
                 joint speakers once)",
                |row| Cell::text(row.scope.as_str()),
            ),
            Column::new("articles", Kind::Integer, "articles", "Articles the sentences stand in", |row| {
                Cell::Integer(row.scores.articles.len() as u64)
            }),
            Column::new(
                "sentences",
                Kind::Integer,
                "sentences",
                "Sentences that mention the actor, with words in this scope",
                |row| Cell::Integer(row.scores.count()),
            ),
            Column::new("mean_tone", Kind::Number, TONE, "Mean tone of the words in this scope", |row| {
                Cell::maybe(row.scores.mean(), Cell::Micro)
            }),
            ci_low,
            ci_high,
            Column::text("flags", Flag::legend(&Flag::OF_MEANS), |row| row.flags()),
        ]
    }
}
