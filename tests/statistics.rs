//! The statistics against figures that numpy, scipy, statsmodels and dense matrices gave, section by section.
//!
//! Two sections are not for this room: `glob_and_phrases`, which are patterns of frames, and `mixed_model_reml_optional`, a model that the program
//! does not fit and whose figures are there to look at.

use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;
use tone::stats::agreement::{Level, krippendorff};
use tone::stats::cluster::{self, Estimate, Unit};
use tone::stats::effect::{self, Moments};
use tone::stats::rng::{Rng, SplitMix64, fnv1a64, mix64};
use tone::stats::{
    bootstrap, concentration, crosstab, describe, dispersion, icc, keyness, multiplicity, permutation, proportion,
    special,
};

/// Ten-thousandths in 1: the unit of scores in tallies.
const UNIT: f64 = 10_000.0;

/// The sections, `None` where they are not at hand; in CI they must be.
static FIXTURES: LazyLock<Option<Value>> = LazyLock::new(|| {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures/statistics.json"));
    if !path.exists() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        return None;
    }
    Some(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
});

/// Inputs, expected values and tolerance of a section.
struct Section {
    inputs: &'static Value,
    expected: &'static Value,
    tolerance: f64,
}

fn section(name: &str) -> Option<Section> {
    let Some(all) = FIXTURES.as_ref() else {
        #[expect(clippy::print_stderr, reason = "who runs the tests should see that this one did not")]
        {
            eprintln!("skipped: ../shared/fixtures/statistics.json is missing");
        }
        return None;
    };
    let section = &all[name];
    assert!(section.is_object(), "no section {name}");
    Some(Section {
        inputs: &section["inputs"],
        expected: &section["expected"],
        tolerance: section["abs_tol"].as_f64().unwrap(),
    })
}

impl Section {
    /// Holds a value to the expected one at a JSON pointer.
    fn holds(&self, pointer: &str, got: impl Into<Option<f64>>) {
        let wanted = self.expected.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
        let got = got.into();
        match (wanted.as_f64(), got) {
            (Some(wanted), Some(got)) => {
                assert!((got - wanted).abs() <= self.tolerance, "{pointer}: {got} is not {wanted}");
            }
            (wanted, got) => assert_eq!(wanted, got, "{pointer}"),
        }
    }

    fn holds_estimate(&self, at: &str, value: &str, estimate: Estimate) {
        let (low, high) = estimate.interval();
        let figures =
            [(value, estimate.value), ("se", estimate.se), ("df", estimate.df), ("ci_low", low), ("ci_high", high)];
        for (name, got) in figures {
            self.holds(&format!("{at}/{name}"), got);
        }
    }

    fn seed(&self) -> u64 {
        word(&self.inputs["seed"])
    }
}

fn word(value: &Value) -> u64 {
    value.as_str().unwrap().parse().unwrap()
}

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn integers(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
}

fn unit(scores: &Value) -> Unit {
    let scores = floats(scores);
    Unit { n: scores.len() as f64, sum: scores.iter().sum() }
}

/// Scores as a tally in ten-thousandths.
fn tally(scores: impl IntoIterator<Item = f64>) -> Vec<(i32, u32)> {
    let mut scores: Vec<i32> = scores.into_iter().map(|score| (score * UNIT).round() as i32).collect();
    scores.sort_unstable();
    scores.chunk_by(|one, other| one == other).map(|run| (run[0], run.len() as u32)).collect()
}

/// A group of the made-up corpus: the scores of each article, by the articles' ids.
struct Group {
    name: &'static str,
    articles: Vec<Vec<f64>>,
}

impl Group {
    fn of(name: &'static str) -> Self {
        let all = FIXTURES.as_ref().unwrap();
        let articles = all["_toy"]["sentence_tone_by_group_article"][name].as_object().unwrap();
        let mut ids: Vec<&String> = articles.keys().collect();
        ids.sort_unstable();
        Self { name, articles: ids.into_iter().map(|id| floats(&articles[id])).collect() }
    }

    fn units(&self) -> Vec<Unit> {
        self.articles.iter().map(|scores| Unit { n: scores.len() as f64, sum: scores.iter().sum() }).collect()
    }

    fn tally(&self) -> Vec<(i32, u32)> {
        tally(self.articles.iter().flatten().copied())
    }

    fn tallies(&self) -> Vec<Vec<(i32, u32)>> {
        self.articles.iter().map(|scores| tally(scores.iter().copied())).collect()
    }

    fn moments(&self) -> Vec<Moments> {
        self.tallies().iter().map(|tally| Moments::of(tally)).collect()
    }
}

const GROUPS: [&str; 3] = ["Xinhua", "KCNA", "Western"];
const PAIRS: [(&str, &str); 3] = [("Xinhua", "KCNA"), ("Xinhua", "Western"), ("KCNA", "Western")];

#[test]
fn every_section_has_a_test() {
    let Some(_) = section("rng") else { return };
    let elsewhere = ["_toy", "_meta", "glob_and_phrases", "mixed_model_reml_optional"];
    let source = include_str!("statistics.rs");
    for name in FIXTURES.as_ref().unwrap().as_object().unwrap().keys() {
        let tested = source.contains(&format!("section(\"{name}\")"));
        assert!(tested || elsewhere.contains(&name.as_str()), "no test of {name}");
    }
}

#[test]
fn chance() {
    let Some(s) = section("rng") else { return };
    let words = |value: &Value| value.as_array().unwrap().iter().map(word).collect::<Vec<u64>>();
    let mut split = SplitMix64(word(&s.inputs["splitmix64_seed"]));
    assert!(words(&s.expected["splitmix64_first5"]).into_iter().all(|word| split.next() == word));
    let mut rng = Rng::from_state(words(&s.inputs["xoshiro256pp_state"]).try_into().unwrap());
    assert!(words(&s.expected["xoshiro256pp_first8"]).into_iter().all(|word| rng.next() == word));
    let texts = s.inputs["fnv1a64_inputs"].as_array().unwrap().iter();
    assert_eq!(
        texts.map(|text| fnv1a64(text.as_str().unwrap().bytes())).collect::<Vec<_>>(),
        words(&s.expected["fnv1a64"])
    );
    assert_eq!(mix64(s.seed()), word(&s.expected["mix64_of_seed"]));
    let stream = |replicate| Rng::stream(s.seed(), s.inputs["stream_name"].as_str().unwrap(), replicate);
    for (replicate, expected) in s.expected["stream_first4"].as_array().unwrap().iter().enumerate() {
        let mut rng = stream(replicate as u64);
        assert!(words(expected).into_iter().all(|word| rng.next() == word));
    }
    let (mut below, mut units, mut shuffled) = (stream(0), stream(0), (0..10).collect::<Vec<u64>>());
    assert!(integers(&s.expected["stream0_below7_first12"]).into_iter().all(|number| below.below(7) == number));
    assert!(floats(&s.expected["stream0_f64_first4"]).into_iter().all(|number| units.unit() == number));
    stream(0).shuffle(&mut shuffled);
    assert_eq!(shuffled, integers(&s.expected["stream0_shuffle10"]));
}

#[test]
fn distributions() {
    let Some(s) = section("special_functions") else { return };
    let near = |got: Option<f64>, expected: f64, what: &str| {
        let got = got.unwrap();
        assert!((got - expected).abs() <= s.tolerance * expected.abs(), "{what}: {got} is not {expected}");
    };
    let by_argument = |name: &str, function: &dyn Fn(f64) -> Option<f64>| {
        for (argument, expected) in s.expected[name].as_object().unwrap() {
            near(function(argument.parse().unwrap()), expected.as_f64().unwrap(), name);
        }
    };
    by_argument("t_ppf_0975", &|df| special::t_quantile(0.975, df));
    by_argument("norm_ppf", &special::normal_quantile);
    by_argument("gammaln", &special::ln_gamma);
    let by_list = |name: &str, function: &dyn Fn(&[f64]) -> Option<f64>| {
        for case in s.expected[name].as_array().unwrap() {
            let case = floats(case);
            let (expected, arguments) = case.split_last().unwrap();
            near(function(arguments), *expected, name);
        }
    };
    by_list("t_sf", &|a| special::t_tail(a[0], a[1]));
    by_list("chi2_sf", &|a| special::chi2_tail(a[0], a[1]));
    by_list("beta_ppf", &|a| special::beta_quantile(a[0], a[1], a[2]));
}

#[test]
fn descriptions() {
    let Some(s) = section("descriptives") else { return };
    for name in GROUPS {
        let group = Group::of(name);
        let (tally, at) = (group.tally(), |figure: &str| format!("/{name}/{figure}"));
        let found = describe::describe(&tally).unwrap();
        s.holds(&at("n_sentences"), found.n as f64);
        s.holds(&at("n_articles"), group.articles.len() as f64);
        s.holds(&at("mean"), found.mean / UNIT);
        s.holds(&at("sd"), found.sd.unwrap() / UNIT);
        for (figure, quartile) in ["q25", "median", "q75"].iter().zip(found.quartiles) {
            s.holds(&at(figure), quartile / UNIT);
        }
        s.holds(&at("mean_of_article_means"), describe::mean_of_means(&group.moments()).unwrap() / UNIT);
        let threshold = |name: &str| (s.inputs[name].as_f64().unwrap() * UNIT).round() as i32;
        let shares = describe::shares(&tally, threshold("neg_thr"), threshold("pos_thr")).unwrap();
        s.holds(&at("share_pos"), shares.positive);
        s.holds(&at("share_neg"), shares.negative);
        s.holds(&at("share_neu"), shares.neutral);
        s.holds(&at("net_tone"), shares.net);
    }
}

#[test]
fn likeness_within_articles() {
    let Some(s) = section("icc_deff") else { return };
    for name in GROUPS {
        let found = icc::icc(&Group::of(name).moments()).unwrap();
        let square = UNIT * UNIT;
        let figures = [("msb", found.msb / square), ("msw", found.msw / square), ("n0", found.n0), ("icc1", found.icc)];
        for (figure, got) in figures.into_iter().chain([("deff", found.design_effect), ("n_eff", found.effective_n)]) {
            s.holds(&format!("/{name}/{figure}"), got);
        }
    }
}

#[test]
fn means_and_differences() {
    let Some(s) = section("cr2_mean") else { return };
    for name in GROUPS {
        let estimate = cluster::mean(&Group::of(name).units()).unwrap();
        s.holds_estimate(&format!("/{name}"), "mean", estimate);
        s.holds(&format!("/{name}/p_vs_zero"), estimate.p());
    }
    let s = section("cr2_diff_nested").unwrap();
    for (a, b) in PAIRS {
        let (at, estimate) =
            (format!("/{a}-{b}"), cluster::difference(&Group::of(a).units(), &Group::of(b).units()).unwrap());
        s.holds_estimate(&at, "diff", estimate);
        s.holds(&format!("{at}/t"), estimate.t());
        s.holds(&format!("{at}/p"), estimate.p());
    }
    let s = section("cr2_diff_crossed").unwrap();
    let articles = s.inputs["articles"].as_object().unwrap().values();
    let pairs: Vec<(Unit, Unit)> = articles.map(|article| (unit(&article["Kim"]), unit(&article["Trump"]))).collect();
    let estimate = cluster::crossed_difference(&pairs).unwrap();
    s.holds_estimate("", "diff", estimate);
    s.holds("/p", estimate.p());
}

#[test]
fn effects() {
    let Some(s) = section("effect_sizes") else { return };
    for (a, b) in PAIRS {
        let (at, a, b) = (format!("/{a}-{b}"), Group::of(a).tally(), Group::of(b).tally());
        let (one, other) = (Moments::of(&a), Moments::of(&b));
        let delta = effect::cliffs_delta(&a, &b).unwrap();
        s.holds(&format!("{at}/cohen_d"), effect::cohens_d(&one, &other));
        s.holds(&format!("{at}/J"), effect::small_sample_correction((one.n + other.n - 2) as f64));
        s.holds(&format!("{at}/hedges_g"), effect::hedges_g(&one, &other));
        s.holds(&format!("{at}/cliffs_delta"), delta);
        s.holds(&format!("{at}/prob_superiority"), effect::probability_of_superiority(delta));
    }
}

#[test]
fn articles_drawn_again() {
    let Some(s) = section("cluster_bootstrap_percentile") else { return };
    for name in s.expected.as_object().unwrap().keys() {
        let [_, statistic, a, b] = name.split('|').collect::<Vec<_>>()[..] else { panic!("{name}") };
        let (a, b) = (Group::of(a), Group::of(b));
        let replicates = if statistic == "mean_diff" {
            bootstrap::mean_differences(&a.units(), &b.units(), s.seed(), name)
        } else {
            let tallies = [a.tallies(), b.tallies()];
            let [a, b] = [0, 1].map(|side| tallies[side].iter().map(Vec::as_slice).collect::<Vec<_>>());
            bootstrap::cliffs_deltas(&a, &b, s.seed(), name)
        };
        let replicates = replicates.unwrap();
        let found = bootstrap::Bootstrap::of(&replicates).unwrap();
        let figures =
            [("ci_low", found.low), ("ci_high", found.high), ("boot_mean", found.mean), ("boot_se", found.se)];
        for (figure, got) in figures {
            s.holds(&format!("/{name}/{figure}"), got);
        }
        for (at, &replicate) in replicates[..5].iter().enumerate() {
            s.holds(&format!("/{name}/first5_replicates/{at}"), replicate);
        }
    }
}

#[test]
fn articles_relabelled() {
    let Some(s) = section("permutation_article_studentized") else { return };
    for (a, b) in PAIRS {
        let (at, a, b) = (format!("/{a}-{b}"), Group::of(a), Group::of(b));
        let name = format!("perm|mean_diff|{}|{}", a.name, b.name);
        let (a, b) = (a.units(), b.units());
        s.holds(&format!("{at}/t_obs"), cluster::difference(&a, &b).unwrap().t().map(f64::abs));
        let found = permutation::studentized(&a, &b, s.seed(), &name).unwrap();
        s.holds(&format!("{at}/n_labelings"), found.labelings as f64);
        s.holds(&format!("{at}/exact_count"), found.count as f64);
        s.holds(&format!("{at}/p_exact"), found.p);
        let found = permutation::studentized_drawn(&a, &b, s.seed(), &name).unwrap();
        s.holds(&format!("{at}/mc_P"), found.labelings as f64);
        s.holds(&format!("{at}/mc_count"), found.count as f64);
        s.holds(&format!("{at}/p_mc"), found.p);
    }
    let s = section("signflip_paired").unwrap();
    let found = permutation::sign_flip(&floats(&s.inputs["article_differences"]), 1, "any").unwrap();
    s.holds("/count", found.count as f64);
    s.holds("/total", found.labelings as f64);
    s.holds("/p", found.p);
}

#[test]
fn many_tests() {
    let Some(s) = section("multiplicity") else { return };
    let p: Vec<Option<f64>> = floats(&s.inputs["p"]).into_iter().map(Some).collect();
    let found = [
        ("bh", multiplicity::benjamini_hochberg(&p)),
        ("holm", multiplicity::holm(&p)),
        ("bonferroni", multiplicity::bonferroni(&p)),
    ];
    for (name, adjusted) in found {
        for (at, &adjusted) in adjusted.iter().enumerate() {
            s.holds(&format!("/{name}/{at}"), adjusted);
            if let Some(reject) = s.expected.pointer(&format!("/reject_{name}/{at}")) {
                assert_eq!(adjusted.unwrap() <= s.inputs["alpha"].as_f64().unwrap(), reject.as_bool().unwrap());
            }
        }
    }
}

#[test]
fn groups_by_frames() {
    let Some(s) = section("crosstab") else { return };
    let table: Vec<Vec<u64>> =
        s.inputs["table_rows_groups_cols_frames"].as_array().unwrap().iter().map(integers).collect();
    let found = crosstab::crosstab(&table).unwrap();
    let figures = [("chi2", found.chi2), ("df", found.df), ("p", found.p), ("g_test", found.g)];
    for (figure, got) in figures {
        s.holds(&format!("/{figure}"), got);
    }
    s.holds("/cramers_v", found.cramers_v);
    s.holds("/cramers_v_bias_corrected", found.cramers_v_corrected);
    s.holds("/min_expected", found.least_expected);
    for (name, cells) in [("expected", &found.expected), ("adjusted_residuals", &found.residuals)] {
        for (row, line) in cells.iter().enumerate() {
            for (column, &cell) in line.iter().enumerate() {
                s.holds(&format!("/{name}/{row}/{column}"), cell);
            }
        }
    }
}

#[test]
fn shares() {
    let Some(s) = section("proportions") else { return };
    for (at, case) in s.inputs["wilson"].as_array().unwrap().iter().enumerate() {
        let case = floats(case);
        let (low, high) = proportion::wilson(case[0], case[1], proportion::Z95).unwrap();
        s.holds(&format!("/wilson/{at}/0"), low);
        s.holds(&format!("/wilson/{at}/1"), high);
    }
    let [a, b] = [0, 1].map(|side| floats(&s.inputs["newcombe"][side]));
    let found = proportion::newcombe(a[0], a[1], b[0], b[1], proportion::Z95).unwrap();
    s.holds("/newcombe/diff", found.difference);
    s.holds("/newcombe/low", found.low);
    s.holds("/newcombe/high", found.high);
    let table = [0, 1].map(|row| integers(&s.inputs["fisher"][row]).try_into().unwrap());
    s.holds("/fisher_p", proportion::fisher(table));
    s.holds("/odds_ratio_haldane", proportion::odds_ratio(table));
    let s = section("clustered_prevalence").unwrap();
    let units: Vec<Unit> = s.inputs["binary_by_article"].as_object().unwrap().values().map(unit).collect();
    let found = proportion::clustered(&units).unwrap();
    let figures = [("p", found.share), ("se_cr2", found.se), ("df", found.df), ("n_eff", found.effective_n)];
    for (figure, got) in figures.into_iter().chain([("ci_low", found.low), ("ci_high", found.high)]) {
        s.holds(&format!("/{figure}"), got);
    }
}

#[test]
fn words_of_a_side() {
    let Some(s) = section("keyness") else { return };
    let side = |name: &str| s.inputs[name].as_array().unwrap().clone();
    let (a, articles) = (side("docs_a").len(), [side("docs_a"), side("docs_b")].concat());
    let count = |article: &Value, word: &str| article.get(word).and_then(Value::as_u64).unwrap_or(0);
    let totals: Vec<f64> = articles
        .iter()
        .map(|article| article.as_object().unwrap().values().map(|count| count.as_f64().unwrap()).sum())
        .collect();
    let (total_a, total_b): (f64, f64) = (totals[..a].iter().sum(), totals[a..].iter().sum());
    s.holds("/n_a", total_a);
    s.holds("/n_b", total_b);
    let prior = s.inputs["prior_alpha0"].as_f64().unwrap();
    let words: Vec<&String> = s.expected["words"].as_object().unwrap().keys().collect();
    let mut postings = Vec::new();
    for &word in &words {
        let at = |figure: &str| format!("/words/{word}/{figure}");
        let counts: Vec<f64> = articles.iter().map(|article| count(article, word) as f64).collect();
        let (f_a, f_b): (f64, f64) = (counts[..a].iter().sum(), counts[a..].iter().sum());
        let found = keyness::log_odds(f_a, f_b, total_a, total_b, prior).unwrap();
        s.holds(&at("f_a"), f_a);
        s.holds(&at("f_b"), f_b);
        s.holds(&at("log_odds"), found.log_odds);
        s.holds(&at("var"), found.variance);
        s.holds(&at("z"), found.z);
        s.holds(&at("g2"), keyness::g2(f_a, f_b, total_a, total_b));
        s.holds(&at("bic"), keyness::bic(f_a, f_b, total_a, total_b));
        s.holds(&at("log_ratio"), keyness::log_ratio(f_a, f_b, total_a, total_b));
        s.holds(&at("lrc"), keyness::lrc(f_a, f_b, total_a, total_b, words.len() as u64));
        let spread = dispersion::dispersion(&counts, &totals).unwrap();
        s.holds(&at("dp"), spread.dp);
        s.holds(&at("dp_norm"), spread.dp_norm);
        let list = articles.iter().enumerate().filter(|(_, article)| count(article, word) > 0);
        postings.push(list.map(|(at, article)| (at as u32, count(article, word) as u32)).collect());
    }
    let in_a: Vec<bool> = (0..articles.len()).map(|article| article < a).collect();
    let p = keyness::permutation(&postings, &totals, &in_a, prior, 1, "any").unwrap();
    let q = multiplicity::benjamini_hochberg(&p.iter().copied().map(Some).collect::<Vec<_>>());
    for ((word, p), q) in words.iter().zip(p).zip(q) {
        s.holds(&format!("/words/{word}/p_perm_exact"), p);
        s.holds(&format!("/words/{word}/q_bh"), q);
    }
}

#[test]
fn spread_agreement_and_concentration() {
    let Some(s) = section("dispersion_gries_example") else { return };
    let found = dispersion::dispersion(&floats(&s.inputs["v"]), &floats(&s.inputs["part_sizes"])).unwrap();
    s.holds("/range", found.range as f64);
    s.holds("/dp", found.dp);
    s.holds("/dp_norm", found.dp_norm);
    s.holds("/juilland_d", found.juilland_d);
    let s = section("krippendorff_alpha").unwrap();
    let coders = s.inputs["ratings_coder_by_unit"].as_array().unwrap();
    let rating = |coder: &Value, unit: usize| coder[unit].as_f64().map(|value| value as i32);
    let units: Vec<Vec<i32>> =
        (0..12).map(|unit| coders.iter().filter_map(|coder| rating(coder, unit)).collect()).collect();
    for (name, level) in [("nominal", Level::Nominal), ("ordinal", Level::Ordinal), ("interval", Level::Interval)] {
        s.holds(&format!("/{name}"), krippendorff(&units, level));
    }
    let s = section("source_concentration").unwrap();
    let found = concentration::concentration(&integers(&s.inputs["speaker_counts"])).unwrap();
    s.holds("/hhi", found.hhi);
    s.holds("/shannon_nats", found.entropy);
    s.holds("/normalized_entropy", found.evenness);
    s.holds("/effective_sources", found.effective_number);
}

#[test]
fn edges() {
    let Some(s) = section("edge_cases") else { return };
    let units = |value: &Value| value.as_array().unwrap().iter().map(unit).collect::<Vec<Unit>>();
    assert_eq!(cluster::mean(&units(&s.inputs["one_article"])), None);
    let same = cluster::mean(&units(&s.inputs["identical"])).unwrap();
    let (low, high) = same.interval();
    s.holds("/identical/mean", same.value);
    s.holds("/identical/se", same.se);
    s.holds("/identical/ci/0", low);
    s.holds("/identical/ci/1", high);
    s.holds("/identical/p", same.p());
    let [a, b] = [0, 1].map(|side| tally(floats(&s.inputs["all_ties"][side])));
    let delta = effect::cliffs_delta(&a, &b).unwrap();
    s.holds("/all_ties/cliffs_delta", delta);
    s.holds("/all_ties/prob_superiority", effect::probability_of_superiority(delta));
    let p: Vec<Option<f64>> = s.inputs["p_with_na"].as_array().unwrap().iter().map(Value::as_f64).collect();
    for (name, adjusted) in [("bh", multiplicity::benjamini_hochberg(&p)), ("holm", multiplicity::holm(&p))] {
        for (at, &adjusted) in adjusted.iter().enumerate() {
            s.holds(&format!("/p_with_na/{name}/{at}"), adjusted);
        }
    }
    assert_eq!(proportion::wilson(0.0, 0.0, proportion::Z95), None);
    // The test is possible and cannot find anything: the report does not print it.
    let [a, b] = ["A", "B"].map(|side| units(&s.inputs["perm_3v3"][side]));
    let found = permutation::studentized(&a, &b, 1, "any").unwrap();
    s.holds("/perm_3v3/n_labelings", found.labelings as f64);
    s.holds("/perm_3v3/min_attainable_p", found.p);
}
