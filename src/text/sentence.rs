//! Sentences.

use super::enumeration::{items, label_length};
use super::stop::Stop;
use super::style::SentenceStyle;
use crate::span::Span;
use memchr::{memchr_iter, memchr3};

/// Appends the sentences of a paragraph, without the white space between them, in time linear in its length.
///
/// A run of `.`, `!`, `?` and `…` may end a sentence; [`Stop::ends_news_sentence`] or
/// [`Stop::ends_web_sentence`] decides by what stands before and after it. Everything else that ends
/// one is the next item of a list run into the paragraph, and the end of the paragraph.
pub fn sentences(text: &str, paragraph: Span, style: SentenceStyle, out: &mut Vec<Span>) {
    let words = paragraph.of(text);
    let mut cuts = Cuts { words, start: 0, found: out, offset: paragraph.start };
    let mut marks = Marks::new(words);
    let mut items = items(words).into_iter().peekable();
    let mut at = cuts.begin(0);
    loop {
        let mark = marks.next_from(at);
        while items.next_if(|&item| item <= cuts.start).is_some() {}
        if let Some(item) = items.next_if(|&item| mark.is_none_or(|mark| item <= mark)) {
            at = cuts.cut(item);
            continue;
        }
        // The last mark of nearly every paragraph is its last byte.
        let Some(mark) = mark.filter(|&mark| mark + 1 < words.len()) else { break };
        let mut stop = Stop::read(words, cuts.start, mark);
        let ends = match style {
            SentenceStyle::News => stop.ends_news_sentence(),
            SentenceStyle::Web => stop.ends_web_sentence(),
        };
        at = if ends { cuts.cut(stop.end) } else { stop.end };
    }
    cuts.cut(words.len());
}

/// The sentences cut so far.
struct Cuts<'a> {
    words: &'a str,
    /// Where the sentence begins that is not cut yet.
    start: usize,
    found: &'a mut Vec<Span>,
    offset: usize,
}

impl Cuts<'_> {
    /// Ends the sentence at `end`, begins the next; gives where to look on.
    fn cut(&mut self, end: usize) -> usize {
        let sentence = self.words[self.start..end].trim_end();
        if !sentence.is_empty() {
            self.found.push(Span::new(self.start, self.start + sentence.len()).shifted(self.offset));
        }
        self.begin(end)
    }

    /// Begins a sentence with the first word from `at`; the marks of its label (`1.`) end nothing.
    fn begin(&mut self, at: usize) -> usize {
        self.start = self.words.len() - self.words[at..].trim_start().len();
        self.start + label_length(&self.words[self.start..])
    }
}

/// Finds the marks that may end a sentence: each search goes over the bytes once.
struct Marks<'a> {
    bytes: &'a [u8],
    /// The next `.`, `!` or `?`.
    single: Option<usize>,
    /// The next `…`, which is three bytes long and has a search of its own.
    ellipsis: Option<usize>,
}

impl<'a> Marks<'a> {
    fn new(words: &'a str) -> Self {
        let mut marks = Self { bytes: words.as_bytes(), single: None, ellipsis: None };
        (marks.single, marks.ellipsis) = (marks.find_single(0), marks.find_ellipsis(0));
        marks
    }

    /// The first mark at or after `at`, which never goes back.
    fn next_from(&mut self, at: usize) -> Option<usize> {
        if self.single.is_some_and(|mark| mark < at) {
            self.single = self.find_single(at);
        }
        if self.ellipsis.is_some_and(|mark| mark < at) {
            self.ellipsis = self.find_ellipsis(at);
        }
        match (self.single, self.ellipsis) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    fn find_single(&self, at: usize) -> Option<usize> {
        memchr3(b'.', b'!', b'?', &self.bytes[at..]).map(|found| at + found)
    }

    fn find_ellipsis(&self, at: usize) -> Option<usize> {
        // By its last byte, which is the rarest of the three.
        let mut last = memchr_iter(0xa6, &self.bytes[at..]).map(|last| at + last);
        last.find(|&last| self.bytes[..last].ends_with(b"\xe2\x80")).map(|last| last - 2)
    }
}
