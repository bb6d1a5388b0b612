//! `relays.csv`: who is heard through whom.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::interval::{self, Interval};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::error::Result;
use crate::partial::cell::Scores;
use crate::partial::decimal::Micro;
use crate::partial::fact::{Said, Speech};
use crate::partial::roster::{Name, Place, Roster};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A speaker through a chain of relays in an outlet.
pub struct Row<'a> {
    speaker: &'a Name,
    /// The relays, nearest to the speaker first.
    pub via: Vec<&'a Name>,
    /// The outlet.
    pub place: &'a Place,
    group: &'a str,
    sums: Sums,
    of_speaker: u64,
    interval: Interval,
}

/// The sums behind a row.
#[derive(Clone, Debug, Default)]
struct Sums {
    sentences: u64,
    articles: BTreeSet<u32>,
    scores: Scores,
}

/// Writes the table: by speaker, then by chain (the outlets' own reporting first, then by articles, then bytewise), then by outlet.
pub fn write(corpus: Corpus<'_>, sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Relays>::new("relays");
    for facts in corpus.partial.speech.chunk_by(|a, b| a.speaker == b.speaker) {
        rows(corpus, facts).iter().try_for_each(|row| table.push(row, sink))?;
    }
    table.finish(sink)
}

/// The rows of one speaker, whose facts are given.
pub fn rows<'a>(corpus: Corpus<'a>, facts: &'a [Speech]) -> Vec<Row<'a>> {
    let Some(speaker) = facts.first().and_then(|fact| fact.speaker) else { return Vec::new() };
    let speaker = corpus.roster.name(speaker);
    let mut of_speaker: BTreeMap<u32, u64> = BTreeMap::new();
    let mut chains: BTreeMap<&[u32], BTreeMap<u32, Sums>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.said == Said::Speech && fact.in_figures) {
        let place = corpus.piece(fact.article).place;
        *of_speaker.entry(place).or_default() += 1;
        chains.entry(&fact.via).or_default().entry(place).or_default().add(fact);
    }
    let mut chains: Vec<_> = chains.into_iter().map(|(via, places)| (names(corpus.roster, via), places)).collect();
    chains.sort_by_cached_key(|(via, places)| {
        let articles: usize = places.values().map(|sums| sums.articles.len()).sum();
        let text: Vec<String> = via.iter().map(|name| name.text.clone()).collect();
        (!via.is_empty(), Reverse(articles), text)
    });
    let mut rows = Vec::new();
    for (via, places) in chains {
        for (place, sums) in places {
            let of_speaker = of_speaker.get(&place).copied().unwrap_or_default();
            let place = corpus.roster.place(place);
            let group = corpus.roster.group(place.group);
            let interval = Interval::new(corpus, &sums.scores);
            rows.push(Row { speaker, via: via.clone(), place, group, sums, of_speaker, interval });
        }
    }
    rows
}

impl Sums {
    fn add(&mut self, fact: &Speech) {
        self.sentences += 1;
        self.articles.insert(fact.article);
        if let Some(tone) = fact.counted() {
            self.scores.add(fact.article, tone);
        }
    }
}

fn names<'a>(roster: &'a Roster, via: &[u32]) -> Vec<&'a Name> {
    via.iter().map(|&number| roster.name(number)).collect()
}

impl Row<'_> {
    /// Sentences of the speaker through this chain.
    pub fn sentences(&self) -> u64 {
        self.sums.sentences
    }

    /// Articles these stand in.
    pub fn articles(&self) -> u64 {
        self.sums.articles.len() as u64
    }

    /// Mean tone of those with words of their own.
    pub fn mean(&self) -> Option<Micro> {
        self.sums.scores.mean()
    }

    fn role(&self) -> &'static str {
        match (self.via.is_empty(), self.speaker.is_outlet()) {
            (false, _) => "relay",
            (true, true) => "source",
            (true, false) => "",
        }
    }

    /// Whose the media of the chain are, as in `via_ownership`.
    pub fn ownership(&self) -> &'static str {
        let media: Vec<&Name> = if self.role() == "source" { vec![self.speaker] } else { self.via.clone() };
        if media.is_empty() {
            "own reporting"
        } else if media.iter().any(|name| name.is_state_outlet()) {
            "state"
        } else if media.iter().any(|name| name.is_outlet()) {
            "press"
        } else {
            "official"
        }
    }
}

/// The layout of `relays.csv`.
pub enum Relays {}

impl Layout for Relays {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "relays";
    const TITLE: &'static str = "Who is heard through whom: a speaker, the chain of relays that an outlet names, the outlet. Named relays only: an \
        unacknowledged one is invisible.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["speaker", "via", "outlet", "group"];

    fn columns() -> Vec<Column<Self>> {
        let [ci_low, ci_high] = interval::columns::<Self>(|row| row.interval.low(), |row| row.interval.high());
        vec![
            Column::text("speaker", "Who said it", |row| Cell::text(&row.speaker.text)),
            Column::text(
                "via",
                "The relays, nearest to the speaker first, joined by \" > \"; empty for the outlet's own reporting",
                |row| Cell::chain(row.via.iter().map(|name| name.text.as_str())),
            ),
            Column::text("outlet", "The outlet that prints it", |row| Cell::text(&row.place.outlet)),
            Column::text("group", "The outlet's group", |row| Cell::text(row.group)),
            Column::text(
                "role",
                "relay: the words came through the chain; source: the speaker is itself an outlet; empty: the outlet heard the speaker itself",
                |row| Cell::text(row.role()),
            ),
            Column::text(
                "via_ownership",
                "state: a state or party outlet is in the chain (or is the source); else press: another medium; else official: persons and \
                 bodies; own reporting: no chain",
                |row| Cell::text(row.ownership()),
            ),
            Column::new(
                "sentences",
                Kind::Integer,
                "sentences",
                "Sentences of the speaker, those without words of their own among them",
                |row| Cell::Integer(row.sums.sentences),
            ),
            Column::new("articles", Kind::Integer, "articles", "Articles these stand in", |row| {
                Cell::Integer(row.sums.articles.len() as u64)
            }),
            Column::new(
                "share_of_speaker_in_outlet",
                Kind::Number,
                "share of sentences, 0 to 1",
                "Of the outlet's sentences of the speaker, those through this chain",
                |row| Cell::maybe(Micro::share(row.sums.sentences, row.of_speaker), Cell::Micro),
            ),
            Column::new("mean_tone", Kind::Number, TONE, "Mean tone of the sentences with words of their own", |row| {
                Cell::maybe(row.sums.scores.mean(), Cell::Micro)
            }),
            ci_low,
            ci_high,
        ]
    }
}
