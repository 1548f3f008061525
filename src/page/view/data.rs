//! Where the open data can be downloaded.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Download, Here};
use crate::data::Selected;
use crate::ledger::LEDGER;
use crate::page::{self, DataPage, Year};
use crate::portal::Route;

/// Where the open data can be downloaded. Its files lie in the folder of this page, once for all languages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Data {
    /// How many reports have figures.
    pub reports: usize,
    /// How many figures they have, blank ones among them.
    pub figures: usize,
    /// The figures of all years together.
    pub whole: Vec<Download>,
    /// Tables that explain the figures: reports, agencies, cells of the forms.
    pub tables: Vec<Download>,
    /// What describes the files to programs.
    pub descriptions: Vec<Download>,
    /// The years, newest first.
    pub years: Vec<DataYear>,
    /// Folder of the figures in Parquet, one folder in it for each year; empty where they are not made.
    pub parquet_folder: String,
    /// The ledger: what was published when; null where there is none.
    pub ledger: Option<Download>,
    /// Page that says what everything in the files means.
    pub dictionary_href: String,
    /// The search index.
    pub search_index_href: String,
}

/// A year of the open data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DataYear {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// How many reports have figures.
    pub reports: usize,
    /// How many figures they have, blank ones among them.
    pub figures: usize,
    /// Its files.
    pub downloads: Vec<Download>,
}

impl Here<'_> {
    pub(super) fn data(&self, page: &DataPage) -> Data {
        let files = |names: &[&str]| names.iter().map(|name| self.data_file("", name)).collect();
        let years = page.years.iter().map(|of| DataYear {
            year: of.year,
            href: self.page(Route::year(of.year)),
            reports: of.reports,
            figures: of.cells,
            downloads: self.year_downloads(of),
        });
        let workbook = page.workbook.then(|| self.data_file("", "figures.xlsx"));
        let others = ["figures.csv", "reports.json"].map(|name| self.data_file("", name));
        let parquet = Route::data_file("parquet/figures.parquet");
        Data {
            reports: page.years.iter().map(|of| of.reports).sum(),
            figures: page.years.iter().map(|of| of.cells).sum(),
            whole: workbook.into_iter().chain(others).collect(),
            tables: files(&["reports.csv", "agencies.csv", "cells.csv"]),
            descriptions: files(&["datapackage.json", "report.schema.json", "reports.schema.json"]),
            years: years.collect(),
            parquet_folder: if PARQUET { parquet.folder_from(self.route) } else { String::new() },
            ledger: page.ledger.then(|| Download::new(LEDGER, self.file(&Route::ledger()), None)),
            dictionary_href: self.page(Route::dictionary()),
            search_index_href: self.file(&Route::search_file("index.json")),
        }
    }

    /// The files with the figures of a year; none where no report has any.
    pub(super) fn downloads_of(&self, year: &Year) -> Vec<Download> {
        let reports = year.agencies.iter().filter_map(|entry| {
            let report = entry.report.as_ref().filter(|report| report.has_figures())?;
            Some(Selected { agency: &entry.agency, report })
        });
        let of_year = page::DataYear::of(&reports.collect::<Vec<_>>());
        of_year.map_or(Vec::new(), |of_year| self.year_downloads(&of_year))
    }

    fn year_downloads(&self, of: &page::DataYear) -> Vec<Download> {
        let year = of.year;
        let folder = format!("{year}/");
        let file = |name: &str| self.data_file(&folder, name);
        let workbook = of.workbook.then(|| file("figures.xlsx"));
        let parquet = PARQUET.then(|| self.data_file(&format!("parquet/year={year}/"), "figures.parquet"));
        let others = [file("figures.csv"), file("reports.json")];
        workbook.into_iter().chain(others).chain(parquet).collect()
    }

    fn data_file(&self, folder: &str, name: &str) -> Download {
        Download::new(name, self.file(&Route::data_file(&format!("{folder}{name}"))), None)
    }
}

/// Whether the program makes Parquet.
const PARQUET: bool = cfg!(feature = "parquet");
