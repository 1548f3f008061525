//! The open data: every figure of every report for other programs, and what they need to read it.
//!
//! In: a [`Dataset`], or a selection of reports. Out: files as bytes. Nothing here makes a page.

mod dataset;
mod json;
mod package;
#[cfg(feature = "parquet")]
pub mod parquet;
mod schema;
mod select;
pub mod tables;
pub mod xlsx;

use std::collections::BTreeMap;

pub use dataset::{Dataset, Record};
pub use json::json;
pub use package::{Column, columns, package};
use rayon::prelude::*;
pub use schema::{report_schema, reports_schema};
pub use select::{Format, Wanted};

use crate::form::Form;
use crate::portal::{Agency, Route};
use crate::report::{self, Report};
use crate::text::Hashed;

/// A report with its agency: what every format takes a list of.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    /// The agency.
    pub agency: &'a Agency,
    /// Its report.
    pub report: &'a Hashed<Report>,
}

impl<'a> Selected<'a> {
    /// The form of the report, if it has tables.
    pub fn form(&self) -> Option<&'a Hashed<Form>> {
        self.report.form.as_ref().filter(|form| !form.tables.is_empty())
    }
}

/// All reports of a data set that have figures, in its order.
pub fn selected(dataset: &Dataset) -> Vec<Selected<'_>> {
    let agencies: BTreeMap<&str, &Agency> =
        dataset.agencies.iter().map(|agency| (agency.slug.as_str(), agency)).collect();
    let with_figures = dataset.records.iter().filter_map(|record| {
        let report = record.report.as_ref().filter(|report| report.has_figures())?;
        Some(Selected { agency: agencies.get(record.agency.as_str()).copied()?, report })
    });
    with_figures.collect()
}

/// The forms of reports, each once, oldest first.
pub fn forms<'a>(reports: &[Selected<'a>]) -> Vec<&'a Hashed<Form>> {
    let forms = reports.iter().filter_map(|selected| selected.report.form.as_ref());
    let mut forms: Vec<&Hashed<Form>> =
        forms.map(|form| (&form.id, form)).collect::<BTreeMap<_, _>>().into_values().collect();
    forms.sort_by_key(|form| form.from);
    forms
}

/// The figures of reports as CSV: a line for each cell, in the shape of `report.csv`.
pub fn csv(reports: &[Selected<'_>]) -> Vec<u8> {
    [figures_head(), figure_lines(reports)].concat()
}

fn figures_head() -> Vec<u8> {
    [report::csv::MARK.as_bytes(), &report::csv::lines([report::csv::COLUMNS])].concat()
}

fn figure_lines(reports: &[Selected<'_>]) -> Vec<u8> {
    report::csv::cells(reports.iter().map(|selected| &**selected.report))
}

/// Whether workbooks can hold these reports: a sheet ends at 1,048,576 lines.
pub fn fits_a_workbook(reports: &[Selected<'_>]) -> bool {
    xlsx::longest(reports) <= xlsx::LINES
}

/// Every file of the open data but its pages.
pub fn files(dataset: &Dataset) -> Vec<(Route, Vec<u8>)> {
    let reports = selected(dataset);
    let mut years: BTreeMap<i32, Vec<Selected<'_>>> = BTreeMap::new();
    for selected in &reports {
        years.entry(selected.report.year).or_default().push(*selected);
    }
    // Each of these takes a while with many reports, so they are made side by side.
    let mut parts: Vec<Part<'_>> = vec![Part::Json(None, &reports), Part::Workbook(None, &reports)];
    for (year, of_year) in &years {
        parts.extend([Part::Csv(*year, of_year), Part::Json(Some(*year), of_year)]);
        parts.push(Part::Workbook(Some(*year), of_year));
        #[cfg(feature = "parquet")]
        parts.push(Part::Parquet(*year, of_year));
    }
    let made: Vec<Option<(String, Vec<u8>)>> = parts.par_iter().map(Part::make).collect();
    let mut files: BTreeMap<String, Vec<u8>> = made.into_iter().flatten().collect();
    let head = figures_head();
    let of_years = years.keys().map(|year| &files[&in_year(*year, FIGURES)][head.len()..]);
    let whole = [&*head].into_iter().chain(of_years).collect::<Vec<_>>().concat();
    files.insert(FIGURES.to_owned(), whole);
    files.insert("reports.csv".to_owned(), tables::reports(dataset));
    files.insert("agencies.csv".to_owned(), tables::agencies(&dataset.agencies));
    files.insert("cells.csv".to_owned(), tables::cells(&forms(&reports)));
    files.insert("report.schema.json".to_owned(), report_schema(&dataset.base));
    files.insert("reports.schema.json".to_owned(), reports_schema(&dataset.base));
    let package = package(dataset, &files);
    files.insert("datapackage.json".to_owned(), package);
    files.into_iter().map(|(name, bytes)| (Route::data_file(&name), bytes)).collect()
}

const FIGURES: &str = "figures.csv";

/// The name of a file that has the figures of one year.
fn in_year(year: i32, name: &str) -> String {
    format!("{year}/{name}")
}

/// One file to be made, of a year or of all.
enum Part<'a> {
    Csv(i32, &'a [Selected<'a>]),
    Json(Option<i32>, &'a [Selected<'a>]),
    Workbook(Option<i32>, &'a [Selected<'a>]),
    #[cfg(feature = "parquet")]
    Parquet(i32, &'a [Selected<'a>]),
}

impl Part<'_> {
    /// Its name and bytes; none where the format cannot hold so much.
    fn make(&self) -> Option<(String, Vec<u8>)> {
        let name =
            |year: Option<i32>, name: &str| year.map_or_else(|| name.to_owned(), |year| in_year(year, name));
        Some(match *self {
            Self::Csv(year, reports) => (in_year(year, FIGURES), csv(reports)),
            Self::Json(year, reports) => (name(year, "reports.json"), json(reports)),
            Self::Workbook(year, reports) => {
                let years = if year.is_some() { xlsx::Years::One } else { xlsx::Years::Several };
                (name(year, "figures.xlsx"), xlsx::figures(reports, years)?)
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(year, reports) => {
                (format!("parquet/{}", parquet::path(year)), parquet::figures(reports))
            }
        })
    }
}
