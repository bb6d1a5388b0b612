//! Sources without a name: what they point back to.

use super::cast::{Character, LOOK_BACK, Mention};
use super::evidence::How;
use super::medium;
use super::name_run::Kind;
use super::names::Entity;
use super::pronoun;
use super::scene::{Here, Party, Scene};
use super::source::{Head, Noun, phrases};
use super::word::{country, is_body, is_statement, role};
use crate::span::Span;

/// Paragraphs back in which a statement finds its issuer.
const ISSUED: usize = 4;
/// Sentences ahead in which a spokesperson gets a name.
const AHEAD: usize = 3;

impl Scene<'_> {
    /// A source without a name: what it points back to, else its own words.
    pub fn described(&self, here: Here<'_>, noun: &Noun) -> Vec<Party> {
        let outlet = |entry: &Character| matches!(entry.entity, Some(Entity::Outlet(_)));
        let last_outlet = self.cast.mentioned_before(here.at).find(|(entry, _)| outlet(entry)).map_or(0, |(_, at)| at);
        if noun.definite
            && noun.of.is_none()
            && let Some((party, at)) = self.same_noun(here, noun)
            && at >= last_outlet
        {
            return vec![party.again(How::SameDescription)];
        }
        if let Some(medium) = medium::described(self.names, self.cast, here.text.document.text, noun, here.at) {
            return vec![self.standing(here, self.medium(medium), How::Medium)];
        }
        if noun.head == "following" || noun.modifiers.iter().any(|modifier| modifier == "following") {
            // "A spokesman gave the following answer": whoever the sentence begins with.
            return self.opening(here).into_iter().map(|party| party.again(How::Opening)).collect();
        }
        if is_statement(&noun.head) {
            let issuer = self.issuer(here, noun);
            if !issuer.is_empty() {
                return issuer.into_iter().map(|party| party.again(How::Issuer)).collect();
            }
        }
        if let Some(party) = self.of_two(here, noun) {
            return vec![party.again(How::Pair)];
        }
        if let Some(party) = self.body(here, noun) {
            return vec![party];
        }
        if let Some(two) = self.pair(here, noun) {
            return two.into_iter().map(|party| party.again(How::Pair)).collect();
        }
        if let Some(party) = self.side(here, noun) {
            return vec![self.standing(here, party, How::Side)];
        }
        if let Some(party) = self.named_ahead(here, noun) {
            return vec![party.again(How::NamedLater)];
        }
        let same = || self.same_noun(here, noun).map(|(party, _)| party.again(How::SameDescription));
        let back = noun
            .definite
            .then(|| same().or_else(|| self.same_role(here, noun).map(|party| party.again(How::Role))))
            .flatten();
        vec![back.unwrap_or_else(|| self.plainly(noun))]
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
        let said = || {
            let before = self.before(here).filter(|said| near(said.paragraph) && joint == (said.parties.len() > 1));
            before.filter(|said| said.parties.iter().all(|party| !party.medium))
        };
        let with_noun =
            said().find(|said| said.sentence != here.sentence && self.sentence_has(here, said.sentence, &noun.head));
        if let Some(said) = with_noun {
            return said.parties.clone();
        }
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let recent = self.cast.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK);
        let evident = |mention: &&Mention| self.cast.characters.get(mention.character).is_some_and(pronoun::is_evident);
        let subject = |mention: &&Mention| mention.subject && !mention.quoted && near(mention.paragraph);
        let mut subjects = recent.filter(subject).filter(evident);
        let issued = subjects
            .clone()
            .find(|mention| mention.sentence != here.sentence && self.sentence_has(here, mention.sentence, &noun.head));
        if let Some(mention) = issued.filter(|_| !joint) {
            return vec![self.mentioned(mention)];
        }
        if let Some(said) = said().next() {
            return said.parties.clone();
        }
        let first = self.cast.mentions.first().filter(|first| first.span.start < here.place.bytes);
        if joint {
            return self.last_two(here, Kind::Side).or_else(|| self.last_two(here, Kind::Person)).unwrap_or_default();
        }
        subjects.next().or(first).map(|mention| vec![self.mentioned(mention)]).unwrap_or_default()
    }

    /// The character of a mention, with the words that name it there.
    fn mentioned(&self, mention: &Mention) -> Party {
        self.character(mention.character).by(How::FullName, Some(mention.span))
    }

    /// True if a sentence of this document, counted through the article, has a word.
    fn sentence_has(&self, here: Here<'_>, sentence: usize, word: &str) -> bool {
        let local =
            sentence.checked_sub(here.place.sentences).and_then(|index| here.text.document.sentences.get(index));
        let tokens =
            local.and_then(|sentence| here.text.document.tokens.get(sentence.tokens.clone())).unwrap_or_default();
        tokens.iter().any(|token| token.span.of(here.text.document.text).eq_ignore_ascii_case(word))
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
        self.last_two(here, wanted)
    }

    /// Who of two `the former` or `the latter` is.
    fn of_two(&self, here: Here<'_>, noun: &Noun) -> Option<Party> {
        let place = match noun.head.as_str() {
            "former" => 0,
            "latter" => 1,
            _ => return None,
        };
        let whole = noun.definite && noun.modifiers.is_empty();
        let two = self.last_two(here, Kind::Person).or_else(|| self.last_two(here, Kind::Side)).filter(|_| whole);
        two?.into_iter().nth(place)
    }

    /// The body last named with a noun: `the ministry` after the Ministry of Trade.
    fn body(&self, here: Here<'_>, noun: &Noun) -> Option<Party> {
        if !noun.definite || !noun.modifiers.is_empty() || noun.of.is_some() || !is_body(&noun.head) {
            return None;
        }
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let mut recent = self.cast.mentions.get(..before)?.iter().rev().take(LOOK_BACK);
        let bears = |mention: &&Mention| {
            let Some(entry) = self.cast.characters.get(mention.character) else { return false };
            let mut words = entry.fullest.split(' ');
            entry.kind == Kind::Body && words.any(|word| word.eq_ignore_ascii_case(&noun.head))
        };
        recent.find(bears).map(|mention| self.character(mention.character).by(How::ShortName, Some(mention.span)))
    }

    /// The last two of a kind that the article names, unless a third is in the same sentence.
    fn last_two(&self, here: Here<'_>, wanted: Kind) -> Option<Vec<Party>> {
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let mut chosen: Vec<&Mention> = Vec::new();
        let mut sentence = None;
        for mention in self.cast.mentions.get(..before)?.iter().rev().take(LOOK_BACK) {
            let fits = self
                .cast
                .characters
                .get(mention.character)
                .is_some_and(|entry| entry.kind == wanted && entry.is_leader());
            if !fits || chosen.iter().any(|other| other.character == mention.character) {
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
            chosen.push(mention);
        }
        chosen.reverse();
        (chosen.len() == 2).then(|| chosen.into_iter().map(|mention| self.mentioned(mention)).collect())
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
        if noun.head.ends_with("-year-old") {
            return pronoun::person(self, here, pronoun::Person::Any);
        }
        let (head, gender) = role(&noun.head)?;
        if noun.head.ends_with('s') && !head.ends_with('s') {
            return None;
        }
        let country = country(&noun.modifiers).map(|(country, _)| country).unwrap_or_default();
        let country = self.names.exact(&country).map_or(country, |entity| self.names.name(entity).to_owned());
        let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let mut recent = self.cast.mentions.get(..before)?.iter().rev().take(LOOK_BACK);
        let bears = |mention: &&Mention| {
            let Some(entry) = self.cast.characters.get(mention.character) else { return false };
            let top = head == "diplomat" && noun.modifiers.iter().any(|modifier| modifier == "top");
            let same = |other: &str| {
                other == head || is_spokes(other) && is_spokes(head) || top && matches!(other, "minister" | "secretary")
            };
            let Some(role) = entry.roles.iter().find(|role| same(role.head)) else { return false };
            let fits = country.is_empty() || role.country.is_empty() || role.country == country;
            entry.kind == Kind::Person && entry.gender.agrees(gender) && fits
        };
        recent.find(bears).map(|mention| self.mentioned(mention))
    }

    /// Who the sentence of a place begins with.
    fn opening(&self, here: Here<'_>) -> Vec<Party> {
        let local = here.sentence.checked_sub(here.place.sentences);
        let sentence =
            local.and_then(|index| here.text.document.sentences.get(index)).map_or(0, |sentence| sentence.span.start);
        let end = here.at.saturating_sub(here.place.bytes);
        if sentence >= end {
            return Vec::new();
        }
        let phrase = phrases(here.text, Span::new(sentence, end)).into_iter().next();
        match phrase.map(|phrase| phrase.head) {
            Some(Head::Name(run)) => vec![self.named(here, &run)],
            Some(Head::Noun(noun)) if noun.head != "following" => vec![self.plainly(&noun)],
            _ => Vec::new(),
        }
    }

    /// One for whom a description stands that points back to where it was last named.
    fn standing(&self, here: Here<'_>, party: Party, how: How) -> Party {
        let to = party.character.and_then(|character| self.cast.last_named(character, here.at));
        party.by(how, to)
    }

    /// A noun as its own words.
    fn plainly(&self, noun: &Noun) -> Party {
        let words = noun.words.clone();
        let party = Party { name: words.clone(), in_article: words, noun: Some(noun.head.clone()), ..Party::default() };
        party.by(How::Description, None)
    }

    /// The side that a noun stands for: `the regime`, `North Korea's leadership`.
    fn side(&self, here: Here<'_>, noun: &Noun) -> Option<Party> {
        let own = noun.of.as_ref().and_then(|run| run.entity).filter(|entity| matches!(entity, Entity::Side(_)));
        let entity = match noun.head.as_str() {
            "leadership" | "side" | "government" if own.is_some() => own?,
            "side" | "leadership" => {
                let words = noun.modifiers.join(" ");
                let direction = noun.modifiers.first().map(|first| super::word::capital(first))?;
                let country = country(&noun.modifiers).map(|(country, _)| country);
                let country = country.and_then(|country| self.names.exact(&country));
                country
                    .or_else(|| (words.len() == 5).then(|| self.names.exact(&format!("the {direction}"))).flatten())?
            }
            "regime" | "country" | "nation" if noun.definite => {
                let before = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
                let mut recent = self.cast.mentions.get(..before)?.iter().rev().take(LOOK_BACK);
                recent.find_map(|mention| {
                    let entity = self.cast.characters.get(mention.character)?.entity?;
                    (matches!(entity, Entity::Side(_)) && !mention.quoted).then_some(entity)
                })?
            }
            _ => return None,
        };
        let index = self.cast.of_entity(entity);
        let name = self.names.name(entity).to_owned();
        let party = Party { in_article: name.clone(), name, known: true, ..Party::default() };
        Some(index.map_or(party, |index| self.character(index)))
    }

    /// The name that an unnamed spokesperson gets in one of the next sentences.
    fn named_ahead(&self, here: Here<'_>, noun: &Noun) -> Option<Party> {
        let (head, gender) = role(&noun.head).filter(|(head, _)| is_spokes(head))?;
        if noun.definite || head != noun.head {
            return None;
        }
        let after = self.cast.mentions.partition_point(|mention| mention.span.start < here.at);
        let next = self.cast.mentions.get(after..)?.iter().take(LOOK_BACK);
        let mut near = next.take_while(|mention| mention.sentence <= here.sentence + AHEAD);
        let named = near.find(|mention| {
            let entry = self.cast.characters.get(mention.character);
            entry.is_some_and(|entry| {
                entry.kind == Kind::Person
                    && entry.gender.agrees(gender)
                    && entry.roles.iter().any(|role| is_spokes(role.head))
            })
        });
        named.map(|mention| self.mentioned(mention))
    }
}

fn is_spokes(role: &str) -> bool {
    role.starts_with("spokes")
}
