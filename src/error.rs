//! What went wrong, and where.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A place in an input: as much of it as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// The file, as the user named it or below the folder the user named.
    pub path: Option<PathBuf>,
    /// The record of the file, from 1.
    pub record: Option<u64>,
    /// The line of the file, from 1.
    pub line: Option<u64>,
}

impl Where {
    /// A whole file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self { path: Some(path.as_ref().to_path_buf()), ..Self::default() }
    }

    /// A line of a file, from 1.
    pub fn line(path: impl AsRef<Path>, line: u64) -> Self {
        Self { line: Some(line), ..Self::file(path) }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}", path.display())?;
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(record) = self.record {
            write!(f, "#{record}")?;
        }
        Ok(())
    }
}

/// The kinds of failure, one for each exit code (see [`Kind::exit_code`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The command line, the configuration or a lexicon is wrong; nothing was done.
    Usage,
    /// An output could not be written; the files of an earlier run are intact.
    Output,
    /// There was nothing to analyse.
    Nothing,
    /// The reader of a pipe went away; not a failure.
    ClosedPipe,
    /// The user stopped the work.
    Interrupted,
    /// A fault of this program.
    Internal,
}

impl Kind {
    /// The exit code of the program for this kind of failure.
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::ClosedPipe => 0,
            Kind::Output | Kind::Internal => 1,
            Kind::Usage => 2,
            Kind::Nothing => 4,
            Kind::Interrupted => 130,
        }
    }
}

/// A failure that ends the work: what, where, why, and what to do about it.
#[derive(Debug)]
pub struct Error {
    /// Which exit code it leads to.
    pub kind: Kind,
    /// Where it happened, as far as known.
    pub place: Where,
    /// What went wrong and what to do, a sentence or two, without a full stop.
    pub message: String,
}

impl Error {
    /// A failure at a place.
    pub fn new(kind: Kind, place: Where, message: impl Into<String>) -> Self {
        Self { kind, place, message: message.into() }
    }

    /// A mistake on the command line or in a configuration.
    pub fn usage(place: Where, message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, place, message)
    }

    /// An output that could not be written; a closed pipe is told apart.
    pub fn output(path: impl AsRef<Path>, error: &io::Error) -> Self {
        let kind = if error.kind() == io::ErrorKind::BrokenPipe { Kind::ClosedPipe } else { Kind::Output };
        Self::new(kind, Where::file(path), format!("cannot write: {error}{}", remedy(error.kind())))
    }
}

/// What to do about an output that could not be written, where that is known.
fn remedy(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ". Make room there, or write elsewhere",
        io::ErrorKind::FileTooLarge => ". Lift the limit on the size of files, or write elsewhere",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ". Ask for leave to write there, or write elsewhere"
        }
        _ => "",
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place != Where::default() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// The result of a step that can end the work.
pub type Result<T> = std::result::Result<T, Error>;
