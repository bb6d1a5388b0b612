//! Hand coding: which rows people read, what they answer, and where the answers stand in a corpus.
//!
//! [`draw`] chooses rows at random within groups and voices, [`deal`] puts them in order and gives them to coders. What comes back is read by
//! [`sheet`], whatever a spreadsheet made of it, [`key`] says what each item is, [`answer`] what a cell means, and [`sample`] joins them, or tells
//! every mistake with its line. [`matching`] finds the items in a corpus again. No file is opened here: `config` has the bytes.
//!
//! ```
//! use tone::coding::draw::{Draw, Plan};
//! use tone::partial::counted::Counting;
//! use tone::score::Score;
//! # use tone::{analysis::analyst::Analyst, article::Article, config::builtin, spool::Analysed};
//! # use tone::{text::style::SentenceStyle, tone::scorer::Profile};
//!
//! # let config = builtin();
//! # let analyst = Analyst::new(&config, Profile::News, SentenceStyle::News);
//! # let text = "Kim said the talks were fruitful. He left. It rained. It rained on.".to_owned();
//! # let article = Article { text, ..Article::default() };
//! # let analysed = Analysed::new(&article, "", "", analyst.rows(&article).unwrap_or_default());
//! let plan = Plan { per_group: 2, coders: 1, overlap: Score(0), seed: 2018 };
//! let mut draw = Draw::new(plan, Counting::new(&config));
//! draw.add(0, 0, 0, &analysed); // article 0, of family 0, in group 0
//! let drawn = draw.finish();
//!
//! // One row of speech, all that there is, and one of several of the outlet's own.
//! assert_eq!(drawn.iter().map(|row| row.sampled).collect::<Vec<_>>(), [1, 1]);
//! assert!(drawn.iter().map(|row| row.population).max() > Some(1));
//! ```

pub mod answer;
pub mod deal;
pub mod draw;
pub mod item;
pub mod key;
pub mod matching;
pub mod sample;
pub mod sheet;
pub mod weight;
