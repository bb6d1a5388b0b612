//! `warnings.csv`: what a careful reviewer would object.

/// How much a warning weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is wrong with these figures.
    Warning,
    /// A limit of the method or the corpus to be stated.
    Note,
}

/// A caveat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// `W01` and so on.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about: a group, an outlet, a file; `corpus` for all.
    pub scope: String,
    /// The figure behind it, as text.
    pub value: String,
    /// A sentence for a person.
    pub message: String,
}
