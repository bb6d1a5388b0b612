//! Which event an article is about: by its date, and by words of its title or body.

use crate::article::Article;
use crate::config::Event;
use jiff::ToSpan;
use jiff::civil::Date;

/// The events of a study, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Events(Vec<Window>);

/// An event.
#[derive(Clone, Debug)]
struct Window {
    key: String,
    first: Date,
    /// The last day of the lag.
    last: Date,
    /// Patterns of which one must stand in the article; none asks for nothing.
    any: Vec<Phrase>,
}

/// The words of a pattern, in small letters.
type Phrase = Vec<String>;

impl Events {
    /// Compiles events. One whose days cannot be read has no article; the configuration lets none through.
    pub fn new(events: &[Event]) -> Self {
        let window = |event: &Event| {
            let (first, last): (Date, Date) = (event.from.parse().ok()?, event.to.parse().ok()?);
            let last = last.saturating_add(i64::from(event.lag_days).days());
            let any = event.any.iter().map(|pattern| phrase(pattern)).collect();
            Some(Window { key: event.key.clone(), first, last, any })
        };
        Self(events.iter().filter_map(window).collect())
    }

    /// The key of the first event that an article fits, in the order of declaration; empty if there is none. An article without a date
    /// fits none.
    pub fn of(&self, article: &Article) -> &str {
        let Ok(date) = article.date.parse::<Date>() else { return "" };
        let fits = |window: &&Window| {
            (window.first..=window.last).contains(&date)
                && (window.any.is_empty()
                    || [&article.title, &article.text].iter().any(|text| holds(text, &window.any)))
        };
        self.0.iter().find(fits).map_or("", |window| &window.key)
    }
}

/// The words of a pattern; `*` and `?` belong to them.
fn phrase(pattern: &str) -> Phrase {
    let lower = pattern.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '*' | '?')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// True if one of the phrases stands in a text, word for word, whatever the case; what parts words counts for nothing.
fn holds(text: &str, phrases: &[Phrase]) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let stands = |phrase: &Phrase| {
        let same = |at: &[&str]| at.iter().zip(phrase).all(|(word, glob)| matches(glob, word));
        !phrase.is_empty() && words.windows(phrase.len()).any(same)
    };
    phrases.iter().any(stands)
}

/// True if a word is what a glob says: `*` any characters, `?` one. Each piece between stars is taken where it first fits.
fn matches(glob: &str, word: &str) -> bool {
    let mut pieces = glob.split('*');
    let Some(mut rest) = after(pieces.next().unwrap_or_default(), word) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        let Some(found) = ends(rest).find_map(|end| after(piece, end)) else { return false };
        rest = found;
    }
    ends(rest).any(|end| after(last, end) == Some(""))
}

/// What follows a piece of a glob at the start of a word.
fn after<'a>(piece: &str, word: &'a str) -> Option<&'a str> {
    let mut rest = word.chars();
    let fits = |wanted: char| rest.next().is_some_and(|c| wanted == '?' || wanted == c);
    piece.chars().all(fits).then_some(rest.as_str())
}

/// The ends of a word, from the whole to nothing.
fn ends(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().map(|(at, _)| &word[at..]).chain([""])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(key: &str, [from, to]: [&str; 2], lag_days: u16, any: &[&str]) -> Event {
        let any = any.iter().map(|&pattern| pattern.to_owned()).collect();
        Event { key: key.into(), from: from.into(), to: to.into(), lag_days, any }
    }

    fn article(date: &str, text: &str) -> Article {
        Article { date: date.into(), title: "The vote".into(), text: text.into(), ..Article::default() }
    }

    #[test]
    fn an_event_is_the_first_whose_days_and_words_fit() {
        let events = Events::new(&[
            event("vote", ["2019-05-04", "2019-05-06"], 1, &["ballot*", "polling station?"]),
            event("spring", ["2019-03-01", "2019-05-31"], 0, &[]),
            event("ever", ["2019-12-30", "9999-12-31"], 366, &["vote"]),
        ]);
        for (date, text, key) in [
            ("2019-05-04", "Ballots were cast.", "vote"),
            ("2019-05-07", "At the Polling-Stations they waited.", "vote"),
            ("2019-05-07", "At the polling station they waited.", "spring"),
            ("2019-05-08", "Ballots were cast.", "spring"),
            ("2019-05-03", "Ballots were cast.", "spring"),
            ("2019-06-01", "Ballots were cast.", ""),
            ("2020-01-01", "The title has the word.", "ever"),
            ("", "Ballots were cast.", ""),
            ("in May", "Ballots were cast.", ""),
        ] {
            assert_eq!(events.of(&article(date, text)), key, "{date} {text}");
        }
    }

    #[test]
    fn patterns_are_whole_words_in_any_case() {
        let holds = |text: &str, pattern: &str| holds(text, &[phrase(pattern)]);
        for (text, pattern) in [
            ("The SUMMIT’s end", "summit"),
            ("Kim Jong-un arrived", "Kim Jong*"),
            ("a\nceasefire  talk", "cease*fire tal?"),
            ("U.S. troops", "u.s."),
            ("x", "*"),
            ("abab", "*ab"),
            ("États", "éta*"),
        ] {
            assert!(holds(text, pattern), "{text}: {pattern}");
        }
        for (text, pattern) in [
            ("summits", "summit"),
            ("Kim", "Kim Jong*"),
            ("ab", "?b?"),
            ("", "*"),
            ("a", ""),
            ("…", "…"),
            ("abc", "*b"),
        ] {
            assert!(!holds(text, pattern), "{text}: {pattern}");
        }
    }

    proptest! {
        #[test]
        fn a_glob_matches_as_a_naive_reading_of_it_does(glob in "[ab*?]{0,6}", word in "[ab]{0,6}") {
            fn naive(glob: &[u8], word: &[u8]) -> bool {
                match (glob.first(), word.first()) {
                    (None, None) => true,
                    (Some(b'*'), _) => naive(&glob[1..], word) || (!word.is_empty() && naive(glob, &word[1..])),
                    (Some(b'?'), Some(_)) => naive(&glob[1..], &word[1..]),
                    (Some(a), Some(b)) if a == b => naive(&glob[1..], &word[1..]),
                    _ => false,
                }
            }
            prop_assert_eq!(matches(&glob, &word), naive(glob.as_bytes(), word.as_bytes()));
        }
    }
}
