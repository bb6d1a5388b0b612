//! Contradictions within a merged configuration: found before any work, each at the line that can be mended.

use super::mistake::{Mistakes, shown, suggestion};
use super::model::{Config, literal_key};
use super::parse::declared::{Declared, Entry};
use super::plan::Period;
use std::collections::BTreeMap;

/// Reports every contradiction. `declared` knows the lines.
pub fn check(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    outlets(config, declared, mistakes);
    names(config, declared, mistakes);
    sides(config, declared, mistakes);
    if let Some((Period::Event, line)) = declared.period
        && config.events.is_empty()
    {
        mistakes.add(line, "`period` is `event`, and there is no event: add one to [events]");
    }
}

/// Who claims a literal, and in which line of the file; none if it is built in.
struct Claim<'a> {
    owner: &'a str,
    line: Option<u64>,
}

/// Claims of one kind of literal, each to be made by one owner.
#[derive(Default)]
struct Claims<'a> {
    by_literal: BTreeMap<String, Claim<'a>>,
}

impl<'a> Claims<'a> {
    fn claim(&mut self, key: String, literal: &str, owner: &'a str, line: Option<u64>, mistakes: &mut Mistakes) {
        let claim = Claim { owner, line };
        let Some(first) = self.by_literal.get(&key) else {
            self.by_literal.insert(key, claim);
            return;
        };
        if first.owner == owner {
            return;
        }
        // The later line can be mended; between a built-in entry and one of the file, only the latter.
        let (at, other) = if first.line > claim.line { (first, &claim) } else { (&claim, first) };
        let whence = other.line.map_or("built in".to_owned(), |line| format!("line {line}"));
        let (literal, taker, owner) = (shown(literal), shown(at.owner), shown(other.owner));
        let message = format!("{literal} names {owner} already ({whence}): take it out of {taker}, or change {owner}");
        mistakes.add(at.line.unwrap_or(1), message);
    }
}

/// The lines of an entry's literals, by owner and literal.
fn lines<'a, T>(entries: &'a [Entry<T>], key: fn(&T) -> &str) -> BTreeMap<(&'a str, &'a str), u64> {
    let of = |entry: &'a Entry<T>| {
        let owner = key(&entry.value);
        entry.literals.iter().map(move |literal| ((owner, literal.text.as_str()), literal.line))
    };
    entries.iter().flat_map(of).collect()
}

/// A source field must name one outlet.
fn outlets(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    let lines = lines(&declared.outlets, |outlet| &outlet.name);
    let mut claims = Claims::default();
    for outlet in &config.outlets {
        for literal in outlet.literals() {
            let line = lines.get(&(outlet.name.as_str(), literal)).copied();
            claims.claim(literal_key(literal), literal, &outlet.name, line, mistakes);
        }
    }
}

/// Words of an article must name one actor: a speaker or a side.
fn names(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    let in_speakers = lines(&declared.speakers, |speaker| &speaker.name);
    let in_sides = lines(&declared.sides, |side| &side.key);
    let mut claims = Claims::default();
    for speaker in &config.speakers {
        for literal in std::iter::once(&speaker.name).chain(&speaker.names) {
            let line = in_speakers.get(&(speaker.name.as_str(), literal.as_str())).copied();
            claims.claim(literal.clone(), literal, &speaker.name, line, mistakes);
            if speaker.not.contains(literal) {
                let message = format!("{} is both in `names` and in `not` of {}", shown(literal), shown(&speaker.name));
                mistakes.add(line.unwrap_or(1), message);
            }
        }
    }
    for side in &config.sides {
        for literal in &side.names {
            let line = in_sides.get(&(side.key.as_str(), literal.as_str())).copied();
            claims.claim(literal.clone(), literal, &side.key, line, mistakes);
        }
    }
}

/// A speaker's side must be declared.
fn sides(config: &Config, declared: &Declared, mistakes: &mut Mistakes) {
    let known = || config.sides.iter().map(|side| side.key.as_str());
    for Entry { value, line, literals } in &declared.speakers {
        if value.side.is_empty() || known().any(|key| key == value.side) {
            continue;
        }
        let line = literals.iter().find(|literal| literal.text == value.side).map_or(*line, |literal| literal.line);
        let hint = match suggestion(&value.side, known()) {
            hint if hint.is_empty() => ": add it to [sides]".to_owned(),
            hint => hint,
        };
        mistakes.add(line, format!("side {} of {} is not declared{hint}", shown(&value.side), shown(&value.name)));
    }
}

#[cfg(test)]
mod tests {
    use crate::config::load::parse;
    use std::path::Path;

    fn mistakes(text: &str) -> String {
        parse(text, Path::new("t")).expect_err("a contradiction is a mistake").to_string()
    }

    #[test]
    fn two_outlets_cannot_claim_the_same_literal() {
        let text = "base = \"none\"\n[outlets.A]\nnames = [\n\"x\",\n\"Polar Post\"]\n[outlets.B]\nmatch = [\"polar-post\", \"x*\"]\n";
        assert_eq!(mistakes(text), "t:7: `polar-post` names `A` already (line 5): take it out of `B`, or change `A`");
        let twice = "base = \"none\"\n[outlets.A]\nmatch = [\"x*\"]\n[outlets.B]\nmatch = [\"x*\"]\n";
        assert!(parse(twice, Path::new("t")).is_ok(), "patterns may overlap");
    }

    #[test]
    fn a_name_of_the_base_is_taken_until_its_entry_is_replaced() {
        let added = "[outlets.Wire]\nnames = [\"AP\"]\n";
        let expected = "t:2: `AP` names `Associated Press` already (built in): take it out of `Wire`, or change `Associated Press`";
        assert_eq!(mistakes(added), expected);
        let replaced = format!("{added}[outlets.\"Associated Press\"]\nnames = [\"apnews.com\"]\n");
        assert!(parse(&replaced, Path::new("t")).is_ok());
    }

    #[test]
    fn two_actors_cannot_claim_the_same_words() {
        let expected = "t:1: `Kim Jong-un` names `Kim Jong Un` already (built in): take it out of `Kim Jong-un`, or change `Kim Jong Un`";
        assert_eq!(mistakes("[speakers.\"Kim Jong-un\"]\n"), expected);
        assert!(
            mistakes("[sides.alps]\nnames = [\"Moscow\"]\n")
                .starts_with("t:2: `Moscow` names `russia` already (built in)")
        );
        assert!(
            mistakes("[speakers.A]\nnames = [\"b\"]\nnot = [\"b\"]\n")
                .contains("`b` is both in `names` and in `not` of `A`")
        );
    }

    #[test]
    fn a_side_must_be_declared() {
        let text = "[speakers.A]\nside = \"drpk\"\n[speakers.B]\nside = \"alps\"\n[speakers.C]\nside = \"us\"\n";
        let expected = "t:2: side `drpk` of `A` is not declared: did you mean `dprk`?\n\
                        t:4: side `alps` of `B` is not declared: add it to [sides]";
        assert_eq!(mistakes(text), expected);
        assert!(parse("[speakers.A]\nside = \"alps\"\n[sides.alps]\n", Path::new("t")).is_ok());
    }

    #[test]
    fn periods_of_events_need_events() {
        let text = "base = \"none\"\nperiod = \"event\"\n";
        assert_eq!(mistakes(text), "t:2: `period` is `event`, and there is no event: add one to [events]");
        assert!(parse(&format!("{text}[events.a]\nfrom = 2019-05-04\n"), Path::new("t")).is_ok());
    }

    #[test]
    fn an_outlet_has_one_group() {
        let text =
            "[groups]\na = [\"Reuters\"]\nb = [\"BBC\",\n\"reuters.com\"]\nother = []\n\"all others\" = []\nall = []\n";
        let expected = "t:4: `reuters.com` is in group `a` already (line 2)\n\
                        t:5: `other` is the group of every outlet that no group names: choose another name\n\
                        t:6: `all others` is what a group is compared with where there are many: choose another name\n\
                        t:7: `all` is what stands for all groups together: choose another name";
        assert_eq!(mistakes(text), expected);
    }
}
