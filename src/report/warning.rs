//! `warnings.csv`: what a careful reviewer would object.

use super::cell::{Cell, Dialect};
use super::column::{Column, Layout};
use super::coverage::{self, Sums};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::config::{Origin, Translated};
use crate::error::Result;
use crate::partial::decimal::Micro;
use crate::partial::roster::Place;
use crate::tone::scorer::Profile;
use std::collections::BTreeMap;

/// Percent of the rows of speech without a speaker over which W05 is given.
const UNATTRIBUTED_PERCENT: u64 = 30;
/// Percentage points between the groups' rates over which W05 is given.
const UNATTRIBUTED_POINTS: i64 = 10;
/// Percent of the rows of speech with an ambiguous name over which W06 is given.
const AMBIGUOUS_PERCENT: u64 = 5;
/// Outlets that a message names before it says how many more there are.
const NAMED: usize = 10;

/// How much a warning weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something about this corpus puts figures in doubt.
    Warning,
    /// A limit of the method or of the design, to be stated with every result.
    Note,
}

impl Severity {
    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A caveat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// `W01` and so on.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about: a group, a table; `corpus` for all.
    pub scope: String,
    /// The figure behind it, or empty.
    pub value: String,
    /// A sentence for a person.
    pub message: String,
}

impl Warning {
    /// A warning about something.
    pub fn new(
        code: &'static str,
        severity: Severity,
        scope: &str,
        value: impl ToString,
        message: impl Into<String>,
    ) -> Self {
        Self { code, severity, scope: scope.to_owned(), value: value.to_string(), message: message.into() }
    }
}

/// All warnings of a corpus and its tables, by code; those of one code in the order of the groups.
pub fn collect(corpus: Corpus<'_>, tables: &[Written]) -> Vec<Warning> {
    let mut warnings = corpus.study.warnings.clone();
    warnings.extend(method(corpus));
    warnings.extend(outlets(corpus));
    warnings.extend(empty_groups(corpus));
    warnings.extend(dates(corpus));
    warnings.extend(attribution(corpus));
    warnings.extend(limits(tables));
    warnings.sort_by_key(|warning| warning.code);
    warnings
}

/// Writes the table.
pub fn write(warnings: &[Warning], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Warnings>::new("warnings");
    for warning in warnings {
        table.push(&warning, sink)?;
    }
    table.finish(sink)
}

/// What holds of every run of this kind: W07, W17, W21.
fn method(corpus: Corpus<'_>) -> Vec<Warning> {
    use Severity::{Note, Warning as Grave};
    let adapted = if corpus.study.profile == Profile::News { " and adapted to news" } else { "" };
    let lexicon = format!(
        "Tone is scored by a lexicon made for social media{adapted}: validate it on sentences of your corpus before you interpret means"
    );
    let coded = "Speakers, relays and tone of this corpus have not been checked against hand coding";
    let mut warnings = vec![
        Warning::new("W07", Note, "corpus", &corpus.study.config.profile, lexicon),
        Warning::new("W17", Note, "corpus", "", coded),
    ];
    if corpus.study.profile == Profile::VaderSentiment {
        let message = "This profile calls the vader_sentiment crate, whose scores differ from run to run: the report cannot be reproduced exactly";
        warnings.push(Warning::new("W21", Grave, "corpus", "vader-sentiment", message));
    }
    warnings
}

/// Articles without a date: W25.
fn dates(corpus: Corpus<'_>) -> Option<Warning> {
    let undated = corpus.partial.pieces.iter().filter(|piece| piece.date.is_empty()).count();
    let message = format!(
        "{undated} articles have no date, or none that can be read (YYYY-MM-DD is always read): they are in no timeline"
    );
    (undated > 0).then(|| Warning::new("W25", Severity::Warning, "corpus", undated, message))
}

/// Groups without an article: W24. One that the user declared is probably misspelt.
fn empty_groups(corpus: Corpus<'_>) -> Vec<Warning> {
    let config = corpus.study.config;
    let found = |name: &str| corpus.roster.places.iter().any(|place| corpus.roster.group(place.group) == name);
    let empty = config.groups.iter().filter(|group| !found(&group.name));
    empty
        .map(|group| {
            let declared = config.origin(&format!("groups.{}", group.name)) != Origin::BuiltIn;
            let severity = if declared { Severity::Warning } else { Severity::Note };
            let message = "No article is from an outlet of this group: compare its outlets with those in coverage.csv";
            Warning::new("W24", severity, &group.name, 0, message)
        })
        .collect()
}

/// Which outlets there are: W03, W10, W20, W23.
fn outlets(corpus: Corpus<'_>) -> Vec<Warning> {
    use Severity::{Note, Warning as Grave};
    let roster = corpus.roster;
    let configured = corpus.study.config.groups.len();
    let known = |name: &str| corpus.study.config.outlets.iter().find(|outlet| outlet.name == name);
    let mut warnings = Vec::new();
    for places in roster.places.chunk_by(|a, b| a.group == b.group) {
        let number = places.first().map_or(0, |place| place.group);
        let group = roster.group(number);
        let is_configured = (number as usize) < configured;
        let names = || places.iter().map(|place| place.outlet.as_str());
        if let ([place], true) = (places, is_configured) {
            let message = format!(
                "All articles of this group are from {}: the outlet and the group cannot be told apart",
                place.outlet
            );
            warnings.push(Warning::new("W03", Note, group, &place.outlet, message));
        }
        let is_translated = |name: &str| known(name).is_some_and(|outlet| outlet.translated == Translated::Yes);
        let translated: Vec<&str> = names().filter(|name| is_translated(name)).collect();
        if !translated.is_empty() {
            let message = format!(
                "The English of these outlets is translated, and its tone is the translator's too: {}",
                some(&translated)
            );
            warnings.push(Warning::new("W10", Note, group, translated.len(), message));
        }
        let unnamed = |place: &&Place| place.outlet.is_empty();
        let nameless: u64 = places.iter().filter(unnamed).map(|place| place.articles).sum();
        if nameless > 0 {
            let message = format!(
                "{nameless} articles name no outlet, and neither do their folders and datelines: add an `outlet` to them, or a `match` to [outlets]"
            );
            warnings.push(Warning::new("W23", Grave, group, nameless, message));
        }
        let strange = |name: &&str| !name.is_empty() && !is_configured && known(name).is_none();
        let unknown: Vec<&str> = names().filter(strange).collect();
        if !unknown.is_empty() {
            let message = format!(
                "Outlets that the configuration does not know: {}; add them to [groups] or [outlets]",
                some(&unknown)
            );
            warnings.push(Warning::new("W20", Grave, group, unknown.len(), message));
        }
    }
    warnings
}

/// How well speakers were found: W05, W06, W26.
fn attribution(corpus: Corpus<'_>) -> Vec<Warning> {
    use Severity::Warning as Grave;
    let sums = coverage::sums(corpus, |place| corpus.roster.place(place).group);
    let group = |number: u32| corpus.roster.group(number);
    let over = |part: u64, sums: &Sums, percent: u64| part * 100 > sums.speech * percent;
    let mut warnings = Vec::new();
    for (&number, sums) in &sums {
        if over(sums.unresolved, sums, UNATTRIBUTED_PERCENT) {
            let message = "More than 30 % of the speech has no known speaker: figures by speaker rest on the rest";
            warnings.push(Warning::new("W05", Grave, group(number), share(sums.unresolved, sums), message));
        }
        if over(sums.ambiguous, sums, AMBIGUOUS_PERCENT) {
            let message = "More than 5 % of the speech is of speakers named by one word that several names share";
            warnings.push(Warning::new("W06", Grave, group(number), share(sums.ambiguous, sums), message));
        }
    }
    warnings.extend(spread(corpus, &sums));
    warnings.extend(unsure(corpus, &sums));
    warnings
}

/// What a least confidence leaves out, by group: W26. No two groups print the same share of what is hard to attribute.
fn unsure(corpus: Corpus<'_>, sums: &BTreeMap<u32, Sums>) -> Vec<Warning> {
    let least = corpus.study.config.min_confidence;
    let some = sums.iter().filter(|(_, sums)| sums.unsure > 0);
    some.filter_map(|(&group, sums)| {
        let left_out = Micro::share(sums.unsure, sums.speech + sums.unsure)?;
        let message = format!(
            "This share of the speech has a confidence under {least} and is in no figure by speaker: where shares differ, a difference between \
             groups may come from that choice"
        );
        Some(Warning::new("W26", Severity::Note, corpus.roster.group(group), left_out, message))
    })
    .collect()
}

/// The second half of W05: configured groups that differ in how much of their speech is without a speaker.
fn spread(corpus: Corpus<'_>, sums: &BTreeMap<u32, Sums>) -> Option<Warning> {
    let configured = 0..u32::try_from(corpus.study.config.groups.len()).unwrap_or(u32::MAX);
    let rate = |sums: &Sums| Micro::share(sums.unresolved, sums.speech);
    let rates: Vec<(Micro, u32)> =
        sums.range(configured).filter_map(|(&group, sums)| Some((rate(sums)?, group))).collect();
    let (&(low, lowest), &(high, highest)) = (rates.iter().min()?, rates.iter().max()?);
    let points = Micro(high.0 - low.0);
    let (lowest, highest) = (corpus.roster.group(lowest), corpus.roster.group(highest));
    (points.0 > UNATTRIBUTED_POINTS * 10_000).then(|| {
        let message = format!(
            "The share of speech without a speaker differs by more than 10 points between groups: {low} in {lowest}, {high} in {highest}"
        );
        Warning::new("W05", Severity::Warning, "corpus", points, message)
    })
}

/// What a spreadsheet could not hold: W19.
fn limits(tables: &[Written]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for table in tables {
        let Some(path) = table.paths.first() else { continue };
        if table.cut > 0 {
            let message =
                "Cells were cut at the 32,767 characters that a spreadsheet holds; data/sentences.csv has them whole";
            warnings.push(Warning::new("W19", Severity::Warning, path, table.cut, message));
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

fn share(part: u64, sums: &Sums) -> String {
    Micro::share(part, sums.speech).map_or_else(String::new, |share| share.to_string())
}

/// The first of a list of names, and how many more there are.
fn some(names: &[&str]) -> String {
    match names.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{} and {more} more", names[..NAMED].join(", ")),
        _ => names.join(", "),
    }
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
