//! One JSON object into a record, with the place of what is wrong with it.

use crate::ingest::alias::Aliases;
use crate::ingest::field::{Fault, Object, Record};
use crate::ingest::reason;
use serde::de::{DeserializeSeed, IgnoredAny};

/// Reads one object, whose fields have these names. What Python writes and JSON does not know is mended where nothing else helps.
pub fn record(text: &str, aliases: &Aliases) -> Result<Record, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    match strict(text, aliases) {
        Err(fault) if fault.reason == reason::BAD_JSON => {
            let mended = mended(text).and_then(|mended| strict(&mended, aliases).ok());
            mended.ok_or(fault)
        }
        read => read,
    }
}

fn strict(text: &str, aliases: &Aliases) -> Result<Record, Fault> {
    if text.trim_start().starts_with('{') {
        let mut parser = serde_json::Deserializer::from_str(text);
        let record = Object(aliases).deserialize(&mut parser);
        return record.and_then(|record| parser.end().map(|()| record)).map_err(|error| fault(&error));
    }
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => Err(Fault::new(reason::NOT_AN_OBJECT, "a record must be an object, { … }")),
        Err(error) => Err(fault(&error)),
    }
}

/// True if the text is one whole JSON value.
pub fn is_whole(text: &str) -> bool {
    let is_strict = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    is_strict(text) || mended(text).is_some_and(|mended| is_strict(&mended))
}

/// Numbers that Python writes for what is missing.
const NO_NUMBERS: [&[u8]; 3] = [b"NaN", b"Infinity", b"-Infinity"];

/// The text with null for what is no number, and U+FFFD for half a surrogate pair; none if neither stands in it.
fn mended(text: &str) -> Option<String> {
    let (mut mended, mut from, mut at, mut in_string) = (String::new(), 0, 0, false);
    while let Some((byte, rest)) = text.as_bytes().get(at).zip(text.as_bytes().get(at..)) {
        let (length, new) = match byte {
            b'\\' if in_string => escape(rest),
            b'N' | b'I' | b'-' if !in_string => {
                let word = NO_NUMBERS.iter().find(|word| rest.starts_with(word));
                word.map_or((1, None), |word| (word.len(), Some("null")))
            }
            _ => (1, None),
        };
        in_string ^= *byte == b'"';
        if let Some(new) = new {
            mended.push_str(&text[from..at]);
            mended.push_str(new);
            from = at + length;
        }
        at += length;
    }
    (from > 0).then(|| mended + &text[from..])
}

/// The length of the escape that a string goes on with, and what to put in its place if it is half a surrogate pair.
fn escape(rest: &[u8]) -> (usize, Option<&'static str>) {
    let unit = |at: usize| {
        let hex = rest.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, None),
        (Some(0xd800..=0xdfff), _) => (6, Some("\\ufffd")),
        _ => (2, None),
    }
}

/// The parser's message never quotes the input, so it may be shown as it is.
fn fault(error: &serde_json::Error) -> Fault {
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    let detail = format!("{what}, column {}", error.column());
    Fault { reason: reason::BAD_JSON, detail, line: error.line().max(1) as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn record(text: &str) -> Result<Record, Fault> {
        super::record(text, &Aliases::new(&BTreeMap::new()))
    }

    #[test]
    fn faults_have_a_place() {
        let broken = record("{\n\"text\": oops}").unwrap_err();
        assert_eq!((broken.reason, broken.line), (reason::BAD_JSON, 2));
        assert!(broken.detail.ends_with("column 9"), "{}", broken.detail);
    }

    #[test]
    fn what_is_no_object_is_told_from_what_is_no_json() {
        assert_eq!(record("[1]").unwrap_err().reason, reason::NOT_AN_OBJECT);
        assert_eq!(record("[1").unwrap_err().reason, reason::BAD_JSON);
        assert_eq!(record("\"words\"").unwrap_err().reason, reason::NOT_AN_OBJECT);
    }

    #[test]
    fn no_depth_overflows_the_stack() {
        let deep = "[".repeat(200_000);
        assert_eq!(record(&deep).unwrap_err().reason, reason::BAD_JSON);
        let inside = |key: &str| format!("{{\"{key}\":{}{}}}", deep, "]".repeat(200_000));
        assert_eq!(record(&inside("text")).unwrap().take_text().unwrap_err().reason, reason::WRONG_TYPE);
        assert!(record(&inside("other")).is_ok());
    }

    #[test]
    fn what_python_writes_is_mended() {
        for (written, text) in [
            (r#"{"date":NaN,"n":[Infinity,-Infinity],"text":"NaN \" Infinity"}"#, "NaN \" Infinity"),
            (r#"{"text":"\ud83d x"}"#, "\u{fffd} x"),
            (r#"{"text":"\ud83d\ude00 \ude00é\u00e9\ud83d"}"#, "\u{1f600} \u{fffd}éé\u{fffd}"),
            (r#"{"text":"\\ud83d","n":NaN}"#, "\\ud83d"),
        ] {
            assert_eq!(record(written).and_then(|mut record| record.take_text()).as_deref(), Ok(text), "{written}");
            assert!(is_whole(written), "{written}");
        }
        for broken in [r#"{"text":NaNa}"#, r#"{"text":"\ud83"}"#, r#"{"text":"\ud83d"#, "{\"text\":\"\\", "-"] {
            assert_eq!(record(broken).unwrap_err().reason, reason::BAD_JSON, "{broken}");
        }
    }
}
