//! `tone explain`: why each sentence got its speaker and its score.

use super::args::{ExplainArgs, FormatArg};
use super::color::{dumb, styled, width};
use super::exit::INCOMPLETE;
use super::layout::Page;
use super::progress::sentence;
use super::reason;
use super::run::{Study, study};
use super::say::say;
use crate::analysis::explanation::Explained;
use crate::article::Article;
use crate::config::{load_uncoded, path_suggestion};
use crate::error::{Error, Kind, Result, Where};
use crate::ingest::reader::Fate;
use crate::ingest::source::Kind as Format;
use crate::pipeline::{self, Options, Subject, incomplete};
use crate::report::format::formats::Formats;
use crate::text::language::is_english;
use crate::text::plain::Plain;
use serde::Serialize;
use std::ffi::OsStr;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Records without an article that are named one by one.
const LISTED: usize = 10;

/// A sentence as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    /// The article's id.
    id: &'a str,
    /// The article's outlet.
    outlet: &'a str,
    #[serde(flatten)]
    sentence: &'a Explained,
}

/// Prints the reasons of every sentence.
pub fn explain(args: ExplainArgs) -> Result<u8> {
    let subject = subject(&args.subject)?;
    let first = if let Subject::Path(path) = &subject { Some(path.as_path()) } else { None };
    let Study { config, profile, sentences } = study(args.study, first, load_uncoded)?;
    let formats = Formats::default();
    let options =
        Options { paths: Vec::new(), out: PathBuf::new(), jobs: 1, config, profile, sentences, formats, resume: false };
    let terminal = io::stdout().is_terminal() && !dumb();
    let mut page = Page::new(width(), styled(args.color, terminal));
    let mut out = BufWriter::new(io::stdout().lock());
    let failed = |e: io::Error| Error::output("standard output", &e);
    let headed = !matches!(subject, Subject::Text(_));
    let omissions = pipeline::explain(&options, &subject, &mut |article, sentences| {
        match args.format {
            FormatArg::Text => {
                reason::article(&mut page, article, sentences, headed);
                out.write_all(page.take().as_bytes())
            }
            FormatArg::Json => sentences.iter().try_for_each(|sentence| json(&mut out, article, sentence)),
        }
        .and_then(|()| out.flush())
        .map_err(failed)
    })?;
    let left_out: Vec<_> = omissions.iter().filter(|omission| omission.fate != Fate::Ignored).collect();
    if matches!(&subject, Subject::Text(text) if !is_english(&Plain::new(text).text)) {
        say("note: this does not read as English, the only language tone knows; `tone run` would set it aside");
    } else if left_out.iter().any(|omission| omission.reason == "not_english") {
        say("tone reads English only; a passage that is typed in quotation marks is explained all the same");
    }
    left_out.iter().take(LISTED).for_each(|omission| say(&sentence(omission)));
    if let more @ 1.. = left_out.len().saturating_sub(LISTED) {
        say(&format!("… and {more} more; `tone annotate` lists them all"));
    }
    Ok(if incomplete(&omissions) { INCOMPLETE } else { 0 })
}

fn json(out: &mut impl Write, article: &Article, sentence: &Explained) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line { id: &article.id, outlet: &article.outlet, sentence })?;
    out.write_all(b"\n")
}

/// What is meant: what exists is a file; what does not and looks like the name of one is a slip; all else is a text.
fn subject(typed: &OsStr) -> Result<Subject> {
    let path = Path::new(typed);
    if typed == "-" {
        return Ok(Subject::Stdin);
    }
    if path.metadata().is_ok() {
        return Ok(Subject::Path(path.to_path_buf()));
    }
    if let Ok(target) = path.read_link() {
        let target = target.display();
        return Err(Error::usage(Where::file(path), format!("a link to {target}, which is not there")));
    }
    let text = typed.to_str().ok_or_else(|| Error::usage(Where::file(path), "no such file, and no UTF-8 text"))?;
    if text.trim().is_empty() {
        return Err(Error::new(Kind::Nothing, Where::default(), "nothing to explain: the text is empty"));
    }
    if !looks_like_path(text) {
        return Ok(Subject::Text(text.to_owned()));
    }
    let near = path_suggestion(path);
    let stop = if near.is_empty() { "." } else { "" };
    let pipe = "If that is the text itself, pipe it: echo … | tone explain -";
    Err(Error::usage(Where::file(path), format!("no such file{near}{stop} {pipe}")))
}

/// True for one line that ends as files do that are read, or has a separator and no space.
fn looks_like_path(text: &str) -> bool {
    let name = Path::new(text).file_name().unwrap_or_default();
    let ends = Format::of(name).is_some() || Format::is_other(name);
    let separated = text.contains(['/', std::path::MAIN_SEPARATOR]) && !text.contains(char::is_whitespace);
    !text.contains('\n') && (ends || separated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_from_a_path() {
        for path in ["a.txt", "my story.txt", "wires.jsonl", "x.pdf", "corpus/kcna", "./story", "https://example.org"] {
            assert!(looks_like_path(path), "{path}");
        }
        for text in
            ["Great talks.", "Kim said yes/no.", "Peace", "He read a.txt\nand left.", "The U.S.", "3.5", "a/b c"]
        {
            assert!(!looks_like_path(text), "{text}");
        }
    }
}
