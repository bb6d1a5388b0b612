//! Prints docs/data-dictionary.md: `cargo run --example data-dictionary > docs/data-dictionary.md`

#![allow(clippy::print_stdout, reason = "that is what it is for")]

fn main() {
    print!("{}", tone::report::data_dictionary::markdown());
}
