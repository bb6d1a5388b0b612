//! The only maker of tables and of what else a run writes about its results.
//!
//! [`cell`] and [`table`] are the one room where untrusted text becomes cells, [`slug`] the one where it becomes file names. Each table has
//! a file with its layout: the one list of its columns, from which headers, cells and `datapackage.json` come. [`pass`] reads the articles twice, [`render`] lays out
//! what a run writes. The rows of all tables pass by [`mod@format`], for the workbook and the like.
//!
//! ```
//! use std::collections::BTreeMap;
//! use tone::report::render::render;
//! use tone::report::study::Study;
//! # use tone::{analysis::analyst::Analyst, article::Article, config::builtin, spool::Analysed};
//! # use tone::{text::style::SentenceStyle, tone::scorer::Profile};
//!
//! # let config = builtin();
//! # let analyst = Analyst::new(&config, Profile::News, SentenceStyle::News);
//! # let text = "Kim Jong Un said the talks were fruitful. He left.".to_owned();
//! # let article = Article { id: "1".into(), outlet: "Xinhua".into(), group: "xinhua".into(), text, ..Article::default() };
//! # let rows = analyst.rows(&article).unwrap_or_default();
//! # let mut articles = vec![Analysed::new(&article, "", "", rows)];
//! let study = Study {
//!     config: &config,
//!     profile: Profile::News,
//!     duplicates: BTreeMap::new(),
//!     coded: None,
//!     page: false,
//!     warnings: Vec::new(),
//! };
//! // Articles in memory and files in memory; a run has a spool and a folder.
//! let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
//! render(&study, &mut articles, &mut files)?;
//! let speakers = String::from_utf8_lossy(&files["speakers.csv"]);
//! assert!(speakers.lines().nth(1).is_some_and(|line| line.starts_with("Kim Jong Un,xinhua,all,true,person")), "{speakers}");
//! # Ok::<(), tone::error::Error>(())
//! ```

pub mod about;
pub mod agreement;
pub mod article;
pub mod cell;
pub mod coding;
pub mod column;
pub mod comparison;
pub mod coverage;
pub mod data_dictionary;
mod example;
pub mod flag;
pub mod format;
pub mod frame;
pub mod interval;
pub mod keyword;
pub mod manifest;
pub mod methods;
pub mod number;
pub mod overlap;
pub mod package;
pub mod page;
pub mod pair;
pub mod pass;
mod recompute;
pub mod relay;
pub mod render;
pub mod sentence;
pub mod sink;
pub mod slug;
pub mod speaker;
pub mod statement;
pub mod study;
pub mod summary;
pub mod survey;
pub mod table;
pub mod timeline;
pub mod verb;
pub mod warning;
