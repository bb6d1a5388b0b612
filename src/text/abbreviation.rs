//! Abbreviations, and what each kind means for the end of a sentence.

use super::wordlist::{compare, lines};
use std::sync::LazyLock;

/// The kinds of `abbreviations.tsv`, which tells what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// `Mr`, `Gen`.
    Title,
    /// `Jan`.
    Month,
    /// `Nos`, `p`.
    Number,
    /// `No`: only before a digit.
    Digit,
    /// `a.m`.
    Clock,
    /// `pct`, `etc`.
    Closing,
    /// `Calif`, `N.J`.
    State,
    /// `U.S`, `U.N`.
    Country,
    /// `Inc`, `F.B.I`: any other dotted acronym is one.
    MayEnd,
    /// `vs`.
    Never,
}

struct Entry {
    word: &'static str,
    case: &'static str,
    kind: Abbreviation,
}

const FILE: &str = include_str!("abbreviations.tsv");

/// The longest entry, in bytes: longer words need no search.
const LONGEST: usize = 6;

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| lines(FILE).filter_map(entry).collect());

fn entry(line: &'static str) -> Option<Entry> {
    let mut cells = line.split('\t');
    let (word, case) = (cells.next()?, cells.next()?);
    let kind = match cells.next()? {
        "title" => Abbreviation::Title,
        "month" => Abbreviation::Month,
        "number" => Abbreviation::Number,
        "digit" => Abbreviation::Digit,
        "clock" => Abbreviation::Clock,
        "closing" => Abbreviation::Closing,
        "state" => Abbreviation::State,
        "country" => Abbreviation::Country,
        "may_end" => Abbreviation::MayEnd,
        "never" => Abbreviation::Never,
        _ => return None,
    };
    Some(Entry { word, case, kind })
}

/// The kind of a word that stands before a dot, `None` if it is no abbreviation.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    let found = if word.len() > LONGEST { None } else { look_up(word) };
    found.or_else(|| is_dotted(word).then_some(Abbreviation::MayEnd))
}

fn look_up(word: &str) -> Option<Abbreviation> {
    let case = if word.starts_with(char::is_uppercase) { "capital" } else { "lower" };
    let first = TABLE.partition_point(|entry| compare(entry.word, word).is_lt());
    let mut same = TABLE[first..].iter().take_while(|entry| compare(entry.word, word).is_eq());
    let found = same.find(|entry| entry.case == "any" || entry.case == case);
    found.map(|entry| entry.kind)
}

/// True for single letters with dots between them: `U.S`, `F.B.I`.
fn is_dotted(word: &str) -> bool {
    let mut pieces = 0;
    let single = |piece: &str| piece.len() <= 2 && piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic);
    word.split('.').inspect(|_| pieces += 1).all(single) && pieces > 1
}

#[cfg(test)]
mod tests {
    use super::super::wordlist::is_canonical;
    use super::*;

    #[test]
    fn the_table_is_canonical() {
        assert!(is_canonical(FILE));
        for line in lines(FILE) {
            let entry = entry(line).unwrap_or_else(|| panic!("{line:?}"));
            assert!(entry.word.len() <= LONGEST, "{line:?} is longer than LONGEST");
            assert!(["any", "capital", "lower"].contains(&entry.case) && line.split('\t').count() == 3, "{line:?}");
        }
    }

    #[test]
    fn case_tells_homographs_apart() {
        assert_eq!(abbreviation("Rep"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("Sec"), Some(Abbreviation::MayEnd));
        assert_eq!(abbreviation("sec"), Some(Abbreviation::Number));
        assert_eq!([abbreviation("Al"), abbreviation("ill"), abbreviation("rep")], [None; 3]);
        assert_eq!(abbreviation("P.M"), Some(Abbreviation::Clock));
    }

    #[test]
    fn dotted_acronyms_need_no_entry() {
        assert_eq!(abbreviation("F.B.I"), Some(Abbreviation::MayEnd));
        assert_eq!(
            [abbreviation("U"), abbreviation("US"), abbreviation("U."), abbreviation("3.5"), abbreviation("")],
            [None; 5]
        );
    }
}
