//! A text made plain for analysis, with the way back: what nobody sees is gone, every blank is a space, damaged letters are what they stood for.
//!
//! Nearly every text is plain as it is, and borrowed.
//!
//! ```
//! use tone::span::Span;
//! use tone::text::plain::Plain;
//!
//! let plain = Plain::new("Mina\u{a0}Ex\u{ad}ample said");
//! assert_eq!(plain.text, "Mina Example said");
//! assert_eq!(plain.original(Span::new(5, 12)).of("Mina\u{a0}Ex\u{ad}ample said"), "Ex\u{ad}ample");
//! ```

use super::mojibake::repaired;
use super::unseen::is_unseen;
use crate::span::Span;
use std::borrow::Cow;

/// A text as the analysis reads it.
#[derive(Clone, Debug)]
pub struct Plain<'a> {
    /// The plain text.
    pub text: Cow<'a, str>,
    /// The text as it was printed.
    pub printed: &'a str,
    /// Where the two part, in order; none if they are the same.
    shifts: Vec<Shift>,
}

/// A place of the plain text from which on it lies elsewhere in the original.
#[derive(Clone, Copy, Debug)]
struct Shift {
    /// The place in the plain text.
    plain: usize,
    /// What ends there ends here in the original.
    end: usize,
    /// What begins there begins here: behind characters that are gone.
    start: usize,
}

/// What becomes of a character.
enum Form {
    Kept,
    Gone,
    Is(char),
}

impl<'a> Plain<'a> {
    /// Makes a text plain, in linear time.
    pub fn new(printed: &'a str) -> Self {
        let mut plain = Self { text: Cow::Borrowed(printed), printed, shifts: Vec::new() };
        let (mut at, mut copied, mut text) = (0, 0, String::new());
        while let Some(found) = next_suspect(printed.as_bytes(), at) {
            let Some(c) = printed[found..].chars().next() else { break };
            let (form, length) = change(printed, found, c);
            at = found + length;
            let becomes = match form {
                Form::Kept => continue,
                Form::Gone => None,
                Form::Is(c) => Some(c),
            };
            if text.is_empty() {
                text.reserve(printed.len());
            }
            text.push_str(&printed[copied..found]);
            copied = at;
            let end = if becomes.is_some() { at } else { found };
            text.extend(becomes);
            match plain.shifts.last_mut().filter(|last| last.plain == text.len()) {
                Some(last) => last.start = at,
                None => plain.shifts.push(Shift { plain: text.len(), end, start: at }),
            }
        }
        if copied > 0 {
            text.push_str(&printed[copied..]);
            plain.text = Cow::Owned(text);
        }
        plain
    }

    /// True if the text was plain already.
    pub fn is_as_printed(&self) -> bool {
        self.shifts.is_empty()
    }

    /// Where words of the plain text stand in the original, with what was left out inside them and without what was beside them.
    pub fn original(&self, span: Span) -> Span {
        Span::new(self.place(span.start).1, self.place(span.end).0)
    }

    /// The words of the original that a span of the plain text is made of.
    pub fn words(&self, span: Span) -> &'a str {
        self.original(span).of(self.printed)
    }

    /// Where in the plain text words of the original stand, if they are whole there.
    pub fn of_original(&self, span: Span) -> Span {
        let place = |at: usize| {
            let behind = self.shifts.partition_point(|shift| shift.end <= at);
            let last = behind.checked_sub(1).map(|last| self.shifts[last]);
            last.map_or(at, |shift| shift.plain + at.saturating_sub(shift.start))
        };
        Span::new(place(span.start), place(span.end))
    }

    /// Where in the original ends what ends at `at`, and begins what begins there.
    fn place(&self, at: usize) -> (usize, usize) {
        let behind = self.shifts.partition_point(|shift| shift.plain <= at);
        let Some(shift) = behind.checked_sub(1).map(|last| self.shifts[last]) else { return (at, at) };
        let start = shift.start + (at - shift.plain);
        (if at == shift.plain { shift.end } else { start }, start)
    }
}

/// What becomes of what stands at `at`, and its bytes.
fn change(text: &str, at: usize, c: char) -> (Form, usize) {
    match form(c) {
        Form::Kept => {}
        form => return (form, c.len_utf8()),
    }
    match repaired(text[..at].chars().next_back(), &text[at..]) {
        Some((c, length)) => (if let Form::Kept = form(c) { Form::Is(c) } else { form(c) }, length),
        None => (Form::Kept, c.len_utf8()),
    }
}

/// What becomes of a character by itself.
fn form(c: char) -> Form {
    match c {
        _ if c.is_ascii() => Form::Kept,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Form::Is(' '),
        '″' | '＂' => Form::Is('"'),
        '´' | '＇' => Form::Is('\''),
        _ if is_unseen(c) => Form::Gone,
        _ => Form::Kept,
    }
}

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Where the next character begins, from `at`, that may become another.
fn next_suspect(text: &[u8], mut at: usize) -> Option<usize> {
    while at < text.len() {
        let block = &text[at..(at + BLOCK).min(text.len())];
        // Nearly all blocks are ASCII.
        if block.iter().fold(0, |all, byte| all | byte) >= 0x80 {
            let mut places = (at..at + block.len()).filter(|&at| text[at] >= 0xc2);
            if let Some(found) = places.find(|&at| is_suspect(&text[at..])) {
                return Some(found);
            }
        }
        at += block.len();
    }
    None
}

/// True if bytes of UTF-8 begin with a character that may become another.
fn is_suspect(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xc2, 0x80..=0xa0 | 0xad | 0xb4, ..]
            | [0xc3, 0x82..=0x85 | 0xa2 | 0xaf | 0xb0, ..]
            | [0xe1, 0x9a, 0x80, ..]
            | [0xe2, 0x80, 0x80..=0x8f | 0xaa..=0xaf | 0xb3, ..]
            | [0xe2, 0x81, 0x9f..=0xa9, ..]
            | [0xe3, 0x80, 0x80, ..]
            | [0xef, 0xbb..=0xbc, ..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_plain_is_borrowed() {
        for text in ["", "Plain.", "“Señor Peña’s café — naïve…” São Â â ï ð 中 한국\n\u{2028}x"]
        {
            let plain = Plain::new(text);
            assert!(matches!(plain.text, Cow::Borrowed(_)) && plain.is_as_printed(), "{text}");
        }
    }

    #[test]
    fn blanks_marks_and_damaged_letters_become_plain() {
        for (printed, text) in [
            ("a\u{a0}b\u{202f}c\u{3000}d\u{2009}e", "a b c d e"),
            ("\u{feff}co\u{ad}op\u{200b}er\u{2060}ate\u{200f}", "cooperate"),
            ("″Yes,″ it´s ＂so＂", "\"Yes,\" it's \"so\""),
            ("â€œYes,â€\u{9d} Ã©lan Â\u{a0} ï»¿x", "“Yes,” élan   x"),
            ("Ã¢â‚¬Ëœitâ€™s", "‘it’s"),
        ] {
            assert_eq!(Plain::new(printed).text, text);
        }
    }

    #[test]
    fn every_character_that_changes_is_suspect() {
        for c in (0x80..=0x2ffff).filter_map(char::from_u32) {
            let changes = !matches!(change(c.encode_utf8(&mut [0; 4]), 0, c).0, Form::Kept);
            assert!(!changes || is_suspect(c.to_string().as_bytes()), "{c:?}");
            assert!(!is_unseen(c) || changes, "{c:?}");
            assert!(!c.is_whitespace() || changes || "\u{85}\u{2028}\u{2029}".contains(c), "{c:?}");
        }
    }

    #[test]
    fn words_keep_what_is_unseen_inside_them_and_nothing_beside_them() {
        let printed = "\u{200b}So\u{ad}\u{200b}ft\u{ad} itâ€™s\u{a0}\u{ad}x";
        let plain = Plain::new(printed);
        assert_eq!(plain.text, "Soft it’s x");
        let words = |word: &str| plain.text.find(word).map(|at| plain.words(Span::new(at, at + word.len()))).unwrap();
        assert_eq!(
            ["Soft", "So", "ft", "it’s", "’", " x"].map(words),
            ["So\u{ad}\u{200b}ft", "So", "ft", "itâ€™s", "â€™", "\u{a0}\u{ad}x"]
        );
    }

    proptest! {
        #[test]
        fn every_span_has_its_place(text in "([a-c ]|\u{a0}|\u{ad}|\u{200b}|â€™|Ã©|é|“|″|\u{93}|😀){0,40}") {
            let plain = Plain::new(&text);
            prop_assert_eq!(&Plain::new(&plain.text).text, &plain.text, "plain is plain");
            let borders: Vec<usize> = (0..=plain.text.len()).filter(|&at| plain.text.is_char_boundary(at)).collect();
            let mut last = 0;
            for pair in borders.windows(2) {
                let span = Span::new(pair[0], pair[1]);
                let original = plain.original(span);
                prop_assert!(original.start >= last && !original.is_empty());
                last = original.end;
                let again = Plain::new(original.of(&text));
                let same = again.text == span.of(&plain.text);
                prop_assert!(same, "{:?} of {:?}", original.of(&text), span.of(&plain.text));
                prop_assert_eq!(plain.of_original(original), span);
            }
            for (&start, &end) in borders.iter().zip(&borders[borders.len() / 2..]) {
                prop_assert!(text.get(plain.original(Span::new(start, end)).start..).is_some());
            }
        }
    }
}
