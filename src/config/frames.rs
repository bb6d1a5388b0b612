//! Sets of frames: built in, from the user's dictionaries, and written in the configuration, in this order.

use super::mistake::{Mistakes, shown, suggestion};
use super::model::{Config, DictionaryFile, Origin};
use super::parse::declared::{Declared, Entry};
use super::read::Literal;
use crate::dictionary::set::FrameSet;
use crate::digest::sha256;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

/// The set of a dictionary and how many entries were dropped; or the line that is wrong, and why.
pub type Imported = Result<(FrameSet, usize), (Option<u64>, String)>;

/// Where sets come from that stand in no configuration.
pub struct Shelf {
    /// Names of the built-in sets, in order.
    pub names: &'static [&'static str],
    /// A built-in set.
    pub builtin: fn(&str) -> Option<FrameSet>,
    /// Reads a dictionary from its name and its bytes.
    pub import: fn(&str, &[u8]) -> Imported,
}

/// The shelf of this version: no built-in set, no form of dictionary.
pub const SHELF: Shelf =
    Shelf { names: &[], builtin: |_| None, import: |_, _| Err((None, "cannot be read by this version".to_owned())) };

/// Lays the frames that a file declares onto those of the base, which has none but built-in sets. `folder` is where the file lies.
pub fn lay(config: &mut Config, declared: &Declared, folder: &Path, shelf: &Shelf, mistakes: &mut Mistakes) {
    let frames = &declared.frames;
    if let Some(names) = &frames.in_use {
        config.frames_in_use = known(names, shelf, mistakes);
        config.origins.insert("frames.use".to_owned(), Origin::File);
    }
    let mut dictionaries = Vec::new();
    if let Some(paths) = &frames.files {
        dictionaries = paths.iter().filter_map(|path| read(path, folder, shelf, mistakes)).collect();
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
    config.frames = config.frames_in_use.iter().filter_map(|name| (shelf.builtin)(name)).collect();
    config.frames.extend(sets);
}

/// Those of some names that are built in.
fn known(names: &[Literal], shelf: &Shelf, mistakes: &mut Mistakes) -> Vec<String> {
    let mut known = Vec::new();
    for Literal { text, line } in names {
        if shelf.names.contains(&text.as_str()) {
            known.push(text.clone());
            continue;
        }
        let hint = match suggestion(text, shelf.names.iter().copied()) {
            hint if hint.is_empty() && shelf.names.is_empty() => ": this version has none".to_owned(),
            hint if hint.is_empty() => format!(" (one of: {})", shelf.names.join(", ")),
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
fn read(path: &Literal, folder: &Path, shelf: &Shelf, mistakes: &mut Mistakes) -> Option<Dictionary> {
    let mut told = DictionaryFile { path: path.text.clone(), ..DictionaryFile::default() };
    let mut wrong = |at: Option<u64>, why: &str| {
        let at = at.map_or(String::new(), |line| format!(", line {line}"));
        mistakes.add(path.line, format!("dictionary {}{at}: {why}", shown(&path.text)));
    };
    let bytes = match std::fs::read(folder.join(&path.text)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            wrong(None, "this file is not there; its path begins at the folder of the configuration");
            return None;
        }
        Err(error) => {
            wrong(None, &format!("cannot be read: {error}"));
            return None;
        }
    };
    let (mut set, dropped) = match (shelf.import)(told.name(), &bytes) {
        Ok(read) => read,
        Err((line, why)) => {
            wrong(line, &why);
            return None;
        }
    };
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
    told.dropped = dropped;
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
    use crate::config::load::{FILE_NAME, parse, parse_with};
    use crate::dictionary::set::{Category, Pattern};
    use crate::error::Result;
    use std::io::Write;
    use std::path::PathBuf;

    /// A set with a category, and in it a pattern.
    fn set(name: &str, category: &str, pattern: &str) -> FrameSet {
        let category = Category { name: category.into(), validated: false, patterns: vec![Pattern::new(pattern)] };
        FrameSet { name: name.into(), categories: vec![category] }
    }

    /// Two built-in sets; dictionaries that hold one pattern, or `?`, which is wrong.
    const FULL: Shelf = Shelf {
        names: &["generic", "summit"],
        builtin: |name| Some(set(name, "built", "in")),
        import: |name, bytes| match std::str::from_utf8(bytes) {
            Ok("?") => Err((Some(1), "no pattern".to_owned())),
            text => Ok((set(name.trim_end_matches(".dic"), "read", text.unwrap_or_default()), 3)),
        },
    };

    /// Reads a configuration beside two dictionaries.
    fn read(text: &str) -> Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("values.dic", "hushhush*"), ("summit.dic", "talk*"), ("b.ad.dic", "?"), ("a.b.dic", "x")]
        {
            let file = tempfile::Builder::new().prefix(name).rand_bytes(0).tempfile_in(&folder).unwrap();
            (&file).write_all(bytes.as_bytes()).unwrap();
            file.keep().unwrap();
        }
        let path: PathBuf = folder.path().join(FILE_NAME);
        parse_with(text, &path, &FULL)
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
        let text = "[frames]\nfiles = [\"values.dic\", \"a.b.dic\"]\nuse = [\"summit\", \"generic\"]\n[frames.mine]\npeace = [\"peace*\", \"ease tension*\"]\n";
        let config = read(text).unwrap();
        assert_eq!(names(&config), ["summit", "generic", "values", "a_b", "mine"]);
        let told = &config.dictionaries[0];
        assert_eq!((told.set.as_str(), told.categories, told.patterns, told.dropped), ("values", 1, 1, 3));
        assert_eq!(told.sha256, sha256(b"hushhush*"));
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
        let file = read("[frames]\nuse = [\"generic\", \"summit\"]\nfiles = [\"summit.dic\"]\n").unwrap();
        assert_eq!((names(&file), file.frames[1].categories[0].name.as_str()), (vec!["generic", "summit"], "read"));
    }

    #[test]
    fn a_base_of_none_has_no_set_in_use() {
        assert_eq!(names(&read("base = \"none\"").unwrap()), [""; 0]);
    }

    #[test]
    fn a_wrong_set_is_told() {
        for (lines, expected) in [
            ("use = [\"gneric\"]", "2: no set `gneric` is built in: did you mean `generic`?"),
            ("use = [\"values\"]", "2: no set `values` is built in (one of: generic, summit)"),
            ("use = [\"summit\", \"summit\"]", "2: `summit` stands twice in `use`"),
            ("files = [\"values.dic\",\n\"b.ad.dic\"]", "3: dictionary `b.ad.dic`, line 1: no pattern"),
            (
                "files = [\"no.dic\"]",
                "2: dictionary `no.dic`: this file is not there; its path begins at the folder of the configuration",
            ),
            (
                "files = [\"values.dic\", \"./values.dic\"]",
                "2: the sets of `values.dic` and `./values.dic` are both called `values`: rename one file",
            ),
            (
                "files = [\"values.dic\"]\nvalues.a = [\"b\"]",
                "3: [frames.`values`] has the name of the set of `values.dic`: choose another name",
            ),
            ("files.a = [\"b\"]", "2: a set cannot be named `files`: in [frames] that is a list of names"),
            ("\"a.b\".c = [\"d\"]", "2: the name of a set, `a.b`, must not contain a point"),
            ("a = []", "2: `a` must be a table, not a list"),
            ("a = {}", "2: [frames.`a`] has no category: add one, like peace = [\"peace*\"]"),
            ("a.b = []", "2: `b` has no pattern"),
            ("a.b = [\"c\", \"c\"]", "2: `c` stands twice in `b`"),
            ("a.b.c = [\"d\"]", "2: `b` must be a list of strings like [\"a\", \"b\"], not a table"),
        ] {
            assert_eq!(mistakes(&format!("[frames]\n{lines}\n")), expected);
        }
    }

    #[test]
    fn this_version_says_what_it_cannot_do() {
        let error = parse("[frames]\nuse = [\"generic\"]\n", Path::new("t")).unwrap_err();
        assert_eq!(error.to_string(), "t:2: no set `generic` is built in: this version has none");
    }
}
