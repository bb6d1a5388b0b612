//! The tables of a small invented corpus, as a person would read them.

#![cfg(test)]

use super::render::render;
use super::study::Study;
use super::summary::Summary;
use crate::article::Genre;
use crate::config::Config;
use crate::limits::CELL_CHARS;
use crate::partial::sample::{article, config, narration, speech};
use crate::row::{CueClass, Manner, Row, Voice};
use crate::score::Score;
use crate::spool::Analysed;
use crate::tone::scorer::Profile;
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

/// Two groups on the opening of a harbour: a relay, a source, joint speakers, an opinion piece, an unresolved voice.
fn corpus() -> Vec<Analysed> {
    let direct = |sentence, speaker, words, tone| speech(sentence, sentence, speaker, words, tone, Manner::Direct);
    let relayed = Row { via: vec!["Harbour Daily".into()], ..direct(1, "Mara Lin", "“The port is open”", 6_000) };
    let joint = Row { row: 1, ..speech(2, 2, "Otto Berg", "We agree", 3_000, Manner::Indirect) };
    let source = Row { cue_class: Some(CueClass::Distancing), ..direct(3, "Harbour Daily", "ships waited", -1_000) };
    let wordless = Row { tone: None, vader: None, ..direct(2, "Mara Lin", "—", 0) };
    let opinion = direct(1, "Mara Lin", "“It is a shame”", -9_000);
    vec![
        article(
            "a1",
            "harbour",
            "Harbour Daily",
            vec![direct(1, "Mara Lin", "“The port is open”", 5_000), wordless, narration(3, "It rained", 0)],
        ),
        article(
            "b1",
            "hill",
            "Hill Post",
            vec![relayed, speech(2, 2, "Mara Lin", "We agree", 3_000, Manner::Indirect), joint, source],
        ),
        Analysed { genre: Genre::Opinion, ..article("b2", "hill", "Hill Post", vec![opinion]) },
        article("c1", "other", "=Far Gazette", vec![direct(1, "", "“Go home”", -2_000)]),
    ]
}

fn report(config: &Config, articles: &[Analysed]) -> (Files, Summary) {
    let duplicates = BTreeMap::from([(("hill".to_owned(), "Hill Post".to_owned()), 2)]);
    let study = Study { config, profile: Profile::News, duplicates, coded: None, page: true, warnings: Vec::new() };
    let mut files = Files::new();
    let summary = render(&study, &mut articles.to_vec(), &mut files).unwrap();
    (files, summary)
}

/// The lines of a table without its header.
fn lines(files: &Files, name: &str) -> Vec<String> {
    let text = String::from_utf8(files[name].clone()).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn speakers_are_ordered_by_the_configuration_and_carry_their_caveats() {
    let (files, _) = report(&config(), &corpus());
    let table = lines(&files, "speakers.csv");
    let keys: Vec<String> = table.iter().map(|line| line.split(',').take(3).collect::<Vec<_>>().join(" ")).collect();
    let expected = [
        "Mara Lin harbour all",
        "Mara Lin harbour quoted",
        "Mara Lin hill all",
        "Mara Lin hill quoted",
        "Mara Lin hill paraphrased",
        "Otto Berg hill all",
        "Otto Berg hill paraphrased",
        "Harbour Daily hill all",
        "Harbour Daily hill quoted",
    ];
    assert_eq!(keys, expected);
    let hill = "Mara Lin,hill,all,true,person,coast,1,1,2,2,0.450000,,,0.225000,0.450000,0.450000,1.000000,0.000000,1.000000,1.000000,0.000000,0,few_articles|one_article|one_outlet";
    assert_eq!(table[2], hill);
}

#[test]
fn relays_tell_own_reporting_relay_and_source_apart() {
    let (files, _) = report(&config(), &corpus());
    let expected = [
        "Mara Lin,,Harbour Daily,harbour,,own reporting,2,1,1.000000,0.500000,,",
        "Mara Lin,,Hill Post,hill,,own reporting,1,1,0.500000,0.300000,,",
        "Mara Lin,Harbour Daily,Hill Post,hill,relay,state,1,1,0.500000,0.600000,,",
        "Otto Berg,,Hill Post,hill,,own reporting,1,1,1.000000,0.300000,,",
        "Harbour Daily,,Hill Post,hill,source,state,1,1,1.000000,-0.100000,,",
    ];
    assert_eq!(lines(&files, "relays.csv"), expected);
}

#[test]
fn verbs_count_joint_speakers_of_a_side_once_and_every_side_apart() {
    let (files, _) = report(&config(), &corpus());
    let expected = [
        "harbour,coast,say,2,1.000000,neutral,1",
        "hill,coast,say,2,1.000000,neutral,1",
        "hill,,say,2,1.000000,neutral,1",
        "other,,say,1,1.000000,neutral,1",
    ];
    assert_eq!(lines(&files, "verbs.csv"), expected);
}

#[test]
fn coverage_counts_opinion_duplicates_and_unresolved_voices() {
    let (files, summary) = report(&config(), &corpus());
    let expected = [
        "harbour,Harbour Daily,1,0,0,1,0,2021-05-04,2021-05-04,1,3,12,0.666667,0.666667,2,0,0.000000,0.000000,1.000000,0.000000,1,1.000000,1",
        "hill,Hill Post,2,0,1,1,2,2021-05-04,2021-05-04,1,4,24,1.000000,0.750000,5,0,0.000000,0.000000,0.600000,0.400000,3,2.272727,0",
        "other,'=Far Gazette,1,0,0,1,0,2021-05-04,2021-05-04,1,1,3,1.000000,1.000000,1,0,1.000000,0.000000,0.000000,0.000000,0,,0",
    ];
    assert_eq!(lines(&files, "coverage.csv"), expected);
    let counts = summary.counts;
    assert_eq!(counts.unsure_rows, 0);
    assert_eq!((counts.articles, counts.duplicates, counts.speech_rows, counts.unresolved_rows), (4, 2, 8, 1));
    assert_eq!((counts.speakers, counts.statement_files, counts.statement_files_left_out), (3, 3, 0));
    assert_eq!(summary.speakers[0].sentences, 3);
}

#[test]
fn warnings_say_what_the_reader_must_know() {
    let (_, summary) = report(&config(), &corpus());
    let told: Vec<(&str, &str, &str)> =
        summary.warnings.iter().map(|warning| (warning.code, warning.scope.as_str(), warning.value.as_str())).collect();
    let expected = [
        ("W01", "exploratory", "1"),
        ("W02", "exploratory", "1"),
        ("W03", "harbour", "Harbour Daily"),
        ("W03", "hill", "Hill Post"),
        ("W05", "other", "1.000000"),
        ("W07", "corpus", "news"),
        ("W10", "harbour", "1"),
        ("W17", "corpus", ""),
        ("W20", "other", "1"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_speakers_file_holds_the_sentences_behind_the_figures() {
    let (files, _) = report(&config(), &corpus());
    let expected = [
        "2021-05-04,,harbour,Harbour Daily,a1,1,,direct,said,0.5000,0.2500,The port is open,\"“The port is open”, Mara Lin said.\",Harbour opens,",
        "2021-05-04,,hill,Hill Post,b1,1,Harbour Daily,direct,said,0.6000,0.3000,The port is open,\"“The port is open”, Mara Lin said.\",Harbour opens,",
        "2021-05-04,,hill,Hill Post,b1,2,,indirect,said,0.3000,0.1500,We agree,\"We agree, Mara Lin said.\",Harbour opens,",
    ];
    assert_eq!(lines(&files, "speakers/mara-lin.csv"), expected);
}

#[test]
fn a_sentence_too_long_for_a_cell_is_cut_with_a_warning_and_whole_in_the_data() {
    let long = "word ".repeat(CELL_CHARS / 4);
    let rows = vec![speech(1, 1, "Mara Lin", &long, 0, Manner::Indirect)];
    let (files, summary) = report(&config(), &[article("a", "hill", "Hill Post", rows)]);
    let cut = summary.warnings.iter().find(|warning| warning.code == "W19").unwrap();
    assert_eq!((cut.scope.as_str(), cut.value.as_str()), ("speakers/mara-lin.csv", "2"));
    assert!(lines(&files, "data/sentences.csv")[0].contains(&long));
}

#[test]
fn near_copies_in_one_outlet_count_once_in_the_mean_of_distinct_sentences() {
    let said = |words, tone| speech(1, 1, "Mara Lin", words, tone, Manner::Indirect);
    let articles = [
        article("a", "hill", "Hill Post", vec![said("It is open", 1_000)]),
        article("b", "hill", "Hill Post", vec![said("IT IS OPEN!", 3_000)]),
        article("c", "hill", "Valley Times", vec![said("It is open", 4_000)]),
    ];
    let (files, _) = report(&config(), &articles);
    let first = lines(&files, "speakers.csv")[0].clone();
    assert_eq!(first.split(',').nth(10), Some("0.266667"));
    assert_eq!(first.split(',').nth(15), Some("0.250000"));
}

#[test]
fn what_is_less_sure_than_wanted_is_in_coverage_alone() {
    let sure = |row, confidence| Row { confidence: Some(Score(confidence)), ..row };
    let said = |sentence, tone| speech(sentence, sentence, "Mara Lin", "It is open", tone, Manner::Indirect);
    let rows = vec![
        sure(said(1, 1_000), 7_000),
        Row { actors: vec!["Mara Lin".into()], ..sure(said(2, 9_000), 6_999) },
        Row { voice: Voice::Stance, ..sure(said(3, 9_000), 6_999) },
        sure(Row { tone: None, ..said(4, 0) }, 0),
        narration(5, "It rained", 0),
    ];
    let config = Config { min_confidence: Score(7_000), ..config() };
    let (files, summary) = report(&config, &[article("a", "hill", "Hill Post", rows)]);
    let speaker = lines(&files, "speakers.csv")[0].clone();
    assert!(speaker.starts_with("Mara Lin,hill,all,true,person,coast,1,1,1,1,0.100000,"), "{speaker}");
    assert!(speaker.ends_with(",0.000000,0,few_articles|one_article|one_outlet"), "{speaker}");
    assert_eq!(lines(&files, "relays.csv"), ["Mara Lin,,Hill Post,hill,,own reporting,1,1,1.000000,0.100000,,"]);
    assert_eq!(lines(&files, "verbs.csv"), ["hill,coast,say,1,1.000000,neutral,1"]);
    assert_eq!(lines(&files, "speakers/mara-lin.csv").len(), 1);
    assert!(lines(&files, "about.csv").is_empty());
    let coverage = lines(&files, "coverage.csv")[0].clone();
    assert!(coverage.contains(",5,26,0.600000,0.000000,1,2,0.000000,"), "{coverage}");
    assert_eq!((summary.counts.speech_rows, summary.counts.unsure_rows), (1, 2));
    let told = summary.warnings.iter().find(|warning| warning.code == "W26").map(|warning| warning.value.as_str());
    assert_eq!(told, Some("0.666667"));
    let counted: Vec<String> =
        lines(&files, "data/sentences.csv").iter().map(|line| line.split(',').nth(9).unwrap().to_owned()).collect();
    assert_eq!(counted, ["yes", "unsure", "unsure", "unsure", "yes"]);
}

#[test]
fn boilerplate_and_stance_are_in_no_mean() {
    let rows = vec![
        Row { voice: Voice::Boilerplate, ..narration(1, "Sign up", 9_000) },
        Row { voice: Voice::Stance, ..speech(2, 1, "Mara Lin", "It is open", 9_000, Manner::Indirect) },
        speech(3, 2, "Mara Lin", "It is open", 1_000, Manner::Indirect),
    ];
    let (files, _) = report(&config(), &[article("a", "hill", "Hill Post", rows)]);
    let first = lines(&files, "speakers.csv")[0].clone();
    let cells: Vec<&str> = first.split(',').collect();
    assert_eq!((cells[8], cells[10], cells[21]), ("1", "0.100000", "1"));
    let counted: Vec<String> =
        lines(&files, "data/sentences.csv").iter().map(|line| line.split(',').nth(9).unwrap().to_owned()).collect();
    assert_eq!(counted, ["boilerplate", "stance", "yes"]);
}
