//! Chance that is the same on every platform: SplitMix64 and xoshiro256++, with a stream of its own for each replicate.

/// The step of SplitMix64, 2⁶⁴ over the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
/// The offset basis and the prime of 64-bit FNV-1a.
const FNV: (u64, u64) = (0xcbf2_9ce4_8422_2325, 0x0100_0000_01b3);

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014; variant 13 of Stafford): a bijection that leaves no bit where it was.
pub fn mix64(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The 64-bit FNV-1a hash (Fowler, Noll, Vo): h ← (h xor byte)·prime.
pub fn fnv1a64(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(FNV.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV.1))
}

/// SplitMix64 (Steele, Lea, Flood 2014), which seeds the other.
#[derive(Clone, Debug)]
pub struct SplitMix64(pub u64);

impl SplitMix64 {
    /// The next number.
    #[expect(clippy::should_implement_trait, reason = "it has no end, and an iterator would lend it fifty methods")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix64(self.0)
    }
}

/// xoshiro256++ (Blackman, Vigna 2021).
#[derive(Clone, Debug)]
pub struct Rng([u64; 4]);

impl Rng {
    /// The stream of a replicate: the four words of SplitMix64 from the state mix64(seed) xor fnv1a64(name) xor mix64(replicate + 1).
    /// Seed and replicate + 1 may be exchanged, so a seed should be larger than any number of replicates.
    pub fn stream(seed: u64, name: &str, replicate: u64) -> Self {
        let mut seeds = SplitMix64(mix64(seed) ^ fnv1a64(name.bytes()) ^ mix64(replicate.wrapping_add(1)));
        Self([seeds.next(), seeds.next(), seeds.next(), seeds.next()])
    }

    /// A generator in a given state, which should not be all zeros.
    pub fn from_state(state: [u64; 4]) -> Self {
        Self(state)
    }

    /// The next 64 bits.
    #[expect(clippy::should_implement_trait, reason = "it has no end, and an iterator would lend it fifty methods")]
    #[inline]
    pub fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.0;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.0 = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number below `n`, each as likely as the others: multiply, shift, and reject (Lemire 2019). 0 for `n` = 0.
    #[inline]
    pub fn below(&mut self, n: u64) -> u64 {
        let mut product = u128::from(self.next()) * u128::from(n);
        if (product as u64) < n {
            let threshold = n.wrapping_neg() % n;
            while (product as u64) < threshold {
                product = u128::from(self.next()) * u128::from(n);
            }
        }
        (product >> 64) as u64
    }

    /// A number from 0 to below 1, in steps of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with probability one half: the highest bit.
    pub fn coin(&mut self) -> bool {
        self.next() >> 63 == 1
    }

    /// Shuffles from the end to the front, each order as likely as the others (Fisher, Yates; Durstenfeld 1964).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1) as usize;
            items.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, proptest};

    #[test]
    fn known_answers_of_the_three() {
        let mut split = SplitMix64(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([split.next(), split.next(), split.next()], expected);
        let mut rng = Rng::from_state([1, 2, 3, 4]);
        let expected = [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386];
        assert_eq!([rng.next(), rng.next(), rng.next(), rng.next()], expected);
        assert_eq!((fnv1a64(*b""), fnv1a64(*b"a")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c));
    }

    #[test]
    fn streams_of_other_seeds_names_and_replicates_are_others() {
        let first = |seed, name, replicate| Rng::stream(seed, name, replicate).next();
        let streams =
            [first(1000, "a", 0), first(2000, "a", 0), first(1000, "b", 0), first(1000, "a", 1), first(1, "a", !0)];
        for (at, stream) in streams.iter().enumerate() {
            assert!(!streams[..at].contains(stream));
        }
    }

    proptest! {
        #[test]
        fn numbers_stay_below_and_shuffles_lose_nothing(seed: u64, n: u64, length in 0usize..50) {
            let mut rng = Rng::stream(seed, "any", 0);
            prop_assert!(rng.below(n) < n.max(1));
            prop_assert!((0.0..1.0).contains(&rng.unit()));
            let mut items: Vec<usize> = (0..length).collect();
            rng.shuffle(&mut items);
            items.sort_unstable();
            prop_assert!(items.iter().copied().eq(0..length));
        }
    }
}
