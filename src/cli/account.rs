//! The account of a score as a person checks it: the formula, and beneath it the words that made its sum.

use super::layout::{Ink, NO_BREAK, Page};
use super::reason::{COLUMN, entry};
use crate::analysis::reckoning::{Counted, Reckoning, Step};
use crate::row::Row;
use crate::score::Score;
use crate::tone::evidence::List;
use crate::tone::rules::Rule;

/// Words longer than this do not widen the column of words.
const WORD: usize = 22;
/// Digits behind the point that every figure has, and that it may have where it needs them.
const DIGITS: (usize, usize) = (2, 4);
/// Digits that a sum may have where its score hangs on them.
const MOST_DIGITS: usize = 9;

/// A line of an account: what counts, the words, how it came about.
struct Entry<'a> {
    counts: f64,
    words: &'a str,
    steps: String,
}

/// The score, and beneath it the words that made it; then those that name events.
pub(super) fn tone(page: &mut Page, label: &str, row: &Row, score: Option<&Reckoning>) {
    let Some(figure) = row.tone else {
        return entry(page, label, &[(Ink::Faint, "none: no words of its own".to_owned())]);
    };
    let mut words = vec![(Ink::of(f64::from(figure.0)), signed(figure))];
    let counted = |score: &&Reckoning| score.words.iter().any(|word| word.counts != 0.0);
    if score.is_none() {
        words.push((Ink::Faint, ": this profile does not say why".to_owned()));
    } else if let Some(score) = score.filter(counted) {
        let sum = sum(score.sum, figure);
        words.push((Ink::Faint, formula(&sum)));
    } else {
        words.push((Ink::Faint, ": no word scores".to_owned()));
    }
    if let Some(vader) = row.vader.filter(|vader| *vader != figure) {
        words.push((Ink::Faint, format!("; VADER {}", signed(vader))));
    }
    entry(page, label, &words);
    let Some(score) = score else { return };
    let own = score.words.iter().map(|word| Entry { counts: word.counts, words: &word.text, steps: steps(word) });
    let mut entries: Vec<Entry> = own.collect();
    if score.emphasis != 0.0 {
        let steps = "exclamation and question marks".to_owned();
        entries.push(Entry { counts: score.emphasis, words: "!?", steps });
    }
    account(page, &entries);
    events(page, row.event_negativity, &score.events);
}

/// The words that name events, each with whether it counts.
fn events(page: &mut Page, figure: Score, words: &[Counted]) {
    if words.is_empty() {
        return;
    }
    let total: f64 = words.iter().map(|word| word.counts.min(0.0)).sum();
    let how = if total < 0.0 { formula(&sum(-total, figure).replace('+', "")) } else { ": none counts".to_owned() };
    entry(page, "events", &[(Ink::Faint, format!("{figure}{how}"))]);
    let own = |word: &Counted| steps(word) + if word.counts < 0.0 { "" } else { ": does not count" };
    let entries = words.iter().map(|word| Entry { counts: word.counts.min(0.0), words: &word.text, steps: own(word) });
    account(page, &entries.collect::<Vec<_>>());
}

/// Writes the lines of an account in columns.
fn account(page: &mut Page, entries: &[Entry]) {
    let wide = entries.iter().map(|entry| entry.words.chars().count()).filter(|wide| *wide <= WORD).max().unwrap_or(0);
    let behind = |figure: f64| points(figure).rsplit('.').next().map_or(0, str::len);
    let digits = entries.iter().map(|entry| behind(entry.counts)).max().unwrap_or(0);
    // A sign, a digit, the point.
    let figure = digits + 3;
    let column = COLUMN + figure + 2 + wide + 2;
    for Entry { counts, words, steps } in entries {
        let shown = format!("{:>figure$}  ", fixed(*counts, digits));
        let label = [(Ink::Plain, " ".repeat(COLUMN)), (Ink::of(*counts), shown), (Ink::Plain, (*words).to_owned())];
        page.entry(column, &label, &[(Ink::Plain, steps.clone())]);
    }
}

/// How a word came to count what it counts.
fn steps(word: &Counted) -> String {
    let reference = word.reference.map(|reference| format!("; VADER {}", points(reference))).unwrap_or_default();
    let reason = word.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    let silent = word.reason.map(|reason| match reason.strip_prefix("names an event: ") {
        Some(kind) => format!("names an event (list: {kind})"),
        None => format!("silent in news prose (list: {reason})"),
    });
    let mut all = match word.list {
        List::Reference => format!("{} VADER", points(word.listed)),
        List::News => format!("{} news list{reason}{reference}", points(word.listed)),
        List::Events => format!("{} event list{reason}", points(word.listed)),
        List::Neutral => silent.unwrap_or_else(|| "silent in news prose".to_owned()) + &reference,
        List::Name => format!("silent in a name{reference}"),
    };
    if let Some(described) = &word.described {
        all += &format!(", read as “{described}”");
    }
    for step in &word.steps {
        all += &format!(", {} {}", points(step.change), rule(step));
    }
    all
}

/// What a rule goes by.
fn rule(step: &Step) -> String {
    let by = format!("“{}”", step.by);
    match step.rule {
        Rule::Booster => format!("for {by}"),
        Rule::Negation | Rule::Least => format!("{by} turns it"),
        Rule::NeverSo => "“never so” or “so”".to_owned(),
        Rule::No => "“no” before a word that scores".to_owned(),
        Rule::Capitals => "for capitals".to_owned(),
        Rule::Idiom => format!("as part of {by}"),
        Rule::But => format!("by {by}"),
    }
}

/// The way from a sum to its score.
fn formula(sum: &str) -> String {
    let root = sum.trim_start_matches(['+', '-']);
    format!(" = {sum}{NO_BREAK}/{NO_BREAK}√({root}²{NO_BREAK}+{NO_BREAK}15)")
}

/// A sum with as many digits as give its score on a calculator.
fn sum(sum: f64, score: Score) -> String {
    let gives =
        |text: &String| text.parse::<f64>().is_ok_and(|sum| Score::from_unit(sum / (sum * sum + 15.0).sqrt()) == score);
    let more = (DIGITS.1 + 1..=MOST_DIGITS).map(|digits| fixed(sum, digits));
    std::iter::once(points(sum)).chain(more).find(gives).unwrap_or_else(|| points(sum))
}

/// A score with its sign.
pub(super) fn signed(score: Score) -> String {
    if score.0 > 0 { format!("+{score}") } else { score.to_string() }
}

/// A figure to four digits, without zeros at the end but for the first two.
fn points(figure: f64) -> String {
    let text = fixed(figure, DIGITS.1);
    let needed = text.trim_end_matches('0').len().max(text.len() - (DIGITS.1 - DIGITS.0));
    text[..needed].to_owned()
}

/// A figure to so many digits; zero has no sign.
fn fixed(figure: f64, digits: usize) -> String {
    let text = format!("{figure:+.digits$}");
    if text.contains(|c: char| c.is_ascii_digit() && c != '0') { text } else { text.replace(['+', '-'], "") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reason_is_the_list_s_and_an_idiom_names_itself() {
        let word = |list, reason, step: Option<Step>| Counted {
            text: "war".to_owned(),
            spans: Vec::new(),
            described: None,
            list,
            reason,
            listed: -1.0,
            reference: None,
            steps: step.into_iter().collect(),
            counts: 0.0,
        };
        let said = |list, reason| steps(&word(list, Some(reason), None));
        assert_eq!(said(List::Neutral, "names an event: war and fighting"), "names an event (list: war and fighting)");
        assert_eq!(said(List::Neutral, "verb of saying"), "silent in news prose (list: verb of saying)");
        assert_eq!(said(List::News, "praise"), "-1.00 news list (praise)");
        assert_eq!(steps(&word(List::Neutral, None, None)), "silent in news prose");
        let idiom = Step { rule: Rule::Idiom, by: "kiss of death".to_owned(), change: 0.5 };
        assert_eq!(steps(&word(List::Reference, None, Some(idiom))), "-1.00 VADER, +0.50 as part of “kiss of death”");
    }

    #[test]
    fn figures_have_the_digits_they_need() {
        assert_eq!([points(3.1), points(-0.00004), points(-12.0)], ["+3.10", "0.00", "-12.00"]);
        assert_eq!([points(0.851), points(3.2895), points(-1.611_979)], ["+0.851", "+3.2895", "-1.612"]);
        assert_eq!([signed(Score(0)), signed(Score(55)), signed(Score(-55))], ["0.0000", "+0.0055", "-0.0055"]);
    }

    proptest! {
        #[test]
        fn a_calculator_comes_to_the_score(total in -40.0_f64..40.0) {
            let score = Score::from_unit(total / (total * total + 15.0).sqrt());
            let shown: f64 = sum(total, score).parse().unwrap();
            prop_assert_eq!(Score::from_unit(shown / (shown * shown + 15.0).sqrt()), score);
            prop_assert!((shown - total).abs() <= 0.000_051);
        }
    }
}
