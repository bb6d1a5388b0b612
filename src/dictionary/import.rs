//! The bytes of a file into a set, whatever its form.

use super::decode::decode;
use super::gathered::Gathered;
use super::set::FrameSet;
use super::{liwc, table, yaml};
use crate::limits::DICTIONARY_BYTES;
use std::fmt;
use std::path::Path;

/// A set that was read, and what of the file is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The set, named after the file.
    pub set: FrameSet,
    /// Entries of the file: a pattern in a category is one.
    pub entries: usize,
    /// How many of them were dropped.
    pub dropped: usize,
    /// The first of those, at most [`crate::limits::DROPS_TOLD`].
    pub told: Vec<Dropped>,
}

/// An entry that is in no set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its line, from 1.
    pub line: u64,
    /// Its text, cut where it is long.
    pub text: String,
    /// Why it was dropped.
    pub why: &'static str,
}

/// Why a file is no dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1, if it lies in one.
    pub line: Option<u64>,
    /// What is wrong.
    pub why: String,
}

impl Mistake {
    /// A mistake of a file as a whole.
    pub fn of_file(why: impl Into<String>) -> Self {
        Self { line: None, why: why.into() }
    }

    /// A mistake in a line.
    pub fn at(line: u64, why: impl Into<String>) -> Self {
        Self { line: Some(line), why: why.into() }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.why),
            None => f.write_str(&self.why),
        }
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} `{}`: {}", self.line, self.text, self.why)
    }
}

impl Imported {
    /// What was dropped, in words for a message that begins with the file's name; none if nothing was.
    pub fn loss(&self) -> Option<String> {
        let told: Vec<String> = self.told.iter().map(Dropped::to_string).collect();
        let more = if self.dropped > told.len() { "; …" } else { "" };
        let (dropped, entries) = (self.dropped, self.entries);
        (dropped > 0).then(|| format!("{dropped} of {entries} entries dropped: {}{more}", told.join("; ")))
    }
}

/// Reads a dictionary. The file's name gives the set's name, which is its stem, and the form: `.yml` and `.yaml` are quanteda's, `.dic` is
/// LIWC's, `.csv` and `.tsv` are tables, and `.txt` is LIWC's if it begins with `%`, a table if not.
pub fn import(name: &str, bytes: &[u8]) -> Result<Imported, Mistake> {
    if bytes.len() > DICTIONARY_BYTES {
        return Err(Mistake::of_file(format!("has more than {} MiB", DICTIONARY_BYTES >> 20)));
    }
    let text = decode(bytes)?;
    let path = Path::new(name);
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let read = match part(path.extension()).to_ascii_lowercase().as_str() {
        "yml" | "yaml" => yaml::read,
        "dic" => liwc::read,
        "csv" | "tsv" => table::read,
        "txt" if text.trim_start().starts_with('%') => liwc::read,
        "txt" => table::read,
        _ => {
            let forms = "quanteda's .yml, LIWC's .dic, and tables in .csv or .tsv";
            return Err(Mistake::of_file(format!("is in no form of dictionary that is read: {forms}")));
        }
    };
    let mut gathered = Gathered::new(part(path.file_stem()));
    read(&text, &mut gathered)?;
    gathered.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_gives_set_and_form() {
        let name = |name: &str, text: &str| import(name, text.as_bytes()).map(|read| read.set.name);
        assert_eq!(name("a/my values.yml", "x: [y]"), Ok("my values".to_owned()));
        assert_eq!(name("old.TXT", "\n%\n1 x\n%\ny 1"), Ok("old".to_owned()));
        assert_eq!(name("new.txt", "pattern\tcategory\ny\tx"), Ok("new".to_owned()));
        assert!(name("x.lc3", "").unwrap_err().why.contains("no form"));
    }

    #[test]
    fn what_is_dropped_is_told() {
        let read = import("v.yml", b"a: [x, X, '', y]\nb: []").unwrap();
        let loss = "3 of 5 entries dropped: line 1 `X`: twice in its category; line 1 ``: empty; line 2 `b`: a category without a pattern";
        assert_eq!(read.loss().as_deref(), Some(loss));
        assert_eq!(import("v.yml", b"a: x").unwrap().loss(), None);
    }

    #[test]
    fn what_has_no_pattern_is_no_dictionary() {
        for (name, text) in [("a.yml", ""), ("a.yml", "a: []"), ("a.dic", "%\n1 a\n%\n"), ("a.csv", "pattern,category")]
        {
            assert_eq!(import(name, text.as_bytes()).unwrap_err().why, "has no pattern", "{text}");
        }
        let large = vec![b' '; DICTIONARY_BYTES + 1];
        assert_eq!(import("a.csv", &large).unwrap_err().to_string(), "has more than 8 MiB");
    }

    proptest! {
        #[test]
        fn no_bytes_panic(
            form in "yml|dic|csv|tsv|txt",
            text in "((a|b\\*|1|pattern|category|weight|%|<of>|\\(|\\)|\\{|\\[|\\]|\\}|:|-|&|\\*|!|\\?|'|\"|\\||>|#|~|,|;|\t|/|é)[ \n\t]{0,2}){0,60}",
            bytes in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            let name = format!("x.{form}");
            for bytes in [text.as_bytes(), &bytes, &[&b"%\n1 a\n%\n"[..], &bytes].concat()] {
                if let Ok(read) = import(&name, bytes) {
                    let kept: usize = read.set.categories.iter().map(|category| category.patterns.len()).sum();
                    prop_assert!(kept > 0 && read.entries == kept + read.dropped);
                }
            }
        }
    }
}
