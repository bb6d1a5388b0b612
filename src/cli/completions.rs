//! `tone completions`: what a shell needs to complete the command line.

use super::args::{Cli, CompletionsArgs};
use crate::error::{Error, Result};
use clap::CommandFactory;
use std::io::{self, Write};

/// Prints the script for a shell.
pub fn completions(args: &CompletionsArgs) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tone", &mut script);
    let mut out = io::stdout().lock();
    let written = out.write_all(&script).and_then(|()| out.flush());
    written.map_err(|error| Error::output("standard output", &error))?;
    Ok(0)
}
