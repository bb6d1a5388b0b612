//! Any bytes, read as a dictionary of frames. From the root: `cargo fuzz run -s none dictionary fuzz/corpus/dictionary tests/fuzzed/dictionary`

#![no_main]

#[path = "../claims/dictionary.rs"]
mod claims;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
