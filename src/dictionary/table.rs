//! Dictionaries in tables: columns `pattern` and `category`, and `weight` if there is one, in any order.

use super::gathered::Gathered;
use super::import::Mistake;
use super::set::Pattern;
use crate::score::Score;
use csv::{ByteRecord, Error, ErrorKind, ReaderBuilder, StringRecord};

/// What may part the columns.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// Digits behind the decimal point: those of [`Score::UNIT`].
const DECIMALS: usize = 4;

/// The places of the columns.
struct Columns {
    pattern: usize,
    category: usize,
    weight: Option<usize>,
}

/// Reads a file into a set.
pub fn read(text: &str, gathered: &mut Gathered) -> Result<(), Mistake> {
    let Some((separator, columns)) = SEPARATORS.into_iter().find_map(|by| Some((by, columns(text, by)?))) else {
        return Err(Mistake::at(1, "a table has columns `pattern` and `category`, and `weight` if there is one"));
    };
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        if cell(columns.category).is_empty() {
            gathered.drop(line, cell(columns.pattern), "no category");
            continue;
        }
        let weight = weight(columns.weight.map_or("", cell)).map_err(|why| Mistake::at(line, why))?;
        let category = gathered.category(cell(columns.category), line)?;
        gathered.pattern(category, cell(columns.pattern), weight, line)?;
    }
    Ok(())
}

/// The columns of a table, if this is what parts them.
fn columns(text: &str, separator: u8) -> Option<Columns> {
    let mut reader = ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(text.as_bytes());
    let mut head = ByteRecord::new();
    reader.read_byte_record(&mut head).ok()?;
    let head = StringRecord::from_byte_record(head).ok()?;
    let place = |name: &str| head.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    Some(Columns { pattern: place("pattern")?, category: place("category")?, weight: place("weight") })
}

fn unreadable(error: &Error) -> Mistake {
    let line = match error.kind() {
        ErrorKind::Utf8 { pos, .. } | ErrorKind::UnequalLengths { pos, .. } => pos.as_ref().map(csv::Position::line),
        _ => None,
    };
    Mistake { line, why: format!("not a table: {error}") }
}

/// A decimal in ten-thousandths, exactly; nothing is 1.
fn weight(cell: &str) -> Result<Score, String> {
    if cell.is_empty() {
        return Ok(Pattern::new("").weight);
    }
    let (negative, digits) = match cell.strip_prefix(['-', '+']) {
        Some(digits) => (cell.starts_with('-'), digits),
        None => (false, cell),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || whole.is_empty() && part.is_empty() || part.len() > DECIMALS {
        let shown: String = cell.chars().take(40).collect();
        return Err(format!("weight `{shown}` is not a decimal with at most {DECIMALS} digits behind the point"));
    }
    let units: Option<i32> = format!("{whole}{part:0<DECIMALS$}").parse().ok();
    let units = units.ok_or_else(|| "a weight is less than 200,000".to_owned())?;
    Ok(Score(if negative { -units } else { units }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::import::{Imported, import};

    fn read(text: &str) -> Result<Imported, Mistake> {
        import("x.csv", text.as_bytes())
    }

    #[test]
    fn any_separator_and_order_will_do() {
        let tables = [
            "\u{feff}pattern,category,weight\r\n\"war, cold\",conflict,-0.5\r\n",
            "Category;note;Weight;PATTERN\nconflict;;-.5;\"war, cold\"",
            "\"weight\"\t\"category\"\t\"pattern\"\n-0.5000\tconflict\twar, cold\n\n",
        ];
        for table in tables {
            let set = read(table).unwrap().set;
            let pattern = &set.categories[0].patterns[0];
            assert_eq!(
                (set.categories[0].name.as_str(), pattern.glob.as_str(), pattern.weight),
                ("conflict", "war, cold", Score(-5000))
            );
        }
    }

    #[test]
    fn short_and_empty_records_are_dropped() {
        let read = read("pattern,category,weight\nx,a\ny\n,a,2\nz,a,3,4\n\"cut,a").unwrap();
        let weights: Vec<i32> = read.set.categories[0].patterns.iter().map(|pattern| pattern.weight.0).collect();
        assert_eq!((weights, read.dropped), (vec![10_000, 30_000], 3));
        let lines: Vec<u64> = read.told.iter().map(|dropped| dropped.line).collect();
        assert_eq!(lines, [3, 4, 6]);
    }

    #[test]
    fn a_wrong_weight_is_a_mistake() {
        for wrong in ["1,5", "1e3", "inf", "NaN", ".", "-", "0.00001", "999999", "--1", "1.2.3"] {
            let mistake = read(&format!("pattern,category,weight\nx,a,1\ny,a,\"{wrong}\"")).unwrap_err();
            assert_eq!(mistake.line, Some(3), "{wrong}");
        }
        assert_eq!(["7", "-0", "+.25"].map(weight), [Ok(Score(70_000)), Ok(Score(0)), Ok(Score(2500))]);
    }

    #[test]
    fn a_table_without_its_columns_is_a_mistake() {
        assert_eq!(read("word,category\nx,a").unwrap_err().line, Some(1));
    }
}
