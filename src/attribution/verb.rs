//! Verbs of saying and thinking with their subject: `Kim said that …`, `…, Kim said`, `…, said Kim`.

use super::class::Class;
use super::complement::{Complement, Kind, complement, quotes_on};
use super::cue::Cue;
use super::hit::Hit;
use super::homograph::{headline, is_noun};
use super::passage::{Passage, Run};
use super::phrase::{Subject, main_subject, phrase_after, phrase_before, subject, subject_of, verb_group};
use super::rule::Rule;
use crate::row::Act;

/// The attribution of the verb at `verb`; `before` are the hits to its left in the sentence.
pub fn verb(passage: &Passage<'_>, clause: Run, verb: usize, before: &[Hit]) -> Option<Hit> {
    let form = passage.form(verb)?;
    let name = passage.capital(verb) && verb > clause.start && !headline(passage, clause);
    if !form.verb || name || is_noun(passage, clause, verb) {
        return None;
    }
    let finder = Finder { passage, clause, verb, cue: form.cue, before };
    if finder.is_passive() {
        return finder.passive();
    }
    if passage.text(verb).ends_with("ing") && !finder.is_progressive() {
        return finder.participle();
    }
    finder.inverted().or_else(|| finder.active())
}

/// What may be said without anything being said.
const FAREWELLS: [&str; 4] = ["good-bye", "goodbye", "farewell", "hello"];
/// The same where hardly anything follows.
const NO_WORDS: [&str; 5] = ["yes", "no", "so", "nothing", "little"];

/// Content with more words is some, whatever it begins with.
const SHORTEST_CONTENT: usize = 3;

/// Subjects that are no source: the author, the reader, nobody.
const NO_SOURCES: [&str; 6] = ["i", "we", "you", "there", "what", "nobody"];

/// A verb on its way through the rules.
pub struct Finder<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) clause: Run,
    pub(super) verb: usize,
    pub(super) cue: &'static Cue,
    pub(super) before: &'a [Hit],
}

impl Finder<'_> {
    fn complement(&self) -> Complement {
        complement(self.passage, self.cue, self.verb, self.clause.end)
    }

    pub(super) fn hit(&self, rule: Rule, source: Option<Run>, cue: Run, content: Vec<Run>) -> Hit {
        // The time is no part of the cue: `Kim | on Monday | said`.
        let time = |at: usize| {
            let date = self.passage.is(at, ".") || self.passage.text(at).starts_with(|c: char| c.is_ascii_digit());
            date || self.passage.has(at, Class::TIME.or(Class::PREPOSITION)) && !self.passage.adverb(at)
        };
        let start = (cue.start..self.verb).find(|&at| !time(at)).unwrap_or(cue.start.max(self.verb.min(cue.end)));
        let cue = Run::new(start, cue.end);
        Hit { source, cue: Some(cue), entry: Some(self.cue), ..Hit::new(rule, content) }
    }

    /// True if a form of *be* makes the participle passive.
    fn is_passive(&self) -> bool {
        let remains = ["remain", "remains", "remained", "stay", "stays", "stayed"];
        let text = self.passage.text(self.verb);
        let participle = text.ends_with("ed")
            || text.ends_with("en")
            || matches!(text, "said" | "told" | "thought" | "felt" | "found" | "known" | "shown" | "seen" | "sought");
        let group = verb_group(self.passage, self.verb, self.clause.start);
        let stays = group > self.clause.start && self.passage.is_one(group - 1, &remains);
        participle && (stays || self.helper(|at| self.passage.has(at, Class::BE)))
    }

    /// True if a form of *be* makes the `-ing` form finite.
    fn is_progressive(&self) -> bool {
        self.helper(|at| self.passage.has(at, Class::BE) || self.passage.is_one(at, &["'s", "’s"]))
    }

    /// True if one of the helpers in front of the verb is as asked.
    fn helper(&self, wanted: impl Fn(usize) -> bool) -> bool {
        (verb_group(self.passage, self.verb, self.clause.start)..self.verb).any(wanted)
    }

    /// `Kim said that …` and `…, Kim said`
    fn active(&self) -> Option<Hit> {
        let passage = self.passage;
        // `told a briefing called after midnight that …`
        if self.before.last().is_some_and(|hit| hit.addressee.is_some_and(|addressee| addressee.holds(self.verb))) {
            return None;
        }
        let (subject, group) = subject_of(passage, self.verb, self.clause.start)?;
        let source = match subject {
            Subject::Phrase(run) => run,
            Subject::Shared => self.shared_source()?,
        };
        // `say who asked`: a question, no relative clause.
        if passage.is(source.start, "who")
            && source.start > self.clause.start
            && passage.form(source.start - 1).is_some_and(|form| form.verb)
        {
            return None;
        }
        // `make it confirm that`: with a plain form the pronoun is an object.
        let object = passage.is_one(source.start, &["he", "she", "it"])
            && group == self.verb
            && passage.is(self.verb, self.cue.verbs[0]);
        if passage.is_one(source.start, &NO_SOURCES) && source.len() == 1
            || object && self.cue.verbs.len() > 3
            || self.is_hypothetical(source, group)
        {
            return None;
        }
        let complement = self.complement();
        self.as_said(source, group, complement)
            .or_else(|| self.post(source, group, complement))
            .or_else(|| self.right(source, group, complement))
    }

    /// True if nobody has said it yet, or perhaps ever: `will tell`, `if Kim agrees that`.
    fn is_hypothetical(&self, source: Run, group: usize) -> bool {
        let passage = self.passage;
        let speech = matches!(self.cue.act, Act::Speech | Act::Written);
        let modal = (group..self.verb).any(|at| {
            passage.is_one(at, &["will", "can", "could", "may", "might", "should", "must", "won't", "cannot"])
        });
        let condition = source.start.checked_sub(1).filter(|&at| at >= self.clause.start);
        speech && modal || condition.is_some_and(|at| passage.is_one(at, &["if", "unless", "whether", "until"]))
    }

    /// The subject that a verb joined to another one has: that of the attribution before, or of the sentence.
    fn shared_source(&self) -> Option<Run> {
        let main = |hit: &&Hit| !matches!(hit.rule, Rule::SpeechNoun | Rule::Passive | Rule::AccordingTo);
        // `Xi said he supported the plan and added that …`: what goes on with *that* goes on with a verb that can take it.
        let that = self.passage.is(self.verb + 1, "that");
        let alike = |hit: &&Hit| !that || hit.entry.is_some_and(|entry| entry.takes.that);
        let before = self.before.iter().rev().filter(main).filter(alike).find_map(|hit| hit.source);
        before
            .filter(|source| !self.passage.has(source.start, Class::SUBORDINATOR))
            .or_else(|| main_subject(self.passage, self.clause, self.verb))
    }

    /// `Kim said that …`
    fn right(&self, source: Run, group: usize, complement: Complement) -> Option<Hit> {
        let takes = self.cue.takes;
        let rule = match complement.kind {
            Kind::Nothing | Kind::Adjunct | Kind::Act => return None,
            Kind::Infinitive if complement.addressee.is_none() => Rule::Infinitive,
            Kind::Noun if !takes.clause => Rule::NounPhrase,
            Kind::Particle => Rule::NounPhrase,
            _ if complement.addressee.is_some() => Rule::Told,
            _ => Rule::SaidThat,
        };
        if complement.kind == Kind::Quote && self.cue.act == Act::Written && self.passage.title(complement.start) {
            return None;
        }
        let mut content = self.content(complement);
        if self.passage.is_one(source.start, &["who", "which"]) && source.len() == 1 {
            content = self.passage.trimmed(Run::new(content.start, content.end.min(self.relative_end(content.start))));
        }
        content = self.passage.trimmed(Run::new(content.start, content.end.min(self.subordinate_end(source))));
        let few = self.passage.count(content) <= SHORTEST_CONTENT;
        let farewell = self.passage.is_one(content.start, &FAREWELLS);
        let empty =
            complement.kind == Kind::Clause && (farewell || few && self.passage.is_one(content.start, &NO_WORDS));
        let noun = self.passage.form(self.verb).is_some_and(|form| form.noun) && complement.kind == Kind::Particle;
        if content.is_empty() || empty || noun && !self.passage.capital(self.verb - 1) && group == self.verb {
            return None;
        }
        let cue = Run::new(group.max(source.end.min(self.verb)), complement.cue_end);
        Some(Hit { addressee: complement.addressee, ..self.hit(rule, Some(source), cue, vec![content]) })
    }

    /// `…, adding that …`, `Saying that …, Kim …`
    fn participle(&self) -> Option<Hit> {
        let passage = self.passage;
        let complement = self.complement();
        let quoted = passage.spoken(complement.start);
        // `…, referring to the DPRK by its formal name`: a gloss.
        if matches!(complement.kind, Kind::Nothing | Kind::Adjunct | Kind::Act) || self.cue.lemma == "refer" && !quoted
        {
            return None;
        }
        // `reported, citing Yonhap, which quoted Kim as saying …`: whom it cites says nothing but that.
        let which = (self.verb + 1..self.clause.end).find(|&at| passage.is(at, ","));
        if self.cue.lemma == "cite" && which.is_some_and(|comma| quotes_on(passage, comma)) {
            return None;
        }
        let mut content = self.content(complement);
        let group = verb_group(passage, self.verb, self.clause.start);
        let source = if group == self.clause.start {
            let comma = (self.verb..self.clause.end).find(|&at| passage.is(at, ",") && !passage.quoted(at))?;
            content = passage.trimmed(Run::new(content.start, content.end.min(comma)));
            phrase_after(passage, comma + 1, self.clause.end)
        } else if self.joined(group - 1) {
            self.shared_source()
        } else {
            let phrase = phrase_before(passage, group, self.clause.start)?;
            // `issued a statement saying`: the document is not the source, who issued it is.
            let document =
                passage.has(phrase.end - 1, Class::DOCUMENT.or(Class::UTTERANCE)) && phrase.start > self.clause.start;
            if document { self.shared_source().or(Some(phrase)) } else { Some(phrase) }
        }?;
        if content.is_empty() {
            return None;
        }
        let cue = Run::new(group, complement.cue_end);
        Some(Hit { addressee: complement.addressee, ..self.hit(Rule::Participle, Some(source), cue, vec![content]) })
    }

    /// True if a participle after this token goes with the subject of the sentence.
    fn joined(&self, at: usize) -> bool {
        let passage = self.passage;
        passage.is_one(at, &[",", "—", "–", "--"])
            || passage.closing(at).is_some()
            || passage.has(at, Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::PREPOSITION))
    }

    /// `Trump was criticised by Kim`, `is expected to`
    fn passive(&self) -> Option<Hit> {
        let passage = self.passage;
        let (Subject::Phrase(patient), group) = subject(passage, self.verb, self.clause.start)? else { return None };
        let next = self.verb + 1;
        if passage.is(next, "by") {
            let source = phrase_after(passage, next + 1, self.clause.end)?;
            let end = (source.start + 1..source.end).find(|&at| passage.is(at, "for")).unwrap_or(source.end);
            let source = Run::new(source.start, end);
            return Some(self.hit(Rule::Passive, Some(source), Run::new(group, next + 1), vec![patient]));
        }
        // Without anybody named only thoughts count: `is expected to`, not `is said to`.
        let thought = !matches!(self.cue.act, Act::Speech | Act::Written);
        let takes = self.cue.takes.clause || self.cue.takes.infinitive;
        if passage.is(next, "to") && thought && takes && next + 1 < self.clause.end {
            let rest = passage.trimmed(Run::new(next, self.phrase_end(next)));
            return Some(self.hit(Rule::Passive, None, Run::new(group, next), vec![patient, rest]));
        }
        None
    }
}
