//! What a run writes, in order.

use super::comparison::told::told;
use super::comparison::{answer, question};
use super::comparison::{robustness, table as comparisons};
use super::page::choice::Shown;
use super::page::material::Material;
use super::page::write as page;
use super::pair::pairs;
use super::pass;
use super::sink::{Sink, Source};
use super::study::{Corpus, Study};
use super::summary::{Summary, summary};
use super::survey::survey;
use super::{about, agreement, coverage, frame, keyword, package, relay, speaker, timeline, verb, warning};
use crate::error::{Error, Result, Where};
use crate::partial::concordance::Concordance;

/// A coded sample of which nothing is here.
fn stranger(study: &Study<'_>) -> Error {
    let path = study.config.corpus.coded.as_ref().map(|coded| coded.path.as_str()).unwrap_or_default();
    let message = "no item of this hand-coded sample stands in the corpus: it is the key of another corpus or of another configuration";
    Error::usage(Where::file(path), message)
}

/// Writes a report: everything but `manifest.json`, which needs the hashes of the rest.
pub fn render(study: &Study<'_>, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<Summary> {
    let first = pass::first(study, source)?;
    let pairs = pairs(study.config, &first.roster);
    let asked = keyword::ask(&pairs.pairs, &first.words, &study.config.thresholds);
    let second = pass::second(study, &first, Concordance::new(asked.words()), source, sink)?;
    if second.coded.items > 0 && second.coded.lost == second.coded.items {
        return Err(stranger(study));
    }
    let corpus = Corpus {
        study,
        roster: &first.roster,
        partial: &second.partial,
        families: &first.families,
        words: &first.words,
        concordance: &second.concordance,
        coded: Some(&second.coded).filter(|coded| !coded.found.is_empty()),
    };
    let declared = question::declared(corpus);
    let exploratory = question::exploratory(corpus, &pairs, &declared);
    let (about, verbs) = (about::rows(corpus), verb::rows(corpus));
    let sums = coverage::sums(corpus, |place| place);
    let coverage = coverage::rows(corpus, &sums);
    // Testing takes all cores, writing one: tables of counts are written meanwhile.
    let counts = || {
        Ok([
            speaker::write(corpus, sink)?,
            about::write(&about, sink)?,
            relay::write(corpus, sink)?,
            frame::write(corpus, sink)?,
            verb::write(&verbs, sink)?,
            coverage::write(&coverage, sink)?,
            timeline::write(corpus, sink)?,
        ])
    };
    let (counts, tests) = rayon::join(counts, || {
        let answers = answer::answers(corpus, &declared, &exploratory);
        let robustness = robustness::rows(corpus, &answers);
        keyword::rows(corpus, &asked, source).map(|keywords| (answers, robustness, keywords))
    });
    let ([speakers, abouts, relays, frames, verb_table, coverages, timeline], (answers, robustness, keywords)) =
        (counts?, tests?);
    let mut tables = vec![speakers, abouts];
    tables.extend(comparisons::write(corpus, &answers, sink)?);
    let (robust, keys) = (robustness::write(&robustness, sink)?, keyword::write(&keywords, sink)?);
    tables.extend([robust, relays, frames, keys, verb_table, coverages, timeline]);
    let few = study.config.thresholds.few_articles;
    let agreement = corpus.coded.map_or_else(Vec::new, |coded| agreement::rows(&coded.sample, few));
    if corpus.coded.is_some() {
        tables.push(agreement::write(&agreement, sink)?);
    }
    tables.extend(second.tables);
    let mut warnings = warning::table::collect(corpus, &pairs, &answers, &tables);
    warnings.extend(warning::coded::warnings(&second.coded));
    warnings.sort_by_key(|warning| warning.code);
    tables.push(warning::table::write(&warnings, sink)?);
    let shown = || {
        if study.page {
            let shown = Shown::new(corpus, &answers);
            let material = Material {
                corpus,
                shown: &shown,
                answers: &answers,
                robustness: &robustness,
                about: &about,
                verbs: &verbs,
                keywords: &keywords,
                coverage: &coverage,
                agreement: &agreement,
                warnings: &warnings,
            };
            page::write(material, source, sink)?;
        }
        sink.append("datapackage.json", &package::bytes(&tables))?;
        sink.end(&tables)
    };
    let told =
        || Summary { survey: survey(corpus, &sums), comparisons: told(&answers, &warnings, corpus), ..summary(corpus) };
    let (written, mut summary) = rayon::join(shown, told);
    written?;
    summary.counts.rows = second.rows;
    summary.counts.statement_files = second.statement_files;
    summary.counts.statement_files_left_out = second.statement_files_left_out;
    summary.counts.warnings = warnings.len() as u64;
    summary.warnings = warnings;
    Ok(summary)
}
