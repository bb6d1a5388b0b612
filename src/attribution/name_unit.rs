//! The words of a run of capitalised words, and the name in them.

use super::name_run::{Kind, NameRun};
use super::names::{Entity, Names};
use super::word::{Gender, demonym, given, is_leading_family};
use crate::span::Span;

/// A word of a run: a token, a configured name, or a small word that links.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Its text.
    pub span: Span,
    /// The token behind it.
    pub end: usize,
    /// What it is.
    pub kind: UnitKind,
}

/// What a word of a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Part of anybody's name.
    Word,
    /// `Minister`, `Gen.`
    Role,
    /// `Foreign`, `Chinese`, `FBI`: no part of a person's name, and no body by itself.
    Office,
    /// `Ministry`.
    Body,
    /// `of the`.
    Link,
    /// A configured name; a speaker's counts as words of a name.
    Hit(Entity),
}

/// What a configured name names.
pub fn kind_of(names: &Names, entity: Entity) -> Kind {
    match entity {
        Entity::Speaker(_) if names.is_person(entity) => Kind::Person,
        Entity::Speaker(_) => Kind::Body,
        Entity::Side(_) => Kind::Side,
        Entity::Outlet(_) => Kind::Outlet,
    }
}

/// Finds the name in a run: the words at its end that belong to no office, unless it is the name of a body.
pub fn analyse(names: &Names, text: &str, units: &[Unit], start: usize) -> Option<NameRun> {
    let (first, last) = (units.first()?, units.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let tokens = start..last.end;
    let run = |name: Span, kind: Kind, entity: Option<Entity>| {
        Some(NameRun { span, name, kind, entity, description: false, tokens: tokens.clone() })
    };
    let is_name = |unit: &Unit| match unit.kind {
        UnitKind::Word => true,
        UnitKind::Hit(entity) => names.is_person(entity),
        _ => false,
    };
    let tail = units.iter().rev().take_while(|unit| is_name(unit)).count();
    let (head, name) = units.split_at(units.len() - tail);
    let body = head.iter().any(|unit| unit.kind == UnitKind::Body);
    // The `General` of a "General Association" is nobody's rank.
    let of_body = |index: usize| head.get(index + 1).is_some_and(|next| next.kind == UnitKind::Body);
    let has_role = head.iter().enumerate().any(|(index, unit)| unit.kind == UnitKind::Role && !of_body(index));
    let Some(begin) = name.first() else {
        // Nothing but offices, bodies and sides.
        return match last.kind {
            UnitKind::Hit(entity) if !(body || has_role) || units.len() == 1 => {
                run(last.span, kind_of(names, entity), Some(entity))
            }
            UnitKind::Role => run(span, Kind::Title, None),
            UnitKind::Office if demonym(last.span.of(text)).is_some() => run(span, Kind::Title, None),
            _ if body || !has_role => run(span, Kind::Body, names.exact(span.of(text))),
            _ => run(span, Kind::Title, None),
        };
    };
    let name_span = Span::new(begin.span.start, last.span.end);
    if let Some(hit) = name.iter().rev().find_map(|unit| match unit.kind {
        UnitKind::Hit(entity) => Some((unit.span, entity)),
        _ => None,
    }) {
        let full = hit.0.of(text).contains([' ', '-', '\u{a0}', '\n']);
        if hit.0.end == name_span.end && (full || name.len() == 1) {
            return run(hit.0, Kind::Person, Some(hit.1));
        }
    }
    let after_link = head.last().is_some_and(|unit| unit.kind == UnitKind::Link)
        || body && head.iter().any(|unit| unit.kind == UnitKind::Link) && !has_role && name.len() < 2;
    if body && (after_link || !has_role && (name.len() < 2 || !is_leading_family(begin.span.of(text)))) {
        return run(span, Kind::Body, names.exact(span.of(text)));
    }
    if head.last().is_some_and(|unit| unit.kind == UnitKind::Link) {
        return run(span, Kind::Title, None);
    }
    let offices = !head.is_empty() && head.iter().all(|unit| unit.kind == UnitKind::Office);
    if offices && name.len() == 1 && begin.kind == UnitKind::Word && !is_forename(begin.span.of(text)) {
        // "the American Legion": nobody's surname stands right behind an adjective.
        return run(span, Kind::Body, names.exact(span.of(text)));
    }
    let entity = names.exact(name_span.of(text)).or_else(|| names.exact(&without_initials(name, text)?));
    run(name_span, Kind::Person, entity)
}

/// `Donald J. Trump` → `Donald Trump`; `None` if there is none.
fn without_initials(name: &[Unit], text: &str) -> Option<String> {
    let words = || name.iter().map(|unit| unit.span.of(text));
    words().any(is_initials).then(|| words().filter(|word| !is_initials(word)).collect::<Vec<_>>().join(" "))
}

/// True for a word that may begin a person's name.
pub fn is_forename(word: &str) -> bool {
    is_leading_family(word) || given(word) != Gender::Unknown
}

/// `J.`, `J`, `JD`: letters that stand for given names.
pub fn is_initials(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() == 1
}
