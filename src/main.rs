//! The `tone` program.

fn main() {}
