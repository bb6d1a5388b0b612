//! The sections of the page, each from the rows of its tables.

pub mod about;
pub mod agreement;
pub mod claims;
pub mod coverage;
pub mod examples;
pub mod frames;
pub mod keywords;
pub mod methods;
pub mod relays;
pub mod robustness;
pub mod speakers;
pub mod timeline;
pub mod verbs;
