//! What each page shows, gathered from the portal. One function for each kind of page; none makes text or addresses.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::item::Text;
use super::{
    AgencyEntry, AgencyPage, Choice, DataPage, DataYear, Feed, Home, Matrix, MatrixRow, Neighbour, News,
    ReportPage, Search, Searched, Status, StatusEntry, Trend, TrendYear, Year, YearEntry,
};
use crate::data::{self, Dataset, Record};
use crate::finding::Finding;
use crate::form::Form;
use crate::language::{Label, Language};
use crate::portal::{self, Agency, Portal, Route};
use crate::report::Report;
use crate::text::Hashed;

/// The home page: the years with their counts, the newest one, and all key figures.
pub(super) fn home(years: &[Hashed<Year>], trend: &Trend) -> Home {
    let count = |year: &Hashed<Year>| {
        let reported = year.agencies.iter().filter(|entry| entry.report.is_some()).count();
        (year.year, year.agencies.len(), reported)
    };
    Home { years: years.iter().map(count).collect(), latest: years.first().cloned(), trend: trend.clone() }
}

/// A year with the agencies that should have reported.
pub(super) fn year_data(portal: &Portal, years: &[i32], year: i32) -> Year {
    let form = portal.forms.governing(year).filter(|_| portal.has_reports(year)).cloned();
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
pub(super) fn sums(year: &Year) -> Option<TrendYear> {
    let form = year.form.clone().filter(|form| !form.tables.is_empty())?;
    // A figure adds up the sums that the tables of the year show; tables that are no sums give it none.
    let sums = portal::sum(&form, &year.sheets());
    let sum = |(table, cell): &(usize, usize)| sums.get(*table)?.as_ref()?.get(*cell)?.value;
    let values = form.figures.iter().map(|figure| figure.sum.iter().map(sum).sum()).collect();
    Some(TrendYear { year: year.year, form, values })
}

/// All agencies with the years of their reports.
pub(super) fn agencies(portal: &Portal) -> Vec<AgencyEntry> {
    let entry = |agency: &Agency| AgencyEntry {
        agency: agency.clone(),
        years: portal.years_of(&agency.slug).to_vec(),
    };
    portal.register.agencies.iter().map(entry).collect()
}

/// The report that the figures of a report are compared with: that of the year before, if they continue its figures.
pub(super) fn before<'a>(portal: &'a Portal, report: &Report) -> Option<&'a Hashed<Report>> {
    portal.report(report.year - 1, &report.agency).filter(|before| report.continues(before))
}

/// The agencies that have figures to choose from.
pub(super) fn choices(portal: &Portal) -> Vec<Choice> {
    let choice = |agency: &Agency| {
        let years = portal.years_of(&agency.slug).iter().copied();
        let years: Vec<i32> = years.filter(|year| portal.form(*year).is_some()).collect();
        let compared = years.iter().copied().filter(|year| portal.is_compared(*year, &agency.slug));
        (!years.is_empty()).then(|| Choice {
            agency: agency.clone(),
            compared: compared.collect(),
            years: years.clone(),
        })
    };
    portal.register.agencies.iter().filter_map(choice).collect()
}

/// An agency with its neighbours and its years.
pub(super) fn agency_page(portal: &Portal, years: &[i32], agency: &Agency) -> AgencyPage {
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

/// A report with what stands around it.
pub(super) fn report_page(
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
        draft: portal.drafts.get(&(year, agency.slug.clone())).copied(),
        older: of_agency.iter().copied().find(|other| *other < year),
        newer: of_agency.iter().copied().rfind(|other| *other > year),
        attachments: portal.attachments.get(&(year, agency.slug.clone())).cloned().unwrap_or_default(),
    }
}

/// Every agency in every year.
pub(super) fn matrix(portal: &Portal, years: &[i32]) -> Matrix {
    let cell = |agency: &Agency, year: i32| {
        let report = portal.report(year, &agency.slug);
        let corrected = report.is_some_and(|report| !report.corrections.is_empty());
        (report.is_some() || agency.is_active(year)).then(|| (portal.standing(year, agency), corrected))
    };
    let row = |entry: AgencyEntry| {
        let cells = years.iter().map(|&year| cell(&entry.agency, year)).collect();
        MatrixRow { entry, cells }
    };
    let rows = agencies(portal).into_iter().map(row).collect();
    Matrix { years: years.to_vec(), rows }
}

/// What was found about the reports that are there. Whether one is missing depends on the day of the run, and pages must
/// not: that stands in the matrix.
pub(super) fn status(portal: &Portal, findings: &[Finding]) -> Status {
    let mut status = Status { reports: portal.documents.len(), ..Status::default() };
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

/// Something that can be found.
pub(super) fn searched(portal: &Portal, text: &Text) -> Option<Searched> {
    Some(match text {
        Text::Report(year, slug) => {
            let (agency, report) = (portal.register.get(slug)?, portal.report(*year, slug)?);
            Searched::Report(Box::new(agency.clone()), report.clone())
        }
        Text::Plain(index) => Searched::Page(portal.pages.get(*index)?.clone()),
    })
}

/// What the search index covers.
pub fn search(portal: &Portal) -> Search {
    let agencies = portal.register.agencies.iter().filter(|agency| portal.has_page(&agency.slug));
    let mut documents: Vec<Searched> = Vec::new();
    for year in portal.years() {
        let of_year = portal.agencies_of(year).map(|agency| Text::Report(year, agency.slug.clone()));
        documents.extend(of_year.filter_map(|text| searched(portal, &text)));
    }
    documents.extend(portal.pages.iter().cloned().map(Searched::Page));
    Search { agencies: agencies.cloned().collect(), documents, language: portal.site.language }
}

/// What the open data covers.
pub(super) fn dataset(portal: &Portal, years: &[i32]) -> Dataset {
    let site = &portal.site;
    let record = |year: i32, agency: &Agency, counted: &BTreeSet<&str>| {
        let report = portal.report(year, &agency.slug).cloned();
        let absent = agency.absent.iter().find(|absent| absent.year == year && report.is_none());
        Record {
            agency: agency.slug.clone(),
            year,
            standing: portal.standing(year, agency),
            because: absent.map_or(String::new(), |absent| absent.because.clone()),
            counted: counted.contains(agency.slug.as_str()),
            report,
        }
    };
    let of_year = |year: &i32| {
        let counted = portal::counted(portal, *year);
        portal.agencies_of(*year).map(|agency| record(*year, agency, &counted)).collect::<Vec<_>>()
    };
    Dataset {
        title: site.title.clone(),
        description: site.description.clone(),
        organiser: site.organiser.clone(),
        base: site.base_url.clone(),
        sample: site.sample,
        agencies: portal.register.agencies.clone(),
        records: years.iter().rev().flat_map(of_year).collect(),
    }
}

/// The page of the open data.
pub(super) fn data_page(portal: &Portal, dataset: &Dataset) -> DataPage {
    let all = data::selected(dataset);
    let of_years = all.chunk_by(|one, next| one.report.year == next.report.year);
    let mut years: Vec<DataYear> = of_years.filter_map(DataYear::of).collect();
    years.reverse();
    DataPage { years, workbook: data::fits_a_workbook(&all), ledger: portal.ledger.is_some() }
}

/// The forms that govern the reports, oldest first.
pub(super) fn forms(portal: &Portal) -> Vec<Hashed<Form>> {
    let forms = portal.years().into_iter().filter(|year| portal.has_reports(*year));
    let forms = forms.filter_map(|year| portal.form(year).cloned());
    forms.map(|form| (form.from, form)).collect::<BTreeMap<_, _>>().into_values().collect()
}

/// How many entries the feed of all agencies has.
const NEWEST: usize = 100;

/// The feed of all agencies, or of one, if there is any news: what has no date is none.
pub(super) fn feed(portal: &Portal, of: Option<&Agency>) -> Option<Feed> {
    let site = &portal.site;
    let all = || portal.reports().rev().map(|(_, report)| report).collect();
    let own = |agency: &Agency| {
        let years = portal.years_of(&agency.slug).iter();
        years.filter_map(|year| portal.report(*year, &agency.slug)).collect()
    };
    let reports: Vec<&Hashed<Report>> = of.map_or_else(all, own);
    let mut entries: Vec<News> = Vec::new();
    for report in reports {
        let Some(agency) = portal.register.get(&report.agency) else { continue };
        let published = report.published.map(|date| (date, None));
        let corrected = report.corrections.iter().enumerate();
        let corrected = corrected.filter_map(|(index, correction)| Some((correction.date?, Some(index))));
        entries.extend(published.into_iter().chain(corrected).map(|(date, correction)| News {
            agency: agency.clone(),
            report: report.clone(),
            date,
            correction,
        }));
    }
    let of_all = || Feed {
        title: site.title.clone(),
        author: site.organiser.clone(),
        base: site.base_url.clone(),
        language: site.language,
        sample: site.sample,
        route: Route::feed(),
        about: Route::home(),
        entries: Vec::new(),
    };
    // What is as new stays in the order of the reports.
    entries.sort_by_key(|news| Reverse(news.date));
    entries.truncate(if of.is_some() { usize::MAX } else { NEWEST });
    let of_agency = |agency: &Agency| Feed {
        title: format!("{} — {}", agency.name, site.title),
        author: agency.name.clone(),
        route: Route::agency_feed(&agency.slug),
        about: Route::agency(&agency.slug),
        ..of_all()
    };
    (!entries.is_empty() && !site.base_url.url().is_empty())
        .then(|| Feed { entries, ..of.map_or_else(of_all, of_agency) })
}
