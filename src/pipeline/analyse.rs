//! Reading and analysis: one thread reads; batches of articles are analysed by rayon and handed on in the order in which they were read.

use super::{Intake, Observer, Options};
use crate::analysis::analyst::Analyst;
use crate::analysis::event::Events;
use crate::article::Article;
use crate::error::{Error, Kind, Result, Where};
use crate::fault::{self, survived};
use crate::ingest::outlet::OutletIndex;
use crate::ingest::read::read;
use crate::ingest::reader::{Fate, Input, Item, Omission};
use crate::ingest::reason;
use crate::ingest::source::{self, Origin, Source};
use crate::ingest::walk;
use crate::report::number::counted;
use crate::spool::{Analysed, Journal, Kept};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Items handed to the analysis at once for each thread: enough to keep it busy while others end.
const BATCH_ITEMS: usize = 128;
/// Text bytes handed to the analysis at once for each thread; what is in flight is most of what `annotate` holds in memory.
const BATCH_BYTES: usize = 512 << 10;
/// Batches that may wait between reader and analysis.
const WAITING: usize = 2;

/// What became of an input or a record, in the order of the inputs. Articles come without their rows.
pub enum Made<'a> {
    /// An article was analysed: its bytes.
    Article(&'a Analysed, &'a [u8]),
    /// An article was analysed by a run that ended early: where its piece is.
    Kept(&'a Analysed, Kept),
    /// There is no article.
    Omission(&'a Omission),
    /// An input was read to its end.
    Input(&'a Input),
}

/// Who takes it.
pub type Take<'a> = dyn FnMut(Made<'_>) -> Result<()> + 'a;

/// How an article that was read and analysed becomes bytes; nobody looks at its rows afterwards.
pub type Write<'a> = dyn Fn(&Article, &mut Analysed) -> Vec<u8> + Sync + 'a;

/// Reads and analyses everything but what a journal has, and hands on what became of it.
pub fn analyse(
    options: &Options,
    pool: &ThreadPool,
    journal: &Journal,
    write: &Write<'_>,
    observer: &dyn Observer,
    take: &mut Take<'_>,
) -> Result<Intake> {
    let found = walk::find(&options.paths, Some(&options.out));
    let known = found.sources.iter().all(|source| source.origin == Origin::File);
    observer.found(known.then(|| found.sources.iter().map(|source| source.bytes).sum()));
    let mut intake = Intake::default();
    for omission in found.omissions {
        take_omission(omission, &mut intake, observer, take)?;
    }
    let engine = engine(options);
    let events = Events::new(&options.config.events);
    let outlets = OutletIndex::new(&options.config)?;
    let analyst = Analyst::new(&options.config, options.profile, options.sentences);
    let work_on = |article: Box<Article>| bytes_of(&article, &events, &engine, &analyst, journal, write);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        scope.spawn(|| send_all(&found.sources, &outlets, pool.current_num_threads(), sender));
        work(&receiver, pool, &work_on, &mut intake, observer, take)
    })?;
    intake.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    intake.omissions.sort();
    if intake.articles == 0 && intake.omissions.iter().all(|o| o.fate == Fate::Ignored) {
        return Err(nothing(&intake.omissions));
    }
    Ok(intake)
}

/// Program, version, and what of the configuration decides rows.
pub fn engine(options: &Options) -> String {
    format!("tone {} {}", env!("CARGO_PKG_VERSION"), options.config.rows_hash())
}

/// Nothing was read, and nothing should have been.
pub fn nothing(ignored: &[Omission]) -> Error {
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
    let message = format!("nothing to analyse{found}. Give folders or files of {}", source::Kind::endings());
    Error::new(Kind::Nothing, Where::default(), message)
}

/// The work was stopped from outside.
pub fn interrupted() -> Error {
    Error::new(Kind::Interrupted, Where::default(), "interrupted")
}

/// What is analysed at once, and the bytes of the inputs that were read for it.
type Batch = (Vec<Item>, u64);

/// The reading thread: every item of every source, in batches. Ends early when nobody takes them any more.
fn send_all(sources: &[Source], outlets: &OutletIndex, threads: usize, sender: SyncSender<Batch>) {
    let (mut batch, mut text, read_so_far) = (Vec::new(), 0, Cell::new(0));
    for source in sources {
        let mut emit = |item: Item| {
            text += if let Item::Article(article) = &item { article.text.len() } else { 0 };
            batch.push(item);
            if batch.len() < BATCH_ITEMS * threads && text < BATCH_BYTES * threads {
                return ControlFlow::Continue(());
            }
            text = 0;
            match sender.send((std::mem::take(&mut batch), read_so_far.take())) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        let reading = || {
            fault::reading(&source.input);
            read(source, outlets, &mut emit, &|bytes| read_so_far.update(|sum| sum + bytes))
        };
        let end = survived(reading).unwrap_or_else(|| {
            let detail = "please report this input as a bug of this program";
            emit(Item::Omission(Omission::whole(Fate::Skipped, &source.input, "internal_fault", detail)))
        });
        if end.is_break() {
            return;
        }
    }
    // Nobody to take the rest means that the run has failed, and says so itself.
    let _ = sender.send((batch, read_so_far.take()));
}

/// What becomes of an item.
enum Done {
    Article(Box<Analysed>, Vec<u8>),
    Kept(Box<Analysed>, Kept),
    Omission(Omission),
    Input(Input),
}

fn work(
    receiver: &Receiver<Batch>,
    pool: &ThreadPool,
    work_on: &(dyn Fn(Box<Article>) -> Done + Sync),
    intake: &mut Intake,
    observer: &dyn Observer,
    take: &mut Take<'_>,
) -> Result<()> {
    for (batch, read) in receiver {
        if observer.is_stopped() {
            return Err(interrupted());
        }
        let all: Vec<Done> = pool.install(|| {
            let done = batch.into_par_iter().map(|item| match item {
                Item::Article(article) => work_on(article),
                Item::Omission(omission) => Done::Omission(omission),
                Item::Input(input) => Done::Input(input),
            });
            done.collect()
        });
        let before = intake.articles;
        for done in all {
            match done {
                Done::Article(article, bytes) => take(Made::Article(&article, &bytes))?,
                Done::Kept(article, kept) => take(Made::Kept(&article, kept))?,
                Done::Omission(omission) => {
                    take_omission(omission, intake, observer, take)?;
                    continue;
                }
                Done::Input(input) => {
                    take(Made::Input(&input))?;
                    intake.inputs.push(input);
                    continue;
                }
            }
            intake.articles += 1;
        }
        observer.analysed((intake.articles - before) as u64, read);
    }
    Ok(())
}

fn take_omission(omission: Omission, intake: &mut Intake, observer: &dyn Observer, take: &mut Take<'_>) -> Result<()> {
    observer.omitted(&omission);
    take(Made::Omission(&omission))?;
    intake.omissions.push(omission);
    Ok(())
}

/// An article's bytes for the spool.
fn bytes_of(
    article: &Article,
    events: &Events,
    engine: &str,
    analyst: &Analyst,
    journal: &Journal,
    write: &Write<'_>,
) -> Done {
    let mut analysed = Box::new(Analysed::new(article, events.of(article), engine, Vec::new()));
    if let Some(kept) = journal.find(&analysed) {
        return Done::Kept(analysed, kept);
    }
    let rows = || {
        fault::analysis(&article.input);
        analyst.rows(article)
    };
    match guarded(article, rows) {
        Ok(rows) => analysed.rows = rows,
        Err(omission) => return Done::Omission(omission),
    }
    let bytes = write(article, &mut analysed);
    analysed.rows = Vec::new();
    Done::Article(analysed, bytes)
}

/// What the analysis makes of an article; `None` of it means that the article is not English. A fault of this program costs the article,
/// not the run.
pub fn guarded<T>(article: &Article, analysis: impl FnOnce() -> Option<T>) -> std::result::Result<T, Omission> {
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
