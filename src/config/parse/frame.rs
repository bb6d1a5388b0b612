//! `[frames]`: which built-in sets are on, the user's dictionaries, and sets written in the file.

use super::declared::{Entry, Frames, named};
use crate::config::mistake::{Mistakes, shown};
use crate::config::read::{Field, Literal};
use crate::dictionary::set::{Category, FrameSet, Pattern};

/// Reads `[frames]`.
pub fn frames(table: &Field<'_>, mistakes: &mut Mistakes) -> Frames {
    let mut frames = Frames::default();
    for field in table.table(mistakes).unwrap_or_default() {
        match field.key {
            "use" => frames.in_use = list(&field, mistakes),
            "files" => frames.files = list(&field, mistakes),
            _ => frames.sets.extend(set(&field, mistakes)),
        }
    }
    frames
}

/// The strings under a reserved key, each once.
fn list(field: &Field<'_>, mistakes: &mut Mistakes) -> Option<Vec<Literal>> {
    if field.is_table() {
        let message = format!("a set cannot be named {}: in [frames] that is a list of names", shown(field.key));
        mistakes.add(field.line, message);
        return None;
    }
    let literals = field.literals(mistakes)?;
    for (at, literal) in literals.iter().enumerate() {
        if literals[..at].iter().any(|other| other.text == literal.text) {
            mistakes.add(literal.line, format!("{} stands twice in {}", shown(&literal.text), shown(field.key)));
        }
    }
    Some(literals)
}

fn set(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<FrameSet>> {
    named(entry, "frames", mistakes);
    if entry.key.contains('.') {
        mistakes.add(entry.line, format!("the name of a set, {}, must not contain a point", shown(entry.key)));
    }
    let mut categories = Vec::new();
    let fields = entry.table(mistakes)?;
    if fields.is_empty() {
        let message = format!("[frames.{}] has no category: add one, like peace = [\"peace*\"]", shown(entry.key));
        mistakes.add(entry.line, message);
    }
    for field in fields {
        named(&field, &format!("frames.{}", shown(entry.key)), mistakes);
        categories.push(category(&field, mistakes));
    }
    let value = FrameSet { name: entry.key.to_owned(), categories };
    Some(Entry { value, line: entry.line, literals: Vec::new() })
}

fn category(field: &Field<'_>, mistakes: &mut Mistakes) -> Category {
    let mut category = Category { name: field.key.to_owned(), ..Category::default() };
    let Some(literals) = field.literals(mistakes) else { return category };
    if literals.is_empty() {
        mistakes.add(field.line, format!("{} has no pattern", shown(field.key)));
    }
    for literal in literals {
        if Pattern::fits_all(&literal.text) {
            let message = format!("{} fits every word: write some letters of what is looked for", shown(&literal.text));
            mistakes.add(literal.line, message);
        }
        if category.patterns.iter().any(|pattern| pattern.glob == literal.text) {
            mistakes.add(literal.line, format!("{} stands twice in {}", shown(&literal.text), shown(field.key)));
        }
        category.patterns.push(Pattern::new(literal.text));
    }
    category
}
