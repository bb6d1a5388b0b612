//! Who speaks in the news, through whom, and in what tone.
//!
//! The stages, each pure and usable alone: [`ingest`] reads articles, [`text`] splits them, [`attribution`] finds speakers and relays,
//! [`tone`] scores, [`framing`] finds words of dictionaries, [`analysis`] joins them into [`row::Row`]s, [`partial`] counts, [`report`]
//! writes. [`pipeline`] runs them all.
//!
//! # A whole run
//!
//! What `tone run corpus/` does, from a program: articles of two outlets into a folder of reports.
//!
//! ```
//! use tone::config::builtin;
//! use tone::pipeline::{Observer, Options, run};
//! use tone::report::format::formats::Formats;
//! use tone::text::style::SentenceStyle;
//! use tone::tone::scorer::Profile;
//!
//! struct Silent;
//! impl Observer for Silent {}
//!
//! let dir = tempfile::tempdir()?;
//! for (outlet, text) in [("xinhua", "Kim said the talks were fruitful."), ("reuters", "\"It failed,\" Trump said.")] {
//!     std::fs::create_dir_all(dir.path().join("corpus").join(outlet))?;
//!     std::fs::write(dir.path().join("corpus").join(outlet).join("1.txt"), text)?;
//! }
//! let options = Options {
//!     paths: vec![dir.path().join("corpus")],
//!     out: dir.path().join("reports"),
//!     jobs: 0, // one a core
//!     config: builtin(),
//!     profile: Profile::News,
//!     sentences: SentenceStyle::News,
//!     formats: Formats { html: true, ..Formats::default() },
//!     resume: false,
//! };
//! let finished = run(&options, &Silent)?;
//! assert_eq!(finished.summary.counts.articles, 2);
//! assert!(dir.path().join("reports/speakers.csv").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod analysis;
pub mod article;
pub mod attribution;
pub mod cli;
pub mod coding;
pub mod config;
pub mod dictionary;
pub mod digest;
pub mod disk;
pub mod error;
pub mod fault;
pub mod framing;
pub mod ingest;
pub mod limits;
pub mod lookup;
pub mod partial;
pub mod pipeline;
pub mod report;
pub mod row;
pub mod score;
pub mod span;
pub mod spool;
pub mod stats;
pub mod text;
pub mod tone;
