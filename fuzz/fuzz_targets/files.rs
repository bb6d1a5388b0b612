//! Any bytes, read as a file. From the root: `cargo fuzz run -s none files fuzz/corpus/files tests/fuzzed/files tests/formats`

#![no_main]

#[path = "../claims/files.rs"]
mod claims;
#[allow(dead_code, reason = "items alone are claimed here")]
#[path = "../claims/records.rs"]
mod records;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
