//! Where a stop ends a sentence of a post, a mail or a review, beyond the rules of edited prose.

use super::stop::{Next, Stop, word_of};

/// Characters looked at on each side of a stop for what tells an address of the web; what is longer is one.
const ADDRESS: usize = 40;
/// Characters of the longest emoticon; no longer word is looked at.
const EMOTICON: usize = 8;

impl Stop<'_> {
    /// True if the sentence ends with this run. Emoticons behind it belong to it.
    pub fn ends_web_sentence(&mut self) -> bool {
        let end = self.end;
        while self.take_emoticon() {}
        if self.end > end {
            return true;
        }
        match self.kind {
            Next::Nothing => true,
            _ if !self.spaced => self.ends_sentence() || self.glued_web_end(),
            Next::Lower => self.ends_before_small_letter(),
            Next::Mark(mark) => self.ends_sentence() || self.ends_before_ornament(mark),
            _ => self.ends_sentence(),
        }
    }

    /// "Great service! :) I went": the end moves behind the emoticon.
    fn take_emoticon(&mut self) -> bool {
        let rest = &self.text[self.end..];
        let face = rest.trim_start();
        let mut letters = face.char_indices().take(EMOTICON + 1);
        let end = letters.by_ref().find(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        let length = end.or((face.len() <= EMOTICON).then_some(face.len())).unwrap_or(0);
        // "2.xx" is a number and "muster.xx" an address.
        let glued = face.len() == rest.len() && face.starts_with(char::is_alphabetic);
        let found = !glued && is_emoticon(&face[..length]);
        if found {
            self.end += rest.len() - face.len() + length;
        }
        found
    }

    /// "it was late. we left"
    fn ends_before_small_letter(&self) -> bool {
        let address = ["http://", "https://", "www."].iter().any(|head| self.text[self.next_word..].starts_with(head));
        let plain = self.before_is_plain();
        if address && plain {
            return true;
        }
        // Dots before a small letter are a pause.
        if self.quoted || self.ellipsis {
            return false;
        }
        if self.bracketed {
            return self.text[self.sentence..].starts_with(['(', '[']);
        }
        if self.emphatic {
            let inserted = self.char_before(self.mark).is_none_or(|c| matches!(c, ',' | '(' | '['));
            return !inserted && !self.exclaims() && !self.small_attribution_follows();
        }
        plain
    }

    /// "You sure? she asks": an attribution whose quotation has no marks.
    fn small_attribution_follows(&self) -> bool {
        let word = self.next_word();
        let rest = self.text[self.next_word + word.len()..].trim_start();
        matches!(word, "he" | "she" | "they" | "we" | "i") && self.quotes(word_of(rest))
    }

    /// "for money. >From": a mark that decorates the line.
    fn ends_before_ornament(&self, mark: char) -> bool {
        let goes_on = matches!(mark, '.' | ',' | ';' | ':' | '!' | '?' | '/' | '&' | '%' | ')' | ']' | '}' | '…');
        !goes_on && !self.emphatic && !self.ellipsis && self.before_is_plain()
    }

    /// "the camera...I did", "to go?where".
    fn glued_web_end(&self) -> bool {
        let (before, after) = (self.word_before(), self.next_word());
        let letters =
            |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        if self.in_address() || after.is_empty() {
            return false;
        }
        // "to go ?where" has a blank before its mark.
        let apart = self.char_before(self.mark).is_some_and(char::is_whitespace);
        let small = apart || before.len() > 1 && letters(before) && before.chars().all(char::is_lowercase);
        match self.kind {
            Next::Lower => self.emphatic && !self.ellipsis && small && letters(after),
            Next::Capital if self.ellipsis => self.new_sentence_follows(),
            Next::Capital => small && after == "I" && self.new_sentence_follows(),
            _ => false,
        }
    }

    /// True in `a.b/c?id=5`.
    fn in_address(&self) -> bool {
        let tells = |c: char| matches!(c, '/' | '=' | '@' | '<' | '>' | '_' | '&' | '\\');
        let behind = self.text[self.end..].chars().take(ADDRESS).take_while(|c| !c.is_whitespace());
        let ahead = self.text[self.sentence..self.mark].chars().rev().take(ADDRESS).take_while(|c| !c.is_whitespace());
        behind.chain(ahead).any(tells)
    }
}

/// `:)`, `;-)`, `=(`, `:D`, `^_^`, `<3`.
fn is_emoticon(word: &str) -> bool {
    if matches!(word, "^_^" | "^^" | "<3" | "xD" | "XD" | "xx" | "xoxo") {
        return true;
    }
    let Some(face) = word.strip_prefix([':', ';', '=']) else { return false };
    let mouth = face.strip_prefix(['-', '\'', 'o']).filter(|mouth| !mouth.is_empty()).unwrap_or(face);
    let smiles = |c: char| matches!(c, ')' | '(' | ']' | '[' | '/' | '\\' | '|' | '*' | '3');
    !mouth.is_empty() && (mouth.chars().all(smiles) || matches!(mouth, "D" | "P" | "p" | "O" | "o"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoticons_are_told_from_words() {
        for face in [":)", ";-)", "=(", ":D", ":-P", ":'(", "^_^", "<3", ":))"] {
            assert!(is_emoticon(face), "{face}");
        }
        for word in ["", ":", "=", "-)", ":Dear", "=5", "D", ":-", "::", ")"] {
            assert!(!is_emoticon(word), "{word}");
        }
    }
}
