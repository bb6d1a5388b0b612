//! A run of marks that may end a sentence, and the rules that decide.

use super::abbreviation::{Abbreviation, abbreviation};
use super::wordlist::WordList;
use std::sync::LazyLock;

static STARTERS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("starters.txt")));
static QUOTE_VERBS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("quote_verbs.txt")));
static EXCLAIMING_NAMES: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("exclaiming_names.txt")));
static CLOCK_WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("clock_words.txt")));

/// Longest word looked at before a mark, in characters: no abbreviation is longer, and hostile input is not searched.
const WORD_BEFORE: usize = 16;
/// Words between a quotation and the verb of its attribution: "…?” South Korean President Moon Jae-in then asked".
const ATTRIBUTION_WORDS: usize = 10;

/// What the first word after a stop begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The paragraph ends.
    Nothing,
    /// A capital, or a letter of a script without case, or a name like `iPhone`.
    Capital,
    Lower,
    Digit,
    /// A mark.
    Mark(char),
}

/// A run of `.`, `!`, `?`, `…` with the closing marks after it, and its surroundings.
#[derive(Debug)]
pub struct Stop<'a> {
    text: &'a str,
    /// The beginning of the sentence the run stands in.
    sentence: usize,
    /// The first mark of the run.
    mark: usize,
    /// One past the run, closing marks included: the sentence ends here if it ends.
    pub end: usize,
    /// Number of full stops.
    dots: usize,
    /// A `!` or `?` is among the marks.
    emphatic: bool,
    /// `…`, `...`, `. . .`.
    ellipsis: bool,
    /// A quotation closes after the last mark.
    quoted: bool,
    /// A bracket closes after the last mark.
    bracketed: bool,
    /// White space follows.
    spaced: bool,
    /// The first character after the white space.
    next: usize,
    /// The first word after the white space and after opening marks.
    next_word: usize,
    /// What that word begins with.
    kind: Next,
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
        while stop.read_mark() || stop.read_closer() || stop.read_note() {}
        stop.ellipsis |= stop.dots > 1;
        stop.split_spaced_ellipsis();
        stop.read_next();
        stop
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
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
            '\u{200b}' | '\u{feff}' => {}
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
        self.kind = match word.chars().next() {
            None => Next::Nothing,
            Some(c) if c.is_uppercase() => Next::Capital,
            Some(c) if c.is_lowercase() && has_inner_capital(word_of(word)) => Next::Capital,
            Some(c) if c.is_lowercase() => Next::Lower,
            Some(c) if c.is_alphabetic() => Next::Capital,
            Some(c) if c.is_numeric() => Next::Digit,
            Some(c) => Next::Mark(c),
        };
    }

    /// The word before the run, leading dots left out.
    fn word_before(&self) -> &'a str {
        let before = &self.text[self.sentence..self.mark];
        let inner = |&(_, c): &(usize, char)| c.is_alphanumeric() || matches!(c, '.' | '&' | '°');
        let start = before.char_indices().rev().take(WORD_BEFORE).take_while(inner).last();
        start.map_or("", |(at, _)| &before[at..]).trim_start_matches('.')
    }

    fn next_word(&self) -> &'a str {
        word_of(&self.text[self.next_word..])
    }

    /// True if the next word has a capital and is one that begins sentences.
    fn starter_follows(&self) -> bool {
        let word = self.next_word();
        let rest = &self.text[self.next_word + word.len()..];
        match word {
            // "I" and "A" may be initials, "No" may count.
            "I" | "A" => rest.trim_start().starts_with(char::is_lowercase),
            "No" => !rest.starts_with('.'),
            _ => self.kind == Next::Capital && STARTERS.has(&word.replace('’', "'")),
        }
    }

    /// True before "Mr.", which seldom stands after an abbreviation.
    fn formal_title_follows(&self) -> bool {
        matches!(self.next_word(), "Mr" | "Mrs" | "Ms")
    }

    /// True if the sentence ends with this run.
    pub fn ends_sentence(&self) -> bool {
        if !self.spaced {
            return self.kind == Next::Nothing || self.end_is_glued();
        }
        if self.kind == Next::Nothing {
            return true;
        }
        if self.emphatic {
            self.emphatic_ends()
        } else if self.ellipsis {
            self.ellipsis_ends()
        } else {
            self.full_stop_ends()
        }
    }

    /// "It ended.Then": a stop without white space after it ends a sentence between a plain word and a capitalised one.
    fn end_is_glued(&self) -> bool {
        let (before, after) = (self.word_before(), self.next_word());
        let rest = &self.text[self.next_word + after.len()..];
        let plain = |word: &str| word.len() > 1 && word.chars().all(char::is_lowercase);
        let number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
        let name = before.strip_prefix(char::is_uppercase).is_some_and(plain)
            && (self.starter_follows() || self.formal_title_follows());
        let ends = (plain(before) || number || name) && abbreviation(before).is_none();
        let begins = after
            .strip_prefix(char::is_uppercase)
            .is_some_and(|tail| tail.chars().all(|c| c.is_lowercase() || c == '\''));
        // Not in addresses of the web: a path before, a further dot behind.
        let start = self.mark - before.len();
        let path = self.char_before(start).is_some_and(|c| matches!(c, '/' | '@' | '_' | '.'));
        let dotted = rest.starts_with(['/', '@'])
            || rest.strip_prefix('.').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
        let one_mark = self.emphatic || self.dots == 1 && !self.ellipsis;
        one_mark && ends && begins && after.len() > 1 && !path && !dotted
    }

    fn emphatic_ends(&self) -> bool {
        // "(!)" comments on a word.
        if self.bracketed && self.char_before(self.mark).is_some_and(|c| matches!(c, '(' | '[')) {
            return false;
        }
        let exclaiming = || !self.bracketed && EXCLAIMING_NAMES.has(self.word_before());
        match self.kind {
            Next::Lower => false,
            Next::Capital if self.quoted => !self.attribution_follows(),
            Next::Capital => !exclaiming() || self.starter_follows(),
            // "Who Is She? (1965)" is a title with its year.
            Next::Digit => !self.year_follows(),
            Next::Mark(_) => {
                !self.char_at(self.next).is_some_and(|c| matches!(c, ',' | ';' | ':' | '=' | '/' | '-' | '–' | '—'))
            }
            Next::Nothing => true,
        }
    }

    fn ellipsis_ends(&self) -> bool {
        if self.mark == self.sentence || self.kind != Next::Capital {
            return false;
        }
        // "[...]" leaves something out; it may be the end of the sentence only before a clear beginning.
        if self.bracketed && self.char_before(self.mark).is_some_and(|c| matches!(c, '(' | '[')) {
            return self.starter_follows();
        }
        // "what I mean . . . I didn't": a pause rather than an end.
        let word = self.next_word();
        let pause = self.dots == 3 && !self.quoted && self.char_before(self.mark).is_some_and(char::is_whitespace);
        !(pause && (word == "I" || word.starts_with("I'") || word.starts_with("I’")))
            && !(self.quoted && self.attribution_follows())
    }

    fn full_stop_ends(&self) -> bool {
        let before = self.word_before();
        match self.kind {
            Next::Lower => return false,
            // The ellipsis that `split_spaced_ellipsis` left to the next sentence.
            Next::Mark('.') => return true,
            Next::Mark(mark) => {
                return (matches!(mark, '#' | '@') || is_symbol(mark)) && abbreviation(before).is_none();
            }
            _ => {}
        }
        if self.quoted || self.bracketed {
            // "(D-Calif.) Smith"; a closing quotation mark makes an end much likelier.
            return self.quoted || self.starter_follows() || abbreviation(before).is_none();
        }
        let mut letters = before.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_alphabetic()
        {
            return self.single_letter_ends(letter);
        }
        self.abbreviation_ends(before)
    }

    /// "John F. Kennedy", "you and I. Did".
    fn single_letter_ends(&self, letter: char) -> bool {
        let pronoun = || {
            matches!(
                self.word_ahead_of(self.mark - letter.len_utf8()),
                "and" | "or" | "than" | "am" | "do" | "as" | "War" | "WAR"
            )
        };
        if self.char_before(self.mark - letter.len_utf8()).is_some_and(|c| matches!(c, '\'' | '’')) {
            // The `s` of a possessive.
            return true;
        }
        let counts = matches!(letter, 'p' | 'v' | 'c');
        !counts && self.starter_follows() || letter == 'I' && pronoun()
    }

    fn abbreviation_ends(&self, before: &str) -> bool {
        match abbreviation(before) {
            None => true,
            Some(Abbreviation::Never | Abbreviation::Title) => false,
            Some(Abbreviation::Digit | Abbreviation::Unit) => self.kind == Next::Capital,
            Some(Abbreviation::Month | Abbreviation::Number) => self.starter_follows(),
            Some(Abbreviation::MayEnd) => self.starter_follows() || self.formal_title_follows(),
            Some(Abbreviation::Clock) => self.clock_ends(before),
        }
    }

    /// "at 6 p.m. Travelers": the time ends a sentence unless it opened it ("At 5 a.m. Kim left"), or a zone, a day or a noun follows.
    fn clock_ends(&self, before: &str) -> bool {
        let number = self.text[self.sentence..self.mark - before.len()].trim_end();
        let hour = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
        let opening = hour.len() < 40
            && hour.split_whitespace().count() < 5
            && hour.split_whitespace().next().is_none_or(opens_time);
        let counted = hour
            .split_whitespace()
            .next_back()
            .is_some_and(|word| matches!(word, "a" | "an" | "the" | "The" | "its" | "his" | "her"));
        let zone = CLOCK_WORDS.has(self.next_word())
            || self.text[self.next_word..]
                .split_whitespace()
                .take(3)
                .any(|word| word.trim_matches([',', '.']).eq_ignore_ascii_case("time"));
        self.kind == Next::Capital && !opening && !zone && (!counted || self.starter_follows())
    }

    /// The word before the word that begins at `at`.
    fn word_ahead_of(&self, at: usize) -> &'a str {
        let before = self.text[self.sentence..at].trim_end();
        let start = before.char_indices().rev().take(WORD_BEFORE).take_while(|(_, c)| c.is_alphanumeric()).last();
        start.map_or("", |(at, _)| &before[at..])
    }

    /// "(1965)".
    fn year_follows(&self) -> bool {
        let year = self.text[self.next..].strip_prefix('(').unwrap_or("");
        year.bytes().take(4).filter(u8::is_ascii_digit).count() == 4 && year[4..].starts_with(')')
    }

    /// "…?” Clinton said": a name and a verb of quoting go on with the sentence.
    fn attribution_follows(&self) -> bool {
        let mut at = self.next_word;
        for count in 0..ATTRIBUTION_WORDS {
            let word = word_of(&self.text[at..]);
            if count > 0 && QUOTE_VERBS.has(word) {
                return true;
            }
            // "He said" with a capital is a sentence of its own; "I say" cannot be told and goes on.
            let names = word.starts_with(char::is_uppercase) && !(count == 0 && word != "I" && STARTERS.has(word));
            let goes_on = names || count > 0 && joins_names(word);
            if !goes_on {
                return false;
            }
            at += word.len();
            let dotted = word.chars().count() == 1 || abbreviation(word) == Some(Abbreviation::Title);
            if dotted && self.text[at..].starts_with('.') {
                at += 1;
            }
            let Some(' ' | '-') = self.char_at(at) else { return false };
            at += 1;
        }
        false
    }
}

/// The letters, digits and apostrophes that `text` begins with.
fn word_of(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).unwrap_or(text.len())]
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
    )
}

/// Currencies, pictures and the like.
fn is_symbol(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₩' | '©' | '■' | '●' | '►' | '▪') || c >= '\u{1f000}'
}

/// Words that stand inside names and between a name and its verb.
fn joins_names(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "de" | "la" | "van" | "von" | "der" | "bin" | "al" | "later" | "then" | "also" | "in" | "un"
    )
}

/// Words that open "At 5 a.m.".
fn opens_time(word: &str) -> bool {
    matches!(
        word,
        "At" | "By" | "Around" | "About" | "On" | "From" | "Until" | "Before" | "After" | "Since" | "Shortly" | "As"
    )
}

#[cfg(test)]
mod tests {
    use super::super::wordlist::is_canonical;

    #[test]
    fn the_lists_are_canonical() {
        for file in [
            include_str!("starters.txt"),
            include_str!("quote_verbs.txt"),
            include_str!("exclaiming_names.txt"),
            include_str!("clock_words.txt"),
        ] {
            assert!(is_canonical(file));
        }
    }
}
