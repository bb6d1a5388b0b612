//! `tone check` reads what a run would read, says what it would mind, and writes nothing.

mod support;

use std::fs;
use support::{Dir, code, stderr, stdout, tree};

const STUDY: &str = "base = \"none\"\n\n[groups]\nlocal = [\"Polar Post\"]\nabroad = [\"Southern Star\"]\n\n[outlets.\"Ice Times\"]\n\n[speakers.\"Ada Berg\"]\n[speakers.\"Nils Aaby\"]\n\n[events.vote]\nfrom = 1999-01-01\nto = 1999-01-02\n";

fn article(outlet: &str, date: &str, says: &str) -> String {
    format!(
        "outlet: {outlet}\ndate: {date}\ntitle: A day\n\nThe harbour was calm on Monday. The ships came in. {says} said the day was very good.\n"
    )
}

/// A corpus with something of everything.
fn corpus() -> Dir {
    let dir = Dir::new();
    dir.file("c/tone.toml", STUDY)
        .file("c/a.txt", article("Polar Post", "2019-05-04", "Ada Berg"))
        .file("c/b.txt", article("Polar Posst", "2019-05-05", "Olga Lind"))
        .file("c/d.txt", article("Harbour \"News\"", "", "Olga Lind"))
        .file("c/e.txt", "The harbour was calm on Monday, and the ships came in with the tide and the")
        .file("c/f.txt", "날씨가 좋아서 우리는 바다에 갔다. ".repeat(20))
        .file("c/readme.md", "no article");
    dir
}

#[test]
fn it_says_what_is_there_what_is_missing_and_what_is_unknown() {
    let dir = corpus();
    let before = tree(dir.path());
    let output = dir.run(&["check", "c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = stdout(&output);
    for line in [
        "configuration c/tone.toml: 2 groups, ",
        "\n4 articles · ",
        "  local          Polar Post                  1  2019-05-04  2019-05-04 ",
        "  1 article without an outlet\n",
        "  2 articles without a date\n",
        "  1 article without a title\n",
        "  1 article whose text seems to break off\n",
        "  1 ignored, configuration: tone.toml\n",
        "  1 ignored, no reader: readme.md\n",
        "  1 set aside, not english: f.txt record 1\n",
        "[outlets.\"Polar Posst\"]  # 1 article; did you mean `Polar Post`?\n",
        "[outlets.\"Harbour \\\"News\\\"\"]  # 1 article\n",
        "[speakers.\"Olga Lind\"]  # 2 articles\n",
        "  events: vote\n",
        "  outlets: Ice Times, Southern Star\n",
        "  speakers: Nils Aaby\n",
        "  warning W20: ",
        "\n2 outlets in no group. ",
        "\n  \"Harbour \\\"News\\\"\",\n",
        "\nnext: tone run c\n",
    ] {
        assert!(page.contains(line), "{line:?} is not in\n{page}");
    }
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    assert!(!page.contains("[speakers.\"Ada Berg\"]"), "she is known");
    assert!(before == tree(dir.path()), "something was written");
    assert_eq!(page, stdout(&dir.run(&["check", "-j1", "c"])).replace(" -j1", ""));
}

#[test]
fn what_is_unknown_can_be_pasted() {
    let dir = corpus();
    let page = stdout(&dir.run(&["check", "c"]));
    let entries: Vec<&str> = page.lines().filter(|line| line.starts_with('[')).collect();
    assert_eq!(entries.len(), 3, "{page}");
    dir.file("c/tone.toml", format!("{STUDY}\n{}\n", entries.join("\n")));
    let output = dir.run(&["check", "c"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(!stdout(&output).contains("does not know"), "{}", stdout(&output));
}

#[test]
fn the_group_that_is_shown_can_be_pasted() {
    let dir = corpus();
    let page = stdout(&dir.run(&["check", "c"]));
    let (_, rest) = page.split_once("my_group = [").expect("two outlets are in no group");
    let (group, _) = rest.split_once("\n]\n").unwrap();
    dir.file("c/tone.toml", STUDY.replace("[groups]\n", &format!("[groups]\nmy_group = [{group}]\n")));
    let page = stdout(&dir.run(&["check", "c"]));
    assert!(!page.contains("in no group"), "{page}");
    assert!(page.contains("\n  my_group       Polar Posst "), "{page}");
}

#[test]
fn what_comes_next_is_what_was_typed() {
    let dir = Dir::new();
    dir.file("it's c/a.txt", article("Polar Post", "2019-05-04", "Ada Berg")).file("x.toml", "base = \"none\"\n");
    let page = stdout(&dir.run(&["check", "-c", "x.toml", "it's c", "--seed=7"]));
    assert!(page.ends_with("\nnext: tone run -c x.toml \"it's c\" '--seed=7'\n"), "{page}");
}

#[test]
fn names_of_any_script_leave_the_columns_in_line() {
    let dir = Dir::new();
    for (number, outlet) in ["西海日报".repeat(9), "Hill Post".to_owned()].iter().enumerate() {
        dir.file(&format!("c/{number}.txt"), article(outlet, "2019-05-04", "Ada Berg"));
    }
    let page = stdout(&dir.run(&["check", "c"]));
    let ends: Vec<usize> =
        page.lines().filter_map(|line| Some(console::measure_text_width(line.split_once("2019-05-04")?.0))).collect();
    assert_eq!(ends.len(), 2, "{page}");
    assert_eq!(ends[0], ends[1], "{page}");
}

#[test]
fn what_is_skipped_is_told_once_and_why() {
    let dir = corpus();
    dir.file("c/x.jsonl", "{\"text\"\n");
    let output = dir.run(&["check", "c"]);
    assert!(stdout(&output).contains("1 skipped, bad json: x.jsonl line 1 (EOF "), "{}", stdout(&output));
    assert_eq!(stderr(&output), "");
    assert!(stderr(&dir.run(&["check", "-v", "c"])).contains("skipped: x.jsonl line 1: bad json (EOF "));
}

#[test]
fn folders_and_last_names_are_offered_whole() {
    let dir = Dir::new();
    dir.file("c/tone.toml", "base = \"none\"\n[groups]\nlocal = [\"Quay Weakly\"]\n");
    for at in 1..4 {
        let text = format!(
            "The harbour was calm on day {at}. {} Hale said the day was very good.\n",
            ["Peter", "Peter", ""][at - 1]
        );
        dir.file(&format!("c/local/quay-weekly/{at}.txt"), text);
    }
    let page = stdout(&dir.run(&["check", "c"]));
    for line in [
        "[outlets.quay-weekly]  # 3 articles; did you mean `Quay Weakly`?\n",
        "[speakers.\"Peter Hale\"]  # 3 articles\nnames = [\"Hale\"]\n",
    ] {
        assert!(page.contains(line), "{line:?} is not in\n{page}");
    }
    assert!(!page.contains("[speakers.Hale]"), "{page}");
}

#[test]
fn spellings_of_an_outlet_are_one_entry_to_paste() {
    let dir = Dir::new();
    dir.file("c/tone.toml", STUDY);
    for (number, outlet) in ["Far Gazette", "The Far Gazette", "far-gazette", "Far Gazette"].iter().enumerate() {
        dir.file(&format!("c/{number}.txt"), article(outlet, "2019-05-04", "Ada Berg"));
    }
    let page = stdout(&dir.run(&["check", "c"]));
    let entries: Vec<&str> = page.lines().filter(|line| line.starts_with('[')).collect();
    assert_eq!(entries, ["[outlets.\"Far Gazette\"]  # 4 articles"], "{page}");
    dir.file("c/tone.toml", format!("{STUDY}\n{}\n", entries.join("\n")));
    assert!(!stdout(&dir.run(&["check", "c"])).contains("does not know"));
}

#[test]
fn the_reports_of_a_run_are_no_articles() {
    let dir = corpus();
    assert_eq!(code(&dir.run(&["run", "."])), 0);
    let output = dir.run(&["check", "."]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
}

#[test]
fn its_exit_code_is_that_of_a_run() {
    let dir = corpus();
    fs::create_dir(dir.path().join("empty")).unwrap();
    dir.file("broken/a.jsonl", "{\"text\": \"The harbour was calm on Monday and the ships came in.\"}\n{\"text\"\n");
    for (path, expected) in [("c", 0), ("broken", 3), ("empty", 4)] {
        let [checked, run] = ["check", "run"].map(|verb| code(&dir.run(&[verb, path])));
        assert_eq!((checked, run), (expected, expected), "{path}");
    }
    assert!(stdout(&dir.run(&["check", "broken"])).contains("1 skipped, "));
    for verb in ["check", "run"] {
        let nowhere = dir.run(&[verb, "nowhere"]);
        assert_eq!((code(&nowhere), stdout(&nowhere).as_str()), (4, ""));
        assert!(stderr(&nowhere).contains("no article in nowhere (not found)"), "{}", stderr(&nowhere));
    }
    let itself = dir.run(&["run", "c", "-o", "c"]);
    assert_eq!(code(&itself), 4);
    assert!(stderr(&itself).contains("Choose another --out"), "{}", stderr(&itself));
    dir.file("c/tone.toml", "[groops]\n");
    assert_eq!(code(&dir.run(&["check", "c"])), 2);
}

#[test]
fn no_name_steers_the_terminal() {
    let dir = Dir::new();
    dir.file("c/a.txt", article("Evil\u{202e}\u{1b}[31m", "2019-05-04", "Olga\u{202e} Lind"));
    let page = stdout(&dir.run(&["check", "c"]));
    assert!(page.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{page:?}");
}

#[test]
fn unknown_outlets_want_no_place_where_each_is_a_group() {
    let dir = Dir::new();
    for (number, outlet) in ["Hill Post", "Valley Herald"].into_iter().enumerate() {
        dir.file(&format!("c/{number}.txt"), article(outlet, "2019-05-04", "Ada Berg"));
    }
    let told = |group_by: &str| {
        dir.file("c/tone.toml", format!("group_by = \"{group_by}\"\n"));
        assert_eq!(code(&dir.run(&["run", "-q", "c"])), 0);
        dir.table("warnings.csv").into_iter().find(|row| row["code"] == "W20").expect("both are unknown")
    };
    let grouped = told("group");
    assert_eq!(grouped["severity"], "warning");
    assert!(grouped["message"].ends_with("add them to [groups] or [outlets]"), "{}", grouped["message"]);
    let apart = told("outlet");
    assert_eq!(apart["severity"], "note");
    assert!(apart["message"].ends_with("each is a group under the name that stands here"), "{}", apart["message"]);
    dir.file("c/2.txt", article("Xinua", "2019-05-04", "Ada Berg"));
    let slip = told("outlet");
    assert_eq!(slip["severity"], "warning");
    assert!(slip["message"].contains("`Xinua`: did you mean `Xinhua`?"), "{}", slip["message"]);
}

#[test]
fn a_group_whose_outlets_are_misspelt_is_told_whom_it_may_mean() {
    let dir = Dir::new();
    dir.file("c/0.txt", article("Polar Post", "2019-05-04", "Ada Berg"));
    dir.file("c/tone.toml", "base = \"none\"\n[groups]\nlocal = [\"Polar Posst\"]\nabroad = [\"Southern Star\"]\n");
    assert_eq!(code(&dir.run(&["run", "-q", "c"])), 0);
    let warnings = dir.table("warnings.csv");
    let told = |group: &str| {
        let row = warnings.iter().find(|row| row["code"] == "W24" && row["scope"] == group);
        row.map(|row| row["message"].clone()).unwrap_or_default()
    };
    assert!(told("local").ends_with("`Polar Posst`: did you mean `Polar Post`?"), "{}", told("local"));
    assert!(told("abroad").ends_with("with those in coverage.csv"), "{}", told("abroad"));
}
