//! Two passes over the articles, then the tables.

use super::article::Articles;
use super::sentence::{Line, Sentences};
use super::sink::{Sink, Source};
use super::statement::Files;
use super::study::{Corpus, Study};
use super::summary::{Summary, summary};
use super::table::{Table, Written};
use super::{about, coverage, package, relay, speaker, verb, warning};
use crate::error::Result;
use crate::partial::census::Census;
use crate::partial::counted::Counting;
use crate::partial::fold::Partial;
use crate::partial::roster::Roster;

/// Writes a report: everything but `manifest.json`, which needs the hashes of the rest.
pub fn render(study: &Study<'_>, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<Summary> {
    let mut census = Census::new(study.config);
    source.each(&mut |article| {
        census.add(&article);
        Ok(())
    })?;
    let roster = census.finish();
    let stream = stream(study, &roster, source, sink)?;
    let corpus = Corpus { study, roster: &roster, partial: &stream.partial };
    let mut tables = vec![
        speaker::write(corpus, sink)?,
        about::write(corpus, sink)?,
        relay::write(corpus, sink)?,
        verb::write(corpus, sink)?,
        coverage::write(corpus, sink)?,
    ];
    tables.extend(stream.tables);
    let warnings = warning::collect(corpus, &tables);
    tables.push(warning::write(&warnings, sink)?);
    sink.append("datapackage.json", &package::bytes(&tables))?;

    let mut summary = summary(corpus);
    summary.counts.rows = stream.rows;
    summary.counts.statement_files = stream.statement_files;
    summary.counts.statement_files_left_out = stream.statement_files_left_out;
    summary.counts.warnings = warnings.len() as u64;
    summary.warnings = warnings;
    Ok(summary)
}

/// What the second pass leaves.
struct Stream {
    partial: Partial,
    tables: Vec<Written>,
    rows: u64,
    statement_files: u64,
    statement_files_left_out: u64,
}

/// The second pass: writes what has text in it, article by article, and folds the rest into integers.
fn stream(study: &Study<'_>, roster: &Roster, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<Stream> {
    let counting = Counting::new(study.config);
    let mut sentences = Table::<Sentences>::new("data/sentences");
    let mut articles = Table::<Articles>::new("data/articles");
    let mut files = Files::new(roster);
    let mut partial = Partial::default();
    let mut number = 0;
    source.each(&mut |article| {
        for row in &article.rows {
            sentences.push(&Line::new(&article, row, roster, counting), sink)?;
        }
        files.add(&article, roster, counting, sink)?;
        let piece = partial.add(number, &article, roster, counting);
        articles.push(&(&article, &piece), sink)?;
        number += 1;
        Ok(())
    })?;
    let statement_files_left_out = files.left_out;
    let mut tables = files.finish(sink)?;
    let statement_files = tables.len() as u64;
    let sentences = sentences.finish(sink)?;
    let rows = sentences.rows;
    tables.extend([sentences, articles.finish(sink)?]);
    Ok(Stream { partial: partial.seal(), tables, rows, statement_files, statement_files_left_out })
}
