//! What a file says, with its lines.

use crate::config::mistake::Mistakes;
use crate::config::model::{Group, Opinion, Outlet, Side, Speaker};
use crate::config::plan::{Event, GroupBy, Measure, Period, Wording};
use crate::config::read::{Field, Literal, is_text};
use crate::dictionary::set::FrameSet;
use crate::score::Score;

/// What a file says; `None` where it says nothing.
#[derive(Debug, Default)]
pub struct Declared {
    /// The base.
    pub base: Option<String>,
    /// The profile.
    pub profile: Option<String>,
    /// The style of sentences.
    pub sentences: Option<String>,
    /// The seed.
    pub seed: Option<u64>,
    /// The least confidence.
    pub min_confidence: Option<Score>,
    /// What a group is.
    pub group_by: Option<GroupBy>,
    /// The periods of the timeline, and the line.
    pub period: Option<(Period, u64)>,
    /// `[corpus] how_collected`.
    pub how_collected: Option<String>,
    /// `[corpus] opinion`.
    pub opinion: Option<Opinion>,
    /// `[corpus] coded`.
    pub coded: Option<Literal>,
    /// `[columns]`: field and names.
    pub columns: Vec<(&'static str, Vec<String>)>,
    /// `[boilerplate] patterns`.
    pub boilerplate: Option<Vec<String>>,
    /// `[groups]`.
    pub groups: Vec<Entry<Group>>,
    /// `[outlets]`.
    pub outlets: Vec<Entry<Outlet>>,
    /// `[speakers]`.
    pub speakers: Vec<Entry<Speaker>>,
    /// `[sides]`.
    pub sides: Vec<Entry<Side>>,
    /// `[events]`.
    pub events: Vec<Entry<Event>>,
    /// `[frames]`.
    pub frames: Frames,
    /// `[[comparison]]`.
    pub comparisons: Vec<Claim>,
    /// `[thresholds]`: key and value.
    pub thresholds: Vec<(&'static str, u32)>,
}

/// An entry of a table, and the lines of what it says.
#[derive(Debug)]
pub struct Entry<T> {
    /// The entry.
    pub value: T,
    /// The line of its key.
    pub line: u64,
    /// Its strings that other entries may contradict: names, outlets, the side.
    pub literals: Vec<Literal>,
}

/// `[frames]`.
#[derive(Debug, Default)]
pub struct Frames {
    /// Names of built-in sets.
    pub in_use: Option<Vec<Literal>>,
    /// Paths of dictionaries.
    pub files: Option<Vec<Literal>>,
    /// Sets written in the file.
    pub sets: Vec<Entry<FrameSet>>,
}

/// A comparison, its names as written. What is missing or wrong in itself has been reported.
#[derive(Debug, Default)]
pub struct Claim {
    /// The line where it begins.
    pub line: u64,
    /// What is measured, and the line; `None` if it is nothing that can be.
    pub measure: Option<(Measure, u64)>,
    /// The speaker.
    pub speaker: Option<Literal>,
    /// The manner.
    pub manner: Wording,
    /// The event.
    pub event: Option<Literal>,
    /// The groups: two of them, or reported.
    pub groups: Vec<Literal>,
}

/// The entries of a table whose keys are names.
pub fn entries<T>(
    table: &Field<'_>,
    read: fn(&Field<'_>, &mut Mistakes) -> Option<Entry<T>>,
    mistakes: &mut Mistakes,
) -> Vec<Entry<T>> {
    let mut entries = Vec::new();
    for field in table.table(mistakes).unwrap_or_default() {
        named(&field, table.key, mistakes);
        entries.extend(read(&field, mistakes));
    }
    entries
}

/// Reports a key of a table that is not fit to be a name.
pub fn named(field: &Field<'_>, table: &str, mistakes: &mut Mistakes) {
    is_text(field.key, field.line, mistakes);
    if field.key.trim() != field.key || field.key.is_empty() {
        mistakes.add(field.line, format!("a name in [{table}] is empty or begins or ends with a space"));
    }
}

/// The strings of a list, which are also noted with their lines.
pub fn note(list: Option<Vec<Literal>>, literals: &mut Vec<Literal>) -> Vec<String> {
    let list = list.unwrap_or_default();
    let names = texts(&list);
    literals.extend(list);
    names
}

/// The strings of a list.
pub fn texts(literals: &[Literal]) -> Vec<String> {
    literals.iter().map(|literal| literal.text.clone()).collect()
}
