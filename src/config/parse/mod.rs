//! The text of a configuration into declarations: what the file says, before it is laid onto a base.
//!
//! [`declared`] has what comes out, [`mod@file`] the way in and the single values; [`mod@boilerplate`], [`mod@column`], [`entity`], [`event`],
//! [`frame`] and [`comparison`] read the tables.

pub mod boilerplate;
pub mod column;
pub mod comparison;
pub mod declared;
pub mod entity;
pub mod event;
pub mod file;
pub mod frame;

#[cfg(test)]
mod tests;
