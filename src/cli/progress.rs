//! Progress on standard error: a calm bar on a terminal, a plain line every ten seconds elsewhere.

use super::args::{ProgressArg, VoiceArgs};
use super::color::{dumb, styled};
use super::say::{say, visible};
use super::signal::stopped;
use crate::ingest::reader::{Fate, Omission};
use crate::pipeline::Observer;
use crate::report::number::{counted, grouped};
use indicatif::{DecimalBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Redraws of the bar in a second, at most.
const REDRAWS: u8 = 10;
/// Time between turns of the spinner.
const SPIN: Duration = Duration::from_millis(120);
/// Time between plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(10);
/// Omissions of a kind that are printed one by one without `--verbose`.
const LISTED: u64 = 10;

/// The bar of a stage whose length is known, and the line of any other.
const KNOWN: &str = "{bar:12} {decimal_bytes} of {decimal_total_bytes} · {msg} · {decimal_bytes_per_sec} · {eta} left";
const UNKNOWN: &str = "{spinner} {decimal_bytes} · {msg} · {decimal_bytes_per_sec}";
const LATER: &str = "{spinner} {msg}";

/// Watches a run for a person.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    plain: Option<Mutex<Instant>>,
    quiet: bool,
    verbose: bool,
    /// Omissions that are printed one by one.
    listed: u64,
    styled: bool,
    articles: AtomicU64,
    omissions: AtomicU64,
    stopped: Arc<AtomicBool>,
}

impl Progress {
    /// A watcher that speaks as asked.
    pub fn new(voice: &VoiceArgs) -> Self {
        let terminal = io::stderr().is_terminal() && !dumb();
        let auto = voice.progress == ProgressArg::Auto && !voice.quiet;
        let drawn = auto && terminal;
        let plain = (auto && !terminal) || (voice.progress == ProgressArg::Plain && !voice.quiet);
        let target = if drawn { ProgressDrawTarget::stderr_with_hz(REDRAWS) } else { ProgressDrawTarget::hidden() };
        Self {
            bar: ProgressBar::with_draw_target(None, target),
            plain: plain.then(|| Mutex::new(Instant::now())),
            quiet: voice.quiet,
            verbose: voice.verbose,
            listed: if voice.verbose { u64::MAX } else { LISTED },
            styled: styled(voice.color, terminal),
            articles: AtomicU64::new(0),
            omissions: AtomicU64::new(0),
            stopped: stopped(),
        }
    }

    /// The watcher of who lists omissions otherwise, and leaves them to it unless all are wanted.
    pub fn unlisted(self) -> Self {
        Self { listed: if self.verbose { u64::MAX } else { 0 }, ..self }
    }

    /// True if standard error takes colour.
    pub fn styled(&self) -> bool {
        self.styled
    }

    /// Takes the bar off the terminal, and says how many omissions were not listed.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
        let more = self.omissions.load(Ordering::Relaxed).saturating_sub(self.listed);
        if more > 0 && self.listed > 0 && !self.quiet {
            say(&format!("… and {} more; --verbose lists them all", grouped(more)));
        }
    }

    fn look(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸─"));
        }
    }

    /// Says a line where there is no bar, but not more often than is calm.
    fn plainly(&self, line: impl FnOnce() -> String) {
        let Some(last) = &self.plain else { return };
        let Ok(mut last) = last.lock() else { return };
        if last.elapsed() >= PLAIN_EVERY {
            *last = Instant::now();
            say(&line());
        }
    }

    /// How far the analysis is, as the bar has it.
    fn so_far(&self, articles: &str) -> String {
        let done = DecimalBytes(self.bar.position());
        // The rate is of the whole time: between two lines nobody sees it change.
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        let rate = self.bar.position() as f64 / seconds;
        let of = self.bar.length().map(|total| format!(" of {}", DecimalBytes(total))).unwrap_or_default();
        let rest = self.bar.length().map(|total| total.saturating_sub(self.bar.position()) as f64 / rate.max(1.0));
        let left = rest.map(|rest| format!(", {} left", HumanDuration(Duration::from_secs_f64(rest))));
        let left = left.unwrap_or_default();
        format!("analysed {done}{of}, {articles}, {}/s{left}", DecimalBytes(rate as u64))
    }
}

impl Observer for Progress {
    fn found(&self, bytes: Option<u64>) {
        match bytes {
            Some(bytes) => self.bar.set_length(bytes),
            None => self.bar.enable_steady_tick(SPIN),
        }
        self.bar.set_message(counted(0, "article"));
        self.look(if bytes.is_some() { KNOWN } else { UNKNOWN });
    }

    fn analysed(&self, articles: u64, bytes: u64) {
        let all = counted(self.articles.fetch_add(articles, Ordering::Relaxed) + articles, "article");
        self.bar.set_message(all.clone());
        self.bar.inc(bytes);
        self.plainly(|| self.so_far(&all));
    }

    fn omitted(&self, omission: &Omission) {
        let minor = omission.fate == Fate::Ignored;
        if self.quiet || (minor && !self.verbose) {
            return;
        }
        if self.omissions.fetch_add(1, Ordering::Relaxed) < self.listed {
            let line = sentence(omission);
            self.bar.suspend(|| say(&line));
        }
    }

    fn resumed(&self, articles: u64, foreign: u64) {
        let line = match (articles, foreign) {
            (0, 0) => "begun afresh: there is nothing to resume".to_owned(),
            (0, _) => "begun afresh: what is there was made by another version or with another study".to_owned(),
            _ => format!("resumed: {} analysed before", counted(articles, "article")),
        };
        if !self.quiet {
            say(&line);
        }
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn rendering(&self) {
        self.look(LATER);
        self.bar.enable_steady_tick(SPIN);
        self.passed(1, 0, 1);
    }

    fn passed(&self, pass: u64, articles: u64, of: u64) {
        let stage = match articles < of {
            true => format!("pass {pass}, {} %", articles * 100 / of),
            false => "figures".to_owned(),
        };
        let all = counted(self.articles.load(Ordering::Relaxed), "article");
        let line = format!("{all} · {stage}");
        self.plainly(|| line.clone());
        self.bar.set_message(line);
    }
}

/// An omission as a person reads it.
pub fn sentence(omission: &Omission) -> String {
    let mut line = format!("{}: {}", omission.fate.as_str(), visible(&omission.input));
    if let Some(n) = omission.line {
        line += &format!(" line {n}");
    } else if let Some(n) = omission.record {
        line += &format!(" record {n}");
    }
    line += &format!(": {}", omission.reason.replace('_', " "));
    if !omission.detail.is_empty() {
        line += &format!(" ({})", visible(&omission.detail));
    }
    line
}
