//! Contradictions within a merged configuration: found before any work, each at the line that can be mended.

use super::mistake::{Mistakes, shown, suggestion};
use super::model::{Config, literal_key};
use super::parse::{Declared, Entry};
use std::collections::BTreeMap;

/// Characters that make a pattern more than a literal.
const GLOB: [char; 6] = ['*', '?', '[', '{', '!', '\\'];

/// Reports every contradiction. `declared` knows the lines.
pub fn check(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    outlets(config, declared, mistakes);
    names(config, declared, mistakes);
    sides(config, declared, mistakes);
}

/// Who claims a literal, and in which line of the file; none if it is built in.
struct Claim<'a> {
    owner: &'a str,
    line: Option<u64>,
}

/// Claims of one kind of literal, each to be made by one owner.
#[derive(Default)]
struct Claims<'a> {
    by_literal: BTreeMap<String, Claim<'a>>,
}

impl<'a> Claims<'a> {
    fn claim(&mut self, key: String, literal: &str, owner: &'a str, line: Option<u64>, mistakes: &mut Mistakes) {
        let claim = Claim { owner, line };
        let Some(first) = self.by_literal.get(&key) else {
            self.by_literal.insert(key, claim);
            return;
        };
        if first.owner == owner {
            return;
        }
        // The later line can be mended; between a built-in entry and one of the file, only the latter.
        let (at, other) = if first.line > claim.line { (first, &claim) } else { (&claim, first) };
        let whence = other.line.map_or("built in".to_owned(), |line| format!("line {line}"));
        let message = format!(
            "{} cannot name {}: {} claims it already ({whence}); \
             declare that entry to replace it, or choose another name",
            shown(literal),
            shown(at.owner),
            shown(other.owner)
        );
        mistakes.add(at.line.unwrap_or(1), message);
    }
}

/// The lines of an entry's literals, by owner and literal.
fn lines<'a, T>(entries: &'a [Entry<T>], key: fn(&T) -> &str) -> BTreeMap<(&'a str, &'a str), u64> {
    let of = |entry: &'a Entry<T>| {
        let owner = key(&entry.value);
        entry.literals.iter().map(move |literal| ((owner, literal.text.as_str()), literal.line))
    };
    entries.iter().flat_map(of).collect()
}

/// A source field must name one outlet.
fn outlets(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    let lines = lines(&declared.outlets, |outlet| &outlet.name);
    let mut claims = Claims::default();
    for outlet in &config.outlets {
        let plain = outlet.matches.iter().filter(|pattern| !pattern.contains(GLOB));
        for literal in std::iter::once(&outlet.name).chain(&outlet.names).chain(plain) {
            let line = lines.get(&(outlet.name.as_str(), literal.as_str())).copied();
            claims.claim(literal_key(literal), literal, &outlet.name, line, mistakes);
        }
    }
}

/// Words of an article must name one actor: a speaker or a side.
fn names(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    let in_speakers = lines(&declared.speakers, |speaker| &speaker.name);
    let in_sides = lines(&declared.sides, |side| &side.key);
    let mut claims = Claims::default();
    for speaker in &config.speakers {
        for literal in std::iter::once(&speaker.name).chain(&speaker.names) {
            let line = in_speakers.get(&(speaker.name.as_str(), literal.as_str())).copied();
            claims.claim(literal.clone(), literal, &speaker.name, line, mistakes);
            if speaker.not.contains(literal) {
                let message = format!("{} is both in `names` and in `not` of {}", shown(literal), shown(&speaker.name));
                mistakes.add(line.unwrap_or(1), message);
            }
        }
    }
    for side in &config.sides {
        for literal in &side.names {
            let line = in_sides.get(&(side.key.as_str(), literal.as_str())).copied();
            claims.claim(literal.clone(), literal, &side.key, line, mistakes);
        }
    }
}

/// A speaker's side must be declared.
fn sides(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    let known = || config.sides.iter().map(|side| side.key.as_str());
    for Entry { value, line, literals } in &declared.speakers {
        if value.side.is_empty() || known().any(|key| key == value.side) {
            continue;
        }
        let line = literals.iter().find(|literal| literal.text == value.side).map_or(*line, |literal| literal.line);
        let hint = match suggestion(&value.side, known()) {
            hint if hint.is_empty() => format!(": add [sides.{}]", value.side),
            hint => hint,
        };
        mistakes.add(line, format!("side {} of {} is not declared{hint}", shown(&value.side), shown(&value.name)));
    }
}
