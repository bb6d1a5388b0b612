//! `timeline.csv`: the tone of each speaker's words over time.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::flag::Flag;
use super::interval::{self, Interval};
use super::sink::Sink;
use super::statement;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::config::Period;
use crate::error::Result;
use crate::limits::TIMELINE_GAP;
use crate::partial::cell::Scores;
use crate::partial::fact::Piece;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days of a week.
const WEEK: i32 = 7;

/// A speaker in a group in a period.
pub struct Row<'a> {
    /// The period as the table names it.
    pub period: String,
    group: &'a str,
    speaker: &'a str,
    /// Numbers of the group and of the period.
    pub key: (u32, i32),
    /// What the speaker says in it.
    pub scores: Scores,
    interval: Interval,
}

/// How time is cut: a period is a number, those of one series follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// By days.
    Day,
    /// By weeks, from Monday.
    Week,
    /// By the declared events.
    Event,
}

impl Calendar {
    /// As the study says, or as its days suggest.
    pub fn new(corpus: Corpus<'_>) -> Self {
        match corpus.study.config.period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Event => Self::Event,
            Period::Auto => {
                let days: BTreeSet<i32> = corpus.partial.pieces.iter().filter_map(day).collect();
                if days.len() <= Period::DAYS { Self::Day } else { Self::Week }
            }
        }
    }

    /// The period of an article; none without a date, or without an event.
    fn period(self, piece: &Piece) -> Option<i32> {
        match self {
            Self::Day => day(piece),
            Self::Week => day(piece).map(|day| day.div_euclid(WEEK)),
            Self::Event => piece.event.map(i32::from),
        }
    }

    fn name(self, period: i32, corpus: Corpus<'_>) -> String {
        match self {
            Self::Day => date(period),
            Self::Week => date(period * WEEK),
            Self::Event => {
                usize::try_from(period).ok().and_then(|at| corpus.roster.events.get(at)).cloned().unwrap_or_default()
            }
        }
    }
}

/// A Monday, from which days are counted, so that weeks are sevens of days.
fn monday() -> Date {
    Date::constant(1970, 1, 5)
}

fn day(piece: &Piece) -> Option<i32> {
    let date: Date = piece.date.parse().ok()?;
    date.since(monday()).ok().map(|span| span.get_days())
}

fn date(day: i32) -> String {
    let date = monday().checked_add(jiff::Span::new().try_days(day).unwrap_or_default());
    date.map_or_else(|_| String::new(), |date| date.to_string())
}

/// Writes the table: by speaker, then by group, then by period.
pub fn write(corpus: Corpus<'_>, sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Timeline>::new("timeline");
    let calendar = Calendar::new(corpus);
    for speaker in statement::chosen(corpus.roster).0 {
        rows(corpus, calendar, speaker).iter().try_for_each(|row| table.push(row, sink))?;
    }
    table.finish(sink)
}

/// The rows of one speaker: by group, then by period.
pub fn rows(corpus: Corpus<'_>, calendar: Calendar, speaker: u32) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (group, periods) in series(corpus, calendar, speaker) {
        let mut next: Option<i32> = None;
        for (period, scores) in periods {
            let silent = next.unwrap_or(period)..period;
            if silent.len() <= TIMELINE_GAP {
                rows.extend(silent.map(|period| row(corpus, calendar, speaker, group, period, Scores::default())));
            }
            rows.push(row(corpus, calendar, speaker, group, period, scores));
            next = Some(period + 1);
        }
    }
    rows
}

fn row(corpus: Corpus<'_>, calendar: Calendar, speaker: u32, group: u32, period: i32, scores: Scores) -> Row<'_> {
    let (key, interval) = ((group, period), Interval::new(corpus, &scores));
    let (group, speaker) = (corpus.roster.group(group), corpus.roster.name(speaker).text.as_str());
    Row { period: calendar.name(period, corpus), group, speaker, key, scores, interval }
}

/// A speaker's scores by group and period.
fn series(corpus: Corpus<'_>, calendar: Calendar, speaker: u32) -> BTreeMap<u32, BTreeMap<i32, Scores>> {
    let mut series: BTreeMap<u32, BTreeMap<i32, Scores>> = BTreeMap::new();
    for (fact, tone) in corpus.said(speaker).iter().filter_map(|fact| Some((fact, fact.counted()?))) {
        let piece = corpus.piece(fact.article);
        if let Some(period) = calendar.period(piece) {
            let group = corpus.roster.place(piece.place).group;
            series.entry(group).or_default().entry(period).or_default().add(fact.article, tone);
        }
    }
    series
}

impl Row<'_> {
    /// The 95 % interval of the mean.
    pub fn ends(&self) -> Option<(f64, f64)> {
        self.interval.ends()
    }

    fn flags(&self) -> Cell<'_> {
        // An empty period is no small sample.
        Flag::cell(if self.scores.count() > 0 { &self.interval.flags } else { &[] })
    }
}

/// The layout of `timeline.csv`.
pub enum Timeline {}

impl Layout for Timeline {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "timeline";
    const TITLE: &'static str = "The tone of the words printed as a speaker's, over time: speakers who have a file under speakers/. A period without a \
        sentence between two with some is a row of zeros, unless more than 31 follow each other. Articles without a date, or outside the events, are not here.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["period", "group", "speaker"];

    fn columns() -> Vec<Column<Self>> {
        let [ci_low, ci_high] = interval::columns::<Self>(|row| row.interval.low(), |row| row.interval.high());
        vec![
            Column::text(
                "period",
                "A day, the Monday of a week, or the key of an event: days if the articles are of 62 different ones or fewer, else weeks, or what \
                 `period` says",
                |row| Cell::text(&row.period),
            ),
            Column::text("group", "Group of the outlets", |row| Cell::text(row.group)),
            Column::text("speaker", "Who said it", |row| Cell::text(row.speaker)),
            Column::new("sentences", Kind::Integer, "sentences", "Sentences of the speaker that are scored", |row| {
                Cell::Integer(row.scores.count())
            }),
            Column::new("articles", Kind::Integer, "articles", "Articles these stand in", |row| {
                Cell::Integer(row.scores.articles.len() as u64)
            }),
            Column::new("mean_tone", Kind::Number, TONE, "Mean tone of the words printed as the speaker's", |row| {
                Cell::maybe(row.scores.mean(), Cell::Micro)
            }),
            ci_low,
            ci_high,
            Column::text("flags", Flag::legend(&[Flag::FewArticles, Flag::OneArticle, Flag::ZeroVariance]), |row| {
                row.flags()
            }),
        ]
    }
}
