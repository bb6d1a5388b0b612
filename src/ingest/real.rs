//! Real articles, where they are at hand: they belong to their publishers and are no part of the project.

#![cfg(test)]

use crate::article::Article;
use crate::config::builtin;
use crate::ingest::outlet::OutletIndex;
use crate::ingest::read::read;
use crate::ingest::reader::{Input, Item, Omission};
use crate::ingest::walk::find;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// A path below the shared folder; none, with a word about it, where the folder is missing, which is a failure on the build server only.
fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(path);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
    #[allow(clippy::print_stderr, reason = "a test that is left out says so")]
    {
        eprintln!("left out: {} is missing", path.display());
    }
    None
}

/// Everything in one path, read with the built-in study.
fn all(path: PathBuf) -> (Vec<Article>, Vec<Omission>, Vec<Input>) {
    let outlets = OutletIndex::new(&builtin()).unwrap();
    let found = find(&[path], None);
    let (mut articles, mut omissions, mut inputs) = (Vec::new(), found.omissions, Vec::new());
    for source in &found.sources {
        let flow = read(
            source,
            &outlets,
            &mut |item| {
                match item {
                    Item::Article(article) => articles.push(*article),
                    Item::Omission(omission) => omissions.push(omission),
                    Item::Input(input) => inputs.push(input),
                }
                ControlFlow::Continue(())
            },
            &|_| {},
        );
        assert!(flow.is_continue());
    }
    (articles, omissions, inputs)
}

#[test]
fn every_article_of_the_three_kinds_is_read() {
    let Some(path) = shared("real/articles/threeway.jsonl") else { return };
    let (articles, omissions, inputs) = all(path);
    assert_eq!((articles.len(), omissions, inputs.len()), (486, vec![], 1));
    assert_eq!(inputs[0].records, 486);
    assert!(articles.iter().all(|article| !article.date.is_empty() && !article.outlet.is_empty()));
    let group = |name: &str| articles.iter().filter(|article| article.group == name).count();
    assert_eq!((group("xinhua"), group("kcna")), (39, 262));
    assert!(group("western") >= 160, "{} Western articles", group("western"));
}

#[test]
fn a_compressed_corpus_is_read() {
    let Some(path) = shared("real/articles/large.jsonl.zst") else { return };
    let (articles, omissions, inputs) = all(path);
    assert_eq!((articles.len(), omissions), (14_043, vec![]));
    assert_eq!((inputs[0].bytes, inputs[0].encoding.as_str()), (16_424_007, "zstd+utf-8"));
}

#[test]
fn the_model_case_is_read_as_the_gold_has_it() {
    let (Some(path), Some(gold)) =
        (shared("real/articles/bloomberg-2019-01-10.txt"), shared("eval/threeway/dev.jsonl"))
    else {
        return;
    };
    let (articles, omissions, _) = all(path);
    let (gold, ..) = all(gold);
    assert_eq!((articles.len(), omissions), (1, vec![]));
    let fields = |article: &Article| {
        (article.title.clone(), article.text.clone(), article.outlet.clone(), article.group.clone())
    };
    assert!(fields(&articles[0]) == fields(&gold[0]), "title, text, outlet and group of the first article");
    assert_eq!((articles[0].id.as_str(), articles[0].wire.as_str()), ("bloomberg-2019-01-10", ""));
}

#[test]
fn an_export_of_news_please_is_read() {
    let Some(path) = shared("real/formats/newsplease_sample.json") else { return };
    let (articles, omissions, _) = all(path);
    assert_eq!((articles.len(), omissions), (1, vec![]));
    assert_eq!((articles[0].id.as_str(), articles[0].date.as_str()), ("newsplease_sample", "2017-07-17"));
    assert!(!articles[0].outlet.is_empty() && !articles[0].url.is_empty());
}

#[test]
fn exports_of_databases_are_read() {
    for (path, records) in [
        #[cfg(feature = "html")]
        ("real/formats/factiva_test.html", 2),
        ("real/formats/factiva_test.xml", 3),
        ("real/formats/lexisnexis_old_sample.TXT", 10),
        ("real/formats/nexis_uni_sample.DOCX", 10),
        ("real/formats/reut21578-factiva.xml", 19),
    ] {
        let Some(path) = shared(path) else { return };
        let (articles, omissions, _) = all(path.clone());
        assert_eq!((articles.len(), omissions), (records, vec![]), "{}", path.display());
        for article in articles {
            let Article { outlet, date, title, text, .. } = &article;
            assert!(
                [outlet, date, title].iter().all(|field| !field.is_empty()),
                "{} {}",
                path.display(),
                article.record
            );
            let foreign = ["LENGTH:", "LOAD-DATE:", "Load-Date:", "End of Document", "BYLINE:", "Byline:"];
            assert!(foreign.iter().all(|mark| !text.contains(mark)), "{} {}", path.display(), article.record);
            assert!(
                !text.contains(" DOCUMENTS\n") && !text.starts_with("Body"),
                "{} {}",
                path.display(),
                article.record
            );
        }
    }
}

#[test]
fn the_list_at_the_beginning_of_an_export_goes() {
    let Some(path) = shared("real/formats/nexis_uni_sample.DOCX") else { return };
    let (articles, ..) = all(path);
    assert!(
        articles.iter().all(|article| article.date.starts_with("2019-07-0") && !article.title.contains("Documents ("))
    );
    assert!(
        articles.iter().all(|article| !article.text.contains("Client/Matter") && !article.title.starts_with("1. "))
    );
}
