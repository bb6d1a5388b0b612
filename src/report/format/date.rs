//! Dates as numbers of days, as spreadsheets and columnar files hold them.

use jiff::civil::{Date, date};

/// Day 0 of a spreadsheet, for dates after February 1900.
pub const SPREADSHEET: Date = date(1899, 12, 30);
/// Day 0 of Unix.
pub const UNIX: Date = date(1970, 1, 1);
/// 1 March 1900, the first day that all spreadsheets count alike: Excel believes in a 29 February of that year.
const FIRST: i32 = 61;

/// The days from a day 0 to a date `YYYY-MM-DD`; none if it is no date.
pub fn days(written: &str, zero: Date) -> Option<i32> {
    let date: Date = written.parse().ok()?;
    Some((date - zero).get_days())
}

/// A date as a spreadsheet counts it; none if it cannot hold it.
pub fn serial(written: &str) -> Option<f64> {
    days(written, SPREADSHEET).filter(|&days| days >= FIRST).map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_formats_do() {
        assert_eq!(days("1970-01-02", UNIX), Some(1));
        assert_eq!(days("1969-12-31", UNIX), Some(-1));
        assert_eq!(days("2019-02-30", UNIX), None);
        assert_eq!(days("", UNIX), None);
        // As Excel shows it: =DATE(2019,1,10).
        assert_eq!(serial("2019-01-10"), Some(43_475.0));
        assert_eq!(serial("9999-12-31"), Some(2_958_465.0));
    }

    #[test]
    fn what_spreadsheets_count_differently_is_no_number() {
        assert_eq!(serial("1900-03-01"), Some(61.0));
        assert_eq!(serial("1900-02-28"), None);
        assert_eq!(serial("1812-06-24"), None);
    }
}
