//! `robustness.csv`: declared comparisons again, under other choices that a reviewer might have made.

use super::answer::Answer;
use super::contrast::Contrast;
use super::sample::{Choice, sample};
use super::table::{DIFFERENCE, END, id};
use crate::error::Result;
use crate::report::cell::{Cell, Dialect};
use crate::report::column::{Column, Kind, Layout};
use crate::report::sink::Sink;
use crate::report::study::Corpus;
use crate::report::table::{Table, Written};

/// A declared comparison under a choice.
pub struct Row {
    /// As in `comparisons.csv`.
    pub id: String,
    /// The choice.
    pub choice: Choice,
    /// Articles of each side.
    pub articles: [usize; 2],
    sentences: [u64; 2],
    /// The difference under this choice.
    pub contrast: Contrast,
}

/// The rows: every choice that makes sense of a measure, by comparison.
pub fn rows(corpus: Corpus<'_>, answers: &[Answer]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, answer) in answers.iter().enumerate().filter(|(_, answer)| answer.declared) {
        let choices = Choice::ALL.into_iter().filter(|choice| choice.applies(answer.question.what));
        rows.extend(choices.map(|choice| row(corpus, id(answers, at), answer, choice)));
    }
    rows
}

/// Writes the table.
pub fn write(rows: &[Row], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Robustness>::new("robustness");
    rows.iter().try_for_each(|row| table.push(row, sink))?;
    table.finish(sink)
}

fn row(corpus: Corpus<'_>, id: String, answer: &Answer, choice: Choice) -> Row {
    let sample = sample(corpus, answer.question, choice);
    let clusters = sample.clusters(choice);
    let contrast = match choice {
        Choice::AsIs => answer.contrast,
        _ => Contrast::new(corpus, answer.question, &clusters),
    };
    let sentences = [&sample.a, &sample.b].map(|side| side.iter().map(|article| article.count()).sum());
    Row { id, choice, articles: [sample.a.len(), sample.b.len()], sentences, contrast }
}

impl Row {
    /// The 95 % interval of the difference.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.contrast.interval()
    }

    /// The p of the test, not adjusted.
    pub fn p(&self) -> Option<f64> {
        self.contrast.permutation.map(|test| test.p)
    }
}

/// The layout of `robustness.csv`.
pub enum Robustness {}

impl Layout for Robustness {
    type Row<'a> = Row;
    const NAME: &'static str = "robustness";
    const TITLE: &'static str =
        "A declared comparison under other choices. A claim that holds under one of them alone rests on that choice.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["id", "choice"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("id", "As in comparisons.csv", |row| Cell::text(&row.id)),
            Column::text(
                "choice",
                "as is; distinct sentences (near-identical ones of an outlet once); reference scorer (vaderSentiment 3.3.2); equal weight to outlets \
                 (of a group); one vote an article; without event words (rows that hold a word of war, attack or disaster left out). Shares of \
                 sentences have no scores: of these three choices alone",
                |row| Cell::text(row.choice.as_str()),
            ),
            Column::new("articles_a", Kind::Integer, "articles", "Articles of the first group", |row| {
                Cell::Integer(row.articles[0] as u64)
            }),
            Column::new("articles_b", Kind::Integer, "articles", "Of the second", |row| {
                Cell::Integer(row.articles[1] as u64)
            }),
            Column::new("sentences_a", Kind::Integer, "sentences", "Sentences of the first group", |row| {
                Cell::Integer(row.sentences[0])
            }),
            Column::new("sentences_b", Kind::Integer, "sentences", "Of the second", |row| {
                Cell::Integer(row.sentences[1])
            }),
            Column::new("difference", Kind::Number, DIFFERENCE, "The difference under this choice", |row| {
                Cell::number(row.contrast.difference)
            }),
            Column::new("ci_low", Kind::Number, END, "Lower end of its 95 % interval, clustered by article", |row| {
                Cell::number(row.interval().map(|ends| ends.0))
            }),
            Column::new("ci_high", Kind::Number, END, "Upper end", |row| {
                Cell::number(row.interval().map(|ends| ends.1))
            }),
            Column::new("p", Kind::Number, "probability", "Permutation of articles, not adjusted", |row| {
                Cell::number(row.p())
            }),
            Column::text("verdict", "higher, lower or cannot tell, by this interval and this p", |row| {
                Cell::text(row.contrast.verdict(row.p()).as_str())
            }),
        ]
    }
}
