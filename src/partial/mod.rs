//! From rows to exact counts.
//!
//! Two passes over the articles: [`census`] learns what only the whole corpus knows (which names are one speaker, the order of groups,
//! outlets and speakers in every table) and gives a [`roster`]; [`fold`] turns rows into small [`fact`]s of integers, whose set is the
//! same whatever the order and the partition of the articles. [`cell`] sums facts, [`decimal`] prints the sums' ratios.

pub mod cell;
pub mod census;
pub mod counted;
pub mod decimal;
pub mod fact;
pub mod fold;
pub mod name;
pub mod roster;
pub mod sample;
pub mod unnamed;
pub mod verb;
pub mod words;
