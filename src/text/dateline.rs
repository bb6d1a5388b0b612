//! Datelines: the place, the date and the agency before the first sentence of a report.

use super::calendar::{MONTHS, WEEKDAYS, name_of};
use super::wordlist::WordList;
use crate::span::Span;
use std::sync::LazyLock;

static AGENCIES: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("agencies.txt")));
static NOT_PLACES: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("not_places.txt")));

/// Longest dateline, in bytes.
const LONGEST: usize = 110;
/// Most words of a place or region: "ABOARD THE USS RONALD REAGAN".
const PLACE_WORDS: usize = 6;
/// Most words of a place that neither a date nor an agency vouches for: longer lines in capitals are headings.
const BARE_WORDS: usize = 3;
/// Text after a dateline that is looked at for small letters, in characters.
const LOOK_AHEAD: usize = 60;

/// A dateline; spans count from the beginning of its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// With its dash.
    pub span: Span,
    /// The agency or outlet in parentheses, without them.
    pub outlet: Option<Span>,
}

/// The dateline that a paragraph opens with: `SEOUL, Jan. 10 (Xinhua) --`, `Seoul (CNN) --`, `(Reuters) -`, `SEOUL —`, `(CNN)Kim`.
///
/// A dash of a known form must end it; only an agency's parentheses may touch the first word instead. A place that is not in capitals
/// needs a date or a known agency.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let (head, end) = split_head(paragraph)?;
    let (before, outlet) = split_outlet(head);
    let mut parts = before.trim_end().trim_end_matches(',').split(',').map(str::trim);
    let place = parts.next().unwrap_or("");
    let mut dated = false;
    for part in parts {
        dated |= is_date(part);
        if !is_date(part) && !is_year(part) && !is_name(part) {
            return None;
        }
    }
    let agency = outlet.map(|span| span.of(paragraph));
    let known = agency.is_some_and(is_known_agency);
    let rest = &paragraph[end..];
    let fits = match agency {
        _ if place.is_empty() => {
            known || agency.is_some_and(|agency| agency_like(agency) && is_in_capitals(agency) && !is_heading(agency))
        }
        Some(agency) => is_name(place) && (known || agency_like(agency) && (dated || is_in_capitals(place))),
        None => is_name(place) && (dated || is_in_capitals(place)) && !is_heading(place) && begins_sentence(rest),
    };
    fits.then(|| Dateline { span: Span::new(0, paragraph.len() - rest.trim_start().len()).trimmed(paragraph), outlet })
}

/// Splits a paragraph at the first dash that may end a dateline: what stands before the dash, and where the dash ends.
fn split_head(paragraph: &str) -> Option<(&str, usize)> {
    // The first bytes of what the match below knows.
    let marks =
        paragraph.bytes().take(LONGEST).enumerate().filter(|&(_, byte)| matches!(byte, b'-' | b':' | b')' | 0xe2));
    for (at, _) in marks {
        let (head, rest) = paragraph.split_at(at);
        let before = head.chars().next_back().unwrap_or(' ');
        let c = rest.chars().next()?;
        let after = || rest.chars().nth(1).unwrap_or(' ');
        let length = match c {
            // "U.S.–Russia" is a word.
            '–' if !before.is_whitespace() && after().is_alphanumeric() && before != ')' => 0,
            '—' | '–' => c.len_utf8(),
            '-' if after() == '-' => rest.len() - rest.trim_start_matches('-').len(),
            '-' if after().is_whitespace() && (before.is_whitespace() || before == ')') => 1,
            ':' if after().is_whitespace() && before.is_whitespace() => 1,
            ')' if after().is_uppercase() || after() == '“' => return glued_head(paragraph, at + 1),
            _ => 0,
        };
        if length > 0 {
            return Some((head, at + length));
        }
    }
    None
}

/// "(CNN)Kim said": no dash at all, the parentheses of a known agency touch the first word.
fn glued_head(paragraph: &str, end: usize) -> Option<(&str, usize)> {
    let head = &paragraph[..end];
    let known = split_outlet(head).1.is_some_and(|outlet| is_known_agency(outlet.of(paragraph)));
    known.then_some((head, end))
}

/// What stands before the parentheses at the end of `head`, and what stands in them.
fn split_outlet(head: &str) -> (&str, Option<Span>) {
    let closed = head.trim_end();
    let Some(open) = closed.strip_suffix(')').and_then(|inner| inner.rfind('(')) else { return (head, None) };
    let outlet = Span::new(open + 1, closed.len() - 1).trimmed(head);
    (&head[..open], Some(outlet))
}

/// True for the name of a known agency, or for several with `/` between them.
pub(super) fn is_known_agency(name: &str) -> bool {
    !name.is_empty() && name.split('/').all(|part| AGENCIES.has(part.trim()))
}

/// An agency that no list knows: a name without figures that is not a party and a state (`R-Ky.`).
fn agency_like(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
        && name.len() <= 40
        && !name.contains(|c: char| c.is_numeric() || matches!(c, ',' | '-'))
}

/// One to six words with capitals; `of` and the like may stand between them.
fn is_name(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "de" | "du" | "la" | "and");
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '/'));
    part.starts_with(char::is_uppercase)
        && words.clone().count() <= PLACE_WORDS
        && words.all(|word| capital(word) && letters(word))
}

/// True for letters that are all capitals, two at least; `McLEAN` counts.
fn is_in_capitals(name: &str) -> bool {
    let name = name.strip_prefix("Mc").unwrap_or(name);
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.contains(char::is_lowercase)
}

/// "Jan. 10", "10 January 2019", "Monday".
fn is_date(part: &str) -> bool {
    let number = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let words = || part.split_whitespace();
    words().any(is_day_or_month) && words().all(|word| number(word) || is_year(word) || is_day_or_month(word))
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day_or_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    name_of(word, &MONTHS).or_else(|| name_of(word, &WEEKDAYS)).is_some()
}

/// Words in capitals, or days of a chronicle, that stand before a dash as headings.
fn is_heading(place: &str) -> bool {
    place.split_whitespace().count() > BARE_WORDS
        || place.split_whitespace().any(|word| NOT_PLACES.has(word.trim_end_matches('.')))
        || is_date(place)
}

/// True if a sentence in small letters begins: in a text all in capitals a place cannot be told from any other word.
fn begins_sentence(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '\'' | '‘' | '$'))
        && rest.chars().take(LOOK_AHEAD).any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::wordlist::is_canonical;
    use super::*;

    #[test]
    fn the_lists_are_canonical() {
        assert!(is_canonical(include_str!("agencies.txt")) && is_canonical(include_str!("not_places.txt")));
    }

    #[test]
    fn finds_datelines_of_every_form() {
        for (text, outlet) in [
            ("SEOUL, Jan. 10 (Xinhua) --| Talks began.", "Xinhua"),
            ("Pyongyang, March 1 (KCNA) --|Kim Jong Un left.", "KCNA"),
            ("Beijing, 3 Feb (Xinhua)--|In a letter", "Xinhua"),
            ("(KCNA) --|Kim left.", "KCNA"),
            ("SEOUL (Reuters) -| Talks began.", "Reuters"),
            ("SEOUL/TOKYO (Reuters) -| Talks began.", "Reuters"),
            ("(Bloomberg) --| Stocks rose.", "Bloomberg"),
            ("HANOI, Vietnam (AP) —| Talks began.", "AP"),
            ("ST. PAUL, Minn. (AP/Reuters) –| Talks began.", "AP/Reuters"),
            ("Seoul, South Korea (CNN) --| Talks began.", "CNN"),
            ("SEOUL, May 3, 2018 (Example Wire) --| Talks began.", "Example Wire"),
            ("(CNN)|Kim said so.", "CNN"),
            ("SEOUL :| Talks began.", ""),
            ("WASHINGTON —| Talks began.", ""),
            ("McEXAMPLE, Va. —| Talks began.", ""),
            ("WASHINGTON, D.C.—|“We won,” he said.", ""),
            ("HANOI, Feb. 27 --| Talks began.", ""),
        ] {
            let paragraph = text.replacen('|', "", 1);
            let found = dateline(&paragraph).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(Some(found.span.end), text.find('|'), "{text}");
            assert_eq!(found.outlet.map_or("", |span| span.of(&paragraph)), outlet, "{text}");
        }
    }

    #[test]
    fn leaves_sentences_alone() {
        for text in [
            "Kim — who is 35 — left.",
            "Rand Paul (R-Ky.) — a senator — left.",
            "Kim Jong Un (right) -- the leader -- left.",
            "NATO — The alliance met.",
            "Monday, Feb. 25 — The leaders meet.",
            "Trump -- He left.",
            "U.S.–Russia talks began.",
            "TALKS GO ON TODAY - The leaders meet.",
            "Mina Example, 36 - A teacher.",
            "WATCH - The leaders meet.",
            "SEOUL - THE LEADERS MET.",
            "PRESIDENT TRUMP: Thank you.",
            "SEOUL — and Tokyo, too — agreed.",
            "A two-day summit (the first) ended.",
            "The army (KPA)Kim",
            "",
            "—",
            "(",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
