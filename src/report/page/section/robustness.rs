//! Declared comparisons under other choices.

use crate::report::comparison::answer::Answer;
use crate::report::comparison::contrast::Verdict;
use crate::report::comparison::robustness::Row as Choice;
use crate::report::comparison::table::id;
use crate::report::comparison::told::{difference, unit, words};
use crate::report::number::p;
use crate::report::page::content::{Block, Cell, Figure, Panel, Row, Section, Table};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;

/// Declared comparisons that are drawn.
const DECLARED: usize = 12;

/// The section; empty if nothing is declared.
pub fn section(material: Material<'_>) -> Section {
    let lead = "The declared comparisons again, under choices that a reviewer might have made. A claim that holds under one of them alone rests on that choice.";
    let mut section = Section {
        id: "robustness",
        title: "Would other choices say the same?",
        lead: vec![lead.to_owned()],
        files: vec!["robustness.csv"],
        ..Section::default()
    };
    let of = |answer: (usize, &Answer)| -> Vec<&Choice> {
        material.robustness.iter().filter(|row| row.id == id(material.answers, answer.0)).collect()
    };
    let declared = material.answers.iter().enumerate().filter(|(_, answer)| answer.declared).take(DECLARED);
    let panels: Vec<Panel> = declared.clone().map(|(at, answer)| panel(material, answer, &of((at, answer)))).collect();
    if panels.is_empty() {
        return Section::default();
    }
    let rows: Vec<Row> = declared
        .flat_map(|(at, answer)| {
            of((at, answer)).into_iter().map(move |choice| row(material, answer, choice)).collect::<Vec<_>>()
        })
        .collect();
    let caption = "The difference with its 95\u{a0}% interval under each choice; hollow: cannot tell. At the right the articles of both sides.";
    section.blocks = vec![
        Block::Figure(Figure { caption: caption.to_owned(), legend: Vec::new(), panels }),
        Block::Table(Table {
            caption: "The numbers behind the figure".to_owned(),
            head: ["", "measure", "choice", "difference [95\u{a0}%]", "p", "articles", "verdict"]
                .map(Cell::text)
                .to_vec(),
            rows,
            folded: true,
            more: String::new(),
        }),
    ];
    section
}

fn panel(material: Material<'_>, answer: &Answer, choices: &[&Choice]) -> Panel {
    let mark = |choice: &&Choice| Mark {
        label: choice.choice.as_str().to_owned(),
        n: format!("{} : {}", choice.articles[0], choice.articles[1]),
        sign: 0,
        group: None,
        hollow: choice.contrast.verdict(choice.p()) == Verdict::CannotTell,
        value: choice.contrast.difference,
        interval: choice.interval(),
    };
    let marks: Vec<Mark> = choices.iter().map(mark).collect();
    let axis = Axis::around(unit(answer.question), &marks.iter().collect::<Vec<_>>());
    let id = choices.first().map_or("", |choice| &choice.id);
    let title = format!("{id}: {}", words(answer.question, material.corpus));
    forest::panel(&Titled { speaker: None, title, marks }, Axis { long_labels: true, ..axis })
}

fn row(material: Material<'_>, answer: &Answer, choice: &Choice) -> Row {
    let cells = vec![
        Cell::head(&choice.id),
        Cell { text: words(answer.question, material.corpus), ..Cell::default() },
        Cell::text(choice.choice.as_str()),
        Cell::number(difference(answer.question, choice.contrast.difference, choice.interval())),
        Cell::number(choice.p().map(p).unwrap_or_default()),
        Cell::number(format!("{} : {}", choice.articles[0], choice.articles[1])),
        Cell::text(choice.contrast.verdict(choice.p()).as_str()),
    ];
    Row { cells, ..Row::default() }
}
