//! Paragraphs that are no part of the report, by a table of patterns alone.

use super::dateline::dateline;
use memchr::memmem;
use std::sync::LazyLock;

/// Longest paragraph that a pattern may match, in bytes: what is longer is a report.
const LONGEST: usize = 1_000;

static PATTERNS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| super::wordlist::lines(include_str!("boilerplate.txt")).map(Pattern::new).collect());

/// A pattern with `*` for any run of characters, as the head of `boilerplate.txt` explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    first: String,
    middle: Vec<String>,
    /// None if there is no `*`: the first piece is all.
    last: Option<String>,
}

impl Pattern {
    /// Reads a pattern; every text is one.
    pub fn new(pattern: &str) -> Self {
        let mut pieces: Vec<String> = normal(pattern).split('*').map(str::to_owned).collect();
        let last = (pieces.len() > 1).then(|| pieces.pop().unwrap_or_default());
        let first = pieces.remove(0);
        pieces.retain(|piece| !piece.is_empty());
        Self { first, middle: pieces, last }
    }

    /// True if the pattern matches the whole of a paragraph that [`normal`] made plain.
    fn matches(&self, paragraph: &str) -> bool {
        let Some(last) = &self.last else { return paragraph == self.first };
        let rest = paragraph.strip_prefix(self.first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str()));
        let Some(mut rest) = rest else { return false };
        // The leftmost place of each piece leaves the most room for the next.
        for piece in &self.middle {
            let Some(at) = memmem::find(rest.as_bytes(), piece.as_bytes()) else { return false };
            rest = &rest[at + piece.len()..];
        }
        true
    }
}

/// Small letters, single blanks, straight quotation marks.
fn normal(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace(['‘', '’'], "'").replace(['“', '”'], "\"")
}

/// True if a pattern of the table matches the paragraph, or nothing in it is a letter or a digit.
pub fn is_boilerplate(paragraph: &str) -> bool {
    matches_any(paragraph, &PATTERNS) || !paragraph.contains(char::is_alphanumeric)
}

/// True if one of the patterns matches the paragraph.
pub fn matches_any(paragraph: &str, patterns: &[Pattern]) -> bool {
    if paragraph.len() > LONGEST {
        return false;
    }
    let body = &paragraph[dateline(paragraph).map_or(0, |found| found.span.end)..];
    let body = normal(body);
    patterns.iter().any(|pattern| pattern.matches(&body))
}

#[cfg(test)]
mod tests {
    use super::super::wordlist::is_canonical;
    use super::*;

    #[test]
    fn the_table_is_canonical() {
        assert!(is_canonical(include_str!("boilerplate.txt")));
    }

    #[test]
    fn a_star_is_any_run() {
        let matches = |pattern: &str, text: &str| Pattern::new(pattern).matches(&normal(text));
        assert!(matches("Sign up*", "SIGN  up") && matches("*(photo by *)", "Kim waves. (Photo by A. Example)"));
        assert!(matches("a*b*c", "aXbYbZc") && matches("*", "") && matches("it’s", "It's"));
        assert!(!matches("ends", "It ends") && !matches("ab*ba", "aba") && !matches("a*b*c", "acb"));
    }

    #[test]
    fn knows_what_surrounds_a_report() {
        for text in [
            "(Bloomberg) -- Sign up for Example Rising, a new dispatch on where Korea goes next.",
            "Example Tower in Seoul, South Korea, on Friday. (Photographer: Mina Example/Bloomberg)",
            "Leaders shake hands at the border. (Photo by Mina Example / Example Agency)",
            "Story Continued Below",
            "Enditem",
            "-0-",
            "* * *",
            "Read more: What the summit means",
            "Follow Mina Example on Twitter: @mina",
            "(Reporting by Mina Example; Editing by Max Muster)",
            "© 2019 Example L.P.",
            "Mina Example in Seoul contributed to this report.",
            "CLICK HERE TO GET THE EXAMPLE APP",
        ] {
            assert!(is_boilerplate(text), "{text}");
        }
    }

    #[test]
    fn leaves_the_report_alone() {
        for text in [
            "Kim signed up for the programme last year.",
            "“Read more,” the teacher told them.",
            "The war ends.",
            "The source said: there will be no talks.",
            "Follow-up talks are planned, Twitter said.",
            "Sharing the advertisement was a mistake, he said (the second in a week).",
            "Reporters asked him about the copyright law.",
        ] {
            assert!(!is_boilerplate(text), "{text}");
        }
        assert!(!is_boilerplate(&format!("Read more: {}", "on and on ".repeat(200))));
    }
}
