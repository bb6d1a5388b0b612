//! Lines that are no report: a study's own patterns, lines that `tone check` finds, and the agency that a credit names. The articles are
//! written for the project.

mod support;

use serde_json::Value;
use std::fmt::Write;
use support::{Dir, code, stderr, stdout};
use tone::config::{Config, parse};
use tone::text::boilerplate::Boilerplate;

const FOOTER: &str = "Polar Post is read by those who like the cold.";

fn study(text: &str) -> Config {
    parse(text, std::path::Path::new("tone.toml")).unwrap_or_else(|error| panic!("{error}"))
}

/// The articles that `annotate` prints.
fn annotated(dir: &Dir, arguments: &[&str]) -> Vec<Value> {
    let output = dir.run(&[&["annotate"], arguments].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let lines = stdout(&output);
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["rows"].is_array()).collect()
}

/// The texts of an article's rows of boilerplate.
fn boilerplate(article: &Value) -> Vec<String> {
    let rows = article["rows"].as_array().unwrap().iter().filter(|row| row["voice"] == "boilerplate");
    rows.map(|row| row["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_study_names_its_own_lines() {
    let dir = Dir::new();
    let text = format!("Cold snap\n\nIt was cold, Mina Example said.\n\n{FOOTER}\n\nSo it goes. That’s all.\n");
    dir.file("plain/a.txt", &text)
        .file("own/a.txt", &text)
        .file("own/tone.toml", "[boilerplate]\npatterns = [\n  \"polar post is *\",\n  \"That's all.\",\n]\n");
    let [plain, own] = ["plain", "own"].map(|folder| annotated(&dir, &[folder]).remove(0));
    assert_eq!(boilerplate(&plain), [""; 0]);
    assert_eq!(boilerplate(&own), [FOOTER, "That’s all."], "a paragraph, and a mark of the end");
    assert_ne!(plain["engine"], own["engine"], "rows depend on it");
}

#[test]
fn a_study_s_lines_are_no_title_and_hide_no_dateline() {
    let dir = Dir::new();
    let text = format!("{FOOTER}\n\nCold Snap\n\nOSLO (Reuters) - It was cold, Mina Example said.\n");
    let line = format!("[boilerplate]\npatterns = [\"{FOOTER}\"]\n[columns]\ntext = \"body\"\n");
    let record =
        serde_json::json!({"source": "Polar Post", "body": format!("{FOOTER}\nOSLO (Reuters) - It was cold.")});
    dir.file("c/a.txt", text).file("c/b.jsonl", record.to_string()).file("c/tone.toml", line);
    let articles = annotated(&dir, &["c"]);
    assert_eq!((&articles[0]["title"], &articles[0]["outlet"]), (&Value::from("Cold Snap"), &Value::from("Reuters")));
    assert_eq!(articles[1]["wire"], "Reuters");
}

#[test]
fn patterns_are_printed_and_read_back() {
    let dir = Dir::new();
    dir.file("tone.toml", "[boilerplate]\npatterns = [\"Polar Post is *\"]\n");
    let output = dir.run(&["check", "--config", "tone.toml", "--show-config"]);
    let printed = stdout(&output);
    assert!(printed.contains("\n[boilerplate]\npatterns = [\"Polar Post is *\"]  # tone.toml\n"), "{printed}");
    assert_eq!(study(&printed).boilerplate, ["Polar Post is *"]);
    assert_eq!(study(&printed).rows_hash(), study("[boilerplate]\npatterns = [\"Polar Post is *\"]").rows_hash());
    assert_ne!(study(&printed).rows_hash(), study("").rows_hash());
}

#[test]
fn what_is_built_in_stays_beside_a_study_s_own() {
    let own = Boilerplate::with(&["Polar Post is *".to_owned(), "*snow*frost*".to_owned()]);
    for text in ["Polar Post is cold.", "Much snow, some frost, no sun", "Advertisement", "Photo by Mina Example"] {
        assert!(own.has(text), "{text}");
    }
    assert!(!own.has("Frost came before snow.") && !Boilerplate::built_in().has("Polar Post is cold."));
}

/// What the page of `check` says of repeated lines.
fn repeated(page: &str) -> Option<&str> {
    let start = page.find("\nLines that an outlet repeats")?;
    let end = page[start..].find("\na run would").map_or(page.len(), |at| start + at);
    Some(&page[start..end])
}

/// Records of an outlet, each with its own words, and a line in all of them.
fn records(outlet: &str, numbers: std::ops::Range<usize>, line: &str) -> String {
    numbers.fold(String::new(), |mut all, number| {
        let text =
            format!("On day {number} it was cold, and the harbour froze, and nobody came.\n{line}\nIt said:\nEnditem");
        let record = serde_json::json!({"id": format!("{outlet} {number}"), "source": outlet, "text": text});
        writeln!(all, "{record}").unwrap();
        all
    })
}

#[test]
fn check_lists_what_an_outlet_repeats_and_what_it_prints_works() {
    let dir = Dir::new();
    let long = "Polar Post is read by those who like the cold, and by those who have to \"live\" in it all the year.";
    dir.file("c/a.jsonl", records("Polar Post", 0..30, FOOTER))
        .file("c/b.jsonl", records("Hill Post", 30..50, long))
        .file("c/c.jsonl", records("Few", 50..69, "Few say this."))
        .file("c/d.jsonl", records("Wire", 70..71, "A story printed often.").repeat(40))
        .file("c/tone.toml", "base = \"none\"\n");
    let page = stdout(&dir.run(&["check", "c"]));
    let told = repeated(&page).unwrap_or_else(|| panic!("{page}"));
    let patterns = format!(
        "[boilerplate]\npatterns = [\n  # Hill Post\n  \"Polar Post is read by those who like the cold, and *\",  # 20 texts\n  # Polar Post\n  \"{FOOTER}\",  # 30 texts\n]\n"
    );
    assert!(told.contains(&patterns), "{told}");
    assert!(told.contains("paste into tone.toml") && !told.contains("Few") && !told.contains("printed often"));
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");

    dir.file("c/tone.toml", format!("base = \"none\"\n{patterns}"));
    let page = stdout(&dir.run(&["check", "c"]));
    assert_eq!(repeated(&page), None, "what was pasted is known: {page}");
    let first = &annotated(&dir, &["c/a.jsonl", "--config", "c/tone.toml"])[0];
    assert_eq!(boilerplate(first), [FOOTER, "Enditem"]);

    dir.file("c/tone.toml", "base = \"none\"\n[boilerplate]\npatterns = [\"Something else\"]\n");
    let page = stdout(&dir.run(&["check", "c"]));
    let told = repeated(&page).unwrap_or_else(|| panic!("{page}"));
    assert!(told.contains("add to `patterns`") && !told.contains("patterns = ["), "{told}");
}

#[test]
fn repeated_lines_do_not_depend_on_threads_or_the_order_of_files() {
    let dir = Dir::new();
    for (number, name) in ["a", "b", "c", "d"].iter().enumerate() {
        let part = records("Polar Post", number * 10..number * 10 + 10, FOOTER);
        dir.file(&format!("one/{name}.jsonl"), &part);
        dir.file(&format!("two/{}{name}.jsonl", 9 - number), &part);
    }
    let pages = [["one", "1"], ["one", "3"], ["two", "2"]].map(|[folder, jobs]| {
        let page = stdout(&dir.run(&["check", folder, "-j", jobs]));
        repeated(&page).unwrap_or_else(|| panic!("{page}")).to_owned()
    });
    assert!(pages[0].contains("# 40 texts") && pages.iter().all(|page| *page == pages[0]), "{pages:?}");
}

#[test]
fn a_credit_names_the_wire_where_no_dateline_does() {
    let dir = Dir::new();
    let wires = [
        ("OSLO (AFP) - It was cold.\nCopyright 2019 The Associated Press. All rights reserved.", "AFP"),
        ("OSLO - It was cold.\nCopyright 2019 The Associated Press. All rights reserved.", "Associated Press"),
        ("By Mina Example, Associated Press\nIt was cold.", "Associated Press"),
        ("It was cold.\n(Reporting by Mina Example; Editing by Max Muster)", "Reuters"),
        ("It was cold. (Yonhap)", "Yonhap"),
        ("It was cold.\nSource: Xinhua\nShare", "Xinhua"),
        ("It was cold.\nThe Associated Press contributed to this report.", ""),
        ("It was cold.\nPhoto by Mina Example, AP", ""),
        ("Source: AP\nIt was cold.\nVery cold.\nToo cold.\nSo it was said.", ""),
    ];
    let records = wires.iter().enumerate().map(|(number, (text, _))| {
        serde_json::json!({"id": number, "source": "Polar Post", "text": text}).to_string() + "\n"
    });
    dir.file("a.jsonl", records.collect::<String>());
    let articles = annotated(&dir, &["a.jsonl"]);
    for (article, (text, wire)) in articles.iter().zip(wires) {
        assert_eq!(article["wire"], wire, "{text}");
    }
}
