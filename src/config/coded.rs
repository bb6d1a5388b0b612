//! A hand-coded sample as it lies on disk. Its bytes are part of what a run is made from; `coding` knows what they say.

use super::load::regular;
use super::mistake::{Mistakes, path_suggestion, shown};
use super::model::{Config, Origin};
use super::parse::declared::Declared;
use crate::digest::sha256;
use crate::error::{Error, Result, Where};
use crate::limits::CODED_BYTES;
use std::path::{Path, PathBuf};

/// The table that says what each item of a sample is.
pub const KEY: &str = "key.csv";
/// The table of the spellings of names.
pub const NAMES: &str = "names.csv";
/// What `tone validate` writes into the folder: never read back.
pub const AGREEMENT: &str = "agreement.csv";
/// What coders send back: spreadsheets save tables of text under these.
const KINDS: [&str; 3] = ["csv", "tsv", "txt"];
/// What spreadsheets save as their own.
const WORKBOOKS: [&str; 4] = ["xlsx", "xls", "ods", "numbers"];

/// A hand-coded sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The folder, as the configuration or the command line names it.
    pub path: String,
    /// Its files in byte order of their paths.
    pub files: Vec<CodedFile>,
}

/// A file of a hand-coded sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedFile {
    /// Where it is, for messages.
    pub path: PathBuf,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl CodedFile {
    /// Its name, without the folders above it.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }
}

impl Coded {
    /// Reads a folder: its key, its names, and every other table of text as a coder's; or files, with the key and the names that lie beside the
    /// first of them.
    ///
    /// # Errors
    /// Of kind usage, if a path or the key is not there, if something cannot be read or is larger than any coding.
    pub fn read(paths: &[PathBuf]) -> Result<Self> {
        let mut found = Vec::new();
        for path in paths {
            if path.is_dir() {
                found.extend(tables(path)?);
            } else {
                found.push(path.clone());
            }
        }
        let beside = paths.first().filter(|path| !path.is_dir()).and_then(|path| path.parent());
        for name in [KEY, NAMES] {
            let path = beside.map(|folder| folder.join(name)).filter(|path| path.symlink_metadata().is_ok());
            let given = found.iter().any(|other| other.file_name().is_some_and(|file| file == name));
            found.extend(path.filter(|_| !given));
        }
        found.sort();
        let files = found.into_iter().map(file).collect::<Result<Vec<CodedFile>>>()?;
        let path = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        if !files.iter().any(|file| file.name() == KEY) {
            let message =
                format!("no {KEY} is here: `tone sample` writes it beside the coders' files; keep it with them");
            return Err(Error::usage(Where::file(&path), message));
        }
        for name in [KEY, NAMES] {
            let mut alike = files.iter().filter(|file| file.name() == name);
            let Some(first) = alike.next() else { continue };
            if let Some(other) = alike.find(|file| file.sha256 != first.sha256) {
                let message =
                    format!("{} is another {name}: give the files of one sample at a time", first.path.display());
                return Err(Error::usage(Where::file(&other.path), message));
            }
        }
        Ok(Self { path, files })
    }
}

/// The tables of text of a folder, but for what this program wrote from them.
fn tables(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| Error::usage(Where::file(folder), format!("cannot be read: {error}"));
    let (mut tables, mut workbooks) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default().to_lowercase();
        // Offices leave hidden files beside a table that is open. What has the name of a table and is no file is a mistake when it is read:
        // a coder's work must not be missing without a word.
        if KINDS.contains(&kind.as_str()) && name != AGREEMENT && !name.starts_with(['.', '~']) {
            tables.push(path);
        } else if WORKBOOKS.contains(&kind.as_str()) && name.starts_with("coder-") {
            workbooks.push(path);
        }
    }
    // Whoever has the table as well has done what is asked for.
    workbooks.retain(|workbook| !tables.iter().any(|table| table.file_stem() == workbook.file_stem()));
    workbooks.sort();
    if let Some(workbook) = workbooks.first() {
        let message =
            "a spreadsheet's own file is not read, and no table of that name is beside it: save it as CSV (UTF-8)";
        return Err(Error::usage(Where::file(workbook), message));
    }
    Ok(tables)
}

fn file(path: PathBuf) -> Result<CodedFile> {
    let bytes = regular(&path, CODED_BYTES)
        .map_err(|error| Error::usage(Where::file(&path), format!("cannot be read: {error}")))?;
    if bytes.len() > CODED_BYTES {
        let message = format!("more than {} MiB: no coded sample is as large", CODED_BYTES >> 20);
        return Err(Error::usage(Where::file(&path), message));
    }
    Ok(CodedFile { sha256: sha256(&bytes), path, bytes })
}

/// Lays the coded sample that a file names onto the base, which has none. `folder` is where the file lies.
pub(super) fn lay(config: &mut Config, declared: &Declared, folder: &Path, mistakes: &mut Mistakes) {
    let Some(path) = &declared.coded else { return };
    match configured(&path.text, folder) {
        Ok(coded) => config.corpus.coded = Some(coded),
        Err(message) => mistakes.add(path.line, message),
    }
    config.origins.insert("corpus.coded".to_owned(), Origin::File);
}

fn configured(path: &str, folder: &Path) -> std::result::Result<Coded, String> {
    let whole = folder.join(path);
    if !whole.is_dir() {
        let near = path_suggestion(&whole);
        let message = "this folder is not there; its path begins at the folder of the configuration";
        return Err(format!("coded sample {}: {message}. `tone sample` makes one{near}", shown(path)));
    }
    let coded = Coded::read(&[whole]).map_err(|error| format!("coded sample {}: {}", shown(path), error.message))?;
    Ok(Coded { path: path.to_owned(), ..coded })
}

impl Config {
    /// Takes another coded sample than the configuration's.
    pub fn override_coded(&mut self, coded: Coded) {
        self.corpus.coded = Some(coded);
        self.origins.insert("corpus.coded".to_owned(), Origin::CommandLine);
    }
}
