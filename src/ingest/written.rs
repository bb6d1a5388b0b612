//! Folders that this program wrote: a report, or what coders get. By what is in them, for people move and rename folders.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// The files of a report or a coded sample that a reader would claim.
pub const OWN: [&str; 4] = ["manifest.json", "datapackage.json", "report.html", "codebook.html"];
/// How the manifest of a report begins, without its white space and the number of its form.
const MANIFEST: [&str; 2] = ["{\"schema\":", ",\"program\":\"tone\","];
/// How the key of a coded sample begins.
const KEY: &str = "item,article_id,sentence,row,cluster,";
/// Bytes that are looked at.
const HEAD: u64 = 256;

/// True for a folder with a manifest or a key that this program wrote. Nothing but a regular file is opened, and no link followed.
pub fn is_written(folder: &Path) -> bool {
    let manifest = head(&folder.join(OWN[0])).is_some_and(|head| {
        let plain: String = head.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let rest = plain.strip_prefix(MANIFEST[0]).map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        rest.is_some_and(|rest| rest.starts_with(MANIFEST[1]))
    });
    manifest || head(&folder.join("key.csv")).is_some_and(|head| head.trim_start_matches('\u{feff}').starts_with(KEY))
}

/// The first bytes of a regular file as text.
fn head(path: &Path) -> Option<String> {
    if !fs::symlink_metadata(path).ok()?.is_file() {
        return None;
    }
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn holds(name: &str, text: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let mut file = fs::OpenOptions::new().create_new(true).write(true).open(folder.path().join(name)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        is_written(folder.path())
    }

    #[test]
    fn what_this_program_wrote_is_known_by_how_it_begins() {
        assert!(holds("manifest.json", "{\n  \"schema\": 1,\n  \"program\": \"tone\",\n  \"version\": \"9\"}"));
        assert!(holds("key.csv", "\u{feff}item,article_id,sentence,row,cluster,outlet\n"));
        for (name, text) in [
            ("manifest.json", ""),
            ("manifest.json", "{\"text\": \"schema, program and tone\"}"),
            ("manifest.json", "{\"schema\": 1, \"program\": \"webpack\"}"),
            ("key.csv", "item,answer\n"),
            ("other.json", "{\"schema\":1,\"program\":\"tone\",\"version\":\"9\"}"),
        ] {
            assert!(!holds(name, text), "{name} {text}");
        }
    }
}
