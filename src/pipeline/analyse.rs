//! Reading and analysis, in three steps side by side: one thread reads, batches of articles are analysed by rayon, and what became of them is
//! taken in the order in which they were read.

use super::{Intake, Observer, Options};
use crate::analysis::analyst::{Analyst, Refusal};
use crate::analysis::event::Events;
use crate::article::Article;
use crate::error::{Error, Kind, Result, Where};
use crate::fault::{Step, step, survived};
use crate::ingest::outlet::OutletIndex;
use crate::ingest::read::read;
use crate::ingest::reader::{Fate, Input, Item, Omission};
use crate::ingest::reason;
use crate::ingest::source::{self, Origin, Source};
use crate::ingest::walk;
use crate::limits::SENTENCES;
use crate::report::number::counted;
use crate::spool::{Analysed, Journal, Kept};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Items handed to the analysis at once for each thread: enough to keep it busy while others end.
const BATCH_ITEMS: usize = 64;
/// Text bytes handed to the analysis at once for each thread; what is in flight is most of what `annotate` holds in memory.
const BATCH_BYTES: usize = 256 << 10;
/// Batches that may wait between two steps.
const WAITING: usize = 1;

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
    let outlets = OutletIndex::new(&options.config)?;
    let work = Work {
        engine: engine(options),
        events: Events::new(&options.config.events),
        analyst: Analyst::new(&options.config, options.profile, options.sentences),
        journal,
        write,
    };
    std::thread::scope(|scope| {
        let (read, unread) = sync_channel(WAITING);
        let (done, all) = sync_channel(WAITING);
        scope.spawn(|| send_all(&found.sources, &outlets, pool.current_num_threads(), read));
        scope.spawn(|| work.on_all(unread, pool, done));
        take_all(all, &mut intake, observer, take)
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
            step(Step::Reading, &source.input);
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

/// What the analysis needs.
struct Work<'a> {
    engine: String,
    events: Events,
    analyst: Analyst,
    journal: &'a Journal,
    write: &'a Write<'a>,
}

impl Work<'_> {
    /// The analysis of every batch. Ends early when nobody takes what became of them any more.
    fn on_all(&self, unread: Receiver<Batch>, pool: &ThreadPool, done: SyncSender<(Vec<Done>, u64)>) {
        for (batch, read) in unread {
            let all = pool.install(|| {
                let done = batch.into_par_iter().map(|item| match item {
                    Item::Article(article) => self.on(&article),
                    Item::Omission(omission) => Done::Omission(omission),
                    Item::Input(input) => Done::Input(input),
                });
                done.collect()
            });
            if done.send((all, read)).is_err() {
                return;
            }
        }
    }

    /// An article's bytes for the spool.
    fn on(&self, article: &Article) -> Done {
        let event = self.events.of(article);
        let mut analysed = Box::new(Analysed::new(article, event, &self.engine, Vec::new()));
        if let Some(kept) = self.journal.find(&analysed) {
            return Done::Kept(analysed, kept);
        }
        let rows = || {
            step(Step::Analysis, &article.input);
            self.analyst.rows(article)
        };
        match guarded(article, rows) {
            Ok(rows) => analysed.rows = rows,
            Err(omission) => return Done::Omission(omission),
        }
        let bytes = (self.write)(article, &mut analysed);
        analysed.rows = Vec::new();
        Done::Article(analysed, bytes)
    }
}

/// Hands on what became of every item, in order.
fn take_all(
    done: Receiver<(Vec<Done>, u64)>,
    intake: &mut Intake,
    observer: &dyn Observer,
    take: &mut Take<'_>,
) -> Result<()> {
    for (all, read) in done {
        if observer.is_stopped() {
            return Err(interrupted());
        }
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

/// What the analysis makes of an article, or why there is none. A fault of this program costs the article, not the run.
pub fn guarded<T>(
    article: &Article,
    analysis: impl FnOnce() -> std::result::Result<T, Refusal>,
) -> std::result::Result<T, Omission> {
    let omit = |fate, reason: &str, detail: &str| Omission {
        fate,
        input: article.input.clone(),
        record: Some(article.record),
        line: None,
        reason: reason.to_owned(),
        detail: detail.to_owned(),
    };
    match survived(analysis) {
        Some(Ok(made)) => Ok(made),
        Some(Err(Refusal::NotEnglish)) => Err(omit(Fate::SetAside, "not_english", "")),
        Some(Err(Refusal::TooLong)) => {
            Err(omit(Fate::Skipped, reason::TOO_LARGE, &format!("an article of more than {SENTENCES} sentences")))
        }
        None => Err(omit(Fate::Skipped, "internal_fault", "please report this article as a bug of this program")),
    }
}
