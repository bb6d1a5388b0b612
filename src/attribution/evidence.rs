//! What shows that a name is right: how the words of a source lead to whom they mean, and what makes a medium a relay.

use super::cast::Place;
use crate::row::Relay;
use crate::span::Span;
use serde::Serialize;

/// By what the words of a source mean somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// A name of the configuration.
    ConfiguredName,
    /// A description of the configuration: `the North Korean leader`.
    ConfiguredDescription,
    /// A name, as full as the article gives it.
    FullName,
    /// A surname of several people of the article; nothing tells which.
    #[serde(rename = "ambiguous-name")]
    Ambiguous,
    /// A part of a name that the article gives in full, or a title and such a part.
    ShortName,
    /// `he`, `it`, `they`.
    Pronoun,
    /// `who`, `which`.
    #[serde(rename = "relative-pronoun")]
    Relative,
    /// `I`, `we` in somebody's words.
    FirstPerson,
    /// The same description as a source before.
    SameDescription,
    /// A role that the article or the configuration gives to somebody: `the spokesman`.
    Role,
    /// A document stands for who issued it.
    Issuer,
    /// `the two leaders`.
    Pair,
    /// `the regime`, `the country`.
    Side,
    /// A spokesperson who is named further on.
    NamedLater,
    /// Words that stand for a medium: `the agency`.
    Medium,
    /// The subject the sentence begins with.
    #[serde(rename = "sentence-opening")]
    Opening,
    /// A description that points to nobody: its own words are the name.
    Description,
    /// No source of its own: the speaker before goes on.
    Continued,
    /// Nobody was found.
    #[default]
    Nobody,
}

/// How one source leads to one speaker. Spans count through title and body, as [`Place`] does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// By what.
    pub how: How,
    /// The words that mean the speaker.
    pub words: Option<Span>,
    /// The words elsewhere in the article that they point to.
    pub to: Option<Span>,
}

impl Reference {
    /// A reference by `how`, to words elsewhere.
    pub fn new(how: How, to: Option<Span>) -> Self {
        Self { how, words: None, to }
    }

    /// The words that name or describe whom this means: its own, or those it points to itself.
    pub fn origin(self) -> Option<Span> {
        match self.how {
            How::Pronoun | How::Relative | How::FirstPerson | How::Continued => self.to.or(self.words),
            _ => self.words.or(self.to),
        }
    }

    /// The reference of an attribution without a source, which goes on with the speaker of this one.
    pub fn continued(self) -> Self {
        Self::new(How::Continued, self.origin())
    }
}

/// Words of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// True for words of the title.
    pub headline: bool,
    /// Bytes into the title or the body.
    pub span: Span,
}

impl Cited {
    /// The words at a span that counts through title and body; `body` is where the body begins.
    pub fn of(span: Span, body: Place) -> Self {
        if span.start < body.bytes {
            return Self { headline: true, span };
        }
        Self { headline: false, span: Span::new(span.start - body.bytes, span.end.saturating_sub(body.bytes)) }
    }
}

/// What makes somebody a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carriage {
    /// Was told it: `told Yonhap`.
    Told,
    /// Carried it: `in an interview with`, `released by`.
    Carried,
    /// The words stand in its own: `Xinhua reported that …`.
    Around,
    /// Carried what was said before in the paragraph, and still does.
    Continued,
}

/// A relay with what shows that it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relayed {
    /// As rows have it.
    pub relay: Relay,
    /// What makes it one.
    pub by: Carriage,
    /// The words that say so, if any.
    pub cue: Option<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_pronouns_leads_to_the_name_it_began_with() {
        let name = Span::new(0, 3);
        let named = Reference { words: Some(name), ..Reference::new(How::FullName, None) };
        let he = Reference { words: Some(Span::new(20, 22)), ..Reference::new(How::Pronoun, named.origin()) };
        assert_eq!([named.origin(), he.origin(), he.continued().origin()], [Some(name); 3]);
    }

    #[test]
    fn spans_through_title_and_body_find_their_part() {
        let body = Place { bytes: 10, sentences: 1, paragraphs: 1 };
        let [title, words] = [Span::new(2, 5), Span::new(12, 15)].map(|span| Cited::of(span, body));
        assert_eq!((title.headline, title.span), (true, Span::new(2, 5)));
        assert_eq!((words.headline, words.span), (false, Span::new(2, 5)));
    }
}
