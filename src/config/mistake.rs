//! The mistakes of a configuration file, gathered so that all of them are told at once.

use crate::error::{Error, Result, Where};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Mistakes that are printed; the rest are counted.
const PRINTED: usize = 20;
/// Characters of a key or value of the file that a message repeats.
const SHOWN: usize = 60;

/// Mistakes in a file, each with its line.
#[derive(Debug)]
pub struct Mistakes {
    path: PathBuf,
    /// The byte after each newline.
    starts: Vec<usize>,
    found: Vec<(u64, String)>,
}

impl Mistakes {
    /// No mistakes yet in this text.
    pub fn new(path: &Path, text: &str) -> Self {
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect();
        Self { path: path.to_path_buf(), starts, found: Vec::new() }
    }

    /// The line, from 1, in which a range of bytes starts; 1 if it is unknown.
    pub fn line(&self, span: Option<Range<usize>>) -> u64 {
        let before = span.map_or(0, |span| self.starts.partition_point(|start| *start <= span.start));
        before as u64 + 1
    }

    /// Adds a mistake.
    pub fn add(&mut self, line: u64, message: impl Into<String>) {
        self.found.push((line, message.into()));
    }

    /// One error that tells them all in the order of their lines, if there are any.
    pub fn result(mut self) -> Result<()> {
        self.found.sort();
        self.found.dedup();
        let Some((first, _)) = self.found.first() else { return Ok(()) };
        let place = Where::line(&self.path, *first);
        let mut messages = Vec::new();
        for (line, message) in self.found.iter().take(PRINTED) {
            let head =
                if messages.is_empty() { String::new() } else { format!("{}: ", Where::line(&self.path, *line)) };
            messages.push(format!("{head}{message}"));
        }
        if self.found.len() > PRINTED {
            messages.push(format!("… and {} more mistakes", self.found.len() - PRINTED));
        }
        Err(Error::usage(place, messages.join("\n")))
    }
}

/// Words of the file, in a message: between backticks, cut if long, without control characters.
pub fn shown(words: &str) -> String {
    let mut out = String::from("`");
    for (at, c) in words.chars().enumerate() {
        if at == SHOWN {
            out.push('…');
            break;
        }
        if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out.push('`');
    out
}

/// A question to add to a message: `: did you mean …?`, empty if nothing known is near.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or(String::new(), |near| format!(": did you mean {}?", shown(near)))
}

/// The same question for a path that is not there: by the names in the folder where it would be.
pub fn path_suggestion(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // Of equals the first by name, whatever order the system lists them in.
    names.sort_unstable();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    suggestion(&name, names.iter().map(String::as_str))
}

/// The known word nearest to `word`: at most a third of its letters away, case apart; the first of equals.
fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(SHOWN + 1).collect();
    if word.len() > SHOWN {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = candidate.to_lowercase().chars().collect();
        let allowed = (letters.len() / 3).max(1);
        if letters.len().abs_diff(word.len()) > allowed {
            continue;
        }
        let distance = edit_distance(&word, &letters);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters to insert, drop, replace or swap with a neighbour to make one word the other (optimal string alignment).
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = last;
        last = row;
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_through_a_slip() {
        let known = ["names", "match", "not"];
        for slip in ["name", "nmaes", "Names", "namess"] {
            assert_eq!(nearest(slip, known), Some("names"), "{slip}");
        }
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest(&"n".repeat(1 << 20), known), None);
    }

    #[test]
    fn a_swap_of_neighbours_counts_once() {
        let distance = |a: &str, b: &str| edit_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(distance("sdie", "side"), 1);
        assert_eq!(distance("", "side"), 4);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn all_mistakes_are_told_in_the_order_of_lines() {
        let mut mistakes = Mistakes::new(Path::new("t.toml"), "a\nb\nc");
        assert_eq!([0, 1, 2, 4, 99].map(|at| mistakes.line(Some(at..at))), [1, 1, 2, 3, 3]);
        mistakes.add(3, "last");
        mistakes.add(1, "first");
        assert_eq!(mistakes.result().unwrap_err().to_string(), "t.toml:1: first\nt.toml:3: last");
    }

    #[test]
    fn a_flood_of_mistakes_is_counted() {
        let mut mistakes = Mistakes::new(Path::new("t.toml"), "");
        (0..25).for_each(|i| mistakes.add(1, format!("m{i:02}")));
        assert!(mistakes.result().unwrap_err().message.ends_with("… and 5 more mistakes"));
    }

    #[test]
    fn control_characters_of_the_file_do_not_reach_the_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb"), "`a\\u{1b}[2Jb`");
        assert_eq!(shown(&"x".repeat(99)).chars().count(), SHOWN + 3);
    }
}
