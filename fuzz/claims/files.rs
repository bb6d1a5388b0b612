//! What is true of every file, whatever it is named. The fuzz target and `cargo test` make the same claims.

use crate::records::hold_item;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;
use tone::config::builtin;
use tone::ingest::outlet::OutletIndex;
use tone::ingest::read::read;
use tone::ingest::reader::Item;
use tone::ingest::source::{Kind, Origin, Source};

static OUTLETS: LazyLock<OutletIndex> = LazyLock::new(|| OutletIndex::new(&builtin()).expect("the built-in study"));

/// Any bytes as a file, packed or not, under each of the names that readers of more than text go by, and under one that tells nothing.
pub fn hold(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("a temporary file");
    for kind in [Kind::Archive, Kind::Document, Kind::Markup, Kind::Page, Kind::Parquet, Kind::Unknown] {
        hold_of(file.path(), kind, bytes.len() as u64);
    }
}

/// A file is refused as a whole, or an input of which every record is an article or an omission, numbered as it comes.
fn hold_of(path: &Path, kind: Kind, bytes: u64) {
    let (path, input, place) = (path.to_path_buf(), "a".to_owned(), "xinhua/a".to_owned());
    let source = Source { path, input, place, bytes, kind, origin: Origin::File };
    let (mut numbers, mut records, mut items) = (Vec::new(), None, 0);
    let mut emit = |item: Item| {
        numbers.extend(hold_item(&item));
        assert!(records.is_none(), "{kind:?}: something behind the end: {item:?}");
        records = if let Item::Input(input) = item { Some(input.records) } else { None };
        items += 1;
        ControlFlow::Continue(())
    };
    assert!(read(&source, &OUTLETS, &mut emit, &|_| {}).is_continue());
    match records {
        Some(records) => assert!(numbers.iter().copied().eq(1..=records), "{kind:?}: {numbers:?} of {records} records"),
        None => assert_eq!((items, numbers.len()), (1, 0), "{kind:?}: neither read nor refused"),
    }
}
