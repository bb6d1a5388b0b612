//! docs/data-dictionary.md says what the tables are.

use std::fs;
use std::path::Path;
use tone::report::data_dictionary::{markdown, tables};

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_page_is_made_from_the_tables() {
    let how = "docs/data-dictionary.md is behind the tables. Make it again: `cargo run --example data-dictionary > docs/data-dictionary.md`";
    assert!(file("docs/data-dictionary.md") == markdown(), "{how}");
}

#[test]
fn the_page_knows_every_table_of_a_run_and_its_order() {
    let package: serde_json::Value = serde_json::from_str(&file("reports/datapackage.json")).unwrap();
    let written: Vec<&str> =
        package["resources"].as_array().unwrap().iter().map(|resource| resource["name"].as_str().unwrap()).collect();
    let told: Vec<&str> = tables().iter().map(|table| table.name).collect();
    assert_eq!(told, written, "src/report/data_dictionary.rs: `tables` is the list");
}
