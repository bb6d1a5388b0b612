//! The cue table: words of saying, writing, thinking and showing, with the act they name and how they frame it.
//!
//! `cues.tsv` holds a row a lemma. `takes` says what may follow the verb for it to be a cue: `clause` (with or without *that*), `that`
//! (only with it), `infinitive`, `noun`, `quoted` (only a quotation, after and before), `whom` (an addressee comes first), `post` (the verb may follow its
//! content: *…, he said*), `utterance` (only a noun for what is uttered: *issue a statement*, *extend greetings*); every other word is a
//! preposition or particle that becomes a part of the cue (*call for*, *point out*). A quotation may follow every cue. `nouns` are the
//! nouns of the same act (*claim*, *pledge*); their owner is the source. A noun behind `~` is of no act: it stands there to say that the
//! word need not be the verb.

use crate::row::{Act, CueClass};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A row of the cue table.
#[derive(Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb, uninflected.
    pub lemma: &'static str,
    /// The act it names.
    pub act: Act,
    /// How it frames the words.
    pub class: CueClass,
    /// What may follow it.
    pub takes: Takes,
    /// Prepositions and particles that become a part of the cue.
    pub particles: Vec<&'static str>,
    /// Inflected forms, the lemma first.
    pub verbs: Vec<&'static str>,
    /// Nouns of the same act, and other nouns that look like the verb.
    pub nouns: Vec<Noun>,
}

/// A noun of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The form.
    pub form: &'static str,
    /// It names the act.
    pub act: bool,
}

/// What may follow a verb for it to be a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// A clause without *that*.
    pub clause: bool,
    /// A clause with *that*, *whether*, *how* …
    pub that: bool,
    /// An infinitive.
    pub infinitive: bool,
    /// A noun phrase.
    pub noun: bool,
    /// An addressee before the content.
    pub whom: bool,
    /// A noun for what is uttered.
    pub utterance: bool,
    /// Nothing: the content came before.
    pub post: bool,
    /// Of what comes before only a quotation.
    pub quoted: bool,
}

/// The cue a form belongs to, and as what.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The cue.
    pub cue: &'static Cue,
    /// The form is one of its verbs.
    pub verb: bool,
    /// The form can be a noun.
    pub noun: bool,
    /// The form can be a noun that names the act.
    pub act: bool,
}

static TABLE: &str = include_str!("cues.tsv");

static CUES: LazyLock<Vec<Cue>> =
    LazyLock::new(|| TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(parse).collect());

static FORMS: LazyLock<BTreeMap<&'static str, Form>> = LazyLock::new(|| {
    let mut forms = BTreeMap::new();
    for cue in CUES.iter() {
        for verb in &cue.verbs {
            forms.insert(*verb, Form { cue, verb: true, noun: false, act: false });
        }
        for noun in &cue.nouns {
            let form = forms.entry(noun.form).or_insert(Form { cue, verb: false, noun: true, act: false });
            (form.noun, form.act) = (true, noun.act);
        }
    }
    forms
});

/// All verbs and nouns of cues.
pub fn forms() -> impl Iterator<Item = (&'static str, Form)> {
    FORMS.iter().map(|(word, form)| (*word, *form))
}

/// The cue whose verb or noun this lower-case word is.
pub fn form(word: &str) -> Option<Form> {
    FORMS.get(word).copied()
}

/// The cue that a word, in any case, is a form of.
pub fn lemma(word: &str) -> Option<&'static Cue> {
    form(word).or_else(|| form(&word.to_lowercase())).map(|form| form.cue)
}

fn parse(line: &'static str) -> Option<Cue> {
    let mut cells = line.split('\t');
    let lemma = cells.next()?;
    let act = Act::parse(cells.next()?)?;
    let class = CueClass::parse(cells.next()?)?;
    let mut takes = Takes::default();
    let mut particles = Vec::new();
    for word in cells.next()?.split(' ') {
        match word {
            "clause" => (takes.clause, takes.that) = (true, true),
            "that" => takes.that = true,
            "infinitive" => takes.infinitive = true,
            "noun" => takes.noun = true,
            "utterance" => takes.utterance = true,
            "whom" => takes.whom = true,
            "post" => takes.post = true,
            "quoted" => takes.quoted = true,
            "-" => {}
            particle => particles.push(particle),
        }
    }
    let verbs = cells.next()?.split('|').collect();
    let nouns = cells.next()?.split('|').filter(|noun| *noun != "-");
    let nouns = nouns.map(|noun| Noun { form: noun.trim_start_matches('~'), act: !noun.starts_with('~') }).collect();
    Some(Cue { lemma, act, class, takes, particles, verbs, nouns })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_canonical() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(CUES.len(), rows.len(), "a row of cues.tsv has an unknown act or class or too few columns");
        assert!(CUES.is_sorted_by(|a, b| a.lemma < b.lemma), "cues.tsv is sorted by lemma, each once");
        let (mut verbs, mut nouns) = (BTreeSet::new(), BTreeSet::new());
        for (cue, row) in CUES.iter().zip(rows) {
            assert_eq!(cue.verbs.first().copied(), cue.lemma.split(' ').next(), "the first form of {row} is the lemma");
            let cells: Vec<&str> = row.split('\t').collect();
            assert!(cells[3].split(' ').is_sorted(), "what {row} takes is sorted");
            assert_eq!(cells.len(), 6, "{row} has six columns");
            for verb in &cue.verbs {
                assert!(verbs.insert(*verb), "{verb} is a form of two lemmas");
            }
            for noun in &cue.nouns {
                assert!(nouns.insert(noun.form), "{} is a noun of two lemmas", noun.form);
            }
            let forms = cue.verbs.iter().copied().chain(cue.nouns.iter().map(|noun| noun.form));
            assert!(forms.into_iter().all(|form| !form.is_empty() && form == form.to_lowercase()), "forms of {row}");
        }
    }

    #[test]
    fn a_form_leads_to_its_lemma() {
        for (form, expected) in [("said", "say"), ("Hailed", "hail"), ("reaffirms", "reaffirm"), ("threat", "threaten")]
        {
            assert_eq!(lemma(form).map(|cue| cue.lemma), Some(expected));
        }
        assert!(lemma("table").is_none());
        assert_eq!(lemma("claimed").map(|cue| cue.class), Some(CueClass::Distancing));
    }
}
