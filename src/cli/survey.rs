//! What `tone check` prints of a corpus.

use super::say::visible;
use super::summary::{clipped, warning_lines, wrapped};
use crate::config::toml_key;
use crate::ingest::reader::{Fate, Omission};
use crate::pipeline::{Finished, Options};
use crate::report::number::{counted, grouped};
use crate::report::survey::{Survey, Unknown};
use std::fmt::Write;

/// Outlets that are listed.
const OUTLETS: usize = 40;
/// Paths that are named of what is left out for one reason.
const PATHS: usize = 3;

/// The whole page.
pub fn page(checked: &Finished, options: &Options, configuration: &str) -> String {
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
    if !survey.silent.is_empty() {
        page.head("configured, and in no article");
        for (what, names) in &survey.silent {
            page.text(2, &format!("{what}: {}", names.join(", ")));
        }
    }
    let warnings = warning_lines(&summary.warnings);
    page.head(if warnings.is_empty() { "a run would warn of nothing" } else { "a run would warn" });
    for warning in warnings {
        page.text(2, &warning);
    }
    let paths: Vec<String> = options.paths.iter().map(|path| path.display().to_string()).collect();
    page.head(&format!("next: tone run {}", paths.join(" ")));
    page.0
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
        self.line(&format!(
            "  {:<14} {:<20} {:>8}  {:<10}  {:<10} {:>9}",
            "group", "outlet", "articles", "first", "last", "words"
        ));
        for one in survey.outlets.iter().take(OUTLETS) {
            let outlet = if one.outlet.is_empty() { "(none)".to_owned() } else { clipped(&one.outlet, 20) };
            let [first, last] = &one.days;
            let (articles, words) = (grouped(one.articles), grouped(one.words));
            let group = clipped(&one.group, 14);
            self.line(&format!("  {group:<14} {outlet:<20} {articles:>8}  {first:<10}  {last:<10} {words:>9}"));
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
            (articles, format!("that tell {} nearly word for word", stories_of(stories))),
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
            let fate = match first.fate {
                Fate::Ignored => "ignored",
                Fate::SetAside => "set aside",
                Fate::Skipped => "skipped",
            };
            let place = |one: &&Omission| match (one.line, one.record) {
                (Some(line), _) => format!("{} line {line}", one.input),
                (None, Some(record)) => format!("{} record {record}", one.input),
                (None, None) => one.input.clone(),
            };
            let named: Vec<String> = alike.iter().take(PATHS).map(place).collect();
            let more = if alike.len() > PATHS { ", …" } else { "" };
            let (reason, number) = (first.reason.replace('_', " "), grouped(alike.len() as u64));
            self.text(2, &format!("{number} {fate}, {reason}: {}{more}", named.join(", ")));
        }
    }

    /// What the configuration does not know, as TOML that can be added to it as it stands.
    fn unknown(&mut self, survey: &Survey) {
        let (outlets, all) = &survey.unknown_outlets;
        if !outlets.is_empty() {
            self.head(&format!(
                "{} that the configuration does not know. Name them in a group under [groups], or paste into tone.toml:",
                counted(*all as u64, "outlet")
            ));
            self.line("");
            outlets.iter().for_each(|outlet| self.entry("outlets", outlet));
        }
        let (speakers, all) = &survey.unknown_speakers;
        if !speakers.is_empty() {
            self.head(&format!(
                "{} by name that the configuration does not know; they are counted all the same. To add other names or a side, paste into tone.toml:",
                counted(*all as u64, "speaker")
            ));
            self.line("");
            speakers.iter().for_each(|speaker| self.entry("speakers", speaker));
        }
    }

    fn entry(&mut self, table: &str, unknown: &Unknown) {
        let key = toml_key(&unknown.name);
        let near = if unknown.near.is_empty() { String::new() } else { format!("; {}", &unknown.near[2..]) };
        let comment = visible(&format!("# {}{near}", counted(unknown.articles, "article")));
        // What a terminal cannot show cannot be copied from it.
        let hidden = if visible(&key) == key { "" } else { "# " };
        self.line(&format!("{hidden}[{table}.{}]  {comment}", visible(&key)));
    }
}

fn stories_of(number: u64) -> String {
    if number == 1 { "1 story".to_owned() } else { format!("{} stories", grouped(number)) }
}
