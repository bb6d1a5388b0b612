//! Any bytes, scored. From the root: `cargo fuzz run -s none tone fuzz/corpus/tone tests/fuzzed/tone`

#![no_main]

#[path = "../claims/tone.rs"]
mod claims;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
