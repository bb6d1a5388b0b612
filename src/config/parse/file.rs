//! The whole of a file, and its single values.

use super::boilerplate::boilerplate;
use super::column::columns;
use super::comparison::comparisons;
use super::declared::{Declared, entries};
use super::entity::{group, outlet, side, speaker};
use super::event::event;
use super::frame::frames;
use crate::config::mistake::{Mistakes, shown};
use crate::config::model::{Opinion, PROFILES, SENTENCES};
use crate::config::plan::{GroupBy, Period, Thresholds};
use crate::config::read::{Field, fields, unknown};
use toml_edit::Document;

/// Keys and tables of the file.
const KEYS: [&str; 18] = [
    "base",
    "profile",
    "sentences",
    "seed",
    "min_confidence",
    "group_by",
    "period",
    "corpus",
    "columns",
    "boilerplate",
    "groups",
    "outlets",
    "speakers",
    "sides",
    "events",
    "frames",
    "comparison",
    "thresholds",
];
const CORPUS_KEYS: [&str; 3] = ["how_collected", "opinion", "coded"];
const BASES: [(&str, &str); 2] = [("korea-summits", "korea-summits"), ("none", "none")];
const OPINIONS: [(&str, Opinion); 2] = [("exclude", Opinion::Exclude), ("include", Opinion::Include)];
const GROUPINGS: [(&str, GroupBy); 2] = [("group", GroupBy::Group), ("outlet", GroupBy::Outlet)];
const PERIODS: [(&str, Period); 4] =
    [("auto", Period::Auto), ("day", Period::Day), ("week", Period::Week), ("event", Period::Event)];
/// A threshold above this leaves nothing to look at in any corpus that one computer reads.
const MOST: u64 = 1_000_000;

/// Reads a text; what it cannot read is among the mistakes. A syntax error hides all that follows it.
pub fn declared(text: &str, mistakes: &mut Mistakes) -> Declared {
    let mut declared = Declared::default();
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = mistakes.line(error.span());
            let at = error.span().and_then(|span| text.get(span)).map(str::trim).filter(|at| !at.is_empty());
            let at = at.map_or(String::new(), |at| format!(" at {}", shown(at)));
            mistakes.add(line, format!("not valid TOML: {}{at}", error.message()));
            return declared;
        }
    };
    for field in fields(document.as_table(), mistakes) {
        top(&field, &mut declared, mistakes);
    }
    declared
}

fn top(field: &Field<'_>, declared: &mut Declared, mistakes: &mut Mistakes) {
    match field.key {
        "base" => declared.base = field.choice(&BASES, mistakes).map(str::to_owned),
        "profile" => declared.profile = field.choice(&PROFILES.map(|word| (word, word)), mistakes).map(str::to_owned),
        "sentences" => {
            declared.sentences = field.choice(&SENTENCES.map(|word| (word, word)), mistakes).map(str::to_owned)
        }
        "seed" => declared.seed = field.number(mistakes),
        "min_confidence" => declared.min_confidence = field.share(mistakes),
        "group_by" => declared.group_by = field.choice(&GROUPINGS, mistakes),
        "period" => declared.period = field.choice(&PERIODS, mistakes).map(|period| (period, field.line)),
        "corpus" => corpus(field, declared, mistakes),
        "columns" => declared.columns = columns(field, mistakes),
        "boilerplate" => declared.boilerplate = boilerplate(field, mistakes),
        "groups" => declared.groups = entries(field, group, mistakes),
        "outlets" => declared.outlets = entries(field, outlet, mistakes),
        "speakers" => declared.speakers = entries(field, speaker, mistakes),
        "sides" => declared.sides = entries(field, side, mistakes),
        "events" => declared.events = entries(field, event, mistakes),
        "frames" => declared.frames = frames(field, mistakes),
        "comparison" => declared.comparisons = comparisons(field, mistakes),
        "thresholds" => thresholds(field, declared, mistakes),
        _ => unknown(field, "the configuration", &KEYS, mistakes),
    }
}

fn corpus(field: &Field<'_>, declared: &mut Declared, mistakes: &mut Mistakes) {
    for field in field.table(mistakes).unwrap_or_default() {
        match field.key {
            "how_collected" => declared.how_collected = field.string(mistakes),
            "opinion" => declared.opinion = field.choice(&OPINIONS, mistakes),
            "coded" => declared.coded = field.literal(mistakes),
            _ => unknown(&field, "[corpus]", &CORPUS_KEYS, mistakes),
        }
    }
}

fn thresholds(field: &Field<'_>, declared: &mut Declared, mistakes: &mut Mistakes) {
    let known = Thresholds::default().all().map(|(key, _)| key);
    for field in field.table(mistakes).unwrap_or_default() {
        let Some(key) = known.into_iter().find(|key| *key == field.key) else {
            unknown(&field, "[thresholds]", &known, mistakes);
            continue;
        };
        let number = field.between(Thresholds::least(key).into(), MOST, mistakes);
        declared.thresholds.extend(number.and_then(|number| Some((key, u32::try_from(number).ok()?))));
    }
}
