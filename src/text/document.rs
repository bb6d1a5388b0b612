//! A text with its paragraphs, sentences, tokens and quotations.

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
    /// Decided by the boilerplate table.
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
