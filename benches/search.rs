//! The search index of synthetic sites: the time it takes, and its sizes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use divan::Bencher;
use flate2::Compression;
use flate2::write::GzEncoder;
use gongkai::build::{Engine, Goal};
use gongkai::page::{self, Search};
use gongkai::search::{self, Variants, fold, lookup};
use serde_json::Value;

use crate::synthetic;

/// What the index of a site of so many reports covers.
fn site(reports: usize) -> Search {
    let outcome = Engine::default().run(&synthetic::site(reports), Goal::Check);
    page::search(&outcome.portal.expect("a portal"))
}

/// Everything below `search/` but the texts.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn index(bencher: Bencher<'_, '_>, reports: usize) {
    let search = site(reports);
    bencher.bench(|| search::index(&search).len());
}

/// The texts.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn texts(bencher: Bencher<'_, '_>, reports: usize) {
    let search = site(reports);
    bencher.bench(|| {
        let texts = search.documents.iter().map(|document| search::text(document, search.language).len());
        texts.sum::<usize>()
    });
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |bytes| bytes.len())
}

/// Tells the sizes, compressed as servers do, and for each of some queries the bytes of the shards that it looks into and of ten texts.
#[expect(clippy::print_stdout, reason = "that is what it is for")]
pub(crate) fn sizes(reports: usize) {
    let search = site(reports);
    let files: BTreeMap<String, Vec<u8>> =
        search::index(&search).into_iter().map(|(route, bytes)| (route.as_str().to_owned(), bytes)).collect();
    let size = |name: &str| gzip(&files[name]);
    let shards: Vec<usize> = (0..)
        .map_while(|number| files.get(&format!("search/{number}.json")))
        .map(|shard| gzip(shard))
        .collect();
    let manifest: Value = serde_json::from_slice(&files["search/index.json"]).unwrap_or_default();
    let texts: Vec<usize> = search
        .documents
        .iter()
        .step_by(97)
        .map(|document| gzip(&search::text(document, search.language)))
        .collect();
    let text = texts.iter().sum::<usize>() / texts.len().max(1);
    println!("{} documents, {} shards", search.documents.len(), shards.len());
    println!(
        "gzip: manifest {}, shards {} (largest {}), a text {text} (largest {})",
        size("search/index.json"),
        shards.iter().sum::<usize>(),
        shards.iter().max().unwrap_or(&0),
        texts.iter().max().unwrap_or(&0),
    );
    let everywhere: BTreeSet<&str> =
        manifest["everywhere"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    let firsts: Vec<Vec<u16>> = manifest["shards"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|shard| shard[0].as_str().map(units))
        .collect();
    println!("{} grams are found everywhere", everywhere.len());
    for query in
        ["办事", "座谈会", "群众关心的问题", "合成县第7局 2024", "依申请公开答复的程序", "网", "一丘乐"]
    {
        let terms = query.split_whitespace().map(|term| fold(term, Variants::all()));
        let grams = terms.flat_map(|term| lookup(&term.characters)).map(|gram| gram.to_string());
        let asked: BTreeSet<usize> = grams
            .filter(|gram| !everywhere.contains(gram.as_str()))
            .map(|gram| firsts.partition_point(|first| *first <= units(&gram)).saturating_sub(1))
            .take(8)
            .collect();
        let fetched: usize = asked.iter().map(|shard| shards[*shard]).sum();
        println!("{query}: {} shards, {fetched} bytes, with ten texts {}", asked.len(), fetched + 10 * text);
    }
}
