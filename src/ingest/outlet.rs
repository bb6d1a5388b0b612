//! Which outlet a literal, a folder or a path names.

use crate::config::{Config, GroupBy, OTHER, literal_key, own_group};
use crate::error::{Error, Result, Where};
use crate::ingest::alias::Aliases;
use crate::ingest::genre::qualifier;
use crate::text::boilerplate::Boilerplate;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::HashMap;

/// Folders of a path that are looked at, from the file upward; nobody keeps a corpus deeper.
const FOLDERS: usize = 32;

/// The configured outlets, ready to be asked, with the names under which records keep them and all else, and what is no part of a text.
#[derive(Clone, Debug)]
pub struct OutletIndex {
    /// Canonical names.
    names: Vec<String>,
    /// The group of each.
    groups: Vec<String>,
    /// What a group is.
    group_by: GroupBy,
    /// Names and domains, by [`literal_key`].
    literals: HashMap<String, usize>,
    /// Patterns without `/`: for source fields and the names of folders and files.
    plain: Patterns,
    /// Patterns with `/`: for paths.
    paths: Patterns,
    /// The names of fields.
    aliases: Aliases,
    /// Paragraphs that are no part of a report.
    boilerplate: Boilerplate,
}

/// Globs with their outlets.
#[derive(Clone, Debug, Default)]
struct Patterns {
    set: GlobSet,
    /// Length of the pattern and its outlet.
    owners: Vec<(usize, usize)>,
}

impl Patterns {
    fn new(patterns: &[(&str, usize)]) -> std::result::Result<Self, globset::Error> {
        let mut set = GlobSetBuilder::new();
        for (pattern, _) in patterns {
            let only_in_paths = pattern.contains('/');
            set.add(GlobBuilder::new(pattern).case_insensitive(true).literal_separator(only_in_paths).build()?);
        }
        let owners = patterns.iter().map(|(pattern, outlet)| (pattern.chars().count(), *outlet)).collect();
        Ok(Self { set: set.build()?, owners })
    }

    /// The outlet of the longest pattern that matches; of several, the earliest.
    fn find(&self, text: &str) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for at in self.set.matches(text) {
            let (length, outlet) = self.owners[at];
            if best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, outlet));
            }
        }
        best.map(|(_, outlet)| outlet)
    }
}

impl OutletIndex {
    /// Makes the index. Fails if the patterns of the configuration are none.
    pub fn new(config: &Config) -> Result<Self> {
        let names: Vec<_> = config.outlets.iter().map(|outlet| outlet.name.clone()).collect();
        let mut literals = HashMap::new();
        let (mut plain, mut paths) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            literals.entry(literal_key(name)).or_insert(at);
        }
        for (at, outlet) in config.outlets.iter().enumerate() {
            for literal in outlet.names.iter().chain(&outlet.matches) {
                // A pattern without a wild card claims its literal too, hyphens and all.
                literals.entry(literal_key(literal)).or_insert(at);
            }
            for pattern in &outlet.matches {
                if pattern.contains('/') { &mut paths } else { &mut plain }.push((pattern.as_str(), at));
            }
        }
        let bad = |error: globset::Error| Error::usage(Where::default(), format!("`match` of an outlet: {error}"));
        let groups = names.iter().map(|name| config.group_of(name).to_owned()).collect();
        Ok(Self {
            plain: Patterns::new(&plain).map_err(bad)?,
            paths: Patterns::new(&paths).map_err(bad)?,
            names,
            groups,
            group_by: config.group_by,
            literals,
            aliases: Aliases::new(&config.columns),
            boilerplate: Boilerplate::with(&config.boilerplate),
        })
    }

    /// The names of fields: the configuration's, then the built-in ones.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// What is no part of a report: the built-in patterns and the configuration's.
    pub fn boilerplate(&self) -> &Boilerplate {
        &self.boilerplate
    }

    /// The canonical name and the group of the outlet that a source field or a dateline names: by one of its names, its domain, a
    /// pattern, or any of these before a qualifier (`Daily Star - Opinion`).
    pub fn by_name(&self, literal: &str) -> Option<(&str, &str)> {
        let whole = |literal: &str| self.literal(literal).or_else(|| self.plain.find(literal.trim()));
        let found = whole(literal).or_else(|| whole(qualifier(literal)?.0))?;
        Some((&self.names[found], &self.groups[found]))
    }

    /// The same, or the literal itself with the group of an outlet that is not configured.
    pub fn by_name_or_literal<'a>(&'a self, literal: &'a str) -> (&'a str, &'a str) {
        let own = if self.group_by == GroupBy::Outlet { own_group(literal) } else { OTHER };
        self.by_name(literal).unwrap_or((literal, own))
    }

    /// The canonical name and the group of the outlet that the nearest folder names, or a pattern for paths.
    pub fn by_folder(&self, place: &str) -> Option<(&str, &str)> {
        let mut end = place.rfind('/')?;
        for _ in 0..FOLDERS {
            let start = place[..end].rfind('/').map_or(0, |slash| slash + 1);
            let folder = &place[start..end];
            let found =
                self.literal(folder).or_else(|| self.plain.find(folder)).or_else(|| self.paths.find(&place[start..]));
            if let Some(found) = found {
                return Some((&self.names[found], &self.groups[found]));
            }
            end = start.checked_sub(1)?;
        }
        None
    }

    fn literal(&self, literal: &str) -> Option<usize> {
        let by_key = |literal: &str| self.literals.get(&literal_key(literal)).copied();
        by_key(literal).or_else(|| {
            let mut host = host(literal)?;
            loop {
                if let Some(found) = by_key(host) {
                    return Some(found);
                }
                // `edition.star.example`, `star.example`, and no further: `example` alone is nobody's.
                host = host.split_once('.')?.1;
                host.contains('.').then_some(())?;
            }
        })
    }
}

/// The host of an address or a domain, without `www.`: `https://www.star.example/a` is `star.example`. None if the text is neither.
pub fn host(text: &str) -> Option<&str> {
    let text = text.trim();
    let (address, rest) = text.split_once("://").map_or((false, text), |(_, rest)| (true, rest));
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let bare = host.get(..4).filter(|start| start.eq_ignore_ascii_case("www.")).and_then(|_| host.get(4..));
    let host = bare.filter(|bare| !bare.is_empty()).unwrap_or(host);
    let plausible =
        !host.is_empty() && !host.contains(char::is_whitespace) && (address || host.trim_matches('.').contains('.'));
    plausible.then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Group, Outlet};

    fn index() -> OutletIndex {
        index_by(GroupBy::Group)
    }

    fn index_by(group_by: GroupBy) -> OutletIndex {
        let outlet = |name: &str, names: &[&str], matches: &[&str]| Outlet {
            name: name.into(),
            names: names.iter().map(|&name| name.into()).collect(),
            matches: matches.iter().map(|&glob| glob.into()).collect(),
            ..Outlet::default()
        };
        let config = Config {
            outlets: vec![
                outlet("The Morning Star", &["Star", "star.example"], &["Star*"]),
                outlet("Polar Post", &["polar-post.example"], &["post/**", "archive/p?/*.txt"]),
                outlet("Star Weekly", &[], &["Star Week*"]),
            ],
            groups: vec![Group { name: "north".into(), outlets: vec!["Polar Post".into()] }],
            group_by,
            ..Config::default()
        };
        OutletIndex::new(&config).unwrap()
    }

    #[test]
    fn a_literal_is_found_by_name_domain_and_pattern() {
        let index = index();
        for literal in [
            "morning star",
            "The MORNING-STAR",
            "star.example",
            "https://www.star.example/x",
            "edition.star.example",
            "Star (Web)",
            "Starlight",
            "The Morning Star - Opinion",
        ] {
            assert_eq!(index.by_name(literal), Some(("The Morning Star", "other")), "{literal}");
        }
        for literal in ["", "example", "Evening Sun", "evil-star.example.invalid", "North Star"] {
            assert_eq!(index.by_name(literal), None, "{literal}");
        }
    }

    #[test]
    fn an_outlet_can_be_its_own_group() {
        let (grouped, alone) = (index(), index_by(GroupBy::Outlet));
        for (literal, name, group) in [
            ("polar-post.example", "Polar Post", "north"),
            ("star", "The Morning Star", "other"),
            ("Evening Sun", "Evening Sun", "other"),
        ] {
            assert_eq!(grouped.by_name_or_literal(literal), (name, group));
            assert_eq!(alone.by_name_or_literal(literal), (name, name));
        }
        assert_eq!([grouped.by_name_or_literal(""), alone.by_name_or_literal("")], [("", "other"); 2]);
        assert_eq!(alone.by_folder("star/a.txt"), Some(("The Morning Star", "The Morning Star")));
    }

    #[test]
    fn the_longer_pattern_decides() {
        assert_eq!(index().by_name("Star Weekend"), Some(("Star Weekly", "other")));
    }

    #[test]
    fn the_nearest_folder_decides() {
        let index = index();
        let name = |place: &str| index.by_folder(place).map(|(name, _)| name.to_owned());
        assert_eq!(name("corpus/Star/polar_post/2018/a.txt").as_deref(), Some("Polar Post"));
        assert_eq!(name("corpus/Star/2018/a.txt").as_deref(), Some("The Morning Star"));
        assert_eq!(name("corpus/post/2018/a.txt").as_deref(), Some("Polar Post"));
        assert_eq!(name("archive/p1/a.txt").as_deref(), Some("Polar Post"));
        assert_eq!(name("archive/p1/deeper/a.txt"), None);
        assert_eq!(name("2018/star.txt"), None, "a file's name is no folder");
        assert_eq!(name("star"), None);
    }

    #[test]
    fn hosts_are_cut_out_of_addresses() {
        assert_eq!(host("https://user@www.Star.example:80/a?b"), Some("Star.example"));
        assert_eq!(host("star.example"), Some("star.example"));
        assert_eq!(host("http:///"), None);
        assert_eq!(host("U.S. News"), None);
        assert_eq!(host("é.."), None);
        assert_eq!(host("www™.example"), Some("www™.example"));
        assert_eq!(host("www."), None);
    }
}
