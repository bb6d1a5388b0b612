//! Credits: lines above and below a report that say which agency it comes from.
//!
//! What names an agency as one that helped ("The Associated Press contributed to this report") is no credit: the report is the outlet's own.
//! A photograph or a film has its credit, too; so a bare name with an agency, or `Source:` above the text, says nothing about the text.

use super::dateline::is_known_agency;

/// Longest line above a text that is read, in bytes.
const HEAD_LINE: usize = 160;
/// Longest line below a text that is read, in bytes.
const TAIL_LINE: usize = 500;
/// Most words of the name of an agency.
const NAME_WORDS: usize = 4;
/// Most words of a byline before the agency: what is longer is a sentence.
const BYLINE_WORDS: usize = 10;
/// What may follow the name of an agency in a line on copyright.
const AFTER_HOLDER: [&str; 7] = ["all", "inc", "l.p", "limited", "llc", "lp", "ltd"];
/// Those who work for an agency.
const STAFF: [&str; 8] =
    ["correspondent", "journalists", "reporter", "reporters", "staff", "staff writer", "writer", "writers"];

/// The agency that a line above the text names: `By MINA EXAMPLE, Associated Press`, `By Reuters`, `(Yonhap)`.
pub fn above(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > HEAD_LINE {
        return None;
    }
    after(line, "by ").and_then(author).or_else(|| alone(line))
}

/// The agency that a line below the text names: `Copyright 2019 The Associated Press`, `Source: Xinhua`, `(Yonhap)`.
///
/// `(Reporting by A; Editing by B)` in parentheses is how Reuters signs; without them it needs the agency's name.
pub fn below(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > TAIL_LINE {
        return None;
    }
    let inside = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if inside.is_some_and(is_signed_by_two) {
        return Some("Reuters");
    }
    let bare = inside.unwrap_or(line);
    holder(bare)
        .or_else(|| ["source:", "source -"].iter().find_map(|key| agency(after(bare, key)?)))
        .or_else(|| ["by ", "reporting by ", "writing by "].iter().find_map(|key| author(after(bare, key)?)))
        .or_else(|| reported(bare))
        .or_else(|| staff(bare))
        .or_else(|| alone(line))
}

/// The agency in parentheses behind the last sentence of a text: `The talks go on. (Reuters)`.
pub fn at_the_end(paragraph: &str) -> Option<&str> {
    let (sentence, name) = paragraph.trim().strip_suffix(')')?.rsplit_once('(')?;
    let ended = sentence.trim_end().ends_with(['.', '!', '?', '"', '”', '\'', '’']);
    if ended { agency(name) } else { None }
}

/// A known agency, whole, without the point that may end it.
fn agency(name: &str) -> Option<&str> {
    let name = name.trim().trim_end_matches('.').trim_end();
    (is_known_agency(name) && !name.eq_ignore_ascii_case("agencies")).then_some(name)
}

/// What follows some words in small letters, whatever the case of the line.
fn after<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let start = line.get(..words.len())?;
    start.eq_ignore_ascii_case(words).then(|| &line[words.len()..])
}

/// `Reuters`, `MINA EXAMPLE, Associated Press`, `Mina Example | AP Staff Writer`. A comma or a bar must stand before the agency: a person may be
/// called Bloomberg.
fn author(names: &str) -> Option<&str> {
    let (before_it, last) = names.rsplit_once([',', '|']).map_or(("", names), |(before, last)| (before, last.trim()));
    if before_it.split_whitespace().count() > BYLINE_WORDS || !before_it.is_empty() && last.ends_with('.') {
        return None;
    }
    agency(last).or_else(|| STAFF.iter().find_map(|staff| agency(before(last, staff)?)))
}

/// What stands before some words in small letters at the end of a line.
fn before<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let at = line.len().checked_sub(words.len())?;
    line.get(at..)?.eq_ignore_ascii_case(words).then(|| &line[..at])
}

/// An agency alone on its line, in parentheses: without them it may be a topic, or who took a picture.
fn alone(line: &str) -> Option<&str> {
    agency(line.strip_prefix('(')?.strip_suffix(')')?)
}

fn is_signed_by_two(signed: &str) -> bool {
    let by_two = ["Reporting by ", "Additional reporting by "].iter().any(|start| signed.starts_with(start));
    by_two && signed.rsplit_once("; Editing by ").is_some_and(|(_, editor)| !editor.contains(" for "))
}

/// Who has the copyright: `Copyright 2019 The Associated Press. All rights reserved.`, `© Thomson Reuters 2019`.
fn holder(line: &str) -> Option<&str> {
    let mut rest = line;
    for mark in ["copyright", "(c)", "©"] {
        rest = after(rest, mark).map_or(rest, str::trim_start);
    }
    // A photograph has a holder, too, and seldom a year.
    if rest.len() == line.len() || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–'));
    let rest = after(rest, "by ").unwrap_or(rest);
    names(rest).find_map(|(name, next)| {
        let stopped = name.ends_with(['.', ',', ';']);
        let next = next.split_whitespace().next().unwrap_or("").trim_end_matches(['.', ',']).to_ascii_lowercase();
        let is_end = stopped || next.chars().all(|c| c.is_ascii_digit()) || AFTER_HOLDER.contains(&next.as_str());
        if is_end { agency(name.trim_end_matches([',', ';'])) } else { None }
    })
}

/// `This story was reported by The Associated Press.`
fn reported(line: &str) -> Option<&str> {
    ["this story was ", "this article was ", "this report was "].iter().find_map(|start| {
        let (how, who) = after(line, start)?.split_once(" by ")?;
        if matches!(how, "reported" | "written" | "provided" | "produced") { agency(who) } else { None }
    })
}

/// `Associated Press writers Mina Example and Max Muster contributed to this report.`: an agency's people help their own.
fn staff(line: &str) -> Option<&str> {
    let contributed = line.find(" contributed")?;
    let what = line[contributed + " contributed".len()..].trim_start();
    if !(what.trim_matches(['.', ')']).is_empty()
        || ["to this ", "reporting", "from "].iter().any(|to| what.starts_with(to)))
    {
        return None;
    }
    let start = line[..contributed].rfind(". ").map_or(0, |stop| stop + 2);
    names(&line[start..contributed]).find_map(|(name, next)| {
        let next = next.split_whitespace().next()?.to_ascii_lowercase();
        if STAFF.contains(&next.as_str()) { agency(name) } else { None }
    })
}

/// What may be a name at the beginning of some words, and what follows it; the longest first, as `Bloomberg News` is not `Bloomberg`.
fn names(words: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).take(NAME_WORDS).collect();
    ends.into_iter().rev().map(|end| words.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_names_an_agency() {
        for (line, expected) in [
            ("By MINA EXAMPLE, Associated Press", Some("Associated Press")),
            ("By MINA EXAMPLE and MAX MUSTER, AP Writers", Some("AP")),
            ("By Mina Example | Reuters", Some("Reuters")),
            ("by The Associated Press", Some("The Associated Press")),
            ("Reuters Staff", None),
            ("By Reuters Staff", Some("Reuters")),
            ("(Yonhap)", Some("Yonhap")),
            ("Associated Press", None),
            ("AP", None),
            ("By Tuesday the letter had reached just one of all the agencies, Reuters.", None),
            ("By then he had given an interview, to CNN.", None),
            ("Mina Example, AP", None),
            ("By Michael Bloomberg", None),
            ("Source: AP", None),
            ("By Agencies", None),
            ("By then, Reuters had left.", None),
            ("By Mina Example, The Example Post", None),
        ] {
            assert_eq!(above(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_below_names_an_agency() {
        for (line, expected) in [
            ("Copyright 2019 The Associated Press. All rights reserved.", Some("The Associated Press")),
            ("(Copyright 2019 The Associated Press. All rights reserved.)", Some("The Associated Press")),
            ("© 2019 Bloomberg L.P.", Some("Bloomberg")),
            ("(c) 2019 Bloomberg News", Some("Bloomberg News")),
            ("Copyright © 2018-2019 by Xinhua", Some("Xinhua")),
            ("© Thomson Reuters 2019", Some("Thomson Reuters")),
            ("Copyright 2019 Reuters Example Fund", None),
            ("Copyright law matters to Reuters", None),
            ("(Reporting by Mina Example in Seoul; Editing by Max Muster)", Some("Reuters")),
            ("(Additional reporting by Mina Example; Writing by A. Example; Editing by Max Muster)", Some("Reuters")),
            ("Reporting by Mina Example; Editing by Max Muster", None),
            ("(Reporting by Mina Example)", None),
            ("(Reporting by Mina Example; Editing by Max Muster for the Example Post)", None),
            ("CNN staff contributed $2 million to the campaign, the filing shows.", None),
            ("Reuters reporters contributed to the book.", None),
            ("Reporting by Mina Example, Yonhap", Some("Yonhap")),
            ("Source: Xinhua", Some("Xinhua")),
            ("(Source: Xinhua)", Some("Xinhua")),
            ("Source: Example Institute", None),
            ("With Bloomberg", None),
            ("Bloomberg", None),
            ("© AFP", None),
            ("With Reuters he had no quarrel.", None),
            ("(Yonhap)", Some("Yonhap")),
            ("(AP)", Some("AP")),
            ("This story was reported by The Associated Press.", Some("The Associated Press")),
            ("The Associated Press contributed to this report.", None),
            ("Mina Example and The Associated Press contributed to this report.", None),
            ("Contributing: The Associated Press", None),
            ("This report contains material from the Associated Press.", None),
            ("Associated Press writer Mina Example in Seoul contributed to this report.", Some("Associated Press")),
            ("Muster reported from Rome. AP writers A and B contributed.", Some("AP")),
            ("Mina Example, Bloomberg", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(below(line), expected, "{line}");
        }
    }

    #[test]
    fn an_agency_may_stand_behind_the_last_sentence() {
        assert_eq!(at_the_end("The talks go on. (Reuters)"), Some("Reuters"));
        assert_eq!(at_the_end("“We go on.” (Yonhap)"), Some("Yonhap"));
        for text in ["She works for the Associated Press (AP)", "The talks go on. (He smiled)", "(AP)", ")", "The end."]
        {
            assert_eq!(at_the_end(text), None, "{text}");
        }
    }
}
