//! The only maker of tables and of what else a run writes about its results.
//!
//! [`cell`] and [`table`] are the one room where untrusted text becomes cells, [`slug`] the one where it becomes file names. Each table has
//! a file with its layout: the one list of its columns, from which headers, cells and `datapackage.json` come. [`render`] runs the passes.

pub mod about;
pub mod article;
pub mod cell;
pub mod column;
pub mod coverage;
mod example;
pub mod flag;
pub mod manifest;
pub mod package;
mod recompute;
pub mod relay;
pub mod render;
pub mod sentence;
pub mod sink;
pub mod slug;
pub mod speaker;
pub mod statement;
pub mod study;
pub mod summary;
pub mod table;
pub mod verb;
pub mod warning;
