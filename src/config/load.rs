//! The ways to a configuration: built in, a text, a file.

use super::check::check;
use super::merge::merge;
use super::mistake::Mistakes;
use super::model::Config;
use super::parse::{Declared, declared};
use crate::error::{Error, Result, Where};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The name of the file that is looked for.
const FILE_NAME: &str = "tone.toml";
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
    let mut mistakes = Mistakes::new(Path::new("korea-summits.toml"), text);
    let declared = declared(text, &mut mistakes);
    lay(Config::default(), &declared, mistakes)
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
    let bytes = std::fs::read(path)
        .map_err(|error| Error::usage(Where::file(path), format!("cannot read the configuration: {error}")))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() as u64 + 1;
        Error::usage(Where::line(path, line), "the configuration is not UTF-8: save it as UTF-8")
    })?;
    parse(text, path)
}

/// Reads the text of a configuration file; `path` is for messages.
///
/// # Errors
/// All mistakes of the text in one error of kind usage, each with its line.
pub fn parse(text: &str, path: &Path) -> Result<Config> {
    let mut mistakes = Mistakes::new(path, text);
    let declared = declared(text, &mut mistakes);
    let base = if declared.base.as_deref() == Some("none") { Config::default() } else { builtin() };
    lay(base, &declared, mistakes)
}

/// Lays what a text declares onto a base and checks the whole.
fn lay(base: Config, declared: &Declared, mut mistakes: Mistakes) -> Result<Config> {
    let config = merge(base, declared, &mut mistakes);
    check(&config, declared, &mut mistakes);
    mistakes.result()?;
    Ok(config)
}

/// The `tone.toml` of a corpus: in the first PATH given, or beside it if that is a file; none for `-`.
pub fn discover(first_path: &Path) -> Option<PathBuf> {
    let found = match std::fs::metadata(first_path) {
        _ if first_path == Path::new("-") => return None,
        Ok(metadata) if metadata.is_dir() => first_path.join(FILE_NAME),
        Ok(_) => first_path.parent()?.join(FILE_NAME),
        Err(_) => return None,
    };
    found.is_file().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_study_is_valid() {
        let study = study(KOREA_SUMMITS).unwrap_or_else(|error| panic!("{error}"));
        assert!(study.outlets.len() > 60 && study.speakers.len() > 50);
    }
}
