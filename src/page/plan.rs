//! The plan: every output of a portal, with all it depends on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::gather::{
    agencies, agency_page, before, choices, data_page, dataset, feed, forms, home, matrix, report_page,
    search, status, sums, year_data,
};
use super::{Address, Frame, FrameData, Kind, Page, Searched, Section, Shown, Trend, Year, YearOnYear};
use crate::finding::Finding;
use crate::language::Language;
use crate::portal::{Portal, Route, Texts};
use crate::text::Hashed;

/// Every output of a portal. `assets` are the fingerprinted files of the theme with their plain names; of the findings
/// those about reports stand on the status page.
pub fn plan(portal: &Portal, findings: &[Finding], assets: &[(String, Route, Arc<[u8]>)]) -> Vec<Page> {
    let shown = shown(portal, findings);
    let named: Vec<(String, Route)> =
        assets.iter().map(|(name, route, _)| (name.clone(), route.clone())).collect();
    let mut pages = Vec::new();
    for language in portal.site.languages() {
        let main = language == portal.site.language;
        let folder = portal.site.folder(language);
        let frame = Frame(Hashed::new(frame(portal, language, &named)));
        for (route, shown) in &shown {
            // A server shows one page for all addresses that do not exist.
            if main || *shown != Shown::NotFound {
                let kind = Kind::Html(frame.clone(), Box::new(shown.clone()));
                pages.push(Page { route: route.clone().within(folder), kind });
            }
        }
    }
    pages.extend(files(portal));
    pages.extend(for_machines(portal, &pages));
    pages.extend(
        assets
            .iter()
            .map(|(_, route, bytes)| Page { route: route.clone(), kind: Kind::Bytes(Arc::clone(bytes)) }),
    );
    pages
}

/// What there is besides pages: the same whatever the language.
fn files(portal: &Portal) -> Vec<Page> {
    let mut files = Vec::new();
    for ((year, slug), report) in &portal.reports {
        let Some(agency) = portal.register.get(slug) else { continue };
        let mut add =
            |name: &str, kind| files.push(Page { route: Route::beside_report(*year, slug, name), kind });
        for file in portal.attachments.get(&(*year, slug.clone())).into_iter().flatten() {
            add(&file.name, Kind::Copy(file.clone()));
        }
        if report.has_figures() {
            add("report.json", Kind::ReportJson(report.clone(), Box::new(agency.clone())));
            add("report.csv", Kind::ReportCsv(report.clone()));
            add("report.xlsx", Kind::ReportXlsx(report.clone(), Box::new(agency.clone())));
        }
    }
    let sections = sections(portal);
    if sections.contains(&Section::Reports) {
        let search = search(portal);
        let text = |document: &Searched| {
            let kind = Kind::SearchText(Box::new(document.clone()), search.language);
            Page { route: document.route().search_text(), kind }
        };
        files.extend(search.documents.iter().map(text));
        files.push(Page {
            route: Route::search_file("index.json"),
            kind: Kind::SearchIndex(Hashed::new(search)),
        });
    }
    if sections.contains(&Section::Data) {
        let data = Kind::Data(Hashed::new(dataset(portal, &portal.years())));
        files.push(Page { route: Route::data_file("datapackage.json"), kind: data });
    }
    files
}

/// Feeds, and what tells search engines of `pages`.
fn for_machines(portal: &Portal, pages: &[Page]) -> Vec<Page> {
    let base = &portal.site.base_url;
    let mut files = vec![Page { route: Route::robots(), kind: Kind::Robots(base.clone()) }];
    let agencies = portal.register.agencies.iter().map(Some);
    let feeds = std::iter::once(None).chain(agencies).filter_map(|agency| feed(portal, agency));
    files.extend(feeds.map(|feed| Page { route: feed.route.clone(), kind: Kind::Feed(Box::new(feed)) }));
    if !base.url().is_empty() {
        let addresses: Vec<Address> = pages.iter().filter_map(address).collect();
        files.push(Page {
            route: Route::sitemap(),
            kind: Kind::Sitemap(base.clone(), Hashed::new(addresses)),
        });
    }
    files
}

/// A page as search engines should know it.
fn address(page: &Page) -> Option<Address> {
    let Kind::Html(_, shown) = &page.kind else { return None };
    let changed = match &**shown {
        Shown::NotFound => return None,
        Shown::Report(page) => page.report.dates().max(),
        Shown::Plain(page) => page.updated,
        _ => None,
    };
    Some(Address { route: page.route.clone(), changed })
}

/// Every page with what it shows, in any language.
fn shown(portal: &Portal, findings: &[Finding]) -> Vec<(Route, Shown)> {
    let mut pages = Vec::new();
    let mut add = |route, shown| pages.push((route, shown));
    let sections = sections(portal);
    let years = portal.years();
    let of_years: Vec<Hashed<Year>> =
        years.iter().map(|year| Hashed::new(year_data(portal, &years, *year))).collect();
    let trend = Trend { years: of_years.iter().rev().filter_map(|year| sums(year)).collect() };
    add(Route::home(), Shown::Home(home(&of_years, &trend)));
    for year in &of_years {
        let recent = trend.years.iter().filter(|of| (year.year - 1..=year.year).contains(&of.year));
        let recent = Trend { years: recent.cloned().collect() };
        if recent.years.iter().any(|of| of.year == year.year) {
            add(Route::totals(year.year), Shown::Totals(year.clone()));
        }
        add(Route::year(year.year), Shown::Year(year.clone(), recent));
    }
    if sections.contains(&Section::Agencies) {
        add(Route::agencies(), Shown::Agencies(Hashed::new(agencies(portal))));
    }
    for agency in portal.register.agencies.iter().filter(|agency| portal.has_page(&agency.slug)) {
        add(Route::agency(&agency.slug), Shown::Agency(agency_page(portal, &years, agency)));
    }
    for ((year, slug), report) in &portal.reports {
        let Some(agency) = portal.register.get(slug) else { continue };
        let before = before(portal, report).cloned();
        if let Some(before) = before.clone() {
            let comparison = YearOnYear { agency: agency.clone(), this: report.clone(), before };
            add(Route::year_on_year(*year, slug), Shown::YearOnYear(comparison));
        }
        add(Route::report(*year, slug), Shown::Report(report_page(portal, agency, report, before)));
    }
    if sections.contains(&Section::Compare) {
        add(Route::compare(), Shown::Compare(Hashed::new(choices(portal))));
    }
    if sections.contains(&Section::Reports) {
        add(Route::matrix(), Shown::Matrix(matrix(portal, &years)));
        add(Route::search(), Shown::Search);
    }
    if sections.contains(&Section::Data) {
        add(Route::data(), Shown::Data(data_page(&dataset(portal, &years))));
        add(Route::dictionary(), Shown::Dictionary(Hashed::new(forms(portal))));
    }
    if sections.contains(&Section::Status) {
        add(Route::status(), Shown::Status(status(portal, findings)));
    }
    for page in &portal.pages {
        add(Route::plain(&page.slug), Shown::Plain(page.clone()));
    }
    add(Route::not_found(), Shown::NotFound);
    pages
}

/// Which of the pages that not every portal has are there.
fn sections(portal: &Portal) -> BTreeSet<Section> {
    let mut dated = portal.reports.values().flat_map(|report| report.dates());
    let with_figures = portal.reports.values().filter(|report| report.has_figures()).count();
    let all = [
        (Section::Agencies, !portal.register.agencies.is_empty()),
        (Section::Reports, !portal.reports.is_empty()),
        (Section::Compare, with_figures > 1),
        (Section::Data, with_figures > 0),
        (Section::Feeds, !portal.site.base_url.url().is_empty() && dated.next().is_some()),
        (Section::Status, portal.site.status),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(section, _)| section).collect()
}

/// What all pages of a language have around them.
fn frame(portal: &Portal, language: Language, assets: &[(String, Route)]) -> FrameData {
    let site = &portal.site;
    let texts = if language == site.language { None } else { site.translations.get(&language) };
    let text = |own: &String, of: fn(&Texts) -> Option<&String>| texts.and_then(of).unwrap_or(own).clone();
    FrameData {
        title: text(&site.title, |texts| texts.title.as_ref()),
        description: text(&site.description, |texts| texts.description.as_ref()),
        organiser: text(&site.organiser, |texts| texts.organiser.as_ref()),
        base: site.base_url.clone(),
        language,
        languages: site.languages().collect(),
        sample: site.sample,
        footer: site.footer.clone(),
        pages: portal.pages.iter().map(|page| (page.slug.clone(), page.title.clone())).collect(),
        sections: sections(portal),
        assets: assets.to_vec(),
    }
}
