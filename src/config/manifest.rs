//! What a run records of its configuration: the merged values with their origins, and a fingerprint.

use super::model::{Config, Origin};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a fingerprint: 48 bits, short enough to read aloud.
const HASH_DIGITS: usize = 12;

impl Config {
    /// The fingerprint: the first hexadecimal digits of a SHA-256 over everything that can change a number or the order of rows:
    /// profile, sentences, seed, least confidence, opinion, groups, outlets, speakers and sides, in their order. It does not change with the words of
    /// `how_collected`, nor with the place where a value was given.
    pub fn hash(&self) -> String {
        let values = json!({
            "profile": self.profile,
            "sentences": self.sentences,
            "seed": self.seed,
            "min_confidence": self.min_confidence,
            "opinion": self.corpus.opinion,
            "groups": self.groups,
            "outlets": self.outlets,
            "speakers": self.speakers,
            "sides": self.sides,
        });
        let digest = Sha256::digest(values.to_string().as_bytes());
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        hex[..HASH_DIGITS].to_owned()
    }

    /// The merged values with their origins, for `manifest.json`. Single values and groups stand here in full; of outlets, speakers
    /// and sides only those that are not the base's own, which `base` names with its fingerprint.
    pub fn merged(&self) -> Value {
        let base = if self.base == "none" { Config::default() } else { super::load::builtin() };
        let one = |path: &str, value: Value| json!({"value": value, "origin": self.origin(path)});
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
            },
            "groups": self.listed("groups", &self.groups, |group| &group.name, true),
            "outlets": self.listed("outlets", &self.outlets, |outlet| &outlet.name, false),
            "speakers": self.listed("speakers", &self.speakers, |speaker| &speaker.name, false),
            "sides": self.listed("sides", &self.sides, |side| &side.key, false),
        })
    }

    fn listed<T: Serialize>(&self, table: &str, entries: &[T], key: fn(&T) -> &str, all: bool) -> Vec<Value> {
        let with_origin = |entry: &T| {
            let origin = self.origin(&format!("{table}.{}", key(entry)));
            (all || origin != Origin::BuiltIn).then(|| json!({"value": entry, "origin": origin}))
        };
        entries.iter().filter_map(with_origin).collect()
    }
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
        assert_eq!(read(text).hash(), "f9752707f512");
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
            "groups.more = []",
            "outlets.KCNA.country = \"KP\"",
            "speakers.Ann = {}",
            "sides.un.names = [\"UN\"]",
        ] {
            assert_ne!(read(text).hash(), base, "{text}");
        }
        assert_eq!(read("seed = 20180612\nmin_confidence = 0\ncorpus.how_collected = \"by hand\"").hash(), base);
    }

    #[test]
    fn the_manifest_lists_what_is_not_the_base_s_own() {
        let mut config = read("profile = \"vader\"\n[speakers.Ann]\nside = \"us\"\n");
        config.override_seed(3);
        let merged = config.merged();
        assert_eq!(merged["profile"], json!({"value": "vader", "origin": "tone.toml"}));
        assert_eq!(merged["seed"], json!({"value": 3, "origin": "command line"}));
        assert_eq!(merged["corpus"]["opinion"], json!({"value": "exclude", "origin": "built-in"}));
        assert_eq!(merged["base"]["hash"], json!(builtin().hash()));
        assert_eq!(merged["groups"].as_array().map(Vec::len), Some(3));
        let ann = json!({"name": "Ann", "names": [], "not": [], "pronouns": [], "side": "us", "kind": "person"});
        assert_eq!(merged["speakers"], json!([{"value": ann, "origin": "tone.toml"}]));
        assert_eq!((&merged["outlets"], &merged["sides"]), (&json!([]), &json!([])));
    }
}
