//! The rules by which a stop ends a sentence.

use super::abbreviation::{Abbreviation, abbreviation};
use super::stop::{Next, Stop, word_of};
use super::wordlist::WordList;
use std::sync::LazyLock;

static STARTERS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("starters.txt")));
static QUOTE_VERBS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("quote_verbs.txt")));
static EXCLAIMING_NAMES: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("exclaiming_names.txt")));
static COUNTRY_NAMES: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("country_names.txt")));
static CLOCK_WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("clock_words.txt")));

/// Words between a quotation and the verb of its attribution: "…?” South Korean President Moon Jae-in then asked".
const ATTRIBUTION_WORDS: usize = 10;
/// Words of a description between commas after the name, the verb included.
const APPOSITION_WORDS: usize = 12;
/// Words between "Holt’s" and the verb.
const OWNED_WORDS: usize = 3;
/// Longest byline behind a quotation, in bytes.
const BYLINE: usize = 60;

impl Stop<'_> {
    /// True if the next word has a capital and is one that begins sentences.
    fn starter_follows(&self) -> bool {
        let word = self.next_word();
        let rest = &self.text[self.next_word + word.len()..];
        match word {
            // "I" and "A" may be initials, "No" may count.
            "I" | "A" => rest.trim_start().starts_with(char::is_lowercase),
            "No" => !rest.starts_with('.'),
            _ if self.kind != Next::Capital => false,
            _ if word.is_ascii() => STARTERS.has(word),
            _ => STARTERS.has(&word.replace('’', "'")),
        }
    }

    /// True before "Mr.", which seldom stands after an abbreviation.
    fn formal_title_follows(&self) -> bool {
        matches!(self.next_word(), "Mr" | "Mrs" | "Ms")
    }

    /// True if the sentence ends with this run, in edited prose.
    pub fn ends_news_sentence(&self) -> bool {
        self.ends_sentence() && !self.byline_follows()
    }

    /// True if the sentence ends with this run in any style.
    pub(super) fn ends_sentence(&self) -> bool {
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
        let after = self.next_word();
        let begins = after
            .strip_prefix(char::is_uppercase)
            .is_some_and(|tail| tail.chars().all(|c| c.is_lowercase() || c == '\''));
        let one_mark = self.emphatic || self.dots == 1 && !self.ellipsis;
        if !one_mark || !begins || after.len() < 2 {
            return false;
        }
        let before = self.word_before();
        let rest = &self.text[self.next_word + after.len()..];
        let plain = |word: &str| word.len() > 1 && word.chars().all(char::is_lowercase);
        let number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
        let name = before.strip_prefix(char::is_uppercase).is_some_and(plain) && self.new_sentence_follows();
        let ends = (plain(before) || number || name) && abbreviation(before).is_none();
        // Not in addresses of the web: a path before, a further dot behind.
        let start = self.mark - before.len();
        let path = self.char_before(start).is_some_and(|c| matches!(c, '/' | '@' | '_' | '.'));
        let dotted = rest.starts_with(['/', '@'])
            || rest.strip_prefix('.').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
        ends && !path && !dotted
    }

    fn emphatic_ends(&self) -> bool {
        // "(!)" comments on a word.
        if self.bracketed && self.char_before(self.mark).is_some_and(|c| matches!(c, '(' | '[')) {
            return false;
        }
        match self.kind {
            Next::Lower => false,
            Next::Capital if self.quoted => !self.attribution_follows(),
            Next::Capital => !self.exclaims() || self.starter_follows(),
            // "Who Is She? (1965)" is a title with its year.
            Next::Digit => !self.year_follows(),
            Next::Mark(_) => !self
                .char_at(self.next)
                .is_some_and(|c| matches!(c, ',' | ';' | ':' | '=' | '/' | '-' | '–' | '—' | '!' | '?')),
            Next::Nothing => true,
        }
    }

    /// "Yahoo! News": the mark belongs to a name.
    pub(super) fn exclaims(&self) -> bool {
        self.text[self.mark..self.end] == *"!" && EXCLAIMING_NAMES.has(self.word_before())
    }

    /// True for a verb that carries a quotation.
    pub(super) fn quotes(&self, word: &str) -> bool {
        QUOTE_VERBS.has(word)
    }

    fn ellipsis_ends(&self) -> bool {
        if self.mark == self.sentence || self.kind != Next::Capital {
            return false;
        }
        // "[...]" leaves something out; it may be the end of the sentence only before a clear beginning.
        if self.bracketed && self.char_before(self.mark).is_some_and(|c| matches!(c, '(' | '[')) {
            return self.starter_follows();
        }
        let word = self.next_word();
        // "I… I do not know": whoever says a word again goes on.
        if !self.quoted && self.word_before() == word {
            return false;
        }
        // "what I mean . . . I didn't": a pause rather than an end.
        let pause = self.dots == 3 && !self.quoted && self.char_before(self.mark).is_some_and(char::is_whitespace);
        !(pause && (word == "I" || word.starts_with("I'") || word.starts_with("I’")))
            && !(self.quoted && self.attribution_follows())
    }

    fn full_stop_ends(&self) -> bool {
        let before = self.word_before();
        match self.kind {
            // "It rose. (see the table)"
            Next::Lower => return self.bracket_follows() && self.before_is_plain(),
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
            Some(Abbreviation::Digit | Abbreviation::Closing) => self.kind == Next::Capital,
            Some(Abbreviation::Month | Abbreviation::Number) => self.starter_follows(),
            Some(Abbreviation::MayEnd) => self.new_sentence_follows(),
            Some(Abbreviation::State) => self.new_sentence_follows() || self.state_ends(before),
            Some(Abbreviation::Country) => self.new_sentence_follows() || self.country_ends(before),
            Some(Abbreviation::Clock) => self.clock_ends(before),
        }
    }

    /// True before a word that begins sentences, and before "Mr.".
    pub(super) fn new_sentence_follows(&self) -> bool {
        self.starter_follows() || self.formal_title_follows()
    }

    /// "in Ulm, Ga. Officials said": in the middle of a sentence a comma follows the state, a day or an office.
    fn state_ends(&self, before: &str) -> bool {
        let after_comma = self.text[self.sentence..self.mark - before.len()].trim_end().ends_with(',');
        let office = matches!(
            self.next_word(),
            "Mayor" | "Gov" | "Police" | "Sheriff" | "Attorney" | "District" | "County" | "Circuit"
        );
        // "Washington D.C. Photo: a guest"
        let labelled = self.text[self.next_word + self.next_word().len()..].starts_with(':');
        let capital = self.kind == Next::Capital && !self.bracket_follows();
        capital && (after_comma || labelled) && !office && !CLOCK_WORDS.has(self.next_word())
    }

    /// "across the U.S. Pizza sales rose", but not "in the U.S. Senate".
    fn country_ends(&self, before: &str) -> bool {
        let article = self.mark - before.len();
        let place = self.word_ahead_of(article) == "the"
            && self.text[..article].trim_end().strip_suffix("the").is_some_and(|rest| {
                matches!(
                    self.word_ahead_of(rest.len()),
                    "in" | "In"
                        | "across"
                        | "within"
                        | "throughout"
                        | "outside"
                        | "inside"
                        | "into"
                        | "enter"
                        | "leave"
                        | "leaving"
                )
            });
        self.kind == Next::Capital && place && !self.bracket_follows() && !COUNTRY_NAMES.has(self.next_word())
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

    fn bracket_follows(&self) -> bool {
        matches!(self.char_at(self.next), Some('(' | '['))
    }

    /// No abbreviation, no initial.
    pub(super) fn before_is_plain(&self) -> bool {
        let before = self.word_before();
        let initial = before.chars().count() == 1 && before.starts_with(char::is_alphabetic);
        !initial && matches!(abbreviation(before), None | Some(Abbreviation::Digit))
    }

    /// "“All is well.” — Ada Muster": a dash and a name end the paragraph of a quotation.
    fn byline_follows(&self) -> bool {
        let dashed = |rest: &'_ str| rest.starts_with(['-', '–', '—']);
        let rest = &self.text[self.next..];
        if !self.quoted || rest.len() > BYLINE || !dashed(rest) {
            return false;
        }
        let name = rest.trim_start_matches(['-', '–', '—']).trim();
        name.starts_with(char::is_uppercase)
            && !STARTERS.has(word_of(name))
            && !name.ends_with(['.', '!', '?', '”', '"'])
    }

    /// "(1965)".
    fn year_follows(&self) -> bool {
        let year = self.text[self.next..].strip_prefix('(').unwrap_or("");
        year.bytes().take(4).filter(u8::is_ascii_digit).count() == 4 && year[4..].starts_with(')')
    }

    /// "…?” Clinton said", "…?” Ms. Lee, a nurse, said": a name and a verb of quoting go on with the sentence.
    fn attribution_follows(&self) -> bool {
        let mut at = self.next_word;
        // Words of the outlet's own after "Holt’s", as in "Holt’s crowd chanted".
        let mut owned = 0;
        for count in 0..ATTRIBUTION_WORDS {
            let word = word_of(&self.text[at..]);
            if count > 0 && QUOTE_VERBS.has(word) {
                // "Holt asked that it end" says something of its own.
                return word_of(self.text[at + word.len()..].trim_start()) != "that";
            }
            // "He said" with a capital is a sentence of its own; "I say" cannot be told and goes on.
            let names = word.starts_with(char::is_uppercase) && !(count == 0 && word != "I" && STARTERS.has(word));
            let goes_on = names || count > 0 && joins_names(word) || owned > 0 && word.starts_with(char::is_alphabetic);
            if !goes_on {
                return false;
            }
            owned = if word.ends_with("’s") || word.ends_with("'s") { OWNED_WORDS } else { owned.saturating_sub(1) };
            at += word.len();
            let dotted = word.chars().count() == 1 || abbreviation(word) == Some(Abbreviation::Title);
            if dotted && self.text[at..].starts_with('.') {
                at += 1;
            }
            match self.char_at(at) {
                Some(' ' | '-') => at += 1,
                Some(',') => return self.verb_follows_apposition(at + 1),
                _ => return false,
            }
        }
        false
    }

    /// ", 43, a nurse from Ulm, said": what stands between commas, then a verb of quoting.
    fn verb_follows_apposition(&self, at: usize) -> bool {
        let mut closed = false;
        let mut words = self.text[at..].split_whitespace().take(APPOSITION_WORDS);
        while let Some(word) = words.next() {
            if closed && QUOTE_VERBS.has(word_of(word)) {
                return words.next() != Some("that");
            }
            closed = word.ends_with(',');
            if word.ends_with(['.', '!', '?', ':', ';', '"', '”']) {
                return false;
            }
        }
        false
    }
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
            include_str!("country_names.txt"),
            include_str!("clock_words.txt"),
        ] {
            assert!(is_canonical(file));
        }
    }
}
