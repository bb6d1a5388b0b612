//! `[[comparison]]`: what the study claims.

use super::declared::Claim;
use crate::config::mistake::{Mistakes, shown, suggestion};
use crate::config::plan::{Measure, Wording};
use crate::config::read::{Field, Literal, unknown};

const COMPARISON_KEYS: [&str; 5] = ["measure", "speaker", "manner", "event", "groups"];
const PLACE: &str = "[[comparison]]";
const MEASURES: [&str; 5] = ["tone", "outlet_voice", "about:", "frame:", "share_attributed"];
/// The measures, as a message lists them.
const ALL_MEASURES: &str = "tone, outlet_voice, about:<actor>, frame:<set>.<category>, share_attributed";
const WORDINGS: [(&str, Wording); 4] = [
    ("all", Wording::All),
    ("quoted", Wording::Quoted),
    ("paraphrased", Wording::Paraphrased),
    ("statement", Wording::Statement),
];

/// Reads `[[comparison]]`.
pub fn comparisons(field: &Field<'_>, mistakes: &mut Mistakes) -> Vec<Claim> {
    let tables = field.tables(mistakes).unwrap_or_default();
    tables.into_iter().map(|(line, fields)| comparison(line, &fields, mistakes)).collect()
}

fn comparison(line: u64, fields: &[Field<'_>], mistakes: &mut Mistakes) -> Claim {
    let mut claim = Claim { line, measure: Some((Measure::Tone, line)), ..Claim::default() };
    for field in fields {
        match field.key {
            "measure" => claim.measure = measure(field, mistakes).map(|measure| (measure, field.line)),
            "speaker" => claim.speaker = field.literal(mistakes),
            "manner" => claim.manner = field.choice(&WORDINGS, mistakes).unwrap_or_default(),
            "event" => claim.event = field.literal(mistakes),
            "groups" => claim.groups = pair(field, mistakes),
            _ => unknown(field, PLACE, &COMPARISON_KEYS, mistakes),
        }
    }
    let line_of = |key: &str| fields.iter().find(|field| field.key == key).map(|field| field.line);
    if line_of("groups").is_none() {
        mistakes.add(line, format!("{PLACE} has no `groups`: name two, like groups = [\"kcna\", \"western\"]"));
    }
    match (&claim.measure, line_of("speaker")) {
        (Some((Measure::Tone, _)), None) => {
            mistakes.add(line, format!("{PLACE} has no `speaker`: measure `tone` compares somebody's words"));
        }
        (Some((measure, _)), _) if *measure != Measure::Tone => {
            for (key, line) in ["speaker", "manner"].map(|key| (key, line_of(key))) {
                let message = || {
                    format!(
                        "`{key}` goes with measure `tone` only: take it out of this {}",
                        shown(&measure.to_string())
                    )
                };
                line.into_iter().for_each(|line| mistakes.add(line, message()));
            }
        }
        _ => {}
    }
    claim
}

/// What is measured; actor and frame as written.
fn measure(field: &Field<'_>, mistakes: &mut Mistakes) -> Option<Measure> {
    let text = field.string(mistakes)?;
    let argument = |kind: &str| text.strip_prefix(kind).map(str::trim).filter(|name| !name.is_empty());
    match (text.as_str(), argument("about:"), argument("frame:")) {
        ("tone", ..) => Some(Measure::Tone),
        ("outlet_voice", ..) => Some(Measure::OutletVoice),
        ("share_attributed", ..) => Some(Measure::ShareAttributed),
        (_, Some(actor), _) => Some(Measure::About(actor.to_owned())),
        (_, _, Some(frame)) => Some(Measure::Frame(frame.to_owned())),
        _ => {
            let head = text.split_once(':').map_or(text.clone(), |(head, _)| format!("{head}:"));
            let hint = if MEASURES.contains(&head.as_str()) { String::new() } else { suggestion(&head, MEASURES) };
            mistakes.add(field.line, format!("`measure` cannot be {}{hint} (one of: {ALL_MEASURES})", shown(&text)));
            None
        }
    }
}

/// Two groups.
fn pair(field: &Field<'_>, mistakes: &mut Mistakes) -> Vec<Literal> {
    let Some(groups) = field.literals(mistakes) else { return Vec::new() };
    if groups.len() != 2 {
        mistakes.add(field.line, format!("`groups` must name two, not {}: a comparison is of two", groups.len()));
        return Vec::new();
    }
    groups
}
