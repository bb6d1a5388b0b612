//! Letters that were damaged on their way: UTF-8 that somebody read as windows-1252 or Latin-1 (`â€™` for an apostrophe), once or twice, and what
//! became U+FFFD.
//!
//! The sequence must be whole and give back a character that such damage is usual of. Honest text has a letter with an accent before a mark, too (`É’`
//! in capitals): where both can be, it is left alone.

use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;

/// What the bytes from 0x80 are in windows-1252; the five that are nothing there are themselves, as decoders have it.
static HIGH: LazyLock<[char; 128]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let byte = 0x80 + at as u8;
        WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    })
});

/// Marks of windows-1252 that stand behind words: `…`, quotation marks, dashes.
const MARKS: [u8; 10] = [0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x9b];
/// What else does, and what stands inside words as well: a fixed blank, a soft hyphen, guillemets, the apostrophe.
const SIGNS: [u8; 5] = [0x92, 0xa0, 0xab, 0xad, 0xbb];
/// What stands behind the unit of length Å: ±, and the powers.
const POWERS: [u8; 4] = [0xb1, 0xb2, 0xb3, 0xb9];

/// The character that a damaged sequence at the beginning of `rest` stands for, and the bytes of the sequence; `before` is the character in front of
/// it.
pub fn repaired(before: Option<char>, rest: &str) -> Option<(char, usize)> {
    let first = rest.chars().next()?;
    if is_control(first) {
        return Some((HIGH[u32::from(first) as usize - 0x80], first.len_utf8()));
    }
    if !matches!(first, 'Â'..='Å' | 'â' | 'ï' | 'ð') {
        return None;
    }
    let twice = undone(rest, |rest| undone(rest, printed));
    if let Some(found) = twice.filter(|(c, _)| is_usual(*c)) {
        return Some(found);
    }
    undone(rest, printed).filter(|&(c, length)| is_usual(c) && is_sure(before, &rest[..length], &rest[length..]))
}

/// How many letters of a text are damaged.
pub fn damaged(text: &str) -> u64 {
    let (mut count, mut at) = (0, 0);
    while let Some(found) = next_suspect(text.as_bytes(), at) {
        let rest = &text[found..];
        let Some(c) = rest.chars().next() else { break };
        let sequence =
            if c == char::REPLACEMENT_CHARACTER { None } else { repaired(text[..found].chars().next_back(), rest) };
        count += u64::from(c == char::REPLACEMENT_CHARACTER || sequence.is_some());
        at = found + sequence.map_or(c.len_utf8(), |(_, length)| length);
    }
    count
}

/// A character as a byte of windows-1252 from 0x80, or of Latin-1.
fn byte_of(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        '\0'..='\u{7f}' => None,
        _ => HIGH[..32].iter().position(|&high| high == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// The character at the beginning of a text, as it is printed.
fn printed(rest: &str) -> Option<(char, usize)> {
    rest.chars().next().map(|c| (c, c.len_utf8()))
}

/// The character whose bytes of UTF-8 the next characters are, each of which `unit` reads; and how many bytes of the text they take.
fn undone(rest: &str, unit: impl Fn(&str) -> Option<(char, usize)>) -> Option<(char, usize)> {
    let (first, mut end) = unit(rest)?;
    let mut bytes = [byte_of(first)?, 0, 0, 0];
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for byte in &mut bytes[1..length] {
        // Of a sequence that was damaged twice single letters may have come through whole.
        let (c, taken) = unit(&rest[end..]).filter(|(c, _)| byte_of(*c).is_some()).or_else(|| printed(&rest[end..]))?;
        *byte = byte_of(c)?;
        end += taken;
    }
    Some((std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?, end))
}

/// True for characters that English news print: Latin letters with accents, signs, punctuation, emoji, a byte order mark.
fn is_usual(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'..='\u{17f}'
            | '\u{2000}'..='\u{206f}'
            | '€' | '™' | '−'
            | '\u{feff}' | '\u{fffd}'
            | '\u{1f000}'..='\u{1ffff}'
    )
}

/// True if a sequence that was damaged once cannot be honest text: a word in capitals may end in its first letter, and a mark follow.
fn is_sure(before: Option<char>, sequence: &str, after: &str) -> bool {
    let mut rest = sequence.chars().skip(1);
    let (Some(second), third) = (rest.next().and_then(byte_of), rest.next()) else { return false };
    if third.is_some() {
        return true;
    }
    let follows_capital = before.is_some_and(char::is_uppercase);
    let in_word = after.starts_with(char::is_alphabetic);
    let opened = before.is_some_and(|c| matches!(c, '«' | '“' | '‘' | '‹'));
    let in_unit = sequence.starts_with('Å') && POWERS.contains(&second) && !in_word;
    !(in_unit || MARKS.contains(&second) && !in_word || SIGNS.contains(&second) && (follows_capital || opened))
}

/// True for a byte of windows-1252 that was read as a control character of Latin-1; the next line (U+0085) is white space.
fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}') && c != '\u{85}' && HIGH[u32::from(c) as usize - 0x80] != c
}

/// Where the next character begins, from `at`, that may be of a damaged sequence.
fn next_suspect(text: &[u8], at: usize) -> Option<usize> {
    memchr::memchr3_iter(0xc2, 0xc3, 0xef, &text[at..]).map(|found| at + found).find(|&at| {
        matches!(
            text[at..],
            [0xc2, 0x80..=0x9f, ..] | [0xc3, 0x82..=0x85 | 0xa2 | 0xaf | 0xb0, ..] | [0xef, 0xbf, 0xbd, ..]
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// UTF-8 read as windows-1252.
    fn misread(text: &str) -> String {
        text.bytes().map(|byte| if byte < 0x80 { char::from(byte) } else { HIGH[usize::from(byte) - 0x80] }).collect()
    }

    fn whole(text: &str) -> Option<char> {
        repaired(None, text).filter(|(_, length)| *length == text.len()).map(|(c, _)| c)
    }

    #[test]
    fn what_was_misread_is_found_once_and_twice() {
        for c in "‘’“”–—…é ü ñ à ô £ © ½ € ™ 😀 \u{a0}".chars().filter(|c| !c.is_ascii()) {
            let once = misread(&c.to_string());
            assert_eq!(whole(&misread(&once)), Some(c), "{c} twice");
            let latin: String = c.to_string().bytes().map(char::from).collect();
            assert_eq!([whole(&once), whole(&latin)], [Some(c); 2], "{c} once");
        }
        assert_eq!(whole("\u{93}"), Some('“'));
        let letters = ["Ã–zil’s", "ESPAÃ‘A", "voilÃ\u{a0}", "Ï€", "ï»¿"].map(damaged);
        assert_eq!(letters, [1, 1, 1, 0, 1]);
        assert_eq!(damaged("Mina Example said â€œYes, itâ€™s lateâ€\u{9d} \u{fffd}\u{fffd}Ã¢â‚¬Ëœno"), 6);
    }

    #[test]
    fn honest_text_is_left_alone() {
        for text in [
            "São Paulo, SÃO PAULO, IRMÃ’S, “IRMÔ, AMANHÃ… MANHÃ—",
            "PELÉ’S, “CAFÉ”, ‘fiancé’”…, “blasé”… ÇA",
            "COBORÂ\u{a0}ÎN, «ROMÂ», “Â”, Â, â, în câmp, Pâques, naïve, ï, að, Hâ’",
            "Tiếng Việt: Â Ă Đ; Þórður; Größe „Spaß“ – 20 £ ÷ 3 × 2",
            "the letters Ä, Å and Ö; ANGSTRÖM’S, “Å”, «Â», 25 Å², 310 Å³, 5 Å± 2",
        ] {
            assert_eq!(damaged(text), 0, "{text}");
        }
    }

    #[test]
    fn hundred_thousand_suspects_are_no_burden() {
        for text in ["Ã", "Ã¢", "â€", "Ãƒ", "\u{fffd}", "ð"] {
            damaged(&text.repeat(100_000));
        }
    }

    proptest! {
        #[test]
        fn a_repair_is_of_whole_characters(text in "[ÂÃâïð€™˜œ¢¬‚„Ëœ\u{80}-\u{ff}a]{0,12}") {
            if let Some((c, length)) = repaired(None, &text) {
                prop_assert!(!c.is_ascii() && text.is_char_boundary(length));
            }
            prop_assert!(damaged(&text) <= text.chars().count() as u64);
        }
    }
}
