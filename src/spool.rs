//! The spool: analysed articles as JSON lines. What `tone annotate` prints and what a report is rendered from.
//!
//! A [`Spool`] is the file with an index in memory: it gives the articles in the order of their ids, as often as asked, whatever
//! the order in which they were written.
//!
//! ```
//! use tone::article::Article;
//! use tone::spool::{Analysed, SpoolWriter, article_line};
//!
//! let mut writer = SpoolWriter::new(tempfile::tempfile()?);
//! for id in ["b", "a"] {
//!     let article = Article { id: id.into(), text: format!("The text of {id}."), ..Article::default() };
//!     let analysed = Analysed::new(&article, "", "my engine", Vec::new());
//!     writer.push(&article, &analysed.hash, &article_line(&analysed))?;
//! }
//! let mut ids = Vec::new();
//! writer.finish()?.batches(&mut |batch| {
//!     ids.extend(batch.iter().map(|analysed| analysed.id.clone()));
//!     Ok(())
//! })?;
//! assert_eq!(ids, ["a", "b"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::article::{Article, Genre};
use crate::digest::sha256;
use crate::error::{Error, Kind, Result, Where};
use crate::ingest::reader::{Fate, Omission};
use crate::row::Row;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

/// An analysed article: a line of the spool.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// Key of the event the article is about, or empty.
    pub event: String,
    /// Program, version and configuration that made the line. Lines of different engines never meet in a report.
    pub engine: String,
    /// The rows, by sentence and row.
    pub rows: Vec<Row>,
}

impl Analysed {
    /// The line of an article with the event it is about, empty for none, and its rows.
    pub fn new(article: &Article, event: &str, engine: &str, rows: Vec<Row>) -> Self {
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
            event: event.to_owned(),
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
    set_aside: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<&'a str>,
}

/// The spool line of an article, with its line feed.
pub fn article_line(analysed: &Analysed) -> Vec<u8> {
    let rows: usize = analysed.rows.iter().map(|row| ROW + row.text.len()).sum();
    line(analysed, ROW + rows)
}

/// The spool line of a record that was set aside or skipped, with its line feed.
pub fn omission_line(omission: &Omission) -> Vec<u8> {
    let reason = |fate| (omission.fate == fate).then_some(omission.reason.as_str());
    let value = OmissionLine {
        input: &omission.input,
        record: omission.record,
        line: omission.line,
        set_aside: reason(Fate::SetAside),
        skipped: reason(Fate::Skipped),
    };
    line(&value, 0)
}

/// Bytes of a row in a line beside its sentence, and of what else a line holds: enough for nearly all.
const ROW: usize = 720;

fn line(value: &impl Serialize, size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size);
    serde_json::to_writer(&mut bytes, value).expect("rows have string keys and finite numbers");
    bytes.push(b'\n');
    bytes
}

/// Lines parsed at once when reading back.
const BATCH: usize = 64;

/// Where an article's line stands, and what decides its place and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    id: String,
    hash: String,
    input: String,
    record: u64,
    offset: u64,
    length: usize,
}

/// A spool that is being written.
#[derive(Debug)]
pub struct SpoolWriter {
    file: BufWriter<File>,
    offset: u64,
    entries: Vec<Entry>,
}

impl SpoolWriter {
    /// Writes to an empty file, open for reading too.
    pub fn new(file: File) -> Self {
        Self { file: BufWriter::with_capacity(1 << 18, file), offset: 0, entries: Vec::new() }
    }

    /// Appends the line of an article.
    pub fn push(&mut self, article: &Article, hash: &str, line: &[u8]) -> Result<()> {
        self.file.write_all(line).map_err(|e| Error::output("spool.jsonl", &e))?;
        self.entries.push(Entry {
            id: article.id.clone(),
            hash: hash.to_owned(),
            input: article.input.clone(),
            record: article.record,
            offset: self.offset,
            length: line.len(),
        });
        self.offset += line.len() as u64;
        Ok(())
    }

    /// Ends writing, decides what is a duplicate, and makes ids unique: the same id and text is read once, the same id with
    /// another text becomes `id~` and eight digits of its hash. Neither depends on the order of writing.
    pub fn finish(self) -> Result<Spool> {
        let file = self.file.into_inner().map_err(|e| Error::output("spool.jsonl", e.error()))?;
        let mut entries = self.entries;
        entries.sort_unstable();
        let mut spool = Spool { file, entries: Vec::new(), duplicates: Vec::new(), renamed: 0 };
        for same_id in entries.chunk_by(|a, b| a.id == b.id) {
            let texts = same_id.chunk_by(|a, b| a.hash == b.hash).count();
            for same_text in same_id.chunk_by(|a, b| a.hash == b.hash) {
                let mut kept = same_text[0].clone();
                for entry in &same_text[1..] {
                    let again = parse(&read_line(&mut spool.file, entry)?, entry)?;
                    let omission = duplicate(entry, &kept);
                    spool.duplicates.push(Duplicate { group: again.group, outlet: again.outlet, omission });
                }
                if texts > 1 {
                    kept.id = format!("{}~{}", kept.id, &kept.hash[..8]);
                    spool.renamed += 1;
                }
                spool.entries.push(kept);
            }
        }
        spool.entries.sort_unstable();
        Ok(spool)
    }
}

fn duplicate(entry: &Entry, kept: &Entry) -> Omission {
    Omission {
        fate: Fate::Ignored,
        input: entry.input.clone(),
        record: Some(entry.record),
        line: None,
        reason: "duplicate".to_owned(),
        detail: format!("same id and text as {} record {}", kept.input, kept.record),
    }
}

/// A record that was left out because another has the same id and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The group of its outlet.
    pub group: String,
    /// Its outlet.
    pub outlet: String,
    /// For the manifest.
    pub omission: Omission,
}

/// A spool that was written, with its index.
#[derive(Debug)]
pub struct Spool {
    file: File,
    entries: Vec<Entry>,
    /// Records left out because another has the same id and text.
    pub duplicates: Vec<Duplicate>,
    /// Articles whose id was made unique.
    pub renamed: u64,
}

impl Spool {
    /// The number of articles.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if there is no article.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Hands on every article in the byte order of the unique ids, a bounded number at a time.
    pub fn batches(&mut self, take: &mut dyn FnMut(&[Analysed]) -> Result<()>) -> Result<()> {
        let all: Vec<&Entry> = self.entries.iter().collect();
        hand_on(&mut self.file, &all, take)
    }

    /// Hands on the articles at these places of that order.
    pub fn some(&mut self, places: &[u32], take: &mut dyn FnMut(&[Analysed]) -> Result<()>) -> Result<()> {
        let some: Vec<&Entry> = places.iter().filter_map(|&place| self.entries.get(place as usize)).collect();
        hand_on(&mut self.file, &some, take)
    }
}

fn hand_on(file: &mut File, entries: &[&Entry], take: &mut dyn FnMut(&[Analysed]) -> Result<()>) -> Result<()> {
    for batch in entries.chunks(BATCH) {
        let lines = batch.iter().map(|e| read_line(file, e)).collect::<Result<Vec<_>>>()?;
        let parsed = lines.par_iter().zip(batch).map(|(line, entry)| parse(line, entry)).collect::<Result<Vec<_>>>()?;
        take(&parsed)?;
    }
    Ok(())
}

fn read_line(file: &mut File, entry: &Entry) -> Result<Vec<u8>> {
    let mut line = vec![0; entry.length];
    let read = file.seek(SeekFrom::Start(entry.offset)).and_then(|_| file.read_exact(&mut line));
    read.map_err(|e| damaged(entry, &e.to_string()))?;
    Ok(line)
}

fn parse(line: &[u8], entry: &Entry) -> Result<Analysed> {
    let mut analysed: Analysed = serde_json::from_slice(line).map_err(|e| damaged(entry, &e.to_string()))?;
    analysed.id.clone_from(&entry.id);
    Ok(analysed)
}

fn damaged(entry: &Entry, why: &str) -> Error {
    let place = Where { record: Some(entry.record), ..Where::file(&entry.input) };
    Error::new(Kind::Internal, place, format!("the spool cannot be read back: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_line_reads_back_as_it_was() {
        let article = Article { id: "a".into(), text: "x".into(), title: "Ω \u{1b}\n".into(), ..Article::default() };
        let analysed = Analysed::new(&article, "vote", "tone 0 0", Vec::new());
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

    #[test]
    fn articles_come_in_the_order_of_ids_and_duplicates_do_not_depend_on_the_order_of_writing() {
        let record = |id: &str, text: &str, input: &str, record| Article {
            id: id.into(),
            text: text.into(),
            input: input.into(),
            record,
            ..Article::default()
        };
        let mut articles = vec![
            record("b", "one", "1.jsonl", 1),
            record("a", "two", "2.jsonl", 1),
            record("b", "one", "0.jsonl", 7),
            record("a", "three", "2.jsonl", 2),
        ];
        let mut seen = Vec::new();
        for _ in 0..articles.len() {
            articles.rotate_left(1);
            let mut writer = SpoolWriter::new(tempfile::tempfile().unwrap());
            for article in &articles {
                let analysed = Analysed::new(article, "", "tone", Vec::new());
                writer.push(article, &analysed.hash, &article_line(&analysed)).unwrap();
            }
            let mut spool = writer.finish().unwrap();
            let mut ids = Vec::new();
            spool
                .batches(&mut |batch| {
                    ids.extend(batch.iter().map(|analysed| (analysed.id.clone(), analysed.input.clone())));
                    Ok(())
                })
                .unwrap();
            seen.push((ids, spool.duplicates, spool.renamed));
        }
        seen.dedup();
        assert_eq!(seen.len(), 1);
        let (ids, duplicates, renamed) = &seen[0];
        assert_eq!((ids.len(), duplicates.len(), *renamed), (3, 1, 2));
        assert_eq!(ids[2], ("b".to_owned(), "0.jsonl".to_owned()));
        assert_eq!(
            (duplicates[0].omission.input.as_str(), duplicates[0].omission.reason.as_str()),
            ("1.jsonl", "duplicate")
        );
    }
}
