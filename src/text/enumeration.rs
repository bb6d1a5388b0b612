//! Lists that were run into a paragraph: `1. The first item 2. The second`.

use memchr::{memchr, memchr_iter};

/// What stands before an item: `1.`, `2)`, `b.)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Enumerator {
    /// 1 for `1` and for `a`.
    value: u32,
    letter: bool,
    /// `.`, `)` or `.)`.
    marks: [u8; 2],
    /// In bytes, marks included.
    length: usize,
}

/// Bullets that open an item.
const BULLETS: [char; 2] = ['•', '⁃'];

/// The enumerator that `text` begins with, white space after it.
fn enumerator(text: &str) -> Option<Enumerator> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let (value, label) = match bytes.first()? {
        letter @ b'a'..=b'z' => (u32::from(letter - b'a') + 1, 1),
        b'0'..=b'9' => (text[..digits].parse().ok()?, digits),
        _ => return None,
    };
    let mut marks = [0; 2];
    let mut length = label;
    for mark in &mut marks {
        match bytes.get(length) {
            Some(&byte @ (b'.' | b')')) => {
                *mark = byte;
                length += 1;
            }
            _ => break,
        }
    }
    let spaced = text[length..].starts_with(char::is_whitespace);
    (length > label && spaced).then_some(Enumerator { value, letter: digits == 0, marks, length })
}

/// Where the second and later items of a list begin that is run into the paragraph; empty if there is none.
pub fn items(paragraph: &str) -> Vec<usize> {
    if let Some(bullet) = paragraph.chars().next().filter(|c| BULLETS.contains(c)) {
        return paragraph.match_indices(bullet).skip(1).map(|(at, _)| at).collect();
    }
    let Some((start, first)) = first_item(paragraph) else { return Vec::new() };
    let mut found = if start > 0 { vec![start] } else { Vec::new() };
    let (mut at, mut last) = (start + first.length, first);
    while let Some(space) = memchr(b' ', &paragraph.as_bytes()[at..]) {
        at += space + 1;
        let Some(next) = enumerator(&paragraph[at..]) else { continue };
        let goes_on = next.value == last.value + 1 && next.letter == last.letter && next.marks == last.marks;
        if goes_on && begins_item(&paragraph[at + next.length..]) && !is_counted(&paragraph[..at]) {
            found.push(at);
            at += next.length;
            last = next;
        }
    }
    // A lone "1." in the middle is a number, not a list.
    if found.len() > usize::from(start > 0) { found } else { Vec::new() }
}

/// The first item of a list: at the beginning of the paragraph with any enumerator, or after a stop with `1`.
fn first_item(paragraph: &str) -> Option<(usize, Enumerator)> {
    if let Some(first) = enumerator(paragraph) {
        return Some((0, first));
    }
    memchr_iter(b'1', paragraph.as_bytes()).find_map(|at| {
        let after_stop = paragraph[..at].strip_suffix(' ')?.ends_with(['.', ':', '!', '?']);
        let first = enumerator(&paragraph[at..]).filter(|first| after_stop && first.value == 1)?;
        begins_item(&paragraph[at + first.length..]).then_some((at, first))
    })
}

fn begins_item(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘'))
}

/// True after a word that counts or measures what follows: "a factor of 2.".
fn is_counted(before: &str) -> bool {
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(
        word,
        "of" | "by" | "to" | "in" | "at" | "and" | "or" | "than" | "for" | "from" | "with" | "about" | "on" | "the"
    )
}

/// Words that label a sentence together with a number: "Article 3. The".
const LABELS: [&str; 9] = ["Article", "Box", "Chapter", "Fig.", "Figure", "Part", "Section", "Step", "Table"];

/// The length of what labels a sentence and does not end it: a bullet, `1.`, `a)`, `(2)`, `2.1.`, `A.`, `II.`, `Figure 2.`, white space
/// after it; 0 if there is nothing of the kind.
pub fn label_length(sentence: &str) -> usize {
    if begins_with_plain_word(sentence.as_bytes()) {
        return 0;
    }
    let bullet = sentence.chars().next().filter(|c| BULLETS.contains(c)).map_or(0, char::len_utf8);
    let rest = sentence[bullet..].trim_start();
    let named = LABELS.iter().find_map(|name| rest.strip_prefix(name)?.strip_prefix(' '));
    let rest = named.unwrap_or(rest);
    let length = ordinal_length(rest);
    if length > 0 { sentence.len() - rest.len() + length } else { bullet }
}

/// Longest label, in bytes: what is longer is looked at no further.
const LONGEST_LABEL: usize = 12;

/// True if a sentence begins with letters and digits that have no mark of a label after them and are none of [`LABELS`], as nearly all do.
fn begins_with_plain_word(sentence: &[u8]) -> bool {
    let head = &sentence[..sentence.len().min(LONGEST_LABEL)];
    match head.iter().position(|byte| !byte.is_ascii_alphanumeric()) {
        None => true,
        Some(0) => false,
        Some(end) => match head[end] {
            b'.' | b'(' | b')' => false,
            b' ' => !LABELS.iter().any(|label| label.as_bytes() == &head[..end]),
            _ => true,
        },
    }
}

/// The length of `1.`, `a)`, `(2)`, `2.1.`, `A.`, `II.` with white space after it.
fn ordinal_length(text: &str) -> usize {
    let mark = |byte: u8| matches!(byte, b'.' | b'(' | b')');
    let end = text.bytes().take(LONGEST_LABEL).position(|byte| !(byte.is_ascii_alphanumeric() || mark(byte)));
    let Some(label) = end.and_then(|end| text.get(..end)) else { return 0 };
    let closed = label.ends_with(['.', ')']) && text[label.len()..].starts_with(char::is_whitespace);
    let core = label.trim_matches(['.', '(', ')']);
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let single = core.len() == 1 && core.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = |letters: &str| core.len() > 1 && core.chars().all(|c| letters.contains(c));
    let ordinal = core.split('.').all(digits) || single || roman("IVX") || roman("ivx");
    if closed && ordinal { label.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(paragraph: &str) -> Vec<&str> {
        items(paragraph).into_iter().map(|at| paragraph[at..].split_whitespace().next().unwrap_or("")).collect()
    }

    #[test]
    fn items_follow_one_another() {
        assert_eq!(starts("1. Stop the tests 2. Open the border 3. Sign"), ["2.", "3."]);
        assert_eq!(starts("He asked for two things. 1) Stop. 2) Talk."), ["1)", "2)"]);
        assert_eq!(starts("a.) First b.) Second"), ["b.)"]);
        assert_eq!(starts("• Talks • Trade"), ["•"]);
    }

    #[test]
    fn numbers_in_running_text_are_no_items() {
        for text in ["1. It grew by a factor of 2. However, it fell.", "He came 1. and she 2. Nobody", "It was. 1. Kim"]
        {
            assert_eq!(starts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn labels_do_not_end_sentences() {
        for (text, length) in [
            ("1.) One", 3),
            ("2.1. Two", 4),
            ("A. He", 2),
            ("II. On", 3),
            ("(3) So", 3),
            ("• 9. It", 6),
            ("Article 3. No", 10),
        ] {
            assert_eq!(label_length(text), length, "{text}");
        }
        for text in ["No. He", "Article 3 of", "2018. In", "It. He", "5 men", "1.", "", "é. x"] {
            assert_eq!(label_length(text), 0, "{text}");
        }
    }
}
