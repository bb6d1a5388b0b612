//! `datapackage.json`: the data dictionary, by the Data Package standard, version 2.

use super::cell::Dialect;
use super::table::Written;
use serde_json::{Value, json};

/// The profile that the file claims to follow.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The file's bytes. Tables of one layout (the speakers' statements) are one resource with several paths.
pub fn bytes(tables: &[Written]) -> Vec<u8> {
    let resources: Vec<Value> = tables.chunk_by(|a, b| a.name == b.name).filter_map(resource).collect();
    let package = json!({
        "$schema": PROFILE,
        "name": "tone-report",
        "description": "Who speaks, through whom, and in what tone. Every file has a header; an empty cell is a missing value. The tables for \
            spreadsheets have text cells that begin with = + - @ ' or a control character guarded by an apostrophe.",
        "resources": resources,
    });
    // A value of strings and numbers always serialises.
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn resource(tables: &[Written]) -> Option<Value> {
    let first = tables.first()?;
    let paths: Vec<&String> = tables.iter().flat_map(|table| &table.paths).collect();
    let path = if let [path] = paths.as_slice() { json!(path) } else { json!(paths) };
    let mut schema = json!({ "fields": first.fields, "missingValues": [""] });
    if !first.key.is_empty() {
        schema["uniqueKeys"] = json!([first.key]);
    }
    let line_terminator = if first.dialect == Dialect::Spreadsheet { "\r\n" } else { "\n" };
    Some(json!({
        "name": first.name,
        "type": "table",
        "path": path,
        "description": first.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true, "lineTerminator": line_terminator },
        "schema": schema,
    }))
}
