//! Paragraphs of a body that repeat its headline, or say no more than who prints it: layout, not report.

use crate::text::boilerplate::ends_as_a_sentence;
use crate::text::document::Document;

/// Bytes that a paragraph may be longer than the title it repeats: room for the outlet's name.
const ROOM: usize = 60;
/// Fewest letters of a word by which the end of a headline names the outlet; `the` must not do.
const WORD: usize = 3;
/// Words that stand in the names of many outlets.
const COMMON: [&str; 4] = ["and", "com", "news", "the"];

/// Marks paragraphs as boilerplate that are the title or the outlet's name. Case, inner marks and white space do not matter, nor does an outlet
/// behind the title ("Talks Go On | Polar Post"). A full stop that the title has not does: what is printed as a sentence may be the whole of a report.
pub(super) fn mark_repeated(title: &str, outlet: &str, body: &mut Document<'_>) {
    let longest = title.len().max(outlet.len()) + ROOM;
    let (alone, outlet) = (without_outlet(title, &words(outlet)), words(outlet));
    let quoted = is_quotation(title);
    let (title_ends, title) = (ends_as_a_sentence(title), words(title));
    let known: Vec<&Vec<String>> = [&title, &alone, &outlet].into_iter().filter(|known| !known.is_empty()).collect();
    let initials: Vec<char> = known.iter().filter_map(|known| known[0].chars().next()).collect();
    for paragraph in &mut body.paragraphs {
        let text = paragraph.span.of(body.text);
        let initial = text.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next());
        // Most paragraphs end here.
        if text.len() <= longest && initial.is_some_and(|initial| initials.contains(&initial)) {
            // What is said may have given the headline.
            let repeats = |some: &Vec<String>| {
                (quoted || !is_quotation(text)) && (title_ends || !ends_as_a_sentence(text)) && known.contains(&some)
            };
            paragraph.boilerplate |= repeats(&words(text)) || repeats(&without_outlet(text, &outlet));
        }
    }
}

/// True if a line is in quotation marks from its first character to its last.
fn is_quotation(line: &str) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”');
    line.trim().starts_with(is_mark) && line.trim().ends_with(is_mark)
}

/// The words of a line in small letters.
fn words(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The words before a bar or dash that has the outlet's name behind it.
fn without_outlet(line: &str, outlet: &[String]) -> Vec<String> {
    let cut = [" | ", " - ", " – ", " — "].iter().filter_map(|mark| line.rsplit_once(mark));
    let Some((start, end)) = cut.min_by_key(|(_, end)| end.len()) else { return Vec::new() };
    let names = |word: &String| word.len() >= WORD && !COMMON.contains(&word.as_str()) && outlet.contains(word);
    let end = words(end);
    // A quotation may follow a dash: "Talks go on – “We won,” said Moon".
    if end.len() <= outlet.len() + 2 && end.iter().any(names) { words(start) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(title: &str, outlet: &str, paragraph: &str) -> bool {
        let mut body = Document::parse(paragraph, false);
        mark_repeated(title, outlet, &mut body);
        body.paragraphs[0].boilerplate
    }

    #[test]
    fn a_title_is_known_again_however_it_is_set() {
        for (title, paragraph) in [
            ("Talks Go On", "Talks Go On"),
            ("Talks Go On", "TALKS GO ON"),
            ("Will Talks Go On?", "Will talks go on?"),
            ("‘We Go On’: Minister", "'We go on'  - minister"),
            ("Talks Go On | Polar Post", "Talks Go On"),
            ("Talks Go On - PolarPost.example | Polar Post", "Talks Go On - PolarPost.example"),
            ("Talks Go On", "Talks go on – The Polar Post"),
            ("Talks Go On", "POLAR POST"),
            ("", "Polar Post"),
        ] {
            assert!(marked(title, "Polar Post", paragraph), "{title} / {paragraph}");
        }
    }

    #[test]
    fn other_paragraphs_are_left_alone() {
        for (title, outlet, paragraph) in [
            ("Talks Go On", "Polar Post", "Talks go on in Oslo."),
            ("Talks Go On", "Polar Post", "Talks go on."),
            ("Who Will Help Us?", "Polar Post", "“Who will help us?”"),
            ("Talks Go On", "Polar Times", "Talks go on – “Polar bears have won at last,” said Moon"),
            ("‘We Go On’ - Minister", "Polar Post", "“We go on.”"),
            ("News - Talks", "Polar News", "News"),
            ("Talks - The News", "The News", "Talks"),
            ("?!", "", "?! So it goes."),
            ("", "", "So it goes."),
        ] {
            assert!(!marked(title, outlet, paragraph), "{title} / {paragraph}");
        }
    }
}
