//! Pages of text, the search page, and the page for addresses that do not exist.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Here, date};
use crate::portal::{PlainPage, Route};
use crate::syntax::markdown::Section;

/// A plain page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Plain {
    /// Title of the page.
    pub title: String,
    /// Date of the last change, as its author says; empty where unknown.
    pub updated: String,
    /// The text as HTML; put it in with `| safe`.
    pub html: String,
}

/// The search page. It works with a script only; without one it leads to the lists.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Search {
    /// Address of the search index.
    pub index_href: String,
    /// Address of the folder in which all pages of the language lie, from this page.
    pub root_href: String,
}

/// The page for addresses that do not exist. It has no data of its own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotFound {}

impl Here<'_> {
    pub(super) fn plain(&self, page: &PlainPage) -> Plain {
        let html: String = page.text.sections.iter().map(section).collect();
        Plain {
            title: page.title.clone(),
            updated: date(page.updated),
            html: self.authored(&html, &Route::plain(&page.slug)),
        }
    }

    pub(super) fn search(&self) -> Search {
        Search { index_href: self.file(&Route::search_file("index.json")), root_href: self.root() }
    }
}

/// A section with its heading, as it stands on a plain page.
fn section(section: &Section) -> String {
    let heading = section.heading.as_ref().map_or(String::new(), |heading| {
        format!("<h2 id=\"{}\">{}</h2>\n", heading.id, escape(&heading.text))
    });
    heading + &section.html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
