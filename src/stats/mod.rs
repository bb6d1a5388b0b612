//! Statistics: numbers in, numbers out. No types of the study, no file, no clock; chance comes from a named stream.
//!
//! The unit of inference is the article, or the family of articles that share a text: sentences of one article are not independent.
//! [`cluster`] estimates means and differences with their intervals from sums by article; [`permutation`] tests by giving articles other
//! labels; [`bootstrap`] draws articles again. [`effect`], [`icc`], [`proportion`], [`crosstab`], [`keyness`], [`dispersion`],
//! [`agreement`], [`concentration`] and [`describe`] are measures; [`multiplicity`] adjusts many p. [`special`] has the distributions,
//! [`rng`] the chance, [`relabel`] the labellings.
//!
//! What cannot be computed is `None`; nothing gives NaN or infinity, and nothing panics. Sums run in a fixed order and the functions are those
//! of `libm`, so that results are the same on every platform and with any number of threads.
//!
//! ```
//! use tone::stats::cluster::{Unit, difference};
//! use tone::stats::permutation::studentized;
//!
//! // An article is a number of scores and their sum.
//! let articles = |sums: [f64; 5]| sums.map(|sum| Unit { n: 4.0, sum });
//! let (a, b) = (articles([0.9, 1.4, 1.1, 0.8, 1.2]), articles([0.1, -0.2, 0.3, 0.0, 0.2]));
//! let estimate = difference(&a, &b).ok_or("too few articles")?;
//! let (low, high) = estimate.interval();
//! assert!((estimate.value - 0.25).abs() < 1e-9 && low > 0.0 && high < 0.4, "{estimate:?}");
//! let test = studentized(&a, &b, 1, "an example").ok_or("too few articles")?;
//! assert!(test.p < 0.05);
//! # Ok::<(), &str>(())
//! ```

pub mod agreement;
pub mod bootstrap;
pub mod cluster;
pub mod concentration;
pub mod crosstab;
pub mod describe;
pub mod dispersion;
pub mod effect;
pub mod icc;
pub mod keyness;
pub mod multiplicity;
pub mod permutation;
pub mod proportion;
pub mod relabel;
pub mod rng;
pub mod special;
pub mod validity;
