//! Single steps on the disk. Each may be made to fail, for tests of what a fault leaves behind.

use crate::fault;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// A change on the disk, or the fault that was asked for in its place.
pub fn changed<T>(change: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    fault::change()?;
    change()
}

/// Makes sure that there is a folder here, and not a link to one.
pub fn real_folder(path: &Path) -> io::Result<()> {
    remove_link(path)?;
    if path.is_dir() {
        return Ok(());
    }
    changed(|| fs::create_dir(path))
}

/// Removes a link, and nothing else.
pub fn remove_link(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.file_type().is_symlink() => changed(|| fs::remove_file(path)),
        _ => Ok(()),
    }
}

/// True if no folder between `root` and the file, nor the file itself, is a link.
pub fn unlinked(root: &Path, path: &Path) -> bool {
    path.ancestors()
        .take_while(|p| *p != root)
        .all(|p| fs::symlink_metadata(p).is_ok_and(|m| !m.file_type().is_symlink()))
}

/// A rename replaces a link rather than following it; a folder that is a link is replaced by a real one.
pub fn put_in_place(root: &Path, from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent()
        && parent != root
    {
        real_folder(parent)?;
    }
    changed(|| fs::rename(from, to))?;
    if let Some(parent) = to.parent() {
        sync_folder(parent);
    }
    Ok(())
}

/// Syncs a file that was written.
pub fn sync(path: &Path) -> io::Result<()> {
    changed(|| File::open(path)?.sync_all())
}

/// Best effort: not every system can sync a folder.
pub fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        let _ = folder.sync_all();
    }
}
