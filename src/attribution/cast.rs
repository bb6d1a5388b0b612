//! The people and bodies of one article: every mention of them, and the fullest name the article gives each.

use super::fold::fold;
use super::name_run::{Kind, NameRun};
use super::named_text::NamedText;
use super::names::{Entity, Names};
use super::parts::{Parts, is_suffix, letters};
use super::role::Role;
use super::sighting::{Name, Sighting, Sightings};
use super::word::{Gender, given, is_leading_family};
use crate::lookup::Lookup;
use crate::span::Span;
use crate::text::document::Document;

/// Characters that share a word of their names and are compared; more in one article are ambiguous anyway.
const NAMESAKES: usize = 16;
/// Roles remembered of a character.
const ROLES: usize = 8;
/// Mentions looked through for what a word points back to.
pub const LOOK_BACK: usize = 64;

/// Somebody or something an article names.
#[derive(Clone, Debug)]
pub struct Character {
    /// Whom, if configured.
    pub entity: Option<Entity>,
    /// What.
    pub kind: Kind,
    /// The fullest name in the article's spelling.
    pub fullest: String,
    /// Where the article gives it, title included; in the coordinates of [`Place`].
    pub full_at: Option<Span>,
    /// False while the article has only described it.
    pub named: bool,
    /// Words of `fullest`.
    words: usize,
    /// As titles, given names, configured pronouns tell.
    pub gender: Gender,
    /// What the article calls it.
    pub roles: Vec<Role>,
    /// Mentions by more than a surname.
    pub(super) full_mentions: usize,
    /// Mentions of any kind so far.
    pub(super) seen: usize,
}

impl Character {
    /// True for a side, and for a person the article or the configuration gives a role.
    pub fn is_leader(&self) -> bool {
        self.kind == Kind::Side || self.entity.is_some() || !self.roles.is_empty()
    }
}

/// A place where an article names a character.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Of the words that name, title included; in the coordinates of [`Place`].
    pub span: Span,
    /// Index of the character.
    pub character: usize,
    /// The sentence, counted through title and body.
    pub sentence: usize,
    /// The paragraph, counted through title and body.
    pub paragraph: usize,
    /// Stands inside quotation marks.
    pub quoted: bool,
    /// Followed by a possessive `'s`.
    pub possessive: bool,
    /// May be the subject of its sentence: the first there, and not after a preposition.
    pub subject: bool,
}

/// Where a document begins in the coordinates of an article: title first, then body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Bytes before the document.
    pub bytes: usize,
    /// Sentences before it.
    pub sentences: usize,
    /// Paragraphs before it.
    pub paragraphs: usize,
}

impl Place {
    /// Where a body begins after its title.
    pub fn after(title: &Document<'_>) -> Self {
        Self { bytes: title.text.len() + 1, sentences: title.sentences.len(), paragraphs: title.paragraphs.len() }
    }
}

/// The characters of an article and their mentions, in text order.
#[derive(Debug, Default)]
pub struct Cast {
    /// In order of their first full mention.
    pub characters: Vec<Character>,
    /// In text order.
    pub mentions: Vec<Mention>,
    by_entity: Lookup<Entity, usize>,
    /// Letters of a full name → character.
    by_name: Lookup<String, usize>,
    /// Several words of a full name → character.
    parts: Parts,
    /// A surname, or another single word that may stand for a full name → characters.
    pub(super) by_word: Lookup<String, Vec<usize>>,
}

impl Cast {
    /// Reads title and body: first the full names, then, in text order, who the short ones are.
    pub fn new(title: &NamedText<'_>, body: &NamedText<'_>) -> Self {
        let names = title.names;
        let mut cast = Self::default();
        let sightings = Sightings::of(title, body);
        let owners: Vec<Option<usize>> = sightings.iter().map(|sighting| cast.enter(names, sighting)).collect();
        for (sighting, owner) in sightings.into_iter().zip(owners) {
            let Some(mention) = sighting.mention else { continue };
            let owner = owner
                .or_else(|| cast.bearer(&sighting.name, &mention, sighting.gender))
                .or_else(|| cast.by_name.get(&sighting.name.letters).copied());
            let character = owner.unwrap_or_else(|| cast.add(names, &sighting, 0));
            cast.tell(character, &sighting);
            if let Some(entry) = cast.characters.get_mut(character) {
                entry.seen += 1;
            }
            cast.mentions.push(Mention { character, ..mention });
        }
        cast
    }

    /// The character of a full name, new or known; none for a bare surname.
    fn enter(&mut self, names: &Names, sighting: &Sighting) -> Option<usize> {
        let entity = sighting.run.entity;
        let bare = !sighting.name.plain.contains(' ') && sighting.run.kind == Kind::Person;
        let gender = entity.map_or(Gender::Unknown, |entity| names.gender(entity));
        if bare && (entity.is_none() || !gender.agrees(sighting.gender)) {
            return None;
        }
        let known = match entity {
            Some(entity) => self.by_entity.get(&entity).copied(),
            None => self.by_name.get(&sighting.name.letters).copied().or_else(|| self.fuller(sighting)),
        };
        let character = known.unwrap_or_else(|| self.add(names, sighting, usize::from(!bare)));
        let entry = self.characters.get_mut(character)?;
        if !sighting.run.description && !bare {
            entry.full_mentions += 1;
        }
        if is_fuller(names, entry, &sighting.run, &sighting.name) {
            entry.fullest.clone_from(&sighting.name.plain);
            entry.full_at = sighting.mention.map(|mention| mention.span);
            (entry.words, entry.named) = (sighting.name.words, true);
            self.index(character, &sighting.name.plain, sighting.run.kind);
        }
        Some(character)
    }

    /// The character of whose full name a person's name is a part: `García Pérez`, `J. Smith`; or which had initials so far.
    fn fuller(&self, sighting: &Sighting) -> Option<usize> {
        if sighting.run.kind != Kind::Person {
            return None;
        }
        let (first, last) = sighting.name.plain.split_once(' ')?;
        let initial = first.chars().next()?;
        let fits = |index: &usize| {
            let entry = self.characters.get(*index);
            entry.is_some_and(|entry| entry.kind == Kind::Person && entry.fullest.starts_with(initial))
        };
        if sighting.name.words == 1 {
            let mut bearers = self.by_word.get(&fold(last))?.iter().copied().filter(|index| fits(index));
            return bearers.next().filter(|_| bearers.next().is_none());
        }
        let initials =
            || self.by_name.get(&letters(&fold(last))).copied().filter(|index| !last.contains(' ') && fits(index));
        self.parts.bearer(&sighting.name.letters).or_else(initials)
    }

    /// Adds a character.
    fn add(&mut self, names: &Names, sighting: &Sighting, full_mentions: usize) -> usize {
        let index = self.characters.len();
        let gender = sighting.run.entity.map_or(Gender::Unknown, |entity| names.gender(entity));
        let first = sighting.name.plain.split(' ').next().unwrap_or_default();
        let person = sighting.run.kind == Kind::Person && sighting.name.plain.contains(' ');
        let gender = if person && gender == Gender::Unknown { given(first) } else { gender };
        self.characters.push(Character {
            entity: sighting.run.entity,
            kind: sighting.run.kind,
            fullest: sighting.name.plain.clone(),
            full_at: sighting.mention.map(|mention| mention.span),
            named: !sighting.run.description,
            words: if sighting.run.description { 0 } else { sighting.name.words },
            gender,
            roles: Vec::new(),
            full_mentions: full_mentions.saturating_sub(1),
            seen: 0,
        });
        match sighting.run.entity {
            Some(entity) => {
                self.by_entity.insert(entity, index);
            }
            None => {
                self.by_name.insert(sighting.name.letters.clone(), index);
            }
        }
        if !sighting.run.description && (person || sighting.run.entity.is_some()) {
            self.index(index, &sighting.name.plain, sighting.run.kind);
        }
        index
    }

    /// Makes a character findable by the words that may stand for its name.
    fn index(&mut self, character: usize, name: &str, kind: Kind) {
        if !matches!(kind, Kind::Person | Kind::Outlet) {
            return;
        }
        let words: Vec<&str> = name.split(' ').filter(|word| !is_suffix(word)).collect();
        let last = words.last().map(|last| (*last, last.split_once('-')));
        // The Fadil of Khalid al-Fadil; the father's name in Carlos García Pérez.
        let stem = last.and_then(|(_, parts)| parts).filter(|(article, _)| article.len() == 2).map(|(_, stem)| stem);
        let middle =
            words.get(1).copied().filter(|_| words.len() > 2 && !words.first().is_some_and(|w| is_leading_family(w)));
        if kind == Kind::Person {
            self.parts.add(name, character);
        }
        let short = [words.first().copied(), last.map(|(last, _)| last), stem, middle];
        for word in short.into_iter().flatten() {
            let bearers = self.by_word.entry(fold(word)).or_default();
            if bearers.len() < NAMESAKES && !bearers.contains(&character) {
                bearers.push(character);
            }
        }
    }

    /// Adds what a mention tells of its character.
    fn tell(&mut self, character: usize, sighting: &Sighting) {
        let Some(entry) = self.characters.get_mut(character) else { return };
        entry.gender = entry.gender.or(sighting.gender);
        for role in &sighting.roles {
            if entry.roles.len() < ROLES && !entry.roles.contains(role) {
                entry.roles.push(role.clone());
            }
        }
    }

    /// The character mentioned at a place, if a mention begins there or reaches over it.
    pub fn mentioned(&self, span: Span) -> Option<usize> {
        let after = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.mentions.get(after).filter(|mention| mention.span.start < span.end).map(|mention| mention.character)
    }

    /// True for a word that may stand for several full names.
    pub fn has_namesakes(&self, word: &str) -> bool {
        self.by_word.get(&fold(word)).is_some_and(|bearers| bearers.len() > 1)
    }

    /// The outlet whose fullest name ends with a word: `Journal`; the last mentioned of several.
    pub fn outlet_ending(&self, names: &Names, word: &str) -> Option<Entity> {
        let bearers = self.by_word.get(&fold(word))?;
        let outlets = bearers.iter().filter_map(|&index| self.characters.get(index)?.entity);
        let ends = |entity: &Entity| matches!(entity, Entity::Outlet(_)) && names.name(*entity).ends_with(word);
        outlets.rev().find(ends)
    }

    /// The characters mentioned before a place, the latest first, with where; no further than is looked back.
    pub fn mentioned_before(&self, at: usize) -> impl Iterator<Item = (&Character, usize)> {
        let before = self.mentions.partition_point(|mention| mention.span.start < at);
        let recent = self.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK);
        recent.filter_map(|mention| Some((self.characters.get(mention.character)?, mention.span.start)))
    }

    /// The words that last named a character before a place.
    pub fn last_named(&self, character: usize, at: usize) -> Option<Span> {
        let before = self.mentions.partition_point(|mention| mention.span.start < at);
        let mut recent = self.mentions.get(..before)?.iter().rev().take(LOOK_BACK);
        recent.find(|mention| mention.character == character).map(|mention| mention.span)
    }

    /// The only outlet of a country in the article.
    pub fn only_outlet(&self, names: &Names, country: &str) -> Option<Entity> {
        let entities = self.characters.iter().take(LOOK_BACK).filter_map(|entry| entry.entity);
        let mut outlets = entities.filter(|entity| !country.is_empty() && names.country(*entity) == country);
        outlets.next().filter(|_| outlets.next().is_none())
    }

    /// The character of a configured entity.
    pub fn of_entity(&self, entity: Entity) -> Option<usize> {
        self.by_entity.get(&entity).copied()
    }
}

/// True if a sighting gives a better name than the character has: more words; of a configured body or side, then the earlier declared.
fn is_fuller(names: &Names, entry: &Character, run: &NameRun, name: &Name) -> bool {
    let Name { plain: name, words, .. } = name;
    if run.description || *name == entry.fullest && *words == entry.words {
        return false;
    }
    let shouts = |name: &str| !name.contains(char::is_lowercase);
    if *words != entry.words {
        return *words > entry.words && (!shouts(name) || shouts(&entry.fullest) || entry.words == 0);
    }
    if shouts(&entry.fullest) != shouts(name) && *words > 1 {
        return shouts(&entry.fullest);
    }
    match run.kind {
        Kind::Person => entry.entity.is_none() && name.len() > entry.fullest.len(),
        _ => names.rank(name) < names.rank(&entry.fullest),
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::study;
    use super::*;

    /// The fullest names of an article's characters in the order of its mentions.
    fn read(title: &str, body: &str) -> Vec<String> {
        let (title, body) = (Document::parse(title, false), Document::parse(body, false));
        let names = study();
        let cast = Cast::new(&NamedText::new(&names, &title), &NamedText::new(&names, &body));
        cast.mentions.iter().map(|mention| cast.characters[mention.character].fullest.clone()).collect()
    }

    #[test]
    fn short_names_are_who_bears_the_full_one() {
        assert_eq!(
            read("Hill Meets Moon", "So Ann Hill met Moon Jae In. Then Hill left, and Moon stayed."),
            ["Ann Hill", "Moon Jae In", "Ann Hill", "Moon Jae In"]
        );
        assert_eq!(read("", "So Hill left. Then Senator Ann Hill of Ohio came."), ["Ann Hill", "Ann Hill", "Ohio"]);
        assert_eq!(
            read("", "The DPRK and the Democratic People's Republic of Korea are one."),
            ["Democratic People's Republic of Korea"; 2]
        );
        assert_eq!(
            read("", "So Mr. Trump met Donald J. Trump and Ivanka Trump."),
            ["Donald J. Trump", "Donald J. Trump", "Ivanka Trump"]
        );
    }

    #[test]
    fn titles_tell_namesakes_apart() {
        let text = "So Ann Hill met Bob Hill. Mr. Hill left. Ms. Hill stayed.";
        assert_eq!(read("", text), ["Ann Hill", "Bob Hill", "Bob Hill", "Ann Hill"]);
    }
}
