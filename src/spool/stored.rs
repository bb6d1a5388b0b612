//! An analysed article as the bytes of a run's own spool, which nobody else reads: written once, read several times, at a fifth of what JSON costs.
//!
//! A piece is the length of its body, a check of it (both 4 bytes, the low end first), and the body: the article, then its rows, in postcard's format.
//! What a kill or a full disk leaves of a piece is told by length and check.

use super::Analysed;
use crate::stats::rng::mix64;
use std::io::{self, ErrorKind, Read};

/// Bytes before a body.
const HEAD: usize = 8;
/// Bytes of a row beside its sentence, and of what else a piece holds: enough for nearly all.
const ROW: usize = 160;

/// The piece of an article, which its rows leave for it.
pub fn stored(article: &mut Analysed) -> Vec<u8> {
    let rows = std::mem::take(&mut article.rows);
    let size = rows.iter().map(|row| ROW + row.text.len()).sum::<usize>();
    let mut bytes = Vec::with_capacity(4 * ROW + size);
    bytes.extend_from_slice(&[0; HEAD]);
    let written = postcard::to_extend(article, bytes).and_then(|bytes| postcard::to_extend(&rows, bytes));
    let mut bytes = written.expect("articles and rows are numbers, words and lists");
    // A longer one is none for the reader, who cannot have so much in memory either.
    let length = u32::try_from(bytes.len() - HEAD).unwrap_or(u32::MAX);
    let check = check(&bytes[HEAD..]);
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    bytes[4..HEAD].copy_from_slice(&check.to_le_bytes());
    bytes
}

/// The article of a piece, with its rows; why there is none, in words.
pub fn read_back(piece: &[u8]) -> Result<Analysed, String> {
    let body = piece.get(HEAD..).unwrap_or_default();
    let article = postcard::take_from_bytes::<Analysed>(body);
    let whole = article.and_then(|(article, rows)| Ok(Analysed { rows: postcard::from_bytes(rows)?, ..article }));
    whole.map_err(|error| error.to_string())
}

/// The article of a piece, without its rows; why there is none, in words.
pub fn head(piece: &[u8]) -> Result<Analysed, String> {
    let body = piece.get(HEAD..).unwrap_or_default();
    postcard::take_from_bytes(body).map(|(article, _)| article).map_err(|error| error.to_string())
}

/// The article of the next piece, without its rows, and the piece's bytes; none where no whole piece stands.
///
/// # Errors
/// What reading says.
pub fn next(reader: &mut impl Read, body: &mut Vec<u8>) -> io::Result<Option<(Analysed, usize)>> {
    let mut head = [0; HEAD];
    if !is_whole(reader.read_exact(&mut head))? {
        return Ok(None);
    }
    let [a, b, c, d, check @ ..] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    body.clear();
    // Torn bytes may claim any length: no more is taken than there is.
    reader.take(length as u64).read_to_end(body)?;
    if body.len() < length || self::check(body) != u32::from_le_bytes(check) {
        return Ok(None);
    }
    let article = postcard::take_from_bytes(body).ok();
    Ok(article.map(|(article, _)| (article, HEAD + length)))
}

fn is_whole(read: io::Result<()>) -> io::Result<bool> {
    match read {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

/// A check that torn writing does not pass.
fn check(body: &[u8]) -> u32 {
    let words = body.chunks(8).map(|chunk| chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    words.fold(body.len() as u64, |sum, word| mix64(sum ^ word)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::row::{Act, CueClass, FrameHit, Manner, Relay, Row, Voice};
    use crate::score::Score;
    use crate::span::Span;

    fn analysed(rows: Vec<Row>) -> Analysed {
        let article = Article { id: "a".into(), text: "x".into(), title: "Ω \u{1b}\n".into(), ..Article::default() };
        Analysed::new(&article, "vote", "tone 0 0", rows)
    }

    fn full() -> Row {
        Row {
            voice: Voice::Speech,
            attribution: Some(3),
            source: vec![Span::new(2, 900)],
            relays: vec![Relay { name: "Xinhua".into(), span: Span::new(70_000, 70_001) }],
            via: vec!["Xinhua".into()],
            act: Some(Act::Written),
            cue_class: Some(CueClass::Hostile),
            manner: Some(Manner::Mixed),
            confidence: Some(Score(9_999)),
            tone: Some(Score(-10_000)),
            event_negativity: Score(1),
            frames: vec!["a.b".into()],
            frame_hits: vec![FrameHit { frame: 0, pattern: 3, span: Span::new(1, 2) }],
            text: "“Ω”".into(),
            ..Row::default()
        }
    }

    #[test]
    fn a_piece_reads_back_as_it_was() {
        for rows in [vec![], vec![Row::default()], vec![full(), Row::default(), full()]] {
            let piece = stored(&mut analysed(rows.clone()));
            assert_eq!(read_back(&piece), Ok(analysed(rows)));
            let head = next(&mut piece.as_slice(), &mut Vec::new()).unwrap();
            assert_eq!(head, Some((analysed(Vec::new()), piece.len())));
        }
    }

    #[test]
    fn a_piece_that_is_torn_or_of_other_bytes_is_none() {
        let piece = stored(&mut analysed(vec![full()]));
        let next = |bytes: &[u8]| next(&mut &*bytes, &mut Vec::new()).unwrap();
        for at in 0..piece.len() {
            assert_eq!(next(&piece[..at]), None, "cut at {at}");
            let mut other = piece.clone();
            other[at] ^= 4;
            assert_eq!(next(&other), None, "changed at {at}");
        }
        assert_eq!(next(&[0; 64]), None);
        assert!(read_back(&piece[..piece.len() - 1]).is_err() && read_back(b"").is_err());
    }
}
