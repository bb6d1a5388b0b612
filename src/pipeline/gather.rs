//! Spools that were made before, in any number of processes, into one.

use super::{Intake, Observer, Options, engine, finished};
use crate::error::{Error, Result, Where};
use crate::spool::{Line, Spool, SpoolWriter, read};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;
/// Articles after which the observer is told.
const TOLD: u64 = 64;

/// Reads spools into the one of this run. `file` is empty.
///
/// # Errors
/// Of kind usage, if a spool cannot be read, or was made by another version or with another configuration.
pub fn gathered(options: &Options, file: File, observer: &dyn Observer) -> Result<(Intake, Spool)> {
    let engine = engine(options);
    let (mut spool, mut intake) = (SpoolWriter::new(file), Intake::default());
    let sizes: Option<u64> = options.paths.iter().map(|path| Some(path.metadata().ok()?.len())).sum();
    observer.found(sizes);
    for path in &options.paths {
        let (mut articles, mut bytes) = (0, 0);
        read(opened(path)?, path, &mut |line, text, place| {
            bytes += text.len() as u64;
            match line {
                Line::Article(article) if article.engine != engine => {
                    return Err(foreign(&article.engine, &engine, place));
                }
                Line::Article(article) => {
                    spool.push(&article, text)?;
                    articles += 1;
                }
                Line::Omission(omission) => {
                    observer.omitted(&omission);
                    intake.omissions.push(omission);
                }
                Line::Input(input) => intake.inputs.push(input),
            }
            if articles == TOLD {
                if observer.is_stopped() {
                    return Err(super::analyse::interrupted());
                }
                intake.articles += articles as usize;
                observer.analysed(std::mem::take(&mut articles), std::mem::take(&mut bytes));
            }
            Ok(())
        })?;
        intake.articles += articles as usize;
        observer.analysed(articles, bytes);
    }
    // What several spools say of one input is said once.
    intake.inputs.sort_by(|a, b| (&a.path, &a.sha256).cmp(&(&b.path, &b.sha256)));
    intake.inputs.dedup();
    intake.omissions.sort();
    intake.omissions.dedup();
    finished(intake, spool, observer)
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
