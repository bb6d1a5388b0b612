//! The file of a run's spool, with an index in memory.

use super::stored::{head, read_back};
use super::{Analysed, Journal, Kept};
use crate::disk::Scratch;
use crate::error::{Error, Kind, Result, Where};
use crate::ingest::reader::{Fate, Omission};
use rayon::prelude::*;
use std::io::{Read, Seek, SeekFrom, Write};

/// Articles read at once when reading back.
const BATCH: usize = 64;
/// Bytes of articles read at once, but for the last of them.
const BATCH_BYTES: usize = 8 << 20;

/// Where an article's piece stands, and what decides its place and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    id: String,
    hash: String,
    input: String,
    record: u64,
    offset: u64,
    length: usize,
}

/// A spool that is being written.
#[derive(Debug)]
pub struct SpoolWriter {
    file: Scratch,
    offset: u64,
    entries: Vec<Entry>,
}

impl SpoolWriter {
    /// Writes to an empty file.
    pub fn new(file: Scratch) -> Self {
        Self { file, offset: 0, entries: Vec::new() }
    }

    /// Goes on behind the articles of a journal; what stands there is cut off.
    pub fn after(mut file: Scratch, journal: &Journal) -> Result<Self> {
        let cut = file.file().set_len(journal.end).and_then(|()| file.seek(SeekFrom::Start(journal.end)));
        cut.map_err(|e| file.failed(&e))?;
        Ok(Self { offset: journal.end, ..Self::new(file) })
    }

    /// Appends the piece of an article ([`stored`](super::stored())), of which the rows are not looked at.
    pub fn push(&mut self, article: &Analysed, piece: &[u8]) -> Result<()> {
        // At once, and not through a buffer: what is analysed survives a kill.
        self.file.write_all(piece).map_err(|e| self.file.failed(&e))?;
        self.keep(article, Kept { offset: self.offset, length: piece.len() });
        self.offset += piece.len() as u64;
        Ok(())
    }

    /// Takes over an article that stands here already.
    pub fn keep(&mut self, article: &Analysed, Kept { offset, length }: Kept) {
        let (id, hash, input) = (article.id.clone(), article.hash.clone(), article.input.clone());
        self.entries.push(Entry { id, hash, input, record: article.record, offset, length });
    }

    /// Ends writing, decides what is a duplicate, and makes ids unique: the same id and text is read once, the same id with
    /// another text becomes `id~` and eight digits of its hash. Neither depends on the order of writing.
    pub fn finish(self) -> Result<Spool> {
        let Self { file, mut entries, .. } = self;
        entries.sort_unstable();
        let mut spool = Spool { file, entries: Vec::new(), duplicates: Vec::new(), renamed: 0 };
        for same_id in entries.chunk_by(|a, b| a.id == b.id) {
            let texts = same_id.chunk_by(|a, b| a.hash == b.hash).count();
            for same_text in same_id.chunk_by(|a, b| a.hash == b.hash) {
                let mut kept = same_text[0].clone();
                for entry in &same_text[1..] {
                    let again = head(&read_piece(&mut spool.file, entry)?).map_err(|why| damaged(entry, &why))?;
                    let omission = duplicate(entry, &kept);
                    spool.duplicates.push(Duplicate { group: again.group, outlet: again.outlet, omission });
                }
                if texts > 1 {
                    kept.id = format!("{}~{}", kept.id, &kept.hash[..8]);
                    spool.renamed += 1;
                }
                spool.entries.push(kept);
            }
        }
        spool.entries.sort_unstable();
        Ok(spool)
    }
}

fn duplicate(entry: &Entry, kept: &Entry) -> Omission {
    Omission {
        fate: Fate::Ignored,
        input: entry.input.clone(),
        record: Some(entry.record),
        line: None,
        reason: "duplicate".to_owned(),
        detail: format!("same id and text as {} record {}", kept.input, kept.record),
    }
}

/// A record that was left out because another has the same id and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The group of its outlet.
    pub group: String,
    /// Its outlet.
    pub outlet: String,
    /// For the manifest.
    pub omission: Omission,
}

/// A spool that was written, with its index.
#[derive(Debug)]
pub struct Spool {
    file: Scratch,
    entries: Vec<Entry>,
    /// Records left out because another has the same id and text.
    pub duplicates: Vec<Duplicate>,
    /// Articles whose id was made unique.
    pub renamed: u64,
}

impl Spool {
    /// The number of articles.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if there is no article.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Hands on every article in the byte order of the unique ids, a bounded number at a time.
    pub fn batches(&mut self, take: &mut Take<'_>) -> Result<()> {
        let all: Vec<&Entry> = self.entries.iter().collect();
        hand_on(&mut self.file, &all, take)
    }

    /// Hands on the articles at these places of that order.
    pub fn some(&mut self, places: &[u32], take: &mut Take<'_>) -> Result<()> {
        let some: Vec<&Entry> = places.iter().filter_map(|&place| self.entries.get(place as usize)).collect();
        hand_on(&mut self.file, &some, take)
    }
}

/// Takes some articles in order. While it works on them the next ones are read, on another core if there is one.
pub type Take<'a> = dyn FnMut(Vec<Analysed>) -> Result<()> + Send + 'a;

fn hand_on(file: &mut Scratch, entries: &[&Entry], take: &mut Take<'_>) -> Result<()> {
    let mut rest = entries;
    let mut read = move || {
        let (batch, after) = rest.split_at(batch_length(rest));
        rest = after;
        if batch.is_empty() { Ok(None) } else { read_batch(file, batch).map(Some) }
    };
    let mut next = read()?;
    while let Some(articles) = next {
        let (taken, after) = rayon::join(|| take(articles), &mut read);
        taken?;
        next = after?;
    }
    Ok(())
}

/// How many articles are read at once: fewer of large ones.
fn batch_length(entries: &[&Entry]) -> usize {
    let mut bytes = 0;
    let fits = |entry: &&&Entry| {
        let fits = bytes < BATCH_BYTES;
        bytes += entry.length;
        fits
    };
    entries.iter().take(BATCH).take_while(fits).count()
}

fn read_batch(file: &mut Scratch, entries: &[&Entry]) -> Result<Vec<Analysed>> {
    let pieces = entries.iter().map(|entry| read_piece(file, entry)).collect::<Result<Vec<_>>>()?;
    pieces.par_iter().zip(entries).map(|(piece, entry)| parse(piece, entry)).collect()
}

fn read_piece(file: &mut Scratch, entry: &Entry) -> Result<Vec<u8>> {
    let mut piece = vec![0; entry.length];
    let read = file.seek(SeekFrom::Start(entry.offset)).and_then(|_| file.read_exact(&mut piece));
    read.map_err(|e| damaged(entry, &e.to_string()))?;
    Ok(piece)
}

fn parse(piece: &[u8], entry: &Entry) -> Result<Analysed> {
    let mut analysed = read_back(piece).map_err(|why| damaged(entry, &why))?;
    analysed.id.clone_from(&entry.id);
    Ok(analysed)
}

fn damaged(entry: &Entry, why: &str) -> Error {
    let place = Where { record: Some(entry.record), ..Where::file(&entry.input) };
    Error::new(Kind::Internal, place, format!("the spool cannot be read back: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::spool::stored;

    #[test]
    fn articles_come_in_the_order_of_ids_and_duplicates_do_not_depend_on_the_order_of_writing() {
        let record = |id: &str, text: &str, input: &str, record| Article {
            id: id.into(),
            text: text.into(),
            input: input.into(),
            record,
            ..Article::default()
        };
        let mut articles = vec![
            record("b", "one", "1.jsonl", 1),
            record("a", "two", "2.jsonl", 1),
            record("b", "one", "0.jsonl", 7),
            record("a", "three", "2.jsonl", 2),
        ];
        let mut seen = Vec::new();
        for _ in 0..articles.len() {
            articles.rotate_left(1);
            let mut writer = SpoolWriter::new(crate::disk::nameless().unwrap());
            for article in &articles {
                let mut analysed = Analysed::new(article, "", "tone", Vec::new());
                let piece = stored(&mut analysed);
                writer.push(&analysed, &piece).unwrap();
            }
            let mut spool = writer.finish().unwrap();
            let mut ids = Vec::new();
            spool
                .batches(&mut |batch| {
                    ids.extend(batch.into_iter().map(|analysed| (analysed.id, analysed.input)));
                    Ok(())
                })
                .unwrap();
            seen.push((ids, spool.duplicates, spool.renamed));
        }
        seen.dedup();
        assert_eq!(seen.len(), 1);
        let (ids, duplicates, renamed) = &seen[0];
        assert_eq!((ids.len(), duplicates.len(), *renamed), (3, 1, 2));
        assert_eq!(ids[2], ("b".to_owned(), "0.jsonl".to_owned()));
        assert_eq!(
            (duplicates[0].omission.input.as_str(), duplicates[0].omission.reason.as_str()),
            ("1.jsonl", "duplicate")
        );
    }
}
