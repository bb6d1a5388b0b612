//! Tone over time.

use super::speakers::legend;
use crate::partial::decimal::Micro;
use crate::report::page::content::{Block, Cell, Figure, Panel, Row, Section, Table};
use crate::report::page::figure::Unit;
use crate::report::page::lines::{self, Frame, Series};
use crate::report::page::material::Material;
use crate::report::timeline::{self, Calendar, Row as Period};
use std::collections::BTreeMap;

/// Speakers that are drawn.
const SPEAKERS: usize = 6;
/// Rows of the table.
const ROWS: usize = 200;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let calendar = Calendar::new(material.corpus);
    let speakers: Vec<(usize, Vec<Period<'_>>)> = material
        .shown
        .speakers
        .iter()
        .take(SPEAKERS)
        .map(|&number| {
            let rows = timeline::rows(material.corpus, calendar, number);
            rows.into_iter().filter(|row| material.shown.group(row.key.0).is_some()).collect()
        })
        .enumerate()
        .filter(|(_, rows): &(usize, Vec<Period<'_>>)| !rows.is_empty())
        .collect();
    let periods = match calendar {
        Calendar::Day => "days",
        Calendar::Week => "weeks, each named by its Monday",
        Calendar::Event => "the declared events",
    };
    let mut section = Section {
        id: "timeline",
        title: "Tone over time",
        lead: vec![format!(
            "Mean tone of the words printed as a speaker\u{2019}s, by {periods}. Most periods hold few articles: look at n before a peak."
        )],
        files: vec!["timeline.csv"],
        ..Section::default()
    };
    if !speakers.is_empty() {
        section.blocks = vec![figure(material, &speakers), table(material, &speakers)];
    }
    section
}

fn figure(material: Material<'_>, speakers: &[(usize, Vec<Period<'_>>)]) -> Block {
    let all = || speakers.iter().flat_map(|(_, rows)| rows);
    let name = |row: Option<&Period<'_>>| row.map_or_else(String::new, |row| row.period.clone());
    let (first, last) = (all().min_by_key(|row| row.key.1), all().max_by_key(|row| row.key.1));
    let period = |row: Option<&Period<'_>>| row.map_or(0, |row| row.key.1);
    let means = all().filter_map(|row| row.scores.mean()).map(|mean| mean.float().abs());
    let frame = Frame {
        periods: [period(first), period(last)],
        names: [name(first), name(last)],
        reach: (means.fold(0.1, f64::max) * 1.1).min(1.0),
    };
    let names = material.shown.speaker_names(material.corpus);
    let panel = |(at, rows): &(usize, Vec<Period<'_>>)| {
        let mut series: BTreeMap<usize, Series> = BTreeMap::new();
        for row in rows {
            let Some(group) = material.shown.group(row.key.0) else { continue };
            let line = series.entry(group).or_insert_with(|| Series { group, points: Vec::new() });
            // Silence that the table does not tell breaks the line too.
            if line.points.last().is_some_and(|(last, _)| last + 1 < row.key.1) {
                line.points.push((row.key.1 - 1, None));
            }
            line.points.push((row.key.1, row.scores.mean().map(Micro::float)));
        }
        let series: Vec<Series> = series.into_values().collect();
        lines::panel(Some(*at), names.get(*at).map_or("", String::as_str), &frame, &series)
    };
    let panels: Vec<Panel> = speakers.iter().map(panel).collect();
    Block::Figure(Figure {
        caption: "Mean tone by period; a line joins neighbouring periods with sentences. Intervals are in the table behind it.".to_owned(),
        legend: legend(material),
        panels,
    })
}

fn table(material: Material<'_>, speakers: &[(usize, Vec<Period<'_>>)]) -> Block {
    let names = material.shown.speaker_names(material.corpus);
    let said = speakers.iter().flat_map(|(at, rows)| rows.iter().map(move |row| (*at, row)));
    let said: Vec<(usize, &Period<'_>)> = said.filter(|(_, row)| row.scores.count() > 0).collect();
    let row = |&(at, row): &(usize, &Period<'_>)| {
        let articles = row.scores.articles.len() as u64;
        let cells = vec![
            Cell::head(names.get(at).map_or("", String::as_str)),
            Cell::text(material.corpus.roster.group(row.key.0)),
            Cell::text(&row.period),
            Cell::number(row.scores.mean().map(|mean| Unit::Tone.print(mean.float())).unwrap_or_default()),
            Cell::number(Unit::Tone.interval(row.ends().filter(|_| material.are_enough(articles)))),
            Cell::number(row.scores.count().to_string()),
            Cell::number(articles.to_string()),
        ];
        Row { speaker: Some(at), group: material.shown.group(row.key.0), cells }
    };
    let head = ["speaker", "group", "period", "mean tone", "95 % interval", "sentences", "articles"];
    Block::Table(Table {
        caption: "The numbers behind the figure".to_owned(),
        head: head.map(Cell::text).to_vec(),
        rows: said.iter().take(ROWS).map(row).collect(),
        folded: true,
        more: if said.len() > ROWS { format!("{} more in timeline.csv", said.len() - ROWS) } else { String::new() },
    })
}
