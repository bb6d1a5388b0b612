//! `tone annotate`: the spool on standard output.

use super::args::CorpusArgs;
use super::exit::INCOMPLETE;
use super::progress::Progress;
use super::run::options;
use crate::config::load_uncoded;
use crate::error::Result;
use crate::pipeline::{self, incomplete};
use std::io;
use std::path::PathBuf;

/// Prints an article a line.
pub fn annotate(args: CorpusArgs) -> Result<u8> {
    let progress = Progress::new(&args.voice);
    let options = options(args, PathBuf::new(), load_uncoded)?;
    // A line is long and handed on whole: a buffer would only copy it.
    let mut out = io::stdout().lock();
    let intake = pipeline::annotate(&options, &mut out, &progress);
    progress.clear();
    Ok(if incomplete(&intake?.omissions) { INCOMPLETE } else { 0 })
}
