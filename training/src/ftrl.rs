//! Follow-the-regularised-leader with per-coordinate rates and L1 (McMahan et al. 2013, "Ad click prediction: a view from the trenches",
//! algorithm 1): weights that do not pay stay exactly zero.

/// Rates and penalties.
#[derive(Debug, Clone, Copy)]
pub struct Ftrl {
    pub alpha: f64,
    pub beta: f64,
    pub l1: f64,
    pub l2: f64,
}

/// A weight and what it is made from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    z: f64,
    n: f64,
    pub value: f64,
}

impl Ftrl {
    /// Takes in a gradient.
    pub fn update(&self, weight: &mut Weight, gradient: f64) {
        let squared = gradient * gradient;
        let sigma = (libm::sqrt(weight.n + squared) - libm::sqrt(weight.n)) / self.alpha;
        weight.z += gradient - sigma * weight.value;
        weight.n += squared;
        weight.value = if libm::fabs(weight.z) <= self.l1 {
            0.0
        } else {
            let rate = (self.beta + libm::sqrt(weight.n)) / self.alpha + self.l2;
            (libm::copysign(self.l1, weight.z) - weight.z) / rate
        };
    }
}
