//! The outlets' voice about each actor.

use super::speakers::legend;
use crate::partial::decimal::Micro;
use crate::partial::fact::Scope;
use crate::report::about::Row as About;
use crate::report::number::{Unit, counted, short};
use crate::report::page::content::{Block, Cell, Row, Section, Table};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Actors that are shown.
const ACTORS: usize = 9;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let mut section = Section {
        id: "about",
        title: "The outlets\u{2019} own voice about each actor",
        lead: vec![
            "Tone of the sentences that mention an actor, in the outlets\u{2019} own words and in words that they attribute. It is the tone of these \
             sentences, not an opinion of the actor."
                .to_owned(),
        ],
        files: vec!["about.csv"],
        ..Section::default()
    };
    let actors = actors(material);
    if !actors.is_empty() {
        section.blocks = figure(material, &actors).into_iter().chain([table(material, &actors)]).collect();
    }
    section
}

/// The rows of those actors who are mentioned most in the groups shown.
fn actors<'a>(material: Material<'a>) -> Vec<Vec<&'a About<'a>>> {
    let mut actors: BTreeMap<u32, Vec<&About<'_>>> = BTreeMap::new();
    for row in material.about.iter().filter(|row| material.shown.group(row.key[1]).is_some()) {
        actors.entry(row.key[0]).or_default().push(row);
    }
    let mut actors: Vec<Vec<&About<'_>>> = actors.into_values().collect();
    let own = |rows: &Vec<&About<'_>>| -> u64 {
        rows.iter().filter(|row| row.scope == Scope::OutletVoice).map(|row| row.scores.count()).sum()
    };
    actors.sort_by_key(|rows| Reverse(own(rows)));
    actors.truncate(ACTORS);
    actors
}

fn name(material: Material<'_>, rows: &[&About<'_>]) -> String {
    rows.first().map_or_else(String::new, |row| short(&material.corpus.roster.name(row.key[0]).text, 60))
}

fn interval(row: &About<'_>) -> Option<(f64, f64)> {
    row.interval.ends()
}

fn marks(material: Material<'_>, rows: &[&About<'_>]) -> Vec<Mark> {
    let mark = |row: &&About<'_>| {
        let group = material.shown.group(row.key[1])?;
        let articles = row.scores.articles.len() as u64;
        let enough = material.are_enough(articles);
        let own = row.scope == Scope::OutletVoice;
        Some(Mark {
            label: if own { short(material.group(group), 40) } else { "\u{2003}attributed".to_owned() },
            n: counted(articles, "article"),
            sign: group,
            group: Some(group),
            hollow: !own,
            value: row.scores.mean().map(Micro::to_unit).filter(|_| enough),
            interval: interval(row).filter(|_| enough),
        })
    };
    let marks = rows.iter().filter_map(mark);
    marks.filter(|mark| !mark.hollow || mark.value.is_some()).collect()
}

fn figure(material: Material<'_>, actors: &[Vec<&About<'_>>]) -> Option<Block> {
    let titled = |rows: &Vec<&About<'_>>| Titled {
        speaker: rows.first().and_then(|row| material.shown.speaker(row.key[0])),
        title: name(material, rows),
        marks: marks(material, rows),
    };
    let titled: Vec<Titled> = actors.iter().map(titled).collect();
    let caption = format!(
        "Mean tone of sentences that mention the actor, with 95\u{a0}% intervals. Filled: the outlets\u{2019} own words; hollow: words of a speaker. No \
         sign: fewer than {}.",
        material.enough()
    );
    forest::figure(&caption, legend(material), |marks| Axis::around(Unit::Tone, marks), &titled)
}

fn table(material: Material<'_>, actors: &[Vec<&About<'_>>]) -> Block {
    let row = |row: &&About<'_>| {
        let group = material.shown.group(row.key[1]);
        let articles = row.scores.articles.len() as u64;
        let enough = material.are_enough(articles);
        let mean = row.scores.mean().map(Micro::to_unit).filter(|_| enough);
        let cells = vec![
            Cell::head(&material.corpus.roster.name(row.key[0]).text),
            Cell::text(material.corpus.roster.group(row.key[1])),
            Cell::text(row.scope.as_str()),
            Cell::number(mean.map(|mean| Unit::Tone.print(mean)).unwrap_or_default()),
            Cell::number(Unit::Tone.interval(interval(row).filter(|_| enough))),
            Cell::number(row.scores.count().to_string()),
            Cell::number(articles.to_string()),
        ];
        Row { speaker: material.shown.speaker(row.key[0]), group, cells }
    };
    Block::Table(Table {
        caption: "The numbers behind the figure".to_owned(),
        head: ["actor", "group", "scope", "mean tone", "95\u{a0}% interval", "sentences", "articles"]
            .map(Cell::text)
            .to_vec(),
        rows: actors.iter().flatten().map(row).collect(),
        folded: true,
        more: String::new(),
    })
}
