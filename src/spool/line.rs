//! A line of a spool: an article with its rows, an input that was read, or what gave no article.

use super::Analysed;
use crate::article::Genre;
use crate::digest::sha256;
use crate::ingest::reader::{Fate, Input, Omission};
use crate::row::Row;
use serde::{Deserialize, Serialize};

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// An article with its rows.
    Article(Box<Analysed>),
    /// An input or a record that gave none.
    Omission(Omission),
    /// An input that was read.
    Input(Input),
}

/// A line for an article.
#[derive(Serialize)]
struct ArticleLine<'a> {
    id: &'a str,
    hash: &'a str,
    input: &'a str,
    record: u64,
    outlet: &'a str,
    group: &'a str,
    genre: Genre,
    date: &'a str,
    title: &'a str,
    url: &'a str,
    wire: &'a str,
    event: &'a str,
    engine: &'a str,
    #[serde(skip_serializing_if = "is_zero")]
    damaged: u64,
    rows: &'a [Row],
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
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
}

/// A line for an input that was read.
#[derive(Serialize)]
struct InputLine<'a> {
    input: &'a str,
    bytes: u64,
    sha256: &'a str,
    records: u64,
    encoding: &'a str,
}

/// Any line.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Any {
    input: String,
    record: Option<u64>,
    line: Option<u64>,
    ignored: Option<String>,
    set_aside: Option<String>,
    skipped: Option<String>,
    detail: String,
    bytes: u64,
    sha256: Option<String>,
    records: u64,
    encoding: String,
    id: String,
    hash: String,
    outlet: String,
    group: String,
    genre: Genre,
    date: String,
    title: String,
    url: String,
    wire: String,
    event: String,
    engine: Option<String>,
    damaged: u64,
    rows: Option<Vec<Row>>,
}

/// Digits of the hash of a text.
const HASH: usize = 64;
/// Bytes of a row in a line beside its sentence, and of what else a line holds: enough for nearly all.
const ROW: usize = 720;

/// The line of an article, with its line feed.
pub fn article_line(analysed: &Analysed) -> Vec<u8> {
    line_of(analysed, &analysed.rows)
}

fn line_of(analysed: &Analysed, rows: &[Row]) -> Vec<u8> {
    let size: usize = rows.iter().map(|row| ROW + row.text.len()).sum();
    let line = ArticleLine {
        id: &analysed.id,
        hash: &analysed.hash,
        input: &analysed.input,
        record: analysed.record,
        outlet: &analysed.outlet,
        group: &analysed.group,
        genre: analysed.genre,
        date: &analysed.date,
        title: &analysed.title,
        url: &analysed.url,
        wire: &analysed.wire,
        event: &analysed.event,
        engine: &analysed.engine,
        damaged: analysed.damaged,
        rows,
    };
    written(&line, ROW + size)
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The line of an input or a record that gave no article, with its line feed.
pub fn omission_line(omission: &Omission) -> Vec<u8> {
    let reason = |fate| (omission.fate == fate).then_some(omission.reason.as_str());
    let value = OmissionLine {
        input: &omission.input,
        record: omission.record,
        line: omission.line,
        ignored: reason(Fate::Ignored),
        set_aside: reason(Fate::SetAside),
        skipped: reason(Fate::Skipped),
        detail: &omission.detail,
    };
    written(&value, 0)
}

/// The line of an input that was read, with its line feed.
pub fn input_line(input: &Input) -> Vec<u8> {
    let Input { path, bytes, sha256, records, encoding } = input;
    written(&InputLine { input: path, bytes: *bytes, sha256, records: *records, encoding }, 0)
}

fn written(value: &impl Serialize, size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size);
    serde_json::to_writer(&mut bytes, value).expect("rows have string keys and finite numbers");
    bytes.push(b'\n');
    bytes
}

/// What decides an article's rows, and what of it stands in tables, in one word: of articles with the same the rows are the same.
pub fn fingerprint(analysed: &Analysed) -> String {
    sha256(&line_of(analysed, &[]))
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// Why it is none, in words.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let any: Any = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let fates = [(Fate::Ignored, any.ignored), (Fate::SetAside, any.set_aside), (Fate::Skipped, any.skipped)];
        if let Some((fate, reason)) = fates.into_iter().find_map(|(fate, reason)| Some((fate, reason?))) {
            let (input, record, line, detail) = (any.input, any.record, any.line, any.detail);
            return Ok(Self::Omission(Omission { fate, input, record, line, reason, detail }));
        }
        if let Some(sha256) = any.sha256 {
            let (path, bytes, records, encoding) = (any.input, any.bytes, any.records, any.encoding);
            return Ok(Self::Input(Input { path, bytes, sha256, records, encoding }));
        }
        let (Some(engine), Some(rows)) = (any.engine, any.rows) else {
            return Err("no article, and nothing else that `tone annotate` prints".to_owned());
        };
        if any.hash.len() != HASH || !any.hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("its hash is none".to_owned());
        }
        Ok(Self::Article(Box::new(Analysed {
            id: any.id,
            hash: any.hash,
            input: any.input,
            record: any.record.unwrap_or_default(),
            outlet: any.outlet,
            group: any.group,
            genre: any.genre,
            date: any.date,
            title: any.title,
            url: any.url,
            wire: any.wire,
            event: any.event,
            engine,
            damaged: any.damaged,
            rows,
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn analysed() -> Analysed {
        let article = Article { id: "a".into(), text: "x".into(), title: "Ω \u{1b}\n".into(), ..Article::default() };
        Analysed::new(&article, "vote", "tone 0 0", vec![Row { words: 7, ..Row::default() }])
    }

    #[test]
    fn an_article_line_reads_back_as_it_was() {
        let bytes = article_line(&analysed());
        assert_eq!(bytes.iter().filter(|&&b| b == b'\n').count(), 1);
        assert_eq!(serde_json::from_slice::<Analysed>(&bytes).unwrap(), analysed());
        assert_eq!(Line::parse(&bytes), Ok(Line::Article(Box::new(analysed()))));
        assert!(!String::from_utf8_lossy(&bytes).contains("damaged"));
        let damaged = Analysed { damaged: 3, ..analysed() };
        assert_eq!(Line::parse(&article_line(&damaged)), Ok(Line::Article(Box::new(damaged))));
    }

    #[test]
    fn what_gave_no_article_names_its_fate_and_reads_back() {
        for fate in [Fate::Ignored, Fate::SetAside, Fate::Skipped] {
            let omission = Omission {
                fate,
                input: "a.jsonl".into(),
                record: Some(2),
                line: (fate == Fate::Skipped).then_some(3),
                reason: "no_text".into(),
                detail: if fate == Fate::Ignored { String::new() } else { "why “so”".into() },
            };
            assert_eq!(Line::parse(&omission_line(&omission)), Ok(Line::Omission(omission)));
        }
        let omission = Omission { record: Some(2), ..Omission::whole(Fate::Skipped, "a.jsonl", "no_text", "") };
        let text = String::from_utf8(omission_line(&omission)).unwrap();
        assert_eq!(text, "{\"input\":\"a.jsonl\",\"record\":2,\"skipped\":\"no_text\"}\n");
    }

    #[test]
    fn an_input_reads_back() {
        let input = Input { path: "a".into(), bytes: 3, sha256: "0f".into(), records: 2, encoding: "utf-8".into() };
        assert_eq!(Line::parse(&input_line(&input)), Ok(Line::Input(input)));
    }

    #[test]
    fn what_is_no_line_is_refused() {
        for text in [
            "",
            "{",
            "[]",
            "{}",
            "{\"input\":\"a\"}",
            "{\"engine\":\"tone\"}",
            "{\"rows\":[]}",
            "{\"engine\":\"tone\",\"rows\":[]}",
            "7",
        ] {
            assert!(Line::parse(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_fingerprint_is_of_all_but_the_rows() {
        let (one, mut other) = (analysed(), analysed());
        other.rows.push(Row::default());
        assert_eq!(fingerprint(&one), fingerprint(&other));
        other.wire = "Reuters".into();
        assert_ne!(fingerprint(&one), fingerprint(&other));
    }
}
