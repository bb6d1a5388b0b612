//! The merged configuration.

use super::coded::Coded;
use super::plan::{Comparison, Event, GroupBy, Period, Thresholds};
use crate::dictionary::set::FrameSet;
use crate::score::Score;
use serde::Serialize;
use std::collections::BTreeMap;

/// The group of every outlet that no group names.
pub const OTHER: &str = "other";
/// What the second side of a comparison with all other groups is called.
pub const REST: &str = "all others";
/// What stands for all groups together.
pub const ALL: &str = "all";
/// Names that no group may have, and what they are.
pub const RESERVED: [(&str, &str); 3] = [
    (OTHER, "the group of every outlet that no group names"),
    (REST, "what a group is compared with where there are many"),
    (ALL, "what stands for all groups together"),
];
/// The scoring profiles, the default first.
pub const PROFILES: [&str; 3] = ["news", "vader", "vader-sentiment"];
/// The styles of sentences, the default first.
pub const SENTENCES: [&str; 2] = ["news", "web"];
/// What `[columns]` may name: the fields that are taken from a record.
pub const COLUMNS: [&str; 7] = ["id", "outlet", "date", "title", "text", "url", "genre"];
/// The seed of a study that names none: the day of the Singapore summit.
const SEED: u64 = 20_180_612;
/// Characters that make a pattern of `match` more than a literal.
const GLOB: [char; 5] = ['*', '?', '[', '{', '\\'];

/// The whole of a study's configuration, in the order of declaration. The default is the study that declares nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What it started from: `korea-summits` or `none`.
    pub base: String,
    /// `news`, `vader` or `vader-sentiment`.
    pub profile: String,
    /// `news` or `web`.
    pub sentences: String,
    /// Key of everything random.
    pub seed: u64,
    /// Speech and stance attributed with less confidence are in no figure by speaker; 0 keeps all.
    pub min_confidence: Score,
    /// About the corpus as a whole.
    pub corpus: Corpus,
    /// Names of fields in records, by what they hold (one of [`COLUMNS`]); of several the first that holds something decides.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Patterns of paragraphs that are no part of a report, beside the built-in ones.
    pub boilerplate: Vec<String>,
    /// What a group is.
    pub group_by: GroupBy,
    /// Groups of outlets, in order.
    pub groups: Vec<Group>,
    /// Known outlets.
    pub outlets: Vec<Outlet>,
    /// Known speakers, in order.
    pub speakers: Vec<Speaker>,
    /// Sides: governments, blocs.
    pub sides: Vec<Side>,
    /// Events, in order: an article is about the first that it fits.
    pub events: Vec<Event>,
    /// Dictionaries of frames in use, in order: built-in sets, files, sets of the configuration.
    pub frames: Vec<FrameSet>,
    /// Names of those of them that are built in.
    pub frames_in_use: Vec<String>,
    /// What is told of those of them that come from files.
    pub dictionaries: Vec<DictionaryFile>,
    /// What the study claims, in order.
    pub comparisons: Vec<Comparison>,
    /// The periods of the timeline.
    pub period: Period,
    /// From how many on.
    pub thresholds: Thresholds,
    /// Where values come from, by path (`profile`, `groups.western`); what is not here is built in.
    pub origins: BTreeMap<String, Origin>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base: "none".to_owned(),
            profile: PROFILES[0].to_owned(),
            sentences: SENTENCES[0].to_owned(),
            seed: SEED,
            min_confidence: Score(0),
            corpus: Corpus::default(),
            columns: BTreeMap::new(),
            boilerplate: Vec::new(),
            group_by: GroupBy::default(),
            groups: Vec::new(),
            outlets: Vec::new(),
            speakers: Vec::new(),
            sides: Vec::new(),
            events: Vec::new(),
            frames: Vec::new(),
            // The set that fits any story.
            frames_in_use: vec!["generic".to_owned()],
            dictionaries: Vec::new(),
            comparisons: Vec::new(),
            period: Period::default(),
            thresholds: Thresholds::default(),
            origins: BTreeMap::new(),
        }
    }
}

/// Where a value of the configuration was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Origin {
    /// In this program.
    #[default]
    #[serde(rename = "built-in")]
    BuiltIn,
    /// In the configuration file, whatever its name.
    #[serde(rename = "tone.toml")]
    File,
    /// In an option.
    #[serde(rename = "command line")]
    CommandLine,
}

/// `[corpus]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// How the articles were collected: printed, never interpreted.
    pub how_collected: String,
    /// Whether opinion pieces enter the means.
    pub opinion: Opinion,
    /// A sample coded by hand, if there is one.
    pub coded: Option<Coded>,
}

/// Whether opinion pieces enter the means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinion {
    /// They are counted in coverage only.
    #[default]
    Exclude,
    /// They are treated as news.
    Include,
}

/// A dictionary of the user's. Its patterns may be licensed: they stand among the frames, and are printed nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DictionaryFile {
    /// Where it is, as the configuration has it.
    pub path: String,
    /// The name of its set.
    pub set: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Categories.
    pub categories: usize,
    /// Patterns, over all categories.
    pub patterns: usize,
    /// Entries that could not be used.
    pub dropped: usize,
    /// What they are, in words, or empty.
    pub loss: String,
}

impl DictionaryFile {
    /// The name of the file, without the folders above it.
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }
}

/// A group of outlets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its key.
    pub name: String,
    /// Its outlets' canonical names.
    pub outlets: Vec<String>,
}

/// Who owns an outlet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ownership {
    /// A state's, or held by its fund or ministry.
    State,
    /// A party's.
    Party,
    /// Public-service media: under a statute, their editors independent of the government by law.
    Public,
    /// Privately owned: companies, cooperatives, trusts.
    Private,
    /// Not said.
    #[default]
    Unknown,
}

/// Whether an outlet's English is translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Translated {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Not said.
    #[default]
    Unknown,
}

/// An outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outlet {
    /// Canonical name.
    pub name: String,
    /// Other names in prose, source fields, datelines and folders ("Korean Central News Agency"), and domains.
    pub names: Vec<String>,
    /// Globs that a path or a source field may match.
    #[serde(rename = "match")]
    pub matches: Vec<String>,
    /// ISO 3166 code of its country.
    pub country: String,
    /// Its owner.
    pub ownership: Ownership,
    /// Whether its English is translated.
    pub translated: Translated,
}

impl Outlet {
    /// What names this outlet alone in a source field or a folder: its names, and the patterns that are no more than a word.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        let plain = self.matches.iter().filter(|pattern| !pattern.contains(GLOB));
        std::iter::once(&self.name).chain(&self.names).chain(plain).map(String::as_str)
    }
}

/// A speaker, also counted as an actor written about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// Canonical name.
    pub name: String,
    /// Other names, titles and descriptions.
    pub names: Vec<String>,
    /// Names that hold one of the above and are somebody else's.
    pub not: Vec<String>,
    /// Pronouns that may stand for the speaker: `he`, `she`, `they`, `it`.
    pub pronouns: Vec<String>,
    /// Key of the side; empty if it has none.
    pub side: String,
    /// `person`, `office`, `outlet`, `body`.
    pub kind: String,
}

/// A side: a government or a bloc; it may speak, and it is an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its key.
    pub key: String,
    /// Names in prose; the first is the canonical one.
    pub names: Vec<String>,
    /// `government`, `organisation`.
    pub kind: String,
}

impl Side {
    /// The canonical name: the first of its names, the key if it has none.
    pub fn name(&self) -> &str {
        self.names.first().unwrap_or(&self.key)
    }
}

/// The group of an outlet where outlets are groups: its name, unless that has another meaning; `other` without a name.
pub fn own_group(outlet: &str) -> &str {
    match outlet {
        "" => OTHER,
        OTHER => "other (outlet)",
        REST => "all others (outlet)",
        ALL => "all (outlet)",
        name => name,
    }
}

impl Config {
    /// The group of an outlet, by its canonical name: the outlet itself where outlets are groups; `other` if no group names it, or if
    /// it has no name.
    pub fn group_of<'a>(&'a self, outlet: &'a str) -> &'a str {
        if self.group_by == GroupBy::Outlet {
            return own_group(outlet);
        }
        let names = |group: &&Group| group.outlets.iter().any(|name| name == outlet);
        self.groups.iter().find(names).map_or(OTHER, |group| &group.name)
    }

    /// An outlet, by its canonical name.
    pub fn outlet(&self, name: &str) -> Option<&Outlet> {
        self.outlets.iter().find(|outlet| outlet.name == name)
    }

    /// A speaker, by the canonical name.
    pub fn speaker(&self, name: &str) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.name == name)
    }

    /// The key of the side of a speaker, by the canonical name; a side speaks for itself. Empty if there is none.
    pub fn side_of(&self, speaker: &str) -> &str {
        match self.speaker(speaker) {
            Some(speaker) => &speaker.side,
            None => self.sides.iter().find(|side| side.name() == speaker).map_or("", |side| &side.key),
        }
    }

    /// Where a value comes from, by its path: `seed`, `corpus.opinion`, `speakers.Kim Jong Un`.
    pub fn origin(&self, path: &str) -> Origin {
        self.origins.get(path).copied().unwrap_or_default()
    }

    /// Sets the profile from the command line.
    pub fn override_profile(&mut self, profile: &str) {
        self.profile = profile.to_owned();
        self.origins.insert("profile".to_owned(), Origin::CommandLine);
    }

    /// Sets the style of sentences from the command line.
    pub fn override_sentences(&mut self, sentences: &str) {
        self.sentences = sentences.to_owned();
        self.origins.insert("sentences".to_owned(), Origin::CommandLine);
    }

    /// Sets the least confidence from the command line.
    pub fn override_min_confidence(&mut self, least: Score) {
        self.min_confidence = least;
        self.origins.insert("min_confidence".to_owned(), Origin::CommandLine);
    }

    /// Sets the seed from the command line.
    pub fn override_seed(&mut self, seed: u64) {
        self.seed = seed;
        self.origins.insert("seed".to_owned(), Origin::CommandLine);
    }
}

/// The form in which a source field or a folder's name is compared with an outlet's names: lower case, one space for any run of
/// spaces, hyphens and underscores, no leading article. So `the_new-york_times` is `The New York Times`.
pub fn literal_key(literal: &str) -> String {
    let lower = literal.to_lowercase();
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '-' | '_');
    let mut words: Vec<&str> = lower.split(is_gap).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study() -> Config {
        Config {
            groups: vec![Group { name: "north".into(), outlets: vec!["Polar Post".into()] }],
            speakers: vec![Speaker { name: "Ann Berg".into(), side: "ice".into(), ..Speaker::default() }],
            sides: vec![Side { key: "ice".into(), names: vec!["Iceland".into()], ..Side::default() }],
            ..Config::default()
        }
    }

    #[test]
    fn an_outlet_without_a_group_is_other() {
        assert_eq!(study().group_of("Polar Post"), "north");
        assert_eq!(study().group_of("Polar post"), "other");
    }

    #[test]
    fn a_side_is_on_its_own_side() {
        let study = study();
        assert_eq!(["Ann Berg", "Iceland", "Bo Dahl"].map(|name| study.side_of(name)), ["ice", "ice", ""]);
    }

    #[test]
    fn an_override_is_told_from_a_default() {
        let mut study = study();
        assert_eq!(study.origin("seed"), Origin::BuiltIn);
        study.override_seed(7);
        study.override_profile("vader");
        assert_eq!(
            (study.seed, study.origin("seed"), study.origin("profile")),
            (7, Origin::CommandLine, Origin::CommandLine)
        );
    }

    #[test]
    fn a_pattern_without_wildcards_is_a_literal() {
        let matches = ["Cone", "Cone*", "con/[ei]"].map(str::to_owned).to_vec();
        let outlet = Outlet { name: "Cone Weekly".into(), names: vec!["cone.is".into()], matches, ..Outlet::default() };
        assert_eq!(outlet.literals().collect::<Vec<_>>(), ["Cone Weekly", "cone.is", "Cone"]);
    }

    #[test]
    fn literals_are_compared_without_case_spacing_and_article() {
        assert_eq!(literal_key(" USA\u{a0} Today"), "usa today");
        assert_eq!(literal_key("the_new-york_times"), literal_key("The New York Times"));
        assert_eq!([literal_key("The"), literal_key("--")], ["the", ""]);
    }
}
