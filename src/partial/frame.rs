//! Frames by number, and what an article holds of them.

use super::counted::{Counted, Counting};
use super::fact::{Framed, Scope};
use crate::config::Config;
use crate::row::{Row, Voice};
use crate::score::Score;
use crate::span::Span;
use crate::spool::Analysed;
use std::collections::{BTreeMap, BTreeSet};

/// A frame: a category of a dictionary in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The dictionary.
    pub set: String,
    /// The category.
    pub category: String,
    /// True if hits were compared with hand-coded texts.
    pub validated: bool,
    /// Its patterns, as numbers in [`Frames::patterns`].
    pub patterns: std::ops::Range<u32>,
}

/// Frames and patterns of a study, by number: in the order of its dictionaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    /// Frames by number.
    pub all: Vec<Frame>,
    /// Patterns by number, as their dictionaries have them.
    pub patterns: Vec<String>,
    weights: Vec<Score>,
    by_name: BTreeMap<String, u16>,
}

impl Frames {
    /// The frames of a configuration.
    pub fn new(config: &Config) -> Self {
        let mut frames = Self::default();
        for set in &config.frames {
            for category in &set.categories {
                // More categories than these no dictionary has; the reader of dictionaries keeps to its limit.
                let Ok(number) = u16::try_from(frames.all.len()) else { return frames };
                let first = frames.next();
                for pattern in &category.patterns {
                    frames.patterns.push(pattern.glob.clone());
                    frames.weights.push(pattern.weight);
                }
                frames.by_name.insert(format!("{}.{}", set.name, category.name), number);
                let (set, category, validated) = (set.name.clone(), category.name.clone(), category.validated);
                frames.all.push(Frame { set, category, validated, patterns: first..frames.next() });
            }
        }
        frames
    }

    /// The number of a frame, `<set>.<category>`.
    pub fn number(&self, name: &str) -> Option<u16> {
        self.by_name.get(name).copied()
    }

    fn next(&self) -> u32 {
        u32::try_from(self.patterns.len()).unwrap_or(u32::MAX)
    }

    /// A row's hits: frame, pattern, words.
    fn hits<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (u16, u32, Span)> + 'a {
        row.frame_hits.iter().filter_map(|hit| {
            let frame = self.number(row.frames.get(usize::from(hit.frame))?)?;
            let patterns = &self.all[usize::from(frame)].patterns;
            let pattern = patterns.start.checked_add(hit.pattern).filter(|pattern| patterns.contains(pattern))?;
            Some((frame, pattern, hit.span))
        })
    }
}

/// Hits of a pattern in a scope of a place.
pub type PatternCounts = BTreeMap<(u32, Scope, u32), u64>;

/// What a sentence holds of a frame in a scope.
#[derive(Default)]
struct Sentence {
    hits: BTreeSet<(u32, Span)>,
    tone: i64,
    scored: u32,
}

/// The facts of an article, and its hits by pattern and scope.
pub fn framed(
    number: u32,
    article: &Analysed,
    frames: &Frames,
    counting: Counting,
) -> (Vec<Framed>, BTreeMap<(u32, Scope), u64>) {
    let mut facts: BTreeMap<(u16, Scope), (Framed, BTreeSet<u32>)> = BTreeMap::new();
    let mut patterns: BTreeMap<(u32, Scope), u64> = BTreeMap::new();
    if frames.all.is_empty() || counting.leaves_out(article.genre) {
        return Default::default();
    }
    for rows in article.rows.chunk_by(|a, b| a.sentence == b.sentence) {
        for ((frame, scope), sentence) in sentence(rows, article, frames, counting) {
            let blank =
                || Framed { frame, scope, article: number, sentences: 0, hits: 0, patterns: 0, tone: 0, scored: 0 };
            let (fact, seen) = facts.entry((frame, scope)).or_insert_with(|| (blank(), BTreeSet::new()));
            fact.sentences += 1;
            fact.tone += sentence.tone;
            fact.scored += sentence.scored;
            for (pattern, _) in sentence.hits {
                fact.hits += i64::from(frames.weights[pattern as usize].0);
                seen.insert(pattern);
                *patterns.entry((pattern, scope)).or_default() += 1;
            }
        }
    }
    let finish = |(mut fact, seen): (Framed, BTreeSet<u32>)| {
        fact.patterns = u32::try_from(seen.len()).unwrap_or(u32::MAX);
        fact
    };
    (facts.into_values().map(finish).collect(), patterns)
}

/// The rows of a sentence by frame and scope. Words that several rows share (those of joint speakers, of nested speech) are hit once.
fn sentence(rows: &[Row], article: &Analysed, frames: &Frames, counting: Counting) -> BTreeMap<(u16, Scope), Sentence> {
    let mut found: BTreeMap<(u16, Scope), Sentence> = BTreeMap::new();
    let mut heard = BTreeSet::new();
    for row in rows.iter().filter(|row| !row.headline && row.voice != Voice::Boilerplate && !row.frame_hits.is_empty())
    {
        let counted = Counted::of(row, article.genre, counting) == Counted::Yes;
        let own = if row.voice == Voice::Speech { Scope::Attributed } else { Scope::OutletVoice };
        for (frame, pattern, span) in frames.hits(row) {
            let whole = found.entry((frame, Scope::All)).or_default();
            whole.hits.insert((pattern, span));
            (whole.tone, whole.scored) = (row.tone_sentence.0.into(), 1);
            if !counted {
                continue;
            }
            let part = found.entry((frame, own)).or_default();
            part.hits.insert((pattern, span));
            // The words of joint speakers are scored once.
            if heard.insert((frame, own, row.attribution.filter(|_| own == Scope::Attributed))) {
                part.tone += row.tone.map_or(0, |tone| i64::from(tone.0));
                part.scored += u32::from(row.tone.is_some());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::set::{Category, FrameSet, Pattern};
    use crate::partial::sample::{article, config, narration, speech};
    use crate::row::{FrameHit, Manner};

    fn study() -> Config {
        let heavy = Pattern { glob: "storm".into(), weight: Score(25_000) };
        let category = |name: &str, patterns: Vec<Pattern>| Category { name: name.into(), validated: false, patterns };
        let categories =
            vec![category("calm", vec![Pattern::new("open*"), Pattern::new("sun")]), category("rough", vec![heavy])];
        Config { frames: vec![FrameSet { name: "sea".into(), categories }], ..config() }
    }

    fn hit(row: Row, hits: &[(&str, u32, usize)]) -> Row {
        let mut row = row;
        for &(frame, pattern, at) in hits {
            let frame = row.frames.iter().position(|name| name == frame).unwrap_or_else(|| {
                row.frames.push(frame.into());
                row.frames.len() - 1
            });
            row.frame_hits.push(FrameHit { frame: frame as u16, pattern, span: Span::new(at, at + 3) });
        }
        row
    }

    #[test]
    fn shared_words_are_hit_once_and_scopes_are_apart() {
        let config = study();
        let said = |speaker, row| Row { row, ..speech(1, 1, speaker, "It is open", 500, Manner::Indirect) };
        let around = Row { voice: Voice::Reporting, row: 2, ..narration(1, "It is open, both said.", -300) };
        let rows = vec![
            hit(said("Ann Lee", 0), &[("sea.calm", 0, 6)]),
            hit(said("Bo Li", 1), &[("sea.calm", 0, 6)]),
            hit(around, &[("sea.calm", 1, 12), ("sea.rough", 0, 18)]),
            hit(Row { voice: Voice::Boilerplate, ..narration(2, "Storm!", 0) }, &[("sea.rough", 0, 0)]),
        ];
        let (facts, patterns) =
            framed(7, &article("a", "hill", "Hill Post", rows), &Frames::new(&config), Counting::new(&config));
        let told: Vec<_> =
            facts.iter().map(|f| (f.frame, f.scope, f.sentences, f.hits, f.patterns, f.tone, f.scored)).collect();
        let expected = [
            (0, Scope::OutletVoice, 1, 10_000, 1, -300, 1),
            (0, Scope::Attributed, 1, 10_000, 1, 500, 1),
            (0, Scope::All, 1, 20_000, 2, -300, 1),
            (1, Scope::OutletVoice, 1, 25_000, 1, -300, 1),
            (1, Scope::All, 1, 25_000, 1, -300, 1),
        ];
        assert_eq!(told, expected);
        assert_eq!(patterns[&(0, Scope::All)], 1);
        assert!(facts.iter().all(|fact| fact.article == 7));
    }
}
