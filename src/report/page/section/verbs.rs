//! Verbs of saying.

use crate::report::number::{Unit, counted, short};
use crate::report::page::bars::{self, Bar};
use crate::report::page::content::{Block, Cell, Figure, Panel, Row, Section, Table};
use crate::report::page::material::Material;
use crate::row::CueClass;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Verbs of a group that are drawn.
const VERBS: usize = 8;

/// What a group does with its verbs.
#[derive(Debug, Default)]
struct Group<'a> {
    all: u64,
    verbs: BTreeMap<&'a str, (u64, Option<CueClass>)>,
    classes: BTreeMap<CueClass, u64>,
}

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let mut groups: BTreeMap<usize, Group<'_>> = BTreeMap::new();
    for row in material.verbs {
        let Some(group) = material.shown.group(row.group_number) else { continue };
        let group = groups.entry(group).or_default();
        group.all += row.sentences();
        group.verbs.entry(row.verb).or_insert((0, row.class())).0 += row.sentences();
        if let Some(class) = row.class() {
            *group.classes.entry(class).or_default() += row.sentences();
        }
    }
    let lead = "The verb is the outlet\u{2019}s choice: \u{201c}said\u{201d} takes no side, \u{201c}claimed\u{201d} doubts, \u{201c}hailed\u{201d} approves.";
    let mut section = Section {
        id: "verbs",
        title: "Verbs of saying",
        lead: vec![lead.to_owned()],
        files: vec!["verbs.csv"],
        ..Section::default()
    };
    if !groups.is_empty() {
        section.blocks = vec![figure(material, &groups), table(material, &groups)];
    }
    section
}

fn figure(material: Material<'_>, groups: &BTreeMap<usize, Group<'_>>) -> Block {
    let panel = |(&at, group): (&usize, &Group<'_>)| {
        let mut verbs: Vec<(&str, u64, Option<CueClass>)> =
            group.verbs.iter().map(|(verb, (count, class))| (*verb, *count, *class)).collect();
        verbs.sort_by_key(|&(verb, count, _)| (Reverse(count), verb));
        let bar = |&(verb, count, class): &(&str, u64, Option<CueClass>)| {
            let class = class.filter(|class| *class != CueClass::Neutral).map(|class| format!(" {}", class.as_str()));
            let share = count as f64 / group.all.max(1) as f64;
            Bar {
                label: verb.to_owned(),
                value: share,
                told: format!("{:.0} %{}", share * 100.0, class.unwrap_or_default()),
            }
        };
        let bars: Vec<Bar> = verbs.iter().take(VERBS).map(bar).collect();
        let title = format!("{}: {}", short(material.group(at), 24), counted(group.all, "sentence"));
        bars::panel(Some(at), &title, 1.0, &bars)
    };
    let panels: Vec<Panel> = groups.iter().map(panel).collect();
    Block::Figure(Figure {
        caption: format!(
            "The {VERBS} commonest verbs of each group, in percent of its sentences with a verb of saying; the class is given where it is not neutral."
        ),
        legend: Vec::new(),
        panels,
    })
}

fn table(material: Material<'_>, groups: &BTreeMap<usize, Group<'_>>) -> Block {
    let mut head = vec![Cell::text("group"), Cell::text("sentences")];
    head.extend(CueClass::ALL.iter().map(|class| Cell::text(class.as_str())));
    let row = |(&at, group): (&usize, &Group<'_>)| {
        let mut cells = vec![Cell::head(material.group(at)), Cell::number(group.all.to_string())];
        cells.extend(CueClass::ALL.iter().map(|class| {
            let count = group.classes.get(class).copied().unwrap_or_default();
            Cell::number(Unit::Share.print(count as f64 / group.all.max(1) as f64))
        }));
        Row { speaker: None, group: Some(at), cells }
    };
    Block::Table(Table {
        caption: "How the verbs frame what is said, in percent of sentences".to_owned(),
        head,
        rows: groups.iter().map(row).collect(),
        ..Table::default()
    })
}
