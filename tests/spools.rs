//! Spools: reports from what was annotated in any number of processes, and runs that go on where another ended.

mod support;

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;
use support::{Dir, code, stderr, tree};
use tone::spool::{Analysed, Line, stored};

/// Twelve articles of two outlets, a story in both, a duplicate, an id that two texts share, one that is not English, a bad line.
fn corpus() -> Dir {
    let dir = Dir::new();
    for (outlet, tone) in [("Hill Post", "very good"), ("Polar Post", "terrible")] {
        let name = outlet.to_lowercase().replace(' ', "-");
        let mut lines = String::new();
        for day in 1..7 {
            let text = format!(
                "The harbour of {outlet} was calm on day {day}. Ada Berg said that the {day} talks were {tone}."
            );
            lines += &format!(
                "{{\"id\":\"{name}-{day}\",\"outlet\":\"{outlet}\",\"date\":\"2019-05-0{day}\",\"text\":\"{text}\"}}\n"
            );
        }
        lines += "{\"id\":\"wire\",\"date\":\"2019-05-09\",\"outlet\":\"OUTLET\",\"text\":\"The ships of the fleet came in with the tide. Nils Aaby said the catch was good.\"}\n".replace("OUTLET", outlet).as_str();
        lines += &format!(
            "{{\"id\":\"both\",\"outlet\":\"{outlet}\",\"text\":\"The {name} was open. Ada Berg said it was good.\"}}\n"
        );
        lines += "{\"text\"\n";
        dir.file(&format!("c/{name}.jsonl"), lines);
    }
    let study = "base = \"none\"\n[groups]\nhill = [\"Hill Post\"]\npolar = [\"Polar Post\"]\n[speakers.\"Ada Berg\"]\n\
        [[comparison]]\nmeasure = \"tone\"\nspeaker = \"Ada Berg\"\ngroups = [\"hill\", \"polar\"]\n";
    dir.file(
        "c/german.txt",
        "Das Wetter war an jedem Tag der Woche sehr schön, und wir gingen mit den Kindern an den See. ".repeat(9),
    );
    dir.file("c/tone.toml", study).file("c/notes.md", "no article");
    dir
}

/// The spool of some paths in a file.
fn annotate(dir: &Dir, spool: &str, paths: &[&str]) {
    let output = dir.run(&[&["annotate", "-q", "-c", "c/tone.toml"], paths].concat());
    assert!([0, 3].contains(&code(&output)), "{}", stderr(&output));
    dir.file(spool, output.stdout);
}

#[test]
fn any_number_of_spools_in_any_order_are_one_run() {
    let dir = corpus();
    let files = ["c/hill-post.jsonl", "c/polar-post.jsonl", "c/german.txt"];
    assert_eq!(code(&dir.run(&[&["run", "-q", "-o", "whole"][..], &files].concat())), 3);
    for (at, file) in files.iter().enumerate() {
        annotate(&dir, &format!("{at}.spool"), &[file]);
    }
    annotate(&dir, "all.spool", &files);
    let whole = tree(&dir.path().join("whole"));
    for spools in
        [&["all.spool"][..], &["2.spool", "0.spool", "1.spool"], &["1.spool", "0.spool", "2.spool", "1.spool"]]
    {
        let output = dir.run(&[&["report", "-q", "-c", "c/tone.toml", "-o", "parts"], spools].concat());
        assert_eq!(code(&output), 3, "{}", stderr(&output));
        // A spool that is given twice has duplicates, and every figure is the same.
        let parts = tree(&dir.path().join("parts"));
        if spools.len() < 4 {
            assert!(parts == whole, "{spools:?}");
        } else {
            assert_eq!(dir.read("parts/comparisons.csv"), dir.read("whole/comparisons.csv"));
        }
    }
}

#[test]
fn a_folder_and_its_spool_are_one_report() {
    let dir = corpus();
    assert_eq!(code(&dir.run(&["run", "-q", "c", "-o", "whole"])), 3);
    annotate(&dir, "all.spool", &["c"]);
    let mut child = dir.tone(&["report", "-q", "-c", "c/tone.toml", "-o", "parts", "-"]);
    let output = child.stdin(fs::File::open(dir.path().join("all.spool")).unwrap()).output().unwrap();
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(tree(&dir.path().join("parts")) == tree(&dir.path().join("whole")));
}

#[test]
fn what_does_not_decide_rows_may_be_chosen_at_the_report() {
    let dir = corpus();
    annotate(&dir, "all.spool", &["c"]);
    let output = dir.run(&["report", "-q", "-c", "c/tone.toml", "--seed", "9", "--min-confidence", "0.5", "all.spool"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    for other in [&["--profile", "vader"][..], &["-c", "other.toml"]] {
        dir.file("other.toml", "base = \"none\"\n");
        let output = dir.run(&[&["report", "all.spool", "-o", "other"][..], other].concat());
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(": made by `tone "), "{}", stderr(&output));
        assert!(!dir.exists("other"));
    }
}

#[test]
fn what_is_no_spool_is_refused_with_its_line() {
    let dir = corpus();
    annotate(&dir, "all.spool", &["c"]);
    let whole = dir.read("all.spool");
    let other = whole.replace("\"hash\":\"", "\"hash\":\"ö");
    dir.file("torn.spool", &whole[..whole.len() - 9])
        .file("none.spool", "")
        .file("text.spool", "Not a spool.\n")
        .file("other.spool", other);
    dir.file("omissions.spool", whole.lines().filter(|line| !line.contains("\"rows\"")).collect::<Vec<_>>().join("\n"));
    for (spool, exit, message) in [
        ("torn.spool", 2, "torn.spool:"),
        ("other.spool", 2, "no line of a spool, or one that was cut off (its hash is none)"),
        ("text.spool", 2, "text.spool:1: no line of a spool"),
        ("none.spool", 4, "nothing to analyse"),
        ("omissions.spool", 4, "nothing to analyse"),
        ("absent.spool", 2, "absent.spool: cannot read"),
        ("c", 2, "c: a folder: name the spools in it"),
    ] {
        let output = dir.run(&["report", "-c", "c/tone.toml", spool]);
        assert_eq!(code(&output), exit, "{spool}: {}", stderr(&output));
        assert!(stderr(&output).contains(message), "{spool}: {}", stderr(&output));
        assert!(!dir.exists("reports"), "{spool}");
    }
}

/// The pieces of the spool of a corpus, as a run leaves it that is killed; `engine` changes who made them.
fn left(dir: &Dir, engine: impl Fn(String) -> String) -> Vec<Vec<u8>> {
    annotate(dir, "all.spool", &["c"]);
    let lines = dir.read("all.spool");
    let articles = lines.lines().filter_map(|line| match Line::parse(line.as_bytes()) {
        Ok(Line::Article(article)) => Some(article),
        _ => None,
    });
    articles.map(|article| stored(&mut Analysed { engine: engine(article.engine.clone()), ..*article })).collect()
}

#[test]
fn a_run_goes_on_with_what_another_left_wherever_it_was_torn() {
    let dir = corpus();
    assert_eq!(code(&dir.run(&["run", "-q", "c", "-o", "whole"])), 3);
    let (whole, pieces) = (tree(&dir.path().join("whole")), left(&dir, |engine| engine));
    let spool = pieces.concat();
    for part in 0..9 {
        let cut = spool.len() * part / 8;
        dir.file("again/.tone-stage/spool", &spool[..cut]);
        let output = dir.run(&["run", "--resume", "c", "-o", "again"]);
        assert_eq!(code(&output), 3, "{}", stderr(&output));
        let ends = pieces.iter().scan(0, |end, piece| {
            *end += piece.len();
            Some(*end)
        });
        let said = match ends.filter(|&end| end <= cut).count() {
            0 => "begun afresh: there is nothing to resume".to_owned(),
            1 => "resumed: 1 article analysed before".to_owned(),
            articles => format!("resumed: {articles} articles analysed before"),
        };
        assert!(stderr(&output).contains(&said), "{said} in {}", stderr(&output));
        assert!(tree(&dir.path().join("again")) == whole, "cut at {cut} of {}", spool.len());
    }
}

#[test]
fn what_changed_since_is_analysed_again() {
    let dir = corpus();
    let spool = left(&dir, |engine| engine).concat();
    let text = dir.read("c/hill-post.jsonl").replace("very good", "very bad").replace("2019-05-03", "2019-06-03");
    dir.file("c/hill-post.jsonl", text);
    assert_eq!(code(&dir.run(&["run", "-q", "c", "-o", "whole"])), 3);
    // Of another configuration, of other articles, and hostile.
    let foreign = left(&dir, |engine| engine.replace("tone ", "tune ")).concat();
    let claims = [&[255; 4][..], &spool].concat();
    for spool in [spool, foreign, claims, b"{\"rows\":[],\"engine\":\"\"}\n\xff\n".to_vec(), vec![0; 99]] {
        dir.file("again/.tone-stage/spool", &spool);
        assert_eq!(code(&dir.run(&["run", "-q", "--resume", "c", "-o", "again"])), 3);
        assert!(tree(&dir.path().join("again")) == tree(&dir.path().join("whole")));
    }
}

#[test]
fn a_mistake_in_resuming_does_not_cost_what_was_analysed() {
    let dir = corpus();
    let spool = left(&dir, |engine| engine).concat();
    dir.file("again/.tone-stage/spool", &spool).file("bad.toml", "[periods]\n");
    for (args, exit) in [(&["mistyped", "c/absent.jsonl"][..], 4), (&["c", "-c", "bad.toml"], 2)] {
        let output = dir.run(&[&["run", "-q", "--resume", "-o", "again"], args].concat());
        assert_eq!(code(&output), exit, "{}", stderr(&output));
        assert!(dir.exists("again/.tone-stage/spool"), "{args:?}");
    }
    assert_eq!(code(&dir.run(&["run", "-q", "c", "-o", "whole"])), 3);
    let output = dir.run(&["run", "--resume", "c", "-o", "again"]);
    assert!(stderr(&output).contains("resumed: "), "{}", stderr(&output));
    assert!(tree(&dir.path().join("again")) == tree(&dir.path().join("whole")));
}

#[test]
fn without_resume_nothing_of_an_earlier_run_is_used() {
    let dir = corpus();
    dir.file("reports/.tone-stage/spool", left(&dir, |engine| engine).concat());
    let output = dir.run(&["run", "c"]);
    assert_eq!(code(&output), 3);
    assert!(!stderr(&output).contains("resumed"), "{}", stderr(&output));
}

/// Starts a run of many articles, stops it by a signal once it has analysed some, and gives its exit code and words.
#[cfg(unix)]
fn stopped(dir: &Dir, signal: &str, args: &[&str]) -> (Option<i32>, String) {
    let child = dir.tone(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let spool = dir.path().join("reports/.tone-stage/spool");
    while fs::metadata(&spool).map_or(0, |spool| spool.len()) == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    (output.status.code(), stderr(&output))
}

#[test]
#[cfg(unix)]
fn a_run_that_is_interrupted_keeps_what_it_did() {
    let dir = corpus();
    let lines = dir.read("c/hill-post.jsonl");
    let many: String = (0..600)
        .map(|at| lines.replace("hill-post", &format!("h{at}")).replace("harbour", &format!("harbour {at}")))
        .collect();
    dir.file("c/many.jsonl", many);
    for signal in ["INT", "TERM"] {
        let _ = fs::remove_dir_all(dir.path().join("reports"));
        let (code, words) = stopped(&dir, signal, &["run", "c", "-j", "1"]);
        assert_eq!(code, Some(130), "{words}");
        assert!(words.contains("interrupted. What was analysed is kept: --resume goes on with it"), "{words}");
        assert!(dir.exists("reports/.tone-stage/spool") && !dir.exists("reports/manifest.json"));
    }
    let output = dir.run(&["run", "c", "--resume"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("resumed: "), "{}", stderr(&output));
    assert!(!dir.exists("reports/.tone-stage"));
    assert_eq!(code(&dir.run(&["run", "-q", "c", "-o", "whole"])), 3);
    assert!(tree(&dir.path().join("reports")) == tree(&dir.path().join("whole")));
}
