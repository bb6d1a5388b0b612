//! Verbs of saying and thinking with their subject: `Kim said that …`, `…, Kim said`, `…, said Kim`.

use super::class::{Class, Passage, Run};
use super::complement::{Complement, Kind, complement};
use super::cue::Cue;
use super::hit::{Hit, Rule};
use super::phrase::{Subject, main_subject, phrase_after, phrase_before, subject, verb_group};
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

/// True if most words begin with capitals, so that a capital is no sign of a name.
fn headline(passage: &Passage<'_>, clause: Run) -> bool {
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
    let article = passage.has(before, Class::DETERMINER) && !(passage.capital(before) && before > clause.start);
    if article && (ambiguous || !passage.has(before, Class::QUANTIFIER)) {
        return true;
    }
    if passage.has(before, Class::PREPOSITION) && !passage.capital(before) {
        return ambiguous || !passage.text(verb).ends_with("ing");
    }
    ambiguous && !agrees(passage, before, verb)
}

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

/// What stands before `, he said,` is a clause of its own only if it has more words.
const SHORTEST_CLAUSE: usize = 3;

/// Verbs that may stand between unquoted content and their subject: `The talks are over, said Kim`.
const REPORTING: [&str; 7] = ["say", "report", "write", "add", "note", "announce", "warn"];

/// What may be said without anything being said.
const FAREWELLS: [&str; 4] = ["good-bye", "goodbye", "farewell", "hello"];
/// The same where hardly anything follows.
const NO_WORDS: [&str; 5] = ["yes", "no", "so", "nothing", "little"];

/// Subjects that are no source: the author, the reader, nobody.
const NO_SOURCES: [&str; 6] = ["i", "we", "you", "there", "what", "nobody"];

struct Finder<'a> {
    passage: &'a Passage<'a>,
    clause: Run,
    verb: usize,
    cue: &'static Cue,
    before: &'a [Hit],
}

impl Finder<'_> {
    fn complement(&self) -> Complement {
        complement(self.passage, self.cue, self.verb, self.clause.end)
    }

    fn hit(&self, rule: Rule, source: Option<Run>, cue: Run, content: Vec<Run>) -> Hit {
        // The time is no part of the cue: `Kim | on Monday | said`.
        let time = |at: usize| self.passage.has(at, Class::TIME.or(Class::PREPOSITION)) && !self.passage.adverb(at);
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

    /// `…,” said Kim`
    fn inverted(&self) -> Option<Hit> {
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
        if !alone || !(quoted || reported) {
            return None;
        }
        let mut content = vec![left];
        let quote = self.later_quote(source.end);
        content.extend(quote.or_else(|| self.resumed(source.end, passage.count(left)).filter(|_| !quoted)));
        Some(self.hit(Rule::Inverted, Some(source), Run::new(group, self.verb + 1), content))
    }

    /// `Kim said that …` and `…, Kim said`
    fn active(&self) -> Option<Hit> {
        let passage = self.passage;
        let (subject, group) = self.subject()?;
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

    /// `As Kim said, …` and `…, as Kim said`
    fn as_said(&self, source: Run, group: usize, complement: Complement) -> Option<Hit> {
        let passage = self.passage;
        let opener = source.start.checked_sub(1).filter(|&at| at >= self.clause.start && passage.is(at, "as"))?;
        if !self.cue.takes.post || !matches!(complement.kind, Kind::Nothing | Kind::Adjunct) {
            return None;
        }
        let content = if opener == self.clause.start {
            let comma = (complement.start..self.clause.end).find(|&at| passage.is(at, ","))?;
            Run::new(comma + 1, self.clause.end)
        } else if passage.is(opener - 1, ",") {
            Run::new(self.clause.start, opener - 1)
        } else {
            return None;
        };
        let content = passage.trimmed(content);
        (!content.is_empty()).then(|| self.hit(Rule::Post, Some(source), Run::new(group, self.verb + 1), vec![content]))
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

    /// The subject of the verb; of an infinitive only where the verb before says no more than that it happened: `went on to say`.
    fn subject(&self) -> Option<(Subject, usize)> {
        let passage = self.passage;
        let group = verb_group(passage, self.verb, self.clause.start);
        let to = group.checked_sub(1).filter(|&at| at > self.clause.start && passage.is(at, "to"));
        let Some(to) = to else { return subject(passage, self.verb, self.clause.start) };
        let empty = if passage.is(to - 1, "on") { to.checked_sub(2)? } else { to - 1 };
        let goes_on =
            passage.is_one(empty, &["went", "goes", "go", "going", "gone", "continued", "continues", "continuing"]);
        if !goes_on {
            return None;
        }
        let (source, group) = subject(passage, empty, self.clause.start)?;
        Some((source, group))
    }

    /// The subject that a verb joined to another one has: that of the attribution before, or of the sentence.
    fn shared_source(&self) -> Option<Run> {
        let main = |hit: &&Hit| !matches!(hit.rule, Rule::SpeechNoun | Rule::Passive | Rule::AccordingTo);
        let before = self.before.iter().rev().filter(main).find_map(|hit| hit.source);
        before
            .filter(|source| !self.passage.has(source.start, Class::SUBORDINATOR))
            .or_else(|| main_subject(self.passage, self.clause, self.verb))
    }

    /// `…, Kim said on Monday`
    fn post(&self, source: Run, group: usize, complement: Complement) -> Option<Hit> {
        let passage = self.passage;
        if source.start <= self.clause.start || source.start > group || !self.cue.takes.post {
            return None;
        }
        let left = self.left_content(source.start)?;
        let after_quote = passage.quoted(source.start - 1);
        let fits = match complement.kind {
            Kind::Nothing | Kind::Adjunct | Kind::Quote => true,
            Kind::Particle => after_quote,
            Kind::Act => false,
            _ => after_quote && complement.kind != Kind::That,
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
        if let Some(quote) = self.later_quote(self.verb + 1) {
            content.push(quote);
        } else if complement.kind == Kind::Nothing {
            content.extend(
                self.resumed(complement.start, words)
                    .filter(|_| !after_quote || passage.is(complement.start + 1, "that")),
            );
        }
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
    fn resumed(&self, comma: usize, before: usize) -> Option<Run> {
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
    fn left_content(&self, end: usize) -> Option<Run> {
        let passage = self.passage;
        let last = end.checked_sub(1)?;
        if last < self.clause.start {
            return None;
        }
        let last =
            if passage.is(last, ",") && last > self.clause.start && passage.quoted(last - 1) && !passage.quoted(last) {
                last - 1
            } else {
                last
            };
        if let Some(quote) = passage.closing(last) {
            if !passage.spoken(last) {
                return None;
            }
            // Words of the sentence in front of the quotation belong to the content: `It was “a good day,” he said`.
            let first = quote.start.min(self.clause.start);
            return Some(passage.trimmed(Run::new(first, last + 1)));
        }
        if !passage.is_one(last, &[",", "—", "–", "--", "?", "!"]) {
            return None;
        }
        let left = passage.trimmed(Run::new(self.clause.start, last));
        (!left.is_empty()).then_some(left)
    }

    /// A quotation that opens soon after `at`: `he said. “…”` within the sentence.
    fn later_quote(&self, at: usize) -> Option<Run> {
        let passage = self.passage;
        (at..self.clause.end.min(at + 14)).find_map(|x| passage.opening(x).filter(|_| passage.spoken(x)))
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
        let mut content = self.content(complement);
        if self.passage.is_one(source.start, &["who", "which"]) && source.len() == 1 {
            content = self.passage.trimmed(Run::new(content.start, content.end.min(self.relative_end(content.start))));
        }
        content = self.passage.trimmed(Run::new(content.start, content.end.min(self.subordinate_end(source))));
        let few = self.passage.count(content) <= SHORTEST_CLAUSE;
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

    /// The content that begins with the complement.
    fn content(&self, complement: Complement) -> Run {
        let passage = self.passage;
        let end = match complement.kind {
            Kind::Noun if !self.cue.takes.clause => self.phrase_end(complement.start),
            Kind::Particle | Kind::Infinitive => self.phrase_end(complement.start),
            Kind::Quote => self.quote_end(complement.start),
            _ => self.clause.end,
        };
        passage.trimmed(Run::new(complement.start, end))
    }

    /// Where a relative clause ends that began with `who`: `Kim, who says …, left`.
    fn relative_end(&self, start: usize) -> usize {
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
    fn subordinate_end(&self, source: Run) -> usize {
        let passage = self.passage;
        let opener = source.start.checked_sub(1).filter(|&at| at >= self.clause.start && at <= self.clause.start + 1);
        if opener.is_none_or(|at| !passage.has(at, Class::SUBORDINATOR) || passage.is_one(at, &["that", "what", "who"]))
        {
            return self.clause.end;
        }
        (self.verb..self.clause.end).find(|&at| !passage.quoted(at) && passage.is(at, ",")).unwrap_or(self.clause.end)
    }

    /// Where the object of a verb ends: at the next comma or the like.
    fn phrase_end(&self, start: usize) -> usize {
        let passage = self.passage;
        let ends = |at: usize| {
            passage.is_one(at, &[",", ";", "—", "–", "--"])
                || passage.is(at, "and") && passage.has(at + 1, Class::FINITE)
        };
        (start..self.clause.end).find(|&at| !passage.quoted(at) && ends(at)).unwrap_or(self.clause.end)
    }

    /// Where a content that begins with a quotation ends: with the quotation if it ends with a mark, else with the clause.
    fn quote_end(&self, start: usize) -> usize {
        let Some(quote) = self.passage.opening(start) else { return self.clause.end };
        let marked = quote.len() > 2 && !self.passage.word(quote.end - 2);
        if marked || quote.end >= self.clause.end { quote.end } else { self.clause.end }
    }

    /// `…, adding that …`, `Saying that …, Kim …`
    fn participle(&self) -> Option<Hit> {
        let passage = self.passage;
        let complement = self.complement();
        if matches!(complement.kind, Kind::Nothing | Kind::Adjunct | Kind::Act) {
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
        if passage.is(next, "to") && (self.cue.takes.clause || self.cue.takes.infinitive) && next + 1 < self.clause.end
        {
            let rest = passage.trimmed(Run::new(next, self.phrase_end(next)));
            return Some(self.hit(Rule::Passive, None, Run::new(group, next), vec![patient, rest]));
        }
        None
    }
}
