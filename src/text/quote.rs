//! Quotations: a state machine over the quotation marks of each paragraph.
//!
//! Marks come curly, straight, as `''` and ` `` `, and as guillemets; single ones count inside double ones, or alone where the paragraph has
//! no double ones. What a mark does is read from its shape and, where the shape does not say or is a slip of the typesetter, from its
//! neighbours. Apostrophes are no marks. A quotation left open ends with its paragraph; the next paragraph may go on with it, by opening
//! again or by closing what it did not open. Every mark is looked at once and no nesting goes deeper than two, so time is linear.

use super::document::Quote;
use crate::span::Span;

/// Finds the quotations of a text, in order of their opening mark, nested ones after the outer.
pub fn quotes(text: &str, paragraphs: &[Span]) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut carried = false;
    for &paragraph in paragraphs {
        let marks = marks(text, paragraph);
        let first = found.len();
        let mut machine = Machine::new(text, paragraph, &marks, carried);
        for at in 0..marks.len() {
            machine.read(at, &mut found);
        }
        carried = machine.finish(&mut found);
        found[first..].sort_by_key(|quote| (quote.span.start, quote.depth));
    }
    found
}

/// What a mark can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
    /// Neither shape nor neighbours say.
    Either,
}

/// A quotation mark that is no apostrophe.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    double: bool,
    /// Opening and closing marks differ in shape, so that the same marks can nest.
    shaped: bool,
    turn: Turn,
    /// Could be the apostrophe of a plural genitive: an `s` before and a word after it.
    genitive: bool,
}

/// Words that open with an apostrophe for letters left out.
const ELIDED: [&str; 8] = ["em", "n", "til", "cause", "twas", "tis", "round", "bout"];

/// The marks of a paragraph, in order.
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut marks = Vec::new();
    let mut rest = 0;
    // The first bytes of the marks.
    let first = |&(_, byte): &(usize, u8)| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2);
    for (at, _) in words.bytes().enumerate().filter(first) {
        let Some(c) = words[at..].chars().next() else { break };
        if at < rest || !matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»')
        {
            continue;
        }
        let twin = matches!(c, '\'' | '`') && words[at + 1..].starts_with(c);
        let end = at + c.len_utf8() + usize::from(twin);
        rest = end;
        let before = words[..at].chars().next_back();
        let mut after = words[end..].chars();
        let next = after.next();
        let double = twin || matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»');
        let mark = Mark {
            span: Span::new(paragraph.start + at, paragraph.start + end),
            double,
            shaped: !matches!(c, '"' | '\''),
            turn: if double { turn_of_double(c, before, next) } else { turn_of_single(c, before, next) },
            genitive: before == Some('s') && next == Some(' ') && after.next().is_some_and(char::is_alphanumeric),
        };
        let apostrophe = !double && (mark.turn == Turn::Either || elision(mark.turn, &words[end..]));
        if !apostrophe {
            marks.push(mark);
        }
    }
    marks
}

/// True where a single mark in front of these words stands for letters left out: `'90s`, `'em`.
fn elision(turn: Turn, words: &str) -> bool {
    let word = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    turn == Turn::Open
        && (ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
            || word.len() == 3 && word.ends_with('s') && word.as_bytes()[..2].iter().all(u8::is_ascii_digit))
}

/// True for the character before an opening mark (`None` is the border of the paragraph).
fn can_precede(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || "([{<—–-/“\"‘'`«:".contains(c))
}

/// True for the character after a closing mark.
fn can_follow(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}>—–-/…”\"’'»".contains(c))
}

fn turn_of_double(c: char, before: Option<char>, next: Option<char>) -> Turn {
    let opens = can_precede(before) && next.is_some_and(|c| !c.is_whitespace());
    let closes = can_follow(next) && before.is_some_and(|c| !c.is_whitespace());
    let plain = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".,!?".contains(c));
    match c {
        // The wrong one of a pair is a common slip: trusted only where it can do what its shape says.
        '“' | '‟' if plain(before) && closes && !opens => Turn::Close,
        '”' if before.is_none_or(char::is_whitespace) && next.is_some_and(char::is_alphanumeric) => Turn::Open,
        '“' | '„' | '‟' | '«' | '`' => Turn::Open,
        '”' | '»' => Turn::Close,
        _ if opens && !closes => Turn::Open,
        _ if closes && !opens => Turn::Close,
        _ => Turn::Either,
    }
}

fn turn_of_single(c: char, before: Option<char>, next: Option<char>) -> Turn {
    let opens = can_precede(before) && next.is_some_and(|c| c.is_alphanumeric() || "“\"$£€([.…".contains(c));
    let closes = can_follow(next) && before.is_some_and(|c| !c.is_whitespace());
    match (opens, closes) {
        (true, _) if c != '’' || before.is_none() => Turn::Open,
        (_, true) if !matches!(c, '‘' | '‚' | '`') => Turn::Close,
        _ => Turn::Either,
    }
}

/// Matches the marks of one paragraph.
struct Machine<'a> {
    text: &'a str,
    paragraph: Span,
    marks: &'a [Mark],
    /// The open marks, as indices; at most two.
    open: Vec<usize>,
    has_double: bool,
    /// As many opening as closing double marks, all of different shapes: a second opening mark is nesting, not a forgotten close.
    nests: bool,
    /// The paragraph before left a quotation open.
    carried: bool,
    /// No quotation has been opened or closed yet.
    fresh: bool,
}

impl<'a> Machine<'a> {
    fn new(text: &'a str, paragraph: Span, marks: &'a [Mark], carried: bool) -> Self {
        let doubles = || marks.iter().filter(|mark| mark.double);
        let count = |turn| doubles().filter(|mark| mark.turn == turn).count();
        Self {
            text,
            paragraph: paragraph.trimmed(text),
            marks,
            open: Vec::new(),
            has_double: doubles().next().is_some(),
            nests: doubles().all(|mark| mark.shaped) && count(Turn::Open) == count(Turn::Close),
            carried,
            fresh: true,
        }
    }

    fn read(&mut self, at: usize, found: &mut Vec<Quote>) {
        let mark = self.marks[at];
        if mark.double {
            self.read_double(at, mark, found);
        } else {
            self.read_single(at, mark, found);
        }
    }

    fn read_double(&mut self, at: usize, mark: Mark, found: &mut Vec<Quote>) {
        let innermost = self.open.iter().rposition(|&open| self.marks[open].double);
        match (innermost, mark.turn) {
            (None, Turn::Open | Turn::Either) => {
                self.open = vec![at];
                self.fresh = false;
            }
            (None, Turn::Close) => {
                if self.carried && self.fresh {
                    let start = self.paragraph.start;
                    self.emit(found, Span::new(start, start), mark.span, 0, true);
                }
                self.fresh = false;
            }
            (Some(_), Turn::Open) if self.nests => {
                if self.open.len() < 2 {
                    self.open.push(at);
                }
            }
            // The close of the one before was forgotten, and nobody can say where: drop it.
            (Some(_), Turn::Open) => self.open = vec![at],
            (Some(level), Turn::Close | Turn::Either) => {
                let opening = self.marks[self.open[level]].span;
                self.emit(found, opening, mark.span, level, true);
                self.open.truncate(level);
            }
        }
    }

    fn read_single(&mut self, at: usize, mark: Mark, found: &mut Vec<Quote>) {
        let innermost = self.open.iter().rposition(|&open| !self.marks[open].double);
        match (innermost, mark.turn) {
            (Some(level), Turn::Close) if !(mark.genitive && self.closes_later(at)) => {
                let opening = self.marks[self.open[level]].span;
                self.emit(found, opening, mark.span, level, true);
                self.open.truncate(level);
            }
            (Some(level), Turn::Open) => self.open[level] = at,
            (None, Turn::Open) if self.open.is_empty() != self.has_double && self.open.len() < 2 => self.open.push(at),
            _ => {}
        }
    }

    /// True if the next single mark can close, so that this one need not.
    fn closes_later(&self, at: usize) -> bool {
        self.marks.get(at + 1).is_some_and(|next| !next.double && next.turn == Turn::Close)
    }

    /// Ends the paragraph. True if a quotation is left open.
    fn finish(self, found: &mut Vec<Quote>) -> bool {
        let Some(&outer) = self.open.first() else { return false };
        let mark = self.marks[outer];
        // A single mark without its fellow is an apostrophe after all; a mark that may be anything is no evidence.
        if !mark.double || mark.turn != Turn::Open {
            return false;
        }
        let end = self.paragraph.end;
        self.emit(found, mark.span, Span::new(end, end), 0, false);
        true
    }

    fn emit(&self, found: &mut Vec<Quote>, opening: Span, closing: Span, level: usize, closed: bool) {
        let inner = Span::new(opening.end, closing.start);
        if inner.trimmed(self.text).is_empty() {
            return;
        }
        let leads = opening.start == self.paragraph.start;
        found.push(Quote {
            span: Span::new(opening.start, closing.end),
            inner,
            depth: u8::from(level > 0),
            closed,
            continues: self.carried && level == 0 && leads,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paragraphs(text: &str) -> Vec<Span> {
        let mut start = 0;
        let mut spans = Vec::new();
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                spans.push(Span::new(start, start + line.len()));
            }
            start += line.len() + 1;
        }
        spans
    }

    /// The quotations as text, `>` before nested ones, `+` before continued ones, `~` after unclosed ones.
    fn shown(text: &str) -> Vec<String> {
        quotes(text, &paragraphs(text))
            .iter()
            .map(|quote| {
                let nested = if quote.depth > 0 { ">" } else { "" };
                let continues = if quote.continues { "+" } else { "" };
                let closed = if quote.closed { "" } else { "~" };
                format!("{nested}{continues}{}{closed}", quote.inner.of(text))
            })
            .collect()
    }

    #[test]
    fn tells_what_is_quoted() {
        let cases: &[(&str, &[&str])] = &[
            ("“We met,” he said. “It was good.”", &["We met,", "It was good."]),
            ("\"We met,\" he said. \"It was good.\"", &["We met,", "It was good."]),
            ("``We met,'' he said.", &["We met,"]),
            ("''We met,'' he said.", &["We met,"]),
            ("« We met », he said.", &[" We met "]),
            ("“He told me ‘no deal’ twice,” she said.", &["He told me ‘no deal’ twice,", ">no deal"]),
            ("\"He told me 'no deal' twice,\" she said.", &["He told me 'no deal' twice,", ">no deal"]),
            ("“They don’t. The leaders’ talks won't,” he said.", &["They don’t. The leaders’ talks won't,"]),
            ("He called it a ‘great day’ for Korea’s people", &["great day"]),
            ("Moon: 'The leaders' talks were fine'", &["The leaders' talks were fine"]),
            ("The ’90s and the '80s, rock 'n' roll, the leaders' talks", &[]),
            ("Kim’s and Moon's 6'2\" table", &[]),
            // A wrong shape, a forgotten close, a space on the wrong side.
            ("“It will happen.“ He added: “Soon.”", &["It will happen.", "Soon."]),
            ("He said ”we won” today", &["we won"]),
            ("\"It broke. \"It mended,\" he said.", &["It mended,"]),
            ("\"We met, \" he said.", &["We met, "]),
            ("“The “Star” rose,” he said.", &["The “Star” rose,", ">Star"]),
            ("“The “Star, he said. “Rose.”", &["Rose."]),
            ("An empty \"\" pair", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), *expected, "in {text}");
        }
    }

    #[test]
    fn quotations_run_over_paragraphs() {
        assert_eq!(shown("“We met.\n“We parted.\n“We wept.”\nThe end."), ["We met.~", "+We parted.~", "+We wept."]);
        assert_eq!(shown("“We met.\nWe parted.”"), ["We met.~", "+We parted."]);
        assert_eq!(shown("“We met.\nThe day was cold.\n“We wept.”"), ["We met.~", "We wept."]);
        assert_eq!(shown("\"We met.\n\"We parted,\" he said."), ["We met.~", "+We parted,"]);
    }

    #[test]
    fn hundred_thousand_marks_are_no_burden() {
        for mark in ["\"", "“", "'", " '", "' ", "s' a", "”", "“‘", "''"] {
            let text = mark.repeat(100_000);
            quotes(&text, &[Span::new(0, text.len())]);
        }
    }

    proptest! {
        #[test]
        fn spans_are_sliceable_ordered_and_nested(text in "[a-zé .,\"'`“”‘’«»\n]{0,80}") {
            let paragraphs = paragraphs(&text);
            let found = quotes(&text, &paragraphs);
            let mut last = 0;
            for quote in &found {
                prop_assert!(!quote.inner.of(&text).trim().is_empty());
                prop_assert!(quote.span.contains(quote.inner));
                prop_assert!(paragraphs.iter().any(|paragraph| paragraph.contains(quote.span)));
                prop_assert!(quote.span.start >= last);
                last = quote.span.start;
            }
            for pair in found.windows(2) {
                let inside = pair[0].span.contains(pair[1].span);
                prop_assert!(inside || pair[0].span.end <= pair[1].span.start || pair[1].depth == 1);
            }
        }
    }
}
