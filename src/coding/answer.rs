//! What a coder's cell means.

use super::item::Tone;
use super::key::Names;
use crate::config::shown;
use std::collections::BTreeSet;

/// What coders write where nobody but the outlet speaks, beside leaving the cell empty.
const NOBODY: [&str; 4] = ["none", "nobody", "-", "outlet"];
/// How months begin as spreadsheets write them: in English, German, French, Spanish, Italian, Portuguese and Dutch.
const MONTHS: [&str; 37] = [
    "jan", "jän", "ene", "gen", "feb", "fév", "fev", "mar", "mär", "mrz", "mrt", "apr", "avr", "abr", "may", "mai",
    "mag", "mei", "jun", "jui", "giu", "jul", "lug", "aug", "aoû", "ago", "sep", "set", "oct", "okt", "ott", "out",
    "nov", "dec", "dez", "déc", "dic",
];
/// Days since 1900 that spreadsheets keep a date as, from the year 2000 on.
const DAYS: std::ops::Range<f64> = 36_526.0..80_000.0;

/// What a coder says of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The coder's number.
    pub coder: u32,
    /// The tone.
    pub tone: Tone,
    /// Keys of those who say the words; nobody's are the outlet's. None if this coder was not asked for speakers.
    pub speakers: Option<BTreeSet<String>>,
}

/// The tone of a cell; none if it is empty. Signs and decimals as spreadsheets write them.
///
/// # Errors
/// Why it is no tone.
pub fn tone(cell: &str) -> Result<Option<Tone>, String> {
    // What nobody sees in a cell is no mistake of who wrote it; a guard may be a mark that was made curly.
    let seen = cell.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
    let plain: String = seen.map(|c| if matches!(c, '−' | '–' | '—' | '－') { '-' } else { c }).collect();
    let plain = plain.trim().trim_start_matches(['\'', '’', '‘']);
    if plain.is_empty() {
        return Ok(None);
    }
    let number = plain.replace(',', ".").parse::<f64>().ok();
    let found = Tone::ALL.into_iter().find(|tone| number == Some(f64::from(tone.value())));
    found.map(Some).ok_or_else(|| {
        if is_date(plain) || number.is_some_and(|number| DAYS.contains(&number)) {
            format!(
                "the tone is {}, a date that a spreadsheet made of a number: format the column as text and write -1, 0 or 1 again",
                shown(cell.trim())
            )
        } else {
            format!("the tone must be -1, 0 or 1, not {}", shown(cell.trim()))
        }
    })
}

fn is_date(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let numbers = lower.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let month = MONTHS.iter().any(|month| lower.contains(month));
    // `01.01.` is a day without a year.
    let dotted = numbers == 2 && lower.ends_with('.');
    numbers > 0 && (month || dotted || lower.contains('/') || (numbers > 2 && lower.contains(['-', '.'])))
}

/// The speakers of a cell, by the keys of their names.
pub fn speakers(cell: &str, names: &Names) -> BTreeSet<String> {
    written(cell).map(|part| names.key(part)).collect()
}

/// The names in a cell, as they are written.
pub fn written(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.filter(|part| !NOBODY.contains(&part.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_people_and_spreadsheets_write_it() {
        for (cells, tone_of) in [
            (["-1", "−1", " -1.0 ", "-1,00", "’-1", "\u{a0}-1\u{200b}"], Tone::Negative),
            (["0", "0.0", "-0", "0,0", "'0", "0.00"], Tone::Neutral),
            (["1", "+1", "1.0", "1,0", "’+1", "1.00"], Tone::Positive),
        ] {
            cells.iter().for_each(|cell| assert_eq!(tone(cell), Ok(Some(tone_of)), "{cell}"));
        }
        assert_eq!(tone(" "), Ok(None));
        for cell in ["2", "pos", "-", "0.5", "1;0", "NaN", "inf", "1e0x"] {
            assert!(tone(cell).unwrap_err().contains("must be -1, 0 or 1"), "{cell}");
        }
        for cell in [
            "01-Jan",
            "Jan-01",
            "1/1/2001",
            "2001-01-01",
            "01.01.2001",
            "1. Mrz",
            "1. Jän",
            "1-Dez",
            "01-janv.",
            "01.01.",
            "44197",
        ] {
            assert!(tone(cell).unwrap_err().contains("a date"), "{cell}");
        }
    }

    #[test]
    fn joint_speakers_are_apart_and_nobody_is_nobody() {
        let names = Names::default();
        assert_eq!(
            speakers("Otto Berg; President Mara Lin", &names),
            BTreeSet::from(["mara lin".into(), "otto berg".into()])
        );
        for cell in ["", " None ", "-", "nobody;"] {
            assert!(speakers(cell, &names).is_empty(), "{cell}");
        }
    }
}
