//! Runs of capitalised words, and what they name.

use super::name_unit::{Unit, UnitKind, analyse, is_forename, is_initials, kind_of};
use super::named_text::NamedText;
use super::names::{Entity, KnownName, Names};
use super::parts::is_suffix;
use super::word::{Gender, Known, demonym, given, is_body, is_leading_family, is_small, known, plural_role, role};
use crate::span::Span;
use crate::text::document::{Document, Token};
use std::ops::Range;

/// What a run names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody, or something not told from somebody: a place, a ship.
    Person,
    /// An organisation.
    Body,
    /// An office, a role, a demonym: nobody by name (`the Foreign Minister`).
    Title,
    /// A configured side, by any name or description.
    Side,
    /// A configured outlet.
    Outlet,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRun {
    /// All of it: `Chinese President Xi Jinping`.
    pub span: Span,
    /// The name in it: `Xi Jinping`.
    pub name: Span,
    /// What it names.
    pub kind: Kind,
    /// Whom, if configured.
    pub entity: Option<Entity>,
    /// True for a configured description.
    pub description: bool,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// Words of a run; what goes on longer names nothing.
const LONGEST: usize = 24;

/// The runs among some tokens of one sentence, in text order.
pub fn name_runs(text: &NamedText<'_>, tokens: Range<usize>) -> Vec<NameRun> {
    let (names, document) = (text.names, text.document);
    let Some(all) = document.tokens.get(tokens.clone()) else { return Vec::new() };
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return Vec::new() };
    let hits = text.known_in(Span::new(first.span.start, last.span.end));
    let mut reader = Reader { names, document, hits, at: tokens.start, end: tokens.end, next_hit: 0 };
    let mut found = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    let mut start = tokens.start;
    while reader.at < reader.end {
        if units.is_empty() && reader.begins_nothing() {
            reader.at += 1;
            continue;
        }
        let before = reader.at;
        match reader.unit(&units) {
            Step::Unit(unit) => {
                if units.is_empty() {
                    start = before;
                }
                units.push(unit);
            }
            Step::Whole(run) => {
                flush(names, document, &mut units, start, &mut found);
                found.push(run);
            }
            Step::Break => flush(names, document, &mut units, start, &mut found),
        }
    }
    flush(names, document, &mut units, start, &mut found);
    found
}

/// Ends a run.
fn flush(names: &Names, document: &Document<'_>, units: &mut Vec<Unit>, start: usize, found: &mut Vec<NameRun>) {
    if units.is_empty() {
        return;
    }
    if let Some(run) = analyse(names, document.text, units, start) {
        found.push(run);
    }
    units.clear();
}

/// What a token gives.
enum Step {
    /// A word of a run.
    Unit(Unit),
    /// A run by itself: a configured description.
    Whole(NameRun),
    /// The end of a run.
    Break,
}

/// Reads tokens as units.
struct Reader<'a> {
    names: &'a Names,
    document: &'a Document<'a>,
    hits: &'a [KnownName],
    at: usize,
    end: usize,
    next_hit: usize,
}

impl Reader<'_> {
    fn token(&self, index: usize) -> Option<Token> {
        (index < self.end).then(|| self.document.tokens.get(index).copied()).flatten()
    }

    fn words(&self, index: usize) -> &str {
        self.token(index).map_or("", |token| token.span.of(self.document.text))
    }

    /// True if no run can begin with the next token, as with nearly all: neither a known name, nor a capital, nor an article joined to one.
    fn begins_nothing(&mut self) -> bool {
        let Some(token) = self.document.tokens.get(self.at) else { return false };
        while self.hits.get(self.next_hit).is_some_and(|hit| hit.span.end <= token.span.start) {
            self.next_hit += 1;
        }
        let word = token.span.of(self.document.text).as_bytes();
        let plain = word.first().is_some_and(|first| first.is_ascii() && !first.is_ascii_uppercase());
        plain
            && word.get(2) != Some(&b'-')
            && self.hits.get(self.next_hit).is_none_or(|hit| hit.span.start >= token.span.end)
    }

    /// The unit at the next token; moves on behind it.
    fn unit(&mut self, before: &[Unit]) -> Step {
        let start = self.at;
        let Some(token) = self.token(start) else {
            self.at = self.end;
            return Step::Break;
        };
        while self.hits.get(self.next_hit).is_some_and(|hit| hit.span.end <= token.span.start) {
            self.next_hit += 1;
        }
        if let Some(hit) = self.hits.get(self.next_hit).copied().filter(|hit| token.span.holds(hit.span.start)) {
            return self.hit(hit);
        }
        self.at = start + 1;
        let word = self.words(start);
        let linked = |kind: UnitKind| before.iter().any(|unit| unit.kind == kind);
        if is_possessive(word) && linked(UnitKind::Link) && linked(UnitKind::Body) && self.begins_name(self.at) {
            // "Alliance for Korea's Reunification"
            return Step::Unit(Unit { span: token.span, end: self.at, kind: UnitKind::Link });
        }
        if let Some(end) = self.nickname(start, before) {
            self.at = end + 1;
            let last = self.token(end).map_or(token.span.end, |token| token.span.end);
            return Step::Unit(Unit { span: Span::new(token.span.start, last), end: self.at, kind: UnitKind::Word });
        }
        if !token.word {
            let joins = word == "." && before.last().is_some_and(|unit| takes_dot(unit.span.of(self.document.text)));
            if joins && self.begins_name(start + 1) {
                return self.unit(before);
            }
            return Step::Break;
        }
        if before.len() >= LONGEST {
            return Step::Break;
        }
        if word.starts_with(char::is_uppercase) {
            return self.capital(token, before);
        }
        if is_joined_article(word) {
            return Step::Unit(Unit { span: token.span, end: self.at, kind: UnitKind::Word });
        }
        self.link(token, before)
    }

    /// The last token of a nickname in marks that begins here: Bill `“Wild” Hill`.
    fn nickname(&self, at: usize, before: &[Unit]) -> Option<usize> {
        let opens = matches!(self.words(at), "“" | "\"" | "‘" | "(");
        let inside = opens && before.last().is_some_and(|unit| unit.kind == UnitKind::Word) && self.begins_name(at + 1);
        let closes = matches!(self.words(at + 2), "”" | "\"" | "’" | ")");
        (inside && closes && self.is_plain_name(at + 3)).then_some(at + 2)
    }

    fn hit(&mut self, hit: KnownName) -> Step {
        let start = self.at;
        while self.token(self.at).is_some_and(|token| token.span.start < hit.span.end) {
            self.at += 1;
        }
        if hit.description {
            let kind = kind_of(self.names, hit.entity);
            let (entity, tokens) = (Some(hit.entity), start..self.at);
            return Step::Whole(NameRun { span: hit.span, name: hit.span, kind, entity, description: true, tokens });
        }
        Step::Unit(Unit { span: hit.span, end: self.at, kind: UnitKind::Hit(hit.entity) })
    }

    fn capital(&mut self, token: Token, before: &[Unit]) -> Step {
        let word = token.span.of(self.document.text);
        let acronym = is_acronym(word);
        let known = known(word);
        let kind = if known.small && !self.is_syllable(word, before) {
            return Step::Break;
        } else if self.is_of_person(word, known, before) {
            UnitKind::Word
        } else if known.body {
            UnitKind::Body
        } else if known.role.or_else(|| plural_role(word)).is_some() && !self.is_syllable(word, before) {
            UnitKind::Role
        } else if known.office || demonym(word).is_some() || acronym && !is_initials(word) {
            UnitKind::Office
        } else {
            UnitKind::Word
        };
        Step::Unit(Unit { span: token.span, end: self.at, kind })
    }

    /// True for a small word that is part of a name: Kim `In` Ryong.
    fn is_syllable(&self, word: &str, before: &[Unit]) -> bool {
        let family = before.last().is_some_and(|unit| {
            unit.kind == UnitKind::Word && before.iter().any(|unit| is_leading_family(unit.span.of(self.document.text)))
        });
        family && word.len() <= 3
    }

    /// True for a word of the tables, or one all in capitals, that is part of somebody's name here: `Park` Min-ji, `Bill` Hill, Ann `Bishop`,
    /// Paul Hill `III`, `T.J.` Hill, `LEE MIN-JI`.
    fn is_of_person(&self, word: &str, known: Known, before: &[Unit]) -> bool {
        let last =
            before.last().filter(|unit| unit.kind == UnitKind::Word).map(|unit| unit.span.of(self.document.text));
        match last {
            Some(_) if is_suffix(word) => true,
            Some(last) if is_acronym(word) => is_acronym(last) && last.len() > 2,
            Some(last) => {
                let first = before.iter().filter(|unit| unit.kind == UnitKind::Word).count() == 1;
                let surname = known.office || known.role.is_some_and(|(role, _)| role.len() == word.len());
                first && surname && given(last) != Gender::Unknown && !self.begins_name(self.at)
            }
            None if is_acronym(word) => {
                let name = is_dotted(word) || word.len() > 2 && (known.family || known.given != Gender::Unknown);
                name && self.is_plain_name(self.at)
            }
            None if !known.body => false,
            None => match self.token(self.at) {
                Some(_) if self.begins_name(self.at) => self.is_plain_name(self.at) && is_forename(word),
                _ => known.family,
            },
        }
    }

    /// True for a word that begins a name and is no word of the tables.
    fn is_plain_name(&self, index: usize) -> bool {
        let word = self.words(index);
        let known = known(word);
        self.begins_name(index) && !known.body && !known.office && known.role.or_else(|| plural_role(word)).is_none()
    }

    /// A small word between capitals: `of the` after a body or a role, a particle between words.
    fn link(&mut self, token: Token, before: &[Unit]) -> Step {
        let word = token.span.of(self.document.text);
        let Some(last) = before.last() else { return Step::Break };
        let linked = before.iter().any(|unit| unit.kind == UnitKind::Link);
        let body = before.iter().any(|unit| unit.kind == UnitKind::Body);
        let length = match word {
            "de" | "la" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "du" | "da" | "di" | "dos" | "del"
            | "los"
                if last.kind == UnitKind::Word
                    && (self.begins_name(self.at) || matches!(self.words(self.at), "la" | "der" | "den" | "los")) =>
            {
                return Step::Unit(Unit { span: token.span, end: self.at, kind: UnitKind::Word });
            }
            "of" if body || last.kind == UnitKind::Role => 1 + usize::from(self.words(self.at) == "the"),
            "for" | "on" if body => 1 + usize::from(self.words(self.at) == "the"),
            "and" | "&" if linked && body && self.goes_on(self.at) => 1,
            _ => return Step::Break,
        };
        let next = self.at + length - 1;
        if !self.begins_name(next) {
            return Step::Break;
        }
        self.at = next;
        Step::Unit(Unit { span: token.span, end: next, kind: UnitKind::Link })
    }

    /// True for a capitalised word that is not a small one.
    fn begins_name(&self, index: usize) -> bool {
        let word = self.words(index);
        word.starts_with(char::is_uppercase) && !is_small(word)
    }

    /// True for a word that may end the name of a body after `and`: no other body, role, configured name.
    fn goes_on(&self, index: usize) -> bool {
        let Some(token) = self.token(index) else { return false };
        let word = token.span.of(self.document.text);
        let hit = self.hits.iter().skip(self.next_hit).take(4).any(|hit| hit.span.holds(token.span.start));
        self.begins_name(index) && !hit && !is_body(word) && role(word).is_none() && self.names.exact(word).is_none()
    }
}

/// True for an Arabic surname written with its article: `al-Saud`.
fn is_joined_article(word: &str) -> bool {
    let joined =
        word.split_once('-').filter(|(article, _)| matches!(*article, "al" | "el" | "ul" | "as" | "ad" | "ar" | "an"));
    joined.is_some_and(|(_, name)| name.starts_with(char::is_uppercase))
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && !word.contains(char::is_lowercase)
}

/// True for several initials that are no country's or city's: `T.J.`
fn is_dotted(word: &str) -> bool {
    let pairs = word.chars().enumerate().all(|(index, c)| if index % 2 == 0 { c.is_uppercase() } else { c == '.' });
    pairs
        && word.len() > 2
        && !matches!(word.trim_end_matches('.'), "U.S" | "U.N" | "U.K" | "E.U" | "D.C" | "L.A" | "N.Y")
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// True for a word whose dot ends no sentence: `Mr`, `Sen`, `Gen`.
fn takes_dot(word: &str) -> bool {
    const ABBREVIATED: [&str; 26] = [
        "Adm", "Amb", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Gen", "Gov", "Hon", "Lt", "Maj", "Messrs", "Mr",
        "Mrs", "Ms", "Pres", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "St",
    ];
    ABBREVIATED.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::study;
    use super::*;

    fn read(text: &str) -> Vec<(String, Kind)> {
        let document = Document::parse(text, false);
        let names = study();
        let named = NamedText::new(&names, &document);
        let all = document.sentences.iter().flat_map(|sentence| name_runs(&named, sentence.tokens.clone()));
        all.map(|run| (run.name.of(text).to_owned(), run.kind)).collect()
    }

    fn reads(text: &str, expected: &[(&str, Kind)]) {
        let expected: Vec<(String, Kind)> = expected.iter().map(|&(name, kind)| (name.to_owned(), kind)).collect();
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn a_person_is_what_the_title_leaves() {
        reads("then Chinese President Xi Jinping spoke", &[("Xi Jinping", Kind::Person)]);
        reads("with U.S. Secretary of State Ann Hill there", &[("Ann Hill", Kind::Person)]);
        reads("so Sen. Joe B. Doe left", &[("Joe B. Doe", Kind::Person)]);
        reads("the U.S. Army Gen. Paul Poe left", &[("Paul Poe", Kind::Person)]);
        reads("said White House Press Secretary Jane Roe", &[("Jane Roe", Kind::Person)]);
        reads(
            "the Foreign Minister of the Democratic People's Republic of Korea Ri Su Gil left",
            &[("Ri Su Gil", Kind::Person)],
        );
        reads("with Ursula von der Linden", &[("Ursula von der Linden", Kind::Person)]);
    }

    #[test]
    fn bodies_keep_all_their_words() {
        for body in [
            "Foreign Ministry of the DPRK",
            "Ministry of Culture and Tourism",
            "U.S. State Department",
            "White House",
            "Committee for the Peaceful Reunification of the Fatherland",
            "Institute of International Studies",
            "Korea Unity Party",
            "Canada Headquarters of the Alliance for Korea's Reunification",
        ] {
            reads(&format!("as the {body} said"), &[(body, Kind::Body)]);
        }
        reads(
            "the Department of Peace and Office of the Treasury said",
            &[("Department of Peace", Kind::Body), ("Office of the Treasury", Kind::Body)],
        );
    }

    #[test]
    fn configured_names_need_their_own_words() {
        let names = study();
        let entity = |text: &str| {
            let document = Document::parse(text, false);
            name_runs(&NamedText::new(&names, &document), 0..document.tokens.len()).first().and_then(|run| run.entity)
        };
        assert_eq!(entity("then Donald J. Trump left"), names.exact("Trump"));
        assert_eq!(entity("then President Trump left"), names.exact("Trump"));
        assert_eq!(entity("then Marshal Kim Jong Un left"), names.exact("Kim Jong Un"));
        assert_eq!(entity("then Ann Trump left"), None);
        assert_eq!(entity("the Chinese president left"), names.exact("Xi Jinping"));
    }

    #[test]
    fn small_words_and_days_end_a_run() {
        reads("However Ann Hill said Monday In Seoul", &[("Ann Hill", Kind::Person), ("Seoul", Kind::Side)]);
        reads("The foreign minister, Ann Hill", &[("Ann Hill", Kind::Person)]);
        reads("a Chinese report", &[("Chinese", Kind::Title)]);
    }
}
