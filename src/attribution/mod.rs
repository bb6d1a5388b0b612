//! Who speaks, and through whom.
//!
//! Two steps: [`detect`] finds attributions as spans (source, cue, content), by rules and then by a learned [`tagger`] that looks at what
//! they found; [`resolve`] gives the spans names.
//!
//! Names, from the ground: [`fold`], [`spelling`] and [`names`] find what is configured; [`named_text`] is a document with these; [`word`], [`name_unit`] and [`name_run`] tell names by their words; [`sighting`] and [`cast`]
//! gather everybody an article names; [`source`] takes a source phrase apart; [`scene`], [`description`] and [`pronoun`] say whom it means;
//! [`medium`], [`relay`] and [`carrier`] know media; [`evidence`] is what each of them goes by; [`quoting`] puts speech around speech in order; [`mod@line`] and [`chain`] make speakers and relays of it. How sure all
//! of it is, [`confidence`] says.
//!
//! ```
//! use tone::attribution::attributor::Attributor;
//! use tone::config::builtin;
//! use tone::text::document::Document;
//!
//! let text = "North Korean leader Kim Jong Un called the talks fruitful, Xinhua reported.";
//! let (title, body) = (Document::parse("", false), Document::parse(text, false));
//! let attributor = Attributor::new(&builtin());
//! let (_, found) = Attributor::attribute("Bloomberg", &attributor.look(&title), &attributor.look(&body));
//! let speakers: Vec<&str> = found[0].speakers.iter().map(|speaker| &*speaker.name).collect();
//! assert_eq!((speakers, &*found[0].via), (vec!["Kim Jong Un"], &["Xinhua".to_owned()][..]));
//! ```

pub mod according;
pub mod arrange;
pub mod attributor;
pub mod bearer;
pub mod before;
pub mod carrier;
pub mod cast;
pub mod chain;
pub mod class;
pub mod colon;
pub mod complement;
pub mod confidence;
pub mod cue;
pub mod description;
pub mod detect;
pub mod evidence;
pub mod extent;
pub mod floating;
pub mod fold;
pub mod hit;
pub mod homograph;
pub mod line;
pub mod medium;
pub mod name_run;
pub mod name_unit;
pub mod named_text;
pub mod names;
pub mod nested;
pub mod noun;
pub mod parts;
pub mod passage;
pub mod phrase;
pub mod pronoun;
pub mod quoted_as;
pub mod quoted_verb;
pub mod quoting;
pub mod reading;
pub mod relay;
pub mod resolve;
pub mod role;
pub mod rule;
pub mod scene;
pub mod sighting;
pub mod source;
pub mod spelling;
pub mod statement;
pub mod tagger;
pub mod verb;
pub mod word;
