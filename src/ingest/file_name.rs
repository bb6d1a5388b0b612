//! What the name of a file says of the one article in it: parts with `_` between them, a date among them (`reuters_2019-01-10_summit.txt`).
//!
//! So corpora are named that readtext and quanteda read with `docvarsfrom = "filenames"`. A name without a date is only a name.

use crate::ingest::compressed::unpacked_name;
use crate::ingest::date;

/// The date among the parts of a file's name, and the other parts.
pub struct Named<'a> {
    /// The date, in ISO 8601.
    pub date: String,
    /// What stands before and behind it.
    pub others: Vec<&'a str>,
}

/// Takes the name of a file apart; nothing if it is not made of parts with a date among them.
pub fn named(place: &str) -> Option<Named<'_>> {
    let name = unpacked_name(place.rsplit('/').next().unwrap_or(place));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parts: Vec<&str> = stem.split('_').collect();
    let dated = parts.iter().position(|part| is_date(part)).filter(|_| parts.len() > 1)?;
    let others = parts.iter().enumerate().filter(|(at, _)| *at != dated).map(|(_, part)| *part).collect();
    Some(Named { date: date::iso(parts[dated]), others })
}

/// True for `2019-01-10` and `20190110`: of other numbers a name may hold any.
fn is_date(part: &str) -> bool {
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    let marks = part.bytes().filter(|byte| *byte == b'-').count();
    digits == 8 && matches!(marks, 0 | 2) && part.len() == digits + marks && !date::iso(part).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_name_say_what_a_file_does_not() {
        let shown = |place: &str| named(place).map(|named| format!("{} {}", named.date, named.others.join("|")));
        for (place, parts) in [
            ("a/b/Reuters_2019-01-10_summit.txt", "2019-01-10 Reuters|summit"),
            ("20190110_new-york-times.txt.gz", "2019-01-10 new-york-times"),
            ("2019-01-10_2019-01-11.html", "2019-01-10 2019-01-11"),
        ] {
            assert_eq!(shown(place).as_deref(), Some(parts));
        }
        for none in [
            "2019-01-10.txt",
            "north_star.txt",
            "post_1547078400.txt",
            "post_20191310.txt",
            "x_2019/a.txt",
            "_",
            "",
            "post_2019-01.txt",
        ] {
            assert_eq!(shown(none), None, "{none}");
        }
    }
}
