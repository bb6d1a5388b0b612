//! The key of a sample: what each item is; and the spellings that are one name. Read back from what `report` wrote.

use super::item::{Class, Item};
use super::sheet::{Row, Sheet, read};
use crate::config::{Config, Mistakes, shown};
use crate::partial::name;
use crate::partial::roster::configured;
use crate::score::Score;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of the key that are read.
const COLUMNS: [&str; 15] = [
    "item",
    "article_id",
    "sentence",
    "row",
    "cluster",
    "outlet",
    "group",
    "voice",
    "population",
    "sampled",
    "machine_tone",
    "machine_speaker",
    "confidence",
    "words_hash",
    "coders",
];
const ENGINE: &str = "engine";
/// Columns of the names.
const SPELLINGS: [&str; 2] = ["spelling", "speaker"];

/// Spellings of names, by the key of each the key of the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// The key of a name in any spelling: as names are joined across articles, and by the table.
    pub fn key(&self, spelling: &str) -> String {
        let key = name::key(spelling);
        self.0.get(&key).cloned().unwrap_or(key)
    }

    /// The keys of all names of the table.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Reads the table.
    pub fn read(text: &str, mistakes: &mut Mistakes) -> Self {
        let mut names = Self::default();
        let Some(sheet) = read(text, &SPELLINGS, mistakes) else { return names };
        for row in sheet.rows().filter(|row| !row.cell(0).is_empty() && !row.cell(1).is_empty()) {
            // As in the configuration, the first stands.
            names.0.entry(name::key(row.cell(0))).or_insert_with(|| name::key(row.cell(1)));
        }
        names
    }
}

/// The spellings that a configuration knows, each with the name that tables print; the first of equals.
pub fn spellings(config: &Config) -> Vec<(String, String)> {
    let speakers = config.speakers.iter().map(|speaker| (&speaker.name, &speaker.names));
    let sides = config.sides.iter().filter_map(|side| Some((side.names.first()?, &side.names)));
    let outlets = config.outlets.iter().map(|outlet| (&outlet.name, &outlet.names));
    let mut seen = BTreeSet::new();
    // A name is always itself, whoever else goes by it.
    let own = configured(config).into_iter().map(|name| (name.text.clone(), name.text));
    let others = speakers.chain(sides).chain(outlets);
    let others = others.flat_map(|(name, names)| names.iter().map(|other| (other.clone(), name.clone())));
    own.chain(others).filter(|(spelling, _)| seen.insert(name::key(spelling))).collect()
}

/// The key of a sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The items by number.
    pub items: Vec<Item>,
    /// Program, version and configuration that made it.
    pub engine: String,
}

impl Key {
    /// Reads the table. What cannot be read is among the mistakes.
    pub fn read(text: &str, mistakes: &mut Mistakes) -> Self {
        let columns: Vec<&str> = COLUMNS.into_iter().chain([ENGINE]).collect();
        let mut key = Self::default();
        let Some(sheet) = read(text, &columns, mistakes) else { return key };
        let mut lines = BTreeMap::new();
        for row in sheet.rows() {
            let engine = row.cell(COLUMNS.len());
            if key.engine.is_empty() {
                engine.clone_into(&mut key.engine);
            } else if engine != key.engine {
                let message = format!(
                    "{} made this item and {} those before: two keys in one file",
                    shown(engine),
                    shown(&key.engine)
                );
                mistakes.add(row.line, message);
            }
            let Some(item) = item(&row, mistakes) else { continue };
            if let Some(first) = lines.insert(item.number, row.line) {
                mistakes.add(row.line, format!("item {} stands on line {first} already", item.number));
                continue;
            }
            key.items.push(item);
        }
        key.items.sort_by_key(|item| item.number);
        if sheet_is_empty(&sheet) {
            mistakes.add(1, "the key has no item");
        }
        key
    }

    /// The item with a number.
    pub fn item(&self, number: u32) -> Option<&Item> {
        self.items.binary_search_by_key(&number, |item| item.number).ok().and_then(|at| self.items.get(at))
    }
}

fn sheet_is_empty(sheet: &Sheet) -> bool {
    sheet.rows().next().is_none()
}

fn item(row: &Row<'_>, mistakes: &mut Mistakes) -> Option<Item> {
    let class = Class::parse(row.cell(7));
    if class.is_none() {
        mistakes.add(row.line, format!("voice must be outlet_voice or speech, not {}", shown(row.cell(7))));
    }
    let (population, sampled): (u64, u64) =
        (row.number(8, "population", mistakes)?, row.number(9, "sampled", mistakes)?);
    if sampled == 0 || population < sampled {
        mistakes.add(row.line, format!("{sampled} sampled of {population} is no sample"));
        return None;
    }
    let tone = score(row, 10, "machine_tone", mistakes)?;
    if tone.is_none() {
        mistakes.add(row.line, "machine_tone is empty");
    }
    let words = row.cell(13).strip_prefix('w').and_then(|hash| u64::from_str_radix(hash, 16).ok());
    if words.is_none() {
        mistakes
            .add(row.line, format!("words_hash must be w and sixteen hexadecimal digits, not {}", shown(row.cell(13))));
    }
    let coders: Option<Vec<u32>> = list(row.cell(14)).map(|coder| coder.parse().ok()).collect();
    if coders.as_ref().is_none_or(Vec::is_empty) {
        mistakes.add(row.line, format!("coders must be numbers joined by |, not {}", shown(row.cell(14))));
    }
    Some(Item {
        number: row.number(0, "item", mistakes)?,
        article: row.cell(1).to_owned(),
        sentence: row.number(2, "sentence", mistakes)?,
        row: row.number(3, "row", mistakes)?,
        cluster: row.cell(4).to_owned(),
        outlet: row.cell(5).to_owned(),
        group: row.cell(6).to_owned(),
        class: class?,
        population,
        sampled,
        tone: tone?,
        speakers: list(row.cell(11)).map(str::to_owned).collect(),
        confidence: score(row, 12, "confidence", mistakes)?,
        words: words?,
        coders: coders?,
    })
}

/// A number that may be missing; none where it is wrong.
fn score(row: &Row<'_>, column: usize, name: &str, mistakes: &mut Mistakes) -> Option<Option<Score>> {
    let cell = row.cell(column);
    if cell.is_empty() {
        return Some(None);
    }
    let number = cell.replace(',', ".").parse::<f64>().ok().filter(|number| (-1.0..=1.0).contains(number));
    if number.is_none() {
        mistakes.add(row.line, format!("{name} must be a number between -1 and 1, not {}", shown(cell)));
    }
    number.map(|number| Some(Score::from_unit(number)))
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::sample::config;
    use std::path::Path;

    const HEADER: &str = "item,article_id,sentence,row,cluster,outlet,group,voice,population,sampled,machine_tone,machine_speaker,confidence,\
        words_hash,coders,engine\n";

    fn key(lines: &str) -> Result<Key, String> {
        let text = format!("{HEADER}{lines}");
        let mut mistakes = Mistakes::new(Path::new("key.csv"), &text);
        let key = Key::read(&text, &mut mistakes);
        mistakes.result().map(|()| key).map_err(|error| error.to_string())
    }

    #[test]
    fn a_key_reads_back_in_the_order_of_its_numbers() {
        let key = key("2,a,3,1,a,Hill Post,hill,speech,9,3,-0.5000,Mara Lin|Otto Berg,0.9300,w00000000000000ff,1|2,t\n1,a,1,0,a,Hill Post,hill,outlet_voice,4,4,0.0000,,,w1,2,t\n")
            .unwrap();
        assert_eq!(key.items.iter().map(|item| item.number).collect::<Vec<_>>(), [1, 2]);
        let item = key.item(2).unwrap();
        assert_eq!((item.population, item.sampled), (9, 3));
        assert_eq!((item.tone, item.words, item.class), (Score(-5_000), 255, Class::Said));
        assert_eq!(
            (item.speakers.as_slice(), item.coders.as_slice()),
            (["Mara Lin", "Otto Berg"].map(String::from).as_slice(), [1, 2].as_slice())
        );
    }

    #[test]
    fn a_key_that_was_spoilt_is_told_line_by_line() {
        let told = key("1,a,1,0,a,H,h,speech,4,4,0,,,w1,1,t\n1,a,1,0,a,H,h,speech,4,4,0,,,w1,1,u\nx,a,1,0,a,H,h,voice,4,9,2,,,z,,u\n").unwrap_err();
        for expected in [
            "key.csv:3: `u` made this item",
            "key.csv:3: item 1 stands on line 2 already",
            "key.csv:4: 9 sampled of 4",
            "key.csv:4: voice",
        ] {
            assert!(told.contains(expected), "{expected} in {told}");
        }
    }

    #[test]
    fn spellings_of_the_configuration_are_one_name() {
        let mut config = config();
        config.speakers[0].names = vec!["the Mayor".into(), "Otto Berg".into()];
        let text: String = "spelling,speaker\n"
            .chars()
            .chain(spellings(&config).iter().flat_map(|(a, b)| format!("{a},{b}\n").chars().collect::<Vec<_>>()))
            .collect();
        let names = Names::read(&text, &mut Mistakes::new(Path::new("names.csv"), &text));
        assert_eq!(
            ["the Mayor", "President MARA LIN", "Otto Berg", "Ann Lee"].map(|name| names.key(name)),
            ["mara lin", "mara lin", "otto berg", "ann lee"]
        );
    }
}
