//! Dates as exports write them, into `YYYY-MM-DD`: the calendar date as written, never shifted to another zone.

use crate::text::calendar::{MONTHS, WEEKDAYS, name_of};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

/// The first year a date may have: the first newspaper was printed in 1605. Exports write `0001-01-01` and the like for a missing date.
const FIRST_YEAR: i16 = 1605;

/// The date as ISO 8601, or empty if it is missing or cannot be read. Understood are ISO dates with or without a time, `20180612`, `20180612103000`,
/// seconds, milli-, micro- and nanoseconds since 1970 (UTC), `6/12/2018` and `6/12/18` in the American order, and dates with the month's name in
/// English, German, French, Spanish, Italian or Portuguese.
pub fn iso(written: &str) -> String {
    let written = written.trim();
    let date = numeric(written).or_else(|| since_1970(written)).or_else(|| slashed(written)).or_else(|| named(written));
    date.filter(|date| date.year() >= FIRST_YEAR).map(|date| date.to_string()).unwrap_or_default()
}

/// `2018-06-12`, `2018/6/12`, `2018.06.12`, with or without a time after it, `20180612` and `20180612103000`.
fn numeric(written: &str) -> Option<Date> {
    let year = digits(written, 4..=4);
    if let Some((year, rest)) = year {
        let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
        let (month, rest) = digits(&rest[1..], 1..=2)?;
        let (day, rest) = digits(rest.strip_prefix(mark)?, 1..=2)?;
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T');
        return date(year, month, day).filter(|_| ends);
    }
    let moment = || digits(written, 14..=14).map(|(moment, rest)| (moment / 1_000_000, rest));
    let (number, rest) = digits(written, 8..=8).or_else(moment)?;
    date(number / 10_000, number / 100 % 100, number % 100).filter(|_| rest.is_empty() || rest.starts_with('T'))
}

/// The date of a moment, in milliseconds since 1970 (UTC), as [`iso`] gives it.
pub fn of_millisecond(moment: i64) -> String {
    let date = Timestamp::from_millisecond(moment).map(|instant| TimeZone::UTC.to_datetime(instant).date());
    date.map_or(String::new(), |date| iso(&date.to_string()))
}

/// A number of seconds (9 or 10 digits), milliseconds (12 or 13), microseconds (15 or 16) or nanoseconds (18 or 19), with or without a
/// fraction.
fn since_1970(written: &str) -> Option<Date> {
    let (number, rest) = digits(written, 9..=19)?;
    if !rest.is_empty() && !rest.strip_prefix('.').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let instant = match written.len() - rest.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        15 | 16 => Timestamp::from_microsecond(number),
        18 | 19 => Timestamp::from_nanosecond(number.into()),
        _ => return None,
    };
    Some(TimeZone::UTC.to_datetime(instant.ok()?).date())
}

/// `6/12/2018` and `6/12/18`: month first. A year of two digits lies between 1969 and 2068, as POSIX has it.
fn slashed(written: &str) -> Option<Date> {
    let (month, rest) = digits(written, 1..=2)?;
    let (day, rest) = digits(rest.strip_prefix('/')?, 1..=2)?;
    let rest = rest.strip_prefix('/')?;
    let (year, rest) = digits(rest, 4..=4).or_else(|| {
        let (year, rest) = digits(rest, 2..=2)?;
        Some((year + if year < 69 { 2000 } else { 1900 }, rest))
    })?;
    date(year, month, day).filter(|_| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Months in the other languages in which databases write dates, without accents: German, French, Spanish, Italian, Portuguese.
const MONTHS_ABROAD: [&[&str]; 12] = [
    &["januar", "janner", "janvier", "enero", "gennaio", "janeiro"],
    &["februar", "feber", "fevrier", "febrero", "febbraio", "fevereiro"],
    &["marz", "maerz", "mars", "marzo", "marco"],
    &["april", "avril", "abril", "aprile"],
    &["mai", "mayo", "maggio", "maio"],
    &["juni", "juin", "junio", "giugno", "junho"],
    &["juli", "juillet", "julio", "luglio", "julho"],
    &["august", "aout", "agosto"],
    &["september", "septembre", "septiembre", "setiembre", "settembre", "setembro"],
    &["oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["dezember", "decembre", "diciembre", "dicembre", "dezembro"],
];
/// Days of the week in these languages.
const WEEKDAYS_ABROAD: [&str; 34] = [
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
];
/// Words that stand inside a date: `3 de marzo de 2019`, `le 3 mars 2019`, `segunda-feira`.
const LINKS: [&str; 9] = ["de", "del", "do", "le", "il", "el", "den", "feira", "of"];

/// `January 11, 2010 Monday`, `Mon, 11 Jan 2010 10:00:00 +0000`, `11-Jan-2010`, `Jan. 11th, 2010`, `29 décembre 2011`.
fn named(written: &str) -> Option<Date> {
    // A date stands at the beginning: what comes after some twenty words is none.
    let words = written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(20).map(plain);
    let mut words = words.filter(|word| !LINKS.contains(&word.as_str())).peekable();
    words.next_if(|word| name_of(word, &WEEKDAYS).is_some() || WEEKDAYS_ABROAD.contains(&word.as_str()));
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    let (month, day) = match month_of(&first) {
        Some(month) => (month, &second),
        None => (month_of(&second)?, &first),
    };
    let (day, ending) = digits(day, 1..=2)?;
    let (year, rest) = digits(&year, 4..=4)?;
    let plain = rest.is_empty() && matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "o");
    date(year, month as i64 + 1, day).filter(|_| plain)
}

/// A word in small letters without accents; `º` is an `o`.
fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).map(|c| if c == 'º' { 'o' } else { c }).collect()
}

/// The month, from 0, that a plain word of at least three letters begins the name of; none if it begins the names of several (`jui`).
fn month_of(word: &str) -> Option<usize> {
    let abroad = |names: &[&str]| word.len() >= 3 && names.iter().any(|name| name.starts_with(word));
    let mut months = (0..12).filter(|&month| name_of(word, &MONTHS) == Some(month) || abroad(MONTHS_ABROAD[month]));
    let month = months.next()?;
    months.next().is_none().then_some(month)
}

/// A run of digits of one of these lengths at the beginning, and what follows.
fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = lengths.contains(&length).then(|| text[..length].parse().ok())??;
    Some((number, &text[length..]))
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_as_exports_write_them() {
        for (written, iso_date) in [
            ("2018-06-12", "2018-06-12"),
            ("2018-06-12T23:30:00-08:00", "2018-06-12"),
            ("2018-06-12 23:30:00", "2018-06-12"),
            ("2018-06-12 23:30:00+00:00", "2018-06-12"),
            ("2018/6/2", "2018-06-02"),
            ("20180612", "2018-06-12"),
            ("20180612T101500Z", "2018-06-12"),
            ("20180612103000", "2018-06-12"),
            ("1528761600", "2018-06-12"),
            ("1528761600.0", "2018-06-12"),
            ("1528761600000", "2018-06-12"),
            ("1528761600000000", "2018-06-12"),
            ("1528761600000000000", "2018-06-12"),
            ("6/12/18", "2018-06-12"),
            ("06/12/2018 10:15", "2018-06-12"),
            ("12/31/99", "1999-12-31"),
            ("January 11, 2010 Monday", "2010-01-11"),
            ("Monday, January 11, 2010", "2010-01-11"),
            ("11 January 2010", "2010-01-11"),
            ("Jan. 11, 2010", "2010-01-11"),
            ("Sept. 3rd, 2010", "2010-09-03"),
            ("11-Jan-2010", "2010-01-11"),
            ("Mon, 11 Jan 2010 10:00:00 +0000", "2010-01-11"),
            ("29 décembre 2011", "2011-12-29"),
            ("jeudi 1er févr. 2018", "2018-02-01"),
            ("24 AOÛT 2018", "2018-08-24"),
            ("Donnerstag, 29. März 2018", "2018-03-29"),
            ("3. Okt 2018", "2018-10-03"),
            ("29 de diciembre de 2011", "2011-12-29"),
            ("miércoles, 2 de mayo de 2018", "2018-05-02"),
            ("lunedì 9 luglio 2018", "2018-07-09"),
            ("1º de março de 2018", "2018-03-01"),
            ("terça-feira, 5 de junho de 2018", "2018-06-05"),
            ("1 juillet 2018", "2018-07-01"),
        ] {
            assert_eq!(iso(written), iso_date, "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_empty() {
        for written in [
            "",
            "None",
            "null",
            "today",
            "2018",
            "2018-06",
            "2018-13-01",
            "2018-06-31",
            "2018-06-12x",
            "0001-01-01",
            "13/06/2018",
            "123",
            "99999999999",
            "20181312103000",
            "May",
            "Kim 11 2010",
            "11 Ma 2010",
            "11 jui 2010",
            "le 11 janvier",
            "20\u{b2}1 mars 2010",
            "January 32, 2010",
            "2018年6月12日",
            "１２",
        ] {
            assert_eq!(iso(written), "", "{written}");
        }
    }

    #[test]
    fn a_moment_has_a_date() {
        assert_eq!(of_millisecond(1_528_761_599_999), "2018-06-11");
        assert_eq!(of_millisecond(-86_400_000), "1969-12-31");
        assert_eq!([of_millisecond(i64::MIN), of_millisecond(-62_135_596_800_000)], [""; 2]);
    }

    proptest! {
        #[test]
        fn any_words_give_a_date_or_nothing(written in "\\PC{0,40}|[0-9/. :T-]{0,24}") {
            let iso = iso(&written);
            prop_assert!(iso.is_empty() || (iso.len() == 10 && super::iso(&iso) == iso), "{iso}");
        }
    }
}
