//! `tone explain`: the reasons agree with the rows, add up, and are shown as the README shows them.

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use support::{Dir, code, stderr};

const STORY: &str = "Kim Jong Un came to Hanoi. “This is a very good day,” he told Yonhap.";

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// Runs the program with bytes on standard input.
fn piped(dir: &Dir, args: &[&str], bytes: &[u8]) -> Output {
    let mut child = dir.tone(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap()
}

/// The sentences of the sample corpus with their reasons.
fn corpus(profile: &str) -> Vec<Value> {
    let dir = Dir::new();
    let corpus = repository().join("corpus");
    lines(&stdout(&dir.run(&["explain", "--format", "json", "--profile", profile, corpus.to_str().unwrap()])))
}

#[test]
fn the_rows_are_those_of_annotate() {
    let dir = Dir::new();
    let path = repository().join("corpus");
    let mut annotated = lines(&stdout(&dir.run(&["annotate", "-q", path.to_str().unwrap()])));
    annotated.retain(|line| line.get("rows").is_some());
    let mut explained: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for sentence in corpus("news") {
        let rows = explained.entry(sentence["id"].as_str().unwrap().to_owned()).or_default();
        for mut row in sentence["rows"].as_array().unwrap().clone() {
            let row = row.as_object_mut().unwrap();
            assert!(row.remove("why").is_some() && row.remove("score").is_some());
            rows.push(Value::Object(row.clone()));
        }
    }
    assert_eq!(annotated.len(), explained.len());
    for article in annotated {
        let id = article["id"].as_str().unwrap();
        assert_eq!(article["rows"].as_array().unwrap(), &explained[id], "{id}");
    }
}

#[test]
fn whoever_speaks_has_reasons_and_their_words_are_in_the_text() {
    let (mut speech, mut carriers) = (0, 0);
    for sentence in corpus("news") {
        let text = sentence["text"].as_str().unwrap();
        let start = sentence["start"].as_u64().unwrap() as usize;
        let of = |span: &Value| {
            let [from, to] = [&span[0], &span[1]].map(|at| at.as_u64().unwrap() as usize);
            text.get(from.checked_sub(start)?..to.checked_sub(start)?)
        };
        for row in sentence["rows"].as_array().unwrap() {
            let why = &row["why"];
            assert_eq!(why.is_null(), row["attribution"].is_null(), "{row}");
            if why.is_null() {
                continue;
            }
            speech += 1;
            assert_eq!(row["speaker_in_article"] == "", why["how"] == "nobody", "{row}");
            assert!(!why["rule"].as_str().unwrap().is_empty());
            let words = &why["words"];
            if words["sentence"] == sentence["sentence"] {
                assert_eq!(of(&words["span"]), words["text"].as_str(), "{row}");
            }
            let via: Vec<&Value> = why["via"].as_array().unwrap().iter().map(|carrier| &carrier["name"]).collect();
            assert_eq!(via, row["via"].as_array().unwrap().iter().collect::<Vec<_>>());
            carriers += via.len();
        }
    }
    assert!(speech > 100 && carriers > 10, "{speech} rows, {carriers} relays");
}

#[test]
fn a_text_a_file_and_a_pipe_are_read_alike() {
    let dir = Dir::new();
    dir.file("story.txt", STORY).file("story", STORY);
    let record = serde_json::json!({ "text": STORY }).to_string();
    let rows = |output: &Output| -> Vec<Value> {
        lines(&stdout(output)).into_iter().map(|mut sentence| sentence["rows"].take()).collect()
    };
    let json = |what: &str| dir.run(&["explain", "--format", "json", what]);
    let typed = rows(&json(STORY));
    assert_eq!(typed.len(), 2);
    assert_eq!(rows(&json("story.txt")), typed);
    assert_eq!(rows(&json("story")), typed);
    for bytes in [STORY, &record, &format!("{record}\n")] {
        assert_eq!(rows(&piped(&dir, &["explain", "--format=json", "-"], bytes.as_bytes())), typed, "{bytes}");
    }
    let two = piped(&dir, &["explain", "--format=json", "-"], format!("{record}\n{record}").as_bytes());
    assert_eq!(rows(&two), [&typed[..], &typed[..]].concat());
}

#[test]
fn a_slip_in_a_path_is_not_scored() {
    let dir = Dir::new();
    dir.file("corpus/story.txt", STORY);
    for slip in ["corpus/stori.txt", "stories.jsonl", "corpus/nope", "my story.txt"] {
        let output = dir.run(&["explain", slip]);
        assert_eq!((code(&output), output.stdout.is_empty()), (2, true), "{slip}: {}", stderr(&output));
        assert!(stderr(&output).contains(slip) && stderr(&output).contains("tone explain -"), "{}", stderr(&output));
    }
    let message = stderr(&dir.run(&["explain", "corpus/stori.txt"]));
    assert!(message.contains("did you mean `story.txt`?"), "{message}");
    assert_eq!(code(&dir.run(&["explain", "Yes/no: great talks."])), 0);
}

#[test]
fn what_cannot_be_explained_is_said_with_its_exit_code() {
    let dir = Dir::new();
    dir.file("empty.txt", "").file("notes.pdf", "%PDF").file("two.jsonl", "{\"text\":\"Good.\"}\n{\"text\":\"\"}\n");
    for (what, exit, words) in
        [("", 4, "empty"), ("empty.txt", 3, "empty"), ("notes.pdf", 4, "nothing"), ("two.jsonl", 3, "line 2")]
    {
        let output = dir.run(&["explain", what]);
        assert_eq!(code(&output), exit, "{what}: {}", stderr(&output));
        assert!(stderr(&output).contains(words), "{what}: {}", stderr(&output));
    }
    let output = dir.run(&["explain", "Разговор был очень хорошим, сказал министр."]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("does not read as English"), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("narration"), "what is typed is explained all the same");
    dir.file("russian.txt", "Разговор был очень хорошим, сказал министр.");
    let output = dir.run(&["explain", "russian.txt"]);
    assert!(output.stdout.is_empty(), "a file is left out as in a run");
    for words in ["not english", "in quotation marks"] {
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}

#[test]
fn slips_of_a_newcomer_are_met_with_what_to_type() {
    let dir = Dir::new();
    for (args, words) in [
        (&["explain", "Kim", "Jong", "Un", "said"][..], "put the text in quotation marks"),
        (&["score", "Great talks."], "echo \"…\" | tone score -"),
        (&["explain", "-c", "nope.toml", "Great talks."], "nope.toml: this configuration file is not there"),
    ] {
        let output = dir.run(args);
        assert_eq!((code(&output), output.stdout.is_empty()), (2, true), "{args:?}");
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
    assert!(!stderr(&dir.run(&["explain", "Great talks.", "--nope"])).contains("quotation marks"));
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_told_from_a_slip() {
    let dir = Dir::new();
    dir.file("a.txt", STORY);
    std::os::unix::fs::symlink("gone.txt", dir.path().join("link.txt")).unwrap();
    let message = stderr(&dir.run(&["explain", "link.txt"]));
    assert!(message.contains("a link to gone.txt, which is not there"), "{message}");
    assert!(!message.contains("did you mean"), "{message}");
}

#[test]
fn the_study_and_the_outlet_of_a_file_are_those_of_a_run() {
    let dir = Dir::new();
    dir.file("c/tone.toml", "base = \"none\"\n[speakers.\"Ann Hill\"]\nnames = [\"the mayor\"]\n")
        .file("c/a.txt", "outlet: The Herald\ntitle: All Is Well\n\nThe mayor said all was well. Kim Jong Un left.");
    let page = stdout(&dir.run(&["explain", "c/a.txt"]));
    for words in ["The Herald", "title", "Ann Hill", "“The mayor”"] {
        assert!(page.contains(words), "no {words} in\n{page}");
    }
    let other = stdout(&dir.run(&["explain", "--config", "c/tone.toml", "The mayor said all was well."]));
    assert!(other.contains("Ann Hill"), "{other}");
}

#[test]
fn a_configuration_further_up_is_read() {
    let dir = Dir::new();
    let study = "base = \"none\"\n[speakers.Leader]\nnames = [\"Kim Jong Un\"]\n";
    dir.file("c/tone.toml", study).file("c/wires/a.txt", "Kim Jong Un said the talks were very good.");
    for typed in ["c/wires/a.txt", "c/wires", "c/wires/../wires/a.txt"] {
        assert!(stdout(&dir.run(&["explain", typed])).contains("Leader"), "{typed}");
        let page = stdout(&dir.run(&["check", typed]));
        assert!(page.starts_with("configuration c/tone.toml: 0 groups, "), "{page}");
    }
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let dir = Dir::new();
    let plain = stdout(&dir.run(&["explain", STORY]));
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert!(plain.lines().all(|line| line.chars().count() <= 80), "{plain}");
    let painted = stdout(&dir.run(&["explain", "--color", "always", STORY]));
    assert!(painted.contains('\u{1b}'));
    assert_eq!(console::strip_ansi_codes(&painted), plain);
    let forced = |variables: &[(&str, &str)], color: &str| {
        let mut command = dir.tone(&["explain", "--color", color, STORY]);
        let output = command.env_remove("NO_COLOR").envs(variables.iter().copied()).output().unwrap();
        stdout(&output).contains('\u{1b}')
    };
    assert!(forced(&[("CLICOLOR_FORCE", "1")], "auto"));
    assert!(!forced(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], "auto"));
    assert!(forced(&[("NO_COLOR", "1")], "always"));
    assert!(!forced(&[("CLICOLOR_FORCE", "1")], "never"));
    let json = stdout(&dir.run(&["explain", "--format", "json", "--color", "always", STORY]));
    assert!(!json.contains('\u{1b}'), "{json}");
}

#[test]
fn no_text_steers_the_terminal_or_stops_the_program() {
    let dir = Dir::new();
    let hostile = "Kim\u{1b}]0;x\u{7} said \u{202e}it was\u{2028} “good\u{9b}31m \r\n\n\n“so\u{200d}” he said.";
    let page = stdout(&dir.run(&["explain", "--color", "never", hostile]));
    assert!(page.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{page:?}");
    let long = format!("{} said {}.", "x".repeat(100_000), "good ".repeat(20_000));
    for bytes in [b"\xff\xfe\x00 \xd8\"{".to_vec(), long.into_bytes(), vec![b'"'; 5000], b"{\"text\":1}".to_vec()] {
        let output = piped(&dir, &["explain", "-"], &bytes);
        assert!(!stderr(&output).contains("panicked") && [0, 3, 4].contains(&code(&output)), "{}", stderr(&output));
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let (_, example) = readme.split_once("    $ tone explain \"").expect("an example in the README");
    let (text, rest) = example.split_once("\"\n").unwrap();
    let shown: Vec<&str> = rest.lines().take_while(|line| line.is_empty() || line.starts_with("    ")).collect();
    let shown: Vec<&str> = shown.iter().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let printed = stdout(&Dir::new().run(&["explain", text]));
    assert_eq!(shown.join("\n").trim_end(), printed.trim_end(), "copy what the program prints into README.md");
}

/// The reference's profile, so that the page hangs on no overlay.
#[test]
fn the_page_of_a_story_is_as_it_was() {
    let folder = repository().join("tests/explain");
    let story = folder.join("story.txt");
    let printed = stdout(&Dir::new().run(&["explain", "--profile", "vader", story.to_str().unwrap()]));
    let page = std::fs::read_to_string(folder.join("page.txt")).unwrap();
    assert_eq!(printed, page, "if the change is meant: tone explain --profile vader tests/explain/story.txt");
}

#[test]
fn the_help_fits_a_terminal_and_names_the_verb() {
    let dir = Dir::new();
    for args in [&["--help"][..], &["explain", "--help"]] {
        let help = stdout(&dir.run(args));
        assert!(help.contains("explain"), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
    }
}

/// The formulas of a page, words said left aside: score, sum, and the figure under the root.
fn formulas(page: &str) -> Vec<[f64; 3]> {
    let words: Vec<&str> = page.split_whitespace().collect();
    let formula = |at: usize| {
        let root = words.get(at + 1)?.strip_prefix("√(")?.strip_suffix('²')?;
        Some([words.get(at.checked_sub(3)?)?, words.get(at.checked_sub(1)?)?, &root].map(|it| it.parse().unwrap()))
    };
    (0..words.len()).filter(|at| words[*at] == "/").filter_map(formula).collect()
}

#[test]
fn a_calculator_comes_to_every_score_on_the_page() {
    let dir = Dir::new();
    let path = repository().join("corpus");
    let page = stdout(&dir.run(&["explain", path.to_str().unwrap()]));
    let formulas = formulas(&page);
    for [score, sum, root] in &formulas {
        let found = sum / (root * root + 15.0).sqrt();
        assert_eq!(format!("{found:.4}"), format!("{score:.4}"), "{sum} / √({root}² + 15)");
    }
    assert!(formulas.len() > 150, "{} formulas", formulas.len());
}

#[test]
fn event_words_are_shown_with_whether_they_count() {
    let dir = Dir::new();
    let page = stdout(&dir.run(&["explain", "No war came. The missile tests led to a deadly attack."]));
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["events 0.0000: none counts", "“No” turns it: does not count", "-1.40 missile tests -1.40 event list"]
    {
        assert!(page.contains(words), "no {words} in\n{page}");
    }
}

#[test]
fn words_of_saying_in_another_sentence_are_named_with_it() {
    let dir = Dir::new();
    let text = "Ann Hill came. “We are glad,” she added. “We will stay.";
    let page = stdout(&dir.run(&["explain", text]));
    for words in ["goes on from sentence 2: verb of saying", "“she” in sentence 2, which stands for", "[post]"] {
        assert!(page.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "no {words} in\n{page}");
    }
    let lines = lines(&stdout(&dir.run(&["explain", "--format", "json", text])));
    let cue = &lines[2]["rows"][0]["why"]["cue"][0];
    let [from, to] = [0, 1].map(|end| cue["span"][end].as_u64().unwrap() as usize);
    assert_eq!((cue["sentence"].as_u64(), cue["text"].as_str(), &text[from..to]), (Some(2), Some("added"), "added"));
}

/// A figure of JSON.
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn the_words_add_up_to_the_score() {
    for profile in ["news", "vader"] {
        let (mut words, mut steps) = (0, 0);
        for row in corpus(profile).iter().flat_map(|sentence| sentence["rows"].as_array().unwrap()) {
            let score = &row["score"];
            assert_eq!(score.is_null(), row["tone"].is_null(), "{row}");
            if score.is_null() {
                continue;
            }
            let mut sum = number(&score["emphasis"]);
            for word in score["words"].as_array().unwrap() {
                let mut counts = number(&word["listed"]);
                for step in word["steps"].as_array().unwrap() {
                    counts += number(&step["change"]);
                    steps += 1;
                }
                assert!((counts - number(&word["counts"])).abs() < 1e-5, "{word}");
                assert!(row["text"].as_str().unwrap().contains(word["text"].as_str().unwrap()), "{word}");
                sum += counts;
                words += 1;
            }
            assert!((sum - number(&score["sum"])).abs() < 1e-4, "{score}");
            let tone = sum / (sum * sum + 15.0).sqrt();
            assert!((tone - number(&row["tone"])).abs() < 1e-4, "{tone}: {row}");
        }
        assert!(words > 200 && steps > 20, "{words} words, {steps} steps");
    }
}
