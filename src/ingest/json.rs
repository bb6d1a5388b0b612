//! One JSON object into a record, with the place of what is wrong with it.

use crate::ingest::alias::Aliases;
use crate::ingest::field::{Fault, Object, Record};
use crate::ingest::reason;
use serde::de::{DeserializeSeed, IgnoredAny};

/// Reads one object, whose fields have these names.
pub fn record(text: &str, aliases: &Aliases) -> Result<Record, Fault> {
    let text = text.trim_start_matches('\u{feff}');
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
    serde_json::from_str::<IgnoredAny>(text).is_ok()
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
    fn half_a_surrogate_pair_is_bad_json() {
        let fault = record(r#"{"text":"\ud800 x"}"#).unwrap_err();
        assert_eq!(fault.reason, reason::BAD_JSON);
        assert!(fault.detail.contains("hex escape"), "{}", fault.detail);
    }
}
