//! Who is meant: the mentions of a person joined in an article, and the names of speakers joined across articles.
//!
//! `names.txt` is blocks of lines about the built-in study. In a block of one article a line is its text (` ¶ ` parts paragraphs, the words before
//! ` // ` are the title), and `> ` stands before its speakers in the order of their attributions: ` | ` parts attributions, ` + ` joint speakers,
//! `?` marks a name that several people of the article bear, `_` is nobody. A block of several articles (`- `) has a line `> ` for each speaker
//! of `speakers.csv`: the name, its kind in brackets, the rows of speech, `?` for an ambiguous name. `#` begins a comment.

use std::collections::BTreeMap;
use tone::analysis::analyst::Analyst;
use tone::article::Article;
use tone::attribution::attributor::Attributor;
use tone::attribution::evidence::How;
use tone::config::{Config, builtin};
use tone::partial::census::Census;
use tone::row::{Act, Voice};
use tone::spool::Analysed;
use tone::text::document::Document;
use tone::text::style::SentenceStyle;
use tone::tone::scorer::Profile;

const CASES: &str = include_str!("names.txt");

fn parts(text: &str) -> (String, String) {
    let (title, body) = text.split_once(" // ").unwrap_or(("", text));
    (title.to_owned(), body.replace(" ¶ ", "\n\n"))
}

/// The speakers of an article's body, attribution by attribution.
fn speakers(attributor: &Attributor, text: &str) -> String {
    let (title, body) = parts(text);
    let (title, body) = (Document::parse(&title, false), Document::parse(&body, false));
    let (_, all) = Attributor::attribute("Daily Planet", &attributor.look(&title), &attributor.look(&body));
    let said = all.iter().filter(|one| matches!(one.act, Act::Speech | Act::Written));
    let names = said.map(|one| {
        let names = one.speakers.iter().map(|speaker| match (speaker.name.as_str(), speaker.how) {
            ("", _) => "_".to_owned(),
            (name, How::Ambiguous) => format!("{name}?"),
            (name, _) => name.to_owned(),
        });
        names.collect::<Vec<_>>().join(" + ")
    });
    names.collect::<Vec<_>>().join(" | ")
}

/// The speakers of several articles, in the order of the tables.
fn across(config: &Config, analyst: &Analyst, texts: &[&str]) -> Vec<String> {
    let mut census = Census::new(config);
    let read = |(number, text): (usize, &&str)| {
        let (title, text) = parts(text);
        let article =
            Article { id: number.to_string(), outlet: "Daily Planet".into(), title, text, ..Article::default() };
        let rows = analyst.rows(&article).unwrap_or_default();
        Analysed::new(&article, "", "", rows)
    };
    let articles: Vec<Analysed> = texts.iter().enumerate().map(read).collect();
    articles.iter().for_each(|article| census.add(article));
    let roster = census.finish();
    let rows = articles.iter().flat_map(|article| &article.rows);
    let mut said: BTreeMap<Option<u32>, u32> = BTreeMap::new();
    for row in rows.filter(|row| row.voice == Voice::Speech && !row.headline) {
        *said.entry(roster.speaker(row)).or_default() += 1;
    }
    let line = |(number, rows): (Option<u32>, u32)| {
        let Some(name) = number.map(|number| roster.name(number)) else { return format!("_ {rows}") };
        let kind = if name.kind.is_empty() { String::new() } else { format!(" ({})", name.kind) };
        format!("{}{}{kind} {rows}", name.text, if name.ambiguous { "?" } else { "" })
    };
    said.into_iter().map(line).collect()
}

#[test]
fn the_cases_hold() {
    let config = builtin();
    let attributor = Attributor::new(&config);
    let analyst = Analyst::new(&config, Profile::News, SentenceStyle::News);
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for block in CASES.split("\n\n") {
        let lines: Vec<&str> = block.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        let expected: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("> ")).collect();
        let articles: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("- ")).collect();
        let found = match (articles.is_empty(), lines.first()) {
            (_, None) => continue,
            (true, Some(text)) => vec![speakers(&attributor, text)],
            (false, _) => across(&config, &analyst, &articles),
        };
        cases += 1;
        if expected != found {
            wrong.push(format!("{}\nfound\n> {}\n", block.trim(), found.join("\n> ")));
        }
    }
    assert!(cases >= 100, "cases are missing: {cases}");
    assert!(wrong.is_empty(), "{} of {cases} cases are wrong:\n\n{}", wrong.len(), wrong.join("\n"));
}
