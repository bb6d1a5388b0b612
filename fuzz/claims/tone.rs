//! What is true of every text scored. The fuzz target and `cargo test` make the same claims.

use std::sync::LazyLock;
use tone::tone::polarity::Polarity;
use tone::tone::scorer::{Profile, Scorer};

static NEWS: LazyLock<Scorer> = LazyLock::new(|| Scorer::new(Profile::News));
static VADER: LazyLock<Scorer> = LazyLock::new(|| Scorer::new(Profile::Vader));
static OTHER: LazyLock<vader_parity::SentimentIntensityAnalyzer> =
    LazyLock::new(vader_parity::SentimentIntensityAnalyzer::new);

/// Any bytes, read as the program reads them at worst: figures keep their bounds, and the reference's are those of another exact port.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for scorer in [&*NEWS, &*VADER] {
        for sentence_start in [true, false] {
            let tone = scorer.tone(&text, sentence_start);
            assert!(tone.tone.0.abs() <= 10_000 && tone.vader.0.abs() <= 10_000, "{text:?}: {tone:?}");
            assert!((0..=10_000).contains(&tone.event_negativity.0), "{text:?}: {tone:?}");
            assert!(tone.lexicon_hits <= tone.words, "{text:?}: {tone:?}");
        }
        let polarity = scorer.polarity(&text);
        let shares = [polarity.positive, polarity.neutral, polarity.negative];
        assert!(polarity.compound.abs() <= 10_000, "{text:?}: {polarity:?}");
        assert!(shares.iter().all(|share| (0..=1000).contains(share)), "{text:?}: {polarity:?}");
    }
    assert_eq!(VADER.tone(&text, true).tone.0, VADER.polarity(&text).compound, "{text:?}");
    equals_the_other_port(&text);
}

/// The reference's four figures are the other port's.
pub fn equals_the_other_port(text: &str) {
    let (ours, other) = (VADER.polarity(text), other_port(text));
    assert!(ours == other || cancels(ours, other), "{text:?}: {ours:?}, {other:?}");
}

fn other_port(text: &str) -> Polarity {
    let scores = OTHER.polarity_scores(text);
    let units = |score: f64, unit: f64| (score * unit).round() as i32;
    Polarity {
        compound: units(scores.compound, 1e4),
        positive: units(scores.pos, 1e3),
        neutral: units(scores.neu, 1e3),
        negative: units(scores.neg, 1e3),
    }
}

/// Whether two figures differ because the valences cancel: the other port adds them up as Python does from 3.12 on, with compensation, and
/// we as 3.11 does. Then one sum is 0 and the other all but 0, and emphasis makes much of the last bit.
fn cancels(ours: Polarity, other: Polarity) -> bool {
    let shares = |polarity: Polarity| (polarity.positive, polarity.neutral, polarity.negative);
    let (one, two) = (ours.compound, other.compound);
    shares(ours) == shares(other) && (one == 0 || two == 0 || one == -two)
}
