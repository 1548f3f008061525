//! Reads the search index as the search page does, in Rust: what it holds for a query, from the files alone.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::build::Outcome;
use gongkai::search::{Folded, Gram, Variants, decode, fold, lookup};
use serde_json::Value;

use crate::site::page;

/// The index of a portal with all its texts.
pub(super) struct Reader {
    pub(super) manifest: Value,
    pub(super) variants: Variants,
    everywhere: BTreeSet<String>,
    /// First gram of each shard by UTF-16 units, and the shard.
    shards: Vec<(Vec<u16>, Value)>,
    /// The texts in the order of the documents.
    pub(super) texts: Vec<Value>,
    /// All that can be found in each text, folded.
    folded: Vec<Vec<String>>,
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

impl Reader {
    pub(super) fn new(outcome: &Outcome) -> Self {
        let read = |route: &str| -> Value { serde_json::from_str(&page(outcome, route)).expect("JSON") };
        let manifest = read("search/index.json");
        let list = |key: &str| manifest[key].as_array().expect("a list").clone();
        let agencies = list("agencies");
        let mut texts: Vec<Value> = Vec::new();
        for of_year in list("reports") {
            for agency in decode(word(&of_year[1])) {
                let slug = word(&agencies[agency as usize][0]);
                texts.push(read(&format!("search/text/{}/{slug}.json", of_year[0])));
            }
        }
        texts.extend(
            list("pages").iter().map(|page| read(&format!("search/text/pages/{}.json", word(&page[0])))),
        );
        let variants = Variants::from_pairs(word(&manifest["variants"]));
        let shards = list("shards").into_iter().enumerate().map(|(number, shard)| {
            let text = page(outcome, &format!("search/{number}.json"));
            assert_eq!(shard[1], text.len(), "the size of shard {number}");
            (units(word(&shard[0])), serde_json::from_str(&text).expect("JSON"))
        });
        let (shards, everywhere) = (shards.collect(), list("everywhere"));
        let folded = texts.iter().map(|text| fold_all(text, &variants)).collect();
        let everywhere = everywhere.iter().map(|gram| word(gram).to_owned()).collect();
        Self { manifest, variants, everywhere, shards, texts, folded }
    }

    /// The documents that hold a gram, as far as the index knows.
    pub(super) fn holding(&self, gram: Gram) -> BTreeSet<u32> {
        let gram = gram.to_string();
        if self.everywhere.contains(&gram) {
            return (0..u32::try_from(self.texts.len()).expect("few")).collect();
        }
        let at = self.shards.partition_point(|(first, _)| *first <= units(&gram));
        let list = at.checked_sub(1).and_then(|at| self.shards[at].1[&gram].as_str());
        decode(list.unwrap_or_default()).into_iter().collect()
    }

    /// The folded terms of a query.
    pub(super) fn terms(&self, query: &str) -> Vec<Folded> {
        let terms = query.split_whitespace().map(|term| fold(term, &self.variants));
        terms.filter(|term| !term.characters.is_empty()).collect()
    }

    /// The documents that the index does not exclude.
    pub(super) fn candidates(&self, query: &str) -> BTreeSet<u32> {
        let grams = self.terms(query).into_iter().flat_map(|term| lookup(&term.characters));
        let mut left: BTreeSet<u32> = (0..u32::try_from(self.texts.len()).expect("few")).collect();
        for gram in grams {
            left = &left & &self.holding(gram);
        }
        left
    }

    /// The addresses of what is found: candidates whose texts hold every term.
    pub(super) fn found(&self, query: &str) -> Vec<&str> {
        let terms: Vec<String> = self.terms(query).iter().map(Folded::text).collect();
        let holds = |document: &u32| {
            let texts = &self.folded[*document as usize];
            terms.iter().all(|term| texts.iter().any(|text| text.contains(term)))
        };
        let found = self.candidates(query).into_iter().filter(holds);
        found.map(|document| word(&self.texts[document as usize]["url"])).collect()
    }

    /// How many documents hold each gram, counted from the texts.
    pub(super) fn counted(&self) -> BTreeMap<String, BTreeSet<u32>> {
        let mut counted: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for (number, texts) in (0..).zip(&self.folded) {
            for text in texts {
                let characters: Vec<char> = text.chars().collect();
                for gram in gongkai::search::grams(&characters) {
                    counted.entry(gram.to_string()).or_default().insert(number);
                }
            }
        }
        counted
    }

    /// Every gram of the index, those found everywhere too.
    pub(super) fn grams(&self) -> BTreeSet<String> {
        let listed = self.shards.iter().flat_map(|(_, shard)| shard.as_object().expect("an object").keys());
        listed.chain(&self.everywhere).cloned().collect()
    }
}

/// Title, headings and texts of a document, each folded.
fn fold_all(text: &Value, variants: &Variants) -> Vec<String> {
    let sections = text["sections"].as_array().expect("sections").iter();
    let of_sections = sections.flat_map(|section| [word(&section[1]), word(&section[2])]);
    std::iter::once(word(&text["title"])).chain(of_sections).map(|text| fold(text, variants).text()).collect()
}
