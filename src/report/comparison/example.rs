//! Comparisons of small invented corpora, as a person would read them.

#![cfg(test)]

use crate::article::Genre;
use crate::config::{Comparison, Config, Event, Measure, Period, Wording};
use crate::dictionary::set::{Category, FrameSet, Pattern};
use crate::partial::sample::{article, config, narration, speech};
use crate::report::render::render;
use crate::report::study::Study;
use crate::row::{FrameHit, Manner, Row};
use crate::span::Span;
use crate::spool::Analysed;
use crate::tone::scorer::Profile;
use std::collections::BTreeMap;

type Line = BTreeMap<String, String>;

/// A table's lines by column.
fn table(config: &Config, articles: &[Analysed], name: &str) -> Vec<Line> {
    let study = Study {
        config,
        profile: Profile::News,
        duplicates: BTreeMap::new(),
        coded: None,
        page: true,
        warnings: Vec::new(),
    };
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    render(&study, &mut articles.to_vec(), &mut files).unwrap();
    let text = std::str::from_utf8(&files[name]).unwrap().trim_start_matches('\u{feff}');
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|line| line.unwrap()).collect()
}

fn cells<'a>(line: &'a Line, columns: &[&str]) -> Vec<&'a str> {
    columns.iter().map(|column| line[*column].as_str()).collect()
}

fn declare(measure: Measure, speaker: &str) -> Comparison {
    let groups = ["harbour", "hill"].map(str::to_owned);
    Comparison { measure, speaker: speaker.into(), groups, ..Comparison::default() }
}

/// Articles of a group, each of one sentence of narration and one of speech with these scores; no two have words in common.
fn articles(group: &str, outlet: &str, tones: &[(i32, i32)]) -> Vec<Analysed> {
    let one = |(at, &(own, said)): (usize, &(i32, i32))| {
        let words =
            |kind: &str| (0..8).map(|word| format!("{kind}{at}x{word}{}", &outlet[..2])).collect::<Vec<_>>().join(" ");
        let rows = vec![narration(1, &words("n"), own), speech(2, 1, "Mara Lin", &words("s"), said, Manner::Indirect)];
        article(&format!("{group}-{at}"), group, outlet, rows)
    };
    tones.iter().enumerate().map(one).collect()
}

fn corpus() -> Vec<Analysed> {
    let mut all =
        articles("harbour", "Harbour Daily", &[(500, 4_000), (700, 5_000), (600, 6_000), (800, 5_500), (400, 4_500)]);
    all.extend(articles("hill", "Hill Post", &[(-500, 4_100), (-700, 5_000), (-600, 6_100)]));
    all.extend(
        articles("hill", "Valley Times", &[(-800, 5_400), (-400, 4_400)])
            .into_iter()
            .map(|article| Analysed { id: format!("valley-{}", article.id), ..article }),
    );
    all
}

#[test]
fn a_declared_difference_is_tested_exactly_and_told_in_fixed_words() {
    let comparisons = vec![declare(Measure::OutletVoice, ""), declare(Measure::Tone, "Mara Lin")];
    let config = Config { comparisons, ..config() };
    let lines = table(&config, &corpus(), "comparisons.csv");
    let columns = ["id", "measure", "difference", "p", "p_adjusted", "adjustment", "cliffs_delta", "verdict", "flags"];
    // All 252 ways to choose five of ten articles: only this one and its mirror are as far apart.
    let few = "few_articles|one_outlet";
    let voice = ["declared-1", "outlet_voice", "0.120000", "0.007937", "0.015873", "holm", "1.000000", "higher", few];
    assert_eq!(cells(&lines[0], &columns), voice);
    assert_eq!(cells(&lines[1], &["speaker", "manner", "verdict"]), ["Mara Lin", "all", "cannot tell"]);
    assert_eq!(lines.len(), 2, "what is declared is not asked twice");
    let figures = table(&config, &corpus(), "data/comparisons.csv");
    assert_eq!(cells(&figures[0], &["labelings", "exact", "clusters_a", "outlets_b"]), ["252", "true", "5", "2"]);
}

#[test]
fn without_a_declaration_the_same_is_asked_and_called_exploratory() {
    let lines = table(&config(), &corpus(), "comparisons.csv");
    let asked: Vec<_> = lines.iter().map(|line| cells(line, &["id", "declared", "measure", "speaker"])).collect();
    let expected = [["exploratory-1", "false", "outlet_voice", ""], ["exploratory-2", "false", "tone", "Mara Lin"]];
    assert_eq!(asked, expected);
    assert!(table(&config(), &corpus(), "robustness.csv").is_empty());
}

#[test]
fn too_few_articles_are_described_and_not_tested() {
    let mut few = articles("harbour", "Harbour Daily", &[(500, 0)]);
    few.extend(articles("hill", "Hill Post", &[(-500, 0), (-700, 0), (-600, 0)]));
    let config = Config { comparisons: vec![declare(Measure::OutletVoice, "")], ..config() };
    let line = &table(&config, &few, "comparisons.csv")[0];
    assert_eq!(cells(line, &["mean_a", "mean_b", "difference"]), ["0.050000", "-0.060000", "0.110000"]);
    let columns = ["ci_low", "p", "p_adjusted", "adjustment", "delta_low", "verdict"];
    assert_eq!(cells(line, &columns), ["", "", "", "", "", "cannot tell"]);
    assert_eq!(line["flags"], "few_articles|one_article|below_min_articles|one_outlet");
}

#[test]
fn a_group_without_an_article_has_an_answer_without_figures() {
    let only = articles("harbour", "Harbour Daily", &[(500, 0), (600, 0)]);
    let config = Config { comparisons: vec![declare(Measure::OutletVoice, "")], ..config() };
    let line = &table(&config, &only, "comparisons.csv")[0];
    assert_eq!(cells(line, &["articles_b", "mean_b", "difference", "p", "verdict"]), ["0", "", "", "", "cannot tell"]);
    assert_eq!(table(&config, &[], "comparisons.csv").len(), 1);
}

#[test]
fn articles_that_all_agree_have_a_point_and_no_test() {
    let mut flat = articles("harbour", "Harbour Daily", &[(500, 0); 5]);
    flat.extend(articles("hill", "Hill Post", &[(0, 0); 5]));
    let config = Config { comparisons: vec![declare(Measure::OutletVoice, "")], ..config() };
    let line = &table(&config, &flat, "comparisons.csv")[0];
    assert_eq!(cells(line, &["ci_low", "ci_high", "p", "verdict"]), ["0.050000", "0.050000", "", "cannot tell"]);
    assert!(line["flags"].contains("zero_variance"));
}

#[test]
fn a_story_on_both_sides_ties_them() {
    let mut all = corpus();
    let story: String = (0..30).map(|word| format!("story{word} ")).collect();
    let told = |id: &str, group: &str, outlet: &str| article(id, group, outlet, vec![narration(1, &story, 300)]);
    all.extend([told("z1", "harbour", "Harbour Daily"), told("z2", "hill", "Hill Post")]);
    let config = Config { comparisons: vec![declare(Measure::OutletVoice, "")], ..config() };
    let line = &table(&config, &all, "comparisons.csv")[0];
    assert!(line["flags"].contains("shared_stories"), "{}", line["flags"]);
    assert_eq!(line["articles_a"], "6");
    let figures = &table(&config, &all, "data/comparisons.csv")[0];
    assert_eq!(cells(figures, &["labelings", "exact"]), ["4999", "false"]);
    let sentences = table(&config, &all, "data/sentences.csv");
    assert!(sentences.iter().filter(|row| row["cluster"] == "z1").count() == 2);
    let warned = table(&config, &all, "warnings.csv");
    assert!(warned.iter().any(|line| line["code"] == "W12" && line["value"] == "2"));
}

#[test]
fn a_declared_comparison_is_looked_at_under_other_choices() {
    let comparisons = vec![declare(Measure::Tone, "Mara Lin"), declare(Measure::ShareAttributed, "")];
    let lines = table(&Config { comparisons, ..config() }, &corpus(), "robustness.csv");
    let choices =
        |id: &str| lines.iter().filter(|line| line["id"] == id).map(|line| line["choice"].clone()).collect::<Vec<_>>();
    assert_eq!(choices("declared-1").len(), 6);
    assert_eq!(choices("declared-2"), ["as is", "equal weight to outlets", "one vote an article"]);
    // The outlets of the hill have means of .506667 and .49: .498333 if they weigh the same.
    let equal = lines.iter().find(|line| line["choice"] == "equal weight to outlets").unwrap();
    assert_eq!(equal["difference"], "0.001667");
}

#[test]
fn within_events_only_what_both_cover_is_compared() {
    let dated = |article: Analysed, at: usize| {
        let event = if at % 5 < 2 { "vote" } else { "fair" };
        Analysed { event: event.into(), ..article }
    };
    let all: Vec<Analysed> = corpus().into_iter().enumerate().map(|(at, article)| dated(article, at)).collect();
    let event = |key: &str| Event { key: key.into(), ..Event::default() };
    let at_the_fair = Comparison { event: "fair".into(), ..declare(Measure::OutletVoice, "") };
    let comparisons = vec![declare(Measure::OutletVoice, ""), at_the_fair];
    let config = Config { comparisons, events: vec![event("vote"), event("fair")], ..config() };
    let lines = table(&config, &all, "comparisons.csv");
    // The vote: .06 and -.06, two articles; the fair: .06 and -.06, three.
    assert_eq!(cells(&lines[0], &["within_event_difference", "event"]), ["0.120000", ""]);
    assert_eq!(cells(&lines[1], &["articles_a", "articles_b", "event"]), ["3", "3", "fair"]);
}

#[test]
fn manners_and_actors_are_told_apart() {
    let comparisons = vec![
        Comparison { manner: Wording::Quoted, ..declare(Measure::Tone, "Mara Lin") },
        declare(Measure::About("Otto Berg".into()), ""),
    ];
    let mut all = corpus();
    all[0].rows[0].actors = vec!["Otto Berg".into()];
    let lines = table(&Config { comparisons, ..config() }, &all, "comparisons.csv");
    assert_eq!(cells(&lines[0], &["manner", "articles_a"]), ["quoted", "0"]);
    assert_eq!(cells(&lines[1], &["measure", "articles_a", "mean_a"]), ["about:Otto Berg", "1", "0.050000"]);
}

fn sea() -> Config {
    let category = |name: &str, validated, globs: &[&str]| Category {
        name: name.into(),
        validated,
        patterns: globs.iter().map(|&glob| Pattern::new(glob)).collect(),
    };
    let categories = vec![category("calm", true, &["sun", "still*"]), category("rough", false, &["storm"])];
    Config { frames: vec![FrameSet { name: "sea".into(), categories }], ..config() }
}

#[test]
fn frames_are_rates_of_what_was_found_where() {
    let mut all = corpus();
    let hit = |row: &mut Row, pattern: u32, at| {
        row.frames = vec!["sea.calm".into()];
        row.frame_hits.push(FrameHit { frame: 0, pattern, span: Span::new(at, at + 3) });
    };
    hit(&mut all[0].rows[0], 0, 0);
    hit(&mut all[0].rows[0], 1, 4);
    hit(&mut all[1].rows[1], 0, 0);
    let lines = table(&sea(), &all, "frames.csv");
    assert_eq!(lines.len(), 2 * 2 * 3);
    let columns = [
        "category",
        "group",
        "scope",
        "sentences",
        "sentences_hit",
        "share",
        "articles_hit",
        "hits_per_1000_words",
        "top_patterns",
    ];
    assert_eq!(
        [cells(&lines[0], &columns), cells(&lines[2], &columns)],
        [
            ["calm", "harbour", "outlet_voice", "5", "1", "0.200000", "1", "133.333333", "sun 1|still* 1"],
            ["calm", "harbour", "all", "10", "2", "0.200000", "1", "31.578947", "sun 2|still* 1"],
        ]
    );
    assert_eq!(
        cells(&lines[9], &["category", "group", "sentences_hit", "validated", "ci_low"]),
        ["rough", "hill", "0", "false", "0.000000"]
    );
    let asked: Vec<String> =
        table(&sea(), &all, "comparisons.csv").iter().map(|line| line["measure"].clone()).collect();
    assert_eq!(asked, ["outlet_voice", "tone", "frame:sea.calm"], "what is not validated is not asked unasked");
}

#[test]
fn a_word_that_one_article_repeats_is_no_keyword() {
    let harbour =
        ["peace calm calm calm calm calm", "peace calm calm calm calm calm", "peace", "peace tea tea", "peace"];
    let often = |words: &str| {
        words
            .replace("peace", &"peace ".repeat(5))
            .replace("tea", &"tea ".repeat(8))
            .replace("storm", &"storm ".repeat(5))
    };
    let of_harbour = harbour.map(|words| ("harbour", "Harbour Daily", often(words)));
    let all = of_harbour.into_iter().chain(["storm"; 5].map(|word| ("hill", "Hill Post", often(word))));
    let one = |(at, (group, outlet, words)): (usize, (&str, &str, String))| {
        // Words of its own, so that no article is near to another.
        let own: String = (0..20).map(|word| format!(" w{at}x{word} the")).collect();
        article(&format!("{group}-{at}"), group, outlet, vec![narration(1, &format!("{words}{own}"), 0)])
    };
    let all: Vec<Analysed> = all.enumerate().map(one).collect();
    let lines = table(&config(), &all, "keywords.csv");
    let words: Vec<&str> = lines.iter().map(|line| line["word"].as_str()).collect();
    assert_eq!(words, ["peace", "storm"], "neither tea, which one article has, nor calm, which two have");
    assert_eq!(cells(&lines[0], &["count_a", "count_b", "articles_a", "level_a"]), ["25", "0", "5", "harbour"]);
    assert!(lines[0]["example"].starts_with("peace peace peace"));
}

#[test]
fn a_day_without_a_word_is_a_row_of_zeros() {
    let on = |at: usize, date: &str| {
        let mut article = corpus()[at].clone();
        article.date = date.into();
        article
    };
    let all = [on(0, "2021-05-04"), on(1, "2021-05-06"), on(2, "2021-05-06")];
    let lines = table(&config(), &all, "timeline.csv");
    let told: Vec<_> = lines.iter().map(|line| cells(line, &["period", "sentences", "mean_tone", "flags"])).collect();
    let expected = [
        ["2021-05-04", "1", "0.400000", "few_articles|one_article"],
        ["2021-05-05", "0", "", ""],
        ["2021-05-06", "2", "0.550000", "few_articles"],
    ];
    assert_eq!(told, expected);
    let far = table(&config(), &[on(0, "1921-05-04"), on(1, "2021-08-06")], "timeline.csv");
    assert_eq!(far.len(), 2, "a mistyped year makes no thousand rows");
    let weeks = Config { period: Period::Week, ..config() };
    let weeks = table(&weeks, &[on(0, "2021-05-04"), on(1, "2021-08-06")], "timeline.csv");
    assert_eq!((weeks[0]["period"].as_str(), weeks.len()), ("2021-05-03", 14), "weeks by their Mondays");
}

#[test]
fn a_question_is_not_asked_again_the_other_way_round() {
    let turned = Comparison { groups: ["hill", "harbour"].map(str::to_owned), ..declare(Measure::OutletVoice, "") };
    let lines = table(&Config { comparisons: vec![turned], ..config() }, &corpus(), "comparisons.csv");
    let measures: Vec<&str> = lines.iter().map(|line| line["measure"].as_str()).collect();
    assert_eq!(measures, ["outlet_voice", "tone"]);
    assert_eq!((lines[0]["difference"].as_str(), lines[0]["verdict"].as_str()), ("-0.120000", "lower"));
}

#[test]
fn a_choice_that_changes_nothing_changes_no_figure() {
    let mut all = corpus();
    all.extend(
        articles("hill", "Far Mail", &[(-900, 4_000), (-650, 4_200), (-300, 5_000)])
            .into_iter()
            .map(|article| Analysed { id: format!("z-{}", article.id), ..article }),
    );
    let config = Config { comparisons: vec![declare(Measure::Tone, "Mara Lin")], ..config() };
    let lines = table(&config, &all, "robustness.csv");
    let columns = ["difference", "ci_low", "p"];
    assert_eq!(cells(&lines[0], &columns), cells(&lines[1], &columns));
}

#[test]
fn a_group_of_opinion_alone_is_compared_with_nobody() {
    let mut all = corpus();
    let opinion = article("z", "other", "Far Gazette", vec![narration(1, "a word", 0)]);
    all.push(Analysed { genre: Genre::Opinion, ..opinion });
    let config = Config { groups: Vec::new(), ..config() };
    let lines = table(&config, &all, "comparisons.csv");
    assert!(lines.iter().all(|line| line["level_a"] != "other" && line["level_b"] != "other"));
}

#[test]
fn copies_of_a_story_are_one_article_in_keywords() {
    let text = |at: usize, words: &str| {
        let own: String = (0..20).map(|word| format!(" w{at}x{word} the")).collect();
        vec![narration(1, &format!("{words}{own}"), 0)]
    };
    let wire: String = (0..60).map(|word| format!("wire{word} ")).collect();
    let mut all = Vec::new();
    for at in 0..6 {
        all.push(article(&format!("a{at}"), "harbour", "Harbour Daily", text(at, &"peace ".repeat(6))));
        all.push(article(&format!("b{at}"), "harbour", "Harbour Daily", vec![narration(1, &wire, 0)]));
        all.push(article(&format!("c{at}"), "hill", "Hill Post", text(at + 50, &"storm ".repeat(6))));
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let lines = table(&config(), &all, "keywords.csv");
    assert_eq!(lines.iter().map(|line| line["word"].as_str()).collect::<Vec<_>>(), ["peace", "storm"]);
    assert_eq!(lines[0]["count_a"], "36");
}

#[test]
fn a_thousand_groups_are_each_told_and_eight_compared() {
    let one = |at: usize| {
        article(
            &format!("a{at:04}"),
            &format!("g{at:04}"),
            "Hill Post",
            vec![narration(1, &format!("Word{at} is open"), 100)],
        )
    };
    let all: Vec<Analysed> = (0..1_000).map(one).collect();
    let config = Config { groups: Vec::new(), ..sea() };
    assert_eq!(table(&config, &all, "comparisons.csv").len(), 8);
    assert_eq!(table(&config, &all, "frames.csv").len(), 2 * 3 * 1_000);
    assert!(table(&config, &all, "warnings.csv").iter().any(|line| line["code"] == "W27" && line["value"] == "992"));
}

#[test]
fn without_dates_there_is_no_time() {
    let undated: Vec<Analysed> =
        corpus().into_iter().map(|article| Analysed { date: String::new(), ..article }).collect();
    assert!(table(&config(), &undated, "timeline.csv").is_empty());
    let lines = table(&config(), &undated, "comparisons.csv");
    assert!(
        lines.iter().all(|line| !line["flags"].contains("no_overlap") && line["within_event_difference"].is_empty())
    );
}
