//! What a careful reviewer would object: W01 and so on.
//!
//! A [`kind`] of caveat is a warning, about this corpus, or a note, which holds of the method or the design. [`outlets`], [`attribution`], [`coded`],
//! [`measure`] and [`comparison`] look at what their names say; [`table`] collects and writes.

pub mod attribution;
pub mod coded;
pub mod comparison;
pub mod kind;
pub mod measure;
pub mod outlets;
pub mod table;
