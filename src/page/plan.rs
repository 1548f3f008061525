//! The plan: every output of a portal, with all it depends on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    AgencyEntry, AgencyPage, Choice, Comparison, Frame, FrameData, Home, Kind, Matrix, MatrixRow, Neighbour,
    Page, ReportPage, Search, Section, Shown, Status, StatusEntry, Trend, TrendYear, Year, YearEntry,
};
use crate::finding::Finding;
use crate::language::{Label, Language};
use crate::portal::{self, Agency, Portal, Route, Texts};
use crate::report::Report;
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
        }
    }
    files.push(Page { route: Route::search_index(), kind: Kind::SearchIndex(Hashed::new(search(portal))) });
    files
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
        add(Route::agencies(), Shown::Agencies(Hashed::new(all(portal))));
    }
    for agency in portal.register.agencies.iter().filter(|agency| portal.has_page(&agency.slug)) {
        add(Route::agency(&agency.slug), Shown::Agency(agency_page(portal, &years, agency)));
    }
    for ((year, slug), report) in &portal.reports {
        let Some(agency) = portal.register.get(slug) else { continue };
        let before = before(portal, report).cloned();
        if let Some(before) = before.clone() {
            let comparison = Comparison { agency: agency.clone(), this: report.clone(), before };
            add(Route::comparison(*year, slug), Shown::Comparison(comparison));
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
    if sections.contains(&Section::Status) {
        add(Route::status(), Shown::Status(status(portal, findings)));
    }
    for page in &portal.pages {
        add(Route::plain(&page.slug), Shown::Plain(page.clone()));
    }
    add(Route::not_found(), Shown::NotFound);
    pages
}

fn sections(portal: &Portal) -> BTreeSet<Section> {
    let with_figures = portal.reports.values().filter(|report| report.has_figures()).count();
    let all = [
        (Section::Agencies, !portal.register.agencies.is_empty()),
        (Section::Reports, !portal.reports.is_empty()),
        (Section::Compare, with_figures > 1),
        (Section::Status, portal.site.status),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(section, _)| section).collect()
}

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

fn home(years: &[Hashed<Year>], trend: &Trend) -> Home {
    let count = |year: &Hashed<Year>| {
        let reported = year.agencies.iter().filter(|entry| entry.report.is_some()).count();
        (year.year, year.agencies.len(), reported)
    };
    Home { years: years.iter().map(count).collect(), latest: years.first().cloned(), trend: trend.clone() }
}

fn year_data(portal: &Portal, years: &[i32], year: i32) -> Year {
    let mut of_year = portal.reports.range((year, String::new())..(year + 1, String::new()));
    let form = of_year.find_map(|(_, report)| report.form.clone());
    let counted = portal::counted(portal, year);
    let entry = |agency: &Agency| YearEntry {
        agency: agency.clone(),
        page: portal.has_page(&agency.slug),
        standing: portal.standing(year, agency),
        report: portal.report(year, &agency.slug).cloned(),
        counted: counted.contains(agency.slug.as_str()),
    };
    Year {
        year,
        older: years.iter().copied().find(|other| *other < year),
        newer: years.iter().copied().rfind(|other| *other > year),
        form,
        agencies: portal.agencies_of(year).map(entry).collect(),
    }
}

/// The key figures of a year, summed up over all its reports; none before any form with tables.
fn sums(year: &Year) -> Option<TrendYear> {
    let form = year.form.clone().filter(|form| !form.tables.is_empty())?;
    // A figure adds up the sums that the tables of the year show; tables that are no sums give it none.
    let sums = portal::sum(&form, &year.sheets());
    let sum = |(table, cell): &(usize, usize)| sums.get(*table)?.as_ref()?.get(*cell)?.value;
    let values = form.figures.iter().map(|figure| figure.sum.iter().map(sum).sum()).collect();
    Some(TrendYear { year: year.year, form, values })
}

fn all(portal: &Portal) -> Vec<AgencyEntry> {
    let entry = |agency: &Agency| AgencyEntry {
        agency: agency.clone(),
        years: portal.years_of(&agency.slug).to_vec(),
    };
    portal.register.agencies.iter().map(entry).collect()
}

/// The report that the figures of a report are compared with: that of the year before, if they continue its figures.
fn before<'a>(portal: &'a Portal, report: &Report) -> Option<&'a Hashed<Report>> {
    portal.report(report.year - 1, &report.agency).filter(|before| report.continues(before))
}

/// The agencies that have figures to choose from.
fn choices(portal: &Portal) -> Vec<Choice> {
    let choice = |agency: &Agency| {
        let reports = portal.years_of(&agency.slug).iter();
        let reports = reports.filter_map(|year| portal.report(*year, &agency.slug));
        let reports: Vec<_> = reports.filter(|report| report.has_figures()).collect();
        let compared = reports.iter().filter(|report| before(portal, report).is_some());
        (!reports.is_empty()).then(|| Choice {
            agency: agency.clone(),
            years: reports.iter().map(|report| report.year).collect(),
            compared: compared.map(|report| report.year).collect(),
        })
    };
    portal.register.agencies.iter().filter_map(choice).collect()
}

fn agency_page(portal: &Portal, years: &[i32], agency: &Agency) -> AgencyPage {
    let neighbour = |other: &Agency| Neighbour {
        slug: portal.has_page(&other.slug).then(|| other.slug.clone()),
        name: other.name.clone(),
    };
    let named = |slug: &String| portal.register.get(slug).map(neighbour);
    let before =
        portal.register.agencies.iter().filter(|other| other.successor.as_ref() == Some(&agency.slug));
    let of_years = years.iter().filter_map(|&year| {
        let report = portal.report(year, &agency.slug).cloned();
        (report.is_some() || agency.is_active(year)).then(|| (year, portal.standing(year, agency), report))
    });
    AgencyPage {
        agency: agency.clone(),
        parent: agency.parent.as_ref().and_then(named),
        predecessors: before.map(neighbour).collect(),
        successor: agency.successor.as_ref().and_then(named),
        years: of_years.collect(),
    }
}

fn report_page(
    portal: &Portal,
    agency: &Agency,
    report: &Hashed<Report>,
    before: Option<Hashed<Report>>,
) -> ReportPage {
    let (year, of_agency) = (report.year, portal.years_of(&agency.slug));
    ReportPage {
        report: report.clone(),
        before,
        agency: agency.clone(),
        standing: portal.standing(year, agency),
        older: of_agency.iter().copied().find(|other| *other < year),
        newer: of_agency.iter().copied().rfind(|other| *other > year),
        attachments: portal.attachments.get(&(year, agency.slug.clone())).cloned().unwrap_or_default(),
    }
}

fn matrix(portal: &Portal, years: &[i32]) -> Matrix {
    let cell = |agency: &Agency, year: i32| {
        let report = portal.report(year, &agency.slug);
        let corrected = report.is_some_and(|report| !report.corrections.is_empty());
        (report.is_some() || agency.is_active(year)).then(|| (portal.standing(year, agency), corrected))
    };
    let row = |entry: AgencyEntry| {
        let cells = years.iter().map(|&year| cell(&entry.agency, year)).collect();
        MatrixRow { entry, cells }
    };
    let rows = all(portal).into_iter().map(row).collect();
    Matrix { years: years.to_vec(), rows }
}

/// Findings that depend on the day of the run are left out: what is missing stands in the matrix.
fn status(portal: &Portal, findings: &[Finding]) -> Status {
    let mut status = Status { reports: portal.reports.len(), ..Status::default() };
    for finding in findings {
        let (Some(year), Some(slug)) = (finding.year, &finding.agency) else { continue };
        let Some(agency) = portal.register.get(slug) else { continue };
        if portal.report(year, slug).is_none() {
            continue;
        }
        if finding.accepted.is_some() {
            status.accepted += 1;
            continue;
        }
        status.open.push(StatusEntry {
            rule: finding.rule.clone(),
            level: finding.level,
            message: Label { zh: finding.message(Language::Chinese), en: finding.message(Language::English) },
            agency: agency.clone(),
            year,
            cell: finding.cells.first().cloned().unwrap_or_default(),
        });
    }
    status
}

fn search(portal: &Portal) -> Search {
    let reports = portal.reports.iter().rev().filter_map(|((_, slug), report)| {
        portal.register.get(slug).map(|agency| (agency.clone(), report.clone()))
    });
    Search { reports: reports.collect(), pages: portal.pages.clone(), language: portal.site.language }
}
