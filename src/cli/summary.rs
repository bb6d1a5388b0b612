//! The closing summary of a run, as a person likes to read it.

use super::say::{say, visible};
use crate::ingest::reader::Fate;
use crate::partial::decimal::Micro;
use crate::pipeline::{Finished, Options};
use crate::report::comparison::told::Told;
use crate::report::number::{counted, grouped};
use crate::report::page::write::PAGE;
use crate::report::warning::kind::{Severity, Warning};
use console::{Alignment, measure_text_width, pad_str, truncate_str};
use std::path::Path;

/// Comparisons that are printed.
const COMPARISONS: usize = 12;
/// Kinds of warnings that are printed; the rest are counted.
const WARNINGS: usize = 20;
/// Characters of a line.
const WIDTH: usize = 80;
/// Characters of a speaker's name.
const NAME: usize = 28;

/// Says what was read, who spoke, what to mind, and where to look.
pub fn print(finished: &Finished, options: &Options, study: &str, styled: bool) {
    let paint = |text: &str| if styled { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() };
    let out = &options.out;
    let (summary, counts) = (&finished.summary, &finished.summary.counts);
    say(&paint(&format!(
        "{} · {} · {}",
        counted(counts.articles, "article"),
        counted(counts.sentences, "sentence"),
        counted(counts.words, "word")
    )));
    say(&format!(
        "{} of speech (a sentence for each speaker in it) by {}, {} without one",
        counted(counts.speech_rows, "row"),
        counted(counts.speakers, "speaker"),
        grouped(counts.unresolved_rows)
    ));
    say(&format!("configuration: {}", visible(study)));
    if counts.unsure_rows > 0 {
        say(&format!("{} of speech more left out: less sure than wanted", counted(counts.unsure_rows, "row")));
    }
    for fate in [Fate::SetAside, Fate::Skipped] {
        let number = finished.omissions.iter().filter(|o| o.fate == fate).count();
        if number > 0 {
            say(&format!("{} {}: see {}", grouped(number as u64), fate.as_str(), shown(&out.join("manifest.json"))));
        }
    }
    say("");
    say(&paint(&format!("  {:<NAME$} {:>9} {:>9}", "group", "articles", "outlets")));
    for group in &summary.groups {
        let name = cell(&group.name, NAME);
        say(&format!("  {name} {:>9} {:>9}", grouped(group.articles), grouped(group.outlets)));
    }
    if !summary.speakers.is_empty() {
        say("");
        say(&paint(&format!("  {:<NAME$} {:>9} {:>9} {:>10}", "speaker", "articles", "sentences", "mean tone")));
        for speaker in &summary.speakers {
            let tone = speaker.mean_tone.map_or_else(String::new, rounded);
            let (name, articles) = (cell(&speaker.name, NAME), grouped(speaker.articles));
            say(&format!("  {name} {articles:>9} {:>9} {tone:>10}", grouped(speaker.sentences)));
        }
    }
    comparisons(&summary.comparisons, &paint);
    warnings(&summary.warnings, &paint);
    say("");
    let first = match summary.comparisons.first() {
        _ if options.formats.html => PAGE,
        Some(told) if told.declared => "comparisons.csv",
        _ => "speakers.csv",
    };
    say(&format!("Written to {}: begin with {first}", shown(out)));
}

/// Declared comparisons with what can be said of each; without any, what is only a suggestion.
fn comparisons(told: &[Told], paint: &dyn Fn(&str) -> String) {
    let Some(first) = told.first() else { return };
    say("");
    say(&paint(if first.declared { "  declared comparisons" } else { "  exploratory: no comparison is declared" }));
    for one in told.iter().take(COMPARISONS) {
        let [a, b] = &one.levels;
        let what = format!("{} {}: {a} minus {b} {}, ", one.id, one.what, one.difference);
        let mind = if one.warnings.is_empty() { String::new() } else { format!(" (mind {})", one.warnings.join(" ")) };
        let text = visible(&format!("{what}{}{mind}", one.verdict));
        for (at, line) in wrapped(&text, 4).iter().enumerate() {
            say(&if at == 0 { format!("  {line}") } else { format!("    {line}") });
        }
    }
    if told.len() > COMPARISONS {
        say(&format!("  {} more in comparisons.csv", told.len() - COMPARISONS));
    }
}

/// Every warning about the corpus; notes are counted.
fn warnings(warnings: &[Warning], paint: &dyn Fn(&str) -> String) {
    if !warnings.is_empty() {
        say("");
    }
    for text in warning_lines(warnings, "in warnings.csv") {
        for (at, line) in wrapped(&text, 2).iter().enumerate() {
            let head = line.split_once(':').filter(|(head, _)| at == 0 && head.starts_with("warning"));
            let indent = if at == 0 { "" } else { "  " };
            say(&head.map_or_else(|| format!("{indent}{line}"), |(head, rest)| format!("{}:{rest}", paint(head))));
        }
    }
}

/// The warnings as lines, in the order of the table, those of one kind together; what is not printed is counted, with where it is.
pub fn warning_lines(warnings: &[Warning], rest: &str) -> Vec<String> {
    let (weighty, notes): (Vec<&Warning>, Vec<&Warning>) =
        warnings.iter().partition(|warning| warning.severity == Severity::Warning);
    let kinds: Vec<&[&Warning]> = weighty.chunk_by(|one, other| one.code == other.code).collect();
    let mut lines: Vec<String> = kinds.iter().take(WARNINGS).flat_map(|kind| joined(kind)).collect();
    let more = [(kinds.len().saturating_sub(WARNINGS), "more kind"), (notes.len(), "note")];
    let told = more.iter().filter(|(number, _)| *number > 0).map(|(number, what)| counted(*number as u64, what));
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        lines.push(format!("{} {rest}", told.join(" and ")));
    }
    lines
}

/// The warnings of one kind as lines: several that begin alike, and differ in the figures behind, are one with all that they are about.
fn joined(kind: &[&Warning]) -> Vec<String> {
    let one = |text: &str, code: &str, scopes: &str| {
        let about = if scopes == "corpus" { String::new() } else { format!(" [{}]", visible(scopes)) };
        format!("warning {code}: {}{about}", visible(text))
    };
    // The figures of a message stand in brackets or behind a colon.
    let gist = |warning: &Warning| warning.message.split([':', '(']).next().unwrap_or_default().trim().to_owned();
    let mut lines = Vec::new();
    for alike in kind.chunk_by(|a, b| gist(a) == gist(b)) {
        match alike {
            [warning] => lines.push(one(&warning.message, warning.code, &warning.scope)),
            [first, ..] => {
                let scopes: Vec<&str> = alike.iter().map(|warning| warning.scope.as_str()).collect();
                lines.push(one(&gist(first), first.code, &scopes.join(", ")));
            }
            [] => {}
        }
    }
    lines
}

/// Lines of at most [`WIDTH`] characters, some of them left for an indent; a longer word stands alone.
pub fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(word) <= WIDTH - indent => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A mean to two decimals: the terminal is for a look, the table for the figure.
fn rounded(mean: Micro) -> String {
    let hundredths = (mean.0.abs() + 5_000) / 10_000;
    let sign = if hundredths == 0 {
        " "
    } else if mean.0 < 0 {
        "-"
    } else {
        "+"
    };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A name in a column of so many characters, of which some scripts take two for a letter.
pub fn cell(name: &str, width: usize) -> String {
    let name = visible(name);
    // Where a letter of two columns is cut off, one is left over.
    pad_str(&truncate_str(&name, width, "…"), width, Alignment::Left, None).into_owned()
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_fit_their_columns() {
        assert_eq!([grouped(0), grouped(999), grouped(1_234_567)], ["0", "999", "1,234,567"]);
        let print = |millionths| rounded(Micro(millionths));
        assert_eq!([print(123_456), print(-125_000), print(-1)], ["+0.12", "-0.13", " 0.00"]);
        assert_eq!(cell("A\u{1b}[31m name", NAME).trim_end(), "A\\u{1b}[31m name");
        for name in ["x", "西海", &"x".repeat(40), &"西".repeat(40)] {
            assert_eq!(measure_text_width(&cell(name, NAME)), NAME, "{name}");
        }
    }
}
