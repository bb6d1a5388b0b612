//! Paragraphs that are no part of the report, by a table of patterns alone.

use super::dateline::dateline;
use super::plain::Plain;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use memchr::memmem;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Longest paragraph that a pattern may match, in bytes: what is longer is a report.
pub const LONGEST: usize = 1_000;
/// The same for a pattern of this program that may begin with anything, and ends in the mark of who took a picture: a caption may be as long.
const LONGEST_CAPTION: usize = 600;
/// The same for any other that may begin with anything, and no dateline. A whole report on one line may hold its credit; the last sentence is
/// looked at alone.
const LONGEST_HOLDING: usize = 300;
/// Patterns to which the fastest search is worth its memory.
const FEW: usize = 300;

static BUILT_IN: LazyLock<Boilerplate> = LazyLock::new(|| Boilerplate::new(built_in()));

/// The patterns that come with the program.
fn built_in() -> impl Iterator<Item = Pattern> {
    let lines = super::wordlist::lines;
    let patterns = lines(include_str!("boilerplate.txt")).map(|pattern| (pattern, false));
    let all = patterns.chain(lines(include_str!("boilerplate_lines.txt")).map(|pattern| (pattern, true)));
    all.map(|(pattern, no_sentence)| {
        let pattern = Pattern::new(pattern);
        let ends_in = pattern.last.as_deref().unwrap_or_default();
        let longest = match ends_in.chars().next_back() {
            _ if !pattern.first.is_empty() => LONGEST,
            Some(')' | ']') if !ends_in.contains("report") => LONGEST_CAPTION,
            _ if ends_in.starts_with(['/', '|']) || ends_in.contains("images") => LONGEST_CAPTION,
            _ => LONGEST_HOLDING,
        };
        Pattern { longest, no_sentence, ..pattern }
    })
}

/// What is known of paragraphs that are no part of a report: patterns, each with `*` for any run of characters, as the head of
/// `boilerplate.txt` explains.
#[derive(Clone, Debug)]
pub struct Boilerplate {
    /// By the byte that the paragraph begins with.
    by_first: BTreeMap<u8, Vec<Pattern>>,
    /// By the byte that it ends with, where it may begin with anything.
    by_last: BTreeMap<u8, Vec<Pattern>>,
    /// It may begin and end with anything.
    loose: Vec<Pattern>,
    /// Finds the longest piece of each loose pattern: one search says whether any of them can match at all.
    keys: Option<AhoCorasick>,
}

impl Boilerplate {
    /// The built-in patterns.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The built-in patterns, and others beside them.
    pub fn with(others: &[String]) -> Self {
        if others.is_empty() {
            return BUILT_IN.clone();
        }
        Self::new(built_in().chain(others.iter().map(|pattern| Pattern::new(pattern))))
    }

    fn new(patterns: impl Iterator<Item = Pattern>) -> Self {
        let (mut by_first, mut by_last, mut loose) = (BTreeMap::new(), BTreeMap::new(), Vec::<Pattern>::new());
        for pattern in patterns {
            let last = pattern.last.as_ref().and_then(|last| last.bytes().next_back());
            match (pattern.first.bytes().next(), last) {
                (Some(first), _) => by_first.entry(first).or_insert_with(Vec::new).push(pattern),
                (None, Some(last)) => by_last.entry(last).or_insert_with(Vec::new).push(pattern),
                (None, None) => loose.push(pattern),
            }
        }
        // Building fails only for tables of more than 2^31 bytes; then every pattern is tried. Of the kinds of match the leftmost ones are looked
        // for with vectors.
        let keys = AhoCorasick::builder()
            .kind((loose.len() <= FEW).then_some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostFirst)
            .build(loose.iter().map(Pattern::key))
            .ok();
        Self { by_first, by_last, loose, keys }
    }

    /// True if a pattern matches the paragraph, or nothing in it is a letter or a digit.
    pub fn has(&self, paragraph: &str) -> bool {
        self.has_behind(dateline(paragraph).map_or(0, |found| found.span.end), paragraph)
    }

    /// The same for a paragraph whose dateline is known to end at a byte, 0 without one.
    pub fn has_behind(&self, dateline: usize, paragraph: &str) -> bool {
        self.match_behind(dateline, paragraph) || !paragraph.contains(char::is_alphanumeric)
    }

    /// True if one of the patterns matches the paragraph without its dateline.
    fn match_behind(&self, dateline: usize, paragraph: &str) -> bool {
        if paragraph.len() > LONGEST {
            return false;
        }
        let body = normal(&paragraph[dateline..]);
        let [first, last] = [body.bytes().next(), body.bytes().next_back()].map(Option::unwrap_or_default);
        let fits = |pattern: &&Pattern| {
            body.len() <= pattern.longest
                && (dateline == 0 || pattern.longest > LONGEST_HOLDING)
                && pattern.matches(&body)
        };
        let any = |patterns: &[Pattern]| {
            patterns.iter().filter(fits).any(|pattern| !pattern.no_sentence || !ends_as_a_sentence(&body))
        };
        self.by_first.get(&first).is_some_and(|patterns| any(patterns))
            || self.by_last.get(&last).is_some_and(|patterns| any(patterns))
            || self.keys.as_ref().is_none_or(|keys| keys.is_match(&body)) && any(&self.loose)
    }
}

/// The pieces between the `*` of a pattern.
#[derive(Clone, Debug)]
struct Pattern {
    first: String,
    middle: Vec<String>,
    /// None if there is no `*`: the first piece is all.
    last: Option<String>,
    /// Bytes of the longest paragraph that it may match.
    longest: usize,
    /// It matches nothing that ends as a sentence does.
    no_sentence: bool,
}

impl Pattern {
    fn new(pattern: &str) -> Self {
        let pattern = normal(&Plain::new(pattern).text);
        let mut pieces: Vec<String> = pattern.split('*').map(str::to_owned).collect();
        let last = (pieces.len() > 1).then(|| pieces.pop().unwrap_or_default());
        let first = pieces.remove(0);
        pieces.retain(|piece| !piece.is_empty());
        Self { first, middle: pieces, last, longest: LONGEST, no_sentence: false }
    }

    /// The longest piece.
    fn key(&self) -> &str {
        let pieces = self.middle.iter().chain(&self.last).map(String::as_str);
        pieces.fold(&self.first, |longest, piece| if piece.len() > longest.len() { piece } else { longest })
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

/// True if a paragraph ends in a full stop, a question or exclamation mark, whatever closes behind it.
pub fn ends_as_a_sentence(paragraph: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | ')' | ']');
    paragraph.trim_end_matches(closing).ends_with(['.', '!', '?'])
}

/// Small letters, single blanks, straight quotation marks.
fn normal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.trim();
    // What is printed in ASCII is copied in one piece.
    while let Some(end) = rest.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        plain.push_str(&rest[..end]);
        let mut odd = rest[end..].chars();
        match odd.next() {
            Some('‘' | '’') => plain.push('\''),
            Some('“' | '”') => plain.push('"'),
            Some(c) if c.is_whitespace() => plain.push(' '),
            c => plain.extend(c.into_iter().flat_map(char::to_lowercase)),
        }
        rest = odd.as_str();
    }
    plain.push_str(rest);
    plain.make_ascii_lowercase();
    if plain.contains("  ") {
        plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::super::wordlist::is_canonical;
    use super::*;

    #[test]
    fn the_table_is_canonical() {
        assert!(is_canonical(include_str!("boilerplate.txt")) && is_canonical(include_str!("boilerplate_lines.txt")));
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
            "JUST WATCHED What the summit means Replay More Videos ... MUST WATCH What the summit means 01:23",
            "Media playback is unsupported on your device Media caption What the summit means",
            "( Also on EXAMPLE POST: What the summit means)",
            "Read or Share this story: https://post.example/1",
            "Write to Mina Example at mina@post.example",
            "Leaders shake hands at the border, June 12, 2018. REUTERS/Mina Example",
            "Leaders shake hands at the border. | Mina Example/AP Photo",
            "Leaders shake hands at the border [Mina Example/Reuters]",
            "Mina Example is a columnist. Follow her on Twitter @mina.",
            "(Corrects spelling of name in paragraph 2.)",
            "Copyright 2019 The Example Post",
            "7 years ago",
        ] {
            assert!(Boilerplate::built_in().has(text), "{text}");
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
            "Copyright holders asked for a law, he said.",
            "Just watched by millions, the film is a must.",
            "Close ties between the two countries matter to both, the minister said.",
            "The story highlights what went wrong.",
            "He was last seen on May 2, 2018. Reuters could not reach him.",
            "Follow-up questions went unanswered. He said so on Twitter.",
            "The minister wrote to the committee at its request.",
            "They met 7 years ago.",
            "Video of the attack was shown in court.",
            "The photo: two men at a table.",
            "“Contact us,” the ministry told relatives at a briefing.",
            "Sponsored by two senators, the bill passed.",
            "The company sold its stake to Getty Images.",
            "He told the AP, Reuters and AFP.",
            "(He smiled.)",
            "The talks, he said, are over. (AP)",
            "Playing video of the talks, the station broke in.",
            "Read or share: that was the choice, he said.",
            "Reporting by foreign media about the camps is groundless, the spokeswoman said.",
            "Compiled by a council, the paper says what went wrong.",
            "Writing by hand, he left a message in the guest book.",
            "Read the full indictment and another picture emerges.",
            "Sign up for a tour of the border and you will be handed a waiver.",
            "Most read the verdict as a warning.",
            "First published in 1949, the novel sold 200,000 copies.",
            "An earlier version of this bill passed in May.",
            "More than 200 scientists contributed to this report, which a panel approved.",
            "The remarks do not necessarily reflect the views of the government, the palace said.",
            "Related stories of abuse were told by three others.",
            "More: “We will never go back,” the leader was quoted as saying.",
            "Join the conversation, the minister urged, before it is too late.",
            "He said so on Jan. 10, 2019. Reuters/Ipsos polls have since shown a fall.",
        ] {
            assert!(!Boilerplate::built_in().has(text), "{text}");
        }
        assert!(!Boilerplate::built_in().has(&format!("Read more: {}", "on and on ".repeat(200))));
        let report = "The two sides agreed to go on with the talks, officials said. ".repeat(5);
        assert!(
            !Boilerplate::built_in()
                .has(&format!("{report}Follow him on Twitter @mina for more. Click here to sign up."))
        );
        assert!(!Boilerplate::built_in().has(&format!("{report}Mina Example contributed to this report.")));
        assert!(!Boilerplate::built_in().has(&format!("{report}{report}(Photo by Mina Example)")));
        let short = "SEOUL (Reuters) - They go on with the talks. Mina Example contributed to this report.";
        assert!(!Boilerplate::built_in().has(short));
    }
}
