//! Plain lists of words beside the code that reads them.

/// A sorted list of words in lower case, one a line; lines that begin with `#` are comments. Look-up ignores the case of ASCII letters.
#[derive(Debug)]
pub struct WordList {
    words: Vec<&'static str>,
    /// For every byte, the number of words that begin with a lesser one.
    before: [usize; 257],
}

impl WordList {
    /// Reads a file of the source tree, which is in order (a test beside each list proves it).
    pub fn read(file: &'static str) -> Self {
        let words: Vec<_> = lines(file).collect();
        let before = std::array::from_fn(|byte| words.partition_point(|word| usize::from(word.as_bytes()[0]) < byte));
        Self { words, before }
    }

    /// True if the word is in the list.
    pub fn has(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next() else { return false };
        let first = usize::from(first.to_ascii_lowercase());
        let words = &self.words[self.before[first]..self.before[first + 1]];
        words.binary_search_by(|entry| compare(entry, word)).is_ok()
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
