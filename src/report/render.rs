//! Two passes over the articles, then the tables.

use super::sentence::{Line, Sentences};
use super::sink::{Sink, Source};
use super::speaker;
use super::study::{Corpus, Study};
use super::table::Table;
use crate::error::Result;
use crate::partial::census::Census;
use crate::partial::fold::Partial;

/// Writes a report: everything but `manifest.json`, which needs the hashes of the rest.
pub fn render(study: &Study<'_>, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<()> {
    let opinion = study.config.corpus.opinion;
    let mut census = Census::new(study.config);
    source.each(&mut |article| {
        census.add(&article);
        Ok(())
    })?;
    let roster = census.finish();
    let mut partial = Partial::default();
    let mut sentences = Table::<Sentences>::new("data/sentences");
    let mut number = 0;
    source.each(&mut |article| {
        for row in &article.rows {
            sentences.push(&Line::new(&article, row, &roster, opinion), sink)?;
        }
        partial.add(number, &article, &roster, opinion);
        number += 1;
        Ok(())
    })?;
    sentences.finish(sink)?;
    let partial = partial.seal();
    let corpus = Corpus { study, roster: &roster, partial: &partial };
    speaker::write(corpus, sink)?;
    Ok(())
}
