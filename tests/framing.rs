//! Frames: the semantics of quanteda's globs, and a matcher that looks at everything.

#![allow(clippy::print_stderr, reason = "who runs the tests should see that one did not")]

use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;
use tone::dictionary::set::{Category, FrameSet, Pattern};
use tone::framing::fold::{fold, folded};
use tone::framing::framer::{Framer, Hit};
use tone::framing::pattern::fits;
use tone::text::document::{Document, Token};

/// A section of the fixture; `None` if it is not at hand. In CI it must be.
fn fixture(section: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures/statistics.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        eprintln!("skipped: {} is missing", path.display());
        return None;
    };
    Some(serde_json::from_str::<Value>(&text).unwrap()[section].clone())
}

fn set(categories: &[Vec<String>]) -> FrameSet {
    let category = |(number, globs): (usize, &Vec<String>)| Category {
        name: number.to_string(),
        validated: false,
        patterns: globs.iter().map(Pattern::new).collect(),
    };
    FrameSet { name: "set".into(), categories: categories.iter().enumerate().map(category).collect() }
}

#[test]
fn globs_are_those_of_the_fixture() {
    let Some(fixture) = fixture("glob_and_phrases") else { return };
    let (cases, expected) =
        (fixture["inputs"]["glob"].as_array().unwrap(), fixture["expected"]["glob"].as_array().unwrap());
    assert_eq!((cases.len(), expected.len()), (12, 12));
    for (case, expected) in cases.iter().zip(expected) {
        let (pattern, token) = (case[0].as_str().unwrap(), case[1].as_str().unwrap());
        let [mut glob, mut word] = [Vec::new(), Vec::new()];
        fold(pattern, &mut glob);
        fold(token, &mut word);
        assert_eq!(fits(&glob, &word), expected.as_bool().unwrap(), "{case}");
        let document = Document::parse(token, false);
        let hit = !Framer::new(&[set(&[vec![pattern.into()]])]).hits(token, &document.tokens).is_empty();
        assert_eq!(hit, expected.as_bool().unwrap() && !token.is_empty(), "{case}");
    }
}

#[test]
fn phrases_are_those_of_the_fixture() {
    let Some(fixture) = fixture("glob_and_phrases") else { return };
    let cases = fixture["inputs"]["phrases"].as_array().unwrap();
    let expected = fixture["expected"]["phrases_inclusive_token_spans"].as_array().unwrap();
    assert_eq!((cases.len(), expected.len()), (4, 4));
    for (case, expected) in cases.iter().zip(expected) {
        let words: Vec<&str> = case[1].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        let text = words.join(" ");
        let document = Document::parse(&text, false);
        let framer = Framer::new(&[set(&[vec![case[0].as_str().unwrap().into()]])]);
        let place = |hit: Hit| {
            let at = |inside: &dyn Fn(&Token) -> bool| document.tokens.iter().position(inside).unwrap();
            [at(&|token| token.span.start == hit.span.start), at(&|token| token.span.end == hit.span.end)]
        };
        let found: Vec<[usize; 2]> = framer.hits(&text, &document.tokens).into_iter().map(place).collect();
        assert_eq!(serde_json::to_value(found).unwrap(), *expected, "{case}");
    }
}

/// Every pattern at every token, then the longest first; nothing clever.
fn by_force(categories: &[Vec<String>], text: &str, tokens: &[Token]) -> Vec<(usize, usize, String)> {
    let fold = |word: &str| word.chars().filter_map(folded).collect::<Vec<char>>();
    let words: Vec<Vec<char>> = tokens.iter().map(|token| fold(token.span.of(text))).collect();
    let mut hits = Vec::new();
    for (frame, patterns) in categories.iter().enumerate() {
        let mut found = Vec::new();
        for (number, pattern) in patterns.iter().enumerate() {
            let globs: Vec<Vec<char>> = pattern.split(' ').map(fold).collect();
            for start in (0..tokens.len()).filter(|start| start + globs.len() <= tokens.len()) {
                let here = start..start + globs.len();
                let fit = |(glob, at): (&Vec<char>, usize)| {
                    fits_by_force(glob, &words[at]) && (tokens[at].word || !glob.contains(&'*') && !glob.contains(&'?'))
                };
                if globs.iter().zip(here).all(fit) {
                    found.push((globs.len(), pattern.chars().count(), start, number));
                }
            }
        }
        found.sort_by_key(|&(tokens, characters, start, number)| {
            (usize::MAX - tokens, usize::MAX - characters, start, number)
        });
        let mut taken = vec![false; tokens.len()];
        for (length, _, start, number) in found {
            if !taken[start..start + length].contains(&true) {
                taken[start..start + length].fill(true);
                hits.push((tokens[start].span.start, frame, patterns[number].clone()));
            }
        }
    }
    hits.sort();
    hits
}

fn fits_by_force(glob: &[char], word: &[char]) -> bool {
    match (glob.split_first(), word.split_first()) {
        (None, None) => true,
        (Some(('*', glob)), _) if fits_by_force(glob, word) => true,
        (Some(('*', _)), Some((_, word))) => fits_by_force(glob, word),
        (Some((one, glob)), Some((letter, word))) => (*one == '?' || one == letter) && fits_by_force(glob, word),
        _ => false,
    }
}

proptest! {
    #[test]
    fn the_framer_finds_what_force_finds(
        categories in proptest::collection::vec(
            proptest::collection::vec("([abéB*?]{1,4}|[ab]{5}[*]?) ?([ab*?]{1,2} ){0,2}[ab*]{1,2}|[abé*?]{1,4}|a|ab", 0..8), 1..4),
        text in "(([abéÉAB]{1,5}|abaab|a|ab)( |, | |\\. |’s | “)){0,14}",
    ) {
        let categories: Vec<Vec<String>> = categories.into_iter()
            .map(|globs| globs.into_iter().map(|glob| glob.split(' ').filter(|glob| !glob.is_empty()).collect::<Vec<_>>().join(" ")).collect())
            .collect();
        let document = Document::parse(&text, false);
        let framer = Framer::new(&[set(&categories)]);
        let found: Vec<(usize, usize, String)> = framer.hits(&text, &document.tokens).into_iter()
            .map(|hit| (hit.span.start, hit.frame, framer.pattern(hit.pattern).to_owned())).collect();
        prop_assert_eq!(found, by_force(&categories, &text, &document.tokens));
    }

    #[test]
    fn no_text_and_no_pattern_panics(
        globs in proptest::collection::vec("\\PC{0,12}|[*?'’. a-]{0,8}", 0..12),
        text in "\\PC{0,80}|[*?'’. aA\u{ad}\u{200b}é-]{0,60}",
    ) {
        let document = Document::parse(&text, false);
        let framer = Framer::new(&[set(std::slice::from_ref(&globs))]);
        for hit in framer.hits(&text, &document.tokens) {
            prop_assert!(!hit.span.of(&text).is_empty());
        }
        // A pattern without a mark is found where it is the whole text.
        for glob in globs.iter().filter(|glob| !glob.is_empty() && glob.chars().all(char::is_alphanumeric)) {
            let document = Document::parse(glob, false);
            prop_assert_eq!(framer.hits(glob, &document.tokens).len(), 1, "{}", glob);
        }
    }
}
