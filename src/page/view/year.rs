//! A year.

use schemars::JsonSchema;
use serde::Serialize;

use super::agencies::by_kind;
use super::{Chart, Download, Here, KeyFigure, Table, YearRef, date};
use crate::page::{self, Trend, YearEntry};
use crate::portal::{Kind, Route, Standing};

/// A year in short, for the home page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearGlance {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// Agencies that should report.
    pub expected: usize,
    /// Agencies that did.
    pub received: usize,
    /// How many of them did so after the due date.
    pub late: usize,
    /// Agencies that should report, by kind.
    pub groups: Vec<YearGroup>,
    /// Files with the figures of its reports.
    pub downloads: Vec<Download>,
}

/// A year with its agencies and the sums of their reports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// The next earlier year that has reports, with its page; null where there is none.
    pub older: Option<YearRef>,
    /// The next later year that has reports, with its page; null where there is none.
    pub newer: Option<YearRef>,
    /// Official name of the form; empty for years before any form.
    pub form: String,
    /// The notice that prescribes the form; empty where there is no form.
    pub basis: String,
    /// How many agencies should report.
    pub expected: usize,
    /// How many of them did.
    pub received: usize,
    /// How many of the reports were published after the due date.
    pub late: usize,
    /// How many reports were corrected later.
    pub corrected: usize,
    /// Agencies that should report, by kind.
    pub groups: Vec<YearGroup>,
    /// How many reports make up the sums.
    pub counted: usize,
    /// Governments whose reports are sums themselves and so are left out of the sums.
    pub uncounted: Vec<String>,
    /// The key figures, summed up, with those of the year before.
    pub figures: Vec<KeyFigure>,
    /// Charts of the sums.
    pub charts: Vec<Chart>,
    /// The official tables with the sums over all reports; each cell leads to what it is made of.
    pub tables: Vec<Table>,
    /// Page of the sums with the agencies behind each; empty where there are no sums.
    pub totals_href: String,
    /// Files with the figures of its reports.
    pub downloads: Vec<Download>,
}

/// The agencies of one kind in a year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearGroup {
    /// Kind of body.
    pub kind: Kind,
    /// The agencies, in the order of the register.
    pub agencies: Vec<YearAgency>,
}

/// An agency in a year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearAgency {
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// Its report's page; empty where there is none.
    pub report_href: String,
    /// How it stands in the year.
    pub standing: Standing,
    /// Date of publication; empty where unknown.
    pub published: String,
    /// Whether the report was corrected.
    pub corrected: bool,
    /// Why there is no report; empty where there is one or the register gives no reason.
    pub because: String,
}

impl Here<'_> {
    /// A year in short.
    pub(super) fn glance(&self, year: &page::Year) -> YearGlance {
        YearGlance {
            year: year.year,
            href: self.page(Route::year(year.year)),
            expected: year.agencies.len(),
            received: count(year, |entry| entry.report.is_some()),
            late: count(year, |entry| entry.standing == Standing::Late),
            groups: self.year_groups(year),
            downloads: self.downloads_of(year),
        }
    }

    /// A year with its agencies and its sums.
    pub(super) fn year_page(&self, year: &page::Year, trend: &Trend) -> Year {
        let of_year = trend.years.iter().find(|of| of.year == year.year);
        let uncounted = year.agencies.iter().filter(|entry| entry.report.is_some() && !entry.counted);
        Year {
            year: year.year,
            older: self.year(year.older, Route::year),
            newer: self.year(year.newer, Route::year),
            form: year.form.as_ref().map_or(String::new(), |form| self.say(&form.name).to_owned()),
            basis: year.form.as_ref().map_or(String::new(), |form| form.basis.clone()),
            expected: year.agencies.len(),
            received: count(year, |entry| entry.report.is_some()),
            late: count(year, |entry| entry.standing == Standing::Late),
            corrected: count(year, |entry| {
                entry.report.as_ref().is_some_and(|report| !report.corrections.is_empty())
            }),
            groups: self.year_groups(year),
            counted: count(year, |entry| entry.counted),
            uncounted: uncounted.map(|entry| entry.agency.name.clone()).collect(),
            figures: self.key_figures(trend, year.year),
            charts: of_year.map_or(Vec::new(), |of_year| self.charts_of_year(of_year)),
            tables: of_year.map_or(Vec::new(), |_| self.sum_tables(year)),
            totals_href: of_year.map_or(String::new(), |_| self.page(Route::totals(year.year))),
            downloads: self.downloads_of(year),
        }
    }

    fn year_groups(&self, year: &page::Year) -> Vec<YearGroup> {
        let entry = |entry: &YearEntry| {
            let (agency, report) = (&entry.agency, entry.report.as_ref());
            let absent = agency.absent.iter().find(|absent| absent.year == year.year && report.is_none());
            YearAgency {
                name: agency.name.clone(),
                short: agency.short.clone(),
                href: self.agency_page(agency, entry.page),
                report_href: report
                    .map_or(String::new(), |report| self.page(Route::report(report.year, &report.agency))),
                standing: entry.standing,
                published: date(report.and_then(|report| report.published)),
                corrected: report.is_some_and(|report| !report.corrections.is_empty()),
                because: absent.map(|absent| absent.because.clone()).unwrap_or_default(),
            }
        };
        by_kind(&year.agencies, |entry| entry.agency.kind, entry)
            .map(|(kind, agencies)| YearGroup { kind, agencies })
            .collect()
    }
}

fn count(year: &page::Year, of: impl Fn(&YearEntry) -> bool) -> usize {
    year.agencies.iter().filter(|entry| of(entry)).count()
}
