//! A caveat.

use crate::partial::decimal::Micro;

/// How much a warning weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something about this corpus puts figures in doubt.
    Warning,
    /// A limit of the method or of the design, to be stated with every result.
    Note,
}

impl Severity {
    /// The word in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A caveat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// `W01` and so on.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about: a group, a table; `corpus` for all.
    pub scope: String,
    /// The figure behind it, or empty.
    pub value: String,
    /// A sentence for a person.
    pub message: String,
}

impl Warning {
    /// A warning about something.
    pub fn new(
        code: &'static str,
        severity: Severity,
        scope: &str,
        value: impl ToString,
        message: impl Into<String>,
    ) -> Self {
        Self { code, severity, scope: scope.to_owned(), value: value.to_string(), message: message.into() }
    }
}

/// Names that a message gives before it says how many more there are.
const NAMED: usize = 10;

/// The first of a list of names, and how many more there are.
pub fn some(names: &[&str]) -> String {
    match names.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{} and {more} more", names[..NAMED].join(", ")),
        _ => names.join(", "),
    }
}

/// A share in words: `38 %`.
pub fn percent(share: Micro) -> String {
    format!("{} %", (share.0 + 5_000) / 10_000)
}

/// A group's rate, with the number of the group.
pub type Rate = (Micro, u32);

/// The lowest and the highest rate, and how far apart they are.
pub fn spread(rates: impl Iterator<Item = (Option<Micro>, u32)>) -> Option<(Rate, Rate, Micro)> {
    let rates: Vec<Rate> = rates.filter_map(|(rate, group)| Some((rate?, group))).collect();
    let (low, high) = (*rates.iter().min()?, *rates.iter().max()?);
    Some((low, high, Micro(high.0.0 - low.0.0)))
}
