//! From rows to exact counts.
//!
//! Two passes over the articles: [`census`] learns what only the whole corpus knows (which names are one speaker, the order of groups,
//! outlets and speakers in every table) and gives a [`roster`]; [`fold`] turns rows into small [`fact`]s of integers, whose set is the
//! same whatever the order and the partition of the articles. [`cell`] sums facts, [`decimal`] prints the sums' ratios.
//! Two things look at whole texts: [`family`] finds near-duplicates, [`vocabulary`] and [`concordance`] count words.
//!
//! ```
//! use tone::partial::census::Census;
//! use tone::partial::counted::Counting;
//! use tone::partial::fold::Partial;
//! # use tone::{analysis::analyst::Analyst, article::Article, config::builtin, spool::Analysed};
//! # use tone::{text::style::SentenceStyle, tone::scorer::Profile};
//!
//! # let config = builtin();
//! # let analyst = Analyst::new(&config, Profile::News, SentenceStyle::News);
//! # let analysed = |number: u32| {
//! #     let text = "Kim Jong Un said the talks were fruitful. He left.".to_owned();
//! #     let article = Article { id: number.to_string(), text, ..Article::default() };
//! #     let rows = analyst.rows(&article).unwrap_or_default();
//! #     Analysed::new(&article, "", "", rows)
//! # };
//! let articles: Vec<Analysed> = (0..3).map(analysed).collect();
//! let mut census = Census::new(&config);
//! articles.iter().for_each(|article| census.add(article));
//! let roster = census.finish();
//!
//! // In any order, and in any number of parts.
//! let [mut one, mut other] = [Partial::default(), Partial::default()];
//! other.add(2, &articles[2], &roster, Counting::new(&config));
//! one.add(1, &articles[1], &roster, Counting::new(&config));
//! one.add(0, &articles[0], &roster, Counting::new(&config));
//! one.merge(other);
//! let partial = one.seal();
//! assert_eq!((partial.pieces.len(), partial.speech.len()), (3, 3));
//! ```

pub mod cell;
pub mod census;
pub mod concordance;
pub mod counted;
pub mod decimal;
pub mod fact;
pub mod family;
pub mod fold;
pub mod frame;
pub mod length;
pub mod name;
pub mod prose;
pub mod roster;
pub mod sample;
pub mod unnamed;
pub mod verb;
pub mod vocabulary;
pub mod words;
