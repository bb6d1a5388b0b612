//! Tone over time.

use super::speakers::legend;
use crate::partial::decimal::Micro;
use crate::report::number::Unit;
use crate::report::page::content::{Block, Cell, Figure, Panel, Row, Section, Table};
use crate::report::page::lines::{self, Frame, Series};
use crate::report::page::material::Material;
use crate::report::timeline::{self, Calendar, Row as Period};
use std::collections::BTreeMap;

/// Speakers that are drawn.
const SPEAKERS: usize = 6;
/// Points of a line, at most.
const POINTS: i32 = 60;
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
    let (period, named) = match calendar {
        Calendar::Day => ("day", ""),
        Calendar::Week => ("week", ", each named by its Monday"),
        Calendar::Event => ("declared event", ""),
    };
    let mut section = Section {
        id: "timeline",
        title: "Tone over time",
        lead: vec![format!(
            "Mean tone of the words printed as a speaker\u{2019}s, by {period}{named}. Many hold few articles: the table behind the figure has their number; look at it before a peak."
        )],
        files: vec!["timeline.csv"],
        ..Section::default()
    };
    if !speakers.is_empty() {
        section.blocks = vec![figure(material, &speakers, period), table(material, &speakers)];
    }
    section
}

fn figure(material: Material<'_>, speakers: &[(usize, Vec<Period<'_>>)], period: &str) -> Block {
    let all = || speakers.iter().flat_map(|(_, rows)| rows);
    let name = |row: Option<&Period<'_>>| row.map_or_else(String::new, |row| row.period.clone());
    let (first, last) = (all().min_by_key(|row| row.key.1), all().max_by_key(|row| row.key.1));
    let [from, to] = [first, last].map(|row| row.map_or(0, |row| row.key.1));
    let width = (to - from) / POINTS + 1;
    let lines: Vec<(usize, Vec<Series>)> =
        speakers.iter().map(|(at, rows)| (*at, series(material, rows, from, width))).collect();
    let means = lines.iter().flat_map(|(_, lines)| lines).flat_map(|line| &line.points).filter_map(|(_, mean)| *mean);
    let frame = Frame {
        periods: [0, (to - from) / width],
        names: [name(first), name(last)],
        reach: (means.fold(0.1_f64, |most, mean| most.max(mean.abs())) * 1.1).min(1.0),
    };
    let names = material.shown.speaker_names(material.corpus);
    let panel = |(at, lines): &(usize, Vec<Series>)| {
        lines::panel(Some(*at), names.get(*at).map_or("", String::as_str), &frame, lines)
    };
    let panels: Vec<Panel> = lines.iter().map(panel).collect();
    let point = if width > 1 { format!("Each point is the mean of {width} {period}s. ") } else { String::new() };
    let caption =
        format!("{point}A line joins neighbouring points. The table behind it has intervals and numbers of articles.");
    Block::Figure(Figure { caption, legend: legend(material), panels })
}

/// The lines of a speaker: means of so many periods together, counted from the first; a gap breaks a line.
fn series(material: Material<'_>, rows: &[Period<'_>], from: i32, width: i32) -> Vec<Series> {
    let mut sums: BTreeMap<usize, BTreeMap<i32, (u64, i64)>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.scores.count() > 0) {
        let Some(group) = material.shown.group(row.key.0) else { continue };
        let sum = sums.entry(group).or_default().entry((row.key.1 - from) / width).or_default();
        for (count, total) in row.scores.articles.values() {
            *sum = (sum.0 + count, sum.1 + total);
        }
    }
    let line = |(group, sums): (usize, BTreeMap<i32, (u64, i64)>)| {
        let mut points: Vec<(i32, Option<f64>)> = Vec::new();
        for (at, (count, total)) in sums {
            if points.last().is_some_and(|(last, _)| last + 1 < at) {
                points.push((at - 1, None));
            }
            points.push((at, Micro::mean(total, count).map(Micro::to_unit)));
        }
        Series { group, points }
    };
    sums.into_iter().map(line).collect()
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
            Cell::number(row.scores.mean().map(|mean| Unit::Tone.print(mean.to_unit())).unwrap_or_default()),
            Cell::number(Unit::Tone.interval(row.ends().filter(|_| material.are_enough(articles)))),
            Cell::number(row.scores.count().to_string()),
            Cell::number(articles.to_string()),
        ];
        Row { speaker: Some(at), group: material.shown.group(row.key.0), cells }
    };
    let head = ["speaker", "group", "period", "mean tone", "95\u{a0}% interval", "sentences", "articles"];
    Block::Table(Table {
        caption: "The numbers behind the figure".to_owned(),
        head: head.map(Cell::text).to_vec(),
        rows: said.iter().take(ROWS).map(row).collect(),
        folded: true,
        more: if said.len() > ROWS { format!("{} more in timeline.csv", said.len() - ROWS) } else { String::new() },
    })
}
