//! What is done to a text before it is cut into tokens.

use crate::span::Span;
use crate::text::unseen::is_unseen;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Emoji of one code point with their descriptions, in order of code point. Longer sequences are in the file too, but the reference
/// looks at one code point at a time and never finds them.
static EMOJI: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
    let mut emoji: Vec<_> = include_str!("vader/emoji_utf8_lexicon.txt")
        .lines()
        .filter_map(|line| {
            let (emoji, description) = line.split_once('\t')?;
            let mut chars = emoji.chars();
            Some((chars.next().filter(|_| chars.next().is_none())?, description))
        })
        .collect();
    emoji.sort_unstable();
    emoji
});

/// Replaces each emoji by its description, as the reference does: a space goes before it unless one is there, and none after it.
pub(super) fn emoji_to_words(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let Some(first) = text.char_indices().find(|(_, c)| describe(*c).is_some()) else { return Cow::Borrowed(text) };
    let (before, after) = text.split_at(first.0);
    let mut words = String::with_capacity(text.len() * 2);
    words.push_str(before);
    let mut spaced = before.is_empty() || before.ends_with(' ');
    for c in after.chars() {
        if let Some(description) = describe(c) {
            if !spaced {
                words.push(' ');
            }
            words.push_str(description);
            spaced = false;
        } else {
            words.push(c);
            spaced = c == ' ';
        }
    }
    Cow::Owned(words)
}

fn describe(c: char) -> Option<&'static str> {
    /// After © and ®, the first that is in the list.
    const FIRST: char = '‼';
    if c < FIRST && !matches!(c, '©' | '®') {
        return None;
    }
    EMOJI.binary_search_by_key(&c, |(emoji, _)| *emoji).ok().map(|found| EMOJI[found].1)
}

/// Writes typographic characters as a typewriter would, so that a text scores alike however it was set: straight quotation marks and
/// apostrophes, hyphens, three dots, full-width forms. Soft hyphens and other characters without width go.
pub(super) fn plain_typography(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let Some(first) = text.char_indices().find(|(_, c)| plain(*c).is_some()) else { return Cow::Borrowed(text) };
    let (before, after) = text.split_at(first.0);
    let mut rewritten = String::with_capacity(text.len());
    rewritten.push_str(before);
    for c in after.chars() {
        match plain(c) {
            None => rewritten.push(c),
            Some(Plain::Char(plain)) => rewritten.push(plain),
            Some(Plain::Text(plain)) => rewritten.push_str(plain),
        }
    }
    Cow::Owned(rewritten)
}

/// Whether a piece of a text holds no other characters outside ASCII than quotation marks, dashes and the like (U+2010–U+2027), and none
/// that is not printed: nothing that the reference would rewrite, or take for white space or a letter.
pub(super) fn is_typographic(piece: &str) -> bool {
    piece.chars().all(|c| c.is_ascii_graphic() || ('‐'..='‧').contains(&c))
}

/// Whether a character is a dash, which parts words as a space does.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―')
}

/// Whether a character is a quotation mark or an apostrophe, plain or typographic.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'') || matches!(plain(c), Some(Plain::Char('"' | '\'')))
}

/// Whether a character is punctuation, plain or typographic, or without width.
pub(super) fn is_mark(c: char) -> bool {
    match plain(c) {
        None => c.is_ascii_punctuation(),
        Some(Plain::Char(plain)) => plain.is_ascii_punctuation(),
        Some(Plain::Text(_)) => true,
    }
}

/// A span without the marks at its borders.
pub(super) fn without_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(is_mark).len());
    Span::new(start, start + words.trim_matches(is_mark).len())
}

enum Plain {
    Char(char),
    Text(&'static str),
}

fn plain(c: char) -> Option<Plain> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '‹' | '›' => Plain::Char('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Plain::Char('"'),
        '‐' | '‑' | '‒' | '–' | '−' => Plain::Char('-'),
        '…' => Plain::Text("..."),
        unseen if is_unseen(unseen) => Plain::Text(""),
        '！'..='～' => Plain::Char(char::from_u32(u32::from(c) - 0xfee0)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_become_words_with_a_space_before() {
        assert_eq!(emoji_to_words("a😀b 😀😀"), "a grinning faceb grinning face grinning face");
        assert_eq!(emoji_to_words("😀"), "grinning face");
        assert_eq!(emoji_to_words("naïve – “yes”"), "naïve – “yes”");
    }

    #[test]
    fn the_file_has_every_single_code_point_once() {
        assert_eq!(EMOJI.len(), 1212);
        assert_eq!(EMOJI.iter().map(|(emoji, _)| *emoji).take(3).collect::<Vec<_>>(), ['©', '®', '‼']);
        assert!(EMOJI.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn typography_becomes_plain() {
        assert!(('‐'..='‧').all(|c| describe(c).is_none() && !c.is_whitespace() && !c.is_alphanumeric()));
        assert_eq!(plain_typography("“Don’t,” he said twice…"), "\"Don't,\" he said twice...");
        assert_eq!(plain_typography("pro\u{ad}vo\u{200b}ca–tion！\u{2069}"), "provoca-tion!");
        assert_eq!(without_marks("(“Don’t,”) he", Span::new(0, 16)), Span::new(4, 11));
        assert!(matches!(plain_typography("naïve café\u{a0}中"), Cow::Borrowed(_)));
    }
}
