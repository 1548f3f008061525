//! The sums of a year: the official tables with sums, and what each is made of.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::number;
use super::table::Figure;
use super::{Here, Table};
use crate::form;
use crate::page::{Year, YearEntry};
use crate::portal::{self, Agency, Route, Sum};
use crate::report::Report;

/// What the sums of a year are made of.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Totals {
    /// The year.
    pub year: i32,
    /// Page of the year.
    pub year_href: String,
    /// How many reports make up the sums.
    pub counted: usize,
    /// Governments whose reports are sums themselves and so are left out of the sums.
    pub uncounted: Vec<String>,
    /// Agencies without a report, which are not part of the sums.
    pub missing: Vec<String>,
    /// The tables that are summed up.
    pub tables: Vec<TotalsTable>,
}

/// A table of sums.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TotalsTable {
    /// Its id in the form.
    pub id: String,
    /// Official title.
    pub caption: String,
    /// The words of its columns.
    pub columns: Vec<String>,
    /// Its rows, without those that are zero everywhere.
    pub rows: Vec<TotalsRow>,
    /// How many rows are zero in every report.
    pub zero: usize,
}

/// A row of a table of sums.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TotalsRow {
    /// Its id on the page: `table.row`.
    pub id: String,
    /// Official wording.
    pub label: String,
    /// The agencies that have something in it, in the order of the register.
    pub agencies: Vec<TotalsAgency>,
    /// The sums by column.
    pub sums: Vec<String>,
}

/// What one agency adds to a row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TotalsAgency {
    /// Its full name.
    pub name: String,
    /// Address of the row in its report.
    pub href: String,
    /// Its figures by column; empty where there is no number.
    pub cells: Vec<String>,
}

impl Here<'_> {
    pub(super) fn totals(&self, year: &Year) -> Totals {
        let uncounted = year.agencies.iter().filter(|entry| entry.report.is_some() && !entry.counted);
        let missing = year.agencies.iter().filter(|entry| entry.report.is_none());
        let name = |entry: &YearEntry| entry.agency.name.clone();
        let reports: Vec<_> = year.counted().collect();
        let form = year.form.as_deref();
        let sums = form.map_or(Vec::new(), |form| portal::sum(form, &year.sheets()));
        let tables = form.iter().flat_map(|form| form.tables.iter().enumerate());
        Totals {
            year: year.year,
            year_href: self.page(Route::year(year.year)),
            counted: reports.len(),
            uncounted: uncounted.map(name).collect(),
            missing: missing.map(name).collect(),
            tables: tables
                .zip(&sums)
                .filter_map(|((index, table), sums)| {
                    Some(self.totals_table(index, table, &reports, sums.as_ref()?))
                })
                .collect(),
        }
    }

    /// The official tables with the sums of a year; each cell that is not zero leads to what it is made of.
    pub(super) fn sum_tables(&self, year: &Year) -> Vec<Table> {
        let Some(form) = year.form.as_deref() else { return Vec::new() };
        let sums = portal::sum(form, &year.sheets());
        let tables = form.tables.iter().zip(&sums);
        let table = |(table, sums): (&form::Table, &Option<Vec<Sum>>)| {
            let sums = sums.as_ref()?;
            let href = self.page(Route::totals(year.year));
            Some(self.table(table, |cell| {
                let sum = sums.get(cell).copied().unwrap_or_default();
                let something = sum.value.is_some_and(|value| !value.is_zero());
                let row = &table.rows.leaves[table.place(cell).0].id;
                Figure {
                    text: number(sum.value),
                    status: match sum {
                        Sum { value: None, .. } => "blank",
                        Sum { lacking: 0, .. } => "given",
                        Sum { .. } => "incomplete",
                    },
                    href: if something { format!("{href}#{}.{row}", table.id) } else { String::new() },
                }
            }))
        };
        tables.filter_map(table).collect()
    }

    fn totals_table(
        &self,
        index: usize,
        table: &form::Table,
        reports: &[(&Agency, &Report)],
        sums: &[Sum],
    ) -> TotalsTable {
        let columns = table.columns.leaves.len();
        let value = |report: &Report, row: usize, column: usize| {
            report.sheet.cell(index, table.cell(row, column)).value()
        };
        let mut rows = Vec::new();
        for (row, leaf) in table.rows.leaves.iter().enumerate() {
            let has = |report: &Report| {
                (0..columns).any(|column| value(report, row, column).is_some_and(|value| !value.is_zero()))
            };
            let with: Vec<_> = reports.iter().filter(|(_, report)| has(report)).collect();
            if with.is_empty() {
                continue;
            }
            let line = |(agency, report): &&(&Agency, &Report)| TotalsAgency {
                name: agency.name.clone(),
                href: format!(
                    "{}#{}",
                    self.page(Route::report(report.year, &agency.slug)),
                    table.cell_id(table.cell(row, 0))
                ),
                cells: (0..columns).map(|column| number(value(report, row, column))).collect(),
            };
            let sum = |column: usize| sums.get(table.cell(row, column)).and_then(|sum| sum.value);
            rows.push(TotalsRow {
                id: format!("{}.{}", table.id, leaf.id),
                label: self.say(&leaf.title()).to_owned(),
                agencies: with.iter().map(line).collect(),
                sums: (0..columns).map(|column| number(sum(column))).collect(),
            });
        }
        TotalsTable {
            id: table.id.clone(),
            caption: self.say(&table.label).to_owned(),
            columns: table.columns.leaves.iter().map(|leaf| self.say(&leaf.title()).to_owned()).collect(),
            zero: table.rows.leaves.len() - rows.len(),
            rows,
        }
    }
}
