//! The search index: one JSON file, version 1.
//!
//! `{"version": 1, "entries": [{"title", "agency", "year", "url", "text"}, …]}`: reports newest first, then plain pages.
//! `url` is relative to the root of the portal; `year` is null and `agency` empty for plain pages; `text` is the plain
//! text of the narrative, a line for each block. Made for up to some thousand reports.

use serde::Serialize;

use crate::page::Search;
use crate::portal::Route;
use crate::syntax::markdown::Section;

#[derive(Serialize)]
struct Index<'a> {
    version: u8,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    title: String,
    agency: &'a str,
    year: Option<i32>,
    url: String,
    text: String,
}

/// The index as JSON.
pub fn index(search: &Search) -> String {
    let reports = search.reports.iter().map(|(agency, report)| {
        let narrative = &report.narrative;
        let sections =
            narrative.opening.iter().chain(narrative.parts.iter().flatten()).chain(&narrative.others);
        Entry {
            title: report.title(&agency.name),
            agency: &agency.name,
            year: Some(report.year),
            url: Route::report(report.year, &agency.slug).as_str().to_owned(),
            text: text(sections),
        }
    });
    let pages = search.pages.iter().map(|page| Entry {
        title: page.title.clone(),
        agency: "",
        year: None,
        url: Route::plain(&page.slug).as_str().to_owned(),
        text: text(page.text.sections.iter()),
    });
    let index = Index { version: 1, entries: reports.chain(pages).collect() };
    serde_json::to_string(&index).expect("plain values serialise")
}

fn text<'a>(sections: impl Iterator<Item = &'a Section>) -> String {
    let mut text = String::new();
    for section in sections {
        let heading = section.heading.as_ref().map_or("", |heading| heading.text.as_str());
        for part in [heading, section.text.as_str()].into_iter().filter(|part| !part.is_empty()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(part.trim_end());
        }
    }
    text
}
