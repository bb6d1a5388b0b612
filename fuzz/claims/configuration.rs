//! What is true of every configuration. The fuzz target and `cargo test` make the same claims.

use std::path::Path;
use tone::config::parse;

/// Any bytes: a configuration or a list of mistakes with their lines; what is printed of one is that one.
pub fn hold(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match parse(text, Path::new("tone.toml")) {
        Err(error) => assert!(!error.to_string().is_empty(), "a mistake without a word: {text:?}"),
        Ok(config) => {
            let printed = config.to_toml();
            let again = parse(&printed, Path::new("tone.toml"));
            let again = again.unwrap_or_else(|error| panic!("{error}: what is printed of {text:?}:\n{printed}"));
            assert_eq!(bare(&again.to_toml()), bare(&printed), "of {text:?}");
        }
    }
}

/// Without the origins, which stand in comments: what is read back is all of the file's.
fn bare(printed: &str) -> String {
    printed.lines().map(|line| line.split(" # ").next().unwrap_or_default().trim_end()).collect::<Vec<_>>().join("\n")
}
