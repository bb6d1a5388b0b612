//! The rules of the house: their names, what they mean, and how sure each is.

use crate::row::Act;
use crate::score::Score;

/// A rule that finds attributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `Kim said that …`
    SaidThat,
    /// `…, Kim said`
    Post,
    /// `…, said Kim`
    Inverted,
    /// `according to Kim`
    AccordingTo,
    /// `Kim told reporters that …`
    Told,
    /// `Kim vowed to …`
    Infinitive,
    /// `Kim hailed the talks`
    NounPhrase,
    /// `…, adding that …`
    Participle,
    /// `Trump was criticised by Kim`
    Passive,
    /// `Kim's pledge to …`
    SpeechNoun,
    /// `KCNA quoted Kim as saying …`
    QuotedAs,
    /// `Kim: “…”`
    Colon,
    /// A quotation that goes on with the speaker before.
    Floating,
    /// `“…” — Kim, a spokesman`
    Signature,
    /// A statement printed whole.
    Statement,
    /// `KCNA said …, citing Kim`
    Citing,
    /// `Kim “vowed to go on”`
    QuotedVerb,
    /// Found by the learned tagger, where no rule is.
    Learned,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 18] = [
        Rule::SaidThat,
        Rule::Post,
        Rule::Inverted,
        Rule::AccordingTo,
        Rule::Told,
        Rule::Infinitive,
        Rule::NounPhrase,
        Rule::Participle,
        Rule::Passive,
        Rule::SpeechNoun,
        Rule::QuotedAs,
        Rule::Colon,
        Rule::Floating,
        Rule::Signature,
        Rule::Statement,
        Rule::Citing,
        Rule::QuotedVerb,
        Rule::Learned,
    ];

    /// The name in rows.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// What the rule sees in a sentence, as a person would say it.
    pub fn meaning(self) -> &'static str {
        self.words().1
    }

    /// What the rule sees, for an act that need not be saying.
    pub fn meaning_for(self, act: Act) -> String {
        let (verb, words) = match act {
            Act::Speech | Act::Written => return self.meaning().to_owned(),
            Act::Cognition => ("of thinking", "what is thought"),
            Act::Attitude => ("of wanting or feeling", "what is wanted or felt"),
            Act::Evidence => ("of showing", "what is shown"),
        };
        self.meaning().replace("of saying", verb).replace("what is said", words)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Rule::SaidThat => ("said-that", "verb of saying before what is said"),
            Rule::Post => ("post", "verb of saying after what is said"),
            Rule::Inverted => ("inverted", "verb of saying with its speaker behind it"),
            Rule::AccordingTo => ("according-to", "“according to” and the like"),
            Rule::Told => ("told", "verb of telling somebody"),
            Rule::Infinitive => ("infinitive", "verb of saying with “to” and what is to be done"),
            Rule::NounPhrase => ("noun-phrase", "verb of saying and what it is about"),
            Rule::Participle => ("participle", "“adding”, “saying” and the like, joined to a clause"),
            Rule::Passive => ("passive", "passive verb of saying"),
            Rule::SpeechNoun => ("speech-noun", "noun of saying with its owner"),
            Rule::QuotedAs => ("quoted-as", "quoted “as saying”"),
            Rule::Colon => ("colon", "name and colon"),
            Rule::Floating => ("floating", "quotation without a verb of its own"),
            Rule::Signature => ("signature", "name behind a dash, as a signature"),
            Rule::Statement => ("statement", "statement printed whole"),
            Rule::Citing => ("citing", "report “citing” its source"),
            Rule::QuotedVerb => ("quoted-verb", "verb of saying that opens the quotation"),
            Rule::Learned => ("learned", "word of saying, by the learned tagger"),
        }
    }

    /// How often the rule is right where a name or a pronoun is said to speak, and the words are not all in quotation marks: the first
    /// probability that [`super::confidence`] goes on from, and fitted with it.
    ///
    /// Right is what meets one of PolNeAR's training articles (840 of them) in words and source; what the annotators left out counts as
    /// wrong. Rules with fewer than a hundred rows there (colon, quoted-as, signature, statement) have the mean of two shares: of the rows
    /// that are right in these articles, and in the threeway ones, each article with the same weight. None for rules that work inside an
    /// attribution: they are as sure as that is.
    pub fn precision(self) -> Option<Score> {
        Some(Score(match self {
            Rule::SaidThat => 9_300,
            Rule::Post => 9_200,
            Rule::Inverted => 8_000,
            Rule::AccordingTo => 9_600,
            Rule::Told => 9_400,
            Rule::Infinitive => 9_100,
            Rule::NounPhrase => 8_700,
            Rule::Participle => 7_800,
            Rule::Passive => 9_400,
            Rule::SpeechNoun => 5_000,
            Rule::QuotedAs => 7_500,
            Rule::Colon => 7_100,
            Rule::Floating => 5_300,
            Rule::Signature => 6_300,
            Rule::Statement => 7_200,
            Rule::Citing | Rule::QuotedVerb | Rule::Learned => return None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn who_thinks_or_wants_does_not_say() {
        let act = |act| Rule::SaidThat.meaning_for(act);
        assert_eq!([act(Act::Speech), act(Act::Written)], ["verb of saying before what is said"; 2]);
        assert_eq!(act(Act::Cognition), "verb of thinking before what is thought");
        assert_eq!(act(Act::Attitude), "verb of wanting or feeling before what is wanted or felt");
        assert_eq!(Rule::AccordingTo.meaning_for(Act::Evidence), "“according to” and the like");
    }

    #[test]
    fn every_rule_has_a_name_and_a_meaning_of_its_own() {
        let names: BTreeSet<&str> = Rule::ALL.into_iter().map(Rule::name).collect();
        let meanings: BTreeSet<&str> = Rule::ALL.into_iter().map(Rule::meaning).collect();
        assert_eq!((names.len(), meanings.len()), (Rule::ALL.len(), Rule::ALL.len()));
        assert!(!meanings.iter().any(|meaning| meaning.chars().count() > 54), "a meaning fits a line: {meanings:?}");
    }
}
