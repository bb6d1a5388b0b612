//! `tone check`: is the configuration right, and what does it come to?

use super::args::CheckArgs;
use super::run::{Study, figures, file, study};
use super::say::{say, visible};
use crate::config::Config;
use crate::error::{Error, Result};
use std::io::{self, Write};
use std::path::PathBuf;

/// Reads the configuration and says that it is fine.
pub fn check(args: CheckArgs) -> Result<u8> {
    let first = args.paths.first().map(PathBuf::as_path);
    let file = file(&args.study, first);
    let Study { mut config, .. } = study(args.study, first)?;
    figures(args.figures, &mut config);
    if args.show_config {
        let mut out = io::stdout().lock();
        let written = out.write_all(config.to_toml().as_bytes()).and_then(|()| out.flush());
        written.map_err(|error| Error::output("standard output", &error))?;
    }
    let name = file.map_or("no tone.toml: the built-in study".to_owned(), |path| path.display().to_string());
    for file in config.dictionaries.iter().filter(|file| file.dropped > 0) {
        say(&visible(&format!("dictionary {}: {}", file.path, file.loss)));
    }
    say(&visible(&format!("{name} is fine: {}", census(&config))));
    Ok(0)
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
