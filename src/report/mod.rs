//! The only maker of tables and of what else a run writes about its results.
//!
//! [`cell`] and [`table`] are the one room where untrusted text becomes cells. Each table has a file with its record and the one list of
//! its columns, from which headers, cells and descriptions come. [`render`] runs the passes.

pub mod cell;
pub mod column;
pub mod flag;
pub mod render;
pub mod sentence;
pub mod sink;
pub mod speaker;
pub mod study;
pub mod table;
pub mod warning;
