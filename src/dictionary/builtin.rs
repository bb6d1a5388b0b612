//! The dictionaries of this program, as plain text beside this file.
//!
//! They were written from the definitions of codebooks, and measure words that indicate a frame, not the frame: rates are for comparing.
//! What was measured before they came here:
//!
//! - `generic`: whether the frame was coded in an article, by the rate of its words: 428 articles with five coded frames, area under the
//!   curve (AUC) economic .84, morality .77, human interest .74, conflict .68, resolution .62; .5 is chance. `responsibility` was not
//!   measured. Since then five patterns were narrowed that hit other words: `accord*` (according), `commit*` (committee), `oppos*` (the opposition),
//!   `address*` and `treat*`.
//! - `policy`: the frame of a sentence, by the most hits: 523 sentences coded for nine frames, macro-F1 .65, where a classifier trained on
//!   words had .44 and fine-tuned language models .77 to .83. The ninth, cultural identity, was too weak and is not here.
//! - `summit`: nothing against coded frames. Its rates were looked at by group of outlets and against coded tone; see its head.

use super::import::import;
use super::set::FrameSet;

/// The dictionaries of this program.
pub const BUILTIN: [&str; 3] = ["generic", "policy", "summit"];
/// Those that the built-in study uses.
pub const DEFAULT: [&str; 2] = ["generic", "summit"];

/// The categories that hand-coded texts confirm.
const VALIDATED: [(&str, &[&str]); 2] = [
    ("generic", &["conflict", "human_interest", "morality", "economic", "resolution"]),
    (
        "policy",
        &[
            "economic",
            "legality_crime",
            "political_policy",
            "health_safety",
            "public_opinion",
            "morality",
            "fairness_equality",
            "security_defense",
        ],
    ),
];

/// A dictionary of this program, by its name.
pub fn builtin(name: &str) -> Option<FrameSet> {
    let text = match name {
        "generic" => include_str!("builtin/generic.yml"),
        "policy" => include_str!("builtin/policy.yml"),
        "summit" => include_str!("builtin/summit.yml"),
        _ => return None,
    };
    let mut set = import(&format!("{name}.yml"), text.as_bytes()).ok()?.set;
    let validated = VALIDATED.iter().find(|(set, _)| *set == name).map_or(&[][..], |(_, categories)| categories);
    for category in &mut set.categories {
        category.validated = validated.contains(&category.name.as_str());
    }
    Some(set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::set::Pattern;
    use std::fmt::Write;

    /// True if one pattern finds whatever another finds: token by token, with the wildcards of the other as letters of no word.
    fn covers(one: &Pattern, other: &Pattern) -> bool {
        fn fits(glob: &[u8], word: &[u8]) -> bool {
            match (glob, word) {
                ([], []) => true,
                ([b'*', glob @ ..], word) if fits(glob, word) => true,
                ([b'*', ..], [_, word @ ..]) => fits(glob, word),
                ([a, glob @ ..], [b, word @ ..]) => (*a == b'?' && *b != b'*' || a == b) && fits(glob, word),
                _ => false,
            }
        }
        let [one, other] = [one, other].map(|pattern| pattern.glob.split(' ').map(str::as_bytes).collect::<Vec<_>>());
        one.len() == other.len() && one.iter().zip(other).all(|(glob, word)| fits(glob, word))
    }

    #[test]
    fn files_are_canonical() {
        for name in BUILTIN {
            let set = builtin(name).unwrap_or_else(|| panic!("{name} is no dictionary"));
            let text = match name {
                "generic" => include_str!("builtin/generic.yml"),
                "policy" => include_str!("builtin/policy.yml"),
                _ => include_str!("builtin/summit.yml"),
            };
            let read = import("x.yml", text.as_bytes()).unwrap();
            assert_eq!(read.loss(), None, "{name}");
            let mut canonical: String = text
                .lines()
                .take_while(|line| line.starts_with('#'))
                .fold(String::new(), |all, line| all + line + "\n");
            for category in &set.categories {
                write!(canonical, "\n{}:\n", category.name).unwrap();
                let mut globs: Vec<&str> = category.patterns.iter().map(|pattern| pattern.glob.as_str()).collect();
                globs.sort_unstable();
                globs.iter().for_each(|glob| writeln!(canonical, "  - {glob}").unwrap());
            }
            assert_eq!(text, canonical, "{name}: sort it, a pattern a line");
        }
    }

    #[test]
    fn every_pattern_can_be_found() {
        for set in BUILTIN.iter().filter_map(|name| builtin(name)) {
            for category in &set.categories {
                for pattern in &category.patterns {
                    assert_eq!(pattern.glob, pattern.glob.to_lowercase());
                    let shadow = category.patterns.iter().find(|other| *other != pattern && covers(other, pattern));
                    assert_eq!(
                        shadow, None,
                        "{}.{}: it finds all that {} finds",
                        set.name, category.name, pattern.glob
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_validated_exists() {
        for (name, validated) in VALIDATED {
            let set = builtin(name).unwrap();
            let of_set: Vec<&str> = set.categories.iter().filter(|c| c.validated).map(|c| c.name.as_str()).collect();
            assert!(
                of_set.len() == validated.len() && of_set.iter().all(|name| validated.contains(name)),
                "{of_set:?}"
            );
        }
        assert!(builtin("summit").unwrap().categories.iter().all(|category| !category.validated));
        assert_eq!(builtin("other"), None);
    }
}
