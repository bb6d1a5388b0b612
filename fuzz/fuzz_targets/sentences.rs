//! Any bytes, taken apart in both styles. From the root: `cargo fuzz run -s none sentences fuzz/corpus/sentences tests/fuzzed/sentences`

#![no_main]

#[path = "../claims/sentences.rs"]
mod claims;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
