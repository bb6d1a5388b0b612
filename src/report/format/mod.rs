//! What a run writes of its tables beside CSV, from the same cells.
//!
//! [`formats`] stands before the files of a report and sees every row on its way to CSV. What wants it typed takes it there: the
//! [`workbook`], whose [`sheet`]s lie on disk until the end, and the [`columnar`] file. None of them adds or leaves out a figure.

#[cfg(feature = "parquet")]
pub mod columnar;
pub mod contents;
pub mod date;
pub mod formats;
pub mod sheet;
pub mod workbook;
