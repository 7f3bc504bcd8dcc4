//! How long each room takes for one canvas, and the whole check: `cargo bench` in this folder.

use std::hint::black_box;

use canvas::rules::Settings;
use canvas::source::Source;
use canvas::{extract, model, rules, score, syntax};
use criterion::{Criterion, criterion_group, criterion_main};

fn rooms(c: &mut Criterion) {
    for (form, name) in [("Markdown", "canvases/photo-print-shop.md"), ("YAML", "canvases/ticket-sales.yaml")] {
        let path = format!("{}/../{name}", env!("CARGO_MANIFEST_DIR"));
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let settings = Settings::default();
        let source = Source::new(name, &bytes);
        let document = syntax::parse(&source);
        let outline = extract::outline(&document, &settings.vocabulary);
        let canvas = model::read(&outline, &source);
        let outcomes = rules::run(&canvas, &settings);
        let mut group = c.benchmark_group(form);
        group.bench_function("source", |b| b.iter(|| Source::new(name, black_box(&bytes))));
        group.bench_function("syntax", |b| b.iter(|| syntax::parse(black_box(&source))));
        group.bench_function("extract", |b| b.iter(|| extract::outline(black_box(&document), &settings.vocabulary)));
        group.bench_function("model", |b| b.iter(|| model::read(black_box(&outline), &source)));
        group.bench_function("rules", |b| b.iter(|| rules::run(black_box(&canvas), &settings)));
        group.bench_function("score", |b| b.iter(|| score::score(black_box(&canvas), &outcomes)));
        group.bench_function("check", |b| b.iter(|| canvas::check(black_box(&source), &settings)));
        group.finish();
    }
}

criterion_group!(benches, rooms);
criterion_main!(benches);
