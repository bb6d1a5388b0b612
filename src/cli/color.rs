//! Whether a stream takes colour, and how wide it is.

use super::args::ColorArg;
use console::Term;
use std::env;

/// Columns of what is no terminal.
const PLAIN_WIDTH: usize = 80;
/// Lines wider than this are hard to read, narrower ones hold no table.
const WIDTHS: (usize, usize) = (40, 120);

/// True if a stream takes colour: asked for, or a terminal that can and may.
pub fn styled(color: ColorArg, terminal: bool) -> bool {
    match color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
            let forced = set("CLICOLOR_FORCE") && env::var_os("CLICOLOR_FORCE").is_some_and(|v| v != "0");
            !set("NO_COLOR") && (forced || terminal && !dumb())
        }
    }
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
