//! What was asked, and what can be said.

use crate::partial::cell::Cut;
use crate::report::comparison::answer::Answer;
use crate::report::comparison::contrast::Verdict;
use crate::report::comparison::question::{Question, What};
use crate::report::comparison::table::id;
use crate::report::page::content::{Block, Cell, Claim, Figure, PROSE, Row, Section, Table, short};
use crate::report::page::figure::{Unit, counted, p, signed};
use crate::report::page::forest::{self, Axis, Mark, Titled};
use crate::report::page::material::Material;
use crate::report::study::Corpus;
use crate::report::warning::kind::{Severity, Warning};

/// Declared comparisons that are told one by one.
const DECLARED: usize = 24;
/// Exploratory ones in the table.
const EXPLORATORY: usize = 40;
/// Warnings beside a comparison.
const WARNINGS: usize = 3;

/// The section.
pub fn section(material: Material<'_>) -> Section {
    let declared: Vec<&Answer> = material.answers.iter().filter(|answer| answer.declared).collect();
    let mut section = Section {
        id: "comparisons",
        title: "The comparisons",
        files: vec!["comparisons.csv", "robustness.csv", "data/comparisons.csv"],
        ..Section::default()
    };
    if declared.is_empty() {
        section.lead.push(
            "No comparison was declared in tone.toml, so nothing here is a claim. What every corpus is asked stands below: it suggests what to \
             test on other articles."
                .to_owned(),
        );
    } else {
        section.lead.push(
            "These were declared in tone.toml. Each is a difference of two groups of outlets, the first minus the second; the unit of intervals and \
             tests is the article."
                .to_owned(),
        );
        let claims: Vec<Claim> = declared.iter().take(DECLARED).map(|answer| claim(material, answer)).collect();
        section.blocks.push(Block::Claims(claims));
        section.blocks.extend(figures(material, &declared));
        if declared.len() > DECLARED {
            let more = format!("{} more are in comparisons.csv.", declared.len() - DECLARED);
            section.blocks.push(Block::Notes { fold: String::new(), items: vec![more] });
        }
    }
    section.blocks.push(exploratory(material, declared.is_empty()));
    section
}

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

fn levels(material: Material<'_>, question: Question) -> [String; 2] {
    question.pair.levels(material.corpus.roster).map(|level| short(level, 40))
}

/// The verdict in fixed words.
fn verdict(answer: &Answer, [a, b]: &[String; 2]) -> (String, &'static str) {
    match answer.verdict() {
        Verdict::Higher => (format!("higher in {a} than in {b}"), "higher"),
        Verdict::Lower => (format!("lower in {a} than in {b}"), "lower"),
        Verdict::CannotTell => (format!("cannot tell {a} and {b} apart"), "cannot-tell"),
    }
}

fn claim(material: Material<'_>, answer: &Answer) -> Claim {
    let (corpus, question) = (material.corpus, answer.question);
    let levels = levels(material, question);
    let (told, class) = verdict(answer, &levels);
    let at = material.answers.iter().position(|other| std::ptr::eq(other, answer)).unwrap_or_default();
    let id = id(material.answers, at);
    let [a, b] = [&answer.sides[0], &answer.sides[1]]
        .map(|side| format!("{} of {}", counted(side.sentences, "sentence"), counted(side.articles, "article")));
    let test =
        answer.p_adjusted.map_or_else(|| "not tested".to_owned(), |value| format!("{}, adjusted by Holm", p(value)));
    let figures = format!(
        "{} minus {}: {}; {test}. {}: {a}; {}: {b}.",
        levels[0],
        levels[1],
        difference(question, answer.contrast.difference, answer.contrast.interval()),
        levels[0],
        levels[1]
    );
    let checked = answer.coded.map(|coded| {
        format!(
            " On a sample, people see {}; the instrument adds {}.",
            difference(question, Some(coded.human), None),
            difference(question, Some(coded.bias), coded.interval)
        )
    });
    let mut touching: Vec<&Warning> = touching(material, answer, &id);
    let more = touching.split_off(touching.len().min(WARNINGS));
    let print = |warning: &Warning| format!("{}: {}", warning.code, short(&warning.message, PROSE));
    Claim {
        id,
        what: words(question, corpus),
        verdict: told,
        class,
        figures: figures + &checked.unwrap_or_default(),
        warnings: touching.into_iter().map(print).collect(),
        more: more.into_iter().map(print).collect(),
    }
}

/// Warnings about a comparison, then those about one of its groups; real ones before notes.
fn touching<'a>(material: Material<'a>, answer: &Answer, id: &str) -> Vec<&'a Warning> {
    let [a, b] = answer.question.pair.levels(material.corpus.roster);
    let rank = |warning: &Warning| {
        let scope = warning.scope.as_str();
        let of_pair = scope.split(" | ").all(|level| level == a || level == b);
        if scope == id { Some(0) } else { of_pair.then_some(1) }
    };
    let mut found: Vec<(Severity, i32, &Warning)> =
        material.warnings.iter().filter_map(|warning| Some((warning.severity, rank(warning)?, warning))).collect();
    // A stable sort: those that weigh the same stay in the order of the table.
    found.sort_by_key(|(severity, rank, _)| (*severity, *rank));
    found.into_iter().map(|(_, _, warning)| warning).collect()
}

/// Declared differences as a forest, tone and shares apart.
fn figures(material: Material<'_>, declared: &[&Answer]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for unit in [Unit::Tone, Unit::Points] {
        let answers: Vec<&Answer> =
            declared.iter().copied().filter(|answer| self::unit(answer.question) == unit).take(DECLARED).collect();
        if answers.is_empty() {
            continue;
        }
        let mark = |answer: &&Answer| Mark {
            label: id(
                material.answers,
                material.answers.iter().position(|other| std::ptr::eq(other, *answer)).unwrap_or_default(),
            ),
            n: format!("{} : {}", answer.sides[0].articles, answer.sides[1].articles),
            sign: 0,
            group: None,
            hollow: answer.verdict() == Verdict::CannotTell,
            value: answer.contrast.difference,
            interval: answer.contrast.interval(),
        };
        let marks: Vec<Mark> = answers.iter().map(mark).collect();
        let axis = Axis::around(unit, &marks.iter().collect::<Vec<_>>());
        let what = if unit == Unit::Tone {
            "Differences of tone (\u{2212}1 to 1)"
        } else {
            "Differences of shares (percentage points)"
        };
        let caption = format!(
            "{what} with 95\u{a0}% intervals, clustered by article. A filled sign: told apart; a hollow one: cannot tell. At the right the articles of \
             both sides. An arrow: the interval goes on beyond the axis."
        );
        let panel = forest::panel(&Titled { speaker: None, title: what.to_owned(), marks }, axis);
        blocks.push(Block::Figure(Figure { caption, legend: Vec::new(), panels: vec![panel] }));
    }
    blocks
}

fn exploratory(material: Material<'_>, open: bool) -> Block {
    let answers = material.answers.iter().enumerate().filter(|(_, answer)| !answer.declared);
    let number = answers.clone().count();
    let row = |(at, answer): (usize, &Answer)| {
        let question = answer.question;
        let levels = levels(material, question);
        let cells = vec![
            // The sign that no line is broken at.
            Cell::head(id(material.answers, at).replace('-', "\u{2011}")),
            Cell { text: words(question, material.corpus), ..Cell::default() },
            Cell::text(format!("{} \u{2212} {}", levels[0], levels[1])),
            Cell::number(difference(question, answer.contrast.difference, answer.contrast.interval())),
            Cell::number(answer.p_adjusted.map(p).unwrap_or_default()),
            Cell::number(format!("{} : {}", answer.sides[0].articles, answer.sides[1].articles)),
            Cell::text(answer.verdict().as_str()),
        ];
        Row { cells, ..Row::default() }
    };
    let head = ["", "measure", "groups", "difference [95\u{a0}%]", "adjusted p", "articles", "verdict"]
        .map(Cell::text)
        .to_vec();
    Block::Table(Table {
        caption: format!(
            "{number} exploratory comparisons, asked of every corpus, not claims (p by Benjamini and Hochberg)"
        ),
        head,
        rows: answers.take(EXPLORATORY).map(row).collect(),
        folded: !open,
        more: if number > EXPLORATORY {
            format!("{} more in comparisons.csv", number - EXPLORATORY)
        } else {
            String::new()
        },
    })
}
