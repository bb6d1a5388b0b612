//! Who of several namesakes a bare surname means.

use super::cast::{Cast, LOOK_BACK, Mention};
use super::fold::fold;
use super::name_run::Kind;
use super::parts::is_suffix;
use super::sighting::Name;
use super::word::{Gender, is_leading_family};

/// Paragraphs back in which a full name makes a bare surname clear.
const NEAR: usize = 1;

impl Cast {
    /// Who is meant where a single word is mentioned; none if nobody bears it or nothing tells who of several is meant.
    pub fn bearer(&self, name: &Name, mention: &Mention, gender: Gender) -> Option<usize> {
        let leading = is_leading_family(&name.plain);
        let all = self.by_word.get(&name.folded)?;
        let fits = |&&index: &&usize| {
            let Some(entry) = self.characters.get(index) else { return false };
            let last =
                entry.fullest.rsplit(' ').find(|word| !is_suffix(word)).is_some_and(|last| fold(last) == name.folded);
            entry.gender.agrees(gender) && entry.kind == Kind::Person && (last || leading)
        };
        let mut bearers: Vec<usize> = all.iter().filter(fits).copied().collect();
        if bearers.is_empty() {
            // A given name.
            let agrees = |&&index: &&usize| {
                self.characters
                    .get(index)
                    .is_some_and(|entry| entry.kind == Kind::Person && entry.gender.agrees(gender))
            };
            bearers = all.iter().filter(agrees).copied().collect();
        }
        match bearers.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => {
                let dominant = self.dominant(several);
                let again = |&index: &usize| self.characters.get(index).is_some_and(|entry| entry.seen > 1);
                // Somebody named once keeps the surname for the rest of the paragraph only.
                let near = self.near(several, mention, NEAR).filter(|index| dominant.is_none() || again(index));
                near.or_else(|| self.near(several, mention, 0)).or(dominant).or_else(|| self.chief(several))
            }
        }
    }

    /// The one of several who has been mentioned by now, or at least twice as often as any other: the bare surname is his.
    fn dominant(&self, several: &[usize]) -> Option<usize> {
        let seen = |index: usize| self.characters.get(index).map_or(0, |entry| entry.seen);
        let best = several.iter().copied().max_by_key(|&index| (seen(index), std::cmp::Reverse(index)))?;
        let second = several.iter().filter(|&&index| index != best).map(|&index| seen(index)).max().unwrap_or(0);
        (seen(best) > 0 && seen(best) >= 2 * second).then_some(best)
    }

    /// The only one of several who was last mentioned in the same paragraph, or `reach` paragraphs before, as a subject or at all.
    fn near(&self, several: &[usize], here: &Mention, reach: usize) -> Option<usize> {
        let paragraph = here.paragraph;
        let before = self.mentions.partition_point(|mention| mention.span.start < here.span.start);
        let recent = self.mentions.get(..before)?.iter().rev().take(LOOK_BACK);
        let near: Vec<&Mention> = recent
            .take_while(|mention| mention.paragraph + reach >= paragraph)
            .filter(|mention| several.contains(&mention.character) && !mention.quoted)
            .collect();
        let only = |mut all: Vec<usize>| {
            all.sort_unstable();
            all.dedup();
            if let [one] = all.as_slice() { Some(*one) } else { None }
        };
        let own: Vec<usize> =
            near.iter().filter(|mention| mention.paragraph == paragraph).map(|m| m.character).collect();
        let subjects: Vec<usize> = near.iter().filter(|mention| mention.subject).map(|m| m.character).collect();
        only(own).or_else(|| only(near.iter().map(|mention| mention.character).collect())).or_else(|| only(subjects))
    }

    /// The one of several whom the article names in full at least twice as often as any other.
    fn chief(&self, several: &[usize]) -> Option<usize> {
        let mentions = |index: usize| self.characters.get(index).map_or(0, |entry| entry.full_mentions);
        let best = several.iter().copied().max_by_key(|&index| (mentions(index), std::cmp::Reverse(index)))?;
        let second = several.iter().filter(|&&index| index != best).map(|&index| mentions(index)).max().unwrap_or(0);
        (mentions(best) >= 2 * second.max(1)).then_some(best)
    }
}
