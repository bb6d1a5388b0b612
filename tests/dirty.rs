//! Dirty texts: what nobody sees, fixed blanks and damaged letters change no row but its places, and these lie on what was printed.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

mod support;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::path::Path;
use std::sync::LazyLock;
use support::{Dir, code};
use tone::analysis::analyst::Analyst;
use tone::article::Article;
use tone::config::builtin;
use tone::row::Row;
use tone::span::Span;
use tone::text::plain::Plain;
use tone::text::style::SentenceStyle;
use tone::tone::scorer::{Profile, Scorer};

static ANALYST: LazyLock<Analyst> = LazyLock::new(|| analyst(Profile::News));

fn analyst(profile: Profile) -> Analyst {
    Analyst::new(&builtin(), profile, SentenceStyle::News)
}

/// What nobody sees.
const UNSEEN: [&str; 7] = ["\u{ad}", "\u{200b}", "\u{200d}", "\u{200e}", "\u{202c}", "\u{2060}", "\u{feff}"];
/// What stands for a space.
const BLANKS: [&str; 5] = ["\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}", " "];

/// The articles of the sample corpus.
static SAMPLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let folders =
        ["kcna", "western", "xinhua"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
    let mut texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap().replace('\r', "")).collect();
    texts.sort();
    let article = |text: String| {
        let (front, body) = text.split_once("\n\n").unwrap();
        let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or("Talks “Good,” Kim Says");
        Article { title: title.into(), text: body.into(), ..Article::default() }
    };
    texts.into_iter().map(article).collect()
});

/// A text with something unseen at some places, and other blanks for some of its spaces.
fn sprinkled(text: &str, unseen: &[(Index, &str)], blanks: &[(Index, &str)]) -> String {
    let mut chars: Vec<String> = text.chars().map(String::from).collect();
    let spaces: Vec<usize> = (0..chars.len()).filter(|&at| chars[at] == " ").collect();
    for (at, blank) in blanks.iter().filter(|_| !spaces.is_empty()) {
        chars[spaces[at.index(spaces.len())]] = (*blank).to_owned();
    }
    for (at, mark) in unseen {
        let at = at.index(chars.len() + 1);
        match chars.get_mut(at) {
            Some(c) => c.insert_str(0, mark),
            None => chars.push((*mark).to_owned()),
        }
    }
    chars.concat()
}

/// A row without what is of the printed text: spans, sentence, the reference's figures. What the spans cover stands in for them.
fn bare(row: &Row, article: &Article) -> (Row, Vec<String>) {
    let text = if row.headline { &article.title } else { &article.text };
    assert_eq!(row.text, text[row.start..row.end], "the sentence is cut from the original");
    let hits = row.frame_hits.iter().map(|hit| hit.span);
    let spans = row.source.iter().chain(&row.cue).chain(&row.content).copied();
    let spans =
        spans.chain(row.relays.iter().map(|relay| relay.span)).chain(hits).chain([Span::new(row.start, row.end)]);
    let words = spans.map(|span| Plain::new(span.of(text)).text.into_owned()).collect();
    let nowhere = |spans: &[Span]| vec![Span::default(); spans.len()];
    let mut bare = Row {
        start: 0,
        end: 0,
        source: nowhere(&row.source),
        cue: nowhere(&row.cue),
        content: nowhere(&row.content),
        vader: row.vader.map(|_| Default::default()),
        vader_sentence: Default::default(),
        text: String::new(),
        ..row.clone()
    };
    bare.relays.iter_mut().for_each(|relay| relay.span = Span::default());
    bare.frame_hits.iter_mut().for_each(|hit| hit.span = Span::default());
    (bare, words)
}

fn bare_rows(article: &Article) -> Option<Vec<(Row, Vec<String>)>> {
    ANALYST.rows(article).ok().map(|rows| rows.iter().map(|row| bare(row, article)).collect())
}

fn marks(most: usize) -> impl Strategy<Value = Vec<(Index, &'static str)>> {
    prop::collection::vec((any::<Index>(), select(&UNSEEN[..])), 0..most)
}

fn blanks(most: usize) -> impl Strategy<Value = Vec<(Index, &'static str)>> {
    prop::collection::vec((any::<Index>(), select(&BLANKS[..])), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_nobody_sees_changes_no_row_of_the_sample_corpus(
        which in any::<Index>(), unseen in marks(300), other in blanks(150), title in marks(8),
    ) {
        let clean = which.get(&SAMPLES);
        let dirty = Article {
            title: sprinkled(&clean.title, &title, &other[..other.len().min(5)]),
            text: sprinkled(&clean.text, &unseen, &other),
            ..clean.clone()
        };
        prop_assert_eq!(bare_rows(&dirty), bare_rows(clean));
    }

    #[test]
    fn nor_of_any_text(
        text in "((Kim Jong Un|Mina Example|Moon|he|said|told KCNA|that it was|very good|not|war|St\\. 5|[a-zé]{1,5}) |[,.:] |“|”|\"|'|\n|—|…){0,40}",
        unseen in marks(12), other in blanks(6),
    ) {
        let clean = Article { title: text.chars().take(30).collect(), text, ..Article::default() };
        let dirty = Article { text: sprinkled(&clean.text, &unseen, &other), ..clean.clone() };
        prop_assert_eq!(bare_rows(&dirty), bare_rows(&clean));
    }
}

const DIRTY: &str = "The harbour of\u{a0}Bergen was calm. â€œWe are very hap\u{ad}py,â€\u{9d} Mina\u{a0}Ex\u{200b}ample told re\u{ad}porters. \
    It\u{2019}s a terrâ€™ible day, said Otto Sample\u{2060}, and the cafÃ© was shut.";

fn dirty() -> Article {
    Article { title: "Mina\u{a0}Ex\u{ad}ample: ″We Won″".into(), text: DIRTY.into(), ..Article::default() }
}

#[test]
fn damaged_letters_are_read_as_what_they_were_and_spans_lie_on_what_was_printed() {
    let rows = ANALYST.rows(&dirty()).unwrap();
    let speech: Vec<(&str, &str, &str)> = rows
        .iter()
        .filter(|row| !row.headline && !row.speaker_in_article.is_empty())
        .map(|row| (row.speaker_in_article.as_str(), row.content[0].of(DIRTY), row.cue[0].of(DIRTY)))
        .collect();
    assert_eq!(speech[0], ("Mina Example", "â€œWe are very hap\u{ad}py,â€\u{9d}", "told"));
    assert!(speech[1..].iter().any(|row| row.0 == "Otto Sample" && row.2 == "said"), "{speech:?}");
    assert!(rows.iter().all(|row| row.headline || row.text == DIRTY[row.start..row.end]));
}

#[test]
fn the_reference_scores_what_was_printed() {
    for profile in [Profile::News, Profile::Vader] {
        let scorer = Scorer::new(Profile::Vader);
        for row in analyst(profile).rows(&dirty()).unwrap() {
            assert_eq!(row.vader_sentence, scorer.tone(&row.text, true).vader, "{}", row.text);
            if profile == Profile::Vader {
                assert_eq!((row.tone, row.tone_sentence), (row.vader, row.vader_sentence));
            }
        }
    }
}

#[test]
fn reasons_point_at_the_words_as_printed() {
    for profile in [Profile::News, Profile::Vader] {
        let article = dirty();
        let all = analyst(profile).explain(&article).unwrap();
        let rows = all.iter().filter(|sentence| !sentence.headline).flat_map(|sentence| &sentence.rows);
        for reasoned in rows {
            for word in reasoned.score.iter().flat_map(|score| score.words.iter().chain(&score.events)) {
                let words: Vec<&str> = word.spans.iter().map(|span| span.of(DIRTY)).collect();
                assert_eq!(words.join(" "), word.text);
            }
            for words in reasoned.why.iter().flat_map(|why| why.cue.iter().chain(&why.words).chain(&why.to)) {
                let text = if words.sentence == 0 { &article.title } else { DIRTY };
                assert_eq!(words.span.of(text), words.text);
            }
        }
        let scored: Vec<String> = all
            .iter()
            .flat_map(|sentence| &sentence.rows)
            .filter_map(|row| row.score.as_ref())
            .flat_map(|score| &score.words)
            .map(|word| word.text.clone())
            .collect();
        assert_eq!(scored.contains(&"hap\u{ad}py".to_owned()), profile == Profile::News, "{scored:?}");
    }
}

#[test]
fn a_run_counts_what_is_damaged_and_warns_of_it() {
    let dir = Dir::new();
    let clean = "The harbour of Bergen was calm. Mina Example said that they were very happy.";
    dir.file(
        "c/dirty.txt",
        format!("outlet: Hill Post\ndate: 2019-05-01\ntitle: A day\n\n{DIRTY} A lost \u{fffd} letter.\n"),
    );
    dir.file("c/clean.txt", format!("outlet: Hill Post\ndate: 2019-05-02\ntitle: A day\n\n{clean}\n"));
    assert_eq!(code(&dir.run(&["run", "-q", "c"])), 0);
    let counts = &dir.manifest()["counts"];
    assert_eq!((&counts["damaged_articles"], &counts["damaged_letters"]), (&1.into(), &5.into()));
    let warned = dir.table("warnings.csv");
    let row = warned.iter().find(|row| row["code"] == "W31").unwrap();
    assert_eq!((row["severity"].as_str(), row["value"].as_str()), ("warning", "1"));
    let spool = String::from_utf8(dir.run(&["annotate", "-q", "c"]).stdout).unwrap();
    let damaged: Vec<bool> =
        spool.lines().filter(|line| line.contains("\"rows\"")).map(|line| line.contains("\"damaged\":5")).collect();
    assert_eq!(damaged, [false, true]);
    assert_eq!(spool.matches("\"damaged\"").count(), 1);
    let page = String::from_utf8(dir.run(&["check", "c"]).stdout).unwrap();
    assert!(page.contains("damaged"), "{page}");
}
