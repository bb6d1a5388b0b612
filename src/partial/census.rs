//! The first pass: which forms are one name, how often each speaks, which groups, outlets and verbs there are.

use super::counted::{Counted, Counting};
use super::frame::Frames;
use super::name;
use super::roster::{Name, Place, Roster, configured, form};
use super::unnamed;
use super::verb::verb;
use crate::config::{Config, Ownership};
use crate::lookup::Lookup;
use crate::row::Voice;
use crate::spool::Analysed;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Counts over the articles seen so far; what comes of them is the same whatever their order.
#[derive(Clone, Debug)]
pub struct Census {
    counting: Counting,
    groups: Vec<String>,
    /// Everybody seen: the configured ones, then the discovered ones in the order of their discovery.
    seen: Vec<Seen>,
    known: usize,
    /// Whose form it is, and how often it was used.
    forms: Lookup<String, (usize, u64)>,
    /// Whose key it is.
    keys: Lookup<String, usize>,
    /// Articles of a group's outlet, and how many of them are counted.
    places: BTreeMap<(String, String), (u64, u64)>,
    /// Folders of articles that name no outlet, and how many lie there.
    folders: BTreeMap<String, u64>,
    verbs: BTreeSet<String>,
    frames: Frames,
    events: Vec<String>,
}

/// Somebody before the corpus is known: of a discovered one the name is still to be chosen.
#[derive(Clone, Debug, Default)]
struct Seen {
    name: Name,
    /// Whether the form that the name has so far is the plural of a group, and how often it was used.
    rank: (bool, u64),
}

impl Census {
    /// An empty census of a study.
    pub fn new(config: &Config) -> Self {
        let seen: Vec<Seen> = configured(config).into_iter().map(|name| Seen { name, ..Seen::default() }).collect();
        let (mut forms, mut keys) = (Lookup::default(), Lookup::default());
        for (number, Seen { name, .. }) in seen.iter().enumerate() {
            forms.insert(name.text.clone(), (number, 0));
            keys.entry(name::key(&name.text)).or_insert(number);
        }
        let groups = config.groups.iter().map(|group| group.name.clone()).collect();
        let (places, folders, verbs) = Default::default();
        let (counting, known, frames) = (Counting::new(config), seen.len(), Frames::new(config));
        let events = config.events.iter().map(|event| event.key.clone()).collect();
        Self { counting, groups, known, seen, forms, keys, places, folders, verbs, frames, events }
    }

    /// Counts an article.
    pub fn add(&mut self, article: &Analysed) {
        let (articles, counted) = self.places.entry((article.group.clone(), article.outlet.clone())).or_default();
        *articles += 1;
        if let Some(folder) = folder(&article.input).filter(|_| article.outlet.is_empty()) {
            *self.folders.entry(folder.to_owned()).or_default() += 1;
        }
        *counted += u64::from(!self.counting.leaves_out(article.genre));
        let mut speaking = BTreeSet::new();
        for row in &article.rows {
            for name in row.via.iter().chain(&row.actors) {
                self.note(name);
            }
            let Some(who) = self.note(form(row)) else { continue };
            if row.voice == Voice::Speech && Counted::of(row, article.genre, self.counting) == Counted::Yes {
                speaking.insert(who);
            }
            if let Some(verb) = verb(row).filter(|verb| !self.verbs.contains(verb)) {
                self.verbs.insert(verb);
            }
        }
        for who in speaking {
            self.seen[who].name.articles += 1;
        }
    }

    /// Counts the use of a form; nobody for an empty one.
    fn note(&mut self, form: &str) -> Option<usize> {
        if form.is_empty() {
            return None;
        }
        if let Some((who, uses)) = self.forms.get_mut(form) {
            *uses += 1;
            return Some(*who);
        }
        let who = *self.keys.entry(name::key(form)).or_insert(self.seen.len());
        if who == self.seen.len() {
            self.seen.push(Seen::default());
        }
        self.forms.insert(form.to_owned(), (who, 1));
        Some(who)
    }

    /// Numbers everything: configured ones first, in their order, then by articles, then bytewise.
    pub fn finish(self) -> Roster {
        let Self { groups, mut seen, known, forms, keys, places, folders, verbs, frames, events, .. } = self;
        // The commonest form wins, of a group one in the plural; they come in the order of their bytes, so the first of equals stands.
        for ((who, form), uses) in printed(forms.iter().filter(|(_, (who, _))| *who >= known)) {
            let rank = (name::is_description(&form) && unnamed::is_plural(&form), uses);
            if rank > seen[who].rank {
                (seen[who].name.text, seen[who].rank) = (form, rank);
            }
        }
        let mut order: Vec<usize> = (0..seen.len()).collect();
        order[known..].sort_by_key(|&who| (Reverse(seen[who].name.articles), &seen[who].name.text));
        let mut numbers = vec![0; seen.len()];
        for (number, &who) in (0..).zip(&order) {
            numbers[who] = number;
        }
        let mut names: Vec<Name> = order.iter().map(|&who| std::mem::take(&mut seen[who].name)).collect();
        names[known..].iter_mut().for_each(describe);
        let (groups, places) = places_in_order(groups, places);
        mark_outlets(&mut names, &places);
        mark_ambiguous(&mut names);
        let mut by_place: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for (number, place) in (0..).zip(&places) {
            let group = groups[place.group as usize].clone();
            by_place.entry(group).or_default().insert(place.outlet.clone(), number);
        }
        let by_form = forms.into_iter().map(|(form, (who, _))| (form, numbers[who])).collect();
        let by_key = keys.into_iter().map(|(key, who)| (key, numbers[who])).collect();
        let verbs = verbs.into_iter().collect();
        Roster { names, groups, places, folders, verbs, frames, events, by_form, by_key, by_place }
    }
}

/// How often the names were used as tables would print them: a description by the words of its group.
fn printed<'a>(forms: impl Iterator<Item = (&'a String, &'a (usize, u64))>) -> BTreeMap<(usize, String), u64> {
    let mut printed = BTreeMap::new();
    for (form, &(who, uses)) in forms {
        let form = if name::is_description(form) { unnamed::group(form) } else { form.clone() };
        *printed.entry((who, form)).or_default() += uses;
    }
    printed
}

/// What a discovered name shows by itself.
fn describe(name: &mut Name) {
    name.official = name::is_official(&name.text);
    if name::is_description(&name.text) {
        name.kind = "unnamed".into();
    }
}

/// The folder that an input lies in, if it is below the PATH given.
fn folder(input: &str) -> Option<&str> {
    let (folders, _) = input.rsplit_once('/')?;
    folders.rsplit('/').next()
}

/// A discovered name is an outlet if it publishes articles of the corpus, or if its words are those of a medium.
fn mark_outlets(names: &mut [Name], places: &[Place]) {
    let published: BTreeSet<&str> = places.iter().map(|place| place.outlet.as_str()).collect();
    for name in names.iter_mut().filter(|name| !name.known) {
        let state = name::is_state_medium(&name.text);
        if state || name::is_medium(&name.text) || published.contains(name.text.as_str()) {
            name.outlet = Some(if state { Ownership::State } else { Ownership::Unknown });
        }
    }
}

/// A discovered name of one word is ambiguous if two or more other names begin or end with it.
fn mark_ambiguous(names: &mut [Name]) {
    let mut bearers: BTreeMap<String, u32> = BTreeMap::new();
    for name in names.iter() {
        let key = name::key(&name.text);
        if let (Some((first, _)), Some((_, last))) = (key.split_once(' '), key.rsplit_once(' ')) {
            for word in BTreeSet::from([first, last]) {
                *bearers.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    for name in names.iter_mut().filter(|name| !name.known && !name.is_description()) {
        name.ambiguous = bearers.get(&name::key(&name.text)).is_some_and(|&count| count >= 2);
    }
}

/// Groups and outlets in the order of the tables.
fn places_in_order(
    mut groups: Vec<String>,
    places: BTreeMap<(String, String), (u64, u64)>,
) -> (Vec<String>, Vec<Place>) {
    let mut others: BTreeMap<String, u64> = BTreeMap::new();
    for ((group, _), (articles, _)) in &places {
        *others.entry(group.clone()).or_default() += articles;
    }
    let known: BTreeSet<&String> = groups.iter().collect();
    others.retain(|group, _| !known.contains(group));
    let mut others: Vec<(String, u64)> = others.into_iter().collect();
    others.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    groups.extend(others.into_iter().map(|(group, _)| group));
    let numbers: BTreeMap<&str, u32> = groups.iter().map(String::as_str).zip(0..).collect();
    let number = |group: &str| numbers.get(group).copied().unwrap_or(u32::MAX);
    let place = |((group, outlet), (articles, counted)): ((String, String), (u64, u64))| {
        let group = number(&group);
        Place { group, outlet, articles, counted }
    };
    let mut places: Vec<Place> = places.into_iter().map(place).collect();
    places.sort_by(|a, b| (a.group, Reverse(a.articles), &a.outlet).cmp(&(b.group, Reverse(b.articles), &b.outlet)));
    (groups, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::{article, narration, roster, speech};
    use crate::row::{Manner, Row};

    fn said(speakers: &[&str]) -> Vec<Row> {
        (1..).zip(speakers).map(|(at, speaker)| speech(at, at, speaker, "It is open", 0, Manner::Indirect)).collect()
    }

    #[test]
    fn the_commonest_form_of_a_name_wins_and_ties_go_bytewise() {
        let forms = ["Ann Lee-Ho", "President Ann Lee Ho", "Ann Lee-Ho", "Bo Li", "BO LI"];
        let roster = roster(&[article("a", "hill", "Hill Post", said(&forms))]);
        let number = |form: &str| roster.number(form).unwrap();
        assert_eq!(roster.name(number("ANN LEE HO")).text, "Ann Lee-Ho");
        assert_eq!(roster.name(number("Bo Li")).text, "BO LI");
        assert_eq!(roster.number(""), None);
        assert_eq!(roster.number("Nobody Else"), None);
    }

    #[test]
    fn configured_names_come_first_then_those_in_most_articles() {
        let articles = [
            article("a", "other", "Far Gazette", said(&["Zoe Ash", "Otto Berg", "officials"])),
            article("b", "hill", "Valley Times", said(&["Zoe Ash", "MARA LIN"])),
            article("c", "hill", "Hill Post", said(&["Bo Li"])),
            article("d", "hill", "Valley Times", said(&["Kit Li"])),
        ];
        let roster = roster(&articles);
        let speaking: Vec<&str> =
            roster.names.iter().filter(|name| name.articles > 0).map(|name| name.text.as_str()).collect();
        // A discovered form that has the key of a configured name is that speaker.
        assert_eq!(speaking, ["Mara Lin", "Otto Berg", "Zoe Ash", "Bo Li", "Kit Li", "officials"]);
        let places: Vec<&str> = roster.places.iter().map(|place| place.outlet.as_str()).collect();
        assert_eq!(places, ["Valley Times", "Hill Post", "Far Gazette"]);
        assert_eq!(roster.groups, ["harbour", "hill", "other"]);
        let officials = roster.name(roster.number("the officials").unwrap());
        assert!(officials.official && officials.is_description() && !officials.known);
    }

    #[test]
    fn a_word_that_several_names_bear_is_ambiguous() {
        let mut rows = said(&["Ann Lee", "Bo Lee", "Lee", "Ash"]);
        rows.push(Row { via: vec!["state media".into(), "Far Gazette".into()], ..narration(9, "It rains.", 0) });
        let roster = roster(&[article("a", "other", "Far Gazette", rows)]);
        let name = |form: &str| roster.name(roster.number(form).unwrap());
        assert!(name("Lee").ambiguous && !name("Ash").ambiguous && !name("Ann Lee").ambiguous);
        assert!(name("state media").is_state_outlet());
        assert_eq!(name("Far Gazette").outlet, Some(Ownership::Unknown));
    }
}
