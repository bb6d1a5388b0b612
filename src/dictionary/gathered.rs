//! Where the readers of all forms put what they find.

use super::import::{Dropped, Imported, Mistake};
use super::set::{Category, FrameSet, Pattern};
use crate::limits::{DICTIONARY_CATEGORIES, DICTIONARY_PATTERNS, DROPS_TOLD, PATTERN_BYTES};
use crate::score::Score;
use std::collections::{HashMap, HashSet};

/// Characters of a dropped entry that are told.
const TOLD_CHARS: usize = 40;

/// A set while it is read.
#[derive(Debug)]
pub struct Gathered {
    set: FrameSet,
    /// The line of each category.
    lines: Vec<u64>,
    by_name: HashMap<String, usize>,
    /// Category and pattern in lower case.
    seen: HashSet<(usize, String)>,
    entries: usize,
    dropped: usize,
    told: Vec<Dropped>,
}

impl Gathered {
    /// A set without categories.
    pub fn new(name: String) -> Self {
        Self {
            set: FrameSet { name, categories: Vec::new() },
            lines: Vec::new(),
            by_name: HashMap::new(),
            seen: HashSet::new(),
            entries: 0,
            dropped: 0,
            told: Vec::new(),
        }
    }

    /// The category with a name, made at its first mention; names that differ in spaces only are the same.
    pub fn category(&mut self, name: &str, line: u64) -> Result<usize, Mistake> {
        let name = squeezed(name);
        if let Some(&known) = self.by_name.get(&name) {
            return Ok(known);
        }
        let wrong = if name.is_empty() {
            "a category without a name"
        } else if name.len() > PATTERN_BYTES || name.contains(char::is_control) {
            "not the name of a category"
        } else if self.set.categories.len() == DICTIONARY_CATEGORIES {
            "too many categories"
        } else {
            let number = self.set.categories.len();
            self.set.categories.push(Category { name: name.clone(), ..Category::default() });
            self.lines.push(line);
            self.by_name.insert(name, number);
            return Ok(number);
        };
        Err(Mistake::at(line, wrong))
    }

    /// Adds a pattern to a category, or counts it as dropped.
    pub fn pattern(&mut self, category: usize, glob: &str, weight: Score, line: u64) -> Result<(), Mistake> {
        if self.seen.len() == DICTIONARY_PATTERNS {
            return Err(Mistake::at(line, format!("more than {DICTIONARY_PATTERNS} patterns")));
        }
        let pattern = squeezed(glob);
        let why = if pattern.is_empty() {
            "empty"
        } else if pattern.len() > PATTERN_BYTES {
            "too long"
        } else if glob.contains(char::is_control) {
            "a line break or a control character in it"
        } else if Pattern::fits_all(&pattern) {
            "it fits every word"
        } else if !pattern.contains(|c: char| c.is_alphanumeric() || matches!(c, '*' | '?')) {
            "no word in it"
        } else if self.seen.insert((category, pattern.to_lowercase())) {
            self.entries += 1;
            self.set.categories[category].patterns.push(Pattern { glob: pattern, weight });
            return Ok(());
        } else {
            "twice in its category"
        };
        self.drop(line, glob, why);
        Ok(())
    }

    /// Counts an entry that is in no set.
    pub fn drop(&mut self, line: u64, text: &str, why: &'static str) {
        self.entries += 1;
        self.dropped += 1;
        if self.told.len() < DROPS_TOLD {
            let mut shown: String = text.chars().take(TOLD_CHARS).collect();
            shown = shown.replace(char::is_control, " ");
            shown.push_str(if text.chars().nth(TOLD_CHARS).is_some() { "…" } else { "" });
            self.told.push(Dropped { line, text: shown, why });
        }
    }

    /// The set, without categories that have no pattern.
    pub fn finish(mut self) -> Result<Imported, Mistake> {
        let categories = std::mem::take(&mut self.set.categories);
        for (category, line) in categories.into_iter().zip(std::mem::take(&mut self.lines)) {
            if category.patterns.is_empty() {
                self.drop(line, &category.name, "a category without a pattern");
            } else {
                self.set.categories.push(category);
            }
        }
        if self.set.categories.is_empty() {
            return Err(Mistake::of_file("has no pattern"));
        }
        self.told.sort_by_key(|dropped| dropped.line);
        Ok(Imported { set: self.set, entries: self.entries, dropped: self.dropped, told: self.told })
    }
}

/// One space for any run of white space, none at the ends.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_never_be_found_is_dropped() {
        let mut gathered = Gathered::new(String::new());
        let category = gathered.category(" a  b ", 1).unwrap();
        let long = "x".repeat(PATTERN_BYTES + 1);
        for glob in ["", " ", ":)", "a\nb", &long, "War", "war", "*", "?* *", "[a]", "?", "x  y"] {
            gathered.pattern(category, glob, Score(1), 7).unwrap();
        }
        let read = gathered.finish().unwrap();
        let globs: Vec<&str> = read.set.categories[0].patterns.iter().map(|pattern| pattern.glob.as_str()).collect();
        assert_eq!((globs, read.entries, read.dropped), (vec!["War", "[a]", "?", "x y"], 12, 8));
        assert_eq!(read.set.categories[0].name, "a b");
        assert_eq!((read.told.len(), read.told[3].text.as_str()), (DROPS_TOLD, "a b"));
        assert_eq!(read.told[4].text.chars().count(), TOLD_CHARS + 1);
    }

    #[test]
    fn caps_hold() {
        let mut gathered = Gathered::new(String::new());
        for number in 0..DICTIONARY_CATEGORIES {
            gathered.category(&number.to_string(), 1).unwrap();
        }
        assert_eq!(gathered.category("more", 3).unwrap_err().line, Some(3));
        assert_eq!(gathered.category("7", 3), Ok(7));
        assert!(Gathered::new(String::new()).category(" ", 1).is_err());
    }
}
