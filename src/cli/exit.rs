//! From arguments to an exit code.

use super::args::{Cli, ProfileArg, SentencesArg, Verb};
use super::say::{say, visible};
use super::{annotate, explain, run, score};
use crate::error::{Error, Kind};
use crate::text::style::SentenceStyle;
use crate::tone::scorer::Profile;
use clap::Parser;
use std::process::ExitCode;

/// Finished, but some input was skipped, or `--strict` met a warning.
pub const INCOMPLETE: u8 = 3;

/// Parses the arguments, does the work, and says what went wrong on standard error.
pub fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Run(args) => run::run(args),
        Verb::Annotate(args) => annotate::annotate(args),
        Verb::Explain(args) => explain::explain(args),
        Verb::Score(args) => score::score(&args),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(Error { kind: Kind::ClosedPipe, .. }) => ExitCode::SUCCESS,
        Err(error) => {
            for line in format!("error: {error}").lines() {
                say(&visible(line));
            }
            ExitCode::from(error.kind.exit_code())
        }
    }
}

impl From<ProfileArg> for Profile {
    fn from(arg: ProfileArg) -> Self {
        match arg {
            ProfileArg::News => Profile::News,
            ProfileArg::Vader => Profile::Vader,
            ProfileArg::VaderSentiment => Profile::VaderSentiment,
        }
    }
}

impl From<SentencesArg> for SentenceStyle {
    fn from(arg: SentencesArg) -> Self {
        match arg {
            SentencesArg::News => SentenceStyle::News,
            SentencesArg::Web => SentenceStyle::Web,
        }
    }
}
