//! From arguments to an exit code.

use super::args::{Cli, ProfileArg, SentencesArg, Verb};
use super::say::{say, visible};
use super::{annotate, check, completions, explain, init, man, run, sample, score, signal, validate};
use crate::error::{Error, Kind};
use crate::fault::{self, is_survived};
use crate::text::style::SentenceStyle;
use crate::tone::scorer::Profile;
use clap::Parser;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::panic;
use std::process::ExitCode;

/// Finished, but some input was skipped, or `--strict` met a warning.
pub const INCOMPLETE: u8 = 3;

/// Parses the arguments, does the work, and says what went wrong on standard error.
pub fn main() -> ExitCode {
    quieten();
    signal::refuse_large_files();
    if let Ok(words) = std::env::var(fault::VARIABLE) {
        fault::ask(&words);
    }
    let cli = Cli::try_parse().unwrap_or_else(|error| hinted(error).exit());
    let done = match cli.verb {
        Verb::Run(args) => run::run(args),
        Verb::Report(args) => run::report(args),
        Verb::Annotate(args) => annotate::annotate(args),
        Verb::Init(args) => init::init(&args),
        Verb::Check(args) => check::check(args),
        Verb::Explain(args) => explain::explain(args),
        Verb::Sample(args) => sample::sample(args),
        Verb::Validate(args) => validate::validate(args),
        Verb::Score(args) => score::score(&args),
        Verb::Completions(args) => completions::completions(&args),
        Verb::Man(args) => man::man(&args),
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

/// A panic that is survived is told as what it means, and not by its line in the code.
fn quieten() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_survived() {
            usual(info);
        }
    }));
}

/// Several words after `explain` are a text without its quotation marks.
fn hinted(mut error: clap::Error) -> clap::Error {
    let explains = std::env::args_os().nth(1).is_some_and(|verb| verb == "explain");
    let word = matches!(error.get(ContextKind::InvalidArg), Some(ContextValue::String(word)) if !word.starts_with('-'));
    if explains && word && error.kind() == ErrorKind::UnknownArgument {
        let tip = StyledStr::from("put the text in quotation marks: tone explain \"Kim said it was good.\"");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
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
