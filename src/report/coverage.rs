//! `coverage.csv`: what the corpus holds of each outlet, and how much of it could be attributed.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::article::Genre;
use crate::error::Result;
use crate::partial::decimal::Micro;
use crate::partial::fact::{Piece, Said, Speech};
use crate::partial::roster::{Place, Roster};
use std::collections::{BTreeMap, BTreeSet};

/// An outlet in a group, or a whole group.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    articles: BTreeMap<Genre, u64>,
    /// Days on which an article is dated.
    pub dates: BTreeSet<Box<str>>,
    /// Body sentences that are not boilerplate.
    pub sentences: u64,
    /// Words of these.
    pub words: u64,
    attributed: u64,
    quoted: u64,
    truncated: u64,
    /// Rows of speech that figures by speaker may rest on: one sentence of one speaker.
    pub speech: u64,
    /// Rows of speech beyond these, with less confidence than the study wants.
    pub unsure: u64,
    /// Of those that figures may rest on, those whose speaker is unresolved.
    pub unresolved: u64,
    /// Of those, those whose speaker is one word that belongs to several names.
    pub ambiguous: u64,
    unnamed: u64,
    official: u64,
    state: u64,
    speakers: BTreeMap<u32, u64>,
}

/// A row of the table.
pub struct Row<'a> {
    group: &'a str,
    /// The outlet.
    pub place: &'a Place,
    duplicates: u64,
    /// What it printed.
    pub sums: &'a Sums,
}

impl Sums {
    fn add_piece(&mut self, piece: &Piece) {
        *self.articles.entry(piece.genre).or_default() += 1;
        if !piece.date.is_empty() {
            self.dates.insert(piece.date.clone());
        }
        self.sentences += u64::from(piece.sentences);
        self.words += u64::from(piece.words);
        self.attributed += u64::from(piece.attributed);
        self.quoted += u64::from(piece.quoted);
        self.truncated += u64::from(piece.truncated);
    }

    fn add_speech(&mut self, fact: &Speech, roster: &Roster) {
        if fact.unsure {
            self.unsure += 1;
            return;
        }
        self.speech += 1;
        let state = |number: u32| roster.name(number).is_state_outlet();
        self.state += u64::from(fact.speaker.is_some_and(state) || fact.via.iter().copied().any(state));
        let Some(number) = fact.speaker else {
            self.unresolved += 1;
            return;
        };
        let name = roster.name(number);
        self.ambiguous += u64::from(name.ambiguous);
        self.unnamed += u64::from(name.is_description());
        self.official += u64::from(name.official);
        *self.speakers.entry(number).or_default() += 1;
    }

    fn articles(&self, genre: Genre) -> Cell<'_> {
        Cell::Integer(self.articles.get(&genre).copied().unwrap_or_default())
    }

    /// The share of the sentences that hold speech in quotation marks.
    pub fn share_quoted(&self) -> Option<Micro> {
        Micro::share(self.quoted, self.sentences)
    }

    /// The share of the sentences that hold speech.
    pub fn share_attributed(&self) -> Option<Micro> {
        Micro::share(self.attributed, self.sentences)
    }

    /// The share of the rows of speech whose speaker or relay is a state or party outlet.
    pub fn state_media_share(&self) -> Option<Micro> {
        Micro::share(self.state, self.speech)
    }

    fn of_sentences(&self, part: u64) -> Cell<'_> {
        Cell::maybe(Micro::share(part, self.sentences), Cell::Micro)
    }

    fn of_speech(&self, part: u64) -> Cell<'_> {
        Cell::maybe(Micro::share(part, self.speech), Cell::Micro)
    }
}

/// The rows: by group, then by outlet.
pub fn rows<'a>(corpus: Corpus<'a>, sums: &'a BTreeMap<u32, Sums>) -> Vec<Row<'a>> {
    let row = |(place, sums): (&u32, &'a Sums)| {
        let place = corpus.roster.place(*place);
        let group = corpus.roster.group(place.group);
        let duplicates = corpus.study.duplicates.get(&(group.to_owned(), place.outlet.clone()));
        Row { group, place, duplicates: duplicates.copied().unwrap_or_default(), sums }
    };
    sums.iter().map(row).collect()
}

/// The sums of every part of the corpus, a part being whatever number `part` gives an outlet.
pub fn sums(corpus: Corpus<'_>, part: impl Fn(u32) -> u32) -> BTreeMap<u32, Sums> {
    let mut sums: BTreeMap<u32, Sums> = BTreeMap::new();
    for piece in &corpus.partial.pieces {
        sums.entry(part(piece.place)).or_default().add_piece(piece);
    }
    for fact in corpus.partial.speech.iter().filter(|fact| fact.said == Said::Speech) {
        let place = corpus.piece(fact.article).place;
        sums.entry(part(place)).or_default().add_speech(fact, corpus.roster);
    }
    sums
}

/// Writes the table.
pub fn write(rows: &[Row<'_>], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Coverage>::new("coverage");
    rows.iter().try_for_each(|row| table.push(row, sink))?;
    table.finish(sink)
}

/// The layout of `coverage.csv`.
pub enum Coverage {}

impl Layout for Coverage {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "coverage";
    const TITLE: &'static str =
        "What the corpus holds of each outlet. All genres; headlines and boilerplate left out of every figure.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["group", "outlet"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = articles();
        columns.extend(sources());
        columns
    }
}

fn articles() -> Vec<Column<Coverage>> {
    const N: &str = "articles";
    const SHARE: &str = "share of sentences, 0 to 1";
    vec![
        Column::text("group", "Group of the outlet", |row| Cell::text(row.group)),
        Column::text("outlet", "The outlet", |row| Cell::text(&row.place.outlet)),
        Column::new("articles", Kind::Integer, N, "Articles analysed", |row| Cell::Integer(row.place.articles)),
        Column::new("articles_news", Kind::Integer, N, "Of these, news", |row| row.sums.articles(Genre::News)),
        Column::new(
            "articles_opinion",
            Kind::Integer,
            N,
            "Of these, opinion: out of every mean unless the configuration includes them",
            |row| row.sums.articles(Genre::Opinion),
        ),
        Column::new("articles_unknown", Kind::Integer, N, "Of these, of unknown genre: treated as news", |row| {
            row.sums.articles(Genre::Unknown)
        }),
        Column::new(
            "duplicates",
            Kind::Integer,
            N,
            "Exact duplicates that were left out, beyond the articles above",
            |row| Cell::Integer(row.duplicates),
        ),
        Column::new("first_date", Kind::Date, "", "Date of the earliest article that has one", |row| {
            Cell::maybe(row.sums.dates.first(), |date| Cell::text(date))
        }),
        Column::new("last_date", Kind::Date, "", "Date of the latest", |row| {
            Cell::maybe(row.sums.dates.last(), |date| Cell::text(date))
        }),
        Column::new("days", Kind::Integer, "days", "Days on which an article is dated", |row| {
            Cell::Integer(row.sums.dates.len() as u64)
        }),
        Column::new("sentences", Kind::Integer, "sentences", "Sentences of the bodies", |row| {
            Cell::Integer(row.sums.sentences)
        }),
        Column::new("words", Kind::Integer, "words", "Words of these", |row| Cell::Integer(row.sums.words)),
        Column::new(
            "share_attributed",
            Kind::Number,
            SHARE,
            "Sentences with speech, whether or not its speaker is resolved",
            |row| row.sums.of_sentences(row.sums.attributed),
        ),
        Column::new(
            "share_quoted",
            Kind::Number,
            SHARE,
            "Sentences with speech in quotation marks, wholly or in part",
            |row| row.sums.of_sentences(row.sums.quoted),
        ),
    ]
}

fn sources() -> Vec<Column<Coverage>> {
    const SHARE: &str = "share of speech_rows, 0 to 1";
    vec![
        Column::new(
            "speech_rows",
            Kind::Integer,
            "rows",
            "Rows of speech: one sentence of one speaker; those of unsure_rows not among them",
            |row| Cell::Integer(row.sums.speech),
        ),
        Column::new(
            "unsure_rows",
            Kind::Integer,
            "rows",
            "Rows of speech with less confidence than min_confidence: in no figure by speaker, in none of the columns behind this one",
            |row| Cell::Integer(row.sums.unsure),
        ),
        Column::new(
            "share_unattributed",
            Kind::Number,
            SHARE,
            "Rows of speech whose speaker is unresolved: in no row of speakers.csv",
            |row| row.sums.of_speech(row.sums.unresolved),
        ),
        Column::new(
            "share_unnamed",
            Kind::Number,
            SHARE,
            "Rows of speech whose speaker is described and not named (officials, analysts, a spokesman)",
            |row| row.sums.of_speech(row.sums.unnamed),
        ),
        Column::new(
            "share_official",
            Kind::Number,
            SHARE,
            "Rows of speech of official sources: configured offices, governments and their people, and speakers described or named by a word of \
             office (ministry, official, police). A lower bound: a discovered person's office is not known",
            |row| row.sums.of_speech(row.sums.official),
        ),
        Column::new(
            "state_media_share",
            Kind::Number,
            SHARE,
            "Rows of speech whose speaker, or any relay of them, is an outlet that a state or a party owns",
            |row| row.sums.of_speech(row.sums.state),
        ),
        Column::new("speakers", Kind::Integer, "speakers", "Different speakers of the rows of speech", |row| {
            Cell::Integer(row.sums.speakers.len() as u64)
        }),
        Column::new(
            "effective_speakers",
            Kind::Number,
            "speakers",
            "How many equally frequent speakers would be as concentrated: 1/sum of squared shares of the resolved rows of speech",
            |row| Cell::maybe(Micro::effective_number(row.sums.speakers.values().copied()), Cell::Micro),
        ),
        Column::new(
            "truncated_suspected",
            Kind::Integer,
            "articles",
            "Articles whose last sentence has no end or ends in dots, as in exports that cut texts",
            |row| Cell::Integer(row.sums.truncated),
        ),
    ]
}
