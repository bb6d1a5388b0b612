//! Sentences.

use crate::span::Span;

/// Appends the sentences of a paragraph, without the white space between them.
pub fn sentences(text: &str, paragraph: Span, out: &mut Vec<Span>) {
    let mut start = paragraph.start;
    let mut chars = paragraph.of(text).char_indices().peekable();
    let mut ended = false;
    while let Some((at, c)) = chars.next() {
        let at = paragraph.start + at;
        match c {
            '.' => ended = !abbreviated(&text[start..at]),
            '!' | '?' | '…' => ended = true,
            '"' | '”' | '’' | '\'' | ')' => {}
            _ if c.is_whitespace() => {
                let next =
                    chars.peek().is_some_and(|&(_, c)| c.is_uppercase() || c.is_numeric() || "“\"'‘(".contains(c));
                if ended && next {
                    out.push(Span::new(start, at));
                    start = at;
                }
                ended &= chars.peek().is_some_and(|&(_, c)| c.is_whitespace());
            }
            _ => ended = false,
        }
    }
    out.push(Span::new(start, paragraph.end));
    let first = out.iter().position(|span| span.start >= paragraph.start).unwrap_or(out.len());
    for span in &mut out[first..] {
        *span = span.trimmed(text);
    }
    out.retain(|span| !span.is_empty());
}

fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap_or("");
    let capital = word.chars().count() == 1 && word.starts_with(|c: char| c.is_uppercase()) || word.contains('.');
    let known =
        ["Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Jan", "Feb", "Mar", "Aug", "Sept", "Oct", "Nov", "Dec"];
    capital && word.starts_with(char::is_alphabetic) || known.contains(&word)
}
