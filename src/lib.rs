//! Who speaks in the news, through whom, and in what tone.
//!
//! The stages, each pure and usable alone: [`ingest`] reads articles, [`text`] splits them, [`attribution`] finds speakers and relays,
//! [`tone`] scores, [`framing`] finds words of dictionaries, [`analysis`] joins them into [`row::Row`]s, [`partial`] counts, [`report`]
//! writes. [`pipeline`] runs them all.

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
pub mod framing;
pub mod ingest;
pub mod limits;
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
