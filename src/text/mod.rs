//! Text into paragraphs, sentences, tokens and quotations; everything is a span on the original.
//!
//! [`document::Document`] holds them all for one text; it is made once an article and read by tone and attribution alike.

pub mod abbreviation;
pub mod boilerplate;
pub mod dateline;
pub mod document;
pub mod enumeration;
pub mod language;
pub mod paragraph;
pub mod quote;
pub mod sentence;
pub mod stop;
pub mod token;
pub mod wordlist;
