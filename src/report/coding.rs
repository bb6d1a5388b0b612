//! What coders get, and the key that stays with the researcher: the files of `tone sample`.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use super::pass;
use super::sink::{Sink, Source};
use super::study::Study;
use super::table::Table;
use crate::coding::deal::deal;
use crate::coding::draw::{Draw, Drawn, Plan};
use crate::coding::item::{Class, Item, Tone};
use crate::coding::key::spellings;
use crate::coding::matching::speakers;
use crate::config::{KEY, NAMES};
use crate::error::{Error, Result, Where};
use crate::partial::counted::Counting;
use crate::partial::words::{coded_words, fingerprint};
use crate::row::Voice;
use crate::spool::Analysed;
use std::collections::BTreeMap;

/// The guidelines, for people and for printers.
const CODEBOOK: &str = include_str!("codebook.html");

/// What a coder reads of an item.
struct Reading {
    before: String,
    sentence: String,
    words: String,
    after: String,
}

/// What was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Items.
    pub items: usize,
    /// Items that every coder has.
    pub shared: usize,
    /// Group, voice, rows that could be items, and items.
    pub strata: Vec<(String, Class, u64, u64)>,
}

/// Draws a sample and writes its files.
pub fn write(
    study: &Study<'_>,
    plan: Plan,
    engine: &str,
    source: &mut dyn Source,
    sink: &mut dyn Sink,
) -> Result<Drawing> {
    let mut items = items(study, plan, source)?;
    deal(&mut items, plan);
    let idle = (1..=plan.coders).find(|coder| !items.iter().any(|(item, _)| item.coders.contains(coder)));
    if let Some(idle) = idle.filter(|_| !items.is_empty()) {
        let message = format!(
            "{} items are not enough for {} coders, coder {idle} would get none: fewer --coders, more --per-group, or a larger --overlap",
            items.len(),
            plan.coders
        );
        return Err(Error::usage(Where::default(), message));
    }
    for coder in 1..=plan.coders {
        let mut table = Table::<Sheet>::new(format!("coder-{coder}"));
        for (item, reading) in items.iter().filter(|(item, _)| item.coders.contains(&coder)) {
            table.push(&(coder, item, reading), sink)?;
        }
        table.finish(sink)?;
    }
    let mut key = Table::<KeyFile>::new(stem(KEY));
    items.iter().try_for_each(|(item, _)| key.push(&(item, engine), sink))?;
    key.finish(sink)?;
    let mut names = Table::<Spellings>::new(stem(NAMES));
    spellings(study.config).iter().try_for_each(|pair| names.push(&(&pair.0, &pair.1), sink))?;
    names.finish(sink)?;
    sink.append("codebook.html", CODEBOOK.as_bytes())?;
    let mut strata = BTreeMap::new();
    for (item, _) in &items {
        strata.insert((item.group.clone(), item.class), (item.population, item.sampled));
    }
    let strata =
        strata.into_iter().map(|((group, class), (population, sampled))| (group, class, population, sampled)).collect();
    let shared = items.iter().filter(|(item, _)| item.coders.len() > 1).count();
    Ok(Drawing { items: items.len(), shared, strata })
}

fn stem(name: &str) -> &str {
    name.trim_end_matches(".csv")
}

/// The items, in the order of the corpus, with what is read of them.
fn items(study: &Study<'_>, plan: Plan, source: &mut dyn Source) -> Result<Vec<(Item, Reading)>> {
    let counting = Counting::new(study.config);
    let first = pass::first(study, source)?;
    let mut draw = Draw::new(plan, counting);
    let mut heads: BTreeMap<u32, String> =
        first.families.shared().into_keys().map(|head| (head, String::new())).collect();
    let mut number = 0;
    source.batches(&mut |articles| {
        for article in &articles {
            if let Some(head) = heads.get_mut(&number) {
                head.clone_from(&article.id);
            }
            if let Some(group) = first.roster.group_number(&article.group) {
                draw.add(number, first.families.cluster(number), group, article);
            }
            number += 1;
        }
        Ok(())
    })?;
    let drawn = draw.finish();
    let of_articles: Vec<&[Drawn]> = drawn.chunk_by(|a, b| a.article == b.article).collect();
    let numbers: Vec<u32> = of_articles.iter().map(|drawn| drawn[0].article).collect();
    let (mut items, mut waiting) = (Vec::new(), of_articles.into_iter());
    source.some(&numbers, &mut |articles| {
        for (article, drawn) in articles.iter().zip(waiting.by_ref()) {
            let cluster = heads.get(&first.families.cluster(drawn[0].article)).unwrap_or(&article.id);
            items.extend(drawn.iter().filter_map(|drawn| item(article, cluster, drawn, &first.roster)));
        }
        Ok(())
    })?;
    Ok(items)
}

fn item(
    article: &Analysed,
    cluster: &str,
    drawn: &Drawn,
    roster: &crate::partial::roster::Roster,
) -> Option<(Item, Reading)> {
    let row = article.rows.iter().find(|row| (row.sentence, row.row) == (drawn.sentence, drawn.row))?;
    let words = coded_words(row, &article.rows);
    let speakers =
        speakers(row, article, roster).into_iter().map(|speaker| roster.name(speaker).text.clone()).collect();
    let item = Item {
        number: 0,
        article: article.id.clone(),
        sentence: row.sentence,
        row: row.row,
        cluster: cluster.to_owned(),
        outlet: article.outlet.clone(),
        group: article.group.clone(),
        class: Class::of(row),
        population: drawn.population,
        sampled: drawn.sampled,
        tone: row.tone?,
        speakers,
        confidence: row.confidence,
        words: fingerprint(&words),
        coders: Vec::new(),
    };
    let near = |sentence: Option<u32>| neighbour(article, sentence).unwrap_or_default();
    let (before, after) = (near(row.sentence.checked_sub(1)), near(row.sentence.checked_add(1)));
    Some((item, Reading { before, sentence: row.text.clone(), words, after }))
}

/// A sentence of the body. A caption or a copyright line would tell the outlet and helps nobody.
fn neighbour(article: &Analysed, sentence: Option<u32>) -> Option<String> {
    let mut rows = article.rows.iter().filter(|row| Some(row.sentence) == sentence);
    rows.find(|row| !row.headline && row.voice != Voice::Boilerplate).map(|row| row.text.clone())
}

/// The layout of a coder's file. What the program thinks, and where the words are from, is not in it.
enum Sheet {}

impl Layout for Sheet {
    type Row<'a> = (u32, &'a Item, &'a Reading);
    const NAME: &'static str = "coder";
    const TITLE: &'static str = "Words to be coded, in random order; codebook.html says how.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["coder", "item"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::new("coder", Kind::Integer, "", "The coder's number", |row| Cell::Integer(row.0.into())),
            Column::new("item", Kind::Integer, "", "The item's number", |row| Cell::Integer(row.1.number.into())),
            Column::text("before", "The sentence before", |row| Cell::text(&row.2.before)),
            Column::text("sentence", "The sentence", |row| Cell::text(&row.2.sentence)),
            Column::text("after", "The sentence after", |row| Cell::text(&row.2.after)),
            Column::text("words", "The words to code", |row| Cell::text(&row.2.words)),
            Column::new("tone", Kind::Integer, "-1, 0, 1", "To be filled: negative, neutral, positive", |_| {
                Cell::Empty
            }),
            Column::text("speaker", "To be filled: who says the words; empty for the outlet alone", |_| Cell::Empty),
            Column::text("notes", "To be filled, or not", |_| Cell::Empty),
        ]
    }
}

/// The layout of the key.
enum KeyFile {}

impl Layout for KeyFile {
    type Row<'a> = (&'a Item, &'a str);
    const NAME: &'static str = "key";
    const TITLE: &'static str = "What each item is, and what the program says of it: not for coders.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["item"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = place();
        columns.extend(design());
        columns
    }
}

fn place() -> Vec<Column<KeyFile>> {
    vec![
        Column::new("item", Kind::Integer, "", "The item's number", |row| Cell::Integer(row.0.number.into())),
        Column::text("article_id", "As in data/sentences.csv", |row| Cell::text(&row.0.article)),
        Column::new("sentence", Kind::Integer, "", "As there", |row| Cell::Integer(row.0.sentence.into())),
        Column::new("row", Kind::Integer, "", "As there; of joint speakers the first", |row| {
            Cell::Integer(row.0.row.into())
        }),
        Column::text("cluster", "As there: intervals take it as one observation", |row| Cell::text(&row.0.cluster)),
        Column::text("outlet", "The outlet", |row| Cell::text(&row.0.outlet)),
        Column::text("group", "Its group", |row| Cell::text(&row.0.group)),
        Column::text("voice", "outlet_voice or speech", |row| Cell::text(row.0.class.as_str())),
    ]
}

fn design() -> Vec<Column<KeyFile>> {
    vec![
        Column::text("stratum", "Group and voice", |row| Cell::Text(row.0.stratum().into())),
        Column::new("population", Kind::Integer, "rows", "Rows of the stratum that could be items", |row| {
            Cell::Integer(row.0.population)
        }),
        Column::new("sampled", Kind::Integer, "rows", "Of these, items", |row| Cell::Integer(row.0.sampled)),
        Column::new("weight", Kind::Number, "rows", "population / sampled", |row| {
            Cell::number(Some(row.0.population as f64 / row.0.sampled.max(1) as f64))
        }),
        Column::new("machine_tone", Kind::Number, TONE, "The program's score", |row| Cell::Score(row.0.tone)),
        Column::text("machine_class", "Its class, by .05", |row| Cell::text(Tone::of(row.0.tone).as_str())),
        Column::text("machine_speaker", "Who says the words by the program, joined by |", |row| {
            Cell::list(&row.0.speakers)
        }),
        Column::new("confidence", Kind::Number, "0 to 1", "How sure it is of the speaker", |row| {
            Cell::maybe(row.0.confidence, Cell::Score)
        }),
        Column::text(
            "words_hash",
            "Fingerprint of the words; the letter in front keeps spreadsheets from taking it for a number",
            |row| Cell::Text(format!("w{:016x}", row.0.words).into()),
        ),
        Column::text("coders", "Numbers of those who got the item, joined by |", |row| {
            Cell::list(&row.0.coders.iter().map(u32::to_string).collect::<Vec<_>>())
        }),
        Column::text("engine", "Program, version and configuration", |row| Cell::text(row.1)),
    ]
}

/// The layout of the spellings.
enum Spellings {}

impl Layout for Spellings {
    type Row<'a> = (&'a str, &'a str);
    const NAME: &'static str = "names";
    const TITLE: &'static str = "Spellings that count as one name when coders are compared; add those that yours use.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["spelling"];

    fn columns() -> Vec<Column<Self>> {
        vec![
            Column::text("spelling", "A spelling", |row| Cell::text(row.0)),
            Column::text("speaker", "The name", |row| Cell::text(row.1)),
        ]
    }
}
