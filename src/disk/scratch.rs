//! A file that is written, read back and never given to anybody.

use super::change::changed;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// A file of a run's own. It knows where it lies, for whoever must make room there.
#[derive(Debug)]
pub struct Scratch {
    file: File,
    path: PathBuf,
}

impl Scratch {
    /// A file that is open for reading and writing.
    pub(super) fn new(file: File, path: PathBuf) -> Self {
        Self { file, path }
    }

    /// The file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// What went wrong with it, and where it lies.
    pub fn failed(&self, error: &io::Error) -> Error {
        Error::output(&self.path, error)
    }
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        changed(|| self.file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Read for Scratch {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

impl Seek for Scratch {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A file without a name, among the system's temporary ones; gone when it is closed.
pub fn nameless() -> Result<Scratch> {
    let folder = std::env::temp_dir();
    let file = changed(tempfile::tempfile).map_err(|error| Error::output(&folder, &error))?;
    Ok(Scratch::new(file, folder))
}
