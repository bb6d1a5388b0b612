//! What only the whole corpus knows: the names, groups and outlets of a run, numbered in the order in which every table prints them.

use super::frame::Frames;
use super::name;
use crate::config::{Config, Ownership};
use crate::lookup::Lookup;
use crate::row::Row;
use std::collections::BTreeMap;

/// A speaker, a relay, an actor: whoever has a name in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The name as every table prints it.
    pub text: String,
    /// True if the configuration has it.
    pub known: bool,
    /// `person`, `office`, `body`, `outlet`, `government`, `organisation`; for discovered ones `unnamed` or empty.
    pub kind: String,
    /// Key of the side, or empty.
    pub side: String,
    /// The owner, of an outlet or of a medium described ("state media").
    pub outlet: Option<Ownership>,
    /// True for an office, a government and its people, and for a description with a word of office.
    pub official: bool,
    /// True for one word that two or more other names begin or end with.
    pub ambiguous: bool,
    /// Articles in which the name speaks in a row that is counted.
    pub articles: u64,
}

impl Name {
    /// True if it is a description ("officials") and no name.
    pub fn is_description(&self) -> bool {
        self.kind == "unnamed"
    }

    /// True for an outlet or a medium described.
    pub fn is_outlet(&self) -> bool {
        self.outlet.is_some()
    }

    /// True for an outlet that a state or a party owns.
    pub fn is_state_outlet(&self) -> bool {
        matches!(self.outlet, Some(Ownership::State | Ownership::Party))
    }
}

/// An outlet in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the group.
    pub group: u32,
    /// Name of the outlet.
    pub outlet: String,
    /// Its articles.
    pub articles: u64,
    /// Of these, those whose genre enters figures.
    pub counted: u64,
}

/// The names, groups and outlets of a run. A number is a rank: configured ones first, in their order, then by articles, then bytewise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Names by number.
    pub names: Vec<Name>,
    /// Groups by number.
    pub groups: Vec<String>,
    /// Outlets by number, ordered by their groups first.
    pub places: Vec<Place>,
    /// Folders of the articles that name no outlet, with their number.
    pub folders: BTreeMap<String, u64>,
    /// Verbs of saying by number.
    pub verbs: Vec<String>,
    /// Frames of the study.
    pub frames: Frames,
    /// Keys of the study's events by number.
    pub events: Vec<String>,
    /// Numbers of names, by every form that was seen.
    pub(super) by_form: Lookup<String, u32>,
    /// Numbers of names, by their keys.
    pub(super) by_key: Lookup<String, u32>,
    /// Numbers of outlets, by group and name.
    pub(super) by_place: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Roster {
    /// The number of a row's speaker; none for an unresolved one.
    pub fn speaker(&self, row: &Row) -> Option<u32> {
        self.number(form(row))
    }

    /// The numbers of a row's relays, nearest to the speaker first.
    pub fn via(&self, row: &Row) -> Box<[u32]> {
        row.via.iter().filter_map(|form| self.number(form)).collect()
    }

    /// The number of a name in any of its forms.
    pub fn number(&self, form: &str) -> Option<u32> {
        if form.is_empty() {
            return None;
        }
        self.by_form.get(form).or_else(|| self.by_key.get(&name::key(form))).copied()
    }

    /// The name with a number.
    pub fn name(&self, number: u32) -> &Name {
        &self.names[number as usize]
    }

    /// The outlet with a number.
    pub fn place(&self, number: u32) -> &Place {
        &self.places[number as usize]
    }

    /// The name of the group with a number.
    pub fn group(&self, number: u32) -> &str {
        &self.groups[number as usize]
    }

    /// The number of a group.
    pub fn group_number(&self, group: &str) -> Option<u32> {
        // The outlets of a group are neighbours, and the groups in the order of their numbers.
        let place = self.by_place.get(group)?.values().next()?;
        self.places.get(*place as usize).map(|place| place.group)
    }

    /// The number of an event.
    pub fn event(&self, key: &str) -> Option<u16> {
        self.events.iter().position(|event| event == key).and_then(|at| u16::try_from(at).ok())
    }

    /// The number of an outlet in a group.
    pub fn place_of(&self, group: &str, outlet: &str) -> Option<u32> {
        self.by_place.get(group)?.get(outlet).copied()
    }
}

/// The name a row gives its speaker, in one of its forms.
pub fn form(row: &Row) -> &str {
    if row.speaker.is_empty() { &row.speaker_in_article } else { &row.speaker }
}

/// Everybody the configuration names, in its order: speakers, sides, outlets. The first of equal names stands.
pub fn configured(config: &Config) -> Vec<Name> {
    let ownership =
        |name: &str| config.outlets.iter().find(|outlet| outlet.name == name).map(|outlet| outlet.ownership);
    let governs = |side: &str| config.sides.iter().any(|other| other.key == side && other.kind == "government");
    let speakers = config.speakers.iter().map(|speaker| Name {
        text: speaker.name.clone(),
        kind: speaker.kind.clone(),
        side: speaker.side.clone(),
        outlet: ownership(&speaker.name),
        official: speaker.kind != "outlet" && (speaker.kind == "office" || governs(&speaker.side)),
        ..Name::default()
    });
    let sides = config.sides.iter().map(|side| Name {
        text: side.names.first().unwrap_or(&side.key).clone(),
        kind: side.kind.clone(),
        side: side.key.clone(),
        official: side.kind == "government",
        ..Name::default()
    });
    let outlets = config.outlets.iter().map(|outlet| Name {
        text: outlet.name.clone(),
        kind: "outlet".into(),
        outlet: Some(outlet.ownership),
        ..Name::default()
    });
    let mut seen = std::collections::BTreeSet::new();
    let all =
        speakers.chain(sides).chain(outlets).filter(|name| !name.text.is_empty() && seen.insert(name.text.clone()));
    all.map(|name| Name { known: true, ..name }).collect()
}
