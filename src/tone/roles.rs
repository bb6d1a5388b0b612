//! The parts that words play in the context rules.

/// A word's parts in the context rules, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u32);

impl Roles {
    /// No part.
    pub const NONE: Self = Self(0);
    /// Strengthens or weakens what follows.
    pub const BOOSTER: Self = Self(1);
    /// Weakens: a booster with a negative increment.
    pub const DAMPENER: Self = Self(1 << 1);
    /// Turns what follows.
    pub const NEGATION: Self = Self(1 << 2);
    /// Stands for an idiom or a booster of two words.
    pub const IDIOM: Self = Self(1 << 3);
    /// but
    pub const BUT: Self = Self(1 << 4);
    /// no
    pub const NO: Self = Self(1 << 5);
    /// or, nor
    pub const OR: Self = Self(1 << 6);
    /// never
    pub const NEVER: Self = Self(1 << 7);
    /// so, this
    pub const SO: Self = Self(1 << 8);
    /// without
    pub const WITHOUT: Self = Self(1 << 9);
    /// doubt
    pub const DOUBT: Self = Self(1 << 10);
    /// least
    pub const LEAST: Self = Self(1 << 11);
    /// at, very
    pub const AT: Self = Self(1 << 12);
    /// kind
    pub const KIND: Self = Self(1 << 13);
    /// of
    pub const OF: Self = Self(1 << 14);
    /// Begins a phrase of an overlay.
    pub const PHRASE: Self = Self(1 << 15);
    /// Stands for a phrase with particles in it.
    pub const WITH_PARTICLES: Self = Self(1 << 16);

    /// Changes the valence of words after it.
    pub const MODIFIER: Self = Self(Self::BOOSTER.0 | Self::NEGATION.0 | Self::NO.0 | Self::BUT.0 | Self::LEAST.0);

    /// Words that rules name one by one.
    pub const NAMED: [(&str, Self); 14] = [
        ("at", Self::AT),
        ("but", Self::BUT),
        ("doubt", Self::DOUBT),
        ("kind", Self::KIND),
        ("least", Self::LEAST),
        ("never", Self::NEVER),
        ("no", Self::NO),
        ("nor", Self::OR),
        ("of", Self::OF),
        ("or", Self::OR),
        ("so", Self::SO),
        ("this", Self::SO),
        ("very", Self::AT),
        ("without", Self::WITHOUT),
    ];

    /// Whether the sets have a member in common.
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Both sets.
    pub fn and(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_words_are_sorted_and_each_once() {
        assert!(Roles::NAMED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
