//! Sentences, with the words of saying and the words that score marked.

use crate::analysis::reckoning::Reckoning;
use crate::error::Result;
use crate::partial::fact::Speech;
use crate::report::number::{short, signed};
use crate::report::page::content::{Block, Example, PROSE, Piece, Section};
use crate::report::page::material::Material;
use crate::report::sink::Source;
use crate::row::Row;
use crate::span::Span;
use crate::spool::Analysed;
use crate::tone::scorer::Scorer;
use std::collections::{BTreeMap, BTreeSet};

/// Speakers of whom a sentence is shown in every group.
const SPEAKERS: usize = 6;
/// Groups of which a sentence is shown.
const GROUPS: usize = 4;
/// Bytes of a sentence that is shown.
const LONGEST: usize = 500;

/// A sentence to be shown: speaker and group on the page, sentence and row in the article.
type Wanted = (usize, usize, u32, u32);

/// The section. Articles are read again for their sentences.
pub fn section(material: Material<'_>, articles: &mut dyn Source) -> Result<Section> {
    let mut wanted: BTreeMap<u32, Vec<Wanted>> = BTreeMap::new();
    for (at, &speaker) in material.shown.speakers.iter().enumerate().take(SPEAKERS) {
        for group in 0..material.shown.groups.len().min(GROUPS) {
            if let Some(fact) = typical(material, speaker, group) {
                wanted.entry(fact.article).or_default().push((at, group, fact.sentence, fact.row));
            }
        }
    }
    let numbers: Vec<u32> = wanted.keys().copied().collect();
    let scorer = Scorer::new(material.corpus.study.profile);
    let mut examples: Vec<((usize, usize), Example)> = Vec::new();
    let mut next = wanted.values();
    articles.some(&numbers, &mut |articles| {
        for (article, of_article) in articles.iter().zip(next.by_ref()) {
            for &(speaker, group, sentence, row) in of_article {
                let found = article.rows.iter().find(|other| (other.sentence, other.row) == (sentence, row));
                let shown = found.filter(|row| row.text.len() <= LONGEST);
                examples.extend(
                    shown.map(|row| ((speaker, group), example(material, [speaker, group], article, row, &scorer))),
                );
            }
        }
        Ok(())
    })?;
    examples.sort_by_key(|(key, _)| *key);
    let lead = "One sentence for each speaker and group: the one whose tone is nearest to the mean of all of them. Words of saying are underlined; words that score \
        are marked with what they count; words that are not the speaker\u{2019}s are grey. The command tone explain gives the reasons for every sentence.";
    let mut section = Section {
        id: "examples",
        title: "Sentences behind the means",
        lead: vec![lead.to_owned()],
        files: vec!["data/sentences.csv"],
        ..Section::default()
    };
    if !examples.is_empty() {
        section.blocks.push(Block::Examples(examples.into_iter().map(|(_, example)| example).collect()));
    }
    Ok(section)
}

/// The sentence nearest to the mean; of those equally near the first.
fn typical<'a>(material: Material<'a>, speaker: u32, group: usize) -> Option<&'a Speech> {
    let corpus = material.corpus;
    let number = *material.shown.groups.get(group)?;
    let facts = corpus.said(speaker).iter().filter(|fact| corpus.place(fact.article).group == number);
    let facts: Vec<(&Speech, i64)> = facts.filter_map(|fact| Some((fact, i64::from(fact.counted()?.0)))).collect();
    let sum: i64 = facts.iter().map(|(_, tone)| tone).sum();
    let number = facts.len() as i64;
    facts.into_iter().min_by_key(|(_, tone)| (tone * number - sum).abs()).map(|(fact, _)| fact)
}

fn example(
    material: Material<'_>,
    [speaker, group]: [usize; 2],
    article: &Analysed,
    row: &Row,
    scorer: &Scorer,
) -> Example {
    let name = material.shown.speakers.get(speaker).map_or("", |&number| &material.corpus.roster.name(number).text);
    let via: Vec<String> = row.via.iter().map(|name| short(name, 40)).collect();
    let through = if via.is_empty() { String::new() } else { format!(", via {}", via.join(" > ")) };
    let place = [article.outlet.as_str(), article.date.as_str()].map(|text| short(text, 60));
    let web = article.url.starts_with("https://") || article.url.starts_with("http://");
    let tone = row.tone.map(|tone| signed(f64::from(tone.0) / f64::from(crate::score::Score::UNIT), 2));
    Example {
        speaker: Some(speaker),
        group: Some(group),
        who: format!("{}{through}", short(name, 60)),
        place: format!("{} ({}), {}", place[0], short(material.group(group), 40), place[1])
            .trim_end_matches(", ")
            .to_owned(),
        title: short(&article.title, 120),
        url: if web && article.url.len() <= PROSE { article.url.clone() } else { String::new() },
        pieces: pieces(row, Reckoning::of_row(row, scorer).as_ref()),
        score: format!("{}, tone {}", row.manner.map_or("", |manner| manner.as_str()), tone.unwrap_or_default()),
    }
}

/// The sentence cut where a mark begins or ends: words of saying, words that score, words that are not the speaker's.
fn pieces(row: &Row, reckoning: Option<&Reckoning>) -> Vec<Piece> {
    let within = |span: &Span| Span::new(row.start, row.end).intersection(*span);
    let spans = |spans: &[Span]| -> Vec<Span> {
        let within = spans.iter().filter_map(within);
        within.map(|span| Span::new(span.start - row.start, span.end - row.start)).collect()
    };
    let (cue, content) = (spans(&row.cue), spans(&row.content));
    let words = reckoning.into_iter().flat_map(|reckoning| &reckoning.words).filter(|word| word.counts != 0.0);
    let words: Vec<(Span, f64)> = words.flat_map(|word| word.spans.iter().map(|span| (*span, word.counts))).collect();
    let all = cue.iter().chain(&content).chain(words.iter().map(|(span, _)| span));
    let mut borders: BTreeSet<usize> = all.flat_map(|span| [span.start, span.end]).collect();
    borders.extend([0, row.text.len()]);
    let borders: Vec<usize> = borders.into_iter().filter(|&at| row.text.is_char_boundary(at)).collect();
    let piece = |ends: &[usize]| {
        let span = Span::new(ends[0], ends[1]);
        let holds = |spans: &[Span]| spans.iter().any(|other| other.contains(span));
        let word = words.iter().find(|(other, _)| other.contains(span));
        let mark = match word {
            _ if holds(&cue) => "cue",
            Some((_, counts)) if *counts > 0.0 => "good",
            Some(_) => "bad",
            None if holds(&content) => "",
            None => "rest",
        };
        let counts = word.filter(|(other, _)| other.end == span.end).map(|(_, counts)| signed(*counts, 1));
        Piece {
            text: short(row.text.get(span.start..span.end).unwrap_or_default(), PROSE),
            mark,
            counts: counts.unwrap_or_default(),
        }
    };
    borders.windows(2).map(piece).collect()
}
