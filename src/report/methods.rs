//! What a paper says of its hand coding, in words ready to be used.

use super::agreement::{Measure, Row};
use super::number::counted;
use crate::coding::item::{Class, Tone};
use crate::coding::sample::Sample;
use crate::config::ALL;
use std::collections::BTreeSet;

/// The methods paragraph on a coded sample: how it was drawn, how coders agree, how the program agrees with them, by group.
pub fn paragraph(sample: &Sample, rows: &[Row]) -> String {
    let row = |measure, group: &str| rows.iter().find(|row| row.measure == measure && row.group == group);
    let (Some(tone), Some(speaker)) = (row(Measure::Tone, ALL), row(Measure::Speaker, ALL)) else {
        return String::new();
    };
    let mut said = vec![drawn(sample, tone), coders(tone, speaker)];
    let weights = "Against the coders, each stratum weighted to its part of the corpus";
    said.push(format!(
        "{weights}, the program's tone (negative, neutral, positive; borders at ±.05) has a macro-averaged precision of {} and recall of {}{}; who speaks \
         was right in {} (precision) and found in {} (recall).",
        figure(tone.precision),
        figure(tone.recall),
        tone.r.map_or_else(String::new, |r| format!(", and r = {}", figure(Some(r)))),
        figure(speaker.precision),
        figure(speaker.recall)
    ));
    let groups = rows.iter().filter(|row| row.measure == Measure::Tone && row.group != ALL);
    let biases: Vec<String> = groups.map(bias).collect();
    said.push(format!(
        "The program's mean tone less the coders' (95 % interval, clustered by article) is {} over all and {}.",
        interval(tone),
        biases.join("; ")
    ));
    said.join(" ")
}

/// How the sample was drawn and how much of it is coded.
fn drawn(sample: &Sample, tone: &Row) -> String {
    let groups = sample.items.iter().map(|judged| judged.item.group.as_str()).collect::<BTreeSet<_>>().len();
    let said = sample.coded().filter(|judged| judged.item.class == Class::Said).count();
    let coders = sample.coders().len();
    let coded =
        if tone.n == sample.items.len() as u64 { String::new() } else { format!(" of {} drawn", sample.items.len()) };
    format!(
        "A random sample of {}{coded} ({said} of speech, {} in the outlets' voice, from {}), stratified by group ({groups}) and voice, near-duplicate \
         articles once, was coded by {} who saw neither the outlet nor the program's answers.",
        counted(tone.n, "passage"),
        tone.n - (said as u64).min(tone.n),
        counted(tone.articles, "article"),
        if coders == 1 { "one coder".to_owned() } else { format!("{coders} coders") }
    )
}

/// How coders agree.
fn coders(tone: &Row, speaker: &Row) -> String {
    if tone.alpha_n == 0 {
        return "No passage was coded twice, so that the coders' agreement is not known.".to_owned();
    }
    format!(
        "Two or more coded {} (Krippendorff's alpha {} for tone, ordinal; {} for the speaker, nominal).",
        counted(tone.alpha_n, "passage"),
        figure(tone.coder_alpha),
        figure(speaker.coder_alpha)
    )
}

fn bias(row: &Row) -> String {
    let neutral = row.machine_mean_on_human_neutral.map_or_else(String::new, |mean| {
        format!(", {} on passages coded {}", figure(Some(mean)), Tone::Neutral.as_str())
    });
    format!("{} in {} (n = {}){neutral}", interval(row), row.group, row.n)
}

fn interval(row: &Row) -> String {
    let ends = row.ci_low.zip(row.ci_high);
    ends.map_or_else(
        || figure(row.bias),
        |(low, high)| format!("{} [{}, {}]", figure(row.bias), figure(Some(low)), figure(Some(high))),
    )
}

/// Two decimals.
fn figure(number: Option<f64>) -> String {
    // Adding 0 takes the sign from a zero.
    number.map_or_else(|| "not defined".to_owned(), |number| format!("{:.2}", (number * 100.0).round() / 100.0 + 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::agreement::rows;
    use crate::report::agreement::tests::four;

    #[test]
    fn the_paragraph_says_what_was_done_and_what_came_of_it() {
        let sample = four();
        let said = paragraph(&sample, &rows(&sample, 10));
        for expected in [
            "4 passages (2 of speech, 2 in the outlets' voice, from 4 articles)",
            "was coded by 2 coders",
            "Two or more coded 4 passages (Krippendorff's alpha 0.",
            "less the coders' (95 % interval, clustered by article) is ",
            " in hill (n = 2)",
        ] {
            assert!(said.contains(expected), "{expected} in {said}");
        }
        assert_eq!(paragraph(&Sample::default(), &[]), "");
        assert_eq!([figure(Some(-0.001)), figure(Some(0.126)), figure(None)], ["0.00", "0.13", "not defined"]);
    }
}
