//! Declarations laid onto a base.

use super::mistake::{Mistakes, shown};
use super::model::{Config, Group, Origin, Outlet, RESERVED, Side, Speaker, literal_key};
use super::parse::declared::{Declared, Entry};
use super::plan::{Event, GroupBy};
use std::collections::BTreeMap;

/// An entry with a key of its own.
trait Keyed {
    /// The table it stands in.
    const TABLE: &'static str;
    /// Its key in the table.
    fn key(&self) -> &str;
}

impl Keyed for Group {
    const TABLE: &'static str = "groups";
    fn key(&self) -> &str {
        &self.name
    }
}

impl Keyed for Outlet {
    const TABLE: &'static str = "outlets";
    fn key(&self) -> &str {
        &self.name
    }
}

impl Keyed for Speaker {
    const TABLE: &'static str = "speakers";
    fn key(&self) -> &str {
        &self.name
    }
}

impl Keyed for Side {
    const TABLE: &'static str = "sides";
    fn key(&self) -> &str {
        &self.key
    }
}

impl Keyed for Event {
    const TABLE: &'static str = "events";
    fn key(&self) -> &str {
        &self.key
    }
}

/// Lays declarations onto a base, but for frames and comparisons. The same key replaces the whole entry, in its place; new ones follow
/// in the order of the file.
pub fn merge(mut config: Config, declared: &Declared, mistakes: &mut Mistakes) -> Config {
    let origins = &mut config.origins;
    set(&mut config.base, &declared.base, "base", origins);
    set(&mut config.profile, &declared.profile, "profile", origins);
    set(&mut config.sentences, &declared.sentences, "sentences", origins);
    set(&mut config.seed, &declared.seed, "seed", origins);
    set(&mut config.min_confidence, &declared.min_confidence, "min_confidence", origins);
    set(&mut config.corpus.how_collected, &declared.how_collected, "corpus.how_collected", origins);
    set(&mut config.corpus.opinion, &declared.opinion, "corpus.opinion", origins);
    set(&mut config.group_by, &declared.group_by, "group_by", origins);
    set(&mut config.period, &declared.period.map(|(period, _)| period), "period", origins);
    set(&mut config.boilerplate, &declared.boilerplate, "boilerplate.patterns", origins);
    for (key, names) in &declared.columns {
        config.columns.insert((*key).to_owned(), names.clone());
        origins.insert(format!("columns.{key}"), Origin::File);
    }
    for &(key, value) in &declared.thresholds {
        config.thresholds.set(key, value);
        origins.insert(format!("thresholds.{key}"), Origin::File);
    }
    overlay(&mut config.outlets, &declared.outlets, origins);
    overlay(&mut config.speakers, &declared.speakers, origins);
    overlay(&mut config.sides, &declared.sides, origins);
    events(&mut config, &declared.events);
    groups(&mut config, &declared.groups, mistakes);
    if config.group_by == GroupBy::Outlet {
        config.groups.clear();
        config.origins.retain(|path, _| !path.starts_with("groups."));
    }
    config
}

/// An article is about the first event that it fits, so that those of the file stand before the base's: who declares one wants it.
fn events(config: &mut Config, declared: &[Entry<Event>]) {
    let replaced = |event: &Event| declared.iter().any(|entry| entry.value.key == event.key);
    let rest = std::mem::take(&mut config.events).into_iter().filter(|event| !replaced(event)).collect::<Vec<_>>();
    overlay(&mut config.events, declared, &mut config.origins);
    config.events.extend(rest);
}

fn set<T: Clone>(value: &mut T, declared: &Option<T>, path: &str, origins: &mut BTreeMap<String, Origin>) {
    if let Some(declared) = declared {
        *value = declared.clone();
        origins.insert(path.to_owned(), Origin::File);
    }
}

fn overlay<T: Keyed + Clone>(base: &mut Vec<T>, declared: &[Entry<T>], origins: &mut BTreeMap<String, Origin>) {
    let places: BTreeMap<String, usize> =
        base.iter().enumerate().map(|(at, entry)| (entry.key().to_owned(), at)).collect();
    for Entry { value, .. } in declared {
        match places.get(value.key()) {
            Some(&at) => base[at] = value.clone(),
            None => base.push(value.clone()),
        }
        origins.insert(format!("{}.{}", T::TABLE, value.key()), Origin::File);
    }
}

/// Groups name outlets by any of their names; a name that no outlet has makes an outlet. An outlet has one group: what the file says
/// takes it out of the groups of the base.
fn groups(config: &mut Config, declared: &[Entry<Group>], mistakes: &mut Mistakes) {
    let mut canonical = BTreeMap::new();
    for outlet in &config.outlets {
        for literal in outlet.literals() {
            canonical.entry(literal_key(literal)).or_insert_with(|| outlet.name.clone());
        }
    }
    let mut taken: BTreeMap<String, (String, u64)> = BTreeMap::new();
    let mut resolved = Vec::new();
    for Entry { value, line, literals } in declared {
        if let Some((name, what)) = RESERVED.iter().find(|(name, _)| *name == value.name) {
            mistakes.add(*line, format!("`{name}` is {what}: choose another name"));
        }
        let mut group = Group { name: value.name.clone(), outlets: Vec::new() };
        for literal in literals {
            let outlet = canonical.entry(literal_key(&literal.text)).or_insert_with(|| {
                config.outlets.push(Outlet { name: literal.text.clone(), ..Outlet::default() });
                config.origins.insert(format!("outlets.{}", literal.text), Origin::File);
                literal.text.clone()
            });
            if let Some((name, line)) = taken.get(outlet) {
                let message = format!("{} is in group {} already (line {line})", shown(&literal.text), shown(name));
                mistakes.add(literal.line, message);
                continue;
            }
            taken.insert(outlet.clone(), (value.name.clone(), literal.line));
            group.outlets.push(outlet.clone());
        }
        resolved.push(Entry { value: group, line: *line, literals: Vec::new() });
    }
    for group in &mut config.groups {
        let before = group.outlets.len();
        group.outlets.retain(|outlet| !taken.contains_key(outlet));
        if group.outlets.len() < before {
            config.origins.insert(format!("groups.{}", group.name), Origin::File);
        }
    }
    overlay(&mut config.groups, &resolved, &mut config.origins);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::OTHER;
    use crate::config::load::{builtin, parse};
    use std::path::Path;

    fn read(text: &str) -> Config {
        parse(text, Path::new("tone.toml")).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn an_empty_file_is_the_built_in_study() {
        assert_eq!(read("# nothing\n"), builtin());
    }

    #[test]
    fn base_none_starts_from_nothing() {
        let config = read("base = \"none\"\n[speakers.\"Ann Berg\"]\n");
        assert_eq!((config.outlets.len(), config.speakers.len(), config.groups.len()), (0, 1, 0));
        assert_eq!((config.profile.as_str(), config.speakers[0].kind.as_str()), ("news", "person"));
    }

    #[test]
    fn the_same_key_replaces_the_whole_entry_in_its_place() {
        let config = read("[speakers.\"Xi Jinping\"]\nnames = [\"Chairman Xi\"]\n[speakers.\"Ann Berg\"]\n");
        let base = builtin();
        let place = base.speakers.iter().position(|speaker| speaker.name == "Xi Jinping").unwrap();
        let xi = &config.speakers[place];
        assert_eq!((xi.names.as_slice(), xi.side.as_str()), (["Chairman Xi".to_owned()].as_slice(), ""));
        assert_eq!(config.speakers.len(), base.speakers.len() + 1);
        assert_eq!(config.speakers.last().unwrap().name, "Ann Berg");
        assert_eq!(
            [config.origin("speakers.Xi Jinping"), config.origin("speakers.Wang Yi")],
            [Origin::File, Origin::BuiltIn]
        );
    }

    #[test]
    fn a_group_names_outlets_by_any_name_and_makes_new_ones() {
        let config = read("[groups]\nnorth = [\"Korean Central News Agency\", \"polar-post\"]\n");
        assert_eq!(config.groups.last().unwrap().outlets, ["KCNA", "polar-post"]);
        assert_eq!(config.outlet("polar-post").map(|outlet| outlet.names.len()), Some(0));
        assert_eq!(config.origin("outlets.polar-post"), Origin::File);
    }

    #[test]
    fn what_the_file_groups_leaves_the_groups_of_the_base() {
        let config = read("[groups]\nagencies = [\"Reuters\", \"AP\"]\n");
        assert_eq!(
            ["Reuters", "Associated Press", "BBC"].map(|name| config.group_of(name)),
            ["agencies", "agencies", "western"]
        );
        assert_eq!([config.origin("groups.western"), config.origin("groups.kcna")], [Origin::File, Origin::BuiltIn]);
    }

    #[test]
    fn with_outlets_as_groups_no_other_group_is_left() {
        let config = read("group_by = \"outlet\"\n[groups]\nnorth = [\"Polar Post\", \"BBC\"]\n");
        assert_eq!((config.groups.len(), config.origin("groups.north")), (0, Origin::BuiltIn));
        let groups = ["Polar Post", "Reuters", "Nobody's Mail", ""].map(|outlet| config.group_of(outlet));
        assert_eq!(groups, ["Polar Post", "Reuters", "Nobody's Mail", OTHER]);
        assert!(config.outlet("Polar Post").is_some(), "what a group names is an outlet all the same");
    }

    #[test]
    fn events_of_the_file_come_first() {
        let config = read("[events.spring]\nfrom = 2018-03-01\nto = 2018-05-31\n[events.hanoi]\nfrom = 2019-02-26\n");
        let keys: Vec<&str> = config.events.iter().map(|event| event.key.as_str()).collect();
        assert_eq!(keys[..3], ["spring", "hanoi", builtin().events[0].key.as_str()]);
        assert_eq!((keys.len(), config.origin("events.spring")), (builtin().events.len() + 1, Origin::File));
    }

    #[test]
    fn thresholds_are_set_one_by_one() {
        let config = read("period = \"week\"\n[thresholds]\nkeyword_count = 9\n");
        assert_eq!(config.thresholds.deviations(), [("keyword_count", 9, 5)]);
        let origins = ["thresholds.keyword_count", "thresholds.few_articles", "period"].map(|path| config.origin(path));
        assert_eq!(origins, [Origin::File, Origin::BuiltIn, Origin::File]);
    }

    #[test]
    fn single_values_are_set_with_their_origin() {
        let config = read("seed = 7\n[corpus]\nopinion = \"include\"\nhow_collected = \"by hand\"\n");
        assert_eq!((config.seed, config.corpus.how_collected.as_str()), (7, "by hand"));
        assert_eq!(config.corpus.opinion, crate::config::Opinion::Include);
        assert_eq!(
            [config.origin("seed"), config.origin("corpus.opinion"), config.origin("profile")],
            [Origin::File, Origin::File, Origin::BuiltIn]
        );
    }
}
