//! Bytes into text: byte order mark, then UTF-8, then windows-1252.

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// How the bytes of an input were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    #[default]
    Utf8,
    /// UTF-8 with one.
    Utf8Bom,
    /// UTF-16, little endian, by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, by its byte order mark.
    Utf16Be,
    /// Not UTF-8, so taken for windows-1252, which has a character for every byte.
    Windows1252,
    /// UTF-8 with some broken bytes, each of which became U+FFFD.
    Utf8Damaged,
    /// What a page or an XML file declares itself to be, where that is none of these.
    Declared(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// The name in the manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Utf8Damaged => "utf-8-damaged",
            Encoding::Declared(encoding) => encoding.name(),
        }
    }

    /// What the byte order mark at the head of an input says, and its length.
    pub fn of_mark(head: &[u8]) -> (Self, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8Bom, 3),
            // The mark of UTF-32, which nobody writes and nothing here reads: its NULs show that it is no text.
            [0xFF, 0xFE, 0, 0, ..] => (Encoding::Utf8, 0),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            _ => (Encoding::Utf8, 0),
        }
    }

    /// True if two bytes make a character.
    pub fn is_wide(self) -> bool {
        matches!(self, Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// The encoding to name for an input of which one more piece was read as `piece`: what was doubtful stands out.
    pub fn joined(self, piece: Encoding) -> Self {
        match piece {
            Encoding::Windows1252 | Encoding::Utf8Damaged | Encoding::Declared(_) if !self.is_wide() => piece,
            _ => self,
        }
    }
}

/// Decodes one piece: UTF-8 if it is, else windows-1252. UTF-8 with some broken bytes stays UTF-8, each of them U+FFFD: as windows-1252
/// every curly quotation mark in it would fall to pieces.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Encoding::Utf8);
    }
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > broken {
        (String::from_utf8_lossy(bytes), Encoding::Utf8Damaged)
    } else {
        (WINDOWS_1252.decode_without_bom_handling(bytes).0, Encoding::Windows1252)
    }
}

/// Bytes of a head in which a page or an XML file declares its encoding, or nowhere.
const DECLARATION: usize = 1_024;

/// The encoding that the head of a page (`<meta charset=…>`) or of an XML file (`encoding="…"`) declares. As a declaration in ASCII is
/// wrong about UTF-16, that is taken for UTF-8.
pub fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = head[..head.len().min(DECLARATION)].to_ascii_lowercase();
    let within = |tag: &[u8], key: &[u8]| {
        memchr::memmem::find_iter(&head, tag).find_map(|at| {
            let tag = &head[at..];
            let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())];
            let value = tag[memchr::memmem::find(tag, key)? + key.len()..].trim_ascii_start().strip_prefix(b"=")?;
            let is_end = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/' | b' ');
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            encoding_rs::Encoding::for_label(value.split(is_end).next()?)
        })
    };
    let encoding = within(b"<?xml", b"encoding").or_else(|| within(b"<meta", b"charset"))?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { encoding_rs::UTF_8 } else { encoding })
}

/// Decodes a page whose source was read as `marked`: by a byte order mark, by what it declares, or as any piece.
pub fn decode_page(bytes: &[u8], marked: Encoding, told: Option<&'static encoding_rs::Encoding>) -> (String, Encoding) {
    let declared = if matches!(marked, Encoding::Utf8) { told.or_else(|| declared(bytes)) } else { None };
    match declared {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
            let windows = encoding == WINDOWS_1252;
            (text, if windows { Encoding::Windows1252 } else { Encoding::Declared(encoding) })
        }
        _ => {
            let (text, encoding) = decode(bytes);
            (text.into_owned(), encoding)
        }
    }
}

/// Any encoding read as UTF-8; what is broken, as half a surrogate pair is, becomes U+FFFD.
pub struct Narrowed<R> {
    wide: R,
    decoder: Decoder,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: BufRead> Narrowed<R> {
    /// A reader of `wide`, which stands after the byte order mark.
    pub fn new(wide: R, encoding: Encoding) -> Self {
        Self::of(wide, if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE })
    }

    /// A reader of what is in this encoding.
    pub fn of(wide: R, encoding: &'static encoding_rs::Encoding) -> Self {
        Self { wide, decoder: encoding.new_decoder_without_bom_handling(), ready: Vec::new(), taken: 0, ended: false }
    }

    /// Decodes what the source has ready.
    fn refill(&mut self) -> io::Result<()> {
        /// Room for what is decoded at a time; any number above a handful is right.
        const ROOM: usize = 32 << 10;
        let wide = self.wide.fill_buf()?;
        let last = wide.is_empty();
        self.ready.resize(ROOM, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(wide, &mut self.ready, last);
        self.wide.consume(read);
        self.ready.truncate(written);
        self.taken = 0;
        self.ended = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: BufRead> Read for Narrowed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let length = buffer.len().min(self.ready.len() - self.taken);
        buffer[..length].copy_from_slice(&self.ready[self.taken..self.taken + length]);
        self.taken += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn narrowed(bytes: &[u8], encoding: Encoding) -> String {
        let mut text = String::new();
        Narrowed::new(bytes, encoding).read_to_string(&mut text).expect("always UTF-8");
        text
    }

    #[test]
    fn what_is_not_utf8_is_windows_1252() {
        assert_eq!(decode(b"\x93Awful,\x94 said he"), ("“Awful,” said he".into(), Encoding::Windows1252));
        assert_eq!(decode("“Good,” said she".as_bytes()), ("“Good,” said she".into(), Encoding::Utf8));
    }

    #[test]
    fn one_broken_byte_does_not_cost_the_quotation_marks() {
        let bytes = [b"caf\xe9 ".as_slice(), "“Good,” said she".as_bytes()].concat();
        assert_eq!(decode(&bytes), ("caf\u{fffd} “Good,” said she".into(), Encoding::Utf8Damaged));
    }

    #[test]
    fn marks_are_known() {
        assert_eq!(Encoding::of_mark(b"\xef\xbb\xbfx"), (Encoding::Utf8Bom, 3));
        assert_eq!(Encoding::of_mark(b"\xff\xfex\0"), (Encoding::Utf16Le, 2));
        assert_eq!(Encoding::of_mark(b"\xfe\xff\0x"), (Encoding::Utf16Be, 2));
        assert_eq!(Encoding::of_mark(b"\xff\xfe\0\0"), (Encoding::Utf8, 0));
    }

    #[test]
    fn pages_declare_their_encoding() {
        let name = |head: &str| declared(head.as_bytes()).map(encoding_rs::Encoding::name);
        assert_eq!(name("<html><meta name=x><META Charset = 'euc-kr'>"), Some("EUC-KR"));
        assert_eq!(name("<meta http-equiv=Content-Type content=\"text/html; charset=shift_jis\">"), Some("Shift_JIS"));
        assert_eq!(name("<?xml version=\"1.0\" encoding=\"latin1\"?>"), Some("windows-1252"));
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!((name("<meta charset=nothing>"), name("charset=euc-kr"), name("<meta charset")), (None, None, None));
        let page = b"<meta charset=windows-1251>\xcc\xe8\xf0";
        let (text, encoding) = decode_page(page, Encoding::Utf8, None);
        assert!(text.ends_with("Мир") && encoding.as_str() == "windows-1251");
        assert!(decode_page(page, Encoding::Utf8Bom, None).0.ends_with("Ìèð"), "the mark comes first");
    }

    #[test]
    fn half_a_pair_of_utf16_is_replaced() {
        assert_eq!(narrowed(&[0xD8, 0x00, 0x00, b'x'], Encoding::Utf16Be), "\u{fffd}x");
        assert_eq!(narrowed(&[b'x', 0x00, b'y'], Encoding::Utf16Le), "x\u{fffd}");
    }

    proptest! {
        #[test]
        fn utf16_comes_out_as_it_went_in(text in "\\PC{0,200}", repeat in 1usize..300) {
            let text = text.repeat(repeat);
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(narrowed(&bytes, Encoding::Utf16Le), text);
        }

        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            decode(&bytes);
        }
    }
}
