//! Tone: the VADER engine, exact against vaderSentiment 3.3.2, and the news profile over it.
//!
//! [`scorer`] is the entry. A text is cut at white space (`cut`), and its words are read (`reading`): `rewrite` puts words for emoji, and
//! `lexicon` knows them. Each lexicon word is adjusted by its context (`rules`, `roles`), and the words are summed ([`polarity`]).
//! The news profile goes the same way with other valences (`overlay`), with typography made plain, and with names and phrases read as such
//! (`names`). [`evidence`] goes it again for one text and tells every step. `peer` is the crate that users know.
//!
//! `vader/` holds the lexicon and the emoji of vaderSentiment 3.3.2 byte for byte, under its MIT licence; boosters, negations and idioms are
//! its tables as text. `news/` holds the overlays.
//!
//! ```
//! use tone::tone::scorer::{Profile, Scorer};
//!
//! let scorer = Scorer::new(Profile::News);
//! let tone = scorer.tone("The war ended, and the talks were very fruitful.", true);
//! assert_eq!((tone.tone.to_string(), tone.vader.to_string()), ("0.4927".to_owned(), "-0.5994".to_owned()));
//! ```

mod cut;
pub mod evidence;
mod lexicon;
mod names;
mod overlay;
mod peer;
pub mod polarity;
mod reading;
mod rewrite;
mod roles;
pub mod rules;
pub mod scorer;
