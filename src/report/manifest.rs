//! `manifest.json`: what was read, how, and what was written. Nothing that cannot change a number is in it.

use super::summary::Counts;
use crate::disk::FileEntry;
use crate::ingest::reader::{Fate, Input, Omission};
use crate::tone::scorer::Profile;
use serde::Serialize;
use serde_json::Value;

/// The version of the manifest's own form.
const SCHEMA: u32 = 1;

/// What the manifest is made from.
#[derive(Clone, Debug)]
pub struct Content<'a> {
    /// How tone was scored.
    pub profile: Profile,
    /// Key of everything random.
    pub seed: u64,
    /// The merged configuration with the origin of every value.
    pub config: &'a Value,
    /// Files that were read.
    pub inputs: &'a [Input],
    /// Inputs that gave no article.
    pub omissions: &'a [Omission],
    /// The report's counts.
    pub counts: Counts,
    /// Files of the report but for the manifest.
    pub files: &'a [FileEntry],
}

/// The file, in the order of its keys.
#[derive(Serialize)]
struct Manifest<'a> {
    schema: u32,
    program: &'static str,
    version: &'static str,
    profile: Profile,
    #[serde(skip_serializing_if = "Option::is_none")]
    deterministic: Option<bool>,
    seed: u64,
    config: &'a Value,
    counts: Counted,
    inputs: Vec<&'a Input>,
    ignored: Vec<Omitted<'a>>,
    set_aside: Vec<Omitted<'a>>,
    skipped: Vec<Omitted<'a>>,
    files: Vec<&'a FileEntry>,
}

#[derive(Serialize)]
struct Counted {
    inputs: usize,
    records: u64,
    ignored: usize,
    set_aside: usize,
    skipped: usize,
    #[serde(flatten)]
    report: Counts,
}

/// An omission without its fate, which is the list it stands in.
#[derive(Serialize)]
struct Omitted<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
}

/// The file's bytes. Lists are sorted, so that the order in which inputs were read does not matter.
pub fn bytes(content: &Content<'_>) -> Vec<u8> {
    let mut inputs: Vec<&Input> = content.inputs.iter().collect();
    inputs.sort_by(|a, b| (&a.path, &a.sha256).cmp(&(&b.path, &b.sha256)));
    let mut files: Vec<&FileEntry> = content.files.iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let [ignored, set_aside, skipped] =
        [Fate::Ignored, Fate::SetAside, Fate::Skipped].map(|fate| omitted(content.omissions, fate));
    let counts = Counted {
        inputs: inputs.len(),
        records: inputs.iter().map(|input| input.records).sum(),
        ignored: ignored.len(),
        set_aside: set_aside.len(),
        skipped: skipped.len(),
        report: content.counts,
    };
    let manifest = Manifest {
        schema: SCHEMA,
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        profile: content.profile,
        deterministic: (content.profile == Profile::VaderSentiment).then_some(false),
        seed: content.seed,
        config: content.config,
        counts,
        inputs,
        ignored,
        set_aside,
        skipped,
        files,
    };
    // Strings, numbers and maps with string keys always serialise.
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn omitted<'a>(omissions: &'a [Omission], fate: Fate) -> Vec<Omitted<'a>> {
    let mut omissions: Vec<&'a Omission> = omissions.iter().filter(|omission| omission.fate == fate).collect();
    omissions
        .sort_by_key(|omission| (&omission.input, omission.record, omission.line, &omission.reason, &omission.detail));
    let bare = |omission: &'a Omission| Omitted {
        path: &omission.input,
        record: omission.record,
        line: omission.line,
        reason: &omission.reason,
        detail: &omission.detail,
    };
    omissions.into_iter().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(profile: Profile, inputs: &[Input], omissions: &[Omission]) -> Value {
        let files = [FileEntry { name: "speakers.csv".into(), bytes: 3, sha256: "00".into() }];
        let config = serde_json::json!({ "profile": { "value": "news", "origin": "built-in" } });
        let (seed, counts) = (7, Counts { articles: 2, ..Counts::default() });
        let content = Content { profile, seed, config: &config, inputs, omissions, counts, files: &files };
        let bytes = bytes(&content);
        assert!(bytes.ends_with(b"}\n"));
        serde_json::from_slice(&bytes).unwrap()
    }

    fn omission(fate: Fate, input: &str) -> Omission {
        let (reason, detail) = ("no_text".into(), String::new());
        Omission { fate, input: input.into(), record: Some(2), line: None, reason, detail }
    }

    #[test]
    fn every_input_stands_in_one_list_and_the_order_of_reading_does_not_show() {
        let input = |path: &str| Input { path: path.into(), records: 2, ..Input::default() };
        let omissions = [omission(Fate::Skipped, "b"), omission(Fate::Ignored, "c"), omission(Fate::Skipped, "a")];
        let first = manifest(Profile::News, &[input("b"), input("a")], &omissions);
        let turned: Vec<Omission> = omissions.iter().rev().cloned().collect();
        assert_eq!(first, manifest(Profile::News, &[input("a"), input("b")], &turned));
        assert_eq!(first["skipped"][0], serde_json::json!({ "path": "a", "record": 2, "reason": "no_text" }));
        assert_eq!((&first["counts"]["records"], &first["counts"]["skipped"]), (&4.into(), &2.into()));
        assert_eq!((&first["counts"]["articles"], &first["files"][0]["bytes"]), (&2.into(), &3.into()));
    }

    #[test]
    fn only_the_profile_that_differs_between_processes_says_so() {
        assert_eq!(manifest(Profile::News, &[], &[]).get("deterministic"), None);
        assert_eq!(manifest(Profile::VaderSentiment, &[], &[])["deterministic"], false);
    }
}
