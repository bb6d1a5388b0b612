//! A web archive (WARC): pages as a crawler got them.
//!
//! Of its records those count that hold an answer (`response`, status 200) with a page in it; its address is `WARC-Target-URI`. `WARC-Date`
//! is when the crawler came, never when an article was published. The format is four lines of grammar, and a hostile length must neither
//! allocate nor lose the records behind it, so the reader is the project's own: see `Archive`.

use crate::ingest::decode::{Encoding, decode_page};
use crate::ingest::field::Fault;
use crate::ingest::lines::{self, Line};
use crate::ingest::outlet::host;
use crate::ingest::record::Draft;
use crate::ingest::sink::Sink;
use crate::ingest::whole::whole;
use crate::ingest::{html, reason};
use crate::limits::RECORD_BYTES;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// What a record begins with.
pub const MARK: &[u8] = b"WARC/";
/// Bytes of a line of a head; longer ones are passed over.
const LINE_BYTES: usize = 64 << 10;
/// Lines of a head.
const HEAD_LINES: usize = 1_000;

/// Reads every page: a record each. A record that is damaged costs itself: reading goes on where the next one seems to begin.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let mut archive = Archive::new(reader);
    let (mut line, mut number, mut lost) = (Vec::new(), 0u64, false);
    let (mut read, mut next) = words(&mut archive, &mut line)?;
    while read != Line::End {
        let start = next;
        let made = if line.starts_with(MARK) {
            number += 1;
            archive.watch();
            let record = record(&mut archive, sink)?;
            (read, next) = words(&mut archive, &mut line)?;
            lost = matches!(record, Err(Broken::Frame(_))) || read != Line::End && !line.starts_with(MARK);
            if lost {
                archive.go_back();
                (read, next) = words(&mut archive, &mut line)?;
            }
            match record {
                Ok(_) | Err(Broken::Page(_)) if lost => Err(Broken::Frame("no record begins behind it".to_owned())),
                record => record,
            }
        } else {
            (read, next) = words(&mut archive, &mut line)?;
            if std::mem::replace(&mut lost, true) {
                continue;
            }
            Err(Broken::Frame("no record begins here".to_owned()))
        };
        let made = match made {
            Ok(None) => continue,
            Ok(Some(draft)) => Ok(draft),
            Err(Broken::Frame(what)) => Err(Fault::new(reason::DAMAGED, what)),
            Err(Broken::Page(fault)) => Err(fault),
        };
        let place = |fault: Fault| Fault {
            detail: format!("record {number} of the archive, byte {start}: {}", fault.detail),
            ..fault
        };
        if sink.record(made.map_err(place), None, true).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Reads the next line that is not blank, and says where it begins.
fn words(archive: &mut Archive<'_>, line: &mut Vec<u8>) -> io::Result<(Line, u64)> {
    loop {
        let start = archive.at;
        let read = lines::next(archive, line, LINE_BYTES)?;
        if read != Line::Whole || !line.trim_ascii().is_empty() {
            return Ok((read, start));
        }
    }
}

/// What is wrong with a record.
enum Broken {
    /// Where it ends is not known.
    Frame(String),
    /// Its page.
    Page(Fault),
}

/// Reads a record behind its first line; none if it holds no page.
fn record(reader: &mut Archive<'_>, sink: &mut Sink<'_>) -> io::Result<Result<Option<Draft>, Broken>> {
    let Some(head) = head(reader)? else { return Ok(Err(Broken::Frame("its head does not end".to_owned()))) };
    let value = |key: &str| head.get(key).map_or("", String::as_str);
    let Ok(length) = value("content-length").parse::<u64>() else {
        let what = format!("its Content-Length is “{}”", value("content-length").chars().take(32).collect::<String>());
        return Ok(Err(Broken::Frame(what)));
    };
    if let Some(left) = reader.end.map(|end| end.saturating_sub(reader.at)).filter(|left| length > *left) {
        return Ok(Err(Broken::Frame(beyond(length - left))));
    }
    let mut body = reader.take(length);
    let is_answer = value("warc-type") == "response" && !value("content-type").starts_with("text/dns");
    let page = if is_answer { page(&mut body)? } else { None };
    io::copy(&mut body, &mut io::sink())?;
    if body.limit() > 0 {
        return Ok(Err(Broken::Frame(beyond(body.limit()))));
    }
    let url = value("warc-target-uri").trim_matches(['<', '>']);
    Ok(page.map(|page| page.and_then(|page| article(page, url, sink))).transpose().map_err(Broken::Page))
}

/// What is wrong with a record that goes on beyond the file's end.
fn beyond(bytes: u64) -> String {
    format!("the file ends {bytes} bytes before it does")
}

/// An answer with a page.
struct Page {
    bytes: Vec<u8>,
    /// The charset that the answer names.
    told: Option<&'static encoding_rs::Encoding>,
}

/// Reads an answer; none if it has no page.
fn page(body: &mut dyn BufRead) -> io::Result<Option<Result<Page, Fault>>> {
    let mut status = Vec::new();
    lines::next(body, &mut status, LINE_BYTES)?;
    let code = status.split(|byte| *byte == b' ').nth(1).map(<[u8]>::trim_ascii);
    if !status.starts_with(b"HTTP/") || code != Some(b"200") {
        return Ok(None);
    }
    let Some(head) = head(body)? else { return Ok(None) };
    let value = |key: &str| head.get(key).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    let kind = value("content-type");
    if !matches!(kind.split(';').next().unwrap_or_default().trim(), "text/html" | "application/xhtml+xml") {
        return Ok(None);
    }
    let too_large = || Fault::new(reason::TOO_LARGE, format!("a page of more than {RECORD_BYTES} bytes"));
    let Some(mut bytes) = whole(body)? else { return Ok(Some(Err(too_large()))) };
    let charset = kind.split_once("charset=").map(|(_, charset)| charset.trim_matches(['"', '\'', ' ']));
    let told = charset.and_then(|charset| encoding_rs::Encoding::for_label(charset.as_bytes()));
    if value("transfer-encoding").contains("chunked") {
        bytes = match joined(&bytes) {
            Some(bytes) => bytes,
            None => return Ok(Some(Err(Fault::new(reason::DAMAGED, "a chunk of its page is broken")))),
        };
    }
    let plain = unpacked(bytes, &value("content-encoding"));
    Ok(Some(plain.and_then(|plain| plain.ok_or_else(too_large)).map(|bytes| Page { bytes, told })))
}

/// The lines `Name: value` of a head up to the blank one, names in small letters; none if it does not end.
fn head(reader: &mut dyn BufRead) -> io::Result<Option<BTreeMap<String, String>>> {
    let (mut head, mut line) = (BTreeMap::new(), Vec::new());
    for _ in 0..HEAD_LINES {
        match lines::next(reader, &mut line, LINE_BYTES)? {
            Line::End => return Ok(None),
            Line::TooLarge => continue,
            Line::Whole => {}
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            return Ok(Some(head));
        }
        if let Some((name, value)) = text.split_once(':') {
            head.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    Ok(None)
}

/// The chunks of a payload in one piece; none if one is broken. Some crawlers join them and leave the header: what begins with no length is
/// whole already.
fn joined(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut joined, mut rest) = (Vec::new(), bytes);
    loop {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = String::from_utf8_lossy(&rest[..end.min(LINE_BYTES)]);
        let Ok(length) = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16) else {
            return if rest.len() == bytes.len() { Some(bytes.to_vec()) } else { None };
        };
        if length == 0 {
            return Some(joined);
        }
        rest = rest.get(end + 1..)?;
        joined.extend_from_slice(rest.get(..length)?);
        rest = &rest[length..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// A payload as it was before `Content-Encoding`; as it is, where it is plain whatever that says; none if it is over the cap.
fn unpacked(bytes: Vec<u8>, encoding: &str) -> Result<Option<Vec<u8>>, Fault> {
    let plain = match (encoding, bytes.as_slice()) {
        (_, [0x1f, 0x8b, ..]) => whole(MultiGzDecoder::new(bytes.as_slice())),
        ("deflate", [0x78, ..]) => whole(ZlibDecoder::new(bytes.as_slice())),
        ("br" | "zstd", _) if std::str::from_utf8(&bytes).is_err() => {
            return Err(Fault::new(reason::NO_READER, format!("its page is packed by {encoding}")));
        }
        _ => return Ok(Some(bytes)),
    };
    plain.map_err(|error| Fault::new(reason::DAMAGED, format!("its page cannot be unpacked: {error}")))
}

/// The article of a page that was got from an address.
fn article(page: Page, url: &str, sink: &mut Sink<'_>) -> Result<Draft, Fault> {
    let (marked, mark) = Encoding::of_mark(&page.bytes);
    let told = match marked {
        Encoding::Utf8Bom => Some(UTF_8),
        Encoding::Utf16Le => Some(UTF_16LE),
        Encoding::Utf16Be => Some(UTF_16BE),
        _ => page.told,
    };
    let (text, encoding) = decode_page(&page.bytes[mark..], Encoding::Utf8, told);
    sink.encoding = sink.encoding.joined(encoding);
    let mut draft = html::article(&text)?;
    if draft.outlet.is_empty() {
        draft.outlet = host(url).unwrap_or_default().to_lowercase();
    }
    draft.url = url.to_owned();
    Ok(draft)
}

/// What stands before a record behind another.
const BREAK: &[u8] = b"\nWARC/";

/// The bytes of an archive. If the length of a record turns out to lie, what it covered is read again from where another record seems to
/// begin in it; as long as that is no more than a record may have, and than was read anyway, so that lies cost time but once.
struct Archive<'a> {
    reader: &'a mut dyn BufRead,
    /// Where the next byte stands, and where the file ends, once that is known.
    at: u64,
    end: Option<u64>,
    /// Bytes to be read again, those from `from` on.
    again: Vec<u8>,
    from: usize,
    /// Whether what is read is looked through.
    watches: bool,
    /// What was read from the first break on, or the last bytes, among which one may begin.
    seen: Vec<u8>,
    /// Bytes that were read twice.
    twice: u64,
}

impl<'a> Archive<'a> {
    fn new(reader: &'a mut dyn BufRead) -> Self {
        let (again, seen) = (Vec::new(), Vec::new());
        Self { reader, at: 0, end: None, again, from: 0, watches: false, seen, twice: 0 }
    }

    /// Looks for a break from here on.
    fn watch(&mut self) {
        self.watches = true;
        self.seen.clear();
    }

    /// Goes back to the first break since it watches, if there is one.
    fn go_back(&mut self) {
        let length = self.seen.len();
        if !self.seen.starts_with(BREAK) || self.twice + length as u64 > self.at + RECORD_BYTES as u64 {
            return;
        }
        if length <= self.from {
            self.from -= length;
        } else {
            (self.again, self.from) = (std::mem::take(&mut self.seen), 0);
        }
        self.at -= length as u64;
        self.twice += length as u64;
        self.watches = false;
    }
}

impl Read for Archive<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Archive<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.from < self.again.len() {
            return Ok(&self.again[self.from..]);
        }
        let ready = self.reader.fill_buf()?;
        if ready.is_empty() {
            self.end = Some(self.at);
        }
        Ok(ready)
    }

    fn consume(&mut self, amount: usize) {
        let again = self.from < self.again.len();
        if self.watches {
            let ready = if again { &self.again[self.from..] } else { self.reader.fill_buf().unwrap_or_default() };
            self.seen.extend_from_slice(ready.get(..amount).unwrap_or_default());
            if !self.seen.starts_with(BREAK) {
                let tail = self.seen.len().saturating_sub(BREAK.len() - 1);
                self.seen.drain(..memchr::memmem::find(&self.seen, BREAK).unwrap_or(tail));
            }
            if self.seen.len() > RECORD_BYTES {
                (self.watches, self.seen) = (false, Vec::new());
            }
        }
        self.at += amount as u64;
        if again {
            self.from += amount;
        } else {
            // From here on what was seen does not lie in it any more.
            self.again.clear();
            self.from = 0;
            self.reader.consume(amount);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::builtin;
    use crate::ingest::outlet::OutletIndex;
    use crate::ingest::reader::Item;
    use crate::ingest::source::{Kind, Origin, Source};
    use proptest::prelude::*;
    use std::io::Write;

    const PAGE: &str = "<html><head><title>Bridge shut</title></head><body><article><p>The bridge is shut, the mayor said, and it will stay shut \
        for a week, or for two, if it rains.</p><p>Nobody was hurt, she said, when a part of the old rail fell into the harbour on Sunday.</p>\
        </article></body></html>";

    /// Articles as `outlet|date|url|title`, omissions as `reason: detail`.
    fn of(bytes: &[u8]) -> Vec<String> {
        let (input, origin) = ("a.warc".to_owned(), Origin::File);
        let source =
            Source { path: "a.warc".into(), place: input.clone(), input, bytes: 0, kind: Kind::Archive, origin };
        let outlets = OutletIndex::new(&builtin()).unwrap();
        let mut out = Vec::new();
        let mut emit = |item| {
            out.push(match item {
                Item::Article(article) => {
                    assert!(
                        article.text.starts_with("The bridge is shut") && article.text.ends_with("on Sunday."),
                        "{}",
                        article.text
                    );
                    [article.outlet, article.date, article.url, article.title].join("|")
                }
                Item::Omission(omission) => format!("{}: {}", omission.reason, omission.detail),
                Item::Input(_) => unreachable!("a reader hands on records"),
            });
            ControlFlow::Continue(())
        };
        let mut sink = Sink::new(&source, &outlets, &mut emit);
        assert!(read(&mut io::BufReader::with_capacity(7, bytes), &mut sink).unwrap().is_continue());
        out
    }

    fn record(kind: &str, length: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://www.hill.example/a>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        let body = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
        record("response", &body.len().to_string(), &body)
    }

    const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=UTF-8";
    const READ: &str = "hill.example||https://www.hill.example/a|Bridge shut";

    #[test]
    fn pages_come_out_and_the_rest_is_passed_over() {
        let archive = [
            record("warcinfo", "14", b"software: none"),
            answer(HTML, PAGE.as_bytes()),
            answer("404 Not Found\r\nContent-Type: text/html", PAGE.as_bytes()),
            answer("200 OK\r\nContent-Type: image/png", b"\0\0WARC/1.0\r\n"),
            record("request", "18", b"GET / HTTP/1.1\r\n\r\n"),
            answer(HTML, PAGE.as_bytes()),
        ];
        assert_eq!(of(&archive.concat()), [READ, READ]);
        assert_eq!(of(b""), [""; 0]);
    }

    #[test]
    fn payloads_may_be_chunked_and_packed() {
        let (one, two) = PAGE.as_bytes().split_at(100);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(PAGE.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        let chunk = |bytes: &[u8]| [format!("{:x};x=y\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        let chunked = |head: &str, chunks: &[&[u8]]| {
            let body: Vec<u8> = chunks.iter().flat_map(|bytes| chunk(bytes)).chain(*b"0\r\n\r\n").collect();
            answer(&format!("{head}\r\nTransfer-Encoding: chunked"), &body)
        };
        let gzip = format!("{HTML}\r\nContent-Encoding: gzip");
        assert_eq!(of(&chunked(HTML, &[one, two])), [READ]);
        assert_eq!(of(&answer(&gzip, &packed)), [READ]);
        assert_eq!(of(&chunked(&gzip, &[&packed[..50], &packed[50..]])), [READ]);
        assert_eq!(
            of(&answer(&format!("{gzip}\r\nTransfer-Encoding: chunked"), PAGE.as_bytes())),
            [READ],
            "neither is true"
        );
        let broken = answer(&format!("{HTML}\r\nTransfer-Encoding: chunked"), b"5\r\nabcde\r\nffffffffffff\r\nx");
        assert_eq!(of(&broken), ["damaged: record 1 of the archive, byte 0: a chunk of its page is broken"]);
        let brotli = answer(&format!("{HTML}\r\nContent-Encoding: br"), b"\xff\xfe\xfd");
        assert_eq!(of(&brotli), ["no_reader: record 1 of the archive, byte 0: its page is packed by br"]);
    }

    #[test]
    fn a_length_that_lies_costs_its_record_alone() {
        for (length, what) in [
            ("-1", "its Content-Length is “-1”"),
            ("", "its Content-Length is “”"),
            ("9x", "its Content-Length is “9x”"),
        ] {
            let archive = [
                answer(HTML, PAGE.as_bytes()),
                record("response", length, b"HTTP/1.1 200 OK\r\n\r\nx"),
                answer(HTML, PAGE.as_bytes()),
            ];
            let fault = format!("damaged: record 2 of the archive, byte {}: {what}", archive[0].len());
            assert_eq!(of(&archive.concat()), [READ, &fault, READ]);
        }
        let short = [record("response", "3", b"HTTP/1.1 200 OK\r\n\r\nx"), answer(HTML, PAGE.as_bytes())].concat();
        let found = of(&short);
        assert!(found.len() == 2 && found[0].ends_with("no record begins behind it") && found[1] == READ, "{found:?}");
        let long = record("response", &u64::MAX.to_string(), b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x");
        assert!(
            of(&long)[0].starts_with("damaged: record 1 of the archive, byte 0: the file ends 18"),
            "{:?}",
            of(&long)
        );
        assert_eq!(
            of(b"WARC/1.0\r\nWARC-Type: x"),
            ["damaged: record 1 of the archive, byte 0: its head does not end"]
        );
        assert_eq!(of(b"words\nand words\n"), ["damaged: record 0 of the archive, byte 0: no record begins here"]);
    }

    #[test]
    fn a_length_that_is_too_long_swallows_no_record() {
        let page = answer(HTML, PAGE.as_bytes());
        let body = [format!("HTTP/1.1 {HTML}\r\n\r\n").as_bytes(), PAGE.as_bytes()].concat();
        // Beyond the end, into the first line of the next record, and into its page.
        for more in [1_000_000, 9, 700] {
            let long = record("response", &(body.len() + more).to_string(), &body);
            let found = of(&[page.clone(), long.clone(), long, page.clone(), page.clone()].concat());
            assert_eq!(found.len(), 5, "{more}: {found:?}");
            let place = format!("damaged: record 2 of the archive, byte {}: ", page.len());
            assert!(found[1].starts_with(&place) && found[2].starts_with("damaged: record 3"), "{more}: {found:?}");
            assert_eq!([&found[0], &found[3], &found[4]], [READ; 3], "{more}");
        }
        let shown = answer(HTML, [PAGE.as_bytes(), b"\r\n\r\nWARC/1.0\r\n"].concat().as_slice());
        assert_eq!(of(&[shown, page].concat()), [READ, READ], "what a page shows is no record");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_end(pieces in proptest::collection::vec(
            prop_oneof![
                Just(b"WARC/1.0\r\nWARC-Type: response\r\n".to_vec()),
                "Content-Length: -?[0-9]{1,20}\r\n\r\n".prop_map(String::into_bytes),
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n(Transfer-Encoding: chunked\r\n)?\r\n[0-9a-f]{0,3}\r\n".prop_map(String::into_bytes),
                proptest::collection::vec(any::<u8>(), 0..9),
            ],
            0..9,
        )) {
            let bytes = pieces.concat();
            let (input, origin) = ("a.warc".to_owned(), Origin::File);
            let source = Source { path: "a".into(), place: input.clone(), input, bytes: 0, kind: Kind::Archive, origin };
            let outlets = OutletIndex::new(&builtin()).unwrap();
            let mut emit = |_| ControlFlow::Continue(());
            prop_assert!(read(&mut bytes.as_slice(), &mut Sink::new(&source, &outlets, &mut emit)).is_ok());
        }
    }
}
