//! How tone goes with length: sums behind a correlation, and how many rows the lexicon has nothing to say of.

use crate::score::Score;

/// Sums over counted rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Rows.
    pub rows: u64,
    /// Rows without a word that the lexicon knows.
    pub silent: u64,
    words: i128,
    tone: i128,
    words_squared: i128,
    tone_squared: i128,
    product: i128,
}

impl Lengths {
    /// Adds a row.
    pub fn add(&mut self, words: u32, lexicon_hits: u32, tone: Score) {
        let (words, tone) = (i128::from(words), i128::from(tone.0));
        self.rows += 1;
        self.silent += u64::from(lexicon_hits == 0);
        self.words += words;
        self.tone += tone;
        self.words_squared += words * words;
        self.tone_squared += tone * tone;
        self.product += words * tone;
    }

    /// Adds the sums of other rows.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.silent += other.silent;
        self.words += other.words;
        self.tone += other.tone;
        self.words_squared += other.words_squared;
        self.tone_squared += other.tone_squared;
        self.product += other.product;
    }

    /// Pearson's correlation of words and tone; none if one of them does not vary.
    pub fn correlation(&self) -> Option<f64> {
        let rows = i128::from(self.rows);
        let spread = |squares: i128, sum: i128| (rows * squares - sum * sum) as f64;
        let (words, tone) = (spread(self.words_squared, self.words), spread(self.tone_squared, self.tone));
        let product = (rows * self.product - self.words * self.tone) as f64;
        (words > 0.0 && tone > 0.0).then(|| product / (words.sqrt() * tone.sqrt()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_is_pearson_s() {
        let mut lengths = Lengths::default();
        assert_eq!(lengths.correlation(), None);
        for (words, tone) in [(5, 1_000), (10, 2_000), (20, 4_000)] {
            lengths.add(words, 1, Score(tone));
        }
        assert!((lengths.correlation().unwrap() - 1.0).abs() < 1e-12);
        lengths.add(7, 0, Score(0));
        assert_eq!((lengths.rows, lengths.silent), (4, 1));
        let mut constant = Lengths::default();
        (1..9).for_each(|words| constant.add(words, 1, Score(5)));
        assert_eq!(constant.correlation(), None);
    }
}
