//! What comparisons rest on: W01, W02, W04, W13, W16, W18, W27, W29.

use super::kind::{Severity, Warning, percent, some};
use super::table::of_pairs;
use crate::partial::decimal::Micro;
use crate::report::comparison::answer::Answer;
use crate::report::comparison::contrast::Verdict;
use crate::report::comparison::table::id;
use crate::report::flag::Flag;
use crate::report::pair::{Pair, Pairs, Side};
use crate::report::study::Corpus;
use std::collections::{BTreeMap, BTreeSet};

/// Exploratory tests over which W16 is given.
const TESTS: usize = 20;
/// Percent of a side's articles that must stand on days of the other side's.
const COMMON_PERCENT: u64 = 50;

/// All of them.
pub fn warnings(corpus: Corpus<'_>, pairs: &Pairs, answers: &[Answer]) -> Vec<Warning> {
    let thresholds = &corpus.study.config.thresholds;
    let (few, least) = (thresholds.few_articles, thresholds.test_articles);
    let has = |flag: Flag| move |answer: &Answer| answer.flags.contains(&flag);
    let narrow = format!("Fewer than {few} articles on a side, so that the interval is wide and rests on few texts");
    let mut warnings = flagged("W01", answers, &has(Flag::FewArticles), &narrow);
    let untested = format!("Fewer than {least} articles on a side: not tested");
    warnings.extend(flagged("W02", answers, &has(Flag::BelowMinArticles), &untested));
    let hangs = |answer: &Answer| answer.verdict() != Verdict::CannotTell && answer.flags.contains(&Flag::SignChanges);
    let hanging = "The verdict hangs on one outlet: without it the difference turns round or vanishes";
    warnings.extend(flagged("W04", answers, &hangs, hanging));
    let own = "The difference is smaller than the instrument's own between these groups, or within its interval (bias_difference)";
    warnings.extend(flagged("W18", answers, &has(Flag::WithinBias), own));
    warnings.extend(of_pairs(pairs, answers).into_iter().filter_map(|pair| days(corpus, pair)));
    warnings.extend(many_tests(answers));
    warnings.extend(left_out(corpus, pairs));
    warnings.extend(deviations(corpus));
    warnings
}

/// Declared comparisons of which something holds, each; exploratory ones, together.
fn flagged(code: &'static str, answers: &[Answer], holds: &dyn Fn(&Answer) -> bool, what: &str) -> Vec<Warning> {
    let declared = answers.iter().enumerate().filter(|(_, answer)| answer.declared && holds(answer));
    let one = |(at, answer): (usize, &Answer)| {
        let [a, b] = [&answer.sides[0], &answer.sides[1]].map(|side| side.clusters);
        let message = format!("{what} ({a} and {b} articles, near-duplicates once)");
        Warning::new(code, Severity::Warning, &id(answers, at), a.min(b), message)
    };
    let mut warnings: Vec<Warning> = declared.map(one).collect();
    let exploratory = answers.iter().filter(|answer| !answer.declared).count();
    let found = answers.iter().enumerate().filter(|(_, answer)| !answer.declared && holds(answer));
    let ids: Vec<String> = found.map(|(at, _)| id(answers, at)).collect();
    if !ids.is_empty() {
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let message = format!("{what}: {} of {exploratory} exploratory comparisons ({})", ids.len(), some(&names));
        warnings.push(Warning::new(code, Severity::Warning, "exploratory", ids.len(), message));
    }
    warnings
}

/// Two sides that cover different days: W13.
fn days(corpus: Corpus<'_>, pair: Pair) -> Option<Warning> {
    let mut sides: [BTreeMap<&str, u64>; 2] = Default::default();
    for piece in corpus.partial.pieces.iter().filter(|piece| piece.counted && !piece.date.is_empty()) {
        if let Some(side) = pair.side(corpus.roster.place(piece.place).group) {
            *sides[usize::from(side == Side::B)].entry(&piece.date).or_default() += 1;
        }
    }
    let share = |at: usize| {
        let (own, other) = (&sides[at], &sides[1 - at]);
        let common: u64 = own.iter().filter(|(day, _)| other.contains_key(*day)).map(|(_, articles)| articles).sum();
        Micro::share(common, own.values().sum())
    };
    let (first, second) = (share(0)?, share(1)?);
    let [a, b] = pair.levels(corpus.roster);
    let message = format!(
        "The groups cover different days: {} of the articles of {a} are of days of {b}, {} the other way round. Compare within events",
        percent(first),
        percent(second)
    );
    let least = first.min(second);
    (least.0 < COMMON_PERCENT as i64 * 10_000)
        .then(|| Warning::new("W13", Severity::Warning, &format!("{a} | {b}"), least, message))
}

fn many_tests(answers: &[Answer]) -> Option<Warning> {
    let tests = answers.iter().filter(|answer| !answer.declared && answer.contrast.permutation.is_some()).count();
    let message = format!(
        "{tests} exploratory tests were made: their p are adjusted, and what they show is a guess to be tested on other articles. Declare in tone.toml \
         what you mean to claim"
    );
    (tests > TESTS).then(|| Warning::new("W16", Severity::Note, "exploratory", tests, message))
}

/// Groups that are too many to be compared with each other: W27.
fn left_out(corpus: Corpus<'_>, pairs: &Pairs) -> Option<Warning> {
    let names: BTreeSet<&str> = pairs.left_out.iter().map(|&group| corpus.roster.group(group)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let message = format!(
        "There are more than 8 groups: the 8 with most articles are each compared with all others; {} are compared with none on their own: {}. Declare \
         the comparisons you need",
        names.len(),
        some(&names)
    );
    (!names.is_empty()).then(|| Warning::new("W27", Severity::Note, "exploratory", names.len(), message))
}

/// Thresholds that are not the usual ones: W29.
fn deviations(corpus: Corpus<'_>) -> Vec<Warning> {
    let deviations = corpus.study.config.thresholds.deviations();
    let one = |(key, value, usual): (&'static str, u32, u32)| {
        Warning::new(
            "W29",
            Severity::Note,
            key,
            value,
            format!("[thresholds] sets {key} to {value}; it is {usual} unless configured: say so with your results"),
        )
    };
    deviations.into_iter().map(one).collect()
}
