//! Scoring the tone of news, a sentence at a time, against other ports of VADER: `cargo bench --bench tone`.

mod news;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use news::{News, bytes};
use std::hint::black_box;
use std::time::Duration;
use tone::span::Span;
use tone::text::sentence::sentences;
use tone::text::style::SentenceStyle;
use tone::tone::scorer::{Profile, Scorer};

/// The sentences of the news, split as the program splits them.
fn news_sentences() -> Vec<String> {
    let mut found = Vec::new();
    let mut all = Vec::new();
    for paragraph in News::read().paragraphs {
        found.clear();
        sentences(&paragraph, Span::new(0, paragraph.len()), SentenceStyle::News, &mut found);
        all.extend(found.iter().map(|span| span.of(&paragraph).to_owned()));
    }
    all
}

fn score(c: &mut Criterion) {
    let sentences = news_sentences();
    let mut group = c.benchmark_group("tone");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(bytes(&sentences)));
    let mut bench = |name: &str, score: &mut dyn FnMut(&str)| {
        group.bench_function(name, |b| b.iter(|| sentences.iter().for_each(|sentence| score(sentence))));
    };

    let (vader, news) = (Scorer::new(Profile::Vader), Scorer::new(Profile::News));
    bench("vader profile, polarity", &mut |text| _ = black_box(vader.polarity(text)));
    bench("news profile, polarity", &mut |text| _ = black_box(news.polarity(text)));
    bench("news profile, tone", &mut |text| _ = black_box(news.tone(text, true)));
    // The yardstick: looking at every byte and doing nothing with the words.
    bench("split_ascii_whitespace", &mut |text| {
        _ = black_box(text.split_ascii_whitespace().map(str::len).sum::<usize>())
    });
    let parity = vader_parity::SentimentIntensityAnalyzer::new();
    bench("vader-parity", &mut |text| _ = black_box(parity.polarity_scores(text)));
    let peer = vader_sentiment::SentimentIntensityAnalyzer::new();
    bench("vader_sentiment", &mut |text| _ = black_box(peer.polarity_scores(text)));
    group.finish();
}

criterion_group!(benches, score);
criterion_main!(benches);
