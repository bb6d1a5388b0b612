//! Read → analyse → spool → render: bounded, in order, on all cores.
//!
//! One thread reads; batches of articles are analysed by rayon and written in the order in which they were read. Nothing that is
//! written depends on the number of threads.

mod analyse;
mod explain;
mod gather;
mod observer;
mod repeated;

pub use explain::{Subject, explain};
pub use observer::Observer;
pub use repeated::{FEWEST_TEXTS, RepeatedLine};

use crate::article::Article;
use crate::coding::draw::Plan;
use crate::coding::sample::Sample;
use crate::config::{Config, path_suggestion};
use crate::disk::{OutputFolder, Scratch, nameless};
use crate::error::{Error, Kind, Result, Where};
use crate::ingest::reader::{Fate, Input, Omission};
use crate::report::coding::{self, Drawing};
use crate::report::format::formats::{Formats, Formatted};
use crate::report::manifest::{self, Content};
use crate::report::render::render;
use crate::report::sink::{Sink, Unkept};
use crate::report::study::Study;
use crate::report::summary::Summary;
use crate::report::warning::kind::{Severity, Warning};
use crate::spool::{Analysed, Journal, Spool, SpoolWriter, article_line, input_line, omission_line, stored};
use crate::text::boilerplate::Boilerplate;
use crate::text::style::SentenceStyle;
use crate::tone::scorer::Profile;
use analyse::{Made, Write, analyse, engine};
use observer::Watched;
use rayon::ThreadPool;
use repeated::Lines;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

/// Inputs that are named where none of them gave an article.
const UNREAD_TOLD: usize = 3;

/// What to do, validated: nothing here is looked at twice.
#[derive(Debug)]
pub struct Options {
    /// Files and folders; `-` for JSONL on standard input.
    pub paths: Vec<PathBuf>,
    /// The output folder.
    pub out: PathBuf,
    /// Threads of analysis; 0 for one a core.
    pub jobs: usize,
    /// The study.
    pub config: Config,
    /// How tone is scored.
    pub profile: Profile,
    /// How sentences end.
    pub sentences: SentenceStyle,
    /// What a run writes beside CSV.
    pub formats: Formats,
    /// Goes on with what a run left that ended early.
    pub resume: bool,
}

/// What happened to the inputs.
#[derive(Debug, Default)]
pub struct Intake {
    /// Files that were read, by path.
    pub inputs: Vec<Input>,
    /// Inputs and records that gave no article, by fate, path and record.
    pub omissions: Vec<Omission>,
    /// Articles that were analysed.
    pub articles: usize,
}

/// True if something that should have been read could not be.
pub fn incomplete(omissions: &[Omission]) -> bool {
    omissions.iter().any(|o| o.fate == Fate::Skipped)
}

/// What a finished run has to say.
#[derive(Debug)]
pub struct Finished {
    /// The figures.
    pub summary: Summary,
    /// Inputs and records that gave no article, duplicates among them.
    pub omissions: Vec<Omission>,
}

/// The main job: a corpus into a folder of reports.
pub fn run(options: &Options, observer: &dyn Observer) -> Result<Finished> {
    reported(options, observer, true, &|folder, pool| {
        let file = folder.spool(options.resume)?;
        let journal = if options.resume { journal(&file, options, observer)? } else { Journal::default() };
        spooled(options, SpoolWriter::after(file, &journal)?, &journal, pool, observer)
    })
}

/// The reports of articles that were analysed before: of the spools that `tone annotate` printed, in any order.
pub fn report(options: &Options, observer: &dyn Observer) -> Result<Finished> {
    reported(options, observer, false, &|folder, pool| gather::gathered(options, folder.spool(false)?, pool, observer))
}

/// How articles come into a spool on the stage of a folder.
type Read<'a> = dyn Fn(&OutputFolder, &ThreadPool) -> Result<(Intake, Spool)> + 'a;

/// Makes the reports of what `read` gives; `resumable` if another run could go on with what this one read.
fn reported(options: &Options, observer: &dyn Observer, resumable: bool, read: &Read<'_>) -> Result<Finished> {
    // What people coded is read first: a mistake in it should not cost an analysis.
    let coded = options.config.corpus.coded.as_ref().map(Sample::read).transpose()?;
    let mut folder = OutputFolder::open(&options.out, options.resume)?;
    let written = written(options, coded, &mut folder, observer, read).and_then(|(intake, summary, manifest)| {
        folder.commit(&manifest)?;
        Ok((intake, summary))
    });
    let (intake, summary) = written.map_err(|error| kept(error, &mut folder, options, resumable))?;
    Ok(Finished { summary, omissions: intake.omissions })
}

/// Everything but the last step, after which there is no way back.
fn written(
    options: &Options,
    coded: Option<Sample>,
    folder: &mut OutputFolder,
    observer: &dyn Observer,
    read: &Read<'_>,
) -> Result<(Intake, Summary, Vec<u8>)> {
    let pool = pool(options.jobs)?;
    let (intake, mut spool) = read(folder, &pool).and_then(|read| some_article(read, &options.paths))?;
    let study = study(options, &spool, coded);
    let scratch = folder.scratch().to_path_buf();
    let mut files = Formatted::new(options.formats, &scratch, folder)?;
    let summary = pool.install(|| render(&study, &mut Watched::new(&mut spool, observer), &mut files))?;
    let manifest = manifest(options, &intake, &summary, folder);
    Ok((intake, summary, manifest))
}

/// What a run that ended early left.
fn journal(spool: &Scratch, options: &Options, observer: &dyn Observer) -> Result<Journal> {
    let journal = Journal::of(spool.file(), &engine(options)).map_err(|error| spool.failed(&error))?;
    observer.resumed(journal.len() as u64, journal.foreign);
    Ok(journal)
}

/// What a run would read and find, and the lines that outlets repeat; writes nothing that has a name.
pub fn check(options: &Options, observer: &dyn Observer) -> Result<(Finished, Vec<RepeatedLine>)> {
    let coded = options.config.corpus.coded.as_ref().map(Sample::read).transpose()?;
    let pool = pool(options.jobs)?;
    let lines = Lines::new(Boilerplate::with(&options.config.boilerplate));
    let write = |article: &Article, analysed: &mut Analysed| {
        lines.look(article);
        stored(analysed)
    };
    let (intake, mut spool) =
        spooled_by(&write, options, SpoolWriter::new(nameless()?), &Journal::default(), &pool, observer)
            .and_then(|read| some_article(read, &options.paths))?;
    let study = study(options, &spool, coded);
    let summary = pool.install(|| render(&study, &mut Watched::new(&mut spool, observer), &mut Unkept))?;
    Ok((Finished { summary, omissions: intake.omissions }, lines.repeated()))
}

/// Draws a sample of a corpus for coding by hand, into a folder that is empty or not there yet: nobody's work is written over.
pub fn sample(options: &Options, plan: Plan, observer: &dyn Observer) -> Result<(Drawing, Vec<Omission>)> {
    let mut folder = OutputFolder::open_new(&options.out)?;
    let pool = pool(options.jobs)?;
    let (intake, mut spool) =
        spooled(options, SpoolWriter::new(folder.spool(false)?), &Journal::default(), &pool, observer)
            .and_then(|read| some_article(read, &options.paths))?;
    let study = study(options, &spool, None);
    let drawing = pool.install(|| {
        coding::write(&study, plan, &engine(options), &mut Watched::new(&mut spool, observer), &mut folder)
    })?;
    if drawing.items == 0 {
        return Err(Error::new(
            Kind::Nothing,
            Where::default(),
            "no row of the corpus is counted: there is nothing to code",
        ));
    }
    folder.commit_files()?;
    Ok((drawing, intake.omissions))
}

/// Analyses a corpus into a spool, but for the articles that a journal has.
fn spooled(
    options: &Options,
    spool: SpoolWriter,
    journal: &Journal,
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<(Intake, Spool)> {
    spooled_by(&|_, analysed| stored(analysed), options, spool, journal, pool, observer)
}

/// The same, by somebody's way to make bytes of an article.
fn spooled_by(
    write: &Write<'_>,
    options: &Options,
    mut spool: SpoolWriter,
    journal: &Journal,
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<(Intake, Spool)> {
    let intake = analyse(options, pool, journal, write, observer, &mut |made| {
        match made {
            Made::Article(article, piece) => spool.push(article, piece)?,
            Made::Kept(article, kept) => spool.keep(article, kept),
            Made::Omission(_) | Made::Input(_) => {}
        }
        Ok(())
    })?;
    finished(intake, spool, observer)
}

/// Ends a spool, with its duplicates among what gave no article.
fn finished(mut intake: Intake, spool: SpoolWriter, observer: &dyn Observer) -> Result<(Intake, Spool)> {
    let spool = spool.finish()?;
    observer.rendering();
    intake.omissions.extend(spool.duplicates.iter().map(|d| d.omission.clone()));
    intake.omissions.sort();
    Ok((intake, spool))
}

/// What was read, if there is an article in it. A mistyped path must not put an empty report in the place of a full one, and a report
/// about nothing tells no more than the list of what could not be read, which is told here.
fn some_article((intake, spool): (Intake, Spool), paths: &[PathBuf]) -> Result<(Intake, Spool)> {
    if intake.articles > 0 {
        return Ok((intake, spool));
    }
    let lost: Vec<&Omission> = intake.omissions.iter().filter(|one| one.fate != Fate::Ignored).collect();
    let told = lost.iter().take(UNREAD_TOLD).map(|one| {
        let record = one.record.map_or(String::new(), |record| format!("#{record}"));
        format!("{}{record} ({})", one.input, one.reason.replace('_', " "))
    });
    let more = lost.len().saturating_sub(UNREAD_TOLD);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let slips = paths.iter().filter(|path| path.as_os_str() != "-" && path.symlink_metadata().is_err());
    let near: String = slips.take(1).map(|path| path_suggestion(path)).collect();
    let stop = if near.is_empty() { "." } else { "" };
    let message = format!(
        "nothing to analyse: no article in {}{more}{near}{stop} Look at the paths; -v lists all that was not read",
        told.collect::<Vec<_>>().join(", ")
    );
    Err(Error::new(Kind::Nothing, Where::default(), message))
}

/// Adds to the error of a run that wrote nothing what became of the reports before it, and of what was analysed.
fn kept(mut error: Error, folder: &mut OutputFolder, options: &Options, resumable: bool) -> Error {
    match error.kind {
        Kind::Nothing if folder.holds_reports() => {
            error.message += &format!(". The reports in {} are left as they were", options.out.display());
        }
        Kind::Nothing | Kind::Usage => {}
        _ if resumable && folder.keep_spool() => {
            error.message += ". What was analysed is kept: --resume goes on with it";
        }
        _ => {}
    }
    if options.resume {
        // Whatever went wrong, a mistyped path say, must not cost what an earlier run analysed.
        folder.keep_spool();
    }
    error
}

fn study<'a>(options: &'a Options, spool: &Spool, coded: Option<Sample>) -> Study<'a> {
    let mut duplicates: BTreeMap<(String, String), u64> = BTreeMap::new();
    for duplicate in &spool.duplicates {
        *duplicates.entry((duplicate.group.clone(), duplicate.outlet.clone())).or_default() += 1;
    }
    let message = "articles share an id with another text; their ids now end in ~ and eight digits of the text's hash";
    let renamed = (spool.renamed > 0).then(|| {
        Warning::new("W22", Severity::Warning, "corpus", spool.renamed, format!("{} {message}", spool.renamed))
    });
    let warnings = renamed.into_iter().collect();
    Study { config: &options.config, profile: options.profile, duplicates, coded, page: options.formats.html, warnings }
}

fn manifest(options: &Options, intake: &Intake, summary: &Summary, folder: &OutputFolder) -> Vec<u8> {
    manifest::bytes(&Content {
        profile: options.profile,
        seed: options.config.seed,
        config: &options.config.merged(),
        inputs: &intake.inputs,
        omissions: &intake.omissions,
        counts: summary.counts,
        files: &folder.files(),
    })
}

impl Sink for OutputFolder {
    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        OutputFolder::append(self, name, bytes)
    }
}

/// Analyses a corpus and prints the spool, in the order of the inputs.
pub fn annotate(options: &Options, out: &mut dyn io::Write, observer: &dyn Observer) -> Result<Intake> {
    let failed = |e: io::Error| Error::output("standard output", &e);
    let line = |_: &Article, analysed: &mut Analysed| article_line(analysed);
    let intake = analyse(options, &pool(options.jobs)?, &Journal::default(), &line, observer, &mut |made| {
        let written = match made {
            Made::Article(_, line) => out.write_all(line),
            Made::Kept(article, _) => out.write_all(&article_line(article)),
            Made::Omission(omission) => out.write_all(&omission_line(omission)),
            Made::Input(input) => out.write_all(&input_line(input)),
        };
        written.map_err(failed)
    })?;
    out.flush().map_err(failed)?;
    Ok(intake)
}

fn pool(jobs: usize) -> Result<ThreadPool> {
    let built = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    built.map_err(|e| Error::new(Kind::Internal, Where::default(), format!("cannot start threads: {e}")))
}
