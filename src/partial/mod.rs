//! From rows to exact counts.
//!
//! Two passes over the articles: [`census`] learns what only the whole corpus knows (which names are one speaker, the order of groups,
//! outlets and speakers in every table) and gives a [`roster`]; [`fold`] turns rows into small [`fact`]s of integers, whose set is the
//! same whatever the order and the partition of the articles. [`cell`] sums facts, [`decimal`] prints the sums' ratios.
//! Two things look at whole texts: [`family`] finds near-duplicates, [`vocabulary`] and [`concordance`] count words.

pub mod cell;
pub mod census;
pub mod concordance;
pub mod counted;
pub mod decimal;
pub mod fact;
pub mod family;
pub mod fold;
pub mod frame;
pub mod length;
pub mod name;
pub mod prose;
pub mod roster;
pub mod sample;
pub mod unnamed;
pub mod verb;
pub mod vocabulary;
pub mod words;
