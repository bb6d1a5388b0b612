//! Which event an article is about: by its date, and by words of its title or body.

use crate::article::Article;
use crate::config::Event;
use crate::dictionary::set::{Category, FrameSet, Pattern};
use crate::framing::framer::Framer;
use crate::span::Span;
use crate::text::token::tokens;
use jiff::ToSpan;
use jiff::civil::Date;

/// The events of a study, ready to be asked.
#[derive(Debug, Default)]
pub struct Events(Vec<Window>);

/// An event.
#[derive(Debug)]
struct Window {
    key: String,
    first: Date,
    /// The last day of the lag.
    last: Date,
    /// Patterns of which one must stand in the article; none asks for nothing.
    any: Option<Framer>,
}

impl Events {
    /// Compiles events. One whose days cannot be read has no article; the configuration lets none through.
    pub fn new(events: &[Event]) -> Self {
        let window = |event: &Event| {
            let (first, last): (Date, Date) = (event.from.parse().ok()?, event.to.parse().ok()?);
            let last = last.saturating_add(i64::from(event.lag_days).days());
            let any = (!event.any.is_empty()).then(|| framer(&event.key, &event.any));
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
                && window
                    .any
                    .as_ref()
                    .is_none_or(|any| [&article.title, &article.text].iter().any(|text| holds(text, any)))
        };
        self.0.iter().find(fits).map_or("", |window| &window.key)
    }
}

/// Patterns as the frames have them, found with the same eyes.
fn framer(key: &str, patterns: &[String]) -> Framer {
    let patterns = patterns.iter().map(Pattern::new).collect();
    let category = Category { name: key.to_owned(), validated: false, patterns };
    Framer::new(&[FrameSet { name: "event".to_owned(), categories: vec![category] }])
}

/// True if a pattern stands in a text.
fn holds(text: &str, framer: &Framer) -> bool {
    let mut found = Vec::new();
    tokens(text, Span::new(0, text.len()), &mut found);
    !framer.hits(text, &found).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("2019-05-07", "At the Polling Stations they waited.", "vote"),
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
}
