//! Which patterns of the dictionaries stand in a text.
//!
//! The [`framer`] walks the tokens of a sentence once, for all dictionaries together. The [`sieve`] looks at the first letters of a token,
//! which nearly all tokens do not survive; for the others [`globs`] tells which patterns of tokens they fit (by a [`trie`] of beginnings,
//! one of ends, and an automaton for the rest), and [`phrases`] which of those in a row make a pattern. Tokens and patterns are compared
//! [`fold`]ed; a [`pattern`] is taken apart by the rules that take texts apart.
//!
//! ```
//! use tone::config::builtin;
//! use tone::framing::framer::Framer;
//! use tone::text::document::Document;
//!
//! let text = "They agreed to lift the sanctions.";
//! let framer = Framer::new(&builtin().frames);
//! let document = Document::parse(text, false);
//! let hits = framer.hits(text, &document.tokens);
//! let frames: Vec<(&str, &str)> = hits.iter().map(|hit| (&*framer.frames()[hit.frame], hit.span.of(text))).collect();
//! assert_eq!(frames, [("generic.resolution", "agreed")]);
//! ```

pub mod fold;
pub mod framer;
pub mod globs;
pub mod pattern;
pub mod phrases;
pub mod sieve;
pub mod trie;
