//! Bytes and formats into articles: walk the paths given, decode, recognise, read records.
//!
//! [`walk::find`] says what there is to read, [`read::read`] reads one of those sources and hands on [`reader::Item`]s. Nothing is
//! lost silently: whatever gives no article comes out as a [`reader::Omission`] with a [`reason`]. What is compressed is unpacked on
//! its way ([`compressed`]); [`mod@format`] says what it is. Formats are siblings that never meet: [`mod@array`] (JSON, one array), [`docx`],
//! `factiva_html`, [`factiva_xml`], `html`, [`lines`] (JSON, one object a line), [`nexis`], `parquet`, [`table`] (CSV, TSV), [`txt`] and
//! `warc` each cut a source into records. Which of its fields mean what is said in [`alias`]; what a record says becomes an article in
//! [`record`].
//!
//! ```
//! use std::ops::ControlFlow;
//! use tone::config::builtin;
//! use tone::ingest::outlet::OutletIndex;
//! use tone::ingest::read::given;
//! use tone::ingest::reader::Item;
//!
//! let outlets = OutletIndex::new(&builtin())?;
//! let mut found = Vec::new();
//! let text = "outlet: Reuters\ndate: 2018-06-12\n\nSINGAPORE, June 12 (Reuters) - They met.";
//! let _ = given(text, &outlets, &mut |item| {
//!     found.push(item);
//!     ControlFlow::Continue(())
//! });
//! let Some(Item::Article(article)) = found.first() else { panic!("an article") };
//! assert_eq!((&*article.outlet, &*article.group, &*article.date), ("Reuters", "western", "2018-06-12"));
//! # Ok::<(), tone::error::Error>(())
//! ```

pub mod alias;
pub mod array;
pub mod compressed;
pub mod date;
pub mod decode;
pub mod docx;
#[cfg(feature = "html")]
pub mod factiva_html;
pub mod factiva_xml;
pub mod field;
pub mod file_name;
#[cfg(feature = "parquet")]
pub mod footer;
pub mod format;
pub mod genre;
#[cfg(feature = "html")]
pub mod html;
pub mod json;
pub mod lead;
pub mod lines;
pub mod naming;
pub mod nexis;
pub mod outlet;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod read;
pub mod reader;
pub mod reason;
pub mod record;
pub mod rows;
pub mod sink;
pub mod source;
pub mod table;
pub mod txt;
pub mod walk;
#[cfg(feature = "html")]
pub mod warc;
#[cfg(feature = "parquet")]
pub mod weight;
pub mod whole;
pub mod wire;
pub mod written;
pub mod xml;

mod real;
