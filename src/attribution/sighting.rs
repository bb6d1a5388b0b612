//! Where a text names somebody: what a cast is made of.

use super::cast::{Mention, Place};
use super::fold::fold;
use super::name_run::{Kind, NameRun, name_runs};
use super::named_text::NamedText;
use super::names::{Entity, KnownName};
use super::parts::{letters, words};
use super::role::{Role, roles};
use super::word::{Gender, is_body, is_office, is_possessive_mark, role};
use crate::lookup::Lookup;
use crate::text::document::{Document, Sentence};
use std::rc::Rc;

/// A run of capitalised words before it is known whose name it is.
#[derive(Debug)]
pub struct Sighting {
    /// The run.
    pub run: NameRun,
    /// None for a name that only shows a form: a country in the name of a ministry.
    pub mention: Option<Mention>,
    /// The name in it.
    pub name: Rc<Name>,
    /// What the words around it say of its bearer.
    pub roles: Vec<Role>,
    /// The gender they tell.
    pub gender: Gender,
}

/// A name with what it is compared by: made once for each spelling in an article, however often that stands there.
#[derive(Debug)]
pub struct Name {
    /// As [`plain`] has it.
    pub plain: String,
    /// Folded.
    pub folded: String,
    /// Its letters, without initials.
    pub letters: String,
    /// Its words, without initials.
    pub words: usize,
}

impl Name {
    fn new(name: &str) -> Self {
        let plain = plain(name);
        let folded = fold(&plain);
        Self { letters: letters(&folded), words: words(&folded), plain, folded }
    }
}

/// Finds the sightings of an article.
#[derive(Debug, Default)]
pub struct Sightings<'a> {
    names: Lookup<&'a str, Rc<Name>>,
    found: Vec<Sighting>,
}

impl<'a> Sightings<'a> {
    /// The sightings in title and body, in text order; boilerplate has none.
    pub fn of(title: &NamedText<'a>, body: &NamedText<'a>) -> Vec<Sighting> {
        let mut sightings = Self::default();
        for (text, place) in [(title, Place::default()), (body, Place::after(title.document))] {
            for (index, sentence) in text.document.sentences.iter().enumerate() {
                let paragraph = text.document.paragraphs.get(sentence.paragraph);
                if !paragraph.is_some_and(|paragraph| paragraph.boilerplate) {
                    sightings.sentence(text, place, index, sentence);
                }
            }
        }
        sightings.found
    }

    fn name(&mut self, name: &'a str) -> Rc<Name> {
        self.names.entry(name).or_insert_with(|| Rc::new(Name::new(name))).clone()
    }

    /// Adds those of a sentence.
    fn sentence(&mut self, text: &NamedText<'a>, place: Place, index: usize, sentence: &Sentence) {
        let document = text.document;
        let only_configured = is_headline(document, sentence, if place == Place::default() { 2 } else { 4 });
        let mut first = true;
        for run in name_runs(text, sentence.tokens.clone()) {
            if run.kind == Kind::Title || only_configured && run.entity.is_none() {
                continue;
            }
            let next = document.word(run.tokens.end);
            let previous = run.tokens.start.checked_sub(1).filter(|&previous| previous >= sentence.tokens.start);
            let previous = previous.map_or("", |previous| document.word(previous));
            let quoted = document.tokens.get(run.tokens.start).is_some_and(|token| token.quote.is_some());
            let possessive = is_possessive_mark(next);
            let subject = first && !possessive && !is_preposition(previous);
            first &= possessive || is_preposition(previous);
            let (roles, gender) =
                if run.kind == Kind::Person { roles(text, sentence, &run) } else { (Vec::new(), Gender::Unknown) };
            let mention = Mention {
                span: run.span.shifted(place.bytes),
                character: 0,
                sentence: place.sentences + index,
                paragraph: place.paragraphs + sentence.paragraph,
                quoted,
                possessive,
                subject,
            };
            for inside in sides_inside(text, &run) {
                let name = self.name(inside.name.of(document.text));
                self.found.push(Sighting {
                    name,
                    mention: None,
                    roles: Vec::new(),
                    gender: Gender::Unknown,
                    run: inside,
                });
            }
            let name = self.name(run.name.of(document.text));
            self.found.push(Sighting { name, mention: Some(mention), roles, gender, run });
        }
    }
}

/// The sides whose names are part of a longer run: the country in the name of a ministry.
fn sides_inside(text: &NamedText<'_>, run: &NameRun) -> Vec<NameRun> {
    if run.entity.is_some() || run.tokens.len() < 2 {
        return Vec::new();
    }
    let sides = text.known_in(run.span).iter().filter(|known| matches!(known.entity, Entity::Side(_)));
    sides
        .map(|&KnownName { span, entity, .. }| {
            let tokens = run.tokens.clone();
            NameRun { span, name: span, kind: Kind::Side, entity: Some(entity), description: false, tokens }
        })
        .collect()
}

/// A name on one line, without a leading article, and without the titles in a configured form of it (`Chairman Kim`); those of a body
/// (`Republican National Committee`) are its name.
pub fn plain(name: &str) -> String {
    let words = || name.split_whitespace();
    let article = words().nth(1).is_some() && words().next().is_some_and(|first| first.eq_ignore_ascii_case("the"));
    let rest = || words().skip(usize::from(article));
    let titles = rest().take_while(|word| is_office(word) || role(word).is_some()).count();
    let titled =
        rest().nth(titles).is_some_and(|next| !is_body(next)) && rest().take(titles).any(|word| role(word).is_some());
    let mut plain = String::with_capacity(name.len());
    for word in rest().skip(if titled { titles } else { 0 }) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "to"
            | "in"
            | "at"
            | "from"
            | "with"
            | "by"
            | "on"
            | "against"
            | "between"
            | "about"
            | "under"
            | "In"
            | "At"
            | "For"
            | "With"
            | "From"
            | "On"
            | "Under"
            | "After"
            | "after"
            | "before"
            | "Before"
    )
}

/// True for a sentence of at least so many long words that writes most of them with a capital: there capitals tell no names.
fn is_headline(document: &Document<'_>, sentence: &Sentence, least: usize) -> bool {
    let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let last = tokens.last().map_or("", |token| token.span.of(document.text));
    if matches!(last, "." | "”" | "\"") {
        return false;
    }
    let long = tokens.iter().map(|token| token.span.of(document.text)).filter(|word| word.len() > 3);
    let (mut capital, mut all) = (0_usize, 0_usize);
    for word in long.filter(|word| word.starts_with(char::is_alphabetic)) {
        capital += usize::from(word.starts_with(char::is_uppercase));
        all += 1;
    }
    all >= least && capital * 10 >= all * 7
}
