//! A text as the words that the lexicon knows, each with its place: once as the reference reads it, once as the news profile does.

use crate::span::Span;
use crate::tone::cut::{Pieces, is_space, is_word, strip};
use crate::tone::lexicon::{Entry, Lexicon};
use crate::tone::polarity::marks;
use crate::tone::rewrite::{emoji_to_words, is_dash, plain_typography, without_marks};

/// A token with an entry of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The number of the token among all.
    pub number: u32,
    /// Its entry.
    pub entry: Entry,
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
        for reading in [&mut self.reference, &mut self.news] {
            reading.known.clear();
            (reading.tokens, reading.marks) = (0, [0; 2]);
        }
        self.words = 0;
        let ascii = text.is_ascii();
        let mut reader = Reader {
            text,
            lexicon,
            apostrophes: memchr::memchr(b'\'', text.as_bytes()).is_some(),
            reference: views.contains(&View::Reference).then_some(&mut self.reference),
            news: views.contains(&View::News).then_some(&mut self.news),
        };
        for piece in Pieces::new(text) {
            if ascii || text.as_bytes()[piece.start..piece.end].is_ascii() {
                self.words += u32::from(reader.read_plain(piece));
            } else {
                self.words += reader.read_foreign(piece);
            }
        }
    }
}

impl Reading {
    #[inline]
    fn add(&mut self, found: Option<(Entry, bool)>, span: Span) {
        if let Some((entry, capitals)) = found {
            self.known.push(Known { number: self.tokens, entry, capitals, span });
        }
        self.tokens = self.tokens.saturating_add(1);
    }

    /// The numbers of exclamation and question marks of the text, and of what stands for it.
    pub fn all_marks(&self, text: &str) -> [usize; 2] {
        let [exclamations, questions] = marks(text);
        [exclamations + self.marks[0], questions + self.marks[1]]
    }

    fn count_marks(&mut self, source: &str, rewritten: &str) {
        if rewritten != source {
            for ((count, now), before) in self.marks.iter_mut().zip(marks(rewritten)).zip(marks(source)) {
                *count += now.saturating_sub(before);
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Whether a straight apostrophe is in the text: without one, no unlisted word negates.
    apostrophes: bool,
    reference: Option<&'a mut Reading>,
    news: Option<&'a mut Reading>,
}

impl Reader<'_> {
    /// Reads a piece of ASCII, which is the same in both views. True if it holds a letter or digit.
    #[inline]
    fn read_plain(&mut self, piece: Span) -> bool {
        let word = strip(self.text, piece);
        let found = self.look_up(self.text, word, self.apostrophes);
        if let Some(reading) = &mut self.reference {
            reading.add(found, word);
        }
        if let Some(reading) = &mut self.news {
            reading.add(found, word);
        }
        is_word(self.text, word)
    }

    /// The entry of a word of a text, and whether it is in capitals.
    #[inline]
    fn look_up(&self, text: &str, word: Span, odd: bool) -> Option<(Entry, bool)> {
        let entry = self.lexicon.entry(text, word, odd);
        (entry != Entry::UNKNOWN).then(|| (entry, in_capitals(&text[word.start..word.end])))
    }

    /// Reads a piece with other characters: it may hold white space of theirs, emoji, and marks that the views spell differently. Gives
    /// the number of words with a letter or digit.
    #[cold]
    fn read_foreign(&mut self, piece: Span) -> u32 {
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
        let source = piece.of(self.text);
        let spelled = emoji_to_words(source);
        for inner in Pieces::new(&spelled) {
            let word = strip(&spelled, inner);
            let span = if spelled == source { word.shifted(piece.start) } else { piece };
            reading.add(self.look_up(&spelled, word, true), span);
        }
        reading.count_marks(source, &spelled);
        self.reference = Some(reading);
    }

    fn read_as_news(&mut self, piece: Span) {
        let Some(reading) = self.news.take() else { return };
        for (part, dash) in parts(self.text, piece, is_dash) {
            let source = part.of(self.text);
            let spelled = emoji_to_words(source);
            let plain = plain_typography(&spelled);
            for inner in Pieces::new(&plain) {
                let word = strip(&plain, inner);
                let span = if plain == source {
                    word.shifted(part.start)
                } else if word == inner {
                    part
                } else {
                    without_marks(self.text, part)
                };
                reading.add(self.look_up(&plain, word, true), span);
            }
            reading.count_marks(source, &plain);
            // A dash would glue two words together: it is a token of its own, and no word.
            if dash {
                reading.add(None, part);
            }
        }
        self.news = Some(reading);
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
    Pieces::new(text)
        .any(|piece| parts(text, piece, is_space).any(|(part, _)| !part.is_empty() && small(part.of(text))))
}

/// Python's `isupper`: no cased letter but capitals, and at least one.
pub(super) fn in_capitals(word: &str) -> bool {
    let mut capitals = false;
    for c in word.chars() {
        if c.is_lowercase() || is_title_case(c) {
            return false;
        }
        capitals |= c.is_uppercase();
    }
    capitals
}

/// Letters of title case (general category Lt): a capital and a small letter in one.
fn is_title_case(c: char) -> bool {
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
