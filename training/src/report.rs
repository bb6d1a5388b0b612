//! How right a model is on articles that it has not learned from.

use crate::gold::Labelled;
use crate::sentences::each;
use crate::stages::is_right;
use tone::attribution::tagger::judging;
use tone::attribution::tagger::model::{Model, UNIT};
use tone::attribution::tagger::reading::readings;

/// Prints, for steps of the third stage's score, how many readings have it and how many of these are right.
pub fn report(model: &Model<'_>, articles: &[Labelled]) {
    let (mut said, mut unread, mut right_word) = (0, 0, 0);
    let mut scored: Vec<(i32, bool, bool)> = Vec::new();
    let missed = each(articles, model.lexicon(), &mut |sentence| {
        said += sentence.said.len();
        let found = readings(model, &sentence.view, &mut Vec::new());
        unread += sentence.said.keys().filter(|&&at| !found.iter().any(|reading| reading.head == at)).count();
        let mut keys = Vec::new();
        for reading in &found {
            judging::features(&sentence.view, reading, found.len(), &mut keys);
            let right = sentence.gold.iter().any(|gold| is_right(&sentence, reading, gold));
            right_word += usize::from(sentence.said.contains_key(&reading.head) && right);
            scored.push((model.judge(&keys), right, reading.hit.is_some()));
        }
    });
    let said = said + missed;
    eprintln!("{said} words of saying, {missed} are no candidates, {unread} are not read; {right_word} read right");
    for threshold in [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0] {
        let above: Vec<_> = scored.iter().filter(|case| f64::from(case.0) >= threshold * f64::from(UNIT)).collect();
        let yes = above.iter().filter(|case| case.1).count() as f64;
        let (p, r) = (yes / above.len() as f64, yes / said as f64);
        eprintln!("  at {threshold}: P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r));
    }
    for step in -6..8 {
        let of = |case: &&(i32, bool, bool)| case.0.div_euclid(UNIT / 2) == step;
        let of: Vec<_> = scored.iter().filter(of).collect();
        let middle = (f64::from(step) + 0.5) / 2.0;
        let expected = 1.0 / (1.0 + libm::exp(-middle));
        eprintln!(
            "  {:.2}: {} readings, {:.3} right",
            expected,
            of.len(),
            of.iter().filter(|case| case.1).count() as f64 / of.len() as f64
        );
    }
}
