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

/// Words in one ink.
pub type Piece = (Ink, String);

/// A page that is being written.
#[derive(Debug)]
pub struct Page {
    lines: String,
    width: usize,
    styled: bool,
}

impl Page {
    /// An empty page.
    pub fn new(width: usize, styled: bool) -> Self {
        Self { lines: String::new(), width, styled }
    }

    /// The page as written; it is empty again.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.lines)
    }

    /// An empty line, unless there is one already or the page is empty.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() && !self.lines.ends_with("\n\n") {
            self.lines.push('\n');
        }
    }

    /// Words wrapped in a column that begins at `column`, with `label` before them. White space of any kind is one space; a word that is
    /// longer than a line is broken.
    pub fn entry(&mut self, column: usize, label: &[Piece], words: &[Piece]) {
        let mut line = String::new();
        for (ink, label) in label {
            self.paint(&mut line, *ink, &visible(label));
        }
        let mut at = measure_text_width(&line);
        if at > 0 && at >= column {
            self.end(&mut line, &mut at);
        }
        let mut first = true;
        for word in split(words, self.width.saturating_sub(column).max(1)) {
            let wide: usize = word.iter().map(|(_, chunk)| measure_text_width(chunk)).sum();
            if !first && at + 1 + wide > self.width {
                self.end(&mut line, &mut at);
                first = true;
            }
            let space = if first { column - at } else { 1 };
            line.extend(std::iter::repeat_n(' ', space));
            for (ink, chunk) in &word {
                self.paint(&mut line, *ink, chunk);
            }
            (at, first) = (at + space + wide, false);
        }
        self.end(&mut line, &mut at);
    }

    fn end(&mut self, line: &mut String, at: &mut usize) {
        self.lines.push_str(line.trim_end());
        self.lines.push('\n');
        line.clear();
        *at = 0;
    }

    fn paint(&self, line: &mut String, ink: Ink, words: &str) {
        if self.styled && ink != Ink::Plain {
            line.push_str(&ink.style().apply_to(words).to_string());
        } else {
            line.push_str(words);
        }
    }
}

/// The words of pieces, each in chunks of one ink, none wider than `room`.
fn split(pieces: &[Piece], room: usize) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let (mut open, mut wide) = (false, 0);
    for (ink, piece) in pieces {
        for c in piece.chars() {
            if c.is_whitespace() {
                open = false;
                continue;
            }
            let mut bytes = [0; 4];
            let shown = visible(c.encode_utf8(&mut bytes));
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
