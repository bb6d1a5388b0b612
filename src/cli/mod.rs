//! The command line: arguments into options, the verbs, exit codes, progress. The only floor that prints.

mod account;
mod annotate;
mod args;
mod check;
mod color;
mod completions;
mod exit;
mod explain;
mod init;
mod layout;
mod man;
mod progress;
mod reason;
mod run;
mod sample;
mod say;
mod score;
mod signal;
mod summary;
mod survey;
mod validate;

pub use exit::main;
