//! Which words may be words of saying, and how often they are.

use crate::gold::Labelled;
use crate::sentences::Marked;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tone::attribution::tagger::feature::word_hash;
use tone::text::document::Document;

/// A word is listed if it is the head of so many words of saying …
const LEAST: u32 = 3;
/// … and in so great a share of its occurrences.
const LEAST_SHARE: f64 = 0.02;
/// The shares at which the next bucket begins.
const STEPS: [f64; 5] = [0.05, 0.2, 0.4, 0.6, 0.8];

/// The words, as hashes, with their buckets, 1 to 6.
pub fn lexicon(articles: &[Labelled]) -> Vec<(u32, u8)> {
    let mut all: BTreeMap<u32, u32> = BTreeMap::new();
    let mut marked: Vec<Vec<u32>> = Vec::new();
    for article in articles {
        let document = Document::parse(&article.text, false);
        let hash = |at: usize| word_hash(document.tokens[at].span.of(document.text));
        let words = (0..document.tokens.len()).filter(|&at| document.tokens[at].word);
        words.for_each(|at| *all.entry(hash(at)).or_default() += 1);
        for gold in &article.gold {
            let cue = Marked::new(&document, gold).cue;
            marked.push(cue.into_iter().filter(|&at| document.tokens[at].word).map(hash).collect());
        }
    }
    let mut any: BTreeMap<u32, u32> = BTreeMap::new();
    marked.iter().flatten().for_each(|&word| *any.entry(word).or_default() += 1);
    let share = |counts: &BTreeMap<u32, u32>, word: u32| match (counts.get(&word), all.get(&word)) {
        (Some(&count), Some(&total)) if count >= LEAST => f64::from(count) / f64::from(total),
        _ => 0.0,
    };
    // Of several words the one that is most often a word of saying counts, so that auxiliaries are none.
    let mut heads: BTreeMap<u32, u32> = BTreeMap::new();
    for words in &marked {
        let order = |at: &usize, other: &usize| share(&any, words[*at]).total_cmp(&share(&any, words[*other]));
        let head = (0..words.len()).max_by(|a, b| order(a, b).then(Reverse(a).cmp(&Reverse(b))));
        head.into_iter().for_each(|at| *heads.entry(words[at]).or_default() += 1);
    }
    let listed = heads.keys().map(|&word| (word, share(&heads, word))).filter(|&(_, share)| share >= LEAST_SHARE);
    listed.map(|(word, share)| (word, STEPS.iter().filter(|&&step| share > step).count() as u8 + 1)).collect()
}
