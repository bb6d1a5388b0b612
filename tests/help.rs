//! Help, manual pages and completions: they fit a terminal, and name everything that can be typed.

mod support;

use std::process::Command;
use support::{Dir, code, stderr, stdout};

const VERBS: [&str; 12] = [
    "run",
    "annotate",
    "report",
    "check",
    "init",
    "explain",
    "sample",
    "validate",
    "score",
    "completions",
    "man",
    "help",
];

#[test]
fn help_fits_eighty_columns_and_lists_every_command() {
    let dir = Dir::new();
    let all = stdout(&dir.run(&["--help"]));
    for verb in VERBS {
        assert!(all.contains(&format!("\n  {verb} ")), "{verb} is not in {all}");
    }
    assert!(all.contains("Examples:"));
    for verb in std::iter::once(&[][..]).chain(VERBS[..10].iter().map(std::slice::from_ref)) {
        for help in ["-h", "--help"] {
            let output = dir.run(&[verb, &[help]].concat());
            assert_eq!(code(&output), 0);
            let long: Vec<String> =
                stdout(&output).lines().filter(|line| line.chars().count() > 80).map(str::to_owned).collect();
            assert!(long.is_empty(), "tone {verb:?} {help}: {long:#?}");
        }
    }
}

#[test]
fn a_slip_of_the_key_is_understood() {
    let dir = Dir::new();
    for (typed, meant) in [
        (&["run", "--profle", "news", "."][..], "--profile"),
        (&["anotate", "."], "annotate"),
        (&["run", "--color", "nevr", "."], "never"),
    ] {
        let output = dir.run(typed);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(&format!("'{meant}'")), "{}", stderr(&output));
    }
}

#[test]
fn completions_are_well_formed_and_know_every_command_and_option() {
    let dir = Dir::new();
    let bash = stdout(&dir.run(&["completions", "bash"]));
    for word in VERBS.into_iter().chain(["--min-confidence", "--coded", "--overlap", "--show-config"]) {
        assert!(bash.contains(word), "{word}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = stdout(&dir.run(&["completions", shell]));
        dir.file(&format!("tone.{shell}"), &script);
        // A shell that is not installed cannot judge.
        if let Ok(judged) = Command::new(shell).arg("-n").arg(dir.path().join(format!("tone.{shell}"))).output() {
            assert!(judged.status.success(), "{shell}: {}", String::from_utf8_lossy(&judged.stderr));
        }
    }
    assert_eq!(code(&dir.run(&["completions", "tcsh"])), 2);
}

#[test]
fn there_is_a_manual_page_of_every_command() {
    let dir = Dir::new();
    for verb in std::iter::once(&[][..]).chain(VERBS[..10].iter().map(std::slice::from_ref)) {
        let output = dir.run(&[&["man"], verb].concat());
        assert_eq!(code(&output), 0);
        let name = verb.first().map_or("tone".to_owned(), |verb| format!("tone\\-{verb}"));
        assert!(stdout(&output).contains(&name) && stdout(&output).contains(".SH OPTIONS"), "{}", stdout(&output));
        if let Ok(judged) = Command::new("groff")
            .args(["-man", "-Tascii", "-ww", "-z"])
            .arg(dir.file("page", &output.stdout).path().join("page"))
            .output()
        {
            assert!(judged.stderr.is_empty(), "{}", String::from_utf8_lossy(&judged.stderr));
        }
    }
    let output = dir.run(&["man", "nonsense"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no page for nonsense") && stderr(&output).contains("annotate"));
}
