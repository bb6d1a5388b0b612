//! Words on standard error.

use crate::report::number::steers;
use std::io::{self, Write};

/// A line on standard error. That it cannot be written is no reason to stop.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Text that may be hostile, without the characters that steer a terminal or turn the direction of reading.
pub fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|c| if steers(c) { c.escape_debug().to_string() } else { c.to_string() }.chars().collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_steers_the_terminal() {
        assert_eq!(visible("it's \u{1b}[31m“red”\u{202e}\u{61c}\n"), "it's \\u{1b}[31m“red”\\u{202e}\\u{61c}\\n");
    }
}
