//! `speakers/<slug>.csv`: the statements behind a speaker's figures.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::sink::Sink;
use super::slug::slugs;
use super::table::{Table, Written};
use crate::error::Result;
use crate::limits::{STATEMENT_ARTICLES, STATEMENT_FILES};
use crate::partial::counted::{Counted, Counting};
use crate::partial::roster::Roster;
use crate::partial::words;
use crate::row::{Row, Voice};
use crate::spool::Analysed;
use std::collections::BTreeMap;

/// A statement.
pub struct Statement<'a> {
    article: &'a Analysed,
    row: &'a Row,
    via: Vec<&'a str>,
}

/// The files of all speakers who get one, written side by side: each holds at most a buffer of [`Table::BUFFER`] bytes, so that memory does
/// not grow with the corpus.
pub struct Files {
    tables: BTreeMap<u32, Table<Statements>>,
    /// Speakers who would have a file but for the cap.
    pub left_out: u64,
}

impl Files {
    /// Files for the [`chosen`] speakers.
    pub fn new(roster: &Roster) -> Self {
        let (chosen, left_out) = chosen(roster);
        let names: Vec<&str> = chosen.iter().map(|&number| roster.name(number).text.as_str()).collect();
        let tables = chosen.iter().zip(slugs(&names));
        let tables = tables.map(|(number, slug)| (*number, Table::new(format!("speakers/{slug}")))).collect();
        Self { tables, left_out }
    }

    /// Adds the statements of an article: the rows behind the means.
    pub fn add(&mut self, article: &Analysed, roster: &Roster, counting: Counting, sink: &mut dyn Sink) -> Result<()> {
        for row in article.rows.iter().filter(|row| row.voice == Voice::Speech) {
            if Counted::of(row, article.genre, counting) != Counted::Yes {
                continue;
            }
            if let Some(table) = roster.speaker(row).and_then(|speaker| self.tables.get_mut(&speaker)) {
                let via = roster.via(row).iter().map(|&number| roster.name(number).text.as_str()).collect();
                table.push(&Statement { article, row, via }, sink)?;
            }
        }
        Ok(())
    }

    /// Writes the rest.
    pub fn finish(self, sink: &mut dyn Sink) -> Result<Vec<Written>> {
        self.tables.into_values().map(|table| table.finish(sink)).collect()
    }
}

/// The speakers worth a file: configured ones who speak, discovered ones in enough articles, in the order of the tables; and how many more there
/// would be but for the cap.
pub fn chosen(roster: &Roster) -> (Vec<u32>, u64) {
    let least = |known: bool| if known { 1 } else { STATEMENT_ARTICLES as u64 };
    let speakers = (0..).zip(&roster.names).filter(|(_, name)| name.articles >= least(name.known));
    let mut speakers: Vec<u32> = speakers.map(|(number, _)| number).collect();
    let left_out = speakers.len().saturating_sub(STATEMENT_FILES) as u64;
    speakers.truncate(STATEMENT_FILES);
    (speakers, left_out)
}

/// The layout of `speakers/<slug>.csv`.
pub enum Statements {}

impl Layout for Statements {
    type Row<'a> = Statement<'a>;
    const NAME: &'static str = "statements";
    const TITLE: &'static str =
        "A statement of the speaker after whom the file is named: the sentences that speakers.csv counts.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &[];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::new("date", Kind::Date, "", "Date of the article", |line| Cell::text(&line.article.date)),
            Column::text("event", "Key of the configured event the article is about; empty for none", |line| {
                Cell::text(&line.article.event)
            }),
            Column::text("group", "Group of the outlet", |line| Cell::text(&line.article.group)),
            Column::text("outlet", "The outlet that prints it", |line| Cell::text(&line.article.outlet)),
            Column::text("article_id", "The article", |line| Cell::text(&line.article.id)),
            Column::new("sentence", Kind::Integer, "", "The sentence's number in the article", |line| {
                Cell::Integer(line.row.sentence.into())
            }),
            Column::text("via", "Who relayed it, nearest to the speaker first, joined by \" > \"", |line| {
                Cell::chain(line.via.iter().copied())
            }),
            Column::text("manner", "direct, mixed, indirect or statement", |line| {
                Cell::maybe(line.row.manner, |manner| Cell::text(manner.as_str()))
            }),
            Column::text("cue", "The words of saying, as far as they stand in this sentence", |line| {
                Cell::Text(words::cue(line.row).into())
            }),
            Column::new("tone", Kind::Number, TONE, "Tone of the content by the chosen profile", |line| {
                Cell::maybe(line.row.tone, Cell::Score)
            }),
            Column::new("vader", Kind::Number, TONE, "Tone of the content by the reference scorer", |line| {
                Cell::maybe(line.row.vader, Cell::Score)
            }),
            Column::text("content", "The words that are scored", |line| Cell::Text(words::content(line.row).into())),
            Column::text("text", "The sentence", |line| Cell::text(&line.row.text)),
            Column::text("title", "The article's headline", |line| Cell::text(&line.article.title)),
            Column::text("url", "Where it was published", |line| Cell::text(&line.article.url)),
        ]
    }
}
