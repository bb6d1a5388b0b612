//! Hand coding from end to end: a sample is drawn, coded by a script, validated, and taken into a report.

mod support;

use std::collections::BTreeMap;
use support::{Dir, code, stderr, tree};

type Line = BTreeMap<String, String>;

/// Words of praise, of neither, of blame; each has a figure that the program and the coder see alike.
const SAID: [&str; 3] =
    ["the result was a wonderful success", "the meeting begins on Tuesday", "the plan was a terrible failure"];

/// Twelve articles in each of two groups, with speech and narration in them.
fn corpus(dir: &Dir) {
    for (group, outlet) in [("coast", "Coast Herald"), ("hill", "Hill Post")] {
        for at in 0..12 {
            let (one, other) = (SAID[at % 3], SAID[(at / 3) % 3]);
            let text = format!(
                "The pier of {outlet} number {at} opened after {at} days of work near quay {group}{at}. Mayor Ann Lee of district {at} said that {one}. \
                 Visitors of house {at} came early and stayed late at {group}{at}. “We saw that {other},” said Otto Berg, who lives at {at} {group} road.\n"
            );
            dir.file(
                &format!("corpus/{group}/{at:02}.txt"),
                format!("outlet: {outlet}\ndate: 2021-05-{:02}\n\n{text}", at + 1),
            );
        }
    }
    let study = "base = \"none\"\n[groups]\ncoast = [\"Coast Herald\"]\nhill = [\"Hill Post\"]\n[speakers.\"Ann Lee\"]\nnames = [\"Mayor Lee\"]\n\
        [[comparison]]\nmeasure = \"outlet_voice\"\ngroups = [\"coast\", \"hill\"]\n";
    dir.file("corpus/tone.toml", study);
}

fn table(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// Fills a coder's file, item by item, with the cells that `code` gives for what the key has.
fn fill(dir: &Dir, file: &str, code: impl Fn(&Line, &Line) -> [String; 2]) {
    let key: BTreeMap<String, Line> =
        table(&dir.read("coding/key.csv")).into_iter().map(|line| (line["item"].clone(), line)).collect();
    let mut text = String::from("\u{feff}coder;item;words;tone;speaker;notes\r\n");
    for line in table(&dir.read(&format!("coding/{file}"))) {
        let [tone, speaker] = code(&line, &key[&line["item"]]);
        let words = line["words"].replace('"', "\"\"");
        text += &format!("{};{};\"{words}\";{tone};\"{speaker}\";\r\n", line["coder"], line["item"]);
    }
    dir.file(&format!("coding/{file}"), text);
}

/// A coder who sees what the program sees.
fn agreeing(_: &Line, key: &Line) -> [String; 2] {
    let tone = match key["machine_class"].as_str() {
        "positive" => "1",
        "negative" => "-1",
        _ => "0",
    };
    [tone.to_owned(), key["machine_speaker"].replace('|', "; ")]
}

fn sampled(options: &[&str]) -> Dir {
    let dir = Dir::new();
    corpus(&dir);
    let output = dir.run(&[&["sample", "-q", "corpus"], options].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    dir
}

#[test]
fn a_sample_is_blind_and_the_same_for_any_number_of_threads() {
    let dir = sampled(&["--jobs", "1", "--coders", "2"]);
    let output = dir.run(&["sample", "-q", "corpus", "--jobs", "3", "--coders", "2", "-o", "again"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(tree(&dir.path().join("coding")) == tree(&dir.path().join("again")));
    let other = dir.run(&["sample", "-q", "corpus", "--seed", "99", "--coders", "2", "-o", "other"]);
    assert_eq!(code(&other), 0);
    assert_ne!(dir.read("coding/key.csv"), dir.read("other/key.csv"));

    let (key, one) = (table(&dir.read("coding/key.csv")), dir.read("coding/coder-1.csv"));
    let header = "\u{feff}coder,item,before,sentence,after,words,tone,speaker,notes\r\n";
    assert!(one.starts_with(header), "{}", one.lines().next().unwrap());
    let (read, two) = (table(&one), table(&dir.read("coding/coder-2.csv")));
    assert!(read.iter().chain(&two).all(|line| line["tone"].is_empty() && line["speaker"].is_empty()));
    let shared = key.iter().filter(|line| line["coders"] == "1|2").count();
    assert_eq!((read.len() + two.len(), shared), (key.len() + shared, key.len() / 5));
    // The rows of a stratum stand for all of it.
    let weight: f64 = key.iter().map(|line| line["weight"].parse::<f64>().unwrap()).sum();
    let strata: BTreeMap<&String, f64> =
        key.iter().map(|line| (&line["stratum"], line["population"].parse().unwrap())).collect();
    assert!((weight - strata.values().sum::<f64>()).abs() < 1e-3);
    assert!(dir.read("coding/codebook.html").contains("Joint speakers"));
}

#[test]
fn a_sentence_that_no_cell_holds_is_not_drawn() {
    let dir = Dir::new();
    corpus(&dir);
    let long =
        format!("Mayor Ann Lee said that {} was a success.", "the plan of the coast and the hill, which ".repeat(900));
    dir.file("corpus/coast/long.txt", format!("outlet: Coast Herald\n\n{long} So it was.\n"));
    assert_eq!(code(&dir.run(&["sample", "-q", "--per-group", "400", "corpus"])), 0);
    assert!(dir.read("coding/key.csv").contains("coast/long,"), "its other sentence is drawn");
    fill(&dir, "coder-1.csv", agreeing);
    let output = dir.run(&["validate", "-q", "coding"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn no_coder_gets_nothing() {
    let dir = Dir::new();
    corpus(&dir);
    let output = dir.run(&["sample", "-q", "corpus", "--coders", "5", "--overlap", "0", "--per-group", "2"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("4 items are not enough for 5 coders"), "{}", stderr(&output));
    assert!(!dir.exists("coding"));
}

#[test]
fn the_keys_of_two_samples_are_not_mixed() {
    let dir = sampled(&[]);
    assert_eq!(code(&dir.run(&["sample", "-q", "corpus", "--seed", "99", "-o", "other"])), 0);
    let output = dir.run(&["validate", "coding", "other"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("coding/key.csv is another key.csv"), "{}", stderr(&output));
}

#[test]
fn coders_work_is_never_written_over() {
    let dir = sampled(&[]);
    let before = tree(&dir.path().join("coding"));
    let output = dir.run(&["sample", "corpus"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("never written over"), "{}", stderr(&output));
    assert!(before == tree(&dir.path().join("coding")));
}

#[test]
fn a_coded_sample_goes_from_the_coder_to_the_report() {
    let dir = sampled(&["--per-group", "40", "--coders", "2", "--overlap", "0.5"]);
    fill(&dir, "coder-1.csv", agreeing);
    fill(&dir, "coder-2.csv", |line, key| {
        let [tone, speaker] = agreeing(line, key);
        // Of every second item the second coder sees less.
        let less = line["item"].parse::<u32>().unwrap().is_multiple_of(2) && tone == "1";
        [if less { "0".to_owned() } else { tone }, speaker]
    });
    let output = dir.run(&["validate", "coding"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("A random sample of 80 passages (40 of speech, 40 in the outlets' voice"), "{said}");
    assert!(said.contains("Krippendorff's alpha"), "{said}");
    let agreement = table(&dir.read("coding/agreement.csv"));
    let cell = |measure: &str, group: &str, column: &str| {
        agreement.iter().find(|row| row["measure"] == measure && row["group"] == group).unwrap()[column].clone()
    };
    assert_eq!(
        (cell("speaker", "all", "precision"), cell("speaker", "all", "recall")),
        ("1.000000".into(), "1.000000".into())
    );
    assert_eq!((cell("speaker", "all", "coder_alpha"), cell("tone", "hill", "n")), ("1.000000".into(), "40".into()));
    let alpha: f64 = cell("tone", "all", "coder_alpha").parse().unwrap();
    assert!((0.5..1.0).contains(&alpha), "{alpha}");
    assert!(cell("tone_positive", "all", "precision") < "1.000000".into());

    let output = dir.run(&["run", "-q", "corpus", "--coded", "coding"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(dir.read("reports/agreement.csv"), dir.read("coding/agreement.csv"), "a run and `validate` agree");
    let declared = &dir.table("comparisons.csv")[0];
    let number = |column: &str| declared[column].parse::<f64>().unwrap();
    assert!(number("bias_low") <= number("bias_difference") && number("bias_difference") <= number("bias_high"));
    let codes: Vec<String> = dir.table("warnings.csv").iter().map(|row| row["code"].clone()).collect();
    assert!(!codes.contains(&"W17".to_owned()) && !codes.contains(&"W30".to_owned()), "{codes:?}");
    // All outlets print the same words: the difference is nothing, and so within the instrument's own.
    assert!(declared["flags"].contains("within_bias") && codes.contains(&"W18".to_owned()), "{declared:?} {codes:?}");
    let manifest = dir.manifest();
    let files = manifest["config"]["corpus"]["coded"]["value"].as_array().unwrap();
    assert_eq!(
        files.iter().map(|file| file["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["coder-1.csv", "coder-2.csv", "key.csv", "names.csv"]
    );
    assert!(dir.read("reports/datapackage.json").contains("agreement.csv"));
}

#[test]
fn the_configuration_names_a_sample_and_what_is_gone_is_counted() {
    let dir = sampled(&["--per-group", "40"]);
    fill(&dir, "coder-1.csv", agreeing);
    let study = dir.read("corpus/tone.toml").replace("[groups]", "[corpus]\ncoded = \"../coding\"\n[groups]");
    dir.file("corpus/tone.toml", study);
    let gone = "outlet: Hill Post\n\nNothing of what stood here before is left, and the article goes on about the weather on the hill.\n";
    dir.file("corpus/hill/03.txt", gone);
    assert_eq!(code(&dir.run(&["run", "-q", "corpus"])), 0);
    let warned = dir.table("warnings.csv");
    let lost = warned.iter().find(|row| row["code"] == "W30").unwrap();
    assert!(lost["value"].parse::<u32>().unwrap() > 0 && lost["severity"] == "warning", "{lost:?}");
    let first = dir.read("reports/manifest.json");
    dir.file("coding/coder-1.csv", dir.read("coding/coder-1.csv").replacen("Ann Lee", "Ann  Lee", 1));
    assert_eq!(code(&dir.run(&["run", "-q", "corpus"])), 0);
    assert_ne!(first, dir.read("reports/manifest.json"), "the files' hashes are part of the configuration");
}

#[test]
fn the_key_of_another_corpus_leaves_the_old_report() {
    let dir = sampled(&[]);
    fill(&dir, "coder-1.csv", agreeing);
    dir.file("another/a.txt", "The envoy said talks went well. It rained in the evening and nobody minded.\n");
    assert_eq!(code(&dir.run(&["run", "-q", "another"])), 0);
    let before = tree(&dir.path().join("reports"));
    let output = dir.run(&["run", "-q", "another", "--coded", "coding"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("the key of another corpus"), "{}", stderr(&output));
    assert!(before == tree(&dir.path().join("reports")));
}

#[test]
fn what_is_not_coded_is_told_and_nothing_coded_is_nothing() {
    let dir = sampled(&[]);
    let output = dir.run(&["validate", "coding"]);
    assert_eq!(code(&output), 4);
    assert!(stderr(&output).contains("nothing is coded yet") && !dir.exists("coding/agreement.csv"));
    fill(
        &dir,
        "coder-1.csv",
        |line, key| if line["item"] == "1" { ["".into(), "".into()] } else { agreeing(line, key) },
    );
    let output = dir.run(&["validate", "coding/coder-1.csv", "-o", "elsewhere"]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("still to come, their cells being empty: 1\n"), "{}", stderr(&output));
    assert!(dir.exists("elsewhere/agreement.csv") && !dir.exists("coding/agreement.csv"));
}

#[test]
fn mistakes_in_coded_files_are_told_before_any_work() {
    let dir = sampled(&[]);
    fill(&dir, "coder-1.csv", |line, key| match line["item"].as_str() {
        "1" => ["2".into(), "".into()],
        "2" => ["01-Jan".into(), "".into()],
        _ => agreeing(line, key),
    });
    for args in [&["validate", "coding"][..], &["run", "corpus", "--coded", "coding"]] {
        let output = dir.run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        let said = stderr(&output);
        assert!(said.contains("coder-1.csv:2: the tone must be -1, 0 or 1, not `2`"), "{said}");
        assert!(said.contains("coder-1.csv:3: the tone is `01-Jan`, a date"), "{said}");
        assert!(!dir.exists("reports"));
    }
    let output = dir.run(&["validate", "corpus"]);
    assert!(code(&output) == 2 && stderr(&output).contains("no key.csv is here"), "{}", stderr(&output));
    let output = dir.run(&["validate", "nowhere"]);
    assert!(code(&output) == 2 && stderr(&output).contains("cannot be read"), "{}", stderr(&output));
    dir.file("corpus/tone.toml", "[corpus]\ncoded = \"absent\"\n");
    let output = dir.run(&["run", "corpus"]);
    assert!(
        code(&output) == 2 && stderr(&output).contains("tone.toml:2: coded sample `absent`"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn only_what_makes_figures_of_a_coded_sample_looks_for_it() {
    let dir = sampled(&[]);
    let study = dir.read("corpus/tone.toml");
    dir.file("corpus/tone.toml", format!("{study}[corpus]\ncoded = \"../lost\"\n"));
    for args in [&["annotate", "corpus"][..], &["explain", "corpus/hill/00.txt"], &["sample", "-o", "more", "corpus"]] {
        let output = dir.run(args);
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
    }
    for args in [&["run", "corpus"][..], &["check", "corpus"], &["check", "--config", "corpus/tone.toml"]] {
        let output = dir.run(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("coded sample `../lost`: this folder is not there"), "{}", stderr(&output));
    }
    let output = dir.run(&["run", "--coded", "coding", "corpus"]);
    assert_eq!(code(&output), 0, "the option is in its place: {}", stderr(&output));
}

#[test]
fn reports_and_coding_folders_in_a_corpus_are_no_articles() {
    let dir = sampled(&[]);
    for args in [&["run", "-q", "-o", "corpus/old", "corpus"][..], &["sample", "-q", "-o", "corpus/coding", "corpus"]] {
        assert_eq!(code(&dir.run(args)), 0, "{args:?}");
    }
    // As a spreadsheet saves it.
    dir.file("corpus/coding/coder-1.txt", dir.read("corpus/coding/coder-1.csv"));
    let output = dir.run(&["run", "-q", "corpus"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let manifest = dir.manifest();
    assert_eq!(manifest["counts"]["inputs"], 24);
    let left = |path: &str| {
        let all = manifest["ignored"].as_array().unwrap();
        all.iter().find(|one| one["path"] == path).map(|one| one["reason"].clone()).unwrap_or_default()
    };
    assert_eq!([left("old/"), left("coding/")], ["earlier_output", "earlier_output"]);
    std::fs::remove_file(dir.path().join("corpus/coding/coder-1.txt")).unwrap();
    for folder in ["corpus/old", "corpus/coding"] {
        let named = dir.run(&["run", "-o", "more", folder]);
        assert_eq!((code(&named), dir.exists("more")), (4, false), "{folder}");
        assert!(stderr(&named).contains("what was found is what this program wrote"), "{}", stderr(&named));
    }
}
