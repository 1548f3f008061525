//! A year.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Chart, KeyFigure, Links, Table, YearRef, date};
use crate::page::{self, Trend, YearEntry};
use crate::portal::{Kind, Route, Standing};

/// A year with its agencies and the sums of their reports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
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
    /// The key figures, summed up, with those of the year before; empty in `home.html`.
    pub figures: Vec<KeyFigure>,
    /// Charts of the sums; empty in `home.html`.
    pub charts: Vec<Chart>,
    /// The official tables with the sums over all reports; each cell leads to what it is made of. Empty in `home.html`.
    pub tables: Vec<Table>,
    /// Page of the sums with the agencies behind each; empty where there are no sums.
    pub totals: String,
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
    pub report: String,
    /// How it stands in the year.
    pub standing: Standing,
    /// Date of publication; empty where unknown.
    pub published: String,
    /// Whether the report was corrected.
    pub corrected: bool,
    /// Why there is no report; empty where there is one or the register gives no reason.
    pub because: String,
}

impl Links<'_> {
    /// A year with its agencies, without figures.
    pub(super) fn year_lists(&self, year: &page::Year) -> Year {
        let entry = |entry: &YearEntry| {
            let (agency, report) = (&entry.agency, entry.report.as_ref());
            let absent = agency.absent.iter().find(|absent| absent.year == year.year && report.is_none());
            YearAgency {
                name: agency.name.clone(),
                short: agency.short.clone(),
                href: self.agency_page(agency, entry.page),
                report: report
                    .map_or(String::new(), |report| self.page(Route::report(report.year, &report.agency))),
                standing: entry.standing,
                published: date(report.and_then(|report| report.published)),
                corrected: report.is_some_and(|report| !report.corrections.is_empty()),
                because: absent.map(|absent| absent.because.clone()).unwrap_or_default(),
            }
        };
        let groups: Vec<YearGroup> = Kind::ALL
            .iter()
            .filter_map(|&(_, kind)| {
                let agencies: Vec<_> =
                    year.agencies.iter().filter(|entry| entry.agency.kind == kind).map(entry).collect();
                (!agencies.is_empty()).then_some(YearGroup { kind, agencies })
            })
            .collect();
        let count = |of: fn(&YearEntry) -> bool| year.agencies.iter().filter(|entry| of(entry)).count();
        let uncounted = year.agencies.iter().filter(|entry| entry.report.is_some() && !entry.counted);
        Year {
            year: year.year,
            href: self.page(Route::year(year.year)),
            older: self.year(year.older, Route::year),
            newer: self.year(year.newer, Route::year),
            form: year.form.as_ref().map_or(String::new(), |form| self.say(&form.name).to_owned()),
            basis: year.form.as_ref().map_or(String::new(), |form| form.basis.clone()),
            expected: year.agencies.len(),
            received: count(|entry| entry.report.is_some()),
            late: count(|entry| entry.standing == Standing::Late),
            corrected: count(|entry| {
                entry.report.as_ref().is_some_and(|report| !report.corrections.is_empty())
            }),
            groups,
            counted: count(|entry| entry.counted),
            uncounted: uncounted.map(|entry| entry.agency.name.clone()).collect(),
            figures: Vec::new(),
            charts: Vec::new(),
            tables: Vec::new(),
            totals: String::new(),
        }
    }

    /// A year with its agencies and its sums.
    pub(super) fn year_page(&self, year: &page::Year, trend: &Trend) -> Year {
        let lists = self.year_lists(year);
        let Some(of_year) = trend.years.iter().find(|of| of.year == year.year) else { return lists };
        Year {
            figures: self.key_figures(trend, year.year),
            charts: self.charts_of_year(of_year),
            tables: self.sum_tables(year),
            totals: self.page(Route::totals(year.year)),
            ..lists
        }
    }
}
