//! Invented articles for the tests of counts and tables.

#![cfg(test)]
#![cfg(test)]

use crate::article::{Article, Genre};
use crate::config::{Config, Corpus, Group, Opinion, Outlet, Ownership, Side, Speaker, Translated};
use crate::partial::census::Census;
use crate::partial::roster::Roster;
use crate::row::{Act, CueClass, Manner, Row, Voice};
use crate::score::Score;
use crate::span::Span;
use crate::spool::Analysed;
use proptest::prelude::*;

/// A study with two groups, three outlets, two speakers and a side.
pub fn config() -> Config {
    let outlet =
        |name: &str, ownership, translated| Outlet { name: name.into(), ownership, translated, ..Outlet::default() };
    let group = |name: &str, outlets: &[&str]| Group {
        name: name.into(),
        outlets: outlets.iter().map(|&name| name.into()).collect(),
    };
    let person = |name: &str, side: &str| Speaker {
        name: name.into(),
        side: side.into(),
        kind: "person".into(),
        ..Speaker::default()
    };
    Config {
        profile: "news".into(),
        seed: 1,
        corpus: Corpus { how_collected: "by hand".into(), opinion: Opinion::Exclude, coded: None },
        groups: vec![group("harbour", &["Harbour Daily"]), group("hill", &["Hill Post", "Valley Times"])],
        outlets: vec![
            outlet("Harbour Daily", Ownership::State, Translated::Yes),
            outlet("Hill Post", Ownership::Private, Translated::No),
            outlet("Valley Times", Ownership::Private, Translated::No),
        ],
        speakers: vec![person("Mara Lin", "coast"), person("Otto Berg", "")],
        sides: vec![Side { key: "coast".into(), names: vec!["the Coast".into()], kind: "government".into() }],
        ..Config::default()
    }
}

/// The roster of some articles.
pub fn roster(articles: &[Analysed]) -> Roster {
    let mut census = Census::new(&config());
    articles.iter().for_each(|article| census.add(article));
    census.finish()
}

/// An article of an outlet.
pub fn article(id: &str, group: &str, outlet: &str, rows: Vec<Row>) -> Analysed {
    let article = Article {
        id: id.into(),
        group: group.into(),
        outlet: outlet.into(),
        date: "2021-05-04".into(),
        title: "Harbour opens".into(),
        ..Article::default()
    };
    Analysed::new(&article, "", "test", rows)
}

/// A row of narration.
pub fn narration(sentence: u32, text: &str, tone: i32) -> Row {
    Row {
        sentence,
        end: text.len(),
        words: 3,
        lexicon_hits: 1,
        tone: Some(Score(tone)),
        vader: Some(Score(tone / 2)),
        tone_sentence: Score(tone),
        vader_sentence: Score(tone / 2),
        text: text.into(),
        ..Row::default()
    }
}

/// A row of speech in a sentence `<words>, <speaker> said.`
pub fn speech(sentence: u32, attribution: u32, speaker: &str, words: &str, tone: i32, manner: Manner) -> Row {
    let text = format!("{words}, {speaker} said.");
    let cue = text.len() - "said.".len();
    Row {
        voice: Voice::Speech,
        attribution: Some(attribution),
        speaker: speaker.into(),
        speaker_in_article: speaker.into(),
        cue: vec![Span::new(cue, cue + "said".len())],
        content: vec![Span::new(0, words.len())],
        act: Some(Act::Speech),
        cue_class: Some(CueClass::Neutral),
        manner: Some(manner),
        rule: "said".into(),
        confidence: Some(Score(9_000)),
        ..narration(sentence, &text, tone)
    }
}

/// Any row, of few speakers, sentences and words, so that cells fill and texts repeat.
fn any_row() -> impl Strategy<Value = Row> {
    let names =
        ["", "Mara Lin", "Otto Berg", "Ann Lee", "Ann LEE", "President Ann Lee", "officials", "=Sum", "Hill Post"];
    let words = ["The port is open", "the port is open", "It rains", "“We are glad”"];
    let manners = vec![Manner::Direct, Manner::Mixed, Manner::Indirect, Manner::Statement];
    let voices = vec![
        Voice::Speech,
        Voice::Speech,
        Voice::Speech,
        Voice::Stance,
        Voice::Narration,
        Voice::Reporting,
        Voice::Boilerplate,
    ];
    let who = (prop::sample::select(names.to_vec()), prop::sample::subsequence(names[1..].to_vec(), 0..3));
    let how = (prop::sample::select(voices), prop::sample::select(manners), prop::sample::select(words.to_vec()));
    let figures = (1u32..5, 1u32..4, prop::option::weighted(0.9, -10_000i32..=10_000), any::<bool>(), 0i32..10_000);
    (who, how, figures).prop_map(
        |((speaker, via), (voice, manner, words), (sentence, attribution, tone, headline, confidence))| {
            let row = speech(sentence, attribution, speaker, words, tone.unwrap_or_default(), manner);
            Row {
                voice,
                headline: headline && sentence == 1,
                known: speaker == "Mara Lin" || speaker == "Otto Berg",
                via: via.iter().map(|&name| name.into()).collect(),
                actors: ["Mara Lin", "the Coast"].into_iter().take(via.len()).map(str::to_owned).collect(),
                confidence: Some(Score(confidence)),
                tone: tone.map(Score),
                ..row
            }
        },
    )
}

/// Any corpus of up to six articles with ids in order.
pub fn any_corpus() -> impl Strategy<Value = Vec<Analysed>> {
    let places =
        vec![("harbour", "Harbour Daily"), ("hill", "Hill Post"), ("hill", "Valley Times"), ("other", "-Far Gazette")];
    let genres = vec![Genre::News, Genre::News, Genre::Opinion, Genre::Unknown];
    let one = (prop::sample::select(places), prop::sample::select(genres), prop::collection::vec(any_row(), 0..9));
    prop::collection::vec(one, 0..6).prop_map(|articles| {
        let make = |(number, ((group, outlet), genre, mut rows)): (usize, (_, _, Vec<Row>))| {
            rows.sort_by_key(|row| row.sentence);
            for (number, row) in (0..).zip(&mut rows) {
                row.row = number;
            }
            Analysed { genre, ..article(&format!("a{number}"), group, outlet, rows) }
        };
        articles.into_iter().enumerate().map(make).collect()
    })
}
