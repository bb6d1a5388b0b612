//! The overlays that fit the lexicon to news prose: what each word scores there, why, and where that figure comes from.

/// Words that score in the reference and say nothing in news: function words, words of institutions, names of topics and of events.
pub(super) const NEUTRAL: &str = include_str!("news/neutral.tsv");
/// Words of judgement that the reference lacks.
pub(super) const ADDITIONS: &str = include_str!("news/additions.tsv");
/// Words that name events: they tell what happened more than what anybody thinks of it.
pub(super) const EVENTS: &str = include_str!("news/events.tsv");

/// A line of an overlay, as far as the scorer reads it. The two columns behind say why the term is there, and where its
/// valence comes from: the reference's word, or a word of it that the term stands beside; then what a count in labelled news says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// The word or phrase, in lower case.
    pub term: &'a str,
    /// What it scores, −4 to 4.
    pub valence: f64,
}

/// Why an overlay has a term.
pub(super) fn reason(overlay: &'static str, term: &str) -> Option<&'static str> {
    let row = overlay.lines().skip(1).find(|line| line.split('\t').next() == Some(term))?;
    row.split('\t').nth(2)
}

/// The lines of an overlay under its head. They are part of the program and proven by tests; a line that is none is passed over.
pub(super) fn rows(overlay: &str) -> impl Iterator<Item = Row<'_>> {
    overlay.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some(Row { term: columns.next()?, valence: columns.next()?.parse().ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const OVERLAYS: [&str; 3] = [NEUTRAL, ADDITIONS, EVENTS];

    /// The reference's valence of each word.
    fn reference() -> BTreeMap<&'static str, f64> {
        let lines = include_str!("vader/vader_lexicon.txt").lines();
        let columns = lines.map(|line| line.split('\t').collect::<Vec<_>>());
        columns.map(|columns| (columns[0], columns[1].parse().unwrap())).collect()
    }

    #[test]
    fn overlays_are_canonical() {
        for overlay in OVERLAYS {
            let (head, lines) = overlay.split_once('\n').unwrap();
            assert_eq!(head, "term\tvalence\treason\tsource");
            let terms: Vec<_> = rows(overlay).map(|row| row.term).collect();
            assert_eq!(terms.len(), lines.lines().count());
            assert!(terms.windows(2).all(|pair| pair[0] < pair[1]), "not sorted");
            assert!(
                lines.lines().all(|line| line
                    .split('\t')
                    .filter(|column| column.trim() == *column && !column.is_empty())
                    .count()
                    == 4)
            );
            let letter = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(terms.iter().all(|term| term.split(' ').all(|word| !word.is_empty() && word.chars().all(letter))));
        }
    }

    #[test]
    fn every_valence_is_the_reference_s_or_stands_beside_one_of_its_words() {
        let reference = reference();
        for (overlay, line) in
            OVERLAYS.into_iter().flat_map(|overlay| overlay.lines().skip(1).map(move |line| (overlay, line)))
        {
            let columns: Vec<_> = line.split('\t').collect();
            let (term, valence) = (columns[0], columns[1].parse::<f64>().unwrap());
            let source = columns[3].split_once("; ").map_or(columns[3], |(lexicon, _)| lexicon);
            if let Some(beside) = source.strip_prefix("beside ") {
                let (word, anchor) = beside.split_once(' ').unwrap();
                assert_eq!(reference[word], anchor.parse::<f64>().unwrap(), "{line}");
                assert!(!reference.contains_key(term), "the reference has {term}");
                assert!(valence * reference[word] > 0.0 && (valence - reference[word]).abs() <= 1.0, "{line}");
            } else {
                let named = source.strip_prefix("VADER 3.3.2: ").unwrap().split(' ').collect::<Vec<_>>();
                assert!(named.chunks(2).all(|pair| reference[pair[0]] == pair[1].parse::<f64>().unwrap()), "{line}");
                assert!(if overlay == NEUTRAL { valence == 0.0 } else { valence == reference[term] }, "{line}");
            }
        }
    }

    /// What labelled news says of a word stands behind its source. `tests/quality/news_profile.py` counts it again.
    #[test]
    fn no_addition_speaks_against_the_sentences_it_was_counted_in() {
        let mut counted = 0;
        for line in OVERLAYS.into_iter().flat_map(|overlay| overlay.lines().skip(1)) {
            let columns: Vec<_> = line.split('\t').collect();
            let Some((_, count)) = columns[3].split_once("; ") else { continue };
            let (mean, n) = count.strip_prefix("NewsMTSC train: mean ").unwrap().split_once(", n ").unwrap();
            let (mean, n, valence) =
                (mean.parse::<f64>().unwrap(), n.parse::<u32>().unwrap(), columns[1].parse::<f64>().unwrap());
            assert!(mean.abs() <= 1.0 && n >= 10, "{line}");
            assert!(valence == 0.0 || mean * valence > 0.0, "{line}");
            counted += 1;
        }
        assert!(counted > 0);
    }

    /// Words of war, death and disaster tell what happened; a charge of crime judges, and so does the reference's word for it.
    #[test]
    fn events_but_those_of_crime_score_only_as_events() {
        let terms = |overlay| rows(overlay).map(|row| row.term).collect::<Vec<_>>();
        let (neutral, additions) = (terms(NEUTRAL), terms(ADDITIONS));
        for line in EVENTS.lines().skip(1) {
            let columns: Vec<_> = line.split('\t').collect();
            let (term, crime) = (columns[0], columns[2] == "crime and punishment");
            let scores = !neutral.contains(&term) && (reference().contains_key(term) || additions.contains(&term));
            assert_eq!(scores, crime, "{line}");
        }
    }

    #[test]
    fn no_term_is_both_neutral_and_an_addition() {
        assert!(rows(NEUTRAL).all(|neutral| rows(ADDITIONS).all(|added| added.term != neutral.term)));
    }
}
