//! Two reports side by side: a report beside that of the year before, and where any two are chosen.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{change, number};
use super::{Links, YearRef};
use crate::form::Table;
use crate::page::{self, Choice};
use crate::portal::{Kind, Route};
use crate::report::Report;
use crate::text::Decimal;

/// A report beside that of the year before.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// Full name of the agency.
    pub agency: String,
    /// The agency's page.
    pub agency_href: String,
    /// Year and page of the later report.
    pub this: YearRef,
    /// Year and page of the earlier report.
    pub before: YearRef,
    /// Whether the two are on different forms: only what means the same in both is compared.
    pub forms_differ: bool,
    /// The tables that have something to compare.
    pub tables: Vec<CompareTable>,
    /// How many figures are zero in both.
    pub zero: usize,
    /// How many figures of the later form have no like in the earlier one.
    pub new: usize,
}

/// A table with the figures that are not zero in both.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CompareTable {
    /// Its id in the form.
    pub id: String,
    /// Official title.
    pub caption: String,
    /// Its rows.
    pub rows: Vec<CompareRow>,
}

/// A row of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CompareRow {
    /// Official wording.
    pub label: String,
    /// Its figures.
    pub cells: Vec<CompareCell>,
}

/// A figure in two reports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CompareCell {
    /// Its name in the data: `table.row.column`.
    pub id: String,
    /// The words of its column.
    pub column: String,
    /// The earlier number; empty where there is none.
    pub before: String,
    /// The later number; empty where there is none.
    pub this: String,
    /// The difference with its sign; empty where there is none.
    pub change: String,
}

/// Where any two reports are chosen and compared. The comparison itself needs a script; without one the page leads to
/// those beside the year before.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Compare {
    /// Agencies that have reports with figures, by kind.
    pub groups: Vec<ChoiceGroup>,
    /// All years of which there are reports with figures, newest first.
    pub years: Vec<i32>,
    /// Address of the folder in which all pages of the language lie, from this page.
    pub root_href: String,
}

/// Agencies of one kind to choose from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChoiceGroup {
    /// Kind of body.
    pub kind: Kind,
    /// The agencies, in the order of the register.
    pub agencies: Vec<ChoiceAgency>,
}

/// An agency to choose.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChoiceAgency {
    /// Its short name in addresses and file names.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Comparisons of its reports with the years before, newest first.
    pub comparisons: Vec<YearRef>,
    /// Years of which it has reports with figures, newest first.
    pub years: Vec<i32>,
}

impl Links<'_> {
    pub(super) fn comparison(&self, page: &page::Comparison) -> Comparison {
        let slug = &page.agency.slug;
        let year = |report: &Report| YearRef {
            year: report.year,
            href: self.page(Route::report(report.year, slug)),
        };
        let mut comparison = Comparison {
            agency: page.agency.name.clone(),
            agency_href: self.page(Route::agency(slug)),
            this: year(&page.this),
            before: year(&page.before),
            forms_differ: false,
            tables: Vec::new(),
            zero: 0,
            new: 0,
        };
        let (Some(this), Some(before)) = (&page.this.form, &page.before.form) else { return comparison };
        comparison.forms_differ = this.id != before.id;
        for (index, table) in this.tables.iter().enumerate() {
            let mut rows: Vec<CompareRow> = Vec::new();
            let mut last = None;
            for cell in 0..table.len() {
                let value = page.this.sheet.cell(index, cell).value();
                let Some((other_table, other_cell)) = this.ancestor(before, index, cell) else {
                    comparison.new += 1;
                    continue;
                };
                let earlier = page.before.sheet.cell(other_table, other_cell).value();
                if [value, earlier].iter().all(|value| value.is_none_or(Decimal::is_zero)) {
                    comparison.zero += 1;
                    continue;
                }
                let (row, _) = table.place(cell);
                if last != Some(row) {
                    last = Some(row);
                    let label = self.say(&table.rows.leaves[row].title()).to_owned();
                    rows.push(CompareRow { label, cells: Vec::new() });
                }
                if let Some(of_row) = rows.last_mut() {
                    of_row.cells.push(self.cell(table, cell, value, earlier));
                }
            }
            if !rows.is_empty() {
                comparison.tables.push(CompareTable {
                    id: table.id.clone(),
                    caption: self.say(&table.label).to_owned(),
                    rows,
                });
            }
        }
        comparison
    }

    fn cell(
        &self,
        table: &Table,
        cell: usize,
        value: Option<Decimal>,
        before: Option<Decimal>,
    ) -> CompareCell {
        CompareCell {
            id: table.cell_id(cell),
            column: self.say(&table.columns.leaves[table.place(cell).1].label).to_owned(),
            before: number(before),
            this: number(value),
            change: value.zip(before).map(|(value, before)| change(value, before)).unwrap_or_default(),
        }
    }

    pub(super) fn compare(&self, all: &[Choice]) -> Compare {
        let choice = |choice: &Choice| {
            let slug = &choice.agency.slug;
            let compared = choice.compared.iter();
            ChoiceAgency {
                slug: slug.clone(),
                name: choice.agency.name.clone(),
                comparisons: compared
                    .map(|&year| YearRef { year, href: self.page(Route::comparison(year, slug)) })
                    .collect(),
                years: choice.years.clone(),
            }
        };
        let groups = super::agencies::by_kind(all, |choice| choice.agency.kind, choice);
        let groups = groups.map(|(kind, agencies)| ChoiceGroup { kind, agencies }).collect();
        let years: BTreeSet<i32> = all.iter().flat_map(|choice| choice.years.iter().copied()).collect();
        let years = years.into_iter().rev().collect();
        Compare { groups, years, root_href: self.root() }
    }
}
