//! The only room that creates files: an output folder whose files are the old ones or the new ones, whole.
//!
//! Everything is written and synced under `<out>/.tone-stage/`, then renamed into place in byte order of the names, the manifest last.
//! A run that ends before the last rename leaves the old files as they were, or the next run puts them back (`placing`).

#![allow(clippy::disallowed_methods)]

mod change;
mod placing;
mod scratch;

pub use scratch::{Scratch, nameless};

use crate::digest::Hasher;
use crate::error::{Error, Kind, Result, Where};
use change::{changed, real_folder, remove_link, sync, sync_folder};
use placing::Placing;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// The name of the manifest.
pub const MANIFEST: &str = "manifest.json";
const STAGE: &str = ".tone-stage";
const LOCK: &str = "lock";
const SPOOL: &str = "spool";

/// A file that a run wrote, as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path below the output folder, with `/`.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
}

/// An output folder that is being written.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    stage: PathBuf,
    made: BTreeMap<String, Made>,
    old: Vec<FileEntry>,
    /// What was analysed stays when this goes.
    keeps_spool: bool,
    /// Everything on the stage stays when this goes: files of two runs lie in the folder, and here is what parts them.
    keeps_stage: bool,
    _lock: File,
}

impl OutputFolder {
    /// Opens a folder for writing: makes it, tests that it can be written, takes the lock, clears what a killed run left, but for its spool
    /// where that is to be resumed.
    pub fn open(root: &Path, resume: bool) -> Result<Self> {
        let failed = |path: &Path, error: &io::Error| {
            Error::new(
                Kind::Output,
                Where::file(path),
                format!("cannot write here: {error}. Choose another folder with --out"),
            )
        };
        changed(|| fs::create_dir_all(root)).map_err(|e| failed(root, &e))?;
        let stage = root.join(STAGE);
        real_folder(&stage).map_err(|e| failed(&stage, &e))?;
        let lock_path = stage.join(LOCK);
        remove_link(&lock_path).map_err(|e| failed(&lock_path, &e))?;
        let lock = changed(|| OpenOptions::new().create(true).write(true).truncate(false).open(&lock_path))
            .map_err(|e| failed(&lock_path, &e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = "another run is writing to this folder. Wait for it, or choose another with --out";
                return Err(Error::new(Kind::Output, Where::file(root), message));
            }
            Err(TryLockError::Error(error)) => return Err(failed(&lock_path, &error)),
        }
        placing::recover(root, &stage).map_err(|e| failed(root, &e))?;
        clear_stage(&stage, resume).map_err(|e| failed(&stage, &e))?;
        let (old, root, made) = (old_files(root), root.to_path_buf(), BTreeMap::new());
        Ok(Self { old, root, stage, made, keeps_spool: false, keeps_stage: false, _lock: lock })
    }

    /// Opens a folder in which nothing is yet, or none.
    pub fn open_new(root: &Path) -> Result<Self> {
        let unused = || unused(root, "coders' work is never written over. Choose another with --out, or move it away");
        // What a killed run was putting in place is taken back first.
        if !placing::is_begun(&root.join(STAGE)) {
            unused()?;
        }
        let folder = Self::open(root, false)?;
        unused()?;
        Ok(folder)
    }

    /// True if the manifest of an earlier run lies here.
    pub fn holds_reports(&self) -> bool {
        !self.old.is_empty()
    }

    /// The spool of this run, for writing and reading back; with what is in it, if it is to be resumed. It never leaves the stage.
    pub fn spool(&self, resume: bool) -> Result<Scratch> {
        let path = self.stage.join(SPOOL);
        let open = || OpenOptions::new().create(true).truncate(!resume).read(true).write(true).open(&path);
        let file = remove_link(&path).and_then(|()| changed(open)).map_err(|e| Error::output(&path, &e))?;
        Ok(Scratch::new(file, path))
    }

    /// Leaves the spool on the stage, for a run that resumes this one; false if nothing is in it.
    pub fn keep_spool(&mut self) -> bool {
        self.keeps_spool = fs::metadata(self.stage.join(SPOOL)).is_ok_and(|spool| spool.len() > 0);
        self.keeps_spool
    }

    /// A folder for files without a name; they never leave the stage either.
    pub fn scratch(&self) -> &Path {
        &self.stage
    }

    /// Appends to a file; `name` is its path below the folder, with `/`. The first call for a name makes the file. No file stays open,
    /// so that any number of them may grow side by side.
    pub fn append(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        debug_assert!(is_own_name(name), "{name} is no name this program writes");
        let path = self.stage.join(name);
        let made = self.made.entry(name.to_owned()).or_default();
        let write = || {
            if let Some(parent) = path.parent().filter(|_| made.bytes == 0) {
                fs::create_dir_all(parent)?;
            }
            changed(|| OpenOptions::new().create(true).append(true).open(&path)?.write_all(bytes))
        };
        write().map_err(|e| Error::output(self.root.join(name), &e))?;
        made.bytes += bytes.len() as u64;
        made.hash.update(bytes);
        Ok(())
    }

    /// The files made so far, in byte order of their names.
    pub fn files(&self) -> Vec<FileEntry> {
        let entry = |(name, made): (&String, &Made)| FileEntry {
            name: name.clone(),
            bytes: made.bytes,
            sha256: made.hash.clone().finish(),
        };
        self.made.iter().map(entry).collect()
    }

    /// Syncs the files, puts them in place, then the manifest, and removes files of an earlier run that are made no more.
    ///
    /// # Errors
    /// If one of them cannot be put in place; then the earlier ones are, all of them.
    pub fn commit(&mut self, manifest: &[u8]) -> Result<()> {
        self.append(MANIFEST, manifest)?;
        self.commit_files()
    }

    /// As [`OutputFolder::commit`], for a folder that is no report and has no manifest.
    pub fn commit_files(&mut self) -> Result<()> {
        for name in self.made.keys() {
            sync(&self.stage.join(name)).map_err(|e| Error::output(self.root.join(name), &e))?;
        }
        let (last, mut files): (Vec<_>, Vec<_>) = self.files().into_iter().partition(|file| file.name == MANIFEST);
        files.extend(last);
        let stale = self.old.iter().filter(|file| !self.made.contains_key(&file.name)).cloned().collect();
        let failed = |error: &io::Error| Error::output(&self.root, error);
        let placing = Placing::begin(&self.root, &self.stage, files, stale).map_err(|e| failed(&e))?;
        if let Err(error) = placing.place(&self.root, &self.stage) {
            let mut error = failed(&error);
            if placing.take_back(&self.root, &self.stage).is_err() {
                self.keeps_stage = true;
                error.message +=
                    ". The folder holds files of two runs: the next run into it puts the earlier ones back";
            }
            return Err(error);
        }
        // The new files stand; what cannot be tidied up now is for the next run.
        self.keeps_stage = placing.end(&self.root, &self.stage).is_err();
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// Leaves no litter: the stage goes, and the folder too if there is nothing in it. Best effort, as the next run clears the stage.
    fn drop(&mut self) {
        if self.keeps_stage {
            return;
        }
        // A fault of this program must not cost what was analysed either.
        if self.keeps_spool || std::thread::panicking() {
            let _ = clear_stage(&self.stage, true);
            return;
        }
        let _ = changed(|| fs::remove_dir_all(&self.stage));
        let _ = changed(|| fs::remove_dir(&self.root));
    }
}

/// An error unless nothing is in this folder, or it is not there.
fn unused(root: &Path, why: &str) -> Result<()> {
    let mut entries = fs::read_dir(root).into_iter().flatten().flatten();
    // What a killed run left is no work of anybody.
    if fs::symlink_metadata(root).is_ok() && (!root.is_dir() || entries.any(|entry| entry.file_name() != STAGE)) {
        return Err(Error::usage(Where::file(root), format!("this holds something already, and {why}")));
    }
    Ok(())
}

/// Makes a folder with files for somebody to go on with; nothing may be in it yet. Names are paths below it, with `/`.
pub fn plant(root: &Path, files: &[(&str, &str)]) -> Result<()> {
    unused(root, "nothing is written over. Name another folder")?;
    let (stage, mut planted) = (root.join(STAGE), Vec::new());
    let mut write = || {
        changed(|| fs::create_dir_all(root))?;
        real_folder(&stage)?;
        clear_stage(&stage, false)?;
        for (name, text) in files {
            let path = stage.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&stage))?;
            changed(|| fs::write(path, text))?;
        }
        for entry in fs::read_dir(&stage)? {
            let entry = entry?;
            let place = root.join(entry.file_name());
            changed(|| fs::rename(entry.path(), &place))?;
            planted.push(place);
        }
        changed(|| fs::remove_dir(&stage))
    };
    write().map_err(|error| {
        for place in planted {
            let _ = if place.is_dir() { fs::remove_dir_all(place) } else { fs::remove_file(place) };
        }
        let _ = fs::remove_dir_all(&stage);
        let _ = fs::remove_dir(root);
        Error::output(root, &error)
    })
}

/// Writes one file, whole: beside its place first, then over it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |e: io::Error| Error::output(path, &e);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tone-stage");
    let stage = folder.join(name);
    let write = || {
        remove_link(&stage)?;
        changed(|| fs::write(&stage, bytes))?;
        sync(&stage)?;
        changed(|| fs::rename(&stage, path))
    };
    write().map_err(|e| {
        let _ = fs::remove_file(&stage);
        failed(e)
    })?;
    sync_folder(folder);
    Ok(())
}

/// A file on the stage.
#[derive(Debug, Default)]
struct Made {
    bytes: u64,
    hash: Hasher,
}

/// True for a plain relative path of a kind this program writes.
fn is_own_name(name: &str) -> bool {
    let path = Path::new(name);
    let plain = path.components().all(|c| matches!(c, Component::Normal(_))) && !name.contains(['\\', '\0']);
    let mut parts: Vec<&str> = name.split('/').collect();
    let file = parts.pop().unwrap_or_default();
    let known_folder = matches!(parts[..], [] | ["data"] | ["speakers"]);
    let known_kind = [".csv", ".json", ".html", ".xlsx", ".parquet"].iter().any(|kind| file.ends_with(kind));
    plain && known_folder && known_kind
}

/// Removes what a killed run left on the stage; the lock stays, and so does a spool that is wanted.
fn clear_stage(stage: &Path, keep_spool: bool) -> io::Result<()> {
    for entry in fs::read_dir(stage)? {
        let entry = entry?;
        if entry.file_name() == LOCK || (keep_spool && entry.file_name() == SPOOL && entry.file_type()?.is_file()) {
            continue;
        }
        let (path, is_folder) = (entry.path(), entry.file_type()?.is_dir());
        changed(|| if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) })?;
    }
    Ok(())
}

/// What the manifest of an earlier run lists; nothing if there is none or it cannot be read.
fn old_files(root: &Path) -> Vec<FileEntry> {
    #[derive(Deserialize)]
    struct Old {
        files: Vec<FileEntry>,
    }
    let bytes = fs::read(root.join(MANIFEST)).unwrap_or_default();
    serde_json::from_slice::<Old>(&bytes).map(|old| old.files).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(folder: &OutputFolder) -> Vec<u8> {
        serde_json::to_vec(&serde_json::json!({ "files": folder.files() })).unwrap()
    }

    fn write(root: &Path, files: &[(&str, &str)]) {
        let mut folder = OutputFolder::open(root, false).unwrap();
        for (name, text) in files {
            folder.append(name, text.as_bytes()).unwrap();
        }
        let manifest = manifest(&folder);
        folder.commit(&manifest).unwrap();
    }

    #[test]
    fn nothing_is_in_place_before_the_commit() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &[("a.csv", "old")]);
        let mut folder = OutputFolder::open(dir.path(), false).unwrap();
        folder.append("a.csv", b"new").unwrap();
        drop(folder);
        assert_eq!(fs::read_to_string(dir.path().join("a.csv")).unwrap(), "old");
        write(dir.path(), &[("a.csv", "newer")]);
        assert_eq!(fs::read_to_string(dir.path().join("a.csv")).unwrap(), "newer");
        assert!(!dir.path().join(STAGE).exists());
    }

    #[test]
    fn stale_files_go_unless_somebody_changed_them() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &[("speakers/a.csv", "a"), ("speakers/b.csv", "b"), ("x.csv", "x")]);
        fs::write(dir.path().join("speakers/b.csv"), "notes of a person").unwrap();
        fs::write(dir.path().join("mine.csv"), "mine").unwrap();
        write(dir.path(), &[("x.csv", "x2")]);
        assert!(!dir.path().join("speakers/a.csv").exists());
        assert!(dir.path().join("speakers/b.csv").exists());
        assert!(dir.path().join("mine.csv").exists());
    }

    #[test]
    fn a_manifest_cannot_make_it_remove_anything_else() {
        for name in ["../victim.csv", "/etc/passwd", "a/../../victim.csv", "notes.txt", "deep/er/x.csv", "data\\x.csv"]
        {
            assert!(!is_own_name(name), "{name}");
        }
        assert!(is_own_name("data/sentences.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_replaced_and_never_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (out, outside) = (dir.path().join("out"), dir.path().join("outside"));
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("x.csv"), "theirs").unwrap();
        fs::create_dir(&out).unwrap();
        std::os::unix::fs::symlink(&outside, out.join("data")).unwrap();
        std::os::unix::fs::symlink(outside.join("x.csv"), out.join("x.csv")).unwrap();
        write(&out, &[("x.csv", "ours"), ("data/x.csv", "ours")]);
        assert_eq!(fs::read_to_string(outside.join("x.csv")).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(out.join("data/x.csv")).unwrap(), "ours");
    }

    #[test]
    fn a_new_folder_holds_nothing_and_gets_no_manifest() {
        let dir = tempfile::tempdir().unwrap();
        let mut folder = OutputFolder::open_new(&dir.path().join("new")).unwrap();
        folder.append("a.csv", b"a").unwrap();
        folder.commit_files().unwrap();
        drop(folder);
        let names: Vec<_> =
            fs::read_dir(dir.path().join("new")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a.csv"]);
        let error = OutputFolder::open_new(&dir.path().join("new")).unwrap_err();
        assert_eq!(error.kind, Kind::Usage);
        assert_eq!(fs::read_to_string(dir.path().join("new/a.csv")).unwrap(), "a");
    }

    #[test]
    fn one_file_is_replaced_whole_and_leaves_no_litter() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/a.csv");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(dir.path().join("deep")).unwrap().count(), 1);
        assert!(replace(dir.path(), b"x").is_err(), "a folder is no file");
    }

    #[test]
    fn two_runs_cannot_write_to_one_folder() {
        let dir = tempfile::tempdir().unwrap();
        let first = OutputFolder::open(dir.path(), false).unwrap();
        assert!(OutputFolder::open(dir.path(), false).unwrap_err().message.contains("another run"));
        drop(first);
        assert!(OutputFolder::open(dir.path(), false).is_ok());
    }
}
