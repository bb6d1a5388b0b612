//! Content in front of its verb: `…, Kim said`, `…, said Kim`, `As Kim said, …`.

use super::class::Class;
use super::complement::{Complement, Kind};
use super::hit::Hit;
use super::passage::Run;
use super::phrase::{phrase_after, subject, verb_group};
use super::rule::Rule;
use super::verb::Finder;

/// What stands before `, he said,` is a clause of its own only if it has more words.
const SHORTEST_CLAUSE: usize = 3;
/// Verbs that may stand between unquoted content and their subject: `The talks are over, said Kim`.
const REPORTING: [&str; 7] = ["say", "report", "write", "add", "note", "announce", "warn"];

impl Finder<'_> {
    /// `…,” said Kim`
    pub(super) fn inverted(&self) -> Option<Hit> {
        let passage = self.passage;
        let group = verb_group(passage, self.verb, self.clause.start);
        if !self.cue.takes.post || group <= self.clause.start || self.cue.lemma == "tell" {
            return None;
        }
        let left = self.left_content(group)?;
        let next = self.verb + 1;
        let named = passage.capital(next)
            || passage.has(next, Class::SUBJECT)
            || passage.has(next, Class::DETERMINER) && !passage.is(next, "that")
            || passage.quoted(group - 1) && passage.word(next);
        if !named || passage.has(next, Class::ADJUNCT.or(Class::PREPOSITION)) {
            return None;
        }
        let source = phrase_after(passage, next, self.clause.end)?;
        // `Kim, a spokesman, said the talks were …` has a clause after its verb, not a source.
        let alone = source.end >= self.clause.end
            || !passage.word(source.end)
            || passage
                .has(source.end, Class::ADJUNCT.or(Class::PREPOSITION).or(Class::SUBORDINATOR).or(Class::CONJUNCTION))
            || passage.adverb(source.end);
        let quoted = passage.quoted(group - 1);
        let reported = REPORTING.contains(&self.cue.lemma)
            && subject(passage, self.verb, self.clause.start).is_none_or(|(_, at)| at == group);
        // `Kim, a farmer, said it always was`.
        let clause = passage.has(next, Class::SUBJECT) && passage.word(source.end) && source.end < self.clause.end;
        if !alone || !(quoted || reported && !clause) {
            return None;
        }
        let mut content = vec![left];
        let quote = self.later_quote(source.end);
        content.extend(quote.or_else(|| self.resumed(source.end, passage.count(left)).filter(|_| !quoted)));
        Some(self.hit(Rule::Inverted, Some(source), Run::new(group, self.verb + 1), content))
    }

    /// `As Kim said, …` and `…, as Kim said`
    pub(super) fn as_said(&self, source: Run, group: usize, complement: Complement) -> Option<Hit> {
        let passage = self.passage;
        let opener = source.start.checked_sub(1).filter(|&at| at >= self.clause.start && passage.is(at, "as"))?;
        let takes = self.cue.takes.post && !self.cue.takes.quoted;
        if !takes || !matches!(complement.kind, Kind::Nothing | Kind::Adjunct | Kind::Quote) {
            return None;
        }
        let comma = (self.verb + 1..self.clause.end).find(|&at| passage.is(at, ",") && !passage.quoted(at));
        let content = if opener == self.clause.start {
            vec![Run::new(comma? + 1, self.clause.end)]
        } else if passage.is(opener - 1, ",") && complement.kind != Kind::Quote {
            let left = Run::new(self.clause.start, opener - 1);
            std::iter::once(left).chain(self.after_as(left, comma)).collect()
        } else {
            return None;
        };
        let content: Vec<Run> =
            content.into_iter().map(|run| passage.trimmed(run)).filter(|run| !run.is_empty()).collect();
        (!content.is_empty()).then(|| self.hit(Rule::Post, Some(source), Run::new(group, self.verb + 1), content))
    }

    /// What goes on behind `…, as Kim said, …`: the clause that was broken off, if somebody's words go on there.
    fn after_as(&self, left: Run, comma: Option<usize>) -> Option<Run> {
        let passage = self.passage;
        let next = comma? + 1;
        let broken = !(left.start..left.end).any(|at| passage.finite(at) && !passage.quoted(at))
            || self.before.last().is_some_and(|hit| hit.cue.is_some() && hit.covers(left.end - 1));
        let narrates = passage.has(next, Class::CONJUNCTION) || passage.text(next).ends_with("ing");
        (broken && !narrates && next < self.clause.end).then(|| Run::new(next, self.clause.end))
    }

    /// `…, Kim said on Monday`
    pub(super) fn post(&self, source: Run, group: usize, complement: Complement) -> Option<Hit> {
        let passage = self.passage;
        let relative = passage.is_one(source.start, &["who", "which"]);
        if source.start <= self.clause.start || source.start > group || !self.cue.takes.post || relative {
            return None;
        }
        let left = self.left_content(source.start)?;
        let after_quote = passage.quoted(source.start - 1);
        if self.cue.takes.quoted && !after_quote {
            // `When the doors opened, he laughed`.
            return None;
        }
        // `Although Kim spoke of “peace,” he said the …`: the quotation is somebody's already.
        if self.taken(source.start) && after_quote && matches!(complement.kind, Kind::Clause | Kind::Noun) {
            return None;
        }
        let fits = match complement.kind {
            Kind::Nothing | Kind::Adjunct | Kind::Quote => true,
            Kind::Particle => after_quote,
            Kind::Act => false,
            // `…,” Kim told reporters at a briefing that lasted an hour`
            Kind::That => after_quote && complement.start > complement.addressee.map_or(self.verb, |whom| whom.end) + 1,
            _ => after_quote,
        };
        let words = passage.count(left);
        let noun = passage.form(self.verb).is_some_and(|form| form.noun) && !passage.capital(source.end - 1);
        // `At the summit, Kim agreed`: an adjunct is no content.
        let adjunct =
            passage.has(left.start, Class::PREPOSITION) && !(left.start..left.end).any(|at| passage.finite(at));
        if !fits
            || !after_quote && (complement.kind == Kind::Quote || (noun || adjunct) && complement.kind == Kind::Adjunct)
        {
            return None;
        }
        let mut content = vec![left];
        let resumes = complement.kind == Kind::Nothing && (!after_quote || passage.is(complement.start + 1, "that"));
        let resumed = if resumes { self.resumed(complement.start, words) } else { None };
        content.extend(resumed.or_else(|| self.later_quote(self.verb + 1)));
        if words < 2 && content.len() < 2 {
            return None;
        }
        let cue = Run::new(group, self.verb + 1);
        let told = complement.addressee.is_some();
        Some(Hit {
            addressee: complement.addressee,
            ..self.hit(if told { Rule::Told } else { Rule::Post }, Some(source), cue, content)
        })
    }

    /// What goes on after `…, he said,`; `before` are the words in front.
    pub(super) fn resumed(&self, comma: usize, before: usize) -> Option<Run> {
        let passage = self.passage;
        let start = comma + 1;
        if !passage.is(comma, ",") || self.clause.end <= start + 2 {
            return None;
        }
        let narrates = passage.text(start).ends_with("ing")
            || passage.has(start, Class::SUBORDINATOR) && !passage.is_one(start, &["that", "because"])
            || passage.is_one(start, &["according", "adding"]);
        (before <= SHORTEST_CLAUSE || !narrates).then(|| passage.trimmed(Run::new(start, self.clause.end)))
    }

    /// The content in front of `end`: the quotation that closes there, or the clause before a comma.
    pub(super) fn left_content(&self, end: usize) -> Option<Run> {
        let passage = self.passage;
        let last = end.checked_sub(1)?;
        if last < self.clause.start {
            return None;
        }
        let last =
            // After a quotation that is a part of its phrase, `he was “happy”, she said`, the comma ends the clause.
            if passage.is(last, ",") && last > self.clause.start && passage.spoken(last - 1) && !passage.quoted(last) {
                last - 1
            } else {
                last
            };
        if let Some(quote) = passage.closing(last) {
            if !passage.spoken(last) {
                return None;
            }
            // Words of the sentence in front of the quotation belong to the content: `It was “a good day,” he said`.
            // After `Kim hailed the talks:` they do not.
            let own = self.taken(quote.start) && passage.is_one(quote.start.saturating_sub(1), &[":", ",", "."]);
            let first = if own { quote.start } else { quote.start.min(self.clause.start) };
            return Some(passage.trimmed(Run::new(first, last + 1)));
        }
        if !passage.is_one(last, &[",", "—", "–", "--", "?", "!"]) {
            return None;
        }
        let left = passage.trimmed(Run::new(self.clause.start, last));
        (!left.is_empty()).then_some(left)
    }

    /// True if a verb to the left of this token has a source of its own.
    fn taken(&self, at: usize) -> bool {
        self.before.last().is_some_and(|hit| hit.cue.is_some_and(|cue| cue.end <= at))
    }

    /// A quotation that opens soon after `at`: `he said. “…”` within the sentence.
    pub(super) fn later_quote(&self, at: usize) -> Option<Run> {
        let passage = self.passage;
        (at..self.clause.end.min(at + 14)).find_map(|x| passage.opening(x).filter(|_| passage.spoken(x)))
    }
}
