//! What reading a corpus yields: articles, and inputs that gave none, each with its reason.

use crate::article::Article;
use serde::{Deserialize, Serialize};

/// Why an input gave no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Found, and nothing that is read: listed, exit 0.
    Ignored,
    /// Read, and not for analysis (not English): listed, printed, exit 0.
    SetAside,
    /// Should have been read and could not: listed, exit 3.
    Skipped,
}

impl Fate {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Fate::Ignored => "ignored",
            Fate::SetAside => "set aside",
            Fate::Skipped => "skipped",
        }
    }
}

/// An input, or a record of one, that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Omission {
    /// What became of it.
    pub fate: Fate,
    /// The path below the PATH given.
    pub input: String,
    /// The record, from 1; none for the whole input.
    pub record: Option<u64>,
    /// The line, from 1, where that helps.
    pub line: Option<u64>,
    /// Why: a short code (`not_found`, `binary`, `no_text`, …).
    pub reason: String,
    /// What a person needs to know more, or empty.
    pub detail: String,
}

impl Omission {
    /// A whole input that gave no article.
    pub fn whole(fate: Fate, input: impl Into<String>, reason: &str, detail: impl Into<String>) -> Self {
        Self { fate, input: input.into(), record: None, line: None, reason: reason.to_owned(), detail: detail.into() }
    }
}

/// A file that was read, for the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The path below the PATH given, with `/`; `-` for standard input.
    pub path: String,
    /// Its length as it lies on the disk.
    pub bytes: u64,
    /// SHA-256 of these bytes, in hex.
    pub sha256: String,
    /// Records in it.
    pub records: u64,
    /// The name of a [`crate::ingest::decode::Encoding`]; behind that of a [`crate::ingest::compressed::Packing`] and `+`, if it is
    /// compressed.
    pub encoding: String,
}

/// What a reader hands on, in the order of the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An article.
    Article(Box<Article>),
    /// An input or a record that gave none.
    Omission(Omission),
    /// The end of a file that was read.
    Input(Input),
}
