//! `tone man`: the manual pages, one for the program and one for each verb.

use super::args::{Cli, ManArgs};
use crate::error::{Error, Result, Where};
use clap::CommandFactory;
use clap_mangen::Man;
use std::io::{self, Write};

/// Prints a page as roff.
pub fn man(args: &ManArgs) -> Result<u8> {
    let mut cli = Cli::command();
    // Names such as `tone-run`, options of the verbs, and lines of usage are filled in only here.
    cli.build();
    let command = match &args.verb {
        None => &cli,
        Some(verb) => cli.find_subcommand(verb).ok_or_else(|| unknown(&cli, verb))?,
    };
    let mut out = io::stdout().lock();
    // No date: the page of a version is always the same.
    let mut page = Vec::new();
    let made = Man::new(command.clone()).manual("tone").date("").render(&mut page);
    // What stands behind the options is examples.
    let page = String::from_utf8_lossy(&page).replace("\n.SH EXTRA\n", "\n.SH EXAMPLES\n");
    let written = made.and_then(|()| out.write_all(page.as_bytes())).and_then(|()| out.flush());
    written.map_err(|error| Error::output("standard output", &error))?;
    Ok(0)
}

/// No such verb; the message names those that have a page.
fn unknown(cli: &clap::Command, verb: &str) -> Error {
    let verbs: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help").collect();
    Error::usage(Where::default(), format!("no page for {verb}. There is one for each of: {}", verbs.join(", ")))
}
