//! `data/sentences.parquet`: the sentences for programs, column by column.

use super::date::{UNIX, days};
use crate::error::{Error, Kind as Failure, Result, Where};
use crate::report::cell::Cell;
use crate::report::column::{Field, Kind, Layout};
use crate::report::sentence::Sentences;
use crate::report::sink::Sink;
use crate::report::table::Written;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

/// The file.
const FILE: &str = "data/sentences.parquet";
/// Rows of a group, and bytes of text after which a group ends sooner: it is held in memory.
const GROUP_ROWS: usize = 65_536;
const GROUP_BYTES: usize = 32 << 20;

/// The file while it is written. Holds one group of rows.
pub struct Columnar {
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
}

impl Columnar {
    /// An empty file.
    pub fn new() -> Result<Self> {
        let fields = Written::of::<Sentences>().fields;
        let dictionary = serde_json::to_string(&fields).unwrap_or_default();
        let properties = WriterProperties::builder()
            .set_created_by(concat!("tone ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(vec![KeyValue::new("fields".to_owned(), dictionary)]))
            .build();
        let columns = fields.iter().map(|field| Values::new(field.kind)).collect();
        let writer = schema(&fields)
            .and_then(|schema| SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)))
            .map_err(failed)?;
        Ok(Self { writer, columns, rows: 0, bytes: 0 })
    }

    /// Takes a row if it is a sentence.
    pub fn row(&mut self, table: &Written, cells: &[Cell<'_>], sink: &mut dyn Sink) -> Result<()> {
        if table.name != Sentences::NAME {
            return Ok(());
        }
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += values.push(cell);
        }
        self.rows += 1;
        if self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES { self.flush(sink) } else { Ok(()) }
    }

    /// Writes the rest.
    pub fn finish(mut self, sink: &mut dyn Sink) -> Result<()> {
        if self.rows > 0 {
            self.flush(sink)?;
        }
        sink.append(FILE, &self.writer.into_inner().map_err(failed)?)
    }

    /// Writes the group, and hands on what has become of it.
    fn flush(&mut self, sink: &mut dyn Sink) -> Result<()> {
        self.group().map_err(failed)?;
        (self.rows, self.bytes) = (0, 0);
        sink.append(FILE, &std::mem::take(self.writer.inner_mut()))
    }

    fn group(&mut self) -> std::result::Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for values in &mut self.columns {
            values.write(&mut group)?;
        }
        group.close()?;
        Ok(self.writer.flush()?)
    }
}

fn failed(error: ParquetError) -> Error {
    Error::new(Failure::Internal, Where::file(FILE), format!("cannot be made: {error}. Leave parquet out of --format"))
}

/// Every column may lack a value, as in CSV.
fn schema(fields: &[Field]) -> std::result::Result<TypePtr, ParquetError> {
    let column = |field: &Field| {
        let (physical, logical) = match field.kind {
            Kind::String => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Boolean => (Physical::BOOLEAN, None),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        };
        let column = Type::primitive_type_builder(field.name, physical).with_logical_type(logical);
        column.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let columns = fields.iter().map(column).collect::<std::result::Result<Vec<_>, _>>()?;
    Type::group_type_builder(Sentences::NAME).with_fields(columns).build().map(Arc::new)
}

/// The values of a column in the group that is being gathered, and where there is none.
struct Values {
    of: Typed,
    levels: Vec<i16>,
}

/// Values of a type; texts one behind the other, with their ends.
enum Typed {
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Boolean(Vec<bool>),
    Date(Vec<i32>),
}

impl Values {
    fn new(kind: Kind) -> Self {
        let of = match kind {
            Kind::String => Typed::Text(Vec::new(), Vec::new()),
            Kind::Integer => Typed::Integer(Vec::new()),
            Kind::Number => Typed::Number(Vec::new()),
            Kind::Boolean => Typed::Boolean(Vec::new()),
            Kind::Date => Typed::Date(Vec::new()),
        };
        Self { of, levels: Vec::new() }
    }

    /// Takes a cell, and says how many bytes of text it has. An empty text is missing, as it is in CSV.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        let mut bytes = 0;
        let there = match (&mut self.of, cell) {
            (Typed::Text(texts, ends), Cell::Text(text)) if !text.is_empty() => {
                bytes = text.len();
                texts.extend_from_slice(text.as_bytes());
                ends.push(texts.len());
                true
            }
            (Typed::Integer(numbers), Cell::Integer(number)) => put(numbers, i64::try_from(*number).ok()),
            (Typed::Number(numbers), Cell::Score(score)) => put(numbers, Some(score.to_unit())),
            (Typed::Number(numbers), Cell::Micro(number)) => put(numbers, Some(number.to_unit())),
            (Typed::Boolean(truths), Cell::Boolean(truth)) => put(truths, Some(*truth)),
            (Typed::Date(dates), Cell::Text(text)) => put(dates, days(text, UNIX)),
            _ => false,
        };
        self.levels.push(i16::from(there));
        bytes
    }

    /// Writes the column and forgets its values.
    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Vec<u8>>) -> std::result::Result<(), ParquetError> {
        let levels = std::mem::take(&mut self.levels);
        match &mut self.of {
            Typed::Text(texts, ends) => {
                let texts = ByteArray::from(std::mem::take(texts));
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts: Vec<ByteArray> =
                    starts.zip(ends.iter()).map(|(start, end)| texts.slice(start, end - start)).collect();
                ends.clear();
                column::<ByteArrayType>(group, &texts, &levels)
            }
            Typed::Integer(numbers) => column::<Int64Type>(group, &std::mem::take(numbers), &levels),
            Typed::Number(numbers) => column::<DoubleType>(group, &std::mem::take(numbers), &levels),
            Typed::Boolean(truths) => column::<BoolType>(group, &std::mem::take(truths), &levels),
            Typed::Date(dates) => column::<Int32Type>(group, &std::mem::take(dates), &levels),
        }
    }
}

/// Keeps a value that is there.
fn put<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let there = value.is_some();
    values.extend(value);
    there
}

fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: &[T::T],
    levels: &[i16],
) -> std::result::Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, Some(levels), None)?;
        column.close()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Score;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field as Value;
    use std::collections::BTreeMap;
    use std::fs::File;
    use std::io::Write;

    type Files = BTreeMap<String, Vec<u8>>;

    /// A row of the table in which every column of a type has one value.
    fn cells(text: &str) -> Vec<Cell<'_>> {
        let cell = |field: &Field| match field.kind {
            Kind::String => Cell::text(text),
            Kind::Integer => Cell::Integer(7),
            Kind::Number => Cell::Score(Score(-4215)),
            Kind::Boolean => Cell::Boolean(true),
            Kind::Date => Cell::text("1970-01-03"),
        };
        Written::of::<Sentences>().fields.iter().map(cell).collect()
    }

    fn file(rows: &[Vec<Cell<'_>>], group: usize) -> SerializedFileReader<File> {
        let (mut files, table) = (Files::new(), Written::of::<Sentences>());
        let mut columnar = Columnar::new().unwrap();
        for (at, row) in rows.iter().enumerate() {
            columnar.row(&table, row, &mut files).unwrap();
            if (at + 1) % group == 0 {
                columnar.flush(&mut files).unwrap();
            }
        }
        columnar.finish(&mut files).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&files[FILE]).unwrap();
        SerializedFileReader::new(file).unwrap()
    }

    #[test]
    fn values_come_back_typed_and_empty_ones_as_none() {
        let empty = vec![Cell::Empty; cells("").len()];
        let read = file(&[cells("“é”"), empty, cells("")], 2);
        assert_eq!(read.metadata().num_row_groups(), 2);
        let rows: Vec<BTreeMap<String, Value>> =
            read.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns().into_iter().collect()).collect();
        let first = |name: &str| rows[0][name].clone();
        assert_eq!(first("text"), Value::Str("“é”".into()));
        assert_eq!((first("words"), first("tone")), (Value::Long(7), Value::Double(-0.4215)));
        assert_eq!((first("headline"), first("date")), (Value::Bool(true), Value::Date(2)));
        assert!(rows[1].values().all(|value| *value == Value::Null));
        assert_eq!((&rows[2]["text"], &rows[2]["words"]), (&Value::Null, &Value::Long(7)));
    }

    #[test]
    fn the_file_tells_what_its_columns_mean_and_nothing_of_when() {
        let read = file(&[], 1);
        let meta = read.metadata().file_metadata();
        assert_eq!((meta.num_rows(), meta.created_by()), (0, Some(concat!("tone ", env!("CARGO_PKG_VERSION")))));
        let told = &meta.key_value_metadata().unwrap()[0];
        assert_eq!(told.key, "fields");
        assert!(told.value.as_ref().unwrap().contains("The article's id"));
    }
}
