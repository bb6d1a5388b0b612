//! Hand coding: which rows people read, what they answer, and where the answers stand in a corpus.
//!
//! [`draw`] chooses rows at random within groups and voices, [`deal`] puts them in order and gives them to coders. What comes back is read by
//! [`sheet`], whatever a spreadsheet made of it, [`key`] says what each item is, [`answer`] what a cell means, and [`sample`] joins them, or tells
//! every mistake with its line. [`matching`] finds the items in a corpus again. No file is opened here: `config` has the bytes.

pub mod answer;
pub mod deal;
pub mod draw;
pub mod item;
pub mod key;
pub mod matching;
pub mod sample;
pub mod sheet;
