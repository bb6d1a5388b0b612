//! What became of a hand-coded sample: W30.

use super::kind::{Severity, Warning};
use crate::coding::matching::Matched;

/// All of them.
pub fn warnings(coded: &Matched) -> Vec<Warning> {
    let lost = format!(
        "{} of {} items of the hand-coded sample are not in this corpus any more: another text, other words in the row, or no longer counted. They \
         are in no figure; if they are many, code a new sample",
        coded.lost, coded.items
    );
    let missing = format!("Codings of the hand-coded sample that are still to come: {}", coded.sample.missing);
    let all = [(coded.lost, Severity::Warning, lost), (coded.sample.missing, Severity::Note, missing)];
    let given = all.into_iter().filter(|(number, ..)| *number > 0);
    given.map(|(number, severity, message)| Warning::new("W30", severity, "coded sample", number, message)).collect()
}
