//! The only maker of tables and of what else a run writes about its results.
//!
//! [`cell`] and [`table`] are the one room where untrusted text becomes cells, [`slug`] the one where it becomes file names. Each table has
//! a file with its layout: the one list of its columns, from which headers, cells and `datapackage.json` come. [`pass`] reads the articles twice, [`render`] lays out
//! what a run writes. The rows of all tables pass by [`mod@format`], for the workbook and the like.

pub mod about;
pub mod agreement;
pub mod article;
pub mod cell;
pub mod coding;
pub mod column;
pub mod comparison;
pub mod coverage;
pub mod data_dictionary;
mod example;
pub mod flag;
pub mod format;
pub mod frame;
pub mod interval;
pub mod keyword;
pub mod manifest;
pub mod methods;
pub mod number;
pub mod package;
pub mod page;
pub mod pair;
pub mod pass;
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
pub mod timeline;
pub mod verb;
pub mod warning;
