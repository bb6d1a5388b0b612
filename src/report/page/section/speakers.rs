//! The words each group chose to print as each speaker's.

use crate::partial::cell::Cut;
use crate::partial::decimal::Micro;
use crate::report::number::{Unit, counted, short};
use crate::report::page::content::{Block, Cell, Key, Row, Section, Table};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;
use crate::report::page::svg::Svg;
use crate::report::speaker::{self, Row as Speaker};

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let rows: Vec<Vec<Speaker<'_>>> = material
        .shown
        .speakers
        .iter()
        .map(|&number| speaker::rows(material.corpus, material.corpus.said(number)))
        .collect();
    let lead = vec![
        "The words that each group chose to print as a speaker\u{2019}s. Quoted: the speaker\u{2019}s words, the group\u{2019}s selection. Paraphrased: \
         the group\u{2019}s words. Neither tells how a person sounds."
            .to_owned(),
        format!(
            "Tone goes from \u{2212}1 to 1; in brackets the 95\u{a0}% interval, clustered by article; n is articles. Under {} n stands alone.",
            material.enough()
        ),
    ];
    let mut section = Section {
        id: "speakers",
        title: "What the groups print as each speaker\u{2019}s",
        lead,
        files: vec!["speakers.csv"],
        ..Section::default()
    };
    if !rows.is_empty() {
        section.blocks = figure(material, &rows).into_iter().chain([table(material, &rows)]).collect();
    }
    section
}

/// A legend of the groups' signs.
pub fn legend(material: Material<'_>) -> Vec<Key> {
    let key = |(at, text): (usize, String)| {
        let mut svg = Svg::default();
        svg.sign(at, [7.0, 7.0], 4.2, false);
        Key { svg: svg.finish(14.0, 14.0, &text, ""), text }
    };
    material.shown.group_names(material.corpus).into_iter().enumerate().map(key).collect()
}

fn marks(material: Material<'_>, rows: &[Speaker<'_>]) -> Vec<Mark> {
    let mark = |row: &Speaker<'_>| {
        let group = material.shown.group(row.group_number)?;
        let articles = row.sums.articles();
        let enough = material.are_enough(articles);
        let label = match row.cut {
            Cut::All => short(material.group(group), 40),
            cut => format!("\u{2003}{}", cut.as_str()),
        };
        let ends = row.interval.ends();
        Some(Mark {
            label,
            n: counted(articles, "article"),
            sign: group,
            group: Some(group),
            hollow: row.cut != Cut::All,
            value: row.sums.tone.mean().map(Micro::to_unit).filter(|_| enough),
            interval: ends.filter(|_| enough),
        })
    };
    // A manner without an estimate is left to the table.
    let marks = rows.iter().filter_map(mark);
    marks.filter(|mark| !mark.hollow || mark.value.is_some()).collect()
}

fn figure(material: Material<'_>, rows: &[Vec<Speaker<'_>>]) -> Option<Block> {
    let names = material.shown.speaker_names(material.corpus);
    let titled = |((at, name), rows): ((usize, String), &Vec<Speaker<'_>>)| Titled {
        speaker: Some(at),
        title: name,
        marks: marks(material, rows),
    };
    let titled: Vec<Titled> = names.into_iter().enumerate().zip(rows).map(titled).collect();
    let caption = format!(
        "Mean tone with 95\u{a0}% intervals, of speakers with {} or more in a group. Filled: all of a group\u{2019}s sentences of the speaker; hollow: \
         by manner. An arrow: the interval goes on beyond the axis. No sign: fewer.",
        material.enough()
    );
    forest::figure(&caption, legend(material), |marks| Axis::around(Unit::Tone, marks), &titled)
}

fn table(material: Material<'_>, rows: &[Vec<Speaker<'_>>]) -> Block {
    let names = material.shown.speaker_names(material.corpus);
    let groups = material.shown.group_names(material.corpus);
    let mut head = vec![Cell::text("speaker"), Cell::text("manner")];
    head.extend(groups.iter().enumerate().map(|(at, name)| Cell::text(name).of_group(at)));
    let mut table = Table {
        caption: "Mean tone [95\u{a0}% interval] and articles".to_owned(),
        head,
        more: more(material.shown.more),
        ..Table::default()
    };
    for ((at, name), rows) in names.iter().enumerate().zip(rows) {
        let cuts = Cut::ALL.into_iter().filter(|cut| rows.iter().any(|row| row.cut == *cut));
        for (line, cut) in cuts.clone().enumerate() {
            let mut row = Row { speaker: Some(at), ..Row::default() };
            if line == 0 {
                row.cells.push(Cell { lines: cuts.clone().count(), ..Cell::head(name) });
            }
            row.cells.push(Cell::text(cut.as_str()));
            row.cells.extend(material.shown.groups.iter().enumerate().map(|(group, number)| {
                let cell = rows.iter().find(|row| row.cut == cut && row.group_number == *number);
                told(material, cell).of_group(group)
            }));
            table.rows.push(row);
        }
    }
    Block::Table(table)
}

fn told(material: Material<'_>, row: Option<&Speaker<'_>>) -> Cell {
    let Some(row) = row else { return Cell::number("") };
    let articles = row.sums.articles();
    let n = format!("n {articles}");
    let Some(mean) = row.sums.tone.mean().filter(|_| material.are_enough(articles)) else { return Cell::number(n) };
    let ends = row.interval.ends();
    Cell::number(format!("{} {} {n}", Unit::Tone.print(mean.to_unit()), Unit::Tone.interval(ends)))
}

/// What is left out of a page.
fn more([groups, speakers]: [usize; 2]) -> String {
    let groups = (groups > 0).then(|| counted(groups as u64, "more group"));
    let speakers = (speakers > 0).then(|| counted(speakers as u64, "more speaker"));
    let all: Vec<String> = groups.into_iter().chain(speakers).collect();
    if all.is_empty() { String::new() } else { format!("{} in speakers.csv", all.join(" and ")) }
}
