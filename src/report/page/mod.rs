//! `report.html`: one file to look at, offline, without a library, with a table behind every figure.
//!
//! [`content`] says what a page is made of, [`choice`] what of a corpus it shows. Each section has a file that turns typed rows of the tables into
//! content; [`svg`] and the figures over it draw. [`mod@write`] sets it all in the template. Untrusted text becomes markup in two places: the
//! template, which escapes, and [`svg::escape`].

pub mod bars;
pub mod choice;
pub mod content;
pub mod forest;
pub mod lines;
pub mod material;
pub mod section;
pub mod stacks;
pub mod svg;
pub mod write;
