//! Any bytes, read as articles. From the root: `cargo fuzz run -s none records fuzz/corpus/records tests/fuzzed/records tests/formats`

#![no_main]

#[path = "../claims/records.rs"]
mod claims;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
