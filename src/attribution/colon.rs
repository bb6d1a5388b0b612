//! `Kim: “…”`, `Trump: I will meet Kim`, `Talks to go on: Xinhua`

use super::class::Class;
use super::hit::Hit;
use super::passage::{Passage, Run};
use super::rule::Rule;

/// No name in front of a colon is longer, in tokens.
const LONGEST_NAME: usize = 9;
/// A source behind a colon or a dash at the end of a headline is no longer, in tokens.
const LONGEST_TAIL: usize = 4;

/// The attribution of a sentence that opens with a name and a colon. In a headline what follows need not be quoted.
pub fn colon(passage: &Passage<'_>, clause: Run, headline: bool) -> Option<Hit> {
    let ceiling = clause.end.min(clause.start + LONGEST_NAME);
    let colon = (clause.start..ceiling).find(|&at| passage.is(at, ":") && !passage.quoted(at))?;
    let name = Run::new(clause.start, colon);
    let next = colon + 1;
    if !is_name(passage, name) || next >= clause.end {
        return None;
    }
    // A transcript prints the speaker in capitals and nothing in quotation marks.
    let letters = passage.span(name).of(passage.document.text);
    let transcript = letters.len() > 2 && !letters.contains(char::is_lowercase);
    let quoted = passage.opening(next).is_some_and(|quote| passage.spoken(next) || quote.end >= clause.end);
    let clause_follows = headline && passage.capital(next) && passage.count(Run::new(next, clause.end)) > 2;
    if !quoted && !transcript && !clause_follows {
        return None;
    }
    let content = passage.trimmed(Run::new(next, clause.end));
    // `Moon to Kim: …`
    let to = (name.start + 1..name.end).find(|&at| passage.is(at, "to")).unwrap_or(name.end);
    let name = Run::new(name.start, to);
    (!content.is_empty()).then(|| Hit { source: Some(name), ..Hit::new(Rule::Colon, vec![content]) })
}

fn is_name(passage: &Passage<'_>, name: Run) -> bool {
    let mut words = (name.start..name.end).filter(|&at| passage.word(at));
    let capitals = words.clone().filter(|&at| passage.capital(at)).count();
    let plain = words.clone().all(|at| {
        let small =
            passage.has(at, Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION)) || passage.is(at, "'s");
        (passage.capital(at) || small)
            && !passage.quoted(at)
            && !passage.has(at, Class::SUBORDINATOR.or(Class::AUXILIARY))
    });
    let label = words.any(|at| passage.has(at, Class::LABEL.or(Class::TIME)));
    let opens = passage.has(name.start, Class::PREPOSITION.or(Class::SUBJECT)) || !passage.word(name.start);
    capitals > 0 && plain && !label && !opens
}

/// The attribution of a headline that ends with a colon or a dash and a source.
pub fn tail(passage: &Passage<'_>, clause: Run) -> Option<Hit> {
    let floor = clause.start.max(clause.end.saturating_sub(LONGEST_TAIL + 1));
    let mark = (floor + 1..clause.end)
        .rev()
        .find(|&at| passage.is_one(at, &[":", "—", "–", "--", "-"]) && !passage.quoted(at))?;
    let source = Run::new(mark + 1, clause.end);
    let named = !source.is_empty() && (source.start..source.end).any(|at| passage.has(at, Class::INFORMANT));
    let content = passage.trimmed(Run::new(clause.start, mark));
    (named && passage.count(content) > 2).then(|| Hit { source: Some(source), ..Hit::new(Rule::Colon, vec![content]) })
}
