//! A proof by recomputation: what the tables count and average follows from `data/sentences.csv` alone.

#![cfg(test)]
#![cfg(test)]

use super::render::render;
use super::study::Study;
use crate::config::Config;
use crate::partial::sample::{any_corpus, config};
use crate::score::Score;
use crate::spool::Analysed;
use crate::tone::scorer::Profile;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, Vec<u8>>;
type Line = BTreeMap<String, String>;

fn report(config: &Config, articles: &[Analysed]) -> Files {
    let (duplicates, warnings) = Default::default();
    let study = Study { config, profile: Profile::News, duplicates, coded: None, page: true, warnings };
    let mut files = Files::new();
    render(&study, &mut articles.to_vec(), &mut files).unwrap();
    files
}

fn lines(files: &Files, name: &str) -> Vec<Line> {
    let text = std::str::from_utf8(&files[name]).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let unguarded = |text: &str| text.strip_prefix('\'').unwrap_or(text).to_owned();
    reader
        .deserialize::<Line>()
        .map(|line| line.unwrap().into_iter().map(|(key, cell)| (key, unguarded(&cell))).collect())
        .collect()
}

/// A number of six decimals in millionths, of four in ten-thousandths.
fn integer(cell: &str) -> i64 {
    cell.replace('.', "").parse().unwrap()
}

/// True if `mean` is the nearest number of six decimals to `sum` ten-thousandths divided by `count`.
fn is_mean(mean: &str, sum: i64, count: usize) -> bool {
    let error = integer(mean) * count as i64 - sum * 100;
    2 * error.abs() <= count as i64
}

fn is_share(share: &str, part: usize, whole: usize) -> bool {
    is_mean(share, part as i64 * 10_000, whole)
}

fn number_of<'a, T: Ord>(rows: &[&'a Line], key: impl Fn(&'a Line) -> T) -> usize {
    rows.iter().map(|row| key(row)).collect::<BTreeSet<T>>().len()
}

/// The largest number of rows that agree in a column.
fn most(rows: &[&Line], column: &str) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(&row[column]).or_default() += 1);
    counts.into_values().max().unwrap_or(0)
}

fn check_speaker(cell: &Line, sentences: &[Line]) {
    let manner = |row: &Line| match cell["manner"].as_str() {
        "all" => true,
        "quoted" => row["manner"] == "direct" || row["manner"] == "mixed",
        "paraphrased" => row["manner"] == "indirect",
        other => row["manner"] == other,
    };
    let of_cell = |row: &&Line| row["speaker"] == cell["speaker"] && row["group"] == cell["group"] && manner(row);
    let of_cell: Vec<&Line> = sentences.iter().filter(of_cell).collect();
    let rows: Vec<&Line> =
        of_cell.iter().copied().filter(|row| row["voice"] == "speech" && row["counted"] == "yes").collect();
    let tone = |row: &Line| integer(&row["tone"]);
    let count = |column: &str| cell[column].parse::<usize>().unwrap();

    assert_eq!(count("sentences"), rows.len());
    assert_eq!(count("stance_sentences"), of_cell.iter().filter(|row| row["counted"] == "stance").count());
    assert_eq!(count("articles"), number_of(&rows, |row| &row["article_id"]));
    assert_eq!(count("outlets"), number_of(&rows, |row| &row["outlet"]));
    assert_eq!(count("attributions"), number_of(&rows, |row| (&row["article_id"], &row["attribution"])));
    assert!(!rows.is_empty());
    assert!(is_mean(&cell["mean_tone"], rows.iter().map(|row| tone(row)).sum(), rows.len()));
    assert!(is_mean(&cell["mean_vader"], rows.iter().map(|row| integer(&row["vader"])).sum(), rows.len()));
    assert!(is_share(&cell["share_positive"], rows.iter().filter(|row| tone(row) >= 500).count(), rows.len()));
    assert!(is_share(&cell["share_negative"], rows.iter().filter(|row| tone(row) <= -500).count(), rows.len()));
    let unsure = rows.iter().filter(|row| integer(&row["confidence"]) < 5_000).count();
    assert!(is_share(&cell["low_confidence_share"], unsure, rows.len()));
    assert!(is_share(&cell["largest_article_share"], most(&rows, "article_id"), rows.len()));
    assert!(is_share(&cell["largest_outlet_share"], most(&rows, "outlet"), rows.len()));

    let mut articles: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for row in &rows {
        let (sum, count) = articles.entry(&row["article_id"]).or_default();
        (*sum, *count) = (*sum + tone(row), *count + 1);
    }
    // Over the common denominator of all small counts the mean of means is exact as well.
    let common: i64 = (1..=9).product();
    let sum: i64 = articles.values().map(|(sum, count)| sum * (common / count)).sum();
    assert!(is_mean(&cell["mean_by_article"], sum, articles.len() * common as usize));

    // The words scored are what stands before the comma of the invented sentences.
    let words = |row: &Line| row["text"].split(',').next().unwrap_or_default().replace(['“', '”'], "").to_lowercase();
    let mut distinct: BTreeMap<(&str, String), i64> = BTreeMap::new();
    for row in &rows {
        distinct.entry((&row["outlet"], words(row))).or_insert(tone(row));
    }
    assert!(is_mean(&cell["mean_distinct"], distinct.values().sum(), distinct.len()));
}

fn check_actor(cell: &Line, sentences: &[Line]) {
    let speech = cell["scope"] == "attributed";
    let mentions =
        |row: &&Line| row["group"] == cell["group"] && row["actors"].split('|').any(|actor| actor == cell["actor"]);
    let of_cell =
        sentences.iter().filter(mentions).filter(|row| row["counted"] == "yes" && (row["voice"] == "speech") == speech);
    let mut seen = BTreeSet::new();
    let is_first = |row: &&Line| {
        !speech || seen.insert((row["article_id"].clone(), row["sentence"].clone(), row["attribution"].clone()))
    };
    let rows: Vec<&Line> = of_cell.filter(is_first).collect();
    assert_eq!(cell["sentences"], rows.len().to_string());
    assert_eq!(cell["articles"], number_of(&rows, |row| &row["article_id"]).to_string());
    assert!(is_mean(&cell["mean_tone"], rows.iter().map(|row| integer(&row["tone"])).sum(), rows.len()));
}

/// Rows of speech of an outlet, apart by what the study asks of their confidence: of all genres, in the body.
fn check_outlet(cell: &Line, sentences: &[Line], least: Score) {
    let is_here = |row: &&Line| row["outlet"] == cell["outlet"] && row["group"] == cell["group"];
    let speech = |row: &&Line| row["voice"] == "speech" && row["headline"] == "false";
    let (unsure, rows): (Vec<&Line>, Vec<&Line>) = (sentences.iter().filter(is_here).filter(speech))
        .partition(|row| integer(&row["confidence"]) < i64::from(least.0));
    assert_eq!([&cell["speech_rows"], &cell["unsure_rows"]], [&rows.len().to_string(), &unsure.len().to_string()]);
    if !rows.is_empty() {
        let nobody = rows.iter().filter(|row| row["speaker"].is_empty()).count();
        assert!(is_share(&cell["share_unattributed"], nobody, rows.len()));
    }
    let excluded = |row: &&Line| row["genre"] == "opinion";
    assert!(unsure.iter().all(|row| row["counted"] == if excluded(row) { "opinion" } else { "unsure" }));
    assert!(rows.iter().all(|row| row["counted"] != "unsure"));
}

proptest! {
    #[test]
    fn speakers_and_about_follow_from_the_sentences(
        articles in any_corpus(),
        least in prop::sample::select(vec![Score(0), Score(0), Score(5_000), Score(8_000), Score(10_000)]),
    ) {
        let files = report(&Config { min_confidence: least, ..config() }, &articles);
        let sentences = lines(&files, "data/sentences.csv");
        let speakers = lines(&files, "speakers.csv");
        speakers.iter().for_each(|cell| check_speaker(cell, &sentences));
        lines(&files, "about.csv").iter().for_each(|cell| check_actor(cell, &sentences));

        // No counted sentence of a speaker is missing from the table, and each stands in the speaker's file if there is one.
        let total = |column: &str| speakers.iter().filter(|cell| cell["manner"] == "all").map(|cell| integer(&cell[column])).sum::<i64>();
        let counted = |row: &&Line| row["voice"] == "speech" && row["counted"] == "yes" && !row["speaker"].is_empty();
        prop_assert_eq!(total("sentences"), sentences.iter().filter(counted).count() as i64);
        let known = sentences.iter().filter(counted).filter(|row| row["known"] == "true").count();
        let statements: usize = files.keys().filter(|name| name.starts_with("speakers/")).map(|name| lines(&files, name).len()).sum();
        prop_assert!(statements >= known);

        let heard = |row: &&Line| row["voice"] == "speech" && ["yes", "no_words"].contains(&row["counted"].as_str());
        let heard = sentences.iter().filter(heard).filter(|row| !row["speaker"].is_empty()).count();
        prop_assert_eq!(lines(&files, "relays.csv").iter().map(|cell| integer(&cell["sentences"])).sum::<i64>(), heard as i64);

        let articles = lines(&files, "data/articles.csv");
        let coverage = lines(&files, "coverage.csv");
        let sum = |lines: &[Line], column: &str| lines.iter().map(|line| integer(&line[column])).sum::<i64>();
        coverage.iter().for_each(|cell| check_outlet(cell, &sentences, least));
        prop_assert_eq!(sum(&coverage, "articles"), articles.len() as i64);
        prop_assert_eq!(sum(&coverage, "sentences"), sum(&articles, "sentences"));
        prop_assert_eq!(sum(&coverage, "words"), sum(&articles, "words"));
    }

    #[test]
    fn every_table_is_as_its_description_says(articles in any_corpus()) {
        let files = report(&config(), &articles);
        let package: serde_json::Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
        let mut described = BTreeSet::from(["datapackage.json".to_owned(), "report.html".to_owned()]);
        for resource in package["resources"].as_array().unwrap() {
            let paths = resource["path"].as_array().cloned().unwrap_or_else(|| vec![resource["path"].clone()]);
            for path in paths {
                let path = path.as_str().unwrap();
                check_types(&files, path, resource);
                described.insert(path.to_owned());
            }
        }
        prop_assert_eq!(described, files.into_keys().collect::<BTreeSet<String>>());
    }
}

/// The header is the list of fields, every cell has its field's type, and the key is one.
fn check_types(files: &Files, path: &str, resource: &serde_json::Value) {
    let text = std::str::from_utf8(&files[path]).unwrap();
    assert_eq!(text.starts_with('\u{feff}'), !path.starts_with("data/"), "{path}");
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(header, names, "{path}");
    assert!(fields.iter().all(|field| field["description"].as_str().is_some_and(|text| text.len() > 2)));
    let key = resource["schema"]["uniqueKeys"][0].as_array().cloned().unwrap_or_default();
    let key: Vec<usize> = key.iter().map(|name| names.iter().position(|other| name == other).unwrap()).collect();
    let mut keys = BTreeSet::new();
    for record in reader.records() {
        let record = record.unwrap();
        for (cell, field) in record.iter().zip(fields).filter(|(cell, _)| !cell.is_empty()) {
            let fits = match field["type"].as_str().unwrap() {
                "integer" => cell.parse::<u64>().is_ok(),
                "number" => cell.parse::<f64>().is_ok() && cell.contains('.') && cell.parse::<f64>() != Ok(-0.0),
                "boolean" => cell == "true" || cell == "false",
                "date" => cell.len() == 10,
                _ => true,
            };
            assert!(fits || cell == "0.0000" || cell == "0.000000", "{path}: {cell:?} in {field}");
        }
        let identity: Vec<String> = key.iter().map(|&at| record[at].to_owned()).collect();
        assert!(key.is_empty() || keys.insert(identity), "{path}: the key is not one");
    }
}
