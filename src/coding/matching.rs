//! Where the items of a coded sample stand in a corpus.

use super::draw::candidates;
use super::item::Class;
use super::sample::{Judged, Sample};
use crate::partial::counted::Counting;
use crate::partial::roster::Roster;
use crate::partial::words::{coded_words, fingerprint};
use crate::row::{Manner, Row};
use crate::spool::Analysed;
use std::collections::{BTreeMap, BTreeSet};

/// A coded item in the corpus. What the program says of it is what it says now, of whatever version and configuration the key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of its article.
    pub article: u32,
    /// Place of the item in the sample.
    pub at: usize,
    /// Numbers of its speakers.
    pub speakers: BTreeSet<u32>,
    /// How the words are printed, for speech.
    pub manner: Option<Manner>,
    /// Numbers of the actors that its sentence mentions.
    pub actors: BTreeSet<u32>,
}

/// A coded sample with its places in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// The items that are in the corpus.
    pub sample: Sample,
    /// Those that somebody coded, in the order of the corpus.
    pub found: Vec<Found>,
    /// Items of the key.
    pub items: u64,
    /// Of these, those that the corpus has no more: other words, another row, or not counted.
    pub lost: u64,
}

/// A sample being looked for.
#[derive(Debug)]
pub struct Matching {
    sample: Sample,
    counting: Counting,
    /// Places of the items of each article.
    by_article: BTreeMap<String, Vec<usize>>,
    found: Vec<Found>,
    kept: BTreeSet<usize>,
}

impl Matching {
    /// Looks for a sample; without one nothing is looked for.
    pub fn new(sample: Option<Sample>, counting: Counting) -> Self {
        let sample = sample.unwrap_or_default();
        let mut by_article: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, judged) in sample.items.iter().enumerate() {
            by_article.entry(judged.item.article.clone()).or_default().push(at);
        }
        Self { sample, counting, by_article, found: Vec::new(), kept: BTreeSet::new() }
    }

    /// Looks at the next article: its number and the id of its family.
    pub fn add(&mut self, number: u32, cluster: &str, article: &Analysed, roster: &Roster) {
        for at in self.by_article.get(&article.id).cloned().unwrap_or_default() {
            let judged = &mut self.sample.items[at];
            let same = |row: &&Row| (row.sentence, row.row) == (judged.item.sentence, judged.item.row);
            let Some(row) = candidates(article, self.counting).find(same) else { continue };
            let here = Class::of(row) == judged.item.class
                && fingerprint(&coded_words(row, &article.rows)) == judged.item.words;
            if !here {
                continue;
            }
            self.kept.insert(at);
            let speakers = speakers(row, article, roster);
            judged.refresh(row, article, cluster, &speakers, roster);
            judged.speakers = judged.item.speakers.iter().map(|speaker| self.sample.names.key(speaker)).collect();
            if !judged.answers.is_empty() {
                let actors = row.actors.iter().filter_map(|actor| roster.number(actor)).collect();
                self.found.push(Found { article: number, at, speakers, manner: row.manner, actors });
            }
        }
    }

    /// What was found.
    pub fn finish(self) -> Matched {
        let Self { mut sample, kept, mut found, .. } = self;
        let items = sample.items.len() as u64;
        let mut places = BTreeMap::new();
        let all = std::mem::take(&mut sample.items);
        for (at, judged) in all.into_iter().enumerate().filter(|(at, _)| kept.contains(at)) {
            places.insert(at, sample.items.len());
            sample.items.push(judged);
        }
        for one in &mut found {
            one.at = places.get(&one.at).copied().unwrap_or_default();
        }
        Matched { lost: items - sample.items.len() as u64, items, sample, found }
    }
}

/// Numbers of those who say the words of a row: of joint speakers all.
pub fn speakers(row: &Row, article: &Analysed, roster: &Roster) -> BTreeSet<u32> {
    let joint = |other: &&Row| other.sentence == row.sentence && other.attribution == row.attribution;
    let said = Class::of(row) == Class::Said;
    let rows = article.rows.iter().filter(|other| if said { joint(other) } else { false });
    rows.filter_map(|row| roster.speaker(row)).collect()
}

impl Judged {
    /// Takes over what the program says now.
    fn refresh(&mut self, row: &Row, article: &Analysed, cluster: &str, speakers: &BTreeSet<u32>, roster: &Roster) {
        let item = &mut self.item;
        item.tone = row.tone.unwrap_or(item.tone);
        item.speakers = speakers.iter().map(|speaker| roster.name(*speaker).text.clone()).collect();
        item.confidence = row.confidence;
        item.outlet.clone_from(&article.outlet);
        item.group.clone_from(&article.group);
        cluster.clone_into(&mut item.cluster);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::sample::tests::{codes, key, sample};
    use crate::partial::sample::{article, config, narration, roster, speech};
    use crate::score::Score;

    #[test]
    fn what_stands_there_still_is_found_with_what_is_said_of_it_now() {
        let items = [
            ("old", "outlet_voice", "0.9", ""),
            ("old", "outlet_voice", "0", ""),
            ("old", "speech", "0", ""),
            ("old", "speech", "0", ""),
        ];
        let text = key(&items).replace("a2,1,0", "a0,2,1");
        let coded =
            sample(&[("key.csv", &text), ("c.csv", &codes(1, &[("1", ""), ("0", ""), ("0", ""), ("", "")]))]).unwrap();
        let told = vec![
            narration(1, "words 1", -300),
            Row { row: 1, ..speech(2, 1, "Mara Lin", "words 3", 500, Manner::Direct) },
        ];
        let articles = [
            article("a0", "hill", "Hill Post", told),
            article("a1", "hill", "Hill Post", vec![narration(1, "other words", 0)]),
        ];
        let mut matching = Matching::new(Some(coded), Counting::new(&config()));
        let roster = roster(&articles);
        (0..).zip(&articles).for_each(|(number, article)| matching.add(number, "a0", article, &roster));
        let matched = matching.finish();
        assert_eq!((matched.items, matched.lost, matched.sample.items.len()), (4, 2, 2));
        let first = &matched.sample.items[0].item;
        assert_eq!((first.tone, first.group.as_str()), (Score(-300), "hill"));
        assert_eq!(matched.found.iter().map(|found| (found.article, found.at)).collect::<Vec<_>>(), [(0, 0), (0, 1)]);
        assert_eq!(matched.found[1].manner, Some(Manner::Direct));
        assert_eq!(matched.sample.items[1].speakers, BTreeSet::from(["mara lin".to_owned()]));
    }
}
