//! What a run records of its configuration: the merged values with their origins, and a fingerprint.

use super::coded::Coded;
use super::model::{Config, DictionaryFile, Origin};
use crate::dictionary::set::{Category, FrameSet};
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a fingerprint: 48 bits, short enough to read aloud.
const HASH_DIGITS: usize = 12;

impl Config {
    /// The fingerprint: the first hexadecimal digits of a SHA-256 over everything that can change a number or the order of rows:
    /// all but the words of `how_collected`, the paths of dictionaries, and the places where values were given. Lists count in their
    /// order.
    pub fn hash(&self) -> String {
        let mut values = self.decides_rows();
        values["seed"] = json!(self.seed);
        values["min_confidence"] = json!(self.min_confidence);
        values["opinion"] = json!(self.corpus.opinion);
        values["comparisons"] = json!(self.comparisons);
        values["period"] = json!(self.period);
        values["thresholds"] = json!(self.thresholds);
        // What has no coded sample and names no fields keeps the fingerprint that it had before there were any.
        if let Some(coded) = &self.corpus.coded {
            values["coded"] = codes(coded);
        }
        if !self.columns.is_empty() {
            values["columns"] = json!(self.columns);
        }
        fingerprint(&values)
    }

    /// The same of what decides the rows of an article: spools of one can be reported together, whatever is made of their rows.
    pub fn rows_hash(&self) -> String {
        fingerprint(&self.decides_rows())
    }

    fn decides_rows(&self) -> Value {
        let mut values = json!({
            "profile": self.profile,
            "sentences": self.sentences,
            "groups": self.groups,
            "outlets": self.outlets,
            "speakers": self.speakers,
            "sides": self.sides,
            "group_by": self.group_by,
            "events": self.events,
            "frames": self.frames,
        });
        // What has no patterns of its own keeps the fingerprint that it had before there were any.
        if !self.boilerplate.is_empty() {
            values["boilerplate"] = json!(self.boilerplate);
        }
        values
    }

    /// The merged values with their origins, for `manifest.json`. Of outlets, speakers and sides stand here only those that are not
    /// the base's own, which `base` names with its fingerprint; of dictionaries no patterns, which are their owners'; all else in full.
    pub fn merged(&self) -> Value {
        let base = if self.base == "none" { Config::default() } else { super::load::builtin() };
        let one = |path: &str, value: Value| json!({"value": value, "origin": self.origin(path)});
        let threshold = |(key, value): (&str, u32)| (key.to_owned(), one(&format!("thresholds.{key}"), json!(value)));
        let column =
            |(key, names): (&String, &Vec<String>)| (key.clone(), one(&format!("columns.{key}"), json!(names)));
        let thresholds = self.thresholds.all().into_iter().map(threshold);
        json!({
            "hash": self.hash(),
            "base": {"value": self.base, "origin": self.origin("base"), "hash": base.hash()},
            "profile": one("profile", json!(self.profile)),
            "sentences": one("sentences", json!(self.sentences)),
            "seed": one("seed", json!(self.seed)),
            "min_confidence": one("min_confidence", json!(self.min_confidence)),
            "corpus": {
                "how_collected": one("corpus.how_collected", json!(self.corpus.how_collected)),
                "opinion": one("corpus.opinion", json!(self.corpus.opinion)),
                "coded": one("corpus.coded", json!(self.corpus.coded.as_ref().map(codes))),
            },
            "columns": self.columns.iter().map(column).collect::<Map<_, _>>(),
            "boilerplate": {"patterns": one("boilerplate.patterns", json!(self.boilerplate))},
            "group_by": one("group_by", json!(self.group_by)),
            "period": one("period", json!(self.period)),
            "thresholds": thresholds.collect::<Map<_, _>>(),
            "groups": self.listed("groups", &self.groups, |group| &group.name, true),
            "outlets": self.listed("outlets", &self.outlets, |outlet| &outlet.name, false),
            "speakers": self.listed("speakers", &self.speakers, |speaker| &speaker.name, false),
            "sides": self.listed("sides", &self.sides, |side| &side.key, false),
            "events": self.listed("events", &self.events, |event| &event.key, true),
            "frames": {
                "use": one("frames.use", json!(self.frames_in_use)),
                "files": one("frames.files", self.dictionaries.iter().map(told).collect()),
                "sets": self.own_frames().map(|set| one(&format!("frames.{}", set.name), written(set))).collect::<Vec<_>>(),
            },
            "comparisons": one("comparison", json!(self.comparisons)),
        })
    }

    /// The sets of frames that are written in the configuration.
    pub(super) fn own_frames(&self) -> impl Iterator<Item = &FrameSet> {
        // They stand last: see `frames`.
        self.frames.iter().skip(self.frames_in_use.len() + self.dictionaries.len())
    }

    fn listed<T: Serialize>(&self, table: &str, entries: &[T], key: fn(&T) -> &str, all: bool) -> Vec<Value> {
        let with_origin = |entry: &T| {
            let origin = self.origin(&format!("{table}.{}", key(entry)));
            (all || origin != Origin::BuiltIn).then(|| json!({"value": entry, "origin": origin}))
        };
        entries.iter().filter_map(with_origin).collect()
    }
}

fn fingerprint(values: &Value) -> String {
    let digest = Sha256::digest(values.to_string().as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    hex[..HASH_DIGITS].to_owned()
}

/// What is told of a dictionary.
fn told(file: &DictionaryFile) -> Value {
    json!({
        "name": file.name(),
        "set": file.set,
        "sha256": file.sha256,
        "categories": file.categories,
        "patterns": file.patterns,
        "dropped": file.dropped,
    })
}

/// What is told of a coded sample.
fn codes(coded: &Coded) -> Value {
    coded.files.iter().map(|file| json!({"name": file.name(), "sha256": file.sha256})).collect()
}

/// A set as it is written in a configuration.
fn written(set: &FrameSet) -> Value {
    let globs = |category: &Category| category.patterns.iter().map(|pattern| pattern.glob.clone()).collect::<Vec<_>>();
    let categories = set.categories.iter().map(|category| json!({"name": category.name, "patterns": globs(category)}));
    json!({"name": set.name, "categories": categories.collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::{builtin, parse};
    use std::path::Path;

    fn read(text: &str) -> Config {
        parse(text, Path::new("t")).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_fingerprint_is_the_same_in_every_process() {
        let text = "base = \"none\"\n[groups]\nx = [\"Polar Post\"]\n";
        assert_eq!(read(text).hash(), "5197fbc7496d");
        assert_eq!(builtin().hash().len(), HASH_DIGITS);
    }

    #[test]
    fn the_fingerprint_changes_with_whatever_can_change_a_number() {
        let base = builtin().hash();
        for text in [
            "base = \"none\"",
            "profile = \"vader\"",
            "sentences = \"web\"",
            "seed = 1",
            "min_confidence = 0.5",
            "corpus.opinion = \"include\"",
            "columns.text = \"Volltext\"",
            "groups.more = []",
            "outlets.KCNA.country = \"KP\"",
            "speakers.Ann = {}",
            "sides.un.names = [\"UN\"]",
            "group_by = \"outlet\"",
            "period = \"day\"",
            "thresholds.few_articles = 9",
            "events.hanoi.from = 2019-02-27",
            "frames.a.b = [\"c\"]",
            "comparison = [{ measure = \"about:us\", groups = [\"kcna\", \"western\"] }]",
        ] {
            assert_ne!(read(text).hash(), base, "{text}");
        }
        assert_eq!(read("seed = 20180612\nmin_confidence = 0\ncorpus.how_collected = \"by hand\"").hash(), base);
    }

    #[test]
    fn the_manifest_lists_what_is_not_the_base_s_own() {
        let mut config = read("profile = \"vader\"\ncolumns.date = \"Datum\"\n[speakers.Ann]\nside = \"us\"\n");
        config.override_seed(3);
        let merged = config.merged();
        assert_eq!(merged["profile"], json!({"value": "vader", "origin": "tone.toml"}));
        assert_eq!(merged["seed"], json!({"value": 3, "origin": "command line"}));
        assert_eq!(merged["corpus"]["opinion"], json!({"value": "exclude", "origin": "built-in"}));
        assert_eq!(merged["columns"], json!({"date": {"value": ["Datum"], "origin": "tone.toml"}}));
        assert_eq!(merged["base"]["hash"], json!(builtin().hash()));
        assert_eq!(merged["groups"].as_array().map(Vec::len), Some(3));
        let ann = json!({"name": "Ann", "names": [], "not": [], "pronouns": [], "side": "us", "kind": "person"});
        assert_eq!(merged["speakers"], json!([{"value": ann, "origin": "tone.toml"}]));
        assert_eq!((&merged["outlets"], &merged["sides"]), (&json!([]), &json!([])));
        assert_eq!(merged["thresholds"]["few_articles"], json!({"value": 10, "origin": "built-in"}));
        assert_eq!((merged["events"].as_array().map(Vec::len), &merged["comparisons"]["value"]), (Some(5), &json!([])));
    }
}
