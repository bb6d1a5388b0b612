//! `tone init` makes a folder that works as it stands, and writes over nothing.

mod support;

use std::fs;
use support::{Dir, code, stderr, stdout};

#[test]
fn a_new_study_can_be_checked_and_run_at_once() {
    let dir = Dir::new();
    let output = dir.run(&["init"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    assert!(told.contains("tone check my-study") && told.lines().all(|line| line.chars().count() <= 80), "{told}");
    for verb in ["check", "run"] {
        let output = dir.run(&[verb, "my-study"]);
        assert_eq!(code(&output), 0, "{verb}: {}", stderr(&output));
    }
    let first = &dir.table("comparisons.csv")[0];
    assert_eq!(
        ["declared", "speaker", "articles_a", "articles_b"].map(|name| &*first[name]),
        ["true", "Jane Smith", "3", "3"]
    );
    let warnings = dir.read("reports/warnings.csv");
    assert!(!warnings.contains("W20"), "every outlet is in a group: {warnings}");
}

#[test]
fn every_article_of_a_new_study_says_that_it_is_invented() {
    let dir = Dir::new();
    dir.run(&["init", "s"]);
    let mut articles = 0;
    for outlet in ["local/harbour-courier", "local/valley-herald", "national/capital-times", "national/morning-gazette"]
    {
        for entry in fs::read_dir(dir.path().join("s").join(outlet)).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            assert!(text.contains("An invented story, written for the tone project"), "{text}");
            articles += 1;
        }
    }
    assert_eq!(articles, 6);
}

#[test]
fn nothing_is_written_over() {
    let dir = Dir::new();
    dir.file("kept/a.txt", "mine");
    dir.file("file", "mine");
    for name in ["kept", "file"] {
        let output = dir.run(&["init", name]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(name) && stderr(&output).contains("nothing is written over"));
    }
    assert_eq!(fs::read_dir(dir.path().join("kept")).unwrap().count(), 1);
    fs::create_dir(dir.path().join("empty")).unwrap();
    assert_eq!(code(&dir.run(&["init", "empty"])), 0);
    assert_eq!(code(&dir.run(&["init", "empty"])), 2, "not twice");
    assert!(!dir.path().join("empty/.tone-stage").exists());
}
