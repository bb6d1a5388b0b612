//! Which formats a run writes, and who takes the rows for them.

#[cfg(feature = "parquet")]
use super::columnar::Columnar;
use super::workbook::Workbook;
use crate::error::Result;
use crate::report::cell::Cell;
use crate::report::sink::Sink;
use crate::report::table::Written;
use std::path::Path;

/// The file of the workbook.
pub const WORKBOOK: &str = "report.xlsx";

/// True if this build can write Parquet.
pub const HAS_PARQUET: bool = cfg!(feature = "parquet");

/// What a run writes beside the tables as CSV and the manifest, which are the record and always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Formats {
    /// The page.
    pub html: bool,
    /// All tables in one workbook.
    pub xlsx: bool,
    /// The sentences for programs. Nothing without the feature: see [`HAS_PARQUET`].
    pub parquet: bool,
}

/// The files of a report, with what is made of its rows on their way.
pub struct Formatted<'a> {
    files: &'a mut dyn Sink,
    workbook: Option<Workbook>,
    #[cfg(feature = "parquet")]
    columnar: Option<Columnar>,
}

impl<'a> Formatted<'a> {
    /// Begins what is wanted; rows of the workbook wait in `scratch`.
    pub fn new(formats: Formats, scratch: &Path, files: &'a mut dyn Sink) -> Result<Self> {
        Ok(Self {
            files,
            workbook: formats.xlsx.then(|| Workbook::new(scratch)).transpose()?,
            #[cfg(feature = "parquet")]
            columnar: formats.parquet.then(Columnar::new).transpose()?,
        })
    }
}

impl Sink for Formatted<'_> {
    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.files.append(name, bytes)
    }

    fn takes_rows(&self) -> bool {
        #[cfg(feature = "parquet")]
        if self.columnar.is_some() {
            return true;
        }
        self.workbook.is_some()
    }

    fn row(&mut self, table: &Written, cells: &[Cell<'_>]) -> Result<u64> {
        #[cfg(feature = "parquet")]
        if let Some(columnar) = &mut self.columnar {
            columnar.row(table, cells, self.files)?;
        }
        self.workbook.as_mut().map_or(Ok(0), |workbook| workbook.row(table, cells))
    }

    fn end(&mut self, tables: &[Written]) -> Result<()> {
        #[cfg(feature = "parquet")]
        if let Some(columnar) = self.columnar.take() {
            columnar.finish(self.files)?;
        }
        self.workbook.take().map_or(Ok(()), |workbook| workbook.finish(tables, self.files))
    }
}
