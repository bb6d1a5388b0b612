//! A fresh folder and the program, for tests of the command line.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fresh folder; gone with the test.
pub struct Dir(tempfile::TempDir);

#[allow(dead_code, reason = "each test binary uses its part")]
impl Dir {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    /// The manifest of `reports/`.
    pub fn manifest(&self) -> serde_json::Value {
        serde_json::from_str(&self.read("reports/manifest.json")).unwrap()
    }

    /// The records of a CSV below `reports/`, as maps from column to cell.
    pub fn table(&self, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        let text = self.read(&format!("reports/{name}"));
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    /// The program in this folder.
    pub fn tone(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tone"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null()).env_remove("CLICOLOR_FORCE");
        command
    }

    /// Runs the program; whatever it is given, it must not panic.
    pub fn run(&self, args: &[&str]) -> Output {
        let output = self.tone(args).output().unwrap();
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
        output
    }
}

/// What the program said on standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What it printed.
#[allow(dead_code, reason = "each test binary uses its part")]
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The exit code.
#[allow(dead_code, reason = "each test binary uses its part")]
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// Every file below a folder, by its path there, with its bytes.
#[allow(dead_code, reason = "each test binary uses its part")]
pub fn tree(root: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let (mut folders, mut files) = (vec![root.to_path_buf()], std::collections::BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    files
}
