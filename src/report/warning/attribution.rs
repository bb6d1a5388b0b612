//! How well speakers were found: W05, W06, W26.

use super::kind::{Severity, Warning, percent, spread};
use crate::partial::decimal::Micro;
use crate::report::coverage::{self, Sums};
use crate::report::study::Corpus;
use std::collections::{BTreeMap, BTreeSet};

/// Percent of the rows of speech without a speaker over which W05 is given.
const UNATTRIBUTED_PERCENT: u64 = 30;
/// Percentage points between the groups' rates over which W05 is given.
const UNATTRIBUTED_POINTS: i64 = 10;
/// Percent of the rows of speech with an ambiguous name over which W06 is given.
const AMBIGUOUS_PERCENT: u64 = 5;

/// All of them.
pub fn warnings(corpus: Corpus<'_>, compared: &BTreeSet<u32>) -> Vec<Warning> {
    use Severity::Warning as Grave;
    let sums = coverage::sums(corpus, |place| corpus.roster.place(place).group);
    let group = |number: u32| corpus.roster.group(number);
    let over = |part: u64, sums: &Sums, percent: u64| part * 100 > sums.speech * percent;
    let mut warnings = Vec::new();
    for (&number, sums) in &sums {
        if over(sums.unresolved, sums, UNATTRIBUTED_PERCENT) {
            let message = "More than 30 % of the speech has no known speaker: figures by speaker rest on the rest";
            warnings.push(Warning::new("W05", Grave, group(number), share(sums.unresolved, sums), message));
        }
        if over(sums.ambiguous, sums, AMBIGUOUS_PERCENT) {
            let message = "More than 5 % of the speech is of speakers named by one word that several names share";
            warnings.push(Warning::new("W06", Grave, group(number), share(sums.ambiguous, sums), message));
        }
    }
    warnings.extend(uneven(corpus, compared, &sums));
    warnings.extend(unsure(corpus, &sums));
    warnings
}

/// What a least confidence leaves out, by group: W26. No two groups print the same share of what is hard to attribute.
fn unsure(corpus: Corpus<'_>, sums: &BTreeMap<u32, Sums>) -> Vec<Warning> {
    let least = corpus.study.config.min_confidence;
    let some = sums.iter().filter(|(_, sums)| sums.unsure > 0);
    some.filter_map(|(&group, sums)| {
        let left_out = Micro::share(sums.unsure, sums.speech + sums.unsure)?;
        let message = format!(
            "This share of the speech has a confidence under {least} and is in no figure by speaker: where shares differ, a difference between \
             groups may come from that choice"
        );
        Some(Warning::new("W26", Severity::Note, corpus.roster.group(group), left_out, message))
    })
    .collect()
}

/// The second half of W05: compared groups that differ in how much of their speech is without a speaker.
fn uneven(corpus: Corpus<'_>, compared: &BTreeSet<u32>, sums: &BTreeMap<u32, Sums>) -> Option<Warning> {
    let of_groups = sums.iter().filter(|(group, _)| compared.contains(group));
    let rates = of_groups.map(|(&group, sums)| (Micro::share(sums.unresolved, sums.speech), group));
    let ((low, lowest), (high, highest), points) = spread(rates)?;
    let (lowest, highest) = (corpus.roster.group(lowest), corpus.roster.group(highest));
    (points.0 > UNATTRIBUTED_POINTS * 10_000).then(|| {
        let message = format!(
            "The share of speech without a speaker differs by more than 10 points between groups: {} in {lowest}, {} in {highest}",
            percent(low),
            percent(high)
        );
        Warning::new("W05", Severity::Warning, "corpus", points, message)
    })
}

fn share(part: u64, sums: &Sums) -> String {
    Micro::share(part, sums.speech).map_or_else(String::new, |share| share.to_string())
}
