//! What follows a verb of saying: a clause, a quotation, an infinitive, an addressee …

use super::class::Class;
use super::cue::Cue;
use super::medium::is_before_name;
use super::passage::{Passage, Run};

/// An adjunct between a verb and its content (`said in a statement on Monday that`) is no longer, in tokens.
const LONGEST_ADJUNCT: usize = 18;
/// A noun for what is uttered comes as soon, in tokens.
const LONGEST_UTTERANCE: usize = 7;
/// An addressee is no longer, in tokens.
const LONGEST_ADDRESSEE: usize = 12;
/// Words of `a few hours` in `said a few hours after the vote`.
const LONGEST_INTERVAL: usize = 3;
/// What time is measured in.
const INTERVALS: [&str; 13] = [
    "moments", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
];

/// The sort of complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or a mark.
    Nothing,
    /// An adjunct without content.
    Adjunct,
    /// An act, which is no content: `agreed to meet`.
    Act,
    /// A quotation.
    Quote,
    /// A clause with a word that opens it, or after a colon.
    That,
    /// A clause without one.
    Clause,
    /// An infinitive.
    Infinitive,
    /// A noun phrase, or a clause: the verb takes both.
    Noun,
    /// A preposition or particle of the verb and what it governs.
    Particle,
}

/// A complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complement {
    /// Its sort.
    pub kind: Kind,
    /// The first token of the content.
    pub start: usize,
    /// One past the last token of the verb with its particle.
    pub cue_end: usize,
    /// The addressee.
    pub addressee: Option<Run>,
}

/// What follows the verb at `verb`, within a sentence that ends at `end`.
pub fn complement(passage: &Passage<'_>, cue: &Cue, verb: usize, end: usize) -> Complement {
    let reader = Reader { passage, cue, end, cue_end: verb + 1 };
    let next = verb + 1;
    if cue.takes.whom {
        // `promised a gift` has no addressee: there must be something after it.
        let told =
            reader.whom(next).filter(|found| !matches!(found.kind, Kind::Nothing | Kind::Adjunct) || !cue.takes.noun);
        if let Some(found) = told {
            return found;
        }
    }
    reader.plain(next)
}

/// True for the comma of `, which quoted Kim as saying …`.
pub fn quotes_on(passage: &Passage<'_>, comma: usize) -> bool {
    passage.is(comma + 1, "which") && passage.is_one(comma + 2, &["quoted", "quotes", "cited", "cites"])
}

struct Reader<'a> {
    passage: &'a Passage<'a>,
    cue: &'a Cue,
    end: usize,
    cue_end: usize,
}

impl Reader<'_> {
    fn found(&self, kind: Kind, start: usize) -> Complement {
        Complement { kind, start, cue_end: self.cue_end, addressee: None }
    }

    /// The complement at `at`, without an addressee.
    fn plain(&self, at: usize) -> Complement {
        let passage = self.passage;
        if at >= self.end {
            return self.found(Kind::Nothing, at);
        }
        if let Some(start) = self.opened(at).or_else(|| self.after_parenthesis(at)) {
            return start;
        }
        if !passage.word(at) && !passage.quoted(at) && !passage.is_one(at, &["$", "#", "@"]) {
            return self.found(Kind::Nothing, at);
        }
        if let Some(found) = self.particle(at) {
            return found;
        }
        // `said early on Friday`, `called shortly after midnight`
        let time = passage.adverb(at) && !passage.has(at, Class::NEGATION) || passage.is_one(at, &["early", "late"]);
        let adverb = time
            && at + 1 < self.end
            && passage.has(at + 1, Class::ADJUNCT.or(Class::PREPOSITION))
            && !self.cue.particles.iter().any(|particle| passage.is(at + 1, particle));
        if passage.has(at, Class::ADJUNCT) || adverb || self.interval(at) {
            return self.after_adjunct(at);
        }
        let takes = self.cue.takes;
        if passage.is(at, "to") {
            return self.to(at);
        }
        if passage.has(at, Class::NEGATION) {
            return self.found(Kind::Act, at);
        }
        let object = !passage.has(at, Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY))
            || passage.has(at, Class::DETERMINER);
        match (takes.clause, takes.noun && object || takes.utterance && self.utterance(at)) {
            (true, false) => self.found(Kind::Clause, at),
            (_, true) => self.found(Kind::Noun, at),
            _ => self.found(Kind::Adjunct, at),
        }
    }

    /// True for a measure of time to or from something at `at`: `said hours after the vote`, `a month ahead of`.
    fn interval(&self, at: usize) -> bool {
        let passage = self.passage;
        let unit = (at..self.end.min(at + LONGEST_INTERVAL)).find(|&x| passage.is_one(x, &INTERVALS));
        unit.is_some_and(|unit| passage.is_one(unit + 1, &["after", "ahead", "before", "following", "prior", "since"]))
    }

    /// What follows a *to* that the verb does not take: an audience with the content behind it, or an act (`agreed to meet`), which is
    /// no content unless some of it is quoted.
    fn to(&self, at: usize) -> Complement {
        let later = self.after_adjunct(at);
        if matches!(later.kind, Kind::Quote | Kind::That) && !self.bare_verb(at + 1) {
            return later;
        }
        let limit = self.end.min(at + LONGEST_ADJUNCT);
        if !self.bare_verb(at + 1) || self.passage.text(at + 1).ends_with('s') {
            return later;
        }
        let quoted = (at..limit).any(|x| self.passage.quoted(x));
        self.found(if quoted { Kind::Infinitive } else { Kind::Act }, at)
    }

    /// True if the phrase at `at` has a noun for what is uttered: `a stern warning to`.
    fn utterance(&self, at: usize) -> bool {
        let passage = self.passage;
        let limit = self.end.min(at + LONGEST_UTTERANCE);
        let mut words = (at..limit).take_while(|&x| passage.word(x) && !(x > at && passage.has(x, Class::PREPOSITION)));
        words.any(|x| passage.has(x, Class::UTTERANCE))
    }

    /// A quotation, a colon, *that*, an infinitive at `at`.
    fn opened(&self, at: usize) -> Option<Complement> {
        let passage = self.passage;
        let takes = self.cue.takes;
        if passage.opening(at).is_some() && (passage.spoken(at) || !takes.clause && !takes.noun) {
            return Some(self.found(Kind::Quote, at));
        }
        if passage.is_one(at, &[",", ":", "—", "–", "--"])
            && passage.opening(at + 1).is_some()
            && passage.spoken(at + 1)
        {
            return Some(self.found(Kind::Quote, at + 1));
        }
        if passage.is(at, ":") && at + 1 < self.end {
            return Some(self.found(Kind::That, at + 1));
        }
        if passage.has(at, Class::COMPLEMENTIZER) && takes.that {
            return Some(self.found(Kind::That, at));
        }
        let infinitive = passage.is(at, "to") && takes.infinitive && self.bare_verb(at + 1);
        infinitive.then(|| self.found(Kind::Infinitive, at))
    }

    /// The *that* behind what is put in between commas: `said, according to Yonhap, that …`, `told them, however, that …`; and the clause
    /// without it behind whom a report cites.
    fn after_parenthesis(&self, at: usize) -> Option<Complement> {
        let passage = self.passage;
        if !passage.is(at, ",") || !self.cue.takes.that {
            return None;
        }
        let limit = self.end.min(at + LONGEST_ADJUNCT);
        let close = (at + 2..limit).find(|&x| passage.is(x, ",") && !passage.quoted(x))?;
        if passage.is(close + 1, "that") && !passage.quoted(close + 1) {
            return Some(self.found(Kind::That, close + 1));
        }
        let cites = passage.is_one(at + 1, &["citing", "quoting"]) && self.cue.takes.clause && close + 2 < self.end;
        // `reported, citing Yonhap, which quoted Kim as saying …`
        if cites && quotes_on(passage, close) {
            return Some(self.found(Kind::Clause, close + 1));
        }
        let goes_on = passage.has(close + 1, Class::CONJUNCTION.or(Class::SUBORDINATOR))
            || passage.text(close + 1).ends_with("ing");
        // `reported, citing Ann Hill, a guard`: an apposition.
        let clause = (close + 1..self.end).any(|x| passage.finite(x));
        (cites && clause && !goes_on).then(|| self.found(Kind::Clause, close + 1))
    }

    /// True if the token can be the verb after *to*.
    fn bare_verb(&self, at: usize) -> bool {
        let passage = self.passage;
        let no_verb = Class::DETERMINER.or(Class::OBJECT).or(Class::PREPOSITION).or(Class::SUBJECT);
        passage.word(at) && !passage.capital(at) && !passage.has(at, no_verb) || passage.opening(at).is_some()
    }

    /// A preposition or particle that belongs to the verb.
    fn particle(&self, at: usize) -> Option<Complement> {
        let passage = self.passage;
        let particle = self.cue.particles.iter().any(|particle| passage.is(at, particle));
        // `accused of` is passive without its helper.
        let passive = self.cue.takes.whom && !self.cue.takes.clause && passage.is(at, "of");
        if !particle || passive || at + 1 >= self.end {
            return None;
        }
        // `point out that`, `lash out at`, `rule out`; `vote on Tuesday` is an adjunct.
        if passage.has(at + 1, Class::TIME) {
            return None;
        }
        let longer = Reader { cue_end: at + 1, ..*self };
        let start = at + 1;
        if self.cue.takes.post || self.cue.takes.clause {
            // `said of the talks: “…”`, `told him about …`: the quotation or clause is the content where there is one.
            let later = self.after_adjunct(at);
            if later.kind != Kind::Adjunct && later.kind != Kind::Clause {
                return Some(Complement { cue_end: at + 1, ..later });
            }
        }
        Some(longer.opened(start).unwrap_or(longer.found(Kind::Particle, start)))
    }

    /// What follows the adjunct that opens at `at`.
    fn after_adjunct(&self, at: usize) -> Complement {
        let passage = self.passage;
        let limit = self.end.min(at + LONGEST_ADJUNCT);
        for x in at + 1..limit {
            if passage.opening(x).is_some() && passage.spoken(x) {
                return self.found(Kind::Quote, x);
            }
            if passage.is(x, ":") && x + 1 < self.end {
                return self.found(Kind::That, x + 1);
            }
            if passage.is(x, "that") && !passage.quoted(x) && self.cue.takes.that {
                return self.found(Kind::That, x);
            }
            // `said in Hanoi, according to Yonhap, that …`
            if let Some(found) = self.after_parenthesis(x).filter(|found| found.kind == Kind::That) {
                return found;
            }
            if !passage.word(x) && !passage.quoted(x) && !passage.is_one(x, &["'", "’", "-", "."]) {
                let opens = passage.opening(x + 1).is_some() && passage.spoken(x + 1);
                return if opens { self.found(Kind::Quote, x + 1) } else { self.found(Kind::Adjunct, at) };
            }
            if self.cue.takes.clause && self.clause_opens(x) {
                return self.found(Kind::Clause, x);
            }
            // `said at least a million people were held`: what looked like an adjunct opens the clause.
            if self.cue.takes.clause && passage.has(x, Class::AUXILIARY) && x > at + 2 {
                return self.found(Kind::Clause, at);
            }
        }
        self.found(Kind::Adjunct, at)
    }

    /// True if a clause without *that* seems to begin here, inside what looked like an adjunct or an addressee: a subject pronoun, or an
    /// article or a name right after a day.
    fn clause_opens(&self, at: usize) -> bool {
        let passage = self.passage;
        let after_verb_of_adjunct =
            at > 0 && passage.has(at - 1, Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::ADJUNCT));
        let day = at > 0 && passage.has(at - 1, Class::WEEKDAY);
        if passage.has(at, Class::SUBJECT) && !passage.is(at, "who") {
            return day || !after_verb_of_adjunct;
        }
        let opens = passage.has(at, Class::DETERMINER) || passage.capital(at) && !passage.has(at, Class::TIME);
        day && opens && !self.interval(at)
    }

    /// An addressee at `at` and what follows it.
    fn whom(&self, at: usize) -> Option<Complement> {
        let passage = self.passage;
        if at >= self.end || !passage.word(at) || passage.has(at, Class::COMPLEMENTIZER.or(Class::PREPOSITION)) {
            return None;
        }
        if passage.has(at, Class::NEGATION)
            || passage.has(at, Class::ADJUNCT) && !passage.capital(at)
            || self.cue.takes.clause && !self.cue.takes.whom
        {
            return None;
        }
        let limit = self.end.min(at + LONGEST_ADDRESSEE);
        let mut x = at + 1;
        while x < limit && !self.ends_addressee(at, x) {
            x += 1;
        }
        let addressee = Run::new(at, x);
        let after = self.after_addressee(x);
        Some(Complement { addressee: Some(self.passage.trimmed(addressee)), ..after })
    }

    fn ends_addressee(&self, at: usize, x: usize) -> bool {
        let passage = self.passage;
        if passage.is(x, ",") && self.lists(x) {
            return false;
        }
        if passage.spoken(x) && passage.opening(x).is_some() || passage.is(x, "to") {
            return true;
        }
        if !passage.word(x) {
            let inner =
                passage.is_one(x, &["'", "’", "-", "&"]) || passage.is(x, ".") && passage.has(x - 1, Class::HONORIFIC);
            return !(inner || passage.quoted(x));
        }
        if passage.has(x, Class::COMPLEMENTIZER.or(Class::PREPOSITION).or(Class::WEEKDAY).or(Class::ADJUNCT)) {
            let of = passage.is(x, "of") && !self.cue.particles.contains(&"of");
            return !of;
        }
        let pronoun = passage.has(at, Class::OBJECT) && x == at + 1;
        let subject = passage.has(x, Class::SUBJECT);
        // `told reporters the talks`, `told CNN he`, `told reporters Trump`.
        let joined = passage.is_one(x - 1, &["and", ","]);
        let article = passage.has(x, Class::DETERMINER)
            && !passage.is_one(x, &["'s", "’s"])
            && !passage.has(x - 1, Class::POSSESSIVE)
            && !joined;
        let kind = is_before_name(passage.text(x - 1)) && x - 1 > at || is_before_name(passage.text(at)) && x - 1 == at;
        let name = passage.capital(x)
            && passage.word(x - 1)
            && !passage.capital(x - 1)
            && !passage.has(x - 1, Class::DETERMINER.or(Class::POSSESSIVE))
            && !(joined || kind);
        pronoun || subject || article || name || passage.has(x, Class::AUXILIARY)
    }

    /// True if the comma parts names of a list of addressees: `told Reuters, CNN and the Herald`.
    fn lists(&self, comma: usize) -> bool {
        let passage = self.passage;
        let limit = self.end.min(comma + LONGEST_ADDRESSEE);
        let Some(and) = (comma + 1..limit).find(|&x| passage.is(x, "and")) else { return false };
        let named = |x: usize| passage.capital(x) || passage.is_one(x, &["the", ","]);
        passage.capital(comma - 1) && (comma + 1..and).all(named) && and > comma + 1 && named(and + 1)
    }

    fn after_addressee(&self, at: usize) -> Complement {
        let passage = self.passage;
        if at >= self.end {
            return self.found(Kind::Nothing, at);
        }
        if let Some(found) = self.opened(at).or_else(|| self.after_parenthesis(at)) {
            return found;
        }
        if passage.is(at, "to") {
            return self.found(Kind::Infinitive, at);
        }
        if passage.has(at, Class::ADJUNCT) || passage.has(at, Class::PREPOSITION) {
            let later = self.after_adjunct(at);
            if later.kind == Kind::Adjunct && !self.cue.takes.post {
                // `asked a jury in Reno, Nevada, to investigate`.
                let limit = self.end.min(at + LONGEST_ADJUNCT);
                if let Some(to) = (at..limit).find(|&x| passage.is(x, "to") && self.bare_verb(x + 1)) {
                    return self.found(Kind::Infinitive, to);
                }
            }
            if later.kind != Kind::Adjunct {
                return later;
            }
            let particle = self.cue.particles.iter().any(|particle| passage.is(at, particle));
            return if particle { self.found(Kind::Particle, at) } else { later };
        }
        if !passage.word(at) && !passage.quoted(at) {
            return self.found(Kind::Nothing, at);
        }
        if self.cue.takes.clause { self.found(Kind::Clause, at) } else { self.found(Kind::Noun, at) }
    }
}
