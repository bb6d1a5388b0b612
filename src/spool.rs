//! The analysed article as a line of JSON: what `tone annotate` prints, what `--resume` continues, what render reads.

use crate::article::Genre;
use crate::row::Row;
use serde::{Deserialize, Serialize};

/// An analysed article. Empty strings stand for what the input does not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysed {
    /// The article's id; unique once the spool is indexed.
    pub id: String,
    /// SHA-256 of the article's text, in hex.
    pub hash: String,
    /// The input's path below the PATH given.
    pub input: String,
    /// The record of the input, from 1.
    pub record: u64,
    /// The outlet's canonical name.
    pub outlet: String,
    /// The outlet's group.
    pub group: String,
    /// News or opinion.
    pub genre: Genre,
    /// ISO 8601 date.
    pub date: String,
    /// The headline.
    pub title: String,
    /// Where it was published.
    pub url: String,
    /// The outlet a dateline names where it is not the article's own.
    pub wire: String,
    /// The program, its version and the hash of the configuration.
    pub engine: String,
    /// Its rows, in text order.
    pub rows: Vec<Row>,
}
