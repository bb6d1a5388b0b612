//! Tone: the VADER engine, exact against vaderSentiment 3.3.2, and the news profile over it.

pub mod scorer;
