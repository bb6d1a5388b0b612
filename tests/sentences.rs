//! The sentence splitter against its own hard cases, and against gold where it is at hand.

#![allow(clippy::print_stderr, reason = "the figures are for people")]

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tone::span::Span;
use tone::text::document::Document;
use tone::text::style::SentenceStyle;

/// The numbers of cases in `sentences/hard.txt` and `sentences/web.txt`, so that none is lost unseen.
const HARD_CASES: usize = 151;
const WEB_CASES: usize = 22;

/// A paragraph and its sentences, after the dateline if it has one.
struct Case {
    line: usize,
    paragraph: String,
    dateline: Option<String>,
    sentences: Vec<String>,
}

/// Reads the cases of a fixture; anything that is not a case or a comment is an error.
fn cases(fixture: &str) -> Vec<Case> {
    let mut lines = fixture.lines().enumerate();
    let mut found = Vec::new();
    while let Some((at, first)) = lines.next() {
        let line = at + 1;
        if first.is_empty() || first.starts_with("# ") {
            continue;
        }
        assert!(first != "---" && first != "===", "line {line}: a case begins with its paragraph");
        assert_eq!(lines.next().map(|(_, mark)| mark), Some("---"), "line {line}: --- must follow the paragraph");
        let mut sentences: Vec<String> =
            lines.by_ref().map(|(_, text)| text.to_owned()).take_while(|text| text != "===").collect();
        let dateline = sentences.first().and_then(|first| first.strip_prefix("~ ")).map(str::to_owned);
        sentences.drain(..usize::from(dateline.is_some()));
        assert!(!sentences.is_empty() && sentences.iter().all(|text| !text.is_empty() && text != "---"), "line {line}");
        let spaceless = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(
            spaceless(first),
            spaceless(&(dateline.clone().unwrap_or_default() + &sentences.concat())),
            "line {line}: the sentences are not the paragraph"
        );
        found.push(Case { line, paragraph: first.to_owned(), dateline, sentences });
    }
    assert!(fixture.ends_with("===\n"), "the last case is not closed");
    found
}

/// Holds the splitter to the cases of a fixture.
fn check(fixture: &str, style: SentenceStyle, number: usize) {
    let cases = cases(fixture);
    assert_eq!(cases.len(), number, "cases were added or lost: set the number");
    let mut wrong = Vec::new();
    for case in &cases {
        let document = Document::parse_as(style, &case.paragraph, false);
        let of = |span: Span| span.of(&case.paragraph);
        let sentences: Vec<&str> = document.sentences.iter().map(|sentence| of(sentence.span)).collect();
        let dateline = document.paragraphs[0].dateline.map(of);
        if sentences != case.sentences || dateline != case.dateline.as_deref() {
            wrong.push(format!("line {}: {dateline:?} {sentences:#?}", case.line));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn hard_cases() {
    check(include_str!("sentences/hard.txt"), SentenceStyle::News, HARD_CASES);
}

#[test]
fn cases_of_the_web() {
    check(include_str!("sentences/web.txt"), SentenceStyle::Web, WEB_CASES);
}

/// A document of the gold; offsets are Unicode scalar values.
#[derive(Deserialize)]
struct Gold {
    text: String,
    sentences: Vec<(usize, usize)>,
}

/// Hits, boundaries found, boundaries of the gold, documents without a fault, documents.
#[derive(Default)]
struct Tally {
    hits: usize,
    found: usize,
    gold: usize,
    whole: usize,
    documents: usize,
}

impl Tally {
    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (self.found + self.gold) as f64
    }
}

/// The gold of a file under `shared/eval/sentences`, `None` if it is not at hand; in CI it must be.
fn gold(file: &str) -> Option<Vec<Gold>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/sentences").join(file);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        eprintln!("skipped: {} is missing", path.display());
        return None;
    };
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The boundaries of a document as numbers of characters before them that are not white space, each with its offset in characters.
/// Ends of paragraphs are free.
fn boundaries(text: &[char], ends: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut seen = vec![0];
    for c in text {
        let counts = !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}');
        seen.push(seen[seen.len() - 1] + usize::from(counts));
    }
    let mut free: BTreeSet<usize> = [0, seen[text.len()]].into();
    for (at, _) in text.iter().enumerate().filter(|&(_, &c)| c == '\n') {
        let blank = text[at + 1..].iter().take_while(|c| c.is_whitespace()).any(|&c| c == '\n');
        if blank {
            free.insert(seen[at]);
        }
    }
    let mut found = BTreeMap::new();
    for end in ends.filter(|&end| !free.contains(&seen[end])) {
        found.entry(seen[end]).or_insert(end);
    }
    found
}

/// True if a stop stands before the boundary, closing marks and footnotes left out: gold boundaries without are lost layout.
fn is_punctuated(before: &[char]) -> bool {
    let text: String = before.iter().rev().take(40).rev().collect();
    let mut rest = text.trim_end();
    while !rest.ends_with(['.', '!', '?', '…']) {
        let note = rest.strip_suffix(']').map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()));
        let note = note.and_then(|rest| rest.strip_suffix('['));
        let shorter = match note {
            Some(rest) => Some(rest.strip_suffix(char::is_whitespace).unwrap_or(rest)),
            None => rest.strip_suffix(['"', '\'', '”', '’', ')', ']', '»', '*']),
        };
        let Some(shorter) = shorter else { return false };
        rest = shorter;
    }
    true
}

/// F1-punct as `score_sentences.py` beside the gold defines it.
fn measure(file: &str, style: SentenceStyle) -> Option<Tally> {
    let mut tally = Tally::default();
    for document in gold(file)? {
        let text: Vec<char> = document.text.chars().collect();
        let parsed = Document::parse_as(style, &document.text, false);
        let chars = |bytes: usize| document.text[..bytes].chars().count();
        let found = boundaries(&text, parsed.sentences.iter().map(|sentence| chars(sentence.span.end)));
        let gold = boundaries(&text, document.sentences.iter().map(|&(_, end)| end));
        let bare = |at: &usize| gold.get(at).is_some_and(|&end| !is_punctuated(&text[..end]));
        tally.hits += found.keys().filter(|at| gold.contains_key(at) && !bare(at)).count();
        tally.found += found.keys().filter(|at| !bare(at)).count();
        tally.gold += gold.keys().filter(|at| !bare(at)).count();
        tally.whole += usize::from(found.keys().eq(gold.keys()));
        tally.documents += 1;
    }
    eprintln!("{file}: F1-punct {:.4}, {} of {} documents right", tally.f1(), tally.whole, tally.documents);
    Some(tally)
}

#[test]
fn gold_of_edited_text() {
    if let Some(tally) = measure("gum_dev.jsonl", SentenceStyle::News) {
        assert!(tally.f1() >= 0.995, "GUM dev {:.4}", tally.f1());
    }
}

#[test]
fn gold_of_the_web() {
    if let Some(tally) = measure("ewt_dev.jsonl", SentenceStyle::Web) {
        assert!(tally.f1() >= 0.98, "EWT dev {:.4}", tally.f1());
    }
}

#[test]
fn golden_rules() {
    if let Some(tally) = measure("golden48.jsonl", SentenceStyle::News) {
        assert_eq!((tally.whole, tally.documents), (48, 48));
    }
    if let Some(tally) = measure("pragmatic_spec.jsonl", SentenceStyle::News) {
        assert!(tally.whole >= 104, "{} of {}", tally.whole, tally.documents);
    }
}
