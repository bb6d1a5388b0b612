//! Bytes and formats into articles: walk the paths given, decode, recognise, read records.

pub mod reader;
