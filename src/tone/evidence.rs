//! Why a text scores what it scores: its words, their listed valences, and what the rules made of them. Asked for seldom; the scorer
//! itself keeps no evidence.

use crate::score::Score;
use crate::span::Span;
use crate::tone::lexicon::{Entry, Lexicon, Lexis, Word};
use crate::tone::names::{entries_from, read_as_news};
use crate::tone::overlay;
use crate::tone::polarity::{Sum, shift_weight};
use crate::tone::reading::{Known, Reading, Readings, View};
use crate::tone::rewrite::emoji_to_words;
use crate::tone::roles::Roles;
use crate::tone::rules::{BEFORE, Hit, Passage, Rule, Trace};
use crate::tone::scorer::Scorer;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// The account of a text's score: the valences of its words and the emphasis add up to the sum, and the score is sum / √(sum² + 15).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The score that the words below account for: by the chosen profile, or by the reference under the crate's, which does not tell.
    pub score: Score,
    /// The sum of the valences and the emphasis.
    pub sum: f64,
    /// What exclamation and question marks add to the side that prevails.
    pub emphasis: f64,
    /// The words that score, and in news prose those that only the reference would score; in order.
    pub words: Vec<WordEvidence>,
    /// The words that name events; in order. Each counts by its valence if that is negative.
    pub events: Vec<WordEvidence>,
}

/// A word or phrase with its valence.
#[derive(Clone, Debug, PartialEq)]
pub struct WordEvidence {
    /// Where the text has it.
    pub span: Span,
    /// The description that an emoji is read as.
    pub described: Option<String>,
    /// Where its valence comes from.
    pub list: List,
    /// Why the overlay has it, if it is of one.
    pub reason: Option<&'static str>,
    /// Its valence by that list, −4 to 4.
    pub listed: f64,
    /// Its valence by the lexicon of the reference, if that has it.
    pub reference: Option<f64>,
    /// What rules made of it, in order.
    pub steps: Vec<Step>,
    /// Its valence in the end: listed and all changes.
    pub valence: f64,
}

/// Where a valence comes from. Serialises in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// The lexicon of the reference.
    #[serde(rename = "vader")]
    Reference,
    /// The additions for news prose.
    News,
    /// Names of events.
    Events,
    /// None: in news prose the word says nothing. `listed` is 0.
    Neutral,
    /// None: the word is part of a name. `listed` is 0.
    Name,
}

/// A change of a valence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// By which rule.
    pub rule: Rule,
    /// The words that called for it, unless it is the word itself: of an idiom all, its own too.
    pub by: Option<Span>,
    /// What it added.
    pub change: f64,
}

impl Scorer {
    /// Why a text scores what [`Scorer::tone`] says.
    pub fn explain(&self, text: &str, sentence_start: bool) -> Explanation {
        let lexicon = Lexicon::shared();
        let mut readings = Readings::default();
        readings.read(text, lexicon, &[View::Reference, View::News]);
        let before = readings.news.known.clone();
        read_as_news(text, &mut readings.news, lexicon, sentence_start);
        let words_of = |lexis: Lexis| {
            let reading = readings.of(lexis.view());
            let before = if lexis == Lexis::Reference { &reading.known } else { &before };
            Account { text, lexicon, reading, before, lexis }.words()
        };
        let ((words, sum), (events, _)) = (words_of(self.profile().lexis()), words_of(Lexis::Events));
        let emphasis = sum.total - words.iter().map(|word| word.valence).sum::<f64>();
        let emphasis = if sum.emphasis == 0.0 { 0.0 } else { emphasis };
        Explanation { score: Score(sum.compound()), sum: sum.total, emphasis, words, events }
    }
}

/// A text that is being accounted for.
struct Account<'a> {
    text: &'a str,
    lexicon: &'static Lexicon,
    reading: &'a Reading,
    /// The words as they were before names and phrases were read as such.
    before: &'a [Known],
    lexis: Lexis,
}

/// The changes of one word.
#[derive(Default)]
struct Changes(Vec<(Rule, Range<usize>, f64)>);

impl Trace for Changes {
    fn changed(&mut self, rule: Rule, by: Range<usize>, valence: f64) {
        self.0.push((rule, by, valence));
    }
}

impl Account<'_> {
    fn words(&self) -> (Vec<WordEvidence>, Sum) {
        let passage = Passage::new(self.text, self.lexis.view(), self.reading, self.lexicon);
        let (mut words, mut hits, mut scored) = (Vec::new(), Vec::new(), Vec::new());
        let mut silent_until = 0;
        for (index, known) in self.reading.known.iter().enumerate() {
            let word = &known.word;
            let listed = self.before.get(index).map_or(*word, |before| before.word);
            let span = self.phrase(index, listed, &mut silent_until);
            let Some(base) = word.valence(self.lexis) else {
                let inside = known.word.entry == Entry::UNKNOWN && known.number < silent_until;
                words.extend(self.silent(known, listed, span).filter(|_| !inside));
                continue;
            };
            let mut changes = Changes::default();
            let Some(hit) = passage.hit(index, base, self.lexis, &mut changes) else { continue };
            let (list, reason) = self.source(word, span);
            let steps = self.steps(known, base, changes);
            scored.push(words.len());
            let (reference, valence) = (word.reference.get(), hit.valence);
            let described = self.described(span);
            words.push(WordEvidence { span, described, list, reason, listed: base, reference, steps, valence });
            hits.push(hit);
        }
        self.weigh(&mut hits, &mut words, &scored);
        let sum = Sum::of(&hits, self.reading.tokens, || self.reading.all_marks(self.text));
        (words, sum)
    }

    /// The words of a known token: of a phrase, if one begins with it.
    fn phrase(&self, index: usize, listed: Word, end: &mut u32) -> Span {
        let known = &self.reading.known[index];
        let begins = known.word.entry != listed.entry && known.word.entry != Entry::UNKNOWN;
        let words = begins.then(|| self.lexicon.phrase(entries_from(&self.before[index..]))).flatten();
        let Some((words, _)) = words else { return known.span };
        *end = known.number + words;
        let last = self.before[index..].iter().take_while(|other| other.number < *end).last();
        Span::new(known.span.start, last.map_or(known.span.end, |last| last.span.end))
    }

    /// A word that the reference would score and news prose does not.
    fn silent(&self, known: &Known, listed: Word, span: Span) -> Option<WordEvidence> {
        if self.lexis != Lexis::News {
            return None;
        }
        let phrase = known.word.entry != listed.entry && known.word.entry != Entry::UNKNOWN;
        let (name, reference) = (listed.news.get().is_some(), listed.reference.get());
        if !phrase && reference.is_none() && !name {
            return None;
        }
        let list = if name && !phrase { List::Name } else { List::Neutral };
        let reason = overlay::reason(overlay::NEUTRAL, &self.term(span)).filter(|_| list == List::Neutral);
        let reference = reference.filter(|_| !phrase);
        let described = self.described(span);
        Some(WordEvidence { span, described, list, reason, listed: 0.0, reference, steps: Vec::new(), valence: 0.0 })
    }

    /// What the emoji of a span are read as.
    fn described(&self, span: Span) -> Option<String> {
        match emoji_to_words(span.of(self.text)) {
            Cow::Owned(words) => Some(words.trim_matches(|c: char| c.is_ascii_punctuation() || c == ' ').to_owned()),
            Cow::Borrowed(_) => None,
        }
    }

    fn source(&self, word: &Word, span: Span) -> (List, Option<&'static str>) {
        match self.lexis {
            Lexis::Reference => (List::Reference, None),
            Lexis::News if word.reference == word.news => (List::Reference, None),
            Lexis::News => (List::News, overlay::reason(overlay::ADDITIONS, &self.term(span))),
            Lexis::Events => (List::Events, overlay::reason(overlay::EVENTS, &self.term(span))),
        }
    }

    /// The words of a span as overlays write them.
    fn term(&self, span: Span) -> String {
        let words = span.of(self.text).split_whitespace().map(|word| word.to_lowercase().replace('’', "'"));
        let bare = |word: String| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_owned();
        words.map(bare).collect::<Vec<_>>().join(" ")
    }

    fn steps(&self, known: &Known, listed: f64, changes: Changes) -> Vec<Step> {
        let mut before = listed;
        let list = &self.reading.known;
        let place = |place: usize| {
            let number = (known.number as usize + place).checked_sub(BEFORE)?;
            list.binary_search_by_key(&number, |other| other.number as usize).ok().map(|found| list[found].span)
        };
        let step = |(rule, words, valence): (Rule, Range<usize>, f64)| {
            let change = valence - before;
            before = valence;
            let ends = (!words.is_empty()).then(|| Some((place(words.start)?, place(words.end - 1)?))).flatten();
            Step { rule, by: ends.map(|(first, last)| Span::new(first.start, last.end)), change }
        };
        changes.0.into_iter().map(step).collect()
    }

    /// Lets the first "but" weigh the words, and notes what it changed.
    fn weigh(&self, hits: &mut [Hit], words: &mut [WordEvidence], scored: &[usize]) {
        let but = self.reading.known.iter().find(|known| known.word.roles.has(Roles::BUT));
        let Some(but) = but.filter(|_| self.lexis != Lexis::Events) else { return };
        shift_weight(hits, but.number);
        for (hit, &index) in hits.iter().zip(scored) {
            let word = &mut words[index];
            if hit.valence != word.valence {
                word.steps.push(Step { rule: Rule::But, by: Some(but.span), change: hit.valence - word.valence });
                word.valence = hit.valence;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::scorer::Profile;
    use proptest::prelude::*;

    /// Words with what they count, and the steps to it: `great 3.1: Booster very +0.29`.
    fn account(profile: Profile, text: &str) -> Vec<String> {
        let explanation = Scorer::new(profile).explain(text, true);
        let step =
            |step: &Step| format!(" {:?} {} {:+.2}", step.rule, step.by.map_or("", |by| by.of(text)), step.change);
        let show = |word: &WordEvidence| {
            let steps: String = word.steps.iter().map(step).collect();
            format!("{} {:?} {:+.1}{steps} = {:+.2}", word.span.of(text), word.list, word.listed, word.valence)
        };
        explanation.words.iter().map(show).collect()
    }

    #[test]
    fn each_rule_leaves_its_trace() {
        let text = "They did not accept it, but a very GOOD day came.";
        assert_eq!(
            account(Profile::Vader, text),
            [
                "accept Reference +1.6 Negation not -2.78 But but +0.59 = -0.59",
                "GOOD Reference +1.9 Capitals  +0.73 Booster very +0.29 But but +1.46 = +4.39",
            ]
        );
    }

    #[test]
    fn an_idiom_names_its_words_and_an_emoji_its_description() {
        assert_eq!(
            account(Profile::Vader, "They gave him the kiss of death 😊."),
            [
                "kiss Reference +1.8 Idiom kiss of death -3.30 = -1.50",
                "death Reference -2.9 Idiom kiss of death +1.40 = -1.50",
                "😊. Reference +2.0 = +2.00",
                "😊. Reference +2.0 = +2.00"
            ]
        );
        let words = Scorer::new(Profile::Vader).explain("They said 😊.", true).words;
        assert_eq!(words[0].described.as_deref(), Some("smiling face with smiling eyes"));
        assert!(Scorer::new(Profile::Vader).explain("A good day", true).words[0].described.is_none());
    }

    #[test]
    fn what_news_prose_silences_is_told() {
        let text = "The Supreme Court told Mr Good that the gangster was a great danger.";
        assert_eq!(
            account(Profile::News, text),
            [
                "Supreme Neutral +0.0 = +0.00",
                "Good Name +0.0 = +0.00",
                "gangster News -2.4 = -2.40",
                "great Reference +3.1 = +3.10",
                "danger Reference -2.4 = -2.40",
            ]
        );
    }

    #[test]
    fn events_are_the_same_words_by_every_profile() {
        let text = "A “great” nuclear test came—a missile launch.";
        for profile in [Profile::News, Profile::Vader] {
            let events = Scorer::new(profile).explain(text, true).events;
            let words: Vec<_> = events.iter().map(|word| word.span.of(text)).collect();
            assert_eq!(words, ["nuclear test", "missile launch"], "{profile:?}");
        }
    }

    proptest! {
        #[test]
        fn the_words_add_up_to_the_score(
            text in "((very|not|no|never so|GOOD|great|but|Supreme|war|kind of|at least|brutal|😊|good’s|!|\\?|a|[A-Za-z]{1,6}|\\.|—) ?){0,16}",
            start: bool,
        ) {
            for profile in [Profile::News, Profile::Vader] {
                let scorer = Scorer::new(profile);
                let (tone, explanation) = (scorer.tone(&text, start), scorer.explain(&text, start));
                prop_assert_eq!(explanation.score, tone.tone);
                let valences = explanation.words.iter().map(|word| word.valence).sum::<f64>();
                prop_assert!((valences + explanation.emphasis - explanation.sum).abs() < 1e-9);
                for word in explanation.words.iter().chain(&explanation.events) {
                    let changes = word.steps.iter().map(|step| step.change).sum::<f64>();
                    prop_assert!((word.listed + changes - word.valence).abs() < 1e-9);
                    prop_assert!(text.get(word.span.start..word.span.end).is_some_and(|words| !words.is_empty()));
                }
                let events = explanation.events.iter().map(|word| word.valence.min(0.0)).sum::<f64>();
                let negativity = Score::from_unit(events.abs() / (events * events + 15.0).sqrt());
                prop_assert_eq!(negativity, tone.event_negativity);
            }
        }
    }
}
