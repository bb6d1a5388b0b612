//! A learned second opinion on the rules: two linear stages over hashed features, no parser.
//!
//! For each sentence the rules have gone first. [`spotting`] then asks of every word that may be a word of saying whether it is one, and
//! [`argument`] reads, for each that is, which words around it name the source and which are the content. What the rules found is a feature of
//! both, so the weights say where the rules are to be trusted. [`revise`] joins the two opinions. The weights are in [`model`], made by the
//! program in `training/`; `docs/model.md` says from what.

pub mod argument;
pub mod feature;
pub mod judging;
pub mod lexeme;
pub mod model;
pub mod reading;
pub mod revise;
pub mod spotting;
pub mod viterbi;
