//! Noun phrases to the left and to the right of a cue, without a parser: by classes of function words, capitals and marks.

use super::class::Class;
use super::passage::{Passage, Run};

/// No noun phrase without its appositions is longer, in tokens.
const LONGEST_PHRASE: usize = 16;
/// No apposition or parenthesis is longer, in tokens.
const LONGEST_APPOSITION: usize = 32;

/// A name in apposition is no longer, in tokens.
const LONGEST_NAME: usize = 6;
/// A relative clause without commas is no longer, in tokens.
const LONGEST_RELATIVE: usize = 12;

/// Prepositions that a noun phrase for a source may hold.
const OF_PHRASES: [&str; 10] = ["of", "for", "in", "at", "from", "on", "with", "to", "like", "by"];

/// What stands in front of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A noun phrase or a pronoun.
    Phrase(Run),
    /// The subject of the verb before: the verb is joined to it by *and* or a comma.
    Shared,
}

/// The subject of the verb at `verb` and the first token of the verb group (`has repeatedly`), looking no further left than `low`.
pub fn subject(passage: &Passage<'_>, verb: usize, low: usize) -> Option<(Subject, usize)> {
    let group = verb_group(passage, verb, low);
    if group <= low {
        return None;
    }
    let before = group - 1;
    if passage.is(before, "i") && before > low + 1 && passage.is(before - 1, "and") {
        // `Chairman Kim and I`
        let other = phrase_before(passage, before - 1, low).map_or(before, |phrase| phrase.start);
        return Some((Subject::Phrase(Run::new(other, group)), group));
    }
    if passage.has(before, Class::SUBJECT) {
        return Some((Subject::Phrase(Run::new(before, group)), group));
    }
    let both = before > low && passage.has(before, Class::QUANTIFIER) && passage.has(before - 1, Class::SUBJECT);
    if both {
        return Some((Subject::Phrase(Run::new(before - 1, before)), group));
    }
    if passage.has(before, Class::CONJUNCTION) {
        return Some((Subject::Shared, group));
    }
    if passage.is_one(before, &[",", "—", "–", "--"]) {
        let phrase = before_apposition(passage, before, low)?;
        return Some((Subject::Phrase(phrase), group));
    }
    if let Some(phrase) = before_title(passage, before, low) {
        return Some((Subject::Phrase(phrase), group));
    }
    let phrase = phrase_before(passage, group, low)?;
    Some((Subject::Phrase(with_relative_clause(passage, phrase, low)), group))
}

/// The same, and of an infinitive too where the verb before says no more than that it happened: `went on to say`.
pub fn subject_of(passage: &Passage<'_>, verb: usize, low: usize) -> Option<(Subject, usize)> {
    let group = verb_group(passage, verb, low);
    let to = group.checked_sub(1).filter(|&at| at > low && passage.is(at, "to"));
    let Some(to) = to else { return subject(passage, verb, low) };
    let empty = if passage.is(to - 1, "on") { to.checked_sub(2)? } else { to - 1 };
    let goes_on =
        passage.is_one(empty, &["went", "goes", "go", "going", "gone", "continued", "continues", "continuing"]);
    if goes_on { subject(passage, empty, low) } else { None }
}

/// The phrase with what it is the end of a relative clause of: `officials who briefed the press`, where `phrase` is `the press`.
fn with_relative_clause(passage: &Passage<'_>, phrase: Run, low: usize) -> Run {
    let floor = low.max(phrase.start.saturating_sub(LONGEST_RELATIVE));
    for at in (floor..phrase.start).rev() {
        if !passage.word(at) && !passage.quoted(at) || passage.form(at).is_some_and(|form| form.verb) {
            break;
        }
        if passage.is(at, "who") {
            return phrase_before(passage, at, low).map_or(phrase, |head| Run::new(head.start, phrase.end));
        }
    }
    phrase
}

/// The first token of the auxiliaries and adverbs in front of a verb, the verb itself if there are none.
pub fn verb_group(passage: &Passage<'_>, verb: usize, low: usize) -> usize {
    let mut group = verb;
    while group > low {
        let before = group - 1;
        let contracted =
            passage.is_one(before, &["'s", "’s"]) && before > low && passage.has(before - 1, Class::SUBJECT);
        let both = passage.is_one(before, &["both", "all", "each"]) && before > low;
        let helper = passage.has(before, Class::AUXILIARY) || contracted || both || passage.adverb(before);
        if passage.quoted(before) {
            break;
        }
        group = match time_before(passage, group, low) {
            Some(start) => start,
            None if helper => before,
            None => break,
        };
    }
    group
}

/// The first token of a time adjunct that ends just before `end`: `Kim | on Monday | said`, `Moon | last week | said`.
fn time_before(passage: &Passage<'_>, end: usize, low: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last > low)?;
    let start = if let Some(start) = date_before(passage, end, low) {
        start
    } else if passage.has(last, Class::WEEKDAY) {
        let also = passage.has(last - 1, Class::TIME) && last - 1 > low && !passage.is(last - 1, "on");
        if also { last - 1 } else { last }
    } else if passage.has(last, Class::TIME)
        && passage.is_one(last - 1, &["last", "this", "earlier", "next", "past", "years", "months", "days"])
    {
        let this = last >= low + 3 && passage.is_one(last - 2, &["this", "earlier", "late", "the"]);
        if this { last - 2 } else { last - 1 }
    } else {
        return None;
    };
    let on = start > low && passage.is_one(start - 1, &["on", "in", "late", "early"]);
    Some(if on { start - 1 } else { start }).filter(|&start| start > low)
}

/// The first token of a date that ends just before `end`: `May 2`, `Sept. 17`, `2 May`.
fn date_before(passage: &Passage<'_>, end: usize, low: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last > low + 1)?;
    let day = |at: usize| passage.text(at).len() <= 2 && passage.text(at).starts_with(|c: char| c.is_ascii_digit());
    let month = |at: usize| passage.has(at, Class::TIME) && passage.capital(at) && !passage.has(at, Class::WEEKDAY);
    let dot = usize::from(passage.is(last - 1, "."));
    let first = if day(last) && month(last - 1 - dot) { last - 1 - dot } else { last - 1 };
    let whole = first < last - 1 || day(last) && month(first) || month(last) && day(first);
    (whole && first > low).then_some(first)
}

/// The noun phrase in front of an apposition or parenthesis that ends with the mark at `close`: `Kim, a spokesman, | said`. Where several
/// marks could open it, the one whose phrase begins the clause does: `Kim, of Reno, Nevada, | said`.
fn before_apposition(passage: &Passage<'_>, close: usize, low: usize) -> Option<Run> {
    let floor = low.max(close.saturating_sub(LONGEST_APPOSITION));
    let mut nearest = None;
    for at in (floor + 1..close).rev() {
        if passage.spoken(at) {
            break;
        }
        if passage.text(at) != passage.text(close) || passage.has(at + 1, Class::CONJUNCTION) {
            continue;
        }
        let Some(phrase) = phrase_before(passage, at, low) else { continue };
        if passage.has(phrase.end - 1, Class::TIME) && !passage.capital(phrase.end - 1) {
            // `Last week, officials, among them the envoy, said`
            continue;
        }
        // `Kim, however,`, `Kim, speaking in Reno,`: what is put in is no part of the name.
        let loose = passage.adverb(at + 1)
            || passage.has(at + 1, Class::PREPOSITION) && !passage.is(at + 1, "of")
            || passage.text(at + 1).ends_with("ing");
        let whole = if loose { phrase } else { Run::new(phrase.start, close + 1) };
        if phrase.start == low || opens_clause(passage, phrase.start - 1) {
            return Some(whole);
        }
        // A capital after the comma is a list or an address, unless it is the name of what comes before: `the agency, Xinhua,`.
        let name = !passage.capital(at - 1) && close - at <= LONGEST_NAME;
        let apposition =
            name || !passage.capital(at + 1) || passage.has(at + 1, Class::DETERMINER.or(Class::PREPOSITION));
        nearest = nearest.or(apposition.then_some(whole));
    }
    nearest
}

/// The noun phrase in front of a relative clause that ends with a title in quotation marks, at `close`, which hold its comma:
/// `Kim, who wrote “The Road,” | said`.
fn before_title(passage: &Passage<'_>, close: usize, low: usize) -> Option<Run> {
    let title = passage.closing(close).filter(|title| title.start > low && passage.is(close - 1, ","))?;
    let floor = low.max(close.saturating_sub(LONGEST_APPOSITION));
    let who = (floor + 1..title.start).rev().find(|&at| passage.is_one(at, &["who", "which"]))?;
    let marks = |at: &usize| *at > low && passage.is(*at, ",") && !passage.quoted(*at);
    let comma = (floor..who).rev().find(marks).filter(|_| passage.word(title.start - 1))?;
    phrase_before(passage, comma, low)
}

/// True if a clause can begin after this token.
fn opens_clause(passage: &Passage<'_>, at: usize) -> bool {
    let comma = at.checked_sub(1).is_some_and(|before| passage.is(before, ","));
    passage.has(at, Class::CONJUNCTION) && comma
        || passage.has(at, Class::SUBORDINATOR)
        || passage.closing(at).is_some()
        || passage.is_one(at, &[";", ":", "—", "--"])
}

/// The noun phrase that ends just before `end`.
pub fn phrase_before(passage: &Passage<'_>, end: usize, low: usize) -> Option<Run> {
    let mut start = end;
    let floor = low.max(end.saturating_sub(LONGEST_PHRASE));
    let mut depth = 0;
    while start > floor {
        let at = start - 1;
        match passage.text(at) {
            ")" => depth += 1,
            "(" if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ if !continues_left(passage, at, end, floor) => break,
            _ => {}
        }
        start = at;
        if depth == 0 && opens_phrase(passage, at, floor) {
            break;
        }
    }
    trim_left(passage, Run::new(start, end))
}

/// True if the token can stand in a noun phrase that goes on to its right.
fn continues_left(passage: &Passage<'_>, at: usize, end: usize, floor: usize) -> bool {
    if passage.spoken(at) {
        return false;
    }
    if !passage.word(at) {
        let abbreviation = passage.is(at, ".") && at > floor && passage.has(at - 1, Class::HONORIFIC);
        return abbreviation
            || passage.quoted(at)
            || passage.is_one(at, &["'", "’", "-", "&", "/", "$", "%", "#", "@"]);
    }
    if passage.has(at, Class::SUBJECT.or(Class::AUXILIARY)) && !passage.has(at, Class::DETERMINER) {
        return false;
    }
    if passage.is(at, "and") || passage.is(at, "or") {
        return joins_names(passage, at, end, floor);
    }
    if passage.has(at, Class::SUBORDINATOR.or(Class::CONJUNCTION)) {
        // `than`, `as` and the like never; `that` and `this` are determiners when a noun follows.
        return passage.has(at, Class::DETERMINER) && at + 1 < end && !passage.is(at, "that");
    }
    let speaks = passage.form(at).is_some_and(|form| form.verb && !form.noun) && !passage.text(at).ends_with("ing");
    let far = passage.has(at, Class::PREPOSITION) && !passage.is_one(at, &OF_PHRASES) && !passage.capital(at);
    !((speaks || far) && at + 1 < end)
}

/// True if *and* at `at` joins two capitalised names into one subject: `Kim and Trump`.
fn joins_names(passage: &Passage<'_>, at: usize, end: usize, floor: usize) -> bool {
    let names = at > floor && passage.capital(at - 1) && at + 1 < end && passage.capital(at + 1);
    let head = (at + 1..end).find(|&x| passage.has(x, Class::PREPOSITION)).unwrap_or(end) - 1;
    let plural = |x: usize| passage.text(x).ends_with('s') || passage.is(x, "people");
    let plurals = at > floor && plural(at - 1) && (plural(end - 1) || plural(head));
    names || plurals
}

/// True if a noun phrase cannot go on to the left of this token.
fn opens_phrase(passage: &Passage<'_>, at: usize, floor: usize) -> bool {
    let determiner = passage.has(at, Class::DETERMINER) && !passage.is_one(at, &["'s", "’s"]);
    if !determiner || at <= floor {
        return determiner;
    }
    let before = at - 1;
    // `the two sides`; `Hu An`, where An is no article.
    let name = passage.capital(at) && passage.capital(before) && !passage.is(at, "the");
    if name || passage.has(at, Class::QUANTIFIER) && passage.has(before, Class::DETERMINER) {
        return false;
    }
    !(passage.has(before, Class::PREPOSITION) || passage.is_one(before, &["all", "both", "and", "half"]))
}

/// The run without prepositions, adverbs and days at its beginning: `On Monday the minister`.
fn trim_left(passage: &Passage<'_>, run: Run) -> Option<Run> {
    let mut start = run.start;
    let mut preposition =
        run.start.checked_sub(1).is_some_and(|at| passage.is_one(at, &["after", "before", "since", "until"]));
    while start < run.end {
        let is_preposition = passage.has(start, Class::PREPOSITION) && !passage.has(start, Class::TIME);
        let loose = is_preposition
            || passage.has(start, Class::WEEKDAY.or(Class::CONJUNCTION).or(Class::SUBORDINATOR))
            || passage.adverb(start)
            || !passage.word(start) && !passage.quoted(start) && !passage.is_one(start, &["$", "#", "@"]);
        if !loose || passage.has(start, Class::DETERMINER) {
            break;
        }
        preposition |= is_preposition;
        start += 1;
    }
    let run = Run::new(start, run.end);
    if run.is_empty() || passage.count(run) == 0 {
        return None;
    }
    // `After the meeting Trump`: the phrase is what comes after the object of the preposition.
    if preposition && passage.capital(run.end - 1) {
        // `After the meeting in June Trump`
        let time = |at: usize| passage.has(at, Class::TIME) && at + 1 < run.end;
        let name = (run.start..run.end).rev().take_while(|&at| passage.capital(at) && !time(at)).last()?;
        let object = name > run.start && !passage.has(name - 1, Class::PREPOSITION) && passage.word(name - 1);
        if object && !passage.has(name - 1, Class::POSSESSIVE.or(Class::DETERMINER)) {
            return Some(Run::new(name, run.end));
        }
    }
    Some(run)
}

/// The noun phrase that begins at `start`, appositions included; it ends before `high`.
pub fn phrase_after(passage: &Passage<'_>, start: usize, high: usize) -> Option<Run> {
    if start >= high {
        return None;
    }
    if passage.has(start, Class::SUBJECT) {
        return Some(Run::new(start, start + 1));
    }
    let mut end = start;
    let ceiling = high.min(start + LONGEST_PHRASE);
    while end < ceiling && continues_right(passage, end, start, high) {
        end += 1;
    }
    if end == start {
        return None;
    }
    Some(Run::new(start, with_apposition(passage, end, high)))
}

/// The subject of a sentence, if it comes before `verb`: the first noun phrase that is in no adjunct.
pub fn main_subject(passage: &Passage<'_>, sentence: Run, verb: usize) -> Option<Run> {
    let mut start = sentence.start;
    for _ in 0..INTRODUCTIONS {
        while start < verb && (passage.has(start, Class::CONJUNCTION) || !passage.word(start)) {
            start += 1;
        }
        let adjunct = passage.has(start, Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::TIME).or(Class::ADJUNCT))
            || passage.adverb(start)
            || passage.text(start).ends_with("ing")
            || passage.text(start).ends_with("ly");
        // `Two days later, Kim spoke`
        let later = (start + 1..verb.min(start + LONGEST_LATER))
            .find(|&at| passage.is_one(at, &["later", "earlier", "ago", "before"]) && passage.is(at + 1, ","));
        let adjunct = adjunct || later.is_some();
        if !adjunct || passage.has(start, Class::SUBJECT) {
            break;
        }
        let comma = (start..verb).find(|&at| !passage.quoted(at) && passage.is(at, ","))?;
        // `On Monday Kim visited a plant, a maker of tiles, and said`: no comma parts the adjunct from the subject.
        let finite = (start + 2..comma).find(|&at| passage.finite(at) && !passage.quoted(at));
        let inside =
            finite.filter(|_| passage.has(start, Class::PREPOSITION) && !passage.has(start, Class::SUBORDINATOR));
        if let Some((Subject::Phrase(phrase), _)) = inside.and_then(|at| subject(passage, at, start)) {
            return Some(phrase);
        }
        start = comma + 1;
    }
    phrase_after(passage, start, verb)
}

/// `A few days later` is no longer, in tokens.
const LONGEST_LATER: usize = 5;
/// Adjuncts that may stand in front of a subject.
const INTRODUCTIONS: usize = 3;

/// True if the token can stand in a noun phrase that began at `start`.
fn continues_right(passage: &Passage<'_>, at: usize, start: usize, high: usize) -> bool {
    if passage.spoken(at) {
        return false;
    }
    if !passage.word(at) {
        let abbreviation = passage.is(at, ".") && at > start && passage.has(at - 1, Class::HONORIFIC) && at + 1 < high;
        let mark = passage.is_one(at, &["'", "’", "-", "&", "/", "$", "%", "#", "@"]);
        return abbreviation || mark || passage.quoted(at) || at == start && passage.is(at, "(");
    }
    if at > start && (passage.has(at, Class::SUBJECT) || passage.finite(at)) || passage.has(at, Class::AUXILIARY) {
        return false;
    }
    if passage.is(at, "and") {
        return at > start && passage.capital(at - 1) && passage.capital(at + 1);
    }
    if passage.has(at, Class::SUBORDINATOR.or(Class::CONJUNCTION)) {
        return passage.has(at, Class::DETERMINER) && at == start;
    }
    let adjunct =
        passage.has(at, Class::WEEKDAY) || passage.has(at, Class::PREPOSITION) && !passage.is_one(at, &["of", "for"]);
    at == start || !(adjunct || passage.adverb(at) && !passage.capital(at))
}

/// The end of the apposition that follows a noun phrase which ends at `end`: `Kim, a spokesman for the ministry`, `Kim (D-Ohio)`.
fn with_apposition(passage: &Passage<'_>, end: usize, high: usize) -> usize {
    let opens = end + 1;
    if opens >= high || passage.quoted(end) {
        return end;
    }
    let bracket = passage.is(end, "(");
    if !bracket && !passage.is(end, ",") {
        return end;
    }
    let participle = passage.text(opens).ends_with("ing");
    let apposition = passage.has(opens, Class::DETERMINER) && !passage.has(opens, Class::COMPLEMENTIZER)
        || passage.is_one(opens, &["who", "whose"])
        || passage.word(opens) && !passage.capital(opens) && !passage.has(opens, NO_APPOSITION) && !participle
        || names_noun(passage, end, high);
    if !bracket && (!apposition || passage.adverb(opens)) {
        return end;
    }
    let ceiling = high.min(end + LONGEST_APPOSITION);
    let mut close = opens;
    while close < ceiling && !passage.quoted(close) && !passage.is_one(close, &[",", ".", ";", ":", "—", ")"]) {
        close += 1;
    }
    if bracket && passage.is(close, ")") {
        close + 1
    } else if bracket {
        end
    } else {
        close
    }
}

/// True if the comma at `comma` parts a noun from its bearer's whole name: `her brother, Max Poe.`
fn names_noun(passage: &Passage<'_>, comma: usize, high: usize) -> bool {
    let capital = |at: usize| passage.capital(at) && !passage.has(at, Class::WEEKDAY.or(Class::TIME));
    let words = (comma + 1..high).take_while(|&at| capital(at)).count();
    let close = comma + 1 + words;
    let noun = comma > 0 && passage.word(comma - 1) && !passage.capital(comma - 1);
    noun && (2..=LONGEST_NAME).contains(&words) && (close >= high || passage.is_one(close, &[",", "."]))
}

/// What opens something other than an apposition after a comma.
const NO_APPOSITION: Class = Class::CONJUNCTION
    .or(Class::SUBORDINATOR)
    .or(Class::PREPOSITION)
    .or(Class::ADJUNCT)
    .or(Class::SUBJECT)
    .or(Class::AUXILIARY);
