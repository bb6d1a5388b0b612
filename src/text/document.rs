//! A text with its paragraphs, sentences, tokens and quotations.

use super::boilerplate::Boilerplate;
use super::dateline::dateline;
use super::paragraph::paragraphs;
use super::quote::quotes;
use super::sentence::sentences;
use super::style::SentenceStyle;
use super::token::tokens;
use crate::span::Span;
use std::ops::Range;

/// A text taken apart. Indices into the vectors are stable; all spans are bytes into `text`.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// Paragraphs in order, without the white space between them.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order; with the gaps (white space, datelines) they tile the text.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Quotations in order of their opening mark; nested ones after the outer.
    pub quotes: Vec<Quote>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, dateline included.
    pub span: Span,
    /// The dateline it opens with, if any: a gap, no sentence covers it.
    pub dateline: Option<Span>,
    /// Decided by patterns of boilerplate.
    pub boilerplate: bool,
    /// Its sentences, as indices.
    pub sentences: Range<usize>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its text.
    pub span: Span,
    /// The paragraph it is in.
    pub paragraph: usize,
    /// Its tokens, as indices.
    pub tokens: Range<usize>,
}

/// A token: a word (with its inner marks: `Jae-in`, `U.S.`, `didn't`) or one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its text.
    pub span: Span,
    /// True if it holds a letter or a digit.
    pub word: bool,
    /// The innermost quotation it stands in, marks included, as an index.
    pub quote: Option<usize>,
}

/// A quotation, or the part of one that stands in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// 0 for an outer quotation, 1 for one inside it.
    pub depth: u8,
    /// False if the paragraph ends before a closing mark.
    pub closed: bool,
    /// True if it goes on from an unclosed quotation at the end of the paragraph before.
    pub continues: bool,
}

/// Bytes of a text for each of its tokens, fewer than in any prose.
const BYTES_PER_TOKEN: usize = 5;

impl<'a> Document<'a> {
    /// Takes a text of edited prose apart, in time linear in its length. Every newline ends a paragraph, except where `hard_wrapped`: there a blank
    /// line does. Every byte of a paragraph that is neither white space nor of its dateline is in exactly one sentence.
    pub fn parse(text: &'a str, hard_wrapped: bool) -> Self {
        Self::parse_as(SentenceStyle::News, text, hard_wrapped)
    }

    /// Takes a text apart whose sentences end in a style.
    pub fn parse_as(style: SentenceStyle, text: &'a str, hard_wrapped: bool) -> Self {
        Self::parse_by(Boilerplate::built_in(), style, text, hard_wrapped)
    }

    /// The same with patterns of boilerplate that are not the built-in ones alone.
    pub fn parse_by(boilerplate: &Boilerplate, style: SentenceStyle, text: &'a str, hard_wrapped: bool) -> Self {
        let spans = paragraphs(text, hard_wrapped);
        let quotes = quotes(text, &spans);
        let tokens = Vec::with_capacity(text.len() / BYTES_PER_TOKEN);
        let mut document = Self { text, paragraphs: Vec::new(), sentences: Vec::new(), tokens, quotes };
        let mut found = Vec::new();
        for span in spans {
            let dateline = dateline(span.of(text)).map(|found| found.span.shifted(span.start));
            let body = Span::new(dateline.map_or(span.start, |gap| gap.end), span.end).trimmed(text);
            found.clear();
            sentences(text, body, style, &mut found);
            let sentences = document.add_sentences(&found);
            document.paragraphs.push(Paragraph {
                span,
                dateline,
                boilerplate: boilerplate.has_behind(dateline.map_or(0, |gap| gap.end - span.start), span.of(text)),
                sentences,
            });
        }
        document.mark_quoted_tokens();
        document
    }

    /// The text of a token, empty past the end.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// Adds the sentences of the paragraph that is next, with their tokens; gives their indices.
    fn add_sentences(&mut self, spans: &[Span]) -> Range<usize> {
        let first = self.sentences.len();
        for &span in spans {
            let first = self.tokens.len();
            tokens(self.text, span, &mut self.tokens);
            let paragraph = self.paragraphs.len();
            self.sentences.push(Sentence { span, paragraph, tokens: first..self.tokens.len() });
        }
        first..self.sentences.len()
    }

    /// Gives every token the innermost quotation it stands in.
    fn mark_quoted_tokens(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for token in &mut self.tokens {
            while self.quotes.get(next).is_some_and(|quote| quote.span.start <= token.span.start) {
                open.push(next);
                next += 1;
            }
            while open.pop_if(|&mut quote| self.quotes[quote].span.end <= token.span.start).is_some() {}
            token.quote = open.last().copied();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_text_apart() {
        let text = "Mr. Kim left. “I am glad,” he said.\n\nHe smiled.";
        let document = Document::parse(text, false);
        let sentences: Vec<&str> = document.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(sentences, ["Mr. Kim left.", "“I am glad,” he said.", "He smiled."]);
        assert_eq!(document.paragraphs[1].sentences, 2..3);
        let quoted: Vec<&str> =
            document.tokens.iter().filter(|token| token.quote == Some(0)).map(|token| token.span.of(text)).collect();
        assert_eq!(quoted, ["“", "I", "am", "glad", ",", "”"]);
    }
}
