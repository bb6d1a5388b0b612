//! Is a text English?

use super::wordlist::WordList;
use crate::span::Span;
use std::sync::LazyLock;

static STOP_WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("stopwords.txt")));
static FOREIGN_WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::read(include_str!("foreignwords.txt")));

/// Words looked at, from the beginning: of 14,043 articles as many are English by 500 as by 2,000.
const WORDS: usize = 500;
/// Letters looked at, for scripts that put no white space between words.
const LETTERS: usize = 20_000;
/// A text with fewer words gets the benefit of the doubt.
const FEWEST_WORDS: usize = 20;
/// Least share of stop words, in percent: English articles have 20 to 55, Spanish ones under 5, lists of names as few.
const LEAST_PERCENT: usize = 10;
/// Least stop words for each frequent word of other languages, as some stop words are theirs, too ("in", "an", "was" are German): of 13,854
/// English articles none has fewer than 3.2, and all but one at least 4.5.
const LEAST_TO_A_FOREIGN: usize = 3;

/// True if a text is English by the share of English stop words and by the rarity of other languages', or too short to tell and in Latin
/// letters.
pub fn is_english(text: &str) -> bool {
    if !is_latin(text) {
        return false;
    }
    let (mut words, mut stop_words, mut foreign) = (0, 0, 0);
    for word in words_of(text).take(WORDS) {
        words += 1;
        stop_words += usize::from(STOP_WORDS.has_of(text, word));
        foreign += usize::from(FOREIGN_WORDS.has_of(text, word));
    }
    words < FEWEST_WORDS || stop_words * 100 >= words * LEAST_PERCENT && stop_words >= foreign * LEAST_TO_A_FOREIGN
}

/// The runs of letters in a text.
fn words_of(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + run(&text[at..], |c| !c.is_alphabetic());
        at = start + run(&text[start..], char::is_alphabetic);
        (at > start).then_some(Span::new(start, at))
    })
}

/// The length of the characters of a kind that a text begins with.
fn run(text: &str, kind: impl Fn(char) -> bool) -> usize {
    // ASCII, as nearly all is, byte by byte.
    let ascii = text.bytes().position(|byte| !byte.is_ascii() || !kind(char::from(byte))).unwrap_or(text.len());
    match text.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => text[ascii..].find(|c| !kind(c)).map_or(text.len(), |n| ascii + n),
        _ => ascii,
    }
}

/// True unless most letters are of another script.
fn is_latin(text: &str) -> bool {
    // Nearly all texts: were each byte beyond ASCII a letter of another script, they would be fewer.
    let beyond = text.bytes().filter(|byte| !byte.is_ascii()).count();
    if beyond <= text.bytes().filter(u8::is_ascii_alphabetic).count().min(LETTERS / 2) {
        return true;
    }
    let (mut letters, mut latin) = (0, 0);
    for c in text.chars() {
        let letter = c.is_alphabetic();
        letters += usize::from(letter);
        latin += usize::from(letter && matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
        if letters == LETTERS {
            break;
        }
    }
    latin * 2 >= letters
}

#[cfg(test)]
mod tests {
    use super::super::wordlist::{is_canonical, lines};
    use super::*;

    #[test]
    fn the_lists_are_canonical() {
        assert!(is_canonical(include_str!("stopwords.txt")) && is_canonical(include_str!("foreignwords.txt")));
        assert!(lines(include_str!("foreignwords.txt")).all(|word| !STOP_WORDS.has(word)));
    }

    #[test]
    fn knows_english() {
        let text = "The leaders of the two states met at the border on Friday and agreed that they would meet again before the end \
                    of the year, officials said after the talks.";
        assert!(is_english(text) && is_english(&text.to_uppercase()));
        assert!(is_english("") && is_english("Summit ends early"), "too short to tell");
    }

    #[test]
    fn knows_what_is_not() {
        for text in [
            "Die Staatschefs der beiden Länder trafen sich am Freitag an der Grenze und vereinbarten, dass sie sich noch vor dem Ende \
             des Jahres wieder treffen wollen, wie ein Sprecher nach den Gesprächen sagte.",
            "Les dirigeants des deux pays se sont rencontrés vendredi à la frontière et ont décidé de se revoir avant la fin de \
             l'année, a déclaré un porte-parole après les discussions qui ont duré plus de trois heures.",
            "Los dirigentes de los dos países se reunieron el viernes en la frontera y acordaron volver a verse antes de que termine \
             el año, según dijo un portavoz después de las conversaciones.",
            "De leiders van de twee landen hebben elkaar vrijdag aan de grens ontmoet en spraken af dat zij elkaar voor het einde van \
             het jaar opnieuw zullen zien, zei een woordvoerder na de gesprekken.",
            "Para pemimpin kedua negara bertemu di perbatasan pada hari Jumat dan sepakat untuk bertemu lagi sebelum akhir tahun, kata \
             seorang juru bicara setelah pembicaraan selama tiga jam itu.",
            "두 나라 정상은 금요일 국경에서 만나 올해가 가기 전에 다시 만나기로 합의했다고 대변인이 회담 후 밝혔다.",
            "两国领导人星期五在边境会面，并同意在年底之前再次会晤，发言人在会谈后说。",
            "Лидеры двух стран встретились в пятницу на границе.",
        ] {
            assert!(!is_english(text), "{text}");
        }
    }

    #[test]
    fn words_that_two_languages_share_do_not_make_a_text_english() {
        for text in [
            "Der Minister sagte in Berlin, die Lage in der Stadt sei ernst. ",
            "Die Ministerin will in der Stadt also so bald wie möglich an der Sitzung teilnehmen. ",
            "De minister was in de stad en had het over de straat. ",
            "Le ministre a dit que la ville a fait ce que l'on attendait. ",
            "El ministro no ha dicho en la ciudad nada a los que esperaban. ",
        ] {
            assert!(!is_english(&text.repeat(8)), "{text}");
        }
        let names = "The mayor of La Paz and the van Meer brothers met at the Café de Paris on Friday, and it was there that they signed. ";
        assert!(is_english(&names.repeat(8)));
    }

    #[test]
    fn looks_at_a_bounded_part() {
        let english = "It is said that they were not there. ".repeat(400);
        assert!(is_english(&format!("{english}{}", "la fin de la vie ".repeat(100_000))));
    }
}
