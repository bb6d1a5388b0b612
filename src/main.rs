//! The `tone` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    tone::cli::main()
}
