//! `speakers.csv`: the words each group chose to print as each speaker's.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::flag::Flag;
use super::interval::{self, Interval};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::error::Result;
use crate::partial::cell::{Cell as Sums, Cut};
use crate::partial::fact::Speech;
use crate::partial::roster::Name;
use std::collections::BTreeMap;

/// A speaker in a group, in one manner or all.
pub struct Row<'a> {
    name: &'a Name,
    group: &'a str,
    /// The manner.
    pub cut: Cut,
    /// Number of the group.
    pub group_number: u32,
    /// What is counted.
    pub sums: Sums,
    /// The interval of the mean tone.
    pub interval: Interval,
}

/// Writes the table.
pub fn write(corpus: Corpus<'_>, sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Speakers>::new("speakers");
    for facts in corpus.partial.speech.chunk_by(|a, b| a.speaker == b.speaker) {
        rows(corpus, facts).iter().try_for_each(|row| table.push(row, sink))?;
    }
    table.finish(sink)
}

/// The rows of one speaker, whose facts are given: by group, then by manner, where there is a sentence.
pub fn rows<'a>(corpus: Corpus<'a>, facts: &'a [Speech]) -> Vec<Row<'a>> {
    let Some(speaker) = facts.first().and_then(|fact| fact.speaker) else { return Vec::new() };
    let mut groups: BTreeMap<u32, Vec<&Speech>> = BTreeMap::new();
    for fact in facts {
        groups.entry(corpus.place(fact.article).group).or_default().push(fact);
    }
    let mut rows = Vec::new();
    for (group_number, facts) in groups {
        for cut in Cut::ALL {
            let taken = facts.iter().copied().filter(|fact| cut.takes(fact.manner));
            let sums = Sums::sum(taken.map(|fact| corpus.placed(fact)));
            if sums.sentences() > 0 {
                let (name, group) = (corpus.roster.name(speaker), corpus.roster.group(group_number));
                let interval = Interval::new(corpus, &sums.tone);
                rows.push(Row { name, group, cut, group_number, sums, interval });
            }
        }
    }
    rows
}

impl Row<'_> {
    fn flags(&self) -> Cell<'_> {
        let mut flags = Flag::of_cell(&self.sums);
        flags.extend(&self.interval.flags);
        if self.name.ambiguous {
            flags.push(Flag::AmbiguousName);
        }
        Flag::cell(&flags)
    }
}

/// The layout of `speakers.csv`.
pub enum Speakers {}

impl Layout for Speakers {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "speakers";
    const TITLE: &'static str = "The words each group of outlets chose to print as each speaker's, by manner. The unit is one sentence of one \
        speaker: a row of voice speech in the body with words of its own.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["speaker", "group", "manner"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = identity();
        columns.extend(means());
        columns.extend(shares());
        columns
    }
}

fn identity() -> Vec<Column<Speakers>> {
    vec![
        Column::text("speaker", "Who said it: the configured name, or the commonest form of a discovered one", |row| {
            Cell::text(&row.name.text)
        }),
        Column::text("group", "Group of the outlets that print it", |row| Cell::text(row.group)),
        Column::text(
            "manner",
            "How it is printed: quoted (wholly or partly in quotation marks: the speaker's words, the outlet's selection), paraphrased (the \
             outlet's wording), statement (printed whole, without marks), or all",
            |row| Cell::text(row.cut.as_str()),
        ),
        Column::new("known", Kind::Boolean, "", "True if the speaker is configured", |row| {
            Cell::Boolean(row.name.known)
        }),
        Column::text(
            "kind",
            "Kind of a configured speaker; of discovered ones: unnamed (South Korean officials: a group without a name, however many of it \
             speak and whatever their rank), else empty",
            |row| Cell::text(&row.name.kind),
        ),
        Column::text("side", "Key of the speaker's side", |row| Cell::text(&row.name.side)),
        Column::new("articles", Kind::Integer, "articles", "Articles the sentences stand in", |row| {
            Cell::Integer(row.sums.articles())
        }),
        Column::new("outlets", Kind::Integer, "outlets", "Outlets that print them", |row| {
            Cell::Integer(row.sums.places.len() as u64)
        }),
        Column::new(
            "sentences",
            Kind::Integer,
            "sentences",
            "Sentences of the speaker that are scored: n of every mean",
            |row| Cell::Integer(row.sums.sentences()),
        ),
        Column::new(
            "attributions",
            Kind::Integer,
            "attributions",
            "Attributions the sentences belong to; one may run over several sentences",
            |row| Cell::Integer(row.sums.attributions.len() as u64),
        ),
    ]
}

fn means() -> Vec<Column<Speakers>> {
    let [ci_low, ci_high] = interval::columns::<Speakers>(|row| row.interval.low(), |row| row.interval.high());
    vec![
        Column::new(
            "mean_tone",
            Kind::Number,
            TONE,
            "Mean tone of the words printed as the speaker's, by the chosen profile",
            |row| Cell::maybe(row.sums.tone.mean(), Cell::Micro),
        ),
        ci_low,
        ci_high,
        Column::new(
            "mean_vader",
            Kind::Number,
            TONE,
            "The same mean by the reference scorer, vaderSentiment 3.3.2",
            |row| Cell::maybe(row.sums.vader.mean(), Cell::Micro),
        ),
        Column::new(
            "mean_by_article",
            Kind::Number,
            TONE,
            "Mean of the articles' mean tones: one vote an article",
            |row| Cell::maybe(row.sums.tone.mean_by_article(), Cell::Micro),
        ),
        Column::new(
            "mean_distinct",
            Kind::Number,
            TONE,
            "Mean tone with near-identical sentences of an outlet counted once: those whose words differ in nothing but case, marks and \
             spaces; the first in the order of articles stands",
            |row| Cell::maybe(row.sums.mean_distinct(), Cell::Micro),
        ),
    ]
}

fn shares() -> Vec<Column<Speakers>> {
    const SHARE: &str = "share of sentences, 0 to 1";
    vec![
        Column::new("share_positive", Kind::Number, SHARE, "Sentences with a tone of .05 or more", |row| {
            Cell::maybe(row.sums.share(row.sums.positive), Cell::Micro)
        }),
        Column::new("share_negative", Kind::Number, SHARE, "Sentences with a tone of -.05 or less", |row| {
            Cell::maybe(row.sums.share(row.sums.negative), Cell::Micro)
        }),
        Column::new(
            "largest_article_share",
            Kind::Number,
            SHARE,
            "Sentences of the article that has most of them",
            |row| Cell::maybe(row.sums.tone.largest_article_share(), Cell::Micro),
        ),
        Column::new(
            "largest_outlet_share",
            Kind::Number,
            SHARE,
            "Sentences of the outlet that has most of them",
            |row| Cell::maybe(row.sums.largest_outlet_share(), Cell::Micro),
        ),
        Column::new(
            "low_confidence_share",
            Kind::Number,
            SHARE,
            "Sentences attributed with a confidence under .5",
            |row| Cell::maybe(row.sums.share(row.sums.low_confidence), Cell::Micro),
        ),
        Column::new(
            "stance_sentences",
            Kind::Integer,
            "sentences",
            "Sentences that ascribe a thought, an attitude or evidence to the speaker without an act of saying; in none of the other figures",
            |row| Cell::Integer(row.sums.stance),
        ),
        Column::text("flags", Flag::legend(&Flag::OF_SPEAKERS), |row| row.flags()),
    ]
}
