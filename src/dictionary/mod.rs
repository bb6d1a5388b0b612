//! Dictionaries of frames: sets of categories, each a list of patterns.
//!
//! A [`set`] comes from `tone.toml`, from this program, or from a file in a form that other programs use.

pub mod set;
