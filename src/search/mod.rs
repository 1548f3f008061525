//! The search index, and the texts that the search shows: files below `search/`, version 2 (docs/en/search-json.md).
//!
//! In: the reports and plain pages of a portal. Out: a manifest (`index.json`), the shards with the lists of the documents
//! that hold each gram (`0.json`, `1.json`, …), the text of each document (`text/…`), and all texts once more as a
//! script for pages that are opened from a disk (`disk.js`). The index excludes documents and never loses one; whether a
//! document really holds a phrase its text tells.

mod document;
mod fold;
mod gram;
mod index;
mod numbers;
mod variants;

pub use document::{Document, Section};
pub use fold::{Folded, fold};
pub use gram::{Gram, grams, lookup};
pub use index::index;
pub use numbers::{decode, encode};
pub use variants::Variants;

use crate::language::Language;
use crate::page::Searched;

/// The text of one report or page, as JSON.
pub fn text(searched: &Searched, language: Language) -> Vec<u8> {
    json(&Document::new(searched, language)).into_bytes()
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain values serialise")
}
