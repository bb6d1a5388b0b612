//! Names for what is read: unique in a run, the same wherever the corpus lies, and without loss.

use crate::ingest::source::Source;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path};

/// Sources of equal name get more of their PATH before it until they differ; PATHs that are typed alike get a number.
pub fn tell_apart(sources: &mut [(Source, String)]) {
    loop {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (source, _)) in sources.iter().enumerate() {
            by_name.entry(source.input.clone()).or_default().push(at);
        }
        let alike: Vec<_> = by_name.into_values().filter(|group| group.len() > 1).collect();
        if alike.is_empty() {
            return;
        }
        for group in alike {
            let longer: Vec<_> = group.iter().map(|&at| longer(&sources[at].0.input, &sources[at].1)).collect();
            let stuck = longer.iter().all(Option::is_none);
            for (nth, (at, longer)) in group.into_iter().zip(longer).enumerate() {
                let input = &mut sources[at].0.input;
                match longer {
                    Some(longer) => *input = longer,
                    None if stuck && nth > 0 => input.push_str(&format!("~{}", nth + 1)),
                    None => {}
                }
            }
        }
    }
}

/// A name with one more folder of the typed path before it.
fn longer(input: &str, typed: &str) -> Option<String> {
    let before = typed.strip_suffix(input)?.strip_suffix('/')?;
    let folder = before.rsplit('/').next().unwrap_or(before);
    Some(format!("{folder}/{input}"))
}

/// The parts of a PATH as typed, `.` and `..` resolved on paper.
pub fn typed_parts(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(shown(part)),
            Component::ParentDir => drop(parts.pop()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    parts
}

/// A PATH in a message: as typed, but of an absolute one the last part only, for what a run writes names no place of the machine.
pub fn label(path: &Path) -> String {
    shown(if path.is_absolute() { path.file_name().unwrap_or(path.as_os_str()) } else { path.as_os_str() })
}

/// A name as text: itself if it is UTF-8, else with its other bytes as `\xFF` and backslashes doubled, so that nothing is lost.
pub fn shown(name: &OsStr) -> String {
    if let Some(name) = name.to_str() {
        return name.to_owned();
    }
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace('\\', "\\\\"));
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::source::{Kind, Origin};

    #[test]
    fn typed_paths_that_are_alike_get_a_number() {
        let source = || Source {
            path: "x".into(),
            input: "a.txt".into(),
            place: String::new(),
            bytes: 0,
            kind: Kind::Text,
            origin: Origin::File,
        };
        let mut sources =
            vec![(source(), "x/a.txt".to_owned()), (source(), "x/a.txt".to_owned()), (source(), "a.txt".to_owned())];
        tell_apart(&mut sources);
        let inputs: Vec<_> = sources.iter().map(|(source, _)| source.input.as_str()).collect();
        assert_eq!(inputs, ["x/a.txt", "x/a.txt~2", "a.txt"]);
    }

    #[test]
    fn an_absolute_path_is_not_shown() {
        assert_eq!(label(Path::new("/somewhere/private/a.txt")), "a.txt");
        assert_eq!(label(Path::new("../a.txt")), "../a.txt");
        assert_eq!(label(Path::new("/")), "/");
    }

    #[test]
    fn dots_are_resolved_on_paper() {
        assert_eq!(typed_parts(Path::new("/a/./b/../c//d.txt")), ["a", "c", "d.txt"]);
        assert!(typed_parts(Path::new("../..")).is_empty());
    }
}
