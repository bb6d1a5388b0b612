//! Tone: the VADER engine, exact against vaderSentiment 3.3.2, and the news profile over it.
//!
//! [`scorer`] is the entry. A text is rewritten (`rewrite`: emoji to words), cut into tokens that know their lexicon entry (`token`,
//! `lexicon`), each lexicon word is adjusted by its context (`rules`), and the words are summed (`polarity`).

mod lexicon;
mod names;
mod overlay;
mod peer;
pub mod polarity;
mod rewrite;
mod roles;
mod rules;
pub mod scorer;
mod table;
mod token;
