//! The index: which documents hold which gram.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::document::names;
use super::{Document, Gram, Variants, encode, fold, grams, json};
use crate::page::{Search, Searched};
use crate::portal::{Agency, Kind, Route};
use crate::text::Digest;

/// Bytes of a shard, about: small enough to be fetched for one gram, large enough not to be too many files.
const SHARD: usize = 16 * 1024;

/// From how many documents on grams found nearly everywhere are told apart. In smaller portals every list is short.
const MANY: usize = 32;

/// Bytes of all texts together up to which they are written once more for pages opened from a disk.
const DISK: usize = 16 * 1024 * 1024;

/// What the search page reads first.
#[derive(Serialize)]
struct Manifest<'a> {
    version: u8,
    /// Stands for all files of the index and all texts.
    digest: String,
    documents: usize,
    /// Language of plain pages and of the labels of tables; reports are in Chinese.
    language: &'static str,
    agencies: Vec<AgencyEntry<'a>>,
    reports: Vec<YearEntry>,
    pages: Vec<PageEntry<'a>>,
    everywhere: Vec<String>,
    variants: String,
    shards: Vec<ShardEntry>,
}

/// Slug, name, kind, and other names by line.
#[derive(Serialize)]
struct AgencyEntry<'a>(&'a str, &'a str, &'static str, String);

/// A year, and its agencies by their place in [`Manifest::agencies`], as [`encode`] writes numbers.
#[derive(Serialize)]
struct YearEntry(i32, String);

/// Slug and title.
#[derive(Serialize)]
struct PageEntry<'a>(&'a str, &'a str);

/// First gram, and bytes.
#[derive(Serialize)]
struct ShardEntry(String, usize);

/// The manifest, the shards, and the script for pages opened from a disk where it is not too large.
pub fn index(search: &Search) -> Vec<(Route, Vec<u8>)> {
    let documents: Vec<Document> =
        search.documents.par_iter().map(|document| Document::new(document, search.language)).collect();
    let texts: Vec<String> = documents.par_iter().map(json).collect();
    let (everywhere, listed) = lists(&documents);
    let shards = shards(&listed);
    let mut manifest = Manifest {
        version: 2,
        digest: String::new(),
        documents: documents.len(),
        language: search.language.tag(),
        agencies: search.agencies.iter().map(agency).collect(),
        reports: years(search),
        pages: search.documents.iter().filter_map(page).collect(),
        variants: variants(everywhere.iter().chain(listed.iter().map(|(gram, _)| gram))).pairs(),
        everywhere: everywhere.iter().map(ToString::to_string).collect(),
        shards: shards.iter().map(|(first, json)| ShardEntry(first.to_string(), json.len())).collect(),
    };
    manifest.digest = digest(&manifest, shards.iter().map(|(_, json)| json).chain(&texts));
    let manifest = json(&manifest);
    let mut files = Vec::new();
    let mut add = |name: &str, text: String| files.push((Route::search_file(name), text.into_bytes()));
    if texts.iter().map(String::len).sum::<usize>() <= DISK {
        let texts = texts.join(",");
        add("disk.js", format!("gongkaiSearch.disk({{\"index\":{manifest},\"texts\":[{texts}]}});\n"));
    }
    for (number, (_, json)) in shards.into_iter().enumerate() {
        add(&format!("{number}.json"), json);
    }
    add("index.json", manifest);
    files
}

/// A gram with the documents that hold it.
type List = (Gram, Vec<u32>);

/// The grams that exclude next to nothing, and the others with their lists, both in order.
fn lists(documents: &[Document]) -> (Vec<Gram>, Vec<List>) {
    let held = documents.par_iter().enumerate().flat_map_iter(|(number, document)| {
        let number = u32::try_from(number).expect("fewer documents than four billion");
        held(document).into_iter().map(move |gram| (gram, number))
    });
    let mut held: Vec<(Gram, u32)> = held.collect();
    held.par_sort_unstable();
    let (mut everywhere, mut lists) = (Vec::new(), Vec::new());
    for of_one in held.chunk_by(|(gram, _), (next, _)| gram == next) {
        let gram = of_one[0].0;
        if documents.len() >= MANY && of_one.len() * 4 >= documents.len() * 3 {
            everywhere.push(gram);
        } else {
            lists.push((gram, of_one.iter().map(|(_, number)| *number).collect()));
        }
    }
    (everywhere, lists)
}

/// The grams of a document, each once.
fn held(document: &Document) -> Vec<Gram> {
    let mut held: Vec<Gram> = Vec::new();
    for text in document.texts() {
        held.extend(grams(&fold(text, Variants::all()).characters));
    }
    held.sort_unstable();
    held.dedup();
    held
}

/// The lists cut into files: the first gram of each, and its JSON.
fn shards(lists: &[List]) -> Vec<(Gram, String)> {
    let mut shards: Vec<(Gram, String)> = Vec::new();
    for (gram, list) in lists {
        let entry = format!("{}:\"{}\"", json(&gram.to_string()), encode(list.iter().copied()));
        match shards.last_mut() {
            Some((_, shard)) if shard.len() + entry.len() < SHARD => {
                shard.push(',');
                shard.push_str(&entry);
            }
            _ => shards.push((*gram, format!("{{{entry}"))),
        }
    }
    for (_, shard) in &mut shards {
        shard.push('}');
    }
    shards
}

/// The variants of characters that are there to be found.
fn variants<'a>(grams: impl Iterator<Item = &'a Gram>) -> Variants {
    Variants::all().leading_to(&grams.map(|gram| gram.first()).collect())
}

fn agency(agency: &Agency) -> AgencyEntry<'_> {
    let (kind, _) = Kind::ALL.into_iter().find(|(_, kind)| *kind == agency.kind).unwrap_or_default();
    AgencyEntry(&agency.slug, &agency.name, kind, names(agency).join("\n"))
}

fn page(document: &Searched) -> Option<PageEntry<'_>> {
    match document {
        Searched::Page(page) => Some(PageEntry(&page.slug, &page.title)),
        Searched::Report(..) => None,
    }
}

/// The agencies of the reports, year by year, in the order of the documents.
fn years(search: &Search) -> Vec<YearEntry> {
    let agencies = (0..).zip(&search.agencies).map(|(number, agency)| (agency.slug.as_str(), number));
    let agencies: BTreeMap<&str, u32> = agencies.collect();
    let of = |document: &Searched| match document {
        Searched::Report(agency, report) => Some((Reverse(report.year), agencies[agency.slug.as_str()])),
        Searched::Page(_) => None,
    };
    // An agency that the register has twice is an error elsewhere, and no reason to fail here.
    let all: BTreeSet<(Reverse<i32>, u32)> = search.documents.iter().filter_map(of).collect();
    let mut years: BTreeMap<Reverse<i32>, Vec<u32>> = BTreeMap::new();
    for (year, agency) in all {
        years.entry(year).or_default().push(agency);
    }
    years.into_iter().map(|(Reverse(year), agencies)| YearEntry(year, encode(agencies))).collect()
}

/// Ten digits that change when anything of the index or the texts does.
fn digest<'a>(manifest: &Manifest<'_>, others: impl Iterator<Item = &'a String>) -> String {
    let all: Vec<Digest> = others.map(|text| Digest::of_bytes(text.as_bytes())).collect();
    let all: String = all.iter().map(ToString::to_string).collect();
    Digest::of_bytes(format!("{}{all}", json(manifest)).as_bytes()).short(10)
}
