//! Where a report's bytes come from and go to.

use super::cell::Cell;
use super::table::Written;
use crate::error::Result;
use crate::spool::{Analysed, Take};

/// The files of a report.
pub trait Sink: Send {
    /// Appends to a file, named by a relative path with `/`; the first call for a name makes the file. Calls for several files may alternate.
    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<()>;

    /// True if [`Sink::row`] does anything with rows.
    fn takes_rows(&self) -> bool {
        false
    }

    /// Takes the typed cells of a row, of which CSV goes to [`Sink::append`], for who writes other formats; gives the text cells that these
    /// had to cut.
    fn row(&mut self, table: &Written, cells: &[Cell<'_>]) -> Result<u64> {
        let _ = (table, cells);
        Ok(0)
    }

    /// All tables are written, in this order; what is made from their rows is finished.
    fn end(&mut self, tables: &[Written]) -> Result<()> {
        let _ = tables;
        Ok(())
    }
}

/// The analysed articles in the order of ids: ids made unique, duplicates left out. An article's number is its place in that order.
pub trait Source: Send {
    /// Hands on every article once, in order and a bounded number at a time; called once for every pass, the same articles each time.
    fn batches(&mut self, take: &mut Take<'_>) -> Result<()>;

    /// Hands on the articles with these numbers, which ascend.
    fn some(&mut self, numbers: &[u32], take: &mut Take<'_>) -> Result<()>;
}

/// Takes everything and keeps nothing, for whoever wants the figures alone.
#[derive(Debug)]
pub struct Unkept;

impl Sink for Unkept {
    fn append(&mut self, _name: &str, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }
}

/// Files in memory.
impl Sink for std::collections::BTreeMap<String, Vec<u8>> {
    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.entry(name.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    }
}

/// Articles in memory, already in order.
impl Source for Vec<Analysed> {
    fn batches(&mut self, take: &mut Take<'_>) -> Result<()> {
        self.chunks(3).try_for_each(|some| take(some.to_vec()))
    }

    fn some(&mut self, numbers: &[u32], take: &mut Take<'_>) -> Result<()> {
        numbers.iter().try_for_each(|&number| take(vec![self[number as usize].clone()]))
    }
}
