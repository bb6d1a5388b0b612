//! A pass over the articles in two steps side by side.

use super::sink::Source;
use crate::error::Result;
use crate::spool::Analysed;

/// Makes something of every batch of articles, which may take all cores, and folds it in order, which cannot: while what was made of a batch
/// is folded, the next is made.
pub fn overlapped<M: Send>(
    source: &mut dyn Source,
    mut make: impl FnMut(&[Analysed]) -> M + Send,
    mut fold: impl FnMut(&[Analysed], M) -> Result<()> + Send,
) -> Result<()> {
    let mut fold_of =
        |batch: Option<(Vec<Analysed>, M)>| batch.map_or(Ok(()), |(articles, made)| fold(&articles, made));
    let mut waiting = None;
    source.batches(&mut |articles| {
        let before = waiting.take();
        let (folded, made) = rayon::join(|| fold_of(before), || make(&articles));
        waiting = Some((articles, made));
        folded
    })?;
    fold_of(waiting)
}
