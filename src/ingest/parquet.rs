//! Parquet: a record a row, read a row group at a time from the columns that are used.
//!
//! A Parquet file says at its end where everything in it is, so that it must be a file. The crate that reads it trusts what it finds:
//! each step is taken so that a fault in a file, or in the crate, costs the row group and no more.

use crate::fault::survived;
use crate::ingest::alias::Aliases;
use crate::ingest::field::{Fault, JOINS, Record, Value};
use crate::ingest::record::Draft;
use crate::ingest::sink::Sink;
use crate::ingest::weight::Weights;
use crate::ingest::{date, decode, footer, reason};
use crate::limits::{PARQUET_DEPTH, RECORD_BYTES, UNPACKED_BYTES, UNPACKED_RATIO};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type, TypePtr};
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Rows of a column that are held at a time.
const ROWS: usize = 16;
/// Rows in sequence in which no column holds anything, after which there are none: the crate makes such rows of a number that is wrong.
const EMPTY_ROWS: usize = 1 << 20;
/// Bytes of the lists in a row that is built, if only to be refused alone; a heavier one ends its group.
const ROW_BYTES: usize = 8 * RECORD_BYTES;
/// Levels of columns beyond which no program writes them; the crate recurses over them.
const SCHEMA_DEPTH: usize = 100;
/// Characters of the crate's messages that are told: they may quote what they fail at.
const TOLD: usize = 120;

/// Reads a file, row group by row group. `reader` has its bytes in their order, which are counted as the rows are read.
pub fn read(reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> io::Result<ControlFlow<()>> {
    let mut file = File::open(&sink.source.path)?;
    let length = file.metadata()?.len();
    match footer::depth(&mut file)? {
        None => return Ok(sink.refuse(reason::DAMAGED, "its footer says nothing")),
        Some(depth) if depth > SCHEMA_DEPTH => {
            return Ok(sink.refuse(reason::DAMAGED, format!("columns lie {depth} deep in one another")));
        }
        Some(_) => {}
    }
    let file = match attempt(|| SerializedFileReader::new(file)) {
        Ok(file) => file,
        Err(detail) => return Ok(sink.refuse(reason::DAMAGED, detail)),
    };
    let columns = match columns(file.metadata().file_metadata().schema(), sink.aliases) {
        Ok(columns) => columns,
        Err(fault) => return Ok(sink.refuse(fault.reason, fault.detail)),
    };
    if let Some(codec) = foreign_codec(file.metadata(), &columns) {
        let detail = format!("compressed by {codec}: write it with snappy, gzip or zstd");
        return Ok(sink.refuse(reason::UNSUPPORTED, detail));
    }
    if is_bomb(file.metadata(), &columns) {
        return Ok(sink.refuse(reason::BOMB, format!("more than {UNPACKED_RATIO} bytes for each compressed one")));
    }
    let groups = file.num_row_groups();
    for group in 0..groups {
        match rows(&file, group, &columns, sink) {
            Ok(flow) if flow.is_break() => return Ok(flow),
            Ok(_) => {}
            Err(detail) => {
                let detail = format!("row group {} of {groups}: {detail}", group + 1);
                if sink.whole(reason::DAMAGED, detail).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        io::copy(&mut reader.take(length / groups as u64), &mut io::sink())?;
    }
    Ok(ControlFlow::Continue(()))
}

/// What a step gives, or why it gives nothing, in a few words.
fn attempt<T>(step: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match survived(step) {
        Some(Ok(made)) => Ok(made),
        Some(Err(error)) => Err(error.to_string().chars().take(TOLD).collect()),
        None => Err("its parts contradict each other".to_owned()),
    }
}

/// The columns that are used. Fails if none of them can hold a text.
fn columns(schema: &Type, aliases: &Aliases) -> Result<SchemaDescPtr, Fault> {
    let mut record = Record::default();
    let mut used = Vec::new();
    let put = |name: &str, record: &mut Record| {
        let known = aliases.get(name);
        known.into_iter().for_each(|known| record.put(name, known, Value::text("something")));
        known.is_some()
    };
    for column in schema.get_fields().iter().filter(|column| is_flat(column)) {
        let mut known = put(column.name(), &mut record);
        if aliases.is_object(column.name()) && column.is_group() {
            for inner in column.get_fields() {
                known |= put(&format!("{}.{}", column.name(), inner.name()), &mut record);
            }
        }
        if known {
            used.push(Arc::clone(column));
        } else {
            record.note(column.name());
        }
    }
    record.check()?;
    record.take_text()?;
    let root = Type::group_type_builder(schema.name()).with_fields(used).build();
    let root = root.map_err(|error| Fault::new(reason::DAMAGED, error.to_string()))?;
    Ok(Arc::new(SchemaDescriptor::new(Arc::new(root))))
}

/// True if nothing lies deeper in a column than texts in lists and objects do.
fn is_flat(column: &TypePtr) -> bool {
    let mut level = vec![column];
    for _ in 0..PARQUET_DEPTH {
        level = level.into_iter().filter(|column| column.is_group()).flat_map(|column| column.get_fields()).collect();
    }
    level.is_empty()
}

/// The pieces of the columns that are used.
fn used<'a>(metadata: &'a ParquetMetaData, columns: &SchemaDescPtr) -> impl Iterator<Item = &'a ColumnChunkMetaData> {
    let is_used = |chunk: &&ColumnChunkMetaData| {
        let name = chunk.column_path().parts().first();
        columns.root_schema().get_fields().iter().any(|column| Some(column.name()) == name.map(String::as_str))
    };
    metadata.row_groups().iter().flat_map(RowGroupMetaData::columns).filter(is_used)
}

/// True if a column that is used says that it unpacks to more than any text does. The crate unpacks a page of it at once.
fn is_bomb(metadata: &ParquetMetaData, columns: &SchemaDescPtr) -> bool {
    let bytes = |said: i64| u64::try_from(said).unwrap_or(0);
    used(metadata, columns).any(|chunk| {
        let most = bytes(chunk.compressed_size()).saturating_mul(UNPACKED_RATIO).saturating_add(UNPACKED_BYTES);
        bytes(chunk.uncompressed_size()) > most
    })
}

/// The name of what a column that is used is compressed by, if nothing here unpacks it.
fn foreign_codec(metadata: &ParquetMetaData, columns: &SchemaDescPtr) -> Option<String> {
    let own = |codec: &Compression| {
        matches!(codec, Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_) | Compression::ZSTD(_))
    };
    let foreign = used(metadata, columns).find(|chunk| !own(&chunk.compression()))?.compression().to_string();
    Some(foreign.split('(').next().unwrap_or_default().to_owned())
}

/// Reads the rows of a group. Fails where they break off.
fn rows(
    file: &SerializedFileReader<File>,
    group: usize,
    columns: &SchemaDescPtr,
    sink: &mut Sink<'_>,
) -> Result<ControlFlow<()>, String> {
    let group: Box<dyn RowGroupReader> = attempt(|| file.get_row_group(group))?;
    let reader = TreeBuilder::new().with_batch_size(ROWS);
    let mut rows: ReaderIter = attempt(|| reader.as_iter(Arc::clone(columns), &*group))?;
    let mut weights = attempt(|| Weights::new(&*group, columns, ROWS))?;
    let mut empty = 0;
    loop {
        if attempt(|| weights.next_row())? > ROW_BYTES {
            return Err(format!("a row has lists of more than {ROW_BYTES} bytes"));
        }
        let Some(row) = attempt(|| rows.next().transpose())? else { break };
        let columns = row.into_columns();
        if columns.iter().all(|(_, field)| *field == Field::Null) {
            empty += 1;
            if empty == EMPTY_ROWS {
                return Err("it has fewer rows than it says".to_owned());
            }
            continue;
        }
        empty = 0;
        if sink.record(draft(columns, sink.aliases), None, true).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn draft(columns: Vec<(String, Field)>, aliases: &Aliases) -> Result<Draft, Fault> {
    let mut record = Record::default();
    for (name, field) in columns {
        let field = match field {
            Field::Group(row) if aliases.is_object(&name) => {
                let mut others = Vec::new();
                for (inner, field) in row.into_columns() {
                    let path = format!("{name}.{inner}");
                    match aliases.get(&path) {
                        Some(known) => record.put(&path, known, value(field, 0)),
                        None => others.push((inner, field)),
                    }
                }
                Field::Group(Row::new(others))
            }
            field => field,
        };
        if let Some(known) = aliases.get(&name) {
            record.put(&name, known, value(field, 0));
        }
    }
    let draft = Draft::of(record)?;
    if draft.text.len() > RECORD_BYTES {
        return Err(Fault::new(reason::TOO_LARGE, format!("a text of more than {RECORD_BYTES} bytes")));
    }
    Ok(draft)
}

/// A value as JSON would have it, inside `level` lists.
fn value(field: Field, level: usize) -> Value {
    match field {
        Field::Null => Value::Nothing,
        Field::Str(words) => Value::text(words),
        Field::Bytes(bytes) => Value::text(decode::decode(bytes.data()).0),
        Field::Byte(number) => Value::Number(number.to_string()),
        Field::Short(number) => Value::Number(number.to_string()),
        Field::Int(number) => Value::Number(number.to_string()),
        Field::Long(number) => Value::Number(number.to_string()),
        Field::UByte(number) => Value::Number(number.to_string()),
        Field::UShort(number) => Value::Number(number.to_string()),
        Field::UInt(number) => Value::Number(number.to_string()),
        Field::ULong(number) => Value::Number(number.to_string()),
        Field::Float(number) => Value::Number(number.to_string()),
        Field::Double(number) => Value::Number(number.to_string()),
        Field::Date(days) => Value::text(date::of_millisecond(i64::from(days) * 86_400_000)),
        Field::TimestampMillis(moment) => Value::text(date::of_millisecond(moment)),
        Field::TimestampMicros(moment) => Value::text(date::of_millisecond(moment.div_euclid(1000))),
        Field::ListInternal(list) => joined(list.elements(), level),
        Field::Group(row) => name(row),
        Field::Bool(_) => Value::Other("true or false"),
        Field::Float16(_) | Field::Decimal(_) | Field::TimeMillis(_) | Field::TimeMicros(_) | Field::MapInternal(_) => {
            Value::Other("of a kind that holds no text")
        }
    }
}

/// Paragraphs, or the sentences of one.
fn joined(elements: &[Field], level: usize) -> Value {
    let Some(join) = JOINS.get(level) else { return Value::Other("a list of lists of lists") };
    let mut words = Vec::new();
    for element in elements {
        match value(element.clone(), level + 1) {
            Value::Text(text) => words.push(text),
            Value::Nothing => {}
            _ => return Value::Other("a list of things that are no text"),
        }
    }
    Value::text(words.join(join))
}

/// An object's `name`, or else its `id`.
fn name(row: Row) -> Value {
    let columns = row.into_columns();
    let word = |key: &str| {
        columns.iter().find_map(|(name, field)| match field {
            Field::Str(word) if name == key => Some(word.clone()),
            _ => None,
        })
    };
    word("name").or_else(|| word("id")).map_or(Value::Other("an object"), Value::Name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::config::Config;
    use crate::ingest::outlet::OutletIndex;
    use crate::ingest::reader::{Input, Item, Omission};
    use crate::ingest::source::{Kind, Origin, Source};
    use ::parquet::basic::ZstdLevel;
    use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::fs::OpenOptions;
    use std::io::Write;

    type Out = (Vec<Article>, Vec<Omission>, Vec<Input>);

    /// Reads a file with these bytes; `dotted` is a name for outlets.
    fn read_bytes(bytes: &[u8], name: &str, dotted: &str) -> Out {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        OpenOptions::new().write(true).create_new(true).open(&path).unwrap().write_all(bytes).unwrap();
        let columns = BTreeMap::from([("outlet".to_owned(), vec![dotted.to_owned()])]);
        let outlets = OutletIndex::new(&Config { columns, ..Config::default() }).unwrap();
        let kind = Kind::of(name.as_ref()).unwrap_or(Kind::Unknown);
        let (input, place, length) = (name.to_owned(), name.to_owned(), bytes.len() as u64);
        let source = Source { path, input, place, bytes: length, kind, origin: Origin::File };
        let (mut articles, mut omissions, mut inputs) = (Vec::new(), Vec::new(), Vec::new());
        let mut emit = |item| {
            match item {
                Item::Article(article) => articles.push(*article),
                Item::Omission(omission) => omissions.push(omission),
                Item::Input(input) => inputs.push(input),
            }
            ControlFlow::Continue(())
        };
        assert!(crate::ingest::read::read(&source, &outlets, &mut emit, &|_| {}).is_continue());
        (articles, omissions, inputs)
    }

    /// A value of a test's column: words or a number, with its levels.
    enum Column {
        Words(Vec<&'static str>, Vec<i16>, Vec<i16>),
        Numbers(Vec<i64>, Vec<i16>),
    }

    /// A file of row groups, each with these columns.
    fn file(message: &str, groups: &[Vec<Column>]) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(message).unwrap());
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        for columns in groups {
            let mut group = writer.next_row_group().unwrap();
            for column in columns {
                let mut chunk = group.next_column().unwrap().expect("a column");
                match column {
                    Column::Words(words, definitions, repetitions) => {
                        let words: Vec<ByteArray> = words.iter().map(|word| ByteArray::from(*word)).collect();
                        let repetitions = (!repetitions.is_empty()).then_some(repetitions.as_slice());
                        chunk.typed::<ByteArrayType>().write_batch(&words, Some(definitions), repetitions).unwrap();
                    }
                    Column::Numbers(numbers, definitions) => {
                        chunk.typed::<Int64Type>().write_batch(numbers, Some(definitions), None).unwrap();
                    }
                }
                chunk.close().unwrap();
            }
            group.close().unwrap();
        }
        writer.into_inner().unwrap()
    }

    /// Two groups of rows as a collector of news writes them.
    fn news() -> Vec<u8> {
        let message = "message news {
            optional binary domain (STRING); optional int64 date (TIMESTAMP(MICROS,true));
            optional binary image (STRING); optional binary text (STRING); }";
        let words = |words: &[&'static str], levels: &[i16]| Column::Words(words.to_vec(), levels.to_vec(), vec![]);
        let first = vec![
            words(&["post.example", "sun.example"], &[1, 0, 1]),
            Column::Numbers(vec![1_528_761_600_000_000, -1], vec![1, 1, 0]),
            words(&[], &[0, 0, 0]),
            words(&["They met.", "None"], &[1, 0, 1]),
        ];
        let second = vec![
            words(&["sun.example"], &[1]),
            Column::Numbers(vec![], vec![0]),
            words(&[], &[0]),
            words(&["So it is."], &[1]),
        ];
        file(message, &[first, second])
    }

    #[test]
    fn rows_are_records() {
        let bytes = news();
        for name in ["a.parquet", "a"] {
            let (articles, omissions, inputs) = read_bytes(&bytes, name, "x");
            let facts: Vec<_> =
                articles.iter().map(|a| [a.id.as_str(), &a.outlet, &a.date, &a.text].join("|")).collect();
            assert_eq!(facts, ["a#1|post.example|2018-06-12|They met.", "a#4|sun.example||So it is."]);
            let reasons: Vec<_> = omissions.iter().map(|one| (one.record, one.reason.as_str())).collect();
            assert_eq!(reasons, [(Some(2), "no_text"), (Some(3), "no_text")]);
            assert_eq!((inputs[0].bytes, inputs[0].records), (bytes.len() as u64, 4));
            assert_eq!(inputs[0].sha256, crate::digest::sha256(&bytes));
        }
    }

    #[test]
    fn lists_and_objects_mean_what_they_mean_in_json() {
        let message = "message news {
            optional group source { optional binary name (STRING); optional binary site (STRING); }
            optional group body (LIST) { repeated group list { optional binary element (STRING); } } }";
        let columns = || {
            vec![
                Column::Words(vec!["Hill Post"], vec![2], vec![]),
                Column::Words(vec!["post.example"], vec![2], vec![]),
                Column::Words(vec!["One.", "Two."], vec![3, 2, 3], vec![0, 1, 1]),
            ]
        };
        let bytes = file(message, &[columns()]);
        let outlet_and_text = |dotted: &str| {
            let (articles, omissions, _) = read_bytes(&bytes, "a.parquet", dotted);
            assert_eq!(omissions, vec![]);
            [articles[0].outlet.clone(), articles[0].text.clone()]
        };
        assert_eq!(outlet_and_text("x"), ["Hill Post", "One.\n\nTwo."]);
        assert_eq!(outlet_and_text("source.site"), ["post.example", "One.\n\nTwo."]);
    }

    #[test]
    fn a_value_that_stands_a_thousand_times_is_not_copied() {
        let message =
            "message news { optional group body (LIST) { repeated group list { optional binary element (STRING); } } }";
        let (long, count) = (&*"x".repeat(900_000).leak(), ROW_BYTES / 900_000 + 1);
        let mut repetitions = vec![0, 0];
        repetitions.resize(count + 1, 1);
        let words = [vec!["One."], vec![long; count]].concat();
        let bytes = file(message, &[vec![Column::Words(words, vec![3; count + 1], repetitions)]]);
        assert!(bytes.len() < 1_000_000, "it is stored once: {}", bytes.len());
        let (articles, omissions, _) = read_bytes(&bytes, "a.parquet", "x");
        assert_eq!((articles.len(), articles[0].text.as_str(), omissions.len()), (1, "One.", 1));
        let what = "row group 1 of 1: a row has lists of more than 536870912 bytes";
        assert_eq!((omissions[0].reason.as_str(), omissions[0].detail.as_str()), ("damaged", what));
    }

    #[test]
    fn a_column_that_unpacks_to_more_than_any_text_is_refused() {
        let long: &'static str = "x".repeat(UNPACKED_BYTES as usize + (2 << 20)).leak();
        let message = "message news { optional binary text (STRING); }";
        let bytes = file(message, &[vec![Column::Words(vec![long], vec![1], vec![])]]);
        let (articles, omissions, _) = read_bytes(&bytes, "a.parquet", "x");
        assert_eq!((articles.len(), omissions[0].reason.as_str()), (0, "bomb"));
    }

    #[test]
    fn a_file_without_a_text_is_refused_with_its_columns() {
        let bytes = file("message a { optional binary words (STRING); }", &[]);
        let (_, omissions, inputs) = read_bytes(&bytes, "a.parquet", "x");
        assert_eq!((omissions[0].reason.as_str(), inputs.len()), ("no_text", 0));
        assert!(omissions[0].detail.contains("words"), "{}", omissions[0].detail);
        let empty = file("message a { optional binary text (STRING); }", &[]);
        assert_eq!(read_bytes(&empty, "a.parquet", "x").1[0].reason, "empty");
    }

    #[test]
    fn a_damaged_file_is_told() {
        let bytes = news();
        for damaged in
            [b"PAR1".as_slice(), b"PAR1PAR1", b"text", &bytes[..bytes.len() - 9], b"PAR1xxxx\xff\xff\xff\x7fPAR1"]
        {
            let (articles, omissions, _) = read_bytes(damaged, "a.parquet", "x");
            assert_eq!((articles.len(), omissions[0].reason.as_str()), (0, "damaged"), "{damaged:?}");
        }
        // As deep as would overflow the stack.
        let footer = footer::tests::chain(100_000);
        let length = (footer.len() as u32).to_le_bytes();
        let deep = [b"PAR1".as_slice(), &footer, &length, b"PAR1"].concat();
        assert_eq!(read_bytes(&deep, "a.parquet", "x").1[0].detail, "columns lie 100000 deep in one another");
        // Only a file can be read from its end.
        let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
        assert_eq!(read_bytes(&packed, "a.parquet.zst", "x").1[0].reason, "unsupported");
    }

    #[test]
    fn a_codec_that_is_not_there_is_told() {
        let mut bytes = file(
            "message a { optional binary text (STRING); }",
            &[vec![Column::Words(vec!["They met."], vec![1], vec![])]],
        );
        // Behind the path of the column stands its codec, a number that is written doubled: 6 is zstd, 4 brotli.
        let at =
            bytes.windows(7).rposition(|footer| footer == b"\x18\x04text\x15").expect("the path of the column") + 7;
        assert_eq!(bytes[at], 12);
        bytes[at] = 8;
        let (articles, omissions, _) = read_bytes(&bytes, "a.parquet", "x");
        assert_eq!((articles.len(), omissions[0].reason.as_str()), (0, "unsupported"));
        assert_eq!(omissions[0].detail, "compressed by BROTLI: write it with snappy, gzip or zstd");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn no_change_of_a_file_panics(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
            let mut bytes = news();
            for (at, with) in changes {
                let at = at.index(bytes.len());
                bytes[at] = with;
            }
            let (articles, omissions, _) = read_bytes(&bytes, "a.parquet", "x");
            prop_assert!(!articles.is_empty() || !omissions.is_empty());
        }
    }
}
