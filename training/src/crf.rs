//! A linear-chain conditional random field (Lafferty et al. 2001), trained on log-likelihood, article order shuffled each round.

use crate::ftrl::{Ftrl, Weight};
use crate::numbers::shuffled;
use tone::attribution::tagger::argument::LABELS;

/// A sentence for one word of saying.
#[derive(Debug)]
pub struct Sequence {
    /// The numbers of each token's features.
    pub features: Vec<Vec<u32>>,
    /// The right label of each token.
    pub labels: Vec<usize>,
}

/// Scores by label.
pub type Row = [f64; LABELS];
const NONE: f64 = -1e30;

#[derive(Debug)]
pub struct Crf {
    pub weights: Vec<[Weight; LABELS]>,
    pub transitions: [[Weight; LABELS]; LABELS],
}

fn log_sum(row: &Row) -> f64 {
    let most = row.iter().copied().fold(NONE, f64::max);
    most + libm::log(row.iter().map(|score| libm::exp(score - most)).sum())
}

impl Crf {
    pub fn train(features: usize, sequences: &[Sequence], rounds: u64, ftrl: Ftrl) -> Self {
        let mut crf = Self { weights: vec![Default::default(); features], transitions: Default::default() };
        for round in 0..rounds {
            let mut loss = 0.0;
            for index in shuffled(sequences.len(), round + 1) {
                loss += crf.learn(&sequences[index], ftrl);
            }
            eprintln!("  round {round}: loss {:.4} a sequence", loss / sequences.len() as f64);
        }
        crf
    }

    /// The weights of the labels of each feature.
    pub fn values(&self) -> Vec<Row> {
        self.weights.iter().map(|row| row.map(|weight| weight.value)).collect()
    }

    /// The weights of a label after another.
    pub fn steps(&self) -> [Row; LABELS] {
        self.transitions.map(|row| row.map(|weight| weight.value))
    }

    fn emission(&self, features: &[u32]) -> Row {
        let mut row = [0.0; LABELS];
        for &feature in features {
            for (score, weight) in row.iter_mut().zip(&self.weights[feature as usize]) {
                *score += weight.value;
            }
        }
        row
    }

    fn step(&self, from: usize, to: usize) -> f64 {
        self.transitions[from][to].value
    }

    /// Takes a step for a sequence; gives its loss.
    fn learn(&mut self, sequence: &Sequence, ftrl: Ftrl) -> f64 {
        let n = sequence.labels.len();
        if n == 0 {
            return 0.0;
        }
        let emissions: Vec<Row> = sequence.features.iter().map(|features| self.emission(features)).collect();
        let mut forward: Vec<Row> = vec![[NONE; LABELS]; n];
        let mut backward: Vec<Row> = vec![[0.0; LABELS]; n];
        for label in 0..LABELS {
            forward[0][label] = emissions[0][label];
        }
        for at in 1..n {
            for label in 0..LABELS {
                let row: Row = std::array::from_fn(|before| forward[at - 1][before] + self.step(before, label));
                forward[at][label] = log_sum(&row) + emissions[at][label];
            }
        }
        for at in (0..n - 1).rev() {
            for label in 0..LABELS {
                let row: Row = std::array::from_fn(|after| {
                    self.step(label, after) + emissions[at + 1][after] + backward[at + 1][after]
                });
                backward[at][label] = log_sum(&row);
            }
        }
        let total = log_sum(&forward[n - 1]);
        let mut right = 0.0;
        let mut pairs = [[0.0; LABELS]; LABELS];
        for at in 0..n {
            let label = sequence.labels[at];
            right += emissions[at][label];
            if at > 0 {
                let before = sequence.labels[at - 1];
                right += self.step(before, label);
                pairs[before][label] -= 1.0;
                for from in 0..LABELS {
                    for to in 0..LABELS {
                        pairs[from][to] += libm::exp(
                            forward[at - 1][from] + self.step(from, to) + emissions[at][to] + backward[at][to] - total,
                        );
                    }
                }
            }
        }
        for (at, features) in sequence.features.iter().enumerate() {
            for label in 0..LABELS {
                let expected = libm::exp(forward[at][label] + backward[at][label] - total);
                let gradient = expected - f64::from(u8::from(sequence.labels[at] == label));
                if libm::fabs(gradient) > 1e-4 {
                    for &feature in features {
                        ftrl.update(&mut self.weights[feature as usize][label], gradient);
                    }
                }
            }
        }
        let smooth = Ftrl { l1: 0.0, ..ftrl };
        for (from, row) in pairs.iter().enumerate() {
            for (to, &gradient) in row.iter().enumerate() {
                if gradient != 0.0 {
                    smooth.update(&mut self.transitions[from][to], gradient);
                }
            }
        }
        total - right
    }
}
