//! Names as file names: the one room where an untrusted name becomes one.

use crate::digest::sha256;
use crate::limits::SLUG_CHARS;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Names that Windows keeps for devices, whatever their extension.
const RESERVED: &[&str] = &["aux", "con", "nul", "prn"];
/// Devices that have a number: `com1`.
const NUMBERED: &[&str] = &["com", "lpt"];

/// File names for names, in their order: `a-z`, `0-9` and `-` alone, at most [`SLUG_CHARS`], different for different names. Where the
/// letters of a name are not enough for that (too long, none left, a device's name, the same as another's), eight or more hexadecimal
/// digits of the name's hash follow.
pub fn slugs(names: &[&str]) -> Vec<String> {
    let plain: Vec<String> = names.iter().map(|name| letters(name)).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for slug in &plain {
        *uses.entry(slug).or_default() += 1;
    }
    // A name whose letters are its own keeps them; the others move aside, and on until nobody is in the way.
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let own = |slug: &str| uses.get(slug) == Some(&1) && !needs_digits(slug);
    for (slug, &name) in plain.iter().zip(names).filter(|(slug, _)| own(slug)) {
        taken.insert(slug.clone(), name);
    }
    let mut result = Vec::new();
    for (slug, &name) in plain.iter().zip(names) {
        if own(slug) {
            result.push(slug.clone());
            continue;
        }
        let hash = sha256(name.as_bytes());
        let candidates = (8..=hash.len()).map(|digits| with_digits(slug, &hash[..digits]));
        let mut free = candidates.filter(|candidate| *taken.entry(candidate.clone()).or_insert(name) == name);
        // Only names that share all 256 bits of their hash could take every candidate.
        result.push(free.next().unwrap_or(hash));
    }
    result
}

/// The letters and digits of a name without their accents, in lower case, everything else a hyphen.
fn letters(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        let c = c.to_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if c != '\'' && c != '’' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > SLUG_CHARS {
            return slug;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// True for a slug that cannot stand alone: empty, too long, or a device.
fn needs_digits(slug: &str) -> bool {
    let numbered = NUMBERED.iter().any(|device| slug.strip_prefix(device).is_some_and(|rest| rest.len() == 1));
    slug.is_empty() || slug.len() > SLUG_CHARS || RESERVED.contains(&slug) || numbered
}

fn with_digits(slug: &str, digits: &str) -> String {
    // All ASCII, so every cut is on a border.
    let room = SLUG_CHARS.saturating_sub(digits.len() + 1).min(slug.len());
    let kept = slug[..room].trim_end_matches('-');
    if kept.is_empty() { digits.to_owned() } else { format!("{kept}-{digits}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn one(name: &str) -> String {
        slugs(&[name]).remove(0)
    }

    #[test]
    fn a_name_becomes_its_letters() {
        assert_eq!(one("Mara Lin-ho"), "mara-lin-ho");
        assert_eq!(one("U.S. officials"), "u-s-officials");
        assert_eq!(one("Élodie O’Neil"), "elodie-oneil");
    }

    #[test]
    fn hostile_names_are_harmless() {
        assert_eq!(one("../../x"), "x");
        for name in ["CON", "com1", "", "..", "金正恩", "\0", "-", &"x".repeat(5_000)] {
            let slug = one(name);
            assert!(!needs_digits(&slug) && slug.len() >= 8, "{name:?} gives {slug:?}");
        }
        assert_eq!(one("CON").len(), "con-12345678".len());
    }

    #[test]
    fn names_that_share_their_letters_share_no_file() {
        let names = ["SMITH", "Smith", "smith!", "Jones", &format!("Smith {}", &sha256(b"SMITH")[..8])];
        let slugs = slugs(&names);
        assert_eq!(slugs[3], "jones");
        assert_eq!(slugs.iter().collect::<BTreeSet<_>>().len(), names.len(), "{slugs:?}");
    }

    proptest! {
        #[test]
        fn every_set_of_names_has_as_many_safe_slugs(names in prop::collection::btree_set("[aA.:/ éCON1金-]{0,9}|\\PC{0,90}", 0..12)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let slugs = slugs(&names);
            prop_assert_eq!(slugs.iter().collect::<BTreeSet<_>>().len(), names.len());
            for slug in slugs {
                prop_assert!(!needs_digits(&slug) && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
                prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
            }
        }
    }
}
