//! How sure it is who says the words of a row: the one place that says what confidence is.
//!
//! Confidence is the probability, 0 to 1, that the row's answer to "who says this?" is right: that somebody other than the author says
//! words of it, and that it is the speaker whom the row gives. Detection gives an attribution a first probability: the tagger's, where
//! it has read the attribution, else that of the rule. Whatever is known beyond that turns the odds (probability of right over
//! probability of wrong) by a factor, the factors one after another.
//!
//! `tests/quality/confidence_factors.py` fits factors and first probabilities together, to PolNeAR's training articles (840 of them);
//! here they are rounded. Its gold tells which words name the source and not whom they mean, so that a wrong name for a pronoun or for
//! one of two namesakes is not in these figures.

use super::evidence::How;
use super::resolve::{Attribution, Speaker};
use super::rule::Rule;
use crate::row::{Act, Manner};
use crate::score::Score;
use serde::Serialize;

/// What the confidence of a row is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The first probability, as detection gives it.
    pub detected: Score,
    /// True if that is the tagger's, which has looked at the act, the manner and the source itself.
    pub read: bool,
    /// The rule that found it.
    pub rule: Rule,
    /// The act the cue names.
    pub act: Act,
    /// How the row's words are printed.
    pub manner: Option<Manner>,
    /// By what the source means the speaker.
    pub how: How,
}

/// Something that changes the odds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Factor {
    /// By what they are multiplied.
    pub odds: f64,
    /// Why.
    pub why: &'static str,
}

/// Nobody is named, or a clause hangs on whoever stands before it.
const NOBODY: Factor = Factor { odds: 0.25, why: "no words of its own say who" };
/// A description may be no source at all, or be more than one person's.
const DESCRIBED: Factor = Factor { odds: 0.4, why: "the source is described, not named" };
/// Verbs of thinking, wanting, showing and writing have many uses besides.
const NOT_SAID: Factor = Factor { odds: 0.4, why: "the cue is not one of speaking" };
/// `“…,” Kim said`: the marks show where the words end, and the verb whose they are.
const MARKED: Factor = Factor { odds: 9.0, why: "the words stand in quotation marks before their verb" };

/// The tagger's probability is of an attribution with half of its words; who speaks is often right with fewer. Fitted to the second half of
/// those articles, with a model of the first: a logistic regression on its logit has the slope 1.00 and this factor, 1.95.
const READ: Factor = Factor { odds: 2.0, why: "who speaks is right more often than all that is said" };

impl Evidence {
    /// What is known of an attribution to one of its speakers, in a sentence that prints the words in this manner.
    pub fn new(attribution: &Attribution, speaker: &Speaker, manner: Option<Manner>) -> Self {
        let Attribution { confidence: detected, read, rule, act, .. } = *attribution;
        Self { detected, read, rule, act, manner, how: speaker.how }
    }

    /// Whatever changes the odds of the first probability.
    pub fn factors(&self) -> Vec<Factor> {
        if self.read {
            return vec![READ];
        }
        let marked = matches!(self.rule, Rule::Post | Rule::Inverted) && self.manner == Some(Manner::Direct);
        let said = self.act == Act::Speech;
        // A statement is a document's: that a document is its source says nothing against it.
        let named = named(self.how).filter(|_| self.rule != Rule::Statement);
        let all = [named, (!said).then_some(NOT_SAID), marked.then_some(MARKED)];
        all.into_iter().flatten().collect()
    }

    /// The confidence.
    pub fn confidence(&self) -> Score {
        // Nothing is certain: odds are finite.
        let detected = self.detected.0.clamp(1, Score::UNIT - 1);
        let first = f64::from(detected) / f64::from(Score::UNIT - detected);
        let odds = self.factors().iter().fold(first, |odds, factor| odds * factor.odds);
        Score::from_unit(odds / (1.0 + odds))
    }
}

/// How the words that mean the speaker change the odds.
fn named(how: How) -> Option<Factor> {
    match how {
        How::ConfiguredName | How::FullName | How::ShortName | How::Pronoun | How::FirstPerson => None,
        // As sure as what it goes on with; that nothing here says so is in the rule's own probability.
        How::SameDescription | How::Continued => None,
        How::Ambiguous | How::ConfiguredDescription | How::Description | How::Role | How::Issuer => Some(DESCRIBED),
        How::Pair | How::Side | How::NamedLater | How::Medium | How::Opening => Some(DESCRIBED),
        How::Relative | How::Nobody => Some(NOBODY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Evidence = Evidence {
        detected: Score(8_000),
        read: false,
        rule: Rule::SaidThat,
        act: Act::Speech,
        manner: Some(Manner::Indirect),
        how: How::FullName,
    };

    #[test]
    fn what_nothing_speaks_against_is_as_sure_as_its_detection() {
        assert_eq!((SURE.confidence(), SURE.factors()), (Score(8_000), Vec::new()));
    }

    #[test]
    fn factors_turn_the_odds_one_after_another() {
        // Four to one, by .4, by .4 again: 16 to 25.
        let vague = Evidence { act: Act::Cognition, how: How::Description, ..SURE };
        assert_eq!((vague.confidence(), vague.factors()), (Score(3_902), vec![DESCRIBED, NOT_SAID]));
        assert_eq!(Evidence { how: How::Nobody, ..SURE }.confidence(), Score(5_000));
        let statement = Evidence { rule: Rule::Statement, how: How::Issuer, ..SURE };
        assert_eq!(statement.confidence(), SURE.confidence());
        let quoted = Evidence { rule: Rule::Post, manner: Some(Manner::Direct), ..SURE };
        assert_eq!((quoted.confidence(), quoted.factors()), (Score(9_730), vec![MARKED]));
    }

    #[test]
    fn what_the_tagger_has_read_is_as_sure_as_it_says() {
        let read = Evidence { read: true, act: Act::Cognition, how: How::Nobody, ..SURE };
        // Four to one, doubled.
        assert_eq!((read.confidence(), read.factors()), (Score(8_889), vec![READ]));
    }

    proptest! {
        #[test]
        fn more_is_never_less_and_all_lies_within_bounds(low in -20_000..20_000, more in 0..20_000) {
            let at = |detected| Evidence { detected: Score(detected), how: How::Nobody, ..SURE }.confidence();
            prop_assert!(at(low) <= at(low + more));
            prop_assert!((0..=Score::UNIT).contains(&at(low).0));
        }
    }
}
