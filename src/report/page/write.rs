//! Sets a page.

use super::content::Section;
use super::material::Material;
use super::section::{
    about, agreement, claims, coverage, examples, frames, keywords, methods, relays, robustness, speakers, timeline,
    verbs,
};
use crate::digest::sha256_bytes;
use crate::error::{Error, Kind, Result, Where};
use crate::report::number::{counted, grouped, short};
use crate::report::sink::{Sink, Source};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

/// The name of the file.
pub const PAGE: &str = "report.html";

/// Bytes of a page, at most.
const MOST: usize = 1_000_000;
/// Sections that give way where names and sentences are so long that a page would be larger, in this order.
const EXPENDABLE: [&str; 9] =
    ["keywords", "examples", "timeline", "frames", "warnings", "relays", "about", "verbs", "coverage"];

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("filter.js");

/// What the head of a page says.
#[derive(Debug, Serialize)]
struct Head {
    what: String,
    made: String,
    groups: Vec<String>,
    speakers: Vec<String>,
}

/// Writes the page; articles are read again for examples.
pub fn write(material: Material<'_>, articles: &mut dyn Source, sink: &mut dyn Sink) -> Result<()> {
    let mut sections = vec![
        claims::section(material),
        speakers::section(material),
        relays::section(material),
        about::section(material),
        robustness::section(material),
        frames::section(material),
        verbs::section(material),
        timeline::section(material),
        coverage::section(material),
        examples::section(material, articles)?,
        keywords::section(material),
        agreement::section(material),
        methods::caveats(material),
        methods::section(material),
    ];
    sections.retain(|section| !section.lead.is_empty());
    let head = head(material);
    let mut page = set(&head, &sections)?;
    for id in EXPENDABLE {
        if page.len() <= MOST {
            break;
        }
        for section in sections.iter_mut().filter(|section| section.id == id) {
            section.blocks.clear();
            section
                .lead
                .push("Left out here, as the page would be over a megabyte: it is all in the table.".to_owned());
        }
        page = set(&head, &sections)?;
    }
    sink.append(PAGE, page.as_bytes())
}

fn head(material: Material<'_>) -> Head {
    let corpus = material.corpus;
    let pieces = &corpus.partial.pieces;
    let days = pieces.iter().map(|piece| piece.date.as_ref()).filter(|date| !date.is_empty());
    let span = days.clone().min().zip(days.max()).map(|(first, last)| format!(", {first} to {last}"));
    let words: u64 = pieces.iter().map(|piece| u64::from(piece.words)).sum();
    Head {
        what: format!(
            "{}, {} words, {}{}",
            counted(pieces.len() as u64, "article"),
            grouped(words),
            counted(corpus.roster.places.len() as u64, "outlet"),
            span.unwrap_or_default()
        ),
        made: short(&format!("tone {}", env!("CARGO_PKG_VERSION")), 40),
        groups: material.shown.group_names(corpus),
        speakers: material.shown.speaker_names(corpus),
    }
}

/// The page's bytes. The style and the script are allowed by their hashes, and nothing else is: no request leaves the page.
fn set(head: &Head, sections: &[Section]) -> Result<String> {
    let failed = |error| Error::new(Kind::Internal, Where::default(), format!("the page cannot be set: {error}"));
    let mut environment = Environment::new();
    environment.add_template("page.html", TEMPLATE).map_err(failed)?;
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        source_hash(STYLE),
        source_hash(SCRIPT)
    );
    let context = context! {
        head => Value::from(Serde(head)),
        sections => Value::from(Serde(sections)),
        policy,
        style => STYLE,
        script => SCRIPT,
    };
    environment.get_template("page.html").and_then(|template| template.render(context)).map_err(failed)
}

/// What a content security policy calls a text.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(sha256_bytes(text.as_bytes())))
}
