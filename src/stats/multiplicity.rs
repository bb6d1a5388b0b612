//! Many tests: p adjusted for their number. Tests without a p are in no family and stay without.

/// The p that are shares, with their places, from the smallest up.
fn ordered(p: &[Option<f64>]) -> Vec<(usize, f64)> {
    let given = p.iter().enumerate().filter_map(|(at, p)| Some((at, (*p)?)));
    let mut given: Vec<(usize, f64)> = given.filter(|(_, p)| (0.0..=1.0).contains(p)).collect();
    given.sort_by(|one, other| one.1.total_cmp(&other.1));
    given
}

fn placed(length: usize, adjusted: impl Iterator<Item = (usize, f64)>) -> Vec<Option<f64>> {
    let mut places = vec![None; length];
    for (at, p) in adjusted {
        places[at] = Some(p.min(1.0));
    }
    places
}

/// min(1, m·p) (Bonferroni).
pub fn bonferroni(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let given = ordered(p);
    let family = given.len() as f64;
    placed(p.len(), given.iter().map(|&(at, p)| (at, p * family)))
}

/// The step-down procedure of Holm (1979), for a family whose every error counts: max over j ≤ i of min(1, (m−j+1)·p_(j)).
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let given = ordered(p);
    let (family, mut largest) = (given.len(), 0.0f64);
    let adjusted = given.iter().enumerate().map(|(rank, &(at, p))| {
        largest = largest.max(p * (family - rank) as f64);
        (at, largest)
    });
    placed(p.len(), adjusted)
}

/// The step-up procedure of Benjamini and Hochberg (1995), for the share of errors among what is found: min over j ≥ i of min(1, m·p_(j)/j).
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    benjamini_hochberg_of(p, 0)
}

/// As [`benjamini_hochberg`] in a family of `family` tests, of which those not given have p = 1. Never fewer tests than are given.
pub fn benjamini_hochberg_of(p: &[Option<f64>], family: usize) -> Vec<Option<f64>> {
    let given = ordered(p);
    let (family, mut smallest) = (family.max(given.len()) as f64, 1.0f64);
    let adjusted = given.iter().enumerate().rev().map(|(rank, &(at, p))| {
        smallest = smallest.min(p * family / (rank + 1) as f64);
        // p·m/m may round to less than p.
        (at, smallest.max(p))
    });
    placed(p.len(), adjusted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn absent_tests_are_in_no_family() {
        let p = [Some(0.01), None, Some(0.04), Some(f64::NAN)];
        assert_eq!(holm(&p), [Some(0.02), None, Some(0.04), None]);
        assert_eq!(benjamini_hochberg(&p), [Some(0.02), None, Some(0.04), None]);
        assert_eq!(bonferroni(&p), [Some(0.02), None, Some(0.08), None]);
        assert_eq!(benjamini_hochberg_of(&p, 4), [Some(0.04), None, Some(0.08), None]);
        assert_eq!(benjamini_hochberg_of(&[], 9), []);
    }

    proptest! {
        #[test]
        fn adjusted_p_are_no_smaller_and_keep_their_order(p in prop::collection::vec(prop::option::of(0.0..=1.0), 0..20), family in 0usize..40) {
            for adjusted in [holm(&p), benjamini_hochberg(&p), bonferroni(&p), benjamini_hochberg_of(&p, family)] {
                for (raw, one) in p.iter().zip(&adjusted) {
                    prop_assert_eq!(raw.is_some(), one.is_some());
                    prop_assert!(one >= raw && one.is_none_or(|one| one <= 1.0));
                    for (other_raw, other) in p.iter().zip(&adjusted) {
                        prop_assert!(!(raw.is_some() && raw < other_raw) || one <= other);
                    }
                }
            }
        }

        #[test]
        fn the_rest_of_a_family_counts_as_ones(p in prop::collection::vec(0.0..=1.0, 0..20), more in 0usize..20) {
            let p: Vec<Option<f64>> = p.into_iter().map(Some).collect();
            let whole: Vec<Option<f64>> = p.iter().copied().chain(vec![Some(1.0); more]).collect();
            prop_assert_eq!(&benjamini_hochberg_of(&p, whole.len())[..], &benjamini_hochberg(&whole)[..p.len()]);
        }
    }
}
