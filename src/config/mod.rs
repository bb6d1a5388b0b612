//! The study: groups, outlets, speakers, sides, events, frames, and what is compared. Built in, and added to by `tone.toml`.
//!
//! A text becomes declarations (`parse`, over the typed readers of `read`), these are laid onto the base (`merge`; `frames` for sets
//! and dictionaries, `claims` for comparisons, whose names need all the rest), and the whole is checked for contradictions (`check`);
//! `coded` for the files of a sample coded by hand; all of them report to one list of mistakes, so that a user sees every mistake of a file at once. `load` has the ways in, `manifest`
//! what a run records, `print` the way back to TOML. The built-in study is TOML beside the code: `korea-summits.toml` has the groups,
//! sides, people and events, `outlets.toml` the outlets.
//!
//! ```
//! use std::path::Path;
//! use tone::config::parse;
//!
//! let config = parse("[groups]\nnordic = [\"Dagens Nyheter\"]\n", Path::new("tone.toml"))?;
//! assert!(config.groups.iter().any(|group| group.name == "nordic"));
//!
//! let mistaken = parse("[groops]\n", Path::new("tone.toml")).unwrap_err().to_string();
//! assert!(mistaken.contains("tone.toml:1") && mistaken.contains("did you mean `groups`"), "{mistaken}");
//! # Ok::<(), tone::error::Error>(())
//! ```

mod check;
mod claims;
mod coded;
mod frames;
mod load;
mod manifest;
mod merge;
mod mistake;
mod model;
mod parse;
mod plan;
mod print;
mod read;

pub use coded::{AGREEMENT, Coded, CodedFile, KEY, NAMES};
pub use load::{builtin, discover, load, load_uncoded, parse};
pub use mistake::{Mistakes, path_suggestion, shown, suggestion};
pub use model::{
    ALL, COLUMNS, Config, Corpus, DictionaryFile, Group, OTHER, Opinion, Origin, Outlet, Ownership, REST, Side,
    Speaker, Translated, literal_key, own_group,
};
pub use plan::{Comparison, Event, GroupBy, Measure, Period, Thresholds, Wording};
pub use print::{key as toml_key, string as toml_string};
