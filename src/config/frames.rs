//! Sets of frames: built in, from the user's dictionaries, and written in the configuration, in this order.

use super::load::regular;
use super::mistake::{Mistakes, path_suggestion, shown, suggestion};
use super::model::{Config, DictionaryFile, Origin};
use super::parse::declared::{Declared, Entry};
use super::read::Literal;
use crate::dictionary::builtin::{BUILTIN, builtin};
use crate::dictionary::import::import;
use crate::dictionary::set::FrameSet;
use crate::digest::sha256;
use crate::limits::DICTIONARY_BYTES;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

/// Lays the frames that a file declares onto those of the base, which has none but built-in sets. `folder` is where the file lies.
pub fn lay(config: &mut Config, declared: &Declared, folder: &Path, mistakes: &mut Mistakes) {
    let frames = &declared.frames;
    if let Some(names) = &frames.in_use {
        config.frames_in_use = known(names, mistakes);
        config.origins.insert("frames.use".to_owned(), Origin::File);
    }
    let mut dictionaries = Vec::new();
    if let Some(paths) = &frames.files {
        dictionaries = paths.iter().filter_map(|path| read(path, folder, mistakes)).collect();
        config.origins.insert("frames.files".to_owned(), Origin::File);
    }
    apart(&dictionaries, &frames.sets, mistakes);
    let mut sets: Vec<FrameSet> = Vec::new();
    for Dictionary { set, told, .. } in dictionaries {
        sets.push(set);
        config.dictionaries.push(told);
    }
    for Entry { value, .. } in &frames.sets {
        sets.push(value.clone());
        config.origins.insert(format!("frames.{}", value.name), Origin::File);
    }
    // As everywhere, the same key replaces the whole entry.
    let before = config.frames_in_use.len();
    config.frames_in_use.retain(|name| sets.iter().all(|set| set.name != *name));
    if config.frames_in_use.len() < before {
        config.origins.insert("frames.use".to_owned(), Origin::File);
    }
    config.frames = config.frames_in_use.iter().filter_map(|name| builtin(name)).collect();
    config.frames.extend(sets);
}

/// Those of some names that are built in.
fn known(names: &[Literal], mistakes: &mut Mistakes) -> Vec<String> {
    let mut known = Vec::new();
    for Literal { text, line } in names {
        if BUILTIN.contains(&text.as_str()) {
            known.push(text.clone());
            continue;
        }
        let hint = match suggestion(text, BUILTIN.iter().copied()) {
            hint if hint.is_empty() => format!(" (one of: {})", BUILTIN.join(", ")),
            hint => hint,
        };
        mistakes.add(*line, format!("no set {} is built in{hint}", shown(text)));
    }
    known
}

/// A dictionary that was read.
struct Dictionary {
    set: FrameSet,
    told: DictionaryFile,
    /// The line of the configuration that names it.
    line: u64,
}

/// Reads a dictionary.
fn read(path: &Literal, folder: &Path, mistakes: &mut Mistakes) -> Option<Dictionary> {
    let mut told = DictionaryFile { path: path.text.clone(), ..DictionaryFile::default() };
    let mut wrong = |at: Option<u64>, why: &str| {
        let at = at.map_or(String::new(), |line| format!(", line {line}"));
        mistakes.add(path.line, format!("dictionary {}{at}: {why}", shown(&path.text)));
    };
    let bytes = match regular(&folder.join(&path.text), DICTIONARY_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let near = path_suggestion(&folder.join(&path.text));
            wrong(None, &format!("this file is not there; its path begins at the folder of the configuration{near}"));
            return None;
        }
        Err(error) => {
            wrong(None, &format!("cannot be read: {error}"));
            return None;
        }
    };
    let imported = match import(told.name(), &bytes) {
        Ok(imported) => imported,
        Err(mistake) => {
            wrong(mistake.line, &mistake.why);
            return None;
        }
    };
    told.loss = imported.loss().unwrap_or_default();
    let mut set = imported.set;
    // A point parts set and category.
    set.name = set.name.replace('.', "_");
    let mut names = BTreeSet::new();
    if let Some(twice) = set.categories.iter().find(|category| !names.insert(&category.name)) {
        wrong(None, &format!("two categories are called {}", shown(&twice.name)));
    }
    told.set.clone_from(&set.name);
    told.sha256 = sha256(&bytes);
    told.categories = set.categories.len();
    told.patterns = set.categories.iter().map(|category| category.patterns.len()).sum();
    told.dropped = imported.dropped;
    Some(Dictionary { set, told, line: path.line })
}

/// Reports sets of the user's that have the same name.
fn apart(dictionaries: &[Dictionary], sets: &[Entry<FrameSet>], mistakes: &mut Mistakes) {
    for (at, dictionary) in dictionaries.iter().enumerate() {
        let (name, file) = (&dictionary.set.name, shown(&dictionary.told.path));
        if ["", "use", "files"].contains(&name.as_str()) {
            let message = format!("dictionary {file}: a set cannot be called {}: rename the file", shown(name));
            mistakes.add(dictionary.line, message);
        }
        if let Some(first) = dictionaries[..at].iter().find(|first| first.set.name == *name) {
            let other = shown(&first.told.path);
            let message = format!("the sets of {other} and {file} are both called {}: rename one file", shown(name));
            mistakes.add(dictionary.line, message);
        }
        if let Some(own) = sets.iter().find(|own| own.value.name == *name) {
            let message = format!("[frames.{}] has the name of the set of {file}: choose another name", shown(name));
            mistakes.add(own.line, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::{FILE_NAME, parse};
    use crate::dictionary::set::Pattern;
    use crate::error::Result;
    use std::io::Write;
    use std::path::PathBuf;

    /// Reads a configuration beside two dictionaries.
    fn read(text: &str) -> Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("values.csv", "pattern,category\nhushhush*,calm\n,calm\n"),
            ("summit.yml", "talk: [talk*]"),
            ("b.ad.csv", "a\n"),
            ("a.b.yml", "x: [y]"),
        ] {
            let file = tempfile::Builder::new().prefix(name).rand_bytes(0).tempfile_in(&folder).unwrap();
            (&file).write_all(bytes.as_bytes()).unwrap();
            file.keep().unwrap();
        }
        let path: PathBuf = folder.path().join(FILE_NAME);
        parse(text, &path)
    }

    fn names(config: &Config) -> Vec<&str> {
        config.frames.iter().map(|set| set.name.as_str()).collect()
    }

    fn mistakes(text: &str) -> String {
        let message = read(text).expect_err("this is a mistake").to_string();
        message
            .lines()
            .map(|line| line.rsplit_once("tone.toml:").map_or(line, |(_, rest)| rest))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn sets_stand_in_the_order_built_in_files_own() {
        let text = "[frames]\nfiles = [\"values.csv\", \"a.b.yml\"]\nuse = [\"summit\", \"generic\"]\n[frames.mine]\npeace = [\"peace*\", \"ease tension*\"]\n";
        let config = read(text).unwrap();
        assert_eq!(names(&config), ["summit", "generic", "values", "a_b", "mine"]);
        let told = &config.dictionaries[0];
        assert_eq!((told.set.as_str(), told.categories, told.patterns, told.dropped), ("values", 1, 1, 1));
        assert_eq!(told.sha256, sha256(b"pattern,category\nhushhush*,calm\n,calm\n"));
        assert_eq!(config.frames[4].categories[0].patterns[1], Pattern::new("ease tension*"));
        let printed = config.merged().to_string() + &config.to_toml();
        assert!(!printed.contains("hushhush") && printed.contains(&told.sha256) && printed.contains("ease tension*"));
    }

    #[test]
    fn the_same_name_replaces_a_built_in_set() {
        let own = "base = \"none\"\n[frames]\nuse = [\"generic\", \"summit\"]\n[frames.generic]\nwar = [\"war\"]\n";
        let config = read(own).unwrap();
        assert_eq!(
            (names(&config), config.frames_in_use.as_slice()),
            (vec!["summit", "generic"], ["summit".to_owned()].as_slice())
        );
        assert_eq!(config.frames[1].categories[0].name, "war");
        let file = read("[frames]\nuse = [\"generic\", \"summit\"]\nfiles = [\"summit.yml\"]\n").unwrap();
        assert_eq!((names(&file), file.frames[1].categories[0].name.as_str()), (vec!["generic", "summit"], "talk"));
    }

    #[test]
    fn a_base_of_none_has_the_set_that_fits_any_story() {
        assert_eq!(names(&read("base = \"none\"").unwrap()), ["generic"]);
        assert_eq!(names(&read("").unwrap()), ["generic", "summit"]);
        assert_eq!(names(&read("frames.use = []").unwrap()), [""; 0]);
    }

    #[test]
    fn a_wrong_set_is_told() {
        for (lines, expected) in [
            ("use = [\"gneric\"]", "2: no set `gneric` is built in: did you mean `generic`?"),
            ("use = [\"values\"]", "2: no set `values` is built in (one of: generic, policy, summit)"),
            ("use = [\"summit\", \"summit\"]", "2: `summit` stands twice in `use`"),
            (
                "files = [\"values.csv\",\n\"b.ad.csv\"]",
                "3: dictionary `b.ad.csv`, line 1: a table has columns `pattern` and `category`, and `weight` if there is one",
            ),
            (
                "files = [\"no.csv\"]",
                "2: dictionary `no.csv`: this file is not there; its path begins at the folder of the configuration",
            ),
            (
                "files = [\"values.csv\", \"./values.csv\"]",
                "2: the sets of `values.csv` and `./values.csv` are both called `values`: rename one file",
            ),
            (
                "files = [\"values.csv\"]\nvalues.a = [\"b\"]",
                "3: [frames.`values`] has the name of the set of `values.csv`: choose another name",
            ),
            ("files.a = [\"b\"]", "2: a set cannot be named `files`: in [frames] that is a list of names"),
            ("\"a.b\".c = [\"d\"]", "2: the name of a set, `a.b`, must not contain a point"),
            ("a = []", "2: `a` must be a table, not a list"),
            ("a = {}", "2: [frames.`a`] has no category: add one, like peace = [\"peace*\"]"),
            ("a.b = []", "2: `b` has no pattern"),
            ("a.b = [\"* ?\"]", "2: `* ?` fits every word: write some letters of what is looked for"),
            ("a.b = [\"c\", \"c\"]", "2: `c` stands twice in `b`"),
            ("a.b.c = [\"d\"]", "2: `b` must be a list of strings like [\"a\", \"b\"], not a table"),
        ] {
            assert_eq!(mistakes(&format!("[frames]\n{lines}\n")), expected);
        }
    }
}
