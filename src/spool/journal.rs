//! What a run that ended early left of its spool.

use super::stored::next;
use super::{Analysed, fingerprint};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

/// Where the piece of an article stands in a spool.
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
    /// By input and record: the article's fingerprint, and its piece.
    articles: BTreeMap<(String, u64), (String, Kept)>,
    /// Where whole pieces end: what stands behind was being written.
    pub end: u64,
    /// Articles of another engine, which are not taken over.
    pub foreign: u64,
}

impl Journal {
    /// Looks through a spool for articles of an engine. It ends where a piece is torn or is none.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn of(file: &File, engine: &str) -> std::io::Result<Self> {
        let mut reader = BufReader::with_capacity(1 << 18, file);
        reader.seek(SeekFrom::Start(0))?;
        let (mut journal, mut body) = (Self::default(), Vec::new());
        while let Some((article, length)) = next(&mut reader, &mut body)? {
            let kept = Kept { offset: journal.end, length };
            journal.end += length as u64;
            if article.engine != engine {
                journal.foreign += 1;
                continue;
            }
            let print = fingerprint(&article);
            journal.articles.insert((article.input, article.record), (print, kept));
        }
        Ok(journal)
    }

    /// The piece of an article that was analysed already: the same in everything that its rows come from.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::spool::stored;
    use std::io::Write;

    fn analysed(record: u64, title: &str) -> Analysed {
        let article =
            Article { input: "a".into(), record, title: title.into(), text: "x".into(), ..Article::default() };
        Analysed::new(&article, "", "tone", Vec::new())
    }

    #[test]
    fn a_journal_ends_at_a_torn_piece_and_knows_what_changed() {
        let pieces = [1, 2].map(|record| stored(&mut analysed(record, if record == 1 { "one" } else { "two" })));
        let bytes = pieces.concat();
        for cut in 0..=bytes.len() {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&bytes[..cut]).unwrap();
            let journal = Journal::of(&file, "tone").unwrap();
            let whole = usize::from(cut >= pieces[0].len()) + usize::from(cut == bytes.len());
            assert_eq!(journal.len(), whole, "{cut}");
            assert_eq!(journal.end as usize, pieces[..whole].concat().len());
            assert_eq!(journal.find(&analysed(1, "one")).is_some(), whole > 0);
            assert_eq!(journal.find(&analysed(1, "another")), None);
            let other = Journal::of(&file, "another").unwrap();
            assert_eq!((other.len(), other.foreign, other.end), (0, whole as u64, journal.end));
            if whole == 2 {
                let kept = journal.find(&analysed(2, "two")).unwrap();
                assert_eq!(bytes[kept.offset as usize..][..kept.length], pieces[1]);
            }
        }
    }
}
