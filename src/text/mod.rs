//! Text into paragraphs, sentences, tokens and quotations; everything is a span on the original.
//!
//! [`document::Document`] holds them all for one text; it is made once an article and read by tone and attribution alike. Each step is a
//! file, its tables beside it as plain text: paragraphs, then the [`dateline`] before the first sentence, [`boilerplate`], [`credit`]s, sentences
//! (each [`stop`] is an [`ending`] or not, by its surroundings: [`abbreviation`]s, words that begin sentences, [`enumeration`]s; a
//! [`style`] says whether [`web`] has a say in it), tokens, quotations. Characters that nobody sees are [`unseen`].
//! A [`table`] tells at once what is known of a word.
//!
//! ```
//! use tone::text::document::Document;
//!
//! let text = "SEOUL, June 12 (Yonhap) -- Mr. Moon was \"very glad.\" He left at 5 p.m. on Tuesday.";
//! let document = Document::parse(text, false);
//! let sentences: Vec<&str> = document.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
//! assert_eq!(sentences, ["Mr. Moon was \"very glad.\"", "He left at 5 p.m. on Tuesday."]);
//! ```

pub mod abbreviation;
pub mod boilerplate;
pub mod calendar;
pub mod credit;
pub mod dateline;
pub mod document;
pub mod ending;
pub mod enumeration;
pub mod language;
pub mod mojibake;
pub mod paragraph;
pub mod plain;
pub mod quote;
pub mod sentence;
pub mod stop;
pub mod style;
pub mod table;
pub mod token;
pub mod unseen;
pub mod web;
pub mod wordlist;
