//! Differences between groups: what is asked, the articles that answer, the statistics, the tables.
//!
//! A [`question`] is declared in `tone.toml` or asked of every corpus. Its [`sample`] is what two sides printed, by article. An [`answer`] is
//! made of it by `stats`, the article (or the family of near-duplicates) being the unit; its [`contrast`] is the difference and what can be
//! said of it; [`coded`] is what a hand-coded sample says of it. [`table`] writes the answers, [`robustness`] the declared ones again under other choices.

pub mod answer;
pub mod coded;
pub mod contrast;
mod example;
pub mod question;
pub mod robustness;
pub mod sample;
pub mod table;
pub mod told;
