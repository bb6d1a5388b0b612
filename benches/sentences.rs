//! Splitting news into sentences, a paragraph at a time, against the fastest crates that do it, and what else is done to a text before it is
//! analysed: `cargo bench --bench sentences`.

mod news;

use criterion::{Bencher, Criterion, Throughput, criterion_group, criterion_main};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use news::News;
use std::hint::black_box;
use std::time::Duration;
use tone::span::Span;
use tone::text::boilerplate::Boilerplate;
use tone::text::dateline::dateline;
use tone::text::document::Document;
use tone::text::paragraph::paragraphs;
use tone::text::quote::quotes;
use tone::text::sentence::sentences;
use tone::text::style::SentenceStyle;
use tone::text::token::tokens;

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

/// Where the time goes that taking a text apart takes.
fn parse(c: &mut Criterion) {
    let news = News::read();
    let mut group = c.benchmark_group("document");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(2));
    group.throughput(Throughput::Bytes(news.bytes()));
    let mut bench = |name: &str, step: &mut dyn FnMut(&str, Span)| {
        let each = |b: &mut Bencher| {
            b.iter(|| news.paragraphs.iter().for_each(|text| step(text, Span::new(0, text.len()))));
        };
        group.bench_function(name, each);
    };
    let mut found = Vec::new();
    bench("all", &mut |text, _| _ = black_box(Document::parse(text, false)));
    bench("paragraphs", &mut |text, _| _ = black_box(paragraphs(text, false)));
    bench("quotations", &mut |text, all| _ = black_box(quotes(text, &[all])));
    bench("datelines", &mut |text, _| _ = black_box(dateline(text)));
    bench("boilerplate", &mut |text, _| _ = black_box(Boilerplate::built_in().has(text)));
    bench("tokens", &mut |text, all| {
        found.clear();
        tokens(text, all, &mut found);
        black_box(&found);
    });
    group.finish();
}

criterion_group!(benches, split, parse);
criterion_main!(benches);
