//! The three stages, each from the articles.

use crate::crf::{Crf, Sequence};
use crate::ftrl::Ftrl;
use crate::gold::Labelled;
use crate::lexicon::lexicon;
use crate::logistic::{Case, Logistic};
use crate::numbers::Alphabet;
use crate::pack;
use crate::sentences::{Marked, Sentence, each};
use std::collections::BTreeSet;
use tone::attribution::passage::Run;
use tone::attribution::tagger::argument::{CONTENT, Frame, OUTSIDE, SOURCE};
use tone::attribution::tagger::judging;
use tone::attribution::tagger::lexeme::View;
use tone::attribution::tagger::model::{JUDGING_PAIRS, Model, SPOTTING_PAIRS};
use tone::attribution::tagger::reading::{Reading, readings};
use tone::attribution::tagger::spotting;

/// What a packed model that cannot be read means.
const LAYOUT: &str = "the packed model has another layout than the program reads";

/// Rates and penalties of the first stage.
const SPOTTING: Ftrl = Ftrl { alpha: 0.1, beta: 1.0, l1: 2.0, l2: 1.0 };
/// Of the second.
const ARGUMENT: Ftrl = Ftrl { alpha: 0.1, beta: 1.0, l1: 4.0, l2: 1.0 };
/// Of the third.
const JUDGING: Ftrl = Ftrl { alpha: 0.05, beta: 1.0, l1: 0.5, l2: 1.0 };
/// Times that each stage goes through its examples.
const ROUNDS: u64 = 5;
/// A feature of the first or third stage is used if it is seen so often; one of the second once more.
const LEAST: u32 = 2;

/// A model of two stages, without the third.
pub fn two_stages(articles: &[Labelled]) -> Result<Vec<u8>, &'static str> {
    let words = pack::words(&lexicon(articles));
    let empty = vec![0; JUDGING_PAIRS * 8];
    let skeleton = pack::words_only(&words);
    let model = Model::new(&skeleton).ok_or(LAYOUT)?;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    each(articles, model.lexicon(), &mut |sentence| {
        spotted(&sentence, &mut first);
        read(&sentence, &mut second);
    });
    eprintln!("{} candidates, {} sentences with a word of saying", first.len(), second.len());
    let spotting = logistic(first, "spotting", SPOTTING_PAIRS, SPOTTING);
    let alphabet = Alphabet::new(second.iter().flat_map(|(keys, _)| keys.iter().flatten()), LEAST + 1);
    let sequences: Vec<Sequence> = second
        .into_iter()
        .map(|(keys, labels)| Sequence { features: keys.iter().map(|keys| alphabet.numbers(keys)).collect(), labels })
        .collect();
    let crf = Crf::train(alphabet.keys().len(), &sequences, ROUNDS, ARGUMENT);
    let argument = pack::argument(alphabet.keys(), &crf.values());
    Ok(pack::file(&words, &spotting, &empty, &argument, &crf.steps()))
}

/// A model of three stages. The third learns from what the first two make of articles that they have not learned from.
pub fn three_stages(articles: &[Labelled]) -> Result<Vec<u8>, &'static str> {
    let half = articles.len() / 2;
    let mut cases = Vec::new();
    for (learn, apply) in [(&articles[..half], &articles[half..]), (&articles[half..], &articles[..half])] {
        let bytes = two_stages(learn)?;
        let model = Model::new(&bytes).ok_or(LAYOUT)?;
        each(apply, model.lexicon(), &mut |sentence| judged(&model, &sentence, &mut cases));
    }
    let judging = logistic(cases, "judging", JUDGING_PAIRS, JUDGING);
    Ok(pack::with_judging(two_stages(articles)?, &judging))
}

type Examples = Vec<(Vec<u64>, bool)>;

fn logistic(examples: Examples, name: &str, pairs: usize, ftrl: Ftrl) -> Vec<u8> {
    let alphabet = Alphabet::new(examples.iter().flat_map(|(keys, _)| keys), LEAST);
    let cases: Vec<Case> =
        examples.into_iter().map(|(keys, yes)| Case { features: alphabet.numbers(&keys), yes }).collect();
    let model = Logistic::train(alphabet.keys().len(), &cases, ROUNDS, ftrl);
    pack::single(name, alphabet.keys(), &model.values(), pairs)
}

fn spotted(sentence: &Sentence<'_>, examples: &mut Examples) {
    let mut keys = Vec::new();
    for &at in &sentence.view.candidates {
        spotting::features(&sentence.view, at, &mut keys);
        examples.push((keys.clone(), sentence.said.contains_key(&at)));
    }
}

fn read(sentence: &Sentence<'_>, examples: &mut Vec<(Vec<Vec<u64>>, Vec<usize>)>) {
    for (&at, gold) in &sentence.said {
        let frame = Frame::new(&sentence.view, at);
        let features = (0..sentence.view.tokens.len()).map(|token| {
            let mut keys = Vec::new();
            frame.features(token, &mut |key| keys.push(key));
            keys
        });
        examples.push((features.collect(), labels(&sentence.view, gold)));
    }
}

fn labels(view: &View<'_>, gold: &Marked) -> Vec<usize> {
    let tokens = view.tokens.start..view.tokens.end;
    let label = |at| match (gold.content.contains(&at), gold.source.contains(&at)) {
        (true, _) => CONTENT,
        (false, true) => SOURCE,
        (false, false) => OUTSIDE,
    };
    tokens.map(label).collect()
}

fn judged(model: &Model<'_>, sentence: &Sentence<'_>, examples: &mut Examples) {
    let found = readings(model, &sentence.view, &mut Vec::new());
    let mut keys = Vec::new();
    for reading in &found {
        judging::features(&sentence.view, reading, found.len(), &mut keys);
        examples.push((keys.clone(), sentence.gold.iter().any(|gold| is_right(sentence, reading, gold))));
    }
}

/// The measure of the scorer, within the sentence: half of the words of both contents in common, and a word of the source.
pub fn is_right(sentence: &Sentence<'_>, reading: &Reading, gold: &Marked) -> bool {
    let word = |at: &usize| sentence.document.tokens[*at].word && sentence.view.tokens.holds(*at);
    let own =
        |runs: &[Run]| -> BTreeSet<usize> { runs.iter().flat_map(|run| run.start..run.end).filter(word).collect() };
    let marked = |set: &BTreeSet<usize>| -> BTreeSet<usize> { set.iter().copied().filter(word).collect() };
    let (read, content) = (own(&reading.content), marked(&gold.content));
    let both = read.intersection(&content).count();
    let hit = reading.hit.and_then(|index| sentence.view.hits.get(index)).and_then(|hit| hit.source);
    let (named, source) = (own(reading.source.or(hit).as_slice()), marked(&gold.source));
    let same = if gold.source.is_empty() { named.is_empty() } else { named.intersection(&source).next().is_some() };
    both > 0 && both * 2 >= read.union(&content).count() && same
}
