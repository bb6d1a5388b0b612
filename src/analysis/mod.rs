//! An article into rows, and into rows with their reasons. Pure: no files, no clock, no threads, no chance.
//!
//! [`analyst`] makes the rows; [`explanation`] goes the same way and keeps what they were made of, with a [`reckoning`] of each score.
//! [`event`] says which event an article is about, [`framed`] gives each row its frames. [`quoted`] and [`wording`] are the quotations of a text and
//! the words that the scorer is given.

pub mod analyst;
pub mod event;
pub mod explanation;
pub mod framed;
pub mod quoted;
pub mod reckoning;
pub mod wording;
