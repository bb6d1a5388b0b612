//! Which outlets, groups, days and texts there are: W03, W04, W10, W12, W20, W23, W24, W25, W31.

use super::kind::{Severity, Warning, some};
use crate::config::{GroupBy, Origin, Translated, shown, suggestion};
use crate::partial::decimal::Micro;
use crate::partial::roster::Place;
use crate::report::flag::DOMINANT_PERCENT;
use crate::report::number::counted;
use crate::report::study::Corpus;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Letters of a name that is too short to be taken for a slip.
const SHORT: usize = 4;
/// Unknown outlets that are looked at for slips: those with most articles come first.
const NEAR_AMONG: usize = 200;
/// Slips that are asked about.
const NEAR_TOLD: usize = 3;

/// All of them.
pub fn warnings(corpus: Corpus<'_>) -> Vec<Warning> {
    let mut warnings = outlets(corpus);
    warnings.extend(dominant(corpus));
    warnings.extend(families(corpus));
    warnings.extend(empty_groups(corpus));
    warnings.extend(dates(corpus));
    warnings.extend(damaged(corpus));
    warnings
}

/// Articles with letters that were damaged on their way: W31.
fn damaged(corpus: Corpus<'_>) -> Option<Warning> {
    let (articles, letters) = corpus.partial.damaged();
    let message = format!(
        "{} with {} damaged on the way (as â€™ for an apostrophe, or a replacement character): sentences and speakers are read as if it were whole where \
         that can be told, but a lost letter stays lost. Export or decode these texts again as UTF-8",
        counted(articles, "article"),
        counted(letters, "letter"),
    );
    (articles > 0).then(|| Warning::new("W31", Severity::Warning, "corpus", articles, message))
}

/// Articles without a date: W25.
fn dates(corpus: Corpus<'_>) -> Option<Warning> {
    let undated = corpus.partial.pieces.iter().filter(|piece| piece.date.is_empty()).count();
    let message = format!(
        "{} without a date that can be read (YYYY-MM-DD is always read): in no timeline",
        counted(undated as u64, "article")
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
            // A group makes outlets of the names that nobody has: a slip in one is no mistake of the configuration.
            let outlets: Vec<&str> = group.outlets.iter().map(String::as_str).collect();
            let asked = near(&outlets, || corpus.roster.places.iter().map(|place| place.outlet.as_str()));
            let asked = asked.map_or_else(String::new, |asked| format!(". {asked}"));
            let message = format!(
                "No article is from an outlet of this group: compare its outlets with those in coverage.csv{asked}"
            );
            Warning::new("W24", severity, &group.name, 0, message)
        })
        .collect()
}

/// Which outlets there are: W03, W10, W20, W23.
fn outlets(corpus: Corpus<'_>) -> Vec<Warning> {
    use Severity::{Note, Warning as Grave};
    let roster = corpus.roster;
    let config = corpus.study.config;
    let known = |name: &str| config.outlets.iter().find(|outlet| outlet.name == name);
    // Where every outlet is a group, what is said of groups is said of all outlets at once.
    let apart = config.group_by == GroupBy::Outlet;
    let parts: Vec<&[Place]> =
        if apart { vec![&roster.places] } else { roster.places.chunk_by(|a, b| a.group == b.group).collect() };
    let mut warnings = Vec::new();
    for places in parts.into_iter().filter(|places| !places.is_empty()) {
        let number = places.first().map_or(0, |place| place.group);
        let group = if apart { "corpus" } else { roster.group(number) };
        let is_configured = !apart && (number as usize) < config.groups.len();
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
                "{} without an outlet in record, folder or dateline: add an `outlet` to each, or name in [outlets] the folders{}",
                counted(nameless, "article"),
                folders(corpus)
            );
            warnings.push(Warning::new("W23", Grave, group, nameless, message));
        }
        let strange = |name: &&str| !name.is_empty() && !is_configured && known(name).is_none();
        let unknown: Vec<&str> = names().filter(strange).collect();
        if !unknown.is_empty() {
            let near = near(&unknown, || config.outlets.iter().flat_map(|outlet| outlet.literals()));
            let near = near.map_or_else(String::new, |asked| {
                format!(". {asked} If so, add the name to that outlet's `names` in [outlets]")
            });
            // A group of its own wants no place; a misspelt name has one, and splits an outlet.
            let severity = if apart && near.is_empty() { Note } else { Grave };
            let place = if apart {
                "each is a group under the name that stands here"
            } else {
                "add them to [groups] or [outlets]"
            };
            let message = format!("Outlets that the configuration does not know: {}; {place}{near}", some(&unknown));
            warnings.push(Warning::new("W20", severity, group, unknown.len(), message));
        }
    }
    warnings
}

/// The folders of articles without an outlet, as a list behind a colon; and whether one may be a slip for an outlet.
fn folders(corpus: Corpus<'_>) -> String {
    let mut folders: Vec<&str> = corpus.roster.folders.keys().map(String::as_str).collect();
    folders.sort_by_key(|folder| (Reverse(corpus.roster.folders.get(*folder)), *folder));
    if folders.is_empty() {
        return String::new();
    }
    let near = near(&folders, || corpus.study.config.outlets.iter().flat_map(|outlet| outlet.literals()));
    format!(": {}{}", some(&folders), near.map_or_else(String::new, |asked| format!(". {asked}")))
}

/// Asks of outlets whether they may be a slip for one of those that are known; none if no one is near.
fn near<'a, I: Iterator<Item = &'a str>>(outlets: &[&str], known: impl Fn() -> I) -> Option<String> {
    // Short names are a letter apart without being a slip: ABC, BBC, NBC.
    let long = outlets.iter().take(NEAR_AMONG).filter(|name| name.chars().count() > SHORT);
    let asked = long.filter_map(|name| {
        let question = suggestion(name, known());
        (!question.is_empty()).then(|| format!("{}{question}", shown(name)))
    });
    let asked: Vec<String> = asked.take(NEAR_TOLD).collect();
    (!asked.is_empty()).then(|| asked.join(" "))
}

/// Groups of which one of several outlets has most: the first half of W04.
fn dominant(corpus: Corpus<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for places in corpus.roster.places.chunk_by(|a, b| a.group == b.group).filter(|places| places.len() > 1) {
        let all: u64 = places.iter().map(|place| place.articles).sum();
        // The outlets of a group are in the order of their articles.
        let Some(first) = places.first().filter(|place| place.articles * 100 > all * DOMINANT_PERCENT) else {
            continue;
        };
        let share = Micro::share(first.articles, all).unwrap_or_default();
        let message = format!(
            "More than 60 % of the articles are from {}: what is said of the group is said of this outlet before all; see loo_min and loo_max in \
             comparisons.csv",
            first.outlet
        );
        warnings.push(Warning::new("W04", Severity::Warning, corpus.roster.group(first.group), share, message));
    }
    warnings
}

/// Stories that several outlets print: W12.
fn families(corpus: Corpus<'_>) -> Option<Warning> {
    let (mut families, mut articles, mut outlets) = (0, 0, BTreeSet::new());
    for members in corpus.families.shared().values() {
        let places: BTreeSet<&str> = members.iter().map(|&article| corpus.place(article).outlet.as_str()).collect();
        if places.len() > 1 {
            (families, articles) = (families + 1, articles + members.len());
            outlets.extend(places);
        }
    }
    let outlets: Vec<&str> = outlets.into_iter().collect();
    let message = format!(
        "Different outlets print almost the same text: {}, {}; each text is one cluster in intervals and tests, and counts as often as it is \
         printed in means. The outlets: {}",
        counted(articles as u64, "article"),
        counted(families, "text"),
        some(&outlets)
    );
    (families > 0).then(|| Warning::new("W12", Severity::Warning, "corpus", articles, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::builtin;

    #[test]
    fn a_slip_in_an_outlets_name_is_asked_about() {
        let config = builtin();
        let known = || config.outlets.iter().flat_map(|outlet| outlet.literals());
        let asked = near(&["Xinua", "Hill Post", "Reuter"], known);
        assert_eq!(asked.as_deref(), Some("`Xinua`: did you mean `Xinhua`? `Reuter`: did you mean `Reuters`?"));
        assert_eq!(near(&["Hill Post", "NBD", "", "Valley Herald"], known), None);
    }
}
