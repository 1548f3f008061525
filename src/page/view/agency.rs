//! An agency.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Here, Link, Trend, date};
use crate::page::{self, TrendYear};
use crate::portal::{Kind, Route, Standing};
use crate::report::{Contact, Report};

/// An agency with its reports over the years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Agency {
    /// Full name.
    pub name: String,
    /// Kind of body.
    pub kind: Kind,
    /// Former names.
    pub aliases: Vec<String>,
    /// Postal address; may be empty.
    pub address: String,
    /// Whom to ask: as the register says, or else the newest report.
    pub contact: Contact,
    /// First year it reports on; null where the register does not say so.
    pub from: Option<i32>,
    /// Last year it reports on; null where the register does not say so.
    pub until: Option<i32>,
    /// The body it belongs to; null where the register names none.
    pub parent: Option<Link>,
    /// Bodies it took over.
    pub predecessors: Vec<Link>,
    /// The body that took it over; null where there is none.
    pub successor: Option<Link>,
    /// The years in which it should have reported, newest first.
    pub years: Vec<AgencyYear>,
    /// Its figures over the years.
    pub trend: Trend,
}

/// An agency's year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AgencyYear {
    /// The year.
    pub year: i32,
    /// The report's page; empty where there is none.
    pub href: String,
    /// How the agency stands in the year.
    pub standing: Standing,
    /// Date of publication; empty where unknown.
    pub published: String,
    /// Whether the report was corrected.
    pub corrected: bool,
    /// Why there is no report; empty where there is one or the register gives no reason.
    pub because: String,
    /// Page of the comparison with the year before; empty where there is none.
    pub year_on_year_href: String,
}

impl Here<'_> {
    pub(super) fn agency(&self, page: &page::AgencyPage) -> Agency {
        let agency = &page.agency;
        let report_of = |year: i32| {
            let of_year = page.years.iter().find(|(other, ..)| *other == year);
            of_year.and_then(|(_, _, report)| report.as_deref())
        };
        let newest = page.years.iter().find_map(|(_, _, report)| report.as_ref());
        let years = page.years.iter().map(|(year, standing, report)| {
            let absent = agency.absent.iter().find(|absent| absent.year == *year && report.is_none());
            let before = report_of(year - 1);
            let compared =
                report.as_ref().zip(before).is_some_and(|(report, before)| report.continues(before));
            AgencyYear {
                year: *year,
                href: report
                    .as_ref()
                    .map_or(String::new(), |_| self.page(Route::report(*year, &agency.slug))),
                standing: *standing,
                published: date(report.as_ref().and_then(|report| report.published)),
                corrected: report.as_ref().is_some_and(|report| !report.corrections.is_empty()),
                because: absent.map(|absent| absent.because.clone()).unwrap_or_default(),
                year_on_year_href: if compared {
                    self.page(Route::year_on_year(*year, &agency.slug))
                } else {
                    String::new()
                },
            }
        });
        let reports = page.years.iter().rev().filter_map(|(_, _, report)| report.as_deref());
        let trend = page::Trend { years: reports.filter_map(figures).collect() };
        let contact = newest.map(|report| report.contact.clone()).filter(|contact| !contact.is_empty());
        Agency {
            name: agency.name.clone(),
            kind: agency.kind,
            aliases: agency.aliases.clone(),
            address: agency.address.clone(),
            contact: if agency.contact.is_empty() {
                contact.unwrap_or_default()
            } else {
                agency.contact.clone()
            },
            from: agency.from,
            until: agency.until,
            parent: page.parent.as_ref().map(|other| self.neighbour(other)),
            predecessors: page.predecessors.iter().map(|other| self.neighbour(other)).collect(),
            successor: page.successor.as_ref().map(|other| self.neighbour(other)),
            years: years.collect(),
            trend: self.trend(&trend),
        }
    }
}

/// The key figures of one report; none where its form has no tables.
pub(super) fn figures(report: &Report) -> Option<TrendYear> {
    let form = report.form.clone().filter(|form| !form.tables.is_empty())?;
    let values = form.figures.iter().map(|figure| report.figure(figure)).collect();
    Some(TrendYear { year: report.year, form, values })
}
