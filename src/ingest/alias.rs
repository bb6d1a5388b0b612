//! Under which names exports keep what is used of a record.

use crate::ingest::field::Field;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// The built-in aliases, `field TAB alias`; of several in one record the one that stands first here decides. A point leads into an object.
const BUILT_IN: &str = include_str!("fields.tsv");

/// What a name stands for: the field, and the rank of the alias.
pub type Known = (Field, usize);

/// Every name that is known: those of `[columns]`, then the built-in ones.
#[derive(Clone, Debug)]
pub struct Aliases {
    /// By the bare name.
    names: HashMap<String, Known>,
    /// Bare names of the objects that hold a field under an alias with a point.
    objects: HashSet<String>,
}

impl Aliases {
    /// The names given for fields, by field, before the built-in ones.
    pub fn new(columns: &BTreeMap<String, Vec<String>>) -> Self {
        let given = columns.iter().flat_map(|(field, names)| names.iter().map(move |name| (&**field, &**name)));
        let (mut names, mut objects) = (HashMap::new(), HashSet::new());
        for (rank, (field, name)) in given.chain(built_in()).enumerate() {
            let Some(field) = named(field) else { continue };
            names.entry(bare(name)).or_insert((field, rank));
            objects.extend(name.split_once('.').map(|(object, _)| bare(object)));
        }
        Self { names, objects }
    }

    /// What a key stands for. Case, marks and blanks do not matter.
    pub fn get(&self, key: &str) -> Option<Known> {
        self.names.get(&bare(key)).copied()
    }

    /// True if the object under a key may hold fields of its own.
    pub fn is_object(&self, key: &str) -> bool {
        self.objects.contains(&bare(key))
    }
}

static NONE_GIVEN: LazyLock<Aliases> = LazyLock::new(|| Aliases::new(&BTreeMap::new()));

/// What a key stands for where nobody gave names of their own, as in the front matter of a text.
pub fn field(key: &str) -> Option<Known> {
    NONE_GIVEN.get(key)
}

fn built_in<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    BUILT_IN.lines().filter_map(|line| line.split_once('\t'))
}

fn named(field: &str) -> Option<Field> {
    Some(match field {
        "id" => Field::Id,
        "outlet" => Field::Outlet,
        "date" => Field::Date,
        "title" => Field::Title,
        "text" => Field::Text,
        "url" => Field::Url,
        "genre" => Field::Genre,
        _ => return None,
    })
}

/// A key without case and marks: `Publish-Date` and `publish_date` are one. A key of marks alone is itself.
fn bare(key: &str) -> String {
    let bare: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if bare.is_empty() { key.trim().to_owned() } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::COLUMNS;
    use std::collections::BTreeSet;

    fn given(field: &str, names: &[&str]) -> Aliases {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Aliases::new(&BTreeMap::from([(field.to_owned(), names)]))
    }

    #[test]
    fn the_table_is_canonical() {
        assert_eq!(built_in().count(), BUILT_IN.lines().count());
        assert!(built_in().all(|(field, _)| named(field).is_some()));
        let bare: BTreeSet<_> = built_in().map(|(_, alias)| bare(alias)).collect();
        assert_eq!(bare.len(), built_in().count(), "an alias stands twice");
        let mut groups: Vec<_> = built_in().map(|(field, _)| field).collect();
        groups.dedup();
        assert_eq!(groups.len(), COLUMNS.len(), "the aliases of a field stand together");
        assert!(COLUMNS.into_iter().all(|field| named(field).is_some()), "what a configuration may name is a field");
    }

    #[test]
    fn the_manual_has_every_alias() {
        let page = include_str!("../../docs/articles.md");
        for field in ["text", "outlet", "date", "title", "url"] {
            let row = page.lines().find(|line| line.starts_with(&format!("| {field} |"))).expect(field);
            let told: Vec<String> = row.split('`').skip(1).step_by(2).map(bare).collect();
            let known: Vec<String> = built_in().filter(|(of, _)| *of == field).map(|(_, alias)| bare(alias)).collect();
            assert_eq!(told, known, "{field}");
        }
    }

    #[test]
    fn what_is_given_goes_before_what_is_built_in() {
        let aliases = given("title", &["Überschrift", "#", "body"]);
        let rank = |key: &str| aliases.get(key).unwrap().1;
        assert!(rank("überschrift") < rank("#") && rank("#") < rank("title"));
        assert_eq!(aliases.get("Body").unwrap().0, Field::Title, "a name means what the user says");
        assert_eq!((aliases.get("##"), aliases.get("Überschrift2")), (None, None));
        assert_eq!(field("überschrift"), None);
    }

    #[test]
    fn a_point_leads_into_an_object() {
        let aliases = given("outlet", &["Quelle.Name"]);
        assert!(aliases.is_object("quelle") && aliases.is_object("thread") && !aliases.is_object("source"));
        assert_eq!(aliases.get("quelle.name"), Some((Field::Outlet, 0)));
    }
}
