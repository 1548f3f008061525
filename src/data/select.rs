//! A choice of reports, and the file that holds their figures in a format.

use super::{Selected, csv, json, xlsx};
use crate::portal::Portal;
use crate::report;

/// Which reports are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// Of this year only.
    pub year: Option<i32>,
    /// Of this agency only: its slug.
    pub agency: Option<&'a str>,
}

/// A format of one file. Parquet is none: it has a file for each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A line for each figure.
    Csv,
    /// JSON.
    Json,
    /// A workbook.
    Xlsx,
}

impl Wanted<'_> {
    /// Whether a report is wanted.
    pub fn takes(&self, year: i32, agency: &str) -> bool {
        self.year.is_none_or(|wanted| wanted == year) && self.agency.is_none_or(|wanted| wanted == agency)
    }

    /// The reports with figures that are wanted: oldest year first, in the order of their agencies.
    pub fn of<'a>(&self, portal: &'a Portal) -> Vec<Selected<'a>> {
        let mut years = portal.years();
        years.reverse();
        let of_year = |year: i32| {
            let agencies = portal.agencies_of(year).filter(move |agency| self.takes(year, &agency.slug));
            agencies.filter_map(move |agency| {
                let report = portal.report(year, &agency.slug).filter(|report| report.has_figures())?;
                Some(Selected { agency, report })
            })
        };
        years.into_iter().flat_map(of_year).collect()
    }

    /// The bytes of the file that the portal has for such a choice; none where a workbook cannot hold so much. That of
    /// one report, with its agency and its year, is the file beside its page.
    pub fn file(&self, reports: &[Selected<'_>], format: Format) -> Option<Vec<u8>> {
        let years = if self.year.is_some() { xlsx::Years::One } else { xlsx::Years::Several };
        let alone = match reports {
            [one] if self.year.is_some() && self.agency.is_some() => Some((one.report, &one.agency.name)),
            _ => None,
        };
        match (format, alone) {
            (Format::Csv, _) => Some(csv(reports)),
            (Format::Json, None) => Some(json(reports)),
            (Format::Json, Some((report, name))) => {
                Some(report::json::json(report, name, &report.title(name)).into_bytes())
            }
            (Format::Xlsx, None) => xlsx::figures(reports, years),
            (Format::Xlsx, Some((report, name))) => Some(xlsx::report(report, name)),
        }
    }
}
