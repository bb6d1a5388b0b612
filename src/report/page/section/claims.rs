//! What was asked, and what can be said.

use crate::report::comparison::answer::Answer;
use crate::report::comparison::contrast::Verdict;
use crate::report::comparison::table::id;
use crate::report::comparison::told::{difference, levels, touching, unit, verdict, words};
use crate::report::number::{Unit, counted, p, short};
use crate::report::page::content::{Block, Cell, Claim, Figure, PROSE, Row, Section, Table};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;
use crate::report::warning::kind::Warning;

/// Declared comparisons that are told one by one.
const DECLARED: usize = 24;
/// Exploratory ones in the table.
const EXPLORATORY: usize = 40;
/// Warnings beside a comparison.
const WARNINGS: usize = 3;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let declared: Vec<&Answer> = material.answers.iter().filter(|answer| answer.declared).collect();
    let mut section = Section {
        id: "comparisons",
        title: "The comparisons",
        files: vec!["comparisons.csv", "robustness.csv", "data/comparisons.csv"],
        ..Section::default()
    };
    if declared.is_empty() {
        section.lead.push(
            "No comparison was declared in tone.toml, so nothing here is a claim. What every corpus is asked stands below: it suggests what to \
             test on other articles."
                .to_owned(),
        );
    } else {
        section.lead.push(
            "These were declared in tone.toml. Each is a difference of two groups of outlets, the first minus the second; the unit of intervals and \
             tests is the article."
                .to_owned(),
        );
        let claims: Vec<Claim> = declared.iter().take(DECLARED).map(|answer| claim(material, answer)).collect();
        section.blocks.push(Block::Claims(claims));
        section.blocks.extend(figures(material, &declared));
        if declared.len() > DECLARED {
            let more = format!("{} more are in comparisons.csv.", declared.len() - DECLARED);
            section.blocks.push(Block::Notes { fold: String::new(), items: vec![more] });
        }
    }
    section.blocks.push(exploratory(material, declared.is_empty()));
    section
}

/// The id of one of the answers.
fn id_of(material: Material<'_>, answer: &Answer) -> String {
    let at = material.answers.iter().position(|other| std::ptr::eq(other, answer));
    id(material.answers, at.unwrap_or_default())
}

fn claim(material: Material<'_>, answer: &Answer) -> Claim {
    let (corpus, question) = (material.corpus, answer.question);
    let levels = levels(question, corpus);
    let (told, class) = verdict(answer, &levels);
    let id = id_of(material, answer);
    let [a, b] = [&answer.sides[0], &answer.sides[1]]
        .map(|side| format!("{} of {}", counted(side.sentences, "sentence"), counted(side.articles, "article")));
    let test =
        answer.p_adjusted.map_or_else(|| "not tested".to_owned(), |value| format!("{}, adjusted by Holm", p(value)));
    let figures = format!(
        "{} minus {}: {}; {test}. {}: {a}; {}: {b}.",
        levels[0],
        levels[1],
        difference(question, answer.contrast.difference, answer.contrast.interval()),
        levels[0],
        levels[1]
    );
    let checked = answer.coded.map(|coded| {
        format!(
            " On a sample, people see {}; the instrument adds {}.",
            difference(question, Some(coded.human), None),
            difference(question, Some(coded.bias), coded.interval)
        )
    });
    let mut touching: Vec<&Warning> = touching(material.warnings, question.pair.levels(corpus.roster), &id);
    let more = touching.split_off(touching.len().min(WARNINGS));
    let print = |warning: &Warning| format!("{}: {}", warning.code, short(&warning.message, PROSE));
    Claim {
        id,
        what: words(question, corpus),
        verdict: told,
        class,
        figures: figures + &checked.unwrap_or_default(),
        warnings: touching.into_iter().map(print).collect(),
        more: more.into_iter().map(print).collect(),
    }
}

/// Declared differences as a forest, tone and shares apart.
fn figures(material: Material<'_>, declared: &[&Answer]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for unit in [Unit::Tone, Unit::Points] {
        let answers: Vec<&Answer> =
            declared.iter().copied().filter(|answer| self::unit(answer.question) == unit).take(DECLARED).collect();
        if answers.is_empty() {
            continue;
        }
        let mark = |answer: &&Answer| Mark {
            label: id_of(material, answer),
            n: format!("{} : {}", answer.sides[0].articles, answer.sides[1].articles),
            sign: 0,
            group: None,
            hollow: answer.verdict() == Verdict::CannotTell,
            value: answer.contrast.difference,
            interval: answer.contrast.interval(),
        };
        let marks: Vec<Mark> = answers.iter().map(mark).collect();
        let axis = Axis::around(unit, &marks.iter().collect::<Vec<_>>());
        let what = if unit == Unit::Tone {
            "Differences of tone, which goes from \u{2212}1 to 1"
        } else {
            "Differences of shares, in percentage points"
        };
        let caption = format!(
            "{what} with 95\u{a0}% intervals, clustered by article. A filled sign: told apart; a hollow one: cannot tell. At the right the articles of \
             both sides. An arrow: the interval goes on beyond the axis."
        );
        let panel = forest::panel(&Titled { speaker: None, title: what.to_owned(), marks }, axis);
        blocks.push(Block::Figure(Figure { caption, legend: Vec::new(), panels: vec![panel] }));
    }
    blocks
}

fn exploratory(material: Material<'_>, open: bool) -> Block {
    let answers = material.answers.iter().enumerate().filter(|(_, answer)| !answer.declared);
    let number = answers.clone().count();
    let row = |(at, answer): (usize, &Answer)| {
        let question = answer.question;
        let levels = levels(question, material.corpus);
        let cells = vec![
            // The sign that no line is broken at.
            Cell::head(id(material.answers, at).replace('-', "\u{2011}")),
            Cell { text: words(question, material.corpus), ..Cell::default() },
            Cell::text(format!("{} \u{2212} {}", levels[0], levels[1])),
            Cell::number(difference(question, answer.contrast.difference, answer.contrast.interval())),
            Cell::number(answer.p_adjusted.map(p).unwrap_or_default()),
            Cell::number(format!("{} : {}", answer.sides[0].articles, answer.sides[1].articles)),
            Cell::text(answer.verdict().as_str()),
        ];
        Row { cells, ..Row::default() }
    };
    let head = ["", "measure", "groups", "difference [95\u{a0}%]", "adjusted p", "articles", "verdict"]
        .map(Cell::text)
        .to_vec();
    Block::Table(Table {
        caption: format!(
            "{number} exploratory comparisons, asked of every corpus, not claims (p by Benjamini and Hochberg)"
        ),
        head,
        rows: answers.take(EXPLORATORY).map(row).collect(),
        folded: !open,
        more: if number > EXPLORATORY {
            format!("{} more in comparisons.csv", number - EXPLORATORY)
        } else {
            String::new()
        },
    })
}
