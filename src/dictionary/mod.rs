//! Dictionaries of frames: sets of categories, each a list of patterns.
//!
//! A [`set`] comes from `tone.toml`, from this program ([`builtin`]), or from a file in a form that other programs use. [`import`] finds
//! the form and the encoding ([`decode`]); each form is a file: quanteda's [`yaml`], LIWC's [`liwc`], and [`table`]s. What they read is
//! [`gathered`] in one place, where empty and repeated patterns fall out, counted.
//!
//! ```
//! use tone::dictionary::import::import;
//!
//! let yaml = b"conflict:\n  - war*\n  - clash*\npeace:\n  - treat{y,ies}\n";
//! let imported = import("frames.yml", yaml).map_err(|mistake| mistake.why)?;
//! let names: Vec<&str> = imported.set.categories.iter().map(|category| &*category.name).collect();
//! assert_eq!(names, ["conflict", "peace"]);
//! # Ok::<(), String>(())
//! ```

pub mod builtin;
pub mod decode;
pub mod gathered;
pub mod import;
pub mod liwc;
pub mod set;
pub mod table;
pub mod yaml;
