//! What a person meets on the command line: exit codes, messages, bad input.

mod support;

use std::io::Write;
use std::process::Stdio;
use support::{Dir, code, stderr, stdout};

const GOOD: &str = "The minister said, \"This is a great day.\" Critics, including Ann Lee, called it a disaster.\n";

fn reasons(dir: &Dir, fate: &str) -> Vec<(String, String)> {
    let manifest = dir.manifest();
    let list = manifest[fate].as_array().unwrap_or_else(|| panic!("no {fate} in the manifest"));
    let text = |v: &serde_json::Value, key| v[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|o| (text(o, "path"), text(o, "reason"))).collect()
}

fn articles(dir: &Dir) -> Vec<String> {
    dir.table("data/articles.csv").iter().map(|row| row["id"].clone()).collect()
}

#[test]
fn a_good_file_is_read_and_all_is_well() {
    let dir = Dir::new();
    dir.file("corpus/good.txt", GOOD);
    let output = dir.run(&["run", "corpus"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(output.stdout.is_empty(), "stdout is for data");
    assert_eq!(articles(&dir), ["good"]);
    assert!(!dir.exists("reports/.tone-stage"));
}

#[test]
fn a_path_that_is_missing_is_skipped_by_name() {
    let dir = Dir::new();
    dir.file("good.txt", GOOD);
    let output = dir.run(&["run", "good.txt", "nope.txt"]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("nope.txt"), "{}", stderr(&output));
    assert_eq!(reasons(&dir, "skipped"), [("nope.txt".into(), "not_found".into())]);
    assert_eq!(articles(&dir), ["good"]);
}

#[test]
fn an_empty_folder_is_nothing_to_analyse_and_leaves_no_litter() {
    let dir = Dir::new();
    std::fs::create_dir(dir.path().join("empty")).unwrap();
    let output = dir.run(&["run", "empty"]);
    assert_eq!(code(&output), 4);
    assert!(stderr(&output).contains("nothing to analyse"));
    assert!(!dir.exists("reports"));
}

#[test]
fn what_is_skipped_is_named_even_if_nothing_else_is_there() {
    let dir = Dir::new();
    dir.file("empty.txt", "").file("c/notes.pdf", "%PDF");
    let output = dir.run(&["run", "empty.txt"]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert!(stderr(&output).contains("no article in empty.txt (empty)"), "{}", stderr(&output));
    assert!(!dir.exists("reports"));
    let output = dir.run(&["run", "-o", "other", "c"]);
    assert_eq!(code(&output), 4);
    assert!(stderr(&output).contains("1 file of no kind that is read"), "{}", stderr(&output));
}

#[test]
fn a_run_without_an_article_leaves_the_old_reports() {
    let dir = Dir::new();
    dir.file("corpus/good.txt", GOOD).file("blank/a.txt", " ").file("strange/a.txt", "\0\0");
    dir.file(
        "fr/a.txt",
        "Le ministre a dit que la journée était belle et que les pourparlers avec la ville iront plus loin.\n"
            .repeat(9),
    );
    std::fs::create_dir(dir.path().join("void")).unwrap();
    assert_eq!(code(&dir.run(&["run", "corpus"])), 0);
    let before = support::tree(&dir.path().join("reports"));
    for (path, why) in [
        ("corpsu", "corpsu (not found)"),
        ("blank", "a.txt (empty)"),
        ("strange", "a.txt (binary)"),
        ("fr", "(not english)"),
        ("void", "nothing to analyse"),
    ] {
        let output = dir.run(&["run", path]);
        assert_eq!(code(&output), 4, "{path}: {}", stderr(&output));
        assert!(stderr(&output).contains(why), "{path}: {}", stderr(&output));
        assert!(stderr(&output).contains("The reports in reports are left as they were"), "{}", stderr(&output));
        assert_eq!(support::tree(&dir.path().join("reports")), before, "{path}");
    }
    let output = dir.run(&["sample", "corpsu"]);
    assert_eq!((code(&output), dir.exists("coding")), (4, false), "{}", stderr(&output));
    assert!(stderr(&output).contains("corpsu (not found)"), "{}", stderr(&output));
}

#[test]
fn usage_errors_come_before_any_work() {
    let dir = Dir::new();
    dir.file("corpus/good.txt", GOOD).file("corpus/tone.toml", "[speakers.\"Kim\"]\nnmes = [\"Kim\"]\n");
    for args in [&["run"][..], &["run", "--frobnicate", "corpus"], &["runn", "corpus"], &["run", "corpus"]] {
        let output = dir.run(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(!dir.exists("reports"));
    }
    let message = stderr(&dir.run(&["run", "corpus"]));
    assert!(message.contains("tone.toml:2") && message.contains("names"), "{message}");
}

#[test]
fn bytes_that_are_not_text_are_skipped_and_the_rest_is_read() {
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD)
        .file("c/nul.txt", b"ab\0cd and more words")
        .file("c/latin.txt", b"The caf\xe9 owner said he was \x93glad\x94.")
        .file("c/bom.txt", b"\xef\xbb\xbfThe envoy said talks went well.")
        .file("c/empty.txt", "")
        .file("c/notes.pdf", "%PDF");
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert_eq!(reasons(&dir, "skipped"), [("empty.txt".into(), "empty".into()), ("nul.txt".into(), "binary".into())]);
    assert_eq!(reasons(&dir, "ignored").len(), 1);
    assert_eq!(articles(&dir), ["bom", "good", "latin"]);
    let sentences = dir.read("reports/data/sentences.csv");
    assert!(sentences.contains("café") && sentences.contains("“glad”"));
    let manifest = dir.manifest();
    let encoding = |name: &str| {
        let inputs = manifest["inputs"].as_array().unwrap();
        inputs.iter().find(|i| i["path"] == name).unwrap()["encoding"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        [encoding("latin.txt"), encoding("bom.txt"), encoding("good.txt")],
        ["windows-1252", "utf-8-bom", "utf-8"]
    );
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD).file("c/closed.txt", GOOD);
    let closed = dir.path().join("c/closed.txt");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&closed).is_ok() {
        return; // A superuser may read anything.
    }
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 3);
    assert_eq!(reasons(&dir, "skipped"), [("closed.txt".into(), "permission_denied".into())]);
}

#[test]
fn broken_records_cost_themselves_only() {
    let dir = Dir::new();
    let lines = [
        r#"{"id":"one","text":"Kim said the talks went well."}"#,
        r#"{"id":"two","text":"cut off"#,
        r#"{"id":"three","title":"No text here"}"#,
        r#"{"id":"four","text":17}"#,
        "",
        r#"{"id":"five","text":"Trump said he would wait."}"#,
    ];
    dir.file("c/a.jsonl", lines.join("\n"));
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert_eq!(articles(&dir), ["five", "one"]);
    assert_eq!(reasons(&dir, "skipped").len(), 3);
    assert!(stderr(&output).contains("line 2"), "{}", stderr(&output));
    let manifest = dir.manifest();
    assert_eq!(manifest["inputs"][0]["records"], 5);
}

#[test]
fn the_same_id_twice_loses_nothing() {
    let dir = Dir::new();
    let lines = [
        r#"{"id":"x","text":"Kim said the talks went well."}"#,
        r#"{"id":"x","text":"Kim said the talks went well."}"#,
        r#"{"id":"x","text":"Trump said he would wait."}"#,
    ];
    dir.file("c/a.jsonl", lines.join("\n"));
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let ids = articles(&dir);
    assert_eq!(ids.len(), 2);
    assert!(ids.iter().all(|id| id.starts_with("x~") && id.len() == 10), "{ids:?}");
    assert_eq!(reasons(&dir, "ignored"), [("a.jsonl".into(), "duplicate".into())]);
}

#[test]
fn hostile_names_become_cells_and_file_names_only() {
    let dir = Dir::new();
    let name = "=cmd()|'/C calc'!A0";
    let mut corpus = String::new();
    for n in 0..3 {
        let text = format!("Agent {n} Smith said so. \\\"We agree,\\\" said Evil ../../Name.");
        corpus += &format!("{{\"id\":\"../../x{n}\",\"source\":{name:?},\"title\":\"@SUM(1)\",\"text\":\"{text}\"}}\n");
    }
    dir.file("deep/er/c/a.jsonl", corpus)
        .file("deep/er/c/tone.toml", "[speakers.\"../../Smith\"]\nnames = [\"Smith\"]\n");
    let output = dir.run(&["run", "-o", "deep/er/reports", "deep/er/c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for (path, bytes) in support::tree(dir.path()) {
        assert!(path.starts_with("deep/er"), "{} is outside the output folder", path.display());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let name = path.to_string_lossy();
        if name.ends_with(".csv") && !name.contains("/data/") {
            let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            for record in reader.records() {
                let record = record.unwrap();
                assert!(record.iter().all(|cell| !cell.starts_with(['=', '@', '+'])), "{name}: {record:?}");
            }
        }
    }
}

#[test]
fn a_long_line_is_read() {
    // The release build reads one of 50 MB in tests/quality/run.sh.
    let dir = Dir::new();
    let text = "The envoy said talks went well. ".repeat((2 << 20) / 32);
    dir.file("c/long.txt", &text).file("c/good.txt", GOOD);
    let output = dir.run(&["annotate", "-q", "c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().filter(|line| line.contains("\"rows\":[{")).count(), 2);
}

#[test]
fn a_sentence_without_end_does_not_multiply() {
    // Each voice of a sentence repeats it, so that without a bound the output grows with the square of the input.
    let dir = Dir::new();
    for (number, words) in ["Kim said ", "according to Kim ", "and the man told Moon that ", "“It said that Kim said” "]
        .into_iter()
        .enumerate()
    {
        let prose = "It was the day of the talks and they were in the city. ";
        dir.file(&format!("c/{number}.txt"), format!("{prose}\n{}", words.repeat(200_000 / words.len())));
        dir.file(&format!("c/short{number}.txt"), format!("{prose}\n{}", words.repeat(900 / words.len())));
    }
    let output = dir.run(&["annotate", "-q", "c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().filter(|line| line.contains("\"rows\":[{")).count(), 8);
    assert!(lines.len() < 4 << 20, "{} bytes", lines.len());
}

#[test]
fn a_slip_of_a_key_starts_no_million_threads() {
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD);
    for jobs in ["99999999", "1025", "-1", "x"] {
        let output = dir.run(&["run", "--jobs", jobs, "c"]);
        assert_eq!(code(&output), 2, "{jobs}: {}", stderr(&output));
        assert!(!dir.exists("reports"));
    }
}

#[test]
fn the_least_confidence_is_a_share_and_the_option_wins_over_the_file() {
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD).file("c/tone.toml", "min_confidence = 1\n");
    for wrong in ["1.1", "-0.1", "nan", "70%", ""] {
        let output = dir.run(&["run", &format!("--min-confidence={wrong}"), "c"]);
        assert_eq!(code(&output), 2, "{wrong}: {}", stderr(&output));
        assert!(!dir.exists("reports"));
    }
    let rows = |args: &[&str]| {
        let output = dir.run(args);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let manifest = dir.manifest();
        let given = manifest["config"]["min_confidence"].clone();
        (manifest["counts"]["speech_rows"].as_u64(), manifest["counts"]["unsure_rows"].as_u64(), given)
    };
    let (none, all, given) = rows(&["run", "c"]);
    assert_eq!((none, given), (Some(0), serde_json::json!({"value": 1.0, "origin": "tone.toml"})));
    assert!(all > Some(0) && stderr(&dir.run(&["run", "c"])).contains("less sure than wanted"));
    let typed = serde_json::json!({"value": 0.0, "origin": "command line"});
    assert_eq!(rows(&["run", "--min-confidence", "0", "c"]), (all, Some(0), typed));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = Dir::new();
    let lines: String =
        (0..5000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Kim said the talks went well.\"}}\n")).collect();
    dir.file("c/a.jsonl", &lines);
    for args in [&["annotate", "-q", "c"][..], &["score", "c/a.jsonl"]] {
        let mut child = dir.tone(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
        assert_eq!(stderr(&output), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_exit_is_one() {
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD);
    for args in [&["annotate", "-q", "c"][..], &["score", "c/good.txt"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = dir.tone(args).stdout(full).output().unwrap();
        assert_eq!(code(&output), 1, "{args:?}");
        assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
    }
    dir.file("reports", "a file where the folder should be");
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("reports"), "{}", stderr(&output));
}

#[test]
fn a_run_that_is_killed_before_the_first_rename_leaves_the_old_reports_whole() {
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD);
    assert_eq!(code(&dir.run(&["run", "c"])), 0);
    let before = support::tree(&dir.path().join("reports"));
    let lines: String = (0..20_000)
        .map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Kim said the talks went well. Trump said he would wait.\"}}\n"))
        .collect();
    dir.file("c/more.jsonl", &lines);
    let mut child = dir.tone(&["run", "-q", "c"]).spawn().unwrap();
    let spool = dir.path().join("reports/.tone-stage/spool");
    while !spool.exists() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it finished before it could be killed: give it more to do");
    let mut after = support::tree(&dir.path().join("reports"));
    after.retain(|path, _| !path.starts_with(".tone-stage"));
    assert!(before == after, "the old reports changed");
    assert_eq!(code(&dir.run(&["run", "-q", "c"])), 0);
    assert!(!dir.exists("reports/.tone-stage"));
}

#[test]
fn score_gives_a_row_for_every_line() {
    let dir = Dir::new();
    let mut child = dir.tone(&["score", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"Great talks.\r\n\n\xff\0no line feed").unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert_eq!(text.lines().next(), Some("compound,positive,neutral,negative"));
}

#[test]
fn score_reads_what_windows_programs_write() {
    let dir = Dir::new();
    let text = "great\nawful\n";
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    dir.file("plain.txt", text).file("marked.txt", format!("\u{feff}{text}")).file("wide.txt", wide);
    let [plain, marked, wide] = ["plain.txt", "marked.txt", "wide.txt"].map(|file| dir.run(&["score", file]).stdout);
    assert!(String::from_utf8_lossy(&plain).contains("\n0.6249,"), "{}", String::from_utf8_lossy(&plain));
    assert_eq!([&marked, &wide], [&plain, &plain]);
}

#[test]
fn annotate_reads_json_lines_from_standard_input() {
    let dir = Dir::new();
    let mut child = dir.tone(&["annotate", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"{\"id\":\"a\",\"text\":\"Kim said the talks went well.\"}\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [article, input] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((input["input"].as_str(), input["records"].as_u64()), (Some("-"), Some(1)));
    assert_eq!((article["id"].as_str(), article["input"].as_str()), (Some("a"), Some("-")));
    assert_eq!(article["rows"][0]["sentence"], 1);
}

/// The sentences of `letter.txt`, and the style that the manifest names with its origin.
fn styled(dir: &Dir, args: &[&str]) -> (Vec<String>, serde_json::Value) {
    let output = dir.run(&[&["run", "letter.txt"], args].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let sentences = dir.table("data/sentences.csv").iter().map(|row| row["text"].clone()).collect();
    (sentences, dir.manifest()["config"]["sentences"].clone())
}

#[test]
fn the_style_of_sentences_comes_from_the_option_the_file_or_is_news() {
    let dir = Dir::new();
    dir.file("letter.txt", "We came home on monday. it was closed, and nobody was there to tell us why.\n");
    let given = |value, origin| serde_json::json!({ "value": value, "origin": origin });
    let (whole, said) = styled(&dir, &[]);
    assert_eq!((whole.len(), said), (1, given("news", "built-in")));
    let (parts, said) = styled(&dir, &["--sentences", "web"]);
    assert_eq!((parts.len(), said), (2, given("web", "command line")));
    dir.file("study.toml", "sentences = \"web\"\n");
    let (same, said) = styled(&dir, &["-c", "study.toml"]);
    assert_eq!((same, said), (parts, given("web", "tone.toml")));
    assert_eq!(styled(&dir, &["-c", "study.toml", "--sentences", "news"]).0, whole);
    assert_eq!(code(&dir.run(&["run", "letter.txt", "--sentences", "poetry"])), 2);
}

#[test]
fn check_reads_the_configuration_that_a_run_would() {
    let dir = Dir::new();
    let text = "[groups]\nnorth = [\"Polar Post\"]\n[[comparison]]\nmeasure = \"outlet_voice\"\ngroups = [\"north\", \"kcna\"]\n";
    dir.file("c/good.txt", GOOD).file("c/tone.toml", text).file("plain/good.txt", GOOD);
    let output = dir.run(&["check", "-c", "c/tone.toml"]);
    assert_eq!((code(&output), output.stdout.len()), (0, 0), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("c/tone.toml is fine: 4 groups, "), "{}", stderr(&output));
    let built_in = dir.run(&["check", "--show-config"]);
    assert!(stderr(&built_in).starts_with("no tone.toml: the built-in study is fine: 3 groups, "));
    let output =
        dir.run(&["check", "c", "--show-config", "--seed", "7", "--profile", "vader", "--min-confidence", ".5"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    for line in [
        "seed = 7  # command line",
        "profile = \"vader\"  # command line",
        "min_confidence = 0.5000  # command line",
        "sentences = \"news\"  # built-in",
        "north = [\"Polar Post\"]  # tone.toml",
        "groups = [\"north\", \"kcna\"]  # tone.toml",
    ] {
        assert!(printed.lines().any(|printed| printed == line), "{line}\n{printed}");
    }
    // What is printed is a configuration, and that of the run.
    dir.file("printed.toml", &printed);
    let hash = |args: &[&str]| {
        let output = dir.run(&[&["run", "-q", "c"], args].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        dir.manifest()["config"]["hash"].clone()
    };
    let typed = hash(&["--seed", "7", "--profile", "vader", "--min-confidence", ".5"]);
    assert_eq!(hash(&["-c", "printed.toml"]), typed);
    assert_ne!(hash(&[]), typed);
    assert_eq!(code(&dir.run(&["check"])), 2);
    assert_eq!(code(&dir.run(&["check", "-c", "absent.toml"])), 2);
}

#[test]
fn a_dictionary_that_cannot_be_read_stops_before_any_work() {
    let dir = Dir::new();
    dir.file("c/good.txt", GOOD).file("c/tone.toml", "[frames]\nfiles = [\"absent.dic\"]\n");
    for verb in ["check", "run"] {
        let output = dir.run(&[verb, "c"]);
        assert_eq!(code(&output), 2);
        let message = stderr(&output);
        assert!(message.contains("tone.toml:2: dictionary `absent.dic`: this file is not there"), "{message}");
        assert!(!dir.exists("reports"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_folder_in_the_place_of_a_file_is_refused_unopened() {
    let dir = Dir::new();
    let study = "[frames]\nfiles = [\"mine.csv\"]\n";
    dir.file("corpus/good.txt", GOOD).file("corpus/tone.toml", study).file("coding/key.csv", "item\n");
    for (name, args) in [
        ("corpus/mine.csv", &["run", "corpus"][..]),
        ("corpus/mine.csv", &["check", "corpus"]),
        ("coding/coder-1.csv", &["validate", "coding"]),
        ("coding/coder-1.csv", &["validate", "coding/coder-1.csv"]),
        ("coding/key.csv", &["validate", "coding"]),
    ] {
        let path = dir.path().join(name);
        let _ = std::fs::remove_file(&path);
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        refused(&dir, args, "a pipe or device");
        std::fs::remove_file(&path).unwrap();
        // A folder that is named is a coders' folder.
        if args[1] != name {
            std::fs::create_dir(&path).unwrap();
            refused(&dir, args, "it is a folder");
            std::fs::remove_dir(&path).unwrap();
        }
        std::os::unix::fs::symlink("nowhere", &path).unwrap();
        refused(&dir, args, name.rsplit('/').next().unwrap());
        std::fs::remove_file(&path).unwrap();
    }
}

/// The program ends with a mistake of usage that says this, and does not wait for anything.
#[cfg(unix)]
fn refused(dir: &Dir, args: &[&str], why: &str) {
    let mut child = dir.tone(args).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..3_000 {
        if child.try_wait().unwrap().is_some() {
            let output = child.wait_with_output().unwrap();
            assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
            assert!(stderr(&output).contains(why), "{args:?}: {}", stderr(&output));
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("{args:?} waits for a pipe");
}

#[cfg(unix)]
#[test]
fn a_configuration_in_the_corpus_that_is_no_file_is_not_passed_over() {
    for verb in ["run", "check", "annotate", "sample", "explain"] {
        let dir = Dir::new();
        dir.file("corpus/good.txt", GOOD);
        let path = dir.path().join("corpus/tone.toml");
        std::fs::create_dir(&path).unwrap();
        refused(&dir, &[verb, "corpus"], "corpus/tone.toml: this is a folder, and no configuration is read");
        refused(&dir, &[verb, "corpus/good.txt"], "corpus/tone.toml");
        std::fs::remove_dir(&path).unwrap();
        std::os::unix::fs::symlink("nowhere.toml", &path).unwrap();
        refused(&dir, &[verb, "corpus"], "corpus/tone.toml: a link to nowhere.toml, which is not there");
        std::fs::remove_file(&path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        refused(&dir, &[verb, "corpus"], "a pipe or device");
        assert!(!dir.exists("reports") && !dir.exists("coding"));
    }
    let dir = Dir::new();
    dir.file("corpus/good.txt", GOOD).file("other.toml", "").file("study.toml", "");
    std::os::unix::fs::symlink("nowhere", dir.path().join("corpus/tone.toml")).unwrap();
    assert_eq!(code(&dir.run(&["check", "corpus", "--config", "other.toml"])), 0, "another is named");
    std::fs::remove_file(dir.path().join("corpus/tone.toml")).unwrap();
    std::os::unix::fs::symlink("../study.toml", dir.path().join("corpus/tone.toml")).unwrap();
    assert_eq!(code(&dir.run(&["check", "corpus"])), 0, "a link to a file is one");
}

#[test]
fn a_slip_is_met_with_a_question() {
    let dir = Dir::new();
    dir.file("corpus/good.txt", GOOD).file("study.toml", "").file("corpus/words.csv", "pattern,category\na,b\n");
    dir.file("coded/coder-1.csv", "item\n");
    for (study, args, asked) in [
        ("", &["run", "--fromat", "csv", "corpus"][..], "'--format'"),
        ("", &["run", "--profil", "vader", "corpus"], "'--profile'"),
        ("", &["chek", "corpus"], "'check'"),
        ("", &["run", "--profile", "vadr", "corpus"], "'vader'"),
        ("", &["run", "corpsu"], "did you mean `corpus`?"),
        ("", &["sample", "corpsu/"], "did you mean `corpus`?"),
        ("", &["run", "--config", "studdy.toml", "corpus"], "did you mean `study.toml`?"),
        ("group = \"outlet\"", &["run", "corpus"], "did you mean `groups`?"),
        ("base = \"nine\"", &["run", "corpus"], "did you mean `none`?"),
        ("frames.files = [\"wods.csv\"]", &["run", "corpus"], "did you mean `words.csv`?"),
        ("corpus.coded = \"../codde\"", &["run", "corpus"], "did you mean `coded`?"),
    ] {
        dir.file("corpus/tone.toml", study);
        let output = dir.run(args);
        assert!([2, 4].contains(&code(&output)), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(asked), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn an_article_has_the_event_of_its_days_and_words() {
    let dir = Dir::new();
    let with = |date: &str| format!("outlet: Reuters\ndate: {date}\n\n{GOOD}");
    let toml = "base = \"none\"\ngroup_by = \"outlet\"\n[outlets.BBC]\n[events.day]\nfrom = 2019-05-04\nlag_days = 1\nany = [\"great da?\"]\n";
    dir.file("c/a.txt", with("2019-05-05")).file("c/b.txt", with("2019-05-06")).file("c/d.txt", GOOD);
    dir.file("c/bbc/e.txt", format!("date: 2019-05-04\n\n{GOOD}")).file("c/tone.toml", toml);
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let cells = dir.table("data/articles.csv");
    let cells: Vec<_> =
        cells.iter().map(|row| [&row["id"], &row["group"], &row["event"]].map(String::as_str)).collect();
    assert_eq!(cells, [["a", "Reuters", "day"], ["b", "Reuters", ""], ["bbc/e", "BBC", "day"], ["d", "other", ""]]);
    let events: Vec<_> = dir.table("data/sentences.csv").iter().map(|row| row["event"].clone()).collect();
    assert!(events.iter().any(|event| event == "day") && events.iter().any(String::is_empty));
}

#[test]
fn help_fits_eighty_columns() {
    let dir = Dir::new();
    for args in
        [&["--help"][..], &["run", "--help"], &["annotate", "--help"], &["score", "--help"], &["check", "--help"]]
    {
        let output = dir.run(args);
        assert_eq!(code(&output), 0);
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            assert!(line.chars().count() <= 80, "{args:?}: {line}");
        }
    }
}
