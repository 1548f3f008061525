//! The last stage: every page becomes bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::memo::Memo;
use super::{Output, Themes};
use crate::finding::Finding;
use crate::page::{Kind, Page, view};
use crate::portal::Route;
use crate::report;
use crate::search;
use crate::text::Digest;

/// The bytes of a page, or the mistake of the template.
pub(super) type Rendered = Result<Output, Arc<Finding>>;

/// Renders all pages that are not remembered.
pub(super) fn all(
    pages: &[Page],
    themes: &Themes,
    memo: &mut Memo<Rendered>,
) -> (BTreeMap<Route, Output>, Vec<Finding>) {
    let theme = |page: &Page| match &page.kind {
        Kind::Html(frame, _) => themes.get(&frame.0.language),
        _ => None,
    };
    let key = |page: &Page| Digest::of(&(page, theme(page).map(|theme| theme.digest)));
    let results = memo.all(pages, key, |page| render(page, themes));
    let mut outputs = BTreeMap::new();
    let mut findings: Vec<Finding> = Vec::new();
    for (page, result) in pages.iter().zip(results) {
        match result {
            Ok(output) => {
                outputs.insert(page.route.clone(), output);
            }
            // One mistake of a template fails on every page of its kind; it is told once.
            Err(finding) if findings.iter().any(|other| other.marks == finding.marks) => {}
            Err(finding) => findings.push((*finding).clone()),
        }
    }
    (outputs, findings)
}

fn render(page: &Page, themes: &Themes) -> Rendered {
    let bytes = |text: String| Ok(Output::Bytes(text.into_bytes().into()));
    match &page.kind {
        Kind::Bytes(asset) => Ok(Output::Bytes(Arc::clone(asset))),
        Kind::Copy(attachment) => Ok(Output::Copy(Arc::clone(&attachment.path))),
        Kind::ReportCsv(report) => bytes(report::csv::export(report)),
        Kind::ReportJson(report, agency) => {
            bytes(report::json(report, &agency.name, &report.title(&agency.name)))
        }
        Kind::SearchIndex(search) => bytes(search::index(search)),
        Kind::Html(frame, shown) => {
            let theme = &themes[&frame.0.language];
            let view = view::view(&page.route, frame, shown);
            theme.render(&view, &page.route).map_err(|finding| Arc::new(*finding)).and_then(bytes)
        }
    }
}
