//! What the program is built from: one registry, known licences, nothing that speaks to a network, not too much. The lists are those of
//! `deny.toml`, so that `cargo deny` and this test cannot differ.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Most packages that the default build may be made of, build scripts' and this one among them: it has 193. Forty of them are the HTML
/// parser and the search for a page's body (feature `html`), twenty Parquet. Whoever needs more says why.
const MOST_PACKAGES: usize = 196;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The strings of a list in `deny.toml`; of a list of tables, what they have under `crate`.
fn listed(table: &str, key: &str) -> BTreeSet<String> {
    let rules: toml_edit::DocumentMut = read("deny.toml").parse().unwrap();
    let list = rules[table][key].as_array().unwrap_or_else(|| panic!("no {table}.{key}"));
    let name = |one: &toml_edit::Value| {
        one.as_inline_table().map_or(one.as_str(), |table| table["crate"].as_str()).unwrap().to_owned()
    };
    let names: Vec<String> = list.iter().map(name).collect();
    assert!(names.is_sorted() && !names.is_empty(), "{table}.{key} is in order: {names:?}");
    names.into_iter().collect()
}

/// What a command prints.
fn said(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All packages that this machine's build, tests and benches need, by id, and who needs whom but for tests.
struct Graph {
    packages: BTreeMap<String, Value>,
    needs: BTreeMap<String, Vec<String>>,
    root: String,
}

impl Graph {
    fn read() -> Self {
        let cargo = env!("CARGO");
        let version = said(cargo, &["-vV"]);
        let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        // Packages of other platforms need not have been fetched here.
        let args = ["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host];
        let said: Value = serde_json::from_str(&said(cargo, &args)).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = |value: &Value| value.as_array().unwrap().clone();
        let needed = |node: &Value| {
            let deps = list(&node["deps"]).into_iter();
            let built = deps.filter(|dep| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev"));
            (text(&node["id"]), built.map(|dep| text(&dep["pkg"])).collect())
        };
        Self {
            packages: list(&said["packages"]).into_iter().map(|package| (text(&package["id"]), package)).collect(),
            needs: list(&said["resolve"]["nodes"]).iter().map(needed).collect(),
            root: text(&said["resolve"]["root"]),
        }
    }

    /// The packages of the default build.
    fn built(&self) -> BTreeSet<&str> {
        let (mut built, mut open) = (BTreeSet::new(), vec![self.root.as_str()]);
        while let Some(id) = open.pop() {
            if built.insert(id) {
                open.extend(self.needs[id].iter().map(String::as_str));
            }
        }
        built
    }
}

/// True if a licence expression can be met with the licences that are allowed.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    // Of old crates `/` means OR. Brackets only ever bind an OR inside an AND.
    let expression = expression.replace('/', " OR ").replace(['(', ')'], "");
    expression.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.contains(one.trim())))
}

#[test]
fn the_default_build_stays_small() {
    let graph = Graph::read();
    let built = graph.built();
    assert!(built.len() <= MOST_PACKAGES, "{} packages: {built:#?}", built.len());
    assert!(built.len() > 100, "the walk does not see what is built: {}", built.len());
}

#[test]
fn every_package_has_a_licence_that_is_allowed() {
    let allowed = listed("licenses", "allow");
    for package in Graph::read().packages.values() {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence, &allowed), "{} {}: {licence:?}", package["name"], package["version"]);
    }
}

#[test]
fn licence_expressions_are_read() {
    let allowed = ["MIT", "Zlib"].map(str::to_owned).into();
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(GPL-3.0 OR Zlib) AND MIT"] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND GPL-3.0", "MITX"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

#[test]
fn nothing_is_from_elsewhere_and_nothing_is_banned() {
    // The lock file knows all platforms and features.
    let lock: toml_edit::DocumentMut = read("Cargo.lock").parse().unwrap();
    let (banned, registries) = (listed("bans", "deny"), listed("sources", "allow-registry"));
    let mut seen = 0;
    for package in lock["package"].as_array_of_tables().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.contains(name), "{name} is banned");
        match package.get("source").and_then(|source| source.as_str()) {
            Some(source) => {
                let registry = source.strip_prefix("registry+").unwrap_or_else(|| panic!("{name} is from {source}"));
                assert!(registries.contains(registry), "{name} is from {registry}");
                assert!(package.get("checksum").is_some(), "{name} has no checksum");
                seen += 1;
            }
            None => assert_eq!(name, "tone", "a package from a folder"),
        }
    }
    assert!(seen > 100, "the lock file is not read: {seen}");
}

#[test]
fn this_crate_has_no_unsafe_code() {
    let manifest: toml_edit::DocumentMut = read("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}
