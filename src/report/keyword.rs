//! `keywords.csv`: words that one group uses and another does not.
//!
//! The log-odds ratio with a Dirichlet prior ranks (Monroe, Colaresi & Quinn 2008); a permutation of articles and the number of articles gate, since a
//! word that one article repeats is no word of its group.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout};
use super::pair::{Pair, Side};
use super::sink::{Sink, Source};
use super::study::Corpus;
use super::table::{Table, Written};
use crate::config::Thresholds;
use crate::error::Result;
use crate::partial::concordance::example;
use crate::partial::vocabulary::{Use, Words};
use crate::stats::dispersion::dispersion;
use crate::stats::keyness::{self, Postings};
use crate::stats::multiplicity::benjamini_hochberg_of;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a side of which the places are looked up: those with the largest |z|, copies of a story counted as often as they stand.
const ASKED: usize = 1_000;
/// Words of a side that are tested: those with the largest |z|, copies counted once.
const TESTED: usize = 100;
/// The sum of the prior's counts (design: the words that 500 words of either group would hold).
const PRIOR: f64 = 500.0;
/// The least |z| of a keyword.
const LEAST_Z: f64 = 1.96;
/// The greatest p of a keyword.
const GREATEST_P: f64 = 0.05;

/// What is asked of each pair: words that may be keywords, and how many words the test is one of.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    of_pairs: Vec<(Pair, BTreeSet<Box<str>>, usize)>,
}

impl Asked {
    /// Every word that is asked about.
    pub fn words(&self) -> BTreeSet<Box<str>> {
        self.of_pairs.iter().flat_map(|(_, words, _)| words.iter().cloned()).collect()
    }
}

/// Which words may be keywords of each pair, by counts alone.
pub fn ask(pairs: &[Pair], words: &Words, thresholds: &Thresholds) -> Asked {
    Asked { of_pairs: pairs.iter().map(|&pair| candidates(pair, words, thresholds)).collect() }
}

fn candidates(pair: Pair, words: &Words, thresholds: &Thresholds) -> (Pair, BTreeSet<Box<str>>, usize) {
    let mut totals = [0; 2];
    words
        .each()
        .flat_map(|(_, uses)| sides(pair, uses).into_iter().enumerate())
        .for_each(|(at, of_side)| totals[at] += of_side.count);
    let mut family = 0;
    let mut found: [Vec<(Reverse<u64>, &str)>; 2] = Default::default();
    for (word, uses) in words.each() {
        let uses = sides(pair, uses);
        let [least, articles] = [u64::from(thresholds.keyword_count), u64::from(thresholds.keyword_articles)];
        let both = uses[0].count + uses[1].count;
        if both < least || u64::from(uses[0].articles + uses[1].articles) < articles {
            continue;
        }
        family += 1;
        let Some(z) = z([uses[0].count, uses[1].count], totals) else { continue };
        let side = usize::from(z < 0.0);
        if z.abs() >= LEAST_Z && uses[side].count >= least && u64::from(uses[side].articles) >= articles {
            // z is finite and positive here, so its bits are in its order.
            found[side].push((Reverse(z.abs().to_bits()), word));
        }
    }
    for side in &mut found {
        side.sort_unstable();
        side.truncate(ASKED);
    }
    (pair, found.iter().flatten().map(|(_, word)| Box::from(*word)).collect(), family)
}

/// The uses of a word on both sides.
fn sides(pair: Pair, uses: &[(u32, u32, Use)]) -> [Use; 2] {
    let mut sides = [Use::default(); 2];
    for &(_, group, uses) in uses {
        if let Some(side) = pair.side(group) {
            sides[usize::from(side == Side::B)] += uses;
        }
    }
    sides
}

fn z(counts: [u64; 2], totals: [u64; 2]) -> Option<f64> {
    let [a, b, total_a, total_b] = [counts[0], counts[1], totals[0], totals[1]].map(|number| number as f64);
    keyness::log_odds(a, b, total_a, total_b, PRIOR).map(|odds| odds.z)
}

/// A word that one side uses.
pub struct Row<'a> {
    /// The names of the sides.
    pub levels: [&'a str; 2],
    /// The word.
    pub word: &'a str,
    /// How often each side has it.
    pub counts: [u64; 2],
    totals: [u64; 2],
    /// Articles in which it stands, copies of a story once.
    pub clusters: [usize; 2],
    /// How much more often the first side has it.
    pub odds: keyness::LogOdds,
    p: f64,
    /// The p of the test, adjusted.
    pub q: f64,
    dispersion: Option<f64>,
    /// The first article of its side in which it stands, and then the sentence.
    article: u32,
    /// A sentence that holds it.
    pub example: String,
}

/// The articles of a pair as the units of the test: of a family of near-duplicates the first on each side, for all.
struct Units {
    /// Words of each.
    totals: Vec<f64>,
    in_a: Vec<bool>,
    /// The article of each.
    articles: Vec<u32>,
    /// By article, its unit.
    by_article: Vec<Option<u32>>,
}

/// The rows: by pair, the words of the first side, then of the second, each by |z|. The articles are for the examples.
pub fn rows<'a>(corpus: Corpus<'a>, asked: &'a Asked, articles: &mut dyn Source) -> Result<Vec<Row<'a>>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (pair, words, family) in &asked.of_pairs {
        let units = units(corpus, *pair);
        let in_a = units.in_a.iter().filter(|&&in_a| in_a).count();
        let least = corpus.study.config.thresholds.keyword_side_articles as usize;
        if in_a.min(units.in_a.len() - in_a) >= least {
            rows.extend(keywords(corpus, *pair, words, *family, &units));
        }
    }
    illustrate(&mut rows, articles)?;
    Ok(rows)
}

/// Writes the table.
pub fn write(rows: &[Row<'_>], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Keywords>::new("keywords");
    rows.iter().try_for_each(|row| table.push(row, sink))?;
    table.finish(sink)
}

/// Gives every word a sentence.
fn illustrate(rows: &mut [Row<'_>], articles: &mut dyn Source) -> Result<()> {
    let mut wanted: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        wanted.entry(row.article).or_default().push(at);
    }
    let numbers: Vec<u32> = wanted.keys().copied().collect();
    let mut next = wanted.values();
    articles.some(&numbers, &mut |articles| {
        for (article, of_article) in articles.iter().zip(next.by_ref()) {
            for &at in of_article {
                rows[at].example = example(article, rows[at].word).unwrap_or_default().to_owned();
            }
        }
        Ok(())
    })
}

fn units(corpus: Corpus<'_>, pair: Pair) -> Units {
    let mut told = BTreeSet::new();
    let mut units = Units {
        totals: Vec::new(),
        in_a: Vec::new(),
        articles: Vec::new(),
        by_article: vec![None; corpus.partial.pieces.len()],
    };
    for (&article, &total) in &corpus.concordance.totals {
        let Some(side) = pair.side(corpus.place(article).group) else { continue };
        let next = u32::try_from(units.totals.len()).unwrap_or(u32::MAX);
        if told.insert((corpus.families.cluster(article), side)) {
            units.totals.push(total as f64);
            units.in_a.push(side == Side::A);
            units.articles.push(article);
            units.by_article[article as usize] = Some(next);
        }
    }
    units
}

/// A word that may be a keyword, with its counts over the units of a pair.
struct Candidate<'a> {
    word: &'a str,
    places: Postings,
    counts: [u64; 2],
    clusters: [usize; 2],
    odds: keyness::LogOdds,
}

impl<'a> Candidate<'a> {
    /// None if its side has it too seldom, in too few articles, or hardly more often than the other.
    fn new(corpus: Corpus<'_>, word: &'a str, units: &Units, totals: [f64; 2]) -> Option<Self> {
        let of_unit = |&(article, count): &(u32, u32)| Some((units.by_article[article as usize]?, count));
        let places: Postings = corpus.concordance.places(word).iter().filter_map(of_unit).collect();
        let (mut counts, mut clusters) = ([0; 2], [0; 2]);
        for &(unit, count) in &places {
            let side = usize::from(!units.in_a[unit as usize]);
            (counts[side], clusters[side]) = (counts[side] + u64::from(count), clusters[side] + 1);
        }
        let odds = keyness::log_odds(counts[0] as f64, counts[1] as f64, totals[0], totals[1], PRIOR)?;
        let side = usize::from(odds.z < 0.0);
        let thresholds = &corpus.study.config.thresholds;
        let often = counts[side] >= u64::from(thresholds.keyword_count);
        let wide = clusters[side] >= thresholds.keyword_articles as usize;
        (odds.z.abs() >= LEAST_Z && often && wide).then_some(Self { word, places, counts, clusters, odds })
    }

    fn is_of_b(&self) -> bool {
        self.odds.z < 0.0
    }
}

fn keywords<'a>(
    corpus: Corpus<'a>,
    pair: Pair,
    words: &'a BTreeSet<Box<str>>,
    family: usize,
    units: &Units,
) -> Vec<Row<'a>> {
    let mut totals = [0.0; 2];
    units.totals.iter().zip(&units.in_a).for_each(|(total, in_a)| totals[usize::from(!in_a)] += total);
    let mut candidates: Vec<Candidate<'a>> =
        words.iter().filter_map(|word| Candidate::new(corpus, word, units, totals)).collect();
    let by_z = |a: &Candidate, b: &Candidate| b.odds.z.abs().total_cmp(&a.odds.z.abs());
    candidates.sort_by(|a, b| a.is_of_b().cmp(&b.is_of_b()).then(by_z(a, b)).then(a.word.cmp(b.word)));
    let mut of_side = [0; 2];
    candidates.retain(|candidate| {
        let number = &mut of_side[usize::from(candidate.is_of_b())];
        *number += 1;
        *number <= TESTED
    });
    let places: Vec<Postings> = candidates.iter().map(|candidate| candidate.places.clone()).collect();
    let levels = pair.levels(corpus.roster);
    let name = format!("keyness|{}|{}", levels[0], levels[1]);
    let Some(p) = keyness::permutation(&places, &units.totals, &units.in_a, PRIOR, corpus.study.config.seed, &name)
    else {
        return Vec::new();
    };
    let q = benjamini_hochberg_of(&p.iter().copied().map(Some).collect::<Vec<_>>(), family);
    let tested = candidates.into_iter().zip(p).zip(q).filter(|((_, p), _)| *p <= GREATEST_P);
    let row = |((candidate, p), q): ((Candidate<'a>, f64), Option<f64>)| {
        let dispersion = dispersion_of(&candidate.places, units);
        let of_side = |unit: u32| units.in_a[unit as usize] != candidate.is_of_b();
        let first = candidate
            .places
            .iter()
            .find(|(unit, _)| of_side(*unit))
            .map_or(0, |(unit, _)| units.articles[*unit as usize]);
        let Candidate { word, counts, clusters, odds, .. } = candidate;
        let (totals, q) = (totals.map(|total| total as u64), q.unwrap_or(1.0));
        Row { levels, word, counts, totals, clusters, odds, p, q, dispersion, article: first, example: String::new() }
    };
    tested.map(row).collect()
}

/// Gries' DP over the articles of both sides.
fn dispersion_of(places: &Postings, units: &Units) -> Option<f64> {
    let mut counts = vec![0.0; units.totals.len()];
    places.iter().for_each(|&(unit, count)| counts[unit as usize] = f64::from(count));
    dispersion(&counts, &units.totals).map(|dispersion| dispersion.dp)
}

impl Row<'_> {
    /// How often a side has it in ten thousand words.
    pub fn per_ten_thousand(&self, side: usize) -> f64 {
        10_000.0 * self.counts[side] as f64 / self.totals[side] as f64
    }

    fn of_counts(&self, measure: fn(f64, f64, f64, f64) -> Option<f64>) -> Option<f64> {
        let [a, b, total_a, total_b] =
            [self.counts[0], self.counts[1], self.totals[0], self.totals[1]].map(|number| number as f64);
        measure(a, b, total_a, total_b)
    }
}

/// The layout of `keywords.csv`.
pub enum Keywords {}

impl Layout for Keywords {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "keywords";
    const TITLE: &'static str = "Distinctive words of two groups, all voices together: those of the first (z above 0), then those of the second. A word \
        stands here if its side has it 5 times or more in 3 articles or more (unless [thresholds] says otherwise), |z| is 1.96 or more and the \
        permutation's p .05 or less; of those of a side the first 100 by |z| are tested. A q of .05 or less is a finding, the rest is a reading list.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["level_a", "level_b", "word"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = counts();
        columns.extend(measures());
        columns
    }
}

fn counts() -> Vec<Column<Keywords>> {
    vec![
        Column::text("level_a", "The first group", |row| Cell::text(row.levels[0])),
        Column::text("level_b", "The second group", |row| Cell::text(row.levels[1])),
        Column::text("word", "In lower case", |row| Cell::text(row.word)),
        Column::new("count_a", Kind::Integer, "times", "Times the first group has it, near-duplicates once", |row| {
            Cell::Integer(row.counts[0])
        }),
        Column::new("count_b", Kind::Integer, "times", "Times the second has it", |row| Cell::Integer(row.counts[1])),
        Column::new("per_10k_a", Kind::Number, "per 10,000 words", "The same per 10,000 words of the first", |row| {
            Cell::number(Some(row.per_ten_thousand(0)))
        }),
        Column::new("per_10k_b", Kind::Number, "per 10,000 words", "Of the second", |row| {
            Cell::number(Some(row.per_ten_thousand(1)))
        }),
        Column::new(
            "articles_a",
            Kind::Integer,
            "articles",
            "Articles of the first in which it stands, near-duplicates once",
            |row| Cell::Integer(row.clusters[0] as u64),
        ),
        Column::new("articles_b", Kind::Integer, "articles", "Of the second", |row| {
            Cell::Integer(row.clusters[1] as u64)
        }),
    ]
}

fn measures() -> Vec<Column<Keywords>> {
    vec![
        Column::new(
            "log_odds",
            Kind::Number,
            "",
            "Log-odds ratio with a Dirichlet prior; above 0 for the first group",
            |row| Cell::number(Some(row.odds.log_odds)),
        ),
        Column::new(
            "z",
            Kind::Number,
            "standard errors",
            "log_odds in standard errors, taking words as independent: it ranks",
            |row| Cell::number(Some(row.odds.z)),
        ),
        Column::new(
            "p",
            Kind::Number,
            "probability",
            "Permutation of articles: how often |z| is as large if the group does not matter",
            |row| Cell::number(Some(row.p)),
        ),
        Column::new(
            "q",
            Kind::Number,
            "probability",
            "p adjusted for all words that are frequent enough (Benjamini & Hochberg 1995)",
            |row| Cell::number(Some(row.q)),
        ),
        Column::new(
            "log_ratio",
            Kind::Number,
            "doublings",
            "Binary logarithm of the ratio of the rates (Hardie 2014)",
            |row| Cell::number(row.of_counts(keyness::log_ratio)),
        ),
        Column::new(
            "g2",
            Kind::Number,
            "",
            "Log-likelihood ratio (Dunning 1993), taking words as independent",
            |row| Cell::number(row.of_counts(keyness::g2)),
        ),
        Column::new(
            "bic",
            Kind::Number,
            "",
            "The same with a penalty (Wilson 2013): over 2 positive, over 6 strong, over 10 very strong",
            |row| Cell::number(row.of_counts(keyness::bic)),
        ),
        Column::new(
            "dp",
            Kind::Number,
            "0 to 1",
            "Gries' deviation of proportions: 0 for a word spread over all articles, 1 for one in a corner",
            |row| Cell::number(row.dispersion),
        ),
        Column::text("example", "The first sentence of its side in which it stands", |row| Cell::text(&row.example)),
    ]
}
