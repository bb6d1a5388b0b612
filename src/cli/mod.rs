//! The command line: arguments into options, the verbs, exit codes, progress. The only floor that prints.

mod annotate;
mod args;
mod exit;
mod progress;
mod run;
mod say;
mod score;
mod summary;

pub use exit::main;
