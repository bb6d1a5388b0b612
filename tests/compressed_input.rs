//! Compressed files are read as what is in them, and cost nothing but themselves where they are damaged.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

use flate2::Compression;
use flate2::bufread::GzEncoder;
use std::cell::Cell;
use std::io::Read;
use std::ops::ControlFlow;
use tone::config::Config;
use tone::digest::sha256;
use tone::ingest::outlet::OutletIndex;
use tone::ingest::read::read;
use tone::ingest::reader::{Input, Item};
use tone::ingest::walk::find;

const LINES: &[u8] = b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n";

/// What came out of a file.
#[derive(Default)]
struct Out {
    texts: Vec<String>,
    ids: Vec<String>,
    reasons: Vec<String>,
    inputs: Vec<Input>,
}

/// Reads a file of this name with these bytes.
fn of(name: &str, bytes: &[u8]) -> Out {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let outlets = OutletIndex::new(&Config::default()).unwrap();
    let (mut out, told) = (Out::default(), Cell::new(0));
    let mut emit = |item| {
        match item {
            Item::Article(article) => {
                out.texts.push(article.text);
                out.ids.push(article.id);
            }
            Item::Omission(omission) => out.reasons.push(omission.reason),
            Item::Input(input) => out.inputs.push(input),
        }
        ControlFlow::Continue(())
    };
    for source in &find(&[path], None).sources {
        assert!(read(source, &outlets, &mut emit, &|bytes| told.set(told.get() + bytes)).is_continue());
        assert_eq!(told.get(), source.bytes, "progress ends at the whole, in bytes of the disk");
    }
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed).unwrap();
    packed
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

#[test]
fn what_is_compressed_is_read_as_what_is_in_it() {
    for (name, packed, encoding) in
        [("a.jsonl.gz", gzip(LINES), "gzip+utf-8"), ("a.jsonl.zst", zstd(LINES), "zstd+utf-8")]
    {
        let out = of(name, &packed);
        assert_eq!((out.texts.join("|"), out.ids.join("|")), ("One.|Two.".into(), "a#1|a#2".into()));
        let Input { bytes, sha256: hash, records, encoding: read_as, .. } = &out.inputs[0];
        assert_eq!((*bytes, *records, read_as.as_str()), (packed.len() as u64, 2, encoding));
        assert_eq!(*hash, sha256(&packed), "of the file as it lies on the disk");
    }
    assert_eq!(of("a.csv.zst", &zstd(b"title,text\nA,One.\n")).texts, ["One."]);
    assert_eq!(of("a.json.gz", &gzip(b"[{\"text\":\"One.\"}]")).texts, ["One."]);
}

#[test]
fn the_first_bytes_tell_and_not_the_name() {
    // A browser unpacks what it fetches, and leaves the name.
    assert_eq!(of("a.jsonl.gz", LINES).inputs[0].encoding, "utf-8");
    assert_eq!(of("a.txt", &gzip("\u{feff}“Bad.”".as_bytes())).inputs[0].encoding, "gzip+utf-8-bom");
    assert_eq!(of("a.gz", &gzip(b"Words.")).texts, ["Words."]);
    assert_eq!(of("a.txt.gz", &gzip(&gzip(b"Words."))).reasons, ["binary"], "one layer and no more");
    assert_eq!(of("a.txt.gz", &gzip(b"")).reasons, ["empty"]);
}

#[test]
fn what_breaks_off_costs_no_record_before_it() {
    for pack in [gzip, zstd] {
        let packed = pack(LINES);
        let broken = [&packed, &packed[..packed.len() - 3]].concat();
        let out = of("a.jsonl.zst", &broken);
        assert_eq!((&out.texts[..2], out.reasons), (["One.".into(), "Two.".into()].as_slice(), vec!["damaged".into()]));
        assert_eq!((out.inputs[0].bytes, &out.inputs[0].sha256), (broken.len() as u64, &sha256(&broken)));
        let more = [&packed, b"{\"text\":\"Three.\"}".as_slice(), &[b' '; 200_000]].concat();
        let out = of("a.jsonl.zst", &more);
        assert_eq!((out.texts.join("|"), out.reasons), ("One.|Two.".into(), vec!["damaged".to_owned()]));
        assert_eq!(out.inputs[0].sha256, sha256(&more), "hashed to its end all the same");
        let text = of("a.txt.gz", &packed[..packed.len() - 3]);
        assert_eq!(
            (text.texts.len(), text.reasons, text.inputs.len()),
            (0, vec!["damaged".to_owned()], 0),
            "no half article"
        );
    }
}

#[test]
fn a_bomb_is_stopped() {
    let blank = zstd(&vec![b' '; 32 << 20]);
    let out = of("a.jsonl.zst", &[zstd(LINES), blank.repeat(9)].concat());
    assert_eq!((out.texts.join("|"), out.reasons), ("One.|Two.".into(), vec!["bomb".to_owned()]));
}
