//! Parts of names: a person's name without some of its words is still that person's.

use super::fold::{fold, is_joint};
use crate::lookup::Lookup;

/// Words of a name whose parts are known.
const LONGEST: usize = 6;

/// Parts of full names, of more words than one; nobody for a part of several people's.
#[derive(Debug, Default)]
pub struct Parts {
    bearers: Lookup<String, Option<usize>>,
}

impl Parts {
    /// Remembers the parts of a character's name: what it begins or ends with, and its first word with its last. A `Jr.` is not the same
    /// without it.
    pub fn add(&mut self, name: &str, character: usize) {
        if name.matches(is_joint).count() < 2 {
            return;
        }
        let plain: String = name.chars().filter(|c| !matches!(c, '“' | '”' | '"' | '(' | ')')).collect();
        let folded = fold(&plain);
        let words: Vec<&str> = folded.split(' ').filter(|word| is_whole(word)).collect();
        let count = words.len();
        if !(3..=LONGEST).contains(&count) || name.split(' ').any(is_suffix) {
            return;
        }
        let begins = (2..count).map(|end| words.get(..end).unwrap_or_default().concat());
        let ends = (1..count - 1).map(|start| words.get(start..).unwrap_or_default().concat());
        let outer = words.first().into_iter().chain(words.last()).copied().collect::<String>();
        for part in begins.chain(ends).chain([outer]) {
            let bearer = self.bearers.entry(part).or_insert(Some(character));
            *bearer = bearer.filter(|&known| known == character);
        }
    }

    /// Whose name this is a part of, by its letters.
    pub fn bearer(&self, letters: &str) -> Option<usize> {
        self.bearers.get(letters).copied().flatten()
    }
}

/// The letters of a folded name, without initials: `Moon Jae-in` and `Moon Jaein` are one.
pub fn letters(folded: &str) -> String {
    folded.split(' ').filter(|word| is_whole(word)).flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}

/// Words of a folded name, without initials: three in `Moon Jae-in`.
pub fn words(folded: &str) -> usize {
    folded.split(' ').filter(|word| is_whole(word)).count()
}

/// `Jr.` and the like.
pub fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// True for a word, not an initial.
fn is_whole(word: &str) -> bool {
    word.trim_end_matches('.').chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_one_name_is_whose_it_is() {
        let mut parts = Parts::default();
        parts.add("Carlos García Pérez", 1);
        parts.add("Ann B. Hill", 2);
        parts.add("Kim Jong-un", 3);
        parts.add("Kim Jong Il", 4);
        parts.add("Paul Lee Hill Jr", 5);
        for (name, bearer) in [
            ("Garcia Perez", Some(1)),
            ("Carlos Pérez", Some(1)),
            ("Carlos García", Some(1)),
            ("García", None),
            ("Ann Hill", None),
            ("Jong Un", Some(3)),
            ("Kim Jong", None),
            ("Paul Lee", None),
        ] {
            assert_eq!(parts.bearer(&letters(&fold(name))), bearer, "{name}");
        }
    }
}
