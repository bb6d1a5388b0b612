//! Any bytes, read as a tone.toml. From the root: `cargo fuzz run -s none configuration fuzz/corpus/configuration tests/fuzzed/configuration`

#![no_main]

#[path = "../claims/configuration.rs"]
mod claims;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claims::hold(bytes));
