//! The merged configuration.

/// The whole of a study's configuration, in the order of declaration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `news`, `vader` or `vader-sentiment`.
    pub profile: String,
    /// Key of everything random.
    pub seed: u64,
    /// About the corpus as a whole.
    pub corpus: Corpus,
    /// Groups of outlets, in order.
    pub groups: Vec<Group>,
    /// Known outlets.
    pub outlets: Vec<Outlet>,
    /// Known speakers, in order.
    pub speakers: Vec<Speaker>,
    /// Sides: governments, blocs.
    pub sides: Vec<Side>,
}

/// `[corpus]`.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// How the articles were collected: printed, never interpreted.
    pub how_collected: String,
    /// Whether opinion pieces enter the means.
    pub opinion: Opinion,
}

/// Whether opinion pieces enter the means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opinion {
    /// They are counted in coverage only.
    #[default]
    Exclude,
    /// They are treated as news.
    Include,
}

/// A group of outlets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its key.
    pub name: String,
    /// Its outlets' canonical names.
    pub outlets: Vec<String>,
}

/// Who owns an outlet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ownership {
    /// A state's.
    State,
    /// A party's.
    Party,
    /// A public broadcaster.
    Public,
    /// Privately owned.
    Private,
    /// Not said.
    #[default]
    Unknown,
}

/// Whether an outlet's English is translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// Canonical name.
    pub name: String,
    /// Other names in prose, source fields, datelines and folders ("Korean Central News Agency"), and domains.
    pub names: Vec<String>,
    /// Globs that a path or a source field may match.
    pub matches: Vec<String>,
    /// ISO 3166 code of its country.
    pub country: String,
    /// Its owner.
    pub ownership: Ownership,
    /// Whether its English is translated.
    pub translated: Translated,
}

/// A speaker, also counted as an actor written about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// Canonical name.
    pub name: String,
    /// Other names, titles and descriptions.
    pub names: Vec<String>,
    /// Names that hold one of the above and are somebody else's.
    pub not: Vec<String>,
    /// Pronouns that may stand for the speaker.
    pub pronouns: Vec<String>,
    /// Key of the side.
    pub side: String,
    /// `person`, `office`, `outlet`, `body`.
    pub kind: String,
}

/// A side: a government or a bloc; it may speak, and it is an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Its key.
    pub key: String,
    /// Names in prose; the first is the canonical one.
    pub names: Vec<String>,
    /// `government`, `organisation`.
    pub kind: String,
}
