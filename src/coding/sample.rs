//! A coded sample: the key joined with what the coders answered, or every mistake of the files.

use super::answer::{Answer, speakers, tone, written};
use super::item::Item;
use super::key::{Key, Names};
use super::sheet::{Sheet, read, text};
use crate::config::{Coded, CodedFile, KEY, Mistakes, NAMES, shown, suggestion};
use crate::error::{Error, Result, Where};
use crate::limits::CODED_ITEMS;
use crate::partial::words::fingerprint;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Columns of a coder's file that are read.
const COLUMNS: [&str; 5] = ["coder", "item", "words", "tone", "speaker"];

/// Lost items that a message names.
const NAMED: usize = 10;

/// An item with what the coders say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The item.
    pub item: Item,
    /// The stratum it was drawn from, whatever became of its group since.
    pub stratum: String,
    /// Keys of the names of those whom the program takes for its speakers.
    pub speakers: BTreeSet<String>,
    /// The answers by coder; none as long as nobody coded it.
    pub answers: Vec<Answer>,
}

/// A sample as far as it is coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// The items by number.
    pub items: Vec<Judged>,
    /// Spellings of names.
    pub names: Names,
    /// Program, version and configuration that drew it.
    pub engine: String,
    /// Answers that are still to come: cells left empty, and coders without a file.
    pub missing: u64,
    /// Of these coders, the numbers.
    pub absent: Vec<u32>,
    /// Speakers that coders write and nobody else has, and that are spelt almost as one who is known: each with its line and a question.
    pub doubts: Vec<String>,
}

impl Sample {
    /// Reads the files of a sample.
    ///
    /// # Errors
    /// All mistakes of the files in one error of kind usage, each with its line, up to twenty of a file.
    pub fn read(coded: &Coded) -> Result<Self> {
        let mut wrong = Vec::new();
        let mut open = |file: &CodedFile, fault: &mut dyn FnMut(&str, &mut Mistakes)| {
            let text = text(&file.bytes);
            let mut mistakes = Mistakes::new(&file.path, text.as_deref().unwrap_or_default());
            match &text {
                Some(text) => fault(text, &mut mistakes),
                None => mistakes.add(1, "not a table of text: in the spreadsheet choose Save as, CSV (UTF-8)"),
            }
            wrong.extend(mistakes.result().err().map(|error| error.to_string()));
        };
        let (mut key, mut names) = (Key::default(), Names::default());
        for file in &coded.files {
            match file.name() {
                KEY => open(file, &mut |text, mistakes| key = Key::read(text, mistakes)),
                NAMES => open(file, &mut |text, mistakes| names = Names::read(text, mistakes)),
                _ => {}
            }
        }
        let mut read =
            Files { key: &key, names: &names, answers: BTreeMap::new(), seen: BTreeMap::new(), doubts: Vec::new() };
        // Without its key nothing can be said of a coder's file.
        for file in coded.files.iter().filter(|file| ![KEY, NAMES].contains(&file.name()) && !key.items.is_empty()) {
            open(file, &mut |text, mistakes| read.add(&file.path, text, mistakes));
        }
        let (answers, seen, doubts) = (read.answers, read.seen, read.doubts);
        if !wrong.is_empty() {
            return Err(Error::usage(Where::default(), wrong.join("\n")));
        }
        Ok(Self { doubts, ..Self::join(key, names, answers, &seen) })
    }

    fn join(key: Key, names: Names, mut answers: BTreeMap<u32, Vec<Answer>>, seen: &BTreeMap<u32, PathBuf>) -> Self {
        let (due, given): (usize, usize) =
            (key.items.iter().map(|item| item.coders.len()).sum(), answers.values().map(Vec::len).sum());
        let coders: BTreeSet<u32> = key.items.iter().flat_map(|item| item.coders.iter().copied()).collect();
        let absent = coders.into_iter().filter(|coder| !seen.contains_key(coder)).collect();
        let judged = |item: Item| {
            let mut answers = answers.remove(&item.number).unwrap_or_default();
            answers.sort_by_key(|answer| answer.coder);
            let speakers = item.speakers.iter().map(|speaker| names.key(speaker)).collect();
            Judged { stratum: item.stratum(), item, speakers, answers }
        };
        let items = key.items.into_iter().map(judged).collect();
        Self { items, names, engine: key.engine, missing: (due - given.min(due)) as u64, absent, ..Self::default() }
    }

    /// Items that somebody coded.
    pub fn coded(&self) -> impl Iterator<Item = &Judged> {
        self.items.iter().filter(|judged| !judged.answers.is_empty())
    }

    /// Numbers of those who coded something.
    pub fn coders(&self) -> BTreeSet<u32> {
        self.coded().flat_map(|judged| judged.answers.iter().map(|answer| answer.coder)).collect()
    }
}

/// The coders' files as they are read.
struct Files<'a> {
    key: &'a Key,
    names: &'a Names,
    answers: BTreeMap<u32, Vec<Answer>>,
    /// The file of each coder.
    seen: BTreeMap<u32, PathBuf>,
    doubts: Vec<String>,
}

impl Files<'_> {
    /// Reads a coder's file.
    fn add(&mut self, path: &std::path::Path, text: &str, mistakes: &mut Mistakes) {
        let Some(sheet) = read(text, &COLUMNS, mistakes) else { return };
        let Some(coder) = self.coder(path, &sheet, mistakes) else { return };
        let mut lines: BTreeMap<u32, u64> = BTreeMap::new();
        let mut answers = Vec::new();
        if !self.key.items.iter().any(|item| item.coders.contains(&coder)) {
            mistakes
                .add(1, format!("no item was dealt to coder {coder}: a wrong number, or the key of another sample"));
            return;
        }
        let mut whole = sheet.whole;
        // A coder who never names anybody was not asked to.
        let names_somebody = sheet.rows().any(|row| !row.cell(4).is_empty());
        for row in sheet.rows().take(CODED_ITEMS) {
            let Some(number) = row.number::<u32>(1, "item", mistakes) else {
                whole = false;
                continue;
            };
            let Some(item) = self.key.item(number) else {
                mistakes.add(
                    row.line,
                    format!("item {number} is not in the key: a row too many, or the key of another sample"),
                );
                continue;
            };
            if let Some(first) = lines.insert(number, row.line) {
                mistakes.add(row.line, format!("item {number} stands on line {first} already"));
                continue;
            }
            if !item.coders.contains(&coder) {
                mistakes.add(row.line, format!("item {number} was not dealt to coder {coder}"));
            } else if fingerprint(row.cell(2)) != item.words {
                let message = format!(
                    "the words of item {number} are not those of the key: the key of another sample, or letters lost in saving (choose UTF-8)"
                );
                mistakes.add(row.line, message);
            }
            match tone(row.cell(3)) {
                Ok(Some(tone)) => {
                    let speakers = names_somebody.then(|| speakers(row.cell(4), self.names));
                    answers.push((number, Answer { coder, tone, speakers }));
                }
                Ok(None) if row.cell(4).is_empty() => {}
                Ok(None) => mistakes.add(row.line, format!("item {number} has a speaker and no tone: code both")),
                Err(why) => mistakes.add(row.line, why),
            }
        }
        let due = self.key.items.iter().filter(|item| item.coders.contains(&coder));
        let lost: Vec<String> =
            due.filter(|item| !lines.contains_key(&item.number)).map(|item| item.number.to_string()).collect();
        // Of rows that cannot be read nobody knows which items they are.
        if whole && !lost.is_empty() {
            let (named, more) = lost.split_at(lost.len().min(NAMED));
            let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
            let message = format!(
                "coder {coder} has lost items {}{more}: leave what is not coded in the file, empty",
                named.join(", ")
            );
            mistakes.add(1, message);
        }
        self.doubt(path, &sheet);
        for (number, answer) in answers {
            self.answers.entry(number).or_default().push(answer);
        }
    }

    /// Asks of speakers whom nobody else has whether they are slips.
    fn doubt(&mut self, path: &std::path::Path, sheet: &Sheet) {
        let said = self.key.items.iter().flat_map(|item| &item.speakers).map(String::as_str);
        let known: Vec<&str> = said.chain(self.names.keys()).collect();
        let keys: BTreeSet<String> = known.iter().map(|name| self.names.key(name)).collect();
        let mut asked = BTreeSet::new();
        for row in sheet.rows().take(CODED_ITEMS) {
            for name in written(row.cell(4)) {
                let key = self.names.key(name);
                if keys.contains(&key) || !asked.insert(key.clone()) {
                    continue;
                }
                let near = suggestion(name, known.iter().copied());
                if !near.is_empty() {
                    self.doubts.push(format!("{}:{}: speaker {}{near}", path.display(), row.line, shown(name)));
                }
            }
        }
    }

    /// The one coder whose file this is.
    fn coder(&mut self, path: &std::path::Path, sheet: &Sheet, mistakes: &mut Mistakes) -> Option<u32> {
        let mut one = None;
        for row in sheet.rows() {
            let coder = row.number::<u32>(0, "coder", mistakes)?;
            if *one.get_or_insert(coder) != coder {
                mistakes.add(row.line, format!("coder {coder} in a file of coder {}", one.unwrap_or_default()));
                return None;
            }
        }
        let Some(coder) = one else {
            mistakes.add(1, "the file has no item");
            return None;
        };
        if let Some(other) = self.seen.insert(coder, path.to_path_buf()) {
            mistakes.add(1, format!("coder {coder} has another file, {}: give one of them", other.display()));
            return None;
        }
        Some(coder)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::coding::item::Tone;

    /// The text of a key of some items, each with its group, class, machine tone and speaker, for two coders.
    pub fn key(items: &[(&str, &str, &str, &str)]) -> String {
        let mut key = "item,article_id,sentence,row,cluster,outlet,group,voice,population,sampled,machine_tone,machine_speaker,confidence,words_hash,coders,engine\n".to_owned();
        for (at, (group, voice, tone, speaker)) in items.iter().enumerate() {
            let (number, hash) = (at + 1, fingerprint(&format!("words {}", at + 1)));
            key += &format!(
                "{number},a{at},1,0,a{at},Hill Post,{group},{voice},9,3,{tone},{speaker},,w{hash:016x},1|2,tone 0\n"
            );
        }
        key
    }

    /// A coder's file with these tones and speakers.
    pub fn codes(coder: u32, cells: &[(&str, &str)]) -> String {
        let mut text = "coder,item,words,tone,speaker,notes\n".to_owned();
        for (at, (tone, speaker)) in cells.iter().enumerate() {
            text += &format!("{coder},{},Words {}.,{tone},{speaker},\n", at + 1, at + 1);
        }
        text
    }

    /// Reads files by name.
    pub fn sample(files: &[(&str, &str)]) -> Result<Sample> {
        let file = |&(name, text): &(&str, &str)| CodedFile {
            path: name.into(),
            bytes: text.as_bytes().to_vec(),
            ..CodedFile::default()
        };
        Sample::read(&Coded { path: "coding".into(), files: files.iter().map(file).collect() })
    }

    fn three() -> String {
        key(&[
            ("hill", "speech", "0.5", "Mara Lin"),
            ("hill", "outlet_voice", "0", ""),
            ("hill", "speech", "-0.5", "Otto Berg"),
        ])
    }

    #[test]
    fn answers_are_joined_with_the_key_whatever_the_files_are_called() {
        let (one, two) =
            (codes(1, &[("1", "Mara LIN"), ("0", ""), ("", "")]), codes(2, &[("1", ""), ("−1", ""), ("0", "")]));
        let sample = sample(&[("key.csv", &three()), ("back from ann.csv", &two), ("coder-1.csv", &one)]).unwrap();
        assert_eq!((sample.missing, sample.absent.len(), sample.coders().len(), sample.coded().count()), (1, 0, 2, 3));
        let tones = |at: usize| sample.items[at].answers.iter().map(|answer| answer.tone).collect::<Vec<_>>();
        assert_eq!(
            [tones(0), tones(1), tones(2)],
            [vec![Tone::Positive; 2], vec![Tone::Neutral, Tone::Negative], vec![Tone::Neutral]]
        );
        let said = &sample.items[0].answers;
        assert_eq!(
            (said[0].speakers.as_ref(), said[1].speakers.as_ref()),
            (Some(&BTreeSet::from(["mara lin".to_owned()])), None)
        );
        assert_eq!(sample.items[0].speakers, BTreeSet::from(["mara lin".to_owned()]));
    }

    #[test]
    fn a_coder_without_a_file_is_waited_for() {
        let one = codes(1, &[("1", ""), ("0", ""), ("0", "")]);
        let sample = sample(&[("key.csv", &three()), ("coder-1.csv", &one)]).unwrap();
        assert_eq!((sample.missing, sample.absent.as_slice()), (3, [2].as_slice()));
    }

    #[test]
    fn every_mistake_of_every_file_is_told_with_its_line() {
        let one = "coder,item,words,tone,speaker\n1,1,words 1,2,\n1,1,words 1,0,\n1,2,other words,0,\n1,9,words 9,0,\n";
        let two = "coder,item,words,tone,speaker\n2,1,words 1,01-Jan,\n2,2,words 2,,Ann\n2,3,words 3,pos,\n";
        let told =
            sample(&[("key.csv", &three()), ("coder-1.csv", one), ("coder-2.csv", two)]).unwrap_err().to_string();
        for expected in [
            "coder-1.csv:1: coder 1 has lost items 3: leave",
            "coder-1.csv:2: the tone must be -1, 0 or 1, not `2`",
            "coder-1.csv:3: item 1 stands on line 2 already",
            "coder-1.csv:4: the words of item 2 are not those of the key",
            "coder-1.csv:5: item 9 is not in the key",
            "coder-2.csv:2: the tone is `01-Jan`, a date",
            "coder-2.csv:3: item 2 has a speaker and no tone",
            "coder-2.csv:4: the tone must be -1, 0 or 1, not `pos`",
        ] {
            assert!(told.contains(expected), "{expected} in\n{told}");
        }
    }

    #[test]
    fn a_speaker_who_may_be_a_slip_is_asked_about_once() {
        let one = codes(1, &[("1", "Mara Linn"), ("0", "Zoe Quay"), ("-1", "Mara Linn; Berg, Otto")]);
        let names = "spelling,speaker\nChair Berg,Otto Berg\n";
        let sample = sample(&[("key.csv", &three()), ("names.csv", names), ("coder-1.csv", &one)]).unwrap();
        assert_eq!(sample.doubts, ["coder-1.csv:2: speaker `Mara Linn`: did you mean `Mara Lin`?"]);
    }

    #[test]
    fn the_same_coder_twice_is_a_mistake() {
        let one = codes(1, &[("1", ""), ("0", ""), ("0", "")]);
        let told = sample(&[("key.csv", &three()), ("a.csv", &one), ("b.csv", &one)]).unwrap_err().to_string();
        assert!(told.contains("b.csv:1: coder 1 has another file, a.csv"), "{told}");
        let mixed = one.replace("1,2,", "2,2,");
        assert!(
            sample(&[("key.csv", &three()), ("a.csv", &mixed)])
                .unwrap_err()
                .to_string()
                .contains("a.csv:3: coder 2 in a file of coder 1")
        );
    }
}
