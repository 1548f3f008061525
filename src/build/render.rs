//! The last stage: every page becomes bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::memo::Memo;
use super::{Output, Themes};
use crate::data;
use crate::feed;
use crate::finding::Finding;
use crate::link::{Links, extract};
use crate::page::{Kind, Page, view};
use crate::portal::Route;
use crate::report;
use crate::search;
use crate::text::Digest;

/// What came of a page, or the mistake of the template.
pub(crate) type Rendered = Result<Made, Arc<Finding>>;

/// What came of a page.
#[derive(Clone)]
pub(crate) struct Made {
    /// Its files: one at the page's route, or those of a folder that only rendering tells.
    pub(crate) outputs: Vec<(Route, Output)>,
    /// Where it is HTML, the template that made it, and its links.
    html: Option<Html>,
}

/// What is known of a page of HTML beside its bytes.
#[derive(Clone)]
pub(crate) struct Html {
    /// Name of its template.
    pub(super) template: &'static str,
    /// What it links to, and what can be linked on it.
    pub(super) links: Arc<Links>,
}

/// What came of all pages.
#[derive(Default)]
pub(super) struct All {
    /// Every output that could be made.
    pub(super) outputs: BTreeMap<Route, Output>,
    /// Those that are HTML.
    pub(super) html: BTreeMap<Route, Html>,
    /// Mistakes of templates.
    pub(super) findings: Vec<Finding>,
}

/// Renders all pages that are not remembered.
pub(super) fn all(pages: &[Page], themes: &Themes, memo: &mut Memo<Rendered>) -> All {
    let results = memo.all(pages, |page| key(page, themes), |page| render(page, themes));
    let mut all = All::default();
    for (page, result) in pages.iter().zip(results) {
        match result {
            Ok(made) => {
                all.outputs.extend(made.outputs);
                all.html.extend(made.html.map(|html| (page.route.clone(), html)));
            }
            // One mistake of a template fails on every page of its kind; it is told once.
            Err(finding) if all.findings.iter().any(|other| other.marks == finding.marks) => {}
            Err(finding) => all.findings.push((*finding).clone()),
        }
    }
    all
}

/// The digest of everything that a page's bytes depend on.
pub(crate) fn key(page: &Page, themes: &Themes) -> Digest {
    let theme = match &page.kind {
        Kind::Html(frame, _) => themes.get(&frame.0.language),
        _ => None,
    };
    Digest::of(&(page, theme.map(|theme| theme.digest)))
}

/// The bytes of one page.
pub(crate) fn render(page: &Page, themes: &Themes) -> Rendered {
    let made = |outputs| Ok(Made { outputs, html: None });
    let one = |output| made(vec![(page.route.clone(), output)]);
    let bytes = |bytes: Vec<u8>| one(Output::Bytes(bytes.into()));
    let files = |files: Vec<(Route, Vec<u8>)>| {
        files.into_iter().map(|(route, bytes)| (route, Output::Bytes(bytes.into()))).collect()
    };
    match &page.kind {
        Kind::Bytes(asset) => one(Output::Bytes(Arc::clone(asset))),
        Kind::Copy(attachment) => one(Output::Copy(Arc::clone(&attachment.path))),
        Kind::ReportCsv(report) => bytes(report::csv::export(report).into_bytes()),
        Kind::ReportJson(report, agency) => {
            bytes(report::json(report, &agency.name, &report.title(&agency.name)).into_bytes())
        }
        Kind::ReportXlsx(report, agency) => bytes(data::xlsx::report(report, &agency.name)),
        Kind::SearchIndex(search) => made(files(search::index(search))),
        Kind::SearchText(searched, language) => bytes(search::text(searched, *language)),
        Kind::Data(dataset) => made(files(data::files(dataset))),
        Kind::Feed(feed) => bytes(feed::atom(feed)),
        Kind::Sitemap(base, addresses) => made(files(feed::sitemap(base, addresses))),
        Kind::Robots(base) => bytes(feed::robots(base)),
        Kind::Html(frame, shown) => {
            let view = view::view(&page.route, frame, shown);
            let theme = &themes[&frame.0.language];
            let text = theme.render(&view, &page.route).map_err(|finding| Arc::new(*finding))?;
            let html = Html { template: view.template(), links: Arc::new(extract(text.as_bytes())) };
            let outputs = vec![(page.route.clone(), Output::Bytes(text.into_bytes().into()))];
            Ok(Made { outputs, html: Some(html) })
        }
    }
}
