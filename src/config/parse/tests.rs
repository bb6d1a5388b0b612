//! What is said about a file, mistake by mistake, and that what most people write is read.

#![cfg(test)]

use crate::config::load::parse;
use std::path::Path;

/// What is said about a text, each mistake on its line.
fn mistakes(text: &str) -> String {
    parse(text, Path::new("t")).expect_err("this is a mistake").to_string()
}

#[test]
fn what_most_people_write_is_accepted() {
    let config = parse(include_str!("../example.toml"), Path::new("t")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((config.groups.len(), config.group_of("Reuters"), config.group_of("CNN")), (3, "western", "other"));
    assert_eq!(config.outlet("Rodong Sinmun").unwrap().names, [""; 0], "the entry is replaced");
    let singapore = &config.events[0];
    assert_eq!((singapore.key.as_str(), singapore.lag_days, singapore.any.len()), ("singapore", 1, 2));
    assert_eq!((config.events.len(), config.frames.last().map(|set| set.categories.len())), (5, Some(2)));
    let [claim] = config.comparisons.as_slice() else { panic!("one comparison is declared") };
    assert_eq!((claim.speaker.as_str(), claim.event.as_str()), ("Kim Jong Un", "singapore"));
    assert_eq!(claim.groups, ["kcna", "western"]);
}

#[test]
fn the_examples_of_the_reference_are_read() {
    let page = include_str!("../../../docs/configuration.md");
    let blocks: Vec<&str> =
        page.split("```toml\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect();
    assert_eq!(blocks.len(), 12);
    for block in blocks {
        // The dictionaries are not there: `frames` tests such.
        let lines = block.lines().filter(|line| !line.starts_with("files ="));
        let text = lines.collect::<Vec<_>>().join("\n");
        parse(&text, Path::new("t")).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
}

#[test]
fn thresholds_lie_within_bounds() {
    for (text, expected) in [
        ("thresholds.test_articles = 1", "t:1: `test_articles` must lie between 2 and 1000000"),
        ("thresholds.few_articles = 0", "t:1: `few_articles` must lie between 1 and 1000000"),
        ("thresholds.keyword_count = 2.5", "t:1: `keyword_count` must be a whole number, not a decimal number"),
        ("thresholds.few_article = 2", "t:1: unknown key `few_article` in [thresholds]: did you mean `few_articles`?"),
        ("period = \"month\"", "t:1: `period` cannot be `month` (one of: auto, day, week, event)"),
        (
            "group_by = \"outlets\"",
            "t:1: `group_by` cannot be `outlets`: did you mean `outlet`? (one of: group, outlet)",
        ),
    ] {
        assert_eq!(mistakes(text), expected);
    }
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    assert_eq!(mistakes("profle = 1\n"), "t:1: unknown key `profle` in the configuration: did you mean `profile`?");
    let text =
        "\n[speakers.Ann]\nname = [\"A\"]\n[outlets.B]\nzzzzzz = 1\n[corpus]\nopinions = 1\n[sides.c]\nkinds = 1\n";
    let expected = "t:3: unknown key `name` in [speakers.`Ann`]: did you mean `names`?\n\
                    t:5: unknown key `zzzzzz` in [outlets.`B`]: [outlets.`B`] has names, match, country, ownership, translated\n\
                    t:7: unknown key `opinions` in [corpus]: did you mean `opinion`?\n\
                    t:9: unknown key `kinds` in [sides.`c`]: did you mean `kind`?";
    assert_eq!(mistakes(text), expected);
}

#[test]
fn a_wrong_type_is_told() {
    for (text, expected) in [
        ("seed = \"7\"", "t:1: `seed` must be a whole number, not a string"),
        ("seed = -7", "t:1: `seed` must not be negative"),
        ("min_confidence = 70", "t:1: `min_confidence` must lie between 0 and 1"),
        ("min_confidence = nan", "t:1: `min_confidence` must lie between 0 and 1"),
        ("min_confidence = \".7\"", "t:1: `min_confidence` must be a number, not a string"),
        ("profile = true", "t:1: `profile` must be a string, not true or false"),
        ("speakers = 3", "t:1: `speakers` must be a table, not a whole number"),
        ("[[speakers]]", "t:1: `speakers` must be a table, not a list of tables"),
        ("[outlets]\nA = 2018-06-12", "t:2: `A` must be a table, not a date"),
        ("[outlets.A]\nnames = \"a\"", "t:2: `names` must be a list of strings like [\"a\", \"b\"], not a string"),
        ("[outlets.A]\nnames = [\n\"a\",\n7]", "t:4: `names` must hold strings, not a whole number"),
        ("[outlets.A]\nnames = [\" \"]", "t:2: `names` holds an empty string"),
        ("[sides.\"a\\u0000b\"]", "t:1: `a\\u{0}b` holds a NUL character: take it out"),
        ("[sides.a]\nnames = [\"b\\u0000\"]", "t:2: `b\\u{0}` holds a NUL character: take it out"),
        ("[sides.\"\"]", "t:1: a name in [sides] is empty or begins or ends with a space"),
    ] {
        assert_eq!(mistakes(text), expected);
    }
}

#[test]
fn an_unknown_word_is_told_with_those_that_may_stand_there() {
    for (text, expected) in [
        (
            "profile = \"vadr\"",
            "t:1: `profile` cannot be `vadr`: did you mean `vader`? (one of: news, vader, vader-sentiment)",
        ),
        ("sentences = \"wep\"", "t:1: `sentences` cannot be `wep`: did you mean `web`? (one of: news, web)"),
        ("base = \"asia\"", "t:1: `base` cannot be `asia` (one of: korea-summits, none)"),
        (
            "[outlets.A]\ncountry = \"kp\"",
            "t:2: `country` cannot be `kp`: use two capital letters (ISO 3166: KP, CN, US, GB)",
        ),
        ("[outlets.A]\nmatch = [\"a[\"]", "t:2: `a[` is not a pattern: unclosed character class; missing ']'"),
        (
            "[speakers.A]\npronouns = [\"hee\"]",
            "t:2: `pronouns` cannot hold `hee`: did you mean `he`? (one of: he, she, they, it)",
        ),
    ] {
        assert_eq!(mistakes(text), expected);
    }
}

#[test]
fn a_syntax_error_is_told_with_its_line() {
    assert_eq!(mistakes("seed = 1\n\nseed = 2\n"), "t:3: not valid TOML: duplicate key at `seed`");
    assert_eq!(mistakes("[corpus]\n[sides]\n[corpus]\n"), "t:3: not valid TOML: duplicate key at `corpus`");
    assert!(mistakes("seed = 1\nnames = [1,\n").starts_with("t:2: not valid TOML: "));
    assert!(mistakes(&"[".repeat(100_000)).starts_with("t:1: not valid TOML: "));
}
