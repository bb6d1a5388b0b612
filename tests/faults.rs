//! What a fault leaves behind: every change on the disk fails once, alone or with all that come after it; one article panics; a file changes
//! while it is read.
//!
//! `TONE_FAULT` asks for the fault (see `src/fault.rs`). A run whose changes all fail from one on is a run that was killed there.

mod support;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Output;
use support::{Dir, code, stderr, tree};
use tone::config::builtin;
use tone::digest::sha256;
use tone::ingest::outlet::OutletIndex;
use tone::ingest::read::read;
use tone::ingest::reader::{Input, Item};
use tone::ingest::source::{Kind, Origin, Source};

/// Most changes on the disk that a run of these few articles may need.
const MANY: usize = 2_000;

/// Two corpora, of which each has a speaker with a file of her own, and a small study.
fn corpora() -> Dir {
    let dir = Dir::new();
    for (corpus, speaker, tone) in [("old", "Ann Lee", "great"), ("new", "Bo Roe", "terrible")] {
        let line = |at| format!("{{\"outlet\":\"Post\",\"text\":\"{speaker} said that day {at} was {tone}.\"}}\n");
        dir.file(&format!("{corpus}.jsonl"), (1..4).map(line).collect::<String>());
    }
    let study = "base = \"none\"\n[groups]\na = [\"Post\"]\n[speakers.\"Ann Lee\"]\nnames = []\n[speakers.\"Bo Roe\"]\nnames = []\n";
    dir.file("tone.toml", study);
    dir
}

/// Runs the program with a fault.
fn faulty(dir: &Dir, fault: &str, args: &[&str]) -> Output {
    let output = dir.tone(args).env("TONE_FAULT", fault).output().unwrap();
    assert!(!stderr(&output).contains("panicked"), "{fault}: {}", stderr(&output));
    output
}

/// The files of a folder but for what is on its stage; none if there is no folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = if folder.exists() { tree(folder) } else { BTreeMap::new() };
    files.retain(|name, _| !name.starts_with(".tone-stage"));
    files
}

/// Copies a report, into a folder that is there no more.
fn copied(dir: &Dir, from: &str, to: &str) {
    let _ = std::fs::remove_dir_all(dir.path().join(to));
    for (name, bytes) in files(&dir.path().join(from)) {
        dir.file(&format!("{to}/{}", name.display()), bytes);
    }
}

/// The reports of the old corpus and of the new one, in `old-report` and `new-report`.
fn reports(dir: &Dir) -> [BTreeMap<PathBuf, Vec<u8>>; 2] {
    ["old", "new"].map(|corpus| {
        let report = format!("{corpus}-report");
        assert_eq!(code(&dir.run(&["run", "-q", &format!("{corpus}.jsonl"), "-o", &report])), 0);
        files(&dir.path().join(report))
    })
}

#[test]
fn whichever_write_fails_the_earlier_report_is_whole() {
    let dir = corpora();
    let [old, new] = reports(&dir);
    assert!(old.keys().any(|name| !new.contains_key(name)), "nothing is made no more");
    let out = dir.path().join("out");
    let mut refused = 0;
    for at in 1..MANY {
        copied(&dir, "old-report", "out");
        let output = faulty(&dir, &format!("write:{at}"), &["run", "-q", "new.jsonl", "-o", "out"]);
        if code(&output) == 0 {
            // Of what is made no more a file may stay that could not be removed.
            let mut there = files(&out);
            there.retain(|name, bytes| new.contains_key(name) || old.get(name) != Some(bytes));
            assert!(there == new, "write {at}: neither report");
            // Tidying up may fail unseen; a run that needs no more changes has seen no fault.
            if !dir.exists("out/.tone-stage") && at > refused + 9 {
                break;
            }
            continue;
        }
        refused = at;
        assert_eq!(code(&output), 1, "write {at}: {}", stderr(&output));
        assert!(files(&out) == old, "write {at}: not the earlier report");
        let said = stderr(&output);
        assert!(said.contains("error: out") && said.contains("asked for. "), "write {at}: {said}");
        // Of a fault no trace is left but what was analysed, and that is told.
        let kept = tree(&out).keys().filter(|name| name.starts_with(".tone-stage")).count();
        assert_eq!(kept > 0, said.contains("--resume goes on with it"), "write {at}: {said}");
    }
    assert!((40..MANY - 10).contains(&refused), "{refused} writes were refused");
}

#[test]
fn wherever_a_run_dies_the_next_finds_a_whole_report() {
    let dir = corpora();
    let [old, new] = reports(&dir);
    let out = dir.path().join("out");
    let (mut mixtures, mut at) = (0, 0);
    loop {
        at += 1;
        assert!(at < MANY, "no run ends");
        copied(&dir, "old-report", "out");
        let output = faulty(&dir, &format!("write:{at}-"), &["run", "-q", "new.jsonl", "-o", "out"]);
        let left = files(&out);
        if left != old && left != new {
            mixtures += 1;
            // No file is torn or missing, and where the program could still speak it said so.
            let either = |(name, bytes): (&PathBuf, &Vec<u8>)| [&old, &new].iter().any(|r| r.get(name) == Some(bytes));
            assert!(left.iter().all(either), "write {at}: a file of neither report");
            assert!(code(&output) == 0 || stderr(&output).contains("files of two runs"), "write {at}");
        }
        // A run that comes to nothing changes nothing: what it leaves is what it found when it began.
        assert_eq!(code(&dir.run(&["run", "-q", "tone.toml", "-o", "out"])), 4);
        let found = files(&out);
        assert!(found == old || found == new, "write {at}: a mixture is left");
        if code(&output) == 0 {
            assert!(found == new, "write {at}: a run that succeeded is not there");
            if !dir.exists("out/.tone-stage") && left == new {
                break;
            }
        }
    }
    assert!(mixtures > 5, "only {mixtures} runs died between renames");
}

#[test]
fn a_run_that_died_goes_on_to_the_same_report() {
    let dir = corpora();
    assert_eq!(code(&dir.run(&["run", "-q", "old.jsonl", "-o", "old-report"])), 0);
    assert_eq!(code(&dir.run(&["run", "-q", "new.jsonl", "-o", "new-report"])), 0);
    let new = files(&dir.path().join("new-report"));
    for at in (1..).step_by(7) {
        copied(&dir, "old-report", "out");
        let died = faulty(&dir, &format!("write:{at}-"), &["run", "-q", "new.jsonl", "-o", "out"]);
        assert_eq!(code(&dir.run(&["run", "-q", "--resume", "new.jsonl", "-o", "out"])), 0);
        assert!(tree(&dir.path().join("out")) == new, "write {at}");
        if code(&died) == 0 {
            break;
        }
    }
}

#[test]
fn whichever_write_fails_a_new_folder_is_whole_or_not_there() {
    let dir = corpora();
    for (folder, args) in
        [("coding", &["sample", "-q", "new.jsonl", "-o", "coding"][..]), ("study", &["init", "study"])]
    {
        assert_eq!(code(&dir.run(args)), 0);
        let whole = files(&dir.path().join(folder));
        for at in 1..MANY {
            let _ = std::fs::remove_dir_all(dir.path().join(folder));
            let output = faulty(&dir, &format!("write:{at}"), args);
            let left = files(&dir.path().join(folder));
            if code(&output) == 0 {
                assert!(left == whole, "{folder}, write {at}");
                break;
            }
            assert_eq!(code(&output), 1, "{folder}, write {at}: {}", stderr(&output));
            assert!(left.is_empty(), "{folder}, write {at}: {:?}", left.keys());
            assert!(at > 3 || stderr(&output).contains(folder), "{folder}, write {at}: {}", stderr(&output));
            // Nothing is in the way of the next.
            assert_eq!(code(&dir.run(args)), 0, "{folder}, write {at}");
        }
    }
}

#[test]
fn a_panic_costs_its_article_and_is_listed() {
    let dir = corpora();
    for at in 0..9 {
        dir.file(&format!("c/{at}.txt"), format!("Ann Lee said that day {at} was great."));
    }
    for jobs in ["1", "3"] {
        let output = faulty(&dir, "panic:4.txt", &["run", "-q", "-j", jobs, "c"]);
        assert_eq!(code(&output), 3, "{}", stderr(&output));
        let ids: Vec<String> = dir.table("data/articles.csv").into_iter().map(|row| row["id"].clone()).collect();
        assert_eq!(ids, ["0", "1", "2", "3", "5", "6", "7", "8"]);
        let skipped = &dir.manifest()["skipped"];
        assert_eq!(skipped.as_array().map(Vec::len), Some(1), "{skipped}");
        assert_eq!((&skipped[0]["path"], &skipped[0]["reason"]), (&"4.txt".into(), &"internal_fault".into()));
    }
}

#[test]
fn a_panic_in_a_reader_costs_its_input_and_is_listed() {
    let dir = corpora();
    for at in 0..3 {
        dir.file(&format!("c/{at}.txt"), format!("Ann Lee said that day {at} was great."));
    }
    let output = faulty(&dir, "reader:1.txt", &["run", "-q", "c"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let ids: Vec<String> = dir.table("data/articles.csv").into_iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["0", "2"]);
    let skipped = &dir.manifest()["skipped"];
    assert_eq!((&skipped[0]["path"], &skipped[0]["reason"]), (&"1.txt".into(), &"internal_fault".into()), "{skipped}");
}

/// Reads a file of lines, and changes it once some of it is read; gives the articles, the reasons of omissions, and the input.
fn read_while(dir: &Dir, change: &dyn Fn(&mut std::fs::File)) -> (u64, Vec<String>, Input) {
    let line = |at| format!("{{\"id\":\"{at}\",\"text\":\"Ann Lee said that day {at} was great.\"}}\n");
    dir.file("c/many.jsonl", (0..9_000).map(line).collect::<String>());
    let path = dir.path().join("c/many.jsonl");
    let bytes = path.metadata().unwrap().len();
    let (input, place) = ("many.jsonl".to_owned(), "c/many.jsonl".to_owned());
    let source = Source { path: path.clone(), input, place, bytes, kind: Kind::Lines, origin: Origin::File };
    let outlets = OutletIndex::new(&builtin()).unwrap();
    let (mut articles, mut reasons, mut read_input, changed) = (0, Vec::new(), None, Cell::new(false));
    let mut emit = |item: Item| {
        match item {
            Item::Article(_) => articles += 1,
            Item::Omission(omission) => reasons.push(omission.reason),
            Item::Input(input) => read_input = Some(input),
        }
        ControlFlow::Continue(())
    };
    let progress = |_| {
        if !changed.replace(true) {
            change(&mut std::fs::OpenOptions::new().append(true).open(&path).unwrap());
        }
    };
    assert!(read(&source, &outlets, &mut emit, &progress).is_continue());
    (articles, reasons, read_input.unwrap())
}

#[test]
fn a_file_that_grows_or_is_cut_while_it_is_read_is_what_was_read_of_it() {
    let dir = Dir::new();
    let (articles, reasons, input) = read_while(&dir, &|file| {
        file.write_all(b"{\"text\":\"Bo Roe said no.\"}\n{\"text\":\"Bo R").unwrap();
    });
    // What was being appended is a record that is torn.
    assert_eq!((articles, reasons, input.records), (9_001, vec!["bad_json".to_owned()], 9_002));
    let (articles, reasons, input) = read_while(&dir, &|file| file.set_len(200_003).unwrap());
    assert!((1_000..8_000).contains(&articles), "{articles}");
    assert_eq!((reasons, input.bytes), (vec!["bad_json".to_owned()], 200_003));
    assert_eq!(input.sha256, sha256(&std::fs::read(dir.path().join("c/many.jsonl")).unwrap()));
    // All of it, but for what was read before.
    let (articles, reasons, input) = read_while(&dir, &|file| file.set_len(0).unwrap());
    assert!(articles > 0 && input.bytes > 0 && articles + reasons.len() as u64 == input.records);
}
