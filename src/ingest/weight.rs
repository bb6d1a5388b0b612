//! What the rows of a Parquet file weigh before they are built.
//!
//! A value is stored once and may stand in a list a million times: a small file may hold a row that no machine holds. Read as a column, the
//! values are only pointed to; so the lists of a group are read once more, ahead of its rows.

use parquet::basic::Type;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::ByteArrayType;
use parquet::errors::ParquetError;
use parquet::file::reader::RowGroupReader;
use parquet::schema::types::SchemaDescriptor;
use std::collections::VecDeque;

/// The lists of words in a row group.
pub struct Weights {
    lists: Vec<(ColumnReaderImpl<ByteArrayType>, i16)>,
    /// Rows that are weighed at a time.
    rows: usize,
    ahead: VecDeque<usize>,
}

impl Weights {
    /// The lists among the columns that are used.
    pub fn new(group: &dyn RowGroupReader, used: &SchemaDescriptor, rows: usize) -> Result<Self, ParquetError> {
        let mut lists = Vec::new();
        for (number, chunk) in group.metadata().columns().iter().enumerate() {
            let column = chunk.column_descr();
            let name = column.path().parts().first();
            let is_used =
                used.root_schema().get_fields().iter().any(|used| Some(used.name()) == name.map(String::as_str));
            if !is_used || column.max_rep_level() == 0 || column.physical_type() != Type::BYTE_ARRAY {
                continue;
            }
            if let ColumnReader::ByteArrayColumnReader(reader) = group.get_column_reader(number)? {
                lists.push((reader, column.max_def_level()));
            }
        }
        Ok(Self { lists, rows, ahead: VecDeque::new() })
    }

    /// The bytes of the lists in the next row.
    pub fn next_row(&mut self) -> Result<usize, ParquetError> {
        if self.ahead.is_empty() {
            for (reader, present) in &mut self.lists {
                let (mut definitions, mut repetitions, mut values) = (Vec::new(), Vec::new(), Vec::new());
                reader.read_records(self.rows, Some(&mut definitions), Some(&mut repetitions), &mut values)?;
                let (mut values, mut row) = (values.iter(), 0);
                for (definition, repetition) in definitions.iter().zip(&repetitions) {
                    row += usize::from(*repetition == 0);
                    if self.ahead.len() < row {
                        self.ahead.push_back(0);
                    }
                    let length = if definition == present { values.next().map_or(0, |value| value.len()) } else { 0 };
                    if let Some(weight) = row.checked_sub(1).and_then(|row| self.ahead.get_mut(row)) {
                        *weight = weight.saturating_add(length);
                    }
                }
            }
        }
        Ok(self.ahead.pop_front().unwrap_or(0))
    }
}
