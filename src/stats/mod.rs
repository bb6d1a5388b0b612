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
