//! A text as the words that the lexicon knows, each with its place: once as the reference reads it, once as the news profile does.

use crate::span::Span;
use crate::tone::cut::{Pieces, is_space, is_word, strip};
use crate::tone::lexicon::{Lexicon, Word, may_negate};
use crate::tone::polarity::marks;
use crate::tone::rewrite::{emoji_to_words, is_dash, is_typographic, plain_typography, without_marks};
use crate::tone::roles::Roles;

/// A token with an entry of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The number of the token among all.
    pub number: u32,
    /// What is known of it.
    pub word: Word,
    /// Whether it is written in capitals.
    pub capitals: bool,
    /// The words of the text it comes from: those of an emoji are its description.
    pub span: Span,
}

/// Which rewriting of a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Emoji as words.
    Reference,
    /// Emoji as words, typography made plain.
    News,
}

/// A text in one view.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The tokens with an entry, in order.
    pub known: Vec<Known>,
    /// The number of all tokens.
    pub tokens: u32,
    /// Exclamation and question marks that are in the rewritten text only.
    marks: [usize; 2],
}

/// A text in both views. Kept for the next text, so that its lists need not grow again.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// As the reference reads it.
    pub reference: Reading,
    /// As the news profile does.
    pub news: Reading,
    /// White-space words with a letter or digit.
    pub words: u32,
}

impl Readings {
    /// What a view reads.
    pub fn of(&self, view: View) -> &Reading {
        match view {
            View::Reference => &self.reference,
            View::News => &self.news,
        }
    }

    /// Reads a text in the views that are asked for, in one walk over its words.
    pub fn read(&mut self, text: &str, lexicon: &Lexicon, views: &[View]) {
        let thorough = may_negate(text);
        if self.walk(text, lexicon, views, thorough).has(Roles::WITH_PARTICLES) && !thorough {
            self.walk(text, lexicon, views, true);
        }
    }

    /// Reads a text, words too that pass no filter if it is to be `thorough`. Gives the roles of all words.
    fn walk(&mut self, text: &str, lexicon: &Lexicon, views: &[View], thorough: bool) -> Roles {
        for reading in [&mut self.reference, &mut self.news] {
            reading.known.clear();
            (reading.tokens, reading.marks) = (0, [0; 2]);
        }
        let mut reader = Reader {
            text,
            lexicon,
            roles: Roles::NONE,
            plain: 0,
            reference: views.contains(&View::Reference).then_some(&mut self.reference),
            news: views.contains(&View::News).then_some(&mut self.news),
        };
        let mut words = 0;
        for piece in Pieces::new(text) {
            if piece.foreign {
                words += reader.read_foreign(piece.word, thorough);
                continue;
            }
            words += u32::from(piece.is_word);
            if thorough || lexicon.may_list(text, piece.word) {
                reader.read_plain(piece.word, thorough);
            }
            reader.plain += 1;
        }
        let Reader { plain, roles, .. } = reader;
        for reading in [&mut self.reference, &mut self.news] {
            reading.tokens += plain;
        }
        self.words = words;
        roles
    }
}

impl Reading {
    /// Adds a token, after the plain ones and those that have been added.
    fn add(&mut self, found: Option<(Word, bool)>, span: Span, plain: u32) {
        if let Some((word, capitals)) = found {
            self.known.push(Known { number: plain + self.tokens, word, capitals, span });
        }
        self.tokens += 1;
    }

    /// The numbers of exclamation and question marks of the text, and of what stands for it.
    pub fn all_marks(&self, text: &str) -> [usize; 2] {
        let [exclamations, questions] = marks(text);
        [exclamations + self.marks[0], questions + self.marks[1]]
    }

    fn count_marks(&mut self, source: &str, rewritten: &str) {
        for ((count, now), before) in self.marks.iter_mut().zip(marks(rewritten)).zip(marks(source)) {
            *count += now.saturating_sub(before);
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// The roles of all words so far.
    roles: Roles,
    /// The number of tokens of ASCII, which are the same in all views; a view counts only its others.
    plain: u32,
    reference: Option<&'a mut Reading>,
    news: Option<&'a mut Reading>,
}

impl Reader<'_> {
    /// Reads a word of ASCII, which is the same in both views.
    #[inline(never)]
    fn read_plain(&mut self, span: Span, thorough: bool) {
        let word = if thorough { self.lexicon.word(self.text, span) } else { self.lexicon.listed(self.text, span) };
        let Some((word, capitals)) = self.know(word, span.of(self.text)) else { return };
        for reading in [&mut self.reference, &mut self.news].into_iter().flatten() {
            reading.known.push(Known { number: self.plain + reading.tokens, word, capitals, span });
        }
    }

    /// A known word, and whether it is in capitals.
    fn know(&mut self, word: Option<Word>, token: &str) -> Option<(Word, bool)> {
        let word = word?;
        self.roles = self.roles.and(word.roles);
        Some((word, !token.starts_with(|c: char| c.is_ascii_lowercase()) && in_capitals(token)))
    }

    /// Reads a piece with other characters: it may hold white space of theirs, emoji, and marks that the views spell differently. Gives
    /// the number of words with a letter or digit.
    #[inline(never)]
    fn read_foreign(&mut self, piece: Span, thorough: bool) -> u32 {
        let source = piece.of(self.text);
        if self.news.is_none() && !thorough && !source.is_ascii() && is_typographic(source) {
            // No list of the reference has a word with such marks.
            if let Some(reading) = &mut self.reference {
                reading.tokens += 1;
            }
            return u32::from(source.bytes().any(|byte| byte.is_ascii_alphanumeric()));
        }
        let mut words = 0;
        for (piece, _) in parts(self.text, piece, is_space) {
            words += u32::from(is_word(self.text, piece));
            self.read_as_reference(piece);
            self.read_as_news(piece);
        }
        words
    }

    fn read_as_reference(&mut self, piece: Span) {
        let Some(reading) = self.reference.take() else { return };
        let spelled = emoji_to_words(piece.of(self.text));
        self.add_spelled(reading, piece, &spelled, piece);
        self.reference = Some(reading);
    }

    fn read_as_news(&mut self, piece: Span) {
        let Some(reading) = self.news.take() else { return };
        for (part, dash) in parts(self.text, piece, is_dash) {
            let (source, bare) = (part.of(self.text), without_marks(self.text, part));
            if bare.len() > 2 && bare.of(self.text).is_ascii() && is_typographic(source) {
                // Marks around a word, as most are.
                reading.add(self.know(self.lexicon.word(self.text, bare), bare.of(self.text)), bare, self.plain);
            } else {
                self.add_spelled(reading, part, &plain_typography(&emoji_to_words(source)), bare);
            }
            // A dash would glue two words together: it is a token of its own, and no word.
            if dash {
                reading.add(None, part, self.plain);
            }
        }
        self.news = Some(reading);
    }

    /// Adds the tokens of a part of the text as it is `spelled` in a view. Those of a rewritten part come from all of it, or from `bare`,
    /// the part without the marks around it, if they had marks to lose.
    fn add_spelled(&mut self, reading: &mut Reading, part: Span, spelled: &str, bare: Span) {
        let source = part.of(self.text);
        let rewritten = spelled != source;
        for inner in spelled.split(is_space).filter(|inner| !inner.is_empty()) {
            let word = strip(inner, Span::new(0, inner.len()));
            let span = match (rewritten, word.len() == inner.len()) {
                (false, _) => word.shifted(part.start),
                (true, true) => part,
                (true, false) => bare,
            };
            reading.add(self.know(self.lexicon.word(inner, word), word.of(inner)), span, self.plain);
        }
        if rewritten {
            reading.count_marks(source, spelled);
        }
    }
}

/// The parts of a piece between characters of a kind, and whether such a character follows each.
fn parts(text: &str, piece: Span, separates: fn(char) -> bool) -> impl Iterator<Item = (Span, bool)> {
    let mut start = piece.start;
    piece.of(text).split_inclusive(separates).map(move |part| {
        let words = part.strip_suffix(separates);
        let span = Span::new(start, start + words.unwrap_or(part).len());
        start += part.len();
        (span, words.is_some())
    })
}

/// Whether some word of a text is not in capitals.
pub(super) fn has_small_words(text: &str, view: View) -> bool {
    let small = |words: &str| {
        // The description of an emoji is in small letters, and a dash that is a token of its own has none.
        !in_capitals(words) || emoji_to_words(words) != words || view == View::News && words.contains(is_dash)
    };
    text.split(is_space).any(|piece| !piece.is_empty() && small(piece))
}

/// Python's `isupper`: no cased letter but capitals, and at least one.
pub(super) fn in_capitals(word: &str) -> bool {
    let mut capitals = false;
    for c in word.chars() {
        if c.is_lowercase() || is_digraph(c) {
            return false;
        }
        capitals |= c.is_uppercase();
    }
    capitals
}

/// Letters of title case (general category Lt): a capital and a small letter in one.
fn is_digraph(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | 'ᾈ'..='ᾏ' | 'ᾘ'..='ᾟ' | 'ᾨ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Readings {
        let mut readings = Readings::default();
        readings.read(text, Lexicon::shared(), &[View::Reference, View::News]);
        readings
    }

    fn known<'a>(reading: &Reading, text: &'a str) -> Vec<(u32, &'a str)> {
        reading.known.iter().map(|known| (known.number, known.span.of(text))).collect()
    }

    #[test]
    fn known_words_have_numbers_and_places() {
        let text = "It was a great, GREAT success, and no doubt\tgood.";
        let readings = read(text);
        assert_eq!(
            known(&readings.reference, text),
            [(3, "great"), (4, "GREAT"), (5, "success"), (7, "no"), (8, "doubt"), (9, "good")]
        );
        assert_eq!(
            readings.reference.known.iter().map(|known| known.capitals).collect::<Vec<_>>(),
            [false, true, false, false, false, false]
        );
        assert_eq!((readings.reference.tokens, readings.news.tokens, readings.words), (10, 10, 10));
    }

    #[test]
    fn views_differ_in_typography() {
        let text = "“Great” news—good… – isn’t\u{a0}bad";
        let readings = read(text);
        assert_eq!(known(&readings.reference, text), [(4, "bad")]);
        assert_eq!(known(&readings.news, text), [(0, "Great"), (3, "good"), (5, "isn’t"), (6, "bad")]);
        assert_eq!((readings.reference.tokens, readings.news.tokens, readings.words), (5, 7, 4));
    }

    #[test]
    fn emoji_stand_for_their_words() {
        let text = "so 😍😍 now";
        let readings = read(text);
        assert_eq!(known(&readings.reference, text)[..2], [(0, "so"), (1, "😍😍")]);
        assert_eq!(readings.words, 2);
        assert_eq!(read("🆙! ！").reference.marks, [1, 0]);
        assert_eq!(read("🆙! ！").news.marks, [2, 0]);
    }

    #[test]
    fn small_words_as_each_view_has_them() {
        for (text, reference, news) in [
            ("GREAT FUN", false, false),
            ("GREAT—FUN", false, true),
            ("GREAT Fun", true, true),
            ("GREAT\u{a0}1", true, true),
            ("GREAT 😍", true, true),
            ("“GREAT” U.S.!", false, false),
        ] {
            assert_eq!(
                [View::Reference, View::News].map(|view| has_small_words(text, view)),
                [reference, news],
                "{text}"
            );
        }
    }

    #[test]
    fn capitals_as_python_sees_them() {
        for word in ["I", "U.S.", "ÉTÉ", "A1", ":D"] {
            assert!(in_capitals(word), "{word}");
        }
        for word in ["", "--", "123", "Aa", "ǅ", "ªA", "中"] {
            assert!(!in_capitals(word), "{word}");
        }
    }
}
