//! Vocabulary that indicates frames.

use super::speakers::legend;
use crate::partial::fact::Scope;
use crate::report::frame::{self, Row as Rate};
use crate::report::number::{Unit, counted, short};
use crate::report::page::content::{Block, Cell, Row, Section, Table};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;

/// Frames that are drawn, of those validated and of the others.
const FRAMES: usize = 12;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let patterns = frame::patterns(material.corpus);
    let frames = (0..).zip(&material.corpus.roster.frames.all);
    let rates: Vec<Vec<Rate<'_>>> = frames
        .map(|(number, frame)| {
            let shown = |row: &Rate<'_>| row.scope == Scope::All && material.shown.group(row.group_number).is_some();
            frame::rows(material.corpus, number, frame, &patterns).into_iter().filter(shown).collect()
        })
        .filter(|rows: &Vec<Rate<'_>>| rows.iter().any(|row| row.sentences()[0] > 0))
        .collect();
    let lead = "Share of sentences, whoever speaks in them, that hold a word of a frame\u{2019}s dictionary. A dictionary finds words and not frames: compare \
        rates, look at what they are made of, and read nothing into one article.";
    let mut section = Section {
        id: "frames",
        title: "Words of frames",
        lead: vec![lead.to_owned()],
        files: vec!["frames.csv"],
        ..Section::default()
    };
    for (validated, what) in [
        (true, "Frames that were compared with hand-coded texts"),
        (false, "Frames that nobody compared with hand-coded texts: no findings"),
    ] {
        let of_kind = |rows: &&Vec<Rate<'_>>| rows.first().is_some_and(|row| row.frame.validated == validated);
        let rates: Vec<&Vec<Rate<'_>>> = rates.iter().filter(of_kind).take(FRAMES).collect();
        if !rates.is_empty() {
            section.blocks.extend(figure(material, what, &rates).into_iter().chain([table(material, &rates)]));
        }
    }
    section
}

fn title(rate: &Rate<'_>) -> String {
    short(&format!("{}.{}", rate.frame.set, rate.frame.category), 60)
}

fn interval(rate: &Rate<'_>) -> Option<(f64, f64)> {
    rate.prevalence.as_ref().map(|prevalence| (prevalence.low, prevalence.high))
}

fn share(rate: &Rate<'_>) -> Option<f64> {
    let [hit, all] = rate.sentences();
    (all > 0).then(|| hit as f64 / all as f64)
}

fn marks(material: Material<'_>, rates: &[Rate<'_>]) -> Vec<Mark> {
    let mark = |rate: &Rate<'_>| {
        let group = material.shown.group(rate.group_number)?;
        let enough = material.are_enough(rate.articles());
        Some(Mark {
            label: short(material.group(group), 40),
            n: counted(rate.articles(), "article"),
            sign: group,
            group: Some(group),
            hollow: false,
            value: share(rate).filter(|_| enough),
            interval: interval(rate).filter(|_| enough),
        })
    };
    rates.iter().filter_map(mark).collect()
}

fn figure(material: Material<'_>, what: &str, rates: &[&Vec<Rate<'_>>]) -> Option<Block> {
    let titled = |rates: &&Vec<Rate<'_>>| Titled {
        speaker: None,
        title: rates.first().map(title).unwrap_or_default(),
        marks: marks(material, rates),
    };
    let titled: Vec<Titled> = rates.iter().map(titled).collect();
    let caption = format!(
        "{what}. Percent of sentences, with 95\u{a0}% intervals (Wilson\u{2019}s, clustered by article). No sign: fewer than {}.",
        material.enough()
    );
    forest::figure(&caption, legend(material), Axis::from_nought, &titled)
}

fn table(material: Material<'_>, rates: &[&Vec<Rate<'_>>]) -> Block {
    let row = |rate: &Rate<'_>| {
        let [hit, all] = rate.sentences();
        let cells = vec![
            Cell::head(title(rate)),
            Cell::text(material.corpus.roster.group(rate.group_number)),
            Cell::number(share(rate).map(|share| Unit::Share.print(share)).unwrap_or_default()),
            Cell::number(Unit::Share.interval(interval(rate))),
            Cell::number(format!("{hit} of {all}")),
            Cell::number(rate.articles().to_string()),
            Cell::text(rate.top_patterns.replace('|', ", ")),
        ];
        Row { speaker: None, group: material.shown.group(rate.group_number), cells }
    };
    Block::Table(Table {
        caption: "The numbers behind the figure, and the patterns that hit most".to_owned(),
        head: ["frame", "group", "share", "95\u{a0}% interval", "sentences", "articles", "patterns"]
            .map(Cell::text)
            .to_vec(),
        rows: rates.iter().copied().flatten().map(row).collect(),
        folded: true,
        more: String::new(),
    })
}
