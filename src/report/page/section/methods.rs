//! How it was made, and what a reviewer would object.

use crate::report::number::{counted, grouped, short};
use crate::report::page::content::{Block, Cell, PROSE, Row, Section, Table};
use crate::report::page::material::Material;
use crate::report::warning::kind::Severity;

/// Caveats that are listed.
const WARNINGS: usize = 80;

/// Every caveat.
pub fn caveats(material: Material<'_>) -> Section {
    let of = |severity| material.warnings.iter().filter(|warning| warning.severity == severity).count() as u64;
    let row = |warning: &crate::report::warning::kind::Warning| Row {
        cells: vec![
            Cell::head(warning.code),
            Cell::text(warning.severity.as_str()),
            Cell::text(&warning.scope),
            Cell::prose(&warning.message),
        ],
        ..Row::default()
    };
    Section {
        id: "warnings",
        title: "What a careful reviewer would object",
        lead: vec![format!(
            "{} about this corpus and {} on the method. State those that touch what you claim.",
            counted(of(Severity::Warning), "warning"),
            counted(of(Severity::Note), "note")
        )],
        blocks: vec![Block::Table(Table {
            caption: "All warnings and notes".to_owned(),
            head: ["code", "weight", "about", "what it means"].map(Cell::text).to_vec(),
            rows: material.warnings.iter().take(WARNINGS).map(row).collect(),
            folded: true,
            more: if material.warnings.len() > WARNINGS {
                "The rest is in warnings.csv".to_owned()
            } else {
                String::new()
            },
        })],
        files: vec!["warnings.csv"],
    }
}

/// Methods in brief, how the articles were collected, how to cite.
pub fn section(material: Material<'_>) -> Section {
    let (corpus, config) = (material.corpus, material.corpus.study.config);
    let profile = corpus.study.profile.name();
    let sentences: u64 = corpus.partial.pieces.iter().map(|piece| u64::from(piece.sentences)).sum();
    let collected = if config.corpus.how_collected.is_empty() {
        "How the articles were collected was not said: write it into [corpus] how_collected in tone.toml.".to_owned()
    } else {
        format!(
            "How the articles were collected: {}.",
            short(&config.corpus.how_collected, PROSE).trim_end_matches('.')
        )
    };
    let coded = if corpus.coded.is_some() {
        "How far readers agree with them is told where the hand-coded sample is."
    } else {
        "Code a sample by hand before you publish."
    };
    let articles = counted(corpus.partial.pieces.len() as u64, "article");
    let lead = vec![
        collected,
        format!(
            "{articles} with {} sentences. Every sentence was split into voices: the outlet\u{2019}s own and those of the speakers it names, found by rules and a \
             learned tagger. The tone of a voice is the score of its words by the profile {profile}: VADER\u{2019}s rules (Hutto and Gilbert 2014), and for news a \
             lexicon corrected for news prose.",
            grouped(sentences)
        ),
        "Headlines, boilerplate and, unless the study includes them, opinion pieces are in no mean. Means are over sentences; intervals are clustered by article \
         with the CR2 correction (Bell and McCaffrey 2002), copies of a story being one; tests relabel articles. A verdict wants both."
            .to_owned(),
        format!("The scores are of print, not of people, and by a lexicon: they do not see irony or context. {coded}"),
        format!(
            "How to cite: tone {}, profile {profile}, seed {}, configuration {}; manifest.json beside this page lists every input with its hash.",
            env!("CARGO_PKG_VERSION"),
            config.seed,
            config.hash()
        ),
    ];
    Section {
        id: "methods",
        title: "Methods, and how to cite",
        lead,
        files: vec!["manifest.json", "datapackage.json", "data/sentences.csv", "data/articles.csv"],
        ..Section::default()
    }
}
