//! A configuration as TOML: the text reads back to the same configuration, and says of each value where it comes from.

use super::model::{Config, Outlet, Ownership, Side, Speaker};
use super::plan::{Comparison, Event, Wording};
use crate::dictionary::set::FrameSet;
use serde::Serialize;
use std::fmt::Write;

impl Config {
    /// The merged configuration in the language of `tone.toml`, each value with its origin in a comment.
    pub fn to_toml(&self) -> String {
        let mut page = Page { config: self, text: String::new() };
        page.values();
        page.entries("groups", &self.groups, |group| (&group.name, strings(&group.outlets)));
        page.entries("outlets", &self.outlets, |entry| (&entry.name, outlet(entry)));
        page.entries("speakers", &self.speakers, |entry| (&entry.name, speaker(entry)));
        page.entries("sides", &self.sides, |entry| (&entry.key, side(entry)));
        page.entries("events", &self.events, |entry| (&entry.key, event(entry)));
        page.frames();
        self.comparisons.iter().for_each(|one| page.comparison(one));
        page.text
    }
}

/// The text so far.
struct Page<'a> {
    config: &'a Config,
    text: String,
}

impl Page<'_> {
    /// A line with the origin of what is under a path.
    fn line(&mut self, line: &str, path: &str) {
        let origin = serde_json::to_value(self.config.origin(path)).unwrap_or_default();
        let _ = writeln!(self.text, "{line}  # {}", origin.as_str().unwrap_or_default());
    }

    fn header(&mut self, header: &str) {
        let _ = writeln!(self.text, "\n{header}");
    }

    fn values(&mut self) {
        let config = self.config;
        for (key, value) in [
            ("base", string(&config.base)),
            ("profile", string(&config.profile)),
            ("sentences", string(&config.sentences)),
            ("seed", config.seed.to_string()),
            ("min_confidence", config.min_confidence.to_string()),
            ("group_by", word(config.group_by)),
            ("period", word(config.period)),
        ] {
            self.line(&format!("{key} = {value}"), key);
        }
        self.header("[corpus]");
        let how = string(&config.corpus.how_collected);
        self.line(&format!("how_collected = {how}"), "corpus.how_collected");
        self.line(&format!("opinion = {}", word(config.corpus.opinion)), "corpus.opinion");
        if let Some(coded) = &config.corpus.coded {
            self.line(&format!("coded = {}", string(&coded.path)), "corpus.coded");
        }
        if !config.columns.is_empty() {
            self.header("[columns]");
        }
        for (field, names) in &config.columns {
            self.line(&format!("{field} = {}", strings(names)), &format!("columns.{field}"));
        }
        if !config.boilerplate.is_empty() {
            self.header("[boilerplate]");
            self.line(&format!("patterns = {}", strings(&config.boilerplate)), "boilerplate.patterns");
        }
        self.header("[thresholds]");
        for (key, value) in config.thresholds.all() {
            self.line(&format!("{key} = {value}"), &format!("thresholds.{key}"));
        }
    }

    /// A table, an entry a line.
    fn entries<'t, T>(&mut self, table: &str, entries: &'t [T], print: fn(&'t T) -> (&'t String, String)) {
        if !entries.is_empty() {
            self.header(&format!("[{table}]"));
        }
        for (name, value) in entries.iter().map(print) {
            self.line(&format!("{} = {value}", key(name)), &format!("{table}.{name}"));
        }
    }

    fn frames(&mut self) {
        let config = self.config;
        self.header("[frames]");
        self.line(&format!("use = {}", strings(&config.frames_in_use)), "frames.use");
        let paths: Vec<String> = config.dictionaries.iter().map(|file| file.path.clone()).collect();
        self.line(&format!("files = {}", strings(&paths)), "frames.files");
        for file in &config.dictionaries {
            let (name, sha256) = (string(file.name()), &file.sha256);
            let counts =
                format!("{} categories, {} patterns, {} dropped", file.categories, file.patterns, file.dropped);
            let _ = writeln!(self.text, "# {name}: {counts}, SHA-256 {sha256}");
        }
        config.own_frames().for_each(|set| self.set(set));
    }

    fn set(&mut self, set: &FrameSet) {
        self.header(&format!("[frames.{}]", key(&set.name)));
        for category in &set.categories {
            let globs: Vec<String> = category.patterns.iter().map(|pattern| pattern.glob.clone()).collect();
            self.line(&format!("{} = {}", key(&category.name), strings(&globs)), &format!("frames.{}", set.name));
        }
    }

    fn comparison(&mut self, comparison: &Comparison) {
        self.header("[[comparison]]");
        let Comparison { measure, speaker, manner, event, groups } = comparison;
        let manner = if *manner == Wording::All { String::new() } else { word(*manner) };
        for (key, value) in [
            ("measure", string(&measure.to_string())),
            ("speaker", some(speaker)),
            ("manner", manner),
            ("event", some(event)),
            ("groups", strings(groups)),
        ] {
            if !value.is_empty() {
                self.line(&format!("{key} = {value}"), "comparison");
            }
        }
    }
}

fn outlet(outlet: &Outlet) -> String {
    let ownership = if outlet.ownership == Ownership::Unknown { String::new() } else { word(outlet.ownership) };
    inline(&[
        ("names", list(&outlet.names)),
        ("match", list(&outlet.matches)),
        ("country", some(&outlet.country)),
        ("ownership", ownership),
        ("translated", word(outlet.translated)),
    ])
}

fn speaker(speaker: &Speaker) -> String {
    inline(&[
        ("names", list(&speaker.names)),
        ("not", list(&speaker.not)),
        ("pronouns", list(&speaker.pronouns)),
        ("side", some(&speaker.side)),
        ("kind", some(&speaker.kind)),
    ])
}

fn side(side: &Side) -> String {
    inline(&[("names", list(&side.names)), ("kind", some(&side.kind))])
}

fn event(event: &Event) -> String {
    let (from, to, lag) = (event.from.clone(), event.to.clone(), event.lag_days.to_string());
    inline(&[("from", from), ("to", to), ("lag_days", lag), ("any", list(&event.any))])
}

/// A table in one line, without what is empty.
fn inline(fields: &[(&str, String)]) -> String {
    let fields = fields.iter().filter(|(_, value)| !value.is_empty());
    let fields: Vec<String> = fields.map(|(key, value)| format!("{key} = {value}")).collect();
    if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) }
}

/// A string in quotation marks. TOML escapes as JSON does, and one character more.
pub fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// A string in quotation marks; nothing for an empty one.
fn some(text: &str) -> String {
    if text.is_empty() { String::new() } else { string(text) }
}

/// A list of strings.
fn strings(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", "))
}

/// A list of strings; nothing for an empty one.
fn list(texts: &[String]) -> String {
    if texts.is_empty() { String::new() } else { strings(texts) }
}

/// One of the words of a choice.
fn word(choice: impl Serialize) -> String {
    serde_json::to_value(choice).map_or(String::new(), |word| word.to_string())
}

/// A key, bare where it may be.
pub fn key(name: &str) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !name.is_empty() && name.bytes().all(bare) { name.to_owned() } else { string(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::{builtin, parse};
    use std::path::Path;

    fn read(text: &str) -> Config {
        parse(text, Path::new("t")).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    /// Reads what is printed, and gives it the origins of what was printed.
    fn again(config: &Config) -> Config {
        Config { origins: config.origins.clone(), ..read(&config.to_toml()) }
    }

    #[test]
    fn what_is_printed_reads_back_the_same() {
        assert_eq!(again(&builtin()), builtin());
        for text in [
            include_str!("example.toml"),
            "base = \"none\"",
            "group_by = \"outlet\"\n[groups]\nx = [\"Polar Post\"]\n[[comparison]]\nmeasure = \"share_attributed\"\ngroups = [\"bbc\", \"polar post\"]",
            "base = \"none\"\n[corpus]\nhow_collected = \"a \\\"b\\\" \\\\ \\n\\u007f \\u001b é\"\n[sides.\"ä.b\"]\n[outlets.\"a # b\"]\n[frames.\"x y\"]\n\"z.z\" = [\"'\"]",
            "[columns]\ntext = \"Volltext\"\noutlet = [\"Zeitung\", \"a \\\"b\\\"\"]",
            "[boilerplate]\npatterns = [\"The Example Post is *\", \"it’s \\\"free\\\"\"]",
            "min_confidence = 0.125\nperiod = \"week\"\nthresholds.few_articles = 3\nevents.one.from = 2019-01-01",
        ] {
            let config = read(text);
            assert_eq!(again(&config), config, "{text}");
        }
    }

    #[test]
    fn every_value_has_its_origin() {
        let mut config = read("profile = \"vader\"\n[groups]\nnorth = [\"Polar Post\"]\n");
        config.override_seed(7);
        let text = config.to_toml();
        for line in [
            "profile = \"vader\"  # tone.toml",
            "seed = 7  # command line",
            "period = \"auto\"  # built-in",
            "kcna = [\"KCNA\", \"Rodong Sinmun\"]  # built-in",
            "north = [\"Polar Post\"]  # tone.toml",
            "\"Polar Post\" = { translated = \"unknown\" }  # tone.toml",
            "dmz = { from = 2019-06-28, to = 2019-07-01, lag_days = 1, any = [\"Panmunjom\", \"DMZ\", \"demilitari?ed zone\", \"summit*\", \"Kim Jong*\"] }  # built-in",
        ] {
            assert!(text.lines().any(|printed| printed == line), "{line}");
        }
        let told = |line: &&str| line.contains(" = ") && !line.contains("  # ");
        assert_eq!(text.lines().find(told), None);
    }
}
