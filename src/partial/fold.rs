//! The second pass: rows to facts, in any order and any partition of the articles.

use super::counted::{Counted, Counting};
use super::fact::{Extent, Framed, Mention, Own, Piece, Said, Scope, Speech};
use super::frame::{PatternCounts, framed};
use super::length::Lengths;
use super::roster::Roster;
use super::verb::verb;
use super::words;
use crate::row::{Manner, Row, Voice};
use crate::score::Score;
use crate::spool::Analysed;
use crate::text::plain::Plain;
use std::collections::{BTreeMap, BTreeSet};

/// A row found with less confidence than this is counted in `low_confidence_share`: it is more likely wrong than right.
pub const LOW_CONFIDENCE: Score = Score(5_000);

/// How deep speech may be nested in speech; more than that is no prose.
const NESTING: usize = 8;

/// What agencies print after the last sentence.
const END_MARKS: [&str; 4] = ["-0-", "Enditem", "ENDS", "###"];

/// The facts of a set of articles. Two partials of the same articles are equal once sealed, however they came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    /// Rows of speech and stance.
    pub speech: Vec<Speech>,
    /// Counted rows in the outlets' voices.
    pub own: Vec<Own>,
    /// Rows that mention actors.
    pub mentions: Vec<Mention>,
    /// What articles hold of frames.
    pub framed: Vec<Framed>,
    /// Hits by pattern, scope and number of the outlet.
    pub patterns: PatternCounts,
    /// Sums on how tone goes with length, by number of the outlet.
    pub lengths: BTreeMap<u32, Lengths>,
    /// Articles.
    pub pieces: Vec<Piece>,
}

impl Partial {
    /// Articles with letters that were damaged on their way, and these letters.
    pub fn damaged(&self) -> (u64, u64) {
        let damaged = self.pieces.iter().map(|piece| piece.damaged).filter(|&letters| letters > 0);
        damaged.fold((0, 0), |(articles, letters), more| (articles + 1, letters.saturating_add(more)))
    }

    /// Adds an article and gives it in figures: `number` is its place in the order of ids, each to be added once.
    pub fn add(&mut self, number: u32, article: &Analysed, roster: &Roster, counting: Counting) -> Piece {
        let piece = piece(number, article, roster, counting);
        self.pieces.push(piece.clone());
        let mut joint = BTreeSet::new();
        for row in &article.rows {
            if !row.headline && matches!(row.voice, Voice::Speech | Voice::Stance) {
                let (in_figures, unsure) = (counting.takes(row, article.genre), counting.is_unsure(row));
                self.speech.push(Speech { article: number, in_figures, unsure, ..speech(row, roster) });
            }
            let (Counted::Yes, Some(tone)) = (Counted::of(row, article.genre, counting), row.tone) else { continue };
            self.lengths.entry(piece.place).or_default().add(row.words, row.lexicon_hits, tone);
            if row.voice != Voice::Speech {
                self.own.push(own(row, tone, number));
            }
            let mentions = mentions(row, tone, number, roster);
            self.mentions.extend(mentions.filter(|mention| match row.attribution {
                Some(attribution) if row.voice == Voice::Speech => {
                    joint.insert((mention.actor, mention.sentence, attribution))
                }
                _ => true,
            }));
        }
        let (facts, patterns) = framed(number, article, &roster.frames, counting);
        self.framed.extend(facts);
        for ((pattern, scope), hits) in patterns {
            *self.patterns.entry((pattern, scope, piece.place)).or_default() += hits;
        }
        piece
    }

    /// Adds the facts of other articles.
    pub fn merge(&mut self, other: Self) {
        self.speech.extend(other.speech);
        self.own.extend(other.own);
        self.mentions.extend(other.mentions);
        self.framed.extend(other.framed);
        self.pieces.extend(other.pieces);
        for (key, hits) in other.patterns {
            *self.patterns.entry(key).or_default() += hits;
        }
        for (place, lengths) in other.lengths {
            self.lengths.entry(place).or_default().merge(&lengths);
        }
    }

    /// Puts the facts in order: after the last article, before the first sum.
    pub fn seal(mut self) -> Self {
        self.speech.sort_unstable();
        self.own.sort_unstable();
        self.mentions.sort_unstable();
        self.framed.sort_unstable();
        self.pieces.sort_unstable();
        self
    }
}

fn speech(row: &Row, roster: &Roster) -> Speech {
    let verb = verb(row).and_then(|verb| roster.verbs.binary_search(&verb).ok());
    Speech {
        speaker: roster.speaker(row),
        article: 0,
        sentence: row.sentence,
        row: row.row,
        attribution: row.attribution,
        said: if row.voice == Voice::Speech { Said::Speech } else { Said::Stance },
        in_figures: true,
        unsure: false,
        manner: row.manner,
        via: roster.via(row),
        verb: verb.and_then(|at| u32::try_from(at).ok()),
        cue_class: row.cue_class,
        tone: row.tone,
        vader: row.vader.unwrap_or_default(),
        low_confidence: row.confidence.is_some_and(|confidence| confidence < LOW_CONFIDENCE),
        event_words: row.event_negativity != Score(0),
        fingerprint: words::fingerprint(&words::content(row)),
    }
}

fn own(row: &Row, tone: Score, article: u32) -> Own {
    Own {
        article,
        sentence: row.sentence,
        tone,
        vader: row.vader.unwrap_or_default(),
        event_words: row.event_negativity != Score(0),
        // Of a sentence with speech in it only what is around the speech, and no row holds that: what distinguishes it is the whole sentence.
        fingerprint: words::fingerprint(&row.text),
    }
}

fn mentions<'a>(row: &'a Row, tone: Score, article: u32, roster: &'a Roster) -> impl Iterator<Item = Mention> + 'a {
    let scope = if row.voice == Voice::Speech { Scope::Attributed } else { Scope::OutletVoice };
    let actors: BTreeSet<u32> = row.actors.iter().filter_map(|actor| roster.number(actor)).collect();
    let (sentence, row) = (row.sentence, row.row);
    actors.into_iter().map(move |actor| Mention { actor, scope, article, sentence, row, tone })
}

/// What an article holds in the outlet's voice and in speech, as far as it is counted. Of speech within speech the outer words hold the inner.
fn extents(article: &Analysed, counting: Counting) -> (Extent, Extent) {
    let (mut own, mut said) = (Extent::default(), Extent::default());
    let counted = article.rows.iter().filter(|row| Counted::of(row, article.genre, counting) == Counted::Yes);
    let counted: Vec<&Row> = counted.collect();
    for rows in counted.chunk_by(|a, b| a.sentence == b.sentence) {
        let speech: BTreeMap<Option<u32>, &&Row> =
            rows.iter().filter(|row| row.voice == Voice::Speech).map(|row| (row.attribution, row)).collect();
        let outer = speech.values().filter(|row| !is_inside(row, &speech, &article.rows));
        said.sentences += u32::from(!speech.is_empty());
        said.words += outer.map(|row| row.words).sum::<u32>();
        for row in rows.iter().filter(|row| row.voice != Voice::Speech) {
            own.sentences += 1;
            own.words += row.words;
        }
    }
    (own, said)
}

/// True if words of the row stand in those of other counted speech of the sentence, however deep.
fn is_inside(row: &Row, speech: &BTreeMap<Option<u32>, &&Row>, rows: &[Row]) -> bool {
    let mut outer = row.within;
    for _ in 0..NESTING {
        if outer.is_none() {
            return false;
        }
        if speech.contains_key(&outer) {
            return true;
        }
        outer = rows.iter().find(|other| other.attribution == outer).and_then(|other| other.within);
    }
    false
}

/// An article in figures.
pub fn piece(number: u32, article: &Analysed, roster: &Roster, counting: Counting) -> Piece {
    let body = || article.rows.iter().filter(|row| !row.headline && row.voice != Voice::Boilerplate);
    let sentences: BTreeSet<u32> = body().map(|row| row.sentence).collect();
    let speech = || body().filter(|row| row.voice == Voice::Speech);
    let attributed: BTreeSet<u32> = speech().map(|row| row.sentence).collect();
    let quoted = speech().filter(|row| matches!(row.manner, Some(Manner::Direct | Manner::Mixed)));
    let quoted: BTreeSet<u32> = quoted.map(|row| row.sentence).collect();
    let mut texts: Vec<(u32, &str)> = body().map(|row| (row.sentence, row.text.as_str())).collect();
    texts.dedup_by_key(|(sentence, _)| *sentence);
    let number_of = |set: &BTreeSet<u32>| u32::try_from(set.len()).unwrap_or(u32::MAX);
    let (own, said) = extents(article, counting);
    Piece {
        article: number,
        place: roster.place_of(&article.group, &article.outlet).unwrap_or(u32::MAX),
        genre: article.genre,
        counted: !counting.leaves_out(article.genre),
        date: article.date.as_str().into(),
        event: roster.event(&article.event),
        sentences: number_of(&sentences),
        words: texts.iter().map(|(_, text)| words::count(text)).fold(0, u32::saturating_add),
        own,
        said,
        attributed: number_of(&attributed),
        quoted: number_of(&quoted),
        titled: !article.title.is_empty(),
        truncated: texts.last().is_some_and(|(_, text)| breaks_off(text)),
        damaged: article.damaged,
    }
}

/// True if a text's last sentence has no end, or ends in dots: what a truncated export looks like.
fn breaks_off(sentence: &str) -> bool {
    let sentence = &Plain::new(sentence).text;
    let sentence = sentence.trim_end();
    let sentence = END_MARKS.iter().find_map(|mark| sentence.strip_suffix(mark)).unwrap_or(sentence);
    let end = sentence.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’)]»".contains(c));
    !end.is_empty() && (end.ends_with('…') || end.ends_with("...") || !end.ends_with(['.', '!', '?', ':', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{any_corpus, article, config, narration, roster, speech};
    use proptest::prelude::*;

    #[test]
    fn joint_speakers_have_a_fact_each_and_mention_an_actor_once() {
        let said = |speaker| Row {
            actors: vec!["Mara Lin".into()],
            ..speech(1, 1, speaker, "We agree", 500, Manner::Indirect)
        };
        let articles = [article("a", "hill", "Hill Post", vec![said("Otto Berg"), Row { row: 1, ..said("Ann Lee") }])];
        let mut partial = Partial::default();
        partial.add(0, &articles[0], &roster(&articles), Counting::new(&config()));
        assert_eq!((partial.speech.len(), partial.mentions.len()), (2, 1));
    }

    #[test]
    fn a_piece_counts_sentences_once_and_sees_a_text_that_breaks_off() {
        let rows = vec![
            Row { headline: true, ..narration(0, "Harbour opens", 0) },
            speech(1, 1, "Ann Lee", "“It is open”", 0, Manner::Direct),
            Row { row: 1, voice: Voice::Reporting, ..speech(1, 1, "Ann Lee", "“It is open”", 0, Manner::Direct) },
            narration(2, "Then the fog", 0),
        ];
        let article = article("a", "hill", "Hill Post", rows);
        let piece = piece(0, &article, &roster(std::slice::from_ref(&article)), Counting::new(&config()));
        assert_eq!((piece.sentences, piece.words, piece.attributed, piece.quoted, piece.truncated), (2, 9, 1, 1, true));
        assert!(
            !breaks_off("“It is open.”")
                && breaks_off("and so on …")
                && !breaks_off("It is open. -0-")
                && breaks_off("It is op")
        );
    }

    proptest! {
        #[test]
        fn any_order_and_any_partition_give_the_same(
            (articles, order, cut) in any_corpus().prop_flat_map(|articles| {
                let order: Vec<usize> = (0..articles.len()).collect();
                let cut = 0..=articles.len();
                (Just(articles), Just(order).prop_shuffle(), cut)
            }),
        ) {
            let roster = roster(&articles);
            let shuffled: Vec<Analysed> = order.iter().map(|&at| articles[at].clone()).collect();
            prop_assert_eq!(&roster, &self::roster(&shuffled));

            let fold = |numbers: &mut dyn Iterator<Item = usize>| {
                let mut partial = Partial::default();
                numbers.for_each(|at| drop(partial.add(at as u32, &articles[at], &roster, Counting::new(&config()))));
                partial
            };
            let whole = fold(&mut (0..articles.len())).seal();
            let mut parts = fold(&mut order[cut..].iter().copied());
            parts.merge(fold(&mut order[..cut].iter().copied()));
            prop_assert_eq!(whole, parts.seal());
        }
    }
}
