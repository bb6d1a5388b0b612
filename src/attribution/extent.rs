//! Where the content behind a verb ends.

use super::class::Class;
use super::complement::{Complement, Kind};
use super::passage::Run;
use super::verb::Finder;

/// What is done to words that a medium relays.
const CARRIED: [&str; 13] = [
    "aired",
    "broadcast",
    "carried",
    "cited",
    "distributed",
    "obtained",
    "posted",
    "printed",
    "published",
    "quoted",
    "released",
    "reported",
    "seen",
];
/// From the comma to that word it is no further, in tokens.
const LONGEST_CARRIER: usize = 6;

impl Finder<'_> {
    /// The content that begins with the complement.
    pub(super) fn content(&self, complement: Complement) -> Run {
        let passage = self.passage;
        let end = match complement.kind {
            Kind::Noun if !self.cue.takes.clause => self.phrase_end(complement.start),
            Kind::Particle | Kind::Infinitive => self.phrase_end(complement.start),
            Kind::Quote => self.quote_end(complement.start),
            _ => self.clause.end,
        };
        let end = self.carried(Run::new(complement.start, end)).unwrap_or(end);
        passage.trimmed(Run::new(complement.start, end))
    }

    /// Where the content ends that the sentence says the carrier of: `…, in remarks carried by KCNA`, `…, as seen by Reuters`.
    fn carried(&self, content: Run) -> Option<usize> {
        let passage = self.passage;
        let comma = (content.start..content.end).rev().find(|&at| passage.is(at, ",") && !passage.quoted(at))?;
        let carrier = |at: usize| {
            passage.is_one(at, &CARRIED) && passage.is_one(at + 1, &["by", "on", "in"])
                || passage.is_one(at, &["interview", "interviews"]) && passage.is_one(at + 1, &["with", "on"])
        };
        let opens = passage.is_one(comma + 1, &["as", "in", "during"]);
        let limit = content.end.min(comma + 2 + LONGEST_CARRIER);
        (opens && (comma + 2..limit).any(carrier)).then_some(comma)
    }

    /// Where a relative clause ends that began with `who`: `Kim, who says …, left`.
    pub(super) fn relative_end(&self, start: usize) -> usize {
        let passage = self.passage;
        let closes = |at: usize| {
            let next = at + 1;
            let verb = passage.has(next, Class::AUXILIARY.or(Class::FINITE))
                || passage.form(next).is_some()
                || passage.adverb(next);
            passage.is_one(at, &[",", "—", "–", "--", ")"]) && (verb || passage.text(next).ends_with("ed"))
        };
        (start..self.clause.end).find(|&at| !passage.quoted(at) && closes(at)).unwrap_or(self.clause.end)
    }

    /// Where a clause ends that a subordinator opens at the head of the sentence: `While Kim says …, Moon …`.
    pub(super) fn subordinate_end(&self, source: Run) -> usize {
        let passage = self.passage;
        let opener = source.start.checked_sub(1).filter(|&at| at >= self.clause.start && at <= self.clause.start + 1);
        if opener.is_none_or(|at| !passage.has(at, Class::SUBORDINATOR) || passage.is_one(at, &["that", "what", "who"]))
        {
            return self.clause.end;
        }
        (self.verb..self.clause.end).find(|&at| !passage.quoted(at) && passage.is(at, ",")).unwrap_or(self.clause.end)
    }

    /// Where the object of a verb ends: at the next comma or the like.
    pub(super) fn phrase_end(&self, start: usize) -> usize {
        let passage = self.passage;
        let ends = |at: usize| {
            passage.is_one(at, &[",", ";", "—", "–", "--"])
                || passage.is(at, "and") && passage.has(at + 1, Class::FINITE)
        };
        (start..self.clause.end).find(|&at| !passage.quoted(at) && ends(at)).unwrap_or(self.clause.end)
    }

    /// Where a content that begins with a quotation ends: with the quotation if it ends with a mark, else with the clause.
    pub(super) fn quote_end(&self, start: usize) -> usize {
        let Some(quote) = self.passage.opening(start) else { return self.clause.end };
        let marked = quote.len() > 2 && !self.passage.word(quote.end - 2);
        if marked || quote.end >= self.clause.end { quote.end } else { self.clause.end }
    }
}
