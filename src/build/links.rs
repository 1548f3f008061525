//! The link check over all pages: which text each page shows, and so where what is broken on it was written.

use rayon::prelude::*;

use super::render::All;
use crate::finding::{Finding, Sources};
use crate::link::{Broken, Origin, Told, Tree};
use crate::page::{Kind, Page};
use crate::portal::{Portal, Route};
use crate::theme::Theme;

/// Everything that is broken among the pages. A page that could not be rendered is taken to be there.
pub(super) fn check(
    pages: &[Page],
    made: &All,
    portal: &Portal,
    theme: &Theme,
    sources: &Sources,
) -> Vec<Finding> {
    let outputs = pages.iter().map(|page| {
        let links = made.html.get(&page.route).map(|html| &*html.links);
        (&page.route, links)
    });
    let withheld = portal.left_out.iter().map(|(year, agency)| Route::report(*year, agency));
    let tree = Tree::new(&portal.site.base_url, outputs, withheld);
    let broken: Vec<(&Page, &'static str, Vec<Broken>)> = pages
        .par_iter()
        .filter_map(|page| {
            let html = made.html.get(&page.route)?;
            Some((page, html.template, tree.broken(&page.route, &html.links)))
        })
        .collect();
    let told = broken.iter().fold(Told::new(theme.templates()), |told, (page, template, broken)| {
        let (path, report) = match &page.kind {
            Kind::Report(_, page) => {
                let (year, agency) = (page.report.year, page.agency.slug.as_str());
                (Some(format!("content/{year}/{agency}.md")), Some((year, agency)))
            }
            Kind::Plain(_, page) => (Some(format!("content/pages/{}.md", page.slug)), None),
            _ => (None, None),
        };
        let text = path.and_then(|path| sources.get(path.as_str()));
        told.add(&page.route, broken, &Origin { text, report, template })
    });
    told.findings()
}
