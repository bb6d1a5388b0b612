//! What `tone check` prints of a corpus.

use super::say::visible;
use super::summary::{cell, warning_lines, wrapped};
use crate::config::{toml_key, toml_string};
use crate::ingest::reader::Omission;
use crate::pipeline::{FEWEST_TEXTS, Finished, Options, RepeatedLine};
use crate::report::number::{counted, grouped};
use crate::report::survey::{Survey, Unknown};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write;

/// Outlets that are listed.
const OUTLETS: usize = 40;
/// Repeated lines that are listed.
const LINES: usize = 40;
/// Characters of a repeated line before which a pattern of it ends, so that it stays on one line of a terminal.
const PATTERN_CHARS: usize = 52;
/// Paths that are named of what is left out for one reason.
const PATHS: usize = 3;

/// The whole page; `typed` is the command line.
pub fn page(
    checked: &Finished,
    lines: &[RepeatedLine],
    options: &Options,
    configuration: &str,
    typed: impl Iterator<Item = OsString>,
) -> String {
    let summary = &checked.summary;
    let (survey, counts) = (&summary.survey, &summary.counts);
    let mut page = Page::default();
    page.text(0, &format!("configuration {configuration}"));
    for file in options.config.dictionaries.iter().filter(|file| file.dropped > 0) {
        page.text(0, &format!("dictionary {}: {}", file.path, file.loss));
    }
    page.head(&format!(
        "{} · {} · {}",
        counted(counts.articles, "article"),
        counted(counts.sentences, "sentence"),
        counted(counts.words, "word")
    ));
    if counts.articles == 0 {
        page.left_out(&checked.omissions);
        return page.0;
    }
    page.outlets(survey);
    page.missing(survey, counts.duplicates);
    page.left_out(&checked.omissions);
    page.unknown(survey);
    page.ungrouped(survey);
    page.repeated(lines, !options.config.boilerplate.is_empty());
    if !survey.silent.is_empty() {
        page.head("configured, and in no article");
        for (what, names) in &survey.silent {
            page.text(2, &format!("{what}: {}", names.join(", ")));
        }
    }
    let warnings = warning_lines(&summary.warnings, "that a run writes to warnings.csv");
    page.head(if warnings.is_empty() { "a run would warn of nothing" } else { "a run would warn" });
    for warning in warnings {
        page.text(2, &warning);
    }
    page.line("");
    // Not wrapped: it is there to be copied.
    page.line(&format!("next: {}", visible(&next(typed))));
    page.0
}

/// The run that reads what was checked, as a shell takes it.
fn next(typed: impl Iterator<Item = OsString>) -> String {
    let words = typed.skip(2).map(|word| word.to_string_lossy().into_owned());
    let quoted = words.map(|word| shlex::try_quote(&word).map_or(word.clone(), |quoted| quoted.into_owned()));
    ["tone".to_owned(), "run".to_owned()].into_iter().chain(quoted).collect::<Vec<_>>().join(" ")
}

/// The lines so far.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.0, "{line}");
    }

    /// A text that may be long, with an indent.
    fn text(&mut self, indent: usize, text: &str) {
        for (at, line) in wrapped(&visible(text), indent + 2).iter().enumerate() {
            let more = if at == 0 { indent } else { indent + 2 };
            self.line(&format!("{:more$}{line}", ""));
        }
    }

    fn head(&mut self, head: &str) {
        self.line("");
        self.text(0, head);
    }

    fn outlets(&mut self, survey: &Survey) {
        let genres = survey.genres.iter().map(|(genre, count)| format!("{} {}", genre.as_str(), grouped(*count)));
        self.text(2, &format!("genres: {}", genres.collect::<Vec<_>>().join(", ")));
        self.line("");
        let row = |group: &str, outlet: &str, [articles, first, last, words]: [&str; 4]| {
            let (group, outlet) = (cell(group, 14), cell(outlet, 20));
            format!("  {group} {outlet} {articles:>8}  {first:<10}  {last:<10} {words:>9}")
        };
        self.line(&row("group", "outlet", ["articles", "first", "last", "words"]));
        for one in survey.outlets.iter().take(OUTLETS) {
            let outlet = if one.outlet.is_empty() { "(none)" } else { &one.outlet };
            let [first, last] = &one.days;
            self.line(&row(&one.group, outlet, [&grouped(one.articles), first, last, &grouped(one.words)]));
        }
        if let Some(more) = survey.outlets.len().checked_sub(OUTLETS).filter(|more| *more > 0) {
            self.text(2, &format!("and {} more", counted(more as u64, "outlet")));
        }
    }

    fn missing(&mut self, survey: &Survey, duplicates: u64) {
        let (stories, articles) = survey.shared;
        let found = [
            (survey.without_outlet, "without an outlet".to_owned()),
            (survey.without_date, "without a date".to_owned()),
            (survey.without_title, "without a title".to_owned()),
            (survey.broken_off, "whose text seems to break off".to_owned()),
            (duplicates, "left out: the same id and text were read before".to_owned()),
            (articles, format!("that are {} in nearly the same words", stories_of(stories))),
        ];
        let found: Vec<String> = found
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{} {what}", counted(*number, "article")))
            .collect();
        self.head(if found.is_empty() {
            "nothing is missing: every article has outlet, date and title"
        } else {
            "mind"
        });
        found.iter().for_each(|line| self.text(2, line));
    }

    fn left_out(&mut self, omissions: &[Omission]) {
        if omissions.is_empty() {
            return;
        }
        self.head("left out");
        let mut omissions: Vec<&Omission> = omissions.iter().collect();
        omissions.sort_by_key(|one| (one.fate, one.reason.as_str()));
        for alike in omissions.chunk_by(|a, b| (a.fate, &a.reason) == (b.fate, &b.reason)) {
            let Some(first) = alike.first() else { continue };
            let fate = first.fate.as_str();
            let place = |one: &&Omission| match (one.line, one.record) {
                (Some(line), _) => format!("{} line {line}", one.input),
                (None, Some(record)) => format!("{} record {record}", one.input),
                (None, None) => one.input.clone(),
            };
            let detail =
                |one: &&Omission| if one.detail.is_empty() { String::new() } else { format!(" ({})", one.detail) };
            let named: Vec<String> = alike.iter().take(PATHS).map(|one| place(one) + &detail(one)).collect();
            let more = if alike.len() > PATHS { ", … (--verbose lists all)" } else { "" };
            let (reason, number) = (first.reason.replace('_', " "), grouped(alike.len() as u64));
            self.text(2, &format!("{number} {fate}, {reason}: {}{more}", named.join(", ")));
        }
    }

    /// What the configuration does not know, as TOML that can be added to it as it stands.
    fn unknown(&mut self, survey: &Survey) {
        let (outlets, all) = &survey.unknown_outlets;
        if !outlets.is_empty() {
            self.head(&format!(
                "{} that the configuration does not know. To make them known, paste into tone.toml:",
                counted(*all as u64, "outlet")
            ));
            self.entries("outlets", outlets);
        }
        let (folders, all) = &survey.folders;
        if !folders.is_empty() {
            self.head(&format!(
                "Articles without an outlet lie in {}. Where a folder is named after its outlet, paste into tone.toml:",
                counted(*all as u64, "folder")
            ));
            self.entries("outlets", folders);
        }
        let (speakers, all) = &survey.unknown_speakers;
        if !speakers.is_empty() {
            self.head(&format!(
                "{} by name that the configuration does not know; they are counted all the same. To add other names or a side, paste into tone.toml:",
                counted(*all as u64, "speaker")
            ));
            self.entries("speakers", speakers);
        }
    }

    fn entries(&mut self, table: &str, entries: &[Unknown]) {
        self.line("");
        entries.iter().for_each(|entry| self.entry(table, entry));
        if entries.iter().any(|entry| !entry.near.is_empty()) {
            self.line("");
            self.text(
                0,
                &format!(
                    "Who is known already wants no entry: mend the name in the article, or add it to the `names` of the entry in [{table}] (--show-config prints it)"
                ),
            );
        }
    }

    /// Outlets in no group, as a group that can be named and added to the configuration.
    fn ungrouped(&mut self, survey: &Survey) {
        let (outlets, all) = &survey.ungrouped;
        // What a terminal cannot show cannot be copied from it.
        let names: Vec<String> =
            outlets.iter().map(|name| toml_string(name)).filter(|name| visible(name) == *name).collect();
        if names.is_empty() {
            return;
        }
        let more = if *all > outlets.len() { ", the commonest here" } else { "" };
        let number = counted(*all as u64, "outlet");
        self.head(&format!("{number} in no group{more}. To compare them, make a group of those you want in [groups]:"));
        self.line("");
        self.line("my_group = [");
        names.iter().for_each(|name| self.line(&format!("  {name},")));
        self.line("]");
    }

    /// Lines that outlets repeat, as patterns. `more` says that the configuration has some already.
    fn repeated(&mut self, lines: &[RepeatedLine], more: bool) {
        let mut told = BTreeSet::new();
        // What a terminal cannot show cannot be copied from it, a `*` would mean another thing, and the same pattern twice is a mistake.
        let patterns = lines.iter().map(|line| (pattern(&line.line), line));
        let mut patterns: Vec<_> = patterns
            .filter(|(text, line)| visible(text) == *text && !line.line.contains('*') && told.insert(text.clone()))
            .collect();
        if patterns.is_empty() {
            return;
        }
        let place = if more { "add to `patterns` of [boilerplate]" } else { "paste into tone.toml" };
        self.head(&format!(
            "Lines that an outlet repeats under {FEWEST_TEXTS} texts or more. Those that are no part of a report, {place}:"
        ));
        self.line("");
        if !more {
            self.line("[boilerplate]\npatterns = [");
        }
        let left_out = patterns.len().saturating_sub(LINES);
        patterns.sort_by_key(|(_, line)| Reverse(line.texts));
        patterns.truncate(LINES);
        patterns.sort_by_key(|(_, line)| &line.outlet);
        let mut outlet = None;
        for (text, line) in patterns {
            if outlet.replace(&line.outlet) != Some(&line.outlet) {
                let name = if line.outlet.is_empty() { "(none)" } else { &line.outlet };
                self.line(&format!("  # {}", visible(name)));
            }
            self.line(&format!("  {},  # {}", toml_string(&text), counted(line.texts as u64, "text")));
        }
        if !more {
            self.line("]");
        }
        if left_out > 0 {
            self.text(2, &format!("and {} more", counted(left_out as u64, "line")));
        }
    }

    fn entry(&mut self, table: &str, unknown: &Unknown) {
        let key = toml_key(&unknown.name);
        let near = if unknown.near.is_empty() { String::new() } else { format!("; {}", &unknown.near[2..]) };
        let comment = visible(&format!("# {}{near}", counted(unknown.articles, "article")));
        // What a terminal cannot show cannot be copied from it.
        let hidden = if visible(&key) == key { "" } else { "# " };
        self.line(&format!("{hidden}[{table}.{}]  {comment}", visible(&key)));
        if !unknown.names.is_empty() {
            let names: Vec<String> = unknown.names.iter().map(|name| toml_string(name)).collect();
            self.line(&format!("{hidden}names = [{}]", visible(&names.join(", "))));
        }
    }
}

/// A pattern for a line: the line, or where it is long its first words.
fn pattern(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(PATTERN_CHARS) else { return line.to_owned() };
    let start = &line[..end];
    format!("{} *", start.rsplit_once(' ').map_or(start, |(words, _)| words))
}

fn stories_of(number: u64) -> String {
    if number == 1 { "1 story".to_owned() } else { format!("{} stories", grouped(number)) }
}
