//! How long the pipeline takes on synthetic sites: `cargo bench`.
//!
//! `cargo bench --bench build -- write DIR N` writes a site of N reports, to time the program itself on it;
//! `cargo bench --bench build -- sizes N` tells how large its search index is and what queries fetch of it.

#[path = "search.rs"]
mod search;
#[path = "serve.rs"]
mod serve;
#[path = "synthetic.rs"]
mod synthetic;

use std::path::Path;

use divan::Bencher;
use gongkai::build::{Engine, Entry, Goal, compressed};
use gongkai::finding::{self, Group, Style};
use gongkai::language::Language;
use gongkai::portal::Publication;
use gongkai::rule::{self, Check};

const SIZES: [usize; 2] = [1_000, 10_000];

/// Everything from bytes in memory to findings.
#[divan::bench(args = SIZES, sample_count = 5)]
fn check(bencher: Bencher<'_, '_>, reports: usize) {
    let site = synthetic::site(reports);
    bencher.bench(|| Engine::default().run(&site, Goal::Check).findings.len());
}

/// The compressed files beside all outputs.
#[divan::bench(args = SIZES, sample_count = 3)]
fn compress(bencher: Bencher<'_, '_>, reports: usize) {
    let outcome = Engine::default().run(&synthetic::site(reports), Goal::Build);
    bencher.bench(|| compressed(&outcome.outputs, &Publication::default()).len());
}

/// The reports of 100 agencies on one year with three mistakes each: all findings, and their text.
#[divan::bench(sample_count = 20)]
fn check_100_agencies_with_3_mistakes_each(bencher: Bencher<'_, '_>) {
    let site = synthetic::faulty(100);
    bencher.bench(|| {
        let outcome = Engine::default().run(&site, Goal::Check);
        assert_eq!(outcome.findings.len(), 300);
        let slugs: Vec<String> = (0..100).map(synthetic::slug).collect();
        let groups = finding::by_agency(&outcome.findings, slugs.iter().map(String::as_str));
        let text = |group: Group<'_>| {
            finding::text(group.findings, &outcome.sources, Language::Chinese, Style::Plain).len()
        };
        groups.into_iter().map(text).sum::<usize>()
    });
}

/// One report whose text is 100 KB of one thing over and over: no rule may take more than its share of time.
#[divan::bench(args = ["其中3条，", "1234567890", "，,", "（(）)", "占50%，", "“", "一二三四"], sample_count = 3)]
fn check_hostile_text(bencher: Bencher<'_, '_>, pattern: &str) {
    let mut site = synthetic::site(5);
    let path = "content/2024/a00000.md";
    let Some(Entry::Text { bytes, .. }) = site.files.get(path).cloned() else { return };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    site.set(path, &format!("{text}\n{}\n", pattern.repeat(100_000 / pattern.len())));
    bencher.bench(|| Engine::default().run(&site, Goal::Check).findings.len());
}

/// One rule over 1,000 reports, or all rules.
#[divan::bench(args = rule_ids(), sample_count = 5)]
fn rule(bencher: Bencher<'_, '_>, id: &str) {
    let site = synthetic::site(1_000);
    let documents = synthetic::documents(&site);
    let reports = documents.reports();
    let rules: Vec<_> = rule::definitions().filter(|rule| id == "all" || rule.rule.id == id).collect();
    bencher.bench_local(|| {
        let mut findings = 0;
        for key in documents.keys() {
            let Some(subject) = reports.subject(key) else { continue };
            findings += rules
                .iter()
                .map(|rule| match rule.check {
                    Check::Report(check) => check(&subject).len(),
                    Check::Portal(_) => 0,
                })
                .sum::<usize>();
        }
        let of_portal = rules.iter().map(|rule| match rule.check {
            Check::Portal(check) => check(&reports).len(),
            Check::Report(_) => 0,
        });
        findings + of_portal.sum::<usize>()
    });
}

fn rule_ids() -> Vec<&'static str> {
    ["all"].into_iter().chain(rule::definitions().map(|rule| rule.rule.id)).collect()
}

/// Everything from bytes in memory to bytes in memory.
#[divan::bench(args = SIZES, sample_count = 5)]
fn build_cold(bencher: Bencher<'_, '_>, reports: usize) {
    let site = synthetic::site(reports);
    bencher.bench(|| Engine::default().run(&site, Goal::Build).outputs.len());
}

/// The same once more after an edit of one report.
#[divan::bench(args = SIZES, sample_count = 5)]
fn build_after_an_edit(bencher: Bencher<'_, '_>, reports: usize) {
    let mut site = synthetic::site(reports);
    let mut engine = Engine::default();
    engine.run(&site, Goal::Build);
    let path = "content/2024/a00000.md";
    let Some(Entry::Text { bytes, .. }) = site.files.get(path).cloned() else { return };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        site.set(path, &format!("{text}\n第{turn}次\n"));
        engine.run(&site, Goal::Build).outputs.len()
    });
}

fn write(dir: &Path, reports: usize) -> std::io::Result<()> {
    for (path, entry) in synthetic::site(reports).files {
        let Entry::Text { bytes, .. } = entry else { continue };
        let path = dir.join(&*path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, &bytes)?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.as_slice() {
        [command, dir, reports] if command == "write" => {
            write(Path::new(dir), reports.parse().unwrap_or(1_000))
        }
        [command, reports] if command == "sizes" => {
            search::sizes(reports.parse().unwrap_or(10_000));
            Ok(())
        }
        _ => {
            divan::main();
            Ok(())
        }
    }
}
