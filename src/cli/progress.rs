//! Progress on standard error: a calm bar on a terminal, a plain line every ten seconds elsewhere.

use super::args::{ProgressArg, VoiceArgs};
use super::color::{dumb, styled};
use super::say::{say, visible};
use crate::ingest::reader::{Fate, Omission};
use crate::pipeline::Observer;
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Redraws of the bar in a second, at most.
const REDRAWS: u8 = 10;
/// Time between turns of the spinner.
const SPIN: Duration = Duration::from_millis(120);
/// Time between plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(10);
/// Omissions of a kind that are printed one by one without `--verbose`.
const LISTED: u64 = 10;

/// Watches a run for a person.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    plain: Option<Mutex<Instant>>,
    quiet: bool,
    verbose: bool,
    styled: bool,
    bytes: AtomicU64,
    total: AtomicU64,
    articles: AtomicU64,
    omissions: AtomicU64,
}

impl Progress {
    /// A watcher that speaks as asked.
    pub fn new(voice: &VoiceArgs) -> Self {
        let terminal = io::stderr().is_terminal() && !dumb();
        let auto = voice.progress == ProgressArg::Auto && !voice.quiet;
        let drawn = auto && terminal;
        let plain = (auto && !terminal) || (voice.progress == ProgressArg::Plain && !voice.quiet);
        let bar = if drawn {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(REDRAWS))
        } else {
            ProgressBar::hidden()
        };
        Self {
            bar,
            plain: plain.then(|| Mutex::new(Instant::now())),
            quiet: voice.quiet,
            verbose: voice.verbose,
            styled: styled(voice.color, terminal),
            bytes: AtomicU64::new(0),
            total: AtomicU64::new(0),
            articles: AtomicU64::new(0),
            omissions: AtomicU64::new(0),
        }
    }

    /// True if standard error takes colour.
    pub fn styled(&self) -> bool {
        self.styled
    }

    /// Takes the bar off the terminal, and says how many omissions were not listed.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
        let more = self.omissions.load(Ordering::Relaxed).saturating_sub(LISTED);
        if more > 0 && !self.verbose && !self.quiet {
            say(&format!("… and {more} more; --verbose lists them, and so does manifest.json"));
        }
    }

    fn tick(&self) {
        let Some(last) = &self.plain else { return };
        let Ok(mut last) = last.lock() else { return };
        if last.elapsed() < PLAIN_EVERY {
            return;
        }
        *last = Instant::now();
        let of = |n: &AtomicU64| HumanBytes(n.load(Ordering::Relaxed));
        let articles = self.articles.load(Ordering::Relaxed);
        say(&format!("read {} of {}, {articles} articles analysed", of(&self.bytes), of(&self.total)));
    }
}

impl Observer for Progress {
    fn found(&self, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
        self.bar.set_length(bytes);
        let template = "{bar:12} {bytes}/{total_bytes} · {msg} · {bytes_per_sec} · {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸─"));
        }
        self.bar.set_message("0 articles");
    }

    fn read(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.bar.inc(bytes);
        self.tick();
    }

    fn analysed(&self, articles: usize) {
        let all = self.articles.fetch_add(articles as u64, Ordering::Relaxed) + articles as u64;
        self.bar.set_message(format!("{all} articles"));
        self.tick();
    }

    fn omitted(&self, omission: &Omission) {
        let minor = omission.fate == Fate::Ignored;
        if self.quiet || (minor && !self.verbose) {
            return;
        }
        if self.omissions.fetch_add(1, Ordering::Relaxed) < LISTED || self.verbose {
            let line = sentence(omission);
            self.bar.suspend(|| say(&line));
        }
    }

    fn rendering(&self) {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, writing the reports") {
            self.bar.set_style(style);
            self.bar.enable_steady_tick(SPIN);
        }
    }
}

/// An omission as a person reads it.
pub fn sentence(omission: &Omission) -> String {
    let fate = match omission.fate {
        Fate::Ignored => "ignored",
        Fate::SetAside => "set aside",
        Fate::Skipped => "skipped",
    };
    let mut line = format!("{fate}: {}", visible(&omission.input));
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
