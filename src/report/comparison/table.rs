//! `comparisons.csv`: what a reader needs of every difference; `data/comparisons.csv`: all figures of it.

use super::answer::{Answer, Figures};
use crate::error::Result;
use crate::report::cell::{Cell, Dialect};
use crate::report::column::{Column, Kind, Layout};
use crate::report::flag::Flag;
use crate::report::sink::Sink;
use crate::report::study::Corpus;
use crate::report::table::{Table, Written};
use crate::stats::effect::probability_of_superiority;

/// An answer with what names it.
pub struct Row<'a> {
    id: String,
    measure: String,
    speaker: &'a str,
    manner: &'static str,
    event: &'a str,
    levels: [&'a str; 2],
    answer: &'a Answer,
}

/// The id of the answer at a place: declared ones are counted apart from exploratory ones.
pub fn id(answers: &[Answer], at: usize) -> String {
    let declared = answers.iter().filter(|answer| answer.declared).count();
    if at < declared { format!("declared-{}", at + 1) } else { format!("exploratory-{}", at + 1 - declared) }
}

/// Writes both tables.
pub fn write(corpus: Corpus<'_>, answers: &[Answer], sink: &mut dyn Sink) -> Result<[Written; 2]> {
    let mut table = Table::<Comparisons>::new("comparisons");
    let mut data = Table::<Figured>::new("data/comparisons");
    for (at, answer) in answers.iter().enumerate() {
        let question = answer.question;
        let (speaker, manner) = question.speaker(corpus);
        let (measure, event) = (question.measure(corpus), question.event(corpus));
        let levels = question.pair.levels(corpus.roster);
        let row = Row { id: id(answers, at), measure, speaker, manner, event, levels, answer };
        table.push(&row, sink)?;
        data.push(&row, sink)?;
    }
    Ok([table.finish(sink)?, data.finish(sink)?])
}

fn low(ends: Option<(f64, f64)>) -> Option<f64> {
    ends.map(|(low, _)| low)
}

fn high(ends: Option<(f64, f64)>) -> Option<f64> {
    ends.map(|(_, high)| high)
}

impl Row<'_> {
    fn interval(&self) -> Option<(f64, f64)> {
        self.answer.contrast.interval()
    }

    fn within(&self) -> Option<(f64, f64)> {
        self.answer.within_event.map(|estimate| estimate.interval())
    }

    fn adjustment(&self) -> &'static str {
        if self.answer.declared { "holm" } else { "benjamini-hochberg" }
    }

    fn side(&self, at: usize) -> &Figures {
        &self.answer.sides[at]
    }
}

/// The unit of the means of measures.
pub const UNIT: &str = "tone, -1 to 1, or a share of sentences, 0 to 1";
/// The unit of their differences.
pub const DIFFERENCE: &str = "tone, -2 to 2, or a share of sentences, -1 to 1";
/// The unit of the ends of an interval of such a difference, which are not kept to what a difference can be.
pub const END: &str = "tone, may pass -2 and 2, or a share of sentences, may pass -1 and 1";
/// The unit of standard errors.
const ERROR: &str = "tone or a share of sentences, 0 or more";
/// The unit of a difference of shares.
const OF_SHARES: &str = "share of sentences, -1 to 1";

/// What differences between codings are of; ends of intervals may pass these.
const TONE_DIFFERENCE: &str = "tone, about -2 to 2";

/// The layout of `comparisons.csv`.
pub enum Comparisons {}

impl Layout for Comparisons {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "comparisons";
    const TITLE: &'static str = "A difference between two groups of outlets, the first minus the second. The unit of every interval and test is the \
        article, near-duplicates being one. Declared comparisons are claims; exploratory ones are asked of every corpus, and suggest.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["id"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = identity();
        columns.extend(sides());
        columns.extend(difference());
        columns.extend(sturdiness());
        columns
    }
}

fn identity<L: for<'a> Layout<Row<'a> = Row<'a>>>() -> Vec<Column<L>> {
    vec![
        Column::text("id", "declared-1 and so on in the order of tone.toml, exploratory-1 and so on", |row| {
            Cell::text(&row.id)
        }),
        Column::new("declared", Kind::Boolean, "", "True for a [[comparison]] of tone.toml", |row| {
            Cell::Boolean(row.answer.declared)
        }),
        Column::text(
            "measure",
            "tone (of the words printed as the speaker's), outlet_voice (tone of the outlets' own words), about:<actor> (the same in sentences \
             that mention the actor), frame:<set>.<category> (share of sentences that hold the frame), share_attributed (share of sentences in \
             which somebody speaks)",
            |row| Cell::text(&row.measure),
        ),
        Column::text("speaker", "With measure tone", |row| Cell::text(row.speaker)),
        Column::text("manner", "With measure tone: all, quoted, paraphrased or statement", |row| {
            Cell::text(row.manner)
        }),
        Column::text("event", "The event whose articles are compared; empty for all", |row| Cell::text(row.event)),
        Column::text("level_a", "The first group", |row| Cell::text(row.levels[0])),
        Column::text("level_b", "The second group", |row| Cell::text(row.levels[1])),
    ]
}

fn sides() -> Vec<Column<Comparisons>> {
    vec![
        Column::new("articles_a", Kind::Integer, "articles", "Articles of the first group", |row| {
            Cell::Integer(row.side(0).articles)
        }),
        Column::new("articles_b", Kind::Integer, "articles", "Articles of the second", |row| {
            Cell::Integer(row.side(1).articles)
        }),
        Column::new("sentences_a", Kind::Integer, "sentences", "Sentences of the first: n of its mean", |row| {
            Cell::Integer(row.side(0).sentences)
        }),
        Column::new("sentences_b", Kind::Integer, "sentences", "Sentences of the second", |row| {
            Cell::Integer(row.side(1).sentences)
        }),
        Column::new("mean_a", Kind::Number, UNIT, "Mean, or share, of the first", |row| {
            Cell::maybe(row.side(0).mean, Cell::Micro)
        }),
        Column::new("mean_b", Kind::Number, UNIT, "Mean, or share, of the second", |row| {
            Cell::maybe(row.side(1).mean, Cell::Micro)
        }),
    ]
}

fn difference() -> Vec<Column<Comparisons>> {
    vec![
        Column::new("difference", Kind::Number, DIFFERENCE, "mean_a - mean_b", |row| {
            Cell::number(row.answer.contrast.difference)
        }),
        Column::new("ci_low", Kind::Number, END, "Lower end of its 95 % interval, clustered by article (CR2)", |row| {
            Cell::number(low(row.interval()))
        }),
        Column::new("ci_high", Kind::Number, END, "Upper end", |row| Cell::number(high(row.interval()))),
        Column::new(
            "p",
            Kind::Number,
            "probability",
            "Permutation of articles, studentised, two-sided: how often a difference as large comes about if the group does not matter",
            |row| Cell::number(row.answer.contrast.permutation.map(|test| test.p)),
        ),
        Column::new(
            "p_adjusted",
            Kind::Number,
            "probability",
            "p adjusted for the other tested comparisons of its kind",
            |row| Cell::number(row.answer.p_adjusted),
        ),
        Column::text(
            "adjustment",
            "holm: over the declared comparisons (Holm 1979); benjamini-hochberg: over the exploratory ones (Benjamini & Hochberg 1995); empty \
             without a p",
            |row| Cell::maybe(row.answer.p_adjusted, |_| Cell::text(row.adjustment())),
        ),
        Column::new(
            "cliffs_delta",
            Kind::Number,
            "-1 to 1",
            "How much more often a sentence of the first group has the higher tone than the lower, over all pairs of sentences (Cliff 1993); of \
             tone only",
            |row| Cell::number(row.answer.delta),
        ),
        Column::new(
            "delta_low",
            Kind::Number,
            "-1 to 1",
            "Lower end of its 95 % interval by a bootstrap of articles",
            |row| Cell::number(row.answer.delta_interval.as_ref().map(|interval| interval.low)),
        ),
        Column::new("delta_high", Kind::Number, "-1 to 1", "Upper end", |row| {
            Cell::number(row.answer.delta_interval.as_ref().map(|interval| interval.high))
        }),
    ]
}

fn sturdiness() -> Vec<Column<Comparisons>> {
    vec![
        Column::new(
            "within_event_difference",
            Kind::Number,
            DIFFERENCE,
            "Average of the differences of the events that both groups cover with two articles or more, each weighed by the articles of the group \
             with fewer",
            |row| Cell::number(row.answer.within_event.map(|estimate| estimate.value)),
        ),
        Column::new("within_low", Kind::Number, END, "Lower end of its 95 % interval", |row| {
            Cell::number(low(row.within()))
        }),
        Column::new("within_high", Kind::Number, END, "Upper end", |row| Cell::number(high(row.within()))),
        Column::new(
            "loo_min",
            Kind::Number,
            DIFFERENCE,
            "The least difference when one outlet of a group with several is left out",
            |row| Cell::number(low(row.answer.without_an_outlet)),
        ),
        Column::new("loo_max", Kind::Number, DIFFERENCE, "The greatest", |row| {
            Cell::number(high(row.answer.without_an_outlet))
        }),
        Column::new(
            "human_difference",
            Kind::Number,
            TONE_DIFFERENCE,
            "The same difference as people coded it, in the hand-coded sample ([corpus] coded): weighed means of the items that are among what is \
             compared. Empty without a sample, with fewer than 10 such items on a side, and for shares",
            |row| Cell::number(row.answer.coded.map(|coded| coded.human)),
        ),
        Column::new(
            "bias_difference",
            Kind::Number,
            TONE_DIFFERENCE,
            "The program's difference on these items less human_difference: how much is the instrument's own",
            |row| Cell::number(row.answer.coded.map(|coded| coded.bias)),
        ),
        Column::new(
            "bias_low",
            Kind::Number,
            TONE_DIFFERENCE,
            "Lower end of its 95 % interval, clustered by article",
            |row| Cell::number(low(row.answer.coded.and_then(|coded| coded.interval))),
        ),
        Column::new("bias_high", Kind::Number, TONE_DIFFERENCE, "Upper end", |row| {
            Cell::number(high(row.answer.coded.and_then(|coded| coded.interval)))
        }),
        Column::text(
            "verdict",
            "higher or lower: the first group's mean is, at an adjusted p under .05 and with an interval without 0 (of shares also the hybrid \
             one of data/comparisons.csv); cannot tell: these articles do \
             not decide it, which does not mean that there is no difference",
            |row| Cell::text(row.answer.verdict().as_str()),
        ),
        Column::text("flags", Flag::legend(&Flag::OF_COMPARISONS), |row| Flag::cell(&row.answer.flags)),
    ]
}

/// The layout of `data/comparisons.csv`.
pub enum Figured {}

impl Layout for Figured {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "comparison-figures";
    const TITLE: &'static str = "The full figures of a comparison; formulas and sources in docs/methods.md.";
    const DIALECT: Dialect = Dialect::Exact;
    const KEY: &'static [&'static str] = &["id"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = identity();
        columns.extend(of_sides());
        columns.extend(of_the_difference());
        columns
    }
}

fn of_sides() -> Vec<Column<Figured>> {
    vec![
        Column::new(
            "clusters_a",
            Kind::Integer,
            "clusters",
            "Articles of the first group, families of near-duplicates once",
            |row| Cell::Integer(row.side(0).clusters),
        ),
        Column::new("clusters_b", Kind::Integer, "clusters", "Of the second", |row| {
            Cell::Integer(row.side(1).clusters)
        }),
        Column::new("outlets_a", Kind::Integer, "outlets", "Outlets of the first group", |row| {
            Cell::Integer(row.side(0).outlets)
        }),
        Column::new("outlets_b", Kind::Integer, "outlets", "Of the second", |row| Cell::Integer(row.side(1).outlets)),
        Column::new("mean_a", Kind::Number, UNIT, "Mean of the first", |row| {
            Cell::maybe(row.side(0).mean, Cell::Micro)
        }),
        Column::new("mean_b", Kind::Number, UNIT, "Mean of the second", |row| {
            Cell::maybe(row.side(1).mean, Cell::Micro)
        }),
        Column::new("se_a", Kind::Number, ERROR, "Standard error of mean_a (CR2)", |row| {
            Cell::number(row.side(0).estimate.map(|e| e.se))
        }),
        Column::new("se_b", Kind::Number, ERROR, "Of mean_b", |row| Cell::number(row.side(1).estimate.map(|e| e.se))),
        Column::new("df_a", Kind::Number, "degrees of freedom", "Of mean_a (Bell & McCaffrey 2002)", |row| {
            Cell::number(row.side(0).estimate.map(|e| e.df))
        }),
        Column::new("df_b", Kind::Number, "degrees of freedom", "Of mean_b", |row| {
            Cell::number(row.side(1).estimate.map(|e| e.df))
        }),
        Column::new(
            "icc_a",
            Kind::Number,
            "-1 to 1",
            "ICC(1): how alike the sentences of an article of the first group are",
            |row| Cell::number(row.side(0).icc.map(|icc| icc.icc)),
        ),
        Column::new("icc_b", Kind::Number, "-1 to 1", "Of the second", |row| {
            Cell::number(row.side(1).icc.map(|icc| icc.icc))
        }),
        Column::new(
            "effective_n_a",
            Kind::Number,
            "sentences",
            "Independent sentences that those of the first group are worth",
            |row| Cell::number(row.side(0).icc.map(|icc| icc.effective_n)),
        ),
        Column::new("effective_n_b", Kind::Number, "sentences", "Of the second", |row| {
            Cell::number(row.side(1).icc.map(|icc| icc.effective_n))
        }),
    ]
}

fn of_the_difference() -> Vec<Column<Figured>> {
    vec![
        Column::new("difference", Kind::Number, DIFFERENCE, "mean_a - mean_b", |row| {
            Cell::number(row.answer.contrast.difference)
        }),
        Column::new("se", Kind::Number, ERROR, "Its standard error (CR2)", |row| {
            Cell::number(row.answer.contrast.estimate.map(|e| e.se))
        }),
        Column::new("t", Kind::Number, "", "difference / se", |row| {
            Cell::number(row.answer.contrast.estimate.and_then(|e| e.t()))
        }),
        Column::new("df", Kind::Number, "degrees of freedom", "Of t", |row| {
            Cell::number(row.answer.contrast.estimate.map(|e| e.df))
        }),
        Column::new("ci_low", Kind::Number, END, "Lower end of the 95 % interval of the difference", |row| {
            Cell::number(low(row.interval()))
        }),
        Column::new("ci_high", Kind::Number, END, "Upper end", |row| Cell::number(high(row.interval()))),
        Column::new(
            "hybrid_low",
            Kind::Number,
            OF_SHARES,
            "Of shares, lower end of the difference's interval by Newcombe's hybrid of the two clustered Wilson intervals of frames.csv",
            |row| Cell::number(row.answer.contrast.hybrid.map(|hybrid| hybrid.low)),
        ),
        Column::new("hybrid_high", Kind::Number, OF_SHARES, "Upper end", |row| {
            Cell::number(row.answer.contrast.hybrid.map(|hybrid| hybrid.high))
        }),
        Column::new("p_t", Kind::Number, "probability", "p of t, two-sided", |row| {
            Cell::number(row.answer.contrast.estimate.and_then(|e| e.p()))
        }),
        Column::new("p", Kind::Number, "probability", "p of the permutation of articles", |row| {
            Cell::number(row.answer.contrast.permutation.map(|t| t.p))
        }),
        Column::new("p_adjusted", Kind::Number, "probability", "The same, adjusted", |row| {
            Cell::number(row.answer.p_adjusted)
        }),
        Column::new("labelings", Kind::Integer, "labelings", "Labelings of articles that were looked at", |row| {
            Cell::maybe(row.answer.contrast.permutation, |test| Cell::Integer(test.labelings))
        }),
        Column::new("exact", Kind::Boolean, "", "True if these are all that there are, false for random ones", |row| {
            Cell::maybe(row.answer.contrast.permutation, |test| Cell::Boolean(test.exact))
        }),
        Column::new("cliffs_delta", Kind::Number, "-1 to 1", "As in comparisons.csv", |row| {
            Cell::number(row.answer.delta)
        }),
        Column::new(
            "probability_of_superiority",
            Kind::Number,
            "probability",
            "That a sentence of the first group has the higher tone, ties half",
            |row| Cell::number(row.answer.delta.map(probability_of_superiority)),
        ),
        Column::new(
            "hedges_g",
            Kind::Number,
            "standard deviations",
            "The difference in standard deviations of sentences (Hedges 1981)",
            |row| Cell::number(row.answer.hedges_g),
        ),
    ]
}
