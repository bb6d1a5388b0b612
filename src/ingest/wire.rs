//! The agency that an article comes from, where the article says so in a credit.

use crate::config::literal_key;
use crate::ingest::lead::head;
use crate::text::boilerplate::Boilerplate;
use crate::text::credit::{above, at_the_end, below};
use crate::text::paragraph::paragraphs;
use crate::text::plain::Plain;

/// Bytes of a text's ends in which a credit stands, or nowhere.
const END: usize = 2 << 10;
/// Paragraphs at the beginning that may be a byline.
const ABOVE: usize = 3;
/// Paragraphs at the end that may be a credit.
const BELOW: usize = 4;

/// The agency that a byline or a credit at the end of a text names.
pub fn credited(text: &str, hard_wrapped: bool, boilerplate: &Boilerplate) -> Option<String> {
    let [begin, end] = [head(text, END), tail(text, END)].map(|end| Plain::new(end).text);
    let byline = || paragraphs(&begin, hard_wrapped).iter().take(ABOVE).find_map(|span| above(span.of(&begin)));
    let last = paragraphs(&end, hard_wrapped);
    // The end of a long text may begin inside a paragraph.
    let cut = usize::from(text.len() > END);
    let last: Vec<&str> = last.iter().skip(cut).rev().take(BELOW).map(|span| span.of(&end)).collect();
    let credit = || last.iter().find_map(|line| below(line));
    // Nothing but boilerplate may follow, and a caption may end in an agency, too.
    let behind = || {
        let (at, agency) = last.iter().enumerate().find_map(|(at, line)| Some((at, at_the_end(line)?)))?;
        let ends = last[..at].iter().all(|line| boilerplate.has(line)) && !boilerplate.has(last[at]);
        ends.then_some(agency)
    };
    byline().or_else(credit).or_else(behind).map(str::to_owned)
}

/// True if an agency and an outlet are one: all words of one name stand in the other ("BBC", "BBC News").
pub fn is_same(agency: &str, outlet: &str) -> bool {
    let [agency, outlet] = [agency, outlet].map(literal_key);
    let within = |few: &str, many: &str| {
        let mut words = few.split(' ').filter(|word| *word != "the").peekable();
        words.peek().is_some() && words.all(|word| many.split(' ').any(|other| other == word))
    };
    within(&agency, &outlet) || within(&outlet, &agency)
}

/// The end of a text: at most `bytes`, and whole characters.
fn tail(text: &str, bytes: usize) -> &str {
    let start = (text.len().saturating_sub(bytes)..=text.len()).find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(text.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_stands_at_either_end() {
        let wire = |text: &str| credited(text, false, Boilerplate::built_in());
        let [reuters, xinhua, yonhap] = ["Reuters", "Xinhua", "Yonhap"].map(|name| Some(name.to_owned()));
        assert_eq!(wire("By Mina Example, Reuters\n\nTalks go on."), reuters);
        assert_eq!(wire("Talks go on.\n\nSource: Xinhua\n\nShare"), xinhua);
        assert_eq!(wire("Talks go on. (Yonhap)\n\nRead more: Talks"), yonhap);
        assert_eq!(wire("Talks go on. (Yonhap)\n\nThey go on."), None);
        assert_eq!(wire("Source: Xinhua\nOne.\nTwo.\nThree.\nFour."), None, "a film above has a source, too");
        assert_eq!(wire(&format!("Talks.\n\nSource: Xinhua\n\n{}", "They go on.\n".repeat(9))), None);
        assert_eq!(wire(""), None);
    }

    #[test]
    fn an_outlet_is_not_its_own_wire() {
        for (agency, outlet) in
            [("BBC News", "BBC"), ("Bloomberg", "bloomberg News"), ("The Associated Press", "Associated Press")]
        {
            assert!(is_same(agency, outlet), "{agency} {outlet}");
        }
        assert!(!is_same("Reuters", "The Example Post") && !is_same("The Associated Press", "The Press Herald"));
    }

    #[test]
    fn the_tail_begins_at_a_character() {
        assert_eq!(["éé", "ééx", "x"].map(|text| tail(text, 4)), ["éé", "éx", "x"]);
    }
}
