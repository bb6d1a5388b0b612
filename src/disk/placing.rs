//! Files of a run into place: all of them, or the earlier ones stay.
//!
//! As SQLite does it: before the first rename, what will be replaced gets a second name on the stage, and a journal there says what is
//! about to change. The rename of the last file, the manifest, decides. A fault, a kill or a loss of power before it ends with the earlier
//! files where they were: at once, or when the next run opens the folder. After it the new ones stand, and what is left is to tidy up.

use super::change::{changed, put_in_place, sync, sync_folder, unlinked};
use super::{FileEntry, is_own_name};
use crate::digest::Hasher;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The journal, on the stage.
const JOURNAL: &str = "placing.json";
/// The folder of second names, on the stage.
const EARLIER: &str = "earlier";

/// What is about to change in a folder.
#[derive(Debug, Serialize, Deserialize)]
pub struct Placing {
    /// Files that are put in place, in this order; the last decides.
    made: Vec<FileEntry>,
    /// Those of them that stood there before.
    kept: Vec<String>,
    /// Files of an earlier run that are made no more.
    stale: Vec<FileEntry>,
}

/// True if files were being put in place on this stage when a run ended.
pub fn is_begun(stage: &Path) -> bool {
    stage.join(JOURNAL).exists()
}

/// Ends what a run began that was killed while it put files in place: the earlier ones are back, or the new ones stand.
pub fn recover(root: &Path, stage: &Path) -> io::Result<()> {
    let bytes = match fs::read(stage.join(JOURNAL)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        read => read?,
    };
    // One that is torn was being written when nothing had changed yet.
    let Ok(placing) = serde_json::from_slice::<Placing>(&bytes) else { return Ok(()) };
    if placing.is_decided(stage) { placing.end(root, stage) } else { placing.take_back(root, stage) }
}

impl Placing {
    /// Keeps what stands where these files will, and writes the journal; nothing in the folder changes yet.
    pub fn begin(root: &Path, stage: &Path, made: Vec<FileEntry>, stale: Vec<FileEntry>) -> io::Result<Self> {
        let (earlier, mut kept) = (stage.join(EARLIER), Vec::new());
        for FileEntry { name, .. } in &made {
            let (from, to) = (root.join(name), earlier.join(name));
            if fs::symlink_metadata(&from).is_err() {
                continue;
            }
            if let Some(folder) = to.parent() {
                changed(|| fs::create_dir_all(folder))?;
            }
            // Not every system has second names.
            changed(|| fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).and_then(|_| sync(&to))))?;
            if let Some(folder) = to.parent() {
                sync_folder(folder);
            }
            kept.push(name.clone());
        }
        let (placing, journal) = (Self { made, kept, stale }, stage.join(JOURNAL));
        changed(|| fs::write(&journal, serde_json::to_vec(&placing)?))?;
        sync(&journal)?;
        sync_folder(stage);
        Ok(placing)
    }

    /// Renames the files into place; the last decides.
    pub fn place(&self, root: &Path, stage: &Path) -> io::Result<()> {
        self.made.iter().try_for_each(|file| put_in_place(root, &stage.join(&file.name), &root.join(&file.name)))
    }

    /// True if the last file has left the stage.
    fn is_decided(&self, stage: &Path) -> bool {
        self.made.last().is_none_or(|last| !stage.join(&last.name).exists())
    }

    /// Puts the earlier files back, as often as it takes: what is back has left the stage.
    pub fn take_back(&self, root: &Path, stage: &Path) -> io::Result<()> {
        for file in self.made.iter().filter(|file| is_own_name(&file.name)) {
            let (from, to) = (stage.join(EARLIER).join(&file.name), root.join(&file.name));
            if !self.kept.contains(&file.name) {
                remove_own(root, file)?;
            } else if unlinked_there(stage, &from) {
                put_in_place(root, &from, &to)?;
            }
        }
        changed(|| fs::remove_file(stage.join(JOURNAL)))
    }

    /// Removes what is made no more, and the journal.
    pub fn end(&self, root: &Path, stage: &Path) -> io::Result<()> {
        for file in self.stale.iter().filter(|file| is_own_name(&file.name)) {
            // A file that cannot be removed is no longer in the manifest, which is all that is promised.
            let _ = remove_own(root, file);
        }
        sync_folder(root);
        changed(|| fs::remove_file(stage.join(JOURNAL)))
    }
}

/// True if something stands here, and its folder is no link; itself it may be one, as it was before.
fn unlinked_there(stage: &Path, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok() && path.parent().is_some_and(|folder| unlinked(stage, folder))
}

/// Removes a file if it is byte for byte what was written, and its folder with the last of its files.
fn remove_own(root: &Path, file: &FileEntry) -> io::Result<()> {
    let path = root.join(&file.name);
    let is_own =
        || -> io::Result<bool> { Ok(fs::metadata(&path)?.len() == file.bytes && sha256_of(&path)? == file.sha256) };
    if unlinked(root, &path) && is_own().unwrap_or(false) {
        changed(|| fs::remove_file(&path))?;
    }
    if let Some(folder) = path.parent().filter(|folder| *folder != root) {
        let _ = changed(|| fs::remove_dir(folder));
    }
    Ok(())
}

/// The SHA-256 of a file of any size, in hex.
fn sha256_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher, mut bytes) = (File::open(path)?, Hasher::default(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hasher.finish()),
            read => hasher.update(&bytes[..read]),
        }
    }
}
