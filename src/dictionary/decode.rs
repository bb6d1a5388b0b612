//! The bytes of a dictionary into text: a byte order mark, then UTF-8, then windows-1252.

use super::import::Mistake;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file. Stricter than articles are read: a dictionary with broken characters would silently miss words.
pub fn decode(bytes: &[u8]) -> Result<String, Mistake> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(marked) => marked,
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (WINDOWS_1252, 0),
    };
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if broken && (encoding == UTF_16LE || encoding == UTF_16BE) {
        return Err(Mistake::of_file("is not whole: its UTF-16 is broken"));
    }
    // Windows-1252 leaves five bytes without a character; the decoder makes controls of them.
    let strange = |c: char| broken || c == '\0' || matches!(c, '\u{80}'..='\u{9f}') && encoding == WINDOWS_1252;
    match text.lines().zip(1..).find(|(line, _)| line.contains(strange)) {
        Some((_, line)) => Err(Mistake::at(line, "neither UTF-8, UTF-16 with a byte order mark nor windows-1252")),
        None => Ok(text.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found() {
        let wide = |text: &str, swap: bool| -> Vec<u8> {
            let unit = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
        };
        for bytes in
            [b"caf\xe9".to_vec(), "café".into(), "\u{feff}café".into(), wide("café", true), wide("café", false)]
        {
            assert_eq!(decode(&bytes).as_deref(), Ok("café"));
        }
    }

    #[test]
    fn what_is_no_text_is_a_mistake() {
        assert_eq!(decode(b"a\nb\x81").unwrap_err().line, Some(2));
        assert_eq!(decode(b"a\0").unwrap_err().line, Some(1));
        assert!(decode(b"\xff\xfea\0b").unwrap_err().why.contains("not whole"));
        assert!(decode(b"\xef\xbb\xbf\xe9").is_err());
    }
}
