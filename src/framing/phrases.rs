//! Patterns of several tokens: which numbers in a row make one.

use crate::lookup::Lookup;

/// No place.
const NONE: u32 = u32::MAX;

/// Sequences of patterns of tokens, as a tree.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Where the first pattern of a token leads, by its number.
    first: Vec<u32>,
    /// Where a pattern of a token leads from a place.
    steps: Lookup<(u32, u32), u32>,
    places: Vec<Place>,
}

/// What some patterns of tokens in a row lead to.
#[derive(Debug, Default)]
struct Place {
    /// The patterns that end here, by number.
    ends: Vec<u32>,
    /// There are longer ones.
    goes_on: bool,
}

impl Phrases {
    /// Adds a pattern, which is made of these patterns of tokens.
    pub fn add(&mut self, globs: &[u32], pattern: u32) {
        let mut at = NONE;
        for &glob in globs {
            let fresh = self.places.len() as u32;
            let next = if at == NONE {
                self.first.resize(self.first.len().max(glob as usize + 1), NONE);
                &mut self.first[glob as usize]
            } else {
                self.places[at as usize].goes_on = true;
                self.steps.entry((at, glob)).or_insert(NONE)
            };
            if *next == NONE {
                *next = fresh;
            }
            at = *next;
            if at == fresh {
                self.places.push(Place::default());
            }
        }
        if let Some(place) = self.places.get_mut(at as usize) {
            place.ends.push(pattern);
        }
    }

    /// Where the patterns that fit a first token lead; in place of what `places` held.
    pub fn begin(&self, globs: &[u32], places: &mut Vec<u32>) {
        places.clear();
        let first = |glob: &u32| self.first.get(*glob as usize).copied().filter(|&place| place != NONE);
        places.extend(globs.iter().filter_map(first));
    }

    /// Where the patterns that fit the next token lead from these places; in place of what `next` held.
    pub fn go_on(&self, places: &[u32], globs: &[u32], next: &mut Vec<u32>) {
        next.clear();
        for &place in places.iter().filter(|&&place| self.places[place as usize].goes_on) {
            next.extend(globs.iter().filter_map(|&glob| self.steps.get(&(place, glob))));
        }
    }

    /// The patterns that end at a place.
    pub fn ends(&self, place: u32) -> &[u32] {
        &self.places[place as usize].ends
    }

    /// True if longer patterns go through one of these places.
    pub fn any_goes_on(&self, places: &[u32]) -> bool {
        places.iter().any(|&place| self.places[place as usize].goes_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_numbers_lead_to_patterns() {
        let mut phrases = Phrases::default();
        for (pattern, globs) in [(0, &[3][..]), (1, &[3, 4]), (2, &[3, 5]), (3, &[3, 4]), (4, &[4])] {
            phrases.add(globs, pattern);
        }
        let (mut places, mut next) = (Vec::new(), Vec::new());
        phrases.begin(&[3, 9], &mut places);
        assert_eq!((phrases.ends(places[0]), phrases.any_goes_on(&places)), (&[0][..], true));
        phrases.go_on(&places, &[5, 4, 3], &mut next);
        let ends: Vec<u32> = next.iter().flat_map(|&place| phrases.ends(place)).copied().collect();
        assert_eq!((ends, phrases.any_goes_on(&next)), (vec![2, 1, 3], false));
        phrases.begin(&[4], &mut places);
        assert_eq!((phrases.ends(places[0]), phrases.any_goes_on(&places)), (&[4][..], false));
    }
}
