//! What a run records of its configuration: the merged values with their origins, and a fingerprint.

use super::model::{Config, Origin};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a fingerprint: 48 bits, short enough to read aloud.
const HASH_DIGITS: usize = 12;

impl Config {
    /// The fingerprint: the first hexadecimal digits of a SHA-256 over everything that can change a number or the order of rows:
    /// profile, seed, opinion, groups, outlets, speakers and sides, in their order. It does not change with the words of
    /// `how_collected`, nor with the place where a value was given.
    pub fn hash(&self) -> String {
        let values = json!({
            "profile": self.profile,
            "seed": self.seed,
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
            "seed": one("seed", json!(self.seed)),
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
