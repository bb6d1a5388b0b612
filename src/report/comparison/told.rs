//! A comparison in words, for the page and for the terminal.

use super::answer::Answer;
use super::contrast::Verdict;
use super::question::{Question, What};
use super::table::id;
use crate::partial::cell::Cut;
use crate::report::number::{Unit, short, signed};
use crate::report::study::Corpus;
use crate::report::warning::kind::{Severity, Warning};

/// What a question asks, in words.
pub fn words(question: Question, corpus: Corpus<'_>) -> String {
    let name = |number: u32| short(&corpus.roster.name(number).text, 60);
    let what = match question.what {
        What::OutletVoice => "Tone of the outlets\u{2019} own words".to_owned(),
        What::Tone(speaker, cut) => {
            let manner = if cut == Cut::All { String::new() } else { format!(", {}", cut.as_str()) };
            format!("Tone of the words printed as those of {}{manner}", name(speaker))
        }
        What::About(actor) => format!("Tone of the outlets\u{2019} own words where they mention {}", name(actor)),
        What::Frame(frame) => {
            let frame = &corpus.roster.frames.all[usize::from(frame)];
            format!(
                "Share of sentences with words of the frame {}",
                short(&format!("{}.{}", frame.set, frame.category), 60)
            )
        }
        What::ShareAttributed => "Share of sentences in which somebody speaks".to_owned(),
    };
    let event = question.event(corpus);
    if event.is_empty() { what } else { format!("{what}, event {}", short(event, 60)) }
}

/// The unit of a question's differences.
pub fn unit(question: Question) -> Unit {
    if question.what.is_tone() { Unit::Tone } else { Unit::Points }
}

/// A difference with its interval, with a decimal more than means have.
pub fn difference(question: Question, difference: Option<f64>, interval: Option<(f64, f64)>) -> String {
    let print = |value: f64| if question.what.is_tone() { signed(value, 3) } else { Unit::Points.print(value) };
    let Some(value) = difference else { return "no difference can be computed".to_owned() };
    let ends = interval.map(|(low, high)| format!(" [{}, {}]", print(low), print(high))).unwrap_or_default();
    let points = if question.what.is_tone() { "" } else { " points" };
    format!("{}{ends}{points}", print(value))
}

/// The names of the sides.
pub fn levels(question: Question, corpus: Corpus<'_>) -> [String; 2] {
    question.pair.levels(corpus.roster).map(|level| short(level, 40))
}

/// The verdict in fixed words, and in one that names its kind.
pub fn verdict(answer: &Answer, [a, b]: &[String; 2]) -> (String, &'static str) {
    match answer.verdict() {
        Verdict::Higher => (format!("higher in {a} than in {b}"), "higher"),
        Verdict::Lower => (format!("lower in {a} than in {b}"), "lower"),
        Verdict::CannotTell => (format!("cannot tell {a} and {b} apart"), "cannot-tell"),
    }
}

/// Warnings about a comparison, then those about one of its groups; real ones before notes.
pub fn touching<'a>(warnings: &'a [Warning], [a, b]: [&str; 2], id: &str) -> Vec<&'a Warning> {
    let rank = |warning: &Warning| {
        let scope = warning.scope.as_str();
        let of_pair = scope.split(" | ").all(|level| level == a || level == b);
        if scope == id { Some(0) } else { of_pair.then_some(1) }
    };
    let mut found: Vec<(Severity, i32, &Warning)> =
        warnings.iter().filter_map(|warning| Some((warning.severity, rank(warning)?, warning))).collect();
    // A stable sort: those that weigh the same stay in the order of the table.
    found.sort_by_key(|(severity, rank, _)| (*severity, *rank));
    found.into_iter().map(|(_, _, warning)| warning).collect()
}

/// A comparison in a few words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// As in `comparisons.csv`.
    pub id: String,
    /// True if the study declared it.
    pub declared: bool,
    /// What is compared; names in it are untrusted text.
    pub what: String,
    /// The sides.
    pub levels: [String; 2],
    /// The difference with its interval.
    pub difference: String,
    /// The verdict.
    pub verdict: &'static str,
    /// Codes of the warnings that touch it, those about it first.
    pub warnings: Vec<&'static str>,
}

/// What a run says at its end: the declared comparisons, or where there are none, what every pair of groups is asked first.
pub fn told(answers: &[Answer], warnings: &[Warning], corpus: Corpus<'_>) -> Vec<Told> {
    let any = answers.iter().any(|answer| answer.declared);
    let shown = |answer: &Answer| answer.declared || !any && answer.question.what == What::OutletVoice;
    let one = |(at, answer): (usize, &Answer)| {
        let (question, id) = (answer.question, id(answers, at));
        let touching = touching(warnings, question.pair.levels(corpus.roster), &id);
        let mut codes: Vec<&'static str> = Vec::new();
        for warning in touching.into_iter().filter(|warning| warning.severity == Severity::Warning) {
            if !codes.contains(&warning.code) {
                codes.push(warning.code);
            }
        }
        Told {
            id,
            declared: answer.declared,
            what: words(question, corpus),
            levels: levels(question, corpus),
            difference: difference(question, answer.contrast.difference, answer.contrast.interval()),
            verdict: answer.verdict().as_str(),
            warnings: codes,
        }
    };
    answers.iter().enumerate().filter(|(_, answer)| shown(answer)).map(one).collect()
}
