//! Lines that an outlet prints under one text after another, for `tone check`: most are no part of a report, and a pattern in the
//! configuration leaves them out.

use crate::article::Article;
use crate::config::literal_key;
use crate::ingest::record::one_line;
use crate::limits::REPEATED_LINE_BYTES;
use crate::stats::rng::{SplitMix64, fnv1a64};
use crate::text::boilerplate::{Boilerplate, LONGEST};
use crate::text::paragraph::paragraphs;
use crate::text::plain::Plain;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Different texts of an outlet that a line must stand in.
pub const FEWEST_TEXTS: usize = 20;
/// Paragraphs by which a text is known: some of them may be lines that are repeated.
const TELLING: usize = 4;
/// Bytes that a line seen once takes, about.
const ONCE: usize = 32;
/// Bytes that a line seen again takes, about, without its words.
const AGAIN: usize = 160;
/// Bytes for each text that such a line stands in, about.
const TEXT: usize = 16;

/// A line that an outlet repeats. Both are untrusted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedLine {
    /// The outlet, or empty.
    pub outlet: String,
    /// The line, with one blank for any run of white space.
    pub line: String,
    /// Different texts that have it. One text printed twice is one: its longest other paragraphs are the same.
    pub texts: usize,
}

/// Counts lines; articles may come in any order and from any thread.
#[derive(Debug)]
pub(super) struct Lines {
    held: Mutex<Held>,
    boilerplate: Boilerplate,
}

/// Lines by hash. Over the cap those with large hashes go: what is left depends on what was seen, and not on the order.
#[derive(Debug)]
struct Held {
    once: BTreeMap<u64, u64>,
    again: BTreeMap<u64, Again>,
    /// Lines with a hash above this are not held.
    most: u64,
    bytes: usize,
    cap: usize,
}

/// A line that stands in several texts, by the hashes of these.
#[derive(Debug)]
struct Again {
    outlet: String,
    line: String,
    texts: BTreeSet<u64>,
}

impl Lines {
    /// A count that leaves out what is known to be boilerplate.
    pub fn new(boilerplate: Boilerplate) -> Self {
        Self::within(REPEATED_LINE_BYTES, boilerplate)
    }

    fn within(cap: usize, boilerplate: Boilerplate) -> Self {
        let held = Held { once: BTreeMap::new(), again: BTreeMap::new(), most: u64::MAX, bytes: 0, cap };
        Self { held: Mutex::new(held), boilerplate }
    }

    /// Counts the lines of an article.
    pub fn look(&self, article: &Article) {
        let outlet_key = literal_key(&article.outlet);
        let text = Plain::new(&article.text).text;
        let spans = paragraphs(&text, article.hard_wrapped);
        let all = spans.iter().map(|span| span.of(&text));
        let report: Vec<&str> = all.filter(|paragraph| !self.boilerplate.has(paragraph)).collect();
        // One text printed twice is one: texts are told apart by their longest paragraphs, for which a line does not count itself.
        let mut longest: Vec<&str> = report.clone();
        longest.sort_by_key(|paragraph| Reverse(paragraph.len()));
        longest.truncate(TELLING);
        let without = |line: &str| {
            let others: Vec<String> =
                longest.iter().filter(|other| **other != line).map(|other| one_line(other)).collect();
            hash("", &others.join("\n"))
        };
        let whole = without("");
        let mut lines = Vec::new();
        for paragraph in report {
            // What ends in a colon belongs to what follows it: "The statement said:". The outlet's name is boilerplate anyway.
            if paragraph.len() <= LONGEST && !paragraph.ends_with(':') && literal_key(paragraph) != outlet_key {
                let line = one_line(paragraph);
                let text = if longest.contains(&paragraph) { without(paragraph) } else { whole };
                lines.push((hash(&article.outlet, &line), text, line));
            }
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        lines.into_iter().for_each(|(hash, text, line)| held.add(hash, text, &article.outlet, line));
    }

    /// The lines that stand in enough texts, by outlet, the commonest first.
    pub fn repeated(self) -> Vec<RepeatedLine> {
        let held = self.held.into_inner().unwrap_or_else(PoisonError::into_inner);
        let often = held.again.into_values().filter(|again| again.texts.len() >= FEWEST_TEXTS);
        let told = |Again { outlet, line, texts }| RepeatedLine { outlet, line, texts: texts.len() };
        let mut lines: Vec<RepeatedLine> = often.map(told).collect();
        lines.sort_by(|a, b| (&a.outlet, Reverse(a.texts), &a.line).cmp(&(&b.outlet, Reverse(b.texts), &b.line)));
        lines
    }
}

impl Held {
    fn add(&mut self, hash: u64, text: u64, outlet: &str, line: String) {
        if hash > self.most {
            return;
        }
        if let Some(again) = self.again.get_mut(&hash) {
            self.bytes += if again.texts.insert(text) { TEXT } else { 0 };
        } else {
            match self.once.insert(hash, text) {
                None => self.bytes += ONCE,
                Some(before) if before == text => {}
                Some(before) => {
                    self.once.remove(&hash);
                    self.bytes += AGAIN + 2 * TEXT + outlet.len() + line.len() - ONCE;
                    let again = Again { outlet: outlet.to_owned(), line, texts: BTreeSet::from([before, text]) };
                    self.again.insert(hash, again);
                }
            }
        }
        while self.bytes > self.cap && self.most > 0 {
            self.most /= 2;
            let most = self.most;
            self.once.retain(|hash, _| *hash <= most);
            self.again.retain(|hash, _| *hash <= most);
            let again = self.again.values();
            let again: usize =
                again.map(|one| AGAIN + TEXT * one.texts.len() + one.outlet.len() + one.line.len()).sum();
            self.bytes = ONCE * self.once.len() + again;
        }
    }
}

/// Mixed once more, for what is held over the cap is decided by the first bits.
fn hash(outlet: &str, line: &str) -> u64 {
    SplitMix64(fnv1a64(outlet.bytes().chain([0]).chain(line.bytes()))).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(number: usize, outlet: &str, line: &str) -> Article {
        let text =
            format!("Report {number} is about the weather of a day, and long.\n\n{line}\n\nIt said:\n\nLine {number}");
        Article { outlet: outlet.to_owned(), text, ..Article::default() }
    }

    fn repeated(articles: &[Article]) -> Vec<RepeatedLine> {
        let lines = Lines::new(Boilerplate::built_in().clone());
        articles.iter().for_each(|article| lines.look(article));
        lines.repeated()
    }

    #[test]
    fn a_line_of_twenty_texts_is_told() {
        let of =
            |texts: usize| (0..texts).map(|number| article(number, "Polar  Post", "Read  us.")).collect::<Vec<_>>();
        assert_eq!(repeated(&of(19)), []);
        let mut articles = of(21);
        let told = RepeatedLine { outlet: "Polar  Post".to_owned(), line: "Read us.".to_owned(), texts: 21 };
        assert_eq!(repeated(&articles), std::slice::from_ref(&told));
        articles.extend(of(21));
        articles.reverse();
        assert_eq!(repeated(&articles), [told], "printed twice, in any order");
    }

    #[test]
    fn long_lines_do_not_make_briefs_one_text() {
        let brief = |number: usize| {
            let lines =
                ["A notice of the outlet", "Another notice"].map(|line| format!("{line} {}", "on and on ".repeat(20)));
            let text = format!("Brief {number} is new.\n\n{}\n\n{}\n\nRead us.", lines[0], lines[1]);
            Article { outlet: "Polar Post".to_owned(), text, ..Article::default() }
        };
        assert_eq!(repeated(&(0..30).map(brief).collect::<Vec<_>>()).len(), 3);
    }

    #[test]
    fn one_story_or_two_outlets_or_known_boilerplate_is_not() {
        let story: Vec<Article> = (0..40).map(|_| article(1, "Polar Post", "Read us.")).collect();
        assert_eq!(repeated(&story), []);
        let two = (0..38).map(|number| article(number, ["Post", "Star"][number % 2], "Read us.")).collect::<Vec<_>>();
        assert_eq!(repeated(&two), []);
        let known = (0..40).map(|number| article(number, "Polar Post", "Advertisement")).collect::<Vec<_>>();
        assert_eq!(repeated(&known), []);
    }

    #[test]
    fn over_the_cap_what_is_held_does_not_depend_on_the_order() {
        let mut articles: Vec<Article> =
            (0..1_500).map(|number| article(number, "Polar Post", &format!("Read us {}.", number % 50))).collect();
        let some = |articles: &[Article]| {
            let lines = Lines::within(20_000, Boilerplate::built_in().clone());
            articles.iter().for_each(|article| lines.look(article));
            let held = lines.held.lock().unwrap().bytes;
            (held, lines.repeated())
        };
        let (bytes, forward) = some(&articles);
        articles.reverse();
        assert!(bytes <= 20_000 && !forward.is_empty() && forward.len() < 50, "{bytes} {}", forward.len());
        assert_eq!(some(&articles), (bytes, forward));
    }
}
