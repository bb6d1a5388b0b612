//! `tone init`: a folder to begin with.

use super::args::InitArgs;
use super::say::visible;
use crate::disk::plant;
use crate::error::{Error, Result};
use std::io::{self, Write};

/// The files of a new study: an invented story, so that everything works at once and shows where things go.
const FILES: &[(&str, &str)] = &[
    ("README.md", include_str!("init/README.md")),
    ("local/harbour-courier/2024-03-03.txt", include_str!("init/local/harbour-courier/2024-03-03.txt")),
    ("local/valley-herald/2024-03-02.txt", include_str!("init/local/valley-herald/2024-03-02.txt")),
    ("local/valley-herald/2024-03-05.txt", include_str!("init/local/valley-herald/2024-03-05.txt")),
    ("national/capital-times/2024-03-02.txt", include_str!("init/national/capital-times/2024-03-02.txt")),
    ("national/capital-times/2024-03-05.txt", include_str!("init/national/capital-times/2024-03-05.txt")),
    ("national/morning-gazette/2024-03-04.txt", include_str!("init/national/morning-gazette/2024-03-04.txt")),
    ("tone.toml", include_str!("init/tone.toml")),
];

/// Makes the folder, and says what to do next.
pub fn init(args: &InitArgs) -> Result<u8> {
    plant(&args.dir, FILES)?;
    let dir = visible(&args.dir.display().to_string());
    let mut told = format!("A study of an invented story is in {dir}:\n\n");
    for (name, what) in [
        ("README.md", "what to do, in order"),
        ("tone.toml", "who is compared, who speaks, what will be claimed"),
        ("local/, national/", "six articles, a folder for each group and outlet"),
    ] {
        told += &format!("  {name:<19}{what}\n");
    }
    told += &format!("\nNext:\n  tone check {dir}\n  tone run {dir} -o my-reports\n");
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Error::output("standard output", &error))?;
    Ok(0)
}
