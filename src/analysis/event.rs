//! Which event an article is about: by its date, and by words of its title or body.

use crate::article::Article;
use crate::config::Event;
use crate::dictionary::set::{Category, FrameSet, Pattern};
use crate::framing::framer::Framer;
use crate::span::Span;
use crate::text::plain::Plain;
use crate::text::token::tokens;
use jiff::ToSpan;
use jiff::civil::Date;
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// The events of a study, ready to be asked.
#[derive(Debug, Default)]
pub struct Events {
    windows: Vec<Window>,
    /// The patterns of the windows that have some, found as those of frames are: window n is frame n.
    framer: Framer,
}

/// An event.
#[derive(Debug)]
struct Window {
    key: String,
    first: Date,
    /// The last day of the lag.
    last: Date,
    /// True if the article must hold one of its patterns.
    has_words: bool,
}

impl Events {
    /// Compiles events. One whose days cannot be read has no article; the configuration lets none through.
    pub fn new(events: &[Event]) -> Self {
        let window = |event: &Event| {
            let (first, last): (Date, Date) = (event.from.parse().ok()?, event.to.parse().ok()?);
            let last = last.saturating_add(i64::from(event.lag_days).days());
            let patterns = event.any.iter().map(Pattern::new).collect();
            let category = Category { name: event.key.clone(), validated: false, patterns };
            Some((Window { key: event.key.clone(), first, last, has_words: !event.any.is_empty() }, category))
        };
        let (windows, categories) = events.iter().filter_map(window).unzip();
        Self { windows, framer: Framer::new(&[FrameSet { name: "event".to_owned(), categories }]) }
    }

    /// The key of the first event that an article fits, in the order of declaration; empty if there is none. An article without a date
    /// fits none.
    pub fn of(&self, article: &Article) -> &str {
        let Ok(date) = article.date.parse::<Date>() else { return "" };
        let of_day = |window: &Window| (window.first..=window.last).contains(&date);
        let found = LazyCell::new(|| self.found(article));
        let fits =
            |(number, window): &(usize, &Window)| of_day(window) && (!window.has_words || found.contains(number));
        self.windows.iter().enumerate().find(fits).map_or("", |(_, window)| &window.key)
    }

    /// The windows of which the article holds a pattern.
    fn found(&self, article: &Article) -> BTreeSet<usize> {
        let of_text = |text: &String| {
            let (plain, mut found) = (Plain::new(text), Vec::new());
            tokens(&plain.text, Span::new(0, plain.text.len()), &mut found);
            self.framer.hits(&plain.text, &found)
        };
        [&article.title, &article.text].into_iter().flat_map(of_text).map(|hit| hit.frame).collect()
    }
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
