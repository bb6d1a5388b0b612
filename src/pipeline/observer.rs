//! Watching a run.

use super::analyse::interrupted;
use crate::error::Result;
use crate::ingest::reader::Omission;
use crate::report::sink::Source;
use crate::spool::{Spool, Take};

/// Somebody who watches a run; tells nothing that reaches an output.
pub trait Observer: Sync {
    /// So many bytes will be read; `None` if nobody knows, as of a pipe.
    fn found(&self, bytes: Option<u64>) {
        let _ = bytes;
    }
    /// So many articles more are analysed, with so many bytes of the inputs.
    fn analysed(&self, articles: u64, bytes: u64) {
        let _ = (articles, bytes);
    }
    /// An input or a record gave no article.
    fn omitted(&self, omission: &Omission) {
        let _ = omission;
    }
    /// So many articles were analysed by a run that ended early, and need not be again; so many were by another version or with another study.
    fn resumed(&self, articles: u64, foreign: u64) {
        let _ = (articles, foreign);
    }
    /// True if the work is to stop at the next border between articles; what was done is kept.
    fn is_stopped(&self) -> bool {
        false
    }
    /// All is analysed; the outputs are being made.
    fn rendering(&self) {}
    /// A pass over the articles, the first is 1, has come so far.
    fn passed(&self, pass: u64, articles: u64, of: u64) {
        let _ = (pass, articles, of);
    }
}

/// A spool whose passes are watched.
pub(super) struct Watched<'a> {
    spool: &'a mut Spool,
    observer: &'a dyn Observer,
    passes: u64,
}

impl<'a> Watched<'a> {
    pub(super) fn new(spool: &'a mut Spool, observer: &'a dyn Observer) -> Self {
        Self { spool, observer, passes: 0 }
    }
}

impl Source for Watched<'_> {
    fn batches(&mut self, take: &mut Take<'_>) -> Result<()> {
        self.passes += 1;
        let (mut done, of) = (0, self.spool.len() as u64);
        self.spool.batches(&mut |articles| {
            if self.observer.is_stopped() {
                return Err(interrupted());
            }
            done += articles.len() as u64;
            take(articles)?;
            self.observer.passed(self.passes, done, of);
            Ok(())
        })
    }

    fn some(&mut self, numbers: &[u32], take: &mut Take<'_>) -> Result<()> {
        self.spool.some(numbers, take)
    }
}
