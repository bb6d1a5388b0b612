//! What the rules find, as runs of tokens, and how sure each rule is.

use super::cue::Cue;
use super::detect::Found;
use super::passage::{Passage, Run};
use crate::row::{Act, CueClass, Manner};
use crate::score::Score;

/// The rules of the house.
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
}

impl Rule {
    /// The name in rows.
    pub fn name(self) -> &'static str {
        match self {
            Rule::SaidThat => "said-that",
            Rule::Post => "post",
            Rule::Inverted => "inverted",
            Rule::AccordingTo => "according-to",
            Rule::Told => "told",
            Rule::Infinitive => "infinitive",
            Rule::NounPhrase => "noun-phrase",
            Rule::Participle => "participle",
            Rule::Passive => "passive",
            Rule::SpeechNoun => "speech-noun",
            Rule::QuotedAs => "quoted-as",
            Rule::Colon => "colon",
            Rule::Floating => "floating",
            Rule::Signature => "signature",
            Rule::Statement => "statement",
        }
    }

    /// How often the rule is right, in ten-thousandths.
    ///
    /// Share of its attributions that meet one of PolNeAR's training articles (840 of them) with the right source and at least half of
    /// the words of both contents in common; what the annotators left out counts as wrong. Quotations without a cue are there a part of
    /// the attribution before, so for floating ones the source is left out of account. Rules with fewer than a hundred attributions
    /// there (colon, quoted-as, signature, statement) have the share of units with the right speaker in the threeway articles.
    pub fn precision(self) -> Score {
        Score(match self {
            Rule::SaidThat => 7_900,
            Rule::Post => 9_000,
            Rule::Inverted => 8_800,
            Rule::AccordingTo => 8_100,
            Rule::Told => 8_300,
            Rule::Infinitive => 6_100,
            Rule::NounPhrase => 5_900,
            Rule::Participle => 5_200,
            Rule::Passive => 5_900,
            Rule::SpeechNoun => 3_700,
            Rule::QuotedAs => 9_000,
            Rule::Colon => 6_800,
            Rule::Floating => 5_000,
            Rule::Signature => 9_000,
            Rule::Statement => 7_000,
        })
    }
}

/// An attribution as runs of tokens.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The words that name the source.
    pub source: Option<Run>,
    /// The words of saying.
    pub cue: Option<Run>,
    /// The words attributed.
    pub content: Vec<Run>,
    /// The addressee of `told X`.
    pub addressee: Option<Run>,
    /// The row of the cue table.
    pub entry: Option<&'static Cue>,
    /// The rule that found it.
    pub rule: Rule,
    /// Index of the hit it is nested in.
    pub within: Option<usize>,
    /// Index of the hit whose speaker it goes on with.
    pub continues: Option<usize>,
}

impl Hit {
    /// A hit that stands alone.
    pub fn new(rule: Rule, content: Vec<Run>) -> Self {
        Self { source: None, cue: None, content, addressee: None, entry: None, rule, within: None, continues: None }
    }

    /// The first token of its source or cue.
    pub fn start(&self) -> usize {
        let starts = [self.source, self.cue].into_iter().flatten().map(|run| run.start);
        starts.chain(self.content.first().map(|run| run.start)).min().unwrap_or(0)
    }

    /// True if it is something said or written, not only thought or shown.
    pub fn speaks(&self) -> bool {
        self.entry.is_none_or(|entry| matches!(entry.act, Act::Speech | Act::Written))
    }

    /// True if one of its contents holds the token.
    pub fn covers(&self, at: usize) -> bool {
        self.content.iter().any(|run| run.holds(at))
    }

    /// The same in bytes.
    pub fn found(&self, passage: &Passage<'_>) -> Found {
        let spans = |runs: &[Run]| runs.iter().map(|&run| passage.span(run)).filter(|span| !span.is_empty()).collect();
        let (act, class) = self.entry.map_or((Act::Speech, CueClass::Neutral), |entry| (entry.act, entry.class));
        Found {
            within: self.within,
            source: spans(self.source.as_slice()),
            cue: spans(self.cue.as_slice()),
            content: spans(&self.content),
            addressee: self.addressee.map(|run| passage.span(run)),
            continues: self.continues,
            act,
            cue_class: class,
            manner: (self.rule == Rule::Statement).then_some(Manner::Statement),
            rule: self.rule.name(),
            confidence: self.rule.precision(),
        }
    }
}
