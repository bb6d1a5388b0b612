//! `tone score`: one text a line in, the four figures out.

use super::args::ScoreArgs;
use crate::error::{Error, Result, Where};
use crate::tone::scorer::Scorer;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

/// A line ends at LF; one CR before it is dropped. Every line gives a row, empty ones too.
pub fn score(args: &ScoreArgs) -> Result<u8> {
    let input: Box<dyn BufRead> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(&args.file).map_err(|e| unreadable(args, &e))?;
        Box::new(BufReader::new(file))
    };
    let scorer = Scorer::new(args.profile.into());
    let failed = |e: io::Error| Error::output("standard output", &e);
    let mut out = BufWriter::new(io::stdout().lock());
    out.write_all(b"compound,positive,neutral,negative\n").map_err(failed)?;
    let mut lines = input;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).map_err(|e| unreadable(args, &e))? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        writeln!(out, "{}", scorer.polarity(&String::from_utf8_lossy(text))).map_err(failed)?;
        line.clear();
    }
    out.flush().map_err(failed)?;
    Ok(0)
}

fn unreadable(args: &ScoreArgs, error: &io::Error) -> Error {
    Error::usage(Where::file(&args.file), format!("cannot read: {error}"))
}
