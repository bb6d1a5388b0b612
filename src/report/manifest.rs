//! `manifest.json`: what was read, how, and what was written. Nothing that cannot change a number is in it.

use super::summary::Counts;
use crate::ingest::reader::{Fate, Input, Omission};
use crate::tone::scorer::Profile;
use serde::Serialize;
use serde_json::Value;

/// The version of the manifest's own form.
const SCHEMA: u32 = 1;

/// A file that was written, as the output folder hands it in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct File {
    /// The path below the output folder, with `/`.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
}

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
    pub files: &'a [File],
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
    files: Vec<&'a File>,
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
    input: &'a str,
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
    let mut files: Vec<&File> = content.files.iter().collect();
    files.sort();
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

fn omitted(omissions: &[Omission], fate: Fate) -> Vec<Omitted<'_>> {
    let mut omissions: Vec<&Omission> = omissions.iter().filter(|omission| omission.fate == fate).collect();
    omissions
        .sort_by_key(|omission| (&omission.input, omission.record, omission.line, &omission.reason, &omission.detail));
    let entry = |omission: &&'_ Omission| (omission.record, omission.line);
    omissions
        .iter()
        .map(|omission| {
            let (record, line) = entry(omission);
            Omitted { input: &omission.input, record, line, reason: &omission.reason, detail: &omission.detail }
        })
        .collect()
}
