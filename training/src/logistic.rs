//! Logistic regression.

use crate::ftrl::{Ftrl, Weight};
use crate::numbers::shuffled;

/// A yes or no with the numbers of its features.
#[derive(Debug)]
pub struct Case {
    pub features: Vec<u32>,
    pub yes: bool,
}

#[derive(Debug)]
pub struct Logistic {
    pub weights: Vec<Weight>,
}

impl Logistic {
    pub fn train(features: usize, cases: &[Case], rounds: u64, ftrl: Ftrl) -> Self {
        let mut model = Self { weights: vec![Weight::default(); features] };
        for round in 0..rounds {
            let mut loss = 0.0;
            for index in shuffled(cases.len(), round + 1) {
                let case = &cases[index];
                let probability = model.probability(&case.features);
                let right = if case.yes { probability } else { 1.0 - probability };
                loss -= libm::log(right.max(1e-12));
                let gradient = probability - f64::from(u8::from(case.yes));
                for &feature in &case.features {
                    ftrl.update(&mut model.weights[feature as usize], gradient);
                }
            }
            eprintln!("  round {round}: loss {:.4} a case", loss / cases.len() as f64);
        }
        model
    }

    /// The weight of each feature.
    pub fn values(&self) -> Vec<f64> {
        self.weights.iter().map(|weight| weight.value).collect()
    }

    fn probability(&self, features: &[u32]) -> f64 {
        let score: f64 = features.iter().map(|&feature| self.weights[feature as usize].value).sum();
        1.0 / (1.0 + libm::exp(-score))
    }
}
