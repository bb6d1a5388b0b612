//! Forms that can be a verb of saying or something else: `claims`, `reports`, `State`.

use super::class::Class;
use super::passage::{Passage, Run};
use super::source::is;
use super::word::demonym;

/// True if most words begin with capitals, so that a capital is no sign of a name.
pub fn headline(passage: &Passage<'_>, clause: Run) -> bool {
    let sample = clause.start..clause.end.min(clause.start + HEADLINE_SAMPLE);
    let capitals = sample.clone().filter(|&at| passage.capital(at)).count();
    let words = sample.filter(|&at| passage.word(at)).count();
    capitals * 10 >= words * 6
}

/// Words of a sentence that tell whether it is a headline.
const HEADLINE_SAMPLE: usize = 20;

/// True if a word in front of the form shows that it is a noun or an adjective.
pub fn is_noun(passage: &Passage<'_>, clause: Run, verb: usize) -> bool {
    let ambiguous = passage.form(verb).is_some_and(|form| form.noun);
    let Some(before) = verb.checked_sub(1).filter(|_| verb > clause.start) else { return ambiguous };
    let third = ambiguous && passage.text(verb).ends_with('s');
    if passage.has(before, Class::AUXILIARY) {
        return third;
    }
    if passage.has(before, Class::SUBJECT) || passage.is(before, "to") {
        return false;
    }
    let owner = passage.is_one(before, &["'s", "’s"]);
    if owner {
        return !passage.has(before.saturating_sub(1), Class::SUBJECT) && !passage.text(verb).ends_with("ing");
    }
    // `a hastily called briefing`
    let adverbs = (clause.start..verb).rev().take_while(|&at| passage.adverb(at)).count();
    let opener = verb.checked_sub(adverbs + 1).filter(|&at| adverbs > 0 && at >= clause.start);
    if opener.is_some_and(|at| passage.has(at, Class::DETERMINER) && passage.is_one(at, &ARTICLES)) {
        return true;
    }
    let modified = is(passage.text(before), "adjective") || third && demonym(passage.text(before)).is_some();
    if ambiguous && modified && !passage.is_one(before.saturating_sub(1), &["the"]) || ambiguous && third && modified {
        return true;
    }
    let article = passage.has(before, Class::DETERMINER) && !(passage.capital(before) && before > clause.start);
    if article && (ambiguous || !passage.has(before, Class::QUANTIFIER)) {
        return true;
    }
    if passage.has(before, Class::PREPOSITION) && !passage.capital(before) {
        return ambiguous || !passage.text(verb).ends_with("ing");
    }
    ambiguous && !agrees(passage, before, verb)
}

/// Articles and possessives, after which adverbs modify what modifies a noun.
const ARTICLES: [&str; 9] = ["a", "an", "the", "his", "her", "its", "their", "our", "my"];

/// True if the word before a form that can be a noun can be the subject of the verb: a plural before the plain form, a singular before the
/// one in -s.
fn agrees(passage: &Passage<'_>, before: usize, verb: usize) -> bool {
    const PLURALS: [&str; 8] = ["people", "police", "media", "men", "women", "children", "press", "data"];
    let form = passage.text(verb);
    if form.ends_with("ed")
        || form.ends_with("ing")
        || passage.adverb(before)
        || passage.has(before, Class::SUBORDINATOR.or(Class::CONJUNCTION))
    {
        return true;
    }
    if !passage.word(before) || passage.has(before, Class::CONJUNCTION) {
        return false;
    }
    let subject = passage.text(before);
    let plural = subject.ends_with('s') && !subject.ends_with("ss") && !passage.is(before, "news")
        || passage.is_one(before, &PLURALS);
    if form.ends_with('s') && !form.ends_with("ss") {
        return passage.capital(before)
            || !plural && !subject.ends_with("ing") && !subject.ends_with("ive") && !subject.ends_with("al");
    }
    plural
}
