//! Attributions as spans: cases as data, and what must hold for any text.
//!
//! `attribution.txt` is blocks of lines. A line is the whole text, marked up for one attribution: its rule and a colon (`^` after the rule if it
//! goes on with the speaker before), the `[source]`, the `<cue>`, the `{content}`, the `~addressee~`; ` ¶ ` parts paragraphs. An attribution
//! nested in the one above is indented by two blanks. `none:` stands before a text without attributions. Under the line `# rules alone` stands
//! what the rules make of a text where the tagger, which has seen other texts, may not follow them.

use proptest::prelude::*;
use tone::attribution::detect::{Found, detect, detect_in_title};
use tone::span::Span;
use tone::text::document::Document;

const CASES: &str = include_str!("attribution.txt");
const PARAGRAPH: &str = " ¶ ";

/// The block the attributions of a text make.
fn shown(text: &str, found: &[Found]) -> String {
    if found.is_empty() {
        return format!("none: {}", text.replace('\n', PARAGRAPH));
    }
    let line = |attribution: &Found| {
        let mut depth = 0;
        let mut outer = attribution.within;
        while let Some(index) = outer {
            (depth, outer) = (depth + 1, found[index].within);
        }
        let continues = if attribution.continues.is_some() { "^" } else { "" };
        format!("{}{}{continues}: {}", "  ".repeat(depth), attribution.rule.name(), marked(text, attribution))
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn marked(text: &str, found: &Found) -> String {
    let mut marks: Vec<(usize, u8, char)> = Vec::new();
    let addressee: Vec<Span> = found.addressee.into_iter().collect();
    for (spans, open, close) in
        [(&found.source, '[', ']'), (&found.cue, '<', '>'), (&found.content, '{', '}'), (&addressee, '~', '~')]
    {
        marks.extend(spans.iter().flat_map(|span| [(span.start, 1, open), (span.end, 0, close)]));
    }
    marks.sort_unstable();
    let mut shown = String::new();
    let mut at = 0;
    for (place, _, mark) in marks {
        shown.push_str(&text[at..place]);
        shown.push(mark);
        at = place;
    }
    shown.push_str(&text[at..]);
    shown.replace('\n', PARAGRAPH)
}

#[test]
fn the_cases_hold() {
    let mut wrong = Vec::new();
    let blocks: Vec<&str> = CASES.split("\n\n").map(str::trim_end).filter(|block| !block.is_empty()).collect();
    for block in &blocks {
        let alone = block.strip_prefix("# rules alone\n");
        let block = alone.unwrap_or(block);
        let (_, first) =
            block.lines().next().and_then(|line| line.split_once(": ")).expect("a rule, a colon and a text");
        let text = first.replace(['[', ']', '<', '>', '{', '}', '~'], "").replace(PARAGRAPH, "\n");
        let document = Document::parse(&text, false);
        let found = if alone.is_some() { detect_in_title(&document) } else { detect(&document) };
        let found = shown(&text, &found);
        if found != block {
            wrong.push(format!("expected\n{block}\nfound\n{found}\n"));
        }
    }
    assert!(blocks.len() >= 120, "cases are missing: {}", blocks.len());
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n\n{}", wrong.len(), blocks.len(), wrong.join("\n"));
}

/// What must hold for the attributions of any text.
fn check(text: &str) {
    let document = Document::parse(text, false);
    let found = detect(&document);
    for (index, attribution) in found.iter().enumerate() {
        let spans = [&attribution.source, &attribution.cue, &attribution.content].into_iter().flatten();
        for span in spans.chain(&attribution.addressee) {
            assert!(!span.is_empty() && !span.of(text).trim().is_empty(), "an empty span in {text:?}");
        }
        assert!(!attribution.content.is_empty(), "no content in {text:?}");
        assert!(attribution.within.is_none_or(|outer| outer < index), "nested in a later one in {text:?}");
        assert!(attribution.continues.is_none_or(|before| before < index), "goes on with a later one in {text:?}");
    }
}

/// Words and marks that the rules ask for.
const PIECES: [&str; 44] = [
    "Kim",
    "Trump",
    "the",
    "officials",
    "said",
    "says",
    "told",
    "reporters",
    "that",
    "to",
    "and",
    "who",
    "according",
    "adding",
    "quoted",
    "as",
    "saying",
    "was",
    "by",
    "hailed",
    "pledge",
    "statement",
    "he",
    "his",
    "on",
    "Monday",
    "of",
    "in",
    "not",
    "talks",
    ",",
    ".",
    ":",
    ";",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "—",
    "(",
    ")",
    "\n",
    "@kim",
];

proptest! {
    #[test]
    fn any_row_of_words_and_marks_is_read(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        check(&pieces.join(" "));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        check(&text);
    }
}

#[test]
fn hostile_texts_are_read_in_time() {
    let many = 5_000;
    for piece in [
        "Kim said, ",
        "“",
        "\" ",
        "he said that ",
        "“A.” ",
        "“a” b said ",
        "said:\n",
        "who ",
        "Kim, ",
        "as saying ",
        "'s pledge to ",
        "A: “b”\n",
        "“a\n",
        "(",
        "— K (@k) ",
    ] {
        check(&piece.repeat(many));
    }
}
