//! Spools that are read back: what a run that ended early left, and what `tone annotate` printed.

use super::{Analysed, Line, fingerprint};
use crate::error::{Error, Result, Where};
use crate::ingest::lines;
use crate::limits::SPOOL_LINE_BYTES;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

/// Where the line of an article stands in a spool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its first byte.
    pub offset: u64,
    /// Its bytes.
    pub length: usize,
}

/// The articles in a spool that a run left when it ended early.
#[derive(Debug, Default)]
pub struct Journal {
    /// By input and record: the article's fingerprint, and its line.
    articles: BTreeMap<(String, u64), (String, Kept)>,
    /// Where whole lines end: what stands behind was being written.
    pub end: u64,
    /// Articles of another engine, which are not taken over.
    pub foreign: u64,
}

impl Journal {
    /// Looks through a spool for lines of an engine. It ends where a line is torn or is none.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn of(file: &File, engine: &str) -> std::io::Result<Self> {
        let mut reader = BufReader::with_capacity(1 << 18, file);
        reader.seek(SeekFrom::Start(0))?;
        let (mut journal, mut line) = (Self::default(), Vec::new());
        loop {
            line.clear();
            // A whole line has a line feed.
            if reader.read_until(b'\n', &mut line)? == 0 || line.last() != Some(&b'\n') {
                return Ok(journal);
            }
            let Ok(Line::Article(article)) = Line::parse(&line) else { return Ok(journal) };
            let kept = Kept { offset: journal.end, length: line.len() };
            journal.end += line.len() as u64;
            if article.engine != engine {
                journal.foreign += 1;
                continue;
            }
            let print = fingerprint(&article);
            journal.articles.insert((article.input, article.record), (print, kept));
        }
    }

    /// The line of an article that was analysed already: the same in everything that its rows come from.
    pub fn find(&self, article: &Analysed) -> Option<Kept> {
        if self.articles.is_empty() {
            return None;
        }
        let (print, kept) = self.articles.get(&(article.input.clone(), article.record))?;
        (*print == fingerprint(article)).then_some(*kept)
    }

    /// The number of articles.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// True if there is no article.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}

/// Takes a line: what it says, its bytes, and where it stands.
pub type Take<'a> = dyn FnMut(Line, &[u8], Where) -> Result<()> + 'a;

/// Reads a spool as `tone annotate` prints it, and hands on what each line says with the line itself.
///
/// # Errors
/// Of kind usage, with the line, if one is no line of a spool; what `take` says.
pub fn read(mut reader: impl BufRead, path: &Path, take: &mut Take<'_>) -> Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        let place = Where::line(path, number);
        let failed = |error: std::io::Error| Error::usage(Where::file(path), format!("cannot read: {error}"));
        match lines::next(&mut reader, &mut line, SPOOL_LINE_BYTES).map_err(failed)? {
            lines::Line::End => break,
            lines::Line::TooLarge => {
                return Err(Error::usage(place, format!("a line of more than {SPOOL_LINE_BYTES} bytes is no article")));
            }
            lines::Line::Whole if line.trim_ascii().is_empty() => continue,
            lines::Line::Whole => {}
        }
        let parsed = Line::parse(&line).map_err(|why| {
            let message =
                format!("no line of a spool, or one that was cut off ({why}): make it again with `tone annotate`");
            Error::usage(place.clone(), message)
        })?;
        line.push(b'\n');
        take(parsed, &line, place)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::ingest::reader::{Fate, Omission};
    use crate::spool::{article_line, omission_line};
    use std::io::Write;

    fn analysed(record: u64, title: &str) -> Analysed {
        let article =
            Article { input: "a".into(), record, title: title.into(), text: "x".into(), ..Article::default() };
        Analysed::new(&article, "", "tone", Vec::new())
    }

    #[test]
    fn a_journal_ends_at_a_torn_line_and_knows_what_changed() {
        let lines = [article_line(&analysed(1, "one")), article_line(&analysed(2, "two"))].concat();
        for cut in 0..=lines.len() {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&lines[..cut]).unwrap();
            let journal = Journal::of(&file, "tone").unwrap();
            let whole = lines[..cut].iter().filter(|&&byte| byte == b'\n').count();
            assert_eq!(journal.len(), whole, "{cut}");
            assert!(journal.end <= cut as u64);
            assert_eq!(journal.find(&analysed(1, "one")).is_some(), whole > 0);
            assert_eq!(journal.find(&analysed(1, "another")), None);
            let other = Journal::of(&file, "another").unwrap();
            assert_eq!((other.len(), other.foreign, other.end), (0, whole as u64, journal.end));
            if whole == 2 {
                let kept = journal.find(&analysed(2, "two")).unwrap();
                let place = kept.offset as usize..kept.offset as usize + kept.length;
                assert_eq!(lines[place], article_line(&analysed(2, "two")));
            }
        }
    }

    #[test]
    fn a_spool_is_read_line_by_line() {
        let omission = Omission::whole(Fate::Skipped, "b", "empty", "");
        let text = [article_line(&analysed(1, "one")), b"\n".to_vec(), omission_line(&omission)].concat();
        let mut seen = Vec::new();
        read(text.as_slice(), Path::new("s"), &mut |line, bytes, place| {
            seen.push((matches!(line, Line::Article(_)), bytes.len(), place.line));
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, [(true, article_line(&analysed(1, "one")).len(), Some(1)), (false, seen[1].1, Some(3))]);
        let cut = &text[..text.len() - 5];
        let error = read(cut, Path::new("s"), &mut |_, _, _| Ok(())).unwrap_err();
        assert_eq!(error.place, Where::line("s", 3));
    }
}
