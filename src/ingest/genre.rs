//! News or opinion: what the record says, else a mark on outlet, title, folder or address.

use crate::article::Genre;

/// Words that name a genre, `word TAB genre`.
const MARKS: &str = include_str!("genres.tsv");

/// What is known of an article that may bear a mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs<'a> {
    /// The `genre` field.
    pub field: &'a str,
    /// The outlet as the record names it.
    pub outlet: &'a str,
    /// The headline.
    pub title: &'a str,
    /// The path, with `/`.
    pub place: &'a str,
    /// The address.
    pub url: &'a str,
}

/// The genre of an article; the field decides over every mark, and a mark of opinion over one of news.
pub fn genre(signs: Signs<'_>) -> Genre {
    let field = mark(signs.field);
    if field != Genre::Unknown {
        return field;
    }
    let outlet = of_outlet(signs.outlet);
    if outlet == Genre::Opinion || in_title(signs.title) || in_place(signs.place) || in_url(signs.url) {
        return Genre::Opinion;
    }
    outlet
}

fn mark(word: &str) -> Genre {
    let word = word.trim();
    let named = |line: &str| {
        line.split_once('\t').filter(|(mark, _)| mark.eq_ignore_ascii_case(word)).map(|(_, genre)| genre == "news")
    };
    match MARKS.lines().find_map(named) {
        Some(true) => Genre::News,
        Some(false) => Genre::Opinion,
        None => Genre::Unknown,
    }
}

fn is_opinion(word: &str) -> bool {
    mark(word) == Genre::Opinion
}

/// `Daily Star - Editorial`, `Daily Star (Web News)`, `Daily Star Opinion`. A name that merely ends in “News” says nothing.
fn of_outlet(outlet: &str) -> Genre {
    let last = |words: &str| mark(words.rsplit(char::is_whitespace).next().unwrap_or(words));
    match qualifier(outlet) {
        Some((_, qualifier)) => last(qualifier),
        None if last(outlet) == Genre::Opinion => Genre::Opinion,
        None => Genre::Unknown,
    }
}

/// An outlet's name and what qualifies it, in parentheses or after a dash: `Daily Star (Web News)`.
pub fn qualifier(outlet: &str) -> Option<(&str, &str)> {
    let parts = outlet.trim().strip_suffix(')').and_then(|outlet| outlet.rsplit_once('('));
    let (name, qualifier) =
        parts.or_else(|| [" - ", " – ", " — ", " | "].iter().find_map(|dash| outlet.split_once(dash)))?;
    Some((name.trim(), qualifier.trim())).filter(|(name, qualifier)| !name.is_empty() && !qualifier.is_empty())
}

/// `Opinion: …`, `[Opinion] …`, `Xinhua Commentary: …`, `… | Opinion`.
fn in_title(title: &str) -> bool {
    let title = title.trim();
    if let Some((word, _)) = title.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return is_opinion(word);
    }
    let head = title.split([':', '|']).next().unwrap_or(title);
    if head.len() < title.len() && names_a_column(head) {
        return true;
    }
    qualifier(title).is_some_and(|(before, after)| is_opinion(before) || is_opinion(after))
}

/// A mark alone, or after at most two capitalised words: a column's name, not a phrase like “court issues opinion”.
fn names_a_column(head: &str) -> bool {
    let words: Vec<_> = head.split_whitespace().take(4).collect();
    let Some((last, others)) = words.split_last() else { return false };
    words.len() <= 3 && is_opinion(last) && others.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// A folder with that name, or such a part of the file's name between underscores.
fn in_place(place: &str) -> bool {
    let (folders, file) = place.rsplit_once('/').unwrap_or(("", place));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    folders.split('/').chain(stem.split('_')).any(is_opinion)
}

/// A folder of the address; its last part is the article's own name.
fn in_url(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next().unwrap_or("");
    path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').skip(1).any(is_opinion))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_canonical() {
        let words: Vec<_> = MARKS.lines().map(|line| line.split_once('\t').expect(line)).collect();
        assert!(words.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted, none twice");
        assert!(words.iter().all(|(_, genre)| ["news", "opinion"].contains(genre)));
    }

    fn of(signs: Signs<'_>) -> &'static str {
        genre(signs).as_str()
    }

    #[test]
    fn the_field_decides() {
        assert_eq!(of(Signs { field: "News", title: "Opinion: Talk", ..Signs::default() }), "news");
        assert_eq!(of(Signs { field: "Op-Ed", ..Signs::default() }), "opinion");
        assert_eq!(of(Signs { field: "fiction", ..Signs::default() }), "unknown");
    }

    #[test]
    fn outlets_may_bear_a_mark() {
        for (outlet, genre) in [
            ("Daily Star - Editorial", "opinion"),
            ("Daily Star Opinion", "opinion"),
            ("Daily Star (Opinion)", "opinion"),
            ("Daily Star (Web News)", "news"),
            ("Daily Star - News", "news"),
            ("Star News", "unknown"),
        ] {
            assert_eq!(of(Signs { outlet, ..Signs::default() }), genre, "{outlet}");
        }
    }

    #[test]
    fn titles_may_bear_a_mark() {
        for title in [
            "Opinion: Talks help",
            "Xinhua Commentary: Talks help",
            "[Editorial] Talks",
            "Talks help | Opinion",
            "Op-Ed - Talks",
        ] {
            assert_eq!(of(Signs { title, ..Signs::default() }), "opinion", "{title}");
        }
        for title in [
            "Opinion divided on talks",
            "Court issues opinion: talks may go on",
            "Talks: an opinion",
            "Kim: Opinion matters",
        ] {
            assert_eq!(of(Signs { title, ..Signs::default() }), "unknown", "{title}");
        }
    }

    #[test]
    fn folders_may_bear_a_mark() {
        for place in ["star/Opinion/a.txt", "star_editorial_2018.txt", "op-ed/star/a.txt"] {
            assert_eq!(of(Signs { place, ..Signs::default() }), "opinion", "{place}");
        }
        assert_eq!(of(Signs { place: "star/court-opinion-on-talks.txt", ..Signs::default() }), "unknown");
        assert_eq!(of(Signs { url: "https://star.example/2018/opinion/talks?x=1", ..Signs::default() }), "opinion");
        assert_eq!(of(Signs { url: "https://star.example/2018/world/opinion", ..Signs::default() }), "unknown");
    }
}
