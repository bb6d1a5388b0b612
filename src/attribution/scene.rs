//! What an article has said so far, and whom the next source means by it.

use super::cast::{Cast, LOOK_BACK, Place};
use super::evidence::{How, Reference};
use super::medium::{self, Medium};
use super::name_run::{Kind, NameRun};
use super::named_text::NamedText;
use super::names::{Entity, Names};
use super::pronoun::{self, Person};
use super::sighting::plain;
use super::source::{Head, Phrase, is, phrases};
use super::word::role;
use crate::span::Span;

/// A source with its names.
#[derive(Clone, Debug, Default)]
pub struct Party {
    /// The configured name if there is one, else as `in_article`.
    pub name: String,
    /// The fullest form the article gives.
    pub in_article: String,
    /// True if configured.
    pub known: bool,
    /// Its character, if the article names it.
    pub character: Option<usize>,
    /// True for a medium.
    pub medium: bool,
    /// The noun that describes it where nothing names it.
    pub noun: Option<String>,
    /// How the source leads to it.
    pub reference: Reference,
}

impl Party {
    /// The same, found by `how` through words elsewhere.
    pub fn by(self, how: How, to: Option<Span>) -> Self {
        Self { reference: Reference::new(how, to), ..self }
    }

    /// The same, found by `how` through the words that led to it before.
    pub fn again(self, how: How) -> Self {
        let origin = self.reference.origin();
        self.by(how, origin)
    }
}

impl PartialEq for Party {
    /// Whether both are the same one, whatever words led to it.
    fn eq(&self, other: &Self) -> bool {
        let known = |party: &Self| (party.known, party.character, party.medium);
        (&self.name, &self.in_article, &self.noun) == (&other.name, &other.in_article, &other.noun)
            && known(self) == known(other)
    }
}

/// An attribution that was read, for those that point back to it.
#[derive(Clone, Debug)]
pub struct Said {
    /// Where its source begins, else its content; counted through title and body.
    pub at: usize,
    /// The sentence, counted likewise.
    pub sentence: usize,
    /// The paragraph, counted likewise.
    pub paragraph: usize,
    /// Who.
    pub parties: Vec<Party>,
    /// True for speech inside speech.
    pub nested: bool,
}

/// The article, as far as its sources have been named.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The configured names.
    pub names: &'a Names,
    /// Everybody the article names.
    pub cast: &'a Cast,
    /// The attributions so far.
    pub said: Vec<Said>,
}

/// Where a source stands.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// Title or body.
    pub text: &'a NamedText<'a>,
    /// Where that begins in the article.
    pub place: Place,
    /// Where the source begins, counted through title and body.
    pub at: usize,
    /// Its sentence, counted likewise.
    pub sentence: usize,
    /// Its paragraph, counted likewise.
    pub paragraph: usize,
    /// Its words, counted likewise, where they follow it: nobody whom they name is meant by a pronoun before them.
    pub words: Span,
}

/// Characters looked through for one who bears a role.
const CHARACTERS: usize = 512;
/// Attributions looked through for what a word points back to.
const SAID_BACK: usize = 24;

impl Scene<'_> {
    /// Who a source is; `outer` are the speakers of the attribution it stands in.
    pub fn parties(&self, here: Here<'_>, source: Span, outer: &[Party]) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        for phrase in phrases(here.text, source) {
            for mut party in self.party(here, &phrase, outer) {
                party.reference.words = Some(phrase.span.shifted(here.place.bytes));
                if !found.iter().any(|other| other.name == party.name) {
                    found.push(party);
                }
            }
        }
        found
    }

    fn party(&self, here: Here<'_>, phrase: &Phrase, outer: &[Party]) -> Vec<Party> {
        match &phrase.head {
            Head::Name(run) => vec![self.named(here, run)],
            Head::Pronoun(word) => self.pronoun(here, word, phrase.span, outer),
            Head::Noun(noun) => self.described(here, noun),
        }
    }

    /// A source with a name.
    pub fn named(&self, here: Here<'_>, run: &NameRun) -> Party {
        let text = here.text.document.text;
        if let Some(medium) = medium::named(self.names, self.cast, text, run) {
            let how = match (run.entity, medium.entity) {
                (Some(_), _) => How::ConfiguredName,
                (None, Some(_)) => How::ShortName,
                (None, None) => How::FullName,
            };
            let party = self.medium(medium);
            let full = party.character.and_then(|index| self.full_at(index)).filter(|_| how == How::ShortName);
            return party.by(how, full);
        }
        if let Some(entity) = run.entity {
            let how = if run.description { How::ConfiguredDescription } else { How::ConfiguredName };
            let other = run.description.then(|| self.bears_role(entity, text, run)).flatten();
            return other.map_or_else(
                || self.configured(entity, run, text).by(how, None),
                |index| self.character(index).by(How::Role, self.full_at(index)),
            );
        }
        let name = plain(run.name.of(text));
        if matches!(&*name, "North" | "South")
            && let Some(entity) = self.names.exact(&format!("the {name}"))
        {
            return self.configured(entity, run, text).by(How::ConfiguredName, None);
        }
        match self.cast.mentioned(run.name.shifted(here.place.bytes)) {
            Some(index) => {
                let party = self.character(index);
                let full = self.full_at(index).filter(|_| party.in_article != name);
                let how = match full {
                    Some(_) => How::ShortName,
                    None if self.cast.has_namesakes(&name) => How::Ambiguous,
                    None => How::FullName,
                };
                party.by(how, full)
            }
            None => Party { name: name.clone(), in_article: name, ..Party::default() }.by(How::FullName, None),
        }
    }

    /// Somebody else who in this article bears the role that the configuration gives to one: the president of another year.
    fn bears_role(&self, entity: Entity, text: &str, run: &NameRun) -> Option<usize> {
        let words: Vec<&str> = run.name.of(text).split_whitespace().collect();
        let (head, _) = role(words.last()?)?;
        let speaker = self.names.speaker(entity)?;
        let side = self.names.side_of(speaker).map(|side| self.names.name(side))?;
        if self.cast.of_entity(entity).is_some_and(|index| self.is_named(index)) {
            return None;
        }
        self.cast.characters.iter().take(CHARACTERS).position(|entry| {
            entry.entity != Some(entity) && entry.roles.iter().any(|role| role.head == head && role.country == side)
        })
    }

    /// Where the article names a character in full.
    fn full_at(&self, index: usize) -> Option<Span> {
        self.cast.characters.get(index)?.full_at
    }

    /// True for a character whom the article gives a name and not only descriptions.
    fn is_named(&self, index: usize) -> bool {
        self.cast.characters.get(index).is_some_and(|entry| entry.named)
    }

    fn configured(&self, entity: Entity, run: &NameRun, text: &str) -> Party {
        let character = self.cast.of_entity(entity);
        let written = plain(run.name.of(text));
        if run.description && matches!(entity, Entity::Side(_)) && written.contains(' ') {
            // "the South Korean government" speaks for its side and keeps its words.
            return Party {
                name: self.names.name(entity).to_owned(),
                in_article: written,
                known: true,
                character,
                ..Party::default()
            };
        }
        let in_article =
            character.and_then(|index| self.cast.characters.get(index)).map_or(written, |entry| entry.fullest.clone());
        Party {
            name: self.names.name(entity).to_owned(),
            in_article,
            known: true,
            character,
            medium: matches!(entity, Entity::Outlet(_)),
            ..Party::default()
        }
    }

    /// A character as a source.
    pub fn character(&self, index: usize) -> Party {
        let Some(entry) = self.cast.characters.get(index) else { return Party::default() };
        Party {
            name: entry.entity.map_or(entry.fullest.as_str(), |entity| self.names.name(entity)).to_owned(),
            in_article: entry.fullest.clone(),
            known: entry.entity.is_some(),
            character: Some(index),
            medium: matches!(entry.entity, Some(Entity::Outlet(_))),
            ..Party::default()
        }
    }

    /// A medium as a source.
    pub fn medium(&self, medium: Medium) -> Party {
        Party {
            known: medium.entity.is_some(),
            character: medium.entity.and_then(|entity| self.cast.of_entity(entity)),
            name: medium.name,
            in_article: medium.in_article,
            medium: true,
            ..Party::default()
        }
    }

    fn pronoun(&self, here: Here<'_>, word: &str, span: Span, outer: &[Party]) -> Vec<Party> {
        if matches!(word, "his" | "her" | "its")
            && let Some(party) = pronoun::ahead(self, here, word != "its")
        {
            return vec![party];
        }
        match word {
            "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => {
                let person =
                    if word.starts_with('h') && word != "her" && word != "herself" { Person::He } else { Person::She };
                pronoun::person(self, here, person).into_iter().collect()
            }
            "it" | "its" | "itself" | "this" | "that" => pronoun::thing(self, here).into_iter().collect(),
            "they" | "them" | "their" | "themselves" | "both" => pronoun::several(self, here),
            "who" | "which" => self.antecedent(here, span),
            "i" | "we" | "my" | "our" => outer.iter().map(|party| party.clone().again(How::FirstPerson)).collect(),
            _ => Vec::new(),
        }
    }

    /// Whom a relative pronoun stands for: the phrase that ends before it.
    fn antecedent(&self, here: Here<'_>, span: Span) -> Vec<Party> {
        let tokens = &here.text.document.tokens;
        let word = |index: usize| here.text.document.word(index);
        let mut end = tokens.partition_point(|token| token.span.start < span.start);
        while end > 0 && word(end - 1) == "," {
            end -= 1;
        }
        let lowest = end.saturating_sub(14);
        let mut start = end;
        while start > lowest && is_of_phrase(word(start - 1)) {
            start -= 1;
            if opens_phrase(word(start)) {
                break;
            }
        }
        let (Some(first), Some(last)) = (tokens.get(start), end.checked_sub(1).and_then(|last| tokens.get(last)))
        else {
            return Vec::new();
        };
        let phrase = Span::new(first.span.start, last.span.end);
        let to = Some(phrase.shifted(here.place.bytes));
        let found = phrases(here.text, phrase).into_iter().next_back();
        let found = match found {
            Some(Phrase { head: Head::Name(run), .. }) if run.kind == Kind::Person => vec![self.named(here, &run)],
            Some(Phrase { head: Head::Name(run), .. }) => {
                // "an expert on North Korea who": the person before.
                let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
                let mut recent = self.cast.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK);
                let person = recent.find(|mention| {
                    let kind = self.cast.characters.get(mention.character).map(|entry| entry.kind);
                    mention.sentence == here.sentence && kind == Some(Kind::Person)
                });
                vec![person.map_or_else(|| self.named(here, &run), |mention| self.character(mention.character))]
            }
            Some(Phrase { head: Head::Noun(noun), .. }) => self.described(here, &noun),
            _ => Vec::new(),
        };
        found.into_iter().map(|party| party.by(How::Relative, to)).collect()
    }

    /// The attributions before a place, latest first.
    pub fn before<'b>(&'b self, here: Here<'b>) -> impl Iterator<Item = &'b Said> {
        self.said.iter().rev().take(SAID_BACK).filter(move |said| said.at < here.at)
    }
}

/// True for a word that may stand inside the phrase before a relative pronoun.
fn is_of_phrase(word: &str) -> bool {
    let ends = is(word, "preposition") && word != "of"
        || is(word, "finite")
        || matches!(word, "and" | "but" | "that" | "like" | "when");
    !ends && (word.starts_with(char::is_alphanumeric) || matches!(word, "'s" | "’s"))
}

/// True for a word that opens a phrase.
fn opens_phrase(word: &str) -> bool {
    is(word, "determiner") || is(word, "quantity")
}
