//! CSV and TSV: a header, then a record a row.
//!
//! What separates fields is seen in the header, whatever the file is called: it is what finds the most names that are known. The names
//! mean what they mean in JSON. A row that is no row costs nothing but itself.

use crate::ingest::alias::{Aliases, Known};
use crate::ingest::decode::decode;
use crate::ingest::field::{Fault, Field, Record, Value};
use crate::ingest::record::Draft;
use crate::ingest::rows::{Row, Rows};
use crate::ingest::sink::Sink;
use crate::ingest::{date, reason};
use crate::limits::{RECORD_BYTES, TABLE_COLUMNS};
use csv::{ReaderBuilder, StringRecord, Terminator};
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// What may separate fields; the first of those that fit as well.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// The columns of trafilatura's tables, which have no header. More may follow; what has no name here is not used.
const TRAFILATURA: [&str; 8] = ["url", "", "", "hostname", "title", "", "date", "text"];

/// Reads a table.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let first = first_line(reader.fill_buf()?).to_owned();
    let given = given_separator(&first);
    if given.is_some() {
        reader.consume(first.len());
    }
    let separator = match given {
        Some(given) => given,
        None => separator(&String::from_utf8_lossy(&first), sink.aliases),
    };
    let mut rows = Rows::new(reader, separator, RECORD_BYTES, if given.is_some() { 2 } else { 1 });
    let mut table: Option<Table> = None;
    loop {
        let row = rows.advance()?;
        if row == Row::End {
            return Ok(ControlFlow::Continue(()));
        }
        if row != Row::TooLarge && rows.raw.trim_ascii().is_empty() {
            continue;
        }
        let (text, encoding) = decode(&rows.raw);
        sink.encoding = sink.encoding.joined(encoding);
        if table.is_none() {
            let found = match Table::of(row, &text, separator, sink.aliases) {
                Err(fault) => return Ok(sink.refuse(fault.reason, fault.detail)),
                Ok(found) => found,
            };
            let begins = found.is_bare;
            table = Some(found);
            if !begins {
                continue;
            }
        }
        let made = table.as_ref().and_then(|table| table.record(row, &text, sink.aliases));
        if made.is_some_and(|made| sink.record(made.and_then(Draft::of), Some(rows.line), true).is_break()) {
            return Ok(ControlFlow::Break(()));
        }
    }
}

/// True if a file of unknown kind begins with the header of a table: two names that are known, that of a text among them.
pub fn is_table(head: &[u8], aliases: &Aliases) -> bool {
    let line = String::from_utf8_lossy(first_line(head));
    let separator = char::from(separator(&line, aliases));
    let known: Vec<Known> = names(&line, separator).filter_map(|name| aliases.get(name)).collect();
    known.len() > 1 && known.iter().any(|(field, _)| *field == Field::Text)
}

/// What is known of a table.
struct Table {
    separator: u8,
    /// The names in the header.
    names: Vec<String>,
    /// There is no header: the first row is a record.
    is_bare: bool,
}

impl Table {
    /// Reads the header. Fails if it is none, or if nobody could say what the rows mean.
    fn of(row: Row, text: &str, separator: u8, aliases: &Aliases) -> Result<Self, Fault> {
        if row != Row::Whole {
            return Err(Fault { line: 1, ..unreadable(row) });
        }
        let first = fields(text, separator, true);
        if first.len() > TABLE_COLUMNS {
            let detail = format!("{} columns; the most are {TABLE_COLUMNS}", first.len());
            return Err(Fault::new(reason::TOO_LARGE, detail));
        }
        let is_bare = separator == b'\t' && is_trafilatura(&first.iter().collect::<Vec<_>>());
        let header = if is_bare { StringRecord::from(TRAFILATURA.to_vec()) } else { first.clone() };
        let mut names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut record = Record::default();
        for name in &names {
            match aliases.get(name) {
                Some(known) => record.put(name, known, Value::text("something")),
                None => record.note(name),
            }
        }
        record.check()?;
        record.take_text()?;
        names.resize(first.len().max(names.len()), String::new());
        Ok(Self { separator, names, is_bare })
    }

    /// The record of a row; none if nothing stands in it.
    fn record(&self, row: Row, text: &str, aliases: &Aliases) -> Option<Result<Record, Fault>> {
        let width = self.names.len();
        let fields = match row {
            Row::Whole => fields(text, self.separator, true),
            // Many a program that separates by tabs writes marks as they come: then the line is the row.
            Row::Broken if self.separator == b'\t' => {
                Some(fields(text, self.separator, false)).filter(|fields| fields.len() == width).unwrap_or_default()
            }
            _ => StringRecord::new(),
        };
        if fields.is_empty() {
            return Some(Err(unreadable(row)));
        }
        if fields.iter().all(|field| field.trim().is_empty()) {
            return None;
        }
        if fields.len() < width || fields.iter().skip(width).any(|field| !field.trim().is_empty()) {
            let detail = format!("fields: {}, in the header: {width}", fields.len());
            return Some(Err(Fault::new(reason::BAD_ROW, detail)));
        }
        let mut record = Record::default();
        for (name, field) in self.names.iter().zip(&fields) {
            if let Some(known) = aliases.get(name) {
                record.put(name, known, Value::text(field));
            }
        }
        Some(Ok(record))
    }
}

/// Why a row has no fields.
fn unreadable(row: Row) -> Fault {
    if row == Row::TooLarge {
        return Fault::new(reason::TOO_LARGE, format!("a row of more than {RECORD_BYTES} bytes"));
    }
    Fault::new(reason::BAD_ROW, "a quotation mark opens a field and no mark closes it at its end")
}

/// The fields of a row; `quoting` says that marks around them are none of their words.
fn fields(row: &str, separator: u8, quoting: bool) -> StringRecord {
    let mut reader = ReaderBuilder::new();
    // A carriage return inside a row is none of its ends.
    let row = row.strip_suffix('\n').map_or(row, |row| row.strip_suffix('\r').unwrap_or(row));
    reader.has_headers(false).flexible(true).delimiter(separator).quoting(quoting).terminator(Terminator::Any(b'\n'));
    let mut fields = StringRecord::new();
    // Text has no fault that the parser knows: fields of any number, cut where characters end.
    let _ = reader.from_reader(row.as_bytes()).read_record(&mut fields);
    fields
}

/// The first line of a head, with its newline.
fn first_line(head: &[u8]) -> &[u8] {
    &head[..memchr::memchr(b'\n', head).map_or(head.len(), |end| end + 1)]
}

/// The separator that a line names for spreadsheets, which do not show it: `sep=;`.
fn given_separator(line: &[u8]) -> Option<u8> {
    match line.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => Some(*separator),
        _ if line.starts_with(b"sep=\t") => Some(b'\t'),
        _ => None,
    }
    .filter(|separator| SEPARATORS.contains(separator))
}

/// What separates the fields of a header: what finds the most known names, or else the most names.
fn separator(header: &str, aliases: &Aliases) -> u8 {
    let known = |separator: u8| {
        let all: Vec<&str> = names(header, char::from(separator)).collect();
        let bare = separator == b'\t' && is_trafilatura(&all);
        let known = all.iter().filter(|name| aliases.get(name).is_some()).count();
        (if bare { TRAFILATURA.len() } else { known }, all.len())
    };
    let mut best = SEPARATORS[0];
    for separator in SEPARATORS {
        if known(separator) > known(best) {
            best = separator;
        }
    }
    best
}

/// The names in a header, near enough to tell its separator.
fn names(header: &str, separator: char) -> impl Iterator<Item = &str> {
    header.split(separator).map(|name| name.trim_matches(|c: char| c == '"' || c.is_whitespace()))
}

/// True for a row of trafilatura's tables: an address or a date where it writes them.
fn is_trafilatura(fields: &[&str]) -> bool {
    let is_address = |field: &str| field.starts_with("http://") || field.starts_with("https://");
    fields.len() >= TRAFILATURA.len() && (is_address(fields[0]) || !date::iso(fields[6]).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::config::Config;
    use crate::ingest::outlet::OutletIndex;
    use crate::ingest::reader::{Item, Omission};
    use crate::ingest::source::{Kind, Origin, Source};
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::io::BufReader;

    /// Articles and omissions of a table, with names of the user's own.
    fn table(text: &str, columns: &[(&str, &str)]) -> (Vec<Article>, Vec<Omission>) {
        let columns = columns.iter().map(|(field, name)| ((*field).to_owned(), vec![(*name).to_owned()])).collect();
        let outlets = OutletIndex::new(&Config { columns, ..Config::default() }).unwrap();
        let [input, place] = ["t.csv"; 2].map(str::to_owned);
        let (path, kind, origin) = ("t.csv".into(), Kind::Table, Origin::File);
        let source = Source { path, input, place, bytes: 0, kind, origin };
        let (mut articles, mut omissions) = (Vec::new(), Vec::new());
        let mut emit = |item| {
            match item {
                Item::Article(article) => articles.push(*article),
                Item::Omission(omission) => omissions.push(omission),
                Item::Input(_) => {}
            }
            ControlFlow::Continue(())
        };
        let mut sink = Sink::new(&source, &outlets, &mut emit);
        assert!(read(&mut BufReader::with_capacity(64, text.as_bytes()), &mut sink).unwrap().is_continue());
        (articles, omissions)
    }

    fn texts(text: &str) -> Vec<String> {
        let (articles, omissions) = table(text, &[]);
        assert_eq!(omissions, vec![], "{text}");
        articles.into_iter().map(|article| article.text).collect()
    }

    /// Record, line and reason of what gave no article.
    type Told = (Option<u64>, Option<u64>, String);

    /// What gave no article, and the texts of what did.
    fn faults(text: &str) -> (Vec<Told>, Vec<String>) {
        let (articles, omissions) = table(text, &[]);
        let faults = omissions.into_iter().map(|one| (one.record, one.line, one.reason)).collect();
        (faults, articles.into_iter().map(|article| article.text).collect())
    }

    #[test]
    fn the_header_says_what_separates_and_what_is_meant() {
        let row = |text: &str| {
            let (articles, omissions) = table(text, &[]);
            assert_eq!((articles.len(), omissions), (1, vec![]), "{text}");
            let Article { outlet, date, title, text, .. } = articles[0].clone();
            [outlet, date, title, text].join("|")
        };
        let expected = "Hill Post|2018-06-12|Talks, at last|They met; all went well.";
        for table in [
            "publisher,Publish Date,headline,body\nHill Post,6/12/18,\"Talks, at last\",They met; all went well.\n",
            "publisher;Publish Date;headline;body\r\nHill Post;2018-06-12;Talks, at last;\"They met; all went well.\"",
            "id\tpublisher\tdate\ttitle\ttext\n7\tHill Post\t1528761600\tTalks, at last\tThey met; all went well.\n",
            "sep=;\npublisher;\"date\";title;text\nHill Post;2018-06-12;Talks, at last;\"They met; all went well.\"\n",
        ] {
            assert_eq!(row(table), expected, "{table}");
        }
    }

    #[test]
    fn a_text_may_hold_newlines_and_marks() {
        let rows = "title,text\nA,\"One.\r\n\r\n“Two,” \"\"three\"\".\"\n\nB,5\" of rain.\n";
        assert_eq!(texts(rows), ["One.\r\n\r\n“Two,” \"three\".", "5\" of rain."]);
        let (articles, _) = table(rows, &[]);
        assert_eq!((articles[1].id.as_str(), articles[1].record), ("t#2", 2));
        assert_eq!(texts("title,text\nA,One.\rTwo.\r\n"), ["One.\rTwo."], "an old Mac's newline is no end");
        assert_eq!(texts("text\nOne.\nTwo.\n"), ["One.", "Two."], "a table of one column");
        assert_eq!(texts("text,title\nOne.,A,,\n,\nTwo.,B\n"), ["One.", "Two."], "empty fields are no fields");
    }

    #[test]
    fn a_row_that_is_none_costs_nothing_but_itself() {
        let bad = |record, line, reason: &str| (Some(record), Some(line), reason.to_owned());
        let (faults, texts) =
            faults("id,text\n1\n2,a,b,c\n3,Good.\n4,\n5,\"open\n6,\"Good, too.\"\n7,\"x\"y\"\n8,None\n9,End.");
        let expected = [
            bad(1, 2, "bad_row"),
            bad(2, 3, "bad_row"),
            bad(4, 5, "no_text"),
            bad(5, 6, "bad_row"),
            bad(7, 8, "bad_row"),
            bad(8, 9, "no_text"),
        ];
        assert_eq!((faults.as_slice(), texts.join("|")), (expected.as_slice(), "Good.|Good, too.|End.".to_owned()));
    }

    #[test]
    fn marks_between_tabs_may_be_words() {
        let rows = "title\ttext\nA\t\"Good,\" he said.\nB\t\"One\n\nTwo.\"\nC\t\"Open.\nD\tEnd.\n";
        assert_eq!(texts(rows), ["\"Good,\" he said.", "One\n\nTwo.", "\"Open.", "End."]);
    }

    #[test]
    fn a_table_that_cannot_be_read_is_refused_with_its_columns() {
        let refusal = |text: &str| {
            let (articles, omissions) = table(text, &[]);
            assert_eq!((articles.len(), omissions.len(), omissions[0].record), (0, 1, None), "{text}");
            (omissions[0].reason.clone(), omissions[0].detail.clone())
        };
        assert_eq!(
            refusal("a,b\n1,2\n"),
            ("no_text".into(), "no field for the text; others, for [columns] in tone.toml: a, b".into())
        );
        assert_eq!(refusal("text,date,text\nx,y,z\n"), ("duplicate_key".into(), "“text” stands twice".into()));
        assert_eq!(refusal("id,\"text\n1,x\n").0, "bad_row");
        let wide = "text,".repeat(TABLE_COLUMNS + 1);
        let detail = format!("{} columns; the most are {TABLE_COLUMNS}", TABLE_COLUMNS + 2);
        assert_eq!(refusal(&format!("{wide}\nx\n")), ("too_large".into(), detail));
        assert_eq!(texts("x,x,text\n1,2,Good.\n"), ["Good."], "what nobody uses may stand twice");
    }

    #[test]
    fn columns_may_have_names_of_the_user_s_own() {
        let rows =
            "Zeitung;Überschrift;Volltext;text\nHill Post;Talks;They met.;A summary.\nHill Post;Talks;;Only this.\n";
        let (articles, _) = table(rows, &[("text", "Volltext"), ("outlet", "Zeitung"), ("title", "überschrift")]);
        assert_eq!((articles[0].outlet.as_str(), articles[0].title.as_str()), ("Hill Post", "Talks"));
        assert_eq!([&articles[0].text, &articles[1].text], ["They met.", "Only this."]);
    }

    #[test]
    fn trafilatura_writes_no_header() {
        let rows = "https://post.example/a\tnull\t0a1b\tpost.example\tTalks, and more, and more, and more\tnull\t2018-06-12\tThey met.\tnull\tnull\tarticle\n\
                    null\tnull\t0a1c\tpost.example\tnull\tnull\tnull\t\"“Good,” he said.\nSo it is.\"\tnull\tnull\tarticle\n";
        let (articles, omissions) = table(rows, &[]);
        assert_eq!((articles.len(), omissions), (2, vec![]));
        let Article { outlet, date, title, url, text, .. } = &articles[0];
        assert_eq!([outlet, date, url], ["post.example", "2018-06-12", "https://post.example/a"]);
        assert_eq!([title, text], ["Talks, and more, and more, and more", "They met."]);
        assert_eq!((articles[1].title.as_str(), articles[1].text.as_str()), ("", "“Good,” he said.\nSo it is."));
    }

    #[test]
    fn a_header_is_known_where_no_name_tells() {
        let aliases = Aliases::new(&BTreeMap::new());
        assert!(is_table(b"\"title\";\"body\"\nx;y\n", &aliases));
        for prose in [b"Text".as_slice(), b"Talks, text and title, go on.", b"title, date\n", b""] {
            assert!(!is_table(prose, &aliases));
        }
    }

    proptest! {
        #[test]
        fn any_rows_add_up(rows in "([a-c]|,|\"|\n|;|\t| |é){0,60}") {
            let (articles, omissions) = table(&format!("title,text\n{rows}"), &[]);
            prop_assert!(omissions.iter().all(|omission| omission.record.is_some() && omission.line.is_some()));
            let numbers: Vec<u64> = articles.iter().map(|article| article.record).collect();
            prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
