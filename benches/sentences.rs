//! Splitting news into sentences, a paragraph at a time, against the fastest crates that do it: `cargo bench --bench sentences`.

mod news;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use news::News;
use std::hint::black_box;
use std::time::Duration;
use tone::span::Span;
use tone::text::sentence::sentences;
use tone::text::style::SentenceStyle;

fn split(c: &mut Criterion) {
    let news = News::read();
    let mut group = c.benchmark_group("sentences");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(news.bytes()));
    group.bench_function("tone", |b| {
        let mut found = Vec::new();
        b.iter(|| {
            for paragraph in &news.paragraphs {
                found.clear();
                sentences(paragraph, Span::new(0, paragraph.len()), SentenceStyle::News, &mut found);
                black_box(&found);
            }
        });
    });
    group.bench_function("icu_segmenter", |b| {
        let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
        let mut found = Vec::new();
        b.iter(|| {
            for paragraph in &news.paragraphs {
                found.clear();
                found.extend(segmenter.segment_str(paragraph));
                black_box(&found);
            }
        });
    });
    group.bench_function("sentencex", |b| {
        b.iter(|| {
            for paragraph in &news.paragraphs {
                black_box(sentencex::segment("en", paragraph));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, split);
criterion_main!(benches);
