//! `warnings.csv`.

use super::kind::{Severity, Warning};
use super::{attribution, comparison, measure, outlets};
use crate::error::Result;
use crate::report::cell::{Cell, Dialect};
use crate::report::column::{Column, Layout};
use crate::report::comparison::answer::Answer;
use crate::report::format::formats::WORKBOOK;
use crate::report::pair::{Pair, Pairs};
use crate::report::sink::Sink;
use crate::report::study::Corpus;
use crate::report::table::{Table, Written};
use std::collections::BTreeSet;

/// All warnings of a corpus, its comparisons and its tables, by code; those of one code in the order of the groups.
pub fn collect(corpus: Corpus<'_>, pairs: &Pairs, answers: &[Answer], tables: &[Written]) -> Vec<Warning> {
    let mut warnings = corpus.study.warnings.clone();
    warnings.extend(outlets::warnings(corpus));
    let compared: BTreeSet<u32> =
        of_pairs(pairs, answers).into_iter().flat_map(|pair| [Some(pair.a), pair.b]).flatten().collect();
    warnings.extend(attribution::warnings(corpus, &compared));
    warnings.extend(measure::warnings(corpus, &compared));
    warnings.extend(comparison::warnings(corpus, pairs, answers));
    warnings.extend(limits(tables));
    warnings.sort_by_key(|warning| warning.code);
    warnings
}

/// All pairs that are compared: asked of every corpus, or declared.
pub fn of_pairs(pairs: &Pairs, answers: &[Answer]) -> BTreeSet<Pair> {
    let declared = answers.iter().filter(|answer| answer.declared).map(|answer| answer.question.pair);
    let declared = declared.filter(|pair| !pair.turned().is_some_and(|turned| pairs.pairs.contains(&turned)));
    pairs.pairs.iter().copied().chain(declared).collect()
}

/// Writes the table.
pub fn write(warnings: &[Warning], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Warnings>::new("warnings");
    for warning in warnings {
        table.push(&warning, sink)?;
    }
    table.finish(sink)
}

/// What a spreadsheet could not hold: W19. A table that is cut in both is told of once.
fn limits(tables: &[Written]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for table in tables {
        let Some(path) = table.paths.first() else { continue };
        let cuts = if table.cut > 0 { (path.as_str(), table.cut) } else { (WORKBOOK, table.cut_elsewhere) };
        if let (scope, cut @ 1..) = cuts {
            let message =
                "Cells were cut at the 32,767 characters that a spreadsheet holds; data/sentences.csv has them whole";
            warnings.push(Warning::new("W19", Severity::Warning, scope, cut, message));
        }
        if table.paths.len() > 1 {
            let message = format!(
                "More rows than the 1,048,576 of a sheet: the table goes on in {}",
                table.paths[1..].join(", ")
            );
            warnings.push(Warning::new("W19", Severity::Warning, path, table.rows, message));
        }
    }
    warnings
}

/// The layout of `warnings.csv`.
pub enum Warnings {}

impl Layout for Warnings {
    type Row<'a> = &'a Warning;
    const NAME: &'static str = "warnings";
    const TITLE: &'static str = "What a careful reviewer would object.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &[];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("code", "The kind of caveat", |warning| Cell::text(warning.code)),
            Column::text(
                "severity",
                "warning: something about this corpus puts figures in doubt; note: a limit of the method or the design, to be stated",
                |warning| Cell::text(warning.severity.as_str()),
            ),
            Column::text("scope", "What it is about: a group, a table, or corpus", |warning| {
                Cell::text(&warning.scope)
            }),
            Column::text("value", "The figure or name behind it", |warning| Cell::text(&warning.value)),
            Column::text("message", "What it means", |warning| Cell::text(&warning.message)),
        ]
    }
}
