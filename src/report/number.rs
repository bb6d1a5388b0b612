//! Numbers and names as people read them: on the page and in the terminal.

/// A minus sign of the width of a plus.
const MINUS: char = '\u{2212}';

/// What an axis measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Tone, printed with its sign.
    Tone,
    /// A share, printed in percent.
    Share,
    /// A difference of shares, in percentage points.
    Points,
    /// Any other number.
    Plain,
}

impl Unit {
    /// A number in this unit.
    pub fn print(self, value: f64) -> String {
        match self {
            Self::Tone => signed(value, 2),
            Self::Share => format!("{} %", plain(value * 100.0, usize::from(value.abs() < 0.1))),
            Self::Points => signed(value * 100.0, 1),
            Self::Plain => plain(value, 1),
        }
    }

    /// A number beside an axis: no more decimals than it needs.
    pub fn tick(self, value: f64) -> String {
        let value = match self {
            Self::Share | Self::Points => value * 100.0,
            Self::Tone | Self::Plain => value,
        };
        let text = format!("{:.2}", value.abs());
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if value < -0.004 { format!("{MINUS}{text}") } else { text.to_owned() }
    }

    /// An interval in this unit; empty without one.
    pub fn interval(self, ends: Option<(f64, f64)>) -> String {
        ends.map_or_else(String::new, |(low, high)| format!("[{}, {}]", self.print(low), self.print(high)))
    }
}

/// A number with its sign; nought has none.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    match (value < 0.0, text.contains(|c: char| c.is_ascii_digit() && c != '0')) {
        (true, true) => format!("{MINUS}{text}"),
        (false, true) => format!("+{text}"),
        _ => text,
    }
}

/// A number whose sign shows where it is below nought.
pub fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    if value < 0.0 && text.contains(|c: char| c.is_ascii_digit() && c != '0') { format!("{MINUS}{text}") } else { text }
}

/// A probability as papers print it.
pub fn p(value: f64) -> String {
    if value < 0.001 { "p < .001".to_owned() } else { format!("p = {}", format!("{value:.3}").trim_start_matches('0')) }
}

/// Digits in groups of three.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 article`, `2 articles`.
pub fn counted(number: u64, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {one}s", grouped(number)) }
}

/// Text that a page or a line can take: cut at a number of characters, without the characters that steer or turn the direction of reading.
pub fn short(text: &str, most: usize) -> String {
    let mut kept: String = text.chars().take(most).map(seen).collect();
    if text.chars().nth(most).is_some() {
        kept.push('…');
    }
    kept
}

/// True for a character that steers a terminal or turns the direction of reading (Unicode's Bidi_Control), and so can make a text show as what it is
/// not.
pub fn steers(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns
}

/// A character that is a sign on a page; those that are not become a replacement sign.
fn seen(c: char) -> char {
    match c {
        '\n' | '\t' | '\r' => ' ',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if steers(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_sign_where_it_says_something() {
        assert_eq!([0.123, -0.5, -0.001, 0.0].map(|n| signed(n, 2)), ["+0.12", "\u{2212}0.50", "0.00", "0.00"]);
        assert_eq!((Unit::Share.print(0.034), Unit::Share.print(0.5)), ("3.4 %".into(), "50 %".into()));
        assert_eq!([Unit::Tone.tick(-0.4), Unit::Share.tick(0.25)], ["\u{2212}0.4", "25"]);
        assert_eq!((p(0.0004), p(0.17)), ("p < .001".into(), "p = .170".into()));
        assert_eq!((grouped(1_234_567), counted(1, "article")), ("1,234,567".into(), "1 article".into()));
    }
}
