//! `tone run`: the main job; `tone report`: its second half.

use super::args::{CorpusArgs, FigureArgs, OutputArg, ProfileArg, ReportArgs, RunArgs, SentencesArg, StudyArgs};
use super::exit::INCOMPLETE;
use super::progress::Progress;
use super::summary;
use crate::config::{Coded, Config, builtin, discover, load, load_uncoded};
use crate::error::{Error, Result, Where};
use crate::pipeline::{self, Finished, Observer, Options, incomplete};
use crate::report::format::formats::{Formats, HAS_PARQUET};
use crate::report::warning::kind::Severity;
use crate::text::style::SentenceStyle;
use crate::tone::scorer::Profile;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Reads a corpus, writes the reports, says what was found.
pub fn run(args: RunArgs) -> Result<u8> {
    reported(args.reporting, args.resume, pipeline::run)
}

/// The same from spools.
pub fn report(args: ReportArgs) -> Result<u8> {
    reported(args, false, pipeline::report)
}

/// How reports are made.
type Work = fn(&Options, &dyn Observer) -> Result<Finished>;

fn reported(args: ReportArgs, resume: bool, work: Work) -> Result<u8> {
    let progress = Progress::new(&args.corpus.voice);
    let quiet = args.corpus.voice.quiet;
    let formats = formats(&args.format)?;
    let study = described(&args.corpus.study, args.corpus.paths.first().map(PathBuf::as_path))?;
    // Who names another sample may have lost the configuration's.
    let load = if args.coded.is_some() { load_uncoded } else { load };
    let mut options = Options { formats, resume, ..options(args.corpus, args.out, load)? };
    figures(args.figures, &mut options.config);
    if let Some(folder) = args.coded {
        options.config.override_coded(Coded::read(&[folder])?);
    }
    let finished = work(&options, &progress);
    progress.clear();
    let finished = finished?;
    if !quiet {
        summary::print(&finished, &options, &study, progress.styled());
    }
    let warned = args.strict && finished.summary.warnings.iter().any(|w| w.severity == Severity::Warning);
    Ok(if warned || incomplete(&finished.omissions) { INCOMPLETE } else { 0 })
}

/// From what was typed to what it means; `load` reads the configuration.
pub fn options(args: CorpusArgs, out: PathBuf, load: Load) -> Result<Options> {
    let Study { config, profile, sentences } = study(args.study, args.paths.first().map(PathBuf::as_path), load)?;
    let (jobs, formats) = (usize::from(args.jobs), Formats::default());
    Ok(Options { paths: args.paths, out, jobs, config, profile, sentences, formats, resume: false })
}

/// The formats that are meant, if this build has them.
fn formats(asked: &[OutputArg]) -> Result<Formats> {
    if asked.contains(&OutputArg::Parquet) && !HAS_PARQUET {
        let message = "--format parquet: this build has no Parquet. Build with `cargo build --release --features parquet`, or leave it out";
        return Err(Error::usage(Where::default(), message));
    }
    let [html, xlsx, parquet] =
        [OutputArg::Html, OutputArg::Xlsx, OutputArg::Parquet].map(|format| asked.contains(&format));
    Ok(Formats { html, xlsx, parquet })
}

/// A way to read a configuration file: with the coded sample that it names, or without.
pub type Load = fn(&Path) -> Result<Config>;

/// A study, and how it reads texts.
pub struct Study {
    /// What is looked for.
    pub config: Config,
    /// How tone is scored.
    pub profile: Profile,
    /// How sentences end.
    pub sentences: SentenceStyle,
}

/// Lays the options for figures over a configuration.
pub fn figures(args: FigureArgs, config: &mut Config) {
    if let Some(least) = args.min_confidence {
        config.override_min_confidence(least);
    }
    if let Some(seed) = args.seed {
        config.override_seed(seed);
    }
}

/// The configuration file that is meant, if there is one; `first` is the first path that was named.
pub fn file(args: &StudyArgs, first: Option<&Path>) -> Result<Option<PathBuf>> {
    match (&args.config, first) {
        (Some(file), _) => Ok(Some(file.clone())),
        (None, Some(first)) => discover(first),
        (None, None) => Ok(None),
    }
}

/// The configuration that is meant, in words.
pub fn described(args: &StudyArgs, first: Option<&Path>) -> Result<String> {
    let file = file(args, first)?;
    Ok(file.map_or_else(|| "the built-in study (no tone.toml)".to_owned(), |path| path.display().to_string()))
}

/// The study that is meant.
pub fn study(args: StudyArgs, first: Option<&Path>, load: Load) -> Result<Study> {
    let mut config = match file(&args, first)? {
        Some(path) => load(&path)?,
        None => builtin(),
    };
    if let Some(profile) = args.profile.and_then(|profile| profile.to_possible_value()) {
        config.override_profile(profile.get_name());
    }
    if let Some(sentences) = args.sentences.and_then(|sentences| sentences.to_possible_value()) {
        config.override_sentences(sentences.get_name());
    }
    // The configuration knows no other names than the command line does.
    let profile = ProfileArg::from_str(&config.profile, false).unwrap_or(ProfileArg::News).into();
    let sentences = SentencesArg::from_str(&config.sentences, false).unwrap_or(SentencesArg::News).into();
    Ok(Study { config, profile, sentences })
}
