//! Properties of a text taken apart, for every text.

#[path = "../fuzz/claims/sentences.rs"]
mod claims;

use proptest::prelude::*;
use std::time::{Duration, Instant};
use tone::span::Span;
use tone::text::boilerplate::Boilerplate;
use tone::text::dateline::dateline;
use tone::text::document::Document;
use tone::text::language::is_english;
use tone::text::style::SentenceStyle;

/// Texts of words and marks that the rules look at, and texts of anything.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Kim",
        "said",
        "U.S.",
        "Mr.",
        "Jan.",
        "5",
        "a.m.",
        "p.",
        "I",
        "The",
        "Jae-in",
        "didn’t",
        "iPhone",
        "é",
        "ß",
        "김",
        "1.",
        "2.",
        "a)",
        "•",
        ".",
        "!",
        "?",
        "…",
        "...",
        ". . .",
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "(",
        ")",
        "[...]",
        "[1]",
        ",",
        "--",
        "—",
        "(KCNA) --",
        "SEOUL,",
        "\u{200b}",
        "\u{a0}",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\u{301}",
        "�",
        "👍🏽",
        ":)",
        "=",
        "http://a.b/c?d",
        "\u{200d}",
        "\u{200f}",
        "\u{202e}",
        "\u{2028}",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
}

fn styles() -> impl Strategy<Value = SentenceStyle> {
    prop::sample::select(vec![SentenceStyle::News, SentenceStyle::Web])
}

/// True if the spans stand in order, apart, and on borders of characters.
fn in_order(text: &str, spans: impl Iterator<Item = Span>) -> bool {
    let mut end = 0;
    for span in spans {
        if span.start < end || span.is_empty() || text.get(span.start..span.end).is_none() {
            return false;
        }
        end = span.end;
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn sentences_and_gaps_tile_the_text(text in texts(), hard_wrapped: bool, style in styles()) {
        claims::hold_of(style, &text, hard_wrapped);
    }

    #[test]
    fn every_part_knows_its_whole(text in texts(), hard_wrapped: bool, style in styles()) {
        let document = Document::parse_as(style, &text, hard_wrapped);
        prop_assert!(in_order(&text, document.paragraphs.iter().map(|paragraph| paragraph.span)));
        prop_assert!(in_order(&text, document.tokens.iter().map(|token| token.span)));
        let (mut sentences, mut tokens) = (0, 0);
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            prop_assert_eq!(paragraph.sentences.start, sentences);
            sentences = paragraph.sentences.end;
            for sentence in &document.sentences[paragraph.sentences.clone()] {
                prop_assert!(sentence.paragraph == index && paragraph.span.contains(sentence.span));
                prop_assert_eq!(sentence.tokens.start, tokens);
                tokens = sentence.tokens.end;
                let words: String = document.tokens[sentence.tokens.clone()].iter().map(|token| token.span.of(&text)).collect();
                let whole: String = sentence.span.of(&text).split_whitespace().collect();
                prop_assert_eq!(words, whole);
            }
        }
        prop_assert_eq!((sentences, tokens), (document.sentences.len(), document.tokens.len()));
        for token in &document.tokens {
            prop_assert_eq!(token.word, token.span.of(&text).contains(char::is_alphanumeric));
            if let Some(quote) = token.quote {
                prop_assert!(document.quotes[quote].span.contains(token.span));
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in texts()) {
        Boilerplate::built_in().has(&text);
        is_english(&text);
        if let Some(found) = dateline(&text) {
            prop_assert!(text.get(found.span.start..found.span.end).is_some());
            prop_assert!(found.outlet.is_none_or(|outlet| found.span.contains(outlet)));
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_taken_apart(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        claims::hold(&bytes);
    }
}

#[test]
fn long_and_odd_texts_are_taken_apart() {
    let word = "x".repeat(100_000);
    let texts = [
        word.clone(),
        format!("The end. {word}. The {word}! “{word}?” Kim said."),
        "é".repeat(50_000) + ". Kim left.",
        "word ".repeat(20_000),
        "Mr. Kim said U.S. no. ".repeat(4_000),
        "a\u{200d}b\u{200d}. \u{200d}Kim\u{200d} left.\u{200d} He slept.\u{200d}".repeat(500),
        "\u{200f}Kim left.\u{200f} \u{202e}He slept.\u{202c} \u{2067}Lee woke.\u{2069}".repeat(500),
        "Kim left.\u{2028}He slept.\u{2029}Lee woke.\u{2028}\u{2028}Nobody\u{85}spoke.\u{b}\u{c}".repeat(500),
        "\u{feff}Kim left.\u{feff} He\u{0} slept.\u{0}".repeat(500),
    ];
    texts.iter().for_each(|text| claims::hold(text.as_bytes()));
}

#[test]
fn marks_nobody_sees_do_not_hide_the_end_of_a_sentence() {
    let split = |text: &'static str| {
        let document = Document::parse(text, false);
        document.sentences.iter().map(|sentence| sentence.span.of(text)).collect::<Vec<_>>()
    };
    assert_eq!(split("Kim left.\u{200b} He slept."), ["Kim left.\u{200b}", "He slept."]);
    assert_eq!(split("Kim left.\u{200f} He slept."), ["Kim left.\u{200f}", "He slept."]);
    assert_eq!(
        split("Kim left. \u{202a}He slept.\u{202c} Lee woke."),
        ["Kim left.", "\u{202a}He slept.\u{202c}", "Lee woke."]
    );
    assert_eq!(split("Kim left.\u{2028}He slept."), ["Kim left.", "He slept."]);
    assert_eq!(split("Kim left.\u{200d} He slept."), ["Kim left.\u{200d}", "He slept."]);
    assert_eq!(split("Kim left.\u{ad} \u{2060}He slept."), ["Kim left.\u{ad}", "\u{2060}He slept."]);
}

#[test]
fn hostile_texts_take_linear_time() {
    for unit in [
        "\"",
        ".",
        "a.",
        "a. ",
        "A. ",
        "…",
        "… ",
        "“",
        "?” A ",
        ". . ",
        "1. ",
        "1. A 2. ",
        "a.m. ",
        "- ",
        "\n",
        "( ",
        "U.S.-",
        "'s ",
        ".:)",
        "?a",
        "...A/",
        "? A, ",
        "?” A’s ",
        ".” - ",
        ".” ",
    ] {
        let text = unit.repeat((1 << 19) / unit.len());
        let start = Instant::now();
        Document::parse(&text, false);
        Document::parse_as(SentenceStyle::Web, &text, false);
        // Quadratic time would be hours.
        assert!(start.elapsed() < Duration::from_secs(60), "{unit:?} took {:?}", start.elapsed());
    }
}
