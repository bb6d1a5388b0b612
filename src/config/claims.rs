//! Comparisons: the names in them are looked up in the merged configuration, and stand in it by their canonical forms.

use super::mistake::{Mistakes, shown, suggestion};
use super::model::{Config, OTHER, Origin, Outlet, literal_key};
use super::parse::declared::{Claim, Declared};
use super::plan::{Comparison, GroupBy, Measure};
use super::read::Literal;
use crate::dictionary::set::FrameSet;
use std::collections::BTreeMap;

/// Adds the comparisons that a file declares to those of the base.
pub fn lay(config: &mut Config, declared: &Declared, mistakes: &mut Mistakes) {
    let mut seen: BTreeMap<Comparison, u64> = config.comparisons.iter().map(|one| (turned(one), 0)).collect();
    for claim in &declared.comparisons {
        let Some(comparison) = resolved(config, claim, mistakes) else { continue };
        if let Some(first) = seen.insert(turned(&comparison), claim.line) {
            mistakes.add(claim.line, format!("this comparison is made already (line {first}): take one out"));
        }
        config.comparisons.push(comparison);
        config.origins.insert("comparison".to_owned(), Origin::File);
    }
}

/// A comparison with its groups in the order of their bytes: turned round it claims the same.
fn turned(comparison: &Comparison) -> Comparison {
    let mut turned = comparison.clone();
    turned.groups.sort();
    turned
}

/// A comparison in canonical names; `None` if there is a mistake in it.
fn resolved(config: &Config, claim: &Claim, mistakes: &mut Mistakes) -> Option<Comparison> {
    let measure = claim.measure.as_ref().and_then(|(measure, line)| measured(config, measure, *line, mistakes));
    let speaker = claim.speaker.as_ref().map(|name| speaker(config, name, mistakes));
    let event = claim.event.as_ref().map(|name| event(config, name, mistakes));
    let groups: Vec<String> = claim.groups.iter().filter_map(|name| group(config, name, mistakes)).collect();
    let [first, second] = <[String; 2]>::try_from(groups).ok()?;
    if first == second {
        let line = claim.groups.last().map_or(claim.line, |group| group.line);
        mistakes.add(line, format!("`groups` names {} twice: a comparison is of two", shown(&first)));
        return None;
    }
    let told = |name: Option<Option<String>>| name.map_or(Some(String::new()), |name| name);
    let (speaker, event) = (told(speaker)?, told(event)?);
    Some(Comparison { measure: measure?, speaker, manner: claim.manner, event, groups: [first, second] })
}

fn measured(config: &Config, measure: &Measure, line: u64, mistakes: &mut Mistakes) -> Option<Measure> {
    let literal = |text: &str| Literal { text: text.to_owned(), line };
    match measure {
        Measure::About(name) => actor(config, &literal(name), mistakes).map(Measure::About),
        Measure::Frame(name) => frame(config, &literal(name), mistakes).map(Measure::Frame),
        Measure::Tone | Measure::OutletVoice | Measure::ShareAttributed => Some(measure.clone()),
    }
}

/// Names and the canonical name that each stands for.
type Names<'a> = Vec<(&'a str, &'a str)>;

/// The canonical name that a name stands for as written.
fn exact(names: &Names<'_>, name: &str) -> Option<String> {
    names.iter().find(|(known, _)| *known == name).map(|(_, canonical)| (*canonical).to_owned())
}

/// The canonical name that a name stands for: as written, else whatever its case and spacing.
fn canonical(names: &Names<'_>, name: &str) -> Option<String> {
    exact(names, name).or_else(|| {
        let alike = names.iter().find(|(known, _)| literal_key(known) == literal_key(name));
        alike.map(|(_, canonical)| (*canonical).to_owned())
    })
}

/// What speakers and sides go by.
fn actors(config: &Config) -> Names<'_> {
    let speakers = config.speakers.iter().flat_map(|speaker| {
        let names = std::iter::once(&speaker.name).chain(&speaker.names);
        names.map(|name| (name.as_str(), speaker.name.as_str()))
    });
    let sides = config.sides.iter().flat_map(|side| {
        let names = side.names.iter().chain([&side.key]);
        names.map(|name| (name.as_str(), side.name()))
    });
    speakers.chain(sides).collect()
}

/// What outlets go by.
fn outlets(config: &Config) -> Names<'_> {
    fn of(outlet: &Outlet) -> impl Iterator<Item = (&str, &str)> {
        outlet.literals().map(|literal| (literal, outlet.name.as_str()))
    }
    config.outlets.iter().flat_map(of).collect()
}

/// The name that was found; else a mistake, with the nearest of the known names or else what to do.
fn found(
    found: Option<String>,
    what: &str,
    name: &Literal,
    known: &Names<'_>,
    otherwise: &str,
    mistakes: &mut Mistakes,
) -> Option<String> {
    if found.is_none() {
        let hint = match suggestion(&name.text, known.iter().map(|(name, _)| *name)) {
            hint if hint.is_empty() => format!(": {otherwise}"),
            hint => hint,
        };
        mistakes.add(name.line, format!("there is no {what} {}{hint}", shown(&name.text)));
    }
    found
}

/// The canonical name of who is written about.
fn actor(config: &Config, name: &Literal, mistakes: &mut Mistakes) -> Option<String> {
    let names = actors(config);
    found(canonical(&names, &name.text), "speaker or side", name, &names, "add it to [speakers]", mistakes)
}

/// The canonical name of who speaks.
fn speaker(config: &Config, name: &Literal, mistakes: &mut Mistakes) -> Option<String> {
    let mut names = actors(config);
    names.extend(outlets(config));
    found(canonical(&names, &name.text), "speaker, side or outlet", name, &names, "add it to [speakers]", mistakes)
}

fn event(config: &Config, name: &Literal, mistakes: &mut Mistakes) -> Option<String> {
    let keys: Names<'_> = config.events.iter().map(|event| (event.key.as_str(), event.key.as_str())).collect();
    found(exact(&keys, &name.text), "event", name, &keys, "add it to [events]", mistakes)
}

fn frame(config: &Config, name: &Literal, mistakes: &mut Mistakes) -> Option<String> {
    let keys = |set: &FrameSet| {
        set.categories.iter().map(|category| format!("{}.{}", set.name, category.name)).collect::<Vec<_>>()
    };
    let keys: Vec<String> = config.frames.iter().flat_map(keys).collect();
    let keys: Names<'_> = keys.iter().map(|key| (key.as_str(), key.as_str())).collect();
    let otherwise = "write frame:<set>.<category>, of a set in [frames]";
    found(exact(&keys, &name.text), "frame", name, &keys, otherwise, mistakes)
}

/// The canonical name of a group: of an outlet, where outlets are groups.
fn group(config: &Config, name: &Literal, mistakes: &mut Mistakes) -> Option<String> {
    let outlets = outlets(config);
    if config.group_by == GroupBy::Outlet {
        return found(canonical(&outlets, &name.text), "outlet", name, &outlets, "add it to [outlets]", mistakes);
    }
    let groups: Names<'_> = config.groups.iter().map(|group| (group.name.as_str(), group.name.as_str())).collect();
    let otherwise = match canonical(&outlets, &name.text) {
        _ if name.text == OTHER => "it is what no group names; add one to [groups]",
        Some(_) => "it is an outlet, and `group_by = \"outlet\"` makes outlets groups",
        None => "add it to [groups]",
    };
    found(exact(&groups, &name.text), "group", name, &groups, otherwise, mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::parse;
    use crate::config::plan::Wording;
    use std::path::Path;

    const BASE: &str = "[frames.summit]\npeace = [\"peace*\"]\n[events.vote]\nfrom = 2019-05-04\n";

    fn read(lines: &str) -> Config {
        parse(&format!("{lines}\n{BASE}"), Path::new("t")).unwrap_or_else(|error| panic!("{error}"))
    }

    fn mistakes(lines: &str) -> String {
        parse(&format!("{lines}\n{BASE}"), Path::new("t")).expect_err("this is a mistake").to_string()
    }

    #[test]
    fn names_stand_by_their_canonical_forms() {
        let config = read(
            "[[comparison]]\nspeaker = \"Chairman Kim\"\nmanner = \"quoted\"\nevent = \"vote\"\ngroups = [\"kcna\", \"western\"]\n\
             [[comparison]]\nmeasure = \"tone\"\nspeaker = \"dprk\"\ngroups = [\"kcna\", \"xinhua\"]\n\
             [[comparison]]\nspeaker = \"korean central news-agency\"\ngroups = [\"kcna\", \"xinhua\"]\n\
             [[comparison]]\nmeasure = \"about: moscow\"\ngroups = [\"kcna\", \"xinhua\"]\n\
             [[comparison]]\nmeasure = \"frame:summit.peace\"\ngroups = [\"kcna\", \"xinhua\"]\n",
        );
        let told: Vec<_> =
            config.comparisons.iter().map(|one| (one.measure.to_string(), one.speaker.as_str())).collect();
        let expected = [
            ("tone", "Kim Jong Un"),
            ("tone", "North Korea"),
            ("tone", "KCNA"),
            ("about:Russia", ""),
            ("frame:summit.peace", ""),
        ];
        assert_eq!(told, expected.map(|(measure, speaker)| (measure.to_owned(), speaker)));
        let first = &config.comparisons[0];
        assert_eq!((first.manner, first.event.as_str()), (Wording::Quoted, "vote"));
        assert_eq!(first.groups, ["kcna", "western"]);
    }

    #[test]
    fn with_outlets_as_groups_comparisons_are_of_outlets() {
        let lines = "group_by = \"outlet\"\ncomparison = [{ measure = \"outlet_voice\", groups = [\"bbc.co.uk\", \"the new york-times\"] }]";
        assert_eq!(read(lines).comparisons[0].groups, ["BBC", "New York Times"]);
        let wrong = lines.replace("bbc.co.uk", "western");
        assert_eq!(mistakes(&wrong), "t:2: there is no outlet `western`: add it to [outlets]");
    }

    #[test]
    fn a_wrong_comparison_is_told() {
        let groups = "groups = [\"kcna\", \"western\"]";
        for (lines, expected) in [
            (groups, "t:1: [[comparison]] has no `speaker`: measure `tone` compares somebody's words"),
            (
                "speaker = \"us\"",
                "t:1: [[comparison]] has no `groups`: name two, like groups = [\"kcna\", \"western\"]",
            ),
            (
                "measure = \"outlet_voice\"\ngroups = [\"kcna\"]",
                "t:3: `groups` must name two, not 1: a comparison is of two",
            ),
            (
                "measure = \"outlet_voice\"\ngroups = [\"kcna\",\n\"kcna\"]",
                "t:4: `groups` names `kcna` twice: a comparison is of two",
            ),
            (
                "measure = \"outlet_voice\"\ngroups = [\"kcna\", \"westren\"]",
                "t:3: there is no group `westren`: did you mean `western`?",
            ),
            (
                "measure = \"outlet_voice\"\ngroups = [\"kcna\", \"other\"]",
                "t:3: there is no group `other`: it is what no group names; add one to [groups]",
            ),
            (
                "measure = \"outlet_voice\"\ngroups = [\"kcna\", \"Reuters\"]",
                "t:3: there is no group `Reuters`: it is an outlet, and `group_by = \"outlet\"` makes outlets groups",
            ),
            (
                &format!("{groups}\nspeaker = \"Kim Jong Unn\""),
                "t:3: there is no speaker, side or outlet `Kim Jong Unn`: did you mean `Kim Jong Un`?",
            ),
            (
                &format!("{groups}\nspeaker = \"us\"\nevent = \"voet\"\nmanner = \"quotes\""),
                "t:4: there is no event `voet`: did you mean `vote`?\n\
                 t:5: `manner` cannot be `quotes`: did you mean `quoted`? (one of: all, quoted, paraphrased, statement)",
            ),
            (
                &format!("{groups}\nmeasure = \"outlet_voice\"\nspeaker = \"us\"\nmanner = \"all\""),
                "t:4: `speaker` goes with measure `tone` only: take it out of this `outlet_voice`\n\
                 t:5: `manner` goes with measure `tone` only: take it out of this `outlet_voice`",
            ),
            (
                &format!("{groups}\nmeasure = \"outletvoice\""),
                "t:3: `measure` cannot be `outletvoice`: did you mean `outlet_voice`? \
                 (one of: tone, outlet_voice, about:<actor>, frame:<set>.<category>, share_attributed)",
            ),
            (
                &format!("{groups}\nmeasure = \"abuot:us\""),
                "t:3: `measure` cannot be `abuot:us`: did you mean `about:`? \
                 (one of: tone, outlet_voice, about:<actor>, frame:<set>.<category>, share_attributed)",
            ),
            (
                &format!("{groups}\nmeasure = \"about:Mosco\""),
                "t:3: there is no speaker or side `Mosco`: did you mean `Moscow`?",
            ),
            (
                &format!("{groups}\nmeasure = \"frame:summit.peac\""),
                "t:3: there is no frame `summit.peac`: did you mean `summit.peace`?",
            ),
            (
                &format!("{groups}\nmeasure = \"frame:other\""),
                "t:3: there is no frame `other`: write frame:<set>.<category>, of a set in [frames]",
            ),
            (&format!("{groups}\nmeasure = 3"), "t:3: `measure` must be a string, not a whole number"),
            (&format!("{groups}\nspeaker = \" \""), "t:3: `speaker` is empty"),
            (
                &format!("{groups}\nspeaker = \"us\"\ngroup = 1"),
                "t:4: unknown key `group` in [[comparison]]: did you mean `groups`?",
            ),
        ] {
            assert_eq!(mistakes(&format!("[[comparison]]\n{lines}")), expected);
        }
        assert_eq!(
            mistakes("[comparison]"),
            "t:1: `comparison` must be a list of tables, each headed [[comparison]], not a table"
        );
    }

    #[test]
    fn the_same_claim_is_made_once() {
        let one = "[[comparison]]\nmeasure = \"about:us\"\ngroups = [\"kcna\", \"western\"]\n";
        let turned =
            one.replace("\"kcna\", \"western\"", "\"western\", \"kcna\"").replace("us", "the American government");
        assert_eq!(mistakes(&format!("{one}{turned}")), "t:4: this comparison is made already (line 1): take one out");
    }
}
