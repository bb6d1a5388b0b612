//! `[boilerplate]`: lines of a corpus that are no part of its reports.

use super::declared::texts;
use crate::config::mistake::{Mistakes, shown};
use crate::config::read::{Field, Literal, unknown};
use crate::limits::{BOILERPLATE_PATTERNS, PATTERN_BYTES};

const KEYS: [&str; 1] = ["patterns"];
/// Characters between two `*`, white space left out, that a pattern with `*` needs.
const FEWEST: usize = 4;
/// Words that nearly every paragraph holds: a pattern of these and `*` says nothing.
const COMMON: [&str; 24] = [
    "a", "also", "and", "are", "as", "but", "for", "from", "has", "have", "he", "in", "is", "it", "of", "on", "said",
    "says", "she", "that", "the", "they", "to", "with",
];

/// Reads `[boilerplate]`: the patterns.
pub fn boilerplate(table: &Field<'_>, mistakes: &mut Mistakes) -> Option<Vec<String>> {
    let mut patterns = None;
    for field in table.table(mistakes).unwrap_or_default() {
        match field.key {
            "patterns" => patterns = field.literals(mistakes).map(|all| checked(&field, &all, mistakes)),
            _ => unknown(&field, "[boilerplate]", &KEYS, mistakes),
        }
    }
    patterns
}

fn checked(field: &Field<'_>, all: &[Literal], mistakes: &mut Mistakes) -> Vec<String> {
    if all.len() > BOILERPLATE_PATTERNS {
        let message = format!("`patterns` has {} patterns, and {BOILERPLATE_PATTERNS} are read at most", all.len());
        mistakes.add(field.line, message);
        return Vec::new();
    }
    for (at, Literal { text, line }) in all.iter().enumerate() {
        if says_nothing(text) {
            let message = format!("{} fits nearly every paragraph: write more of the line that is meant", shown(text));
            mistakes.add(*line, message);
        }
        if text.len() > PATTERN_BYTES {
            let message = format!("{} is longer than {PATTERN_BYTES} bytes: write `*` for a part of it", shown(text));
            mistakes.add(*line, message);
        }
        if all.iter().take(at).any(|other| other.text == *text) {
            mistakes.add(*line, format!("{} stands twice in `patterns`", shown(text)));
        }
    }
    texts(all)
}

/// True for a pattern with `*` that has hardly anything else.
fn says_nothing(pattern: &str) -> bool {
    let mut words = pattern.split(|c: char| c == '*' || c.is_whitespace()).filter(|word| !word.is_empty());
    let length = |piece: &str| piece.chars().filter(|c| !c.is_whitespace()).count();
    let longest = pattern.split('*').map(length).max().unwrap_or(0);
    let common = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.is_empty() || COMMON.contains(&word.as_str())
    };
    pattern.contains('*') && (longest < FEWEST || words.all(common))
}

#[cfg(test)]
mod tests {
    use crate::config::load::parse;
    use crate::limits::BOILERPLATE_PATTERNS;
    use std::path::Path;

    fn mistakes(text: &str) -> String {
        parse(text, Path::new("t")).expect_err("this is a mistake").to_string()
    }

    #[test]
    fn patterns_are_read_as_they_stand() {
        let text = "[boilerplate]\npatterns = [\"The Example Post is *\", \"*/ep)\", \"ok\", \"Said\"]\n";
        assert_eq!(
            parse(text, Path::new("t")).unwrap().boilerplate,
            ["The Example Post is *", "*/ep)", "ok", "Said"].map(str::to_owned)
        );
    }

    #[test]
    fn a_pattern_for_everything_is_a_mistake() {
        for pattern in ["*", "**", " * * ", "a*", "*e*", "The *", "* said *", "*, she said.", "*that*", "*...*"] {
            let expected = format!("t:3: `{}` fits nearly every paragraph", pattern.trim());
            let told = mistakes(&format!("[boilerplate]\npatterns = [\n\"{pattern}\"]\n"));
            assert!(told.starts_with(&expected), "{told}");
        }
    }

    #[test]
    fn other_mistakes_are_told_with_their_line() {
        for (lines, expected) in [
            ("patterns = [\"\"]", "t:2: `patterns` holds an empty string"),
            (
                "patterns = \"Advertisement\"",
                "t:2: `patterns` must be a list of strings like [\"a\", \"b\"], not a string",
            ),
            ("patterns = [\"Ads:*\",\n\"Ads:*\"]", "t:3: `Ads:*` stands twice in `patterns`"),
            ("lines = []", "t:2: unknown key `lines` in [boilerplate]: [boilerplate] has patterns"),
        ] {
            assert_eq!(mistakes(&format!("[boilerplate]\n{lines}\n")), expected);
        }
        let long = mistakes(&format!("[boilerplate]\npatterns = [\"{}\"]\n", "long ".repeat(60)));
        assert!(long.starts_with("t:2: ") && long.contains("is longer than 256 bytes"), "{long}");
        let many: Vec<String> = (0..=BOILERPLATE_PATTERNS).map(|number| format!("\"line {number}\"")).collect();
        let many = mistakes(&format!("[boilerplate]\npatterns = [{}]\n", many.join(",")));
        assert_eq!(many, "t:2: `patterns` has 1001 patterns, and 1000 are read at most");
    }
}
