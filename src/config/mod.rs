//! The study: groups, outlets, speakers, sides. Built in, and added to by `tone.toml`.

mod model;

pub use model::{Config, Corpus, Group, Opinion, Outlet, Ownership, Side, Speaker, Translated};
