//! What is true of every corpus: articles do not know of each other, and neither threads nor order show.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

mod support;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use support::{Dir, code, stderr, stdout, tree};
use tone::analysis::analyst::Analyst;
use tone::article::Article;
use tone::config::builtin;
use tone::row::Row;
use tone::span::Span;
use tone::text::style::SentenceStyle;
use tone::tone::scorer::Profile;

/// What articles are made of: people, media, quotations that close and that do not, lines, marks nobody sees, letters of several bytes.
const PIECES: [&str; 30] = [
    "Kim Jong Un",
    "Trump",
    "the minister",
    "Ann Lee",
    "Jose\u{301} Nu\u{f1}ez",
    "KCNA",
    "Xinhua reported",
    "said",
    "said that",
    "he",
    "she hopes",
    "according to",
    "it is very bad",
    "the great talks were not a failure",
    "war and peace",
    "“",
    "”",
    "\"",
    "’s",
    ",",
    ".",
    "!",
    ":",
    "\n",
    "\n\n",
    "SEOUL (Reuters) -",
    "İstanbul",
    "\u{200b}",
    "\u{202e}",
    "Mr. Brown",
];

static ANALYST: LazyLock<Analyst> = LazyLock::new(analyst);

fn analyst() -> Analyst {
    Analyst::new(&builtin(), Profile::News, SentenceStyle::News)
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 1..most).prop_map(|pieces| pieces.join(" "))
}

fn article() -> impl Strategy<Value = Article> {
    (words(5), words(60), select(vec!["KCNA", "Reuters", ""]), any::<bool>()).prop_map(
        |(title, text, outlet, hard_wrapped)| Article {
            title: title.replace('\n', " "),
            text,
            outlet: outlet.to_owned(),
            hard_wrapped,
            ..Article::default()
        },
    )
}

/// What must hold of the rows of any article.
fn check(article: &Article, rows: &[Row]) {
    let mut before = None;
    let mut end = 0;
    for row in rows {
        assert!(before < Some((row.sentence, row.row)), "{row:?} after {before:?} in {article:?}");
        before = Some((row.sentence, row.row));
        assert_eq!(row.headline, row.sentence == 0, "{row:?}");
        let text = if row.headline { &article.title } else { &article.text };
        let sentence = Span::new(row.start, row.end);
        let relays = row.relays.iter().map(|relay| relay.span);
        let inner = row.cue.iter().chain(&row.content).copied();
        for span in inner.clone().chain(row.source.iter().copied()).chain(relays).chain([sentence]) {
            assert!(
                text.get(span.start..span.end).is_some_and(|words| !words.is_empty()),
                "{span:?} of {row:?} in {text:?}"
            );
        }
        assert!(inner.clone().all(|span| sentence.contains(span)), "{row:?} leaves its sentence in {text:?}");
        if !row.headline && row.row == 0 {
            assert!(row.start >= end, "{row:?} begins in the sentence before, of {text:?}");
            end = row.end;
        }
        for score in [row.tone, row.vader].into_iter().flatten() {
            assert!(score.0.abs() <= 10_000, "{row:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_article_has_the_same_rows_in_any_company(articles in prop::collection::vec(article(), 1..5)) {
        // Alone: by an analyst that has seen all the others of all other cases. In company: in turn, and turned round.
        let alone: Vec<_> = articles.iter().map(|article| ANALYST.rows(article)).collect();
        for (article, rows) in articles.iter().zip(&alone).rev() {
            prop_assert_eq!(&ANALYST.rows(article), rows);
            check(article, rows.as_deref().unwrap_or_default());
        }
    }
}

/// A corpus in files of JSON lines: which article lies in which file.
fn files(texts: &[String], homes: &[usize]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (number, (text, home)) in texts.iter().zip(homes).enumerate() {
        let (outlet, date) =
            (["Xinhua", "KCNA", "Reuters", "Evening Sun"][number % 4], format!("2018-06-{:02}", 10 + number % 5));
        let record = serde_json::json!({ "id": format!("a{number}"), "outlet": outlet, "date": date, "text": text });
        *files.entry(format!("{home}.jsonl")).or_default() += &format!("{record}\n");
    }
    files
}

/// Runs the program over some files and returns what it wrote.
fn reports(
    dir: &Dir,
    out: &str,
    jobs: &str,
    files: &BTreeMap<String, String>,
    turned: bool,
) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut paths = Vec::new();
    for (name, lines) in files {
        let lines: Vec<&str> = if turned { lines.lines().rev().collect() } else { lines.lines().collect() };
        dir.file(&format!("{out}-in/{name}"), lines.join("\n"));
        paths.push(format!("{out}-in/{name}"));
    }
    if turned {
        paths.reverse();
    }
    let mut args = vec!["run", "-q", "--jobs", jobs, "-o", out];
    args.extend(paths.iter().map(String::as_str));
    let output = dir.run(&args);
    assert!(matches!(code(&output), 0 | 3), "{}", stderr(&output));
    let mut made = tree(&dir.path().join(out));
    // What the inputs are called and hold is the manifest's to say.
    made.remove(&PathBuf::from("manifest.json"));
    made
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn neither_threads_nor_files_nor_their_order_change_a_byte(
        texts in prop::collection::vec(words(40).prop_map(|words| format!("It was said that they were there. {words}")), 2..14),
        homes in prop::collection::vec(any::<Index>(), 14),
    ) {
        let dir = Dir::new();
        let spread = |most: usize| homes.iter().map(|home| home.index(most)).collect::<Vec<_>>();
        let one = reports(&dir, "one", "1", &files(&texts, &spread(1)), false);
        for (out, jobs, most, turned) in [("two", "3", 1, true), ("three", "1", 3, false), ("four", "2", 5, true)] {
            let other = reports(&dir, out, jobs, &files(&texts, &spread(most)), turned);
            let differ: Vec<_> = one.iter().filter(|(name, bytes)| other.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
            prop_assert!(differ.is_empty() && one.len() == other.len(), "{out} differs in {differ:?}");
        }
    }

    #[test]
    fn a_corpus_is_annotated_as_its_articles_are_alone(texts in prop::collection::vec(words(40), 1..6)) {
        let dir = Dir::new();
        let homes: Vec<usize> = (0..texts.len()).collect();
        let apart: Vec<String> = files(&texts, &homes).into_values().collect();
        dir.file("all.jsonl", apart.concat());
        let annotated = |name: &str| {
            let printed = stdout(&dir.run(&["annotate", "-q", name]));
            let lines = printed.lines().map(|line| serde_json::from_str(line).unwrap());
            // Inputs are told, too.
            lines.filter(|line: &serde_json::Value| line.get("sha256").is_none()).collect::<Vec<_>>()
        };
        let together = annotated("all.jsonl");
        prop_assert_eq!(together.len(), texts.len());
        for (record, line) in apart.iter().zip(&together) {
            dir.file("alone.jsonl", record);
            for mut alone in annotated("alone.jsonl") {
                for key in ["input", "record"] {
                    alone[key] = line[key].clone();
                }
                prop_assert_eq!(&alone, line);
            }
        }
    }
}
