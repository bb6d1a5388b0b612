//! What people who coded a sample by hand say of the instrument.

use crate::config::ALL;
use crate::report::agreement::{Measure, Row as Agreed};
use crate::report::methods::paragraph;
use crate::report::number::{Unit, counted, plain, short};
use crate::report::page::content::{Block, Cell, Row, Section, Table};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;
use crate::report::page::svg::TOTAL;

/// Rows of the table.
const ROWS: usize = 60;

/// The section; empty if nobody coded a sample.
pub fn section(material: Material<'_>) -> Section {
    let Some(coded) = material.corpus.coded else { return Section::default() };
    let rows = material.agreement;
    Section {
        id: "agreement",
        title: "Compared with people",
        lead: vec![paragraph(&coded.sample, rows)],
        blocks: figure(material, rows).into_iter().chain([table(material, rows)]).collect(),
        files: vec!["agreement.csv"],
    }
}

/// The number on the page of a group, by its name.
fn group(material: Material<'_>, row: &Agreed) -> Option<usize> {
    (0..material.shown.groups.len()).find(|&at| material.group(at) == row.group)
}

fn figure(material: Material<'_>, rows: &[Agreed]) -> Option<Block> {
    let mark = |row: &Agreed| Mark {
        label: short(&row.group, 40),
        n: counted(row.articles, "article"),
        sign: group(material, row).unwrap_or(TOTAL),
        group: group(material, row),
        hollow: false,
        value: row.bias,
        interval: row.ci_low.zip(row.ci_high),
    };
    let shown = |row: &&Agreed| row.measure == Measure::Tone && (row.group == ALL || group(material, row).is_some());
    let marks = rows.iter().filter(shown).map(mark).collect();
    let titled = Titled { speaker: None, title: "The instrument\u{2019}s bias in tone".to_owned(), marks };
    let caption = "The program\u{2019}s mean tone less the coders\u{2019}, with 95\u{a0}% intervals, clustered by article. A difference between groups that is no \
        larger than that of their biases may be the instrument\u{2019}s.";
    forest::figure(caption, Vec::new(), |marks| Axis::around(Unit::Tone, marks), &[titled])
}

fn table(material: Material<'_>, rows: &[Agreed]) -> Block {
    let number =
        |value: Option<f64>, unit: Unit| Cell::number(value.map(|value| unit.print(value)).unwrap_or_default());
    let two = |value: Option<f64>| Cell::number(value.map(|value| plain(value, 2)).unwrap_or_default());
    let row = |row: &Agreed| {
        let cells = vec![
            Cell::head(row.measure.as_str()),
            Cell::text(&row.group),
            Cell::number(row.n.to_string()),
            Cell::number(row.articles.to_string()),
            two(row.coder_alpha),
            two(row.precision),
            two(row.recall),
            number(row.human_mean, Unit::Tone),
            number(row.machine_mean, Unit::Tone),
            number(row.bias, Unit::Tone),
            Cell::number(Unit::Tone.interval(row.ci_low.zip(row.ci_high))),
            two(row.r),
        ];
        Row { speaker: None, group: group(material, row), cells }
    };
    let head = [
        "measure",
        "group",
        "items",
        "articles",
        "coders\u{2019} alpha",
        "precision",
        "recall",
        "people",
        "program",
        "bias",
        "95\u{a0}% interval",
        "r",
    ];
    Block::Table(Table {
        caption: "Agreement of coders with each other, and of the program with them".to_owned(),
        head: head.map(Cell::text).to_vec(),
        rows: rows.iter().take(ROWS).map(row).collect(),
        folded: false,
        more: if rows.len() > ROWS { format!("{} more in agreement.csv", rows.len() - ROWS) } else { String::new() },
    })
}
