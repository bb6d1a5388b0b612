//! Who speaks, and through whom.
//!
//! Two steps: [`detect`] finds attributions as spans (source, cue, content, relays), by rules; [`resolve`] gives the spans names.
//! A learned tagger is to stand beside the rules of `detect`, behind the same function.

pub mod according;
pub mod arrange;
pub mod attributor;
pub mod before;
pub mod cast;
pub mod class;
pub mod colon;
pub mod complement;
pub mod cue;
pub mod detect;
pub mod extent;
pub mod floating;
pub mod fold;
pub mod hit;
pub mod homograph;
pub mod medium;
pub mod names;
pub mod nested;
pub mod noun;
pub mod passage;
pub mod phrase;
pub mod pronoun;
pub mod quoted_as;
pub mod quoting;
pub mod reading;
pub mod relay;
pub mod resolve;
pub mod role;
pub mod run;
pub mod scene;
pub mod source;
pub mod statement;
pub mod verb;
pub mod word;
