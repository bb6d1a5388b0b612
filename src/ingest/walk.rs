//! What there is to read below the paths given, in byte order.
//!
//! A path that was named is always read; what is only found must be a regular file that a reader claims. Symbolic links are not
//! followed, pipes and devices never opened, and each file is read once, however many roads lead to it. The walk keeps its own stack,
//! so that no depth of folders can exhaust the program's.

use crate::ingest::naming::{label, shown, tell_apart, typed_parts};
use crate::ingest::reader::{Fate, Omission};
use crate::ingest::reason;
use crate::ingest::source::{Kind, Origin, Source};
use crate::ingest::written::{is_written, own_files};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// What the walk found: sources in byte order of their inputs, and what is not read.
#[derive(Debug, Default)]
pub struct Found {
    /// What there is to read.
    pub sources: Vec<Source>,
    /// What is ignored, and what was named or found and cannot be read.
    pub omissions: Vec<Omission>,
}

/// Finds what there is to read below `paths`; nothing in the folder `exclude` (the output folder) is. `-` is standard input.
pub fn find(paths: &[PathBuf], exclude: Option<&Path>) -> Found {
    let exclude = exclude.and_then(|path| identity(path, &fs::metadata(path).ok()?));
    let mut walk = Walk { exclude, seen: BTreeMap::new(), sources: Vec::new(), omissions: Vec::new() };
    // Folders first: a file that is named and lies in a folder that is named too keeps the name it has below the folder.
    let (folders, others): (Vec<_>, Vec<_>) = paths.iter().partition(|path| path.is_dir());
    folders.into_iter().for_each(|path| walk.folder(path));
    others.into_iter().for_each(|path| walk.named(path));
    walk.end()
}

/// The same thing by any road: device and inode, or the canonical path where there are none.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(unix)]
fn identity(_: &Path, metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}
#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> Option<Identity> {
    path.canonicalize().ok()
}

struct Walk {
    exclude: Option<Identity>,
    /// What is read (files) or was walked (folders), with the name it first had.
    seen: BTreeMap<Identity, String>,
    /// With the PATH as typed and the path below it.
    sources: Vec<(Source, String)>,
    /// With the identity of what was found, for it may still be named.
    omissions: Vec<(Option<Identity>, Omission)>,
}

impl Walk {
    /// A path that was named and is no folder.
    fn named(&mut self, path: &Path) {
        let typed = label(path);
        if path == Path::new("-") {
            if !self.sources.iter().any(|(source, _)| source.origin == Origin::Stdin) {
                let (path, input, place) = (path.to_path_buf(), typed.clone(), typed.clone());
                self.sources
                    .push((Source { path, input, place, bytes: 0, kind: Kind::Lines, origin: Origin::Stdin }, typed));
            }
            return;
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.omit(Fate::Skipped, typed, reason::of(&error), error.to_string(), None),
        };
        let name = path.file_name().unwrap_or(path.as_os_str());
        let origin = if metadata.is_file() { Origin::File } else { Origin::Stream };
        if origin == Origin::File && Kind::is_other(name) {
            let detail = match Kind::why_not(name) {
                "" => "no reader for this format: convert it to .txt or .jsonl first",
                why => why,
            };
            return self.omit(Fate::Ignored, typed, reason::NO_READER, detail, None);
        }
        let kind = Kind::of(name).unwrap_or(Kind::Unknown);
        self.take(path.to_path_buf(), shown(name), typed_parts(path), &metadata, kind, origin);
    }

    /// A folder that was named: everything below it.
    fn folder(&mut self, root: &Path) {
        let own = own_files(root);
        let mut files = Vec::new();
        let mut stack = vec![(root.to_path_buf(), String::new())];
        while let Some((folder, below)) = stack.pop() {
            let label = if below.is_empty() { label(root) } else { format!("{below}/") };
            let metadata = match fs::metadata(&folder) {
                Ok(metadata) => metadata,
                Err(error) => {
                    self.omit(Fate::Skipped, label, reason::of(&error), error.to_string(), None);
                    continue;
                }
            };
            let named = below.is_empty();
            if !self.enter(&folder, &metadata, &label, !named && is_written(&folder)) {
                continue;
            }
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.omit(Fate::Skipped, label, reason::of(&error), error.to_string(), None);
                    continue;
                }
            };
            for entry in entries {
                match entry.and_then(|entry| self.entry(&entry, &below, &own)) {
                    Ok(Some(Step::Folder(path, below))) => stack.push((path, below)),
                    Ok(Some(Step::File(file))) => files.push(*file),
                    Ok(None) => {}
                    Err(error) => self.omit(Fate::Skipped, label.clone(), reason::of(&error), error.to_string(), None),
                }
            }
        }
        // By name before any is taken: of two hard links the first by name is read, whatever order the system lists them in.
        files.sort_by(|a, b| a.input.cmp(&b.input));
        for File { path, input, metadata, kind } in files {
            let mut parts = typed_parts(root);
            parts.push(input.clone());
            self.take(path, input, parts, &metadata, kind, Origin::File);
        }
    }

    /// True if a folder is to be walked: not the output folder, not what an earlier run wrote and nobody named, and not walked already.
    fn enter(&mut self, folder: &Path, metadata: &Metadata, label: &str, written: bool) -> bool {
        let identity = identity(folder, metadata);
        if identity.is_some() && self.exclude == identity {
            self.omit(Fate::Ignored, label, reason::OUTPUT_FOLDER, "", None);
            return false;
        }
        if written {
            self.omit(Fate::Ignored, label, reason::EARLIER_OUTPUT, "", identity);
            return false;
        }
        let Some(identity) = identity else { return true };
        if let Some(first) = self.seen.get(&identity) {
            let detail = format!("read as {first}");
            self.omit(Fate::Ignored, label, reason::SAME_FILE, detail, None);
            return false;
        }
        self.seen.insert(identity, label.to_owned());
        true
    }

    /// One entry of a folder; `own` are the files that this program wrote into the one that was named.
    fn entry(&mut self, entry: &fs::DirEntry, below: &str, own: &BTreeSet<String>) -> std::io::Result<Option<Step>> {
        let (path, name, kind_of_entry) = (entry.path(), entry.file_name(), entry.file_type()?);
        let input = if below.is_empty() { shown(&name) } else { format!("{below}/{}", shown(&name)) };
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if kind_of_entry.is_dir() && !hidden {
            return Ok(Some(Step::Folder(path, input)));
        }
        let metadata = entry.metadata()?;
        let refused = if kind_of_entry.is_symlink() {
            reason::SYMLINK
        } else if hidden {
            reason::HIDDEN
        } else if !kind_of_entry.is_file() {
            reason::NOT_REGULAR
        } else if name == "tone.toml" {
            reason::CONFIGURATION
        } else if own.contains(&input) {
            reason::EARLIER_OUTPUT
        } else if let Some(kind) = Kind::of(&name) {
            return Ok(Some(Step::File(Box::new(File { path, input, metadata, kind }))));
        } else {
            reason::NO_READER
        };
        let label = if kind_of_entry.is_dir() { format!("{input}/") } else { input };
        let detail = if refused == reason::NO_READER { Kind::why_not(&name) } else { "" };
        self.omit(Fate::Ignored, label, refused, detail, identity(&path, &metadata));
        Ok(None)
    }

    fn take(
        &mut self,
        path: PathBuf,
        input: String,
        parts: Vec<String>,
        metadata: &Metadata,
        kind: Kind,
        origin: Origin,
    ) {
        if let Some(identity) = identity(&path, metadata) {
            if let Some(first) = self.seen.get(&identity) {
                let detail = format!("read as {first}");
                return self.omit(Fate::Ignored, input, reason::SAME_FILE, detail, None);
            }
            self.seen.insert(identity, input.clone());
        }
        let bytes = if origin == Origin::File { metadata.len() } else { 0 };
        let place = parts[parts.len().saturating_sub(2)..].join("/");
        self.sources.push((Source { path, input, place, bytes, kind, origin }, parts.join("/")));
    }

    fn omit(
        &mut self,
        fate: Fate,
        input: impl Into<String>,
        reason: &str,
        detail: impl Into<String>,
        thing: Option<Identity>,
    ) {
        self.omissions.push((thing, Omission::whole(fate, input, reason, detail)));
    }

    fn end(self) -> Found {
        let Self { seen, mut sources, omissions, .. } = self;
        let unread =
            |(thing, _): &(Option<Identity>, Omission)| !thing.as_ref().is_some_and(|thing| seen.contains_key(thing));
        let mut omissions: Vec<_> = omissions.into_iter().filter(unread).map(|(_, omission)| omission).collect();
        omissions.sort_by(|a, b| (&a.input, a).cmp(&(&b.input, b)));
        tell_apart(&mut sources);
        let mut sources: Vec<_> = sources.into_iter().map(|(source, _)| source).collect();
        sources.sort_by(|a, b| a.input.cmp(&b.input));
        Found { sources, omissions }
    }
}

/// Where an entry of a folder leads.
enum Step {
    Folder(PathBuf, String),
    File(Box<File>),
}

/// A file that a reader claims.
struct File {
    path: PathBuf,
    input: String,
    metadata: Metadata,
    kind: Kind,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::io::Write;
    use tempfile::TempDir;

    /// A folder with these files; what ends in `/` is a folder.
    fn folder(names: &[&str]) -> TempDir {
        let root = TempDir::new().unwrap();
        names.iter().for_each(|name| add(&root, name));
        root
    }

    fn add(root: &TempDir, name: impl AsRef<Path>) {
        let path = root.path().join(&name);
        let is_folder = name.as_ref().as_os_str().as_encoded_bytes().ends_with(b"/");
        fs::DirBuilder::new().recursive(true).create(if is_folder { &path } else { path.parent().unwrap() }).unwrap();
        if !is_folder {
            let mut file = fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
            file.write_all(b"Talks go on.\n").unwrap();
        }
    }

    fn inputs(found: &Found) -> Vec<&str> {
        found.sources.iter().map(|source| source.input.as_str()).collect()
    }

    fn omitted(found: &Found) -> Vec<(&str, &str)> {
        found.omissions.iter().map(|omission| (omission.input.as_str(), omission.reason.as_str())).collect()
    }

    #[test]
    fn files_come_in_byte_order_of_the_whole_path() {
        let root = folder(&["b/x.txt", "b-c/x.txt", "a.jsonl", "B.TXT", "b.json"]);
        let found = find(&[root.path().to_path_buf()], None);
        assert_eq!(inputs(&found), ["B.TXT", "a.jsonl", "b-c/x.txt", "b.json", "b/x.txt"]);
        assert_eq!(found.sources[1].bytes, 13);
        let name = root.path().file_name().unwrap().to_str().unwrap();
        assert_eq!(found.sources[4].place, format!("{name}/b/x.txt"));
    }

    #[test]
    fn what_is_not_read_is_listed_with_its_reason() {
        let root = folder(&[
            "a.txt",
            ".git/x.txt",
            ".b.txt",
            "tone.toml",
            "c.pdf",
            "noending",
            "out/a.txt",
            "empty/",
            "dir.txt/b.txt",
        ]);
        let out = root.path().join("out");
        let found = find(&[root.path().to_path_buf()], Some(&out));
        assert_eq!(inputs(&found), ["a.txt", "dir.txt/b.txt"]);
        let expected = [
            (".b.txt", "hidden"),
            (".git/", "hidden"),
            ("c.pdf", "no_reader"),
            ("noending", "no_reader"),
            ("out/", "output_folder"),
            ("tone.toml", "configuration"),
        ];
        assert_eq!(omitted(&found), expected);
        assert!(found.omissions.iter().all(|omission| omission.fate == Fate::Ignored));
        assert!(find(std::slice::from_ref(&out), Some(&out)).sources.is_empty(), "even if it is named");
    }

    #[test]
    fn what_is_named_is_read_whatever_it_is_called() {
        let root = folder(&[".b.txt", "noending", "--jobs", "c.pdf"]);
        let named = |name: &str| root.path().join(name);
        let found = find(
            &[root.path().into(), named(".b.txt"), named("noending"), named("--jobs"), named("c.pdf"), named("x.txt")],
            None,
        );
        assert_eq!(inputs(&found), ["--jobs", ".b.txt", "noending"]);
        assert_eq!(found.sources[0].kind, Kind::Unknown);
        let expected = [("c.pdf", "no_reader"), ("c.pdf", "no_reader"), ("x.txt", "not_found")];
        assert_eq!(omitted(&found), expected, "the page, found and named, and the file that is not there");
        assert_eq!(found.omissions[2].fate, Fate::Skipped);
    }

    #[test]
    fn a_file_is_read_once_by_whatever_road() {
        let root = folder(&["d/a.txt"]);
        fs::hard_link(root.path().join("d/a.txt"), root.path().join("d/b.txt")).unwrap();
        let d = root.path().join("d");
        let found = find(&[d.clone(), d.join("a.txt"), d.join("../d/a.txt"), "-".into(), "-".into()], None);
        assert_eq!(inputs(&found), ["-", "a.txt"]);
        assert_eq!(omitted(&found), [("a.txt", "same_file"), ("a.txt", "same_file"), ("b.txt", "same_file")]);
        assert_eq!(found.omissions[2].detail, "read as a.txt");
    }

    #[test]
    fn equal_names_under_two_paths_stay_apart() {
        let root = folder(&["2018/kcna/a.txt", "2018/kcna/b.txt", "2019/kcna/a.txt", "c/a.txt"]);
        let path = |name: &str| root.path().join(name);
        let mut paths = vec![path("2018/kcna"), path("2019/kcna"), path("c/a.txt")];
        let expected = ["2018/kcna/a.txt", "2019/kcna/a.txt", "b.txt", "c/a.txt"];
        assert_eq!(inputs(&find(&paths, None)), expected);
        paths.reverse();
        assert_eq!(inputs(&find(&paths, None)), expected, "whatever the order of the paths");
    }

    #[test]
    fn what_an_earlier_run_wrote_is_no_article() {
        let root = folder(&["a.txt", "old/speakers/x.txt", "old/b.json", "old/report.html"]);
        let manifest = root.path().join("old/manifest.json");
        let mut file = fs::OpenOptions::new().create_new(true).write(true).open(manifest).unwrap();
        file.write_all(b"{\n  \"schema\": 1,\n  \"program\": \"tone\",\n  \"files\": [{\"name\": \"report.html\"}]\n}")
            .unwrap();
        let found = find(&[root.path().to_path_buf()], None);
        assert_eq!((inputs(&found), omitted(&found)), (vec!["a.txt"], vec![("old/", "earlier_output")]));
        // Who names such a folder may have articles there as well.
        let named = find(&[root.path().to_path_buf(), root.path().join("old")], None);
        assert_eq!(inputs(&named), ["a.txt", "b.json", "speakers/x.txt"]);
        assert_eq!(omitted(&named), [("manifest.json", "earlier_output"), ("report.html", "earlier_output")]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_that_are_found_are_left_alone() {
        use std::os::unix::fs::symlink;
        let root = folder(&["d/a.txt"]);
        let d = root.path().join("d");
        symlink("/nonexistent", d.join("dangling.txt")).unwrap();
        symlink(".", d.join("loop")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(d.join("pipe.txt")).status().unwrap().success());
        let found = find(std::slice::from_ref(&d), None);
        assert_eq!(inputs(&found), ["a.txt"]);
        assert_eq!(omitted(&found), [("dangling.txt", "symlink"), ("loop", "symlink"), ("pipe.txt", "not_regular")]);
        let named = find(&[d.join("pipe.txt"), d.join("dangling.txt")], None);
        assert_eq!((named.sources[0].origin, named.sources[0].kind), (Origin::Stream, Kind::Text));
        assert_eq!(named.omissions[0].reason, "not_found");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_lose_nothing() {
        use std::os::unix::ffi::OsStrExt;
        let root = folder(&[]);
        add(&root, Path::new(OsStr::from_bytes(b"\xff\\\xfe.txt")));
        add(&root, "a\n\u{1b}[31m,\"b.txt");
        let found = find(&[root.path().to_path_buf()], None);
        assert_eq!(inputs(&found), ["\\xFF\\\\\\xFE.txt", "a\n\u{1b}[31m,\"b.txt"]);
    }

    #[test]
    fn no_depth_exhausts_the_stack() {
        let root = folder(&["good.txt"]);
        let deep = "d/".repeat(1500);
        add(&root, &deep);
        let found = find(&[root.path().to_path_buf()], None);
        assert_eq!(inputs(&found), ["good.txt"]);
        assert!(found.omissions.is_empty());
        // The temporary folder's own removal recurses; take the depth away first.
        (1..=1500).rev().for_each(|levels| fs::remove_dir(root.path().join(&deep[..2 * levels])).unwrap());
    }
}
