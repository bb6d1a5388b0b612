//! Whom a pronoun means.

use super::cast::{Character, LOOK_BACK, Mention};
use super::evidence::How;
use super::name_run::Kind;
use super::scene::{Here, Party, Said, Scene};
use super::word::{Gender, is_leading_family};

/// A pronoun for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// he, him.
    He,
    /// she, her.
    She,
    /// Either.
    Any,
}

/// Paragraphs back in which a pronoun finds its noun.
const PARAGRAPHS: usize = 8;

// Points for and against a candidate; a sentence's distance costs ten. Judged on news prose: the source of the sentence before is
// meant more often than anybody else, the subject of the sentence more often than its objects.
const SENTENCE: i32 = 10;
const SUBJECT: i32 = 8;
const SOURCE: i32 = 9;
const POSSESSIVE: i32 = -7;
const QUOTED: i32 = -14;
const GENDER: i32 = 6;
const PERSON: i32 = 8;

/// The person whom `he` or `she` at a place means.
pub fn person(scene: &Scene<'_>, here: Here<'_>, pronoun: Person) -> Option<Party> {
    let gender = match pronoun {
        Person::He => Gender::Male,
        Person::She => Gender::Female,
        Person::Any => Gender::Unknown,
    };
    let first = scene.cast.mentions.partition_point(|mention| mention.span.start < here.words.start);
    let inside = scene.cast.mentions.get(first..).unwrap_or_default().iter().take(LOOK_BACK);
    let inside = inside.take_while(|mention| mention.span.start < here.words.end && mention.sentence == here.sentence);
    let bound: Vec<usize> = inside.filter(|mention| !mention.quoted).map(|mention| mention.character).collect();
    let mut best: Option<(i32, Party)> = None;
    let mut propose = |points: i32, party: &dyn Fn() -> Party| {
        if best.as_ref().is_none_or(|(most, _)| points > *most) {
            best = Some((points, party()));
        }
    };
    for said in scene.before(here) {
        let ([party], true) = (said.parties.as_slice(), said.paragraph + PARAGRAPHS >= here.paragraph) else {
            continue;
        };
        let entry = party.character.and_then(|index| scene.cast.characters.get(index));
        let fits = match entry {
            Some(entry) => entry.kind == Kind::Person && entry.gender.agrees(gender),
            None => party.noun.as_deref().is_some_and(|noun| is_person_noun(noun, gender)),
        };
        if fits && !party.medium && !party.character.is_some_and(|character| bound.contains(&character)) {
            let certain = entry.is_none_or(|entry| entry.gender == gender);
            let points = SUBJECT + PERSON + if certain { GENDER } else { 0 } + if said.nested { 0 } else { SOURCE };
            propose(points - distance(here.sentence, said.sentence), &|| party.clone().again(How::Pronoun));
        }
    }
    let before = scene.cast.mentions.partition_point(|mention| mention.span.start < here.at);
    for mention in scene.cast.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK) {
        if mention.paragraph + PARAGRAPHS < here.paragraph {
            break;
        }
        let Some(entry) = scene.cast.characters.get(mention.character) else { continue };
        let free = !bound.contains(&mention.character);
        if free && entry.kind == Kind::Person && entry.gender.agrees(gender) && is_evident(entry) {
            let points = points(entry, mention, gender) - distance(here.sentence, mention.sentence);
            propose(points, &|| mentioned(scene, mention));
        }
    }
    best.filter(|(points, _)| *points > -6 * SENTENCE).map(|(_, party)| party)
}

fn distance(here: usize, there: usize) -> i32 {
    i32::try_from(here.saturating_sub(there)).unwrap_or(i32::MAX / 100).min(100) * SENTENCE
}

fn points(entry: &Character, mention: &Mention, gender: Gender) -> i32 {
    let mut points = 0;
    for (holds, worth) in [
        (mention.subject, SUBJECT),
        (mention.possessive, POSSESSIVE),
        (mention.quoted, QUOTED),
        (entry.gender == gender, GENDER),
        (true, PERSON),
    ] {
        points += if holds { worth } else { 0 };
    }
    points
}

/// True for a body, and for somebody of whom anything tells that it is a person.
pub fn is_evident(entry: &Character) -> bool {
    entry.kind != Kind::Person
        || entry.entity.is_some()
        || !entry.roles.is_empty()
        || entry.gender != Gender::Unknown
        || is_name_of_person(entry)
}

/// True for a name that is likely a person's by its words alone.
fn is_name_of_person(entry: &Character) -> bool {
    let mut words = entry.fullest.split(' ');
    let first = words.next().unwrap_or_default();
    let more = words.count();
    (1..=2).contains(&more) && is_leading_family(first)
}

/// True for a noun of one person who may be of this gender.
fn is_person_noun(noun: &str, gender: Gender) -> bool {
    super::word::role(noun).is_some_and(|(role, told)| told.agrees(gender) && (!noun.ends_with('s') || role == noun))
}

/// The first subject after a possessive that opens its sentence: `in its statement, the ministry said`.
pub fn ahead(scene: &Scene<'_>, here: Here<'_>, person: bool) -> Option<Party> {
    let after = scene.cast.mentions.partition_point(|mention| mention.span.start < here.at);
    let before = after.checked_sub(1).and_then(|index| scene.cast.mentions.get(index));
    if before.is_some_and(|mention| mention.sentence == here.sentence) {
        return None;
    }
    let next = scene.cast.mentions.get(after).filter(|mention| mention.sentence == here.sentence && mention.subject)?;
    let kind = scene.cast.characters.get(next.character)?.kind;
    ((kind == Kind::Person) == person).then(|| mentioned(scene, next))
}

/// The character of a mention, to which a pronoun points.
fn mentioned(scene: &Scene<'_>, mention: &Mention) -> Party {
    scene.character(mention.character).by(How::Pronoun, Some(mention.span))
}

/// The body, side or outlet whom `it` means: the last source that is one, else the last subject.
pub fn thing(scene: &Scene<'_>, here: Here<'_>) -> Option<Party> {
    let said = scene.before(here).take_while(|said| said.paragraph + PARAGRAPHS >= here.paragraph);
    let source = said.into_iter().find_map(|said| match said.parties.as_slice() {
        [party] if is_thing(scene, party) => Some((said.sentence, party.clone())),
        _ => None,
    });
    let before = scene.cast.mentions.partition_point(|mention| mention.span.start < here.at);
    let recent = scene.cast.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK);
    let subject = recent
        .take_while(|mention| mention.paragraph + 1 >= here.paragraph)
        .filter(|mention| mention.subject && !mention.quoted)
        .find(|mention| scene.cast.characters.get(mention.character).is_some_and(|entry| entry.kind != Kind::Person));
    match (source, subject) {
        (Some((sentence, party)), Some(subject)) if sentence >= subject.sentence => Some(party.again(How::Pronoun)),
        (_, Some(subject)) => Some(mentioned(scene, subject)),
        (source, None) => source.map(|(_, party)| party.again(How::Pronoun)),
    }
}

fn is_thing(scene: &Scene<'_>, party: &Party) -> bool {
    match party.character.and_then(|index| scene.cast.characters.get(index)) {
        Some(entry) => entry.kind != Kind::Person,
        None => party.medium || party.noun.as_deref().is_some_and(|noun| super::word::role(noun).is_none()),
    }
}

/// Whom `they` means: the last sources that are several, or a group or a body.
pub fn several(scene: &Scene<'_>, here: Here<'_>) -> Vec<Party> {
    let said: Vec<&Said> =
        scene.before(here).take_while(|said| said.paragraph + PARAGRAPHS >= here.paragraph).collect();
    let plural = |party: &Party| party.noun.as_deref().is_some_and(|noun| noun.ends_with('s') || noun == "people");
    let group = said.iter().copied().find(|said| match said.parties.as_slice() {
        [] => false,
        [party] => plural(party) && !party.medium,
        _ => true,
    });
    let body = said
        .into_iter()
        .find(|said| matches!(said.parties.as_slice(), [party] if is_thing(scene, party) && !party.medium));
    let near = |said: &&Said| said.sentence + 2 >= here.sentence;
    if let Some(said) = group.filter(near) {
        return again(said);
    }
    let two = together(scene, here);
    if two.is_empty() { group.or(body.filter(near)).map(again).unwrap_or_default() } else { two }
}

/// The speakers of an attribution, to whom a pronoun points.
fn again(said: &Said) -> Vec<Party> {
    said.parties.iter().map(|party| party.clone().again(How::Pronoun)).collect()
}

/// The only two people whom the sentence before names.
fn together(scene: &Scene<'_>, here: Here<'_>) -> Vec<Party> {
    let before = scene.cast.mentions.partition_point(|mention| mention.span.start < here.at);
    let recent = scene.cast.mentions.get(..before).unwrap_or_default().iter().rev().take(LOOK_BACK);
    let mut found: Vec<&Mention> = Vec::new();
    for mention in recent.skip_while(|mention| mention.sentence == here.sentence) {
        let person = scene
            .cast
            .characters
            .get(mention.character)
            .is_some_and(|entry| entry.kind == Kind::Person && is_evident(entry));
        if mention.sentence + 1 != here.sentence {
            break;
        }
        if person && !found.iter().any(|other| other.character == mention.character) {
            found.push(mention);
        }
    }
    found.reverse();
    if found.len() == 2 { found.into_iter().map(|mention| mentioned(scene, mention)).collect() } else { Vec::new() }
}
