//! The search index, and the texts that the search shows.

use crate::language::Language;
use crate::page::{Search, Searched};
use crate::portal::Route;

/// The index as files below `search/`.
pub fn index(_search: &Search) -> Vec<(Route, Vec<u8>)> {
    Vec::new()
}

/// The text of one report or page.
pub fn text(_searched: &Searched, _language: Language) -> Vec<u8> {
    Vec::new()
}
