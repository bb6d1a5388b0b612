//! Dictionaries of quanteda: `category: [pattern, pattern]`, categories within categories.
//!
//! Of YAML only its events are used, one after the other (`saphyr-parser`): nothing is built from them but the set, so that no file can
//! grow in memory, and nothing is a number or a truth value: `no` and `1` are words. Aliases are refused; where one stands, a pattern
//! that begins with `*` was meant, which YAML wants in quotation marks.

use super::gathered::Gathered;
use super::import::Mistake;
use super::set::Pattern;
use crate::limits::DICTIONARY_DEPTH;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

/// The key of the patterns of a category that has categories in it, as quanteda writes it.
const ITSELF: &str = "__";

/// A mapping or a list that is not yet at its end.
enum Open {
    /// The categories in one (none for the outermost), and the name of the one whose patterns are next.
    Categories { within: String, name: Option<String> },
    /// The patterns of a category.
    Patterns { name: String },
}

/// Reads a file into a set.
pub fn read(text: &str, gathered: &mut Gathered) -> Result<(), Mistake> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| unreadable(text, &error))?;
        let line = span.start.line() as u64;
        if open.len() > DICTIONARY_DEPTH {
            return Err(Mistake::at(line, format!("more than {DICTIONARY_DEPTH} levels")));
        }
        match event {
            Event::Scalar(value, style, ..) => {
                let missing = style == ScalarStyle::Plain && matches!(&*value, "" | "~");
                scalar(&value, missing, line, &mut open, gathered)?;
            }
            Event::MappingStart(..) => {
                let within = place(&mut open, line)?;
                open.push(Open::Categories { within, name: None });
            }
            Event::SequenceStart(..) => {
                let name = place(&mut open, line)?;
                gathered.category(&name, line)?;
                open.push(Open::Patterns { name });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
            }
            Event::Alias(_) => return Err(Mistake::at(line, ALIAS)),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }
    Ok(())
}

/// A key, or a pattern.
fn scalar(value: &str, missing: bool, line: u64, open: &mut [Open], gathered: &mut Gathered) -> Result<(), Mistake> {
    let name = match open.last_mut() {
        None if missing => return Ok(()),
        None => {
            return Err(Mistake::at(
                line,
                "a dictionary is categories with their patterns, `category: [pattern, pattern]`",
            ));
        }
        Some(Open::Categories { within, name: name @ None }) => {
            *name = Some(joined(within, value));
            return Ok(());
        }
        Some(Open::Categories { name, .. }) => name.take().unwrap_or_default(),
        Some(Open::Patterns { name }) => name.clone(),
    };
    let category = gathered.category(&name, line)?;
    if missing && matches!(open.last(), Some(Open::Categories { .. })) {
        // A category without a pattern, which the end counts.
        return Ok(());
    }
    gathered.pattern(category, if missing { "" } else { value }, Pattern::new("").weight, line)
}

/// The name of the category that a mapping or list is of; empty for the outermost mapping.
fn place(open: &mut [Open], line: u64) -> Result<String, Mistake> {
    match open.last_mut() {
        None => Ok(String::new()),
        Some(Open::Categories { name, .. }) => name.take().ok_or_else(|| Mistake::at(line, "a list for a name")),
        Some(Open::Patterns { name }) => Ok(name.clone()),
    }
}

fn joined(within: &str, name: &str) -> String {
    match (within, name) {
        (_, ITSELF) => within.to_owned(),
        ("", _) => name.to_owned(),
        _ => format!("{within}.{name}"),
    }
}

const ALIAS: &str = "`*` begins an alias in YAML: put patterns that begin with it in quotation marks";

fn unreadable(text: &str, error: &ScanError) -> Mistake {
    let alias = ["unknown anchor", "alphabetic or numeric"].iter().any(|word| error.info().contains(word));
    let why = if alias { ALIAS.to_owned() } else { format!("not YAML: {}", error.info()) };
    // What is missing at the end is missing in the last line there is.
    let line = error.marker().line().clamp(1, text.lines().count().max(1));
    Mistake::at(line as u64, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::import::{Imported, import};
    use std::fmt::Write;

    fn read(text: &str) -> Result<Imported, Mistake> {
        import("x.yml", text.as_bytes())
    }

    fn flat(text: &str) -> String {
        let mut flat = String::new();
        for category in read(text).unwrap().set.categories {
            let globs: Vec<String> = category.patterns.into_iter().map(|pattern| pattern.glob).collect();
            write!(flat, "{}={};", category.name, globs.join(",")).unwrap();
        }
        flat
    }

    #[test]
    fn lists_of_any_style_are_read() {
        let text =
            "# mine\r\na: [war*, \"*nuclear*\", 'peace treaty', no, 1]\r\nb:\r\n  - x # not y\r\n  - y: \r\n\r\nc: z";
        assert_eq!(flat(text), "a=war*,*nuclear*,peace treaty,no,1;b=x;c=z;");
        assert_eq!(flat("a: [x]\n---\na: [y]\nb: z"), "a=x,y;b=z;");
    }

    #[test]
    fn categories_within_categories_have_both_names() {
        assert_eq!(flat("s:\n  a: [x]\n  t: {b: [y], __: [z]}\n"), "s.a=x;s.t.b=y;s.t=z;");
        assert_eq!(flat("s: [x, {a: [y]}, [z]]"), "s=x,z;s.a=y;");
    }

    #[test]
    fn a_star_without_quotation_marks_is_explained() {
        for text in ["a: [b]\nc:\n  - *x*", "a:\n\n  [*nuclear*]", "a: &b [x]\n\nc: *b", "a:\n\n  - *"] {
            let mistake = read(text).unwrap_err();
            assert_eq!((mistake.line, mistake.why.as_str()), (Some(3), ALIAS), "{text}");
        }
    }

    #[test]
    fn what_is_no_dictionary_is_a_mistake_with_its_line() {
        let line = |text: &str| read(text).unwrap_err().line;
        assert_eq!(line("just words"), Some(1));
        assert_eq!(line("- x\n- y"), Some(1));
        assert_eq!(line("a: [x]\nb: [y"), Some(2));
        assert_eq!(line("[a, b]: c"), Some(1));
        assert_eq!(line("a: [x]\n'': [y]"), Some(2));
    }

    #[test]
    fn depth_and_aliases_are_bounded() {
        for deep in ["[".repeat(100_000), "{a: ".repeat(100_000), format!("a: {}", "- ".repeat(100_000))] {
            assert!(read(&deep).is_err());
        }
        let bomb = "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]";
        assert_eq!(read(bomb).unwrap_err().why, ALIAS);
    }
}
