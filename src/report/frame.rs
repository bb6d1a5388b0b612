//! `frames.csv`: how much of each group's words indicates a frame.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::flag::{DOMINANT_PERCENT, Flag};
use super::sink::Sink;
use super::study::Corpus;
use super::table::{Table, Written};
use crate::error::Result;
use crate::partial::decimal::Micro;
use crate::partial::fact::{Framed, Piece, Scope};
use crate::partial::frame::Frame;
use crate::score::Score;
use crate::stats::cluster::Unit;
use crate::stats::proportion::{Prevalence, clustered};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Patterns that a row names.
const TOP_PATTERNS: usize = 5;
/// Hits under which no pattern is said to rule: of three hits two are often of one pattern.
const ENOUGH_HITS: u64 = 5;

/// A frame in a scope of a group.
pub struct Row<'a> {
    /// The frame.
    pub frame: &'a Frame,
    group: &'a str,
    /// Number of the group.
    pub group_number: u32,
    /// Whose words.
    pub scope: Scope,
    sums: Sums,
    /// The share of the sentences, with its interval.
    pub prevalence: Option<Prevalence>,
    /// The commonest patterns with their hits.
    pub top_patterns: String,
    flags: Vec<Flag>,
}

/// The sums behind a row.
#[derive(Clone, Debug, Default)]
struct Sums {
    articles: u64,
    sentences: u64,
    words: u64,
    sentences_hit: u64,
    articles_hit: u64,
    hits: i64,
    tone: i64,
    scored: u64,
    clusters: BTreeMap<u32, Unit>,
}

impl Sums {
    fn add(&mut self, piece: &Piece, scope: Scope, cluster: u32, fact: Option<&Framed>) {
        let extent = piece.extent(scope);
        let hit = fact.map_or(0, |fact| fact.sentences.min(extent.sentences));
        self.articles += u64::from(extent.sentences > 0);
        self.sentences += u64::from(extent.sentences);
        self.words += u64::from(extent.words);
        if extent.sentences > 0 {
            let unit = self.clusters.entry(cluster).or_default();
            (unit.n, unit.sum) = (unit.n + f64::from(extent.sentences), unit.sum + f64::from(hit));
        }
        let Some(fact) = fact else { return };
        self.sentences_hit += u64::from(hit);
        self.articles_hit += u64::from(fact.patterns > 1);
        self.hits += fact.hits;
        self.tone += fact.tone;
        self.scored += u64::from(fact.scored);
    }

    fn per_thousand_words(&self) -> Option<Micro> {
        // Hits are in ten-thousandths, as the sums of scores are.
        Micro::mean(i64::checked_mul(self.hits, 1_000)?, self.words)
    }
}

/// Writes the table: by frame, then by group, then by scope; every frame in use, whether or not it was found.
pub fn write(corpus: Corpus<'_>, sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Frames>::new("frames");
    let patterns = patterns(corpus);
    for (number, frame) in (0..).zip(&corpus.roster.frames.all) {
        rows(corpus, number, frame, &patterns).iter().try_for_each(|row| table.push(row, sink))?;
    }
    table.finish(sink)
}

/// The rows of one frame: by group, then by scope.
pub fn rows<'a>(corpus: Corpus<'a>, number: u16, frame: &'a Frame, patterns: &Patterns) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (group, sums) in by_group(corpus, number) {
        for (scope, sums) in Scope::ALL.into_iter().zip(sums) {
            let top_patterns = top(frame, patterns.get(&(group, scope)));
            rows.push(row(corpus, frame, group, scope, sums, &top_patterns));
        }
    }
    rows
}

fn row<'a>(corpus: Corpus<'a>, frame: &'a Frame, group: u32, scope: Scope, sums: Sums, top: &[(u64, u32)]) -> Row<'a> {
    let units: Vec<Unit> = sums.clusters.values().copied().collect();
    let mut flags = Flag::of_number(units.len() as u64, corpus.study.config.thresholds.few_articles.into());
    if !frame.validated {
        flags.push(Flag::NotValidated);
    }
    let hits: u64 = top.iter().map(|(hits, _)| hits).sum();
    if top.first().is_some_and(|(first, _)| first * 100 > hits * DOMINANT_PERCENT && hits >= ENOUGH_HITS) {
        flags.push(Flag::OnePattern);
    }
    let told = |&(hits, pattern): &(u64, u32)| {
        format!("{} {hits}", corpus.roster.frames.patterns[pattern as usize].replace('|', "¦"))
    };
    let top_patterns = top.iter().take(TOP_PATTERNS).map(told).collect::<Vec<_>>().join("|");
    let (group_number, group) = (group, corpus.roster.group(group));
    Row { frame, group, group_number, scope, prevalence: clustered(&units), sums, top_patterns, flags }
}

impl Row<'_> {
    /// Articles with words in the scope.
    pub fn articles(&self) -> u64 {
        self.sums.articles
    }

    /// Sentences in which a pattern of the frame stands, of all in the scope.
    pub fn sentences(&self) -> [u64; 2] {
        [self.sums.sentences_hit, self.sums.sentences]
    }
}

/// The sums of a frame by group, in the order of [`Scope::ALL`].
fn by_group(corpus: Corpus<'_>, frame: u16) -> BTreeMap<u32, [Sums; 3]> {
    let facts = &corpus.partial.framed;
    let first = facts.partition_point(|fact| fact.frame < frame);
    let facts = facts[first..].iter().take_while(|fact| fact.frame == frame);
    let facts: BTreeMap<(u32, Scope), &Framed> = facts.map(|fact| ((fact.article, fact.scope), fact)).collect();
    let mut groups: BTreeMap<u32, [Sums; 3]> = BTreeMap::new();
    for piece in corpus.partial.pieces.iter().filter(|piece| piece.counted) {
        let sums = groups.entry(corpus.roster.place(piece.place).group).or_default();
        let cluster = corpus.families.cluster(piece.article);
        for (scope, sums) in Scope::ALL.into_iter().zip(sums) {
            sums.add(piece, scope, cluster, facts.get(&(piece.article, scope)).copied());
        }
    }
    groups
}

/// Hits by pattern, for each group and scope.
pub type Patterns = BTreeMap<(u32, Scope), BTreeMap<u32, u64>>;

/// The hits of all patterns.
pub fn patterns(corpus: Corpus<'_>) -> Patterns {
    let mut groups = Patterns::new();
    for (&(pattern, scope, place), hits) in &corpus.partial.patterns {
        let group = corpus.roster.place(place).group;
        *groups.entry((group, scope)).or_default().entry(pattern).or_default() += hits;
    }
    groups
}

/// What a rate is made of: hits of each pattern, the commonest first.
fn top(frame: &Frame, hits: Option<&BTreeMap<u32, u64>>) -> Vec<(u64, u32)> {
    let hits = hits.into_iter().flat_map(|hits| hits.range(frame.patterns.clone()));
    let mut hits: Vec<(u64, u32)> = hits.map(|(&pattern, &hits)| (hits, pattern)).collect();
    hits.sort_by_key(|&(hits, pattern)| (Reverse(hits), pattern));
    hits
}

/// Patterns of a set that no counted sentence matches, and the number of all of its patterns.
pub fn silent_patterns<'a>(corpus: Corpus<'a>, set: &str) -> (Vec<&'a str>, usize) {
    let hit: std::collections::BTreeSet<u32> = corpus.partial.patterns.keys().map(|(pattern, _, _)| *pattern).collect();
    let of_set =
        corpus.roster.frames.all.iter().filter(|frame| frame.set == set).flat_map(|frame| frame.patterns.clone());
    let all: Vec<u32> = of_set.collect();
    let silent = all.iter().filter(|pattern| !hit.contains(pattern));
    (silent.map(|&pattern| corpus.roster.frames.patterns[pattern as usize].as_str()).collect(), all.len())
}

/// The layout of `frames.csv`.
pub enum Frames {}

impl Layout for Frames {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "frames";
    const TITLE: &'static str = "Vocabulary that indicates a frame, by group and by whose words it stands in. A dictionary finds words and not frames: \
        compare rates, and read nothing into one article.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["frame_set", "category", "group", "scope"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = identity();
        columns.extend(figures());
        columns
    }
}

fn identity() -> Vec<Column<Frames>> {
    vec![
        Column::text("frame_set", "The dictionary", |row| Cell::text(&row.frame.set)),
        Column::text("category", "The frame", |row| Cell::text(&row.frame.category)),
        Column::text("group", "Group of the outlets", |row| Cell::text(row.group)),
        Column::text(
            "scope",
            "outlet_voice: the outlets' own words (voices narration and reporting); attributed: words of a speaker (voice speech); all: every \
             sentence of the body once",
            |row| Cell::text(row.scope.as_str()),
        ),
    ]
}

fn figures() -> Vec<Column<Frames>> {
    const SHARE: &str = "share of sentences, 0 to 1";
    vec![
        Column::new("articles", Kind::Integer, "articles", "Articles with words in the scope", |row| {
            Cell::Integer(row.sums.articles)
        }),
        Column::new("sentences", Kind::Integer, "sentences", "Sentences with words in the scope", |row| {
            Cell::Integer(row.sums.sentences)
        }),
        Column::new(
            "sentences_hit",
            Kind::Integer,
            "sentences",
            "Of these, those in which a pattern of the frame stands",
            |row| Cell::Integer(row.sums.sentences_hit),
        ),
        Column::new("share", Kind::Number, SHARE, "sentences_hit / sentences", |row| {
            Cell::maybe(Micro::share(row.sums.sentences_hit, row.sums.sentences), Cell::Micro)
        }),
        Column::new(
            "ci_low",
            Kind::Number,
            SHARE,
            "Lower end of the 95 % interval of share: Wilson's, with the effective number of sentences, clustered by article",
            |row| Cell::number(row.prevalence.as_ref().map(|prevalence| prevalence.low)),
        ),
        Column::new("ci_high", Kind::Number, SHARE, "Upper end", |row| {
            Cell::number(row.prevalence.as_ref().map(|prevalence| prevalence.high))
        }),
        Column::new(
            "articles_hit",
            Kind::Integer,
            "articles",
            "Articles in which two or more different patterns of the frame stand",
            |row| Cell::Integer(row.sums.articles_hit),
        ),
        Column::new("article_share", Kind::Number, "share of articles, 0 to 1", "articles_hit / articles", |row| {
            Cell::maybe(Micro::share(row.sums.articles_hit, row.sums.articles), Cell::Micro)
        }),
        Column::new(
            "hits_per_1000_words",
            Kind::Number,
            "hits per 1,000 words",
            "Places where a pattern stands, each times its weight (1 unless the dictionary says otherwise), per thousand words of the scope",
            |row| Cell::maybe(row.sums.per_thousand_words(), Cell::Micro),
        ),
        Column::new(
            "mean_tone_when_present",
            Kind::Number,
            TONE,
            "Mean tone of the words in which the frame stands",
            |row| Cell::maybe(Micro::mean(row.sums.tone, row.sums.scored), Cell::Micro),
        ),
        Column::text(
            "top_patterns",
            "The commonest patterns with their hits, weights left aside: what the rate is made of",
            |row| Cell::text(&row.top_patterns),
        ),
        Column::new(
            "validated",
            Kind::Boolean,
            "",
            "True if the frame was compared with hand-coded texts (docs/methods.md): only such frames are among the exploratory comparisons",
            |row| Cell::Boolean(row.frame.validated),
        ),
        Column::text("flags", Flag::legend(&Flag::OF_FRAMES), |row| Flag::cell(&row.flags)),
    ]
}

/// Scores in a whole, for hits that are counted in ten-thousandths.
const _: () = assert!(Score::UNIT == 10_000);
