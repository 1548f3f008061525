//! Markdown: the narrative of a report or page as sections of HTML and plain text.
//!
//! In: the text of a file and where its Markdown stands. Out: sections as values, the places of their parts beside them,
//! and findings. `CommonMark` with tables, strikethrough and footnotes, and four differences: raw HTML is left out, links
//! and images pass an allow-list, Chinese text may be bold without spaces around (`emphasis.rs`), and a line end within
//! Chinese text is no space. The HTML holds only tags that are written here, no `style`, no script, and is well formed
//! whatever comes in. It never fails, does no I/O, and takes time linear in the length of the text.

mod address;
mod block;
mod character;
mod clean;
mod emphasis;
mod escape;
mod footnote;
mod heading;
mod inline;
mod piece;
mod place;
mod table;
mod target;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use heading::Heading;
pub use place::{Run, TextPlaces};
use pulldown_cmark::{OffsetIter, Options, Parser};
pub use target::targets;

use crate::finding::Finding;
use crate::text::{Span, slice};
use clean::Clean;

/// A text in sections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Markdown {
    /// In the order of the text. Only the first may lack a heading; it is left out if it is empty.
    pub sections: Vec<Section>,
}

/// One section: what stands under a heading of the first or second level up to the next one, or before the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Section {
    /// The heading; none for what stands before the first.
    pub heading: Option<Heading>,
    /// What stands below the heading.
    pub html: String,
    /// The same as plain text, for search and checks: a line for each block and table row, tabs between cells.
    pub text: String,
    /// Sub-headings, in order; all are in `html` and `text` too.
    pub headings: Vec<Heading>,
}

/// Where the parts of a [`Markdown`] stand in its file: one entry for each section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In the order of [`Markdown::sections`].
    pub sections: Vec<SectionPlaces>,
}

/// Where the parts of a [`Section`] stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionPlaces {
    /// The heading with its `##`.
    pub heading: Option<Span>,
    /// What stands below the heading, without blank lines around.
    pub body: Span,
    /// In the order of [`Section::headings`].
    pub headings: Vec<Span>,
    /// Where the characters of [`Section::text`] stand.
    pub text: TextPlaces,
}

/// Reads the Markdown that stands at `body` in the `text` of the file at `path`. All spans are bytes of `text`.
pub fn parse(path: &Arc<str>, text: &str, body: Span) -> (Markdown, Places, Vec<Finding>) {
    let (clean, mut findings) = Clean::new(path, slice(text, body), body.start);
    let events: Vec<_> = events(&clean.text).collect();
    let blocks = block::read(&clean, &events);
    findings.extend(blocks.findings);
    (blocks.markdown, blocks.places, findings)
}

/// What stands in a clean text, with its places in it.
fn events(text: &str) -> OffsetIter<'_> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(text, options).into_offset_iter()
}
