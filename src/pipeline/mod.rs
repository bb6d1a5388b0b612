//! Read → analyse → spool → render: bounded, in order, on all cores.
//!
//! One thread reads; batches of articles are analysed by rayon and written in the order in which they were read. Nothing that is
//! written depends on the number of threads.

mod observer;

pub use observer::Observer;

use crate::analysis::analyst::Analyst;
use crate::analysis::event::Events;
use crate::analysis::explanation::Explained;
use crate::article::Article;
use crate::coding::draw::Plan;
use crate::coding::sample::Sample;
use crate::config::{Config, path_suggestion};
use crate::disk::{OutputFolder, nameless};
use crate::error::{Error, Kind, Result, Where};
use crate::fault::survived;
use crate::ingest::outlet::OutletIndex;
use crate::ingest::read::{given, read};
use crate::ingest::reader::{Fate, Input, Item, Omission};
use crate::ingest::reason;
use crate::ingest::source::{Kind as Format, Origin, Source};
use crate::ingest::walk;
use crate::report::coding::{self, Drawing};
use crate::report::format::formats::{Formats, Formatted};
use crate::report::manifest::{self, Content};
use crate::report::number::counted;
use crate::report::render::render;
use crate::report::sink::{Sink, Unkept};
use crate::report::study::Study;
use crate::report::summary::Summary;
use crate::report::warning::kind::{Severity, Warning};
use crate::spool::{Analysed, Spool, SpoolWriter, article_line, omission_line};
use crate::text::style::SentenceStyle;
use crate::tone::scorer::Profile;
use observer::Watched;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Items handed to the analysis at once: enough to keep every core busy.
const BATCH_ITEMS: usize = 256;
/// Text bytes handed to the analysis at once.
const BATCH_BYTES: usize = 4 << 20;
/// Batches that may wait between reader and analysis.
const WAITING: usize = 2;
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
    // What people coded is read first: a mistake in it should not cost an analysis.
    let coded = options.config.corpus.coded.as_ref().map(Sample::read).transpose()?;
    let mut folder = OutputFolder::open(&options.out)?;
    let pool = pool(options.jobs)?;
    let read = spooled(options, folder.spool()?, &pool, observer).and_then(|read| some_article(read, &options.paths));
    let (intake, mut spool) = read.map_err(|error| kept(error, &folder, options))?;
    let study = study(options, &spool, coded);
    let scratch = folder.scratch().to_path_buf();
    let mut files = Formatted::new(options.formats, &scratch, &mut folder)?;
    let summary = pool.install(|| render(&study, &mut Watched::new(&mut spool, observer), &mut files))?;
    let manifest = manifest(options, &intake, &summary, &folder);
    folder.commit(&manifest)?;
    Ok(Finished { summary, omissions: intake.omissions })
}

/// What a run would read and find; writes nothing that has a name.
pub fn check(options: &Options, observer: &dyn Observer) -> Result<Finished> {
    let coded = options.config.corpus.coded.as_ref().map(Sample::read).transpose()?;
    let pool = pool(options.jobs)?;
    let (intake, mut spool) =
        spooled(options, nameless()?, &pool, observer).and_then(|read| some_article(read, &options.paths))?;
    let study = study(options, &spool, coded);
    let summary = pool.install(|| render(&study, &mut Watched::new(&mut spool, observer), &mut Unkept))?;
    Ok(Finished { summary, omissions: intake.omissions })
}

/// Draws a sample of a corpus for coding by hand, into a folder that is empty or not there yet: nobody's work is written over.
pub fn sample(options: &Options, plan: Plan, observer: &dyn Observer) -> Result<(Drawing, Vec<Omission>)> {
    let mut folder = OutputFolder::open_new(&options.out)?;
    let pool = pool(options.jobs)?;
    let (intake, mut spool) =
        spooled(options, folder.spool()?, &pool, observer).and_then(|read| some_article(read, &options.paths))?;
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

/// Analyses a corpus into a spool.
fn spooled(options: &Options, file: File, pool: &ThreadPool, observer: &dyn Observer) -> Result<(Intake, Spool)> {
    let mut spool = SpoolWriter::new(file);
    let mut intake = analyse(options, pool, observer, &mut |line| match line {
        Line::Article { article, hash, bytes } => spool.push(article, hash, bytes),
        Line::Omission(_) => Ok(()),
    })?;
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

/// Adds to the error of a run that found nothing what became of the reports before it.
fn kept(mut error: Error, folder: &OutputFolder, options: &Options) -> Error {
    if error.kind == Kind::Nothing && folder.holds_reports() {
        error.message += &format!(". The reports in {} are left as they were", options.out.display());
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
pub fn annotate(options: &Options, out: &mut dyn Write, observer: &dyn Observer) -> Result<Intake> {
    let failed = |e: std::io::Error| Error::output("standard output", &e);
    let intake = analyse(options, &pool(options.jobs)?, observer, &mut |line| match line {
        Line::Article { bytes, .. } => out.write_all(bytes).map_err(failed),
        // What no reader claims is no record, and no line of the spool.
        Line::Omission(omission) if omission.fate == Fate::Ignored => Ok(()),
        Line::Omission(omission) => out.write_all(&omission_line(omission)).map_err(failed),
    })?;
    out.flush().map_err(failed)?;
    Ok(intake)
}

/// What can be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The words themselves, read as a `.txt` file is.
    Text(String),
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input: text, or records.
    Stdin,
}

/// Hands on every article of a subject with its sentences, their rows, and the reasons for them; one after another, for somebody reads
/// them. Gives what yielded no article.
pub fn explain(
    options: &Options,
    subject: &Subject,
    take: &mut dyn FnMut(&Article, &[Explained]) -> Result<()>,
) -> Result<Vec<Omission>> {
    let analyst = Analyst::new(&options.config, options.profile, options.sentences);
    let outlets = OutletIndex::new(&options.config)?;
    let mut omissions = Vec::new();
    let (mut articles, mut failed) = (0, None);
    // Whoever types a text wants it explained.
    let typed = matches!(subject, Subject::Text(_));
    let explained = |article: &Article| {
        if typed { Some(analyst.explain_any(article)) } else { analyst.explain(article) }
    };
    let mut emit = |item: Item| {
        match item {
            Item::Article(article) => match guarded(&article, || explained(&article)) {
                Ok(sentences) => {
                    articles += 1;
                    failed = take(&article, &sentences).err();
                }
                Err(omission) => omissions.push(omission),
            },
            Item::Omission(omission) => omissions.push(omission),
            Item::Input(_) => {}
        }
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let found = match subject {
        Subject::Text(text) => {
            let _ = given(text, &outlets, &mut emit);
            walk::Found::default()
        }
        Subject::Path(path) => walk::find(std::slice::from_ref(path), None),
        Subject::Stdin => {
            let [input, place] = ["-"; 2].map(str::to_owned);
            let source =
                Source { path: "-".into(), input, place, bytes: 0, kind: Format::Unknown, origin: Origin::Stdin };
            walk::Found { sources: vec![source], omissions: Vec::new() }
        }
    };
    for source in &found.sources {
        if read(source, &outlets, &mut emit, &|_| ()).is_break() {
            break;
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    omissions.extend(found.omissions);
    omissions.sort();
    if articles == 0 && omissions.iter().all(|o| o.fate == Fate::Ignored) {
        return Err(nothing(&omissions));
    }
    Ok(omissions)
}

/// A line of the spool, in the order of the inputs.
enum Line<'a> {
    Article { article: &'a Article, hash: &'a str, bytes: &'a [u8] },
    Omission(&'a Omission),
}

/// Reads and analyses everything, and hands on what became of it in the order of the inputs.
fn analyse(
    options: &Options,
    pool: &ThreadPool,
    observer: &dyn Observer,
    take: &mut dyn FnMut(Line<'_>) -> Result<()>,
) -> Result<Intake> {
    let found = walk::find(&options.paths, Some(&options.out));
    let known = found.sources.iter().all(|source| source.origin == Origin::File);
    observer.found(known.then(|| found.sources.iter().map(|source| source.bytes).sum()));
    let mut intake = Intake::default();
    for omission in found.omissions {
        take_omission(omission, &mut intake, observer, take)?;
    }
    let engine = engine(options);
    let analyst = Analyst::new(&options.config, options.profile, options.sentences);
    let events = Events::new(&options.config.events);
    let outlets = OutletIndex::new(&options.config)?;
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        scope.spawn(|| send_all(&found.sources, &outlets, sender));
        work(&receiver, pool, &|article| line_of(&analyst, &events, &engine, article), &mut intake, observer, take)
    })?;
    intake.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    intake.omissions.sort();
    if intake.articles == 0 && intake.omissions.iter().all(|o| o.fate == Fate::Ignored) {
        return Err(nothing(&intake.omissions));
    }
    Ok(intake)
}

/// Program, version and configuration.
fn engine(options: &Options) -> String {
    format!("tone {} {}", env!("CARGO_PKG_VERSION"), options.config.hash())
}

/// Nothing was read, and nothing should have been.
fn nothing(ignored: &[Omission]) -> Error {
    let found = match ignored.len() {
        0 => String::new(),
        _ if ignored.iter().any(|one| one.reason == reason::OUTPUT_FOLDER) => {
            ": what was found is the folder that would be written to. Choose another --out".to_owned()
        }
        // A report has a dozen files that nobody takes for articles; that it is one says more.
        _ if ignored.iter().any(|one| one.reason == reason::EARLIER_OUTPUT) => {
            ": what was found is what this program wrote".to_owned()
        }
        files => format!("; {} of no kind that is read", counted(files as u64, "file")),
    };
    let message = format!("nothing to analyse{found}. Give folders or files of .txt, .json or .jsonl");
    Error::new(Kind::Nothing, Where::default(), message)
}

/// What is analysed at once, and the bytes of the inputs that were read for it.
type Batch = (Vec<Item>, u64);

/// The reading thread: every item of every source, in batches. Ends early when nobody takes them any more.
fn send_all(sources: &[Source], outlets: &OutletIndex, sender: SyncSender<Batch>) {
    let (mut batch, mut text, read_so_far) = (Vec::new(), 0, Cell::new(0));
    for source in sources {
        let mut emit = |item: Item| {
            text += if let Item::Article(article) = &item { article.text.len() } else { 0 };
            batch.push(item);
            if batch.len() < BATCH_ITEMS && text < BATCH_BYTES {
                return ControlFlow::Continue(());
            }
            text = 0;
            match sender.send((std::mem::take(&mut batch), read_so_far.take())) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        if read(source, outlets, &mut emit, &|bytes| read_so_far.update(|sum| sum + bytes)).is_break() {
            return;
        }
    }
    // Nobody to take the rest means that the run has failed, and says so itself.
    let _ = sender.send((batch, read_so_far.take()));
}

/// An analysed article on its way out, or why there is none.
type Outcome = std::result::Result<(Box<Article>, String, Vec<u8>), Omission>;

fn work(
    receiver: &Receiver<Batch>,
    pool: &ThreadPool,
    line_of: &(dyn Fn(Box<Article>) -> Outcome + Sync),
    intake: &mut Intake,
    observer: &dyn Observer,
    take: &mut dyn FnMut(Line<'_>) -> Result<()>,
) -> Result<()> {
    for (batch, read) in receiver {
        let outcomes: Vec<_> = pool.install(|| {
            let analysed = batch.into_par_iter().map(|item| match item {
                Item::Article(article) => Done::Article(line_of(article)),
                Item::Omission(omission) => Done::Article(Err(omission)),
                Item::Input(input) => Done::Input(input),
            });
            analysed.collect()
        });
        let before = intake.articles;
        for outcome in outcomes {
            match outcome {
                Done::Article(Ok((article, hash, bytes))) => {
                    take(Line::Article { article: &article, hash: &hash, bytes: &bytes })?;
                    intake.articles += 1;
                }
                Done::Article(Err(omission)) => take_omission(omission, intake, observer, take)?,
                Done::Input(input) => intake.inputs.push(input),
            }
        }
        observer.analysed((intake.articles - before) as u64, read);
    }
    Ok(())
}

enum Done {
    Article(Outcome),
    Input(Input),
}

fn take_omission(
    omission: Omission,
    intake: &mut Intake,
    observer: &dyn Observer,
    take: &mut dyn FnMut(Line<'_>) -> Result<()>,
) -> Result<()> {
    observer.omitted(&omission);
    take(Line::Omission(&omission))?;
    intake.omissions.push(omission);
    Ok(())
}

/// The spool line of an article.
fn line_of(analyst: &Analyst, events: &Events, engine: &str, article: Box<Article>) -> Outcome {
    let (rows, event) = guarded(&article, || Some((analyst.rows(&article)?, events.of(&article))))?;
    let analysed = Analysed::new(&article, event, engine, rows);
    let bytes = article_line(&analysed);
    Ok((article, analysed.hash, bytes))
}

/// What the analysis makes of an article; `None` of it means that the article is not English. A fault of this program costs the article,
/// not the run.
fn guarded<T>(article: &Article, analysis: impl FnOnce() -> Option<T>) -> std::result::Result<T, Omission> {
    let omit = |fate, reason: &str, detail: &str| Omission {
        fate,
        input: article.input.clone(),
        record: Some(article.record),
        line: None,
        reason: reason.to_owned(),
        detail: detail.to_owned(),
    };
    match survived(analysis) {
        Some(Some(made)) => Ok(made),
        Some(None) => Err(omit(Fate::SetAside, "not_english", "")),
        None => Err(omit(Fate::Skipped, "internal_fault", "please report this article as a bug of this program")),
    }
}

fn pool(jobs: usize) -> Result<ThreadPool> {
    let built = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    built.map_err(|e| Error::new(Kind::Internal, Where::default(), format!("cannot start threads: {e}")))
}
