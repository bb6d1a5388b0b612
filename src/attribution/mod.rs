//! Who speaks, and through whom.
//!
//! Two steps: [`detect`] finds attributions as spans (source, cue, content, relays), by rules; [`resolve`] gives the spans names.
//! A learned tagger is to stand beside the rules of `detect`, behind the same function.

pub mod attributor;
pub mod class;
pub mod cue;
pub mod detect;
mod cast;
mod fold;
pub mod names;
pub mod resolve;
mod role;
mod run;
mod source;
mod word;
