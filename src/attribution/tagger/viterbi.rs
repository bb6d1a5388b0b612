//! The best sequence of labels (Viterbi 1967).

use super::argument::{LABELS, OUTSIDE};

/// Scores of the labels of a token, or of what follows a label.
pub type Scores = [i32; LABELS];

/// The labels of the tokens with the highest sum of scores.
pub fn best(emissions: &[Scores], transitions: &[Scores; LABELS]) -> Vec<usize> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(emissions.len());
    let mut scores: Scores = [0; LABELS];
    for (at, emission) in emissions.iter().enumerate() {
        let mut next = *emission;
        let mut from = [0_u8; LABELS];
        if at > 0 {
            for label in 0..LABELS {
                // So long a sentence is never read that this would wrap.
                let after = |before: usize| scores[before].wrapping_add(transitions[before][label]);
                let best = (1..LABELS).fold(0, |best, before| if after(before) > after(best) { before } else { best });
                next[label] = next[label].wrapping_add(after(best));
                from[label] = best as u8;
            }
        }
        scores = next;
        back.push(from);
    }
    let mut labels = vec![OUTSIDE; emissions.len()];
    let mut label = (1..LABELS).fold(0, |best, label| if scores[label] > scores[best] { label } else { best });
    for at in (0..emissions.len()).rev() {
        labels[at] = label;
        label = usize::from(back[at][label]);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_counts_as_well_as_what_is_seen() {
        let none = [[0; LABELS]; LABELS];
        assert_eq!(best(&[], &none), [0_usize; 0]);
        assert_eq!(best(&[[3, 1, 0], [0, 2, 1], [0, 0, 1]], &none), [0, 1, 2]);
        let mut stays = none;
        (0..LABELS).for_each(|label| stays[label][label] = 10);
        assert_eq!(best(&[[3, 1, 0], [0, 2, 1], [0, 0, 1]], &stays), [0, 0, 0]);
        assert_eq!(best(&[[0, 9, 0], [4, 0, 0], [0, 9, 0]], &stays), [1, 1, 1]);
    }
}
