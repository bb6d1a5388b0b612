//! What a corpus holds and lacks, and what of the configuration it has never heard of: for `tone check`.

use super::coverage::{self, Sums};
use super::study::Corpus;
use crate::article::Genre;
use crate::config::{GroupBy, OTHER, Origin, literal_key, suggestion};
use crate::partial::roster::{Name, Place};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Unknown outlets and speakers that are named.
const NAMED: usize = 10;

/// A look at a corpus. Names are untrusted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The outlets, in the order of `coverage.csv`.
    pub outlets: Vec<Surveyed>,
    /// Articles by genre.
    pub genres: BTreeMap<Genre, u64>,
    /// Articles that name no outlet.
    pub without_outlet: u64,
    /// Articles without a date that can be read.
    pub without_date: u64,
    /// Articles without a headline.
    pub without_title: u64,
    /// Articles whose text seems to break off.
    pub broken_off: u64,
    /// Stories that stand in several articles almost word for word, and these articles.
    pub shared: (u64, u64),
    /// The commonest outlets that the configuration does not know, and how many there are in all.
    pub unknown_outlets: (Vec<Unknown>, usize),
    /// The commonest folders of articles that name no outlet, and how many there are in all.
    pub folders: (Vec<Unknown>, usize),
    /// The commonest speakers by name whom the configuration does not know, and how many there are in all.
    pub unknown_speakers: (Vec<Unknown>, usize),
    /// The commonest outlets, known or not, in no group, and how many there are in all.
    pub ungrouped: (Vec<String>, usize),
    /// What the user configured and no article has: `outlets`, `speakers`, `sides` and `events`, by these words.
    pub silent: BTreeMap<&'static str, Vec<String>>,
}

/// An outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surveyed {
    /// Its group.
    pub group: String,
    /// Its name, or empty.
    pub outlet: String,
    /// Its articles.
    pub articles: u64,
    /// The first and the last day of which it has an article; empty if none is dated.
    pub days: [String; 2],
    /// Words of the bodies.
    pub words: u64,
}

/// A name that the configuration does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// Articles with it.
    pub articles: u64,
    /// Of a person, the last name where it stands alone, too.
    pub names: Vec<String>,
    /// `: did you mean …?`, if the configuration has a name that is near.
    pub near: String,
}

/// Looks at a corpus.
pub fn survey(corpus: Corpus<'_>, sums: &BTreeMap<u32, Sums>) -> Survey {
    let pieces = &corpus.partial.pieces;
    let count = |is: &dyn Fn(usize) -> bool| (0..pieces.len()).filter(|at| is(*at)).count() as u64;
    let mut genres = BTreeMap::new();
    for piece in pieces {
        *genres.entry(piece.genre).or_default() += 1;
    }
    let shared = corpus.families.shared();
    let nameless = corpus.roster.places.iter().filter(|place| place.outlet.is_empty());
    Survey {
        outlets: coverage::rows(corpus, sums).iter().map(|row| surveyed(corpus, row.place, row.sums)).collect(),
        genres,
        without_outlet: nameless.map(|place| place.articles).sum(),
        without_date: count(&|at| pieces[at].date.is_empty()),
        without_title: count(&|at| !pieces[at].titled),
        broken_off: count(&|at| pieces[at].truncated),
        shared: (shared.len() as u64, shared.values().map(|articles| articles.len() as u64).sum()),
        unknown_outlets: unknown_outlets(corpus),
        folders: folders(corpus),
        unknown_speakers: unknown_speakers(corpus),
        ungrouped: ungrouped(corpus),
        silent: silent(corpus),
    }
}

fn surveyed(corpus: Corpus<'_>, place: &Place, sums: &Sums) -> Surveyed {
    let day = |day: Option<&Box<str>>| day.map_or_else(String::new, |day| day.to_string());
    Surveyed {
        group: corpus.roster.group(place.group).to_owned(),
        outlet: place.outlet.clone(),
        articles: place.articles,
        days: [day(sums.dates.first()), day(sums.dates.last())],
        words: sums.words,
    }
}

/// The commonest of some names with their articles, and how many there are. Only these are compared with what is known: names are many.
fn commonest(mut all: Vec<(&str, u64)>, known: &[&str]) -> (Vec<Unknown>, usize) {
    let number = all.len();
    all.sort_by_key(|&(name, articles)| (Reverse(articles), name));
    let near = |name: &str| suggestion(name, known.iter().copied());
    let first = all.into_iter().take(NAMED);
    let first =
        first.map(|(name, articles)| Unknown { name: name.to_owned(), articles, names: Vec::new(), near: near(name) });
    (first.collect(), number)
}

fn unknown_outlets(corpus: Corpus<'_>) -> (Vec<Unknown>, usize) {
    let config = corpus.study.config;
    // Where each is a group of its own, nothing wants a place.
    if config.group_by == GroupBy::Outlet {
        return (Vec::new(), 0);
    }
    let known: BTreeSet<&str> = config.outlets.iter().map(|outlet| outlet.name.as_str()).collect();
    // Spellings that the configuration takes for one are one entry, under the commonest.
    let mut unknown: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    for place in &corpus.roster.places {
        if !place.outlet.is_empty() && !known.contains(place.outlet.as_str()) {
            let spellings = unknown.entry(literal_key(&place.outlet)).or_default();
            *spellings.entry(&place.outlet).or_default() += place.articles;
        }
    }
    let all = unknown.values().filter_map(|spellings| {
        let (name, _) = spellings.iter().min_by_key(|&(name, articles)| (Reverse(*articles), *name))?;
        Some((*name, spellings.values().sum()))
    });
    let literals: Vec<&str> = config.outlets.iter().flat_map(|outlet| outlet.literals()).collect();
    commonest(all.collect(), &literals)
}

/// Folders that may have the names of outlets.
fn folders(corpus: Corpus<'_>) -> (Vec<Unknown>, usize) {
    let literals: Vec<&str> = corpus.study.config.outlets.iter().flat_map(|outlet| outlet.literals()).collect();
    let all = corpus.roster.folders.iter().map(|(folder, articles)| (folder.as_str(), *articles));
    commonest(all.collect(), &literals)
}

/// Outlets that take part in no comparison of groups.
fn ungrouped(corpus: Corpus<'_>) -> (Vec<String>, usize) {
    let outside = |place: &&Place| !place.outlet.is_empty() && corpus.roster.group(place.group) == OTHER;
    let mut outside: Vec<&Place> = corpus.roster.places.iter().filter(outside).collect();
    outside.sort_by_key(|place| (Reverse(place.articles), &place.outlet));
    (outside.iter().take(NAMED).map(|place| place.outlet.clone()).collect(), outside.len())
}

fn unknown_speakers(corpus: Corpus<'_>) -> (Vec<Unknown>, usize) {
    let config = corpus.study.config;
    let unknown = |name: &&Name| {
        let by_name = name.text.chars().any(char::is_uppercase);
        !name.known && !name.is_description() && !name.is_outlet() && by_name && name.articles > 0
    };
    let all: BTreeMap<&str, u64> =
        corpus.roster.names.iter().filter(unknown).map(|name| (name.text.as_str(), name.articles)).collect();
    // One who stands in some articles by the last name alone is one entry: two would split the person for good.
    let mut bearers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (last, name) in all.keys().filter_map(|name| Some((name.rsplit_once(' ')?.1, *name))) {
        bearers.entry(last).or_default().push(name);
    }
    let whole = |name: &str| bearers.get(name).filter(|bearers| bearers.len() == 1).map(|bearers| bearers[0]);
    let mut merged: BTreeMap<&str, u64> = BTreeMap::new();
    for (name, articles) in &all {
        *merged.entry(whole(name).unwrap_or(name)).or_default() += articles;
    }
    let known = config.speakers.iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.names));
    let (mut first, number) = commonest(merged.into_iter().collect(), &known.map(String::as_str).collect::<Vec<_>>());
    for one in &mut first {
        let last = one.name.rsplit_once(' ').map(|(_, last)| last.to_owned());
        one.names.extend(last.filter(|last| all.contains_key(last.as_str()) && whole(last) == Some(&one.name)));
    }
    (first, number)
}

/// What the user's own file declares and nothing of the corpus is.
fn silent(corpus: Corpus<'_>) -> BTreeMap<&'static str, Vec<String>> {
    let (config, roster) = (corpus.study.config, corpus.roster);
    let partial = corpus.partial;
    let own = |table: &str, name: &&str| config.origin(&format!("{table}.{name}")) == Origin::File;
    let outlets: BTreeSet<&str> = roster.places.iter().map(|place| place.outlet.as_str()).collect();
    let speaking = partial.speech.iter().filter_map(|fact| fact.speaker);
    let heard: BTreeSet<&str> = speaking
        .chain(partial.mentions.iter().map(|mention| mention.actor))
        .map(|number| roster.name(number).text.as_str())
        .collect();
    let events: BTreeSet<u16> = partial.pieces.iter().filter_map(|piece| piece.event).collect();
    let events = |key: &str| roster.event(key).is_some_and(|number| events.contains(&number));

    let silent_outlets =
        config.outlets.iter().map(|outlet| outlet.name.as_str()).filter(|name| !outlets.contains(name));
    let speakers = config.speakers.iter().map(|speaker| speaker.name.as_str()).filter(|name| !heard.contains(name));
    let sides =
        config.sides.iter().filter(|side| side.names.first().is_some_and(|name| !heard.contains(name.as_str())));
    let silent_events = config.events.iter().map(|event| event.key.as_str()).filter(|key| !events(key));
    let mut silent = BTreeMap::from([
        ("outlets", silent_outlets.filter(|name| own("outlets", name)).map(str::to_owned).collect::<Vec<_>>()),
        ("speakers", speakers.filter(|name| own("speakers", name)).map(str::to_owned).collect()),
        ("sides", sides.map(|side| side.key.as_str()).filter(|key| own("sides", key)).map(str::to_owned).collect()),
        ("events", silent_events.filter(|key| own("events", key)).map(str::to_owned).collect()),
    ]);
    silent.retain(|_, names| !names.is_empty());
    silent
}
