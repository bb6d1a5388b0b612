//! The data dictionary as a page for readers: `docs/data-dictionary.md`, from the same lists as `datapackage.json`.

use super::about::About;
use super::article::Articles;
use super::cell::Dialect;
use super::column::{Field, Layout};
use super::comparison::robustness::Robustness;
use super::comparison::table::{Comparisons, Figured};
use super::coverage::Coverage;
use super::frame::Frames;
use super::keyword::Keywords;
use super::relay::Relays;
use super::sentence::Sentences;
use super::speaker::Speakers;
use super::statement::Statements;
use super::table::Written;
use super::timeline::Timeline;
use super::verb::Verbs;
use super::warning::table::Warnings;

/// What stands above the tables.
const HEAD: &str = "\
# Data dictionary

Every table that `tone run` writes, and what each of its columns means. This page is made by
`cargo run --example data-dictionary > docs/data-dictionary.md` from the lists that make the tables; a run says the same, of the tables it
wrote, in `datapackage.json`, and in the notes and the first sheet of `report.xlsx`.

An empty cell is a missing value; columns of type `boolean` hold `true` or `false`, dates are `YYYY-MM-DD`. *For spreadsheets*: UTF-8 with BOM,
lines end with CR LF, a text cell that a spreadsheet would take for a formula (or that begins with an apostrophe) has an apostrophe in front,
and one longer than 32,767 characters is cut. *Exact*: UTF-8 without BOM, lines end with LF, text as it is. In a workbook every cell has
its type and no apostrophe. `data/sentences.parquet` has the columns of `data/sentences.csv`.
";

/// Every kind of table that any run writes, in the order of `datapackage.json`; what stands for many files is told once.
pub fn tables() -> Vec<Written> {
    vec![
        table::<Speakers>("speakers.csv"),
        table::<About>("about.csv"),
        table::<Comparisons>("comparisons.csv"),
        table::<Figured>("data/comparisons.csv"),
        table::<Robustness>("robustness.csv"),
        table::<Relays>("relays.csv"),
        table::<Frames>("frames.csv"),
        table::<Keywords>("keywords.csv"),
        table::<Verbs>("verbs.csv"),
        table::<Coverage>("coverage.csv"),
        table::<Timeline>("timeline.csv"),
        table::<Statements>("speakers/<name>.csv"),
        table::<Sentences>("data/sentences.csv"),
        table::<Articles>("data/articles.csv"),
        table::<Warnings>("warnings.csv"),
    ]
}

fn table<L: Layout>(path: &str) -> Written {
    Written { paths: vec![path.to_owned()], ..Written::of::<L>() }
}

/// The page.
pub fn markdown() -> String {
    tables().iter().fold(HEAD.to_owned(), |page, table| page + &section(table))
}

fn section(table: &Written) -> String {
    let key: Vec<String> = table.key.iter().map(|column| format!("`{column}`")).collect();
    let key = if key.is_empty() { "none".to_owned() } else { key.join(", ") };
    let dialect = if table.dialect == Dialect::Spreadsheet { "for spreadsheets" } else { "exact" };
    let rows: String = table.fields.iter().map(row).collect();
    format!(
        "\n## {}\n\n{}\n\nFile: `{}` · key: {key} · {dialect}\n\n| column | type | unit | meaning |\n|---|---|---|---|\n{rows}",
        table.name,
        escaped(table.title),
        table.paths.join("`, `"),
    )
}

fn row(field: &Field) -> String {
    let (name, kind, unit) = (field.name, field.kind.as_str(), escaped(field.unit));
    format!("| `{name}` | {kind} | {unit} | {} |\n", escaped(&field.description))
}

/// Text as Markdown shows it, in a cell of a table too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_stay_what_they_are() {
        assert_eq!(escaped("joined by |, <set>.*_x_"), "joined by \\|, \\<set\\>.\\*\\_x\\_");
    }

    #[test]
    fn every_table_and_every_column_is_told() {
        let page = markdown();
        for table in tables() {
            assert!(page.contains(&format!("\n## {}\n", table.name)), "{}", table.name);
            assert!(table.fields.iter().all(|field| page.contains(&format!("\n| `{}` |", field.name))));
        }
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let lines: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
        assert!(lines.iter().all(|line| cells(line) == 5), "a cell breaks its table");
    }
}
