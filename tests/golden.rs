//! `reports/` in the repository is what `tone run corpus/` writes, every byte: those are the fixed scores.

mod support;

use std::path::{Path, PathBuf};
use support::{Dir, stderr, tree};

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program over a corpus and returns what it wrote.
fn reports(dir: &Dir, corpus: &Path, jobs: &str, out: &str) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let output = dir.run(&["run", "-q", "--jobs", jobs, "-o", out, corpus.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    tree(&dir.path().join(out))
}

#[test]
fn the_committed_reports_are_what_a_run_writes() {
    let dir = Dir::new();
    let made = reports(&dir, &repository().join("corpus"), "2", "reports");
    let committed = tree(&repository().join("reports"));
    let names = |tree: &std::collections::BTreeMap<PathBuf, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
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
