//! What the corpus holds.

use crate::partial::decimal::Micro;
use crate::report::coverage::Row as Outlet;
use crate::report::number::{Unit, counted, grouped, short};
use crate::report::page::bars::{self, Bar};
use crate::report::page::content::{Block, Cell, Figure, Panel, Row, Section, Table};
use crate::report::page::material::Material;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Outlets in the table.
const OUTLETS: usize = 60;
/// Outlets of a group that are drawn.
const BARS: usize = 8;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let mut groups: BTreeMap<usize, Vec<&Outlet<'_>>> = BTreeMap::new();
    for row in material.coverage {
        if let Some(group) = material.shown.group(row.place.group) {
            groups.entry(group).or_default().push(row);
        }
    }
    for outlets in groups.values_mut() {
        outlets.sort_by_key(|row| Reverse(row.place.articles));
    }
    let mut lead = vec!["What stands behind the figures. A group of one outlet is that outlet; a group that one outlet dominates is mostly that outlet.".to_owned()];
    lead.extend(groups.iter().map(|(&at, outlets)| told(material, at, outlets)));
    Section {
        id: "coverage",
        title: "What the corpus holds",
        lead,
        blocks: vec![figure(material, &groups), table(material, &groups)],
        files: vec!["coverage.csv"],
    }
}

fn articles(outlets: &[&Outlet<'_>]) -> u64 {
    outlets.iter().map(|row| row.place.articles).sum()
}

/// `western = 6 outlets, 41 % Reuters`.
fn told(material: Material<'_>, at: usize, outlets: &[&Outlet<'_>]) -> String {
    let all = articles(outlets);
    let largest = outlets.first().map_or_else(String::new, |row| {
        let share = row.place.articles as f64 / all.max(1) as f64;
        format!(", {:.0} % {}", share * 100.0, short(&row.place.outlet, 60))
    });
    let days = outlets.iter().flat_map(|row| &row.sums.dates);
    let (first, last) = (days.clone().min(), days.max());
    let span = first.zip(last).map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
    format!(
        "{} = {} of {}{largest}{span}",
        short(material.group(at), 40),
        counted(all, "article"),
        counted(outlets.len() as u64, "outlet")
    )
}

fn figure(material: Material<'_>, groups: &BTreeMap<usize, Vec<&Outlet<'_>>>) -> Block {
    let most = groups.values().flatten().map(|row| row.place.articles).max().unwrap_or_default() as f64;
    let bar = |row: &&Outlet<'_>| Bar {
        label: row.place.outlet.clone(),
        value: row.place.articles as f64,
        told: grouped(row.place.articles),
    };
    let panel = |(&at, outlets): (&usize, &Vec<&Outlet<'_>>)| {
        let bars: Vec<Bar> = outlets.iter().take(BARS).map(bar).collect();
        bars::panel(Some(at), material.group(at), most, &bars)
    };
    let panels: Vec<Panel> = groups.iter().map(panel).collect();
    Block::Figure(Figure {
        caption: format!("Articles by outlet, the {BARS} largest of each group."),
        legend: Vec::new(),
        panels,
    })
}

fn table(material: Material<'_>, groups: &BTreeMap<usize, Vec<&Outlet<'_>>>) -> Block {
    let all: Vec<(usize, &Outlet<'_>)> =
        groups.iter().flat_map(|(&at, outlets)| outlets.iter().map(move |row| (at, *row))).collect();
    let share =
        |share: Option<Micro>| Cell::number(share.map(|share| Unit::Share.print(share.to_unit())).unwrap_or_default());
    let row = |&(at, row): &(usize, &Outlet<'_>)| {
        let sums = row.sums;
        let day = |day: Option<&Box<str>>| Cell::text(day.map_or("", |day| day));
        let cells = vec![
            Cell::head(material.group(at)),
            Cell::text(&row.place.outlet),
            Cell::number(grouped(row.place.articles)),
            day(sums.dates.first()),
            day(sums.dates.last()),
            Cell::number(grouped(sums.sentences)),
            share(sums.share_attributed()),
            share(sums.share_quoted()),
            share(sums.state_media_share()),
        ];
        Row { speaker: None, group: Some(at), cells }
    };
    let head =
        ["group", "outlet", "articles", "first", "last", "sentences", "with speech", "quoted", "through state media"];
    Block::Table(Table {
        caption: "Outlets; shares of sentences with speech, with speech in quotation marks, and of rows of speech whose speaker or relay is a state or \
            party outlet"
            .to_owned(),
        head: head.map(Cell::text).to_vec(),
        rows: all.iter().take(OUTLETS).map(row).collect(),
        folded: false,
        more: if all.len() > OUTLETS { format!("{} more in coverage.csv", all.len() - OUTLETS) } else { String::new() },
    })
}
