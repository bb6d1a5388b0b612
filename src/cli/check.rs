//! `tone check`: is the configuration right, what would a run read, and what would it mind?

use super::args::{CheckArgs, REPORTS};
use super::exit::INCOMPLETE;
use super::progress::Progress;
use super::run::{Study, described, figures, file, study};
use super::say::{say, visible};
use super::survey;
use crate::config::{Config, load};
use crate::error::{Error, Result};
use crate::pipeline::{self, Options, incomplete};
use crate::report::format::formats::Formats;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Reads the configuration and, if there are paths, the corpus; prints what is there, and writes nothing.
pub fn check(args: CheckArgs) -> Result<u8> {
    let progress = Progress::new(&args.voice).unlisted();
    let first = args.paths.first().map(PathBuf::as_path);
    let (file, configuration) = (file(&args.study, first)?, described(&args.study, first)?);
    let Study { mut config, profile, sentences } = study(args.study, first, load)?;
    figures(args.figures, &mut config);
    if args.show_config {
        if let Some(folder) = rooted(&config, file.as_deref()) {
            print(&format!("# Paths in this file begin at {}: keep it there.\n", visible(&folder)))?;
        }
        print(&config.to_toml())?;
    }
    if args.show_config || args.paths.is_empty() {
        fine(&config, file.as_deref());
        return Ok(0);
    }
    let (jobs, formats) = (usize::from(args.jobs), Formats::default());
    // Where `run` writes if nobody says otherwise: what lies there is not read.
    let out = PathBuf::from(REPORTS);
    let options = Options { paths: args.paths, out, jobs, config, profile, sentences, formats, resume: false };
    let checked = pipeline::check(&options, &progress);
    progress.clear();
    let (checked, lines) = checked?;
    let configuration = format!("{configuration}: {}", census(&options.config));
    print(&survey::page(&checked, &lines, &options, &configuration, std::env::args_os()))?;
    Ok(if incomplete(&checked.omissions) { INCOMPLETE } else { 0 })
}

fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| Error::output("standard output", &error))
}

/// The folder at which paths in the configuration begin, if there are any.
fn rooted(config: &Config, file: Option<&Path>) -> Option<String> {
    let folder = file?.parent()?;
    let folder = if folder.as_os_str().is_empty() { "this folder".to_owned() } else { folder.display().to_string() };
    (config.corpus.coded.is_some() || !config.dictionaries.is_empty()).then_some(folder)
}

/// Says that a configuration is fine, where nothing else is looked at.
fn fine(config: &Config, file: Option<&Path>) {
    for file in config.dictionaries.iter().filter(|file| file.dropped > 0) {
        say(&visible(&format!("dictionary {}: {}", file.path, file.loss)));
    }
    let name = file.map_or("no tone.toml: the built-in study".to_owned(), |path| path.display().to_string());
    say(&visible(&format!("{name} is fine: {}", census(config))));
}

/// What a configuration holds.
fn census(config: &Config) -> String {
    let counts = [
        (config.groups.len(), "group", "groups"),
        (config.outlets.len(), "outlet", "outlets"),
        (config.speakers.len(), "speaker", "speakers"),
        (config.sides.len(), "side", "sides"),
        (config.events.len(), "event", "events"),
        (config.frames.len(), "set of frames", "sets of frames"),
        (config.comparisons.len(), "comparison", "comparisons"),
    ];
    let told = counts.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
    format!("{}; {}", told.join(", "), config.hash())
}
