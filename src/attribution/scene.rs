//! What an article has said so far, and whom the next source means by it.

use super::cast::{Cast, LOOK_BACK, Place, plain};
use super::medium::{self, Medium};
use super::names::{Entity, Names};
use super::pronoun::{self, Person};
use super::run::{Kind, Run};
use super::source::{Head, Noun, Phrase, phrases};
use super::word::{country, is_statement, role};
use crate::span::Span;
use crate::text::document::Document;

/// A source with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    pub document: &'a Document<'a>,
    /// Where that begins in the article.
    pub place: Place,
    /// Where the source begins, counted through title and body.
    pub at: usize,
    /// Its sentence, counted likewise.
    pub sentence: usize,
    /// Its paragraph, counted likewise.
    pub paragraph: usize,
}

/// Paragraphs back in which a statement finds its issuer.
const ISSUED: usize = 4;
/// Attributions looked through for what a word points back to.
const SAID_BACK: usize = 24;

impl Scene<'_> {
    /// Who a source is; `outer` are the speakers of the attribution it stands in.
    pub fn parties(&self, here: Here<'_>, source: Span, outer: &[Party]) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        for phrase in phrases(self.names, here.document, source) {
            for party in self.party(here, &phrase, outer) {
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
    fn named(&self, here: Here<'_>, run: &Run) -> Party {
        let text = here.document.text;
        if let Some(medium) = medium::named(self.names, self.cast, text, run) {
            return self.medium(medium);
        }
        if let Some(entity) = run.entity {
            let other = run.description.then(|| self.bears_role(entity, text, run)).flatten();
            return other.map_or_else(|| self.configured(entity, run, text), |index| self.character(index));
        }
        match self.cast.mentioned(run.name.shifted(here.place.bytes)) {
            Some(index) => self.character(index),
            None => {
                let name = plain(run.name.of(text));
                Party { name: name.clone(), in_article: name, ..Party::default() }
            }
        }
    }

    /// Somebody else who in this article bears the role that the configuration gives to one: the president of another year.
    fn bears_role(&self, entity: Entity, text: &str, run: &Run) -> Option<usize> {
        let words: Vec<&str> = run.name.of(text).split_whitespace().collect();
        let (head, _) = role(words.last()?)?;
        let speaker = self.names.speaker(entity)?;
        let side = self.names.side_of(speaker).map(|side| self.names.name(side))?;
        if self.cast.of_entity(entity).is_some_and(|index| self.is_named(index)) {
            return None;
        }
        self.cast.characters.iter().position(|entry| {
            entry.entity != Some(entity) && entry.roles.iter().any(|role| role.head == head && role.country == side)
        })
    }

    /// True for a character whom the article gives a name and not only descriptions.
    fn is_named(&self, index: usize) -> bool {
        self.cast.characters.get(index).is_some_and(|entry| entry.named)
    }

    fn configured(&self, entity: Entity, run: &Run, text: &str) -> Party {
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
            noun: None,
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
            noun: None,
        }
    }

    fn medium(&self, medium: Medium) -> Party {
        Party {
            known: medium.entity.is_some(),
            character: medium.entity.and_then(|entity| self.cast.of_entity(entity)),
            name: medium.name,
            in_article: medium.in_article,
            medium: true,
            noun: None,
        }
    }

    /// A source without a name: what it points back to, else its own words.
    fn described(&self, here: Here<'_>, noun: &Noun) -> Vec<Party> {
        let last_outlet = self.cast.last_outlet(self.names, here.at, None).map_or(0, |(_, at)| at);
        if noun.definite
            && noun.of.is_none()
            && let Some((party, at)) = self.same_noun(here, noun)
            && at >= last_outlet
        {
            return vec![party];
        }
        if let Some(medium) = medium::described(self.names, self.cast, here.document.text, noun, here.at) {
            return vec![self.medium(medium)];
        }
        if is_statement(&noun.head) {
            let issuer = self.issuer(here, noun);
            if !issuer.is_empty() {
                return issuer;
            }
        }
        if let Some(two) = self.pair(here, noun) {
            return two;
        }
        let same = || self.same_noun(here, noun).map(|(party, _)| party);
        let back = noun.definite.then(|| same().or_else(|| self.same_role(here, noun))).flatten();
        let party = back.unwrap_or_else(|| Party {
            name: noun.words.clone(),
            in_article: noun.words.clone(),
            noun: Some(noun.head.clone()),
            ..Party::default()
        });
        vec![party]
    }

    /// Who issued a document: whoever it is of, else, for one that was spoken of before, who spoke last.
    fn issuer(&self, here: Here<'_>, noun: &Noun) -> Vec<Party> {
        if let Some(run) = &noun.of {
            return vec![self.named(here, run)];
        }
        let joint = noun.modifiers.iter().any(|modifier| modifier == "joint");
        if !noun.definite {
            return Vec::new();
        }
        let near = |paragraph: usize| here.paragraph - paragraph.min(here.paragraph) <= ISSUED;
        let said = || self.before(here).filter(|said| near(said.paragraph) && joint == (said.parties.len() > 1));
        let with_noun = said().find(|said| self.sentence_has(here, said.sentence, &noun.head));
        if let Some(said) = with_noun {
            return said.parties.clone();
        }
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let recent = self.cast.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK);
        let mut subjects = recent.filter(|mention| mention.subject && near(mention.paragraph));
        let issued = subjects.clone().find(|mention| self.sentence_has(here, mention.sentence, &noun.head));
        if let Some(mention) = issued.filter(|_| !joint) {
            return vec![self.character(mention.character)];
        }
        if let Some(said) = said().next() {
            return said.parties.clone();
        }
        subjects.next().filter(|_| !joint).map(|mention| vec![self.character(mention.character)]).unwrap_or_default()
    }

    /// True if a sentence of this document, counted through the article, has a word.
    fn sentence_has(&self, here: Here<'_>, sentence: usize, word: &str) -> bool {
        let local = sentence.checked_sub(here.place.sentences).and_then(|index| here.document.sentences.get(index));
        let tokens = local.and_then(|sentence| here.document.tokens.get(sentence.tokens.clone())).unwrap_or_default();
        tokens.iter().any(|token| token.span.of(here.document.text).eq_ignore_ascii_case(word))
    }

    /// The two whom `the two leaders` are: the only two persons of the sentence before, or of the last ones that name any.
    fn pair(&self, here: Here<'_>, noun: &Noun) -> Option<Vec<Party>> {
        let two =
            noun.modifiers.iter().any(|modifier| modifier == "two") || noun.definite && noun.words.starts_with("both");
        if !two {
            return None;
        }
        let wanted = match noun.head.as_str() {
            "leaders" | "men" | "presidents" | "women" | "heads" | "statesmen" => Kind::Person,
            "sides" | "countries" | "nations" | "koreas" | "governments" | "states" | "neighbors" | "neighbours" => {
                Kind::Side
            }
            _ => return None,
        };
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let mut chosen: Vec<usize> = Vec::new();
        let mut sentence = None;
        for mention in self.cast.mentions.get(..before)?.iter().rev().take(LOOK_BACK) {
            let fits = self
                .cast
                .characters
                .get(mention.character)
                .is_some_and(|entry| entry.kind == wanted && entry.is_leader());
            if !fits || chosen.contains(&mention.character) {
                continue;
            }
            if chosen.len() == 2 {
                // A third one in the same sentence: not evident.
                if sentence == Some(mention.sentence) {
                    return None;
                }
                break;
            }
            sentence = Some(mention.sentence);
            chosen.push(mention.character);
        }
        chosen.reverse();
        (chosen.len() == 2).then(|| chosen.into_iter().map(|index| self.character(index)).collect())
    }

    /// A described source of before with the same noun and no other modifiers: `the official` after `a senior official`.
    fn same_noun(&self, here: Here<'_>, noun: &Noun) -> Option<(Party, usize)> {
        let before = self.before(here).flat_map(|said| said.parties.iter().map(|party| (party, said.at)));
        let mut same = before.filter(|(party, _)| party.noun.as_deref() == Some(&*noun.head));
        let found = same.find(|(party, _)| {
            let words = party.in_article.to_lowercase();
            noun.modifiers.iter().all(|modifier| words.contains(&**modifier))
        });
        found.map(|(party, at)| (party.clone(), at))
    }

    /// The last mentioned person whom the article gives the role: `the spokesman` after `spokesman Lu Kang`.
    fn same_role(&self, here: Here<'_>, noun: &Noun) -> Option<Party> {
        let (head, gender) = role(&noun.head)?;
        if noun.head.ends_with('s') && !head.ends_with('s') {
            return None;
        }
        let country = country(&noun.modifiers).map(|(country, _)| country).unwrap_or_default();
        let country = self.names.exact(&country).map_or(country, |entity| self.names.name(entity).to_owned());
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let recent = self.cast.mentions.get(..before)?.iter().rev().take(LOOK_BACK);
        let bears = |index: usize| {
            let entry = self.cast.characters.get(index)?;
            let same = |other: &str| other == head || is_spokes(other) && is_spokes(head);
            let role = entry.roles.iter().find(|role| same(role.head))?;
            let fits = country.is_empty() || role.country.is_empty() || role.country == country;
            (entry.kind == Kind::Person && entry.gender.agrees(gender) && fits).then_some(index)
        };
        recent.filter_map(|mention| bears(mention.character)).next().map(|index| self.character(index))
    }

    fn pronoun(&self, here: Here<'_>, word: &str, span: Span, outer: &[Party]) -> Vec<Party> {
        match word {
            "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => {
                let person =
                    if word.starts_with('h') && word != "her" && word != "herself" { Person::He } else { Person::She };
                pronoun::person(self, here, person).into_iter().collect()
            }
            "it" | "its" | "itself" | "this" | "that" => pronoun::thing(self, here).into_iter().collect(),
            "they" | "them" | "their" | "themselves" | "both" => pronoun::several(self, here),
            "who" | "which" => self.antecedent(here, span),
            "i" | "we" | "my" | "our" => outer.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Whom a relative pronoun stands for: the phrase that ends before it.
    fn antecedent(&self, here: Here<'_>, span: Span) -> Vec<Party> {
        let tokens = &here.document.tokens;
        let word = |index: usize| tokens.get(index).map_or("", |token| token.span.of(here.document.text));
        let mut end = tokens.partition_point(|token| token.span.start < span.start);
        while end > 0 && word(end - 1) == "," {
            end -= 1;
        }
        let lowest = end.saturating_sub(14);
        let mut start = end;
        while start > lowest && is_of_phrase(word(start - 1)) {
            start -= 1;
        }
        let (Some(first), Some(last)) = (tokens.get(start), end.checked_sub(1).and_then(|last| tokens.get(last)))
        else {
            return Vec::new();
        };
        let phrase = Span::new(first.span.start, last.span.end);
        let found = phrases(self.names, here.document, phrase).into_iter().next_back();
        match found {
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
        }
    }

    /// The attributions before a place, latest first.
    pub fn before<'b>(&'b self, here: Here<'b>) -> impl Iterator<Item = &'b Said> {
        self.said.iter().rev().take(SAID_BACK).filter(move |said| said.at < here.at)
    }
}

/// True for a word that may stand inside the phrase before a relative pronoun.
fn is_of_phrase(word: &str) -> bool {
    let small = matches!(
        word,
        "in" | "on"
            | "at"
            | "with"
            | "from"
            | "by"
            | "to"
            | "and"
            | "but"
            | "that"
            | "as"
            | "when"
            | "said"
            | "says"
            | "told"
            | "is"
            | "was"
            | "were"
            | "are"
            | "among"
            | "after"
            | "like"
            | "against"
            | "for"
    );
    !small && (word.starts_with(char::is_alphanumeric) || matches!(word, "'s" | "’s"))
}

fn is_spokes(role: &str) -> bool {
    role.starts_with("spokes")
}
