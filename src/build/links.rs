//! The link check over all pages: which text each page shows, and so where what is broken on it was written.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::render::All;
use crate::finding::{Finding, Sources};
use crate::link::{Broken, Origin, Told, Tree};
use crate::page::{Kind, Page, Shown};
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
    let routes: BTreeSet<&Route> = pages.iter().map(|page| &page.route).chain(made.outputs.keys()).collect();
    let outputs = routes.into_iter().map(|route| (route, made.html.get(route).map(|html| &*html.links)));
    let withheld = withheld(portal);
    let tree = Tree::new(&portal.site.base_url, outputs, withheld.into_iter());
    let broken: Vec<(&Page, &'static str, Vec<Broken>)> = pages
        .par_iter()
        .filter_map(|page| {
            let html = made.html.get(&page.route)?;
            Some((page, html.template, as_written(page, tree.broken(&page.route, &html.links))))
        })
        .collect();
    let told = broken.iter().fold(Told::new(theme.templates()), |told, (page, template, broken)| {
        let shown = match &page.kind {
            Kind::Html(_, shown) => Some(&**shown),
            _ => None,
        };
        let (path, report) = match shown {
            Some(Shown::Report(page)) => {
                let (year, agency) = (page.report.year, page.agency.slug.as_str());
                (Some(format!("content/{year}/{agency}.md")), Some((year, agency)))
            }
            Some(Shown::Plain(page)) => (Some(format!("content/pages/{}.md", page.slug)), None),
            _ => (None, None),
        };
        let text = path.and_then(|path| sources.get(path.as_str()));
        told.add(&page.route, broken, &Origin { text, report, template })
    });
    told.findings()
}

/// The pages that are lacking only because reports are left out, in every language.
fn withheld(portal: &Portal) -> Vec<Route> {
    let mut routes = Vec::new();
    for (year, agency) in &portal.left_out {
        let pages = [
            Route::report(*year, agency),
            Route::agency(agency),
            Route::year_on_year(*year, agency),
            Route::year_on_year(year + 1, agency),
            Route::totals(*year),
        ];
        let languages = portal.site.languages().map(|language| portal.site.folder(language));
        routes.extend(languages.flat_map(|folder| pages.clone().map(|page| page.within(folder))));
    }
    routes
}

/// On a page in another language, files are linked where the main language has them: the address as its author wrote it
/// is behind that.
fn as_written(page: &Page, mut broken: Vec<Broken>) -> Vec<Broken> {
    let Kind::Html(frame, _) = &page.kind else { return broken };
    let language = frame.0.language;
    if frame.0.languages.first() != Some(&language) {
        let beside = page.route.without(language.folder()).folder_from(&page.route);
        for one in &mut broken {
            if let Some(written) = one.address.strip_prefix(&beside) {
                one.address = written.to_owned();
            }
        }
    }
    broken
}
