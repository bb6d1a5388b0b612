//! What collectors of news write is read as it comes: outlet, date, title, text and address. The samples are written for the project.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tone::article::Article;
use tone::config::parse;
use tone::ingest::outlet::OutletIndex;
use tone::ingest::read::read;
use tone::ingest::reader::{Item, Omission};
use tone::ingest::walk::find;

/// The samples.
fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports")
}

/// What a path holds, read with a configuration.
fn all(path: PathBuf, configuration: &str) -> (Vec<Article>, Vec<Omission>) {
    let config = parse(configuration, Path::new("tone.toml")).unwrap();
    let outlets = OutletIndex::new(&config).unwrap();
    let found = find(&[path], None);
    let (mut articles, mut omissions) = (Vec::new(), found.omissions);
    let mut emit = |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Omission(omission) => omissions.push(omission),
            Item::Input(_) => {}
        }
        ControlFlow::Continue(())
    };
    for source in &found.sources {
        assert!(read(source, &outlets, &mut emit, &|_| {}).is_continue());
    }
    (articles, omissions)
}

/// The article that every sample holds, but for the outlet and the address that its collector knows.
fn is_the_bridge(article: &Article, outlet: &str, url: &str) {
    let name = &article.input;
    assert_eq!((article.outlet.as_str(), article.url.as_str()), (outlet, url), "{name}");
    assert_eq!((article.date.as_str(), article.title.as_str()), ("2018-06-12", "Bridge Opens"), "{name}");
    assert_eq!(article.text, "The bridge is open. \"It took years,\" said Ida Moor.", "{name}");
}

#[test]
fn every_collector_s_fields_are_known() {
    let url = "https://post.example/bridge";
    for (name, outlet, url) in [
        ("allsides.jsonl", "Hill Post", url),
        ("basil.json", "Hill Post", url),
        ("fundus.jsonl", "Hill Post", ""),
        ("newsapi.json", "Hill Post", url),
        ("newspaper4k.json", "Hill Post", "https://post.example/bridge?x=1"),
        ("newsplease.json", "post.example", url),
        ("trafilatura.csv", "post.example", url),
        ("trafilatura.json", "Hill Post", url),
        ("webz.json", "post.example", url),
    ] {
        let (articles, omissions) = all(samples().join(name), "");
        assert_eq!((articles.len(), omissions), (1, vec![]), "{name}");
        is_the_bridge(&articles[0], outlet, url);
    }
}

#[test]
fn a_list_of_articles_without_texts_is_told_to_be_one() {
    let (articles, omissions) = all(samples().join("mediacloud.csv"), "");
    assert_eq!((articles.len(), omissions[0].reason.as_str()), (0, "no_text"));
    assert!(omissions[0].detail.contains("texts must be fetched first"), "{}", omissions[0].detail);
}

#[test]
fn fields_of_any_name_are_read_where_the_configuration_names_them() {
    let columns = "[columns]\ndate = \"Datum\"\noutlet = [\"Quelle\", \"Zeitung\"]\ntitle = \"Überschrift\"\ntext = \"Volltext\"\nurl = \"adresse\"\n";
    let (articles, omissions) = all(samples().join("own.csv"), columns);
    assert_eq!((articles.len(), omissions), (1, vec![]));
    is_the_bridge(&articles[0], "Hill Post", "https://post.example/bridge");
    let (articles, omissions) = all(samples().join("own.csv"), "");
    assert_eq!((articles.len(), omissions[0].reason.as_str()), (0, "no_text"));
    assert!(omissions[0].detail.contains("Volltext"), "{}", omissions[0].detail);
}

#[test]
fn a_sample_is_the_same_compressed() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(samples().join("newspaper4k.json")).unwrap();
    let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
    std::fs::write(folder.path().join("newspaper4k.json.zst"), packed).unwrap();
    let (mut articles, omissions) = all(folder.path().to_path_buf(), "");
    assert_eq!((articles.len(), omissions), (1, vec![]));
    articles[0].input.truncate("newspaper4k.json".len());
    assert_eq!(articles, all(samples().join("newspaper4k.json"), "").0);
}
