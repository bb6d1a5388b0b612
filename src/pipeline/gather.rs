//! Spools that were made before, in any number of processes, into one.

use super::{Intake, Observer, Options, engine, finished};
use crate::disk::Scratch;
use crate::error::{Error, Result, Where};
use crate::ingest::lines;
use crate::ingest::reader::{Input, Omission};
use crate::limits::SPOOL_LINE_BYTES;
use crate::spool::{Analysed, Line, Spool, SpoolWriter, stored};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;
/// Lines that are read at once.
const BATCH_LINES: usize = 64;
/// Bytes of lines that are read at once, but for the last of them.
const BATCH_BYTES: usize = 16 << 20;

/// Reads spools into the one of this run. `file` is empty.
///
/// # Errors
/// Of kind usage, if a spool cannot be read, or was made by another version or with another configuration.
pub fn gathered(
    options: &Options,
    file: Scratch,
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<(Intake, Spool)> {
    let engine = engine(options);
    let (mut spool, mut intake) = (SpoolWriter::new(file), Intake::default());
    let sizes: Option<u64> = options.paths.iter().map(|path| Some(path.metadata().ok()?.len())).sum();
    observer.found(sizes);
    for path in &options.paths {
        let (mut reader, mut number) = (opened(path)?, 0);
        loop {
            let batch = next_batch(&mut reader, path, &mut number)?;
            if batch.is_empty() {
                break;
            }
            if observer.is_stopped() {
                return Err(super::analyse::interrupted());
            }
            let parsed = pool.install(|| batch.par_iter().map(|line| taken(line, &engine)).collect::<Vec<_>>());
            let before = intake.articles;
            for taken in parsed {
                match taken? {
                    Taken::Article(article, piece) => {
                        spool.push(&article, &piece)?;
                        intake.articles += 1;
                    }
                    Taken::Omission(omission) => {
                        observer.omitted(&omission);
                        intake.omissions.push(omission);
                    }
                    Taken::Input(input) => intake.inputs.push(input),
                }
            }
            let bytes: usize = batch.iter().map(|(line, _)| line.len() + 1).sum();
            observer.analysed((intake.articles - before) as u64, bytes as u64);
        }
    }
    // What several spools say of one input is said once.
    intake.inputs.sort_by(|a, b| (&a.path, &a.sha256).cmp(&(&b.path, &b.sha256)));
    intake.inputs.dedup();
    intake.omissions.sort();
    intake.omissions.dedup();
    finished(intake, spool, observer)
}

/// A line without its line feed, and where it stands.
type Placed = (Vec<u8>, Where);

/// The next lines of a spool; none at its end.
fn next_batch(reader: &mut impl BufRead, path: &Path, number: &mut u64) -> Result<Vec<Placed>> {
    let failed = |error: io::Error| Error::usage(Where::file(path), format!("cannot read: {error}"));
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        *number += 1;
        let place = Where::line(path, *number);
        match lines::next(reader, &mut line, SPOOL_LINE_BYTES).map_err(failed)? {
            lines::Line::End => break,
            lines::Line::TooLarge => {
                return Err(Error::usage(place, format!("a line of more than {SPOOL_LINE_BYTES} bytes is no article")));
            }
            lines::Line::Whole if line.trim_ascii().is_empty() => continue,
            lines::Line::Whole => {}
        }
        bytes += line.len();
        batch.push((line, place));
    }
    Ok(batch)
}

/// What a line says, an article as a piece of the spool.
enum Taken {
    Article(Box<Analysed>, Vec<u8>),
    Omission(Omission),
    Input(Input),
}

fn taken((line, place): &Placed, engine: &str) -> Result<Taken> {
    let line = Line::parse(line).map_err(|why| {
        let message =
            format!("no line of a spool, or one that was cut off ({why}): make it again with `tone annotate`");
        Error::usage(place.clone(), message)
    })?;
    Ok(match line {
        Line::Article(article) if article.engine != engine => {
            return Err(foreign(&article.engine, engine, place.clone()));
        }
        Line::Article(mut article) => {
            let piece = stored(&mut article);
            Taken::Article(article, piece)
        }
        Line::Omission(omission) => Taken::Omission(omission),
        Line::Input(input) => Taken::Input(input),
    })
}

fn opened(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let failed = |error: io::Error| Error::usage(Where::file(path), format!("cannot read: {error}"));
    if path.metadata().map_err(failed)?.is_dir() {
        return Err(Error::usage(Where::file(path), "a folder: name the spools in it"));
    }
    Ok(Box::new(BufReader::with_capacity(CHUNK, File::open(path).map_err(failed)?)))
}

/// The lines of a spool are of another engine.
fn foreign(found: &str, engine: &str, place: Where) -> Error {
    let message = format!(
        "made by `{found}`, and this is `{engine}`: give the configuration and the profile it was made with (--config, --profile), or annotate again"
    );
    Error::usage(place, message)
}
