//! The words of a document as the rules see them.

use super::class::{Class, look_up};
use super::cue::Form;
use crate::span::Span;
use crate::text::document::{Document, Token};
use std::ops::Range;

/// A run of tokens, as indices; half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

impl Run {
    /// The tokens `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True if it holds no token.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if it holds the token.
    pub fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Its tokens.
    pub fn tokens(self) -> Range<usize> {
        self.start..self.end
    }

    /// True if the two share a token.
    pub fn meets(self, other: Run) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of it that lies in the other, perhaps empty.
    pub fn within(self, other: Run) -> Run {
        Run::new(self.start.max(other.start), self.end.min(other.end))
    }
}

/// True if one of the runs holds the token.
pub fn covers(runs: &[Run], at: usize) -> bool {
    runs.iter().any(|run| run.holds(at))
}

/// Number of tokens of the runs.
pub fn size(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.len()).sum()
}

/// What the rules see in a token beyond what it is in its document.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Its classes.
    class: Class,
    /// The cue it is a form of.
    form: Option<Form>,
    /// True if it begins with a capital letter.
    capital: bool,
    /// The outer quotation it stands in, as an index into the document's.
    outer: Option<u32>,
}

/// The words of a document, looked up.
#[derive(Debug)]
pub struct Words {
    words: Vec<Word>,
    /// The tokens of each quotation, marks included.
    quotes: Vec<Run>,
    /// For each quotation whether it is a part of the phrase around it: a nickname, a title, a scare quote.
    inline: Vec<bool>,
}

/// Words a quotation may have to be a part of the phrase around it.
const LONGEST_INLINE: usize = 4;

impl Words {
    /// Looks every token up.
    pub fn new(document: &Document<'_>) -> Self {
        let outer = outer_quotes(document);
        let mut quotes = vec![Run::new(0, 0); document.quotes.len()];
        let mut words = Vec::with_capacity(document.tokens.len());
        for (at, token) in document.tokens.iter().enumerate() {
            let innermost = token.quote;
            let outer = innermost.and_then(|quote| outer.get(quote).copied());
            for quote in [outer, innermost.filter(|_| innermost != outer)].into_iter().flatten() {
                let run = &mut quotes[quote];
                *run = Run::new(if run.is_empty() { at } else { run.start }, at + 1);
            }
            let (class, form) = look_up(document.text, token.span);
            let capital = token.span.of(document.text).starts_with(char::is_uppercase);
            let name = capital && words.last().is_some_and(|before: &Word| before.capital);
            // `USA Today` is no day.
            let today = class.any(Class::WEEKDAY) && token.span.of(document.text).eq_ignore_ascii_case("today");
            let class = if name && today { Class::default() } else { class };
            words.push(Word { class, form, capital, outer: outer.and_then(|outer| u32::try_from(outer).ok()) });
        }
        let mut lexed = Self { words, quotes, inline: Vec::new() };
        lexed.inline = (0..lexed.quotes.len()).map(|quote| lexed.is_inline(document, quote)).collect();
        lexed
    }

    /// True for a short quotation that does not end with a mark of its own.
    fn is_inline(&self, document: &Document<'_>, quote: usize) -> bool {
        let run = self.quotes[quote];
        let inner = document.quotes[quote].inner.of(document.text).trim_end();
        let few = document.tokens[run.start..run.end].iter().filter(|word| word.word).take(LONGEST_INLINE + 1).count()
            <= LONGEST_INLINE;
        few && !inner.ends_with([',', '.', '!', '?', '…'])
    }
}

/// A document as the rules see it. Indices are those of the document's tokens; past the end there is nothing.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    lexed: &'a Words,
    /// The quotation the rules look into: for them its words are not quoted, only those of quotations inside it.
    base: Option<usize>,
}

impl<'a> Passage<'a> {
    /// The document outside its quotations.
    pub fn new(document: &'a Document<'a>, lexed: &'a Words) -> Self {
        Self { document, lexed, base: None }
    }

    /// The inside of a quotation.
    pub fn inside(self, quote: usize) -> Self {
        Self { base: Some(quote), ..self }
    }

    fn at(&self, at: usize) -> Option<&'a Word> {
        self.lexed.words.get(at)
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.document.tokens.get(at)
    }

    /// The text of a token, empty past the end.
    pub fn text(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    /// True if the token is this ASCII word in any case, or this mark.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    /// True if the token is one of these ASCII words or marks.
    pub fn is_one(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// True if the token has one of the classes.
    pub fn has(&self, at: usize, class: Class) -> bool {
        self.at(at).is_some_and(|word| word.class.any(class))
    }

    /// The classes of the token, a bit each.
    pub fn class_bits(&self, at: usize) -> u32 {
        self.at(at).map_or(0, |word| word.class.bits())
    }

    /// True if the token is a word and no mark.
    pub fn word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.word)
    }

    /// True if the token begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.at(at).is_some_and(|word| word.capital)
    }

    /// The cue the token is a form of.
    pub fn form(&self, at: usize) -> Option<Form> {
        self.at(at).and_then(|word| word.form)
    }

    /// The outer quotation the token stands in; inside a quotation, the one within it.
    pub fn quote(&self, at: usize) -> Option<usize> {
        let outer = self.at(at)?.outer.map(|outer| outer as usize);
        match self.base {
            Some(base) if outer == Some(base) => self.token(at)?.quote.filter(|&quote| quote != base),
            _ => outer,
        }
    }

    /// The tokens of a quotation, marks included.
    pub fn tokens(&self, quote: usize) -> Run {
        self.lexed.quotes.get(quote).copied().unwrap_or(Run::new(0, 0))
    }

    /// True if the token is in a quotation.
    pub fn quoted(&self, at: usize) -> bool {
        self.quote(at).is_some()
    }

    /// True if the token is in a quotation that stands for itself and is no part of the phrase around it.
    pub fn spoken(&self, at: usize) -> bool {
        self.quote(at).is_some_and(|quote| !self.lexed.inline.get(quote).copied().unwrap_or(false))
    }

    /// The tokens of the quotation that opens with this token.
    pub fn opening(&self, at: usize) -> Option<Run> {
        let run = self.tokens(self.quote(at)?);
        (run.start == at).then_some(run)
    }

    /// The tokens of the quotation that closes with this token.
    pub fn closing(&self, at: usize) -> Option<Run> {
        let run = self.tokens(self.quote(at)?);
        (run.end == at + 1).then_some(run)
    }

    /// True if the quotation that opens with this token is the title of a work: `wrote “The Long Road”`.
    pub fn title(&self, at: usize) -> bool {
        let Some(quote) = self.opening(at) else { return false };
        let small = Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION);
        let mut words = (quote.start..quote.end).filter(|&x| self.word(x));
        words.clone().count() > 1 && words.all(|x| self.capital(x) || self.has(x, small))
    }

    /// The number of words, marks not counted, in a run.
    pub fn count(&self, run: Run) -> usize {
        self.document
            .tokens
            .get(run.start..run.end)
            .map_or(0, |tokens| tokens.iter().filter(|token| token.word).count())
    }

    /// The bytes of a run; empty for an empty one.
    pub fn span(&self, run: Run) -> Span {
        match self.document.tokens.get(run.start..run.end) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The run without marks at its borders, except those of quotations and brackets.
    pub fn trimmed(&self, run: Run) -> Run {
        let loose =
            |at: usize| !self.quoted(at) && matches!(self.text(at), "," | ";" | ":" | "—" | "–" | "-" | "." | "…");
        let mut run = run;
        while run.start < run.end && loose(run.start) {
            run.start += 1;
        }
        while run.end > run.start && loose(run.end - 1) {
            run.end -= 1;
        }
        run
    }

    /// True if the token looks like a finite verb: a common one, one of saying, or one in -ed with a noun in front of it.
    pub fn finite(&self, at: usize) -> bool {
        if self.has(at, Class::FINITE.or(Class::AUXILIARY)) {
            return true;
        }
        if self.capital(at) || self.text(at).ends_with("ing") {
            return false;
        }
        let before = at.saturating_sub(1);
        let modified = Class::DETERMINER.or(Class::PREPOSITION).or(Class::CONJUNCTION).or(Class::POSSESSIVE);
        let noun = self.word(before)
            && !self.has(before, modified)
            && !self.adverb(before)
            && !self.text(before).ends_with("ed");
        let says = self.form(at).is_some_and(|form| form.verb && !form.noun);
        noun && (says || self.text(at).len() > 4 && self.text(at).ends_with("ed"))
    }

    /// True if the token ends in -ly or is an adverb of the table.
    pub fn adverb(&self, at: usize) -> bool {
        const NO_ADVERBS: [&str; 6] = ["family", "ally", "italy", "july", "reply", "assembly"];
        let text = self.text(at);
        self.has(at, Class::ADVERB.or(Class::NEGATION))
            || (text.len() > 3
                && text.ends_with("ly")
                && !text.starts_with(char::is_uppercase)
                && !self.is_one(at, &NO_ADVERBS))
    }
}

/// For each quotation the outer one it stands in, itself if it is one.
fn outer_quotes(document: &Document<'_>) -> Vec<usize> {
    let mut outer = 0;
    let each = document.quotes.iter().enumerate();
    each.map(|(index, quote)| {
        if quote.depth == 0 {
            outer = index;
        }
        outer
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_in_any_case_and_with_any_apostrophe() {
        let document = Document::parse("The spokesman didn’t say “that Kim said so”.", false);
        let lexed = Words::new(&document);
        let passage = Passage::new(&document, &lexed);
        assert!(passage.has(0, Class::DETERMINER) && passage.has(2, Class::AUXILIARY));
        assert_eq!(passage.form(3).map(|form| form.cue.lemma), Some("say"));
        assert_eq!(passage.opening(4), Some(Run::new(4, 10)));
        assert!(passage.quoted(7) && !passage.quoted(10));
    }
}
