//! `[events]`: what articles are about, by date and words.

use super::declared::{Entry, texts};
use crate::config::mistake::{Mistakes, shown};
use crate::config::plan::Event;
use crate::config::read::{Field, unknown};

const EVENT_KEYS: [&str; 4] = ["from", "to", "lag_days", "any"];
/// The longest lag: a year later an article looks back.
const MOST_LAG: u64 = 366;

/// Reads an entry of `[events]`.
pub fn event(entry: &Field<'_>, mistakes: &mut Mistakes) -> Option<Entry<Event>> {
    let mut value = Event { key: entry.key.to_owned(), ..Event::default() };
    let place = format!("[events.{}]", shown(entry.key));
    let (mut from, mut to, mut begins) = (None, None, false);
    for field in entry.table(mistakes)? {
        match field.key {
            "from" => (from, begins) = (field.date(mistakes), true),
            "to" => to = Some((field.date(mistakes), field.line)),
            "lag_days" => {
                let days = field.between(0, MOST_LAG, mistakes).unwrap_or_default();
                value.lag_days = u16::try_from(days).unwrap_or(u16::MAX);
            }
            "any" => value.any = texts(&field.literals(mistakes).unwrap_or_default()),
            _ => unknown(&field, &place, &EVENT_KEYS, mistakes),
        }
    }
    if !begins {
        mistakes.add(entry.line, format!("{place} has no `from`: add its first day, like from = 2018-06-12"));
    }
    let from = from?;
    let to = match to {
        Some((to, line)) => to.filter(|to| {
            if *to < from {
                mistakes.add(line, format!("`to` of {place} is {to}, before its `from`, {from}"));
            }
            *to >= from
        }),
        None => Some(from),
    };
    (value.from, value.to) = (from.to_string(), to?.to_string());
    Some(Entry { value, line: entry.line, literals: Vec::new() })
}

#[cfg(test)]
mod tests {
    use crate::config::load::parse;
    use crate::config::plan::Event;
    use std::path::Path;

    fn mistakes(text: &str) -> String {
        parse(text, Path::new("t")).expect_err("this is a mistake").to_string()
    }

    #[test]
    fn an_event_is_a_window_of_days() {
        let text = "base = \"none\"\n[events.vote]\nfrom = 2019-05-04\n[events.count]\nfrom = \"2019-05-05\"\nto = 2019-05-07\nlag_days = 2\nany = [\"ballot*\"]\n";
        let events = parse(text, Path::new("t")).unwrap().events;
        let day = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let windows: Vec<_> = events.iter().map(|event| (event.from.clone(), event.to.clone())).collect();
        assert_eq!(windows, [day("2019-05-04", "2019-05-04"), day("2019-05-05", "2019-05-07")]);
        let Event { lag_days, any, .. } = &events[1];
        assert_eq!((*lag_days, any.as_slice()), (2, ["ballot*".to_owned()].as_slice()));
    }

    #[test]
    fn a_wrong_event_is_told() {
        for (lines, expected) in [
            ("to = 2019-05-04", "t:1: [events.`a`] has no `from`: add its first day, like from = 2018-06-12"),
            (
                "from = 2019-05-04\nto = 2019-05-03",
                "t:3: `to` of [events.`a`] is 2019-05-03, before its `from`, 2019-05-04",
            ),
            ("from = \"2019-02-29\"", "t:2: `from` cannot be `2019-02-29`: there is no such day"),
            ("from = \"4 May\"", "t:2: `from` cannot be `4 May`: write the day like 2018-06-12"),
            ("from = 2019-05-04T10:00:00", "t:2: `from` must be a day like 2018-06-12, without a time"),
            ("from = 7", "t:2: `from` must be a date like 2018-06-12, not a whole number"),
            ("from = 2019-05-04\nlag_days = 367", "t:3: `lag_days` must lie between 0 and 366"),
            (
                "from = 2019-05-04\nuntil = 1",
                "t:3: unknown key `until` in [events.`a`]: [events.`a`] has from, to, lag_days, any",
            ),
        ] {
            assert_eq!(mistakes(&format!("[events.a]\n{lines}\n")), expected);
        }
        assert!(mistakes("[events.a]\nfrom = 2019-02-29\n").starts_with("t:2: not valid TOML: "));
        assert!(
            mistakes("[events.a]\nfrom = 2019-05-04\n[events.a]\n").starts_with("t:3: not valid TOML: duplicate key")
        );
    }
}
