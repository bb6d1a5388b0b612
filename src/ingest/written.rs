//! Folders that this program wrote: a report, or what coders get. By what is in them, for people move and rename folders.

use crate::ingest::naming::shown;
use crate::ingest::source::Kind;
use crate::limits::RECORD_BYTES;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::Path;

/// The manifest of a report, and what is always beside it.
const OWN: [&str; 2] = ["manifest.json", "datapackage.json"];
/// The key of a coded sample, and the page that is always beside it.
const SAMPLE: [&str; 2] = ["key.csv", "codebook.html"];
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
    manifest || is_sample(folder)
}

/// The files that this program wrote into a folder, if it did, by their names below it: what the manifest of a report lists, and the
/// tables of a coded sample, of whatever coders made of them.
pub fn own_files(folder: &Path) -> BTreeSet<String> {
    #[derive(Default, Deserialize)]
    struct Manifest {
        files: Vec<Listed>,
    }
    #[derive(Deserialize)]
    struct Listed {
        name: String,
    }
    let mut own = BTreeSet::new();
    if !is_written(folder) {
        return own;
    }
    own.extend(OWN.map(str::to_owned));
    let manifest = File::open(folder.join(OWN[0])).ok().map(|file| BufReader::new(file.take(RECORD_BYTES as u64)));
    let manifest = manifest.and_then(|bytes| serde_json::from_reader::<_, Manifest>(bytes).ok()).unwrap_or_default();
    own.extend(manifest.files.into_iter().map(|file| file.name));
    if is_sample(folder) {
        let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        own.extend(names.filter(|name| is_table(name) || name == SAMPLE[1]).map(|name| shown(&name)));
    }
    own
}

fn is_table(name: &OsStr) -> bool {
    Kind::of(name) == Some(Kind::Table)
}

fn is_sample(folder: &Path) -> bool {
    head(&folder.join(SAMPLE[0])).is_some_and(|head| head.trim_start_matches('\u{feff}').starts_with(KEY))
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

    #[test]
    fn what_it_wrote_into_a_folder_is_listed_there() {
        let folder = tempfile::tempdir().unwrap();
        let own = |files: &[(&str, &str)]| {
            for (name, text) in files {
                let mut file =
                    fs::OpenOptions::new().create_new(true).write(true).open(folder.path().join(name)).unwrap();
                file.write_all(text.as_bytes()).unwrap();
            }
            own_files(folder.path()).into_iter().collect::<Vec<_>>()
        };
        assert_eq!(own(&[("a.csv", "text\n")]), [""; 0]);
        let manifest = "{\"schema\":1,\"program\":\"tone\",\"files\":[{\"name\":\"data/sentences.csv\",\"bytes\":1}]}";
        assert_eq!(own(&[("manifest.json", manifest)]), ["data/sentences.csv", "datapackage.json", "manifest.json"]);
        let sample = own(&[("key.csv", KEY), ("coder-1.csv", ""), ("b.txt", "")]);
        assert_eq!(sample[..3], ["a.csv", "coder-1.csv", "data/sentences.csv"]);
        assert!(sample.contains(&"key.csv".to_owned()) && !sample.contains(&"b.txt".to_owned()));
    }
}
