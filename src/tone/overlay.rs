//! The overlays that fit the lexicon to news prose: what each word scores there, why, and where that figure comes from.

/// Words that score in the reference and say nothing in news: function words, words of institutions, names of topics.
pub(super) const NEUTRAL: &str = include_str!("news/neutral.tsv");
/// Words of judgement that the reference lacks.
pub(super) const ADDITIONS: &str = include_str!("news/additions.tsv");
/// Words that name events: they tell what happened more than what anybody thinks of it.
pub(super) const EVENTS: &str = include_str!("news/events.tsv");

/// A line of an overlay, as far as the scorer reads it. The two columns behind say why the term is there, and where its valence comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// The word or phrase, in lower case.
    pub term: &'a str,
    /// What it scores, −4 to 4.
    pub valence: f64,
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
            let (term, valence, source) = (columns[0], columns[1].parse::<f64>().unwrap(), columns[3]);
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

    #[test]
    fn no_term_is_both_neutral_and_an_addition() {
        assert!(rows(NEUTRAL).all(|neutral| rows(ADDITIONS).all(|added| added.term != neutral.term)));
    }
}
