//! One source into articles: opened, unpacked, decoded, recognised, and read record by record.
//!
//! A source comes out as its records, each an article or an omission, and at its end one [`Input`]. A source that is refused as a whole
//! (it cannot be opened, it is binary, one record would be over the cap) gives one omission and nothing else.

use crate::ingest::compressed::{Packing, Unpacked};
use crate::ingest::decode::{Encoding, Narrowed};
use crate::ingest::format::{Format, is_archive};
use crate::ingest::outlet::OutletIndex;
use crate::ingest::reader::{Input, Item};
use crate::ingest::sink::Sink;
use crate::ingest::source::{Kind, Origin, Source};
use crate::ingest::{array, docx, factiva_xml, lines, nexis, reason, table, txt};
#[cfg(feature = "html")]
use crate::ingest::{factiva_html, html, warc};
use crate::limits::RECORD_BYTES;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Bytes at the head of a source that show whether it is text, and which format.
const HEAD: u64 = 8 << 10;
/// Bytes read at a time.
const CHUNK: usize = 64 << 10;

/// Reads one source and hands on what is in it; stops when `emit` says so. `progress` is told the bytes read since it was last called.
pub fn read(
    source: &Source,
    outlets: &OutletIndex,
    emit: &mut dyn FnMut(Item) -> ControlFlow<()>,
    progress: &dyn Fn(u64),
) -> ControlFlow<()> {
    let mut sink = Sink::new(source, outlets, emit);
    let opened: io::Result<Box<dyn Read>> = match source.origin {
        Origin::Stdin => Ok(Box::new(io::stdin().lock())),
        Origin::File | Origin::Stream => File::open(&source.path).map(|file| Box::new(file) as Box<dyn Read>),
    };
    let mut bytes = match opened {
        Ok(bytes) => Counted { bytes, progress, hash: Sha256::new(), length: 0 },
        Err(error) => return sink.refuse(reason::of(&error), error.to_string()),
    };
    match packed(&mut bytes, source, &mut sink) {
        Ok(flow) => flow?,
        Err(error) if sink.records == 0 => sink.refuse(reason::of(&error), error.to_string())?,
        Err(error) => sink.whole(reason::of(&error), error.to_string())?,
    }
    if sink.refused {
        // What was not looked at is done with, too.
        progress(source.bytes.saturating_sub(bytes.length));
        return ControlFlow::Continue(());
    }
    // What lies behind a fault is part of the file, and the fault has been told.
    let _ = io::copy(&mut bytes, &mut io::sink());
    if sink.is_silent {
        sink.whole(reason::EMPTY, "")?;
    }
    let sha256 = bytes.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let packing = sink.packing.map_or(String::new(), |packing| format!("{}+", packing.as_str()));
    let encoding = packing + sink.encoding.as_str();
    sink.emit(Item::Input(Input {
        path: source.input.clone(),
        bytes: bytes.length,
        sha256,
        records: sink.records,
        encoding,
    }))
}

/// Reads a text that is at hand, as a `.txt` file is read, and hands on its article.
pub fn given(text: &str, outlets: &OutletIndex, emit: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    if text.trim().is_empty() {
        return ControlFlow::Continue(());
    }
    let [input, place] = ["text", ""].map(str::to_owned);
    let (kind, origin) = (Kind::Text, Origin::Stream);
    let source = Source { path: PathBuf::new(), input, place, bytes: text.len() as u64, kind, origin };
    Sink::new(&source, outlets, emit).record(txt::parse(text, outlets.boilerplate()), None, false)
}

/// Unpacks what is compressed, and reads its records.
fn packed(bytes: &mut Counted<'_>, source: &Source, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let mut bytes = BufReader::with_capacity(CHUNK, bytes);
    let head = head_of(&mut bytes)?;
    sink.packing = Packing::of_magic(&head);
    let Some(packing) = sink.packing else { return records(head, bytes, source, sink) };
    let mut bytes = BufReader::with_capacity(CHUNK, Unpacked::new(Cursor::new(head).chain(bytes), packing)?);
    let head = head_of(&mut bytes)?;
    if Packing::of_magic(&head).is_some() {
        return Ok(sink.refuse(reason::BINARY, "compressed twice: unpack it once"));
    }
    records(head, bytes, source, sink)
}

/// The first bytes. A fault behind some of them will be met again.
fn head_of(bytes: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let read = bytes.take(HEAD).read_to_end(&mut head);
    if head.is_empty() {
        read?;
    }
    Ok(head)
}

/// Recognises the format and reads its records. `bytes` follow the `head`.
fn records(
    mut head: Vec<u8>,
    bytes: impl BufRead,
    source: &Source,
    sink: &mut Sink<'_>,
) -> io::Result<ControlFlow<()>> {
    if source.kind == Kind::Document {
        return docx::read(&mut Cursor::new(head).chain(bytes), sink);
    }
    if source.kind == Kind::Parquet || head.starts_with(b"PAR1") {
        return parquet(&mut Cursor::new(head).chain(bytes), source, sink);
    }
    let (encoding, mark) = Encoding::of_mark(&head);
    sink.encoding = encoding;
    if !is_archive(source.kind, &head) && !encoding.is_wide() && memchr::memchr(0, &head).is_some() {
        return Ok(sink.refuse(reason::BINARY, "a NUL byte near the start; UTF-16 needs its byte order mark"));
    }
    let rest = Cursor::new(head.split_off(mark)).chain(bytes);
    let mut narrowed;
    let mut plain;
    let reader: &mut dyn BufRead = if encoding.is_wide() {
        narrowed = BufReader::with_capacity(CHUNK, Narrowed::new(rest, encoding));
        &mut narrowed
    } else {
        plain = rest;
        &mut plain
    };
    match Format::of(source.kind, reader.fill_buf()?, sink.aliases) {
        Format::Text if source.bytes > RECORD_BYTES as u64 => {
            Ok(sink.refuse(reason::TOO_LARGE, format!("an article of more than {RECORD_BYTES} bytes")))
        }
        Format::Array => array::read(reader, sink),
        #[cfg(feature = "html")]
        Format::FactivaHtml => factiva_html::read(reader, sink),
        Format::FactivaXml => factiva_xml::read(reader, sink),
        Format::Foreign => Ok(sink.ignore("no reader knows where the articles are in this markup")),
        #[cfg(feature = "html")]
        Format::Html => html::read(reader, sink),
        Format::Lines => lines::read(reader, sink),
        Format::Nexis => nexis::read(reader, sink),
        Format::Object => array::read_object(reader, sink),
        Format::Table => table::read(reader, sink),
        Format::Text => txt::read(reader, sink),
        #[cfg(feature = "html")]
        Format::Warc => warc::read(reader, sink),
    }
}

/// Reads a Parquet file; it must be one, for the reader begins at its end.
fn parquet(bytes: &mut dyn BufRead, source: &Source, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    if sink.packing.is_some() || source.origin != Origin::File {
        return Ok(sink.refuse(reason::UNSUPPORTED, "Parquet is read from a file that is not compressed as a whole"));
    }
    #[cfg(feature = "parquet")]
    return crate::ingest::parquet::read(bytes, sink);
    #[cfg(not(feature = "parquet"))]
    {
        let _ = bytes;
        Ok(sink.refuse(reason::UNSUPPORTED, crate::ingest::source::NO_PARQUET))
    }
}

/// Bytes, counted and hashed on their way.
struct Counted<'a> {
    bytes: Box<dyn Read>,
    progress: &'a dyn Fn(u64),
    hash: Sha256,
    length: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.bytes.read(buffer)?;
        self.hash.update(&buffer[..length]);
        self.length += length as u64;
        (self.progress)(length as u64);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::config::{Config, Group, Outlet};
    use crate::ingest::reader::Omission;
    use proptest::prelude::*;
    use std::cell::Cell;
    use std::io::Write;
    use std::path::PathBuf;
    use tempfile::TempDir;

    /// What came out of a source.
    #[derive(Debug, Default)]
    struct Out {
        articles: Vec<Article>,
        omissions: Vec<Omission>,
        inputs: Vec<Input>,
    }

    impl Out {
        fn texts(&self) -> Vec<&str> {
            self.articles.iter().map(|article| article.text.as_str()).collect()
        }

        fn faults(&self) -> Vec<(Option<u64>, Option<u64>, &str)> {
            self.omissions.iter().map(|omission| (omission.record, omission.line, omission.reason.as_str())).collect()
        }
    }

    fn outlets() -> OutletIndex {
        let config = Config {
            outlets: vec![Outlet { name: "Polar Post".into(), names: vec!["PP".into()], ..Outlet::default() }],
            groups: vec![Group { name: "north".into(), outlets: vec!["Polar Post".into()] }],
            ..Config::default()
        };
        OutletIndex::new(&config).unwrap()
    }

    fn source(path: PathBuf, kind: Kind) -> Source {
        let input = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = path.metadata().map_or(0, |metadata| metadata.len());
        Source { path, place: input.clone(), input, bytes, kind, origin: Origin::File }
    }

    fn run(source: &Source) -> Out {
        let mut out = Out::default();
        let told = Cell::new(0);
        let mut emit = |item| {
            match item {
                Item::Article(article) => out.articles.push(*article),
                Item::Omission(omission) => out.omissions.push(omission),
                Item::Input(input) => out.inputs.push(input),
            }
            ControlFlow::Continue(())
        };
        assert!(read(source, &outlets(), &mut emit, &|bytes| told.set(told.get() + bytes)).is_continue());
        assert_eq!(told.get(), source.bytes, "progress ends at the whole");
        out
    }

    fn of(name: &str, bytes: &[u8]) -> Out {
        let kind = Kind::of(name.as_ref()).unwrap_or(Kind::Unknown);
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(name);
        std::fs::OpenOptions::new().write(true).create_new(true).open(&path).unwrap().write_all(bytes).unwrap();
        run(&source(path, kind))
    }

    #[test]
    fn a_text_is_one_article() {
        let out = of(
            "a.b.txt",
            "\u{feff}outlet: pp\r\ndate: 6/12/18\r\n\r\nTalks Go On\r\n\r\n“Well,” he said.\r\n".as_bytes(),
        );
        let article = &out.articles[0];
        assert_eq!((article.id.as_str(), article.record, article.date.as_str()), ("a.b", 1, "2018-06-12"));
        assert_eq!((article.outlet.as_str(), article.group.as_str()), ("Polar Post", "north"));
        assert_eq!((article.title.as_str(), article.text.as_str()), ("Talks Go On", "“Well,” he said."));
        let input = &out.inputs[0];
        assert_eq!((input.path.as_str(), input.records, input.encoding.as_str()), ("a.b.txt", 1, "utf-8-bom"));
        assert_eq!(
            of("x.txt", b"abc.").inputs[0].sha256,
            "5ac9481b887da55cdb508bbb7d91e7896c418c1ad3badb6f4f6d2a524f5cdcaf"
        );
    }

    #[test]
    fn a_bad_line_costs_nothing_but_itself() {
        let lines = "\u{feff}{\"text\":\"One.\"}\n{oops\n\n{\"text\":null}\n{\"text\":7}\n{\"text\":\"a\",\"text\":\"b\"}\n[1]\n{\"id\":\"x\",\"text\":\"Two.\"}";
        let out = of("m.jsonl", lines.as_bytes());
        assert_eq!(out.texts(), ["One.", "Two."]);
        assert_eq!([&out.articles[0].id, &out.articles[1].id], ["m#1", "x"]);
        let expected = [
            (Some(2), Some(2), "bad_json"),
            (Some(3), Some(4), "no_text"),
            (Some(4), Some(5), "wrong_type"),
            (Some(5), Some(6), "duplicate_key"),
            (Some(6), Some(7), "not_an_object"),
        ];
        assert_eq!(out.faults(), expected);
        assert_eq!(out.inputs[0].records, 7);
    }

    #[test]
    fn json_is_recognised_by_its_content() {
        let array = of("a.json", b" [\n{\"text\":\"One.\"},\n{\"text\": oops},{\"text\":\"Two.\"}\n]\n");
        assert_eq!((array.texts(), array.faults()), (vec!["One.", "Two."], vec![(Some(2), Some(3), "bad_json")]));
        assert_eq!(array.articles[1].id, "a#3");
        let object = of("a.json", b"\n{\n\"text\":\n\"One.\"}\n\n");
        assert_eq!((object.texts(), object.articles[0].id.as_str()), (vec!["One."], "a"));
        let compact = of("a.json", b"{\"text\":\"One.\"}\n");
        assert_eq!((compact.texts(), compact.articles[0].id.as_str()), (vec!["One."], "a"));
        let lines = of("a.json", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
        assert_eq!((lines.texts(), lines.articles[1].id.as_str()), (vec!["One.", "Two."], "a#2"));
        assert_eq!(of("a.jsonl", b"[ {\"text\":\"One.\"}]").texts(), ["One."]);
        let torn = of("a.json", b"{\"text\":\"On\n{\"text\":\"Two.\"}\n{\"text\":\"Three.\"}\n");
        assert_eq!((torn.texts(), torn.faults()), (vec!["Two.", "Three."], vec![(Some(1), Some(1), "bad_json")]));
        assert_eq!(of("a.json", b"{\"x\":[\n{\"y\":1}\n],\"text\":\"One.\"}").texts(), ["One."]);
        assert_eq!(of("a.json", b"Words.").faults(), [(Some(1), Some(1), "bad_json")]);
        assert_eq!(of("a.json", b"{\n\n\"text\":}").faults(), [(Some(1), Some(3), "bad_json")]);
    }

    #[test]
    fn what_bears_no_telling_name_is_looked_into() {
        assert_eq!(of("a", b"[Editor's note.] Words.").texts(), ["[Editor's note.] Words."]);
        assert_eq!(of("a", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n").texts(), ["One.", "Two."]);
        assert_eq!(of("a", b"[{\"text\":\"One.\"}]").texts(), ["One."]);
        assert_eq!(of("a", b"date,text\n2018,One.\n").texts(), ["One."]);
    }

    #[test]
    fn the_cover_of_an_export_may_be_long() {
        let article = "\n\n1 of 2 DOCUMENTS\n\nPost\n\nMay 2, 2001\n\nBridge\n\nLENGTH: 1 word\n\nShut.\n";
        let export = "Terms: ferry\n".repeat(1_000) + article + article;
        assert_eq!(of("a.txt", export.as_bytes()).texts(), ["Shut.", "Shut."]);
    }

    #[test]
    fn an_array_that_breaks_off_or_goes_on_is_damaged() {
        let open = of("a.json", b"[{\"text\":\"One.\"},{\"text\":\"Tw");
        assert_eq!(open.faults(), [(Some(2), Some(1), "bad_json"), (None, None, "damaged")]);
        let more = of("a.json", b"[{\"text\":\"One.\"}] {\"text\":\"Two.\"}");
        assert_eq!((more.texts(), more.faults()), (vec!["One."], vec![(None, None, "damaged")]));
        assert_eq!(more.inputs[0].bytes, 33, "hashed to its end all the same");
        let torn = of(
            "a.json",
            b"[{\"text\":\"One.\"},\n{\"text\":\"Two\",\n{\"text\":\"Three.\"}, {\"text\":\"Four.\"}\n]\n",
        );
        assert_eq!(
            (torn.texts(), torn.faults()),
            (vec!["One.", "Three.", "Four."], vec![(Some(2), Some(2), "bad_json")])
        );
        let torn = of("a.json", b"[{\"text\":\"One},\n{\"text\":\"Two.\"},{\"text\":\"Thr");
        let faults = vec![(Some(1), Some(1), "bad_json"), (Some(3), Some(2), "bad_json"), (None, None, "damaged")];
        assert_eq!((torn.texts(), torn.faults()), (vec!["Two."], faults));
        assert_eq!(of("a.json", b" [ ").faults(), [(None, None, "damaged")]);
        assert_eq!(of("a.json", b"[]").faults(), [(None, None, "empty")]);
    }

    #[test]
    fn a_table_is_read_in_any_encoding() {
        let out = of("a.csv", b"\xef\xbb\xbftext;title\r\ncaf\xe9;A\r\n\x93Bad.\x94;B\r\n");
        assert_eq!((out.texts(), out.faults()), (vec!["café", "“Bad.”"], vec![]));
        assert_eq!(out.inputs[0].encoding, "windows-1252");
        let wide: Vec<u8> = "\u{feff}text\ttitle\nOne.\tA\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of("a.tsv", &wide).texts(), ["One."], "as Excel saves “Unicode text”");
        assert_eq!(of("a.csv", b"text,title\n").faults(), [(None, None, "empty")]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (name, bytes, reason) in [
            ("a.txt", b"".as_slice(), "empty"),
            ("a.txt", b"\xef\xbb\xbf \n\t\n", "empty"),
            ("a.jsonl", b"\n \n", "empty"),
            ("a.json", b"", "empty"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
            ("a.jsonl", b"{\"text\":\"\0\"}", "binary"),
            ("a.txt", b"w\0i\0d\0e\0", "binary"),
            ("a.txt", b"\xff\xfe\0\0w\0\0\0", "binary"),
        ] {
            let out = of(name, bytes);
            assert_eq!(out.faults(), [(None, None, reason)], "{bytes:?}");
            assert_eq!(out.inputs.len(), usize::from(reason == "empty"));
        }
        let missing = run(&source("nowhere/a.txt".into(), Kind::Text));
        assert_eq!((missing.faults(), missing.inputs.len()), (vec![(None, None, "not_found")], 0));
    }

    #[test]
    fn a_nul_far_into_a_text_is_a_broken_character() {
        let text = format!("{}\0 end.", "Words. ".repeat(2000));
        assert_eq!(of("a.txt", text.as_bytes()).texts(), [text.replace('\0', "\u{fffd}")]);
    }

    #[test]
    fn encodings_are_told_apart() {
        let encoding = |name: &str, bytes: &[u8]| {
            let out = of(name, bytes);
            (out.texts().join("|"), out.inputs[0].encoding.clone())
        };
        assert_eq!(encoding("a.txt", b"\x93Bad,\x94 he said."), ("“Bad,” he said.".into(), "windows-1252".into()));
        let lines = b"{\"text\":\"caf\xe9\"}\n{\"text\":\"caf\xc3\xa9\"}";
        assert_eq!(encoding("a.jsonl", lines), ("café|café".into(), "windows-1252".into()));
        for (mark, bytes) in [("utf-16le", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("utf-16be", u16::to_be_bytes)] {
            let wide = |text: &str| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
            assert_eq!(encoding("a.txt", &wide("\u{feff}“Bad.”")), ("“Bad.”".into(), mark.into()));
            let lines = wide("\u{feff}{\"text\":\"A\"}\n{\"text\":\"“\"}\n");
            assert_eq!(encoding("a.jsonl", &lines), ("A|“".into(), mark.into()));
        }
    }

    #[test]
    fn the_cap_is_on_records() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.txt");
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path).unwrap();
        (&file).write_all(&[b' '; 9000]).unwrap();
        file.set_len(20 << 30).unwrap();
        assert_eq!(run(&source(path, Kind::Text)).faults(), [(None, None, "too_large")], "at once, for it is 20 GiB");
        let long = |length: usize| format!("{{\"text\":\"{}\"}}\n", "x".repeat(length));
        let out = of("a.jsonl", (long(50_000_000) + &long(RECORD_BYTES) + &long(3)).as_bytes());
        let lengths: Vec<_> = out.texts().iter().map(|text| text.len()).collect();
        assert_eq!((lengths, out.faults()), (vec![50_000_000, 3], vec![(Some(2), Some(2), "too_large")]));
    }

    #[test]
    fn the_reader_stops_when_told() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.jsonl");
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path).unwrap();
        file.write_all(b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n").unwrap();
        let mut items = 0;
        let mut emit = |_| {
            items += 1;
            ControlFlow::Break(())
        };
        assert!(read(&source(path, Kind::Lines), &outlets(), &mut emit, &|_| {}).is_break());
        assert_eq!(items, 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_add_up(
            ending in 0usize..5,
            pieces in proptest::collection::vec(
                prop_oneof![
                    proptest::collection::vec(any::<u8>(), 0..6),
                    "\\{\"text\":\"[a-z. ]{0,9}\"\\}\n?".prop_map(String::into_bytes),
                    "[\\[\\]{},:\"\\\\\r\n ]{0,5}|date: x\n|\u{feff}".prop_map(String::into_bytes),
                ],
                0..12,
            ),
        ) {
            let out = of(["a.txt", "a.jsonl", "a.json", "a.csv", "a"][ending], &pieces.concat());
            let whole = out.omissions.iter().filter(|omission| omission.record.is_none()).count();
            match out.inputs.as_slice() {
                [] => prop_assert!(whole == 1 && out.articles.is_empty() && out.omissions.len() == 1),
                [input] => prop_assert_eq!(input.records as usize, out.articles.len() + out.omissions.len() - whole),
                _ => prop_assert!(false, "one input at most"),
            }
            prop_assert!(!out.articles.is_empty() || !out.omissions.is_empty(), "nothing is lost silently");
        }
    }
}
