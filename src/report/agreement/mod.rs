//! `agreement.csv`: whether coders agree with each other, and, apart from that, the program with the coders.
//!
//! An item that several coded counts once: its tone is the mean of what they say, its class and its speakers are each coder's by an equal share.
//! What compares the program with the coders is weighed by the rows that an item stands for, so that it holds of the rows the items
//! were drawn from; agreement between coders is of the items they share, unweighed.

mod table;

pub use table::{Agreement, write};

use super::flag::Flag;
use crate::coding::item::Tone;
use crate::coding::sample::{Judged, Sample};
use crate::coding::weight::Weights;
use crate::config::ALL;
use crate::score::Score;
use crate::stats::agreement::{Level, krippendorff};
use crate::stats::cluster::{self, Unit};
use crate::stats::validity::{Matches, average, correlation, mean};
use std::collections::{BTreeMap, BTreeSet};

/// Items under which a row is flagged.
pub const FEW_ITEMS: u64 = 30;
/// The alpha under which nothing may be concluded from a coding (Krippendorff 2004, p. 241).
pub const LOW_ALPHA: f64 = 0.667;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Tone, over all classes.
    Tone,
    /// One class of it.
    Class(Tone),
    /// Who speaks.
    Speaker,
}

impl Measure {
    /// All of them, in the order of the table.
    const ALL: [Self; 5] = [
        Self::Tone,
        Self::Class(Tone::Negative),
        Self::Class(Tone::Neutral),
        Self::Class(Tone::Positive),
        Self::Speaker,
    ];

    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tone => "tone",
            Self::Class(Tone::Negative) => "tone_negative",
            Self::Class(Tone::Neutral) => "tone_neutral",
            Self::Class(Tone::Positive) => "tone_positive",
            Self::Speaker => "speaker",
        }
    }
}

/// A measure in a group, or in all. What cannot be computed is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is compared.
    pub measure: Measure,
    /// The group, or [`ALL`].
    pub group: String,
    /// Items coded.
    pub n: u64,
    /// Articles of these.
    pub articles: u64,
    /// Krippendorff's alpha between coders: ordinal for tone, nominal for speakers.
    pub coder_alpha: Option<f64>,
    /// Items that two or more coded: those alpha is of.
    pub alpha_n: u64,
    /// How much of what the program finds the coders confirm: of tone the average of the classes.
    pub precision: Option<f64>,
    /// How much of what the coders see the program finds.
    pub recall: Option<f64>,
    /// Mean of the coders' tone.
    pub human_mean: Option<f64>,
    /// Mean of the program's.
    pub machine_mean: Option<f64>,
    /// The program's mean less the coders'.
    pub bias: Option<f64>,
    /// Lower end of its 95 % interval, clustered by article.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// Mean of the program's tone where coders see none.
    pub machine_mean_on_human_neutral: Option<f64>,
    /// Correlation of the program's tone with the coders'.
    pub r: Option<f64>,
    /// Caveats.
    pub flags: Vec<Flag>,
}

/// The rows of a sample: each measure over all groups, then by group in byte order. Under `few_articles` a row is flagged.
pub fn rows(sample: &Sample, few_articles: u32) -> Vec<Row> {
    let coded: Vec<&Judged> = sample.coded().collect();
    let groups: BTreeSet<&str> = coded.iter().map(|judged| judged.item.group.as_str()).collect();
    let mut rows = Vec::new();
    for measure in Measure::ALL {
        rows.push(row(measure, ALL, &coded, few_articles));
        for group in &groups {
            let of_group: Vec<&Judged> = coded.iter().copied().filter(|judged| judged.item.group == *group).collect();
            rows.push(row(measure, group, &of_group, few_articles));
        }
    }
    rows
}

fn row(measure: Measure, group: &str, coded: &[&Judged], few_articles: u32) -> Row {
    let of_measure =
        |judged: &&&Judged| measure != Measure::Speaker || judged.answers.iter().any(|a| a.speakers.is_some());
    let items: Vec<&Judged> = coded.iter().filter(of_measure).copied().collect();
    let distinct =
        |of: fn(&Judged) -> &str| items.iter().map(|judged| of(judged)).collect::<BTreeSet<_>>().len() as u64;
    let articles = distinct(|judged| &judged.item.article);
    let weights = Weights::of(items.iter().copied());
    let (coder_alpha, alpha_n) = alpha(measure, &items);
    let mut row = Row {
        measure,
        group: group.to_owned(),
        n: items.len() as u64,
        articles,
        coder_alpha,
        alpha_n,
        precision: None,
        recall: None,
        human_mean: None,
        machine_mean: None,
        bias: None,
        ci_low: None,
        ci_high: None,
        machine_mean_on_human_neutral: None,
        r: None,
        flags: Vec::new(),
    };
    match measure {
        Measure::Tone => {
            let classes = Tone::ALL.map(|class| of_class(class, &items, &weights));
            row.precision = average(classes.iter().map(Matches::precision));
            row.recall = average(classes.iter().map(Matches::recall));
            means(&mut row, &items, &weights);
        }
        Measure::Class(class) => (row.precision, row.recall) = ends(of_class(class, &items, &weights)),
        Measure::Speaker => (row.precision, row.recall) = ends(of_speakers(&items, &weights)),
    }
    // Near-duplicates once, as everywhere.
    row.flags = flags(&row, distinct(|judged| &judged.item.cluster), few_articles);
    row
}

fn ends(matches: Matches) -> (Option<f64>, Option<f64>) {
    (matches.precision(), matches.recall())
}

impl Judged {
    /// The program's tone in units of 1.
    pub fn machine_tone(&self) -> f64 {
        f64::from(self.item.tone.0) / f64::from(Score::UNIT)
    }

    /// The mean of the coders' tone.
    pub fn human_tone(&self) -> f64 {
        let sum: i32 = self.answers.iter().map(|answer| answer.tone.value()).sum();
        f64::from(sum) / self.answers.len().max(1) as f64
    }

    /// The share of the coders who see a class.
    fn share(&self, class: Tone) -> f64 {
        let seen = self.answers.iter().filter(|answer| answer.tone == class).count();
        seen as f64 / self.answers.len().max(1) as f64
    }
}

fn of_class(class: Tone, items: &[&Judged], weights: &Weights<'_>) -> Matches {
    let mut matches = Matches::default();
    for judged in items {
        let (found, wanted) = (f64::from(u8::from(Tone::of(judged.item.tone) == class)), judged.share(class));
        matches.add(weights.weight(judged), found * wanted, found, wanted);
    }
    matches
}

/// Of joint speakers each counts.
fn of_speakers(items: &[&Judged], weights: &Weights<'_>) -> Matches {
    let mut matches = Matches::default();
    for judged in items {
        let answers: Vec<&BTreeSet<String>> =
            judged.answers.iter().filter_map(|answer| answer.speakers.as_ref()).collect();
        let mean = |count: usize| count as f64 / answers.len().max(1) as f64;
        let hits = answers.iter().map(|speakers| speakers.intersection(&judged.speakers).count()).sum();
        let wanted = answers.iter().map(|speakers| speakers.len()).sum();
        matches.add(weights.weight(judged), mean(hits), judged.speakers.len() as f64, mean(wanted));
    }
    matches
}

fn means(row: &mut Row, items: &[&Judged], weights: &Weights<'_>) {
    let weighed = |value: fn(&Judged) -> f64| {
        items.iter().map(|judged| (weights.weight(judged), value(judged))).collect::<Vec<_>>()
    };
    row.human_mean = mean(&weighed(Judged::human_tone));
    row.machine_mean = mean(&weighed(Judged::machine_tone));
    row.bias = row.machine_mean.zip(row.human_mean).map(|(machine, human)| machine - human);
    let units: Vec<Unit> =
        units(items, weights, |judged| judged.machine_tone() - judged.human_tone()).into_values().collect();
    let interval = cluster::mean(&units).map(|estimate| estimate.interval());
    (row.ci_low, row.ci_high) = (interval.map(|ends| ends.0), interval.map(|ends| ends.1));
    let neutral =
        items.iter().map(|judged| (weights.weight(judged) * judged.share(Tone::Neutral), judged.machine_tone()));
    row.machine_mean_on_human_neutral = mean(&neutral.collect::<Vec<_>>());
    let pairs = items.iter().map(|judged| (weights.weight(judged), judged.machine_tone(), judged.human_tone()));
    row.r = correlation(&pairs.collect::<Vec<_>>());
}

/// Sums of weights and of weighed values by family of articles: the linearised ratio estimator (Särndal, Swensson, Wretman 1992, section 5.7), whose
/// variance `cluster::mean` takes from the clusters.
fn units<'a>(items: &[&'a Judged], weights: &Weights<'_>, value: impl Fn(&Judged) -> f64) -> BTreeMap<&'a str, Unit> {
    let mut units: BTreeMap<&str, Unit> = BTreeMap::new();
    for judged in items {
        let (unit, weight) = (units.entry(judged.item.cluster.as_str()).or_default(), weights.weight(judged));
        (unit.n, unit.sum) = (unit.n + weight, unit.sum + weight * value(judged));
    }
    units
}

/// Alpha over the items that two or more coded, and their number.
fn alpha(measure: Measure, items: &[&Judged]) -> (Option<f64>, u64) {
    let mut names: BTreeMap<&BTreeSet<String>, i32> = BTreeMap::new();
    for speakers in items.iter().flat_map(|judged| judged.answers.iter().filter_map(|answer| answer.speakers.as_ref()))
    {
        let next = i32::try_from(names.len()).unwrap_or(i32::MAX);
        names.entry(speakers).or_insert(next);
    }
    let values = |judged: &&Judged| -> Vec<i32> {
        let answers = judged.answers.iter();
        match measure {
            Measure::Tone => answers.map(|answer| answer.tone.value()).collect(),
            Measure::Class(class) => answers.map(|answer| i32::from(answer.tone == class)).collect(),
            Measure::Speaker => answers.filter_map(|answer| names.get(answer.speakers.as_ref()?).copied()).collect(),
        }
    };
    let units: Vec<Vec<i32>> = items.iter().map(values).filter(|values| values.len() > 1).collect();
    let level = if measure == Measure::Tone { Level::Ordinal } else { Level::Nominal };
    (krippendorff(&units, level), units.len() as u64)
}

fn flags(row: &Row, clusters: u64, few_articles: u32) -> Vec<Flag> {
    let mut flags = Flag::of_number(clusters, few_articles.into());
    let more = [
        (row.n < FEW_ITEMS, Flag::FewItems),
        (row.alpha_n == 0, Flag::OneCoder),
        (row.alpha_n > 0 && row.coder_alpha.is_none(), Flag::OneValue),
        (row.coder_alpha.is_some_and(|alpha| alpha < LOW_ALPHA), Flag::LowAlpha),
    ];
    flags.extend(more.into_iter().filter_map(|(holds, flag)| holds.then_some(flag)));
    flags
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::coding::answer::Answer;
    use crate::coding::item::{Class, Item};

    /// Articles under which a row is flagged.
    const FEW: u32 = 10;

    fn judged(
        number: u32,
        group: &str,
        class: Class,
        weight: u64,
        tone: i32,
        said: &str,
        answers: [(i32, &str); 2],
    ) -> Judged {
        let set =
            |names: &str| names.split(';').filter(|name| !name.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>();
        let item = Item {
            number,
            article: format!("a{number}"),
            sentence: 1,
            row: 0,
            cluster: format!("a{number}"),
            outlet: "Hill Post".into(),
            group: group.into(),
            class,
            population: weight,
            sampled: 1,
            tone: Score(tone),
            speakers: Vec::new(),
            confidence: None,
            words: 0,
            coders: vec![1, 2],
        };
        let answer = |(coder, (tone, names)): (u32, (i32, &str))| Answer {
            coder,
            tone: Tone::ALL[(tone + 1) as usize],
            speakers: Some(set(names)),
        };
        Judged { stratum: item.stratum(), item, speakers: set(said), answers: (1..).zip(answers).map(answer).collect() }
    }

    /// Four items of two groups, which two coders coded.
    pub fn four() -> Sample {
        let items = vec![
            judged(1, "hill", Class::Said, 2, 5_000, "ann", [(1, "ann"), (1, "ann")]),
            judged(2, "hill", Class::Own, 2, 1_000, "", [(0, ""), (0, "")]),
            judged(3, "coast", Class::Said, 4, -5_000, "ann;otto", [(-1, "otto"), (0, "otto;mara")]),
            judged(4, "coast", Class::Own, 4, 0, "", [(0, ""), (1, "ann")]),
        ];
        Sample { items, ..Sample::default() }
    }

    fn of(rows: &[Row], measure: Measure, group: &str) -> Row {
        rows.iter().find(|row| row.measure == measure && row.group == group).cloned().unwrap()
    }

    fn near(one: Option<f64>, other: f64) {
        assert!(one.is_some_and(|one| (one - other).abs() < 1e-12), "{one:?} is not {other}");
    }

    #[test]
    fn figures_by_hand() {
        let rows = rows(&four(), FEW);
        let tone = of(&rows, Measure::Tone, ALL);
        assert_eq!((tone.n, tone.articles, tone.alpha_n), (4, 4, 4));
        // Weights 2, 2, 4, 4; coders' means 1, 0, -.5, .5; the program's .5, .1, -.5, 0.
        near(tone.human_mean, 2.0 / 12.0);
        near(tone.machine_mean, (1.0 + 0.2 - 2.0) / 12.0);
        near(tone.bias, (-0.8 - 2.0) / 12.0);
        // Coders say 0 twice of the second, once of the third and the fourth.
        near(tone.machine_mean_on_human_neutral, (0.2 - 1.0) / (2.0 + 2.0 + 2.0));
        // The program says + - - 0 of the first, third and fourth, + of the second.
        let class = |class| of(&rows, Measure::Class(class), ALL);
        near(class(Tone::Positive).precision, 2.0 / 4.0);
        near(class(Tone::Positive).recall, 2.0 / (2.0 + 2.0));
        near(class(Tone::Negative).precision, 0.5);
        near(class(Tone::Negative).recall, 1.0);
        near(class(Tone::Neutral).precision, 0.5);
        near(class(Tone::Neutral).recall, 2.0 / (2.0 + 2.0 + 2.0));
        near(tone.precision, 0.5);
        near(tone.recall, (0.5 + 1.0 + 1.0 / 3.0) / 3.0);
        let speaker = of(&rows, Measure::Speaker, ALL);
        near(speaker.precision, (2.0 + 4.0) / (2.0 + 8.0));
        near(speaker.recall, (2.0 + 4.0) / (2.0 + 4.0 * 1.5 + 4.0 * 0.5));
        // Two of four pairs agree.
        assert!(speaker.coder_alpha.is_some_and(|alpha| alpha < LOW_ALPHA) && speaker.flags.contains(&Flag::LowAlpha));
    }

    #[test]
    fn a_stratum_of_which_less_is_coded_counts_no_less() {
        let mut sample = four();
        let figures = |sample: &Sample| {
            let row = of(&rows(sample, FEW), Measure::Tone, ALL);
            [row.human_mean, row.machine_mean, row.bias, row.recall]
        };
        let whole = figures(&sample);
        // A second item of the first stratum, not coded yet.
        let mut waiting = sample.items[0].clone();
        waiting.answers.clear();
        waiting.item.number = 5;
        sample.items.push(waiting);
        assert_eq!(figures(&sample), whole);
        // Coded like the first, it shares its weight.
        sample.items[4].answers = sample.items[0].answers.clone();
        figures(&sample).into_iter().zip(whole).for_each(|(one, other)| near(one, other.unwrap()));
    }

    #[test]
    fn agreement_of_coders_has_nothing_of_the_programs() {
        let (one, mut other) = (four(), four());
        for judged in &mut other.items {
            judged.item.tone = Score(-9_000);
            judged.item.population *= 3;
            judged.speakers.clear();
        }
        let alpha = |sample: &Sample| rows(sample, FEW).iter().map(|row| row.coder_alpha).collect::<Vec<_>>();
        assert_eq!(alpha(&one), alpha(&other));
        assert_ne!(rows(&one, FEW)[0].bias, rows(&other, FEW)[0].bias);
    }

    #[test]
    fn what_was_coded_once_has_no_alpha_and_says_so() {
        let mut sample = four();
        sample.items.iter_mut().for_each(|judged| judged.answers.truncate(1));
        let row = of(&rows(&sample, FEW), Measure::Tone, "hill");
        assert_eq!((row.coder_alpha, row.alpha_n), (None, 0));
        assert_eq!(row.flags, [Flag::FewArticles, Flag::FewItems, Flag::OneCoder]);
        sample.items.iter_mut().for_each(|judged| judged.answers.clear());
        let row = of(&rows(&sample, FEW), Measure::Tone, ALL);
        assert_eq!((row.n, row.human_mean, row.precision, row.r), (0, None, None, None));
    }

    #[test]
    fn equal_weights_and_articles_of_one_item_are_the_t_interval() {
        let mut sample = four();
        sample.items.iter_mut().for_each(|judged| judged.item.population = 5);
        let row = of(&rows(&sample, FEW), Measure::Tone, ALL);
        // Differences -.5, .1, 0, -.5: mean -.225, standard error .160078, t(.975, 3) = 3.182446.
        near(row.bias, -0.225);
        let (mean, se) = (-0.225, (0.3075_f64 / 3.0 / 4.0).sqrt());
        assert!((row.ci_low.unwrap() - (mean - 3.182_446_305_284_263 * se)).abs() < 1e-9);
    }
}
