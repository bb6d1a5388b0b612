//! The house keeps its shape: see ARCHITECTURE.md.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the ground up. A room may import from lower floors and from itself; rooms of one floor don't know each other.
const FLOORS: &[&[&str]] = &[
    &["span", "limits", "lookup", "stats", "digest", "fault"],
    &["error"],
    &["score"],
    &["dictionary"],
    &["article", "row", "config", "disk"],
    &["text"],
    &["ingest", "tone", "attribution", "framing"],
    &["analysis"],
    &["spool"],
    &["partial"],
    &["coding"],
    &["report"],
    &["pipeline"],
    &["cli"],
];
const MAX_LINES: usize = 500;

struct Room {
    path: PathBuf,
    name: String,
    text: String,
}

fn rooms() -> Vec<Room> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut rooms) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let name = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
                rooms.push(Room { text: fs::read_to_string(&path).unwrap(), path, name });
            }
        }
    }
    rooms.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(rooms.len() > 20, "the walk found only {} files", rooms.len());
    rooms
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|f| f.contains(&room)).unwrap_or_else(|| panic!("`{room}` has no floor: give it one"))
}

/// The code without its unit tests and comments; nothing of a file that is there for tests only.
fn code(text: &str) -> String {
    if text.contains("#![cfg(test)]") {
        return String::new();
    }
    let body = text.split("#[cfg(test)]").next().unwrap_or_default();
    body.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The rooms named in `crate::…` paths and in `use crate::{…}` lists.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        assert!(!name.is_empty(), "write one `use` a room rather than `use crate::{{…}}`");
        found.push(name);
    }
    found
}

#[test]
fn imports_run_only_downward() {
    for room in rooms() {
        if matches!(room.name.as_str(), "lib" | "main") {
            continue;
        }
        for import in imports(&code(&room.text)) {
            let allowed = import == room.name || floor(&import) < floor(&room.name);
            assert!(allowed, "{}: `{}` may not import `{import}`", room.path.display(), room.name);
        }
    }
}

#[test]
fn files_stay_small() {
    for room in rooms() {
        let lines = room.text.lines().count();
        assert!(lines < MAX_LINES, "{} has {lines} lines: which two things is it?", room.path.display());
    }
}

#[test]
fn the_library_never_prints() {
    for room in rooms().iter().filter(|r| r.name != "cli") {
        for word in ["println!", "eprintln!", "print!(", "dbg!", "io::stdout", "io::stderr"] {
            assert!(!code(&room.text).contains(word), "{} holds {word}", room.path.display());
        }
    }
}

#[test]
fn only_disk_creates_files() {
    let words = ["File::create", "OpenOptions", "fs::write", "fs::rename", "fs::create_dir", "fs::remove", "fs::copy"];
    for room in rooms().iter().filter(|r| r.name != "disk") {
        for word in words {
            assert!(!code(&room.text).contains(word), "{} holds {word}", room.path.display());
        }
    }
}

#[test]
fn analysis_is_pure() {
    let pure =
        ["span", "score", "article", "row", "text", "tone", "attribution", "framing", "analysis", "partial", "stats"];
    let words = ["std::fs", "std::env", "std::time", "std::thread", "std::io", "rayon", "rand::"];
    for room in rooms().iter().filter(|r| pure.contains(&r.name.as_str())) {
        // Replicates of `stats` have a stream of chance each and are counted or kept in order: threads cannot show in them.
        let allowed = |word: &str| room.name == "stats" && word == "rayon";
        for word in words.into_iter().filter(|word| !allowed(word)) {
            assert!(!code(&room.text).contains(word), "{} holds {word}", room.path.display());
        }
    }
}

/// The standard library's functions differ between platforms in the last digit; those of `libm` do not.
#[test]
fn statistics_take_their_functions_from_libm() {
    let words = [
        "ln", "ln_1p", "log2", "log10", "log", "exp", "exp2", "exp_m1", "powf", "powi", "cbrt", "hypot", "sin", "cos",
        "tan", "atan", "tanh", "mul_add",
    ];
    for room in rooms().iter().filter(|r| r.name == "stats") {
        for word in words {
            let held = [format!(".{word}("), format!("f64::{word}")].iter().any(|call| code(&room.text).contains(call));
            assert!(!held, "{} holds {word} of the standard library", room.path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for room in rooms() {
        assert!(room.text.starts_with("//!"), "{} has no doc comment at its head", room.path.display());
    }
}
