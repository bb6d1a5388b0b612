//! An article into rows, and into rows with their reasons. Pure: no files, no clock, no threads, no chance.
//!
//! [`analyst`] makes the rows; [`explanation`] goes the same way and keeps what they were made of, with a [`reckoning`] of each score.
//! [`event`] says which event an article is about, [`framed`] gives each row its frames. [`quoted`] and [`wording`] are the quotations of a text and
//! the words that the scorer is given. All of it reads a text made [plain](crate::text::plain); [`printed`] puts a row on what was printed.
//!
//! ```
//! use tone::analysis::analyst::Analyst;
//! use tone::article::Article;
//! use tone::config::builtin;
//! use tone::row::Voice;
//! use tone::text::style::SentenceStyle;
//! use tone::tone::scorer::Profile;
//!
//! let analyst = Analyst::new(&builtin(), Profile::News, SentenceStyle::News);
//! let text = "The leaders met. \"It was a great success,\" Mr. Trump told reporters.".to_owned();
//! let rows = analyst.rows(&Article { text, ..Article::default() }).unwrap_or_default();
//! let voices: Vec<Voice> = rows.iter().map(|row| row.voice).collect();
//! assert_eq!(voices, [Voice::Narration, Voice::Reporting, Voice::Speech]);
//! assert_eq!(rows[2].speaker, "Donald Trump");
//! ```

pub mod analyst;
pub mod event;
pub mod explanation;
pub mod framed;
pub mod printed;
pub mod quoted;
pub mod reckoning;
mod title;
pub mod wording;
