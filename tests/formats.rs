//! What `tone run --format` writes beside CSV.

mod support;

use support::{Dir, code, stderr, tree};

const TEXT: &str =
    "outlet: Hill Post\ndate: 2019-01-10\n\nMara Lin said, \"The port is open.\" Otto Berg called it a disaster.\n";

fn dir() -> Dir {
    let dir = Dir::new();
    dir.file("c/a.txt", TEXT).file("c/b.txt", TEXT.replace("Mara", "=Ada\u{1}"));
    dir
}

fn listed(dir: &Dir) -> Vec<String> {
    let manifest = dir.manifest();
    manifest["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_tables_are_always_written_and_other_formats_where_asked() {
    let dir = dir();
    for (args, workbook) in [(&["run", "-q", "c"][..], false), (&["run", "-q", "c", "--format", "xlsx"], true)] {
        let output = dir.run(args);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        assert!(dir.exists("reports/speakers.csv"));
        assert_eq!(dir.exists("reports/report.xlsx"), workbook, "{args:?}");
        assert_eq!(listed(&dir).contains(&"report.xlsx".to_owned()), workbook);
    }
    // Nobody shall take an old workbook for one of the new tables.
    dir.run(&["run", "-q", "c", "--format", "csv"]);
    assert!(!dir.exists("reports/report.xlsx"));
}

#[test]
fn other_formats_leave_the_tables_as_they_are() {
    let dir = dir();
    let files = |out: &str, format: &str| {
        let output = dir.run(&["run", "-q", "-o", out, "--format", format, "c"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        tree(&dir.path().join(out))
    };
    let (plain, all) = (files("plain", "csv"), files("all", "csv,xlsx"));
    assert!(plain.iter().filter(|(name, _)| !name.ends_with("manifest.json")).all(|(name, bytes)| all[name] == *bytes));
    assert_eq!(all.len(), plain.len() + 1);
}

#[test]
fn two_runs_and_any_threads_give_the_same_bytes() {
    let dir = dir();
    let formats = if cfg!(feature = "parquet") { "html,xlsx,parquet" } else { "html,xlsx" };
    let files = |out: &str, jobs: &str| {
        let output = dir.run(&["run", "-q", "-o", out, "--jobs", jobs, "--format", formats, "c"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        tree(&dir.path().join(out))
    };
    let first = files("first", "1");
    assert!(first == files("second", "1"), "two runs differ");
    assert!(first == files("third", "3"), "threads show");
}

#[test]
fn a_format_that_is_none_is_an_error_before_any_work() {
    let dir = dir();
    let output = dir.run(&["run", "--format", "csv,odt", "c"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("odt") && stderr(&output).contains("xlsx"), "{}", stderr(&output));
    assert!(!dir.exists("reports"));
}

#[cfg(feature = "parquet")]
#[test]
fn sentences_are_written_for_programs() {
    let dir = dir();
    assert_eq!(code(&dir.run(&["run", "-q", "c", "--format", "parquet"])), 0);
    assert!(std::fs::read(dir.path().join("reports/data/sentences.parquet")).unwrap().ends_with(b"PAR1"));
    assert!(listed(&dir).contains(&"data/sentences.parquet".to_owned()));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_format_that_was_not_built_is_an_error_that_says_how_to_build_it() {
    let dir = dir();
    let output = dir.run(&["run", "c", "--format", "parquet"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("--features parquet"), "{}", stderr(&output));
    assert!(!dir.exists("reports"));
}
