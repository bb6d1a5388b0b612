//! The layout of `agreement.csv`.

use super::Row;
use crate::error::Result;
use crate::report::cell::{Cell, Dialect};
use crate::report::column::{Column, Kind, Layout, TONE};
use crate::report::flag::Flag;
use crate::report::sink::Sink;
use crate::report::table::{Table, Written};

/// Writes the table.
pub fn write(rows: &[Row], sink: &mut dyn Sink) -> Result<Written> {
    let mut table = Table::<Agreement>::new("agreement");
    rows.iter().try_for_each(|row| table.push(&row, sink))?;
    table.finish(sink)
}

/// The layout of `agreement.csv`.
pub enum Agreement {}

impl Layout for Agreement {
    type Row<'a> = &'a Row;
    const NAME: &'static str = "agreement";
    const TITLE: &'static str =
        "The program against people who coded a random sample of its rows, and these people against each other.";
    const DIALECT: Dialect = Dialect::Spreadsheet;
    const KEY: &'static [&'static str] = &["measure", "group"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = counts();
        columns.extend(figures());
        columns
    }
}

fn counts() -> Vec<Column<Agreement>> {
    vec![
        Column::text(
            "measure",
            "tone (over the three classes), tone_negative, tone_neutral, tone_positive (one class; the program's border is .05), speaker (who says the \
             words)",
            |row| Cell::text(row.measure.as_str()),
        ),
        Column::text("group", "The group of outlets, or all", |row| Cell::text(&row.group)),
        Column::new("n", Kind::Integer, "items", "Items that somebody coded", |row| Cell::Integer(row.n)),
        Column::new("articles", Kind::Integer, "articles", "Articles of these", |row| Cell::Integer(row.articles)),
        Column::new(
            "coder_alpha",
            Kind::Number,
            "at most 1",
            "Krippendorff's alpha between coders: ordinal for tone, nominal for a class and for speakers; nothing of the program's is in it",
            |row| Cell::number(row.coder_alpha),
        ),
        Column::new("alpha_n", Kind::Integer, "items", "Items that two or more coded: alpha is of these", |row| {
            Cell::Integer(row.alpha_n)
        }),
        Column::new(
            "precision",
            Kind::Number,
            "0 to 1",
            "Weighed share of what the program finds that the coders confirm; for tone the average of the classes that occur",
            |row| Cell::number(row.precision),
        ),
        Column::new(
            "recall",
            Kind::Number,
            "0 to 1",
            "Weighed share of what the coders see that the program finds; for tone the average of the classes that occur",
            |row| Cell::number(row.recall),
        ),
    ]
}

fn figures() -> Vec<Column<Agreement>> {
    vec![
        Column::new("human_mean", Kind::Number, TONE, "Weighed mean of the coders' tone", |row| {
            Cell::number(row.human_mean)
        }),
        Column::new(
            "machine_mean",
            Kind::Number,
            TONE,
            "Weighed mean of the program's tone of the same items",
            |row| Cell::number(row.machine_mean),
        ),
        Column::new("bias", Kind::Number, "tone, -2 to 2", "machine_mean - human_mean", |row| Cell::number(row.bias)),
        Column::new(
            "ci_low",
            Kind::Number,
            "tone, -2 to 2",
            "Lower end of its 95 % interval, clustered by article (CR2)",
            |row| Cell::number(row.ci_low),
        ),
        Column::new("ci_high", Kind::Number, "tone, -2 to 2", "Upper end", |row| Cell::number(row.ci_high)),
        Column::new(
            "machine_mean_on_human_neutral",
            Kind::Number,
            TONE,
            "Weighed mean of the program's tone of items coded 0: what vocabulary alone does. It should be 0, and the same in all groups",
            |row| Cell::number(row.machine_mean_on_human_neutral),
        ),
        Column::new(
            "r",
            Kind::Number,
            "-1 to 1",
            "Weighed correlation of the program's tone with the coders'",
            |row| Cell::number(row.r),
        ),
        Column::text("flags", Flag::legend(&Flag::OF_AGREEMENT), |row| Flag::cell(&row.flags)),
    ]
}
