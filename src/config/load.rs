//! The ways to a configuration: built in, a text, a file.

use super::check::check;
use super::merge::merge;
use super::mistake::{Mistakes, path_suggestion};
use super::model::Config;
use super::parse::declared::Declared;
use super::parse::file::declared;
use super::{claims, coded, frames};
use crate::error::{Error, Result, Where};
use crate::limits::CONFIG_BYTES;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The name of the file that is looked for.
pub(super) const FILE_NAME: &str = "tone.toml";
/// The built-in study, in the language of `tone.toml`.
const KOREA_SUMMITS: &str = concat!(include_str!("korea-summits.toml"), include_str!("outlets.toml"));

static BUILTIN: LazyLock<Config> = LazyLock::new(|| {
    // What is compiled in cannot be wrong at run time: the tests of this file read it.
    let mut config = study(KOREA_SUMMITS).expect("the built-in study is valid");
    "korea-summits".clone_into(&mut config.base);
    config.origins.clear();
    config
});

/// Reads a study that starts from nothing.
fn study(text: &str) -> Result<Config> {
    let path = Path::new("korea-summits.toml");
    let mut mistakes = Mistakes::new(path, text);
    let declared = declared(text, &mut mistakes);
    lay(Config::default(), &declared, path, true, mistakes)
}

/// The built-in study, `korea-summits`: the summits of 2018 and 2019, their people, and the outlets that reported them.
pub fn builtin() -> Config {
    BUILTIN.clone()
}

/// Reads a configuration file.
///
/// # Errors
/// As [`parse`], and if the file cannot be read or is not UTF-8.
pub fn load(path: &Path) -> Result<Config> {
    parse(&text(path)?, path)
}

/// As [`load`], for work that has no use for a sample coded by hand: the configuration's is not looked at, and the configuration is as if
/// it named none. Whoever explains a sentence need not have the coders' files.
///
/// # Errors
/// As [`load`], but for mistakes of the coded sample.
pub fn load_uncoded(path: &Path) -> Result<Config> {
    read(&text(path)?, path, false)
}

/// The text of a configuration file.
fn text(path: &Path) -> Result<String> {
    let bytes = bounded(path, CONFIG_BYTES).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => format!("this configuration file is not there{}", path_suggestion(path)),
            _ => format!("cannot read the configuration: {error}"),
        };
        Error::usage(Where::file(path), why)
    })?;
    if bytes.len() > CONFIG_BYTES {
        return Err(Error::usage(
            Where::file(path),
            format!("the configuration has more than {} MiB", CONFIG_BYTES >> 20),
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', valid).count() as u64 + 1;
        Error::usage(Where::line(path, line), "the configuration is not UTF-8: save it as UTF-8")
    })
}

/// The bytes of a file, of a larger one than `most` one more than that: whoever calls knows by it.
pub(super) fn bounded(path: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// As [`bounded`], of a regular file only: opening a pipe could wait for ever.
pub(super) fn regular(path: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    match std::fs::metadata(path)? {
        metadata if metadata.is_file() => bounded(path, most),
        metadata if metadata.is_dir() => Err(std::io::Error::other("it is a folder, and a file is wanted")),
        _ => Err(std::io::Error::other("it is a pipe or device: save what it gives to a file, and name that")),
    }
}

/// Reads the text of a configuration file; `path` is for messages, and paths in the text begin at its folder.
///
/// # Errors
/// All mistakes of the text in one error of kind usage, each with its line.
pub fn parse(text: &str, path: &Path) -> Result<Config> {
    read(text, path, true)
}

/// Reads a text, with the coded sample that it names or without.
fn read(text: &str, path: &Path, coded: bool) -> Result<Config> {
    let mut mistakes = Mistakes::new(path, text);
    let declared = declared(text, &mut mistakes);
    let base = if declared.base.as_deref() == Some("none") { Config::default() } else { builtin() };
    lay(base, &declared, path, coded, mistakes)
}

/// Lays what a text declares onto a base and checks the whole.
fn lay(base: Config, declared: &Declared, path: &Path, coded: bool, mut mistakes: Mistakes) -> Result<Config> {
    let mut config = merge(base, declared, &mut mistakes);
    let folder = path.parent().unwrap_or(Path::new(""));
    frames::lay(&mut config, declared, folder, &mut mistakes);
    if coded {
        coded::lay(&mut config, declared, folder, &mut mistakes);
    }
    claims::lay(&mut config, declared, &mut mistakes);
    check(&config, declared, &mut mistakes);
    mistakes.result()?;
    Ok(config)
}

/// The `tone.toml` of a corpus: in the first PATH given (beside it, if that is a file), or in the nearest folder above; none for `-`.
///
/// # Errors
/// Of kind usage, if what bears the name in that folder is no file: who put it there wants it read.
pub fn discover(first_path: &Path) -> Result<Option<PathBuf>> {
    let folder = match std::fs::metadata(first_path) {
        Ok(metadata) if metadata.is_dir() => first_path,
        Ok(_) if first_path != Path::new("-") => first_path.parent().unwrap_or(first_path),
        _ => return Ok(None),
    };
    let found = folder.join(FILE_NAME);
    if found.symlink_metadata().is_err() {
        return Ok(above(folder));
    }
    let what = match found.metadata() {
        Ok(metadata) if metadata.is_file() => return Ok(Some(found)),
        Ok(metadata) if metadata.is_dir() => "this is a folder".to_owned(),
        Ok(_) => "this is a pipe or device".to_owned(),
        Err(error) => match found.read_link() {
            Ok(target) => format!("a link to {}, which is not there", target.display()),
            Err(_) => error.to_string(),
        },
    };
    let message =
        format!("{what}, and no configuration is read from it: mend or remove it, or name a file with --config");
    Err(Error::usage(Where::file(found), message))
}

/// The file in the nearest folder above one, by the shorter of its names.
fn above(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = folder.canonicalize().ok()?;
    let found = whole.ancestors().skip(1).map(|above| above.join(FILE_NAME)).find(|file| file.is_file())?;
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let short = here.ok().and_then(|here| found.strip_prefix(here).ok().map(Path::to_path_buf));
    Some(short.unwrap_or(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{OTHER, Outlet, literal_key};
    use crate::error::Kind;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::io::Write;

    /// Countries of group `western`: North America, Europe, Australia.
    const WESTERN: [&str; 7] = ["AU", "CA", "DE", "ES", "FR", "GB", "US"];

    fn file(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let mut builder = tempfile::Builder::new();
        let mut file = builder.prefix(FILE_NAME).rand_bytes(0).tempfile_in(&folder).unwrap();
        file.write_all(content).unwrap();
        file.keep().unwrap();
        (folder, path)
    }

    #[test]
    fn the_built_in_study_is_valid() {
        study(KOREA_SUMMITS).unwrap_or_else(|error| panic!("{error}"));
        let config = builtin();
        assert_eq!((config.base.as_str(), config.profile.as_str(), config.seed), ("korea-summits", "news", 20_180_612));
        assert!(config.outlets.len() >= 60 && config.speakers.len() >= 50 && config.sides.len() == 9);
    }

    #[test]
    fn the_built_in_tables_are_canonical() {
        let config = builtin();
        assert!(config.outlets.is_sorted_by(|a, b| a.name < b.name), "outlets.toml is sorted by name");
        let repeats = |literals: Vec<&String>| literals.len() > literals.iter().collect::<BTreeSet<_>>().len();
        for Outlet { name, names, matches, country, .. } in &config.outlets {
            assert!(!repeats(std::iter::once(name).chain(names).chain(matches).collect()), "{name} repeats itself");
            assert!(!country.is_empty(), "{name} has no country");
        }
        for speaker in &config.speakers {
            let all = std::iter::once(&speaker.name).chain(&speaker.names).chain(&speaker.not).chain(&speaker.pronouns);
            assert!(!repeats(all.collect()), "{} repeats itself", speaker.name);
            assert!(!speaker.pronouns.is_empty(), "{} has no pronoun", speaker.name);
        }
        for names in config.speakers.iter().map(|s| &s.names).chain(config.sides.iter().map(|s| &s.names)) {
            assert!(names.iter().all(|name| !name.contains(['\u{2019}', '\u{2018}'])), "apostrophes are straight");
        }
    }

    #[test]
    fn the_built_in_groups_are_what_the_design_says() {
        let config = builtin();
        let groups: Vec<&str> = config.groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(groups, ["xinhua", "kcna", "western"]);
        assert_eq!(["Xinhua", "KCNA", "Rodong Sinmun"].map(|name| config.group_of(name)), ["xinhua", "kcna", "kcna"]);
        for outlet in &config.outlets {
            let western = WESTERN.contains(&outlet.country.as_str());
            assert_eq!(config.group_of(&outlet.name) == "western", western, "{}", outlet.name);
        }
        assert_eq!(["Yonhap", "NHK", "Al Jazeera", "Global Times"].map(|name| config.group_of(name)), [OTHER; 4]);
    }

    #[test]
    fn the_built_in_events_do_not_overlap() {
        let config = builtin();
        let keys: Vec<&str> = config.events.iter().map(|event| event.key.as_str()).collect();
        assert_eq!(keys, ["panmunjom", "singapore", "pyongyang", "hanoi", "dmz"]);
        let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
        for pair in config.events.windows(2) {
            let end = day(&pair[0].to) + jiff::Span::new().days(i64::from(pair[0].lag_days));
            assert!(end < day(&pair[1].from), "{} ends on {end}", pair[0].key);
        }
        assert_eq!((config.comparisons.len(), config.frames_in_use.len()), (0, 2));
    }

    #[test]
    fn the_built_in_names_leave_ordinary_words_alone() {
        let config = builtin();
        let outlets = config.outlets.iter().flat_map(|outlet| std::iter::once(&outlet.name).chain(&outlet.names));
        let speakers = config.speakers.iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.names));
        let names: BTreeSet<&str> = outlets.chain(speakers).map(String::as_str).collect();
        for word in ["Time", "Reason", "Vice", "The Times", "The Post", "Fox", "Kim", "Moon", "Lee", "the president"] {
            assert!(!names.contains(word), "{word}");
        }
    }

    #[test]
    fn the_built_in_outlets_are_known_by_their_usual_spellings() {
        let config = builtin();
        let owner = |literal: &str| {
            let key = literal_key(literal);
            config.outlets.iter().find(|outlet| outlet.literals().any(|own| literal_key(own) == key))
        };
        for (literal, name) in [
            ("Xinhua News Agency", "Xinhua"),
            ("news.cn", "Xinhua"),
            ("Korean Central News Agency", "KCNA"),
            ("rodong-sinmun", "Rodong Sinmun"),
            ("The New York Times", "New York Times"),
            ("USA TODAY", "USA Today"),
            ("the_guardian", "The Guardian"),
            ("Time", "Time Magazine"),
        ] {
            assert_eq!(owner(literal).map(|outlet| outlet.name.as_str()), Some(name), "{literal}");
        }
    }

    #[test]
    fn a_file_is_read_with_its_bom() {
        let (_folder, path) = file(b"\xef\xbb\xbfseed = 5\r\nprofile = \"vader\"\r\n");
        let config = load(&path).unwrap();
        assert_eq!((config.seed, config.profile.as_str()), (5, "vader"));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_mistake_of_usage() {
        let (folder, path) = file(b"seed = 5\n\nprofile = \"\xff\"\n");
        let error = load(&path).unwrap_err();
        assert_eq!((error.kind, error.place), (Kind::Usage, Where::line(&path, 3)));
        let error = load(&folder.path().join("absent.toml")).unwrap_err();
        assert_eq!((error.kind, error.place.line), (Kind::Usage, None));
    }

    #[test]
    fn the_file_is_looked_for_in_a_folder_beside_a_file_and_above() {
        let (folder, path) = file(b"");
        let deep = folder.path().join("a/b");
        std::fs::DirBuilder::new().recursive(true).create(&deep).unwrap();
        let discover = |path: &Path| discover(path).unwrap();
        assert_eq!(discover(folder.path()), Some(path.clone()));
        assert_eq!(discover(&path), Some(path.clone()));
        assert_eq!(discover(&deep).map(|found| found.canonicalize().unwrap()), Some(path.canonicalize().unwrap()));
        assert_eq!(discover(&folder.path().join("absent")), None);
        assert_eq!(discover(Path::new("-")), None);
        assert_eq!(discover(tempfile::tempdir().unwrap().path()), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = parse(&text, Path::new("t"));
        }

        #[test]
        fn no_near_configuration_panics(
            words in prop::collection::vec(prop::sample::select(vec![
                "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", " ", "\"", "\"\"\"", "'", "#", "1", "-1", "1.5", "true",
                "base", "\"none\"", "profile", "sentences", "seed", "corpus", "opinion", "groups", "outlets", "speakers", "sides", "names",
                "match", "not", "side", "kind", "pronouns", "comparison", "\"KCNA\"", "x", "\u{301}", "2018-06-12",
                "group_by", "\"outlet\"", "period", "events", "from", "to", "frames", "use", "files", "measure", "thresholds",
            ]), 0..24),
        ) {
            let _ = parse(&words.concat(), Path::new("t"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_cut_or_changed_study_does_not_panic(at in 0..KOREA_SUMMITS.len(), with in any::<char>()) {
            let border = (at..).find(|at| KOREA_SUMMITS.is_char_boundary(*at)).unwrap();
            let (head, tail) = KOREA_SUMMITS.split_at(border);
            let _ = study(head);
            let _ = study(&format!("{head}{with}{tail}"));
        }
    }
}
