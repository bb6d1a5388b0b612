//! Words and marks.

use super::document::Token;
use crate::span::Span;

/// Appends the tokens of a sentence.
///
/// A word holds its inner marks: `Jae-in`, `DPRK-U.S.`, `didn't`, `AT&T`, `3,000`, `8.5`, `24/7`. The dot of a dotted acronym (`U.S.`)
/// or of an initial (`J.`) belongs to it, that of other abbreviations (`Mr`, `Jan`) is a mark of its own. A possessive `'s` is a word of
/// its own, so that a name is the same token with and without it. Every other character but white space is a mark.
pub fn tokens(text: &str, sentence: Span, out: &mut Vec<Token>) {
    let mut at = sentence.start;
    while let Some(c) = text[at..sentence.end].chars().next() {
        let start = at;
        if c == ' ' {
            at += 1;
            continue;
        }
        if let Some(length) = plain_word(&text.as_bytes()[at..sentence.end]) {
            at += length;
            out.push(Token { span: Span::new(start, at), word: true, quote: None });
            continue;
        }
        if c.is_alphanumeric() {
            at = word_end(text, Span::new(start, sentence.end));
        } else if is_apostrophe(c) && possessive(text, start, sentence.end) {
            at += c.len_utf8() + 1;
        } else {
            at += c.len_utf8();
            if c.is_whitespace() {
                continue;
            }
        }
        let word = c.is_alphanumeric() || at > start + c.len_utf8();
        out.push(Token { span: Span::new(start, at), word, quote: None });
    }
}

/// The length of the word that a text begins with, if it is one of ASCII letters and digits before a blank, or a mark and a blank, as
/// most words are.
fn plain_word(text: &[u8]) -> Option<usize> {
    let length = alphanumeric(text);
    let ends = matches!(text[length..], [b' ', ..] | [b',' | b';' | b':' | b'?' | b'!' | b')', b' ', ..]);
    (ends && length > 0).then_some(length)
}

/// How many ASCII letters and digits a text begins with. Eight bytes are looked at together: no processor foresees where a word ends.
fn alphanumeric(text: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES << 7;
    // The high bit of each byte of `low` from `first` to `last`, all below 0x80.
    let within = |low: u64, first: u8, last: u8| {
        (low + ONES * u64::from(0x80 - first)) & !(low + ONES * u64::from(0x7f - last)) & HIGH
    };
    let mut length = 0;
    while let Some(eight) = text.get(length..).and_then(|rest| rest.first_chunk()) {
        let bytes = u64::from_le_bytes(*eight);
        let low = bytes & !HIGH;
        let known = within(low | ONES << 5, b'a', b'z') | within(low, b'0', b'9');
        let others = !known & HIGH | bytes & HIGH;
        if others != 0 {
            return length + others.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + text[length..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// The end of the word that begins where `rest` does: letters and digits in pieces, joined by inner marks.
fn word_end(text: &str, rest: Span) -> usize {
    let (mut piece, mut dotted) = (rest.start, false);
    loop {
        let end = piece_end(text, Span::new(piece, rest.end));
        let mut following = text[end..rest.end].chars();
        let (Some(mark), after) = (following.next(), following.next()) else { return end };
        let single = is_single_letter(&text[piece..end]);
        let next = end + mark.len_utf8();
        if mark == '.' && single && after.is_some_and(char::is_alphanumeric) {
            dotted = true;
        } else if mark == '.'
            && single
            && (dotted || piece == rest.start && is_initial(text, Span::new(piece, end), rest.end))
        {
            // The last dot of `U.S.`, which may be followed by a hyphen, or the dot of an initial.
            let mut more = text[next..rest.end].chars();
            match (more.next(), more.next()) {
                (Some(hyphen), Some(letter)) if joins(hyphen) && letter.is_alphanumeric() => {
                    (piece, dotted) = (next + hyphen.len_utf8(), false);
                    continue;
                }
                _ => return next,
            }
        } else if after.is_some_and(|after| is_inner(text, Span::new(end, rest.end), mark, after)) {
            dotted = false;
        } else {
            return end;
        }
        piece = next;
    }
}

/// The end of the letters and digits at the beginning of `rest`.
fn piece_end(text: &str, rest: Span) -> usize {
    let length = rest.of(text).find(|c: char| !c.is_alphanumeric() && !is_mark_of_letter(c));
    length.map_or(rest.end, |length| rest.start + length)
}

fn is_single_letter(piece: &str) -> bool {
    let mut chars = piece.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// True for a capital letter with a dot inside a sentence; at its end the dot is a full stop.
fn is_initial(text: &str, letter: Span, sentence_end: usize) -> bool {
    letter.of(text).starts_with(char::is_uppercase)
        && text[letter.end + 1..sentence_end].trim_start().starts_with(char::is_alphanumeric)
}

/// True for a mark at the beginning of `rest` that joins the letters or digits before and after it.
fn is_inner(text: &str, rest: Span, mark: char, after: char) -> bool {
    let Some(before) = text[..rest.start].chars().next_back() else { return false };
    match mark {
        '.' => before.is_numeric() && after.is_numeric() || before.is_lowercase() && after.is_lowercase(),
        ',' | ':' | '/' => before.is_numeric() && after.is_numeric(),
        _ if is_apostrophe(mark) => after.is_alphanumeric() && !possessive(text, rest.start, rest.end),
        _ => after.is_alphanumeric() && joins(mark),
    }
}

/// Hyphens and the ampersand, between two letters.
fn joins(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '&' | '_')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Combining accents and what else Unicode lets stand inside a letter without being one.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// True if an apostrophe at `at` opens a possessive `'s` that ends a word.
fn possessive(text: &str, at: usize, end: usize) -> bool {
    let mut chars = text[at..end].chars().skip(1);
    let follows_word = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.');
    follows_word && matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut found);
        found.into_iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn letters_and_digits_are_told_from_every_other_byte() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut text = *b"aZ09mnKJ58qrstuvwxyzAB";
                text[place] = byte;
                let expected = if byte.is_ascii_alphanumeric() { text.len() } else { place };
                assert_eq!(alphanumeric(&text), expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn a_word_keeps_its_inner_marks() {
        assert_eq!(
            words("Moon Jae-in didn’t join DPRK-U.S. talks; U.S.-led ones, AT&T."),
            ["Moon", "Jae-in", "didn’t", "join", "DPRK-U.S.", "talks", ";", "U.S.-led", "ones", ",", "AT&T", "."]
        );
        assert_eq!(
            words("Mr. J. Doe paid $3,000.50 at 8:30 p.m. on 1/2."),
            ["Mr", ".", "J.", "Doe", "paid", "$", "3,000.50", "at", "8:30", "p.m.", "on", "1/2", "."]
        );
    }

    #[test]
    fn the_possessive_is_a_word_of_its_own() {
        assert_eq!(
            words("Kim's and the U.S.’s, James' 'so'"),
            ["Kim", "'s", "and", "the", "U.S.", "’s", ",", "James", "'", "'", "so", "'"]
        );
    }

    #[test]
    fn an_end_of_sentence_is_a_mark() {
        assert_eq!(words("I won. “No…”"), ["I", "won", ".", "“", "No", "…", "”"]);
        assert_eq!(words("end.Next 5. x"), ["end", ".", "Next", "5", ".", "x"]);
    }
}
