//! Whether a stream takes colour, and how wide it is.

use super::args::ColorArg;
use console::Term;
use std::env;
use std::ffi::OsString;

/// Columns of what is no terminal.
const PLAIN_WIDTH: usize = 80;
/// Lines wider than this are hard to read, narrower ones hold no table.
const WIDTHS: (usize, usize) = (40, 120);

/// True if a stream takes colour: asked for, or a `terminal` that shows it and may.
pub fn styled(color: ColorArg, terminal: bool) -> bool {
    match color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            let forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
            set("NO_COLOR").is_none() && (forced || terminal)
        }
    }
}

fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// True for a terminal that shows what it is sent and nothing else.
pub fn dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Columns of standard output.
pub fn width() -> usize {
    let columns = Term::stdout().size_checked().map_or(PLAIN_WIDTH, |(_, columns)| usize::from(columns));
    columns.clamp(WIDTHS.0, WIDTHS.1)
}
