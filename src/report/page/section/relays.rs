//! Who is heard through whom.

use crate::report::number::{Unit, counted, short};
use crate::report::page::content::{Block, Cell, Figure, Panel, Row, Section, Table};
use crate::report::page::material::Material;
use crate::report::page::stacks::{self, Bar, Part};
use crate::report::relay::{self, Row as Relayed};
use std::collections::BTreeMap;

/// Chains of relays in the table.
const CHAINS: usize = 60;

/// How words reach an article, in the order of a bar.
const PARTS: [Part; 4] = [
    Part::new("own reporting", "#0072b2", "#fff", None),
    Part::new("state", "#d55e00", "#000", Some(4.0)),
    Part::new("press", "#e69f00", "#000", Some(9.0)),
    Part::new("official", "#7fb9a5", "#000", Some(2.0)),
];

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let rows: Vec<Vec<Relayed<'_>>> = material
        .shown
        .speakers
        .iter()
        .map(|&number| {
            let rows = relay::rows(material.corpus, material.corpus.said(number));
            rows.into_iter().filter(|row| material.shown.group(row.place.group).is_some()).collect()
        })
        .collect();
    let lead = "Through whom a speaker\u{2019}s words reached the articles, as these say themselves: the outlet\u{2019}s own reporting, state or party media, \
        other media, persons and bodies. A relay that is not named is invisible, so own reporting is an upper bound.";
    let mut section = Section {
        id: "relays",
        title: "Who is heard through whom",
        lead: vec![lead.to_owned()],
        files: vec!["relays.csv"],
        ..Section::default()
    };
    if !rows.is_empty() {
        section.blocks = vec![figure(material, &rows)];
        if rows.iter().flatten().any(|row| !row.via.is_empty()) {
            section.blocks.push(table(material, &rows));
        } else {
            section.lead.push("No article names a relay of these speakers.".to_owned());
        }
    }
    section
}

fn figure(material: Material<'_>, rows: &[Vec<Relayed<'_>>]) -> Block {
    let names = material.shown.speaker_names(material.corpus);
    let panel = |((at, name), rows): ((usize, &String), &Vec<Relayed<'_>>)| {
        let mut groups: BTreeMap<usize, [u64; PARTS.len()]> = BTreeMap::new();
        for row in rows {
            let part = PARTS.iter().position(|part| part.name == row.ownership());
            if let (Some(group), Some(part)) = (material.shown.group(row.place.group), part) {
                groups.entry(group).or_default()[part] += row.sentences();
            }
        }
        let bars: Vec<Bar> = groups.into_iter().map(|(group, parts)| bar(material, group, parts)).collect();
        stacks::panel(Some(at), name, &PARTS, &bars)
    };
    let panels: Vec<Panel> = names.iter().enumerate().zip(rows).map(panel).collect();
    Block::Figure(Figure {
        caption: "Sentences of each speaker by the way they came, in percent of the group\u{2019}s sentences of that speaker.".to_owned(),
        legend: PARTS.iter().map(Part::key).collect(),
        panels,
    })
}

fn bar(material: Material<'_>, group: usize, parts: [u64; PARTS.len()]) -> Bar {
    let all: u64 = parts.iter().sum();
    Bar {
        label: short(material.group(group), 40),
        n: counted(all, "sentence"),
        group: Some(group),
        shares: parts.iter().map(|&part| part as f64 / all.max(1) as f64).collect(),
    }
}

/// Chains by speaker, outlet and group; the outlets' own reporting is the rest.
fn table(material: Material<'_>, rows: &[Vec<Relayed<'_>>]) -> Block {
    let mut chains: Vec<Row> = Vec::new();
    let mut number = 0;
    for ((at, rows), name) in rows.iter().enumerate().zip(material.shown.speaker_names(material.corpus)) {
        for row in rows.iter().filter(|row| !row.via.is_empty()) {
            number += 1;
            if number > CHAINS {
                continue;
            }
            let via: Vec<&str> = row.via.iter().map(|name| name.text.as_str()).collect();
            let cells = vec![
                Cell::head(&name),
                Cell::text(via.join(" > ")),
                Cell::text(&row.place.outlet),
                Cell::text(material.corpus.roster.group(row.place.group)),
                Cell::text(row.ownership()),
                Cell::number(row.sentences().to_string()),
                Cell::number(row.articles().to_string()),
                Cell::number(row.mean().map(|mean| Unit::Tone.print(mean.to_unit())).unwrap_or_default()),
            ];
            chains.push(Row { speaker: Some(at), group: material.shown.group(row.place.group), cells });
        }
    }
    let head = ["speaker", "via", "outlet", "group", "whose", "sentences", "articles", "mean tone"];
    Block::Table(Table {
        caption: "Relays that the articles name, nearest to the speaker first".to_owned(),
        head: head.map(Cell::text).to_vec(),
        rows: chains,
        folded: false,
        more: if number > CHAINS { format!("{} more in relays.csv", number - CHAINS) } else { String::new() },
    })
}
