//! The spool: analysed articles as JSON lines. What `tone annotate` prints and what a report is rendered from.

use crate::article::{Article, Genre};
use crate::digest::sha256;
use crate::ingest::reader::{Fate, Omission};
use crate::row::Row;
use serde::{Deserialize, Serialize};

/// An analysed article: a line of the spool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysed {
    /// The article's id as read; made unique at render.
    pub id: String,
    /// SHA-256 of the text, in hex.
    pub hash: String,
    /// The input's path below the PATH given.
    pub input: String,
    /// The record of the input, from 1.
    pub record: u64,
    /// The outlet's name.
    pub outlet: String,
    /// The outlet's group.
    pub group: String,
    /// News or opinion.
    pub genre: Genre,
    /// ISO 8601 date, or empty.
    pub date: String,
    /// The headline.
    pub title: String,
    /// Where it was published, or empty.
    pub url: String,
    /// The outlet a dateline names where it is not the article's own, or empty.
    pub wire: String,
    /// Program, version and configuration that made the line. Lines of different engines never meet in a report.
    pub engine: String,
    /// The rows, by sentence and row.
    pub rows: Vec<Row>,
}

impl Analysed {
    /// The line of an article with its rows.
    pub fn new(article: &Article, engine: &str, rows: Vec<Row>) -> Self {
        Self {
            id: article.id.clone(),
            hash: sha256(article.text.as_bytes()),
            input: article.input.clone(),
            record: article.record,
            outlet: article.outlet.clone(),
            group: article.group.clone(),
            genre: article.genre,
            date: article.date.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            wire: article.wire.clone(),
            engine: engine.to_owned(),
            rows,
        }
    }
}

/// A line for an input or a record that gave no article.
#[derive(Serialize)]
struct OmissionLine<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_aside: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<&'a str>,
}

/// The spool line of an article, with its line feed.
pub fn article_line(analysed: &Analysed) -> Vec<u8> {
    line(analysed)
}

/// The spool line of an omission, with its line feed.
pub fn omission_line(omission: &Omission) -> Vec<u8> {
    let reason = |fate| (omission.fate == fate).then_some(omission.reason.as_str());
    line(&OmissionLine {
        input: &omission.input,
        record: omission.record,
        line: omission.line,
        ignored: reason(Fate::Ignored),
        set_aside: reason(Fate::SetAside),
        skipped: reason(Fate::Skipped),
    })
}

fn line(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("rows have string keys and finite numbers");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_line_reads_back_as_it_was() {
        let article = Article { id: "a".into(), text: "x".into(), title: "Ω \u{1b}\n".into(), ..Article::default() };
        let analysed = Analysed::new(&article, "tone 0 0", Vec::new());
        let bytes = article_line(&analysed);
        assert_eq!(bytes.iter().filter(|&&b| b == b'\n').count(), 1);
        assert_eq!(serde_json::from_slice::<Analysed>(&bytes).unwrap(), analysed);
    }

    #[test]
    fn an_omission_names_its_fate() {
        let omission = Omission {
            fate: Fate::Skipped,
            input: "a.jsonl".into(),
            record: Some(2),
            line: None,
            reason: "no_text".into(),
            detail: String::new(),
        };
        let text = String::from_utf8(omission_line(&omission)).unwrap();
        assert_eq!(text, "{\"input\":\"a.jsonl\",\"record\":2,\"skipped\":\"no_text\"}\n");
    }
}
