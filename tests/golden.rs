//! `reports/` in the repository is what `tone run corpus/` writes, every byte: those are the fixed scores.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Dir, stderr, tree};

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program over a corpus and returns what it wrote.
fn reports(dir: &Dir, corpus: &Path, jobs: &str, out: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let output = dir.run(&["run", "-q", "--jobs", jobs, "-o", out, corpus.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    tree(&dir.path().join(out))
}

#[test]
fn the_committed_reports_are_what_a_run_writes() {
    let dir = Dir::new();
    let made = reports(&dir, &repository().join("corpus"), "2", "reports");
    let committed = tree(&repository().join("reports"));
    let names = |tree: &BTreeMap<PathBuf, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    let how = "If the change is meant: `cargo run --release -- run corpus/`, read the difference, commit it.";
    assert_eq!(names(&made), names(&committed), "{how}");
    for (name, bytes) in &made {
        assert!(bytes == &committed[name], "{} differs from the committed one. {how}", name.display());
    }
}

#[test]
fn neither_threads_nor_the_order_of_creation_change_a_byte() {
    let dir = Dir::new();
    let mut files: Vec<_> = tree(&repository().join("corpus")).into_iter().collect();
    for (copy, order) in [("ascending", false), ("descending", true)] {
        if order {
            files.reverse();
        }
        for (name, bytes) in &files {
            dir.file(&format!("{copy}/corpus/{}", name.display()), bytes);
        }
    }
    let one = reports(&dir, &dir.path().join("ascending/corpus"), "1", "one");
    let two = reports(&dir, &dir.path().join("ascending/corpus"), "2", "two");
    let turned = reports(&dir, &dir.path().join("descending/corpus"), "3", "turned");
    assert!(one == two, "one and two threads differ");
    assert!(one == turned, "the order of creation shows");
}

#[test]
fn the_corpus_says_that_it_is_no_real_dispatch() {
    let mut articles = 0;
    for (name, bytes) in tree(&repository().join("corpus")) {
        let text = String::from_utf8(bytes).unwrap();
        let records: Vec<&str> = match name.extension().and_then(|e| e.to_str()) {
            Some("txt") => vec![&text],
            Some("jsonl") => text.lines().collect(),
            _ => continue,
        };
        articles += records.len();
        let marked = records.iter().all(|record| record.contains("Written for the tone project"));
        assert!(marked, "{} does not say so", name.display());
    }
    assert!(articles >= 15, "{articles} articles");
}

#[test]
fn the_readme_shows_what_the_reports_say() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let relays = fs::read_to_string(repository().join("reports/relays.csv")).unwrap();
    let mut relays = csv::Reader::from_reader(relays.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = relays.deserialize().map(Result::unwrap).collect();
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let mut table = readme.lines().skip_while(|line| !line.starts_with("| speaker | via |"));
    let header = cells(table.next().expect("a table of relays"));
    let shown: Vec<Vec<String>> = table.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(shown.len() > 3);
    for row in shown {
        let same = |of: &BTreeMap<String, String>| header.iter().zip(&row).all(|(column, cell)| &of[column] == cell);
        assert!(rows.iter().any(same), "{row:?} is not in reports/relays.csv");
    }
}
