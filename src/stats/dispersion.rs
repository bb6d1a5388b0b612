//! How evenly a word is spread over the parts of a corpus.

use super::special;

/// Measures of spread. Finite throughout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dispersion {
    /// Parts that hold the word.
    pub range: u64,
    /// Gries' deviation of proportions, ½Σ|v_i/f − s_i|: 0 if spread as the parts' sizes, near 1 if in few (Gries 2008).
    pub dp: f64,
    /// DP/(1 − min s), which can reach 1 (Lijffijt, Gries 2012). `None` for a single part.
    pub dp_norm: Option<f64>,
    /// Juilland's D, 1 − (sd of the rates/their mean)/√(parts − 1) with the population's sd (Juilland, Chang-Rodríguez 1964). `None` for a single
    /// part.
    pub juilland_d: Option<f64>,
}

/// From the word's count in each part and the parts' sizes in words. Parts without words are left out. `None` if the word is nowhere, if a number
/// is negative or none, or if there are more counts than sizes or fewer.
pub fn dispersion(counts: &[f64], sizes: &[f64]) -> Option<Dispersion> {
    let sound = |numbers: &[f64]| numbers.iter().all(|number| *number >= 0.0 && number.is_finite());
    if counts.len() != sizes.len() || !sound(counts) || !sound(sizes) {
        return None;
    }
    let parts: Vec<(f64, f64)> =
        counts.iter().copied().zip(sizes.iter().copied()).filter(|part| part.1 > 0.0).collect();
    let (frequency, size) = parts.iter().fold((0.0, 0.0), |(f, all), (count, size)| (f + count, all + size));
    if !(frequency > 0.0 && frequency.is_finite() && size.is_finite()) {
        return None;
    }
    let (mut dp, mut least) = (0.0, f64::INFINITY);
    for (count, part) in &parts {
        dp += (count / frequency - part / size).abs() / 2.0;
        least = (part / size).min(least);
    }
    let dp_norm = if parts.len() < 2 { None } else { special::finite(dp / (1.0 - least)) };
    let range = parts.iter().filter(|part| part.0 > 0.0).count() as u64;
    Some(Dispersion { range, dp, dp_norm, juilland_d: juilland_d(&parts) })
}

fn juilland_d(parts: &[(f64, f64)]) -> Option<f64> {
    if parts.len() < 2 {
        return None;
    }
    let number = parts.len() as f64;
    let rates = parts.iter().map(|(count, size)| count / size);
    let mean = rates.clone().sum::<f64>() / number;
    let variance = rates.map(|rate| (rate - mean) * (rate - mean)).sum::<f64>() / number;
    special::finite(1.0 - variance.sqrt() / mean / (number - 1.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64::ANY;
    use proptest::prelude::*;

    #[test]
    fn gries_worked_example() {
        let found = dispersion(&[1.0, 2.0, 3.0, 4.0, 5.0], &[9.0, 10.0, 10.0, 10.0, 11.0]).unwrap();
        assert!((found.dp - 0.18).abs() < 1e-12 && (found.dp_norm.unwrap() - 0.18 / 0.82).abs() < 1e-12);
        assert!(found.range == 5 && (found.juilland_d.unwrap() - 0.785).abs() < 5e-4);
    }

    #[test]
    fn a_word_of_one_part_is_as_uneven_as_can_be() {
        let found = dispersion(&[0.0, 7.0], &[10.0, 10.0]).unwrap();
        assert_eq!((found.dp, found.dp_norm, found.juilland_d, found.range), (0.5, Some(1.0), Some(0.0), 1));
        assert_eq!(dispersion(&[3.0], &[9.0]).unwrap().dp_norm, None);
        assert_eq!((dispersion(&[0.0], &[9.0]), dispersion(&[1.0], &[]), dispersion(&[], &[])), (None, None, None));
    }

    proptest! {
        #[test]
        fn whatever_the_parts_spread_is_a_number(parts in prop::collection::vec((ANY, ANY), 0..9)) {
            let (counts, sizes): (Vec<f64>, Vec<f64>) = parts.iter().map(|(count, size)| (count.abs(), size.abs())).unzip();
            if let Some(found) = dispersion(&counts, &sizes) {
                prop_assert!((0.0..=1.0 + 1e-9).contains(&found.dp));
                prop_assert!([found.dp_norm, found.juilland_d].into_iter().flatten().all(f64::is_finite));
            }
        }
    }
}
