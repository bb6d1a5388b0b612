//! Plain lists of words beside the code that reads them.

use super::table::Table;
use crate::span::Span;

/// A list of words in lower case, one a line; lines that begin with `#` are comments. Look-up ignores the case of ASCII letters.
#[derive(Debug)]
pub struct WordList(Table<()>);

impl WordList {
    /// Reads a file of the source tree, which is in order (a test beside each list proves it).
    pub fn read(file: &'static str) -> Self {
        Self(Table::new(lines(file).map(|word| (word, ())), &[]))
    }

    /// True if the word is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.0.of(word).is_some()
    }

    /// True if a word of a text is in the list: the same, and faster.
    pub fn has_of(&self, text: &str, word: Span) -> bool {
        self.0.find(text, word).is_some()
    }
}

/// The lines of a table that hold entries.
pub fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Compares a lower-case entry with a word in any case.
pub fn compare(entry: &str, word: &str) -> std::cmp::Ordering {
    entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// True if the entries of a table are in order, without doubles, in lower case and without white space at their ends.
#[cfg(test)]
pub fn is_canonical(file: &'static str) -> bool {
    lines(file).is_sorted_by(|a, b| a < b) && lines(file).all(|line| line == line.trim() && line == line.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_words_up_in_any_case() {
        let list = WordList::read("# some words\nafter\nthe\n");
        assert!(list.has("The") && list.has("AFTER") && !list.has("then") && !list.has(""));
    }

    #[test]
    fn canonical_tables_are_sorted_and_unique() {
        assert!(is_canonical("# z\na\nb\n"));
        for wrong in ["b\na\n", "a\na\n", "a \n", "A\n"] {
            assert!(!is_canonical(wrong), "{wrong:?}");
        }
    }
}
