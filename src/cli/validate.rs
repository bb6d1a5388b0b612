//! `tone validate`: what the coders' files say of the program.

use super::args::ValidateArgs;
use super::exit::INCOMPLETE;
use super::say::{say, visible};
use super::summary::cell;
use crate::coding::sample::Sample;
use crate::config::{AGREEMENT, Coded, Thresholds};
use crate::disk;
use crate::error::{Error, Kind, Result, Where};
use crate::report::agreement::{self, Row};
use crate::report::methods;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// Doubtful speakers that are named.
const DOUBTS: usize = 10;

/// Reads the files, writes the table, prints the paragraph.
pub fn validate(args: ValidateArgs) -> Result<u8> {
    let sample = Sample::read(&Coded::read(&args.paths)?)?;
    if sample.coded().next().is_none() {
        let message = "nothing is coded yet: the column `tone` is empty in every file. Spreadsheets of their own kind (.xlsx, .ods) are not read: save as \
            CSV (UTF-8)";
        let place = args.paths.first().map(Where::file).unwrap_or_default();
        return Err(Error::new(Kind::Nothing, place, message));
    }
    let rows = agreement::rows(&sample, Thresholds::default().few_articles);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    agreement::write(&rows, &mut files)?;
    let first = args
        .paths
        .first()
        .map_or(Path::new("."), |path| if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) });
    let out = args.out.as_deref().unwrap_or(first).join(AGREEMENT);
    disk::replace(&out, files.get(AGREEMENT).map(Vec::as_slice).unwrap_or_default())?;
    let mut stdout = io::stdout().lock();
    let written = writeln!(stdout, "{}", visible(&methods::paragraph(&sample, &rows))).and_then(|()| stdout.flush());
    written.map_err(|error| Error::output("standard output", &error))?;
    if !args.quiet {
        table(&rows);
        missing(&sample);
        doubts(&sample.doubts);
        say(&visible(&format!("Written to {}", out.display())));
    }
    Ok(if sample.missing > 0 { INCOMPLETE } else { 0 })
}

/// What is still to come.
fn missing(sample: &Sample) {
    if sample.missing > 0 {
        let absent: Vec<String> = sample.absent.iter().map(u32::to_string).collect();
        let nobody = if absent.is_empty() {
            String::new()
        } else {
            format!("; there is no file of coder {}", absent.join(", "))
        };
        say(&format!("Codings still to come, their cells being empty: {}{nobody}", sample.missing));
    }
}

/// Speakers who may be misspelt, each of whom costs agreement.
fn doubts(doubts: &[String]) {
    doubts.iter().take(DOUBTS).for_each(|doubt| say(&visible(doubt)));
    if let more @ 1.. = doubts.len().saturating_sub(DOUBTS) {
        say(&format!("… and {more} more"));
    }
}

/// The table for the eyes: two decimals.
fn table(rows: &[Row]) {
    let shown = |number: Option<f64>| {
        number.map_or_else(String::new, |number| format!("{:.2}", (number * 100.0).round() / 100.0 + 0.0))
    };
    say("");
    say(&format!(
        "  {:<14} {:<18} {:>5} {:>6} {:>9} {:>6} {:>6} {:>6}",
        "measure", "group", "n", "alpha", "precision", "recall", "bias", "r"
    ));
    for row in rows {
        say(&format!(
            "  {:<14} {} {:>5} {:>6} {:>9} {:>6} {:>6} {:>6}",
            row.measure.as_str(),
            cell(&row.group, 18),
            row.n,
            shown(row.coder_alpha),
            shown(row.precision),
            shown(row.recall),
            shown(row.bias),
            shown(row.r)
        ));
    }
    say("");
}
