//! Lines of a page: words in ink, wrapped at a width, in columns.

use super::say::visible;
use console::{Style, measure_text_width};

/// How words look where there is colour. Without it they say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As they are.
    Plain,
    /// What one looks for.
    Strong,
    /// What one may pass over.
    Faint,
    /// Who speaks.
    Speaker,
    /// The words of saying.
    Cue,
    /// Through whom.
    Relay,
    /// Scores above zero.
    Good,
    /// Scores below zero.
    Bad,
}

impl Ink {
    /// The ink of a figure.
    pub fn of(figure: f64) -> Self {
        if figure > 0.0 {
            Ink::Good
        } else if figure < 0.0 {
            Ink::Bad
        } else {
            Ink::Plain
        }
    }

    fn style(self) -> Style {
        let style = Style::new().force_styling(true);
        match self {
            Ink::Plain => style,
            Ink::Strong => style.bold(),
            Ink::Faint => style.dim(),
            Ink::Speaker => style.cyan().bold(),
            Ink::Cue => style.yellow(),
            Ink::Relay => style.magenta(),
            Ink::Good => style.green(),
            Ink::Bad => style.red(),
        }
    }
}

/// A space that is no place to break a line.
pub const NO_BREAK: char = '\u{a0}';

/// Characters of a word that are shown; of a longer one, these and a mark.
const LONGEST: usize = 200;
const ELIDED: usize = LONGEST + 1;

/// Words in one ink.
pub type Piece = (Ink, String);

/// A page that is being written.
#[derive(Debug)]
pub struct Page {
    lines: String,
    width: usize,
    styled: bool,
    /// Something was written, here or on a page before.
    begun: bool,
}

impl Page {
    /// An empty page.
    pub fn new(width: usize, styled: bool) -> Self {
        Self { lines: String::new(), width, styled, begun: false }
    }

    /// The page as written; it is empty again.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.lines)
    }

    /// An empty line, unless there is one already or nothing before it.
    pub fn gap(&mut self) {
        if self.begun && self.lines != "\n" && !self.lines.ends_with("\n\n") {
            self.lines.push('\n');
        }
    }

    /// Words wrapped in a column that begins at `column`, or at two thirds of a narrow page, with `label` before them. White space of any
    /// kind is one space, at which a line may break unless it is a no-break space; a word that is longer than a line is broken.
    pub fn entry(&mut self, column: usize, label: &[Piece], words: &[Piece]) {
        let column = column.min(self.width * 2 / 3);
        let mut line = Line::default();
        let mut elide = elision();
        for (ink, label) in label {
            line.push(*ink, &visible(&label.chars().filter_map(&mut elide).collect::<String>()));
        }
        if line.wide > 0 && line.wide >= column {
            self.end(&mut line);
        }
        let mut first = true;
        for word in split(words, self.width.saturating_sub(column).max(1)) {
            let wide: usize = word.iter().map(|(_, chunk)| measure_text_width(chunk)).sum();
            if !first && line.wide + 1 + wide > self.width {
                self.end(&mut line);
                first = true;
            }
            if first {
                line.push(Ink::Plain, &" ".repeat(column - line.wide));
            } else {
                // A space between two words of one ink is of that ink.
                let last = line.pieces.last().map(|(ink, _)| *ink);
                line.push(
                    last.filter(|last| Some(*last) == word.first().map(|(ink, _)| *ink)).unwrap_or(Ink::Plain),
                    " ",
                );
            }
            for (ink, chunk) in &word {
                line.push(*ink, chunk);
            }
            first = false;
        }
        self.end(&mut line);
    }

    /// Writes a line and empties it.
    fn end(&mut self, line: &mut Line) {
        let Line { pieces, .. } = std::mem::take(line);
        let mut text = String::new();
        for (ink, words) in &pieces {
            if self.styled && *ink != Ink::Plain {
                text.push_str(&ink.style().apply_to(words).to_string());
            } else {
                text.push_str(words);
            }
        }
        self.begun = true;
        self.lines.push_str(text.trim_end());
        self.lines.push('\n');
    }
}

/// A line that is being filled.
#[derive(Debug, Default)]
struct Line {
    pieces: Vec<Piece>,
    /// Columns so far.
    wide: usize,
}

impl Line {
    fn push(&mut self, ink: Ink, words: &str) {
        self.wide += measure_text_width(words);
        match self.pieces.last_mut() {
            Some((last, piece)) if *last == ink => piece.push_str(words),
            _ => self.pieces.push((ink, words.to_owned())),
        }
    }
}

/// Gives the characters of words one by one as they are shown: of a very long word the first, and a mark.
fn elision() -> impl FnMut(char) -> Option<char> {
    let mut long = 0;
    move |c| {
        long = if c.is_whitespace() { 0 } else { long + 1 };
        match long {
            0..=LONGEST => Some(c),
            ELIDED => Some('…'),
            _ => None,
        }
    }
}

/// The words of pieces, each in chunks of one ink, none wider than `room`.
fn split(pieces: &[Piece], room: usize) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let (mut open, mut wide) = (false, 0);
    let mut elide = elision();
    for (ink, piece) in pieces {
        for c in piece.chars().filter_map(&mut elide) {
            if c.is_whitespace() && c != NO_BREAK {
                open = false;
                continue;
            }
            let mut bytes = [0; 4];
            let shown = if c == NO_BREAK { " ".to_owned() } else { visible(c.encode_utf8(&mut bytes)) };
            let columns = measure_text_width(&shown);
            if !open || wide + columns > room {
                words.push(Vec::new());
                (open, wide) = (true, 0);
            }
            wide += columns;
            if let Some(word) = words.last_mut() {
                match word.last_mut() {
                    Some((last, chunk)) if last == ink => chunk.push_str(&shown),
                    _ => word.push((*ink, shown)),
                }
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(width: usize, column: usize, label: &str, words: &str) -> String {
        let mut page = Page::new(width, false);
        page.entry(column, &[(Ink::Faint, label.to_owned())], &[(Ink::Plain, words.to_owned())]);
        page.take()
    }

    #[test]
    fn words_stand_in_their_column() {
        assert_eq!(plain(16, 6, "who", "one two three"), "who   one two\n      three\n");
        assert_eq!(plain(16, 6, "a label", "one"), "a label\n      one\n");
        assert_eq!(plain(16, 6, "who", "two\n 83\u{a0}%\u{a0}right"), "who   two\n      83 % right\n");
        assert_eq!(plain(10, 6, "", "abcdefghij"), "      abcd\n      efgh\n      ij\n");
        assert_eq!(plain(10, 4, "who", ""), "who\n");
        assert_eq!(plain(12, 12, "a label", "one two"), "a label one\n        two\n");
    }

    #[test]
    fn ink_changes_no_column_and_no_word() {
        let words = [(Ink::Plain, "a ".to_owned()), (Ink::Good, "great".to_owned()), (Ink::Plain, ", day".to_owned())];
        let mut page = Page::new(12, true);
        page.entry(2, &[], &words);
        let styled = page.take();
        assert!(styled.contains("\u{1b}[32mgreat\u{1b}[0m,"), "{styled:?}");
        let mut page = Page::new(12, false);
        page.entry(2, &[], &words);
        assert_eq!(console::strip_ansi_codes(&styled), page.take());
    }

    #[test]
    fn a_gap_parts_what_is_there() {
        let mut page = Page::new(20, false);
        let mut write = |gaps: usize| {
            (0..gaps).for_each(|_| page.gap());
            page.entry(0, &[], &[(Ink::Plain, "a".to_owned())]);
            page.take()
        };
        assert_eq!([write(2), write(0), write(2)], ["a\n", "a\n", "\na\n"]);
    }

    #[test]
    fn a_very_long_word_is_elided() {
        let [short, long] = [LONGEST, 10 * LONGEST].map(|n| "x".repeat(n));
        assert_eq!(plain(1000, 300, &long, ""), format!("{short}…\n"));
        assert_eq!(plain(1000, 0, "", &format!("a {long}, {short} b")), format!("a {short}… {short} b\n"));
    }

    #[test]
    fn hostile_words_steer_nothing() {
        assert_eq!(plain(40, 0, "", "a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}\n");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page(
            width in 12_usize..60,
            column in 0_usize..20,
            words in "([a-zé世 \u{a0}\n]|“|\u{1b}|\u{200f}){0,200}",
        ) {
            let page = plain(width, column, "label", &words);
            for line in page.lines() {
                // An escaped character is not broken.
                prop_assert!(measure_text_width(line) <= width.max(column + 8), "{line:?}");
            }
            let letters = |text: &str| text.chars().filter(|c| matches!(c, 'é' | '世' | '“')).count();
            prop_assert_eq!(letters(&page), letters(&words));
        }
    }
}
