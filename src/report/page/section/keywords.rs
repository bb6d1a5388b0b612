//! Distinctive words.

use crate::report::keyword::Row as Word;
use crate::report::number::{short, signed};
use crate::report::page::content::{Block, Cell, Row, Section, Table};
use crate::report::page::material::Material;

/// Pairs of groups that are shown.
const PAIRS: usize = 8;
/// Words of each side.
const WORDS: usize = 12;
/// Characters of an example.
const EXAMPLE: usize = 240;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let lead = "Words that one group uses and another does not, ranked by the log-odds ratio with a prior (Monroe, Colaresi and Quinn 2008) and tested by \
        relabelling articles. They come last because they tell first of topics and house style, not of framing.";
    let pairs: Vec<&[Word<'_>]> = material.keywords.chunk_by(|a, b| a.levels == b.levels).collect();
    let mut section = Section {
        id: "keywords",
        title: "Distinctive words",
        lead: vec![lead.to_owned()],
        files: vec!["keywords.csv"],
        ..Section::default()
    };
    section.blocks = pairs.iter().take(PAIRS).map(|words| table(words)).collect();
    if pairs.len() > PAIRS {
        let more = format!("{} more pairs of groups are in keywords.csv.", pairs.len() - PAIRS);
        section.blocks.push(Block::Notes { fold: String::new(), items: vec![more] });
    }
    if pairs.is_empty() {
        section.lead.push("No word passed the test, or a group has too few articles for one.".to_owned());
    }
    section
}

fn table(words: &[Word<'_>]) -> Block {
    let levels = words.first().map(|word| word.levels).unwrap_or_default().map(|level| short(level, 40));
    let of_side = |b: bool| words.iter().filter(move |word| (word.odds.z < 0.0) == b).take(WORDS);
    let row = |word: &Word<'_>| {
        let b = usize::from(word.odds.z < 0.0);
        let cells = vec![
            Cell::head(word.word),
            Cell::text(&levels[b]),
            Cell::number(format!("{:.1} : {:.1}", word.per_ten_thousand(0), word.per_ten_thousand(1))),
            Cell::number(format!("{} : {}", word.counts[0], word.counts[1])),
            Cell::number(format!("{} : {}", word.clusters[0], word.clusters[1])),
            Cell::number(signed(word.odds.z, 1)),
            Cell::number(format!("{:.3}", word.q)),
            Cell { text: short(&word.example, EXAMPLE), ..Cell::default() },
        ];
        Row { cells, ..Row::default() }
    };
    let head = ["word", "more in", "per 10,000", "times", "articles", "z", "q", "a sentence"];
    Block::Table(Table {
        caption: format!("{} and {}: up to {WORDS} words of each", levels[0], levels[1]),
        head: head.map(Cell::text).to_vec(),
        rows: of_side(false).chain(of_side(true)).map(row).collect(),
        folded: true,
        more: String::new(),
    })
}
