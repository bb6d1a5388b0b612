//! What is true of every file read as articles. The fuzz target and `cargo test` make the same claims.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::LazyLock;
use tone::config::builtin;
use tone::ingest::outlet::OutletIndex;
use tone::ingest::reader::Item;
use tone::ingest::sink::Sink;
use tone::ingest::source::{Kind, Origin, Source};
use tone::ingest::{array, docx, factiva_xml, lines, nexis, table, txt};

static OUTLETS: LazyLock<OutletIndex> = LazyLock::new(|| OutletIndex::new(&builtin()).expect("the built-in study"));

/// Any bytes in each of the formats but pages, whose readers breed their own, and Parquet, which is a file.
pub fn hold(bytes: &[u8]) {
    for (name, kind) in [
        ("a.jsonl", Kind::Lines),
        ("a.json", Kind::Json),
        ("o.json", Kind::Json),
        ("a.csv", Kind::Table),
        ("a.docx", Kind::Document),
        ("a.xml", Kind::Markup),
        ("nexis.txt", Kind::Text),
        ("a.txt", Kind::Text),
    ] {
        hold_of(name, kind, bytes);
    }
}

/// Articles have words, one date, a title of one line and no NUL; omissions a reason. Gives the number of the record, where there is one.
pub fn hold_item(item: &Item) -> Option<u64> {
    match item {
        Item::Article(article) => {
            let words = [&article.id, &article.outlet, &article.title, &article.url, &article.text];
            assert!(words.iter().all(|words| !words.contains('\0')), "a NUL in {article:?}");
            assert!(!article.text.trim().is_empty() && !article.id.is_empty(), "nothing in {article:?}");
            assert!(!article.title.contains('\n'), "a title of two lines: {article:?}");
            assert!(matches!(article.date.len(), 0 | 10), "no day: {article:?}");
            Some(article.record)
        }
        Item::Omission(omission) => {
            assert!(!omission.reason.is_empty(), "no reason: {omission:?}");
            omission.record
        }
        Item::Input(_) => None,
    }
}

/// Every record is an article or an omission, numbered as it comes.
fn hold_of(name: &str, kind: Kind, bytes: &[u8]) {
    let (path, place) = (PathBuf::from(name), format!("xinhua/{name}"));
    let source = Source { path, input: name.to_owned(), place, bytes: bytes.len() as u64, kind, origin: Origin::File };
    let mut numbers = Vec::new();
    let mut emit = |item: Item| {
        numbers.extend(hold_item(&item));
        ControlFlow::Continue(())
    };
    let mut sink = Sink::new(&source, &OUTLETS, &mut emit);
    let mut reader = bytes;
    let read = match name {
        "a.jsonl" => lines::read(&mut reader, &mut sink),
        "a.json" => array::read(&mut reader, &mut sink),
        "o.json" => array::read_object(&mut reader, &mut sink),
        "a.csv" => table::read(&mut reader, &mut sink),
        "a.docx" => docx::read(&mut reader, &mut sink),
        "a.xml" => factiva_xml::read(&mut reader, &mut sink),
        "nexis.txt" => nexis::read(&mut reader, &mut sink),
        _ => txt::read(&mut reader, &mut sink),
    };
    assert!(read.is_ok_and(|flow| flow.is_continue()), "bytes in memory cannot fail");
    let records = sink.records;
    assert!(numbers.iter().copied().eq(1..=records), "{name}: {numbers:?} of {records} records");
}
