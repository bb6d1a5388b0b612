//! A sample of each format that holds articles in containers: outlet, date, title, text and address come out right. The texts are invented.

use std::ops::ControlFlow;
use std::path::Path;
use tone::article::Article;
use tone::config::builtin;
use tone::ingest::outlet::OutletIndex;
use tone::ingest::read::read;
use tone::ingest::reader::Item;
use tone::ingest::walk::find;

/// The articles of a sample; nothing in it is left out.
fn articles(name: &str) -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    let outlets = OutletIndex::new(&builtin()).unwrap();
    let found = find(&[path], None);
    assert!(found.omissions.is_empty() && found.sources.len() == 1, "{name}: {:?}", found.omissions);
    let mut articles = Vec::new();
    let mut emit = |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Omission(omission) => panic!("{name}: {omission:?}"),
            Item::Input(_) => {}
        }
        ControlFlow::Continue(())
    };
    assert!(read(&found.sources[0], &outlets, &mut emit, &|_| {}).is_continue());
    articles
}

const FERRY: [&str; 2] = [
    "Ferry fares will rise by a tenth from April, the harbour council said on Sunday, after two years without a change.",
    "\"We kept the old fares for as long as we could,\" said Mara Lin, who chairs the council.",
];
const BRIDGE: [&str; 2] = [
    "The bridge over the harbour is shut, the mayor said on Monday, and it will stay shut for a week.",
    "Otto Berg, a baker, called that \"a disaster\".",
];

/// Paragraphs on one line each: an export may wrap them.
fn paragraphs(article: &Article) -> Vec<String> {
    let one_line = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    article.text.split("\n\n").map(one_line).collect()
}

#[test]
fn every_export_of_a_database_is_read_whole() {
    let mut samples = vec![
        ("factiva.xml", "Hill Post"),
        ("nexis-uni.docx", "Hill Post (Harbour)"),
        ("nexis.txt", "Hill Post (Harbour)"),
    ];
    samples.extend(cfg!(feature = "html").then_some(("factiva.html", "Hill Post")));
    for (name, outlet) in samples {
        let [ferry, bridge] = articles(name).try_into().expect(name);
        let fields = |article: &Article| [article.outlet.clone(), article.date.clone(), article.title.clone()];
        assert_eq!(fields(&ferry), [outlet, "2019-03-03", "Ferry fares to rise in spring"], "{name}");
        assert_eq!(fields(&bridge), ["The Evening Sun", "2019-03-04", "Bridge shut for a week"], "{name}");
        assert_eq!(
            (paragraphs(&ferry), paragraphs(&bridge)),
            (FERRY.map(String::from).into(), BRIDGE.map(String::from).into()),
            "{name}"
        );
        // The number in the database, or the place in the file.
        let (stem, _) = name.split_once('.').unwrap();
        let id = if stem == "factiva" { "HILL000020190303f1".to_owned() } else { format!("{stem}#1") };
        assert_eq!(ferry.id, id, "{name}");
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_is_its_article() {
    let [page] = articles("page.html").try_into().expect("one article");
    assert_eq!(
        [&*page.outlet, &*page.date, &*page.title],
        ["Hill Post", "2019-03-03", "Ferry fares to rise in spring"]
    );
    assert_eq!((&*page.url, &*page.id), ("https://hill.example/ferry-fares", "page"));
    let paragraphs = paragraphs(&page);
    assert_eq!((paragraphs.len(), &*paragraphs[0]), (4, FERRY[0]));
    assert_eq!(paragraphs[3], "The council will look at the fares again in June.");
}

#[cfg(feature = "html")]
#[test]
fn an_archive_gives_its_pages() {
    let [chunked, plain] = articles("crawl.warc").try_into().expect("two pages");
    assert_eq!(
        [&*chunked.outlet, &*chunked.date, &*chunked.title],
        ["Hill Post", "2019-03-03", "Ferry fares to rise in spring"]
    );
    assert_eq!(chunked.url, "https://www.hill.example/ferry-fares?from=crawl");
    assert_eq!(paragraphs(&chunked), paragraphs(&articles("page.html")[0]));
    // When the crawler came is not when the article was published.
    assert_eq!([&*plain.outlet, &*plain.date, &*plain.title], ["sun.example", "", "Bridge shut for a week"]);
    assert_eq!(paragraphs(&plain), BRIDGE);
}
