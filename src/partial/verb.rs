//! The verb by which a row lets its speaker speak.

use super::words;
use crate::attribution::cue;
use crate::row::{Row, Voice};

/// Particles without which a verb is another one: *point out*, *call for*.
const PARTICLES: [&str; 3] = ["for", "out", "up"];

/// The verb of saying of a row of speech in the body, uninflected; the cue's own words where the table does not know them; none where the
/// sentence has no cue.
pub fn verb(row: &Row) -> Option<String> {
    if row.voice != Voice::Speech || row.headline {
        return None;
    }
    let cue = words::cue(row).to_lowercase();
    if cue.is_empty() { None } else { Some(lemma(&cue).unwrap_or(cue)) }
}

/// The lemma of the last verb of a cue, the last noun if there is none: "was quoted as saying" is *say*, "called for" is *call for*.
fn lemma(cue: &str) -> Option<String> {
    let words: Vec<&str> = cue.split_whitespace().collect();
    let forms = || words.iter().enumerate().filter_map(|(at, word)| Some((at, cue::form(word)?)));
    let (at, form) = forms().rfind(|(_, form)| form.verb).or_else(|| forms().next_back())?;
    let lemma = form.cue.lemma;
    let particle = words.get(at + 1).filter(|word| form.verb && PARTICLES.contains(word));
    Some(particle.map_or_else(|| lemma.to_owned(), |particle| format!("{lemma} {particle}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::speech;
    use crate::row::Manner;

    #[test]
    fn a_cue_is_its_verb_without_inflection() {
        for (cue, expected) in [
            ("said", "say"),
            ("was quoted as saying", "say"),
            ("according to", "according to"),
            ("called for", "call for"),
            ("pointed out", "point out"),
        ] {
            assert_eq!(lemma(cue).as_deref(), Some(expected), "{cue}");
        }
        assert_eq!(lemma("yodelled"), None);
    }

    #[test]
    fn a_row_has_a_verb_where_its_sentence_holds_the_cue() {
        let row = speech(1, 1, "Ann Lee", "It is open", 0, Manner::Indirect);
        assert_eq!(verb(&row).as_deref(), Some("say"));
        assert_eq!(verb(&Row { cue: Vec::new(), ..row.clone() }), None);
        assert_eq!(verb(&Row { headline: true, ..row.clone() }), None);
        assert_eq!(verb(&Row { voice: Voice::Stance, ..row }), None);
    }
}
