//! A run of marks that may end a sentence, and what stands around it.

use super::unseen::is_unseen;

/// Longest word looked at before a mark, in characters: no abbreviation is longer, and hostile input is not searched.
const WORD_BEFORE: usize = 16;

/// What the first word after a stop begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The paragraph ends.
    Nothing,
    /// A capital, or a letter of a script without case, or a name like `iPhone`.
    Capital,
    /// A small letter.
    Lower,
    /// A figure.
    Digit,
    /// A mark.
    Mark(char),
}

/// A run of `.`, `!`, `?`, `…` with the closing marks after it, and its surroundings.
#[derive(Debug)]
pub struct Stop<'a> {
    pub(super) text: &'a str,
    /// The beginning of the sentence the run stands in.
    pub(super) sentence: usize,
    /// The first mark of the run.
    pub(super) mark: usize,
    /// One past the run, closing marks included: the sentence ends here if it ends.
    pub end: usize,
    /// Number of full stops.
    pub(super) dots: usize,
    /// A `!` or `?` is among the marks.
    pub(super) emphatic: bool,
    /// `…`, `...`, `. . .`.
    pub(super) ellipsis: bool,
    /// A quotation closes after the last mark.
    pub(super) quoted: bool,
    /// A bracket closes after the last mark.
    pub(super) bracketed: bool,
    /// White space follows.
    pub(super) spaced: bool,
    /// The first character after the white space.
    pub(super) next: usize,
    /// The first word after the white space and after opening marks.
    pub(super) next_word: usize,
    /// What that word begins with.
    pub(super) kind: Next,
}

impl<'a> Stop<'a> {
    /// Reads the run that begins at `mark`, in a sentence that begins at `sentence`.
    pub fn read(text: &'a str, sentence: usize, mark: usize) -> Self {
        let mut stop = Self {
            text,
            sentence,
            mark,
            end: mark,
            dots: 0,
            emphatic: false,
            ellipsis: false,
            quoted: false,
            bracketed: false,
            spaced: false,
            next: mark,
            next_word: mark,
            kind: Next::Nothing,
        };
        if !stop.read_plain() {
            while stop.read_mark() || stop.read_closer() || stop.read_note() {}
            stop.ellipsis |= stop.dots > 1;
            stop.split_spaced_ellipsis();
            stop.read_next();
        }
        stop
    }

    /// A lone mark with a letter or digit behind it or behind one blank, as nearly all stops are; else nothing is read.
    fn read_plain(&mut self) -> bool {
        let (mark, blank) = match self.text.as_bytes()[self.mark..] {
            [mark @ (b'.' | b'!' | b'?'), first, ..] if first.is_ascii_alphanumeric() => (mark, 0),
            [mark @ (b'.' | b'!' | b'?'), b' ', first, ..] if first.is_ascii_alphanumeric() => (mark, 1),
            _ => return false,
        };
        (self.dots, self.emphatic) = (usize::from(mark == b'.'), mark != b'.');
        self.end = self.mark + 1;
        self.spaced = blank > 0;
        (self.next, self.next_word) = (self.end + blank, self.end + blank);
        self.kind = kind_of(&self.text[self.next..]);
        true
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(self.sentence..at)?.chars().next_back()
    }

    /// One more of the marks themselves, or the blank within `. . .`.
    fn read_mark(&mut self) -> bool {
        let Some(mark) = self.char_at(self.end) else { return false };
        match mark {
            '.' => self.dots += 1,
            '!' | '?' => self.emphatic = true,
            '…' => self.ellipsis = true,
            ' ' if self.dots > 0 && self.text[self.end..].starts_with(" .") => {
                if self.char_at(self.end + 2).is_some_and(char::is_alphanumeric) {
                    return false;
                }
                self.ellipsis = true;
            }
            _ => return false,
        }
        self.end += mark.len_utf8();
        (self.quoted, self.bracketed) = (false, false);
        true
    }

    /// A closing quotation mark or bracket.
    fn read_closer(&mut self) -> bool {
        let Some(mark) = self.char_at(self.end) else { return false };
        let after = self.char_at(self.end + mark.len_utf8());
        match mark {
            // A straight mark with a letter right after it opens, or is an apostrophe.
            '"' | '\'' if after.is_some_and(char::is_alphanumeric) => return false,
            '"' | '\'' | '”' | '’' | '»' | '›' => self.quoted = true,
            ')' | ']' | '}' => self.bracketed = true,
            // "‘We won.’ ”": a thin space keeps two marks apart.
            space if self.quoted && space.is_whitespace() && after == Some('”') => {}
            unseen if is_unseen(unseen) => {}
            '*' if after.is_none_or(char::is_whitespace) => {}
            _ => return false,
        }
        self.end += mark.len_utf8();
        true
    }

    /// A footnote `[12]`, or an omission `[...]`, `[…]`, `(...)` after the stop: both belong to the sentence before.
    fn read_note(&mut self) -> bool {
        let rest = &self.text[self.end..];
        let open = rest.trim_start();
        let blank = rest.len() - open.len();
        let inner = open.strip_prefix(['[', '(']).unwrap_or("");
        let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let omission = ["...]", "…]", "...)", "…)"].into_iter().find(|marks| inner.starts_with(marks));
        let length = match omission {
            Some(marks) => marks.len(),
            None if digits > 0 && open.starts_with('[') && inner[digits..].starts_with(']') => digits + 1,
            None => return false,
        };
        self.end += blank + 1 + length;
        true
    }

    /// "It fell. . . . Then": a stop glued to the word ends the sentence, the ellipsis belongs to the next one.
    fn split_spaced_ellipsis(&mut self) {
        let glued = self.char_before(self.mark).is_some_and(char::is_alphanumeric);
        let rest = &self.text[self.mark..];
        let four = rest.starts_with(". . . .") && self.dots == 4 && !self.emphatic && self.end == self.mark + 7;
        if glued && four && rest[7..].trim_start().starts_with(char::is_uppercase) {
            self.end = self.mark + 1;
            (self.dots, self.ellipsis) = (1, false);
        }
    }

    /// Finds the next word behind white space and opening marks.
    fn read_next(&mut self) {
        let rest = &self.text[self.end..];
        let after = rest.trim_start();
        self.spaced = after.len() < rest.len();
        self.next = self.text.len() - after.len();
        let word = after.trim_start_matches(|c: char| opens(c) || c.is_whitespace());
        self.next_word = self.text.len() - word.len();
        self.kind = kind_of(word);
    }

    /// The word before the run, leading dots left out.
    pub(super) fn word_before(&self) -> &'a str {
        let before = &self.text[self.sentence..self.mark];
        let last = &before.as_bytes()[before.len().saturating_sub(WORD_BEFORE)..];
        // A word of ASCII letters behind a blank, as most are.
        if let Some(at) = last.iter().rposition(|byte| !byte.is_ascii_alphanumeric())
            && last[at] == b' '
        {
            return &before[before.len() - (last.len() - 1 - at)..];
        }
        let inner = |&(_, c): &(usize, char)| c.is_alphanumeric() || matches!(c, '.' | '&' | '°');
        let start = before.char_indices().rev().take(WORD_BEFORE).take_while(inner).last();
        start.map_or("", |(at, _)| &before[at..]).trim_start_matches('.')
    }

    pub(super) fn next_word(&self) -> &'a str {
        word_of(&self.text[self.next_word..])
    }

    /// The word before the word that begins at `at`.
    pub(super) fn word_ahead_of(&self, at: usize) -> &'a str {
        let before = self.text[self.sentence..at].trim_end();
        let start = before.char_indices().rev().take(WORD_BEFORE).take_while(|(_, c)| c.is_alphanumeric()).last();
        start.map_or("", |(at, _)| &before[at..])
    }
}

/// The letters, digits and apostrophes that `text` begins with.
pub fn word_of(text: &str) -> &str {
    let bytes = text.as_bytes();
    if let Some(end) = bytes.iter().position(|&byte| !byte.is_ascii_alphanumeric() && byte != b'\'')
        && bytes[end].is_ascii()
    {
        return &text[..end];
    }
    &text[..text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).unwrap_or(text.len())]
}

/// What a text begins with.
fn kind_of(text: &str) -> Next {
    match text.chars().next() {
        None => Next::Nothing,
        Some(c) if c.is_uppercase() => Next::Capital,
        Some(c) if c.is_lowercase() && has_inner_capital(word_of(text)) => Next::Capital,
        Some(c) if c.is_lowercase() => Next::Lower,
        Some(c) if c.is_alphabetic() => Next::Capital,
        Some(c) if c.is_numeric() => Next::Digit,
        Some(c) => Next::Mark(c),
    }
}

/// `iPhone`, `eBay`: a name that begins small.
fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// Marks that stand before the first word of a sentence.
fn opens(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '('
            | '['
            | '{'
            | '*'
            | '_'
            | '-'
            | '“'
            | '‘'
            | '–'
            | '—'
            | '’'
            | '”'
            | '‹'
            | '«'
            | '•'
            | '¡'
            | '¿'
    ) || is_unseen(c)
}
