//! Any bytes, their quotations and attributions. From the root: `cargo fuzz run -s none quotes fuzz/corpus/quotes tests/fuzzed/quotes`

#![no_main]

#[path = "../claims/quotes.rs"]
mod claims;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
