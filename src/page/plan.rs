//! The plan: every output of a portal, with all it depends on.

use std::sync::Arc;

use super::{AgencyPage, Frame, FrameData, Home, Kind, Page, ReportPage, Search, Year, YearEntry};
use crate::portal::{Agency, Portal, Route};
use crate::text::Hashed;

/// Every output of a portal. `assets` are the fingerprinted files of the theme with their plain names.
pub fn plan(portal: &Portal, assets: &[(String, Route, Arc<[u8]>)]) -> Vec<Page> {
    let named = assets.iter().map(|(name, route, _)| (name.clone(), route.clone())).collect();
    let frame = Frame(Hashed::new(FrameData::new(&portal.site, &portal.pages, named)));
    let mut pages = Vec::new();
    let mut add = |route, kind| pages.push(Page { route, kind });
    let years = portal.years();
    let of_years: Vec<Hashed<Year>> =
        years.iter().map(|year| Hashed::new(year_data(portal, &years, *year))).collect();
    add(Route::home(), Kind::Home(frame.clone(), Hashed::new(home(&of_years))));
    for year in &of_years {
        add(Route::year(year.year), Kind::Year(frame.clone(), year.clone()));
    }
    let newest =
        portal.register.agencies.iter().filter_map(|agency| {
            portal.years_of(&agency.slug).first().map(|year| (agency.slug.clone(), *year))
        });
    add(Route::agencies(), Kind::Agencies(frame.clone(), portal.register.clone(), newest.collect()));
    for agency in &portal.register.agencies {
        add(Route::agency(&agency.slug), Kind::Agency(frame.clone(), agency_page(portal, &years, agency)));
    }
    for ((year, slug), report) in &portal.reports {
        let Some(agency) = portal.register.get(slug) else { continue };
        let of_agency = portal.years_of(slug);
        let attachments = portal.attachments.get(&(*year, slug.clone())).cloned().unwrap_or_default();
        for file in &attachments {
            add(Route::beside_report(*year, slug, &file.name), Kind::Copy(file.clone()));
        }
        let page = ReportPage {
            report: report.clone(),
            agency: agency.clone(),
            standing: portal.standing(*year, agency),
            older: of_agency.iter().copied().find(|other| other < year),
            newer: of_agency.iter().copied().rfind(|other| other > year),
            attachments,
        };
        add(Route::report(*year, slug), Kind::Report(frame.clone(), Box::new(page)));
        if report.form.as_ref().is_some_and(|form| !form.tables.is_empty()) {
            add(
                Route::beside_report(*year, slug, "report.json"),
                Kind::ReportJson(report.clone(), agency.clone()),
            );
            add(Route::beside_report(*year, slug, "report.csv"), Kind::ReportCsv(report.clone()));
        }
    }
    for page in &portal.pages {
        add(Route::plain(&page.slug), Kind::Plain(frame.clone(), page.clone()));
    }
    add(Route::not_found(), Kind::NotFound(frame.clone()));
    add(Route::search_index(), Kind::SearchIndex(Hashed::new(search(portal))));
    for (_, route, bytes) in assets {
        add(route.clone(), Kind::Bytes(Arc::clone(bytes)));
    }
    pages
}

fn home(years: &[Hashed<Year>]) -> Home {
    let count = |year: &Hashed<Year>| {
        let reported = year.agencies.iter().filter(|entry| entry.report.is_some()).count();
        (year.year, year.agencies.len(), reported)
    };
    Home { years: years.iter().map(count).collect(), latest: years.first().cloned() }
}

fn year_data(portal: &Portal, years: &[i32], year: i32) -> Year {
    let mut of_year = portal.reports.range((year, String::new())..(year + 1, String::new()));
    let form = of_year.find_map(|(_, report)| report.form.clone());
    let entry = |agency: &Agency| YearEntry {
        agency: agency.clone(),
        standing: portal.standing(year, agency),
        report: portal.report(year, &agency.slug).cloned(),
    };
    Year {
        year,
        older: years.iter().copied().find(|other| *other < year),
        newer: years.iter().copied().rfind(|other| *other > year),
        form: form.map(|form| (form.name.clone(), form.basis.clone())),
        agencies: portal.agencies_of(year).map(entry).collect(),
    }
}

fn agency_page(portal: &Portal, years: &[i32], agency: &Agency) -> AgencyPage {
    let named = |slug: &String| portal.register.get(slug).map(|other| (slug.clone(), other.name.clone()));
    let before =
        portal.register.agencies.iter().filter(|other| other.successor.as_ref() == Some(&agency.slug));
    let of_years = years.iter().filter_map(|&year| {
        let report = portal.report(year, &agency.slug).cloned();
        (report.is_some() || agency.is_active(year)).then(|| (year, portal.standing(year, agency), report))
    });
    AgencyPage {
        agency: agency.clone(),
        parent: agency.parent.as_ref().and_then(named),
        predecessors: before.map(|other| (other.slug.clone(), other.name.clone())).collect(),
        successor: agency.successor.as_ref().and_then(named),
        years: of_years.collect(),
    }
}

fn search(portal: &Portal) -> Search {
    let reports = portal.reports.iter().rev().filter_map(|((_, slug), report)| {
        portal.register.get(slug).map(|agency| (agency.clone(), report.clone()))
    });
    Search { reports: reports.collect(), pages: portal.pages.clone(), language: portal.site.language }
}
