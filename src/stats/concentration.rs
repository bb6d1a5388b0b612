//! How unequally speakers are quoted.

/// Measures of how much of all belongs to how few.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Σp², the Herfindahl–Hirschman index: 1 if one speaker has all (Hirschman 1964).
    pub hhi: f64,
    /// −Σp·ln p, in nats (Shannon 1948).
    pub entropy: f64,
    /// Entropy over ln of the number of speakers, 1 if all have as much (Pielou 1966). `None` for a single speaker.
    pub evenness: Option<f64>,
    /// 1/Σp²: as many equal speakers would be as concentrated (Laakso, Taagepera 1979).
    pub effective_number: f64,
}

/// From the counts of each speaker; those of 0 are no speakers. `None` if nothing is counted.
pub fn concentration(counts: &[u64]) -> Option<Concentration> {
    let counts: Vec<f64> = counts.iter().filter(|&&count| count > 0).map(|&count| count as f64).collect();
    if counts.is_empty() {
        return None;
    }
    let all: f64 = counts.iter().sum();
    let (mut hhi, mut entropy) = (0.0, 0.0f64);
    for count in &counts {
        let share = count / all;
        hhi += share * share;
        entropy -= share * libm::log(share);
    }
    let evenness = if counts.len() == 1 { None } else { Some(entropy / libm::log(counts.len() as f64)) };
    // Of one speaker, −1·ln 1 is a negative zero.
    Some(Concentration { hhi, entropy: entropy.max(0.0), evenness, effective_number: 1.0 / hhi })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_voice_and_equal_voices() {
        let one = concentration(&[7, 0]).unwrap();
        assert_eq!((one.hhi, one.entropy, one.evenness, one.effective_number), (1.0, 0.0, None, 1.0));
        let four = concentration(&[5, 5, 5, 5]).unwrap();
        assert!((four.effective_number - 4.0).abs() < 1e-12 && (four.evenness.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!((concentration(&[]), concentration(&[0, 0])), (None, None));
    }

    proptest! {
        #[test]
        fn speakers_count_from_one_to_all(counts in prop::collection::vec(any::<u64>(), 1..20)) {
            if let Some(found) = concentration(&counts) {
                let most = counts.len() as f64 + 1e-9;
                prop_assert!(found.effective_number >= 1.0 - 1e-9 && found.effective_number <= most);
                prop_assert!(found.evenness.is_none_or(|evenness| (0.0..=1.0 + 1e-9).contains(&evenness)));
            }
        }
    }
}
