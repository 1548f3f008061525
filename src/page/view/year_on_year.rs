//! A report beside that of the year before.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{change, number};
use super::{Here, YearRef};
use crate::form::Table;
use crate::page;
use crate::portal::Route;
use crate::report::Report;
use crate::text::Decimal;

/// A report beside that of the year before.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearOnYear {
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

impl Here<'_> {
    pub(super) fn year_on_year(&self, page: &page::YearOnYear) -> YearOnYear {
        let slug = &page.agency.slug;
        let year = |report: &Report| YearRef {
            year: report.year,
            href: self.page(Route::report(report.year, slug)),
        };
        let mut shown = YearOnYear {
            agency: page.agency.name.clone(),
            agency_href: self.page(Route::agency(slug)),
            this: year(&page.this),
            before: year(&page.before),
            forms_differ: false,
            tables: Vec::new(),
            zero: 0,
            new: 0,
        };
        let (Some(this), Some(before)) = (&page.this.form, &page.before.form) else { return shown };
        shown.forms_differ = this.id != before.id;
        for (index, table) in this.tables.iter().enumerate() {
            let mut rows: Vec<CompareRow> = Vec::new();
            let mut last = None;
            for cell in 0..table.len() {
                let value = page.this.sheet.cell(index, cell).value();
                let Some((other_table, other_cell)) = this.ancestor(before, index, cell) else {
                    shown.new += 1;
                    continue;
                };
                let earlier = page.before.sheet.cell(other_table, other_cell).value();
                if [value, earlier].iter().all(|value| value.is_none_or(Decimal::is_zero)) {
                    shown.zero += 1;
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
                shown.tables.push(CompareTable {
                    id: table.id.clone(),
                    caption: self.say(&table.label).to_owned(),
                    rows,
                });
            }
        }
        shown
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
}
