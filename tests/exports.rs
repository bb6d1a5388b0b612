//! What collectors of news write is read as it comes: outlet, date, title, text and address. The samples are written for the project.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

use flate2::Compression;
use flate2::bufread::GzEncoder;
use std::io::Read;
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
        #[cfg(feature = "parquet")]
        ("ccnews.parquet", "post.example", url),
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

/// What is in a file of this name with these bytes, read with the built-in study.
fn written(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Omission>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    all(folder.path().to_path_buf(), "")
}

#[test]
fn fields_that_mislead_are_not_believed() {
    let ms = "1528761600000";
    for (outlet, date, read) in [
        (
            "\"https://www.post.example/bridge\"",
            "\"June 12, 2018\"",
            "post.example|2018-06-12|https://www.post.example/bridge",
        ),
        ("{\"id\":null,\"name\":\"Hill Post\"}", ms, "Hill Post|2018-06-12|"),
        ("{\"id\":\"hill-post\"}", "\"12 juin 2018\"", "hill-post|2018-06-12|"),
        ("\"Hill Post\"", "\"6/12/18\"", "Hill Post|2018-06-12|"),
        // A missing date is no date, and never today.
        ("null", "null", "||"),
        ("\"None\"", "\"None\"", "||"),
        ("\"\"", "\"\"", "||"),
        ("\"Hill Post\"", "\"last week\"", "Hill Post||"),
    ] {
        let line = format!("{{\"source\":{outlet},\"date\":{date},\"text\":\"The bridge is open.\"}}\n");
        let (articles, omissions) = written("a.jsonl", line.as_bytes());
        assert_eq!((articles.len(), omissions), (1, vec![]), "{line}");
        let Article { outlet, date, url, .. } = &articles[0];
        assert_eq!([outlet.as_str(), date, url].join("|"), read, "{line}");
    }
}

#[test]
fn names_of_files_say_what_readtext_takes_from_them() {
    for (name, read) in [
        ("reuters_2019-01-10_bridge.txt", "Reuters|2019-01-10"),
        ("2019-01-10_bridge.txt", "|2019-01-10"),
        ("reuters_bridge.txt", "|"),
    ] {
        let (articles, omissions) = written(name, b"The bridge is open, and it was said that it took years.");
        assert_eq!((articles.len(), omissions), (1, vec![]), "{name}");
        assert_eq!([articles[0].outlet.as_str(), &articles[0].date].join("|"), read, "{name}");
    }
}

#[test]
fn every_sample_is_the_same_compressed() {
    let gzip = |bytes: &[u8]| {
        let mut packed = Vec::new();
        GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed).unwrap();
        packed
    };
    let mut seen = 0;
    for folder in ["tests/exports", "tests/formats"] {
        for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            // Parquet is compressed inside, and read from its end.
            if name.ends_with(".parquet") {
                continue;
            }
            let (bytes, plain) = (std::fs::read(&path).unwrap(), all(path.clone(), ""));
            // Crawlers pack each record of an archive alone.
            let starts = memchr::memmem::find_iter(&bytes, b"WARC/1.0\r\n").chain([bytes.len()]);
            let pieces = starts.scan(0, |from, to| Some(&bytes[std::mem::replace(from, to)..to]));
            let members: Vec<u8> = pieces.flat_map(gzip).collect();
            for (ending, packed) in [("gz", members), ("zst", zstd::encode_all(bytes.as_slice(), 1).unwrap())] {
                let (mut articles, omissions) = written(&format!("{name}.{ending}"), &packed);
                articles.iter_mut().for_each(|article| article.input.truncate(name.len()));
                assert_eq!((&articles, omissions.len()), (&plain.0, plain.1.len()), "{name}.{ending}");
            }
            seen += 1;
        }
    }
    assert!(seen > 15, "only {seen} samples");
}
