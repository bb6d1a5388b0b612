//! `tone annotate`: the spool on standard output.

use super::args::CorpusArgs;
use super::exit::INCOMPLETE;
use super::progress::Progress;
use super::run::options;
use crate::error::Result;
use crate::pipeline::{self, incomplete};
use std::io::{self, BufWriter};
use std::path::PathBuf;

/// Prints an article a line.
pub fn annotate(args: CorpusArgs) -> Result<u8> {
    let progress = Progress::new(&args.voice);
    let options = options(args, PathBuf::new())?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let intake = pipeline::annotate(&options, &mut out, &progress);
    progress.clear();
    Ok(if incomplete(&intake?.omissions) { INCOMPLETE } else { 0 })
}
