//! What tone and frames are measured by, and where the instrument differs between groups: W07, W08, W09, W11, W14, W15, W17, W21, W28.

use super::kind::{Severity, Warning, percent, some, spread};
use crate::partial::decimal::Micro;
use crate::partial::length::Lengths;
use crate::report::coverage;
use crate::report::frame::silent_patterns;
use crate::report::study::Corpus;
use crate::tone::scorer::Profile;
use std::collections::{BTreeMap, BTreeSet};

/// Percentage points between groups, in rows of which the lexicon knows nothing, over which W08 is given.
const SILENT_POINTS: i64 = 10;
/// Percent of the articles from which on a word is one of the topic.
const TOPIC_PERCENT: u64 = 50;
/// Percent of the valence that topic words may supply before W09 is given.
const TOPIC_VALENCE_PERCENT: u64 = 25;
/// Articles under which no word is one of the topic: of three articles any word may stand in two.
const TOPIC_ARTICLES: u64 = 10;
/// Percent of near-identical sentences over which W11 is given.
const FORMULA_PERCENT: u64 = 20;
/// The correlation of tone and length from which on W14 is given: length explains a tenth of the variance.
const LENGTH_CORRELATION: f64 = 0.3;
/// Rows of a group under which nothing is said of its repetitions and lengths.
const ROWS: u64 = 100;
/// Percentage points between groups, in sentences with speech in quotation marks, over which W15 is given.
const QUOTED_POINTS: i64 = 15;

/// All of them.
pub fn warnings(corpus: Corpus<'_>, compared: &BTreeSet<u32>) -> Vec<Warning> {
    let mut warnings = method(corpus);
    let lengths = lengths(corpus);
    warnings.extend(silent(corpus, compared, &lengths));
    warnings.extend(topic(corpus));
    warnings.extend(formulas(corpus));
    warnings.extend(with_length(corpus, &lengths));
    warnings.extend(quoted(corpus, compared));
    warnings.extend(dictionaries(corpus));
    warnings
}

/// What holds of every run of this kind: W07, W17, W21.
fn method(corpus: Corpus<'_>) -> Vec<Warning> {
    use Severity::{Note, Warning as Grave};
    let adapted = if corpus.study.profile == Profile::News { " and adapted to news" } else { "" };
    let lexicon = format!(
        "Tone is scored by a lexicon made for social media{adapted}: validate it on sentences of your corpus before you interpret means"
    );
    let coded = "Speakers, relays and tone of this corpus have not been checked against hand coding";
    let mut warnings = vec![Warning::new("W07", Note, "corpus", &corpus.study.config.profile, lexicon)];
    if corpus.coded.is_none() {
        warnings.push(Warning::new("W17", Note, "corpus", "", coded));
    }
    if corpus.study.profile == Profile::VaderSentiment {
        let message = "This profile calls the vader_sentiment crate, whose scores differ from run to run: the report cannot be reproduced exactly";
        warnings.push(Warning::new("W21", Grave, "corpus", "vader-sentiment", message));
    }
    warnings
}

/// Sums on length by group.
fn lengths(corpus: Corpus<'_>) -> BTreeMap<u32, Lengths> {
    let mut groups: BTreeMap<u32, Lengths> = BTreeMap::new();
    for (&place, lengths) in &corpus.partial.lengths {
        groups.entry(corpus.roster.place(place).group).or_default().merge(lengths);
    }
    groups
}

/// Groups that differ in how much of their text the lexicon says nothing of: W08.
fn silent(corpus: Corpus<'_>, compared: &BTreeSet<u32>, lengths: &BTreeMap<u32, Lengths>) -> Option<Warning> {
    let of_groups = lengths.iter().filter(|(group, _)| compared.contains(group));
    let (low, high, points) = spread(of_groups.map(|(&group, sums)| (Micro::share(sums.silent, sums.rows), group)))?;
    let [lowest, highest] = [low.1, high.1].map(|group| corpus.roster.group(group));
    let message = format!(
        "The share of rows without any word of the lexicon differs by more than 10 points between groups: {} in {lowest}, {} in {highest}. A mean \
         nearer to 0 may be a matter of vocabulary",
        percent(low.0),
        percent(high.0)
    );
    (points.0 > SILENT_POINTS * 10_000).then(|| Warning::new("W08", Severity::Warning, "corpus", points, message))
}

/// Words that most articles have in common and that supply much of the valence: W09.
fn topic(corpus: Corpus<'_>) -> Option<Warning> {
    let articles = corpus.concordance.totals.len() as u64;
    let profile = corpus.study.profile;
    let (mut all, mut of_topic, mut words) = (0.0, 0.0, Vec::new());
    for (word, uses) in corpus.words.each() {
        let Some(valence) = profile.valence(word) else { continue };
        let (count, of_word) =
            uses.iter().fold((0, 0), |sum, (_, _, uses)| (sum.0 + uses.count, sum.1 + u64::from(uses.articles)));
        let mass = count as f64 * valence.abs();
        all += mass;
        if of_word * 100 >= articles * TOPIC_PERCENT {
            of_topic += mass;
            words.push((mass, word));
        }
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let names: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    let enough = articles >= TOPIC_ARTICLES && of_topic * 100.0 > all * TOPIC_VALENCE_PERCENT as f64;
    enough.then(|| {
        let message = format!(
            "Words that stand in half of the articles or more supply over 25 % of the valence: {}. Where a word names the topic it says nothing of tone",
            some(&names)
        );
        Warning::new("W09", Severity::Warning, "corpus", Micro::nearest(of_topic / all).unwrap_or_default(), message)
    })
}

/// Groups that print the same sentences again and again: W11.
fn formulas(corpus: Corpus<'_>) -> Vec<Warning> {
    let group = |article: u32| corpus.place(article).group;
    let own = corpus.partial.own.iter().map(|own| (group(own.article), own.fingerprint));
    let said = corpus.partial.speech.iter().filter(|fact| fact.counted().is_some());
    // Joint speakers say a sentence once.
    let said: BTreeSet<_> =
        said.map(|fact| (fact.article, fact.sentence, fact.attribution, fact.fingerprint)).collect();
    let mut prints: Vec<(u32, u64)> = own.chain(said.into_iter().map(|fact| (group(fact.0), fact.3))).collect();
    prints.sort_unstable();
    let of_groups = prints.chunk_by(|a, b| a.0 == b.0);
    let formula = |prints: &[(u32, u64)]| {
        let repeated: usize = prints.chunk_by(|a, b| a == b).map(|same| same.len() - 1).sum();
        let share = Micro::share(repeated as u64, prints.len() as u64)?;
        let message = "More than 20 % of the rows repeat another one of the group: look at mean_distinct in speakers.csv and at distinct sentences in \
            robustness.csv";
        let many = prints.len() as u64 >= ROWS && repeated as u64 * 100 > prints.len() as u64 * FORMULA_PERCENT;
        many.then(|| Warning::new("W11", Severity::Warning, corpus.roster.group(prints[0].0), share, message))
    };
    of_groups.filter_map(formula).collect()
}

/// Groups in which tone goes with length: W14.
fn with_length(corpus: Corpus<'_>, lengths: &BTreeMap<u32, Lengths>) -> Vec<Warning> {
    let strong = lengths.iter().filter(|(_, sums)| sums.rows >= ROWS);
    let strong = strong
        .filter_map(|(&group, sums)| Some((group, sums.correlation().filter(|r| r.abs() >= LENGTH_CORRELATION)?)));
    strong
        .map(|(group, r)| {
            let r = Micro::nearest(r).unwrap_or_default();
            let message = format!(
                "Tone goes with the length of rows (r = {r}): where one group writes longer sentences, a difference may come from that alone"
            );
            Warning::new("W14", Severity::Warning, corpus.roster.group(group), r, message)
        })
        .collect()
}

/// Groups that differ in how much they quote: W15.
fn quoted(corpus: Corpus<'_>, compared: &BTreeSet<u32>) -> Option<Warning> {
    let sums = coverage::sums(corpus, |place| corpus.roster.place(place).group);
    let of_groups = sums.iter().filter(|(group, _)| compared.contains(group));
    let (low, high, points) = spread(of_groups.map(|(&group, sums)| (sums.share_quoted(), group)))?;
    let [lowest, highest] = [low.1, high.1].map(|group| corpus.roster.group(group));
    let message = format!(
        "The share of sentences with quoted speech differs by more than 15 points between groups: {} in {lowest}, {} in {highest}. Compare the \
         outlets' voice and quotations apart",
        percent(low.0),
        percent(high.0)
    );
    (points.0 > QUOTED_POINTS * 10_000).then(|| Warning::new("W15", Severity::Warning, "corpus", points, message))
}

/// What is of no use in the user's own dictionaries: entries that were dropped, patterns that nothing matches: W28.
fn dictionaries(corpus: Corpus<'_>) -> Vec<Warning> {
    let config = corpus.study.config;
    let lossy = config.dictionaries.iter().filter(|file| file.dropped > 0);
    let mut warnings: Vec<Warning> = lossy
        .map(|file| {
            Warning::new("W28", Severity::Warning, &file.set, file.dropped, format!("{}: {}", file.name(), file.loss))
        })
        .collect();
    let own = config.frames.iter().filter(|set| !config.frames_in_use.contains(&set.name));
    let silent = own.filter_map(|set| {
        let (silent, all) = silent_patterns(corpus, &set.name);
        let message = format!(
            "{} of {all} patterns of this set stand in no sentence that is counted: {}",
            silent.len(),
            some(&silent)
        );
        (!silent.is_empty()).then(|| Warning::new("W28", Severity::Warning, &set.name, silent.len(), message))
    });
    warnings.extend(silent);
    warnings
}
